"""What all functions are made of: the places they work on, and their settings in common."""

from collections.abc import Sequence

import msgspec
from aws_cdk import Aws, Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from helpdesk import config
from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.identity import Identity
from infra.constructs.table import WRITE, allow_read, allow_write
from infra.deployment import Deployment

API_TIMEOUT = Duration.seconds(29)  # API Gateway waits no longer


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """What the functions work on."""

    table: dynamodb.ITable
    mail: s3.IBucket
    files: s3.IBucket
    index: s3.IBucket
    identity: Identity
    outbox: sqs.IQueue
    feed: sqs.IQueue
    webhooks: sqs.IQueue
    portal_url: str
    cognito_url: str
    keys_base: str


class Making(msgspec.Struct, frozen=True):
    """Makes functions in this scope."""

    scope: Construct
    around: Surroundings
    places: Places

    @property
    def deployment(self) -> Deployment:
        """How the whole is deployed."""
        return self.around.deployment

    def function(
        self,
        construct_id: str,
        handler: str,
        env: dict[str, str],
        *,
        timeout: Duration,
        memory: int = 512,
        meaning: bool = False,
    ) -> HelpdeskFunction:
        """One function, without rights yet."""
        return HelpdeskFunction(
            self.scope,
            construct_id,
            self.around,
            handler=handler,
            env=env,
            timeout=timeout,
            memory=memory,
            meaning=meaning,
        )

    def on_table(
        self,
        construct_id: str,
        handler: str,
        env: dict[str, str],
        *,
        timeout: Duration,
        memory: int = 512,
        indexes: Sequence[str] = (),
        writes: Sequence[str] = WRITE,
    ) -> HelpdeskFunction:
        """One that works on the table, all shards of it: reads it by its keys and `indexes`, and `writes`."""
        shared = {
            config.TABLE: self.places.table.table_name,
            config.WORK_SHARDS: str(self.deployment.work_shards),
        }
        function = self.function(construct_id, handler, shared | env, timeout=timeout, memory=memory)
        allow_read(function, self.places.table, indexes=indexes)
        allow_write(function, self.places.table, actions=writes)
        return function


def parameters_below(path: str) -> str:
    """ARN of all parameters below this path."""
    return parameter(f"{path}/*")


def parameter(name: str) -> str:
    """ARN of one parameter."""
    return f"arn:{Aws.PARTITION}:ssm:{Aws.REGION}:{Aws.ACCOUNT_ID}:parameter{name}"
