"""Creates and updates CloudFormation stacks, only those that changed, and says why one failed."""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from ops.local.problems import Problem

FINGERPRINT = "loket-fingerprint"
# A first deployment that failed or was cut off: nothing was ever stored there.
_REMAINS = (
    "CREATE_FAILED",
    "CREATE_IN_PROGRESS",
    "ROLLBACK_COMPLETE",
    "ROLLBACK_FAILED",
    "ROLLBACK_IN_PROGRESS",
    "DELETE_FAILED",
)
_GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_DEADLINE_SECONDS = 120.0


class Stacks:
    """CloudFormation, as far as deploying needs it."""

    def __init__(self, cloudformation: Any) -> None:
        self._client = cloudformation

    def deploy(self, name: str, template_url: str, template: str, parameters: Mapping[str, str]) -> bool:
        """Bring the stack to this template; False when it was so already. Raises Problem."""
        fingerprint = hashlib.sha256((template + json.dumps(sorted(parameters.items()))).encode()).hexdigest()
        present = self._describe(name)
        if present and present["StackStatus"] in _GOOD and _tag(present) == fingerprint:
            return False
        if present and present["StackStatus"] in _REMAINS:
            self._delete(name)
            present = None
        change = self._client.update_stack if present else self._client.create_stack
        try:
            change(
                StackName=name,
                TemplateURL=template_url,
                Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
                Parameters=[
                    {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
                ],
                Tags=[{"Key": FINGERPRINT, "Value": fingerprint}],
            )
        except ClientError as error:
            raise Problem(f"Deploying {name} was refused: {error.response['Error']['Message']}") from error
        self._wait(name)
        return True

    def resources(self, name: str) -> dict[str, str]:
        """Logical to physical ids."""
        found = self._client.describe_stack_resources(StackName=name)["StackResources"]
        return {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in found}

    def _describe(self, name: str) -> dict[str, Any] | None:
        try:
            described: dict[str, Any] = self._client.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
        return None if described["StackStatus"] == "DELETE_COMPLETE" else described

    def _delete(self, name: str) -> None:
        self._client.delete_stack(StackName=name)
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while self._describe(name) and time.monotonic() < deadline:
            time.sleep(0.05)

    def _wait(self, name: str) -> None:
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while time.monotonic() < deadline:
            stack = self._describe(name)
            status = stack["StackStatus"] if stack else "DELETE_COMPLETE"
            if status in _GOOD:
                return
            if not status.endswith("IN_PROGRESS"):
                raise Problem(
                    f"Deploying {name} failed ({status}): {self._reason(name)}", "See `loket status`."
                )
            time.sleep(0.05)
        raise Problem(
            f"Deploying {name} took longer than {_DEADLINE_SECONDS:.0f} seconds.", "Try `loket up` again."
        )

    def _reason(self, name: str) -> str:
        events = self._client.describe_stack_events(StackName=name)["StackEvents"]
        failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
        reasons = [
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason')}"
            for event in failed
        ]
        return reasons[-1] if reasons else "no reason was given"


def _tag(stack: Mapping[str, Any]) -> str:
    return next((tag["Value"] for tag in stack.get("Tags", []) if tag["Key"] == FINGERPRINT), "")
