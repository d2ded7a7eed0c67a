"""The web application firewall before the portal and its API. Must stand in us-east-1, as CloudFront asks."""

import json

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from helpdesk.web.answers import EVERYWHERE

# People send scripts, paths, addresses and logs to a help desk, and long ones. Bodies are JSON that is
# stored and shown as text, so what these rules look for in a body is harmless here and must get through.
_ALLOWED_IN_BODIES = (
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
)
_PER_ADDRESS = 3000  # requests in five minutes; an office may share one address
_SIGN_INS_PER_ADDRESS = 100
_SIGN_IN = "/api/v1/sign-in"

_Rule = waf.CfnWebACL.RuleProperty
_Statement = waf.CfnWebACL.StatementProperty
_WAIT = "too-many"
_DOCUMENT = {
    "type": "urn:loket:problem:too-many",
    "title": "Too Many Requests",
    "status": 429,
    "detail": "Too many requests from this network. Wait a few minutes, then try again.",
    "code": "too-many",
    "instance": "urn:loket:request:firewall",
}
_HEADERS = {"Retry-After": "300", **EVERYWHERE}
_TOO_MANY = waf.CfnWebACL.BlockActionProperty(
    custom_response=waf.CfnWebACL.CustomResponseProperty(
        response_code=429,
        custom_response_body_key=_WAIT,
        response_headers=[
            waf.CfnWebACL.CustomHTTPHeaderProperty(name=name, value=value) for name, value in _HEADERS.items()
        ],
    )
)


class Firewall(Construct):
    """Turns away known bad senders, common attacks, and floods; logs what it turned away."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.acl = waf.CfnWebACL(
            self,
            "Acl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible("Loket"),
            custom_response_bodies={
                _WAIT: waf.CfnWebACL.CustomResponseBodyProperty(
                    content=json.dumps(_DOCUMENT), content_type="APPLICATION_JSON"
                )
            },
            rules=[
                _flood(0, "SignIns", _SIGN_INS_PER_ADDRESS, path=_SIGN_IN),
                _flood(1, "Requests", _PER_ADDRESS),
                _managed(2, "AWSManagedRulesAmazonIpReputationList"),
                _managed(3, "AWSManagedRulesCommonRuleSet", only_count=_ALLOWED_IN_BODIES),
            ],
        )
        self._log()

    def _log(self) -> None:
        log = logs.LogGroup(
            self,
            "Log",
            log_group_name="aws-waf-logs-loket",  # WAF writes to no other names
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        # Not the group's own ARN attribute: that ends in `:*`, which is not what a destination is called.
        arn = Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=log.log_group_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        blocked = {"ActionCondition": {"Action": "BLOCK"}}
        waf.CfnLoggingConfiguration(
            self,
            "Logging",
            resource_arn=self.acl.attr_arn,
            log_destination_configs=[arn],
            redacted_fields=[
                waf.CfnLoggingConfiguration.FieldToMatchProperty(single_header={"Name": "authorization"})
            ],
            logging_filter={
                "DefaultBehavior": "DROP",
                "Filters": [{"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": [blocked]}],
            },
        )


def _managed(priority: int, name: str, only_count: tuple[str, ...] = ()) -> _Rule:
    group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
        vendor_name="AWS",
        name=name,
        rule_action_overrides=[
            waf.CfnWebACL.RuleActionOverrideProperty(
                name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
            )
            for rule in only_count
        ],
    )
    return _Rule(
        name=name,
        priority=priority,
        statement=_Statement(managed_rule_group_statement=group),
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        visibility_config=_visible(name),
    )


def _flood(priority: int, name: str, limit: int, path: str | None = None) -> _Rule:
    rate = waf.CfnWebACL.RateBasedStatementProperty(
        aggregate_key_type="IP", limit=limit, scope_down_statement=_below(path) if path else None
    )
    return _Rule(
        name=name,
        priority=priority,
        statement=_Statement(rate_based_statement=rate),
        action=waf.CfnWebACL.RuleActionProperty(block=_TOO_MANY),
        visibility_config=_visible(name),
    )


def _below(path: str) -> _Statement:
    return _Statement(
        byte_match_statement=waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string=path,
            text_transformations=[
                waf.CfnWebACL.TextTransformationProperty(priority=0, type="NORMALIZE_PATH")
            ],
        )
    )


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
