"""What must survive everything: table, buckets, accounts."""

from aws_cdk import Aws, CfnOutput, CfnParameter, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.alarms import Alarms
from infra.constructs.buckets import PrivateBucket, access_log_bucket
from infra.constructs.bundle import Bundle
from infra.constructs.function import Surroundings
from infra.constructs.identity import Identity
from infra.constructs.table import HelpdeskTable
from infra.deployment import Deployment
from infra.names import INBOUND, RULE_SET


class DataStack(Stack):
    """Retained when the stack goes (not so on a laptop), encrypted, and protected from deletion."""

    def __init__(
        self, scope: Construct, construct_id: str, deployment: Deployment, *, env: Environment
    ) -> None:
        super().__init__(scope, construct_id, env=env, termination_protection=not deployment.local)
        local = deployment.local
        portal_url = CfnParameter(self, "PortalUrl", default=deployment.portal_url).value_as_string
        self.alarm_topic = _alarm_topic(self, deployment)
        around = Surroundings(
            deployment=deployment,
            bundle=Bundle(self, "Bundle", deployment),
            alarms=Alarms(self, "Alarms", self.alarm_topic),
        )
        self.table = HelpdeskTable(self, "Tickets", local=local).table
        logs = access_log_bucket(self, "AccessLogs", local=local)
        self.mail = PrivateBucket(self, "Mail", local=local, logs=logs).bucket
        origins = [portal_url, *(f"https://{host}" for host in deployment.portal_hosts)]
        self.files = PrivateBucket(self, "Files", local=local, logs=logs, uploads_from=origins).bucket
        # The index can be made again from the table, and its manifest is swapped many times an hour.
        self.index = PrivateBucket(self, "Index", local=local, logs=logs, keep_versions=False).bucket
        _let_ses_write(self, self.mail)
        self.identity = Identity(self, "Identity", around, table=self.table, portal_url=portal_url)
        for name, value in {
            "TableName": self.table.table_name,
            "MailBucket": self.mail.bucket_name,
            "FilesBucket": self.files.bucket_name,
            "IndexBucket": self.index.bucket_name,
            "UserPoolId": self.identity.pool.user_pool_id,
            "UserPoolClientId": self.identity.client.user_pool_client_id,
        }.items():
            CfnOutput(self, name, value=value)
        pages = deployment.pool_pages(Aws.REGION)
        if pages:  # what an organisation's provider wants to know of us
            entity = f"urn:amazon:cognito:sp:{self.identity.pool.user_pool_id}"
            CfnOutput(self, "SamlEntityId", value=entity)
            CfnOutput(self, "SamlReplyUrl", value=f"{pages}/saml2/idpresponse")


def _alarm_topic(scope: Construct, deployment: Deployment) -> sns.Topic:
    topic = sns.Topic(scope, "AlarmTopic", enforce_ssl=True)
    topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com"))
    if deployment.alarm_email:
        topic.add_subscription(subscriptions.EmailSubscription(deployment.alarm_email))
    return topic


def _let_ses_write(stack: Stack, bucket: s3.Bucket) -> None:
    """Only our own account's receipt rules may put mail here, not those of anybody who learns the name."""
    rules = stack.format_arn(
        service="ses", resource="receipt-rule-set", resource_name=f"{RULE_SET}:receipt-rule/*"
    )
    bucket.add_to_resource_policy(
        iam.PolicyStatement(
            sid="AllowReceiptRules",
            principals=[iam.ServicePrincipal("ses.amazonaws.com")],
            actions=["s3:PutObject"],
            resources=[bucket.arn_for_objects(f"{INBOUND}*")],
            conditions={
                "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                "ArnLike": {"aws:SourceArn": rules},
            },
        )
    )
