"""What people come for, on the running system, with real mail: ask, answer, read, search, collide."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.people import (
    api_of,
    open_ticket,
    sign_in_by_code,
    sign_in_by_password,
    sign_in_by_token,
    words,
)
from tests.browser.visits import BOTH, Open, come_to
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]


def test_a_requester_asks_an_agent_answers_on_the_phone_and_both_can_read_it(
    demo: RunningCloud, person: Open
) -> None:
    theirs, _ = person(PHONE)
    sign_in_by_code(theirs, demo, "pim@acme.example")
    expect(theirs.get_by_role("heading", name="Good")).to_contain_text("Pim")
    expect(theirs.get_by_text("Acme", exact=True).first).to_be_visible()
    theirs.get_by_label("Tell us what’s wrong").fill("The beamer in room 4 flickers. We have guests at two.")
    expect(theirs.get_by_label("In a few words")).to_have_value("The beamer in room 4 flickers")
    theirs.get_by_role("button", name="Send to Noord IT").click()
    expect(theirs.get_by_role("heading", name="The beamer in room 4 flickers")).to_be_visible()
    expect(theirs.get_by_role("status").filter(has_text="We have your message")).to_be_visible()
    assert violations(theirs) == []
    key = theirs.url.rsplit("/", 1)[1]

    ours, _ = person(PHONE)
    sign_in_by_password(ours, "ana@noord.example")
    expect(ours.get_by_role("heading", name="Good")).to_contain_text("Ana")
    ours.locator(".tile", has_text="New").first.click()
    row = come_to(ours, ours.locator(".ticket", has_text="The beamer in room 4 flickers"))
    expect(row).to_contain_text("Acme")
    expect(row).to_contain_text("Pim de Vries")
    expect(row).to_contain_text(re.compile("left|today|tomorrow|[A-Z][a-z]{2} \\d"))
    row.click()
    ours.get_by_role("button", name="Answer Pim").click()
    ours.get_by_label("Pim de Vries will read this").fill("I come by at noon with another one.")
    ours.get_by_role("button", name="Send to Pim").click()
    expect(ours.get_by_role("status").filter(has_text="Sent to Pim")).to_be_visible()
    expect(ours.locator(".ours")).to_contain_text("I come by at noon")
    expect(ours.locator(".ours")).to_contain_text("Mailed to pim@acme.example")
    assert violations(ours) == []

    said = b"I come by at noon with another one."
    sent = wait_for(
        lambda: next(
            (m for m in demo.sent("pim@acme.example") if said in demo.sent_raw(m) and key in m.subject), None
        ),
        "the answer by mail",
    )
    assert "pim@acme.example" in sent.recipients
    theirs.reload()
    expect(theirs.get_by_text("I come by at noon with another one.")).to_be_visible()
    expect(theirs.locator(".bubble", has_text="I come by at noon")).to_contain_text("Ana")

    theirs.get_by_label("Your reply").fill("That works, thank you.")
    theirs.get_by_role("button", name="Send", exact=True).click()
    expect(theirs.locator(".bubble", has_text="That works")).to_be_visible()
    ours.reload()
    expect(ours.locator(".theirs", has_text="That works, thank you.")).to_be_visible()


@BOTH
def test_the_link_in_a_mail_opens_its_ticket_and_nothing_else(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    # Somebody who gets few receipts: an address gets ten automatic answers in three hours.
    key = open_ticket(demo, f"The tap near the {screen.name} drips", sender="fatima@acme.example")
    receipt = wait_for(
        lambda: next((mail for mail in demo.sent("fatima@acme.example") if key in mail.subject), None),
        "the receipt",
    )
    link = re.search(r"https?://\S+/tickets/\S+", words(demo.sent_raw(receipt)))
    assert link
    page, _ = person(screen)

    page.goto(link.group())

    expect(page.get_by_role("heading", name=f"The tap near the {screen.name} drips")).to_be_visible()
    assert "#k=" not in page.url
    assert violations(page) == []
    page.get_by_label("Your reply").fill("It drips faster now.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".bubble", has_text="It drips faster now.")).to_contain_text("Fatima El Idrissi")
    page.goto(f"{demo.local.portal_url}/portal/tickets/ACME-1")
    expect(page.get_by_role("alert")).to_contain_text("it is not yours to see")
    page.goto(f"{demo.local.portal_url}/portal/tickets")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Sign in to see all your tickets").click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()


def test_what_an_agent_notes_is_never_shown_to_the_requester(demo: RunningCloud, person: Open) -> None:
    key = open_ticket(demo, "The door of the server room squeaks")
    ours, _ = person(DESKTOP)
    sign_in_by_token(ours, demo, "ana@noord.example")
    ours.goto(f"{demo.local.portal_url}/tickets/{key}")
    ours.get_by_role("button", name="Note", exact=True).click()
    ours.get_by_label("Only the desk will read this").fill("Oil is in the van.")
    ours.get_by_role("button", name="Save note").click()
    expect(ours.locator(".note", has_text="Oil is in the van.")).to_contain_text("only the desk reads this")

    theirs, _ = person(DESKTOP)
    sign_in_by_token(theirs, demo, "pim@acme.example")
    theirs.goto(f"{demo.local.portal_url}/tickets/{key}")

    expect(theirs.get_by_role("heading", name="The door of the server room squeaks")).to_be_visible()
    expect(theirs.get_by_text("Since this morning.")).to_be_visible()
    assert "Oil is in the van" not in theirs.content()


@BOTH
def test_an_agent_takes_moves_and_solves(demo: RunningCloud, person: Open, screen: Screen) -> None:
    key = open_ticket(demo, f"The coffee machine near the {screen.name} says update")
    page, _ = person(screen)
    sign_in_by_token(page, demo, "lars@noord.example")
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    if screen is DESKTOP:
        expect(page.get_by_role("heading", name="All open")).to_be_visible()
        expect(page.get_by_role("complementary")).to_contain_text("pim@acme.example")

    page.get_by_role("button", name="Assign", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="I do").click()
    expect(page.get_by_role("button", name="Assigned to:")).to_contain_text("Lars")
    page.get_by_role("button", name="Priority:").click()
    page.get_by_label("Why (colleagues can read it)").fill("Everybody asks")
    page.get_by_role("dialog").get_by_role("button", name="High").click()
    expect(page.get_by_role("button", name="Priority:")).to_contain_text("High")
    expect(page.get_by_text("(Everybody asks)")).to_be_visible()
    page.get_by_role("button", name="Solve").click()
    expect(page.get_by_role("button", name="State:")).to_contain_text("Solved")
    expect(page.get_by_text(f"{key} is solved")).to_be_visible()
    page.get_by_role("button", name="Undo").last.click()  # the last thing said

    expect(page.get_by_role("button", name="State:")).not_to_contain_text("Solved")
    expect(page.get_by_role("button", name="Solve")).to_be_visible()


@BOTH
def test_two_agents_at_once_the_second_is_asked_and_loses_nothing(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    key = open_ticket(demo, f"The clock in the {screen.name} hall is five minutes late")
    page, _ = person(screen)
    sign_in_by_token(page, demo, "ana@noord.example")
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    page.get_by_role("button", name="Answer Pim").click()
    page.get_by_label("Pim de Vries will read this").fill("I set it right this afternoon.")
    page.route(
        f"**/api/v1/tickets/{key}", lambda route: route.abort() if route.request.method == "GET" else None
    )
    lars = api_of(demo, "lars@noord.example")
    lars.put(f"/tickets/{key}/priority", {"priority": "low"})

    page.get_by_role("button", name="Send to Pim").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"{key} was changed while you had it open")
    expect(dialog.get_by_role("row", name="Priority")).to_contain_text("Low")
    assert violations(page) == []
    page.unroute_all()
    dialog.get_by_role("button", name="Look first").click()
    expect(page.get_by_label("Pim de Vries will read this")).to_have_value("I set it right this afternoon.")
    expect(page.get_by_role("button", name="Priority:")).to_contain_text("Low")
    page.get_by_role("button", name="Send to Pim").click()
    expect(page.locator(".ours", has_text="I set it right this afternoon.")).to_be_visible()
    texts = [entry.get("text") for entry in lars.get(f"/tickets/{key}")["timeline"]]
    assert texts.count("I set it right this afternoon.") == 1


@BOTH
def test_a_caller_gets_a_ticket_and_search_finds_it(demo: RunningCloud, person: Open, screen: Screen) -> None:
    page, _ = person(screen)
    sign_in_by_token(page, demo, "ana@noord.example")
    page.get_by_role("link", name="Call", exact=True).click()
    expect(page.get_by_role("combobox", name="Who is calling?")).to_be_focused()
    page.get_by_role("button", name="Create ticket").click()
    expect(page.get_by_text("This is needed.").first).to_be_visible()

    page.get_by_role("combobox", name="Who is calling?").fill(f"kari.{screen.name}@fjell.example")
    page.get_by_role("option", name="Somebody new").click()
    page.get_by_label("Organisation").select_option(label="Fjell")
    expect(page.get_by_label("E-mail of the caller")).to_have_value(f"kari.{screen.name}@fjell.example")
    page.get_by_label("Name of the caller").fill("Kari Nordmann")
    page.get_by_label("What is wrong").fill("It closes at once after the splash screen.")
    page.get_by_label("Subject").fill(f"Xylophone app on the {screen.name} will not start")
    page.get_by_role("button", name="Create ticket").click()

    expect(page.get_by_role("heading", name="Xylophone app on the")).to_be_visible()
    expect(page.get_by_text("Fjell", exact=True).first).to_be_visible()
    key = page.url.rsplit("/", 1)[1]

    def found() -> bool:
        page.goto(f"{demo.local.portal_url}/desk/search?q=xylophone")
        expect(page.locator("[data-skeleton]")).to_have_count(0)
        return page.get_by_role("link", name=key).count() > 0

    assert wait_for(found, "the ticket to be found")


def test_a_wrong_password_and_a_wrong_code_keep_what_was_typed(demo: RunningCloud, person: Open) -> None:
    page, _ = person(PHONE)
    sign_in_by_password(page, "ana@noord.example", "not-this-one")
    expect(page.get_by_role("alert")).to_contain_text("Address and password do not belong together")
    expect(page.get_by_label("Your e-mail address")).to_have_value("ana@noord.example")

    page.get_by_role("button", name="Use another address").click()
    page.get_by_label("Your e-mail address").fill("kees@duinrand.example")
    page.get_by_role("button", name="E-mail me a code").click()
    page.get_by_label("Code from the e-mail").fill("000000")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    expect(page.get_by_label("Code from the e-mail")).to_have_value("000000")
    assert violations(page) == []


def test_signing_out_leaves_nothing_behind(demo: RunningCloud, person: Open) -> None:
    page, _ = person(PHONE)
    sign_in_by_password(page, "ana@noord.example")
    page.get_by_role("link", name="Account of Ana").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()

    assert page.evaluate("localStorage.getItem('loket.tokens')") is None
    page.goto(f"{demo.local.portal_url}/desk")
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
