"""Step: who wrote to whom, about what, when, and in answer to which mail."""

import re

from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import Address
from helpdesk.mail.mime import addresses, dates
from helpdesk.mail.mime.headers import Headers

_ID = re.compile(r"<\s*([^<>]{1,998}?)\s*>")
_LOOSE_ID = re.compile(r"(?<![^\s<>,;\"])[^\s<>,;\"@]+@[^\s<>,;\"]+")
_MAX_IDS = 100


def read_envelope(draft: Draft) -> None:
    fields = draft.headers
    fields.hint = _hint(draft)
    senders = people(fields, "from") or people(fields, "sender")
    draft.sender = next((a for a in senders if "@" in a.email), senders[0] if senders else Address())
    draft.to, draft.cc, draft.reply_to = (
        people(fields, "to"),
        people(fields, "cc"),
        people(fields, "reply-to"),
    )
    draft.subject = fields.text("subject")
    draft.message_id = next(iter(ids(fields.text("message-id"))), "") or fields.text("message-id").strip(
        "<> "
    )
    draft.in_reply_to = ids(fields.text("in-reply-to"))
    draft.references = ids(" ".join(fields.all_text("references")[:5]))
    if len(draft.references) > _MAX_IDS:
        draft.warn(
            "references", f"only the first and the newest of {len(draft.references)} references were kept"
        )
        draft.references = (draft.references[0], *draft.references[1 - _MAX_IDS :])
    draft.loop_id = fields.text("x-loop")
    _read_date(draft)
    _look_closer(draft)


def people(fields: Headers, name: str) -> tuple[Address, ...]:
    """The people of a field, which some programs write more than once."""
    if not fields.has(name):
        return ()
    values = [v for v in fields.all_text(name)[:20] if v] if name in {"to", "cc"} else [fields.encoded(name)]
    return addresses.parse(", ".join(values), fields.hint)


def ids(text: str) -> tuple[str, ...]:
    """Message ids of a field, in order, each once, without angle brackets."""
    text = re.sub(r"\s+", " ", text)
    found = _ID.findall(text) or _LOOSE_ID.findall(text)
    return tuple(dict.fromkeys(i.replace(" ", "") for i in found))


def _hint(draft: Draft) -> str:
    """8-bit header bytes are most likely in the charset of the body."""
    for count, part in enumerate(draft.root.walk()):
        if part.charset:
            return part.charset
        if count > 10:
            break
    return ""


def _read_date(draft: Draft) -> None:
    written = draft.headers.text("date")
    draft.date = dates.parse(written)
    if written and draft.date is None:
        draft.warn("date", f"the date {written[:60]!r} cannot be read")


def _look_closer(draft: Draft) -> None:
    sender = draft.sender
    if not sender.email:
        draft.warn("sender", "the mail names no sender")
    shown = _LOOSE_ID.search(sender.name)
    if shown and shown.group().lower().strip(".") != sender.email.lower():
        draft.warn("display-name", f"the sender's name shows another address than {sender.email}")
    if len([1 for name, value in draft.headers.fields if name == "from" and value.strip()]) > 1:
        draft.warn("from", "the mail has more than one From field: the first counts")
