"""The table's stream, read by the relay alone, which copies what matters into queues."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources

from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.queue import DeadLetters

_READ = [
    f"dynamodb:{action}" for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
]
_WRITTEN = ["article", "delivery", "entry", "person", "ticket"]  # as the relay reads them: tests compare
_REMOVED = ["person", "ticket"]
# The emulator retries for ever unless records have an age. On AWS the age lets a fault of some hours pass;
# deliveries are swept up by the checker in any case, and the index can be built again.
_LOCAL_AGE = Duration.seconds(60)
_AGE = Duration.hours(6)
_LATE = Duration.minutes(2)


def relay_stream(relay: HelpdeskFunction, table: dynamodb.ITable, around: Surroundings) -> None:
    """Feed the relay the kinds it copies; what it cannot copy is kept and alarmed about."""
    name = relay.node.id
    lost = DeadLetters(relay, "Lost", around, name=name).queue
    stream = str(table.table_stream_arn)
    # By hand, because CDK's own event source lets the function list all streams of the account.
    relay.allow(_READ, [stream])
    relay.function.add_event_source_mapping(
        "Stream",
        event_source_arn=stream,
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,
        batch_size=100,
        bisect_batch_on_error=True,
        max_record_age=_LOCAL_AGE if around.deployment.local else _AGE,
        on_failure=sources.SqsDlq(lost),
        report_batch_item_failures=True,
        filters=[
            lambda_.FilterCriteria.filter(_rows("NewImage", _WRITTEN)),
            lambda_.FilterCriteria.filter(
                {"eventName": lambda_.FilterRule.is_equal("REMOVE"), **_rows("OldImage", _REMOVED)}
            ),
        ],
    )
    age = relay.function.metric("IteratorAge", period=Duration.minutes(1), statistic="Maximum")
    around.alarms.at_least(
        f"{name}Late", age, _LATE.to_milliseconds(), f"{name} falls behind the table", periods=5
    )


def _rows(image: str, kinds: list[str]) -> dict[str, object]:
    return {"dynamodb": {image: {"kind": {"S": lambda_.FilterRule.or_(*kinds)}}}}
