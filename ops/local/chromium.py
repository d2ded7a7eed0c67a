"""`python -m ops.local.chromium`: browser tests get a Chromium, or it is said loudly that they do not run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def main() -> int:
    """0 when there is one, or when doing without is allowed; under CI it is not."""
    if _found() or (_may_install() and _install()):
        return 0
    print("\n*** NO CHROMIUM ON THIS MACHINE: THE BROWSER TESTS WILL NOT RUN ***", file=sys.stderr)
    print("Install it (Debian: apt-get install chromium) and run make test again.\n", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0  # noqa: TID251 - whether this is CI is no setting of the product


def _found() -> bool:
    return any(shutil.which(name) for name in NAMES)


def _may_install() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _install() -> bool:
    print("Installing Debian's Chromium for the browser tests", flush=True)
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"],
    ):
        quiet = [command[0], "--quiet", "--quiet", *command[1:]]
        if subprocess.run(quiet, stdin=subprocess.DEVNULL, check=False).returncode:
            return False
    return _found()


if __name__ == "__main__":
    sys.exit(main())
