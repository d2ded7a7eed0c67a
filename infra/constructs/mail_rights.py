"""The right to send mail: from the deployment's own domains, through its own configuration set, only."""

from aws_cdk import Stack

from infra.constructs.function import HelpdeskFunction
from infra.deployment import Deployment


def allow_send(function: HelpdeskFunction, deployment: Deployment) -> None:
    """Both actions are needed: SES checks SendRawEmail when a SendEmail of its API v2 carries a raw mail."""
    stack = Stack.of(function)
    identities = [
        stack.format_arn(service="ses", resource="identity", resource_name=domain)
        for domain in deployment.mail_domains
    ]
    configuration_set = stack.format_arn(
        service="ses", resource="configuration-set", resource_name=deployment.configuration_set
    )
    function.allow(
        ["ses:SendEmail", "ses:SendRawEmail"],
        [*identities, configuration_set],
        StringLike={"ses:FromAddress": [f"*@{domain}" for domain in deployment.mail_domains]},
    )
