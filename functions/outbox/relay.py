"""From the table's stream to the queues, and nothing else.

A stream retries a failing batch endlessly and holds up all behind it, so this handler never raises:
what it could not pass on is logged; the checker's sweep finds the deliveries, a rebuild the index.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.storage import keys
from outbox.messages import DeliveryMessage, TicketMessage, of_ticket

Row = dict[str, dict[str, str]]
"""A row as the stream shows it: attribute -> {type: value}."""


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:  # noqa: ARG001 - nothing in it is needed
    """Lambda entry point."""
    return respond(bootstrap.relay(), event)


def respond(queues: bootstrap.RelayQueues, event: dict[str, Any]) -> dict[str, int]:
    """Pass on one batch of the stream; returns how many messages each queue got."""
    images = [record.get("dynamodb", {}).get("NewImage", {}) for record in event.get("Records", [])]
    return {
        "deliveries": _pass_on(queues.outbox, filter(None, map(_delivery, images))),
        "tickets": _pass_on(queues.index, dict.fromkeys(filter(None, map(_ticket, images)))),
    }


def _pass_on(queue: bootstrap.Queue, messages: Iterable[msgspec.Struct]) -> int:
    bodies = [msgspec.json.encode(message).decode() for message in messages]
    try:
        queue.send(bodies)
    except Exception:
        _log().exception("not passed on", extra={"bodies": bodies})
        return 0
    return len(bodies)


def _delivery(row: Row) -> DeliveryMessage | None:
    """Pending deliveries carry the outbox mark: their place in the work index."""
    ref = keys.ticket_of(_text(row, "pk"))
    id = _text(row, "sk").removeprefix(keys.DELIVERY_ROWS)
    if ref is None or not _text(row, "sk").startswith(keys.DELIVERY_ROWS) or not _text(row, "work_pk"):
        return None
    return DeliveryMessage(desk=ref.scope.desk, tenant=ref.scope.tenant, number=ref.number, delivery=id)


def _ticket(row: Row) -> TicketMessage | None:
    ref = keys.ticket_of(_text(row, "pk"))
    return of_ticket(ref) if ref and _text(row, "sk") == keys.TICKET_ROW else None


def _text(row: Row, name: str) -> str:
    return row.get(name, {}).get("S", "")


def _log() -> Logger:
    return observe.logger("outbox_relay")
