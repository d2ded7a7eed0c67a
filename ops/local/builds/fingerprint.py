"""A hash over source files, and stamps that remember which hash something was built from."""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.local.cloud import ROOT

CACHE = ROOT / ".cache" / "loket"
_NOT_SOURCE = frozenset({"__pycache__", "node_modules", "build", "dist", "test-results"})


def fingerprint(*places: Path) -> str:
    """Of all files below these places (files count too); names and contents."""
    digest = hashlib.sha256()
    for file in _files(places):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        for file in sorted(place.rglob("*")) if place.is_dir() else ():
            parts = file.relative_to(place).parts
            if file.is_file() and not any(part in _NOT_SOURCE or part.startswith(".") for part in parts):
                yield file


class Stamp:
    """Remembers the fingerprint a result was built from."""

    def __init__(self, name: str) -> None:
        self._file = CACHE / f"{name}.stamp"

    def matches(self, found: str) -> bool:
        """The result is up to date."""
        return self._file.is_file() and self._file.read_text() == found

    def set(self, built_from: str) -> None:
        """It was built just now."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(built_from)


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time: two test runs may want the same thing built."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
