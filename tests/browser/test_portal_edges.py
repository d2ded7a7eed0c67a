"""The portal where things are not as usual: nothing at an address, nobody signed in, a great many tickets."""

import base64
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.fake_api import FakeApi
from tests.browser.made_up import Json
from tests.browser.people import api_of, open_ticket
from tests.browser.test_desk_work import photo
from tests.browser.visits import BOTH, Browse, NewPage, until_known, visits
from tests.browser.whole import is_whole
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock says how long ago something was
REQUESTER = made_up.me("requester")
MANAGER = made_up.me("manager")

LEFT = "e => e.getBoundingClientRect().left"

Opened = Callable[..., Page]


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    with visits(chromium) as make:
        yield make


@pytest.fixture
def portal(new_page: NewPage, site: str) -> Opened:
    """A page of the portal in front of an API that has these tickets."""

    def open_page(path: str, many: int, *, me: Json = REQUESTER, screen: Screen = PHONE) -> Page:
        page, _ = new_page(screen)
        FakeApi(me, [made_up.ticket(number, NOW) for number in range(many)], NOW).install(page)
        page.goto(site + path)
        return page

    return open_page


@pytest.fixture
def strangers(new_page: NewPage, site: str) -> Callable[[str, Screen], Page]:
    """A page of the portal, nobody signed in."""

    def open_page(path: str, screen: Screen) -> Page:
        page, _ = new_page(screen)
        page.goto(site + path)
        return page

    return open_page


def test_an_address_that_is_not_there_says_so_and_stays(new_page: NewPage, site: str) -> None:
    page, _ = new_page(PHONE)
    loads: list[str] = []
    page.on("load", lambda here: loads.append(here.url))

    page.goto(f"{site}/nowhere/at/all")

    expect(page.get_by_role("heading", name="There is nothing here", level=1)).to_be_visible()
    expect(page).to_have_title("There is nothing here · Loket")
    assert loads == [f"{site}/nowhere/at/all"]
    assert violations(page) == []


