"""Runs Node's tools: the Node of this project's own environment, so that a bare machine needs no other."""

import os
import subprocess
import sys
from pathlib import Path

from ops.local.problems import Problem

_LINES_SHOWN = 25


def tools() -> Path:
    """The folder with node, npm and npx."""
    return Path(sys.executable).parent


def environment(**more: str) -> dict[str, str]:
    """The caller's own environment with our tools first on the path."""
    theirs = dict(os.environ)  # noqa: TID251 - npm and CDK need HOME, proxies and the like
    return {**theirs, "PATH": f"{tools()}{os.pathsep}{theirs.get('PATH', os.defpath)}", **more}


def run(command: list[str], folder: Path, what: str) -> None:
    """Run quietly; raises Problem with the end of its output when it fails."""
    program = tools() / command[0]
    if not program.exists():
        raise Problem(
            f"{program} is missing: {what} needs it.", "Run `make venv`; it installs Node from PyPI."
        )
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-_LINES_SHOWN:])
        raise Problem(f"{what} failed: `{' '.join(command)}` ended with {done.returncode}.\n{tail}")
