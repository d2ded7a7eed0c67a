"""There and back: sending somebody to their provider, and letting them in when they come back."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit

import msgspec

from helpdesk.domain.errors import Forbidden, HelpdeskError, NotFound, Unauthorized, Unavailable
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.flows import (
    FLOW,
    FLOW_LIFE,
    TICKET,
    TICKET_LIFE,
    Flow,
    Identity,
    challenge_of,
    hash_of,
)
from helpdesk.domain.sso.providers import Account, Protocol, Provider, account_name, domain_of
from helpdesk.ports.signing_in import CodeExchange
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.rates import check_rate
from helpdesk.usecases.sso.deps import Visitor, tell
from helpdesk.usecases.sso.members import Admission, admit_member

WINDOW: Final = timedelta(minutes=5)
DEPARTURES: Final = 100
"""Of one network address in a window; each makes us ask the provider."""

REFUSED: Final = (
    "Signing in with your organisation did not work. Try again; if it goes on, ask who looks after it there."
)
"""One answer whatever was wrong: the reason is in the log, for those who run this."""


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What gets tokens from the user pool, once: answer its challenge for `account` with `ticket`."""

    account: str
    ticket: str


def providers_for(deps: ApiDeps, email_or_domain: str) -> tuple[Provider, ...]:
    """Who signs addresses of this domain in. Told by the domain alone, so that it tells of nobody."""
    wanted = email_or_domain.strip().lower()
    domain = domain_of(wanted) if "@" in wanted else wanted
    return deps.sso.providers.of_domain(domain) if domain else ()


def saml_page(deps: ApiDeps, provider: Provider) -> str:
    """The user pool's page that sends people on; the browser adds its own state and PKCE challenge."""
    query = {
        "identity_provider": provider.idp,
        "response_type": "code",
        "client_id": deps.sso.saml_client,
        "redirect_uri": deps.sso.redirect_uri,
        "scope": "openid email profile",
    }
    return f"{deps.sso.saml_url}/oauth2/authorize?{urlencode(query)}"


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody wants to sign in by this provider; `hint` is the address they typed."""

    desk: str
    provider: str
    binding: str
    hint: str = ""


def depart(deps: ApiDeps, wanted: Departure, visitor: Visitor) -> str:
    """Where to send somebody's browser, which alone knows the `binding`.

    Raises NotFound, TooMany, Unavailable.
    """
    check_rate(deps.attempts, f"sso-departures {visitor.source}", visitor.at, window=WINDOW, most=DEPARTURES)
    provider = deps.sso.providers.get(wanted.desk, wanted.provider)
    if provider is None or not provider.enabled or provider.protocol is not Protocol.OIDC:
        raise NotFound("There is no such way to sign in.")
    state, nonce, verifier = deps.new_secret(), deps.new_secret(), deps.new_secret()
    endpoint = _endpoint(deps, provider)
    flow = Flow(
        desk=wanted.desk,
        provider=wanted.provider,
        nonce=nonce,
        verifier=verifier,
        binding=hash_of(wanted.binding),
    )
    body, expires = msgspec.json.encode(flow), deps.now() + FLOW_LIFE
    deps.sso.passes.put(FLOW, hash_of(state), body, expires=expires)
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": deps.sso.redirect_uri,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    } | ({"login_hint": wanted.hint} if wanted.hint else {})
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(query)}"


def arrive(deps: ApiDeps, *, state: str, code: str, binding: str, visitor: Visitor) -> Arrival:
    """Whoever comes back with a code gets in as whom the provider says. Raises Forbidden, Unavailable.

    Everything that is wrong with it is answered alike.
    """
    check_rate(deps.attempts, f"sso-arrivals {visitor.source}", visitor.at, window=WINDOW, most=DEPARTURES)
    who, provider = "", None
    try:
        flow, provider = _flow_of(deps, state, binding)
        identity = deps.sso.openid.identity(provider, _exchange(deps, flow, provider, code))
        who = identity.email
        account = _account(deps, provider, identity, visitor)
    except Unavailable:
        raise
    except HelpdeskError as error:
        desk, tenant = (provider.desk, provider.tenant) if provider else ("", None)
        kind = SignInEventKind.SSO_REFUSED
        tell(deps.sso.events, kind, visitor, who=who, desk=desk, tenant=tenant, why=str(error))
        raise Forbidden(REFUSED) from error
    deps.accounts.ensure(account.name)
    ticket = deps.new_secret()
    body, expires = account.name.encode(), deps.now() + TICKET_LIFE
    deps.sso.passes.put(TICKET, hash_of(ticket), body, expires=expires)
    kind = SignInEventKind.SSO
    tell(deps.sso.events, kind, visitor, who=who, desk=provider.desk, tenant=provider.tenant)
    return Arrival(account=account.name, ticket=ticket)


def _endpoint(deps: ApiDeps, provider: Provider) -> str:
    try:
        return deps.sso.openid.authorization_endpoint(provider.issuer)
    except Unavailable:
        raise
    except HelpdeskError as error:
        raise Unavailable("The sign-in of this organisation does not answer as it should.") from error


def _flow_of(deps: ApiDeps, state: str, binding: str) -> tuple[Flow, Provider]:
    body = deps.sso.passes.take(FLOW, hash_of(state), at=deps.now())
    flow = msgspec.json.decode(body, type=Flow) if body else None
    if flow is None or not flow.is_bound_to(binding):
        raise Unauthorized("nobody was sent there from this browser, or too long ago")
    provider = deps.sso.providers.get(flow.desk, flow.provider)
    if provider is None or not provider.enabled:
        raise Unauthorized("the provider was taken away in the meantime")
    return flow, provider


def _exchange(deps: ApiDeps, flow: Flow, provider: Provider, code: str) -> CodeExchange:
    return CodeExchange(
        code=code,
        verifier=flow.verifier,
        nonce=flow.nonce,
        redirect_uri=deps.sso.redirect_uri,
        client_secret=deps.sso.vault.get(secret_name(provider)),
        at=deps.now(),
    )


def secret_name(provider: Provider) -> str:
    """Where the provider's client secret is kept."""
    return provider.secret_name


def _account(deps: ApiDeps, provider: Provider, identity: Identity, visitor: Visitor) -> Account:
    """Raises Unauthorized for somebody the provider cannot speak for, or who is nobody here."""
    if not provider.vouches_for(identity.email):
        raise Unauthorized("the provider does not speak for this mail domain")
    admission = Admission(
        directory=deps.directory, editor=deps.editor, events=deps.sso.events, new_id=deps.new_id
    )
    admit_member(admission, provider, identity, visitor)
    account = Account(
        name=account_name(provider, identity.subject),
        desk=provider.desk,
        provider=provider.id,
        subject=identity.subject,
        email=identity.email,
    )
    if deps.sso.providers.account(account.name) != account:
        deps.sso.providers.put_account(account)
    return account
