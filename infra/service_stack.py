"""What acts: the functions, and the queues between them."""

from aws_cdk import Aws, CfnOutput, CfnParameter, Duration, Environment, Stack
from constructs import Construct

from infra.constructs.alarms import Alarms
from infra.constructs.bundle import Bundle
from infra.constructs.function import Surroundings
from infra.constructs.functions import Functions, Places
from infra.constructs.mail_way_in import MailWayIn
from infra.constructs.queue import WorkQueue
from infra.constructs.schedule import each_hour, each_minute
from infra.constructs.stream import relay_stream
from infra.data_stack import DataStack
from infra.deployment import LOCAL_CLOUD_URL, Deployment


class ServiceStack(Stack):
    """Holds no data: it can be destroyed and deployed again at any time."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        deployment: Deployment,
        *,
        data: DataStack,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env)
        around = Surroundings(
            deployment=deployment,
            bundle=Bundle(self, "Bundle", deployment),
            alarms=Alarms(self, "Alarms", data.alarm_topic),
        )
        portal_url = CfnParameter(self, "PortalUrl", default=deployment.portal_url).value_as_string
        outbox = WorkQueue(self, "OutboxQueue", around, work_time=Duration.minutes(1))
        index = WorkQueue(self, "IndexQueue", around, work_time=Duration.minutes(2))
        webhooks = WorkQueue(self, "WebhookQueue", around, work_time=Functions.webhooks_timeout)
        self.functions = Functions(
            self,
            around,
            Places(
                table=data.table,
                mail=data.mail,
                files=data.files,
                index=data.index,
                identity=data.identity,
                outbox=outbox.queue,
                feed=index.queue,
                webhooks=webhooks.queue,
                portal_url=portal_url,
                cognito_url=_cognito_url(deployment),
                keys_base=_keys_base(self, deployment),
            ),
        )
        self.inbound_mail = MailWayIn(self, "InboundMail", around, self.functions).topic
        self.mail_events = MailWayIn(self, "MailEvents", around, self.functions, field="eventType").topic
        outbox.feed(self.functions.outbox, batch=10, at_once=10)
        index.feed(self.functions.kb_index, batch=50, window=Duration.seconds(2), at_once=2)
        # One at a time, so that a receiver that does not answer holds up no other message of a batch.
        webhooks.feed(self.functions.webhooks, batch=1, at_once=10)
        relay_stream(self.functions.outbox_relay, data.table, around)
        each_minute(self.functions.sla_checker, around)
        each_minute(self.functions.webhooks, around, sharded=False)
        each_minute(self.functions.privacy, around, sharded=False)
        each_hour(self.functions.outbox)  # reminders to those who keep knowledge
        each_hour(
            self.functions.kb_index
        )  # what was deleted leaves the index of a desk where nothing changes
        for name, value in {
            "InboundMailTopic": self.inbound_mail.topic_arn,
            "MailEventsTopic": self.mail_events.topic_arn,
            "PortalUrlInUse": portal_url,
        }.items():
            CfnOutput(self, name, value=value)


def _cognito_url(deployment: Deployment) -> str:
    """Where the browser talks to Cognito; on a laptop our own proxy, under whatever name the page has."""
    return "/_cognito/" if deployment.local else f"https://cognito-idp.{Aws.REGION}.amazonaws.com/"


def _keys_base(stack: Stack, deployment: Deployment) -> str:
    """Where the pool's public keys are; the issuer named in the tokens is the same everywhere."""
    if not deployment.local:
        return f"https://cognito-idp.{Aws.REGION}.amazonaws.com"
    return CfnParameter(stack, "CloudUrl", default=LOCAL_CLOUD_URL).value_as_string
