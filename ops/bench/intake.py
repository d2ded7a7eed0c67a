"""`loket bench intake`: what taking a mail in costs, as ratios taken in one run."""

import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table as Shown

from helpdesk import observe
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.receive import Fate, receive
from ops.bench.imports import import_ratios
from ops.bench.intake_house import ADDRESS, NAMES, House, emulator, house
from ops.bench.intake_mails import large, mail
from ops.local.cloud import LocalCloud

_LARGE = 35_000_000
_WARM_UP = 60


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Ratios hold within this run; rates are for orientation only."""

    mails: int
    mails_per_second: float
    floor_per_second: float
    times_the_floor: float  # time per mail against the floor's
    calls_per_mail: dict[str, float]  # how many AWS calls -> which share of the mails
    import_times_boto3: dict[str, float]
    large_mail_bytes: int
    large_mail_peak_mb: float
    peak_before_mb: float


def intake(
    *,
    mails: Annotated[int, Parameter(help="Mails to take in, and as many for the floor.")] = 300,
    rounds: Annotated[int, Parameter(help="Fresh interpreters per handler.")] = 5,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> None:
    """Parse and store mails against the floor: `email` plus one raw TransactWriteItems to the same store."""
    console = Console(stderr=True)
    with console.status("Starting a private store…") as status, emulator() as cloud:
        status.update(f"Taking in {mails} mails…")
        summary = _measure(cloud, mails, rounds)
    if json:
        print(msgspec.json.format(msgspec.json.encode(summary)).decode())
    else:
        _print(summary)


def _measure(cloud: LocalCloud, mails: int, rounds: int) -> Summary:
    desk = house(cloud)
    raws = [mail(number) for number in range(_WARM_UP + mails)]
    for number, raw in enumerate(raws):
        desk.put(f"inbound/{number}", raw)
    _take_in(desk, range(_WARM_UP))
    _floor(cloud, raws[:_WARM_UP], "warm")
    # In slices, one after the other, so that a busy neighbour on this machine slows both alike.
    ours = floor = 0.0
    calls: Counter[int] = Counter()
    for start in range(_WARM_UP, _WARM_UP + mails, 50):
        numbers = range(start, min(start + 50, _WARM_UP + mails))
        ours += _take_in(desk, numbers, calls)
        floor += _floor(cloud, [raws[n] for n in numbers], str(start))
    before, peak = _large_mail(cloud)
    return Summary(
        mails=mails,
        mails_per_second=round(mails / ours, 1),
        floor_per_second=round(mails / floor, 1),
        times_the_floor=round(ours / floor, 2),
        calls_per_mail={str(n): round(share / mails, 3) for n, share in sorted(calls.items())},
        import_times_boto3={name: round(ratio, 2) for name, ratio in import_ratios(rounds).items()},
        large_mail_bytes=_LARGE,
        large_mail_peak_mb=peak,
        peak_before_mb=before,
    )


def _take_in(desk: House, numbers: range, calls: Counter[int] | None = None) -> float:
    began = time.perf_counter()
    for number in numbers:
        seen = len(desk.calls)
        _receive(desk, f"inbound/{number}", f"person{number % 50}@customer.example")
        if calls is not None:
            calls[len(desk.calls) - seen] += 1
    return time.perf_counter() - began


def _receive(desk: House, key: str, sender: str) -> None:
    notice = Notice(raw=key, received_at=observe.now(), sender=sender, recipients=(ADDRESS,))
    (landing,) = receive(desk.intake, notice)
    if landing.fate is not Fate.OPENED:
        raise RuntimeError(f"mail {key} was {landing.fate}: nothing sensible to measure")


def _floor(cloud: LocalCloud, raws: list[bytes], run: str) -> float:
    """The least anybody could do: fetch and parse by the standard library, one transaction of four rows."""
    dynamodb, s3 = cloud.client("dynamodb"), cloud.client("s3")
    dynamodb.describe_table(TableName=NAMES["TableName"])
    for number, raw in enumerate(raws):
        s3.put_object(Bucket=NAMES["MailBucket"], Key=f"floor/{run}/{number}", Body=raw)
    began = time.perf_counter()
    for number in range(len(raws)):
        raw = s3.get_object(Bucket=NAMES["MailBucket"], Key=f"floor/{run}/{number}")["Body"].read()
        parsed = message_from_bytes(raw, policy=policy.default)
        body = parsed.get_body(("plain",))
        text = body.get_content() if body else ""
        rows = [
            {
                "pk": {"S": f"floor#{run}#{number}"},
                "sk": {"S": str(row)},
                "kind": {"S": "x"},
                "body": {"S": text},
            }
            for row in range(4)
        ]
        dynamodb.transact_write_items(
            TransactItems=[{"Put": {"TableName": NAMES["TableName"], "Item": row}} for row in rows]
        )
    return time.perf_counter() - began


def _large_mail(cloud: LocalCloud) -> tuple[float, float]:
    """Peak memory in MB of a fresh process, before and after it takes in a mail of 35 MB."""
    cloud.client("s3").put_object(Bucket=NAMES["MailBucket"], Key="inbound/large", Body=large(_LARGE))
    done = subprocess.run(
        [sys.executable, "-m", "ops.bench.intake", str(cloud.state), str(cloud.aws_port)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    before, after = done.stdout.split()
    return float(before), float(after)


def _large_mail_alone(cloud: LocalCloud) -> None:
    desk = house(cloud)
    before = _peak_mb()
    _receive(desk, "inbound/large", "big@customer.example")
    print(f"{before:.0f} {_peak_mb():.0f}")


def _peak_mb() -> float:
    """VmHWM of this process; ru_maxrss would start with the parent's."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _print(summary: Summary) -> None:
    console = Console()
    console.print(
        f"{summary.mails} mails: {summary.mails_per_second:.0f} a second, the floor "
        f"{summary.floor_per_second:.0f}: per mail [bold]{summary.times_the_floor:.2f} times[/bold] that."
    )
    shares = ", ".join(f"{n} calls: {share:.0%}" for n, share in summary.calls_per_mail.items())
    console.print(f"AWS calls per mail with a warm container: {shares}.")
    console.print(
        f"A mail of {summary.large_mail_bytes / 1e6:.0f} MB: peak {summary.large_mail_peak_mb:.0f} MB "
        f"({summary.peak_before_mb:.0f} MB before it)."
    )
    table = Shown(title="Importing a handler, as a multiple of `import boto3`")
    table.add_column("handler")
    table.add_column("times", justify="right")
    for name, ratio in summary.import_times_boto3.items():
        table.add_row(name, f"{ratio:.2f}")
    console.print(table)


if __name__ == "__main__":
    _large_mail_alone(LocalCloud(state=Path(sys.argv[1]), aws_port=int(sys.argv[2])))
