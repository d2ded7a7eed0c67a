"""Notices on a device: turned on in the browser, sent by the stack, read with the browser's own keys.

No real push service is asked: the browser's place is on this machine. What arrives there is decrypted as the
browser would, then handed to the service worker.
"""

import json
from collections.abc import Iterator

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from helpdesk.domain.push.devices import key_bytes
from tests.browser.axe import violations
from tests.browser.chromium import PATIENCE_MS, PHONE, open_context, watch
from tests.browser.people import api_of, open_ticket, sign_in_by_token
from tests.local.running import RunningCloud, wait_for
from tests.push.browser import Browser
from tests.push.service import PushService, serving

pytestmark = [pytest.mark.browser, pytest.mark.local]

SECONDS = 120.0
SHOWN = """async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.getNotifications()).map(({ title, body, data }) => ({ title, body, data }));
}"""
PLACE = """([endpoint, p256dh, auth]) => {
    const raw = (text) => Uint8Array.from(
        atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer;
    const kept = 'loket-test-place';
    const place = (key) => ({
        endpoint, options: { applicationServerKey: raw(key) },
        getKey: (name) => raw(name === 'auth' ? auth : p256dh),
        unsubscribe: async () => { localStorage.removeItem(kept); return true; },
    });
    PushManager.prototype.subscribe = async (options) => {
        localStorage.setItem(kept, options.applicationServerKey);
        return place(options.applicationServerKey);
    };
    PushManager.prototype.getSubscription = async () =>
        localStorage.getItem(kept) ? place(localStorage.getItem(kept)) : null;
}"""


@pytest.fixture
def service() -> Iterator[PushService]:
    with serving() as running:
        yield running


@pytest.fixture
def device() -> Browser:
    return Browser()


@pytest.fixture
def phone(
    chromium: Chromium, demo: RunningCloud, service: PushService, device: Browser
) -> Iterator[BrowserContext]:
    """Ana's phone, which may show notices."""
    context = open_context(chromium, PHONE)
    context.grant_permissions(["notifications"], origin=demo.local.portal_url)
    given = json.dumps([f"{service.address}/ana", device.keys["p256dh"], device.keys["auth"]])
    context.add_init_script(f"({PLACE})({given})")
    yield context
    context.close()


def test_a_ticket_that_is_given_to_ana_is_told_on_her_phone(
    demo: RunningCloud, phone: BrowserContext, service: PushService, device: Browser
) -> None:
    lars = api_of(demo, "lars@noord.example")
    page = phone.new_page()
    page.set_default_timeout(PATIENCE_MS)
    seen = watch(page)
    page.goto(demo.local.portal_url)
    sign_in_by_token(page, demo, "ana@noord.example")
    page.goto(demo.local.portal_url + "/account")
    notices = page.locator("[data-notices]")
    notices.get_by_role("checkbox", name="when a promise on a ticket of mine").uncheck()
    notices.get_by_role("button", name="Turn on here").click()
    expect(notices.get_by_text("On for this device.")).to_be_visible()
    assert violations(page) == []

    key = open_ticket(demo, "The kiosk shows a blue screen")
    lars.put(f"/tickets/{key}/assignee", {"agent": "ana"})
    parcel = service.parcels.get(timeout=SECONDS)

    said = json.loads(device.read(parcel.body))
    assert (said["title"], said["body"]) == (f"{key} is yours now", "The kiosk shows a blue screen")
    assert (parcel.headers["content-encoding"], parcel.headers["topic"]) == ("aes128gcm", key)
    check_signature(parcel.headers["authorization"], service.address)
    deliver(page, demo.local.portal_url, said)
    deliver(page, demo.local.portal_url, said)  # push services may deliver twice
    shown = wait_for(lambda: page.evaluate(SHOWN) or None, "the notice")
    assert [(one["title"], one["data"]["path"]) for one in shown] == [(said["title"], f"/tickets/{key}")]

    page.reload()
    expect(notices.get_by_text("On for this device.")).to_be_visible()
    expect(notices.get_by_role("checkbox", name="when a promise on a ticket of mine")).not_to_be_checked()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    ana = api_of(demo, "ana@noord.example")
    assert ana.get("/me/devices")["items"] == []
    assert [line for line in seen.complaints if "net::" not in line] == []


def test_a_browser_that_is_gone_is_told_nothing_more(
    demo: RunningCloud, service: PushService, device: Browser
) -> None:
    lars = api_of(demo, "lars@noord.example")
    ana = api_of(demo, "ana@noord.example")
    service.gone.add("/gone")
    wanted = {"endpoint": f"{service.address}/gone", "about": ["assigned"], **device.keys}
    ana.post("/me/devices", wanted, expect=200)
    key = open_ticket(demo, "The door does not lock")
    lars.put(f"/tickets/{key}/assignee", {"agent": "ana"})

    assert service.parcels.get(timeout=SECONDS).path == "/gone"

    wait_for(lambda: ana.get("/me/devices")["items"] == [] or None, "the device to be forgotten")


def check_signature(header: str, audience: str) -> None:
    """As a push service checks who sent it (RFC 8292)."""
    token, public = header.removeprefix("vapid t=").split(", k=")
    point = key_bytes(public, "k")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, key, algorithms=["ES256"], audience=audience)
    assert claims["sub"].startswith("mailto:")


def deliver(page: Page, origin: str, said: dict[str, str]) -> None:
    """To the service worker, as the browser does once it has decrypted it."""
    cdp = page.context.new_cdp_session(page)
    known: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(one["registrationId"] for one in event["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    wait_for(lambda: (page.evaluate("1") and known) or None, "the service worker's registration")
    told = {"origin": origin, "registrationId": known[-1], "data": json.dumps(said)}
    cdp.send("ServiceWorker.deliverPushMessage", told)
