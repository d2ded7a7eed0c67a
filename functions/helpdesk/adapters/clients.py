"""The SDK's clients, each made when first asked for, all with the same patience."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

import boto3
from botocore.config import Config

from helpdesk.ports import Session

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_sts import STSClient

# Links must be signed by version 4: the SDK would still fall back to version 2 for some regions. They lead to
# the bucket's own regional name, the one the pages' content policy lists; on a laptop's address to its path.
_SIGNED: Final = Config(
    signature_version="s3v4",
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)


class Clients:
    """Clients of one session. `endpoint` None: AWS, or wherever AWS_ENDPOINT_URL leads the SDK."""

    def __init__(self, *, endpoint: str | None = None, region: str | None = None, attempts: int = 5) -> None:
        self._session = boto3.session.Session(region_name=region)
        self._endpoint = endpoint
        self._config = Config(
            retries={"mode": "standard", "total_max_attempts": attempts}, connect_timeout=3, read_timeout=20
        )

    @cached_property
    def s3(self) -> "S3Client":
        return self._session.client("s3", endpoint_url=self._endpoint, config=self._config.merge(_SIGNED))

    def s3_under(self, session: Session) -> "S3Client":
        """S3 with the rights of that session alone."""
        return boto3.client(
            "s3",
            region_name=self._session.region_name,
            endpoint_url=self._endpoint,
            config=self._config.merge(_SIGNED),
            aws_access_key_id=session.access_key,
            aws_secret_access_key=session.secret_key,
            aws_session_token=session.token,
        )

    @cached_property
    def sesv2(self) -> "SESV2Client":
        return self._session.client("sesv2", endpoint_url=self._endpoint, config=self._config)

    @cached_property
    def cognito(self) -> "CognitoIdentityProviderClient":
        return self._session.client("cognito-idp", endpoint_url=self._endpoint, config=self._config)

    @cached_property
    def sts(self) -> "STSClient":
        return self._session.client("sts", endpoint_url=self._endpoint, config=self._config)

    @cached_property
    def ssm(self) -> "SSMClient":
        return self._session.client("ssm", endpoint_url=self._endpoint, config=self._config)

    @cached_property
    def sqs(self) -> "SQSClient":
        return self._session.client("sqs", endpoint_url=self._endpoint, config=self._config)
