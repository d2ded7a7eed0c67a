"""What leads do for knowledge: a space for chosen organisations, a tree, a report; and how readers see it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE, Screen
from tests.browser.visits import BOTH, Browse
from tests.browser.whole import is_whole

pytestmark = [pytest.mark.browser, pytest.mark.local]

LEAD, AGENT = "lars@noord.example", "ana@noord.example"


@BOTH
def test_a_space_for_chosen_organisations(browse: Browse, screen: Screen) -> None:
    page = browse(LEAD, "/desk/knowledge/noord/spaces", screen)
    page.get_by_role("button", name="New space").click()
    dialog = page.get_by_role("dialog", name="New space")
    name = f"Only for Acme, {screen.name}"
    dialog.get_by_label("English").first.fill(name)
    dialog.get_by_label("Who may read it").select_option(label="Chosen organisations or groups")
    dialog.get_by_role("group", name="Organisations").get_by_role("checkbox", name="Acme").check()
    is_whole(page, phone=screen is PHONE)
    dialog.get_by_role("button", name="Save").click()

    expect(page.get_by_text(f"“{name}” is saved.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("Acme")
    is_whole(page, phone=screen is PHONE)


@BOTH
def test_a_tree_is_drawn_and_what_is_wrong_is_said_at_its_step(browse: Browse, screen: Screen) -> None:
    page = browse(LEAD, "/desk/knowledge/noord/new-tree", screen)
    page.get_by_label("Name", exact=True).fill(f"No sound on the {screen.name}")
    first = page.get_by_role("group", name="Step 1")
    first.get_by_label("Text").fill("Does the light burn?")
    choices = first.get_by_label(re.compile(r"^Choice \d$"))
    while choices.count() < 2:
        first.get_by_role("button", name="Add a choice").click()
    choices.nth(0).fill("Yes")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert").first).to_be_visible()  # the second choice has no words
    is_whole(page, phone=screen is PHONE)

    choices.nth(1).fill("No")
    for step in page.get_by_role("group", name=re.compile(r"^Step [2-9]$")).all():
        step.get_by_label("Text").fill("Press the button.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


@BOTH
def test_the_report_says_what_was_not_found(browse: Browse, screen: Screen) -> None:
    page = browse(LEAD, "/desk/knowledge/noord/report", screen)
    expect(page.get_by_role("heading", name="Searched and not found")).to_be_visible()
    is_whole(page, phone=screen is PHONE)


@BOTH
def test_a_public_article_in_chinese_in_the_dark(browse: Browse, screen: Screen) -> None:
    page = browse(AGENT, "/knowledge/noord/wifi-guests", screen, "dark", locale="zh-CN")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    is_whole(page, phone=screen is PHONE)


@BOTH
def test_a_call_that_is_the_same_as_an_open_ticket(browse: Browse, screen: Screen) -> None:
    page = browse(AGENT, "/desk/new", screen)
    page.get_by_role("combobox").first.fill("noor")
    page.get_by_role("option").first.click()
    page.locator("#text").fill("The printer on the 3rd floor prints grey stripes, then says paper jam")
    if screen is PHONE:
        # At its end: further up, the bar that sends covers half of whatever is scrolled under it.
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        is_whole(page, phone=True)
    same = page.get_by_role("button", name=re.compile("Same as this")).first
    expect(same).to_be_visible()
    same.click()
    expect(page.get_by_text(re.compile("Becomes part of")).first).to_be_visible()
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    is_whole(page, phone=screen is PHONE)
