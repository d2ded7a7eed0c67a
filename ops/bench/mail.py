"""`loket bench mail`: what understanding a mail costs, what hostile ones do, and how many a second land."""

import email
import email.policy
import json
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import asdict
from rich.console import Console
from rich.progress import track
from rich.table import Table

from helpdesk.mail.understand import understand
from ops.bench.hostile_run import MEGABYTES, SECONDS, Hurt, names, read_all
from ops.bench.mail_rate import measured, show

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


def bench(
    *folders: Path,
    hostile: bool = True,
    workers: bool = True,
    mails: int = 100,
    rounds: int = 2,
    as_json: bool = False,
) -> None:
    """Compare `understand` with `email.message_from_bytes(policy=default)` on the same mails; and see above.

    Parameters
    ----------
    folders
        Folders of mails; without one, the project's own fixtures.
    hostile
        Also read each hostile mail (about 1,770, some minutes) in a child of its own and report the worst.
    workers
        Also measure mails a second from the SMTP door to the table, with 1, 2 and 4 of them taken in at once,
        in a private local cloud that is gone afterwards.
    mails
        How many for each number of workers.
    rounds
        How often each number of workers has its turn.
    as_json
        Print one JSON object instead of tables.
    """
    speed = _speed([path.read_bytes() for folder in folders or (_FIXTURES,) for path in _mails(folder)])
    hurts = _hostile() if hostile else []
    ends = measured(mails, rounds) if workers else []
    if as_json:
        rows = {"hostile": [asdict(hurt) for hurt in hurts], "workers": [asdict(each) for each in ends]}
        print(json.dumps({**asdict(speed), "ratio": speed.ratio, **rows}))
        return
    _show(speed, hurts)
    if ends:
        show(ends)


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


def _hostile() -> list[Hurt]:
    every = names()
    return list(track(read_all(every), total=len(every), console=Console(stderr=True)))


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
    beyond = sum(not hurt.within for hurt in hurts)
    console.print(f"{beyond} of {len(hurts)} without an answer in {SECONDS:g} s and {MEGABYTES} MB")
    console.print(f"largest peak: {max(h.peak_megabytes for h in hurts)} MB of {len(hurts)} hostile mails")
