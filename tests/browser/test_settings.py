"""Those who lead a desk: why a ticket is due, a calendar edited, a quarantined mail let in; on the demo."""

import re
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PATIENCE_MS, PHONE, Scheme, Screen
from tests.browser.people import api_of
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

LEAD, ADMIN, AGENT = "lars@noord.example", "mei@host.example", "ana@noord.example"
# What mail services answer to a mail that carries this, by agreement, is "spam".
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)
def test_a_lead_reads_why_a_ticket_is_due(demo: RunningCloud, browse: Browse, screen: Screen) -> None:
    api = api_of(demo, LEAD)
    key, why = _with_a_running_promise(api)
    due = datetime.fromisoformat(why["due_at"]).astimezone(ZoneInfo(why["zone"]))

    page = browse(LEAD, f"/desk/tickets/{key}", screen)
    page.locator("summary", has_text="Solution").click()

    account = page.get_by_role("table", name="How it was counted")
    expect(account).to_be_visible()
    expect(account).to_contain_text(f"Due {due:%a} {due.day} {due:%b}, {due:%H:%M}, after ")
    names = {one["id"]: one["name"] for one in api.get("/desks/noord/calendars")["items"]}
    expect(page.get_by_text(f"rule “{why['rule_name']}” of policy")).to_be_visible()
    expect(page.get_by_text(names[why["calendar"]])).to_be_visible()
    expect(page.get_by_text(f"times are those of {why['zone']}")).to_be_visible()
    is_whole(page, phone=screen is PHONE)


def _with_a_running_promise(api: Any) -> tuple[str, Any]:
    for ticket in api.get("/tickets?view=queue&limit=100")["items"]:
        if ticket["desk"] == "noord":
            for why in api.get(f"/tickets/{ticket['key']}/clocks")["clocks"]:
                if why["clock"] == "resolution" and why["state"] == "running":
                    return str(ticket["key"]), why
    raise AssertionError("the demo has no open ticket that runs")


def test_an_admin_edits_a_calendar_and_sees_first_what_moves(demo: RunningCloud, browse: Browse) -> None:
    api = api_of(demo, ADMIN)
    before = api.get("/desks/host/calendars")["items"][0]
    globex = {"desk": "host", "tenant": "globex"}
    asked = {"tenant": globex, "requester": {"email": "mary@globex.example"}, "priority": "low"}
    opened = api.post("/tickets", {"subject": "Slow search", "text": "Since noon.", **asked}, expect=201)

    page = browse(ADMIN, "/desk/settings/host/calendars")
    page.get_by_role("link", name=before["name"]).click()
    page.get_by_role("button", name="Monday").click()
    page.get_by_label("Monday, closes, 1").fill("00:00")
    expect(page.get_by_text("It must end after it starts")).to_be_visible()
    page.get_by_label("Monday, opens, 1").fill("9")
    page.get_by_label("Monday, closes, 1").fill("9:45")
    page.get_by_label("Monday, closes, 1").press("ArrowUp")
    expect(page.get_by_label("Monday, closes, 1")).to_have_value("10:00")
    for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        page.get_by_label(day, exact=True).check()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_text("7:00 hours a week")).to_be_visible()
    is_whole(page)
    page.get_by_role("button", name="Save", exact=True).click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("open ticket")
    expect(dialog.get_by_role("link", name=opened["key"])).to_be_visible()
    assert violations(page) == []
    assert api.get("/desks/host/calendars")["items"][0] == before
    dialog.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status").filter(has_text="is saved")).to_be_visible()
    after = api.get("/desks/host/calendars")["items"][0]
    api.put(f"/desks/host/calendars/{before['id']}", {"name": before["name"], "spec": before["spec"]})
    assert after["spec"]["week"]["sun"] == [["09:00", "10:00"]]


def test_a_refusal_is_shown_at_its_field_and_keeps_what_was_typed(browse: Browse) -> None:
    page = browse(ADMIN, "/desk/settings/host/calendars/always")
    page.get_by_label("Time zone").fill("Europe/Atlantis")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("is not a zone of the IANA time zone database")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_be_focused()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Atlantis")
    page.get_by_role("link", name="Policies").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("without saving")
    dialog.get_by_role("button", name="Go on editing").click()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Atlantis")


