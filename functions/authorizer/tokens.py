"""Is this a token that our user pool made, for our client, that still holds? Then: whose address is it."""

from datetime import datetime
from typing import Any, Final

import jwt

from authorizer.keys import KeyRing
from helpdesk.domain.errors import Unauthorized

LONGEST: Final = 8192
"""Characters of a token that are looked at; Cognito's have about 1,000."""


def verified_email(token: str, ring: KeyRing, *, issuer: str, client_id: str, now: datetime) -> str:
    """The verified address in an ID token. Raises Unauthorized for every token that is not exactly that.

    Access tokens name no address, so they do not sign in here. An address that its owner changed and did
    not confirm yet (`email_verified` false) could be anybody's.
    """
    if len(token) > LONGEST:
        raise Unauthorized("the token is too long")
    claims = _signed_claims(token, ring, issuer, client_id)
    expires = claims["exp"]
    if not isinstance(expires, int | float) or not expires > now.timestamp():
        raise Unauthorized("the token has expired")
    if claims["token_use"] != "id":  # noqa: S105 - which of Cognito's tokens it is
        raise Unauthorized("the token is not an ID token")
    email = claims["email"]
    if claims["email_verified"] is not True or not isinstance(email, str) or "@" not in email:
        raise Unauthorized("the token has no verified address")
    return email


def _signed_claims(token: str, ring: KeyRing, issuer: str, client_id: str) -> dict[str, Any]:
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        key = ring.key(kid) if isinstance(kid, str) else None
        if key is None:
            raise Unauthorized("the token names no key of ours")
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=client_id,
            issuer=issuer,
            options={
                "require": ["exp", "iss", "aud", "sub", "token_use", "email", "email_verified"],
                # PyJWT asks the wall clock; ours is an argument, and the check is above.
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError as error:
        raise Unauthorized(f"the token does not verify: {error}") from error
