"""The bucket that SES puts inbound mail into."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from helpdesk.adapters.files import disposition
from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.errors import NotFound

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class S3RawMail:
    """Raw mail by the key that SES named in its notice."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def link(self, key: str, *, name: str, seconds: int) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": disposition(name),
                "ResponseContentType": "message/rfc822",
            },
            ExpiresIn=seconds,
        )

    def fetch(self, key: str) -> bytes:
        with reaching("the mail store"):
            try:
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            except ClientError as error:
                if code_of(error) == "NoSuchKey":
                    raise NotFound(f"there is no raw mail {key}") from error
                raise
