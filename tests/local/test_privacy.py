"""One person on the running stack: all that is kept of them is given out, then they are gone everywhere."""

import io
import zipfile
from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
import requests
from msgspec.structs import replace

from helpdesk import observe
from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.desks import Agent, Desk, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import Policy
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.local

PASSWORD = "a-password-for-tests-2026"
IDA = "ida@birch.example"
SCOPE = TenantRef("birch", "larch")
PEOPLE = f"/desks/{SCOPE.desk}/tenants/{SCOPE.tenant}/people"
ADDRESS = "theodora.quillfeather@meadow.example"
TRACES = ("quillfeather", "theodora", "633 44 55", "6334455")
LETTER = """Hello,

the boiler in the cellar drips on the archive of the choir.

Kind regards,
Theodora Quillfeather
+47 633 44 55
"""
FILE = b"The insurance papers of Theodora Quillfeather.\n"


class Birch:
    """A desk with one tenant, seen by its admin; Theodora and Nils write to it."""

    def __init__(self, cloud: RunningCloud) -> None:
        self.cloud = cloud
        self.admin: Api = cloud.api(cloud.sign_in(IDA, PASSWORD))
        self.table = table_of(cloud.local, cloud.outputs)

    def mail(self, sender: str, name: str, subject: str, text: str, **more: Any) -> dict[str, Any]:
        """Somebody writes; gives their ticket."""
        to, file = more.get("to", "help@larch.example"), more.get("file")
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{name} <{sender}>", to, subject
        mail["Message-ID"] = f"<{abs(hash(text))}.{sender}>"
        mail.set_content(text)
        if file:
            mail.add_attachment(file, maintype="text", subtype="plain", filename="papers.txt")
        self.cloud.send(mail, sender=sender, to=to)
        return wait_for(lambda: self._ticket_of(sender), f"the ticket of {sender}")

    def _ticket_of(self, sender: str) -> dict[str, Any] | None:
        items = self.admin.get("/tickets?view=queue&limit=100")["items"]
        return next((item for item in items if item["requester"]["email"] == sender), None)

    def person(self, email: str) -> dict[str, Any]:
        (found,) = self.admin.get(f"{PEOPLE}?q={email}")["items"]
        return dict(found)

    def found(self, word: str) -> list[str]:
        return [hit["key"] for hit in self.admin.get(f"/search?q={word}")["items"]]

    def work(self, scope: TenantRef = SCOPE) -> None:
        """The minute's run of the function `privacy`; pauses of jobs are over."""
        jobs = TablePrivacyJobs(self.table)
        for job in jobs.of_tenant(scope):
            if not job.done and job.next_at > observe.now():
                jobs.save(job, replace(job, next_at=observe.now()))
        functions = self.cloud.client("lambda")
        names = [each["FunctionName"] for each in functions.list_functions()["Functions"]]
        (name,) = (each for each in names if "Privacy" in each)
        functions.invoke(FunctionName=name, Payload=b"{}")

    def finished(self, path: str) -> dict[str, Any]:
        """The newest job there, once it is done."""

        def look() -> dict[str, Any] | None:
            newest: dict[str, Any] = self.admin.get(path)["items"][0]
            if newest["state"] == "done":
                return newest
            self.work()
            return None

        return wait_for(look, f"the end of {path}", seconds=180)

    def stored(self) -> dict[str, bytes]:
        """All rows and all objects there are, with old versions. The index is asked, not read."""
        found = {
            f"row {row.pk} {row.sk}": msgspec.json.encode(row.attribute_values, enc_hook=str)
            for row in self.table.row.scan()
        }
        s3 = self.cloud.client("s3")
        for output in ("MailBucket", "FilesBucket"):
            bucket = self.cloud.outputs[output]
            for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
                for one in page.get("Versions", []):
                    body = s3.get_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])["Body"]
                    found[f"{output} {one['Key']}"] = body.read()
        return found


def told(stored: dict[str, bytes]) -> dict[str, str]:
    """What tells of Theodora, and where."""
    texts = {where: (where + body.decode("utf-8", "replace")).casefold() for where, body in stored.items()}
    return {where: text for where, text in texts.items() if any(trace in text for trace in TRACES)}


@pytest.fixture(scope="module")
def birch(cloud: RunningCloud) -> Birch:
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="birch", name="Birch"))
    editor.put_policy("birch", Policy(id="usual", name="Usual", rules=()))
    editor.put_agent("birch", Agent(person=PersonRef(id="ida", name="Ida", email=IDA), role=Role.ADMIN))
    editor.put_tenant(
        Tenant(
            ref=SCOPE, name="Larch", prefix="LARCH", address="help@larch.example",
            policy="usual", mail_key="c3" * 16,
        )
    )  # fmt: skip
    CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"]).set_password(IDA, PASSWORD)
    return Birch(cloud)


