"""What importing costs: no room loads what only another one needs, and nothing happens at import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

FUNCTIONS = Path(__file__).parents[2] / "functions"
STORAGE = sorted(path.stem for path in (FUNCTIONS / "helpdesk" / "storage").glob("[a-z]*.py"))
ADAPTERS = sorted(path.stem for path in (FUNCTIONS / "helpdesk" / "adapters").glob("[a-z]*.py"))


def loaded_by(*modules: str) -> set[str]:
    """Top-level packages that are loaded after importing these in a fresh interpreter without settings."""
    code = f"import sys, json, {', '.join(modules)}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(FUNCTIONS)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_storage_loads_neither_boto3_nor_requests() -> None:
    loaded = loaded_by(*(f"helpdesk.storage.{name}" for name in STORAGE))
    assert "pynamodb" in loaded
    assert not loaded & {"boto3", "requests", "chalice", "tantivy", "aws_lambda_powertools", "holidays"}


def test_adapters_load_no_table_and_only_one_loads_requests() -> None:
    loaded = loaded_by(*(f"helpdesk.adapters.{name}" for name in ADAPTERS if name != "token_keys"))
    assert "boto3" in loaded
    assert not loaded & {"pynamodb", "requests", "chalice", "tantivy"}


@pytest.mark.parametrize("module", ["keys", "stream", "schema", "reach", "cursors", "changes", "cache"])
def test_what_needs_no_table_loads_no_sdk(module: str) -> None:
    assert not loaded_by(f"helpdesk.storage.{module}") & {"pynamodb", "botocore", "boto3"}
