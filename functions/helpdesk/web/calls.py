"""What a view is given about one request, besides its path, query and body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import msgspec

from helpdesk.domain.errors import Invalid, Unauthorized
from helpdesk.domain.people import Principal

D = TypeVar("D")

_KEY = re.compile(r"[\x21-\x7e]{8,128}")
_ETAG = re.compile(r'(?:W/)?"(\d{1,15})"')


@dataclass(frozen=True, kw_only=True)
class Call(Generic[D]):
    """One request. `deps` is what bootstrap wired for the function, `id` the gateway's id of the request."""

    deps: D
    id: str
    caller: Principal | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""

    @property
    def principal(self) -> Principal:
        """Who is asking. Raises Unauthorized on a public route that nobody signed in for."""
        if self.caller is None:
            raise Unauthorized("Sign in first.")
        return self.caller

    @property
    def if_match(self) -> int | None:
        """The version the caller has seen; None: any. Raises Invalid.

        A proxy that compresses weakens the tag (`W/"7"`); it is a version number, so it still says enough.
        """
        value = self.headers.get("if-match", "*").strip()
        if value == "*":
            return None
        match = _ETAG.fullmatch(value)
        if match is None:
            raise Invalid(field="If-Match", reason='send the ETag as it was given, like "7"')
        return int(match[1])

    @property
    def idempotency_key(self) -> str | None:
        """The key by which the caller tells a repeated request from a new one; None: it has none.

        Raises Invalid.
        """
        value = self.headers.get("idempotency-key")
        if value is None:
            return None
        key = value.strip().strip('"')
        if _KEY.fullmatch(key) is None:
            raise Invalid(
                field="Idempotency-Key", reason="8 to 128 printable characters without blanks, like a UUID"
            )
        return key


def read_principal(context: Mapping[str, object]) -> Principal | None:
    """The principal that the authorizer left in `requestContext.authorizer`; None on public routes.

    Raises Unauthorized when it cannot be read: then it is not ours.
    """
    authorizer = context.get("authorizer")
    text = authorizer.get("principal") if isinstance(authorizer, Mapping) else None
    if not isinstance(text, str):
        return None
    try:
        return msgspec.json.decode(text, type=Principal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unauthorized("Sign in again.") from error
