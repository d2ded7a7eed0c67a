"""A desk's day on the running system: files both ways, texts and names, keys, callers, who else is there."""

import struct
import zlib
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import FilePayload, Page, expect

from ops.local.ses.mailbox import SentMail
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, Screen
from tests.browser.people import api_of, open_ticket, sign_in_by_token
from tests.browser.visits import BOTH, Open, come_to
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]


def photo(name: str = "photo.png") -> FilePayload:
    """A small blue picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((80, 130, 200)) * 60 for _ in range(40))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 40, 8, 2, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return FilePayload(name=name, mimeType="image/png", buffer=content)


def choose(page: Page, *files: FilePayload) -> None:
    """With the file picker; waits until they are there."""
    page.locator("[data-files=pick]").set_input_files(list(files))
    for file in files:
        expect(page.get_by_text(f"{file['name']} is ready")).to_be_attached()


def agent(demo: RunningCloud, person: Open, screen: Screen, email: str = "ana@noord.example") -> Page:
    page, _ = person(screen)
    sign_in_by_token(page, demo, email)
    return page


@BOTH
def test_a_photo_goes_to_the_customer_by_mail_and_opens_large(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    key = open_ticket(demo, f"Which cable on the {screen.name}")
    page = agent(demo, person, screen)
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    page.get_by_role("button", name="Answer Pim").click()
    page.get_by_label("Pim de Vries will read this").fill("The blue one.")
    empty = FilePayload(name="nothing.txt", mimeType="text/plain", buffer=b"")
    page.locator("[data-files=pick]").set_input_files([empty])
    expect(page.get_by_text("nothing.txt is empty")).to_be_visible()
    choose(page, photo(), FilePayload(name="manual.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 x"))
    page.get_by_role("button", name="Remove manual.pdf").click()
    assert violations(page) == []
    page.get_by_role("button", name="Send to Pim").click()

    page.get_by_role("button", name="View photo.png").click()
    picture = page.get_by_role("dialog").get_by_role("img", name="photo.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.naturalWidth") == 60
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="View photo.png")).to_be_focused()

    def answered() -> SentMail | None:
        mails = demo.sent("pim@acme.example")
        ours = (mail for mail in mails if mail.header("In-Reply-To") and key in mail.subject)
        return next((mail for mail in ours if b"The blue one." in demo.sent_raw(mail)), None)

    mail = wait_for(answered, "the answer by mail")
    (file,) = message_from_bytes(demo.sent_raw(mail), policy=policy.default).iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("photo.png", photo()["buffer"])


@BOTH
def test_a_requester_reports_with_a_photo_and_the_agent_sees_it(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    theirs, _ = person(screen)
    sign_in_by_token(theirs, demo, "pim@acme.example")
    theirs.get_by_label("Tell us what’s wrong").fill(f"The {screen.name} has a crack.")
    choose(theirs, photo("crack.png"))
    assert violations(theirs) == []
    theirs.get_by_role("button", name="Send to Noord IT").click()
    expect(theirs.get_by_role("button", name="View crack.png")).to_be_visible()
    theirs.get_by_label("Your reply").fill("And from behind.")
    choose(theirs, photo("behind.png"))
    theirs.get_by_role("button", name="Send", exact=True).click()
    expect(theirs.get_by_role("button", name="View behind.png")).to_be_visible()

    ours = agent(demo, person, screen)
    ours.goto(f"{demo.local.portal_url}/desk/tickets/{theirs.url.rsplit('/', 1)[1]}")

    expect(ours.locator(".theirs img")).to_have_count(2)
    assert violations(ours) == []


@BOTH
def test_two_signs_put_a_text_in_and_name_a_colleague(
    demo: RunningCloud, person: Open, screen: Screen
) -> None:
    key = open_ticket(demo, f"The scanner near the {screen.name} is slow")
    lars = api_of(demo, "lars@noord.example")
    text = {
        "name": "Ask for the model",
        "texts": {"en": "Which model is it, {requester.name}? ({ticket.key})"},
    }
    lars.put("/desks/noord/texts/model", text)
    page = agent(demo, person, screen)
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    expect(page.locator(".words").first).to_be_visible()

    page.get_by_role("button", name="Answer Pim").click()
    page.locator("#answer").type("Hello. ::mod")
    expect(page.get_by_role("option", name="Ask for the model")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_have_value(f"Hello. Which model is it, Pim de Vries? ({key})")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ours", has_text="Which model is it")).to_be_visible()

    page.get_by_role("button", name="Note", exact=True).click()
    page.locator("#answer").type("@@lar")
    expect(page.get_by_role("option", name="Lars Bakker")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("#answer").type("do we have a spare?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note", has_text="@Lars Bakker do we have a spare?")).to_be_visible()
    told = wait_for(
        lambda: next((m for m in demo.sent("lars@noord.example") if key in m.subject), None), "the notice"
    )
    assert "mentioned you" in told.subject


def test_a_caller_has_a_ticket_in_a_few_strokes(demo: RunningCloud, person: Open) -> None:
    page = agent(demo, person, DESKTOP)
    expect(page.locator(".number:not(.waiting)").first).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_role("combobox", name="Who is calling?")).to_be_focused()
    page.keyboard.type("pim")
    expect(page.get_by_role("option", name="Pim de Vries")).to_contain_text("Acme")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is wrong?")).to_be_focused()
    expect(page.get_by_text("Recent tickets")).to_be_visible()
    page.keyboard.type("Elevator music will not stop. Since Monday.")
    page.get_by_label("Urgent").check(force=True)
    page.get_by_label("I take it myself").check()
    assert violations(page) == []
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="Elevator music will not stop")).to_be_visible()
    expect(page.get_by_role("button", name="Assigned to:")).to_contain_text("Ana")
    expect(page.get_by_role("button", name="Priority:")).to_contain_text("Urgent")
    expect(page.get_by_role("complementary")).to_contain_text("By phone")


def test_tickets_are_worked_from_the_list(demo: RunningCloud, person: Open) -> None:
    keys = [open_ticket(demo, f"Lamp {number} is out") for number in (1, 2)]
    page = agent(demo, person, PHONE)
    page.locator(".tile", has_text="Unassigned").click()
    row = come_to(page, page.locator(".item", has_text="Lamp 1 is out"))
    row.get_by_role("button", name=f"What to do with {keys[0]}").click()
    assert violations(page) == []
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("status").filter(has_text=keys[0])).to_be_visible()
    expect(page.locator(".item", has_text="Lamp 1 is out")).to_have_count(0)

    page.goto(f"{demo.local.portal_url}/desk/tickets")
    page.get_by_role("button", name="Select several").click()
    for key in keys:
        come_to(page, page.get_by_label(f"Select {key}")).check()
    lars = api_of(demo, "lars@noord.example")
    lars.put(f"/tickets/{keys[1]}/priority", {"priority": "low"})
    page.get_by_role("button", name="State …").click()
    page.get_by_role("dialog").get_by_role("button", name="Solved").click()

    results = page.get_by_role("dialog", name="What became of them")
    expect(results).to_contain_text("1 changed")
    expect(results.get_by_role("listitem")).to_contain_text(keys[1])
    assert violations(page) == []


def test_keys_move_and_colleagues_are_seen(demo: RunningCloud, person: Open) -> None:
    key = open_ticket(demo, "The kettle is loud")
    other = agent(demo, person, DESKTOP, "lars@noord.example")
    other.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    other.get_by_role("button", name="Answer Pim").click()
    with other.expect_response("**/presence"):
        other.get_by_label("Pim de Vries will read this").fill("I bring")

    page = agent(demo, person, DESKTOP)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.locator(".ticket").nth(2)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".ticket").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".ticket").nth(0)).to_be_focused()
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    expect(page.get_by_role("status", name="Who else is here")).to_contain_text("Lars Bakker is answering")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Write a note")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.type("just a line")
    expect(page.locator("#answer")).to_have_value("just a line")
