"""Synthesises the CDK app for local use when what it is made from changed. Code alone does not count:
deploying takes functions/ as it lies there.
"""

import json
import subprocess
import sys
from pathlib import Path

from ops.local.builds.fingerprint import CACHE, Stamp, alone, fingerprint
from ops.local.builds.node import environment
from ops.local.cloud import ROOT
from ops.local.problems import Problem

ASSEMBLY = CACHE / "assembly"
_LINES_SHOWN = 25
_FUNCTIONS = ROOT / "functions"
_SOURCES = (
    ROOT / "infra",
    ROOT / "requirements" / "dev.txt",
    ROOT / "cdk.json",
    # what infra reads: route tables and the names of settings
    _FUNCTIONS / "tickets_api",
    _FUNCTIONS / "kb_search",
    _FUNCTIONS / "helpdesk" / "web",
    _FUNCTIONS / "helpdesk" / "config.py",
)


def synthesise() -> bool:
    """True when the app had to be synthesised. Raises Problem."""
    with alone("assembly"):
        sources = fingerprint(*_SOURCES)
        stamp = Stamp("assembly")
        if stamp.matches(sources) and (ASSEMBLY / "manifest.json").is_file():
            return False
        synthesise_into(ASSEMBLY)
        stamp.set(sources)
        return True


def synthesise_into(folder: Path) -> None:
    """Run `infra` once with the context `local`."""
    done = subprocess.run(
        [sys.executable, "-m", "infra.app"],
        cwd=ROOT,
        env=environment(CDK_OUTDIR=str(folder), CDK_CONTEXT_JSON=json.dumps({"local": "true"})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-_LINES_SHOWN:])
        raise Problem(f"Synthesising the CDK app failed.\n{tail}", "`python -m infra.app` shows it in full.")
