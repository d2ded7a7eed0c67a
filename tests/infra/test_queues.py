"""Queues: what cannot be handled is kept, alone, and somebody is told."""

import json

import pytest

from helpdesk.storage.stream import REMOVED, WRITTEN
from tests.infra.assembly import Assembly, Properties, Resource, target

FED = {
    "InboundMail": "IntakeEmail",
    "MailEvents": "IntakeEmail",
    "OutboxQueue": "Outbox",
    "IndexQueue": "KbIndex",
    "WebhookQueue": "Webhooks",
}


def queues(assembly: Assembly) -> dict[str, Resource]:
    return dict(assembly.every("SQS::Queue"))


def mapping(assembly: Assembly, queue: str) -> Resource:
    (found,) = (
        made
        for _, made in assembly.every("Lambda::EventSourceMapping")
        if target(made.properties["EventSourceArn"]).startswith(queue)
    )
    return found


@pytest.mark.parametrize(("queue", "function"), FED.items())
def test_a_queue_feeds_its_function_which_reports_single_failures(
    aws: Assembly, queue: str, function: str
) -> None:
    made = mapping(aws, queue).properties

    assert f"{function}Function" in target(made["FunctionName"])
    assert made["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("queue", FED)
def test_a_message_is_tried_five_times_and_then_kept_for_two_weeks(aws: Assembly, queue: str) -> None:
    fed = queues(aws)[target(mapping(aws, queue).properties["EventSourceArn"])]
    redrive = fed.properties["RedrivePolicy"]

    assert redrive["maxReceiveCount"] == 5
    dead = queues(aws)[target(redrive["deadLetterTargetArn"])]
    assert dead.properties["MessageRetentionPeriod"] == 14 * 24 * 3600


@pytest.mark.parametrize("queue", FED)
def test_a_message_stays_hidden_for_six_times_the_functions_timeout(aws: Assembly, queue: str) -> None:
    made = mapping(aws, queue).properties
    functions = dict(aws.every("Lambda::Function"))
    timeout = functions[target(made["FunctionName"])].properties["Timeout"]

    assert queues(aws)[target(made["EventSourceArn"])].properties["VisibilityTimeout"] >= 6 * timeout


def test_all_queues_are_encrypted_and_ask_for_tls(aws: Assembly) -> None:
    policies = [made.properties for _, made in aws.every("SQS::QueuePolicy")]
    tls = {target(queue) for one in policies for queue in one["Queues"] if "aws:SecureTransport" in str(one)}

    assert tls == set(queues(aws))
    assert all(queue.properties["SqsManagedSseEnabled"] for queue in queues(aws).values())


def test_anything_in_a_dead_letter_queue_calls_somebody(aws: Assembly) -> None:
    fed = {target(made.properties["EventSourceArn"]) for _, made in aws.every("Lambda::EventSourceMapping")}
    last_stops = set(queues(aws)) - fed
    watched = {
        target(dimension["Value"])
        for _, alarm in aws.every("CloudWatch::Alarm")
        if alarm.properties.get("MetricName") == "ApproximateNumberOfMessagesVisible"
        and alarm.properties["Threshold"] == 1
        for dimension in alarm.properties["Dimensions"]
    }

    assert len(last_stops) == 9
    assert watched == last_stops


def test_mail_that_waits_five_minutes_calls_somebody(aws: Assembly) -> None:
    alarm = aws.stacks["Loket-Service"].named("CloudWatch::Alarm", "InboundMailAge").properties

    assert alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
    assert alarm["Threshold"] == 300


@pytest.mark.parametrize("topic", ["InboundMail", "MailEvents"])
def test_notices_reach_the_queue_as_ses_wrote_them(aws: Assembly, topic: str) -> None:
    service = aws.stacks["Loket-Service"]
    (subscription,) = (
        made.properties for _, made in service.of("SNS::Subscription").items()
        if target(made.properties["TopicArn"]).startswith(topic)
    )  # fmt: skip

    assert subscription["RawMessageDelivery"] is True
    assert target(subscription["Endpoint"]).startswith(f"{topic}Queue")


def test_only_what_is_an_event_is_passed_on_as_one(aws: Assembly) -> None:
    filters = {
        target(made.properties["TopicArn"]): made.properties.get("FilterPolicy")
        for made in aws.stacks["Loket-Service"].of("SNS::Subscription").values()
    }
    by_name = {name.partition("Topic")[0]: wanted for name, wanted in filters.items()}

    assert by_name == {"InboundMail": None, "MailEvents": {"eventType": [{"exists": True}]}}


@pytest.mark.parametrize("topic", ["InboundMail", "MailEvents"])
def test_only_ses_for_our_account_may_publish_notices(aws: Assembly, topic: str) -> None:
    policy = aws.stacks["Loket-Service"].named("SNS::TopicPolicy", topic).properties["PolicyDocument"]
    allowed = [one for one in policy["Statement"] if one["Effect"] == "Allow"]

    assert [one["Principal"] for one in allowed] == [{"Service": "ses.amazonaws.com"}]
    assert "aws:SourceAccount" in str(allowed[0]["Condition"])


def test_the_stream_goes_to_the_relay_and_what_is_lost_is_kept(aws: Assembly) -> None:
    made = mapping(aws, "Loket-Data:").properties

    assert "OutboxRelayFunction" in target(made["FunctionName"])
    assert made["StartingPosition"] == "TRIM_HORIZON"
    assert made["BisectBatchOnFunctionError"] is True
    assert "OutboxRelayLost" in target(made["DestinationConfig"]["OnFailure"]["Destination"])


def test_the_stream_carries_every_kind_of_row_that_the_relay_reads(aws: Assembly) -> None:
    filters = mapping(aws, "Loket-Data:").properties["FilterCriteria"]["Filters"]
    written, removed = (json.loads(one["Pattern"]) for one in filters)

    assert set(written["dynamodb"]["NewImage"]["kind"]["S"]) == WRITTEN
    assert removed["eventName"] == ["REMOVE"]
    assert set(removed["dynamodb"]["OldImage"]["kind"]["S"]) == REMOVED


def test_a_laptop_gives_stream_records_up_after_a_minute(local: Assembly) -> None:
    assert mapping(local, "Loket-Data:").properties["MaximumRecordAgeInSeconds"] == 60


def ticks(assembly: Assembly, function: str) -> list[Properties]:
    """The minutely runs of a function."""
    rules = assembly.stacks["Loket-Service"].of("Events::Rule").values()
    runs = [run for rule in rules for run in rule.properties["Targets"]]
    return [run for run in runs if f"{function}Function" in target(run["Arn"])]


def test_a_failed_tick_is_kept_and_not_repeated(aws: Assembly) -> None:
    service = aws.stacks["Loket-Service"]
    rules = [made.properties for made in service.of("Events::Rule").values()]
    retries = [made.properties for made in service.of("Lambda::EventInvokeConfig").values()]
    failed = sorted(target(one["DestinationConfig"]["OnFailure"]["Destination"]) for one in retries)

    assert {rule["ScheduleExpression"] for rule in rules} == {"rate(1 minute)", "rate(1 hour)"}
    assert {one["MaximumRetryAttempts"] for one in retries} == {0}
    names = ("PrivacyFailed", "SlaCheckerFailed", "WebhooksFailed")
    assert [name in one for name, one in zip(names, failed, strict=True)] == [True, True, True]


def test_what_is_in_no_hurry_has_a_run_each_hour_that_the_next_one_makes_good(aws: Assembly) -> None:
    rules = [made.properties for made in aws.stacks["Loket-Service"].of("Events::Rule").values()]
    runs = [run for each in rules if each["ScheduleExpression"] == "rate(1 hour)" for run in each["Targets"]]

    assert len(runs) == 2
    for run, name in zip(
        sorted(runs, key=lambda one: target(one["Arn"])), ("KbIndex", "Outbox"), strict=True
    ):
        assert name in target(run["Arn"])
        assert json.loads(run["Input"]) == {"hourly": True}
        assert run["RetryPolicy"]["MaximumRetryAttempts"] == 0


def test_each_shard_of_due_work_has_a_run_of_its_own(aws: Assembly, local: Assembly) -> None:
    runs = ticks(aws, "SlaChecker")
    (alone,) = ticks(local, "SlaChecker")

    assert [json.loads(run["Input"]) for run in runs] == [{"shards": [shard]} for shard in range(4)]
    assert all("SlaCheckerFunction" in target(run["Arn"]) for run in runs)
    assert "Input" not in alone
    assert ["Input" in run for run in ticks(aws, "Webhooks")] == [False]
