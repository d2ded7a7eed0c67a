"""`loket mail send`: hand mail to the SMTP door and tell which tickets it became."""

import smtplib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress, track

from ops.commands.where import HERE, Place
from ops.local.cloud import HOST, LocalCloud
from ops.local.outbox_files import Letter, letters
from ops.local.outcome import Mailed, Outcome, Outcomes, message_id
from ops.local.problems import Problem

_LOOK_EVERY_SECONDS = 0.2


class Result(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One recipient of one mail. Exactly one of the last three is set, or none: no word within the time."""

    file: str
    recipient: str
    ticket: str = ""
    quarantined: str = ""
    refused: str = ""


def send(
    source: Path,
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    to: tuple[str, ...] = (),
    sender: Annotated[str | None, Parameter(name=["--from"])] = None,
    wait: float = 30.0,
    json: bool = False,
) -> None:
    """Send mail through the SMTP door, as a customer's mail server would, and print the tickets.

    Exit code 1 when a mail was refused or nothing came of it.

    Parameters
    ----------
    source
        An .eml file, a folder of such files, or an mbox.
    to
        Envelope recipient, repeatable. Without it: Delivered-To, else To and Cc.
    sender
        Envelope sender; "" for none. Without it: Return-Path, else From.
    wait
        Seconds to wait for the tickets of the last mail; 0 does not wait.
    json
        One JSON object a line.
    """
    cloud = place.running()
    console = Console(stderr=True)
    post = letters(source, sender=sender, to=to)
    mailed, refused = _hand_over(cloud, post, console)
    found = _wait_for(Outcomes(cloud), [mail for _, mail in mailed], wait, console) if wait else {}
    results = [*_results(mailed, found), *refused]
    for result in results:
        print(msgspec.json.encode(result).decode() if json else _line(result))
    if wait and any(not (result.ticket or result.quarantined) for result in results):
        sys.exit(1)


def _hand_over(
    cloud: LocalCloud, post: list[Letter], console: Console
) -> tuple[list[tuple[Letter, Mailed]], list[Result]]:
    mailed: list[tuple[Letter, Mailed]] = []
    refused: list[Result] = []
    try:
        with smtplib.SMTP(HOST, cloud.smtp_port, timeout=120) as door:
            door.ehlo_or_helo_if_needed()
            for letter in track(post, "Sending", console=console, transient=True):
                code, answer = _transmit(door, letter)
                if code == 250:
                    mailed.append((letter, _mailed(letter, answer)))
                else:
                    words = f"{code} {answer}"
                    refused += [
                        Result(file=letter.origin, recipient=to, refused=words) for to in letter.recipients
                    ]
    except OSError as error:
        raise Problem(
            f"The mail door on port {cloud.smtp_port} broke off: {error}", "See `loket status`."
        ) from error
    return mailed, refused


def _transmit(door: smtplib.SMTP, letter: Letter) -> tuple[int, str]:
    """One mail transaction; the door answers for all recipients at once."""
    code, answer = door.mail(letter.sender, [f"size={len(letter.raw)}", "BODY=8BITMIME", "SMTPUTF8"])
    for recipient in letter.recipients if code == 250 else ():
        code, answer = door.rcpt(recipient)
        if code != 250:
            break
    if code == 250:
        code, answer = door.data(letter.raw)
    if code != 250:
        door.rset()
    return code, answer.decode(errors="replace")


def _mailed(letter: Letter, answer: str) -> Mailed:
    given = answer.rsplit(maxsplit=1)[-1]  # 250 2.0.0 OK id
    return Mailed(id=given, message_id=message_id(letter.raw), recipients=letter.recipients)


def _wait_for(
    outcomes: Outcomes, mails: list[Mailed], seconds: float, console: Console
) -> dict[str, dict[str, Outcome]]:
    """By the mails' ids. Stops when all are known or time is up."""
    found: dict[str, dict[str, Outcome]] = {}
    deadline = time.monotonic() + seconds
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Waiting for the tickets", total=len(mails))
        while True:
            for mail in mails:
                if len(found.get(mail.id, {})) < len(mail.recipients):
                    found[mail.id] = outcomes.of(mail)
            done = sum(len(found[mail.id]) == len(mail.recipients) for mail in mails)
            progress.update(task, completed=done)
            if done == len(mails) or time.monotonic() > deadline:
                return found
            time.sleep(_LOOK_EVERY_SECONDS)


def _results(mailed: list[tuple[Letter, Mailed]], found: dict[str, dict[str, Outcome]]) -> Iterator[Result]:
    for letter, mail in mailed:
        for recipient in mail.recipients:
            outcome = found.get(mail.id, {}).get(recipient, Outcome())
            yield Result(
                file=letter.origin,
                recipient=recipient,
                ticket=outcome.ticket,
                quarantined=outcome.quarantined,
            )


def _line(result: Result) -> str:
    became = "no ticket (yet)"
    if result.ticket:
        became = result.ticket
    elif result.quarantined:
        became = f"quarantined, {result.quarantined}"
    elif result.refused:
        became = f"refused, {result.refused}"
    return f"{result.file} -> {result.recipient}: {became}"
