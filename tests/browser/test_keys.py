"""Every key of the desk in a real browser: in the list alone, and with list and ticket side by side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP
from tests.browser.people import open_ticket
from tests.browser.visits import Browse
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

GOES = [
    ("g h", re.compile(r"/desk$")),
    ("g t", re.compile(r"/desk/tickets$")),
    ("g m", re.compile(r"/desk/tickets\?view=mine$")),
    ("g u", re.compile(r"/desk/tickets\?view=unassigned$")),
    ("/", re.compile(r"/desk/search")),
    ("c", re.compile(r"/desk/new$")),
]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def leave(page: Page) -> None:
    """A dialog, by Escape."""
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def listed(page: Page) -> None:
    expect(page.locator(".ticket").nth(2)).to_be_visible()


def test_every_key_that_goes_somewhere_goes_there(browse: Browse) -> None:
    page = browse("ana@noord.example", "/desk")
    expect(page.locator(".tile").first).to_be_visible()
    for pressed, address in GOES:
        press(page, *pressed.split())
        expect(page).to_have_url(address)
        expect(page.locator("main :is(h1, input)").first).to_be_visible()
        press(page, "Escape")
        page.evaluate("document.activeElement?.blur()")


def test_keys_move_choose_and_open_in_the_list(browse: Browse) -> None:
    page = browse("ana@noord.example", "/desk/tickets")
    listed(page)
    rows = page.locator(".ticket")

    press(page, "j", "j", "k")
    expect(rows.nth(0)).to_be_focused()
    press(page, "a")
    expect(page.get_by_role("dialog").get_by_role("button", name="I do")).to_be_visible()
    leave(page)
    press(page, "s")
    expect(page.get_by_role("dialog").get_by_role("button", name="Solved")).to_be_visible()
    leave(page)
    expect(rows.nth(0)).to_be_focused()
    press(page, "j", "x")
    expect(page.get_by_role("status").filter(has_text="1 ")).to_be_visible()
    press(page, "x")
    press(page, "j", "o")
    expect(page).to_have_url(re.compile(r"/desk/tickets/[A-Z]+-\d+"))
    page.goto(page.url.rsplit("/", 1)[0])
    listed(page)
    press(page, "j", "n")

    expect(page.get_by_label("Only the desk will read this")).to_be_focused()


def test_keys_work_on_the_ticket_beside_the_list(demo: RunningCloud, browse: Browse) -> None:
    key = open_ticket(demo, "The gate beeps all night")
    page = browse("ana@noord.example", f"/desk/tickets/{key}")
    listed(page)
    expect(page.get_by_text("Since this morning.")).to_be_visible()

    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl+Enter")
    assert violations(page) == []
    leave(page)
    press(page, "a")
    expect(page.get_by_role("dialog").get_by_role("button", name="I do")).to_be_visible()
    leave(page)
    press(page, "s")
    expect(page.get_by_role("dialog").get_by_role("button", name="Solved")).to_be_visible()
    leave(page)
    press(page, "n")
    expect(page.get_by_label("Only the desk will read this")).to_be_focused()
    page.keyboard.type("jkrasnx/?")  # no key but letters
    press(page, "Control+Enter")
    expect(page.locator(".note", has_text="jkrasnx/?")).to_be_visible()
    press(page, "r")
    expect(page.get_by_label("Pim de Vries will read this")).to_be_focused()
    page.keyboard.type("I come by.")
    press(page, "Control+Enter")
    expect(page.locator(".ours", has_text="I come by.")).to_be_visible()

    page.evaluate("document.activeElement?.blur()")
    press(page, "j")
    expect(page.locator(".ticket:focus")).to_have_count(1)
    press(page, "Enter")
    expect(page).not_to_have_url(re.compile(rf"/{key}$"))
    expect(page.locator(".ticket").first).to_be_visible()  # the list stays beside it


def test_keys_are_listed_from_the_list_too(browse: Browse) -> None:
    page = browse("ana@noord.example", "/desk/tickets", DESKTOP)
    listed(page)

    press(page, "?")

    dialog = page.get_by_role("dialog", name="Keys")
    for said in ("j", "k", "o", "x", "r", "n", "a", "s", "c", "/", "?"):
        expect(dialog.locator("kbd", has_text=re.compile(f"^{re.escape(said)}$")).first).to_be_visible()
    leave(page)
