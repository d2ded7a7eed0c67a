"""Hostile mails read one by one, each in a child of its own with bounds on time and memory.

The children are forked by a fresh process: forked by the one that asks, each would begin with all that one
holds, and a large test run alone holds more than a mail may take.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from helpdesk.mail.understand import understand
from ops.bench import hostile_mail
from ops.bench.hostile_grid import grid

SECONDS, MEGABYTES = 2.0, 400
_GIVE_UP_SECONDS = 60


class Hurt(msgspec.Struct, frozen=True):
    """One hostile mail. `seconds`: of the processor; `answered`: understood without a step that failed."""

    name: str
    megabytes: float
    seconds: float
    peak_megabytes: int
    answered: bool

    @property
    def within(self) -> bool:
        return self.answered and self.seconds <= SECONDS and self.peak_megabytes <= MEGABYTES


def names() -> list[str]:
    """Every hostile mail there is: the larger ones of each kind first, then the grid."""
    return list(_makers())


def read_all(names: Iterable[str]) -> Iterator[Hurt]:
    """What became of each, in the order asked for. Raises: CalledProcessError."""
    command = [sys.executable, "-m", "ops.bench.hostile_run", *names]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as fresh:
        yield from (msgspec.json.decode(line, type=Hurt) for line in fresh.stdout or ())
    if fresh.returncode:
        raise subprocess.CalledProcessError(fresh.returncode, command[:3])


def _makers() -> dict[str, Callable[[], bytes]]:
    return {name: partial(hostile_mail.make, name) for name in hostile_mail.NAMES} | dict(grid())


def _in_a_child(name: str, make: Callable[[], bytes]) -> Hurt:
    raw = make()
    begun, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(begun)
        _answer(raw, told)
    os.close(told)
    said = os.read(begun, 100)
    os.close(begun)
    _, _, used = os.wait4(child, 0)
    seconds = float(said[1:]) if said else float(_GIVE_UP_SECONDS)
    return Hurt(
        name=name, megabytes=round(len(raw) / 1e6, 2), seconds=round(seconds, 3),
        peak_megabytes=used.ru_maxrss // 1024, answered=said[:1] == b"y",
    )  # fmt: skip


def _answer(raw: bytes, told: int) -> None:
    """In the child: never returns."""
    resource.setrlimit(resource.RLIMIT_CPU, (_GIVE_UP_SECONDS, _GIVE_UP_SECONDS))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    began = time.process_time()
    try:
        found = understand(raw)
        whole = not any(warning.startswith("not-understood") for warning in found.warnings)
        os.write(told, b"%s%.3f" % (b"y" if whole else b"n", time.process_time() - began))
    finally:
        os._exit(0)


def _main() -> None:
    makers = _makers()
    for name in sys.argv[1:]:
        sys.stdout.buffer.write(msgspec.json.encode(_in_a_child(name, makers[name])) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
