"""Tickets under an incident: who solves it is asked about the others, and each requester gets a mail."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
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
    dialog = page.get_by_role("dialog", name="1 open ticket stands under this one")
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


@BOTH
def test_solved_with_others_from_the_list_it_is_asked_about_those_that_wait_for_the_same(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    parent = open_ticket(demo, f"All doors are open near the {screen.name}")
    alone = open_ticket(demo, f"A lamp by the {screen.name} is on")
    waits, over = (open_ticket(demo, f"My door is open, {n} {screen.name}") for n in ("first", "second"))
    desk = api_of(demo, AGENT)
    for child in (waits, over):
        desk.put(f"/tickets/{child}/relations/{parent}", {"relation": "child-of"})
    desk.put(f"/tickets/{over}/state", {"state": "solved"})
    for key in (parent, alone):
        desk.put(f"/tickets/{key}/priority", {"priority": "urgent"})  # so that the long list draws it

    page = browse(AGENT, "/desk/tickets", screen)
    page.get_by_role("button", name="Select several").click()
    for key in (parent, alone):
        page.get_by_label(f"Select {key}").check()
    page.get_by_role("button", name="State …").click()
    page.get_by_role("dialog").get_by_role("button", name="Solved").click()
    results = page.get_by_role("dialog", name="What became of them")
    expect(results).to_contain_text("2 changed")
    results.get_by_role("button", name="Close").last.click()

    asked = page.get_by_role("dialog", name="1 open ticket stands under this one")
    expect(asked).to_contain_text(parent)
    expect(asked).to_contain_text(waits)
    expect(asked).to_contain_text("1 is solved already.")
    assert violations(page) == []
    asked.get_by_role("button", name="Solve 1 too").click()
    expect(page.get_by_text("1 ticket is being solved too.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait_for(lambda: desk.get(f"/tickets/{waits}")["ticket"]["state"] == "solved" or None, "the child")


def test_solved_from_its_row_it_is_asked_and_not_where_nobody_waits(
    demo: RunningCloud, browse: Browse
) -> None:
    desk = api_of(demo, AGENT)
    parent = open_ticket(demo, "All clocks are late")
    child = open_ticket(demo, "My clock is late")
    desk.put(f"/tickets/{child}/relations/{parent}", {"relation": "child-of"})
    desk.put(f"/tickets/{parent}/priority", {"priority": "urgent"})  # so that the long list draws it
    page = browse(AGENT, "/desk/tickets", PHONE)
    menu = page.get_by_role("button", name=f"What to do with {parent}")
    menu.tap()
    page.get_by_role("dialog").get_by_role("button", name="Solve", exact=True).tap()
    asked = page.get_by_role("dialog", name="1 open ticket stands under this one")
    asked.get_by_role("button", name="Leave them open").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)

    desk.put(f"/tickets/{child}/state", {"state": "solved"})
    desk.put(f"/tickets/{parent}/state", {"state": "open"})
    page.reload()
    menu.tap()
    with page.expect_response(lambda it: it.url.endswith(f"/tickets/{parent}/announcements")):
        page.get_by_role("dialog").get_by_role("button", name="Solve", exact=True).tap()
    expect(page.get_by_role("status").filter(has_text=parent)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
