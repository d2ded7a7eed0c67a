"""Keeps the search index up with the table, from SQS: one commit per desk and batch; tidies it every hour."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.usecases.search_feed import ArticleRef, Changed, FeedDeps, PersonKey, desk_of, feed, fill, tidy

_RESERVE_MS = 30_000
"""Filling an index stops when this little time is left; the next batch goes on."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What `helpdesk.messages` puts on the queue: a ticket, an article or a person that changed."""

    desk: str
    tenant: str = ""
    number: int = 0
    article: str = ""
    person: str = ""


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda entry point."""
    if event.get("hourly"):
        return look_after(bootstrap.feed(), bootstrap.desks(), context)
    return respond(bootstrap.feed(), event, context)


def respond(deps: FeedDeps, event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Index everything the batch names; only what failed goes back to the queue."""
    failed: list[str] = []
    records: dict[Changed, list[str]] = defaultdict(list)
    for record in event.get("Records", []):
        try:
            records[_ref(record["body"])].append(record["messageId"])
        except Exception:  # noqa: BLE001 - whatever it is, it goes to the dead letters alone
            _log().exception("record cannot be read", extra={"sqs_message": record.get("messageId")})
            failed.append(record.get("messageId", ""))
    for ref, error in feed(deps, records).items():
        _log().error("not indexed", extra={"what": str(ref)}, exc_info=error)
        failed += records[ref]
    for desk in sorted({desk_of(ref) for ref in records}):
        _fill(deps, desk, context)
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}


def look_after(deps: FeedDeps, desks: Sequence[str], context: LambdaContext) -> PartialItemFailureResponse:
    """Every hour: what was deleted leaves the indexes of idle desks, too. What is late waits for the next."""
    for desk in desks:
        if context.get_remaining_time_in_millis() < 2 * _RESERVE_MS:
            _log().warning("not all indexes were looked after", extra={"from": desk})
            break
        _fill(deps, desk, context)
    return {"batchItemFailures": []}


def _fill(deps: FeedDeps, desk: str, context: LambdaContext) -> None:
    """The batch is done: a failure here is logged, and tried again after the next one."""
    try:
        if not fill(deps, desk, lambda: context.get_remaining_time_in_millis() > _RESERVE_MS):
            _log().warning("the search index is not filled yet", extra={"desk": desk})
            return
        tidy(deps, desk, lambda: context.get_remaining_time_in_millis() > 2 * _RESERVE_MS)
    except Exception:  # noqa: BLE001 - see above
        _log().exception("the search index could not be filled", extra={"desk": desk})


def _ref(body: str) -> Changed:
    message = msgspec.json.decode(body, type=Message)
    desk = check_id(message.desk, "desk")
    if message.article:
        return ArticleRef(desk, check_id(message.article, "article"))
    scope = TenantRef(desk, check_id(message.tenant, "tenant"))
    if message.person:
        return PersonKey(scope, check_id(message.person, "person"))
    if message.number < 1:
        raise Invalid(field="number", reason="names no ticket")
    return TicketRef(scope, message.number)


def _log() -> Logger:
    return observe.logger("kb_search")
