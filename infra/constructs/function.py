"""One function of the help desk: own role with only what it is given, own log, alarms."""

import re
from collections.abc import Mapping, Sequence

import msgspec
from aws_cdk import Duration, RemovalPolicy, Size
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from helpdesk import config
from infra.constructs.acknowledged import acknowledge
from infra.constructs.alarms import Alarms
from infra.constructs.bundle import ARCHITECTURE, RUNTIME, Bundle
from infra.deployment import Deployment


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What all functions of a stack share."""

    deployment: Deployment
    bundle: Bundle
    alarms: Alarms


class HelpdeskFunction(Construct):
    """`handler` is `package.module.function` below functions/, `env` is keyed by config's names.

    `meaning`: it compares texts across languages, and keeps copies of indexes on its disk.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        around: Surroundings,
        *,
        handler: str,
        env: Mapping[str, str],
        timeout: Duration,
        memory: int = 512,
        meaning: bool = False,
    ) -> None:
        super().__init__(scope, construct_id)
        log = logs.LogGroup(
            self, "Log", retention=logs.RetentionDays.THREE_MONTHS, removal_policy=RemovalPolicy.DESTROY
        )
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log.grant_write(self.role)
        self.function = lambda_.Function(
            self,
            "Function",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            code=around.bundle.code,
            layers=[*around.bundle.layers, *(around.bundle.meaning if meaning else [])],
            handler=handler,
            role=self.role,
            log_group=log,
            memory_size=memory,
            # An index of a million tickets with their vectors takes about 2 GB (docs/benchmarks.md).
            ephemeral_storage_size=Size.gibibytes(4) if meaning else None,
            timeout=timeout,
            tracing=lambda_.Tracing.ACTIVE,
            environment={**_common_env(construct_id, around.deployment), **env},
        )
        around.alarms.function(self.function, construct_id)
        acknowledge(
            self,
            {
                "AwsSolutions-IAM5[Resource::*]": "X-Ray knows no resource for PutTraceSegments",
                "AwsSolutions-L1": "every library in the lock has arm64 wheels for this Python",
            },
        )

    def allow(
        self, actions: Sequence[str], resources: Sequence[str], **conditions: Mapping[str, object]
    ) -> None:
        """Let the function do `actions` on `resources`; `StringLike={...}` and the like narrow it."""
        self.role.add_to_principal_policy(
            iam.PolicyStatement(
                actions=list(actions), resources=list(resources), conditions=dict(conditions) or None
            )
        )


def _common_env(construct_id: str, deployment: Deployment) -> dict[str, str]:
    return {
        config.DEPLOYMENT: deployment.name,
        "POWERTOOLS_SERVICE_NAME": re.sub(r"(?<!^)(?=[A-Z])", "-", construct_id).lower(),
        "POWERTOOLS_METRICS_NAMESPACE": "Loket",
        "LOG_LEVEL": "INFO",
    }
