"""`loket logs FUNCTION`: what a function wrote."""

import sys
import time
from typing import Annotated, Any

from cyclopts import Parameter

from ops.commands.where import HERE, Place
from ops.local.cloud import LocalCloud
from ops.local.problems import Problem

_LOOK_EVERY_SECONDS = 0.5


def logs(
    function: str,
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    follow: Annotated[bool, Parameter(alias="-f")] = False,
    lines: Annotated[int, Parameter(alias="-n")] = 100,
) -> None:
    """Print a function's log, oldest line first.

    Parameters
    ----------
    function
        Its name or a part of it, in any spelling: IntakeEmail, intake_email, intake.
    follow
        Go on as it grows, until Ctrl-C.
    lines
        How many of the last lines to begin with.
    """
    cloud = place.running()
    client = cloud.client("logs")
    group = _group(cloud, function)
    events = _events(client, group, since=0)
    for event in events[-lines:]:
        _write(event)
    if follow:
        _follow(client, group, {event["eventId"] for event in events}, _last(events))


def _group(cloud: LocalCloud, wanted: str) -> str:
    """The log group of the one function whose name holds the wanted word."""
    found = cloud.client("lambda").list_functions()["Functions"]
    groups = {each["FunctionName"]: each.get("LoggingConfig", {}).get("LogGroup") for each in found}
    matching = sorted(name for name in groups if _plain(wanted) in _plain(name))
    if len(matching) != 1:
        names = ", ".join(matching or sorted(groups)) or "none is deployed"
        raise Problem(f"{wanted} is {'more than one function' if matching else 'no function'}: {names}.")
    return groups[matching[0]] or f"/aws/lambda/{matching[0]}"


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _events(client: Any, group: str, since: int) -> list[dict[str, Any]]:
    pages = client.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=since)
    try:
        events = [event for page in pages for event in page["events"]]
    except client.exceptions.ResourceNotFoundException:
        return []
    return sorted(events, key=lambda event: event["timestamp"])


def _last(events: list[dict[str, Any]]) -> int:
    return events[-1]["timestamp"] if events else 0


def _follow(client: Any, group: str, seen: set[str], since: int) -> None:
    try:
        while True:
            time.sleep(_LOOK_EVERY_SECONDS)
            fresh = [event for event in _events(client, group, since) if event["eventId"] not in seen]
            for event in fresh:
                _write(event)
            seen |= {event["eventId"] for event in fresh}
            since = max(since, _last(fresh))
    except KeyboardInterrupt:
        return


def _write(event: dict[str, Any]) -> None:
    sys.stdout.write(event["message"].rstrip("\n") + "\n")
    sys.stdout.flush()
