"""What watches over a desk, and what other programs get of it, as its admin works there; the API's page."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import DESKTOP, PATIENCE_MS, PHONE, Scheme, Screen, open_context, watch
from tests.browser.people import api_of
from tests.browser.visits import Browse
from tests.browser.whole import is_whole
from tests.local.running import RunningCloud

pytestmark = [pytest.mark.browser, pytest.mark.local]

IRIS = "iris@noord.example"
SETTINGS = "/desk/settings/noord"
WORK_MS = 120_000
"""How long to wait for what a function does by and by."""
SIZES = pytest.mark.parametrize(
    ("screen", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"]
)


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[str]:
    """The address of a system that takes all it is told."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Receiver) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/in"
        serving.shutdown()
        thread.join()


@SIZES
def test_the_api_is_read_and_searched_without_signing_in(
    chromium: Browser, demo: RunningCloud, screen: Screen, scheme: Scheme
) -> None:
    context = open_context(chromium, screen, scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    seen = watch(page)
    page.goto(f"{demo.local.portal_url}/api-docs#open_ticket")
    pointed = page.locator("#open_ticket")
    expect(pointed).to_be_in_viewport()
    expect(pointed.get_by_role("heading", name="Example")).to_be_visible()

    find = page.get_by_label("Find a request")
    find.fill("webhook secret")
    expect(page.get_by_role("heading", name="Webhooks")).to_be_visible()
    expect(pointed).to_have_count(0)
    expect(find).to_have_value("webhook secret")
    page.locator("#make_webhook summary").click()
    is_whole(page, phone=screen is PHONE)

    page.locator("#make_webhook").get_by_role("link", name="WebhookInput").click()
    expect(page.locator("#schema-WebhookInput")).to_be_in_viewport()
    expect(page.locator("#schema-WebhookInput")).to_contain_text("required")
    find.fill("no such thing")
    expect(page.get_by_text("0 requests")).to_be_visible()
    find.fill("")
    if screen is PHONE:
        page.locator("summary", has_text="Contents").click()
    page.get_by_role("link", name="Audit", exact=True).click()
    expect(page.get_by_role("heading", name="Audit", exact=True)).to_be_in_viewport()
    is_whole(page, phone=screen is PHONE)
    assert seen.complaints == []
    context.close()


@SIZES
def test_a_key_is_made_used_and_revoked(
    demo: RunningCloud, browse: Browse, screen: Screen, scheme: Scheme
) -> None:
    name = f"Printers on a {screen.name}"
    page = browse(IRIS, f"{SETTINGS}/keys", screen, scheme)
    page.get_by_role("button", name="New key").click()
    page.get_by_label("What it is for").fill(name)
    page.get_by_role("button", name="Make the key").click()
    expect(page.get_by_text("Choose at least one permission.")).to_be_visible()
    page.get_by_label("List and read tickets and their files").check()
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name="Make the key").click()
    secret = page.get_by_role("textbox", name=f"The key “{name}”")
    expect(secret).to_have_value(re.compile("^loket_noord_"))
    demo.api(secret.input_value()).get("/tickets?view=queue&limit=1")

    page.get_by_role("button", name="I have kept it").click()
    expect(secret).to_have_count(0)
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name=f"Revoke: {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text(f"“{name}” is revoked")).to_be_visible()
    expect(page.get_by_role("button", name=f"Revoke: {name}")).to_have_count(0)
    page.locator("summary", has_text="revoked key").click()
    expect(page.get_by_role("heading", name=name).first).to_be_visible()
    is_whole(page, phone=screen is PHONE)


