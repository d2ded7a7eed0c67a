"""A desk's policies, and which tenant has which."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Conflict
from helpdesk.domain.policies import Policy
from helpdesk.domain.versions import version_of
from helpdesk.usecases import agreement_editing as editing
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.storing import stored
from tickets_api.views.agreements import PolicyList, PolicyView, TenantPolicy
from tickets_api.views.shapes import Named

blueprint = Blueprint(__name__)


class PolicyInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy. `rules` are in order, each as the list shows them."""

    name: Annotated[str, Meta(max_length=300)] = ""
    rules: Annotated[list[dict[str, Any]], Meta(max_length=200)]


class TenantPolicyInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The policy that a tenant gets."""

    policy: Id


@blueprint.get("/api/v1/desks/{desk}/policies")
def list_policies(call: Call[ApiDeps], desk: Id) -> PolicyList:
    """List the desk's policies, with the tenants that have them."""
    config = editing.setup_of(call.deps, call.principal, desk)
    found = sorted(config.policies.values(), key=lambda one: (one.name.casefold(), one.id))
    return PolicyList(items=tuple(_view(one, config) for one in found))


@blueprint.put("/api/v1/desks/{desk}/policies/{policy}", conflict=PolicyView)
def put_policy(call: Call[ApiDeps], desk: Id, policy: Id, body: PolicyInput) -> Answer[PolicyView]:
    """Set a policy (admins). Open tickets of its tenants follow within minutes; try `preview` first."""
    raw = {"name": one_line(body.name), "rules": body.rules}
    after = stored(
        lambda: editing.put_policy(call.deps, call.principal, desk, policy, raw, expected=call.if_match),
        lambda: _current(call.deps.directory.fresh(desk), policy),
    )
    shown = _view(after, call.deps.directory.fresh(desk))
    return Answer(body=shown, version=shown.version)


@blueprint.delete("/api/v1/desks/{desk}/policies/{policy}", errors=(Conflict,))
def delete_policy(call: Call[ApiDeps], desk: Id, policy: Id) -> None:
    """Remove a policy that no tenant has (admins)."""
    editing.delete_policy(call.deps, call.principal, desk, policy)


@blueprint.put("/api/v1/desks/{desk}/tenants/{tenant}/policy", errors=(Conflict,))
def set_tenant_policy(call: Call[ApiDeps], desk: Id, tenant: Id, body: TenantPolicyInput) -> TenantPolicy:
    """Give a tenant another policy (admins). Its open tickets follow within minutes."""
    after = editing.set_tenant_policy(call.deps, call.principal, desk, tenant, body.policy)
    call.deps.directory.fresh(desk)
    return TenantPolicy(tenant=after.ref.tenant, policy=after.policy)


def _current(config: DeskConfig, policy: str) -> PolicyView | None:
    there = config.policies.get(policy)
    return _view(there, config) if there else None


def _view(policy: Policy, config: DeskConfig) -> PolicyView:
    tenants = (config.tenants[name] for name in editing.tenants_of(config, policy.id))
    return PolicyView(
        id=policy.id,
        name=policy.name,
        rules=policy.rules,
        tenants=tuple(Named(id=tenant.ref.tenant, name=tenant.name) for tenant in tenants),
        version=version_of(policy),
    )
