"""Identity providers of a desk and its tenants."""

from typing import Annotated, Literal, cast

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Unavailable
from helpdesk.domain.people import Role
from helpdesk.domain.sso.providers import Protocol, Provider
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.sso import configuring
from helpdesk.usecases.sso.deps import Visitor
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.sources import source_of
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.views.sso import ProviderList, ProviderView, SamlView

blueprint = Blueprint(__name__)

Domain = Annotated[str, Meta(min_length=3, max_length=254, examples=["acme.example"])]
Newcomer = Literal["requester", "manager", "agent", "lead"]


class ProviderInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tenant` null: for the desk's own people. `newcomers` null: only people who are known get in.

    `client_secret` can be left out when it stays as it is. `strong`: people are asked for a second factor
    there, so that the desk need not ask again. `idp`: for SAML, its name in the deployment's settings.
    """

    name: Line
    domains: Annotated[tuple[Domain, ...], Meta(min_length=1, max_length=20)]
    tenant: Id | None = None
    protocol: Literal["oidc", "saml"] = "oidc"
    issuer: Annotated[str, Meta(max_length=500, examples=["https://login.acme.example"])] = ""
    client_id: Annotated[str, Meta(max_length=300)] = ""
    client_secret: Annotated[str, Meta(min_length=1, max_length=1000)] | None = None
    idp: Annotated[str, Meta(max_length=32)] = ""
    newcomers: Newcomer | None = None
    strong: bool = False
    enabled: bool = True


@blueprint.get("/api/v1/desks/{desk}/sso")
def list_providers(call: Call[ApiDeps], desk: Id) -> ProviderList:
    """List the desk's identity providers, its tenants' included (admins)."""
    found = configuring.listed(call.deps, call.principal, desk)
    return ProviderList(items=tuple(_view(call, provider) for provider in found), saml=_saml(call))


@blueprint.put("/api/v1/desks/{desk}/sso/{provider}", errors=(Conflict, Unavailable))
def put_provider(call: Call[ApiDeps], desk: Id, provider: Id, body: ProviderInput) -> ProviderView:
    """Add or change an identity provider (admins); its issuer is asked whether it is one."""
    wanted = Provider(
        desk=desk,
        id=provider,
        tenant=body.tenant,
        protocol=Protocol(body.protocol),
        name=one_line(body.name),
        issuer=body.issuer.strip() if body.protocol == "oidc" else "",
        client_id=body.client_id.strip() if body.protocol == "oidc" else "",
        idp=body.idp.strip() if body.protocol == "saml" else "",
        domains=body.domains,
        newcomers=Role(body.newcomers) if body.newcomers else None,
        strong=body.strong,
        enabled=body.enabled,
    )
    put = configuring.put(call.deps, call.principal, wanted, body.client_secret, _visitor(call))
    return _view(call, put)


@blueprint.delete("/api/v1/desks/{desk}/sso/{provider}")
def delete_provider(call: Call[ApiDeps], desk: Id, provider: Id) -> None:
    """Delete an identity provider (admins); whoever it let in is out within a minute."""
    configuring.delete(call.deps, call.principal, desk, provider, _visitor(call))


def _visitor(call: Call[ApiDeps]) -> Visitor:
    return Visitor(source=source_of(call.headers, call.address), at=call.deps.now())


def _saml(call: Call[ApiDeps]) -> SamlView | None:
    sso = call.deps.sso
    if not sso.saml_url:
        return None
    return SamlView(entity_id=sso.saml_entity, reply_url=sso.saml_reply_url, names=sso.saml_names)


def _view(call: Call[ApiDeps], provider: Provider) -> ProviderView:
    return ProviderView(
        id=provider.id,
        tenant=provider.tenant,
        protocol=provider.protocol.value,
        name=provider.name,
        issuer=provider.issuer,
        client_id=provider.client_id,
        idp=provider.idp,
        domains=provider.domains,
        newcomers=cast("Newcomer | None", provider.newcomers.value if provider.newcomers else None),
        strong=provider.strong,
        enabled=provider.enabled,
        redirect_uri=call.deps.sso.redirect_uri,
    )
