"""/dev/mail: what the system sent, newest first, for a person's eyes or as JSON. Exists locally only."""

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from ops.local.ses.mailbox import Mailbox, SentMail
from ops.local.web.http import HTML, Response, json, text

LIST = "/dev/mail"
MOST_SHOWN = 200

# Mail is foreign text: no scripts at all, and an HTML body only inside a sandboxed frame.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (
        "content-security-policy",
        _POLICY,
    ),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
)


class MailPages:
    """The list, one mail, its raw text."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        folder = Path(__file__).with_name("templates")
        self._templates = Environment(loader=FileSystemLoader(folder), autoescape=True)

    def answer(self, path: str) -> Response:
        """/dev/mail, /dev/mail.json, /dev/mail/ID, /dev/mail/ID.eml"""
        if path.rstrip("/") == LIST:
            return self._page("list.html", mails=[*islice(self._mailbox.newest_first(), MOST_SHOWN)])
        if path == f"{LIST}.json":
            return json([*self._mailbox.newest_first()], headers=_HEADERS)
        return self._one(path.removeprefix(f"{LIST}/"))

    def _one(self, name: str) -> Response:
        found = self._mailbox.get(name.removesuffix(".eml"))
        if not found:
            return text("There is no such mail.", 404)
        mail, raw = found
        if name.endswith(".eml"):
            return Response(body=raw, headers=_HEADERS)
        return self._page("mail.html", mail=mail, **_readable(mail, raw))

    def _page(self, template: str, **values: Any) -> Response:
        page = self._templates.get_template(template).render(**values)
        return Response(body=page.encode(), type=HTML, headers=_HEADERS)


def _readable(mail: SentMail, raw: bytes) -> dict[str, Any]:
    parsed = message_from_bytes(raw, EmailMessage, policy=policy.default)
    plain, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    files = [
        (part.get_filename() or part.get_content_type(), part.get_content_type()) for part in _files(parsed)
    ]
    return {
        "headers": mail.headers,
        "plain": _content(plain),
        "html": _content(html),
        "files": files,
    }


def _content(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except LookupError:  # a charset nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _files(parsed: EmailMessage) -> list[EmailMessage]:
    return [part for part in parsed.iter_attachments() if isinstance(part, EmailMessage)]
