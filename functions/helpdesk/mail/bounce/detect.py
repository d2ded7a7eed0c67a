"""Is it a delivery report, and what does it say? Its own fields first, its words where it has none."""

import re

import msgspec

from helpdesk.mail import titles
from helpdesk.mail.bounce import phrases, prose, report, returned
from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import Bounce, FailedRecipient
from helpdesk.mail.mime import charsets
from helpdesk.mail.mime.parts import Part

_FOR_NOW = re.compile(r"[\W_]{0,4}(?:smtp\W+)?4\d\d[ -]")
_STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}


def detect(draft: Draft) -> Bounce | None:
    """None for anything that is no report of a failed or delayed delivery."""
    parts = list(draft.root.walk())[:50]
    fields = _status_text(parts)
    by_book = report.read(fields) if fields else None
    if (
        by_book
        and by_book.recipients
        and (draft.root.type == "multipart/report" or _is_robot(draft) or len(parts) > 1)
    ):
        return _finish(draft, _clearer(draft, by_book.recipients), delayed=by_book.delayed)
    if by_book and by_book.delivered:
        return None
    return _by_words(draft, parts)


def _clearer(draft: Draft, people: tuple[FailedRecipient, ...]) -> tuple[FailedRecipient, ...]:
    """A report without the server's words may have them in the text above it."""
    if not any(report.is_vague(p.status) and p.status[:1] not in p.reason[:1] for p in people):
        return people
    said = {p.email.lower(): p for p in prose.recipients(prose.region(draft.text[:50_000]), set())}
    return tuple(
        msgspec.structs.replace(
            p, status=report.best_status(p.status, words.reason) or p.status, reason=words.reason
        )
        if report.is_vague(p.status) and (words := said.get(p.email.lower())) and words.status
        else p
        for p in people
    )


def is_delivered(draft: Draft) -> bool:
    """A report that says the mail arrived (RFC 3464 "relayed", "delivered", "expanded")."""
    fields = _status_text(list(draft.root.walk())[:50])
    found = report.read(fields) if fields else None
    return bool(found and found.delivered)


def _status_text(parts: list[Part]) -> str:
    texts = [p.payload()[0][:200_000] for p in parts if p.type in _STATUS_TYPES]
    return "\n\n".join(charsets.decode(t, "utf-8")[0] for t in texts)


def _by_words(draft: Draft, parts: list[Part]) -> Bounce | None:
    failed = draft.headers.text("x-failed-recipients")
    body = draft.text or _loose_text(parts)
    robot, subject = (
        _is_robot(draft) or _reports(draft, parts, body),
        bool(phrases.SUBJECT.match(draft.subject)),
    )
    if not (robot or (failed and subject)):
        return None
    words = prose.region(body[:100_000])
    evidence = bool(phrases.WORDS.search(words[:20_000])) or subject
    if not (failed and (robot or subject)) and not (robot and evidence and not _is_automatic_answer(draft)):
        return None
    told = subject or _returns_mail(parts, body, words) or _names_one(draft, words)
    told = told or (any(prose.cause(words)) and not _is_called_so(draft))
    if not (failed or told):
        return None
    people = _people(draft, failed, words, body)
    delayed = bool(phrases.DELAY.search(f"{draft.subject}\n{words[:3000]}")) and not phrases.PERMANENT.search(
        words[:3000]
    )
    return _finish(draft, people, delayed=delayed and not any(p.status.startswith("5") for p in people))


def _names_one(draft: Draft, words: str) -> bool:
    """A mail server by its own name that says whom it could not reach."""
    return _is_named(draft) and bool(
        prose.recipients(words, {a.email.lower() for a in (*draft.to, draft.sender)})
    )


def _people(draft: Draft, failed: str, words: str, body: str) -> tuple[FailedRecipient, ...]:
    inside = report.read(words)
    if inside and inside.recipients:
        return inside.recipients
    ours = {a.email.lower() for a in (*draft.to, draft.sender)}
    if failed:
        status, reason = prose.cause(words)
        emails = dict.fromkeys(e.strip(" <>") for e in re.split(r"[,;\s]+", failed) if "@" in e)
        by_email = {p.email.lower(): p for p in prose.recipients(words, ours)}
        return tuple(
            by_email.get(e.lower()) or FailedRecipient(email=e, status=status, reason=reason) for e in emails
        )
    people = prose.recipients(words, ours)
    if people:
        return people
    back = returned.find(draft.root, body)
    status, reason = prose.cause(words)
    return tuple(
        FailedRecipient(email=a.email, status=status, reason=reason)
        for a in (back.to if back else ())
        if a.email
    )


def _finish(draft: Draft, people: tuple[FailedRecipient, ...], *, delayed: bool) -> Bounce:
    """Hard: refused for good. A status of class 4 says that the address itself may be fine."""
    soft = delayed or (bool(people) and all(_is_for_now(p) for p in people))
    return Bounce(hard=not soft, recipients=people, returned=returned.find(draft.root, draft.text))


def _is_for_now(person: FailedRecipient) -> bool:
    """By its status; without one, by the reply code that the server gave."""
    return person.status.startswith("4") or (not person.status and bool(_FOR_NOW.match(person.reason)))


def _is_robot(draft: Draft) -> bool:
    return _is_named(draft) or draft.headers.text("return-path").strip() == "<>"


def _is_named(draft: Draft) -> bool:
    """The sender calls itself a mail server."""
    sender = draft.sender
    return bool(phrases.DAEMON.match(sender.email or sender.name) or phrases.DAEMON_NAME.search(sender.name))


def _is_called_so(draft: Draft) -> bool:
    """By its name alone: whoever looks after a mail server may be called so, and quote what one said."""
    return not phrases.DAEMON.match(draft.sender.email) and draft.headers.text("return-path").strip() != "<>"


def _reports(draft: Draft, parts: list[Part], body: str) -> bool:
    """Under a name that may be a person's, what only a mail server writes: no question."""
    if not (phrases.PERHAPS.match(draft.sender.email) or phrases.PERHAPS_NAME.search(draft.sender.name)):
        return False
    words = prose.region(body[:100_000])
    if not (
        phrases.RETURNED_MAIL.match(draft.subject) and phrases.WORDS.search(words[:5_000])
    ) or titles.asks(words[:3_000]):
        return False
    ours = {a.email.lower() for a in (*draft.to, draft.sender)}
    return _returns_mail(parts, body, words) or bool(prose.listed(words, ours))


def _is_automatic_answer(draft: Draft) -> bool:
    """A vacation note comes with an empty return path too: it answers, and says so."""
    said = draft.headers.text("auto-submitted").lower()
    return (
        not _is_named(draft)
        and ("replied" in said or "vacation" in said)
        and not phrases.SUBJECT.match(draft.subject)
    )


def _returns_mail(parts: list[Part], body: str, words: str) -> bool:
    return len(words) < len(body) or any(
        p.type in {"message/rfc822", "text/rfc822-headers"} and p.depth for p in parts
    )


def _loose_text(parts: list[Part]) -> str:
    texts = [
        p.payload()[0][:50_000].decode("utf-8", "replace")
        for p in parts
        if p.type in {"text/plain", "text/html"}
    ]
    return "\n".join(texts)
