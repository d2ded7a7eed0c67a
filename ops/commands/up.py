"""`loket up`: everything that `make run` does."""

import signal
from types import FrameType
from typing import Annotated, NoReturn

from cyclopts import Parameter
from rich.console import Console

from ops.commands.steps import ShownSteps
from ops.commands.welcome import welcome
from ops.commands.where import START_HERE, PlaceToStart
from ops.local import process
from ops.local.cloud import LocalCloud
from ops.local.launch import launch
from ops.local.problems import Problem


def up(
    place: Annotated[PlaceToStart, Parameter(name="*")] = START_HERE,
    *,
    seed: bool = True,
    foreground: bool = True,
) -> None:
    """Build, start, deploy and fill a Loket on this machine.

    Only what changed is built and deployed. All data is kept in the state folder.

    Parameters
    ----------
    seed
        Make the demo on the first start.
    foreground
        Stay, and stop Loket on Ctrl-C. Without it, `loket down` stops it.
    """
    console = Console()
    cloud = place.cloud()
    process.check_startable(cloud)  # before anything that would be undone: another Loket here stays as it is
    # SIGINT too: a shell that starts us in the background has it ignored.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)
    try:
        started = launch(cloud, ShownSteps(console), seed=seed)
        welcome(console, cloud, foreground=foreground)
        if foreground:
            _stay(cloud, started.server)
    except KeyboardInterrupt:
        _stop(console, cloud)
    except BaseException:
        _stop(console, cloud, quietly=True)
        raise


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _stay(cloud: LocalCloud, server: process.Server) -> None:
    """Until the server ends; `loket down` may do that too."""
    code = server.wait()
    if code:
        raise Problem(f"The server ended unexpectedly ({code}).", f"Its log is {cloud.log}.")


def _stop(console: Console, cloud: LocalCloud, *, quietly: bool = False) -> None:
    """Stop what we started; a second Ctrl-C must not cut the saving short."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    present = process.running(cloud.state)
    if not present or present.cloud(cloud.state) != cloud:
        return
    with console.status("Saving and stopping"):
        process.stop(cloud.state, present.pid)
    if not quietly:
        console.print("[green]✓[/green] Saved and stopped. `make run` goes on where you left.")
