"""Secrets in Systems Manager's parameter store, encrypted by KMS."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.errors import NotFound

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_MISSING = frozenset({"ParameterNotFound"})
_THERE = frozenset({"ParameterAlreadyExists"})


class SsmVault:
    """SecureString parameters below one path, like `/loket/secrets/`."""

    def __init__(self, client: "SSMClient", path: str) -> None:
        self._client = client
        self._path = path.rstrip("/")

    def put(self, name: str, secret: str) -> None:
        with reaching("the secret store"):
            self._client.put_parameter(
                Name=f"{self._path}/{name}", Value=secret, Type="SecureString", Overwrite=True
            )

    def first(self, name: str, secret: str) -> str:
        with reaching("the secret store"):
            try:
                self._client.put_parameter(
                    Name=f"{self._path}/{name}", Value=secret, Type="SecureString", Overwrite=False
                )
            except ClientError as error:
                if code_of(error) not in _THERE:
                    raise
        return self.get(name)

    def get(self, name: str) -> str:
        with reaching("the secret store"):
            try:
                found = self._client.get_parameter(Name=f"{self._path}/{name}", WithDecryption=True)
            except ClientError as error:
                if code_of(error) in _MISSING:
                    raise NotFound("there is no such secret") from error
                raise
        return found["Parameter"].get("Value", "")

    def delete(self, name: str) -> None:
        with reaching("the secret store"):
            try:
                self._client.delete_parameter(Name=f"{self._path}/{name}")
            except ClientError as error:
                if code_of(error) not in _MISSING:
                    raise