def test_a_ticket_that_is_not_there_has_a_title_and_nothing_to_try_again(portal: Opened) -> None:
    page = portal("/portal/tickets/ACME-99", 3)

    expect(page.get_by_role("heading", name="ACME-99", level=1)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("it is not yours to see")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert violations(page) == []


@BOTH
def test_a_great_many_tickets_leave_the_first_page_short(portal: Opened, screen: Screen) -> None:
    page = portal("/portal", 300, screen=screen)
    expect(page.locator("section li a")).to_have_count(8)

    page.get_by_role("link", name="All my tickets").click()

    expect(page.get_by_role("heading", name="My tickets", level=1)).to_be_visible()
    rows = page.locator("section li a")
    expect(rows).to_have_count(50)
    is_whole(page, phone=screen is PHONE)
    for shown in (100, 150, 200, 250, 300):
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        expect(rows).to_have_count(shown)
    expect(rows.last).to_contain_text("ACME-1299")


def test_tickets_are_searched_and_the_search_is_in_the_address(portal: Opened) -> None:
    page = portal("/portal/tickets", 12)
    box = page.get_by_role("searchbox", name="Search the tickets")

    box.fill("vpn")
    box.press("Enter")

    expect(page.get_by_role("status").filter(has_text="2 tickets")).to_be_visible()
    expect(page.locator("section li a")).to_have_count(2)
    expect(box).to_be_focused()
    page.reload()
    expect(box).to_have_value("vpn")
    expect(page.locator("section li a")).to_have_count(2)
    box.fill("zebra")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Show all tickets").click()
    expect(page.locator("section li a")).to_have_count(12)
    expect(box).to_have_value("")


def test_no_tickets_at_all_say_how_to_begin(portal: Opened) -> None:
    page = portal("/portal/tickets", 0, me=MANAGER)

    expect(page.get_by_role("heading", name="No tickets yet")).to_be_visible()
    page.get_by_role("link", name="Tell us what’s wrong").click()

    expect(page.get_by_label("Tell us what’s wrong")).to_be_visible()


@BOTH
def test_whoever_is_not_signed_in_chooses_the_language_and_keeps_what_was_typed(
    strangers: Callable[[str, Screen], Page], screen: Screen
) -> None:
    page = strangers("/sign-in", screen)
    page.get_by_label("Your e-mail address").fill("pim@acme.example")

    page.get_by_label("Language").select_option(label="Nederlands")

    expect(page.get_by_role("button", name="Mail mij een code")).to_be_visible()
    expect(page.locator("#email")).to_have_value("pim@acme.example")
    is_whole(page, phone=screen is PHONE)
    page.reload()
    expect(page.get_by_label("Taal")).to_have_value("nl")
    assert page.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.local
def test_the_organisations_logo_is_seen_and_moves_nothing(demo: RunningCloud, browse: Browse) -> None:
    picture = base64.b64encode(photo("logo.png")["buffer"]).decode()
    api_of(demo, "iris@noord.example").put("/desks/noord/tenants/fjell/logo", {"image": picture})
    page = browse("ingrid@fjell.example", "/portal", PHONE, "dark")

    logo = page.locator("header img")
    until_known(page, logo, "the logo")
    expect(logo).to_have_attribute("src", re.compile("^data:image/png"))

    assert logo.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    name = page.locator("header strong")
    with_logo = name.evaluate(LEFT)
    assert violations(page) == []
    page.route("**/logo", lambda route: None)  # never comes
    until_known(page, page.locator("header .paper"), "room for the logo", all_answered=False)
    expect(logo).to_have_count(0)
    assert name.evaluate(LEFT) == with_logo


@pytest.mark.local
def test_a_stranger_reads_what_is_public_in_another_language(demo: RunningCloud, new_page: NewPage) -> None:
    page, _ = new_page(PHONE)
    page.goto(f"{demo.local.portal_url}/knowledge/noord")
    expect(page.get_by_role("heading", name="Answers by topic", level=1)).to_be_visible()

    page.get_by_label("Language").select_option(label="Nederlands")

    expect(page.get_by_role("heading", name="Antwoorden per onderwerp", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Eerste hulp")).to_be_visible()
    is_whole(page, phone=True)


@pytest.mark.local
def test_a_stranger_searches_what_is_public(demo: RunningCloud, new_page: NewPage) -> None:
    page, _ = new_page(PHONE)
    page.goto(f"{demo.local.portal_url}/knowledge/noord")
    box = page.get_by_role("searchbox", name="Search the answers")
    box.fill("zebra")
    expect(page.get_by_role("heading", name="Nothing found for “zebra”")).to_be_visible()
    is_whole(page, phone=True)

    box.fill("REACH desk")
    box.press("Enter")

    hit = page.get_by_role("link", name="How to reach the service desk")
    expect(hit).to_be_visible()
    expect(box).to_be_focused()
    hit.click()
    expect(page.get_by_role("heading", name="How to reach the service desk", level=1)).to_be_visible()
    page.go_back()
    expect(box).to_have_value("REACH desk")
    expect(hit).to_be_visible()


def _found(api: Api, words: str) -> set[str]:
    return {hit["key"] for hit in api.get(f"/search?type=ticket&q={words}")["items"]}


@pytest.mark.local
def test_a_manager_finds_their_own_and_everybodys_by_state(demo: RunningCloud, browse: Browse) -> None:
    mine = open_ticket(demo, "Parasol by the window jams", sender="pim@acme.example")
    theirs = open_ticket(demo, "Parasol by the door jams", sender="noor@acme.example")
    agent = api_of(demo, "ana@noord.example")
    agent.put(f"/tickets/{theirs}/state", {"state": "solved"})
    known = {"parasol": {mine, theirs}, "parasol state:solved": {theirs}}
    wait_for(
        lambda: all(_found(agent, words) == keys for words, keys in known.items()) or None,
        "the search to know them",
    )
    page = browse("pim@acme.example", "/portal/tickets?q=parasol", DESKTOP)
    rows = page.locator("section li a")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(mine)

    page.get_by_role("button", name="All of Acme").click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Solved", exact=True).click()

    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(theirs)
    expect(rows).to_contain_text("Noor Haddad")
    assert violations(page) == []
    page.get_by_role("button", name="Open", exact=True).click()
    expect(rows).to_contain_text(mine)


@pytest.mark.local
def test_a_requester_sees_who_is_on_it_and_what_to_do_when_it_is_not_solved(
    demo: RunningCloud, browse: Browse
) -> None:
    key = open_ticket(demo, "Lamp above the desk hums", sender="tom@acme.example")
    api_of(demo, "ana@noord.example").put(f"/tickets/{key}/assignee", {"agent": "ana"})
    page = browse("tom@acme.example", f"/portal/tickets/{key}", PHONE)
    expect(page.get_by_text("With Ana Ruiz")).to_be_visible()
    expect(page).to_have_title(f"{key} Lamp above the desk hums · Loket")

    page.get_by_role("button", name="This is solved").click()

    expect(page.get_by_text("If it is not solved after all, write again")).to_be_visible()
    expect(page.get_by_text("With Ana Ruiz")).to_have_count(0)
