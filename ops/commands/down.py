"""`loket down`: stop the running Loket; it saves first."""

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from ops.commands.where import HERE, Place
from ops.local import process


def down(place: Annotated[Place, Parameter(name="*")] = HERE) -> None:
    """Save all data and stop Loket. When it is not running there is nothing to do."""
    console = Console()
    present = process.running(place.folder)
    if not present:
        console.print("Loket is not running.")
        return
    with console.status("Saving and stopping"):
        process.stop(place.folder, present.pid)
    console.print("[green]✓[/green] Saved and stopped.")
