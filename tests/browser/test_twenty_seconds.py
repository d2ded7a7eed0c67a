"""A ticket for somebody who calls, or stands at the counter, in under twenty seconds: counted, not felt."""

import logging

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.strokes import KEY_S, THUMB_S, Strokes
from tests.browser.test_in_the_hand import ticket_shown
from tests.browser.visits import Browse
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

LOG = logging.getLogger(__name__)
MOST_S = 20
FOR_THE_APP_S = 3
"""What is left to the app. Its own wait is told (--log-cli-level=INFO): tests beside it make it longer."""
WRONG = "No wifi in room 3"


def at_home(browse: Browse, screen: Screen) -> Strokes:
    """Ana, who has just seen her tiles and thinks of the first step."""
    page = browse("ana@noord.example", "/desk", screen)
    expect(page.locator(".number:not(.waiting)").first).to_be_visible()
    who = Strokes(page)
    who.think()
    return who


def assert_in_time(who: Strokes, name: str, key_s: float) -> None:
    """What the person needs leaves the app its part of the twenty seconds."""
    LOG.info(who.said(name, key_s))
    assert who.person_s(key_s) < MOST_S - FOR_THE_APP_S


def test_a_caller_on_a_phone_by_thumb(demo: RunningCloud, browse: Browse) -> None:
    who = at_home(browse, PHONE)
    page = who.page
    who.tap(page.get_by_role("link", name="Call", exact=True))
    who.until_cursor(page.get_by_role("combobox", name="Who is calling?"))
    who.type("pim")
    who.think()
    who.tap(page.get_by_role("option", name="Pim de Vries"))
    who.until_cursor(page.get_by_label("What is wrong?"))
    who.type(WRONG)
    who.think()
    about = page.get_by_role("group", name="What is it about?")
    who.tap(about.get_by_role("button", name="Network"))
    who.think()
    who.tap(page.get_by_role("button", name="Create ticket"))
    who.until(page.get_by_role("heading", name=WRONG))

    assert_in_time(who, "phone, by thumb", THUMB_S)
    assert ticket_shown(page, demo)["category"] == "network"
    assert who.points == 4, "nothing to look for below the keyboard"


@pytest.mark.parametrize("known_by", ["fatima", "0201"], ids=["name", "phone"])
def test_a_caller_on_a_desktop_by_keys_alone(demo: RunningCloud, browse: Browse, known_by: str) -> None:
    who = at_home(browse, DESKTOP)
    page = who.page
    who.press("c")
    who.until_cursor(page.get_by_role("combobox", name="Who is calling?"))
    who.type(known_by)
    who.think()
    who.until(page.get_by_role("option", name="Fatima El Idrissi"))
    who.press("Enter")
    who.until_cursor(page.get_by_label("What is wrong?"))
    who.type(WRONG)
    who.think()
    about = page.get_by_role("group", name="What is it about?")
    who.walk_to(about.get_by_role("button", name="Network"))
    who.press("Space")
    who.think()
    who.press("Control+Enter")
    who.until(page.get_by_role("heading", name=WRONG))

    assert_in_time(who, f"desktop, by keys, {known_by}", KEY_S)
    assert ticket_shown(page, demo)["category"] == "network"
    assert who.points == 0


def test_somebody_at_the_counter_on_a_phone(demo: RunningCloud, browse: Browse) -> None:
    who = at_home(browse, PHONE)
    page = who.page
    who.tap(page.get_by_role("link", name="Walk-in"))
    who.until_cursor(page.get_by_role("combobox", name="Who is here?"))
    who.type("noor")
    who.think()
    who.tap(page.get_by_role("option", name="Noor Haddad"))
    who.until_cursor(page.get_by_label("What is wrong?"))
    who.type(WRONG)
    who.think()
    who.tap(page.get_by_role("button", name="Create ticket"))
    who.until(page.get_by_role("heading", name=WRONG))

    assert_in_time(who, "counter, by thumb", THUMB_S)
    assert ticket_shown(page, demo)["channel"] == "walk-in"
