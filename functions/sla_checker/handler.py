"""Every minute, from EventBridge: promises that are due, and deliveries left behind."""

from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from helpdesk import bootstrap, observe
from helpdesk.usecases.check_promises import Checked, CheckerDeps, check

_RESERVE_MS = 10_000
"""Stop starting on further tickets when this little time is left; the next run goes on."""


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """What the schedule says: `shards` of the work index are this run's, or all of them."""

    shards: tuple[int, ...] | None = None


def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Lambda entry point."""
    return respond(bootstrap.checker(), event, context)


def respond(deps: CheckerDeps, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Check, log and measure one run."""
    tick = msgspec.convert(event, Tick)
    checked = check(deps, lambda: context.get_remaining_time_in_millis() > _RESERVE_MS, tick.shards)
    _measure(checked)
    log = _log().error if checked.failed else _log().info
    log("promises checked", extra={"checked": msgspec.to_builtins(checked)})
    return {"fired": checked.fired, "failed": checked.failed, "redelivered": checked.redelivered}


def _measure(checked: Checked) -> None:
    metrics = observe.metrics("sla_checker")
    metrics.add_metric(name="PromisesFired", unit=MetricUnit.Count, value=checked.fired)
    metrics.add_metric(name="PromisesFailed", unit=MetricUnit.Count, value=checked.failed)
    metrics.add_metric(name="DigestsSent", unit=MetricUnit.Count, value=checked.digests)
    metrics.add_metric(name="TicketsRecalculated", unit=MetricUnit.Count, value=checked.recalculated)
    metrics.add_metric(name="CheckerLateness", unit=MetricUnit.Seconds, value=checked.lateness)
    metrics.flush_metrics()


def _log() -> Logger:
    return observe.logger("sla_checker")
