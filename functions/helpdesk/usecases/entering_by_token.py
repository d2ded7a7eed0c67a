"""From a token of the user pool to who that is here: by an address, or by a provider that spoke for them."""

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.people import Principal
from helpdesk.domain.sso.providers import Protocol, Provider, is_account
from helpdesk.usecases.entering import AuthorizerDeps, principal_of


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the pool signed in. `idp`: the provider it did so by, where it was one of its own (SAML).

    `session` is the same for all tokens of one sign-in, which was at `since` (seconds since 1970).
    """

    email: str
    idp: str
    session: str
    since: int


def token_principal(deps: AuthorizerDeps, bearer: Bearer) -> Principal:
    """Who it is, within what the way they came by reaches. Raises Unauthorized."""
    name = bearer.email.strip().lower()
    if bearer.idp:
        return _by_provider(deps, deps.sso.of_idp(bearer.idp), name, Protocol.SAML)
    if is_account(name):
        account = deps.sso.account(name)
        if account is None:
            raise Unauthorized("nobody knows whose account this is")
        provider = deps.sso.get(account.desk, account.provider)
        return _by_provider(deps, provider, account.email, Protocol.OIDC)
    return principal_of(deps.directory, name)


def _by_provider(deps: AuthorizerDeps, provider: Provider | None, email: str, by: Protocol) -> Principal:
    """A provider's word counts for its own tenant or desk, and for addresses of its own mail domains."""
    if provider is None or not provider.enabled or provider.protocol is not by:
        raise Unauthorized("the provider is gone, or does not count any more")
    if not provider.vouches_for(email):
        raise Unauthorized("the provider does not speak for this mail domain")
    whole = principal_of(deps.directory, email)
    within = tuple(member for member in whole.memberships if provider.reaches(member))
    if not within:
        raise Unauthorized("nobody has this address where the provider counts")
    return replace(whole, memberships=within, operator=False)
