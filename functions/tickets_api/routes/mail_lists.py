"""Who may write to a tenant, who may not, and who cannot be reached."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.sender_rules import MOST_SENDERS, SenderRules
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.versions import version_of
from helpdesk.usecases import mail_lists
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id
from tickets_api.storing import stored

blueprint = Blueprint(__name__)

Sender = Annotated[str, Meta(min_length=1, max_length=320, examples=["pim@acme.example", "acme.example"])]
Senders = Annotated[tuple[Sender, ...], Meta(max_length=MOST_SENDERS)]


class SenderRulesBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Addresses and domains (with subdomains); the closest entry counts, the tenant's before the desk's.

    `only_allowed`: mail of all others waits in quarantine. `unverified_reopens`: whether a mail that its
    own domain disowns may reopen a ticket. Of the desk and the tenant, the stricter one counts.
    """

    allow: Senders = ()
    block: Senders = ()
    only_allowed: bool = False
    unverified_reopens: bool = True


class AddedView(msgspec.Struct, frozen=True, kw_only=True):
    """Who put an entry on a list, and when."""

    by: str
    at: datetime


class SenderRulesView(msgspec.Struct, frozen=True, kw_only=True):
    """The lists, and of entries (not of those from before this was written down) where they come from."""

    allow: tuple[str, ...]
    block: tuple[str, ...]
    only_allowed: bool
    unverified_reopens: bool
    added: dict[str, AddedView]


class TenantQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tenant`: whose; without it, the desk's own."""

    tenant: Id | None = None


class UnreachableAddress(msgspec.Struct, frozen=True, kw_only=True):
    """An address that gets no automatic mail: mail came back for good, or its owner called ours spam.

    `detail` is what the other side said; `ticket` the one whose mail it was, null when that is not known.
    """

    address: str
    cause: SuppressionCause
    detail: str
    at: datetime
    ticket: str | None


class Unreachable(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first."""

    addresses: tuple[UnreachableAddress, ...]


class ReachableInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that works again."""

    address: Email


@blueprint.get("/api/v1/desks/{desk}/senders", errors=(Forbidden,))
def get_senders(call: Call[ApiDeps], desk: Id, query: TenantQuery) -> Answer[SenderRulesView]:
    """Read the allow and block lists of a tenant or of the desk."""
    rules = mail_lists.senders(call.deps, call.principal, desk, query.tenant)
    return Answer(body=_view(rules), version=version_of(rules))


@blueprint.put("/api/v1/desks/{desk}/senders", errors=(Forbidden,), conflict=SenderRulesView)
def set_senders(
    call: Call[ApiDeps], desk: Id, query: TenantQuery, body: SenderRulesBody
) -> Answer[SenderRulesView]:
    """Set the allow and block lists of a tenant or of the desk. They count within a minute."""
    rules = SenderRules(
        allow=body.allow,
        block=body.block,
        only_allowed=body.only_allowed,
        unverified_reopens=body.unverified_reopens,
    )
    tenant = query.tenant
    after = stored(
        lambda: mail_lists.set_senders(
            call.deps, call.principal, desk, tenant, rules, expected=call.if_match
        ),
        lambda: _view(mail_lists.senders(call.deps, call.principal, desk, tenant)),
    )
    return Answer(body=_view(after), version=version_of(after))


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/unreachable", errors=(Forbidden,))
def list_unreachable(call: Call[ApiDeps], desk: Id, tenant: Id) -> Unreachable:
    """List addresses that get no automatic mail."""
    found = mail_lists.unreachable(call.deps, call.principal, desk, tenant)
    return Unreachable(addresses=tuple(_shown(each) for each in found))


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}/reachable", errors=(Forbidden,))
def lift_suppression(call: Call[ApiDeps], desk: Id, tenant: Id, body: ReachableInput) -> Unreachable:
    """Let automatic mail go to an address again."""
    mail_lists.lift(call.deps, call.principal, desk, tenant, body.address)
    return list_unreachable(call, desk, tenant)


def _view(rules: SenderRules) -> SenderRulesView:
    return SenderRulesView(
        allow=rules.allow,
        block=rules.block,
        only_allowed=rules.only_allowed,
        unverified_reopens=rules.unverified_reopens,
        added={entry: AddedView(by=added.by, at=added.at) for entry, added in rules.added.items()},
    )


def _shown(each: Suppression) -> UnreachableAddress:
    return UnreachableAddress(
        address=each.address, cause=each.cause, detail=each.detail, at=each.at, ticket=each.ticket or None
    )
