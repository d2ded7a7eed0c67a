"""Installs the CDK command line as locked; only `make deploy` and one test need it."""

from pathlib import Path

from ops.local.builds.fingerprint import Stamp, alone, fingerprint
from ops.local.builds.node import run
from ops.local.cloud import ROOT

INFRA = ROOT / "infra"
CDK = INFRA / "node_modules" / ".bin" / "cdk"


def install_cdk() -> Path:
    """The `cdk` script. Raises Problem."""
    with alone("cdk"):
        lock = fingerprint(INFRA / "package-lock.json")
        stamp = Stamp("cdk")
        if not (stamp.matches(lock) and CDK.exists()):
            run(["npm", "ci", "--no-fund", "--no-audit"], INFRA, "installing the CDK command line")
            stamp.set(lock)
    return CDK
