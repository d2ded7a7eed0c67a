"""Whose mail is let in: allow and block lists of a desk and of its tenants, by address or domain."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from helpdesk.domain.errors import Invalid

MOST_SENDERS: Final = 2000
_DOMAIN = re.compile(r"(?=.{1,253}$)[^\s@.<>\"(),:;\[\]\\]+(?:\.[^\s@.<>\"(),:;\[\]\\]+)+")


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """Who put an entry on a list, and when."""

    by: str
    at: datetime


class SenderRules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`allow` and `block` hold addresses (`pim@acme.example`) and domains (`acme.example`, subdomains too).

    `only_allowed`: mail of anybody else waits in quarantine. `unverified_reopens`: whether a mail whose
    domain disowns it may reopen a ticket that is done. `added` knows of entries where they come from.
    """

    allow: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    only_allowed: bool = False
    unverified_reopens: bool = True
    added: dict[str, Added] = {}


class Judgement(NamedTuple):
    """`allowed` and `blocked` name the entry that said so; both None: no list knows the sender."""

    allowed: str | None = None
    blocked: str | None = None


def judge(sender: str, lists: Sequence[SenderRules]) -> Judgement:
    """The closest entry counts: the address before its domain, that before the domains above it.

    Where several lists hold the same entry, the first list (the tenant's) decides.
    """
    for name in _names(sender):
        for rules in lists:
            if name in rules.allow:
                return Judgement(allowed=name)
            if name in rules.block:
                return Judgement(blocked=name)
    return Judgement()


def check_sender_rules(rules: SenderRules) -> SenderRules:
    """The rules in normal form (lower case, no twins). Raises Invalid naming the entry."""
    allow, block = _normal(rules.allow, "allow"), _normal(rules.block, "block")
    both = sorted(set(allow) & set(block))
    if both:
        raise Invalid(field="block", reason=f"“{both[0]}” is in both lists")
    return msgspec.structs.replace(rules, allow=allow, block=block)


def signed(known: SenderRules, wanted: SenderRules, by: Added) -> SenderRules:
    """`wanted`, knowing where its entries come from: from `by` those that are new, or changed lists."""
    stayed = set(known.allow) & set(wanted.allow) | set(known.block) & set(wanted.block)
    entries = (*wanted.allow, *wanted.block)
    kept = {each: known.added[each] for each in entries if each in stayed and each in known.added}
    return msgspec.structs.replace(wanted, added=kept | {each: by for each in entries if each not in stayed})


def normal_sender(entry: str, field: str) -> str:
    """`@Acme.Example` -> `acme.example`. Raises Invalid when it is neither address nor domain."""
    name = entry.strip().lower().removeprefix("*.").removeprefix("@").rstrip(".")
    local, at, domain = name.rpartition("@")
    if not _DOMAIN.fullmatch(domain) or (at and (not local or any(c.isspace() for c in local))):
        raise Invalid(field=field, reason=f"“{entry[:80]}” is neither a mail address nor a domain")
    return name


def _normal(entries: tuple[str, ...], field: str) -> tuple[str, ...]:
    if len(entries) > MOST_SENDERS:
        raise Invalid(field=field, reason=f"holds at most {MOST_SENDERS} entries; name whole domains instead")
    return tuple(dict.fromkeys(normal_sender(each, f"{field}[{i}]") for i, each in enumerate(entries)))


def _names(sender: str) -> Iterator[str]:
    address = sender.strip().lower()
    domain = address.rpartition("@")[2].rstrip(".")
    yield address
    while "." in domain:
        yield domain
        domain = domain.partition(".")[2]
