"""`loket bench mail`: what it costs to understand a mail, beside the standard library's parser alone."""

import email
import email.policy
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import track
from rich.table import Table

from helpdesk.mail.understand import understand
from ops.bench import hostile_mail

_ROUNDS = 5
_FIXTURES = Path(__file__).parents[2] / "tests" / "mail" / "fixtures"


class Speed(msgspec.Struct, frozen=True):
    """CPU seconds for the whole set on one core: the best of several rounds, both taken in turn."""

    mails: int
    bytes: int
    floor_seconds: float
    understand_seconds: float

    @property
    def ratio(self) -> float:
        return self.understand_seconds / self.floor_seconds


class Hurt(msgspec.Struct, frozen=True):
    """One hostile mail, read in a process of its own."""

    name: str
    megabytes: float
    seconds: float
    peak_megabytes: int


def bench(*folders: Path, hostile: bool = True, as_json: bool = False) -> None:
    """Compare `understand` with `email.message_from_bytes(policy=default)` on the same mails.

    Parameters
    ----------
    folders
        Folders of mails; without one, the project's own fixtures.
    hostile
        Also read each hostile mail in a process of its own and report the worst.
    as_json
        Print one JSON object instead of a table.
    """
    speed = _speed([path.read_bytes() for folder in folders or (_FIXTURES,) for path in _mails(folder)])
    hurts = (
        [_hurt(name) for name in track(hostile_mail.NAMES, console=Console(stderr=True))] if hostile else []
    )
    if as_json:
        rows = [msgspec.structs.asdict(hurt) for hurt in hurts]
        print(json.dumps({**msgspec.structs.asdict(speed), "ratio": speed.ratio, "hostile": rows}))
        return
    _show(speed, hurts)


def _mails(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _speed(mails: list[bytes]) -> Speed:
    rounds = [(_cpu(_floor, mails), _cpu(understand, mails)) for _ in range(_ROUNDS)]
    floor, ours = (min(column) for column in zip(*rounds, strict=True))
    return Speed(mails=len(mails), bytes=sum(map(len, mails)), floor_seconds=floor, understand_seconds=ours)


def _floor(raw: bytes) -> object:
    return email.message_from_bytes(raw, policy=email.policy.default)


def _cpu(read: Callable[[bytes], object], mails: list[bytes]) -> float:
    began = time.process_time()
    for raw in mails:
        read(raw)
    return time.process_time() - began


def _hurt(name: str) -> Hurt:
    """In a new process, so that its memory is its own."""
    found = subprocess.run([sys.executable, "-m", "ops.bench.mail", name], capture_output=True, check=True)
    return msgspec.json.decode(found.stdout, type=Hurt)


def _hurt_here(name: str) -> Hurt:
    raw = hostile_mail.make(name)
    began = time.perf_counter()
    understand(raw)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Hurt(name=name, megabytes=round(len(raw) / 1e6, 1), seconds=round(seconds, 2), peak_megabytes=peak)


def _show(speed: Speed, hurts: list[Hurt]) -> None:
    console = Console()
    console.print(
        f"{speed.mails} mails, {speed.bytes / 1e6:.1f} MB: "
        f"understanding takes {speed.ratio:.2f} times the parser alone "
        f"({speed.mails / speed.understand_seconds:.0f} mails a second on one core)"
    )
    if not hurts:
        return
    table = Table("hostile mail", "MB", "seconds", "peak MB", title="the ten slowest")
    for hurt in sorted(hurts, key=lambda h: -h.seconds)[:10]:
        table.add_row(hurt.name, str(hurt.megabytes), f"{hurt.seconds:.2f}", str(hurt.peak_megabytes))
    console.print(table)
    console.print(f"largest peak: {max(h.peak_megabytes for h in hurts)} MB of {len(hurts)} hostile mails")


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_hurt_here(sys.argv[1])))
