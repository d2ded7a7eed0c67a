"""Private, encrypted buckets, and the exact rights that a function can be given on them."""

from collections.abc import Sequence

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledged import acknowledge_keys
from infra.constructs.function import HelpdeskFunction
from infra.names import EXPORTS, UPLOADS


class PrivateBucket(Construct):
    """Nothing public, TLS only, encrypted; unfinished uploads and old versions go after a while."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        local: bool,
        logs: s3.IBucket | None = None,
        keep_versions: bool = True,
        uploads_from: Sequence[str] = (),
    ) -> None:
        """`uploads_from`: the origins whose pages may put files under UPLOADS."""
        super().__init__(scope, construct_id)
        rules = [s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(7))]
        if keep_versions:
            rules.append(s3.LifecycleRule(noncurrent_version_expiration=Duration.days(30)))
        if uploads_from:
            rules.extend(_forget_uploads())
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=None if local else 1.2,
            versioned=keep_versions,
            lifecycle_rules=rules,
            cors=[_put_by_pages(uploads_from)] if uploads_from else None,
            server_access_logs_bucket=logs,
            server_access_logs_prefix=f"{construct_id}/" if logs else None,
            removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
        )


def _put_by_pages(pages: Sequence[str]) -> s3.CorsRule:
    """A form's POST, and reading a picture by its signed link. A page that shows progress names headers."""
    return s3.CorsRule(
        allowed_origins=list(pages),
        allowed_methods=[s3.HttpMethods.POST, s3.HttpMethods.GET],
        allowed_headers=["*"],
        max_age=3600,
    )


def _forget_uploads() -> list[s3.LifecycleRule]:
    """A message keeps a copy of what it names; a draft has a day before its files may be gone.

    Exports of a person's data are offered for a week.
    """
    return [
        s3.LifecycleRule(
            prefix=UPLOADS, expiration=Duration.days(2), noncurrent_version_expiration=Duration.days(1)
        ),
        s3.LifecycleRule(prefix=UPLOADS, expired_object_delete_marker=True),
        s3.LifecycleRule(
            prefix=EXPORTS, expiration=Duration.days(8), noncurrent_version_expiration=Duration.days(1)
        ),
        s3.LifecycleRule(prefix=EXPORTS, expired_object_delete_marker=True),
    ]


def access_log_bucket(scope: Construct, construct_id: str, *, local: bool) -> s3.Bucket:
    """Where the other buckets log who read what. It cannot log itself."""
    return s3.Bucket(
        scope,
        construct_id,
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(90))],
        removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
    )


def allow_get(function: HelpdeskFunction, bucket: s3.IBucket, keys: str = "*") -> None:
    """Read objects. Listing is allowed too: without it S3 answers 403, not 404, for what is not there."""
    _allow_objects(function, ["s3:GetObject"], bucket, keys)
    function.allow(["s3:ListBucket"], [bucket.bucket_arn])


def allow_put(function: HelpdeskFunction, bucket: s3.IBucket, keys: str = "*") -> None:
    """Write objects."""
    _allow_objects(function, ["s3:PutObject"], bucket, keys)


def allow_delete(function: HelpdeskFunction, bucket: s3.IBucket, keys: str = "*") -> None:
    """Delete objects."""
    _allow_objects(function, ["s3:DeleteObject"], bucket, keys)


def allow_forget(function: HelpdeskFunction, bucket: s3.IBucket, keys: str = "*") -> None:
    """Delete objects with all their versions."""
    _allow_objects(function, ["s3:DeleteObject", "s3:DeleteObjectVersion"], bucket, keys)
    function.allow(["s3:ListBucketVersions"], [bucket.bucket_arn])


def _allow_objects(function: HelpdeskFunction, actions: Sequence[str], bucket: s3.IBucket, keys: str) -> None:
    function.allow(actions, [bucket.arn_for_objects(keys)])
    acknowledge_keys(function.role, bucket, keys)
