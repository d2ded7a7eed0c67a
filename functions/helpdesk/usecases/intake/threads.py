"""Which ticket a mail belongs to, strongest evidence first (design: signed address, ids, subject tag)."""

from collections.abc import Iterable

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef, split_ticket_key
from helpdesk.domain.reply_address import ReplyDetail, is_genuine
from helpdesk.domain.tickets import Ticket
from helpdesk.mail.inbound import InboundMail
from helpdesk.ports import IntakeStore, MailLookup
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.entries import Arrived


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """`ticket`: where the mail belongs. `related`: what it mentions without a right to."""

    ticket: Ticket | None = None
    related: Ticket | None = None


def find_thread(
    store: IntakeStore, home: Home, details: Iterable[ReplyDetail], arrived: Arrived, known: MailLookup
) -> Thread:
    """Look for the ticket. A signed address decides by itself; ids and tags count for parties only."""
    for detail in details:
        ticket = _load(store, TicketRef(home.tenant.ref, detail.number))
        if ticket and is_genuine(detail, ticket.ref, ticket.requester.id, home.tenant.mail_key):
            return Thread(ticket=ticket)
    related = None
    for ref in _mentioned(home, arrived.mail, known):
        ticket = _load(store, ref)
        if ticket is None:
            continue
        if ticket.is_party(arrived.sender) or known.agent is not None:
            return Thread(ticket=ticket)
        related = related or ticket
    return Thread(related=related)


def _mentioned(home: Home, mail: InboundMail, known: MailLookup) -> list[TicketRef]:
    refs = [known.threads[each] for each in mail.thread_ids if each in known.threads]
    refs += [ref for tag in mail.subject_tags if (ref := _tagged(home, tag)) is not None]
    return list(dict.fromkeys(refs))[:5]  # each costs a read, and nobody means more


def _tagged(home: Home, tag: str) -> TicketRef | None:
    if tag.isascii() and tag.isdecimal() and len(tag) < 10:
        return TicketRef(home.tenant.ref, int(tag))
    parts = split_ticket_key(tag)
    return TicketRef(home.tenant.ref, parts[1]) if parts and parts[0] == home.tenant.prefix else None


def _load(store: IntakeStore, ref: TicketRef) -> Ticket | None:
    try:
        return store.get(ref)
    except NotFound:
        return None
