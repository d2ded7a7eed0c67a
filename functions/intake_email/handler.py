"""SES mail and SES delivery events, from SQS."""

from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.batches import each_record
from helpdesk.domain.errors import DuplicateMail, NotFound
from helpdesk.usecases.intake.delivery_events import record as record_delivery_event
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.receive import receive
from intake_email.events import read_delivery_event, read_notice


def handle(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda entry point."""
    return respond(bootstrap.intake(), event, context)


def respond(deps: IntakeDeps, event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Take in every record of the batch; a poison one goes back to the queue alone."""
    return each_record(event, context, lambda body: _take_in(deps, body), _log())


def _take_in(deps: IntakeDeps, text: str) -> None:
    body = msgspec.json.decode(text, type=dict[str, Any])
    if "eventType" in body:
        _record(deps, body)
    else:
        _receive(deps, body)


def _receive(deps: IntakeDeps, body: dict[str, Any]) -> None:
    notice = read_notice(body)
    for landing in receive(deps, notice):
        facts = {
            "raw": notice.raw,
            "fate": landing.fate,
            "ticket": str(landing.ticket),
            "why": landing.detail,
        }
        _log().info("mail landed", extra=facts)


def _record(deps: IntakeDeps, body: dict[str, Any]) -> None:
    told = read_delivery_event(body)
    if told is None:
        return
    try:
        record_delivery_event(deps.store, deps.new_id, told)
    except DuplicateMail:
        _log().info("delivery event told again", extra={"event_id": told.id})
    except NotFound:
        _log().warning("delivery event about a ticket that is gone", extra={"event_id": told.id})


def _log() -> Logger:
    return observe.logger("intake_email")
