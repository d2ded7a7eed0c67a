"""Every screen, on a phone and a desktop, light and dark: with nothing, one thing and very much in it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import made_up
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Scheme, Screen, Watched, open_context, watch
from tests.browser.fake_api import FakeApi
from tests.browser.kept import wait_for_draft
from tests.browser.made_up import Json
from tests.browser.whole import overflow, small_targets, small_text

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)  # noqa: TID251 - the page's own clock decides what "soon" is
AGENT = made_up.me("agent", name="Ana Lima")
MANAGER = made_up.me("manager", tenant_name=made_up.LONG_TENANT)

Open = Callable[..., tuple[Page, FakeApi, Watched]]


@pytest.fixture
def opened(chromium: Browser, site: str) -> Iterator[Open]:
    """Opens a page of the portal in front of an API made up for the test."""
    contexts = []

    def open_page(
        path: str,
        *,
        me: Json = AGENT,
        tickets: list[Json] | None = None,
        screen: Screen = PHONE,
        scheme: Scheme = "light",
        locale: str = "en-GB",
    ) -> tuple[Page, FakeApi, Watched]:
        context = open_context(chromium, screen, scheme=scheme, locale=locale)
        contexts.append(context)
        page = context.new_page()
        watched = watch(page)
        api = FakeApi(me, some(12) if tickets is None else tickets, NOW)
        api.install(page)
        page.goto(site + path)
        expect(page.locator("#main")).to_be_visible()
        expect(page.locator("[data-skeleton]")).to_have_count(0)
        expect(page).to_have_title(re.compile("."))  # the screen itself is there, not only what is around it
        page.wait_for_load_state("networkidle")
        return page, api, watched

    yield open_page
    for context in contexts:
        context.close()


def some(many: int) -> list[Json]:
    """Tickets as the queue gives them, two of them with names that do not end."""
    tickets = [made_up.ticket(number, NOW) for number in range(many)]
    for ticket in tickets[1:3]:
        ticket["requester"] = made_up.person(made_up.LONG_NAME)
        ticket["tenant"] = {"ref": ticket["tenant"]["ref"], "name": made_up.LONG_TENANT}
        ticket["subject"] = f"Look at {made_up.LONG_WORD}"
    return tickets


KEY = "ACME-1001"
PAGES: list[tuple[str, Json]] = [
    ("/desk", AGENT),
    ("/desk/tickets", AGENT),
    (f"/desk/tickets/{KEY}", AGENT),
    ("/desk/search?q=printer", AGENT),
    ("/desk/new", AGENT),
    ("/account", AGENT),
    ("/portal", MANAGER),
    ("/portal/tickets?whose=all", MANAGER),
    (f"/portal/tickets/{KEY}", MANAGER),
]


@pytest.mark.parametrize(
    ("screen", "scheme"),
    [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light")],  # dark changes colours alone: one size will do
    ids=["phone-light", "phone-dark", "desktop-light"],
)
@pytest.mark.parametrize(("path", "me"), PAGES, ids=[path for path, _ in PAGES])
def test_a_screen_is_whole_and_open_to_everybody(
    opened: Open, path: str, me: Json, scheme: Scheme, screen: Screen
) -> None:
    page, _, watched = opened(path, me=me, screen=screen, scheme=scheme)

    assert violations(page) == []
    assert overflow(page) <= 0
    assert small_targets(page) == []
    if screen is PHONE:
        assert small_text(page) == []
    assert watched.complaints == []


@pytest.mark.parametrize("locale", ["nl-NL", "nb-NO", "ru-RU", "zh-CN"])
def test_a_ticket_fits_a_phone_in_every_language(opened: Open, locale: str) -> None:
    page, _, watched = opened(f"/desk/tickets/{KEY}", locale=locale)

    assert page.evaluate("document.documentElement.lang") in {"nl", "nb", "ru", "zh-CN"}
    assert overflow(page) <= 0
    assert violations(page) == []
    page.goto(page.url.replace(f"/tickets/{KEY}", ""))
    expect(page.locator(".tile")).to_have_count(11)
    assert overflow(page) <= 0
    assert watched.complaints == []


@pytest.mark.parametrize(("path", "me"), PAGES, ids=[path for path, _ in PAGES])
def test_a_page_that_is_only_looked_at_keeps_quiet(opened: Open, path: str, me: Json) -> None:
    page, api, _ = opened(path, me=me, screen=DESKTOP)
    page.wait_for_load_state("networkidle")
    asked = [-1]

    while asked[-1] != api.asked and len(asked) < 10:  # a slow machine may still be loading it
        asked.append(api.asked)
        page.wait_for_timeout(1500)

    assert asked[-1] == api.asked, asked


def test_the_language_follows_the_choice_and_stays(opened: Open) -> None:
    page, _, _ = opened("/account")

    page.get_by_label("Language").select_option(label="简体中文")

    expect(page.get_by_role("heading", name="您的账户")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="您的账户")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.parametrize(
    ("path", "me", "says"),
    [
        ("/desk/tickets", AGENT, "Nothing is open"),
        ("/desk/tickets?view=mine", AGENT, "Nothing is assigned to you"),
        ("/desk/tickets?view=waiting", AGENT, "Nobody is being waited for"),
        ("/desk/search?q=zebra", AGENT, "Nothing found for “zebra”"),
        ("/portal", MANAGER, "No tickets yet"),
    ],
)
def test_an_empty_list_says_what_to_do(opened: Open, path: str, me: Json, says: str) -> None:
    page, _, _ = opened(path, me=me, tickets=[])

    expect(page.get_by_role("heading", name=says)).to_be_visible()
    assert violations(page) == []


def test_one_ticket_is_a_list_of_one(opened: Open) -> None:
    page, _, _ = opened("/desk/tickets", tickets=some(1))

    expect(page.locator(".ticket")).to_have_count(1)
    expect(page.get_by_text("1 ticket", exact=True)).to_be_visible()


def test_three_hundred_tickets_come_as_one_scrolls(opened: Open) -> None:
    tickets = [made_up.ticket(number, NOW, state="open") for number in range(300)]
    page, _, watched = opened("/desk/tickets", tickets=tickets)
    expect(page.locator(".ticket").first).to_contain_text(tickets[0]["key"])

    while not page.get_by_text("300 tickets", exact=True).count():
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(100)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    expect(page.locator(".ticket").last).to_contain_text(tickets[-1]["key"])
    assert page.locator(".ticket").count() < 100  # only what is near is drawn
    expect(page.get_by_text("300 tickets", exact=True)).to_be_attached()
    assert watched.complaints == []


def test_home_counts_what_waits(opened: Open) -> None:
    page, _, _ = opened("/desk", tickets=[made_up.ticket(number, NOW, state="new") for number in range(130)])

    tile = page.locator(".tile", has_text="New").first
    expect(tile.locator(".number:not(.waiting)")).to_have_text("99+")
    expect(page.locator(".tile", has_text="Waiting").locator(".number:not(.waiting)")).to_have_text("0")


@pytest.mark.parametrize(
    ("path", "me"), [("/desk/tickets", AGENT), (f"/desk/tickets/{KEY}", AGENT), ("/portal", MANAGER)]
)
def test_a_failure_says_what_to_do_and_trying_again_works(opened: Open, path: str, me: Json) -> None:
    page, api, _ = opened("/account", me=me)
    api.failing = 502

    page.goto(page.url.replace("/account", path))

    alert = page.get_by_role("alert")
    expect(alert.first).to_contain_text("Try again in a moment")
    api.failing = None
    alert.get_by_role("button", name="Try again").first.click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(
        page.get_by_text("Printer on the third floor is dead").or_(page.locator(".words").first).first
    ).to_be_visible()


def test_a_note_cannot_be_taken_for_an_answer(opened: Open) -> None:
    page, _, _ = opened(f"/desk/tickets/{KEY}")
    page.get_by_role("button", name="Answer", exact=False).first.click()
    box = page.locator(".box")
    answer_ground = box.evaluate("e => getComputedStyle(e).backgroundColor")
    expect(page.get_by_role("button", name="Send to")).to_be_visible()

    page.get_by_role("button", name="Note", exact=True).click()

    expect(page.get_by_role("button", name="Save note")).to_be_visible()
    expect(page.get_by_role("button", name="Send to")).to_have_count(0)
    expect(page.get_by_label("Only the desk will read this")).to_be_visible()
    assert box.evaluate("e => getComputedStyle(e).backgroundColor") != answer_ground
    assert violations(page) == []


def test_a_dialog_keeps_the_focus_and_gives_it_back(opened: Open) -> None:
    page, _, _ = opened(f"/desk/tickets/{KEY}")
    chip = page.get_by_role("button", name="Priority:")
    chip.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!!document.activeElement.closest('dialog') || document.activeElement === document.body"
        )

    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(chip).to_be_focused()


def test_what_is_said_while_a_dialog_is_open_can_be_read_and_put_away(opened: Open) -> None:
    page, _, _ = opened(f"/desk/tickets/{KEY}")
    page.get_by_role("button", name="Priority:").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()

    page.evaluate("dispatchEvent(new Event('vite:preloadError'))")  # a part of the page did not come
    said = page.locator(".toast")
    expect(said).to_have_count(1)
    assert violations(page) == []
    said.get_by_role("button", name="Close").click()

    expect(said).to_have_count(0)
    expect(dialog).to_be_visible()


def test_a_draft_survives_leaving_and_reloading(opened: Open) -> None:
    page, _, _ = opened(f"/desk/tickets/{KEY}")
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_label("Only the desk will read this").fill("Half a thought")
    wait_for_draft(page, text="Half a thought")

    page.reload()

    expect(page.get_by_label("Only the desk will read this")).to_have_value("Half a thought")


def test_text_from_outside_is_never_html(opened: Open) -> None:
    page, api, watched = opened("/account")
    evil = "<img src=x onerror=document.title='got'><script>document.title='got'</script> javascript:alert(1)"
    ticket = made_up.ticket(1, NOW, subject=evil, requester=made_up.person(evil))
    api.tickets = [ticket]
    api.timeline = [made_up.message(1, NOW, {"kind": "requester", **ticket["requester"]}, evil, quoted=evil)]

    page.goto(page.url.replace("/account", f"/desk/tickets/{ticket['key']}"))

    expect(page.locator(".words").first).to_have_text(evil)
    assert page.locator("img").count() == 0
    assert page.title() != "got"
    assert watched.complaints == []


def test_nobody_gets_in_without_signing_in(chromium: Browser, site: str) -> None:
    context = open_context(chromium, PHONE)
    page = context.new_page()
    watched = watch(page)

    page.goto(f"{site}/desk/tickets/{KEY}?view=mine")

    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    assert page.url == f"{site}/sign-in?to=%2Fdesk%2Ftickets%2F{KEY}%3Fview%3Dmine"
    assert violations(page) == []
    page.get_by_role("button", name="E-mail me a code").click()
    expect(page.get_by_role("alert")).to_contain_text("does not look like an e-mail address")
    assert watched.complaints == []
    context.close()
