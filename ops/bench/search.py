"""`loket bench search`: what the search index costs, at several sizes, in one run."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from cyclopts import Parameter, validators
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from ops.bench.search_measure import Measured

_MEGA = 1_000_000


def search(
    *,
    sizes: Annotated[
        tuple[Annotated[int, Parameter(validator=validators.Number(gte=100, lte=1_000_000))], ...],
        Parameter(help="Numbers of tickets."),
    ] = (1_000, 100_000),
    queries: Annotated[int, Parameter(validator=validators.Number(gte=1), help="Of each kind.")] = 300,
    updates: Annotated[int, Parameter(validator=validators.Number(gte=1), help="Single changes.")] = 40,
    vectors: Annotated[
        Literal["none", "made", "real"],
        Parameter(help="Beside the words: nothing, vectors that mean nothing, or those of the encoder."),
    ] = "none",
    s3_port: Annotated[
        int, Parameter(help="AWS port of a Loket that runs here, to start cold from its S3.")
    ] = 0,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Build an index of made tickets on disk, change it, ask it: size, throughput, p50 and p99."""
    from ops.bench.search_measure import Plan, measure  # noqa: PLC0415 - heavy: not for --help

    console = Console(stderr=True)
    measured = []
    plan = Plan(queries=queries, updates=updates, vectors=vectors, s3_port=s3_port)
    with tempfile.TemporaryDirectory() as folder, console.status("Measuring…") as status:
        for size in sizes:
            place = Path(folder) / str(size)
            measured.append(measure(size, place, plan, status.update))
    if json:
        print(msgspec.json.format(msgspec.json.encode(measured)).decode())
    else:
        Console().print(_table(measured))
    return 0


def _table(measured: "list[Measured]") -> Table:
    table = Table(title="Search: processor time, in milliseconds where not said otherwise; p50 / p99")
    table.add_column("")
    for one in measured:
        table.add_column(f"{one.tickets:,} tickets", justify="right")

    def row(name: str, *values: str) -> None:
        table.add_row(name, *values)

    row("index, bytes a ticket", *(f"{one.index_bytes / one.tickets:,.0f}" for one in measured))
    row("index / its text", *(f"{one.index_bytes / one.text_bytes:.2f}" for one in measured))
    row("packs in the store", *(str(one.packs) for one in measured))
    row("indexed a second", *(f"{one.built_per_second:,.0f}" for one in measured))
    row("  / tantivy alone", *(f"{one.built_per_second / one.floor_per_second:.2f}" for one in measured))
    row("one changed", *(f"{one.one_update.p50:.1f} / {one.one_update.p99:.1f}" for one in measured))
    row(
        "ten tickets changed", *(f"{one.ten_updates.p50:.1f} / {one.ten_updates.p99:.1f}" for one in measured)
    )
    if any(one.cold_from_s3 is not None for one in measured):
        row("cold start from S3, on the clock", *(f"{one.cold_from_s3 or 0:,.0f}" for one in measured))
    row("cold start", *(f"{one.cold_start:.1f}" for one in measured))
    for kind in measured[0].asked if measured else ():
        row(kind, *(f"{one.asked[kind].p50:.2f} / {one.asked[kind].p99:.2f}" for one in measured))
    row("all texts read instead", *(f"{one.scan:.1f}" for one in measured))
    row("  / two words", *(f"{one.scan / one.asked['two words'].p50:,.0f}" for one in measured))
    row("largest memory so far, MB", *(f"{one.memory_bytes / _MEGA:,.0f}" for one in measured))
    return table
