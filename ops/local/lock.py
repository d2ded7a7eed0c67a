"""A lock that the kernel takes back when its holder ends, however it ends."""

import fcntl
from pathlib import Path
from typing import IO

from ops.local.problems import Problem


def hold(file: Path) -> IO[str]:
    """Hold it for as long as what is returned is open: at most until this process ends. Raises Problem."""
    opened = file.open("a")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        raise Problem(f"Another server uses {file.parent}.", "Stop it with `loket down`.") from None
    return opened


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
