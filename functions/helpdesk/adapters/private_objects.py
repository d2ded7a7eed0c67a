"""The buckets as `privacy` uses them: the one place that deletes mail and files."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.privacy.stories import Object

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_AT_ONCE = 200
_MISSING = frozenset({"NoSuchKey", "404"})


class S3PrivateObjects:
    """Deletes every version of what is to go, so that none comes back."""

    def __init__(self, client: "S3Client", *, mail: str, files: str, index: str) -> None:
        self._client = client
        self._buckets = {"mail": mail, "files": files, "index": index}

    def read(self, found: Object) -> bytes | None:
        with reaching("the bucket"):
            try:
                got = self._client.get_object(Bucket=self._buckets[found.bucket], Key=found.key)
            except ClientError as error:
                if code_of(error) in _MISSING:
                    return None
                raise
            return got["Body"].read()

    def delete(self, found: Object) -> None:
        bucket = self._buckets[found.bucket]
        with reaching("the bucket"):
            versions = self._client.get_paginator("list_object_versions")
            for page in versions.paginate(Bucket=bucket, Prefix=found.key):
                for one in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                    version = one.get("VersionId")
                    if one.get("Key") != found.key:
                        continue
                    if version and version != "null":
                        self._client.delete_object(Bucket=bucket, Key=found.key, VersionId=version)
            self._client.delete_object(Bucket=bucket, Key=found.key)

    def delete_some(self, bucket: str, prefix: str) -> int:
        with reaching("the bucket"):
            found = self._client.list_object_versions(
                Bucket=self._buckets[bucket], Prefix=prefix, MaxKeys=_AT_ONCE
            )
            gone = [*found.get("Versions", []), *found.get("DeleteMarkers", [])]
            for one in gone:
                self._client.delete_object(
                    Bucket=self._buckets[bucket], Key=one["Key"], VersionId=one["VersionId"]
                )
        return len(gone)

    def put_export(self, key: str, content: bytes) -> None:
        with reaching("the bucket"):
            self._client.put_object(
                Bucket=self._buckets["files"], Key=key, Body=content, ContentType="application/zip"
            )
