"""`loket seed`: make the demo in the running Loket."""

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from ops.commands.steps import ShownSteps
from ops.commands.where import HERE, Place
from ops.local.launch import seed_once


def seed(place: Annotated[Place, Parameter(name="*")] = HERE, *, again: bool = False) -> None:
    """Make two desks, four tenants, people and tickets to look at. `loket up` does it on the first start.

    Parameters
    ----------
    again
        Even if this Loket has the demo already; its tickets are then there twice.
    """
    console = Console()
    if not seed_once(place.running(), ShownSteps(console), again=again):
        console.print("The demo is there already. `--again` adds its tickets once more.")