def test_a_lead_tries_a_policy_before_anybody_is_held_to_it(browse: Browse) -> None:
    page = browse(LEAD, "/desk/settings/noord/policies/gold", PHONE, "dark")
    page.get_by_role("button", name="High priority").first.click()
    page.get_by_label("Solution", exact=True).fill("2")
    page.get_by_label("Opened").fill("2026-11-20T16:30")
    page.get_by_role("button", name="When is it due?").click()

    expect(page.get_by_role("heading", name="Solution: due Mon 23 Nov, 09:00")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    is_whole(page, phone=True)


def test_a_lead_lets_a_quarantined_mail_in(demo: RunningCloud, browse: Browse) -> None:
    subject = "Offer for the coffee machine"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Jo <jo@beans.example>", "support@acme.example", subject
    mail.set_content(f"Here is the offer that you asked for: https://beans.example/offer\n\n{GTUBE}")
    demo.send(mail, sender="jo@beans.example", to="support@acme.example")
    api = api_of(demo, LEAD)

    def waits() -> bool:
        return any(one["subject"] == subject for one in api.get("/desks/noord/quarantine")["items"])

    assert wait_for(waits, "the mail to be quarantined")
    page = browse(LEAD, "/desk/settings/noord/quarantine", PHONE)
    page.get_by_role("link", name=subject).click()
    expect(page.get_by_text("The mail service takes it for spam.")).to_be_visible()
    expect(page.get_by_text("Here is the offer that you asked for")).to_be_visible()
    expect(page.get_by_role("link", name="beans.example")).to_have_count(0)
    is_whole(page, phone=True)
    page.get_by_role("button", name="Make a ticket").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(subject)
    expect(dialog.get_by_label("For which customer")).to_have_value("noord/acme")
    dialog.get_by_role("button", name="Make a ticket").click()

    expect(page).to_have_url(re.compile(r"/desk/tickets/ACME-\d+$"))
    expect(page.get_by_role("heading", name=subject, exact=True)).to_be_visible()
    assert not waits()


def test_a_lead_tries_a_routing_rule_on_mail_that_came(demo: RunningCloud, browse: Browse) -> None:
    teams = api_of(demo, LEAD).get("/desks/noord/teams")["items"]
    page = browse(LEAD, "/desk/settings/noord/routing")
    page.get_by_role("button", name="Add rule").click()
    page.get_by_role("button", name="Try on the last mails").click()
    expect(page.get_by_text("Is empty")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Printers")
    page.get_by_label("Words", exact=True).fill("printer, skriver")
    page.get_by_label("Team", exact=True).select_option(label=teams[0]["name"])
    page.get_by_role("button", name="Try on the last mails").click()

    expect(page.get_by_role("heading", name="mails meet a rule")).to_be_visible(timeout=2 * PATIENCE_MS)
    met = page.get_by_role("listitem").filter(has_text="Printer 3rd floor dead")
    expect(met).to_contain_text("Printers")
    expect(met).to_contain_text(teams[0]["name"])
    is_whole(page)


@pytest.mark.parametrize(
    ("screen", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"]
)
def test_settings_are_whole(browse: Browse, screen: Screen, scheme: Scheme) -> None:
    page = browse(ADMIN, "/desk/settings/host/calendars", screen, scheme)
    start = page.url.removesuffix("calendars")
    for path, heading in [
        ("calendars", "Calendars"),
        ("new-calendar", "New calendar"),
        ("policies", "Policies"),
        ("new-policy", "New policy"),
        ("quarantine", "Nothing waits here"),
        ("routing", "No rules yet"),
    ]:
        page.goto(start + path)
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        is_whole(page, phone=screen is PHONE)


def test_who_does_not_lead_a_desk_finds_no_settings(browse: Browse) -> None:
    page = browse(AGENT, "/desk")
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)

    page.goto(f"{page.url}/settings/noord/quarantine")

    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
