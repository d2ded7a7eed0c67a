"""Alarms, all told to one topic. An alarm here means: somebody should look, soon."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

_MINUTE = Duration.minutes(1)
_FIVE_MINUTES = Duration.minutes(5)


class Alarms(Construct):
    """Makes alarms that tell `topic`; silence counts as good unless said otherwise."""

    def __init__(self, scope: Construct, construct_id: str, topic: sns.ITopic) -> None:
        super().__init__(scope, construct_id)
        self._action = actions.SnsAction(topic)

    def at_least(
        self, name: str, metric: cloudwatch.IMetric, threshold: float, meaning: str, *, periods: int = 1
    ) -> None:
        """Alarm when the metric reaches `threshold` in `periods` periods in a row."""
        self._alarm(
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            alarm_description=meaning,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )

    def function(self, function: lambda_.IFunction, name: str) -> None:
        """Errors and throttles of a function."""
        errors = function.metric_errors(period=_FIVE_MINUTES, statistic="Sum")
        self.at_least(f"{name}Errors", errors, 1, f"{name} ended with an error; its log says why")
        throttles = function.metric_throttles(period=_FIVE_MINUTES, statistic="Sum")
        self.at_least(
            f"{name}Throttles", throttles, 1, f"{name} was throttled: raise the account's concurrency limit"
        )

    def dead_letters(self, queue: sqs.IQueue, name: str) -> None:
        """Anything at all in a dead-letter queue."""
        waiting = queue.metric_approximate_number_of_messages_visible(period=_MINUTE, statistic="Maximum")
        self.at_least(
            f"{name}DeadLetters",
            waiting,
            1,
            f"{name}: messages that could not be handled wait to be looked at",
        )

    def oldest(self, queue: sqs.IQueue, name: str, limit: Duration) -> None:
        """The oldest message waits longer than `limit`."""
        age = queue.metric_approximate_age_of_oldest_message(period=_MINUTE, statistic="Maximum")
        meaning = f"{name}: the oldest message has waited more than {limit.to_minutes():g} minutes"
        self.at_least(f"{name}Age", age, limit.to_seconds(), meaning)

    def silent(self, function: lambda_.IFunction, name: str) -> None:
        """The function has not run at all for five minutes; here silence is the fault."""
        self._alarm(
            f"{name}Silent",
            metric=function.metric_invocations(period=_FIVE_MINUTES, statistic="Sum"),
            threshold=1,
            evaluation_periods=1,
            alarm_description=f"{name} has not run for five minutes: promises are not watched",
            comparison_operator=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING,
        )

    def _alarm(
        self,
        name: str,
        *,
        metric: cloudwatch.IMetric,
        threshold: float,
        evaluation_periods: int,
        alarm_description: str,
        comparison_operator: cloudwatch.ComparisonOperator,
        treat_missing_data: cloudwatch.TreatMissingData,
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=evaluation_periods,
            alarm_description=alarm_description,
            comparison_operator=comparison_operator,
            treat_missing_data=treat_missing_data,
        )
        alarm.add_alarm_action(self._action)
        alarm.add_ok_action(self._action)
