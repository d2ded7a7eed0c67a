"""Sessions are tagged with ids, and with nothing else."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from helpdesk.adapters.sessions import StsSessions
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef

if TYPE_CHECKING:
    from mypy_boto3_sts import STSClient

DESK_ROLE, TENANT_ROLE = "arn:aws:iam::1:role/desk", "arn:aws:iam::1:role/tenant"
ENDS = datetime(2026, 11, 16, 10, tzinfo=UTC)


class Sts:
    """Remembers what was assumed."""

    def __init__(self) -> None:
        self.assumed: list[dict[str, Any]] = []

    def assume_role(self, **request: Any) -> dict[str, Any]:
        self.assumed.append(request)
        given = {"AccessKeyId": "a", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": ENDS}
        return {"Credentials": given}


@pytest.fixture
def sts() -> Sts:
    return Sts()


@pytest.fixture
def sessions(sts: Sts) -> StsSessions:
    return StsSessions(cast("STSClient", sts), desk_role=DESK_ROLE, tenant_role=TENANT_ROLE)


def test_a_desks_session_names_the_desk(sts: Sts, sessions: StsSessions) -> None:
    session = sessions.of_desk("noord")

    assert (session.access_key, session.secret_key, session.token, session.expires) == ("a", "s", "t", ENDS)
    assert sts.assumed[0]["RoleArn"] == DESK_ROLE
    assert sts.assumed[0]["Tags"] == [{"Key": "desk", "Value": "noord"}]
    assert timedelta(seconds=sts.assumed[0]["DurationSeconds"]) == timedelta(hours=1)


def test_a_tenants_session_names_desk_and_tenant(sts: Sts, sessions: StsSessions) -> None:
    sessions.of_tenant(TenantRef("noord", "acme"))

    assert sts.assumed[0]["RoleArn"] == TENANT_ROLE
    assert sts.assumed[0]["Tags"] == [{"Key": "desk", "Value": "noord"}, {"Key": "tenant", "Value": "acme"}]


@pytest.mark.parametrize("odd", ["*", "no*", "", "a/b", "a#b", "?", "${aws:x}"])
def test_what_is_no_id_becomes_no_tag(sts: Sts, sessions: StsSessions, odd: str) -> None:
    with pytest.raises(Invalid):
        sessions.of_desk(odd)
    with pytest.raises(Invalid):
        sessions.of_tenant(TenantRef("noord", odd))
    assert sts.assumed == []
