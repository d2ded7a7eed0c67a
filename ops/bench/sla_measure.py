"""Measures business time: ours, the libraries people use, and a plain day-walk, on the same questions."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec

from helpdesk.domain.calendars import Calendar
from helpdesk.holiday_days import public_holidays
from ops.bench.sla_cases import DESKS, Question, questions, spec_of
from ops.bench.sla_others import Desk, with_business_duration, with_businesstimedelta
from ops.bench.sla_walk import DayWalk

LOKET, WALK, BTD, BD = "loket", "day-walk", "businesstimedelta", "business-duration"
_TOLERANCE = timedelta(seconds=1)

Answer = Callable[[Question], object]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One contestant at one desk. `wrong` answers differ from Loket's by a second or more."""

    desk: str
    asked: str  # "due" or "elapsed"
    who: str
    per_second: float
    wrong: int
    of: int
    examples: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was measured. `times_faster` is loket against the faster of the two libraries."""

    results: tuple[Result, ...]
    times_faster: dict[str, float]
    first_answer_ms: dict[str, float]


def measure(count: int, seconds: float, tell: Callable[[str], None]) -> Summary:
    """All desks, `count` questions each, at least `seconds` of processor time for each measurement."""
    asked = questions(count)
    results: list[Result] = []
    for desk in DESKS:
        tell(f"Measuring “{desk.name}”…")
        results += _measure(desk, asked, seconds)
    return Summary(
        results=tuple(results),
        times_faster={
            f"{desk.name}, {what}": _ratio(results, desk.name, what)
            for desk in DESKS
            for what in ("due", "elapsed")
        },
        first_answer_ms={desk.name: _first_answer(desk, asked[0]) for desk in DESKS},
    )


def _measure(desk: Desk, asked: Sequence[Question], seconds: float) -> list[Result]:
    results = []
    for what, contestants in _contestants(desk).items():
        right = [contestants[LOKET](question) for question in asked]
        for who, answer in contestants.items():
            examples = _differing(asked, right, [answer(question) for question in asked])
            results.append(
                Result(
                    desk=desk.name,
                    asked=what,
                    who=who,
                    per_second=_rate(answer, asked, seconds),
                    wrong=len(examples),
                    of=len(asked),
                    examples=tuple(examples[:3]),
                )
            )
    return results


def _contestants(desk: Desk) -> dict[str, dict[str, Answer]]:
    spec = spec_of(desk)
    calendar, walk = Calendar(spec, public_holidays), DayWalk(spec, public_holidays)
    btd_elapsed, btd_due = with_businesstimedelta(desk)
    bd_elapsed = with_business_duration(desk)
    elapsed: dict[str, Answer] = {
        LOKET: lambda q: calendar.elapsed(q.start, q.end),
        WALK: lambda q: walk.elapsed(q.start, q.end),
        BTD: lambda q: btd_elapsed(q.start, q.end),
    }
    if bd_elapsed:
        elapsed[BD] = lambda q: bd_elapsed(q.start, q.end)
    due: dict[str, Answer] = {
        LOKET: lambda q: calendar.due(q.start, q.target),
        WALK: lambda q: walk.due(q.start, q.amount),
        BTD: lambda q: btd_due(q.start, q.amount),
    }
    return {"due": due, "elapsed": elapsed}


def _differing(asked: Sequence[Question], right: Sequence[object], given: Sequence[object]) -> list[str]:
    found = []
    for question, good, answer in zip(asked, right, given, strict=True):
        gap = abs(good - answer)  # type: ignore[operator] # both instants, or both durations
        if gap >= _TOLERANCE:
            found.append(
                f"from {question.start:%Y-%m-%dT%H:%MZ} to {question.end:%Y-%m-%dT%H:%MZ}, {question.amount}:"
                f" {answer} instead of {good}"
            )
    return found


def _rate(answer: Answer, asked: Sequence[Question], seconds: float) -> float:
    """Answers per second of processor time, the best of five: what else the machine does should not count."""
    best = 0.0
    for _ in range(5):
        count, began = 0, time.process_time()
        while (spent := time.process_time() - began) < seconds / 5 or not count:
            for question in asked:
                answer(question)
            count += len(asked)
        best = max(best, count / spent)
    return best


def _ratio(results: Sequence[Result], desk: str, what: str) -> float:
    rates = {r.who: r.per_second for r in results if (r.desk, r.asked) == (desk, what)}
    return rates[LOKET] / max(rate for who, rate in rates.items() if who in (BTD, BD))


def _first_answer(desk: Desk, question: Question) -> float:
    """Milliseconds to build a calendar and answer once, holidays and zone already known."""
    spec, began = spec_of(desk), time.process_time()
    Calendar(spec, public_holidays).elapsed(question.start, question.end)
    return (time.process_time() - began) * 1000
