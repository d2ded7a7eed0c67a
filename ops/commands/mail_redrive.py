"""`loket mail redrive`: give dead letters another try."""

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress

from ops.commands.where import HERE, Place
from ops.mail.redriving import DeadLetters, dead_letters, redrive
from ops.mail.surroundings import AwsRegion, surroundings


def redrive_all(
    place: Annotated[Place, Parameter(name="*")] = HERE, *, aws: AwsRegion = None, look: bool = False
) -> None:
    """Move dead letters back to their queues: mail, delivery events, deliveries, the search index.

    Nothing is done twice by it: what had landed, or was sent, is known.

    Parameters
    ----------
    look
        Only say how many there are.
    """
    sqs = surroundings(place, aws).sqs
    queues = dead_letters(sqs)
    if not look:
        _move(sqs, queues)
    for letters in queues:
        moved = "waiting" if look else "moved"
        print(f"{letters.name}: {letters.waiting} {moved}")


def _move(sqs: object, queues: list[DeadLetters]) -> None:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Moving dead letters", total=sum(each.waiting for each in queues))
        for letters in queues:
            redrive(sqs, letters, lambda count: progress.advance(task, count))
