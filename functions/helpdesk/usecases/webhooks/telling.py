"""From something that happened to the calls that tell it.

A message is kept before it is sent, under an id made of the entry: a repeated event adds nothing, and what
a killed worker left behind is found by the sweep. Each message is sent at least once; receivers tell
repetitions by `webhook-id`.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.webhooks import signing
from helpdesk.domain.webhooks.events import OPENED, Told, event_of, told
from helpdesk.domain.webhooks.hooks import Webhook
from helpdesk.domain.webhooks.messages import (
    GONE,
    HookMessage,
    MessageState,
    leased,
    message_id,
    tried,
)
from helpdesk.ports.webhooks import WebhookCaller, Webhooks
from helpdesk.usecases.webhooks.deps import WebhookDeps

AT_ONCE: Final = 500
"""Messages that one sweep puts on the queue."""

_OPENED_SUFFIX: Final = "-new"


def tell(deps: WebhookDeps, ref: TicketRef, entry_id: str | None) -> int:
    """Tell all webhooks that want it about an entry, or (None) that the ticket was opened; returns how many.

    Raises Unavailable. What is gone meanwhile is told to nobody.
    """
    hooks = [hook for hook in deps.hooks.of_desk(ref.scope.desk) if hook.called]
    if not hooks:
        return 0
    try:
        story = deps.store.story(ref)
    except NotFound:
        return 0
    entry = next((one for one in story.entries if entry_id in {None, one.id}), None)
    if entry is None:
        return 0
    event = OPENED if entry_id is None else event_of(entry)
    name = message_id(ref, entry.id, _OPENED_SUFFIX if entry_id is None else "")
    wanted = [hook for hook in hooks if hook.wants(event, ref.scope.tenant)]
    for hook in wanted:
        body = told(event, story.ticket, entry)
        message = new_message(hook, body, name, ticket=story.ticket.key, at=deps.now())
        if deps.hooks.add(message):
            attempt(deps.hooks, deps.caller, hook, message, deps.now())
    return len(wanted)


def new_message(hook: Webhook, body: Told, name: str, *, ticket: str, at: datetime) -> HookMessage:
    """A message on whose first attempt its maker is about to go."""
    message = HookMessage(
        desk=hook.desk,
        hook=hook.id,
        id=name,
        event=body.type,
        ticket=ticket,
        body=msgspec.json.encode(body).decode(),
        created_at=at,
    )
    return leased(message, at)


def tell_again(deps: WebhookDeps, desk: str, hook_id: str, name: str) -> bool:
    """Make the next attempt of a message that the sweep, or a person, asked for; False: nothing to do."""
    try:
        message = deps.hooks.message(desk, hook_id, name)
    except NotFound:
        return False
    if message.state is not MessageState.PENDING:
        return False
    hook = _called(deps, desk, hook_id)
    if hook is None:  # settled, or the sweep would come back to it every other minute
        deps.hooks.change(message, replace(message, state=MessageState.FAILED, next_at=None))
        return False
    mine = leased(message, deps.now())
    if not deps.hooks.change(message, mine):
        return False  # somebody else is at it
    attempt(deps.hooks, deps.caller, hook, mine, deps.now())
    return True


def _called(deps: WebhookDeps, desk: str, hook_id: str) -> Webhook | None:
    """The webhook, unless it is gone, or not to be called."""
    try:
        hook = deps.hooks.get(desk, hook_id)
    except NotFound:
        return None
    return hook if hook.called else None


def attempt(
    hooks: Webhooks, caller: WebhookCaller, hook: Webhook, message: HookMessage, at: datetime
) -> HookMessage:
    """Call, and write down what came of it. A receiver that is gone for good stops its webhook."""
    body = message.body.encode()
    made = caller.call(hook.url, body, signing.headers(hook.secret, message.id, at, body))
    after = tried(message, made)
    hooks.change(message, after)
    if made.status == GONE:
        with suppress(VersionConflict):  # somebody is changing it: the next message finds it gone again
            hooks.put(replace(hook, stopped="the receiver answered 410: it wants no more"))
    return after


def sweep(deps: WebhookDeps, time_left: Callable[[], bool]) -> int:
    """Put what is due on the queue, each under a lease so that the next sweep leaves it alone."""
    now, due = deps.now(), list(deps.hooks.due(deps.now(), AT_ONCE))
    taken = []
    for message in due:
        if not time_left():
            break
        if deps.hooks.change(message, leased(message, now)):
            taken.append((message.desk, message.hook, message.id))
    deps.again(taken)
    return len(taken)
