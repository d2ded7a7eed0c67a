"""Tickets under an incident: who solves it is asked about the others, and each requester gets a mail."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, Screen
from tests.browser.people import api_of, open_ticket
from tests.browser.visits import BOTH, Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

AGENT = "ana@noord.example"


@BOTH
def test_solving_an_incident_tells_and_solves_what_stands_under_it(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    parent = open_ticket(demo, f"All mail is down, seen on the {screen.name}")
    child = open_ticket(demo, f"No mail on my {screen.name}")
    desk = api_of(demo, AGENT)
    desk.put(f"/tickets/{child}/relations/{parent}", {"relation": "child-of"})

    page = browse(AGENT, f"/desk/tickets/{parent}", screen)
    page.get_by_role("button", name="Solve", exact=True).click()
    dialog = page.get_by_role("dialog", name="1 ticket stands under this one")
    expect(dialog).to_contain_text(child)
    is_whole(page, phone=screen is PHONE)
    said = f"Mail is back for the {screen.name}."
    dialog.get_by_label("What their requesters read").fill(said)
    dialog.get_by_role("button", name="Solve 1 too").click()
    expect(page.get_by_text("1 ticket is being solved too.")).to_be_visible()

    wait_for(lambda: desk.get(f"/tickets/{child}")["ticket"]["state"] == "solved" or None, "the child")
    timeline = desk.get(f"/tickets/{child}")["timeline"]
    assert [one["text"] for one in timeline if one["kind"] == "message"][-1] == said
    why = [one["text"] for one in timeline if one["kind"] == "note"][-1]
    assert why.startswith(f"Solved together with {parent}:")

    def told() -> bool | None:
        mails = (mail for mail in demo.sent("pim@acme.example") if child in mail.subject)
        return any(said.encode() in demo.sent_raw(mail) for mail in mails) or None

    assert wait_for(told, "the mail to its requester")
