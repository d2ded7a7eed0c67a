"""Admins set up webhooks, read what was told to them, try them and send again."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Invalid, NotFound, TooMany, VersionConflict
from helpdesk.domain.ids import is_id
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.webhooks.events import told_for_trial
from helpdesk.domain.webhooks.hooks import LONGEST_URL, MOST_HOOKS, Webhook, check_events, write_secret
from helpdesk.domain.webhooks.messages import HookMessage, asked_again, leased
from helpdesk.ports import PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.api_keys import WINDOW
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.webhooks.telling import attempt, new_message

BY_HAND: Final = 20
"""Trials and messages sent again by hand, per desk and minute."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What an admin says of a webhook."""

    name: str
    url: str
    events: tuple[str, ...]
    tenants: tuple[str, ...] = ()
    enabled: bool = True


def listed(deps: ApiDeps, principal: Principal, desk: str) -> tuple[Webhook, ...]:
    """The desk's webhooks, oldest first. Raises NotFound, Forbidden."""
    member_of(principal, desk, Role.ADMIN)
    return deps.webhooks.hooks.of_desk(desk)


def make(deps: ApiDeps, principal: Principal, desk: str, wanted: Wanted) -> Webhook:
    """A new webhook with a new secret. Raises NotFound, Forbidden, Invalid, Conflict."""
    me = member_of(principal, desk, Role.ADMIN)
    if len(deps.webhooks.hooks.of_desk(desk)) >= MOST_HOOKS:
        raise Conflict(f"a desk has at most {MOST_HOOKS} webhooks: delete one first")
    checked = _checked(deps, desk, wanted)
    hook = Webhook(
        desk=desk,
        id=deps.new_id(),
        secret=write_secret(deps.new_secret()),
        created_at=deps.now(),
        created_by=me.person.email,
        **msgspec.structs.asdict(checked),
    )
    return deps.webhooks.hooks.put(hook)


def change(
    deps: ApiDeps,
    principal: Principal,
    desk: str,
    hook_id: str,
    wanted: Wanted,
    *,
    expected: int | None,
) -> Webhook:
    """Change it; one that Loket stopped is called again. Raises VersionConflict when `expected` is stale."""
    hook = _found(deps, principal, desk, hook_id)
    if expected is not None and expected != hook.version:
        raise VersionConflict(current=hook)
    checked = _checked(deps, desk, wanted)
    return deps.webhooks.hooks.put(replace(hook, stopped="", **msgspec.structs.asdict(checked)))


def renew_secret(deps: ApiDeps, principal: Principal, desk: str, hook_id: str) -> Webhook:
    """A new secret, from the next message on."""
    hook = _found(deps, principal, desk, hook_id)
    return deps.webhooks.hooks.put(replace(hook, secret=write_secret(deps.new_secret())))


def delete(deps: ApiDeps, principal: Principal, desk: str, hook_id: str) -> None:
    """It is called no more, and what still waits is not sent."""
    _found(deps, principal, desk, hook_id)
    deps.webhooks.hooks.delete(desk, hook_id, deps.now())


def log(
    deps: ApiDeps, principal: Principal, desk: str, hook_id: str, page: PageRequest
) -> tuple[tuple[HookMessage, ...], str | None]:
    """What was told to it in the last 30 days, newest first."""
    _found(deps, principal, desk, hook_id)
    return deps.webhooks.hooks.log(desk, hook_id, page)


def try_out(deps: ApiDeps, principal: Principal, desk: str, hook_id: str) -> HookMessage:
    """Send it a message that means nothing, now; what came of it is in the message."""
    hook = _found(deps, principal, desk, hook_id)
    at = _by_hand(deps, desk)
    message = new_message(hook, told_for_trial(desk, at), deps.new_id(), ticket="", at=at)
    deps.webhooks.hooks.add(message)
    return attempt(deps.webhooks.hooks, deps.webhooks.caller, hook, message, at)


def send_again(deps: ApiDeps, principal: Principal, desk: str, hook_id: str, message_id: str) -> HookMessage:
    """Send a message again, now, whether it was taken or given up; if it fails, the waits begin anew.

    Raises Conflict when it is being sent at this moment.
    """
    hook = _found(deps, principal, desk, hook_id)
    at = _by_hand(deps, desk)
    if not is_id(message_id):
        raise NotFound("There is no such message.")
    message = deps.webhooks.hooks.message(desk, hook_id, message_id)
    mine = leased(asked_again(message, at), at)
    if not deps.webhooks.hooks.change(message, mine):
        raise Conflict("it is being sent at this moment")
    return attempt(deps.webhooks.hooks, deps.webhooks.caller, hook, mine, at)


def _found(deps: ApiDeps, principal: Principal, desk: str, hook_id: str) -> Webhook:
    member_of(principal, desk, Role.ADMIN)
    if not is_id(hook_id):
        raise NotFound("There is no such webhook.")
    return deps.webhooks.hooks.get(desk, hook_id)


def _checked(deps: ApiDeps, desk: str, wanted: Wanted) -> Wanted:
    if len(wanted.url) > LONGEST_URL:
        raise Invalid(field="url", reason=f"is longer than {LONGEST_URL:,} characters")
    deps.webhooks.caller.check(wanted.url)
    known = deps.directory.fresh(desk).tenants
    for at, tenant in enumerate(wanted.tenants):
        if tenant not in known:
            raise Invalid(field=f"tenants[{at}]", reason=f"the desk has no tenant “{tenant}”")
    return replace(wanted, events=check_events(wanted.events))


def _by_hand(deps: ApiDeps, desk: str) -> datetime:
    now = deps.now()
    if deps.attempts.count(f"webhooks {desk}", at=now, window=WINDOW) > BY_HAND:
        raise TooMany(f"At most {BY_HAND} a minute by hand.", retry_after=60 - now.second)
    return now
