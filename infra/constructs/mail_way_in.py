"""The way of SES's notices to `intake_email`: topic, queue, function."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.function import Surroundings
from infra.constructs.functions import Functions
from infra.constructs.queue import WorkQueue

_OLDEST = Duration.minutes(5)
_PRESENT = sns.FilterOrPolicy.filter(sns.SubscriptionFilter.exists_filter())


class MailWayIn(Construct):
    """A topic that only SES, for this account, publishes to; alarms when the oldest notice waits too long."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        around: Surroundings,
        functions: Functions,
        *,
        field: str | None = None,
    ) -> None:
        """With `field`, only notices that have it go on: SES greets a new topic with a plain sentence."""
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", enforce_ssl=True)
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AllowSes",
                principals=[iam.ServicePrincipal("ses.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        queue = WorkQueue(self, construct_id, around, work_time=functions.intake_timeout)
        self.topic.add_subscription(
            subscriptions.SqsSubscription(
                queue.queue,
                raw_message_delivery=True,
                filter_policy_with_message_body={field: _PRESENT} if field else None,
            )
        )
        queue.feed(functions.intake_email, batch=5, at_once=20)
        around.alarms.oldest(queue.queue, construct_id, _OLDEST)
