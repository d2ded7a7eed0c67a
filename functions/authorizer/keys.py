"""The user pool's signing keys, fetched when first needed and kept for the process."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

import jwt
import msgspec

from helpdesk.domain.errors import Unavailable
from helpdesk.ports import TokenKeys

KEPT: Final = timedelta(hours=1)
PAUSE: Final = timedelta(seconds=60)
"""A key id nobody knows makes us ask again, but not more often than this: anybody can invent one."""


class KeyRing:
    """Public keys by id. A withdrawn key is forgotten within KEPT."""

    def __init__(self, source: TokenKeys, now: Callable[[], datetime]) -> None:
        self._source = source
        self._now = now
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched_at: datetime | None = None

    def key(self, kid: str) -> jwt.PyJWK | None:
        """The key with this id, or None. Raises Unavailable when there are no keys to look through."""
        age = None if self._fetched_at is None else self._now() - self._fetched_at
        if age is None or age > KEPT or (kid not in self._keys and age > PAUSE):
            self._fetch()
        return self._keys.get(kid)

    def _fetch(self) -> None:
        try:
            self._keys = read_keys(self._source.fetch())
        except Unavailable:
            if not self._keys:
                raise
            # The keys we have are better than none; ask again after a pause.
        self._fetched_at = self._now()


def read_keys(document: bytes) -> Mapping[str, jwt.PyJWK]:
    """The RSA keys of a JSON Web Key Set (RFC 7517) by id. Raises Unavailable when it is none."""
    try:
        keys = jwt.PyJWKSet.from_dict(msgspec.json.decode(document, type=dict[str, object])).keys
    except (msgspec.DecodeError, UnicodeDecodeError, jwt.PyJWTError) as error:
        raise Unavailable("the user pool's keys cannot be read") from error
    return {key.key_id: key for key in keys if key.key_id and key.key_type == "RSA"}
