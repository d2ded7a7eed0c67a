"""The tick: once a minute, due promises and forgotten deliveries are looked for."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda_destinations as destinations

from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.queue import DeadLetters


def each_minute(function: HelpdeskFunction, around: Surroundings) -> None:
    """Run the function every minute. A failed run is kept, not retried: the next one does its work too."""
    name = function.node.id
    failed = DeadLetters(function, "Failed", around, name=name).queue
    function.function.configure_async_invoke(
        retry_attempts=0, max_event_age=Duration.minutes(1), on_failure=destinations.SqsDestination(failed)
    )
    events.Rule(
        function,
        "EachMinute",
        schedule=events.Schedule.rate(Duration.minutes(1)),
        targets=[
            targets.LambdaFunction(function.function, retry_attempts=0, max_event_age=Duration.minutes(1))
        ],
    )
    around.alarms.silent(function.function, name)
