"""Delivery reports in plain words: who failed and why, read from the text that a mail server wrote."""

import re

from helpdesk.mail.bounce.report import STATUS
from helpdesk.mail.inbound import FailedRecipient

_LOCAL = r"(?:\"[^\"\s]{1,64}\"|[^\s<>()\[\]:;,\"\\@：，；。（）、]{1,100})"
_DOMAIN = r"(?:\[[\d.:A-Fa-f]+\]|[\w-]+(?:\.[\w-]+)*)"
_EMAIL = rf"{_LOCAL}@{_DOMAIN}"
_ANY = re.compile(rf"(?<![\w.@+-])({_EMAIL})")
# An address alone at the start of a line, as qmail, Postfix, Exim and most others list the failed ones.
_LISTED = re.compile(
    rf"^[\s>*\-•]{{0,12}}(?:<<<\s*)?(?:[45]\d\d[ -])?(?:\d+[.)]\s+)?[\"'<\[(]{{0,3}}(?:mailto:|smtp:|"
    rf"rfc822;\s*)?({_EMAIL})[\"'>\])]{{0,3}}\s*(?:[:;,(\[<]|\.{{3}}|-{{1,2}}\s|$|\s{{2,}}|\s(?:on|"
    rf"is|was|could|has|does|failed|unknown|user|Invalid)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?i)(?<![\w.@-])(?:recipients?(?:\s+(?:address|name))?|to|addresse?s?|mailbox|user|delivered "
    rf"to|deliver(?:y|ing)?(?: your (?:mail|message))? to|deliver to|"
    rf"undeliverable to|allowed size|unknown user|sent to|failed|rcpt to|empfänger|destinataire|"
    rf"destinatario|ontvanger|получател\w+|宛先|收件人|账号|account)"
    rf"(?:\s+|\s*[:：=]\s*|(?=[<\[\"'(]))[<\[\"'(]{{0,3}}({_EMAIL})"
)
RETURNED = re.compile(
    r"(?im)^[ \t>]*(?:[-=_*#]{2,}.{0,20}(?:original|returned|copy of|below this line|header|"
    r"ursprüngliche|nachricht|message (?:follows|content)|unsent|undelivered|исходн|bounced|"
    r"forwarded).{0,80}$|"
    r"(?:the )?(?:original )?message(?:'s)? (?:headers?|text)? ?(?:follows?|is (?:following|attached|"
    r"below))\.?\s*$|message headers follow|original (?:message|mail) (?:follows|headers?|attached|"
    r"text).{0,30}$|.{0,30}(?:copy|header|headers|text|part) of (?:the |your )?(?:original |first |"
    r"returned )?message.{0,60}$|"
    r"-{3,}[ \t]*.{0,40}-{3,}[ \t]*\n\n?(?:return-path|received|message-id|from|date|x-[\w-]+|"
    r"dkim-signature|subject|to)\s?:|"
    r"(?:return-path|received|message-id|dkim-signature)\s?:\s?\S)"
)
_CITES = re.compile(r"(?i)header fields?\s*:\s*$")  # a report that names its subject's fields first
_ROBOT = re.compile(r"(?i)(?:mailer-daemon|post-?_?master|no-?reply|abuse|mail-daemon)@")
_MAX_LINES, _MAX_PEOPLE = 2_000, 100
_SMTP = re.compile(r"(?<![\d.])([245]\d\d)[ -](?:(?=[245]\.\d)|\S)")


def region(text: str) -> str:
    """The report without the returned mail under it."""
    cut = RETURNED.search(text, 1)
    while cut and (not text[: cut.start()].strip() or _CITES.search(text[: cut.start()][-200:])):
        cut = RETURNED.search(text, cut.end())
    return text[: cut.start()] if cut else text


def recipients(report: str, ours: set[str]) -> tuple[FailedRecipient, ...]:
    """Everybody whom the report lists, each with the status and words that stand by the address.

    `ours`: addresses that cannot have failed (the report's own sender and reader).
    """
    lines = report.split("\n")
    found = _listed(lines, ours) or _named(lines, ours) or _any(lines, ours)
    people: list[FailedRecipient] = []
    for index, (at, email) in enumerate(found):
        stop = found[index + 1][0] if index + 1 < len(found) else len(lines)
        words = "\n".join(lines[at : max(stop, at + 1)])
        status, reason = cause(words)
        if not status and not reason:
            status, reason = cause(report)
        people.append(FailedRecipient(email=email, status=status, reason=reason))
    return tuple(people)


def listed(report: str, ours: set[str]) -> bool:
    """Whether addresses stand on lines of their own or by a word for their role, as servers write them."""
    lines = report.split("\n")
    return bool(_listed(lines, ours) or _named(lines, ours))


def _listed(lines: list[str], ours: set[str]) -> list[tuple[int, str]]:
    return _gather(lines, ours, _LISTED)


def _named(lines: list[str], ours: set[str]) -> list[tuple[int, str]]:
    return _gather(lines, ours, _NAMED)


def _any(lines: list[str], ours: set[str]) -> list[tuple[int, str]]:
    return _gather(lines, ours, _ANY)[:1]


def _gather(lines: list[str], ours: set[str], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """(line, address) of each address that `pattern` finds, in order, each once."""
    seen: dict[str, tuple[int, str]] = {}
    for at, line in enumerate(lines[:_MAX_LINES]):
        hit = pattern.search(line[:1000]) if "@" in line else None
        if not hit:
            continue
        email = hit.group(1).strip("'\"").rstrip(".")
        if email.lower() not in ours and not _ROBOT.match(email) and len(seen) < _MAX_PEOPLE:
            seen.setdefault(email.lower(), (at, email))
    return list(seen.values())


def cause(words: str) -> tuple[str, str]:
    """(RFC 3463 status, the server's sentence) of some words."""
    status = STATUS.search(words)
    reply = _SMTP.search(words)
    at = min((m.start() for m in (status, reply) if m), default=-1)
    if at < 0:
        return "", ""
    begun = words.rfind("\n", 0, at) + 1
    sentence = re.sub(r"\s+", " ", words[begun : begun + 500].split("\n\n", 1)[0]).strip()
    return (status.group(1) if status else ""), sentence