@SIZES
def test_a_webhook_is_tried_read_and_deleted(
    browse: Browse, receiver: str, screen: Screen, scheme: Scheme
) -> None:
    page = browse(IRIS, f"{SETTINGS}/webhooks", screen, scheme)
    page.get_by_role("button", name="New webhook").click()
    page.get_by_label("Name", exact=True).fill("Chat")
    page.get_by_label("Address", exact=True).fill(receiver)
    page.get_by_role("button", name="Make the webhook").click()
    expect(page.get_by_text("Choose at least one.")).to_be_visible()
    page.get_by_label("A ticket was opened").check()
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name="Make the webhook").click()
    secret = page.get_by_role("textbox", name="The secret of “Chat”")
    expect(secret).to_have_value(re.compile("^whsec_"))
    page.get_by_role("button", name="I have kept it").click()

    page.get_by_role("link", name="Chat").click()
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test was taken")).to_be_visible()
    page.locator("summary", has_text="Taken · 204").click()
    is_whole(page, phone=screen is PHONE)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("Sent again, and taken")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("“Chat” is deleted")).to_be_visible()
    expect(page.get_by_role("link", name="Chat")).to_have_count(0)
    is_whole(page, phone=screen is PHONE)


@SIZES
def test_the_audit_is_searched_and_taken_along(
    demo: RunningCloud, browse: Browse, tmp_path: Path, screen: Screen, scheme: Scheme
) -> None:
    named = f"For the audit, {screen.name}"
    asked = {"name": named, "permissions": ["ticket.read"]}
    api_of(demo, IRIS).post("/desks/noord/keys", asked, expect=201)
    page = browse(IRIS, f"{SETTINGS}/audit", screen, scheme)
    page.get_by_label("What", exact=True).select_option(label="API keys")
    newest = page.locator("li > details").first
    expect(newest).to_contain_text("API keys: added")
    newest.locator("summary").click()
    expect(newest).to_contain_text(named)
    is_whole(page, phone=screen is PHONE)

    events = json.loads(_taken(page, "Export JSON", tmp_path))
    assert {one["what"].split(" ")[1] for one in events} <= {"/desks/{desk}/keys", "/desks/{desk}/keys/{key}"}
    assert named in json.dumps(events[0], ensure_ascii=False)
    assert named in _taken(page, "Export CSV", tmp_path)
    page.get_by_label("Who", exact=True).fill("nobody of that name")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(newest).to_be_visible()


def _taken(page: Page, button: str, folder: Path) -> str:
    """What the file says that the button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_text()


def test_people_are_given_their_data_and_erased(demo: RunningCloud, browse: Browse) -> None:
    name, email = "Theo Quill", "theo.quill@acme.example"
    page = _person(demo, browse, name, email, (PHONE, "dark"))
    page.get_by_role("button", name="Make an export").click()
    expect(page.get_by_text("The export is ready")).to_be_visible(timeout=WORK_MS)
    is_whole(page, phone=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename.endswith(".zip")

    page.get_by_label(f"Type “{email}” to go on").fill(email)
    page.get_by_role("button", name=f"Erase {name} for good").click()
    expect(page.get_by_role("progressbar", name="They are being erased")).to_be_visible()
    expect(page.get_by_role("button", name=f"Erase {name} for good")).to_have_count(0)
    is_whole(page, phone=True)


def test_nobody_is_erased_by_another_address(demo: RunningCloud, browse: Browse) -> None:
    page = _person(demo, browse, "Tara Quill", "tara.quill@acme.example", (DESKTOP, "light"))
    confirm = page.get_by_label("Type “tara.quill@acme.example” to go on")
    confirm.fill("somebody.else@acme.example")
    page.get_by_role("button", name="Erase Tara Quill for good").click()
    expect(confirm).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("heading", name="Tara Quill")).to_be_visible()
    is_whole(page)


def _person(demo: RunningCloud, browse: Browse, name: str, email: str, looks: tuple[Screen, Scheme]) -> Page:
    """The page about somebody who wrote a ticket, found by their address."""
    tenant, requester = {"desk": "noord", "tenant": "acme"}, {"email": email, "name": name}
    ticket = {"subject": "Scanner", "text": "It hums.", "tenant": tenant, "requester": requester}
    api_of(demo, IRIS).post("/tickets", ticket, expect=201)
    page = browse(IRIS, f"{SETTINGS}/privacy", *looks)
    page.get_by_label("Find a person by name, address or number").fill(email)
    page.get_by_role("link", name=name).click()
    return page
