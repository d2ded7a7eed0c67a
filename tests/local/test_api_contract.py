"""schemathesis takes the running API at its word: nothing but what docs/openapi.json says comes back.

As an admin, who gets furthest into every view, and signed out. What is sent is the same each time; the
number of requests keeps it to about a minute.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ops.local.cloud import ROOT
from ops.seed.telling import PASSWORD
from tests.local.running import RunningCloud

pytestmark = pytest.mark.local

DOCUMENT = ROOT / "docs" / "openapi.json"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


class Run(NamedTuple):
    """One walk over all operations; `least`: requests it must have made to mean anything."""

    name: str
    who: str | None
    phases: str
    examples: int
    least: int
    there: bool = True


RUNS = (
    Run("admin", "mei@host.example", "examples,coverage", 1, 500),
    Run("admin at random", "mei@host.example", "fuzzing", 3, 100, there=False),
    Run("signed out", None, "fuzzing", 1, 40),
)
# Names of things that are there, so that half of the requests reach what lies behind a 404.
THERE = {"key": "GLOBEX-1", "desk": "host", "tenant": "globex"}


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.name)
def test_nothing_is_heard_that_is_not_documented(demo: RunningCloud, tmp_path: Path, run: Run) -> None:
    config = tmp_path / "schemathesis.toml"
    names = THERE if run.there else {}
    config.write_text(
        "[parameters]\n" + "".join(f'"path.{name}" = "{value}"\n' for name, value in names.items())
    )
    token = demo.sign_in(run.who, PASSWORD) if run.who else None

    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"),
            f"--config-file={config}",
            "run",
            str(DOCUMENT),
            f"--url={demo.local.portal_url}",
            f"--checks={','.join(CHECKS)}",
            f"--phases={run.phases}",
            f"--max-examples={run.examples}",
            "--generation-deterministic",
            "--continue-on-failure",
            "--workers=1",  # CPython 3.11 parses no two lambdas at once without tripping
            "--request-timeout=60",
            "--no-shrink",
            "--no-color",
            "--warnings=off",
            "--suppress-health-check=all",
            *([f"--header=Authorization: Bearer {token}"] if token else []),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-12000:] + done.stderr[-2000:]
    made = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert made, done.stdout[-2000:]
    assert int(made[1]) == int(made[2]) >= run.least
