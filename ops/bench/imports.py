"""How long importing a handler takes, in a fresh interpreter, against `import boto3` alone."""

import statistics
import subprocess
import sys
from typing import Final

from ops.local.cloud import ROOT

HANDLERS: Final = (
    "intake_email.handler",
    "tickets_api.handler",
    "sla_checker.handler",
    "outbox.handler",
    "outbox.relay",
    "authorizer.handler",
    "sign_in.handler",
    "kb_search.api",
    "kb_search.feed",
)
_PROGRAM = "import time; t=time.perf_counter(); import {name}; print(time.perf_counter()-t)"


def import_ratios(rounds: int) -> dict[str, float]:
    """Handler -> import time as a multiple of `import boto3`'s, medians of interleaved rounds."""
    seconds: dict[str, list[float]] = {name: [] for name in ("boto3", *HANDLERS)}
    for _ in range(rounds):
        for name, taken in seconds.items():
            taken.append(_once(name))
    base = statistics.median(seconds["boto3"])
    return {name: statistics.median(seconds[name]) / base for name in HANDLERS}


def _once(name: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(name=name)],
        cwd=ROOT / "functions", check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)
