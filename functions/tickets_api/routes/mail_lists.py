"""Who may write to a tenant, who may not, and who cannot be reached."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.sender_rules import MOST_SENDERS, SenderRules
from helpdesk.usecases import mail_lists
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Email, Id

blueprint = Blueprint(__name__)

Sender = Annotated[str, Meta(min_length=1, max_length=320, examples=["pim@acme.example", "acme.example"])]
Senders = Annotated[tuple[Sender, ...], Meta(max_length=MOST_SENDERS)]


class SenderRulesBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Addresses and domains (with subdomains); the closest entry counts, the tenant's before the desk's.

    `only_allowed`: mail of all others waits in quarantine. `unverified_reopens`: whether a mail that its
    own domain disowns may reopen a ticket. For the desk itself these two mean nothing.
    """

    allow: Senders = ()
    block: Senders = ()
    only_allowed: bool = False
    unverified_reopens: bool = True


class TenantQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tenant`: whose; without it, the desk's own."""

    tenant: Id | None = None


class Unreachable(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses that get no automatic mail: mail came back for good, or they complained."""

    addresses: tuple[str, ...]


class ReachableInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that works again."""

    address: Email


@blueprint.get("/api/v1/desks/{desk}/senders", errors=(Forbidden,))
def get_senders(call: Call[ApiDeps], desk: Id, query: TenantQuery) -> SenderRulesBody:
    """Read the allow and block lists of a tenant or of the desk."""
    return _body(mail_lists.senders(call.deps, call.principal, desk, query.tenant))


@blueprint.put("/api/v1/desks/{desk}/senders", errors=(Forbidden,))
def set_senders(call: Call[ApiDeps], desk: Id, query: TenantQuery, body: SenderRulesBody) -> SenderRulesBody:
    """Set the allow and block lists of a tenant or of the desk. They count within a minute."""
    rules = SenderRules(
        allow=body.allow,
        block=body.block,
        only_allowed=body.only_allowed,
        unverified_reopens=body.unverified_reopens,
    )
    return _body(mail_lists.set_senders(call.deps, call.principal, desk, query.tenant, rules))


@blueprint.get("/api/v1/desks/{desk}/tenants/{tenant}/unreachable", errors=(Forbidden,))
def list_unreachable(call: Call[ApiDeps], desk: Id, tenant: Id) -> Unreachable:
    """List addresses of the tenant's people that get no automatic mail."""
    return Unreachable(addresses=mail_lists.unreachable(call.deps, call.principal, desk, tenant))


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}/reachable", errors=(Forbidden,))
def lift_suppression(call: Call[ApiDeps], desk: Id, tenant: Id, body: ReachableInput) -> Unreachable:
    """Let automatic mail go to an address again."""
    mail_lists.lift(call.deps, call.principal, desk, tenant, body.address)
    return list_unreachable(call, desk, tenant)


def _body(rules: SenderRules) -> SenderRulesBody:
    return SenderRulesBody(
        allow=rules.allow,
        block=rules.block,
        only_allowed=rules.only_allowed,
        unverified_reopens=rules.unverified_reopens,
    )
