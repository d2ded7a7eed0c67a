"""Targets of a promise: an amount of open time (`PT4H`, `PT90M`) or a number of business days (`P2D`)."""

import re
from datetime import timedelta
from functools import lru_cache

import msgspec

from helpdesk.domain.errors import Invalid

_DURATION = re.compile(
    r"P(?:(\d{1,9})D|T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,6}))?S)?)", re.ASCII
)
_HELP = "is neither open time like PT4H or PT90M nor business days like P2D (ISO 8601)"
_LONGEST = timedelta(days=366 * 200)


class Target(msgspec.Struct, frozen=True):
    """One of the two is set. `days` end at the close of the n-th working day after the start's own."""

    open_time: timedelta | None = None
    days: int | None = None


def parse_target(text: object, field: str = "target") -> Target:
    """Read an ISO 8601 duration. Raises Invalid naming `field`."""
    if not isinstance(text, str):
        raise Invalid(field=field, reason=f"{text!r} {_HELP}")
    target = _parse(text)
    if target is None:
        raise Invalid(field=field, reason=f"“{text[:40]}” {_HELP}")
    if target.days == 0:
        raise Invalid(field=field, reason="must be at least one business day")
    if target.open_time is not None and target.open_time > _LONGEST:
        raise Invalid(field=field, reason="is longer than any calendar reaches")
    return target


def format_duration(amount: timedelta) -> str:
    """`PT4H30M`: hours, minutes and seconds only, since a day of open time is no fixed length."""
    sign, amount = ("-", -amount) if amount < timedelta() else ("", amount)
    hours, rest = divmod(amount, timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    seconds = (
        f"{rest.seconds}.{rest.microseconds:06d}".rstrip("0").rstrip(".")
        if rest.microseconds
        else str(rest.seconds)
    )
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{seconds}S" if rest else ""]
    return f"{sign}PT{''.join(parts) or '0S'}"


@lru_cache(maxsize=1024)
def _parse(text: str) -> Target | None:
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds, fraction = match.groups()
    if days is not None:
        return Target(days=int(days))
    micro = int((fraction or "0").ljust(6, "0"))
    try:
        return Target(
            open_time=timedelta(
                hours=int(hours or 0),
                minutes=int(minutes or 0),
                seconds=int(seconds or 0),
                microseconds=micro,
            )
        )
    except OverflowError:
        return None
