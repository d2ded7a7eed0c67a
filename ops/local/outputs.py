"""What the deployed stacks call their resources: read from CloudFormation, remembered once complete."""

from typing import Any, Protocol

from ops.local.cloud import STACKS, LocalCloud


class Outputs(Protocol):
    """Looks up a stack output by its name."""

    def __getitem__(self, name: str) -> str: ...


class NotDeployed(Exception):  # noqa: N818 - says what is so
    """The stacks are not there (yet), or lack an output."""


class StackOutputs:
    """Outputs of all our stacks. Raises NotDeployed until the wanted one exists."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            self._known = self._read()
        try:
            return self._known[name]
        except KeyError:
            raise NotDeployed(f"No deployed stack has an output named {name}.") from None

    def _read(self) -> dict[str, str]:
        client = self._cloud.client("cloudformation")
        found: dict[str, str] = {}
        for stack in STACKS:
            found |= _outputs(client, stack)
        return found


def _outputs(client: Any, stack: str) -> dict[str, str]:
    from botocore.exceptions import ClientError  # noqa: PLC0415 - see LocalCloud.client

    try:
        described = client.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError:
        return {}
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
