"""Of a ticket's story an export gives away what the portal shows, and no more."""

import io
import json
import zipfile

from moto import mock_aws

from helpdesk.domain.privacy.jobs import JobKind, export_key
from helpdesk.domain.timeline import Actor, ActorKind, ChangeEntry, MessageEntry
from helpdesk.ports import TicketWrite
from tests.contract.builders import ACME, NOW, agent, ticket
from tests.privacy.built import built
from tests.privacy.house import FILES
from tests.privacy.lisa import LISA


def test_what_is_given_away_is_what_the_portal_shows() -> None:
    """Teams, tags, articles of the desk's own, and why an agent did something are for the desk alone."""
    by = Actor(kind=ActorKind.AGENT, id="ana", name="Ana", email="ana@noord.example")
    hidden = [
        ChangeEntry(id=f"c-{field}", at=NOW, by=by, field=field, old="SECRET-1", new="SECRET-2")
        for field in ("team", "tags", "article", "requester", "merged-from", "guessed")
    ]
    solved = ChangeEntry(id="c-9", at=NOW, by=by, field="state", old="open", new="solved", reason="SECRET-3")
    mail = MessageEntry(
        id="m-9", at=NOW, by=by, text="Done.", warnings=("SECRET-4",), recipients=("SECRET-5@noord.example",)
    )  # fmt: skip
    with mock_aws():
        at = built()
        at.house.stores.for_principal(agent()).tickets.write(
            TicketWrite(ticket=ticket(9, requester=LISA.ref), entries=(*hidden, solved, mail))
        )
        at.ask(JobKind.EXPORT)
        at.work()
        body = at.s3.get_object(Bucket=FILES, Key=export_key(ACME, "job-1", 1))["Body"].read()

    told = zipfile.ZipFile(io.BytesIO(body)).read("tickets/ACME-9.json").decode()

    assert [entry["id"] for entry in json.loads(told)["timeline"]] == ["c-9", "m-9"]
    assert "SECRET" not in told
    assert "ana@noord.example" not in told
