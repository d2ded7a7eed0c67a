"""`loket status`: does it run, where, is everything saved, and does work wait or fail somewhere."""

import sys
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from ops.commands.where import HERE, Place
from ops.local import process
from ops.local.cloud import STACKS, LocalCloud

NOT_RUNNING = 3  # as `systemctl status` says it


def status(place: Annotated[Place, Parameter(name="*")] = HERE, *, json: bool = False) -> None:
    """Tell whether Loket runs, and how it is. Exit code 3 when it does not run.

    Parameters
    ----------
    json
        For other programs.
    """
    present = process.running(place.folder)
    facts = _facts(present.cloud(place.folder), present.pid) if present else {"running": False}
    if json:
        print(msgspec.json.encode(facts).decode())
    else:
        _show(Console(), facts)
    if not present:
        sys.exit(NOT_RUNNING)


def _facts(cloud: LocalCloud, pid: int) -> dict[str, Any]:
    answer = process.health(cloud)
    return {
        "running": True,
        "pid": pid,
        "state": str(cloud.state),
        "portal": cloud.portal_url,
        "aws": cloud.aws_url,
        "smtp": f"127.0.0.1:{cloud.smtp_port}",
        "health": msgspec.json.decode(answer) if answer else None,
        "stacks": _stacks(cloud),
        "waiting": _waiting(cloud),
    }


def _stacks(cloud: LocalCloud) -> dict[str, str]:
    found = cloud.client("cloudformation").describe_stacks()["Stacks"]
    return {stack["StackName"]: stack["StackStatus"] for stack in found if stack["StackName"] in STACKS}


def _waiting(cloud: LocalCloud) -> dict[str, int]:
    """Messages per queue, without the empty ones; what stays in a dead-letter queue has failed for good."""
    client = cloud.client("sqs")
    wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    counts: dict[str, int] = {}
    for url in client.list_queues().get("QueueUrls", []):
        found = client.get_queue_attributes(QueueUrl=url, AttributeNames=wanted)["Attributes"]
        counts[url.rpartition("/")[2]] = sum(int(value) for value in found.values())
    return {name: count for name, count in sorted(counts.items()) if count}


def _show(console: Console, facts: dict[str, Any]) -> None:
    if not facts["running"]:
        console.print("Loket is not running. Start it with `make run` or `loket up`.")
        return
    table = Table.grid(padding=(0, 2))
    for name in ("portal", "aws", "smtp", "state", "pid"):
        table.add_row(f"[bold]{name}[/bold]", str(facts[name]))
    health = facts["health"]
    if health is None:
        table.add_row("[bold]saved[/bold]", "[red]the server does not answer[/red]")
    elif health["saved"]["error"]:
        table.add_row("[bold]saved[/bold]", f"[red]failed: {health['saved']['error']}[/red]")
    else:
        table.add_row("[bold]saved[/bold]", health["saved"]["at"] or "nothing to save yet")
    for name, state in facts["stacks"].items():
        table.add_row(f"[bold]{name}[/bold]", state)
    for name, count in facts["waiting"].items():
        table.add_row("[bold]waiting[/bold]", f"{count} in {name}")
    console.print(table)