def test_a_person_is_given_all_there_is_and_then_is_gone(birch: Birch) -> None:
    other = birch.mail("nils@meadow.example", "Nils Berg", "Bicycle shed", "The lock of the shed is stuck.")
    ticket = birch.mail(ADDRESS, "Theodora Quillfeather", "Boiler drips", LETTER, file=FILE)
    birch.admin.post(
        f"/tickets/{ticket['key']}/messages", {"text": "Hello Theodora, somebody comes tomorrow."}
    )
    wait_for(lambda: len(birch.cloud.sent(ADDRESS)) >= 2, "the answer to Theodora")
    token = birch.cloud.sign_in_by_code(ADDRESS)
    assert birch.cloud.api(token).get(f"/tickets/{ticket['key']}")["ticket"]["key"] == ticket["key"]
    wait_for(lambda: ticket["key"] in birch.found("quillfeather"), "Theodora in the search")
    person = birch.person(ADDRESS)

    _given(birch, person["id"], ticket["key"])
    before = birch.admin.get(f"/tickets/{other['key']}")
    story = birch.admin.get(f"/tickets/{ticket['key']}")["timeline"]
    _erased(birch, person["id"])

    assert told(birch.stored()) == {}
    assert birch.admin.get(f"{PEOPLE}?q=quillfeather")["items"] == []
    wait_for(lambda: birch.found("quillfeather") == [] or None, "Theodora gone from the search")
    # The authorizer's answers are kept for a minute.
    out = birch.cloud.api(token)
    wait_for(lambda: out.response("GET", "/me").status_code == 401, "Theodora signed out", seconds=180)
    accounts = CognitoAccounts(birch.cloud.client("cognito-idp"), birch.cloud.outputs["UserPoolId"])
    assert accounts.account_of(ADDRESS) is None
    _readable(birch, ticket["key"], story)
    assert birch.admin.get(f"/tickets/{other['key']}") == before


def test_a_closed_organisation_is_gone_when_its_time_has_come(birch: Birch) -> None:
    tenant = {"name": "Rowan", "address": "help@rowan.example", "prefix": "ROWAN"}
    birch.admin.put("/desks/birch/tenants/rowan", tenant)
    opened = birch.mail("otto@meadow.example", "Otto", "Rake broken", "It broke.", to="help@rowan.example")
    ticket = f"/tickets/{opened['key']}"
    # Warm functions keep what they know of a desk for a minute.
    wait_for(lambda: birch.admin.response("GET", ticket).status_code == 200, "Rowan known", seconds=180)
    wait_for(
        lambda: birch.admin.response("PUT", f"{ticket}/state", {"state": "solved"}).status_code == 200,
        "the ticket solved",
        seconds=180,
    )
    wait_for(lambda: birch.found("rake") == [opened["key"]], "the ticket found", seconds=180)
    place = "/desks/birch/tenants/rowan/closure"
    before = birch.admin.get(place)
    assert (before["tickets"], before["people"], before["step"]) == (1, 1, None)
    birch.admin.put(place, {"name": "Rowan"})
    assert birch.admin.get(place)["step"] == "doors"

    rowan = TenantRef("birch", "rowan")
    _over(birch, rowan)

    def gone() -> bool:
        birch.work(rowan)
        return birch.admin.response("GET", place).status_code == 404

    wait_for(gone, "the end of Rowan", seconds=180)
    wait_for(lambda: birch.admin.response("GET", ticket).status_code == 404, "no ticket", seconds=180)
    wait_for(lambda: birch.found("rake") == [], "nothing to be found", seconds=180)
    people = "/desks/birch/tenants/rowan/people"
    wait_for(lambda: birch.admin.response("GET", people).status_code == 404, "nobody", seconds=180)
    left = [where for where, body in birch.stored().items() if b"rowan" in (where.encode() + body).lower()]
    own = {where.split()[1] for where in left if where.startswith("row birch/rowan#")}
    # And hashes of mails' ids that no message leads to.
    kept = {one for one in own if "#MAIL#" not in one}
    assert kept == {"birch/rowan#SEQUENCE", "birch/rowan#PRIVACY"}
    assert not any(where.startswith(("MailBucket", "FilesBucket")) for where in left)


def _over(birch: Birch, scope: TenantRef) -> None:
    """Thirty days pass for this one."""
    editor = TableDirectoryEditor(birch.table)
    tenant = TableDirectory(birch.table, observe.now).fresh(scope.desk).tenants[scope.tenant]
    editor.put_tenant(replace(tenant, closing_at=observe.now()))


def _given(birch: Birch, person: str, key: str) -> None:
    """An export has who they are, what was said, and what they sent."""
    path = f"{PEOPLE}/{person}/exports"
    birch.admin.post(path, None, expect=202)
    (volume,) = birch.finished(path)["volumes"]
    made = requests.get(volume["url"], timeout=30)
    assert made.status_code == 200
    with zipfile.ZipFile(io.BytesIO(made.content)) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
    assert ADDRESS.encode() in inside["person.json"]
    assert b"choir" in inside[f"tickets/{key}.json"]
    assert FILE.strip() in b"".join(body for name, body in inside.items() if name.startswith("files/"))
    assert any(name.startswith("raw/") and b"boiler" in body for name, body in inside.items())


def _erased(birch: Birch, person: str) -> None:
    """Counted first, then typed, then done step by step."""
    path = f"{PEOPLE}/{person}/erasures"
    preview = birch.admin.get(path)["preview"]
    assert (preview["confirm"], preview["complete"], preview["open"]) == (ADDRESS, True, 1)
    assert (preview["counts"]["tickets"], preview["counts"]["files"]) == (1, 1)
    problem = birch.admin.post(path, {"confirm": "somebody@else.example"}, expect=422)
    assert "confirm" in str(problem)
    begun = birch.admin.post(path, {"confirm": ADDRESS}, expect=202)
    assert begun["state"] == "working"
    done = birch.finished(path)
    assert (done["id"], done["step"], done["counts"]["tickets"]) == (begun["id"], "done", 1)


def _readable(birch: Birch, key: str, before: list[dict[str, Any]]) -> None:
    """What was asked is still there to read, by nobody in particular, and without the file."""
    after = birch.admin.get(f"/tickets/{key}")
    assert [entry["kind"] for entry in after["timeline"]] == [entry["kind"] for entry in before]
    asked = next(entry for entry in after["timeline"] if entry["kind"] == "message")
    assert "the boiler in the cellar drips on the archive of the choir" in asked["text"]
    assert asked["attachments"] == []
    assert birch.found("boiler") == [key]
