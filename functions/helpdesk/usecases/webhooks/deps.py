"""What webhooks are told with."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from helpdesk.ports import TicketStore
from helpdesk.ports.webhooks import WebhookCaller, Webhooks
from helpdesk.usecases.push.deps import PushDeps


class WebhookSetup(msgspec.Struct, frozen=True, kw_only=True):
    """For the API: webhooks as they are kept, and the check of their addresses."""

    hooks: Webhooks
    caller: WebhookCaller


class WebhookDeps(msgspec.Struct, frozen=True, kw_only=True):
    """For `webhooks`. `store` crosses tenants; `again` puts messages on the function's own queue.

    `push`: people's devices hear of the same events.
    """

    store: TicketStore
    hooks: Webhooks
    caller: WebhookCaller
    again: Callable[[Sequence[tuple[str, str, str]]], None]
    push: PushDeps | None = None
    now: Callable[[], datetime]
