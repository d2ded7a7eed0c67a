"""Is this ID token from that provider, for us, for this try, and still good? (OpenID Connect Core 3.1.3.7)"""

from datetime import datetime, timedelta
from typing import Any, Final

import jwt
import msgspec

from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.sso.flows import Identity

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signed with a private key: neither `none`, nor HMAC under what could be our own secret."""

LONGEST: Final = 16_384
LEEWAY: Final = timedelta(seconds=60)
"""How far the provider's clock may be from ours."""

OLDEST: Final = timedelta(minutes=10)
_LONGEST_TEXT = 255


def read_identity(
    token: str, key_set: bytes, *, issuer: str, client_id: str, nonce: str, at: datetime
) -> Identity:
    """Whom the token names. Raises Unauthorized, saying why, for every token that is not exactly right."""
    if len(token) > LONGEST:
        raise Unauthorized("the ID token is too long")
    claims = _signed(token, key_set, issuer, client_id)
    _check_times(claims, at)
    audience, party = claims["aud"], claims.get("azp")
    if (isinstance(audience, list) and len(audience) > 1) and party != client_id:
        raise Unauthorized("the ID token is for several, and not issued to us")
    if party is not None and party != client_id:
        raise Unauthorized("the ID token was issued to somebody else")
    if claims["nonce"] != nonce:
        raise Unauthorized("the ID token answers another try")
    return _identity(claims)


def _signed(token: str, key_set: bytes, issuer: str, client_id: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise Unauthorized("the ID token is not signed in a way we take")
        return jwt.decode(
            token,
            _key(key_set, header),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            options={
                "require": ["iss", "sub", "aud", "exp", "iat", "nonce"],
                # PyJWT asks the wall clock; ours is an argument.
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError as error:
        raise Unauthorized(f"the ID token does not verify: {error}") from error


def _key(key_set: bytes, header: dict[str, Any]) -> jwt.PyJWK:
    """The key the header names; where it names none, the only one there is."""
    try:
        keys = jwt.PyJWKSet.from_dict(msgspec.json.decode(key_set, type=dict[str, object])).keys
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unauthorized("the provider's keys cannot be read") from error
    signing = [key for key in keys if key.public_key_use in (None, "sig") and key.key_type != "oct"]
    kid = header.get("kid")
    found = signing if kid is None else [key for key in signing if key.key_id == kid]
    if len(found) != 1:
        raise Unauthorized("the ID token names no key of the provider's")
    if found[0].algorithm_name != header["alg"] and found[0].key_type != "RSA":
        raise Unauthorized("the ID token is signed in another way than its key is for")
    return found[0]


def _check_times(claims: dict[str, Any], at: datetime) -> None:
    now = at.timestamp()
    expires, issued, not_before = claims["exp"], claims["iat"], claims.get("nbf", 0)
    if not all(_is_number(moment) for moment in (expires, issued, not_before)):
        raise Unauthorized("the ID token's times are no numbers")
    if expires + LEEWAY.total_seconds() <= now:
        raise Unauthorized("the ID token has expired")
    if max(issued, not_before) - LEEWAY.total_seconds() > now:
        raise Unauthorized("the ID token is from the future")
    if issued + OLDEST.total_seconds() < now:
        raise Unauthorized("the ID token is too old")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _identity(claims: dict[str, Any]) -> Identity:
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_TEXT:
        raise Unauthorized("the ID token names nobody")
    if not isinstance(email, str) or not 3 <= len(email) <= 254 or email.count("@") != 1:
        raise Unauthorized("the ID token has no address")
    # Some send it as text. Left out is not true: who could enter any address would be anybody.
    if claims.get("email_verified") not in (True, "true"):
        raise Unauthorized("the address is not verified by the provider")
    name = claims.get("name")
    return Identity(
        subject=subject,
        email=email.strip().lower(),
        name=" ".join(name.split())[:_LONGEST_TEXT] if isinstance(name, str) else "",
    )
