"""The roles that requests are served with: what they reach ends at the desk or tenant of the session's tags.

`ForAllValues` is true of no values at all, so each statement also says that there must be some (`Null`).
"""

from collections.abc import Sequence

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledged import acknowledge_keys
from infra.constructs.function import HelpdeskFunction
from infra.constructs.table import READ, WRITE
from infra.names import UPLOADS

_DESK = "${aws:PrincipalTag/desk}"
_TENANT = "${aws:PrincipalTag/tenant}"

DESK_LISTS = ("queue", "assignee", "requester", "tenant")
_TENANT_LISTS = ("requester", "tenant")


class ScopedRoles(Construct):
    """`desk` is for a desk's people, `tenant` for a customer's; only `function` may take them on."""

    def __init__(
        self, scope: Construct, function: HelpdeskFunction, *, table: dynamodb.ITable, files: s3.IBucket
    ) -> None:
        super().__init__(scope, "Scoped")
        self.desk = _role(self, "DeskRole", function, ("desk",))
        self.tenant = _role(self, "TenantRole", function, ("desk", "tenant"))
        # Of what leads with the desk itself, its people's requests need the quarantine and the lists.
        _on_table(self.desk, table, [f"{_DESK}/*", f"{_DESK}#QUARANTINE"], ("desk",))
        _on_lists(self.desk, table, DESK_LISTS, [f"{_DESK}/*", f"{_DESK}#*"], ("desk",))
        of_tenant = [f"{_DESK}/{_TENANT}#*"]
        _on_table(self.tenant, table, of_tenant, ("desk", "tenant"))
        _on_lists(self.tenant, table, _TENANT_LISTS, of_tenant, ("desk", "tenant"))
        keys = [f"{_DESK}/{_TENANT}/files/*", f"{UPLOADS}{_DESK}/{_TENANT}/*"]
        self.tenant.add_to_principal_policy(
            iam.PolicyStatement(
                actions=["s3:GetObject", "s3:PutObject"],
                resources=[files.arn_for_objects(key) for key in keys],
                conditions={"Null": _tags_are_there(("desk", "tenant"))},
            )
        )
        for key in keys:  # as cdk-nag writes it
            acknowledge_keys(self.tenant, files, key.replace("${", "<").replace("}", ">"))


def _role(scope: Construct, construct_id: str, function: HelpdeskFunction, tags: Sequence[str]) -> iam.Role:
    asked = {
        "Null": {f"aws:RequestTag/{tag}": "false" for tag in tags},
        "ForAllValues:StringEquals": {"aws:TagKeys": list(tags)},
    }
    who = iam.ArnPrincipal(function.role.role_arn)
    role = iam.Role(scope, construct_id, assumed_by=iam.SessionTagsPrincipal(who.with_conditions(asked)))
    function.allow(["sts:AssumeRole", "sts:TagSession"], [role.role_arn])
    return role


def _on_table(role: iam.Role, table: dynamodb.ITable, keys: Sequence[str], tags: Sequence[str]) -> None:
    _allow(role, [*READ, *WRITE], [table.table_arn], keys, tags)


def _on_lists(
    role: iam.Role, table: dynamodb.ITable, indexes: Sequence[str], keys: Sequence[str], tags: Sequence[str]
) -> None:
    named = [f"{table.table_arn}/index/{name}" for name in indexes]
    _allow(role, ["dynamodb:Query"], named, keys, tags)


def _allow(
    role: iam.Role, actions: Sequence[str], resources: Sequence[str], keys: Sequence[str], tags: Sequence[str]
) -> None:
    conditions = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(keys)},
        "Null": {"dynamodb:LeadingKeys": "false", **_tags_are_there(tags)},
    }
    role.add_to_principal_policy(
        iam.PolicyStatement(actions=list(actions), resources=list(resources), conditions=conditions)
    )


def _tags_are_there(tags: Sequence[str]) -> dict[str, str]:
    return {f"aws:PrincipalTag/{tag}": "false" for tag in tags}
