"""The ticks: once a minute, due promises and forgotten deliveries; once an hour, what is in no hurry."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda_destinations as destinations

from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.queue import DeadLetters

_MOST_TARGETS = 5  # of one rule (EventBridge)


def each_minute(function: HelpdeskFunction, around: Surroundings, *, sharded: bool = True) -> None:
    """Run the function every minute. A failed run is kept, not retried: the next one does its work too.

    `sharded`: one run for each shard of the index of due work, side by side; on a laptop one does them all.
    """
    name = function.node.id
    failed = DeadLetters(function, "Failed", around, name=name).queue
    function.function.configure_async_invoke(
        retry_attempts=0, max_event_age=Duration.minutes(1), on_failure=destinations.SqsDestination(failed)
    )
    alone = around.deployment.local or not sharded
    shards = [None] if alone else list(range(around.deployment.work_shards))
    for first in range(0, len(shards), _MOST_TARGETS):
        events.Rule(
            function,
            f"EachMinute{first or ''}",
            schedule=events.Schedule.rate(Duration.minutes(1)),
            targets=[_run(function, shard) for shard in shards[first : first + _MOST_TARGETS]],
        )
    around.alarms.silent(function.function, name)


def each_hour(function: HelpdeskFunction) -> None:
    """Run the function every hour, besides what its queue brings. A failed run waits for the next one."""
    run = targets.LambdaFunction(
        function.function,
        event=events.RuleTargetInput.from_object({"hourly": True}),
        retry_attempts=0,
        max_event_age=Duration.minutes(5),
    )
    events.Rule(function, "EachHour", schedule=events.Schedule.rate(Duration.hours(1)), targets=[run])


def _run(function: HelpdeskFunction, shard: int | None) -> targets.LambdaFunction:
    event = None if shard is None else events.RuleTargetInput.from_object({"shards": [shard]})
    return targets.LambdaFunction(
        function.function, event=event, retry_attempts=0, max_event_age=Duration.minutes(1)
    )
