"""Letters in one's own words, and sender lists, by those who lead a desk; on the demo, phone and wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

IRIS, LARS = "iris@noord.example", "lars@noord.example"


def test_an_admin_writes_a_letter_sees_it_and_sends_it_to_herself(demo: RunningCloud, browse: Browse) -> None:
    page = browse(IRIS, "/desk/settings/noord/letters?tenant=acme", PHONE)
    expect(page.get_by_role("heading", name="Acknowledgement")).to_be_visible()
    is_whole(page, phone=True)
    page.get_by_role("link", name="Nederlands").nth(1).click()
    text = page.get_by_label("Text part", exact=True)
    text.fill("Beste {{ requester }},\n{{ body }}")
    expect(page.locator("[data-preview=text]")).to_contain_text("Beste Robin Jansen,")
    is_whole(page, phone=True)

    text.fill("Beste\n{{ niemand }}")
    page.get_by_role("button", name="Line 2: ").click()
    assert text.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)") == "{{ niemand }}"
    text.fill("Beste {{ requester }},\n{{ body }}")
    page.get_by_role("button", name="Send me a test").click()
    wait_for(lambda: demo.sent(IRIS), "the test letter")
    assert b"Beste Robin Jansen" in demo.sent_raw(demo.sent(IRIS)[0])

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The letter is saved")).to_be_visible()
    page.get_by_role("button", name="Back to the desk’s letter").click()
    page.get_by_role("dialog").get_by_role("button", name="Back to the desk’s letter").click()
    expect(page.get_by_role("heading", name="Letters", exact=True)).to_be_visible()
    expect(page.get_by_text("Acme’s own")).to_have_count(0)


def test_a_lead_blocks_a_sender_and_takes_it_back(browse: Browse) -> None:
    page = browse(LARS, "/desk/settings/noord/senders", DESKTOP)
    page.get_by_label("Address or domain").fill("@Nuisance.Example")
    page.get_by_role("button", name="Add").click()
    blocked = page.get_by_role("region", name="Blocked")
    expect(blocked).to_contain_text("nuisance.example")
    expect(blocked).to_contain_text("Lars")
    is_whole(page)
    page.get_by_label("Address or domain").fill("not an address")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("is neither a mail address nor a domain")).to_be_visible()
    blocked.get_by_role("button", name="Remove nuisance.example").click()
    expect(blocked).not_to_contain_text("nuisance.example")


def test_unreachable_addresses_are_told_and_lifted(demo: RunningCloud, browse: Browse) -> None:
    page = browse(LARS, "/desk/settings/noord/unreachable?tenant=acme", PHONE)
    expect(page.get_by_role("heading", name="Every address can be reached")).to_be_visible()
    is_whole(page, phone=True)
