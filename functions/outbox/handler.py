"""Carries out deliveries, from SQS; and every hour reminds those who keep knowledge."""

from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.batches import each_record
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.messages import DeliveryMessage
from helpdesk.usecases.deliver import OutboxDeps, deliver


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda entry point."""
    if event.get("hourly"):
        from helpdesk.usecases.knowledge.reminding import remind_all  # noqa: PLC0415 - not for deliveries

        _log().info("reminded", extra={"letters": remind_all(bootstrap.reminders())})
        return {"batchItemFailures": []}
    return respond(bootstrap.outbox(), event, context)


def respond(deps: OutboxDeps, event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Carry out every delivery of the batch."""
    return each_record(event, context, lambda body: _carry_out(deps, body), _log())


def _carry_out(deps: OutboxDeps, body: str) -> None:
    message = msgspec.json.decode(body, type=DeliveryMessage)
    ref = TicketRef(TenantRef(message.desk, message.tenant), message.number)
    facts = {"ticket": str(ref), "delivery": message.delivery}
    try:
        result = deliver(deps, ref, message.delivery)
    except NotFound as gone:
        _log().warning("delivery about something that is gone", extra={**facts, "why": gone.detail})
    else:
        _log().info("delivery", extra={**facts, "result": result})


def _log() -> Logger:
    return observe.logger("outbox")
