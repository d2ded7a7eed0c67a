"""Findings of rule checks (cdk-nag, CloudFormation's own) that we accept, each with its reason."""

from collections.abc import Mapping
from typing import cast

from aws_cdk import Acknowledgment, CfnElement, Stack, Validations
from aws_cdk import aws_s3 as s3
from constructs import IConstruct

_ASSETS = "it copies from the bucket that holds this deployment's assets"
_SITE = "it writes to the site's bucket, which holds nothing else"


def acknowledge(construct: IConstruct, reasons: Mapping[str, str]) -> None:
    """Accept findings on this construct and all below it. `reasons`: by the finding's whole id."""
    Validations.of(construct).acknowledge(
        *(Acknowledgment(id=finding, reason=reason) for finding, reason in reasons.items())
    )


def acknowledge_keys(construct: IConstruct, bucket: s3.IBucket, keys: str) -> None:
    """Accept the `*` that names a bucket's objects. The finding is called by the bucket's export."""
    token = Stack.of(bucket).export_value(bucket.bucket_arn)
    name = Stack.of(construct).resolve(token)["Fn::ImportValue"]
    finding = f"AwsSolutions-IAM5[Resource::{name}/{keys}]"
    acknowledge(construct, {finding: "objects of one bucket can only be named by a pattern"})


def acknowledge_upload(stack: Stack, site: s3.Bucket) -> None:
    """CDK's BucketDeployment brings a function and a role of its own making."""
    assets = f"cdk-hnb659fds-assets-{stack.account}-{stack.region}"
    site_id = stack.get_logical_id(cast("CfnElement", site.node.default_child))
    found = {
        f"AwsSolutions-IAM5[Resource::<{site_id}.Arn>/*]": _SITE,
        f"AwsSolutions-IAM5[Resource::arn:{stack.partition}:s3:::{assets}/*]": _ASSETS,
        "AwsSolutions-IAM5[Resource::*]": "CloudFront wants * for reading an invalidation it just made",
        **{f"AwsSolutions-IAM5[Action::s3:{read}*]": _ASSETS for read in ("GetBucket", "GetObject", "List")},
        **{f"AwsSolutions-IAM5[Action::s3:{write}*]": _SITE for write in ("Abort", "DeleteObject")},
    }
    for child in stack.node.children:
        if child.node.id.startswith("Custom::CDKBucketDeployment"):
            acknowledge(child, {**found, **_provider()})


def acknowledge_custom_resource(stack: Stack) -> None:
    """CDK's AwsCustomResource brings a function and a role of its own making."""
    for child in stack.node.children:
        if child.node.id.startswith("AWS679f53fac002430cb0da5b7982bd2287"):
            acknowledge(child, _provider())


def _provider() -> dict[str, str]:
    policy = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    return {
        f"AwsSolutions-IAM4[{policy}]": "CDK's own function: it only writes its log",
        "AwsSolutions-L1": "CDK's own function: its runtime comes with the CDK version",
    }
