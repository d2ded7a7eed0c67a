"""`loket bench checker`: what a minute of the SLA checker costs, and how late a rush makes it."""

import math
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table as Shown

from helpdesk.usecases.check_promises import check
from ops.bench.checker_house import House, row_sizes
from ops.bench.intake_house import emulator
from ops.local.cloud import LocalCloud

RUSH = 50_000
_RUN_SECONDS = 45.0  # of each minute: the function stops starting on tickets 10 seconds before its end
_PARTITION_UNITS = 1_000  # write units a second of one DynamoDB partition
_SHARE = 1024 / 1769  # of a processor that a function of 1,024 MB has


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """One run with 100 due among `open_tickets`. `per_due`: requests for each due ticket."""

    open_tickets: int
    fired: int
    index_queries: int
    index_rows: int
    requests: dict[str, int]
    per_due: float


class Rush(msgspec.Struct, frozen=True, kw_only=True):
    """So many due at once, on this machine's emulator. `cpu_ms`: of our own process, per ticket."""

    due: int
    workers: int
    seconds: float
    per_second: float
    cpu_ms: float


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What RUSH due in one minute takes on AWS, computed from the measured processor time and row size."""

    ticket_bytes: int
    write_units: int  # of one firing, on the busiest key: the work index
    per_second_by_processor: float  # one run
    per_second_by_partition: float  # one shard
    shards_for_one_minute: int
    minutes_late_with_one_run: float


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Counts are exact; rates hold within this run."""

    costs: tuple[Cost, ...]
    rushes: tuple[Rush, ...]
    paper: Paper


def checker(
    *,
    sizes: Annotated[tuple[int, ...], Parameter(name="--open", help="Open tickets, smallest first.")] = (
        1_000,
        10_000,
    ),
    rush: Annotated[int, Parameter(help="Tickets that fall due at once.")] = 1_000,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Count what 100 due tickets cost among ever more open ones, then let many fall due at once.

    Exit code 1 when the reads grow with the open tickets.
    """
    console = Console(stderr=True)
    with console.status("Starting a private store…") as status:
        with emulator() as cloud:
            rushes, size_of_one = _rushes(cloud, rush, status.update)
        with emulator() as cloud:  # a fresh one: emulators get slower as they fill
            costs = _costs(cloud, sizes, status.update)
    summary = Summary(costs=costs, rushes=rushes, paper=_paper(size_of_one, rushes[0]))
    if json:
        print(msgspec.json.format(msgspec.json.encode(summary)).decode())
    else:
        _print(summary)
    return 1 if len({(cost.index_queries, cost.index_rows) for cost in costs}) > 1 else 0


def _costs(cloud: LocalCloud, sizes: tuple[int, ...], tell: Callable[[str], None]) -> tuple[Cost, ...]:
    house = House(cloud)
    house.furnish()
    costs: list[Cost] = []
    loaded = 0
    for size in sizes:
        tell(f"100 due among {size:,} open…")
        house.open_later(10_000_000 + loaded, size - 100 - loaded)
        house.open_due(1 + len(costs) * 100, 100)
        loaded = size - 100
        costs.append(_cost(house, size))
    return tuple(costs)


def _rushes(cloud: LocalCloud, rush: int, tell: Callable[[str], None]) -> tuple[tuple[Rush, ...], int]:
    """One at a time, then eight; and how many bytes the row of a ticket has."""
    House(cloud).furnish()
    rushes = []
    for number, workers in enumerate((1, 8)):
        tell(f"{rush:,} due at once, {workers} at a time…")
        house = House(cloud, workers)
        house.open_due(1 + number * rush, rush)
        rushes.append(_rush(house, rush, workers))
    return tuple(rushes), max(row_sizes(house, 1))


def _cost(house: House, size: int) -> Cost:
    house.calls.clear()
    house.rows = 0
    checked = check(house.checker, lambda: True)
    if checked.fired != 100 or checked.failed:
        raise RuntimeError(f"nothing sensible to measure: {checked}")
    return Cost(
        open_tickets=size,
        fired=checked.fired,
        index_queries=house.calls["Query"],
        index_rows=house.rows,
        requests=dict(sorted(house.calls.items())),
        per_due=round(house.calls.total() / checked.fired, 2),
    )


def _rush(house: House, due: int, workers: int) -> Rush:
    began, busy = time.perf_counter(), time.process_time()
    checked = check(house.checker, lambda: True)
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    if checked.fired != due:
        raise RuntimeError(f"nothing sensible to measure: {checked}")
    return Rush(
        due=due,
        workers=workers,
        seconds=round(seconds, 1),
        per_second=round(due / seconds, 1),
        cpu_ms=round(1000 * cpu / due, 2),
    )


def _paper(size: int, rush: Rush) -> Paper:
    # A changed sort key is a delete and a put in the index, each by the KB of the whole row.
    units = 2 * math.ceil(size / 1024)
    by_processor = 1000 * _SHARE / rush.cpu_ms
    by_partition = _PARTITION_UNITS / units
    each = min(by_processor, by_partition)
    return Paper(
        ticket_bytes=size,
        write_units=units,
        per_second_by_processor=round(by_processor, 1),
        per_second_by_partition=round(by_partition, 1),
        shards_for_one_minute=math.ceil(RUSH / (_RUN_SECONDS * each)),
        minutes_late_with_one_run=round(
            timedelta(seconds=RUSH / by_processor) * (60 / _RUN_SECONDS) / timedelta(minutes=1), 1
        ),
    )


def _print(summary: Summary) -> None:
    console = Console()
    table = Shown(title="One run, 100 tickets due: requests to the table")
    for column in ("open tickets", "index queries", "index rows read", "requests per due ticket"):
        table.add_column(column, justify="right")
    for cost in summary.costs:
        table.add_row(
            f"{cost.open_tickets:,}", str(cost.index_queries), str(cost.index_rows), f"{cost.per_due:.2f}"
        )
    console.print(table)
    for rush in summary.rushes:
        console.print(
            f"{rush.due:,} due at once, {rush.workers} at a time: {rush.per_second:.0f} a second, the last "
            f"{rush.seconds:.0f} s late; {rush.cpu_ms:.1f} ms of our own processor time each."
        )
    paper = summary.paper
    console.print(
        f"On paper, {RUSH:,} due in one minute: a firing writes {paper.write_units} units to the work index "
        f"(a row of {paper.ticket_bytes:,} bytes), so one shard takes {paper.per_second_by_partition:.0f} a "
        f"second and one run of 1,024 MB {paper.per_second_by_processor:.0f}; within one minute that needs "
        f"{paper.shards_for_one_minute} shards with a run each. One run alone would be "
        f"{paper.minutes_late_with_one_run:.0f} minutes late."
    )
