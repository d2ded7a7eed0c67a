"""API keys: admins make and revoke them; the authorizer lets them in; each has a rate of its own."""

from datetime import timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain import api_keys
from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.errors import Conflict, NotFound, TooMany, Unauthorized, VersionConflict
from helpdesk.domain.ids import is_id
from helpdesk.domain.people import Principal, Role
from helpdesk.ports import ApiKeys, Directory
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.desk_roles import member_of

WINDOW: Final = timedelta(minutes=1)
PER_WINDOW: Final = 600
MOST: Final = 100
"""Keys that count on one desk."""


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key and, this once, what to send."""

    key: ApiKey
    secret: str


def make(deps: ApiDeps, principal: Principal, desk: str, name: str, permissions: tuple[str, ...]) -> NewKey:
    """A key for whoever is to call the API in the desk's name. Raises NotFound, Forbidden, Invalid."""
    me = member_of(principal, desk, Role.ADMIN)
    wanted = api_keys.check_permissions(permissions)
    if sum(key.revoked_at is None for key in deps.api_keys.of_desk(desk)) >= MOST:
        raise Conflict(f"a desk has at most {MOST} keys: revoke one first")
    secret = deps.new_secret()
    key = ApiKey(
        desk=desk,
        id=deps.new_id(),
        name=name,
        permissions=wanted,
        hash=api_keys.hash_of(secret),
        created_at=deps.now(),
        created_by=me.person.email,
    )
    deps.api_keys.put(key)
    return NewKey(key=key, secret=api_keys.write_secret(desk, key.id, secret))


def listed(deps: ApiDeps, principal: Principal, desk: str) -> tuple[ApiKey, ...]:
    """The desk's keys, revoked ones too, oldest first. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    return deps.api_keys.of_desk(desk)


def revoke(deps: ApiDeps, principal: Principal, desk: str, key_id: str) -> None:
    """It opens nothing any more, a minute from now at the latest. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)

    def attempt() -> None:
        key = deps.api_keys.get(desk, key_id) if is_id(key_id) else None
        if key is None:
            raise NotFound("There is no such key.")
        if key.revoked_at is None and not deps.api_keys.change(key, replace(key, revoked_at=deps.now())):
            raise VersionConflict  # it was used just now, and that is noted on it

    retrying(attempt)


def key_principal(keys: ApiKeys, directory: Directory, text: str) -> Principal:
    """Whom a key lets in. Raises Unauthorized."""
    said = api_keys.read_secret(text)
    key = keys.get(said.desk, said.id) if said else None
    if said is None or key is None or not api_keys.is_genuine(key, said.secret):
        raise Unauthorized("the key is none of ours, or was revoked")
    try:
        suspended = directory.desk(key.desk).desk.suspended
    except NotFound as error:
        raise Unauthorized("the key's desk is gone") from error
    if suspended:
        raise Unauthorized("the key's desk is suspended")
    return key.principal


def admit(deps: ApiDeps, principal: Principal) -> None:
    """Count one request of a key; people are not counted here. Raises TooMany."""
    if principal.key is None:
        return
    now = deps.now()
    used = deps.attempts.count(f"api-key {principal.key}", at=now, window=WINDOW)
    if used > PER_WINDOW:
        raise TooMany(f"A key has {PER_WINDOW} requests a minute.", retry_after=60 - now.second)
    if used == 1:
        (member,) = principal.memberships
        key = deps.api_keys.get(member.desk, principal.key)
        if key is not None:
            deps.api_keys.change(key, replace(key, last_used_at=now.replace(second=0, microsecond=0)))
