"""The one table, and the exact rights that a function can be given on it."""

from collections.abc import Mapping, Sequence

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.constructs.function import HelpdeskFunction

INDEXES = ("queue", "assignee", "requester", "tenant", "work")
READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
# How desks are set up, and what leads to a tenant or a person by an address.
DELETABLE = [
    "*#SSO",
    "SSO-IDP#*",
    "OWN#*",
    "PUSH#*",
    "MISSES#*",
    "*#CONFIG",
    "*#TEXTS",
    "*#CALLERS",
    "*#WEBHOOKS",
    "ADDRESS#*",
    "HOST#*",
    "LOGIN#*",
]
# What tells of one person, or belongs to an organisation or desk closed a month ago. Never the audit.
ERASABLE = [
    "*#TEXTS",
    "*#KEYS",
    "*#SEARCHES",
    "*#HANDOVERS",
    "*#RECALCULATIONS",
    "*#WEBHOOKS",
    "*#WEBHOOK#*",
    "*#SPACES",
    "*#SPACE#*",
    "*#TREES",
    "*#BULLETINS",
    "*#ARTICLE#*",
    "*#VOTES#*",
    "*#COUNTED#*",
    "*#REMINDED",
    "HOUSE#DESKS",
    "*#PEOPLE",
    "*#MERGES",
    "*#CALLERS",
    "*#QUARANTINE",
    "*#CONDEMNED#*",
    "*/*#TICKET#*",
    "*/*#MAIL#*",
    "*#CONFIG",
    "*#SSO",
    "SSO-IDP#*",
    "ADDRESS#*",
    "HOST#*",
    "LOGIN#*",
    "OWN#*",
    "PUSH#*",
    "SSO-ACCOUNT#*",
]
# Not DeleteItem: tickets and their timelines only ever grow, and what expires DynamoDB deletes by itself.
WRITE = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem")


class HelpdeskTable(Construct):
    """On demand, encrypted under a KMS key, restorable to any second of the last 35 days, with a stream."""

    def __init__(self, scope: Construct, construct_id: str, *, local: bool) -> None:
        super().__init__(scope, construct_id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_string("pk"),
            sort_key=_string("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute="expires",
            deletion_protection=not local,
            removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
        )
        for name in INDEXES:
            self.table.add_global_secondary_index(
                index_name=name, partition_key=_string(f"{name}_pk"), sort_key=_string(f"{name}_sk")
            )


def allow_read(function: HelpdeskFunction, table: dynamodb.ITable, indexes: Sequence[str] = ()) -> None:
    """Read items, and query the named indexes. Never Scan: nothing in Loket needs to walk the table."""
    function.allow(READ, [table.table_arn])
    if indexes:
        allow_lists(function, table, indexes)


def allow_lists(function: HelpdeskFunction, table: dynamodb.ITable, indexes: Sequence[str]) -> None:
    """Query the named indexes."""
    function.allow(["dynamodb:Query"], [f"{table.table_arn}/index/{name}" for name in indexes])


def allow_write(function: HelpdeskFunction, table: dynamodb.ITable, actions: Sequence[str] = WRITE) -> None:
    """Write items, alone or in transactions."""
    function.allow(actions, [table.table_arn])


def allow_delete_setup(function: HelpdeskFunction, table: dynamodb.ITable) -> None:
    """Delete rows of how desks are set up (a calendar, a text), list callers or sign in; of nothing else."""
    _allow_delete(function, table, DELETABLE)


def allow_erase(function: HelpdeskFunction, table: dynamodb.ITable) -> None:
    """Delete rows that tell of one person, and all of an organisation that was closed."""
    _allow_delete(function, table, ERASABLE)


def allow_forget_misses(function: HelpdeskFunction, table: dynamodb.ITable) -> None:
    """Forget wrong answers after a right one."""
    _allow_delete(function, table, ["MISSES#*"])


def allow_forget_devices(function: HelpdeskFunction, table: dynamodb.ITable) -> None:
    """Delete devices that push services know no more; nothing else."""
    _allow_delete(function, table, ["PUSH#*"])


def _allow_delete(function: HelpdeskFunction, table: dynamodb.ITable, leading: list[str]) -> None:
    only: dict[str, Mapping[str, object]] = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": leading},
        "Null": {"dynamodb:LeadingKeys": "false"},  # ForAllValues holds for no keys at all, too
    }
    function.allow(["dynamodb:DeleteItem"], [table.table_arn], **only)


def _string(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
