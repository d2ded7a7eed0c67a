"""The whole way, in Dutch and Chinese on a phone and in English on a desktop.

A problem reported with a photo, an article offered, an answer written without network, found in the mail and
in the portal, and the end of it.
"""

from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ops.local.ses.mailbox import SentMail
from tests.browser.axe import violations
from tests.browser.chromium import (
    DESKTOP,
    PATIENCE_MS,
    PHONE,
    SENT_MS,
    Screen,
    open_context,
    watch,
)
from tests.browser.network import Network
from tests.browser.people import CODE, PASSWORD, words
from tests.browser.said import CHINESE, DUTCH, ENGLISH, Said
from tests.browser.test_desk_work import photo
from tests.browser.test_offline import READY
from tests.local.running import RunningCloud, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.local]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Who has which trouble, what is offered against it, and who answers what."""

    said: Said
    screen: Screen
    requester: str
    called: str
    other: str
    other_called: str
    desk: str
    trouble: str
    article: str
    agent: str
    answer: str
    thanks: str


DUTCH_STORY = Story(
    said=DUTCH,
    screen=PHONE,
    requester="kees@duinrand.example",
    called="Kees",
    other="roos@duinrand.example",
    other_called="Roos",
    desk="Noord IT",
    trouble="Ik ben mijn wachtwoord vergeten en de aanmeldpagina weigert mijn telefoon",
    article="Ik ben mijn wachtwoord vergeten",
    agent="ana@noord.example",
    answer="Uw telefoon stond nog op de oude naam. Probeert u het nu nog eens.",
    thanks="Het werkt weer, dank u wel.",
)
CHINESE_STORY = Story(
    said=CHINESE,
    screen=PHONE,
    requester="li.wei@globex.example",
    called="李伟",
    other="mary@globex.example",
    other_called="Mary",
    desk="Havn Hosting",
    trouble="上传网站文件以后页面没有更新",
    article="上传您的网站",
    agent="mei@host.example",
    answer="缓存已清除，请再试一次。",
    thanks="现在可以了，谢谢。",
)
ENGLISH_STORY = Story(
    said=ENGLISH,
    screen=DESKTOP,
    requester="tom@acme.example",
    called="Tom",
    other="noor@acme.example",
    other_called="Noor",
    desk="Noord IT",
    trouble="My VPN drops every ten minutes in the train",
    article="VPN",
    agent="ana@noord.example",
    answer="The new profile keeps the line through tunnels. Please fetch it once.",
    thanks="It holds now, thank you.",
)


@pytest.fixture(
    params=[DUTCH_STORY, CHINESE_STORY, ENGLISH_STORY],
    ids=["dutch-phone", "chinese-phone", "english-desktop"],
)
def told(request: pytest.FixtureRequest) -> Story:
    """One of the stories."""
    story: Story = request.param
    return story


@pytest.fixture
def browsers(
    chromium: Browser, demo: RunningCloud, told: Story, network: Network
) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """The requester's and the agent's, in their language; what they complained about is read in the end."""
    ways = ("", network.address)
    both = [open_context(chromium, told.screen, locale=told.said.locale, network=way) for way in ways]
    seen = []
    for context in both:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        seen.append(watch(page))
        page.goto(demo.local.portal_url)
    yield both[0], both[1]
    complaints = [line for one in seen for line in one.complaints if "net::" not in line]
    for context in both:
        context.close()
    assert complaints == []


def test_reported_with_a_photo_answered_without_network_and_found_in_mail_and_portal(
    demo: RunningCloud, told: Story, browsers: tuple[BrowserContext, BrowserContext], network: Network
) -> None:
    theirs, ours = browsers[0].pages[0], browsers[1].pages[0]
    _enter_by_code(theirs, demo, told)
    key = _report(theirs, told)
    _enter_by_password(ours, told)
    _take_from_home(ours, told, key)
    _answer_without_network(ours, network, told)

    def answered() -> SentMail | None:
        mails = demo.sent(told.requester)
        return next((m for m in mails if key in m.subject and told.answer in words(demo.sent_raw(m))), None)

    wait_for(answered, "the answer by mail")
    _read_and_thank(theirs, told)
    _close(ours, told)
    theirs.reload()
    expect(theirs.locator("header").get_by_text(told.said.solved, exact=True)).to_be_visible()
    assert violations(theirs) == []


def test_who_asked_says_that_it_is_solved(
    demo: RunningCloud, told: Story, browsers: tuple[BrowserContext, BrowserContext]
) -> None:
    theirs, said = browsers[0].pages[0], told.said
    _enter_by_code(
        theirs, demo, msgspec.structs.replace(told, requester=told.other, called=told.other_called)
    )
    theirs.get_by_label(said.ask).fill(told.trouble[::-1])
    theirs.get_by_role("button", name=said.ask_send.format(name=told.desk)).click()
    expect(theirs.get_by_label(said.reply)).to_be_visible()

    theirs.get_by_role("button", name=said.this_is_solved).click()

    expect(theirs.locator("header").get_by_text(said.solved, exact=True)).to_be_visible()
    expect(theirs.get_by_role("button", name=said.this_is_solved)).to_have_count(0)


def _enter_by_code(page: Page, demo: RunningCloud, told: Story) -> None:
    said = told.said
    before = {mail.id for mail in demo.sent(told.requester)}
    page.get_by_label(said.email).fill(told.requester)
    page.get_by_role("button", name=said.send_code).click()

    def code() -> str | None:
        fresh = [mail for mail in demo.sent(told.requester) if mail.id not in before]
        found = CODE.search(words(demo.sent_raw(fresh[0]))) if fresh else None
        return found.group() if found else None

    page.get_by_label(said.code).fill(wait_for(code, "the mail with the code"))
    page.get_by_role("button", name=said.sign_in, exact=True).click()
    expect(page.get_by_role("heading", name=told.called)).to_be_visible()
    assert page.evaluate("document.documentElement.lang")[:2] == said.locale[:2]


def _report(page: Page, told: Story) -> str:
    """Gives the key of the ticket. The article is looked at and does not help."""
    said = told.said
    page.get_by_label(said.ask).fill(told.trouble)
    offered = page.get_by_role("region", name=said.may_help).get_by_role("button", name=told.article).first
    expect(offered).to_be_visible()
    offered.click()
    expect(page.get_by_role("dialog").locator("p, li").first).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name=said.still).click()
    page.locator("[data-files=pick]").set_input_files([photo("screen.png")])
    expect(page.locator("form", has_text="screen.png")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name=said.ask_send.format(name=told.desk)).click()
    expect(page.get_by_role("heading", name=told.trouble[:12])).to_be_visible()
    expect(page.get_by_role("button", name="screen.png")).to_be_visible()
    return page.url.rsplit("/", 1)[1]


def _enter_by_password(page: Page, told: Story) -> None:
    said = told.said
    page.get_by_label(said.email).fill(told.agent)
    page.get_by_role("button", name=said.use_password).click()
    page.get_by_label(said.password).fill(PASSWORD)
    page.get_by_role("button", name=said.sign_in, exact=True).click()
    expect(page.locator(".tile").first).to_be_visible()
    wait_for(lambda: page.evaluate(READY) or None, "the service worker")


def _take_from_home(page: Page, told: Story, key: str) -> None:
    said = told.said
    page.locator(".tile", has_text=said.tile_new).first.click()
    page.locator(f".ticket[data-key='{key}']").click()
    expect(page.get_by_role("button", name="screen.png")).to_be_visible()
    page.get_by_role("button", name=said.assign, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=said.i_do, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=key)).to_be_visible()


def _answer_without_network(page: Page, network: Network, told: Story) -> None:
    said = told.said
    network.cut(page.context)
    page.get_by_role("button", name=said.answer.format(name=told.called)).click()
    page.locator("#answer").fill(told.answer)
    page.get_by_role("button", name=said.answer_send.format(name=told.called)).click()
    expect(page.locator(".waiting")).to_contain_text(said.waiting)
    assert violations(page) == []
    network.restore(page.context)
    expect(page.locator(".waiting")).to_have_count(0, timeout=SENT_MS)
    expect(page.locator(".ours", has_text=told.answer)).to_have_count(1)


def _read_and_thank(page: Page, told: Story) -> None:
    page.reload()
    expect(page.locator(".bubble", has_text=told.answer)).to_be_visible()
    page.get_by_label(told.said.reply).fill(told.thanks)
    page.get_by_role("button", name=told.said.reply_send, exact=True).click()
    expect(page.locator(".bubble", has_text=told.thanks)).to_be_visible()


def _close(page: Page, told: Story) -> None:
    said = told.said
    page.reload()
    expect(page.locator(".theirs", has_text=told.thanks)).to_be_visible()
    page.get_by_role("button", name=said.solve, exact=True).click()
    expect(page.get_by_role("button", name=said.state).first).to_contain_text(said.solved)
