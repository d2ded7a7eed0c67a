"""One arrived mail, from its bytes to its place in every tenant it was sent to.

Safe to repeat: the mark of its message id, written in the same transaction as the entry, stops a second
landing in the same tenant.
"""

import enum
import hashlib
from collections import defaultdict

import msgspec

from helpdesk.domain.errors import DuplicateMail, NotFound, PersonExists
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.reply_address import ReplyDetail, split_address
from helpdesk.mail.inbound import InboundMail
from helpdesk.mail.understand import understand
from helpdesk.usecases.deps import Home, home_of, retrying
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.placing import place


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


def receive(deps: IntakeDeps, notice: Notice) -> tuple[Landing, ...]:
    """Place the mail once per tenant among its envelope recipients; unknown ones go to quarantine."""
    mail = understand(deps.raw.fetch(notice.raw), deployment=deps.deployment)
    tenants, unknown = _tenants(deps, notice)
    landings = [_in_tenant(deps, notice, mail, scope, details) for scope, details in tenants.items()]
    if unknown:
        cause, detail = Cause.UNKNOWN_RECIPIENT, f"nobody receives mail at {', '.join(unknown)}"
        landings.append(_quarantine(deps, notice, mail, cause, detail, recipients=unknown))
    return tuple(landings)


def _tenants(deps: IntakeDeps, notice: Notice) -> tuple[dict[TenantRef, list[ReplyDetail]], tuple[str, ...]]:
    tenants: dict[TenantRef, list[ReplyDetail]] = defaultdict(list)
    unknown = []
    for recipient in notice.recipients:
        address, detail = split_address(recipient)
        scope = deps.directory.tenant_of_address(address)
        if scope is None:
            unknown.append(recipient)
        else:
            tenants[scope] += [detail] if detail else []
    return tenants, tuple(unknown)


def _in_tenant(
    deps: IntakeDeps, notice: Notice, mail: InboundMail, scope: TenantRef, details: list[ReplyDetail]
) -> Landing:
    if mail.kind == "own":
        return Landing(fate=Fate.STOPPED, detail="our own mail came back")
    try:
        home = home_of(deps.directory, deps.agreements, scope)
    except NotFound:
        return _quarantine(deps, notice, mail, Cause.UNKNOWN_RECIPIENT, f"tenant {scope} is gone")
    refusal = _refusal(notice, mail, home)
    if refusal:
        return _quarantine(deps, notice, mail, *refusal, scope=scope)
    arrived = Arrived(
        scope=scope,
        notice=notice,
        mail=mail,
        sender=(mail.sender.email or notice.sender).lower(),
        message_id=mail.message_id or f"{hashlib.sha256(notice.raw.encode()).hexdigest()}@raw",
    )
    # A twin of this mail, or of its sender, that landed meanwhile is found by looking again.
    return retrying(lambda: _place(deps, home, arrived, details), also=(DuplicateMail, PersonExists))


def _place(deps: IntakeDeps, home: Home, arrived: Arrived, details: list[ReplyDetail]) -> Landing:
    known = deps.store.look_up(
        arrived.scope, arrived.message_id, arrived.mail.thread_ids[:90], arrived.sender
    )
    if known.seen:
        return Landing(fate=Fate.DUPLICATE, ticket=known.seen)
    placed = place(deps, home, arrived, details, known)
    if isinstance(placed, Cause):
        return _quarantine(
            deps, arrived.notice, arrived.mail, placed, "it is about nothing we know", scope=arrived.scope
        )
    ticket = deps.store.write(placed)
    return Landing(fate=Fate.OPENED if ticket.version == 1 else Fate.ADDED, ticket=ticket.ref)


def _refusal(notice: Notice, mail: InboundMail, home: Home) -> tuple[Cause, str] | None:
    if notice.verdicts.virus == "FAIL":
        return Cause.VIRUS, "the mail service found a virus in it"
    if home.tenant.suspended:
        return Cause.SUSPENDED_TENANT, f"{home.tenant.name} is suspended"
    if not (mail.sender.email or notice.sender):
        readable = bool(mail.text or mail.subject or mail.attachments)
        return (Cause.NO_SENDER, "it does not say who sent it") if readable else (
            Cause.UNREADABLE, "nothing in it could be read"
        )  # fmt: skip
    return None


def _quarantine(
    deps: IntakeDeps, notice: Notice, mail: InboundMail, cause: Cause, detail: str,
    *, scope: TenantRef | None = None, recipients: tuple[str, ...] = (),
) -> Landing:  # fmt: skip
    place = f"{scope}#{notice.raw}" if scope else notice.raw
    deps.store.quarantine(
        QuarantinedMail(
            id=hashlib.sha256(place.encode()).hexdigest()[:26],
            at=notice.received_at,
            cause=cause,
            detail=detail,
            raw=notice.raw,
            sender=mail.sender.email or notice.sender,
            recipients=recipients or notice.recipients,
            subject=mail.subject[:300],
            desk=scope.desk if scope else None,
            tenant=scope.tenant if scope else None,
        )
    )
    return Landing(fate=Fate.QUARANTINED, detail=f"{cause}: {detail}")
