"""Is this a token that our user pool made, for our client, that still holds? Then: whose is it."""

from datetime import datetime
from typing import Any, Final, NamedTuple

import jwt
import msgspec

from authorizer.keys import KeyRing
from helpdesk.domain.errors import Unauthorized
from helpdesk.usecases.entering_by_token import Bearer

LONGEST: Final = 8192
"""Characters of a token that are looked at; Cognito's have about 1,000."""


class Clients(NamedTuple):
    """Clients that tokens may be for: of the pool's own accounts, and of SAML ("": there is none)."""

    own: str
    saml: str = ""


def bearer_of(token: str, ring: KeyRing, *, issuer: str, clients: Clients, now: datetime) -> Bearer:
    """Who an ID token is for. Raises Unauthorized for every token that is not exactly that.

    Access tokens name no address, so they do not sign in here. An address that its owner changed and did
    not confirm yet (`email_verified` false) could be anybody's; one that a provider gave is the provider's
    word, which counts for its own mail domains.
    """
    if len(token) > LONGEST:
        raise Unauthorized("the token is too long")
    claims = _signed_claims(token, ring, issuer, clients)
    expires = claims["exp"]
    if not isinstance(expires, int | float) or not expires > now.timestamp():
        raise Unauthorized("the token has expired")
    if claims["token_use"] != "id":  # noqa: S105 - which of Cognito's tokens it is
        raise Unauthorized("the token is not an ID token")
    email, idp = claims["email"], _idp(claims.get("identities"))
    if claims["aud"] != (clients.saml if idp else clients.own):
        raise Unauthorized("the token is for another client than its kind of account has")
    verified = claims.get("email_verified") is True or idp != ""
    if not verified or not isinstance(email, str) or "@" not in email:
        raise Unauthorized("the token has no verified address")
    since = claims.get("auth_time", claims["iat"])
    if not isinstance(since, int) or isinstance(since, bool):
        raise Unauthorized("the token does not say when its owner signed in")
    session = claims.get("origin_jti") or f"{claims['sub']}-{since}"
    return Bearer(email=email, idp=idp, session=str(session)[:100], since=since)


def _idp(identities: object) -> str:
    """The pool's name of the provider; "" for its own accounts. Raises Unauthorized for anything odd."""
    if identities is None:
        return ""
    try:
        (identity,) = msgspec.convert(identities, list[dict[str, object]])
        name = identity["providerName"]
    except (msgspec.ValidationError, KeyError, ValueError) as error:
        raise Unauthorized("the token's provider cannot be read") from error
    if not isinstance(name, str) or not name:
        raise Unauthorized("the token's provider has no name")
    return name


def _signed_claims(token: str, ring: KeyRing, issuer: str, clients: Clients) -> dict[str, Any]:
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = ring.key(kid) if isinstance(kid, str) else None
        if key is None:
            raise Unauthorized("the token names no key of ours")
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=[each for each in clients if each],
            issuer=issuer,
            options={
                "require": ["exp", "iat", "iss", "aud", "sub", "token_use", "email"],
                # PyJWT asks the wall clock; ours is an argument, and the check is above.
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise Unauthorized(f"the token does not verify: {error}") from error
