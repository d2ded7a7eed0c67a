"""Mail that arrives: one rule per domain (SES allows 200), into the bucket, with a notice to the topic."""

from collections.abc import Sequence

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sns as sns
from aws_cdk import custom_resources as cr
from constructs import Construct

from infra.constructs.acknowledged import acknowledge, acknowledge_custom_resource
from infra.names import INBOUND, RULE_SET


class ReceiptRules(Construct):
    """`activate` makes this the account's active rule set in the region: there can be only one."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        domains: Sequence[str],
        bucket: s3.IBucket,
        notices: sns.ITopic,
        activate: bool,
    ) -> None:
        super().__init__(scope, construct_id)
        rule_set = ses.CfnReceiptRuleSet(self, "RuleSet", rule_set_name=RULE_SET)
        previous: ses.CfnReceiptRule | None = None
        for domain in domains:
            rule = _rule(self, domain, bucket, notices, after=previous)
            rule.add_resource_dependency(previous or rule_set)
            previous = rule
        if activate:
            self._activate(previous or rule_set)

    def _activate(self, after: Construct) -> None:
        # CloudFormation can make a rule set but not make it the active one.
        action = "SetActiveReceiptRuleSet"
        on = cr.AwsSdkCall(
            service="ses",
            action=action,
            parameters={"RuleSetName": RULE_SET},
            physical_resource_id=cr.PhysicalResourceId.of(RULE_SET),
        )
        off = cr.AwsSdkCall(service="ses", action=action, parameters={})
        statement = iam.PolicyStatement(actions=[f"ses:{action}"], resources=["*"])
        active = cr.AwsCustomResource(
            self,
            "Active",
            on_create=on,
            on_update=on,
            on_delete=off,
            install_latest_aws_sdk=False,
            policy=cr.AwsCustomResourcePolicy.from_statements([statement]),
        )
        active.node.add_dependency(after)
        on_account = "SES knows no resource for SetActiveReceiptRuleSet: it acts on the account"
        acknowledge(active, {"AwsSolutions-IAM5[Resource::*]": on_account})
        acknowledge_custom_resource(Stack.of(self))


def _rule(
    scope: Construct,
    domain: str,
    bucket: s3.IBucket,
    notices: sns.ITopic,
    *,
    after: ses.CfnReceiptRule | None,
) -> ses.CfnReceiptRule:
    # S3, not SNS, takes the mail: the SNS action bounces mail above 150 KB, the S3 action takes 40 MB.
    store = ses.CfnReceiptRule.S3ActionProperty(
        bucket_name=bucket.bucket_name, object_key_prefix=INBOUND, topic_arn=notices.topic_arn
    )
    return ses.CfnReceiptRule(
        scope,
        f"Rule-{domain}",
        rule_set_name=RULE_SET,
        after=after.ref if after else None,
        rule=ses.CfnReceiptRule.RuleProperty(
            name=domain.replace(".", "-"),
            enabled=True,
            recipients=[domain],
            scan_enabled=True,
            tls_policy="Require",
            actions=[ses.CfnReceiptRule.ActionProperty(s3_action=store)],
        ),
    )
