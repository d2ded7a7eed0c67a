"""Writing files so that a crash leaves the old content or the new, never half of it."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then rename over the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
