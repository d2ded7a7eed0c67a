"""Mail that leaves: its configuration set, what SES tells about it, and the reputation we live by."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sns as sns

from infra.constructs.alarms import Alarms

# AWS reviews an account at 5 % bounces or 0.1 % complaints; these are half of that.
_BOUNCES = 0.025
_COMPLAINTS = 0.0005


def make_configuration_set(stack: Stack, name: str, events: sns.ITopic) -> ses.ConfigurationSet:
    """Through it all mail goes; deliveries, bounces, complaints and rejects are told to `events`."""
    configuration_set = ses.ConfigurationSet(
        stack,
        "ConfigurationSet",
        configuration_set_name=name,
        reputation_metrics=True,
        suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    )
    # Not the L2 event destination: it writes into the topic's policy, in a stack that must not need this one.
    destination = ses.CfnConfigurationSetEventDestination(
        stack,
        "Events",
        configuration_set_name=configuration_set.configuration_set_name,
        event_destination=ses.CfnConfigurationSetEventDestination.EventDestinationProperty(
            name="mail-events",
            enabled=True,
            matching_event_types=["delivery", "bounce", "complaint", "reject"],
            sns_destination=ses.CfnConfigurationSetEventDestination.SnsDestinationProperty(
                topic_arn=events.topic_arn
            ),
        ),
    )
    destination.node.add_dependency(configuration_set)
    return configuration_set


def add_reputation_alarms(alarms: Alarms) -> None:
    """Tell long before SES stops our mail."""
    for kind, limit in (("BounceRate", _BOUNCES), ("ComplaintRate", _COMPLAINTS)):
        rate = cloudwatch.Metric(
            namespace="AWS/SES",
            metric_name=f"Reputation.{kind}",
            period=Duration.hours(1),
            statistic="Maximum",
        )
        alarms.at_least(kind, rate, limit, f"SES {kind} endangers the account's right to send")
