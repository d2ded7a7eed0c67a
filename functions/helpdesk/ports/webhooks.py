"""Webhooks as they are kept, and the calls that tell them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from helpdesk.domain.webhooks.hooks import Webhook
from helpdesk.domain.webhooks.messages import Attempt, HookMessage
from helpdesk.ports.common import PageRequest


class Webhooks(Protocol):
    """The webhooks of all desks, and the log of what was told to them."""

    def of_desk(self, desk: str) -> tuple[Webhook, ...]:
        """All of them, oldest first."""
        ...

    def get(self, desk: str, hook: str) -> Webhook:
        """One. Raises NotFound."""
        ...

    def put(self, hook: Webhook) -> Webhook:
        """Write it as version + 1. Raises VersionConflict when it is not `hook.version` that stands there."""
        ...

    def delete(self, desk: str, hook: str, at: datetime) -> None:
        """Forget it now; its log goes when its time is over."""
        ...

    def add(self, message: HookMessage) -> bool:
        """Keep a new message; False when it is known already."""
        ...

    def message(self, desk: str, hook: str, message: str) -> HookMessage:
        """One message. Raises NotFound."""
        ...

    def change(self, old: HookMessage, new: HookMessage) -> bool:
        """Put `new` in place of `old`; False when it is not `old` that stands there any more."""
        ...

    def log(self, desk: str, hook: str, page: PageRequest) -> tuple[tuple[HookMessage, ...], str | None]:
        """What was told to a webhook, newest first, with the cursor of the next page."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[HookMessage]:
        """Messages whose next attempt is due, the oldest first."""
        ...


class WebhookCaller(Protocol):
    """Makes the call."""

    def check(self, url: str) -> None:
        """Raises Invalid (`url`) for an address that we must not call, or that leads nowhere."""
        ...

    def call(self, url: str, body: bytes, headers: dict[str, str]) -> Attempt:
        """One POST, without following redirects. Never raises: what went wrong is in the attempt."""
        ...
