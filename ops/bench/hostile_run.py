"""Hostile mails read one by one, each in a child of its own with bounds on time and memory."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator

import msgspec

from helpdesk.mail.understand import understand

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


def read_all(mails: Iterable[tuple[str, Callable[[], bytes]]]) -> Iterator[Hurt]:
    for name, make in mails:
        yield _in_a_child(name, make)


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
