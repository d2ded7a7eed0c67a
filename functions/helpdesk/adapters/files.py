"""Attachments and long bodies in S3, one copy per tenant and content."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.ports import UploadForm
from helpdesk.scoped_rights import ScopedRights

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")  # RFC 6838 4.2
_UNKNOWN_TYPE = "application/octet-stream"
_LONGEST_NAME = 180
_IS_THERE = frozenset({"PreconditionFailed", "412"})
_BEING_WRITTEN = frozenset({"ConditionalRequestConflict", "409"})


class S3Files:
    """Files under `{desk}/{tenant}/files/{sha256}`."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, scope: TenantRef, content: bytes, content_type: str) -> str:
        check_id(scope.desk, "desk")
        check_id(scope.tenant, "tenant")
        key = f"{scope}/files/{hashlib.sha256(content).hexdigest()}"
        kind = safe_type(content_type)
        with reaching("the file store"):
            try:
                self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=content, ContentType=kind, IfNoneMatch="*"
                )
            except ClientError as error:
                if code_of(error) in _BEING_WRITTEN:
                    # Another writer of the same bytes is busy and may yet fail: ours must not depend on it.
                    self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=kind)
                elif code_of(error) not in _IS_THERE:
                    raise
        return key

    def get(self, key: str) -> bytes:
        with reaching("the file store"):
            try:
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            except ClientError as error:
                if code_of(error) == "NoSuchKey":
                    raise NotFound("there is no such file") from error
                raise

    def form(self, scope: TenantRef, upload: str, *, most_bytes: int, seconds: int) -> UploadForm:
        made = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=_upload_key(scope, upload),
            # Whatever it is, it is kept as plain bytes: what it says of itself is read by us, later.
            Fields={"Content-Type": _UNKNOWN_TYPE},
            Conditions=[["content-length-range", 1, most_bytes], {"Content-Type": _UNKNOWN_TYPE}],
            ExpiresIn=seconds,
        )
        return UploadForm(url=made["url"], fields=made["fields"])

    def uploaded(self, scope: TenantRef, upload: str) -> bytes:
        return self.get(_upload_key(scope, upload))

    def link(self, key: str, *, name: str, content_type: str, seconds: int) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": disposition(name),
                "ResponseContentType": safe_type(content_type),
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=seconds,
        )


class TenantFiles:
    """The same files, each reached with the rights of the tenant it belongs to and no others."""

    def __init__(self, scoped: ScopedRights[S3Files]) -> None:
        self._scoped = scoped

    def put(self, scope: TenantRef, content: bytes, content_type: str) -> str:
        return self._scoped.of_tenant(scope).put(scope, content, content_type)

    def get(self, key: str) -> bytes:
        with _hidden():
            return self._scoped.of_tenant(_tenant_of(key)).get(key)

    def form(self, scope: TenantRef, upload: str, *, most_bytes: int, seconds: int) -> UploadForm:
        return self._scoped.of_tenant(scope).form(scope, upload, most_bytes=most_bytes, seconds=seconds)

    def uploaded(self, scope: TenantRef, upload: str) -> bytes:
        with _hidden():
            return self._scoped.of_tenant(scope).uploaded(scope, upload)

    def link(self, key: str, *, name: str, content_type: str, seconds: int) -> str:
        files = self._scoped.of_tenant(_tenant_of(key))
        return files.link(key, name=name, content_type=content_type, seconds=seconds)


@contextmanager
def _hidden() -> Iterator[None]:
    """A tenant's session may not list the bucket, so S3 calls forbidden what is not there."""
    try:
        yield
    except ClientError as error:
        if code_of(error) != "AccessDenied":
            raise
        raise NotFound("there is no such file") from error


def _upload_key(scope: TenantRef, upload: str) -> str:
    """Apart from the files: the bucket forgets what lies here after two days (infra.names.UPLOADS)."""
    tenant = f"{check_id(scope.desk, 'desk')}/{check_id(scope.tenant, 'tenant')}"
    return f"_uploads/{tenant}/{check_id(upload, 'upload')}"


def _tenant_of(key: str) -> TenantRef:
    """Raises NotFound for what is no key of a file."""
    desk, _, rest = key.partition("/")
    tenant, _, path = rest.partition("/")
    try:
        scope = TenantRef(check_id(desk, "desk"), check_id(tenant, "tenant"))
    except Invalid as error:
        raise NotFound("there is no such file") from error
    if not path.startswith("files/"):
        raise NotFound("there is no such file")
    return scope


def safe_type(content_type: str) -> str:
    """The media type without parameters; what is none becomes a plain stream of bytes."""
    plain = content_type.partition(";")[0].strip().lower()
    return plain if _TYPE.fullmatch(plain) else _UNKNOWN_TYPE


def disposition(name: str) -> str:
    """A header that makes browsers save the file under this name (RFC 6266, RFC 8187)."""
    printable = "".join(c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in name.strip())
    short = _shortened(printable).strip(". ") or "file"
    plain = short.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(short, safe='')}"


def _shortened(name: str) -> str:
    """Cut in the middle, so that the ending stays; surrogates that stand alone become `_`."""
    clean = name.encode("utf-8", "replace").decode().replace("?", "_")
    if len(clean) <= _LONGEST_NAME:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 16:
        return clean[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
