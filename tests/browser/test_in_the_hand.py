"""Few presses: a picture says what a ticket is about, for the desk and who reports; an order for a caller."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.kept import wait_for_draft
from tests.browser.people import api_of, open_ticket
from tests.browser.visits import BOTH, Browse
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]


def ticket_shown(page: Page, demo: RunningCloud) -> Any:
    """The ticket that the page went to, as the desk sees it."""
    return api_of(demo, "ana@noord.example").get(f"/tickets/{page.url.rsplit('/', 1)[1]}")["ticket"]


def call_of_pim(page: Page) -> None:
    page.get_by_role("link", name="Call", exact=True).click()
    page.get_by_role("combobox", name="Who is calling?").fill("pim")
    page.get_by_role("option", name="Pim de Vries").click()
    expect(page.get_by_label("What is wrong?")).to_be_focused()


def test_a_caller_on_a_phone_takes_a_name_a_line_and_a_picture(demo: RunningCloud, browse: Browse) -> None:
    page = browse("ana@noord.example", "/desk", PHONE)
    call_of_pim(page)
    page.get_by_label("What is wrong?").fill("The tunnel of the train drops it.")
    about = page.get_by_role("group", name="What is it about?")

    about.get_by_role("button", name="Network").tap()
    about.get_by_role("button", name="VPN").tap()

    expect(about.get_by_role("button", name="VPN")).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    page.get_by_role("button", name="Create ticket").click()
    expect(page.get_by_role("heading", name="The tunnel of the train drops it")).to_be_visible()
    assert ticket_shown(page, demo)["category"] == "vpn"


@BOTH
def test_the_desk_orders_for_a_caller(demo: RunningCloud, browse: Browse, screen: Screen) -> None:
    page = browse("ana@noord.example", "/desk", screen)
    call_of_pim(page)
    page.get_by_text("Order something for Pim de Vries").click()
    page.get_by_role("button", name="A new laptop").click()
    expect(page.get_by_label("Subject")).to_have_value("A new laptop")
    page.get_by_role("button", name="Create ticket").click()
    expect(page.get_by_label("Screen")).to_be_focused()
    expect(page.get_by_text("This has to be ticked.")).to_be_visible()
    assert violations(page) == []

    page.get_by_label("Screen").select_option(label="16 inch")
    page.get_by_label("My manager agrees").check()
    page.get_by_label("Anything else?").fill(f"For the desk by the {screen.name}.")
    page.get_by_role("button", name="Create ticket").click()

    expect(page.locator(".theirs, .ours").first).to_contain_text("Screen: 16 inch")
    expect(page.locator(".theirs, .ours").first).to_contain_text(f"For the desk by the {screen.name}.")
    made = ticket_shown(page, demo)
    assert (made["service"], made["type"], made["requester"]["email"]) == (
        "new-laptop", "request", "pim@acme.example",
    )  # fmt: skip


@BOTH
def test_who_reports_says_by_a_picture_what_it_is_about(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    page = browse("tom@acme.example", "/portal", screen)
    page.get_by_label("Tell us what’s wrong").fill(f"Stripes on all pages near the {screen.name}.")
    about = page.get_by_role("group", name="What is it about?")
    about.get_by_role("button", name="Workplace").click()
    about.get_by_role("button", name="Printing").click()
    wait_for_draft(page, about="printer")
    assert violations(page) == []

    page.reload()

    expect(about.get_by_role("button", name="Printing")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Send to Noord IT").click()
    expect(page.get_by_role("heading", name=f"Stripes on all pages near the {screen.name}")).to_be_visible()
    assert ticket_shown(page, demo)["category"] == "printer"


@BOTH
def test_who_asked_can_be_called_back_from_their_ticket(
    demo: RunningCloud, browse: Browse, screen: Screen
) -> None:
    key = open_ticket(demo, f"The board's {screen.name} is dark", "fatima@acme.example")
    page = browse("ana@noord.example", f"/desk/tickets/{key}", screen)
    if screen is PHONE:
        page.get_by_text("Person and history").tap()

    expect(page.get_by_role("link", name="+31201234567")).to_have_attribute("href", "tel:+31201234567")
    expect(page.get_by_text("VIP", exact=True)).to_be_visible()
    assert violations(page) == []
    if screen is DESKTOP:
        panel = page.get_by_role("complementary", name="Person")
        expect(panel.get_by_text("fatima@acme.example")).to_be_in_viewport()


def test_what_a_ticket_becomes_after_an_answer_is_said_in_full(demo: RunningCloud, browse: Browse) -> None:
    key = open_ticket(demo, "The sign at the door is crooked")
    page = browse("ana@noord.example", f"/desk/tickets/{key}", PHONE)
    page.get_by_role("button", name="Answer Pim").tap()
    then = page.locator("#then")
    for state in ("", "waiting-customer", "waiting-other"):
        then.select_option(state)
        assert then.evaluate(FITS), state


def test_a_row_is_noted_and_assigned_by_a_press(demo: RunningCloud, browse: Browse) -> None:
    key = open_ticket(demo, "Fan in room 3 rattles")
    api_of(demo, "lars@noord.example").put(f"/tickets/{key}/priority", {"priority": "urgent"})
    page = browse("ana@noord.example", "/desk/tickets", PHONE)
    menu = page.get_by_role("button", name=f"What to do with {key}")
    menu.tap()
    page.get_by_role("dialog").get_by_role("button", name="Note", exact=True).tap()
    page.get_by_label("Only the desk will read this").fill("The bearing is worn.")
    page.get_by_role("button", name="Save note").tap()
    expect(page.locator(".note", has_text="The bearing is worn.")).to_be_visible()

    page.goto(f"{demo.local.portal_url}/desk/tickets")
    menu.tap()
    page.get_by_role("dialog").get_by_role("button", name="Assign …").tap()
    page.get_by_role("dialog").get_by_role("button", name="Lars Bakker").tap()

    expect(page.get_by_role("status").filter(has_text=f"{key} is with Lars Bakker")).to_be_visible()
    expect(page.locator(f".item:has([data-key='{key}'])")).to_contain_text("Lars Bakker")


def test_a_pressed_notice_opens_its_ticket_where_the_app_is_open(demo: RunningCloud, browse: Browse) -> None:
    """What the service worker does with a press is a test of its own; a browser makes presses for nobody."""
    key = open_ticket(demo, "The shredder hums")
    page = browse("ana@noord.example", "/desk", PHONE)
    expect(page.locator(".tile").first).to_be_visible()
    worker = wait_for(lambda: next(iter(page.context.service_workers), None), "the service worker")
    wait_for(lambda: worker.evaluate(TELL, f"/tickets/{key}") or None, "a window that it looks after")

    expect(page.get_by_role("heading", name="The shredder hums")).to_be_visible()
    expect(page).to_have_url(f"{demo.local.portal_url}/desk/tickets/{key}")


def test_pictures_are_named_in_the_readers_language(browse: Browse) -> None:
    page = browse("noor@acme.example", "/portal", DESKTOP, locale="zh-CN")
    page.locator("#ask").fill("网络断了")

    about = page.get_by_role("group", name="与什么有关？")

    expect(about.get_by_role("button", name="网络")).to_be_visible()
    expect(about.get_by_role("button", name="软件")).to_be_visible()
    assert violations(page) == []


TELL = """async (go) => {
    const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
    for (const one of windows) one.postMessage({ go });
    return windows.length;
}"""

FITS = """one => {
    const alone = one.cloneNode(true);
    for (const option of [...alone.options]) if (option.value !== one.value) option.remove();
    alone.style.cssText = 'position: absolute; inline-size: max-content; min-inline-size: 0';
    one.parentElement.append(alone);
    const needs = alone.getBoundingClientRect().width;
    alone.remove();
    return needs <= one.getBoundingClientRect().width + 1;
}"""
