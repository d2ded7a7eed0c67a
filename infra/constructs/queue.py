"""A queue that feeds one function, with the dead-letter queue for what that function cannot handle."""

from aws_cdk import Duration
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.acknowledged import acknowledge
from infra.constructs.function import HelpdeskFunction, Surroundings

_DEAD_LETTERS_KEPT = Duration.days(14)
# On AWS a message stays hidden for six times the function's timeout, as the Lambda guide asks. On a laptop
# nobody wants to wait half an hour to see a poisoned mail land in the dead-letter queue.
_LOCAL_HIDDEN = Duration.seconds(10)
_LOCAL_TRIES = 3
_TRIES = 5


class WorkQueue(Construct):
    """Queue, dead-letter queue, and an alarm on anything in the latter."""

    def __init__(
        self, scope: Construct, construct_id: str, around: Surroundings, *, work_time: Duration
    ) -> None:
        """`work_time` is the timeout of the function that will read it."""
        super().__init__(scope, construct_id)
        local = around.deployment.local
        self.dead_letters = DeadLetters(self, "DeadLetters", around, name=construct_id)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(4),
            visibility_timeout=_LOCAL_HIDDEN if local else Duration.seconds(6 * work_time.to_seconds()),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters.queue, max_receive_count=_LOCAL_TRIES if local else _TRIES
            ),
        )
        if local:
            acknowledge(self.queue, {"CloudFormation-Validate::E3505": "a short wait, for people who watch"})

    def feed(
        self,
        function: HelpdeskFunction,
        *,
        batch: int,
        window: Duration | None = None,
        at_once: int | None = None,
    ) -> None:
        """Let `function` read it, in batches of which it reports the failed items only."""
        function.function.add_event_source(
            sources.SqsEventSource(
                self.queue,
                batch_size=batch,
                max_batching_window=window,
                max_concurrency=at_once,
                report_batch_item_failures=True,
            )
        )


class DeadLetters(Construct):
    """Where messages end that could not be handled; kept for two weeks, alarmed about at once."""

    def __init__(self, scope: Construct, construct_id: str, around: Surroundings, *, name: str) -> None:
        super().__init__(scope, construct_id)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=_DEAD_LETTERS_KEPT,
        )
        around.alarms.dead_letters(self.queue, name)
        acknowledge(self.queue, {"AwsSolutions-SQS3": "this is the last stop; the alarm calls somebody"})
