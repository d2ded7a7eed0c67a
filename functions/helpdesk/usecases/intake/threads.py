"""Which ticket a mail belongs to, strongest evidence first (design: signed address, ids, subject tag)."""

from collections.abc import Iterable
from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef, split_ticket_key
from helpdesk.domain.people import Membership
from helpdesk.domain.reply_address import ReplyDetail, is_genuine
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import IntakeStore, MailLookup
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.entries import Arrived

MOST_HOPS: Final = 10
"""Merged tickets that are followed one after the other."""


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """`ticket`: where the mail belongs. `related`: what it mentions without a right to.

    `signed`: a genuine reply address said so.
    """

    ticket: Ticket | None = None
    related: Ticket | None = None
    signed: bool = False


def find_thread(
    store: IntakeStore, home: Home, details: Iterable[ReplyDetail], arrived: Arrived, known: MailLookup
) -> Thread:
    """Look for the ticket. A signed address decides by itself; ids and tags count for parties only."""
    for detail in details:
        ticket = load(store, TicketRef(home.tenant.ref, detail.number))
        if ticket and _is_ours(detail, ticket, home.tenant.mail_key):
            return Thread(ticket=current(store, ticket), signed=True)
    related = None
    for ref in _mentioned(home, arrived, known):
        ticket = load(store, ref)
        if ticket is None:
            continue
        if known.agent is not None or _takes_part(ticket, arrived.sender, known.sender):
            return Thread(ticket=current(store, ticket))
        related = related or ticket
    return Thread(related=current(store, related) if related else None)


def _is_ours(detail: ReplyDetail, ticket: Ticket, key: str) -> bool:
    """Mails that went out before two people were merged carry the address made for the one who is gone."""
    return any(
        is_genuine(detail, ticket.ref, person, key) for person in (ticket.requester.id, *ticket.former)
    )


def _takes_part(ticket: Ticket, sender: str, known: Membership | None) -> bool:
    """By this address, or as somebody whom the tenant knows by this address and others."""
    if ticket.is_party(sender):
        return True
    if known is None:
        return False
    names = {known.person.id, known.person.email.lower(), *map(str.lower, known.also)} - {""}
    people = (ticket.requester, *ticket.participants)
    return any(person.id in names or person.email.lower() in names for person in people)


def current(store: IntakeStore, ticket: Ticket) -> Ticket:
    """The ticket that goes on for this one: itself, unless it was merged into another."""
    seen = {ticket.ref}
    while (target := ticket.merged_into) and target not in seen and len(seen) <= MOST_HOPS:
        seen.add(target)
        found = load(store, target)
        if found is None:
            break
        ticket = found
    return ticket


def load(store: IntakeStore, ref: TicketRef) -> Ticket | None:
    """The ticket, or None when there is none."""
    try:
        return store.get(ref)
    except NotFound:
        return None


def _mentioned(home: Home, arrived: Arrived, known: MailLookup) -> list[TicketRef]:
    mail = arrived.mail
    refs = [arrived.repeats] if arrived.repeats else []
    refs += [known.threads[each] for each in mail.thread_ids if each in known.threads]
    refs += [ref for tag in mail.subject_tags if (ref := _tagged(home, tag)) is not None]
    return list(dict.fromkeys(refs))[:5]  # each costs a read, and nobody means more


def _tagged(home: Home, tag: str) -> TicketRef | None:
    if tag.isascii() and tag.isdecimal() and len(tag) < 10:
        return TicketRef(home.tenant.ref, int(tag))
    parts = split_ticket_key(tag)
    return TicketRef(home.tenant.ref, parts[1]) if parts and parts[0] == home.tenant.prefix else None
