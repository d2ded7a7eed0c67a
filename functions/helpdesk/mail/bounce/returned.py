"""The mail that came back: its headers say which of ours it was."""

import re

from helpdesk.mail.bounce import prose
from helpdesk.mail.envelope import ids, people
from helpdesk.mail.inbound import Returned
from helpdesk.mail.mime import headers
from helpdesk.mail.mime.parts import Part

_HEADER_TYPES = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
)
_MESSAGE_ID = re.compile(r"(?im)^[ \t>]*message-id[ \t]*:[ \t]*(?:\r?\n[ \t]+)?<?[^\s<>]+@[^\s<>]+")
_FIRST_LINE = re.compile(r"^[ \t>]*[A-Za-z][A-Za-z0-9-]{1,60}[ \t]?:")
_HEADER_LINE = re.compile(r"^[ \t>]*(?:[A-Za-z][A-Za-z0-9-]{1,60}[ \t]?:|[ \t]+\S)")


def find(root: Part, text: str) -> Returned | None:
    """From an attached mail or header block, else from a header block in the text."""
    attached = [part for part in root.walk() if part.type in _HEADER_TYPES and part.depth]
    found = next((mail for part in attached if (mail := _read(part.payload()[0][:65536]))), None)
    return found or _in_text(text)


def _read(payload: bytes) -> Returned | None:
    payload = payload.lstrip(b"\r\n ")
    fields, _, _ = headers.read(payload, 0, len(payload))
    returned = Returned(
        message_id=next(iter(ids(fields.text("message-id"))), ""),
        references=tuple(dict.fromkeys((*ids(fields.text("references")), *ids(fields.text("in-reply-to"))))),
        subject=fields.text("subject"),
        to=people(fields, "to"),
    )
    return returned if returned.message_id or returned.subject or returned.to else None


def _in_text(text: str) -> Returned | None:
    """The last header block of the text that has a Message-ID."""
    spots = list(_MESSAGE_ID.finditer(text[-200_000:]))
    if not spots:
        return _after_mark(text)
    text = text[-200_000:]
    lines = text.split("\n")
    middle = text.count("\n", 0, spots[-1].start() + 1)
    first = last = middle
    while first > 0 and middle - first < 200 and _HEADER_LINE.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - middle < 200 and _HEADER_LINE.match(lines[last + 1]):
        last += 1
    block = "\n".join(
        line.lstrip("> ") if line[:1] in "> " and ":" in line else line for line in lines[first : last + 1]
    )
    return _read(block.encode("utf-8") + b"\n\n")


def _after_mark(text: str) -> Returned | None:
    """A header block without a Message-ID, below the line that announces the returned mail."""
    rest = text[len(prose.region(text)) :][:50_000].split("\n")
    for at, line in enumerate(rest):
        if _FIRST_LINE.match(line) and at + 1 < len(rest) and _HEADER_LINE.match(rest[at + 1]):
            block = [line]
            for following in rest[at + 1 :]:
                if not _HEADER_LINE.match(following):
                    break
                block.append(following)
            return _read("\n".join(block).encode("utf-8") + b"\n\n")
    return None
