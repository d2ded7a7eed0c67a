"""What is shown of webhooks."""

from datetime import datetime
from typing import Literal

import msgspec

from helpdesk.domain.webhooks.hooks import Webhook
from helpdesk.domain.webhooks.messages import HookMessage


class WebhookView(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook without its secret. `tenants` empty: all. `stopped`: why it is called no more, if so."""

    id: str
    name: str
    url: str
    events: tuple[str, ...]
    tenants: tuple[str, ...]
    enabled: bool
    stopped: str
    created_at: datetime
    created_by: str
    version: int


class NewWebhookView(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook and, this once, the secret that its messages are signed with."""

    webhook: WebhookView
    secret: str


class WebhookList(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's webhooks, oldest first."""

    items: tuple[WebhookView, ...]


class AttemptView(msgspec.Struct, frozen=True, kw_only=True):
    """One call. `status` null: there was no answer, and `problem` says why."""

    at: datetime
    milliseconds: int
    status: int | None
    problem: str


class HookMessageView(msgspec.Struct, frozen=True, kw_only=True):
    """What was told, and how that went. `id` is the receiver's `webhook-id`; `body` is what was sent."""

    id: str
    event: str
    ticket: str
    state: Literal["pending", "taken", "failed"]
    attempts: tuple[AttemptView, ...]
    created_at: datetime
    next_at: datetime | None
    body: str


class HookMessageList(msgspec.Struct, frozen=True, kw_only=True):
    """Messages of the last 30 days, newest first, and where the next ones start."""

    items: tuple[HookMessageView, ...]
    next: str | None


def webhook(hook: Webhook) -> WebhookView:
    """Without the secret."""
    return WebhookView(
        id=hook.id,
        name=hook.name,
        url=hook.url,
        events=hook.events,
        tenants=hook.tenants,
        enabled=hook.enabled,
        stopped=hook.stopped,
        created_at=hook.created_at,
        created_by=hook.created_by,
        version=hook.version,
    )


def message(told: HookMessage) -> HookMessageView:
    """With all of its attempts."""
    attempts = (
        AttemptView(at=one.at, milliseconds=one.milliseconds, status=one.status, problem=one.problem)
        for one in told.attempts
    )
    return HookMessageView(
        id=told.id,
        event=told.event,
        ticket=told.ticket,
        state=told.state.value,
        attempts=tuple(attempts),
        created_at=told.created_at,
        next_at=told.next_at,
        body=told.body,
    )
