"""Whoever answers on AWS, gateway, firewall or CloudFront: the security headers are there."""

import json

import pytest

from helpdesk.web.answers import EVERYWHERE
from infra.headers import API_POLICY
from tests.infra.assembly import Assembly, Properties
from tests.infra.test_portal import distribution, policy, portal

_MARK = "gatewayresponse.header."


def _gateway_answers(assembly: Assembly) -> dict[str, Properties]:
    made = assembly.stacks["Loket-Api"].of("ApiGateway::GatewayResponse").values()
    return {one.properties["ResponseType"]: one.properties for one in made}


@pytest.mark.parametrize("way", ["aws", "local"])
def test_the_gateways_own_answers_carry_what_the_functions_do(
    assemblies: dict[str, Assembly], way: str
) -> None:
    answers = _gateway_answers(assemblies[way])

    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(answers)
    for occasion, answer in answers.items():
        quoted = answer["ResponseParameters"].items()
        sent = {name.removeprefix(_MARK): value[1:-1] for name, value in quoted}
        assert EVERYWHERE.items() <= sent.items(), occasion


def test_the_firewall_says_wait_in_the_same_words_and_headers(aws: Assembly) -> None:
    acl = portal(aws).only("WAFv2::WebACL").properties
    blocks = [rule["Action"]["Block"]["CustomResponse"] for rule in acl["Rules"] if "Action" in rule]

    assert len(blocks) == 2
    for block in blocks:
        sent = {one["Name"]: one["Value"] for one in block["ResponseHeaders"]}
        assert sent == {"Retry-After": "300", **EVERYWHERE}
        body = acl["CustomResponseBodies"][block["CustomResponseBodyKey"]]
        assert body["ContentType"] == "APPLICATION_JSON"
        document = json.loads(body["Content"])
        assert (document["status"], document["code"]) == (block["ResponseCode"], "too-many")


def test_every_behaviour_of_cloudfront_has_a_strict_policy(aws: Assembly) -> None:
    given = distribution(aws)
    behaviours = [given["DefaultCacheBehavior"], *given["CacheBehaviors"]]

    for behaviour in behaviours:
        security = policy(aws, behaviour)["SecurityHeadersConfig"]
        framed = behaviour.get("PathPattern", "").startswith("/framed/")  # by our own pages alone
        allowed = "frame-ancestors 'self'" if framed else "frame-ancestors 'none'"
        assert allowed in json.dumps(security["ContentSecurityPolicy"])
        assert security["ContentTypeOptions"] == {"Override": True}
        assert security["FrameOptions"]["FrameOption"] == ("SAMEORIGIN" if framed else "DENY")
        assert security["StrictTransportSecurity"]["IncludeSubdomains"] is True
        assert behaviour["ViewerProtocolPolicy"] in {"redirect-to-https", "https-only"}
    (api,) = (one for one in given["CacheBehaviors"] if one["PathPattern"] == "/api/*")
    assert policy(aws, api)["SecurityHeadersConfig"]["ContentSecurityPolicy"] == {
        "ContentSecurityPolicy": API_POLICY, "Override": True,
    }  # fmt: skip


def test_files_are_on_another_origin_than_the_app(aws: Assembly) -> None:
    """No behaviour of the app's distribution leads to a bucket but that of its pages."""
    buckets = [one for one in distribution(aws)["Origins"] if "S3OriginConfig" in one]

    assert len(buckets) == 1
    assert "Site" in json.dumps(buckets[0]["DomainName"])
    assert "Files" not in json.dumps(distribution(aws)["Origins"])
