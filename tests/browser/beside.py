"""What else the machine does while a page is measured: little, as a phone does not serve what it shows."""

import os
import time
from pathlib import Path

QUIET = 0.15
"""Share of the processors that is busy with other things and does not count."""

_PATIENCE = 60.0
_LOOK = 2.0
_LAST = 19


def give_way(group: int) -> None:
    """Let this process group run only when nobody else wants to, where the system can be told so (Linux)."""
    os.setpriority(os.PRIO_PGRP, group, _LAST)
    shares = Path(
        f"/proc/{group}/autogroup"
    )  # where sessions share the processor first, and then their processes
    if shares.exists():
        shares.write_text(str(_LAST))


def settle() -> float:
    """Wait until the machine has little to do, a minute at most; what it was busy with then, as a share."""
    end = time.monotonic() + _PATIENCE
    busy = _busy()
    while busy > QUIET and time.monotonic() < end:
        busy = _busy()
    return busy


def _busy() -> float:
    """The share of the processors' time that went to work, over two seconds; 0 where that is not told."""
    idle, whole = _ticks()
    time.sleep(_LOOK)
    idle_now, whole_now = _ticks()
    return 1 - (idle_now - idle) / max(1, whole_now - whole)


def _ticks() -> tuple[int, int]:
    stat = Path("/proc/stat")
    if not stat.exists():
        return 1, 1
    ticks = [int(field) for field in stat.read_text().splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)
