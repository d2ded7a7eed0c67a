"""Builds the portal when its sources changed."""

from pathlib import Path

from ops.local.builds.fingerprint import Stamp, alone, fingerprint
from ops.local.builds.node import run
from ops.local.cloud import ROOT

FRONTEND = ROOT / "frontend"
OPENAPI = ROOT / "docs" / "openapi.json"


def build_frontend() -> bool:
    """True when something had to be done. Raises Problem."""
    with alone("frontend"):
        sources = fingerprint(FRONTEND, OPENAPI)
        stamp = Stamp("frontend")
        if stamp.matches(sources) and (FRONTEND / "build" / "index.html").is_file():
            return False
        _install()
        run(["npm", "run", "build"], FRONTEND, "building the portal")
        stamp.set(fingerprint(FRONTEND, OPENAPI))  # the build may write API types beside the sources
        return True


def install_frontend() -> None:
    """Node modules as locked; for whoever runs the frontend's own tools."""
    with alone("frontend"):
        _install()


def _install() -> None:
    lock = fingerprint(FRONTEND / "package-lock.json")
    stamp = Stamp("frontend-modules")
    if stamp.matches(lock) and (FRONTEND / "node_modules").is_dir():
        return
    run(["npm", "ci", "--no-fund", "--no-audit"], FRONTEND, "installing the portal's libraries")
    stamp.set(lock)


def site() -> Path:
    """The built portal."""
    return FRONTEND / "build"
