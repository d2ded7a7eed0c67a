"""What is left of the twenty: a manager's view, a finger over the list, two tickets that become one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import PHONE, Screen
from tests.browser.people import api_of, open_ticket, sign_in_by_token
from tests.browser.visits import BOTH, Open
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]


@BOTH
def test_a_manager_sees_all_of_the_organisation_and_others_do_not(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    subject = f"Chair on the {screen.name} squeaks"
    key = open_ticket(demo, subject, sender="noor@acme.example")
    page, _ = person(screen)
    sign_in_by_token(page, demo, "pim@acme.example")
    row = page.get_by_role("link", name=re.compile(rf"\b{key}\b"))
    expect(page.get_by_role("button", name="All of Acme")).to_be_visible()
    expect(row).to_have_count(0)

    page.get_by_role("button", name="All of Acme").click()

    expect(row).to_contain_text("Noor")
    assert violations(page) == []
    row.click()
    expect(page.get_by_role("heading", name=subject)).to_be_visible()
    other, _ = person(screen)
    sign_in_by_token(other, demo, "tom@acme.example")
    expect(other.get_by_role("heading", name="My tickets")).to_be_visible()
    expect(other.get_by_role("button", name="All of Acme")).to_have_count(0)


def test_a_finger_over_the_list_takes_and_solves(demo: RunningCloud, person: Open) -> None:
    key = open_ticket(demo, "Blind in room 9 hangs askew")
    lars = api_of(demo, "lars@noord.example")
    lars.put(f"/tickets/{key}/priority", {"priority": "urgent"})  # then it stands near the top
    page, _ = person(PHONE)
    sign_in_by_token(page, demo, "ana@noord.example")
    page.locator(".tile", has_text="Unassigned").click()
    row = page.locator(f".item:has([data-key='{key}'])")

    _draw(page, key, by=130)
    expect(page.get_by_role("status").filter(has_text=f"{key} is with Ana")).to_be_visible()
    expect(row).to_have_count(0)
    page.get_by_role("link", name="Mine", exact=True).click()
    expect(row).to_contain_text("Ana Ruiz")
    _draw(page, key, by=-130)

    expect(page.get_by_role("status").filter(has_text=f"{key} is solved")).to_be_visible()
    expect(row).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/desk/tickets\?view=mine$"))  # what was drawn was no press


def _draw(page: Page, key: str, by: int) -> None:
    """A finger on the row, sideways, up."""
    row = page.locator(f"[data-key='{key}']")
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)
    for kind, at in [
        ("touchStart", 0),
        *(("touchMove", step) for step in range(0, by, by // 10)),
        ("touchEnd", None),
    ]:
        points = [] if at is None else [{"x": x + at, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.detach()


@BOTH
def test_two_tickets_about_the_same_become_one(demo: RunningCloud, person: Open, screen: Screen) -> None:
    gone = open_ticket(demo, f"Heater by the {screen.name} is cold")
    kept = open_ticket(demo, f"It freezes by the {screen.name}")
    page, _ = person(screen)
    sign_in_by_token(page, demo, "ana@noord.example")
    page.goto(f"{demo.local.portal_url}/desk/tickets/{gone}")
    if screen is PHONE:
        page.get_by_text("Person and history").click()
    page.get_by_role("button", name="Merge into another ticket").click()
    dialog = page.get_by_role("dialog", name=f"Into which ticket does {gone} go?")
    number = dialog.get_by_label("Number of the ticket that goes on")
    number.fill("ACME-99999")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("there is no such ticket")
    assert violations(page) == []

    number.fill(kept)
    dialog.get_by_role("button", name="Merge", exact=True).click()

    expect(page).to_have_url(re.compile(f"/desk/tickets/{kept}$"))
    expect(page.get_by_role("heading", name=f"It freezes by the {screen.name}")).to_be_visible()
    page.goto(f"{demo.local.portal_url}/desk/tickets/{gone}")
    expect(page.get_by_role("button", name="State:")).to_contain_text("Closed")
    expect(page.get_by_text(kept).first).to_be_attached()
