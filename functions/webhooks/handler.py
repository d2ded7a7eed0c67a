"""Tells webhooks and people's devices what happened, from SQS.

Each minute, from EventBridge, it looks for what is due again.
"""

from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.batches import each_record
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.messages import EventMessage, RetryMessage
from helpdesk.usecases.push.telling import push
from helpdesk.usecases.webhooks.deps import WebhookDeps
from helpdesk.usecases.webhooks.telling import sweep, tell, tell_again

_RESERVE_MS = 10_000


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point."""
    return respond(bootstrap.webhooks(), event, context)


def respond(deps: WebhookDeps, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Tell what the batch says; without one, put what is due again on the queue."""
    if "Records" in event:
        return dict(each_record(event, context, lambda body: _take(deps, body), _log()))
    queued = sweep(deps, lambda: context.get_remaining_time_in_millis() > _RESERVE_MS)
    return {"queued": queued}


def _take(deps: WebhookDeps, body: str) -> None:
    match msgspec.json.decode(body, type=EventMessage | RetryMessage):
        case EventMessage() as event:
            ref = TicketRef(TenantRef(event.desk, event.tenant), event.number)
            told = tell(deps, ref, event.entry)
            _log().info("told", extra={"ticket": str(ref), "webhooks": told})
            if deps.push and event.entry:  # after the webhooks: whoever repeats this tells those once
                devices = push(deps.push, ref, event.entry)
                _log().info("pushed", extra={"ticket": str(ref), "devices": devices})
        case RetryMessage() as retry:
            tell_again(deps, retry.desk, retry.hook, retry.message)


def _log() -> Logger:
    return observe.logger("webhooks")
