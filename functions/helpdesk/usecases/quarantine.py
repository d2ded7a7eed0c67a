"""What people do with mail that could not be placed: look at it, let it in, block its sender, delete it.

Every step can be repeated: the decision is written down before anything is done, and closed after it. What
was only half done can be done again, and nothing else.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import DESK_ROLES, Principal, Role
from helpdesk.domain.quarantine import Cause, Decision, DecisionKind, QuarantinedMail
from helpdesk.domain.sender_rules import Added, SenderRules, check_sender_rules, normal_sender, signed
from helpdesk.mail.inbound import InboundMail
from helpdesk.ports import PageRequest, QuarantineStore
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import desk_with
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.placing import Wish
from helpdesk.usecases.tickets import find

LINK_SECONDS: Final = 300


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A quarantined mail; `mail` is None when its raw bytes are gone from the bucket."""

    kept: QuarantinedMail
    mail: InboundMail | None


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mail should go: into a ticket, or to a tenant (None: the one it was sent to).

    `as_new`: it opens a ticket even where it would belong to one.
    """

    tenant: TenantRef | None = None
    ticket: str | None = None
    as_new: bool = False


def waiting(
    deps: ApiDeps, principal: Principal, desk: str | None, page: PageRequest
) -> tuple[tuple[QuarantinedMail, ...], str | None]:
    """What waits, newest first. Raises NotFound, Forbidden."""
    _check_role(principal, desk)
    return _store(deps, principal).list(desk, page)


def show(deps: ApiDeps, principal: Principal, desk: str | None, mail_id: str) -> Held:
    """The mail as it was understood. Raises NotFound, Forbidden."""
    from helpdesk.mail.understand import understand  # noqa: PLC0415 - most requests need no mail parser

    _check_role(principal, desk)
    kept = _store(deps, principal).get(desk, mail_id)
    try:
        raw = deps.intake.raw.fetch(kept.raw)
    except NotFound:
        return Held(kept=kept, mail=None)
    return Held(kept=kept, mail=understand(raw, deployment=deps.intake.deployment))


def raw_link(deps: ApiDeps, principal: Principal, desk: str | None, mail_id: str) -> str:
    """A short-lived link to its bytes. Raises NotFound, Forbidden."""
    _check_role(principal, desk)
    kept = _store(deps, principal).get(desk, mail_id)
    return deps.intake.raw.link(kept.raw, name=f"{kept.id}.eml", seconds=LINK_SECONDS)


def release(
    deps: ApiDeps, principal: Principal, desk: str | None, mail_id: str, wanted: Release
) -> QuarantinedMail:
    """Take it in as if it came now, whatever lists and verdicts say.

    Raises NotFound, Forbidden, Invalid, and Conflict when something else was decided before.
    """
    _check_role(principal, desk)
    store = _store(deps, principal)
    kept = store.get(desk, mail_id)
    scope, wish = _goal(deps, principal, kept, wanted)
    least = Role.ADMIN if kept.cause is Cause.VIRUS else Role.LEAD
    member_of(principal, scope.desk, least)
    if scope.tenant not in desk_with(deps.directory, scope).tenants:
        raise Invalid(field="tenant", reason="there is no such organisation")
    target = wanted.ticket.upper() if wanted.ticket else f"{scope}{' as new' if wanted.as_new else ''}"
    claimed = store.decide(desk, mail_id, _decision(deps, principal, DecisionKind.RELEASED, target))
    if claimed.decision is None or claimed.decision.done:
        return claimed
    from helpdesk.usecases.intake.receive import release as let_in  # noqa: PLC0415 - as above

    within = replace(deps.intake, store=deps.stores.for_principal(principal).intake)
    landing = let_in(within, _notice(kept), scope, wish)
    ticket = within.store.get(landing.ticket).key if landing.ticket else ""
    return store.decide(desk, mail_id, replace(claimed.decision, ticket=ticket, done=True))


def block(
    deps: ApiDeps, principal: Principal, desk: str, mail_id: str,
    *, entry: str | None = None, whole_desk: bool = False,
) -> QuarantinedMail:  # fmt: skip
    """Put its sender (or `entry`, an address or domain) on the block list of the tenant, or of the desk.

    Raises NotFound, Forbidden, Invalid, Conflict.
    """
    _check_role(principal, desk)
    store = _store(deps, principal)
    kept = store.get(desk, mail_id)
    if entry is None and not kept.sender:
        raise Invalid(field="entry", reason="this mail does not say who sent it; name an address or domain")
    blocked = normal_sender(entry or kept.sender, "entry")
    tenant = "" if whole_desk or not kept.tenant else kept.tenant
    said = f"{blocked} for {tenant or 'the whole desk'}"
    claimed = store.decide(desk, mail_id, _decision(deps, principal, DecisionKind.BLOCKED, said))
    if claimed.decision is None or claimed.decision.done:
        return claimed
    by = Added(by=principal.name or principal.email, at=deps.now())
    deps.editor.change_senders(desk, tenant, lambda rules: _blocking(rules, blocked, by))
    return store.decide(desk, mail_id, replace(claimed.decision, done=True))


def delete(deps: ApiDeps, principal: Principal, desk: str | None, mail_id: str) -> QuarantinedMail:
    """Take it off the list. The raw mail stays as long as all raw mail does.

    Raises NotFound, Forbidden, Conflict.
    """
    _check_role(principal, desk)
    decision = replace(_decision(deps, principal, DecisionKind.DELETED, ""), done=True)
    return _store(deps, principal).decide(desk, mail_id, decision)


def _goal(
    deps: ApiDeps, principal: Principal, kept: QuarantinedMail, wanted: Release
) -> tuple[TenantRef, Wish]:
    if wanted.ticket is not None:
        if wanted.tenant is not None or wanted.as_new:
            raise Invalid(field="ticket", reason="name a ticket, or an organisation; not both")
        try:
            ref = find(deps, wanted.ticket)
            deps.stores.for_principal(principal).tickets.get(ref)
        except NotFound as error:
            raise Invalid(field="ticket", reason="there is no such ticket") from error
        return ref.scope, Wish(into=ref, released=True)
    scope = wanted.tenant or (TenantRef(kept.desk, kept.tenant) if kept.desk and kept.tenant else None)
    if scope is None:
        raise Invalid(field="tenant", reason="say which organisation this mail is for")
    return scope, Wish(new=wanted.as_new, released=True)


def _notice(kept: QuarantinedMail) -> Notice:
    return Notice(
        raw=kept.raw,
        received_at=kept.at,
        sender=kept.return_path,
        recipients=kept.recipients,
        verdicts=kept.verdicts,
    )


def _blocking(rules: SenderRules, entry: str, by: Added) -> SenderRules:
    allow = tuple(each for each in rules.allow if each != entry)
    wanted = check_sender_rules(replace(rules, allow=allow, block=(*rules.block, entry)))
    return signed(rules, wanted, by)


def _decision(deps: ApiDeps, principal: Principal, what: DecisionKind, target: str) -> Decision:
    return Decision(what=what, by=principal.email, at=deps.now(), target=target)


def _check_role(principal: Principal, desk: str | None) -> None:
    """Leads and admins of the desk; for mail of no desk, admins of any. Raises NotFound, Forbidden."""
    if desk is not None:
        member_of(principal, desk, Role.LEAD)
        return
    desks = [m.desk for m in principal.memberships if m.role in DESK_ROLES]
    if not any(m.role is Role.ADMIN for m in principal.memberships if m.desk in desks):
        raise NotFound("There is no such quarantine.")


def _store(deps: ApiDeps, principal: Principal) -> QuarantineStore:
    return deps.stores.for_principal(principal).quarantine
