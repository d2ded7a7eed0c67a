"""Admins set up the identity providers of their desk and its tenants."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.providers import MOST, Protocol, Provider, check_domains, check_newcomers
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.sso.arriving import secret_name
from helpdesk.usecases.sso.deps import Visitor, tell

SHORTEST_SECRET: Final = 8


def listed(deps: ApiDeps, principal: Principal, desk: str) -> tuple[Provider, ...]:
    """The desk's and its tenants'. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    return deps.sso.providers.of_desk(desk)


def put(
    deps: ApiDeps, principal: Principal, wanted: Provider, secret: str | None, visitor: Visitor
) -> Provider:
    """Add or change one; `secret` None: the one it has. The issuer is asked before anything is kept.

    Raises NotFound, Forbidden, Invalid, Conflict, Unavailable.
    """
    member_of(principal, wanted.desk, Role.ADMIN)
    before = deps.sso.providers.get(wanted.desk, wanted.id)
    provider = _checked(deps, wanted)
    if before is None and len(deps.sso.providers.of_desk(wanted.desk)) >= MOST:
        raise Conflict(f"a desk has at most {MOST} identity providers")
    if before is not None and (before.tenant, before.protocol) != (provider.tenant, provider.protocol):
        raise Conflict("delete it first: it would let the same people in elsewhere")
    if provider.protocol is Protocol.OIDC:
        _check_openid(deps, provider, secret, before)
    deps.sso.providers.put(provider)
    if secret is not None and provider.protocol is Protocol.OIDC:
        deps.sso.vault.put(secret_name(provider), secret)
    _told(deps, principal, provider, visitor, "changed" if before else "added")
    return provider


def delete(deps: ApiDeps, principal: Principal, desk: str, provider_id: str, visitor: Visitor) -> None:
    """Whoever it let in is out within a minute. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    provider = deps.sso.providers.get(desk, provider_id)
    if provider is None:
        raise NotFound("There is no such identity provider.")
    deps.sso.providers.delete(provider)
    deps.sso.vault.delete(secret_name(provider))
    _told(deps, principal, provider, visitor, "deleted")


def _checked(deps: ApiDeps, wanted: Provider) -> Provider:
    if wanted.tenant is not None and wanted.tenant not in deps.directory.fresh(wanted.desk).tenants:
        raise Invalid(field="tenant", reason="the desk has no such tenant")
    check_newcomers(wanted.newcomers, wanted.tenant)
    if wanted.protocol is Protocol.SAML and not wanted.idp:
        raise Invalid(field="idp", reason="say which of the deployment's SAML providers it is")
    if wanted.protocol is Protocol.SAML and not deps.sso.saml_url:
        raise Invalid(field="protocol", reason="this deployment has no SAML providers; see docs/sign-in.md")
    names = deps.sso.saml_names
    if wanted.protocol is Protocol.SAML and wanted.idp not in names:
        raise Invalid(field="idp", reason=f"this deployment knows {', '.join(names) or 'none yet'}")
    return replace(wanted, domains=check_domains(wanted.domains))


def _check_openid(deps: ApiDeps, provider: Provider, secret: str | None, before: Provider | None) -> None:
    if not provider.client_id.strip():
        raise Invalid(field="client_id", reason="the provider gives you one")
    if secret is None and (before is None or before.issuer != provider.issuer):
        # A kept secret is not sent to an issuer that it was not given for.
        raise Invalid(field="client_secret", reason="the provider gives you one")
    if secret is not None and len(secret) < SHORTEST_SECRET:
        raise Invalid(field="client_secret", reason="this is too short to be one")
    deps.sso.openid.authorization_endpoint(provider.issuer)


def _told(deps: ApiDeps, principal: Principal, provider: Provider, visitor: Visitor, what: str) -> None:
    kind = SignInEventKind.SSO_CHANGED
    who, desk, tenant = principal.email, provider.desk, provider.tenant
    tell(deps.sso.events, kind, visitor, who=who, desk=desk, tenant=tenant, why=f"{provider.id} {what}")
