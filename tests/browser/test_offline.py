"""Work in a cellar: read without network, write, come back, and all of it arrives once and in order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import PATIENCE_MS, PHONE, SENT_MS, open_context, watch
from tests.browser.kept import wait_for_files
from tests.browser.network import Network
from tests.browser.people import api_of, open_ticket, sign_in_by_token
from tests.browser.test_desk_work import photo
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]

READY = "navigator.serviceWorker.ready.then(r => r.active?.state === 'activated')"


@pytest.fixture
def phone(chromium: Browser, demo: RunningCloud, network: Network) -> Iterator[BrowserContext]:
    """Ana's phone: signed in, the app kept on it."""
    context = open_context(chromium, PHONE, network=network.address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    seen = watch(page)
    page.goto(demo.local.portal_url)
    sign_in_by_token(page, demo, "ana@noord.example")
    wait_for(lambda: page.evaluate(READY) or None, "the service worker")
    page.close()
    yield context
    network.restore(context)
    context.close()
    assert [line for line in seen.complaints if "net::" not in line] == []


def opened(context: BrowserContext, demo: RunningCloud, path: str) -> Page:
    """A page of the app on this phone."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(demo.local.portal_url + path)
    return page


FULL = """() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        if (window.full && this.transaction.db.name === 'loket-outgoing')
            throw new DOMException('no room', 'QuotaExceededError');
        return put.apply(this, given);
    };
    window.full = true;
}"""
"""What a browser does on a full device, until `window.full` is false."""


def ana(demo: RunningCloud) -> Api:
    """The API as ana."""
    return api_of(demo, "ana@noord.example")


def texts(demo: RunningCloud, key: str) -> list[str]:
    """What was written on a ticket, in order."""
    return [entry["text"] for entry in ana(demo).get(f"/tickets/{key}")["timeline"] if "text" in entry]


def write(page: Page, text: str) -> None:
    """An answer."""
    page.get_by_role("button", name="Answer Pim").click()
    page.get_by_label("Pim de Vries will read this").fill(text)
    page.get_by_role("button", name="Send to Pim").click()


def test_read_and_answered_without_network_and_sent_once_in_order_when_it_is_back(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key = open_ticket(demo, "The lift display is dark")
    ana(demo).put(f"/tickets/{key}/priority", {"priority": "urgent"})  # so that the long list draws it
    page = opened(phone, demo, "/desk/tickets")
    page.locator(f".ticket[data-key={key}]").click()
    expect(page.get_by_text("Since this morning.")).to_be_visible()

    network.cut(phone)
    page.reload()

    expect(page.get_by_role("heading", name="The lift display is dark")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="No network")).to_contain_text("This is how it was at")
    assert violations(page) == []
    write(page, "First: I am in the cellar.")
    waiting = page.locator(".waiting")
    expect(waiting).to_contain_text("Waiting to be sent")
    expect(waiting).to_contain_text("First: I am in the cellar.")
    write(page, "Second: it was the fuse.")
    page.get_by_role("button", name="Solve").click()
    expect(page.get_by_role("button", name="State:")).to_contain_text("Solved")
    expect(page.get_by_role("button", name="3 things wait to be sent")).to_be_visible()
    assert violations(page) == []
    page.close()  # the phone goes into the pocket

    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.locator(".waiting")).to_have_count(3)
    page.goto(demo.local.portal_url + "/desk/tickets")
    expect(page.locator(f".ticket[data-key={key}]")).to_be_visible()
    other = opened(phone, demo, f"/desk/tickets/{key}")
    expect(other.locator(".waiting")).to_have_count(3)
    assert texts(demo, key)[1:] == []

    network.restore(phone)

    expect(other.locator(".waiting")).to_have_count(0, timeout=SENT_MS)
    expect(other.locator(".ours")).to_have_count(2)
    wait_for(
        lambda: ana(demo).get(f"/tickets/{key}")["ticket"]["state"] == "solved" or None, "it to be solved"
    )
    assert texts(demo, key)[1:] == ["First: I am in the cellar.", "Second: it was the fuse."]
    expect(other.get_by_role("status").filter(has_text="No network")).to_have_count(0)
    expect(other.get_by_role("button", name="State:")).to_contain_text("Solved")


def test_an_answer_that_was_lost_on_the_way_back_is_not_sent_twice(
    demo: RunningCloud, phone: BrowserContext
) -> None:
    """The API did it, and the phone never heard."""
    key = open_ticket(demo, "The gate opens by itself")
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()

    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]  # playwright's Route
        route.abort()  # type: ignore[attr-defined]

    page.route("**/messages", lose)
    write(page, "The remote of the neighbours opens it.")
    expect(page.locator(".waiting")).to_contain_text("The remote of the neighbours")
    page.unroute_all()
    page.reload()

    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".ours")).to_have_count(1)
    assert texts(demo, key).count("The remote of the neighbours opens it.") == 1


def test_a_conflict_is_shown_and_keeps_what_was_written(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key = open_ticket(demo, "The bell rings at night")
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()
    network.cut(phone)
    write(page, "I come tomorrow.")
    expect(page.locator(".waiting")).to_contain_text("I come tomorrow.")
    lars = api_of(demo, "lars@noord.example")
    lars.put(f"/tickets/{key}/priority", {"priority": "urgent"})

    network.restore(phone)

    card = page.locator(".waiting")
    expect(card).to_contain_text("was changed before this could be sent", timeout=SENT_MS)
    assert violations(page) == []
    card.get_by_role("button", name="See what changed").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name="Priority")).to_contain_text("Urgent")
    dialog.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("button", name="Priority:")).to_contain_text("Urgent")
    expect(card).to_contain_text("I come tomorrow.")
    card.get_by_role("button", name="Change the text").click()
    card.get_by_label("Your text").fill("I come at once.")
    card.get_by_role("button", name="Save and send").click()
    expect(card.get_by_role("button", name="See what changed")).to_be_visible()
    card.get_by_role("button", name="See what changed").click()
    page.get_by_role("dialog").get_by_role("button", name="Do it anyway").click()

    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".ours")).to_contain_text("I come at once.")
    assert texts(demo, key)[1:] == ["I come at once."]


def test_a_full_device_says_so_keeps_what_was_typed_and_tells_how_to_make_room(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key = open_ticket(demo, "The fan is loud")
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()
    network.cut(phone)
    write(page, "I bring another one.")
    expect(page.locator(".waiting")).to_contain_text("I bring another one.")
    page.evaluate(FULL)

    write(page, "And a filter.")

    expect(page.get_by_role("alert")).to_contain_text("no room left on this device")
    expect(page.get_by_label("Pim de Vries will read this")).to_have_value("And a filter.")
    assert violations(page) == []
    page.get_by_role("button", name="Make room").click()
    dialog = page.get_by_role("dialog", name="Make room on this device")
    expect(dialog.locator(".waiting")).to_contain_text("I bring another one.")
    expect(dialog.locator(".waiting")).to_contain_text("on this device")
    assert violations(page) == []
    dialog.get_by_role("button", name="Throw away").click()
    page.evaluate("window.full = false")
    page.get_by_role("dialog", name="Throw this away?").get_by_role("button", name="Throw away").click()
    expect(page.locator(".waiting")).to_have_count(0)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Send to Pim").click()
    expect(page.locator(".waiting")).to_contain_text("And a filter.")

    network.restore(phone)

    expect(page.locator(".waiting")).to_have_count(0, timeout=SENT_MS)
    assert texts(demo, key)[1:] == ["And a filter."]


def test_who_stands_under_what_was_solved_without_network_is_asked_about_when_it_is_sent(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key, other = open_ticket(demo, "The mast is down"), open_ticket(demo, "No calls at all")
    ana(demo).put(f"/tickets/{other}/relations/{key}", {"relation": "child-of"})
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()
    network.cut(phone)
    page.get_by_role("button", name="Solve").click()
    expect(page.locator(".waiting")).to_contain_text("Solved")

    network.restore(phone)

    asked = page.get_by_role("status").filter(
        has_text=f"{key} is sent and solved. 1 open ticket stands under it."
    )
    expect(asked).to_be_visible(timeout=SENT_MS)
    assert violations(page) == []
    page.get_by_role("button", name="Solve them too").click()
    page.get_by_role("dialog").get_by_role("button", name="Solve 1 too").click()
    expect(asked).to_have_count(0)
    wait_for(
        lambda: ana(demo).get(f"/tickets/{other}")["ticket"]["state"] == "solved" or None,
        "the other to be solved",
    )


def test_a_photo_waits_with_its_answer_and_survives_a_reload(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key = open_ticket(demo, "The boiler leaks")
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()
    network.cut(phone)
    page.get_by_role("button", name="Answer Pim").click()
    page.get_by_label("Pim de Vries will read this").fill("This is where it leaks.")
    page.locator("[data-files=pick]").set_input_files([photo("leak.png")])
    expect(page.get_by_text("Goes along when there is a network")).to_be_visible()
    wait_for_files(page, 1)
    page.reload()

    expect(page.get_by_label("Pim de Vries will read this")).to_have_value("This is where it leaks.")
    expect(page.get_by_text("leak.png", exact=True)).to_be_visible()
    expect(page.get_by_text("Goes along when there is a network")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Send to Pim").click()
    expect(page.locator(".waiting")).to_contain_text("Files: leak.png")
    page.reload()
    expect(page.locator(".waiting")).to_contain_text("Files: leak.png")
    assert texts(demo, key)[1:] == []

    network.restore(phone)

    expect(page.locator(".waiting")).to_have_count(0, timeout=SENT_MS)
    (sent,) = [one for one in ana(demo).get(f"/tickets/{key}")["timeline"] if one.get("attachments")]
    assert (sent["text"], [file["name"] for file in sent["attachments"]]) == (
        "This is where it leaks.", ["leak.png"]
    )  # fmt: skip
    expect(page.get_by_role("button", name="View leak.png")).to_be_visible()


def test_a_new_ticket_for_a_caller_waits_too(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    page = opened(phone, demo, "/desk/new")
    expect(page.get_by_role("combobox", name="Who is calling?")).to_be_visible()
    network.cut(phone)
    page.get_by_role("combobox", name="Who is calling?").fill("kari@fjell.example")
    page.get_by_role("option", name="Somebody new").click()
    page.get_by_label("Organisation").select_option(label="Fjell")
    expect(page.get_by_label("E-mail of the caller")).to_have_value("kari@fjell.example")
    page.get_by_label("What is wrong").fill("No television since the storm.")
    page.get_by_label("Subject").fill("Snow on the dish")
    page.get_by_role("button", name="Create ticket").click()
    page.get_by_role("button", name="1 thing waits to be sent").click()
    expect(page.get_by_role("dialog")).to_contain_text("New ticket: Snow on the dish")

    network.restore(phone)

    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SENT_MS)

    def made() -> list[str] | None:
        listed = ana(demo).get("/tickets?view=organisation&desk=noord&tenant=fjell&limit=100")["items"]
        return [t["key"] for t in listed if t["subject"] == "Snow on the dish"] or None

    assert len(wait_for(made, "the ticket")) == 1


def test_signing_out_asks_about_what_is_unsent_and_leaves_nothing_readable(
    demo: RunningCloud, phone: BrowserContext, network: Network
) -> None:
    key = open_ticket(demo, "The safe is stuck")
    page = opened(phone, demo, f"/desk/tickets/{key}")
    expect(page.get_by_text("Since this morning.")).to_be_visible()
    network.cut(phone)
    write(page, "Not sent.")
    expect(page.locator(".waiting")).to_be_visible()
    page.goto(demo.local.portal_url + "/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 thing is not sent yet")
    dialog.get_by_role("button", name="Sign out and throw away").click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()

    kept = page.evaluate(
        """async () => {
            const asked = (request) => new Promise(r => { request.onsuccess = () => r(request.result) });
            const rows = [];
            for (const { name } of await indexedDB.databases()) {
                const db = await asked(indexedDB.open(name));
                for (const store of db.objectStoreNames)
                    rows.push(...await asked(db.transaction(store).objectStore(store).getAll()));
            }
            const files = [];
            for (const name of await caches.keys())
                files.push(...(await (await caches.open(name)).keys()).map(q => new URL(q.url).pathname));
            return { rows, api: files.filter(path => path.startsWith('/api')), app: files.length };
        }"""
    )

    assert kept["rows"] == []
    assert kept["api"] == []
    assert kept["app"] > 20  # the app itself stays
    page.goto(f"{demo.local.portal_url}/desk/tickets/{key}")
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    assert "The safe is stuck" not in page.content()
