"""`loket index rebuild`: a desk's search index anew from the table, while search stays up."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter
from rich.console import Console
from rich.progress import Progress

from ops.commands.where import HERE, Place

if TYPE_CHECKING:
    from helpdesk.storage.table import Table

app = App(name="index", help="The search index.")


@app.command
def rebuild(
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    desk: Annotated[str, Parameter(help="The desk's id.")],
    table: Annotated[str, Parameter(help="On AWS: the table; under your own AWS settings.")] = "",
    bucket: Annotated[str, Parameter(help="On AWS: the bucket of the index.")] = "",
) -> None:
    """Read all of a desk from the table into a new index, then answer from that one.

    Without --table and --bucket it works on the Loket that runs here. It can be stopped at any time.
    """
    from helpdesk import observe  # noqa: PLC0415 - heavy: not for --help
    from helpdesk.adapters.objects import S3Objects  # noqa: PLC0415
    from helpdesk.search.index import TicketIndex  # noqa: PLC0415
    from helpdesk.search.meaning import load_encoder  # noqa: PLC0415
    from helpdesk.usecases.search_rebuild import rebuild as build  # noqa: PLC0415

    rows, client, name = _there(place, table, bucket)
    with tempfile.TemporaryDirectory() as folder, Progress(console=Console(stderr=True)) as progress:
        index = TicketIndex(
            S3Objects(client, name),
            Path(folder) / "index",
            now=observe.now,
            new_id=observe.new_id,
            encoder=load_encoder(),
        )
        task = progress.add_task(f"reading {desk}", total=None)
        done = build(
            _deps(rows, index),
            index,
            desk,
            observe.new_id(),
            lambda done, about: progress.update(task, completed=done, total=max(done, about) or None),
        )
    Console().print(f"The index of {desk} holds {done:,} documents.")


def _there(place: Place, table: str, bucket: str) -> "tuple[Table, Any, str]":
    """The table, a client for S3 and the bucket: on AWS when they are named, else here."""
    from helpdesk.adapters.clients import Clients  # noqa: PLC0415
    from helpdesk.storage.table import Table  # noqa: PLC0415
    from ops.local.outputs import StackOutputs  # noqa: PLC0415
    from ops.local.table import table_of  # noqa: PLC0415

    if table and bucket:
        return Table(table), Clients().s3, bucket
    cloud = place.running()
    outputs = StackOutputs(cloud)
    return table_of(cloud, outputs), cloud.client("s3"), outputs["IndexBucket"]


def _deps(rows: "Table", index: Any) -> Any:
    from helpdesk import observe  # noqa: PLC0415
    from helpdesk.config import DEFAULT_WORK_SHARDS  # noqa: PLC0415
    from helpdesk.storage.checker import CrossTenantChecker  # noqa: PLC0415
    from helpdesk.storage.directory import TableDirectory  # noqa: PLC0415
    from helpdesk.storage.knowledge import TableKnowledge  # noqa: PLC0415
    from helpdesk.usecases.search_feed import FeedDeps  # noqa: PLC0415

    return FeedDeps(
        store=CrossTenantChecker(rows, DEFAULT_WORK_SHARDS),
        directory=TableDirectory(rows, observe.now),
        knowledge=TableKnowledge(rows),
        index=index,
    )
