"""How much processor time a page takes, task by task; it does not depend on what else the machine does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from playwright.sync_api import Page

_CATEGORIES = ["disabled-by-default-devtools.timeline", "devtools.timeline", "__metadata"]
_TASK, _FRAME = "RunTask", "Commit"  # what the main thread hands over for each frame

LONG = 50.0  # ms


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What the main thread did in one go, in ms of processor time; `at`: when, on the clock."""

    at: float
    cpu: float


class Trace:
    """What was recorded; to be read once recording has ended."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.frames: list[float] = []
        self._events: list[dict[str, Any]] = []

    def read(self, events: list[dict[str, Any]]) -> None:
        """Keep the main thread's tasks, and when it began each frame."""
        self._events = events
        threads = {
            (event["pid"], event["tid"])
            for event in events
            if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
        }
        ours = [event for event in events if (event["pid"], event["tid"]) in threads]
        found = [event for event in ours if event["name"] == _TASK and "tdur" in event]
        self.tasks = [Task(at=event["ts"] / 1000, cpu=event["tdur"] / 1000) for event in found]
        self.frames = sorted(event["ts"] / 1000 for event in ours if event["name"] == _FRAME)

    def all(self, name: str) -> list[dict[str, Any]]:
        """The browser's events of this name, as they came."""
        return [event for event in self._events if event["name"] == name]

    def longest(self) -> float:
        """The longest task, ms."""
        return max((task.cpu for task in self.tasks), default=0.0)

    def blocked(self, slower: float) -> float:
        """Lighthouse's total blocking time, ms: of each task what is beyond 50 ms, on a slow phone."""
        return sum(max(0.0, slower * task.cpu - LONG) for task in self.tasks)

    def per_frame(self) -> list[float]:
        """What was done from the beginning of each frame to that of the next, ms; smallest first."""
        sums = [
            sum(task.cpu for task in self.tasks if begun <= task.at < ended)
            for begun, ended in zip(self.frames, self.frames[1:], strict=False)
        ]
        return sorted(sums)


@contextmanager
def recorded(page: Page, more: Sequence[str] = ()) -> Iterator[Trace]:
    """What the page's main thread does within the block. `more`: what else the browser should note."""
    client = page.context.new_cdp_session(page)
    trace = Trace()
    events: list[dict[str, Any]] = []
    done: list[bool] = []
    client.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    client.on("Tracing.tracingComplete", lambda _: done.append(True))
    client.send(
        "Tracing.start",
        {"traceConfig": {"includedCategories": [*_CATEGORIES, *more]}, "transferMode": "ReportEvents"},
    )
    yield trace
    client.send("Tracing.end")
    while not done:
        page.wait_for_timeout(20)
    client.detach()
    trace.read(events)
