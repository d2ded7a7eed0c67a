"""The portal: pages and API on one origin, strict headers, a firewall that lets tickets through."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra import headers
from tests.infra.assembly import ROOT, Assembly, Properties, Template, target

NODE = Path(sys.executable).parent / "node"
_FLOODS = ("SignIns", "Requests")
PAGES = ROOT / "infra" / "edge" / "portal_pages.js"


def portal(assembly: Assembly) -> Template:
    return assembly.stacks["Loket-Portal"]


def distribution(assembly: Assembly) -> Properties:
    return dict(portal(assembly).only("CloudFront::Distribution").properties["DistributionConfig"])


def policy(assembly: Assembly, behaviour: Properties) -> dict[str, Any]:
    name = target(behaviour["ResponseHeadersPolicyId"])
    return dict(portal(assembly).resources[name].properties["ResponseHeadersPolicyConfig"])


def rules(assembly: Assembly) -> dict[str, Properties]:
    return {rule["Name"]: rule for rule in portal(assembly).only("WAFv2::WebACL").properties["Rules"]}


def test_the_api_is_never_cached_and_keeps_its_own_answers(aws: Assembly) -> None:
    _, api, _ = distribution(aws)["CacheBehaviors"]

    assert api["PathPattern"] == "/api/*"
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS's CachingDisabled
    assert api["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # all but the Host header
    assert "PATCH" in api["AllowedMethods"]
    assert "FunctionAssociations" not in api
    assert "CustomErrorResponses" not in distribution(aws)


def test_only_how_a_door_looks_is_kept_and_by_what_was_asked_alone(aws: Assembly) -> None:
    look, api, _ = distribution(aws)["CacheBehaviors"]
    kept = portal(aws).only("CloudFront::CachePolicy").properties["CachePolicyConfig"]
    key = kept["ParametersInCacheKeyAndForwardedToOrigin"]

    assert look["PathPattern"] == "/api/v1/look"
    assert look["TargetOriginId"] == api["TargetOriginId"]
    assert "OriginRequestPolicyId" not in look  # nothing else of a visitor's request goes there
    assert set(look.get("AllowedMethods", ["GET", "HEAD"])) == {"GET", "HEAD"}
    assert (kept["MinTTL"], kept["DefaultTTL"], kept["MaxTTL"]) == (0, 0, 300)
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "whitelist", "QueryStrings": ["host", "at"]}
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}


def test_the_api_is_reached_below_its_stage_by_tls(aws: Assembly) -> None:
    (origin,) = (one for one in distribution(aws)["Origins"] if "CustomOriginConfig" in one)

    assert origin["OriginPath"] == "/prod"
    assert ".execute-api.eu-west-1.amazonaws.com" in str(origin["DomainName"])
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert origin["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/", "/index.html"),
        ("/desk/tickets/ACME-1042", "/index.html"),
        ("/my/", "/index.html"),
        ("/_app/immutable/entry/start.js", "/_app/immutable/entry/start.js"),
        ("/icon.svg", "/icon.svg"),
    ],
)
def test_every_address_of_the_portal_is_its_one_page(asked: str, served: str) -> None:
    event = json.dumps({"request": {"uri": asked}})
    script = f"{PAGES.read_text()}; console.log(handler({event}).uri)"
    done = subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == served


def test_pages_come_from_a_private_bucket_that_only_this_distribution_reads(aws: Assembly) -> None:
    (origin,) = (one for one in distribution(aws)["Origins"] if "S3OriginConfig" in one)
    read = portal(aws).named("S3::BucketPolicy", "Site").properties["PolicyDocument"]["Statement"][-1]

    assert origin["OriginAccessControlId"]
    assert read["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert read["Action"] == "s3:GetObject"
    assert "AWS:SourceArn" in read["Condition"]["StringEquals"]


def test_pages_carry_the_headers_that_the_local_server_sends_too(aws: Assembly) -> None:
    sent = policy(aws, distribution(aws)["DefaultCacheBehavior"])
    security = sent["SecurityHeadersConfig"]
    content, calls = _policy_and_origins(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    wanted = dict(headers.page_headers(calls))

    assert content == wanted["content-security-policy"]
    assert calls[0] == "https://cognito-idp.eu-west-1.amazonaws.com"
    assert len(calls) == 2
    assert "FilesBucket" in calls[1]
    assert "RegionalDomainName" in calls[1]
    assert security["FrameOptions"]["FrameOption"] == wanted["x-frame-options"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == wanted["referrer-policy"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == headers.HSTS_SECONDS
    more = {one["Header"].lower(): one["Value"] for one in sent["CustomHeadersConfig"]["Items"]}
    assert more == {name: wanted[name] for name in ("permissions-policy", "cross-origin-opener-policy")}


def test_letters_are_shown_in_pages_with_a_policy_of_their_own(aws: Assembly) -> None:
    _, _, framed = distribution(aws)["CacheBehaviors"]
    security = policy(aws, framed)["SecurityHeadersConfig"]
    wanted = dict(headers.framed_headers())

    assert framed["PathPattern"] == "/framed/*"
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"] == wanted["content-security-policy"]
    assert security["FrameOptions"]["FrameOption"] == wanted["x-frame-options"] == "SAMEORIGIN"
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == wanted["referrer-policy"]
    given = dict(rule.split(" ", 1) for rule in headers.FRAMED_POLICY.split("; "))
    assert given["default-src"] == given["form-action"] == "'none'"
    assert "script-src" not in given
    assert "allow-scripts" not in given["sandbox"]


def _policy_and_origins(written: Any) -> tuple[str, list[str]]:
    """The policy as one text, what is only known when deployed by its name; and what pages may call."""
    parts = written["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else json.dumps(part) for part in parts)
    rules = dict(rule.split(" ", 1) for rule in text.split("; "))
    _, sign_in, files = rules["connect-src"].split(" ", 2)
    return text, [sign_in, files]


def test_the_content_policy_is_strict() -> None:
    given = dict(rule.split(" ", 1) for rule in headers.content_security_policy().split("; "))

    assert given["default-src"] == given["object-src"] == given["frame-ancestors"] == "'none'"
    assert given["script-src"] == given["style-src"] == given["connect-src"] == "'self'"


def test_without_a_domain_cloudfront_gives_one(aws: Assembly) -> None:
    assert "Aliases" not in distribution(aws)
    assert "DomainName" in str(portal(aws).outputs["Url"])


def test_a_domain_of_ones_own_comes_with_modern_tls(chosen: Assembly) -> None:
    viewer = distribution(chosen)["ViewerCertificate"]

    assert distribution(chosen)["Aliases"] == ["help.acme.example", "it.globex.example", "hulp.duin.example"]
    assert viewer["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert viewer["AcmCertificateArn"].startswith("arn:aws:acm:us-east-1:")
    assert portal(chosen).outputs["Url"]["Value"] == "https://help.acme.example"


def test_functions_are_told_the_portals_address(aws: Assembly, chosen: Assembly) -> None:
    def default(assembly: Assembly, stack: str) -> object:
        return assembly.stacks[stack].parameters["PortalUrl"]["Default"]

    for stack in ("Loket-Data", "Loket-Service"):
        assert default(chosen, stack) == "https://help.acme.example"
        assert default(aws, stack) == "https://portal.invalid"  # told after the first deployment


def test_the_firewall_holds_back_floods_and_more_so_of_sign_ins(aws: Assembly) -> None:
    def limit(name: str) -> object:
        return rules(aws)[name]["Statement"]["RateBasedStatement"]["Limit"]

    assert (limit("SignIns"), limit("Requests")) == (100, 3000)
    assert {rules(aws)[name]["Action"]["Block"]["CustomResponse"]["ResponseCode"] for name in _FLOODS} == {
        429
    }
    scope = rules(aws)["SignIns"]["Statement"]["RateBasedStatement"]["ScopeDownStatement"]
    assert scope["ByteMatchStatement"]["SearchString"] == "/api/v1/sign-in"


def test_the_firewall_lets_through_what_people_write_to_a_help_desk(aws: Assembly) -> None:
    group = rules(aws)["AWSManagedRulesCommonRuleSet"]["Statement"]["ManagedRuleGroupStatement"]
    counted = {one["Name"] for one in group["RuleActionOverrides"] if one["ActionToUse"] == {"Count": {}}}

    assert {"SizeRestrictions_BODY", "CrossSiteScripting_BODY"} <= counted
    assert all(name.endswith("_BODY") for name in counted)


def test_what_the_firewall_turned_away_is_logged_without_tokens(aws: Assembly) -> None:
    logging = portal(aws).only("WAFv2::LoggingConfiguration").properties

    assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"
    assert "aws-waf-logs-loket" in str(portal(aws).only("Logs::LogGroup").properties["LogGroupName"])
    assert not str(logging["LogDestinationConfigs"]).endswith(":*']")
    assert logging["RedactedFields"] == [{"SingleHeader": {"Name": "authorization"}}]


def test_files_named_by_their_content_are_kept_for_ever_and_pages_never(aws: Assembly) -> None:
    uploads = [
        made.properties
        for made in portal(aws).resources.values()
        if made.type == "Custom::CDKBucketDeployment"
    ]
    immutable = "_app/immutable/*"

    assert {
        one["SystemMetadata"]["cache-control"]: (one["Exclude"], one.get("Include")) for one in uploads
    } == {
        "public, max-age=31536000, immutable": (["*"], [immutable]),
        "no-cache": ([immutable], None),
    }
    assert {one["Prune"] for one in uploads} == {False}
