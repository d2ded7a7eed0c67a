"""How the people of the demo sign in, in their browsers and by the API, and how a customer's mail is sent."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from ops.seed.telling import PASSWORD
from tests.local.running import Api, RunningCloud, wait_for

__all__ = ["PASSWORD"]

CODE = re.compile(r"\b\d{6,8}\b")

_TOKENS: dict[tuple[str, str], str] = {}


def token_of(demo: RunningCloud, email: str) -> str:
    """Signed in once and reused while it is good: an address gets five codes in a quarter of an hour."""
    key = (demo.local.portal_url, email)
    kept = _TOKENS.get(key)
    if kept and demo.api(kept).response("GET", "/me").ok:
        return kept
    ours = email.endswith(("@noord.example", "@host.example"))
    _TOKENS[key] = demo.sign_in(email, PASSWORD) if ours else demo.sign_in_by_code(email)
    return _TOKENS[key]


def api_of(demo: RunningCloud, email: str) -> Api:
    """The API as this person."""
    return demo.api(token_of(demo, email))


def keeping(token: str) -> str:
    """The script by which a page is signed in with this token."""
    return f"""localStorage.setItem('loket.tokens', JSON.stringify(
        {{id: '{token}', access: '', refresh: '', expires: Date.now() + 3e6}}))"""


def sign_in_by_token(page: Page, demo: RunningCloud, email: str) -> None:
    """As somebody who signed in before: for journeys that are not about signing in."""
    page.evaluate(keeping(token_of(demo, email)))
    page.goto(demo.local.portal_url)
    expect(page.get_by_role("heading", name="Good")).to_be_visible()


def sign_in_by_code(page: Page, demo: RunningCloud, email: str) -> None:
    """As a requester does: address, look into the mail, type the code."""
    before = {mail.id for mail in demo.sent(email)}
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="E-mail me a code").click()
    expect(page.get_by_label("Code from the e-mail")).to_be_focused()

    def code() -> str | None:
        fresh = [mail for mail in demo.sent(email) if mail.id not in before]
        found = CODE.search(words(demo.sent_raw(fresh[0]))) if fresh else None
        return found.group() if found else None

    page.get_by_label("Code from the e-mail").fill(wait_for(code, "the mail with the code"))
    page.get_by_role("button", name="Sign in").click()


def words(raw: bytes) -> str:
    """What a mail says."""
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    return str(body.get_content()) if body else ""


def sign_in_by_password(page: Page, email: str, password: str = PASSWORD) -> None:
    """As an agent does."""
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Use a password").click()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def open_ticket(demo: RunningCloud, subject: str, sender: str = "pim@acme.example") -> str:
    """A customer's mail; gives the key of the ticket that it became."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "support@acme.example", subject
    mail.set_content(f"Hello,\n\n{subject}. Since this morning.\n\nRegards")
    demo.send(mail, sender=sender, to="support@acme.example")
    api = api_of(demo, "ana@noord.example")

    def key() -> str | None:
        page, cursor = None, ""
        while page is None or cursor:
            page = api.get(f"/tickets?view=organisation&desk=noord&tenant=acme&limit=100{cursor}")
            for ticket in page["items"]:
                if ticket["subject"] == subject:
                    return str(ticket["key"])
            cursor = f"&cursor={page['next']}" if page["next"] else ""
        return None

    return wait_for(key, "the mail to become a ticket")
