"""Answers before questions on the running stack: articles across languages, earlier tickets, freshness."""

from email.message import EmailMessage
from typing import Any

import pytest
import requests

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
PRINTER = ("Printer on the second floor jams", "Paper gets stuck in the tray of the printer LX-200.")
FILLED_IN_SECONDS = 120  # the first request starts the function, loads the encoder and makes the index


class Floor:
    """A desk of its own, seen by its lead, with somebody who mails it."""

    def __init__(self, cloud: RunningCloud, lead: Api) -> None:
        self.cloud, self.lead = cloud, lead

    def mail(self, subject: str, text: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            "Jan <jan@offices.example>",
            "help@offices.example",
            subject,
        )
        mail["Message-ID"] = f"<{abs(hash((subject, text)))}@offices.example>"
        mail.set_content(text)
        self.cloud.send(mail, sender="jan@offices.example", to="help@offices.example")

    def suggested(self, who: Api, subject: str, text: str = "", **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = who.post(
            "/suggestions", {"subject": subject, "text": text, **more}, expect=200
        )
        return answer

    def found(self, q: str, seconds: float) -> Any:
        """What the search box finds, once it finds something."""

        def look() -> Any:
            return self.lead.get(f"/search?q={q}")["items"] or None

        return wait_for(look, f"“{q}” in the search box", seconds)


@pytest.fixture(scope="module")
def floor(cloud: RunningCloud) -> Floor:
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="floors", name="Floors"))
    editor.put_calendar("floors", NamedCalendar(id="always", name="Always", spec=ALWAYS))
    rules = (Rule(id="all", calendar="always", targets={ClockKind.RESOLUTION: "PT24H"}),)
    editor.put_policy("floors", Policy(id="usual", rules=rules))
    editor.put_tenant(
        Tenant(
            ref=TenantRef("floors", "offices"), name="Offices", prefix="FLOOR",
            address="help@offices.example", language="nl", mail_key="0f" * 32, policy="usual",
        )
    )  # fmt: skip
    lena = PersonRef(id="lena", name="Lena", email="lena@floors.example")
    editor.put_agent("floors", Agent(person=lena, role=Role.LEAD))
    accounts = CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"])
    accounts.set_password(lena.email, PASSWORD)
    return Floor(cloud, cloud.api(cloud.sign_in(lena.email, PASSWORD)))


@pytest.fixture(scope="module")
def tickets(floor: Floor) -> list[str]:
    """Three people before had the same printer on their minds, and one something else."""
    subjects = (PRINTER[0], "Paper jam in printer LX-200", "Printer LX-200: tray stuck again")
    for subject in subjects:
        floor.mail(subject, PRINTER[1])
    floor.mail("New colleague needs a laptop", "She starts on Monday.")

    def look() -> list[str] | None:
        try:
            items = floor.lead.get("/search?q=printer&type=ticket")["items"]
        except requests.Timeout:  # the function starts, on a machine that does much else
            return None
        return [item["key"] for item in items] if len(items) >= len(subjects) else None

    return wait_for(look, "three tickets in the index", FILLED_IN_SECONDS)


def test_an_agent_sees_the_earlier_tickets_of_the_printer_before_saving(
    floor: Floor, tickets: list[str]
) -> None:
    tenant = {"desk": "floors", "tenant": "offices"}
    answer = floor.suggested(
        floor.lead, "Papier vast", "The printer LX-200 has paper stuck in its tray", tenant=tenant
    )

    earlier = [one["key"] for one in (*answer["open"], *answer["solved"])]
    assert set(earlier[:3]) == set(tickets)
    assert "laptop" not in answer["open"][0]["subject"]
    assert "printer" in answer["open"][0]["why"]["words"]


def test_a_ticket_is_found_as_soon_as_the_stream_has_told_of_it(floor: Floor, tickets: list[str]) -> None:
    assert tickets  # the function is warm
    made = floor.lead.post(
        "/tickets",
        {
            "subject": "Zeppelin tethered to the roof", "text": "It hums.",
            "tenant": {"desk": "floors", "tenant": "offices"},
            "requester": {"email": "jan@offices.example", "name": "Jan"},
        },
        expect=201,
    )  # fmt: skip
    (hit,) = floor.found("zeppelin", FILLED_IN_SECONDS)

    assert hit["key"] == made["key"]


def test_a_question_in_dutch_gets_the_article_that_exists_in_english_only(
    floor: Floor, tickets: list[str]
) -> None:
    assert tickets
    lead = floor.lead
    space = {"names": {"en": "How to"}, "audience": {"kind": "requesters"}}
    lead.put("/desks/floors/spaces/howto", space)
    jam = publish(
        lead, "The printer is jammed", "Open the tray. Pull the paper out slowly, and close it again."
    )
    publish(lead, "Ordering a laptop", "Ask your manager, and send us the form.")
    jan = floor.cloud.api(floor.cloud.sign_in_by_code("jan@offices.example"))

    def look() -> Any:
        return floor.suggested(jan, "", "Het papier zit vast in de prin", language="nl")["articles"] or None

    articles = wait_for(look, "an article for Jan", 15)
    assert articles[0]["id"] == jam
    assert articles[0]["language"] == "en"
    assert "tray" in articles[0]["sentence"] or "paper" in articles[0]["sentence"].lower()
    assert floor.suggested(jan, "", "Het papier zit vast in de prin", language="nl")["open"] == []


def publish(lead: Api, title: str, body: str) -> str:
    """An article in English that the desk's requesters may read; gives its id."""
    made = lead.post(
        "/desks/floors/articles", {"space": "howto", "title": title, "language": "en"}, expect=201
    )
    path = f"/desks/floors/articles/{made['id']}"
    text = {"en": {"title": title, "summary": "", "body": body, "workaround": ""}}
    content = {"space": "howto", "kind": made["kind"], "language": "en", "translations": text}
    saved = lead.put(path, content, headers={"If-Match": f'"{made["version"]}"'})
    lead.put(f"{path}/state", {"state": "published"}, headers={"If-Match": f'"{saved["version"]}"'})
    return str(made["id"])
