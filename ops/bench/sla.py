"""`loket bench sla`: business time, against the libraries people use and a plain day-walk, in one run."""

from typing import TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from ops.local.problems import Problem

if TYPE_CHECKING:
    from ops.bench.sla_measure import Summary

REMEDY = "Install the project with its development tools: pip install -e '.[dev]'"


def sla(
    *,
    count: Annotated[int, Parameter(name="--questions", help="Questions for each desk.")] = 300,
    seconds: Annotated[float, Parameter(help="At least so long for each measurement.")] = 0.3,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Measure due and elapsed against businesstimedelta, business-duration and a plain day-walk.

    Exit code 1 when Loket and the day-walk, written independently, do not agree on every answer.
    """
    try:
        from ops.bench.sla_measure import LOKET, WALK, measure  # noqa: PLC0415 - what it measures may be missing
    except ModuleNotFoundError as error:
        raise Problem(
            f"{error.name} is not installed, so there is nothing to measure against.", REMEDY
        ) from error
    console = Console(stderr=True)
    with console.status("Measuring…") as status:
        summary = measure(count, seconds, status.update)
    if json:
        print(msgspec.json.format(msgspec.json.encode(summary)).decode())
    else:
        _print(summary, LOKET)
    return 1 if any(r.wrong for r in summary.results if r.who == WALK) else 0


def _print(summary: "Summary", ours: str) -> None:
    table = Table(title="Business time: answers per second, same questions, same run")
    for column in ("desk", "asked", "who", "per second", "times", "wrong"):
        table.add_column(column, justify="right" if column in {"per second", "times", "wrong"} else "left")
    rates = {(r.desk, r.asked): r.per_second for r in summary.results if r.who == ours}
    for r in summary.results:
        times = rates[r.desk, r.asked] / r.per_second
        wrong = f"{r.wrong} of {r.of}" if r.wrong else "-"
        table.add_row(r.desk, r.asked, r.who, f"{r.per_second:,.0f}", f"{times:,.1f}", wrong)
    console = Console()
    console.print(table)
    for r in summary.results:
        if r.examples:
            console.print(f"[bold]{r.who}, {r.desk}, {r.asked}:[/] {r.wrong} of {r.of} wrong, such as")
            for example in r.examples:
                console.print(f"  {example}", highlight=False)
    slowest = min(summary.times_faster.values())
    console.print(f"Against the faster library: at least {slowest:,.0f} times as fast.")
    firsts = ", ".join(f"{name} {ms:.1f} ms" for name, ms in summary.first_answer_ms.items())
    console.print(f"Building a calendar and its first answer: {firsts}.")
