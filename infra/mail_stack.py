"""Mail by SES: who we are, where mail for us goes, and what became of mail from us."""

from aws_cdk import CfnOutput, Environment, Fn, Stack
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.constructs.alarms import Alarms
from infra.constructs.receipt_rules import ReceiptRules
from infra.constructs.sending import add_reputation_alarms, make_configuration_set
from infra.data_stack import DataStack
from infra.deployment import Deployment
from infra.service_stack import ServiceStack

MAIL_FROM = "bounce"  # the envelope sender's subdomain: lets SPF align with the domain


class MailStack(Stack):
    """Not deployed locally: there, a door for SMTP and a stand-in for SES take its place."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        deployment: Deployment,
        *,
        data: DataStack,
        service: ServiceStack,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env)
        configuration_set = make_configuration_set(self, deployment.configuration_set, service.mail_events)
        for domain in deployment.mail_domains:
            _identity(self, domain, configuration_set)
        ReceiptRules(
            self,
            "Rules",
            domains=deployment.mail_domains,
            bucket=data.mail,
            notices=service.inbound_mail,
            activate=deployment.activate_rule_set,
        )
        add_reputation_alarms(Alarms(self, "Alarms", data.alarm_topic))


def _identity(stack: Stack, domain: str, configuration_set: ses.IConfigurationSet) -> None:
    identity = ses.EmailIdentity(
        stack,
        f"Identity-{domain}",
        identity=ses.Identity.domain(domain),
        configuration_set=configuration_set,
        mail_from_domain=f"{MAIL_FROM}.{domain}",
        # Until its DNS records are there, mail goes out under amazonses.com instead of not at all.
        mail_from_behavior_on_mx_failure=ses.MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    )
    records = [f"{record.name}. CNAME {record.value}." for record in identity.dkim_records]
    region = stack.region
    records += [
        f"{domain}. MX 10 inbound-smtp.{region}.amazonaws.com.",
        f"{MAIL_FROM}.{domain}. MX 10 feedback-smtp.{region}.amazonses.com.",
        f'{MAIL_FROM}.{domain}. TXT "v=spf1 include:amazonses.com ~all"',
        f'_dmarc.{domain}. TXT "v=DMARC1; p=quarantine"',
    ]
    name = "".join(part.title() for part in domain.replace("-", ".").split("."))
    CfnOutput(stack, f"Dns{name}", value=Fn.join(" | ", records), description=f"DNS records of {domain}")
