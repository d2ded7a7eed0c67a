"""Sessions that IAM confines to one desk or one tenant, by the tags they carry."""

from typing import TYPE_CHECKING

from helpdesk.adapters.refusals import reaching
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.ports import Session

if TYPE_CHECKING:
    from mypy_boto3_sts import STSClient
    from mypy_boto3_sts.type_defs import TagTypeDef

_SECONDS = 3600
"""A role that was assumed by a role lives no longer."""


class StsSessions:
    """Assumes the role of a desk's people or of a tenant's, tagged with whose data it is for."""

    def __init__(self, client: "STSClient", *, desk_role: str, tenant_role: str) -> None:
        self._client = client
        self._desk_role = desk_role
        self._tenant_role = tenant_role

    def of_desk(self, desk: str) -> Session:
        return self._assume(self._desk_role, [{"Key": "desk", "Value": check_id(desk, "desk")}])

    def of_tenant(self, scope: TenantRef) -> Session:
        # A tag is matched as a pattern: nothing but an id may ever become one.
        desk, tenant = check_id(scope.desk, "desk"), check_id(scope.tenant, "tenant")
        return self._assume(
            self._tenant_role, [{"Key": "desk", "Value": desk}, {"Key": "tenant", "Value": tenant}]
        )

    def _assume(self, role: str, tags: "list[TagTypeDef]") -> Session:
        with reaching("the token service"):
            given = self._client.assume_role(
                RoleArn=role,
                RoleSessionName=".".join(tag["Value"] for tag in tags)[:64],
                DurationSeconds=_SECONDS,
                Tags=tags,
            )["Credentials"]
        return Session(
            access_key=given["AccessKeyId"],
            secret_key=given["SecretAccessKey"],
            token=given["SessionToken"],
            expires=given["Expiration"],
        )
