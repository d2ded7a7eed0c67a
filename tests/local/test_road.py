"""The main road on the running stack: mail, ticket, acknowledgement, answer, reply; and a promise breaks."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.local

PASSWORD = "a-password-for-tests-2026"
ALWAYS = CalendarSpec(
    zone="UTC",
    week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), (("00:00", "24:00"),)),
)
TENANTS = (
    ("apple", "APPLE", "help@apple.example", "usual"),
    ("pear", "PEAR", "help@pear.example", "usual"),
    ("plum", "PLUM", "help@plum.example", "quick"),
)


class Road:
    """A desk of its own with three tenants, seen by its agent."""

    def __init__(self, cloud: RunningCloud) -> None:
        self.cloud = cloud
        self.agent: Api = cloud.api(cloud.sign_in("uma@orchard.example", PASSWORD))

    def mail(self, name: str, to: str, subject: str, text: str = "Please help.", **more: Any) -> str:
        """Somebody writes; gives the Message-ID."""
        mail = EmailMessage()
        sender = f"{name}@people.example"
        mail["From"], mail["To"], mail["Subject"] = f"{name.title()} <{sender}>", to, subject
        mail["Message-ID"] = more.get("id", f"<{name}.{abs(hash((subject, text)))}@people.example>")
        for header, value in more.get("headers", {}).items():
            mail[header] = value
        mail.set_content(text)
        if "picture" in more:
            mail.add_attachment(more["picture"], maintype="image", subtype="png", filename="foto één.png")
        self.cloud.send(mail, sender=sender, to=to)
        return str(mail["Message-ID"])

    def received(self, name: str, count: int = 1) -> EmailMessage:
        """The newest mail this person got, once they got `count`."""
        address = f"{name}@people.example"
        wait_for(lambda: len(self.cloud.sent(address)) >= count, f"mail {count} to {address}")
        message = message_from_bytes(self.cloud.sent_raw(self.cloud.sent(address)[0]), policy=default)
        assert isinstance(message, EmailMessage)
        return message

    def ticket(self, subject: str) -> dict[str, Any]:
        """The ticket in the agent's queue, once it is there."""

        def look() -> dict[str, Any] | None:
            items = self.agent.get("/tickets?view=queue&limit=100")["items"]
            return next((item for item in items if item["subject"] == subject), None)

        return wait_for(look, f"the ticket “{subject}”")

    def story(self, key: str, entries: int = 0) -> dict[str, Any]:
        """The ticket with its timeline, once that has so many entries."""

        def look() -> dict[str, Any] | None:
            story: dict[str, Any] = self.agent.get(f"/tickets/{key}")
            return story if len(story["timeline"]) >= entries else None

        return wait_for(look, f"{entries} entries on {key}")


@pytest.fixture(scope="module")
def road(cloud: RunningCloud) -> Road:
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="orchard", name="Orchard"))
    editor.put_calendar("orchard", NamedCalendar(id="always", name="Always", spec=ALWAYS))
    for policy, first, solved in (("usual", "PT4H", "PT24H"), ("quick", "PT1S", "PT2S")):
        targets = {ClockKind.FIRST_RESPONSE: first, ClockKind.RESOLUTION: solved}
        rules = (Rule(id="all", calendar="always", targets=targets),)
        editor.put_policy("orchard", Policy(id=policy, rules=rules))
    for tenant, prefix, address, policy in TENANTS:
        editor.put_tenant(
            Tenant(
                ref=TenantRef("orchard", tenant),
                name=tenant.title(),
                prefix=prefix,
                address=address,
                policy=policy,
                mail_key=prefix.encode().hex() * 6,
            )
        )
    uma = PersonRef(id="uma", name="Uma", email="uma@orchard.example")
    editor.put_agent("orchard", Agent(person=uma, role=Role.AGENT))
    accounts = CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"])
    accounts.set_password(uma.email, PASSWORD)
    return Road(cloud)


def test_a_conversation_by_mail(road: Road) -> None:
    first = road.mail("fay", "help@apple.example", "Press is jammed")
    road.mail("gus", "help@pear.example", "Scale shows zero")

    apple, pear = road.ticket("Press is jammed"), road.ticket("Scale shows zero")
    assert (apple["tenant"]["name"], pear["tenant"]["name"]) == ("Apple", "Pear")
    due = {clock["kind"]: clock["due_at"] for clock in apple["clocks"]}
    opened = datetime.fromisoformat(apple["created_at"])
    assert datetime.fromisoformat(due["first-response"]) == opened + timedelta(hours=4)

    acknowledged = road.received("fay")
    assert acknowledged["Subject"] == f"Re: Press is jammed [{apple['key']}]"
    assert acknowledged["In-Reply-To"] == first
    signed = str(acknowledged["Reply-To"].addresses[0].addr_spec)

    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    road.mail(
        "fay",
        signed,
        acknowledged["Subject"],
        "Here is a photo.\n\nOn Mon, 23 Nov 2026 at 09:12, Apple <help@apple.example> wrote:\n> hello",
        picture=picture,
    )
    story = road.story(apple["key"], entries=2)
    reply = story["timeline"][-1]
    assert reply["text"] == "Here is a photo."
    (attached,) = reply["attachments"]
    assert (attached["name"], attached["size"]) == ("foto één.png", len(picture))

    road.agent.post(
        f"/tickets/{apple['key']}/messages", {"text": "Pull the lever.", "state": "solved"}, expect=201
    )
    answer = road.received("fay", count=2)
    assert answer["In-Reply-To"] is not None
    references = str(answer["References"]).split()
    assert first in references
    assert str(acknowledged["Message-ID"]) in references
    assert answer["Auto-Submitted"] is None
    assert str(answer["Reply-To"].addresses[0].addr_spec) == signed

    road.mail("fay", signed, answer["Subject"], "It jammed again.")

    def reopened() -> bool:
        return bool(road.agent.get(f"/tickets/{apple['key']}")["ticket"]["state"] == "open")

    wait_for(reopened, "the ticket to be open again")


