"""Answers questions of business time: JSON lines in and out, or one question by options."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from helpdesk.domain.calendars import Calendar, read_calendar_spec
from helpdesk.domain.errors import Invalid
from helpdesk.domain.targets import format_duration, parse_target
from helpdesk.holiday_days import public_holidays

Question = dict[str, object]
Answer = dict[str, object]

_CalendarFile = Annotated[Path | None, Parameter(name="--calendar", help="A calendar as a JSON file.")]
_Json = Annotated[bool, Parameter(name="--json", negative=(), help="Print the single answer as JSON.")]


def due(
    *,
    calendar: _CalendarFile = None,
    start: str | None = None,
    target: str | None = None,
    json: _Json = False,
) -> int:
    """When does a target that starts then run out?

    Without options, reads JSON lines {"id", "calendar", "start", "target"} and answers each with
    {"id", "due"}, or {"id", "error"}; exit code 1 when there was a bad line.

    Parameters
    ----------
    start
        An instant with its offset: 2026-11-20T15:30:00Z.
    target
        PT4H or PT90M (open time), P2D (business days).
    """
    return _run(answer_due, calendar, {"start": start, "target": target}, "due" if not json else None)


def elapsed(
    *,
    calendar: _CalendarFile = None,
    start: Annotated[str | None, Parameter(name="--from")] = None,
    end: Annotated[str | None, Parameter(name="--to")] = None,
    json: _Json = False,
) -> int:
    """How much open time lies between two instants?

    Without options, reads JSON lines {"id", "calendar", "from", "to"} and answers each with
    {"id", "seconds"}, or {"id", "error"}; exit code 1 when there was a bad line.

    Parameters
    ----------
    start
        An instant with its offset: 2026-11-20T15:30:00Z.
    end
        Another one; before the first there is no open time.
    """
    return _run(answer_elapsed, calendar, {"from": start, "to": end}, "seconds" if not json else None)


def answer_due(question: Question) -> Answer:
    """`{"due": instant}`. Raises Invalid naming the field of the question."""
    calendar, start = _calendar(question), _instant(question, "start")
    moment = calendar.due(start, parse_target(_field(question, "target")))
    return {"due": _utc(moment)}


def answer_elapsed(question: Question) -> Answer:
    """`{"seconds": number}`. Raises Invalid naming the field of the question."""
    calendar, start, end = _calendar(question), _instant(question, "from"), _instant(question, "to")
    seconds = calendar.elapsed(start, end) / timedelta(seconds=1)
    return {"seconds": int(seconds) if seconds.is_integer() else seconds}


def answer_lines(lines: Iterable[bytes], answer: Callable[[Question], Answer]) -> Iterator[Answer]:
    """One answer a line, in order; a bad line gets its error and stops nothing."""
    for line in lines:
        try:
            question = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield {"id": None, "error": "is not a JSON object on one line"}
            continue
        yield _answered(question, answer)


def _answered(question: object, answer: Callable[[Question], Answer]) -> Answer:
    if not isinstance(question, dict):
        return {"id": None, "error": "is not a JSON object on one line"}
    name = question.get("id")
    try:
        return {"id": name, **answer(question)}
    except Invalid as error:
        return {"id": name, "error": error.detail}


def _run(
    answer: Callable[[Question], Answer],
    calendar: Path | None,
    options: dict[str, str | None],
    show: str | None,
) -> int:
    if calendar is None and not any(options.values()):
        return _converse(answer)
    try:
        question: Question = {"calendar": _file(calendar)}
        question.update({name: value for name, value in options.items() if value is not None})
        found = answer(question)
    except Invalid as error:
        print(f"loket sla: {error.detail}", file=sys.stderr)
        return 2
    print(_shown(found[show]) if show else msgspec.json.encode(found).decode())
    return 0


def _converse(answer: Callable[[Question], Answer]) -> int:
    if sys.stdin.isatty():
        print("Reading JSON lines from the keyboard (see --help); end with Ctrl-D.", file=sys.stderr)
    bad = False
    try:
        for found in answer_lines(sys.stdin.buffer, answer):
            bad = bad or "error" in found
            sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stderr.close()  # whoever reads us has enough; nothing to say about it
    return 1 if bad else 0


def _file(path: Path | None) -> object:
    if path is None:
        raise Invalid(field="--calendar", reason="is needed with the other options")
    try:
        return msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise Invalid(field="--calendar", reason=f"cannot read {path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise Invalid(field="--calendar", reason=f"{path} is not JSON: {error}") from error


def _shown(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value} s ({format_duration(timedelta(seconds=value))})"
    return str(value)


def _field(question: Question, name: str) -> object:
    if question.get(name) is None:
        raise Invalid(field=name, reason="is missing")
    return question[name]


def _instant(question: Question, name: str) -> datetime:
    text = _field(question, name)
    refused = Invalid(field=name, reason=f"{str(text)[:40]!r} is not an instant like 2026-11-20T15:30:00Z")
    if not isinstance(text, str):
        raise refused
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise refused from error
    if moment.tzinfo is None:
        raise Invalid(field=name, reason="needs an offset from UTC (…Z or …+02:00)")
    return moment


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _calendar(question: Question) -> Calendar:
    raw = _field(question, "calendar")
    try:
        return _compiled(msgspec.json.encode(raw))
    except Invalid as error:
        raise error.under("calendar") from error


@lru_cache(maxsize=256)
def _compiled(raw: bytes) -> Calendar:
    return Calendar(read_calendar_spec(msgspec.json.decode(raw)), public_holidays)
