"""Delivery reports by the book: the fields of message/delivery-status (RFC 3464), wherever they stand."""

import re

import msgspec

from helpdesk.mail.inbound import FailedRecipient

_FIELD = re.compile(r"(?m)^([A-Za-z][A-Za-z-]{1,60})[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)")
_ADDRESS = re.compile(r"(?:[A-Za-z0-9-]+\s*;)?\s*<?\s*(\"[^\"]+\"@[^\s<>;,]+|[^\s<>;,\"]+)")
STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\.\d)(?!\d)")
_FINAL = {"failed", "failure", "fail", "undeliverable", "expired", "bounced", ""}
_WAITING = {"delayed", "delay", "delivering", "deferred"}
_MAX = 200


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the report says of each recipient; `delivered` when it says nothing but good."""

    recipients: tuple[FailedRecipient, ...] = ()
    delayed: bool = False
    delivered: bool = False


def read(text: str) -> Report | None:
    """None when the text holds no recipient."""
    blocks = _blocks(text.replace("\r\n", "\n").replace("\r", "\n"))
    failed: dict[str, FailedRecipient] = {}
    waiting: dict[str, FailedRecipient] = {}
    good = 0
    for block in blocks[:_MAX]:
        person = _recipient(block)
        if person is None:
            continue
        action = block.get("action", "").split("(", maxsplit=1)[0].split()[:1]
        word = action[0].strip(".;").lower() if action else ""
        if word in _WAITING or (word == "" and person.status.startswith("4")):
            waiting.setdefault(person.email.lower(), person)
        elif word in _FINAL or person.status.startswith("5"):
            failed.setdefault(person.email.lower(), person)
        else:
            good += 1
    if failed:
        return Report(recipients=tuple(failed.values()))
    if waiting:
        return Report(recipients=tuple(waiting.values()), delayed=True)
    return Report(delivered=True) if good else None


def _blocks(text: str) -> list[dict[str, str]]:
    """Per-recipient groups: a group ends at the next recipient field of the same name, blank lines or not."""
    groups: list[dict[str, str]] = [{}]
    for name, value in _FIELD.findall(text):
        key = name.lower()
        if key in {"final-recipient", "original-recipient"} and (
            key in groups[-1]
            or ("final-recipient" in groups[-1] and "status" in groups[-1] and "action" in groups[-1])
        ):
            groups.append({})
        groups[-1].setdefault(key, re.sub(r"\s+", " ", value).strip())
    return groups


def _recipient(block: dict[str, str]) -> FailedRecipient | None:
    email = ""
    for key in ("final-recipient", "original-recipient", "x-actual-recipient"):
        found = _ADDRESS.search(block.get(key, "").replace("rfc822;", "").replace("RFC822;", ""))
        if found and "@" in found.group(1):
            email = found.group(1)
            break
        if found and not email:
            email = found.group(1)
    if not email:
        return None
    diagnostic = re.sub(r"^[A-Za-z0-9-]+\s*;\s*", "", block.get("diagnostic-code", ""))
    return FailedRecipient(
        email=email.strip("<>"),
        status=best_status(block.get("status", ""), diagnostic),
        reason=(diagnostic or block.get("action", ""))[:1000],
    )


def best_status(status: str, diagnostic: str) -> str:
    """The server's own words are nearest to the cause; the report's field where they hold no status."""
    own = STATUS.search(status)
    said: list[str] = [
        s for s in STATUS.findall(diagnostic) if not is_vague(s) and (not own or s[0] == own.group(1)[0])
    ]
    if said:
        return said[0]
    return str(own.group(1)) if own else next(iter(STATUS.findall(diagnostic)), "")


def is_vague(status: str) -> bool:
    """ "Failed", and "tried for too long": the server's words may say why."""
    return status.endswith((".0.0", ".4.7")) or not status
