"""The main road once more, with IAM switched on: no role lacks a right that its function needs."""

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from ops.local.cloud import REGION
from tests.local.running import RunningCloud
from tests.local.test_privacy import (
    birch,
    test_a_closed_organisation_is_gone_when_its_time_has_come,
    test_a_person_is_given_all_there_is_and_then_is_gone,
)
from tests.local.test_road import (  # the same tests, on this folder's cloud
    Road,
    road,
    test_a_conversation_by_mail,
    test_a_promise_breaks_at_the_next_tick,
    test_an_unknown_recipient_is_kept_in_quarantine,
    test_what_was_said_can_be_found,
)

pytestmark = pytest.mark.local
__all__ = [
    "birch",
    "road",
    "test_a_closed_organisation_is_gone_when_its_time_has_come",
    "test_a_conversation_by_mail",
    "test_a_person_is_given_all_there_is_and_then_is_gone",
    "test_a_promise_breaks_at_the_next_tick",
    "test_an_unknown_recipient_is_kept_in_quarantine",
    "test_what_was_said_can_be_found",
]


def test_a_code_by_mail_lets_an_agent_in(road: Road) -> None:
    assert road.cloud.api(road.cloud.sign_in_by_code("uma@orchard.example")).get("/me")["memberships"]


def test_no_function_was_refused_anything(cloud: RunningCloud) -> None:
    logs, functions = cloud.client("logs"), cloud.client("lambda").list_functions()["Functions"]
    refused = [
        event["message"]
        for made in functions
        for event in logs.filter_log_events(
            logGroupName=made["LoggingConfig"]["LogGroup"], filterPattern='"not authorized"'
        )["events"]
    ]

    assert len(functions) == 11
    assert refused == []


def test_who_has_no_rights_is_refused(cloud: RunningCloud) -> None:
    """Were IAM off, the tests above would prove nothing."""
    iam = cloud.client("iam")
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    table = boto3.client(
        "dynamodb",
        endpoint_url=cloud.local.aws_url,
        region_name=REGION,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )

    with pytest.raises(ClientError, match="not authorized"):
        table.scan(TableName=cloud.outputs["TableName"])


def test_only_the_portals_pages_may_put_files(cloud: RunningCloud) -> None:
    place = f"{cloud.local.aws_url}/{cloud.outputs['FilesBucket']}"

    def allowed(origin: str, method: str = "POST") -> bool:
        asked = {"Origin": origin, "Access-Control-Request-Method": method}
        answer = requests.options(place, headers=asked, timeout=30)
        return answer.headers.get("Access-Control-Allow-Origin") == origin

    assert allowed(cloud.local.portal_url)
    assert not allowed("https://evil.example")
    assert not allowed(cloud.local.portal_url, "DELETE")
