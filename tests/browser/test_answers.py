"""Answers before questions: while typing, before saving, written and walked, searched; on the demo."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from helpdesk import observe
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.people import api_of
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

LEAD, AGENT, REQUESTER = "lars@noord.example", "ana@noord.example", "pim@acme.example"
ANSWERED = re.compile(r"\?\n→ No")
GIVEN = re.compile(r"paper jam[\s\S]*/knowledge/noord/printer-jam")
JAM = "The printer says “paper jam”, or does not print at all"


def _used(demo: RunningCloud, article: str) -> dict[str, Any]:
    """What was counted of an article."""
    today = observe.now()
    first, last = (today - timedelta(days=1)).date(), (today + timedelta(days=1)).date()
    asked = f"/desks/noord/knowledge-report?first={first}&last={last}"
    report = api_of(demo, LEAD).get(asked)
    return next((one for one in report["articles"] if one["article"] == article), {"opened": 0, "solved": 0})


def test_dutch_typing_on_a_phone_finds_the_english_article_and_solved_counts(
    demo: RunningCloud, browse: Browse
) -> None:
    before = _used(demo, "printer-jam")
    page = browse(REQUESTER, "/portal", PHONE, locale="nl-NL")
    tickets = page.locator("section li a").count()

    page.locator("#ask").press_sequentially("de printer doet het niet, papier loopt vast")
    hit = page.get_by_role("region", name="Misschien helpt dit").get_by_role("button").first
    expect(hit).to_contain_text(JAM)
    is_whole(page, phone=True)
    hit.click()
    dialog = page.get_by_role("dialog", name=JAM)
    expect(dialog).to_contain_text("Deze tekst is er nog niet in uw taal")
    dialog.get_by_role("button", name="Dit was de oplossing").click()

    expect(page.get_by_text("Er is niets verstuurd")).to_be_visible()
    expect(page.locator("#ask")).to_have_value("")
    assert page.locator("section li a").count() >= tickets
    solved = wait_for(lambda: _used(demo, "printer-jam")["solved"] > before["solved"], "the count")
    assert solved


def test_a_tree_is_walked_to_a_question_that_is_filled_in(browse: Browse) -> None:
    page = browse(REQUESTER, "/portal/knowledge/noord/trees/printer-help", PHONE)
    for _ in range(10):
        expect(page.locator("[data-node]")).to_be_visible()
        if page.locator(".choice").count() == 0:
            break
        page.locator(".choice").last.click()
    is_whole(page, phone=True)
    page.get_by_role("button", name="Write to us with this filled in").click()

    expect(page.locator("#ask")).to_have_value(ANSWERED)
    expect(page.locator("#subject")).not_to_have_value("")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_agent_sees_earlier_tickets_before_saving_and_gives_the_article(
    browse: Browse, screen: Screen
) -> None:
    page = browse(AGENT, "/desk/new", screen)
    page.get_by_role("combobox").first.fill("noor")
    page.get_by_role("option").first.click()
    page.locator("#text").fill("The printer on the 3rd floor prints grey stripes, then says paper jam")

    help_ = page.get_by_role("complementary", name="What may help")
    earlier = help_.get_by_role("link").filter(has_text="Printer 3rd floor")
    expect(earlier.first).to_be_visible()
    help_.get_by_role("button", name=re.compile(f"Give article ?: {JAM}")).click()
    expect(help_.get_by_text("Done as soon as it is saved")).to_be_visible()
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name="Create ticket").click()

    expect(page.locator("#answer")).to_have_value(GIVEN)


def test_an_article_is_written_published_found_and_an_older_version_taken_up_again(browse: Browse) -> None:
    page = browse(LEAD, "/desk/knowledge/noord/new?space=network")
    page.get_by_label("Title").fill("The badge reader blinks orange")
    page.get_by_role("button", name="Begin writing").click()
    body = page.get_by_label("Text", exact=True)
    body.fill("# Badge\n\n1. Hold the badge still for five seconds.\n2. Tell ⟦name⟧.")
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    body.fill("# Badge\n\n1. Hold the badge still for five seconds.")
    expect(page.get_by_role("region", name="Preview").get_by_role("listitem")).to_have_count(1)
    is_whole(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Now: Published")).to_be_visible()
    article = page.url.removesuffix("/edit").rsplit("/", 1)[1]

    body.fill("# Badge\n\n1. Throw the badge away.")
    with page.expect_response(lambda it: it.request.method == "PUT" and it.url.endswith(article)) as saved:
        page.get_by_role("button", name="Save").click()
    assert saved.value.ok
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("button", name="What changed since version").first.click()
    expect(page.locator("del")).not_to_have_count(0)
    is_whole(page)
    page.get_by_role("button", name="Take this version up again").click()
    expect(page.get_by_text("stands again")).to_be_visible()

    reader = browse(REQUESTER, f"/portal/knowledge/noord/articles/{article}", PHONE)
    expect(reader.get_by_role("heading", name="The badge reader blinks orange")).to_be_visible()
    expect(reader.get_by_text("five seconds")).to_be_visible()
    is_whole(reader, phone=True)

    def found() -> bool:
        reader.goto(reader.url.split("/portal")[0] + "/portal/knowledge?q=badge+reader")
        expect(reader.locator("[data-skeleton]")).to_have_count(0)
        return reader.get_by_role("link", name="The badge reader blinks orange").count() > 0

    assert wait_for(lambda: found() or None, "the article in the search")


def test_a_search_is_narrowed_down_and_saved_as_a_view_with_a_count(browse: Browse) -> None:
    page = browse(AGENT, "/desk/search", PHONE)
    page.get_by_role("searchbox").fill("printer due<soon")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was searched as words")).to_be_visible()
    page.get_by_role("searchbox").fill("type:ticket printer")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Only Acme").click()
    expect(page.get_by_role("searchbox")).to_have_value("type:ticket printer tenant:acme")
    expect(page.locator("mark").first).to_be_visible()
    is_whole(page, phone=True)

    page.get_by_role("button", name="Save this search").click()
    page.get_by_label("Name of the view").fill("Printers of Acme")
    page.get_by_role("dialog").get_by_role("button", name="Save this search").click()
    expect(page.get_by_text("“Printers of Acme” is saved.")).to_be_visible()

    home = browse(AGENT, "/desk")
    row = home.get_by_role("link", name="Printers of Acme")
    expect(row.locator(".count")).to_have_text(re.compile(r"^[1-9]\d*$"))
    is_whole(home)
