"""A lock that the kernel takes back when its holder ends, however it ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.local.problems import Problem


@contextmanager
def holding(file: Path) -> Iterator[None]:
    """Hold it, or raise Problem when another process does."""
    with file.open("a") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(f"Another server uses {file.parent}.", "Stop it with `loket down`.") from None
        yield


def is_held(file: Path) -> bool:
    """Some process holds it."""
    if not file.is_file():
        return False
    with file.open("a") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
