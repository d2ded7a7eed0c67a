"""A mail's HTML through the API: whether there is one, and where it can be had."""

from base64 import b64decode

import pytest

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.timeline import Actor, ActorKind, MessageEntry
from helpdesk.ports import TicketWrite
from helpdesk.usecases.bodies import MAX_TEXT, html_kept
from tests.fakes import FakeIntakeStore
from tests.functions.desks import ANA, DORA, KIM, Desks
from tests.functions.gateway import Gateway

ACME = TenantRef("noord", "acme")


def written(api: Gateway, desks: Desks, html: str) -> str:
    """A ticket with a mail of that HTML as entry `m1`, kept as the intake keeps it; gives its key."""
    key = api.post(KIM, "/tickets", {"subject": "Offer", "text": "See the table."}).json["key"]
    kept, full = html_kept(desks.files, ACME, html)
    entry = MessageEntry(
        id="m1",
        at=desks.now,
        by=Actor(kind=ActorKind.REQUESTER, id="kim", name="Kim Bakker", email=KIM),
        text="Offer",
        html=kept,
        full_html=full,
    )
    store = FakeIntakeStore(desks.memory)
    store.write(TicketWrite(ticket=store.get(TicketRef(ACME, int(key.split("-")[1]))), entries=(entry,)))
    return str(key)


def shown(api: Gateway, who: str, key: str) -> bool:
    """Whether the story says that there is HTML to ask for."""
    timeline = api.get(who, f"/tickets/{key}").json["timeline"]
    return bool(next(entry["html"] for entry in timeline if entry["id"] == "m1"))


@pytest.mark.parametrize("who", [KIM, ANA])
def test_a_short_mails_html_comes_within_its_link(api: Gateway, desks: Desks, who: str) -> None:
    html = "<table><tr><td>Größe</td><td>12 €</td></tr></table>"
    key = written(api, desks, html)

    link = api.get(who, f"/tickets/{key}/attachments/m1/html")

    assert link.status == 200, link.text
    kind, _, content = link.json["url"].partition(",")
    assert kind == "data:text/html;charset=utf-8;base64"
    assert b64decode(content).decode() == html
    assert shown(api, who, key)


@pytest.mark.parametrize("who", [KIM, ANA])
def test_a_long_mails_html_is_a_file(api: Gateway, desks: Desks, who: str) -> None:
    html = f"<p>{'long ' * MAX_TEXT}</p>"
    key = written(api, desks, html)

    link = api.get(who, f"/tickets/{key}/attachments/m1/html")

    assert link.status == 200, link.text
    stored = link.json["url"].partition("?")[0].removeprefix("https://files.example/")
    assert desks.files.get(stored).decode() == html
    assert shown(api, who, key)


def test_a_mail_of_plain_text_has_none(api: Gateway, desks: Desks) -> None:
    key = written(api, desks, "")

    assert api.get(ANA, f"/tickets/{key}/attachments/m1/html").status == 404
    assert not shown(api, ANA, key)


def test_nobody_elses_mail_is_given(api: Gateway, desks: Desks) -> None:
    key = written(api, desks, "<b>for Acme</b>")

    assert api.get(DORA, f"/tickets/{key}/attachments/m1/html").status == 404
