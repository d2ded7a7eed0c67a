"""API keys of a desk: `loket_<desk>_<id>_<secret>`. The secret is shown once; what is kept is its hash.

The secret has 256 random bits, so that a plain SHA-256 of it tells nobody anything.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id
from helpdesk.domain.people import Membership, PersonRef, Principal
from helpdesk.domain.permissions import PERMISSIONS, role_for

MARK: Final = "loket_"
LONGEST: Final = 200


class ApiKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One key. `last_used_at` is true to the minute; a revoked one is kept, to be told of."""

    desk: str
    id: str
    name: str
    permissions: tuple[str, ...]
    hash: str
    created_at: datetime
    created_by: str
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def principal(self) -> Principal:
        """Who it acts as: a member of the desk who may do no more than it was made for."""
        me = PersonRef(id=f"key-{self.id}"[:31], name=self.name, email="")
        member = Membership(role=role_for(self.permissions), desk=self.desk, person=me)
        return Principal(
            email="", name=self.name, memberships=(member,), key=self.id, permissions=self.permissions
        )


class Secret(NamedTuple):
    """What a key claims to be; true once its hash is the stored one."""

    desk: str
    id: str
    secret: str


def write_secret(desk: str, key_id: str, secret: str) -> str:
    """The key as its owner gets to see it, once."""
    return f"{MARK}{desk}_{key_id}_{secret}"


def read_secret(text: str) -> Secret | None:
    """The parts of what looks like a key, else None."""
    parts = text.split("_")
    if len(text) > LONGEST or len(parts) != 4 or f"{parts[0]}_" != MARK:
        return None
    try:
        return Secret(check_id(parts[1], "desk"), check_id(parts[2], "key"), parts[3])
    except Invalid:
        return None


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_genuine(key: ApiKey, secret: str) -> bool:
    """Whether it is this key's secret, and the key still counts. Compares in constant time."""
    return hmac.compare_digest(key.hash, hash_of(secret)) and key.revoked_at is None


def check_permissions(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, each once and in the table's order. Raises Invalid for what no key can have."""
    for at, name in enumerate(names):
        if name not in PERMISSIONS or not PERMISSIONS[name].for_keys:
            raise Invalid(field=f"permissions[{at}]", reason=f"“{name[:40]}” is not a key's permission")
    if not names:
        raise Invalid(field="permissions", reason="name at least one")
    return tuple(name for name in PERMISSIONS if name in names)
