"""The portal's distribution: pages from a private bucket, and the API on the same origin (so: no CORS)."""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra import headers
from infra.constructs.acknowledged import acknowledge
from infra.constructs.bundle import ROOT
from infra.deployment import Deployment

LOOK = "/api/v1/look"
_PAGES = ROOT / "infra" / "edge" / "portal_pages.js"


class Site(Construct):
    """`api_host` is API Gateway's own; `stage` becomes the path before what the browser asked for.

    `calls`: the other origins that pages call: signing in, and putting files.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        deployment: Deployment,
        *,
        pages: s3.IBucket,
        logs: s3.IBucket,
        api_host: str,
        stage: str,
        calls: Sequence[str],
        acl_arn: str,
    ) -> None:
        super().__init__(scope, construct_id)
        files = origins.S3BucketOrigin.with_origin_access_control(pages)
        api = _api_origin(api_host, stage)
        answers = self._headers("Api", headers.API_POLICY)
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="Loket",
            default_root_object="index.html",
            default_behavior=self._pages(files, calls),
            additional_behaviors={
                LOOK: self._look(api, answers),  # before all of the API: the first that fits counts
                "/api/*": self._api(api, answers),
                f"{headers.FRAMED}*": self._framed(files),
            },
            domain_names=list(deployment.portal_names) or None,
            certificate=_certificate(self, deployment.certificate_arn),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            web_acl_id=acl_arn,
            enable_logging=True,
            log_bucket=logs,
            log_file_prefix="portal/",
        )
        acknowledge(self, {"AwsSolutions-CFR1": "customers may be anywhere in the world"})
        if not deployment.portal_domain:
            acknowledge(
                self,
                {"AwsSolutions-CFR4": "CloudFront's own domain leaves no choice; a domain of yours does"},
            )

    def _pages(self, files: cloudfront.IOrigin, calls: Sequence[str]) -> cloudfront.BehaviorOptions:
        # Not by the distribution's error pages: those would turn the API's 403 and 404 into a page as well.
        one_page = cloudfront.Function(
            self,
            "Pages",
            code=cloudfront.FunctionCode.from_file(file_path=str(_PAGES)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.BehaviorOptions(
            origin=files,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._headers("Page", headers.content_security_policy(calls)),
            function_associations=[
                cloudfront.FunctionAssociation(
                    event_type=cloudfront.FunctionEventType.VIEWER_REQUEST, function=one_page
                )
            ],
        )

    def _framed(self, files: cloudfront.IOrigin) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=files,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._headers(
                "Framed",
                headers.FRAMED_POLICY,
                framed_by=cloudfront.HeadersFrameOption.SAMEORIGIN,
                referrer=cloudfront.HeadersReferrerPolicy.NO_REFERRER,
            ),
        )

    def _look(
        self, api: cloudfront.IOrigin, answers: cloudfront.ResponseHeadersPolicy
    ) -> cloudfront.BehaviorOptions:
        """The one answer that is the same for everybody: kept as long as it says, by what was asked alone."""
        kept = cloudfront.CachePolicy(
            self,
            "LookKept",
            comment="Loket: how an organisation's door looks",
            query_string_behavior=cloudfront.CacheQueryStringBehavior.allow_list("host", "at"),
            min_ttl=Duration.seconds(0),
            default_ttl=Duration.seconds(0),
            max_ttl=Duration.minutes(5),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )
        return cloudfront.BehaviorOptions(
            origin=api,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            cache_policy=kept,
            response_headers_policy=answers,
        )

    def _api(
        self, api: cloudfront.IOrigin, answers: cloudfront.ResponseHeadersPolicy
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=api,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            # API Gateway answers to its own host name only.
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=answers,
        )

    def _headers(
        self,
        name: str,
        policy: str,
        *,
        framed_by: cloudfront.HeadersFrameOption = cloudfront.HeadersFrameOption.DENY,
        referrer: cloudfront.HeadersReferrerPolicy = cloudfront.HeadersReferrerPolicy.SAME_ORIGIN,
    ) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            f"{name}Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=policy, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(frame_option=framed_by, override=True),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=referrer, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.seconds(headers.HSTS_SECONDS),
                    include_subdomains=True,
                    override=True,
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="Permissions-Policy", value=headers.PERMISSIONS, override=True
                    ),
                    cloudfront.ResponseCustomHeader(
                        header="Cross-Origin-Opener-Policy", value=headers.OPENER, override=True
                    ),
                ]
            ),
        )


def _api_origin(host: str, stage: str) -> cloudfront.IOrigin:
    return origins.HttpOrigin(
        host,
        origin_path=f"/{stage}",
        protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        read_timeout=Duration.seconds(30),
    )


def _certificate(scope: Construct, arn: str | None) -> acm.ICertificate | None:
    return acm.Certificate.from_certificate_arn(scope, "Certificate", arn) if arn else None
