"""Bringing one mail to its place in one tenant, or into quarantine, whatever others do meanwhile."""

import enum
import hashlib
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import DuplicateMail, PersonExists
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.reply_address import ReplyDetail
from helpdesk.mail.inbound import InboundMail
from helpdesk.usecases.deps import Home, retrying
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived
from helpdesk.usecases.intake.fingerprints import same_content, same_origin
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.placing import ANYWHERE, Wish, place


class Fate(enum.StrEnum):
    """What became of a mail in one tenant. Nothing else can happen to it."""

    OPENED = "opened"
    ADDED = "added"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    STOPPED = "stopped"  # our own mail came back


class Landing(msgspec.Struct, frozen=True, kw_only=True):
    """The fate, and where to look."""

    fate: Fate
    ticket: TicketRef | None = None
    detail: str = ""


def land(
    deps: IntakeDeps, home: Home, arrived: Arrived, details: list[ReplyDetail], wish: Wish = ANYWHERE
) -> Landing:
    """Place it once. A twin of it, or of its sender, that landed meanwhile is found by looking again.

    Raises NotFound when the ticket that `wish` names is not there.
    """
    return retrying(lambda: _land(deps, home, arrived, details, wish), also=(DuplicateMail, PersonExists))


def keep_back(
    deps: IntakeDeps, notice: Notice, mail: InboundMail, cause: Cause, detail: str,
    *, scope: TenantRef | None = None, recipients: tuple[str, ...] = (),
) -> Landing:  # fmt: skip
    """Into quarantine; a second time changes nothing."""
    deps.store.quarantine(
        QuarantinedMail(
            id=quarantine_id(notice.raw, scope),
            at=notice.received_at,
            cause=cause,
            detail=detail,
            raw=notice.raw,
            sender=mail.sender.email or notice.sender,
            recipients=recipients or notice.recipients,
            subject=mail.subject[:300],
            desk=scope.desk if scope else None,
            tenant=scope.tenant if scope else None,
            return_path=notice.sender,
            verdicts=notice.verdicts,
        )
    )
    return Landing(fate=Fate.QUARANTINED, detail=f"{cause}: {detail}")


def quarantine_id(raw: str, scope: TenantRef | None) -> str:
    """The same for the same raw mail and tenant."""
    return hashlib.sha256((f"{scope}#{raw}" if scope else raw).encode()).hexdigest()[:26]


def _land(deps: IntakeDeps, home: Home, arrived: Arrived, details: list[ReplyDetail], wish: Wish) -> Landing:
    known = deps.store.look_up(arrived.scope, arrived.mark, arrived.mail.thread_ids[:90], arrived.sender)
    if known.seen and same_content(known.fingerprint, arrived.fingerprint):
        return Landing(fate=Fate.DUPLICATE, ticket=known.seen)
    if known.seen:
        return _land(deps, home, _under_another_id(arrived, known.seen, known.fingerprint), details, wish)
    placed = place(deps, home, arrived, details=details, known=known, wish=wish)
    if isinstance(placed, Cause) and wish.released:
        placed = place(deps, home, arrived, details=details, known=known, wish=Wish(new=True))
    if isinstance(placed, Cause):
        why = _WHY.get(placed, "it is about nothing we know").format(sender=arrived.sender)
        return keep_back(deps, arrived.notice, arrived.mail, placed, why, scope=arrived.scope)
    ticket = deps.store.write(placed)
    return Landing(fate=Fate.OPENED if ticket.version == 1 else Fate.ADDED, ticket=ticket.ref)


_WHY: Final = {
    Cause.SUSPENDED_SENDER: "{sender} is suspended",
    Cause.UNKNOWN_SENDER: "nobody knows {sender} here yet",
}


def _under_another_id(arrived: Arrived, seen: TicketRef, fingerprint: str) -> Arrived:
    """A broken client gave this mail the Message-ID of another one: it must not be lost for that.

    Written by the same sender at the same moment it is that mail in other words (through a list, say) and
    belongs beside it.
    """
    again = same_origin(fingerprint, arrived.fingerprint)
    warning = "reused-id: another mail came under the same Message-ID before; both are kept"
    return replace(
        arrived,
        mark=f"{arrived.fingerprint}@reused",
        repeats=seen if again else None,
        suspicions=(*arrived.suspicions, warning),
    )
