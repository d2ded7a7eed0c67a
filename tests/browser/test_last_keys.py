"""What was typed a moment before the page or the screen went is there when one comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE, Screen
from tests.browser.people import open_ticket
from tests.browser.test_desk_work import choose, photo
from tests.browser.visits import BOTH, Browse
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

AGENT = "ana@noord.example"
NO_TIME = (
    """IDBObjectStore.prototype.put = () => { throw new DOMException('the page is gone', 'AbortError') }"""
)


def types(page: Page, label: str, words: str) -> None:
    """As fingers do; the last key was just now."""
    page.get_by_label(label).click()
    page.keyboard.type(words)


@BOTH
def test_an_answer_survives_a_reload_right_after_the_last_key(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    key = open_ticket(demo, f"The bell of the {screen.name} is stuck")
    page = browse(AGENT, f"/desk/tickets/{key}", screen)
    page.get_by_role("button", name="Answer Pim").click()
    types(page, "Pim de Vries will read this", "I come at ten.")

    page.reload()

    expect(page.get_by_label("Pim de Vries will read this")).to_have_value("I come at ten.")
    types(page, "Pim de Vries will read this", " Or at eleven.")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Pim de Vries will read this")).to_have_value("I come at ten. Or at eleven.")


def test_a_note_survives_where_the_database_had_no_time_to_write(demo: RunningCloud, browse: Browse) -> None:
    key = open_ticket(demo, "The bell is stuck in the lift")
    page = browse(AGENT, f"/desk/tickets/{key}", PHONE)
    page.add_init_script(NO_TIME)
    page.reload()
    page.get_by_role("button", name="Note", exact=True).click()
    types(page, "Only the desk will read this", "Spare bell is in the van.")

    page.reload()

    expect(page.get_by_label("Only the desk will read this")).to_have_value("Spare bell is in the van.")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".note", has_text="Spare bell is in the van.")).to_be_visible()
    page.reload()
    expect(page.locator(".note", has_text="Spare bell is in the van.")).to_be_visible()
    expect(page.get_by_role("button", name="Answer Pim")).to_be_visible()


@BOTH
def test_a_question_in_the_portal_survives_it_and_so_does_an_order(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    page = browse("tom@acme.example", "/portal", screen)
    types(page, "Tell us what’s wrong", "The blinds do not move.")
    page.reload()
    expect(page.get_by_label("Tell us what’s wrong")).to_have_value("The blinds do not move.")

    page.get_by_role("button", name="A new laptop").click()
    types(page, "Anything else?", "With a sleeve.")
    page.reload()
    page.get_by_role("button", name="A new laptop").click()
    expect(page.get_by_label("Anything else?")).to_have_value("With a sleeve.")


@BOTH
def test_a_callers_ticket_is_there_for_whoever_comes_back_and_for_no_other_caller(
    browse: Browse, screen: Screen
) -> None:
    page = browse(AGENT, "/desk", screen)
    page.get_by_role("link", name="Call", exact=True).click()
    page.get_by_role("combobox", name="Who is calling?").fill("pim")
    page.get_by_role("option", name="Pim de Vries").click()
    choose(page, photo("bell.png"))
    page.get_by_role("group", name="What is it about?").get_by_role("button", name="Network").click()
    types(page, "What is wrong?", "The bell rings all day.")

    page.reload()

    said = page.get_by_label("What is wrong?")
    expect(said).to_have_value("The bell rings all day.")
    expect(said).to_be_focused()
    expect(page.get_by_label("Subject")).to_have_value("The bell rings all day")
    expect(page.get_by_text("bell.png is ready")).to_be_attached()
    about = page.get_by_role("group", name="What is it about?").get_by_role("button", name="Network")
    expect(about).to_have_attribute("aria-pressed", "true")
    types(page, "What is wrong?", " And all night.")
    page.get_by_role("link", name="Home").first.click()
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    page.go_back()
    expect(said).to_have_value("The bell rings all day. And all night.")

    page.get_by_role("link", name="Home").first.click()
    page.get_by_role("link", name="Call", exact=True).click()
    expect(page.get_by_role("combobox", name="Who is calling?")).to_be_focused()
    expect(said).to_have_value("")
