"""What people open: the portal's pages and, on the same origin, the API. In us-east-1, for CloudFront."""

from pathlib import Path

from aws_cdk import CfnOutput, Duration, Environment, RemovalPolicy, Stack
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment_
from constructs import Construct

from infra.api_stack import ApiStack
from infra.constructs.acknowledged import acknowledge_upload
from infra.constructs.api import STAGE
from infra.constructs.buckets import PrivateBucket
from infra.constructs.bundle import ROOT
from infra.constructs.firewall import Firewall
from infra.constructs.site import Site
from infra.deployment import ContextError, Deployment

REGION = "us-east-1"
_NEVER_CHANGING = "_app/immutable/*"  # names made of their content


class PortalStack(Stack):
    """Holds nothing that a build of frontend/ does not make again."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        deployment: Deployment,
        *,
        api: ApiStack,
        files: s3.IBucket,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env, cross_region_references=api.region != REGION)
        logs = _log_bucket(self)
        self.pages = PrivateBucket(self, "Site", local=False, logs=logs, keep_versions=False).bucket
        self.site = Site(
            self,
            "Portal",
            deployment,
            pages=self.pages,
            logs=logs,
            api_host=f"{api.api.rest_api_id}.execute-api.{api.region}.amazonaws.com",
            stage=STAGE,
            calls=[
                f"https://cognito-idp.{api.region}.amazonaws.com",
                f"https://{files.bucket_regional_domain_name}",
                *filter(None, [deployment.pool_pages(api.region)]),
            ],
            acl_arn=Firewall(self, "Firewall").acl.attr_arn,
        )
        self._upload(_built(ROOT / deployment.site))
        host = deployment.portal_domain or self.site.distribution.distribution_domain_name
        for name, value in {
            "SiteBucket": self.pages.bucket_name,
            "DistributionId": self.site.distribution.distribution_id,
            "DistributionDomain": self.site.distribution.distribution_domain_name,
            "Url": f"https://{host}",
        }.items():
            CfnOutput(self, name, value=value)

    def _upload(self, build: Path) -> None:
        """First what pages refer to, then the pages. Old files stay: open tabs still ask for them."""
        source = deployment_.Source.asset(str(build))
        parts = deployment_.BucketDeployment(
            self,
            "Parts",
            sources=[source],
            destination_bucket=self.pages,
            exclude=["*"],
            include=[_NEVER_CHANGING],
            prune=False,
            cache_control=[deployment_.CacheControl.from_string("public, max-age=31536000, immutable")],
        )
        pages = deployment_.BucketDeployment(
            self,
            "Pages",
            sources=[source],
            destination_bucket=self.pages,
            exclude=[_NEVER_CHANGING],
            prune=False,
            cache_control=[deployment_.CacheControl.from_string("no-cache")],
            distribution=self.site.distribution,
            distribution_paths=["/*"],
        )
        pages.node.add_dependency(parts)
        acknowledge_upload(self, self.pages)


def _built(folder: Path) -> Path:
    if not (folder / "index.html").is_file():
        raise ContextError(f"{folder} holds no portal: build it with `make frontend`")
    return folder


def _log_bucket(scope: Construct) -> s3.Bucket:
    """CloudFront's logs; it writes them by ACL, so this one bucket has to allow ACLs."""
    return s3.Bucket(
        scope,
        "Logs",
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
        removal_policy=RemovalPolicy.RETAIN,
    )
