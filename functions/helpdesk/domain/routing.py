"""Routing rules: what an arriving mail looks like decides team, category, priority, type and tags."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, TypeVar

import msgspec

from helpdesk.domain.tickets import Priority, Ticket, TicketType

T = TypeVar("T")

_FIRST_IDEOGRAPH: Final = 0x2E80

BODY_READ: Final = 100_000
"""Characters of a body that words are looked for in."""


class HeaderMatch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The mail has this header; with `contains`, these words stand in it. Case does not matter."""

    name: str
    contains: str = ""


class RoutingConditions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that are given must hold; of each, one of the values suffices. None given: every mail.

    `recipients` are envelope recipients without plus-detail, `senders` addresses or domains.
    """

    recipients: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    headers: tuple[HeaderMatch, ...] = ()
    words: tuple[str, ...] = ()
    look_in: Literal["subject", "body", "both"] = "both"
    languages: tuple[str, ...] = ()


class RoutingOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a new ticket gets; None leaves it as it would be."""

    team: str | None = None
    category: str | None = None
    priority: Priority | None = None
    type: TicketType | None = None
    tags: tuple[str, ...] = ()


class RoutingRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule; of an ordered list the first that matches counts."""

    id: str
    name: str
    when: RoutingConditions = RoutingConditions()
    set: RoutingOutcome


class Routing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The rules of a desk or of one tenant."""

    rules: tuple[RoutingRule, ...] = ()


class MailFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What rules look at. Header names in lower case."""

    recipients: tuple[str, ...]
    sender: str
    headers: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    body: str = ""
    language: str = ""


def choose_route(routings: Iterable[Routing], facts: MailFacts) -> RoutingRule | None:
    """The first rule that matches: the tenant's come before the desk's."""
    return next((rule for routing in routings for rule in routing.rules if matches(rule.when, facts)), None)


def matches(when: RoutingConditions, facts: MailFacts) -> bool:
    """Whether the mail looks like this."""
    return (
        _any(when.recipients, lambda address: address.lower() in facts.recipients)
        and _any(when.senders, lambda name: is_from(facts.sender, name))
        and _any(when.headers, lambda wanted: _has(facts.headers, wanted))
        and _any(when.words, lambda word: _says(facts, word, when.look_in))
        and _any(when.languages, lambda language: _primary(facts.language) == _primary(language))
    )


def routed(ticket: Ticket, rule: RoutingRule) -> Ticket:
    """The new ticket as the rule wants it."""
    wanted = rule.set
    return msgspec.structs.replace(
        ticket,
        team=wanted.team or ticket.team,
        category=wanted.category or ticket.category,
        priority=wanted.priority or ticket.priority,
        type=wanted.type or ticket.type,
        tags=tuple(dict.fromkeys((*ticket.tags, *wanted.tags))),
    )


def is_from(sender: str, name: str) -> bool:
    """Whether `name` (an address, or a domain with its subdomains) covers this sender."""
    wanted, address = name.lower().removeprefix("@"), sender.lower()
    if "@" in wanted:
        return address == wanted
    domain = address.rpartition("@")[2]
    return domain == wanted or domain.endswith(f".{wanted}")


def contains_word(text: str, word: str) -> bool:
    """Whether `word` stands in `text` by itself; both in folded case. Chinese and the like know no gaps."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_joined(text, at - 1, at) or _joined(text, end - 1, end)):
            return True
        at = text.find(word, at + 1)
    return False


def _primary(language: str) -> str:
    """`nb-NO` -> `no`: both written forms of Norwegian are found as one."""
    primary = language.strip().lower().replace("_", "-").partition("-")[0]
    return "no" if primary in {"nb", "nn"} else primary


def _any(values: Sequence[T], holds: Callable[[T], bool]) -> bool:
    return not values or any(holds(value) for value in values)


def _has(headers: Iterable[tuple[str, str]], wanted: HeaderMatch) -> bool:
    name, words = wanted.name.lower(), wanted.contains.casefold()
    return any(name == field and words in value.casefold() for field, value in headers)


def _says(facts: MailFacts, word: str, look_in: str) -> bool:
    folded = word.casefold().strip()
    in_subject = look_in != "body" and contains_word(facts.subject.casefold(), folded)
    return in_subject or (look_in != "subject" and contains_word(facts.body[:BODY_READ].casefold(), folded))


def _joined(text: str, left: int, right: int) -> bool:
    """Whether these two places belong to one word."""
    return left >= 0 and right < len(text) and _is_letter(text[left]) and _is_letter(text[right])


def _is_letter(char: str) -> bool:
    return char.isalnum() and ord(char) < _FIRST_IDEOGRAPH
