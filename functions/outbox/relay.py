"""From the table's stream to the queues, and nothing else.

A stream retries a failing batch endlessly and holds up all behind it, so this handler never raises:
what it could not pass on is logged; the checker's sweep finds the deliveries, a rebuild the index.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.messages import ArticleMessage, EventMessage, PersonMessage, of_ref, of_ticket
from helpdesk.ports import Queue
from helpdesk.storage.stream import (
    ArticleChanged,
    DeliveryPending,
    News,
    PersonChanged,
    TicketChanged,
    TicketEvent,
    read_event,
    read_image,
    read_removed,
)


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:  # noqa: ARG001 - nothing in it is needed
    """Lambda entry point."""
    return respond(bootstrap.relay(), event)


def respond(queues: bootstrap.RelayQueues, event: dict[str, Any]) -> dict[str, int]:
    """Pass on one batch of the stream; returns how many messages each queue got."""
    records = event.get("Records", [])
    news = [_news(record.get("dynamodb", {})) for record in records]
    # What was written before is no event: erasing a person rewrites what is old, and nobody is told again.
    new = [
        record.get("dynamodb", {}).get("NewImage", {})
        for record in records
        if record.get("eventName") != "MODIFY"
    ]
    deliveries = [of_ref(one.ref, one.delivery) for one in news if isinstance(one, DeliveryPending)]
    changed = dict.fromkeys(one.ref for one in news if isinstance(one, TicketChanged))
    articles = [
        ArticleMessage(desk=one.desk, article=one.article)
        for one in dict.fromkeys(one for one in news if isinstance(one, ArticleChanged))
    ]
    people = [
        PersonMessage(desk=one.scope.desk, tenant=one.scope.tenant, person=one.person)
        for one in dict.fromkeys(one for one in news if isinstance(one, PersonChanged))
    ]
    events = [_of_event(one) for one in dict.fromkeys(map(read_event, new)) if one is not None]
    return {
        "deliveries": _pass_on(queues.outbox, deliveries),
        "tickets": _pass_on(queues.index, [of_ticket(ref) for ref in changed]),
        "articles": _pass_on(queues.index, articles),
        "people": _pass_on(queues.index, people),
        "events": _pass_on(queues.webhooks, events),
    }


def _news(record: dict[str, Any]) -> News | None:
    if "NewImage" in record:
        return read_image(record["NewImage"])
    return read_removed(record.get("OldImage", {}))


def _of_event(event: TicketEvent) -> EventMessage:
    scope = event.ref.scope
    return EventMessage(desk=scope.desk, tenant=scope.tenant, number=event.ref.number, entry=event.entry)


def _pass_on(queue: Queue, messages: Sequence[msgspec.Struct]) -> int:
    bodies = [msgspec.json.encode(message).decode() for message in messages]
    try:
        queue.send(bodies)
    except Exception:  # noqa: BLE001 - see above: a stream handler that raises stops the stream
        _log().exception("not passed on", extra={"bodies": bodies})
        return 0
    return len(bodies)


def _log() -> Logger:
    return observe.logger("outbox_relay")