def test_the_same_mail_twice_lands_once(road: Road) -> None:
    for _ in range(2):
        road.mail("hal", "help@apple.example", "Twice", id="<twice@people.example>")
    key = road.ticket("Twice")["key"]
    road.mail("hal", "help@apple.example", "Later", id="<later@people.example>")
    road.ticket("Later")

    subjects = [item["subject"] for item in road.agent.get("/tickets?view=queue&limit=100")["items"]]
    assert subjects.count("Twice") == 1
    assert len(road.story(key)["timeline"]) == 1


def test_an_unknown_recipient_is_kept_in_quarantine(road: Road) -> None:
    road.mail("ivy", "nobody@apple.example", "Lost")
    table = table_of(road.cloud.local, road.cloud.outputs)
    wait_for(
        lambda: any("nobody@apple.example" in (row.body or "") for row in table.partition("#QUARANTINE")),
        "the mail in quarantine",
    )


def test_a_poison_message_ends_in_the_dead_letter_queue_alone(road: Road) -> None:
    sqs = road.cloud.client("sqs")
    queues = sqs.list_queues()["QueueUrls"]
    inbound = next(url for url in queues if "InboundMailQueue" in url)
    dead = next(url for url in queues if "InboundMailDeadLetters" in url)
    sqs.send_message(QueueUrl=inbound, MessageBody="{not json")
    road.mail("jan", "help@pear.example", "After the poison")
    road.ticket("After the poison")

    def buried() -> bool:
        found = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["ApproximateNumberOfMessages"])
        return int(found["Attributes"]["ApproximateNumberOfMessages"]) == 1

    wait_for(lambda: buried() or None, "the poison in the dead-letter queue", seconds=240)
    (message,) = sqs.receive_message(QueueUrl=dead)["Messages"]
    assert message["Body"] == "{not json"
    sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])


def test_a_stale_change_is_answered_with_what_stands(road: Road) -> None:
    road.mail("kim", "help@apple.example", "Who is first")
    key = road.ticket("Who is first")["key"]
    seen = road.agent.response("GET", f"/tickets/{key}").headers["ETag"]
    road.agent.put(f"/tickets/{key}/priority", {"priority": "high"}, headers={"If-Match": seen})
    problem = road.agent.put(
        f"/tickets/{key}/priority", {"priority": "low"}, headers={"If-Match": seen}, expect=409
    )
    assert problem["current"]["priority"] == "high"


def test_a_promise_breaks_at_the_next_tick(road: Road) -> None:
    road.mail("lea", "help@plum.example", "Quick please")
    key = road.ticket("Quick please")["key"]
    functions = road.cloud.client("lambda")
    name = next(
        each["FunctionName"]
        for each in functions.list_functions()["Functions"]
        if "SlaChecker" in each["FunctionName"]
    )

    def breached() -> bool:
        functions.invoke(FunctionName=name, Payload=b"{}")
        entries = road.agent.get(f"/tickets/{key}")["timeline"]
        return any(entry["kind"] == "clock" and entry["step"] == "breached" for entry in entries)

    wait_for(lambda: breached() or None, "the promise to break")
    clocks = {clock["kind"]: clock for clock in road.agent.get(f"/tickets/{key}")["ticket"]["clocks"]}
    assert clocks["first-response"]["breached_at"]


def test_a_mail_of_35_megabytes_arrives_whole(road: Road) -> None:
    big = b"\x89PNG\r\n\x1a\n" + b"0123456789abcdef" * (25 * 1024 * 1024 // 16)
    road.mail("max", "help@pear.example", "A large photo", picture=big)
    story = road.story(road.ticket("A large photo")["key"])
    assert story["timeline"][0]["attachments"][0]["size"] == len(big)


def test_what_was_said_can_be_found(road: Road) -> None:
    road.mail("noa", "help@apple.example", "Conveyor squeaks", "The conveyor belt squeaks like a pangolin.")
    key = road.ticket("Conveyor squeaks")["key"]

    def found() -> bool:
        hits = road.agent.get("/search?q=pangolin")
        return key in [hit["key"] for hit in hits["items"]]

    wait_for(lambda: found() or None, "the ticket in the search")
