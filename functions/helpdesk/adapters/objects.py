"""An S3 bucket as the search index uses it: objects that are new, and one replaced by compare-and-swap."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.search.objects import ObjectInfo, StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

_MISSING = {"NoSuchKey", "404"}
_LOST = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_UNCHANGED = {"NotModified", "304"}
_DELETE_AT_ONCE = 1000


class S3Objects:
    """`helpdesk.search.objects.ObjectStore` on one bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client, self._bucket = client, bucket

    def get(self, key: str) -> StoredObject:
        """The object. Raises NotFound."""
        with _translating(key):
            found = self._client.get_object(Bucket=self._bucket, Key=key)
            return StoredObject(data=found["Body"].read(), etag=found["ETag"])

    def get_if_changed(self, key: str, etag: str) -> StoredObject | None:
        """The object, or None when it still carries `etag`. Raises NotFound."""
        with _translating(key):
            try:
                found = self._client.get_object(Bucket=self._bucket, Key=key, IfNoneMatch=etag)
            except ClientError as error:
                if code_of(error) in _UNCHANGED:
                    return None
                raise
            return StoredObject(data=found["Body"].read(), etag=found["ETag"])

    def put_new(self, key: str, data: bytes) -> str:
        """Store and return the tag. Raises Conflict when the key is taken."""
        with _translating(key):
            return self._client.put_object(Bucket=self._bucket, Key=key, Body=data, IfNoneMatch="*")["ETag"]

    def replace(self, key: str, data: bytes, etag: str) -> str:
        """Store and return the new tag. Raises Conflict when the object changed, or is gone, since `etag`."""
        try:
            with _translating(key):
                return self._client.put_object(Bucket=self._bucket, Key=key, Body=data, IfMatch=etag)["ETag"]
        except NotFound as error:
            raise Conflict(f"{key} is gone") from error

    def delete(self, keys: Sequence[str]) -> None:
        """Remove objects; those that are not there do not matter."""
        for start in range(0, len(keys), _DELETE_AT_ONCE):
            batch: list[ObjectIdentifierTypeDef] = [
                {"Key": key} for key in keys[start : start + _DELETE_AT_ONCE]
            ]
            with _translating("a batch"):
                self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": batch, "Quiet": True})

    def list(self, prefix: str) -> Iterator[ObjectInfo]:
        """All objects whose key begins with `prefix`, following pages."""
        paginator = self._client.get_paginator("list_objects_v2")
        with _translating(prefix):
            for page in paginator.paginate(Bucket=self._bucket, Prefix=prefix):
                for found in page.get("Contents", []):
                    yield ObjectInfo(key=found["Key"], size=found["Size"], modified_at=found["LastModified"])


@contextmanager
def _translating(key: str) -> Iterator[None]:
    try:
        with reaching("the search index's bucket"):
            yield
    except ClientError as error:
        if code_of(error) in _MISSING:
            raise NotFound(f"{key} does not exist") from error
        if code_of(error) in _LOST:
            raise Conflict(f"{key} was changed by somebody else") from error
        raise
