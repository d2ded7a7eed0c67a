"""What to write for a mail: a new ticket, a message or note on one, a report; or why not."""

import msgspec
from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.reply_address import ReplyDetail
from helpdesk.domain.sender_rules import judge
from helpdesk.ports import MailLookup, TicketWrite
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.adding import added, filed, may_reopen, still_open
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived
from helpdesk.usecases.intake.opening import opened
from helpdesk.usecases.intake.reports import reported
from helpdesk.usecases.intake.threads import Thread, current, find_thread


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Where a person who released the mail wants it; neither: wherever it belongs.

    `released`: what belongs nowhere becomes a ticket instead of going back into quarantine.
    """

    new: bool = False
    into: TicketRef | None = None
    released: bool = False


ANYWHERE = Wish()


def place(
    deps: IntakeDeps, home: Home, arrived: Arrived,
    *, details: list[ReplyDetail], known: MailLookup, wish: Wish = ANYWHERE,
) -> TicketWrite | Cause:  # fmt: skip
    """Decide, and prepare the one write; a Cause sends the mail to quarantine."""
    refusal = None if wish.released else _unwelcome(home, arrived, known)
    known = _at_work(known)
    if wish.into is not None:
        return added(deps, home, arrived, current(deps.store, deps.store.get(wish.into)), known)
    if wish.new:
        return opened(deps, home, arrived, Thread(), known)
    return _unasked(deps, home, arrived, details=details, known=known, refusal=refusal)


def _at_work(known: MailLookup) -> MailLookup:
    """Without an agent who is suspended: what they write is no answer of the desk, whoever lets it in."""
    return replace(known, agent=None) if known.agent and known.agent.suspended else known


def _unasked(
    deps: IntakeDeps, home: Home, arrived: Arrived,
    *, details: list[ReplyDetail], known: MailLookup, refusal: Cause | None,
) -> TicketWrite | Cause:  # fmt: skip
    """Where it belongs by itself."""
    if refusal is Cause.SUSPENDED_SENDER:
        return refusal
    thread = find_thread(deps.store, home, details, arrived, known)
    if arrived.mail.kind == "bounce":
        return reported(deps, home, arrived, thread, known)
    if arrived.mail.kind == "out-of-office" and thread.ticket is None:
        return Cause.UNMATCHED
    if thread.ticket is None or not (_is_answer(arrived) or still_open(home, thread.ticket, arrived)):
        return refusal or opened(deps, home, arrived, thread, known)
    reopens = thread.ticket.open or may_reopen(home, arrived, thread)
    put = filed if _is_answer(arrived) or not reopens else added
    return put(deps, home, arrived, thread.ticket, known)


def _unwelcome(home: Home, arrived: Arrived, known: MailLookup) -> Cause | None:
    """Why this sender opens no ticket: suspended, or known to nobody where the tenant wants to be asked."""
    if known.sender is not None:
        return Cause.SUSPENDED_SENDER if known.sender.suspended else None
    if known.agent is not None and known.agent.suspended:
        return Cause.SUSPENDED_SENDER
    if not home.tenant.approve_unknown or known.agent is not None:
        return None
    lists = home.config.mail.senders_of(home.tenant.ref.tenant)
    return None if judge(arrived.sender, lists).allowed else Cause.UNKNOWN_SENDER


def _is_answer(arrived: Arrived) -> bool:
    """Whether a machine answered: that is filed on its ticket whatever state that is in."""
    return arrived.mail.kind in {"auto-reply", "out-of-office"}
