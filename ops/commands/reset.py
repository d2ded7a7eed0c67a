"""`loket reset`: throw all local data away."""

import shutil
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from ops.commands.where import HERE, Place
from ops.local import process
from ops.local.cloud import LocalCloud
from ops.local.problems import Problem

_WORD = "reset"


def reset(place: Annotated[Place, Parameter(name="*")] = HERE, *, yes: bool = False) -> None:
    """Delete tickets, people, mail and files of the local Loket. There is no way back.

    Parameters
    ----------
    yes
        Do not ask.
    """
    console = Console()
    if process.running(place.folder):
        raise Problem("Loket is running.", "Stop it first: `loket down`.")
    ours = _ours(place.folder)
    if not ours:
        console.print(f"There is nothing in {place.folder}.")
        return
    if not yes and console.input(f"Delete all data in {place.folder}? Type [bold]{_WORD}[/bold]: ") != _WORD:
        raise Problem("Nothing was deleted.")
    for path in ours:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    console.print(f"[green]✓[/green] {place.folder} is empty. The next start makes the demo again.")


def _ours(folder: Path) -> list[Path]:
    """Only what the local cloud made: --state may have been pointed at a folder that holds more."""
    cloud = LocalCloud(state=folder)
    made = [
        cloud.aws_state,
        cloud.objects,
        cloud.scratch,
        cloud.sent,
        cloud.spool,
        cloud.pid_file,
        cloud.lock,
    ]
    logs = [cloud.log, cloud.old_log, cloud.state / "writable"]
    return [path for path in (*made, *logs) if path.exists()]
