"""How to sign in: the only part of the API that asks nobody who they are."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden, NotFound, TooMany, Unauthorized, Unavailable
from helpdesk.domain.sso.providers import Protocol, Provider
from helpdesk.usecases import passwords, sign_in
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.sso import arriving
from helpdesk.usecases.sso.deps import Visitor
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.sources import source_of
from helpdesk.web.texts import Email, Id
from tickets_api.views.own_sign_in import TokensView
from tickets_api.views.shapes import SignInOptions
from tickets_api.views.sso import ArrivalView, DepartureView, SsoWay

blueprint = Blueprint(__name__)


class CodeRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address that wants to sign in with a code sent by mail."""

    email: Email


Random = Annotated[str, Meta(min_length=32, max_length=128, pattern="^[A-Za-z0-9_-]+$")]


class DomainQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`domain`: what is behind the @ of an address; then `sso` says who signs its people in."""

    domain: Annotated[str, Meta(min_length=1, max_length=253)] | None = None


class PasswordRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who wants to sign in."""

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class DepartureRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`binding`: something random that the browser keeps until it is back; `hint`: the address typed."""

    desk: Id
    provider: Id
    binding: Random
    hint: Email | None = None


class ArrivalRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`state` and `code` as the provider sent them along, and the `binding` of the departure."""

    state: Annotated[str, Meta(min_length=1, max_length=200)]
    code: Annotated[str, Meta(min_length=1, max_length=4000)]
    binding: Random


@blueprint.get("/api/v1/sign-in", public=True)
def sign_in_options(call: Call[ApiDeps], query: DomainQuery) -> SignInOptions:
    """What a client needs to sign somebody in: by their mail domain, never by their address."""
    settings = call.deps.sign_in
    found = arriving.providers_for(call.deps, query.domain) if query.domain else ()
    return SignInOptions(
        region=settings.region,
        client_id=settings.client_id,
        url=settings.url,
        methods=("password", "code"),
        sso=tuple(_way(call.deps, provider) for provider in found),
    )


@blueprint.post(
    "/api/v1/sign-in/passwords", public=True, status=200, errors=(Unauthorized, TooMany, Unavailable)
)
def enter_by_password(call: Call[ApiDeps], body: PasswordRequest) -> TokensView:
    """Sign in with a password. The answer is the same for addresses that nobody has."""
    made = passwords.enter(call.deps, body.email, body.password, _visitor(call))
    return TokensView(
        id_token=made.id, access_token=made.access, refresh_token=made.refresh, expires_in=made.seconds
    )


@blueprint.post("/api/v1/sign-in/departures", public=True, errors=(NotFound, TooMany, Unavailable))
def depart(call: Call[ApiDeps], body: DepartureRequest) -> DepartureView:
    """Begin a sign-in by an identity provider (OpenID Connect): send the browser to `url`."""
    visitor = _visitor(call)
    wanted = arriving.Departure(
        desk=body.desk, provider=body.provider, binding=body.binding, hint=body.hint or ""
    )
    return DepartureView(url=arriving.depart(call.deps, wanted, visitor))


@blueprint.post("/api/v1/sign-in/arrivals", public=True, errors=(Forbidden, TooMany, Unavailable))
def arrive(call: Call[ApiDeps], body: ArrivalRequest) -> ArrivalView:
    """Finish it, with what the provider sent back. Whatever is wrong with it, the answer is the same 403."""
    visitor = _visitor(call)
    made = arriving.arrive(call.deps, state=body.state, code=body.code, binding=body.binding, visitor=visitor)
    return ArrivalView(account=made.account, ticket=made.ticket)


@blueprint.post("/api/v1/sign-in/codes", public=True, status=202, errors=(TooMany,))
def request_code(call: Call[ApiDeps], body: CodeRequest) -> None:
    """Prepare signing in by code; then start CUSTOM_AUTH. The answer is the same for every address."""
    sign_in.prepare(call.deps, body.email)


def _way(deps: ApiDeps, provider: Provider) -> SsoWay:
    saml = provider.protocol is Protocol.SAML
    return SsoWay(
        desk=provider.desk,
        provider=provider.id,
        name=provider.name,
        protocol=provider.protocol.value,
        url=arriving.saml_page(deps, provider) if saml else None,
    )


def _visitor(call: Call[ApiDeps]) -> Visitor:
    return Visitor(source=source_of(call.headers, call.address), at=call.deps.now())
