"""The local cloud with IAM switched on: functions can do what their roles allow, and nothing else."""

import json
import shutil
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from ops.local.builds.assembly import ASSEMBLY, synthesise
from ops.local.cloud import ROOT
from ops.local.deploy.deploy import deploy
from tests.local.running import RunningCloud, private, serving

_NEVER = {"StringEquals": {"aws:SourceAccount": "nobody"}}


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCloud]:
    """Deployed and empty, like tests/local's."""
    local = msgspec.structs.replace(private(tmp_path_factory.mktemp("cloud")), rights=True)
    synthesise()
    assembly = tmp_path_factory.mktemp("assembly") / "out"
    shutil.copytree(ASSEMBLY, assembly)
    for file in assembly.glob("*.template.json"):
        file.write_text(json.dumps(_for_the_emulator(json.loads(file.read_text()))))
    with serving(local):
        deploy(local, assembly, ROOT / "functions")
        yield RunningCloud(local)


def _for_the_emulator(found: Any) -> Any:
    """What is different there: no TLS, a name of its own for batches to SQS, and no keys of table rows.

    Which rows may be deleted is asked of the template instead, in tests/infra/test_functions.py.
    """
    if isinstance(found, list):
        return [_for_the_emulator(item) for item in found]
    if not isinstance(found, dict):
        return found
    made = {name: _for_the_emulator(item) for name, item in found.items()}
    if made.get("Effect") == "Deny" and "aws:SecureTransport" in json.dumps(made.get("Condition")):
        made["Condition"] = _NEVER
    if made.get("Action") == "sqs:SendMessage":
        made["Action"] = ["sqs:SendMessage", "sqs:SendMessageBatch"]
    if made.get("Effect") == "Allow" and "dynamodb:LeadingKeys" in json.dumps(made.get("Condition")):
        del made["Condition"]
    return made
