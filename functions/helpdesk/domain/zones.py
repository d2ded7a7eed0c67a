"""Time zones as pieces of constant UTC offset, in whole microseconds since 1970."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from helpdesk.domain.errors import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
DAY = 86_400 * SECOND
FIRST_YEAR, LAST_YEAR = 1970, 2199  # zone rules say nothing sensible outside

_MICROSECOND = timedelta(microseconds=1)
# Present on some machines only, or counting leap seconds: not zones to make promises in.
_UNFIT = ("posix/", "right/", "localtime", "posixrules", "Factory")


def to_micros(instant: datetime, field: str) -> int:
    """Microseconds since 1970. Raises Invalid naming `field` for a naive or far-away instant."""
    if instant.tzinfo is None:
        raise Invalid(field=field, reason="needs an offset from UTC (…Z or …+02:00)")
    since = instant - EPOCH
    if not FIRST_YEAR <= instant.year <= LAST_YEAR or since.days < 0:
        raise Invalid(field=field, reason=f"is not within the years {FIRST_YEAR} to {LAST_YEAR}")
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds


def from_micros(micros: int) -> datetime:
    """The UTC instant."""
    return EPOCH + timedelta(microseconds=micros)


def year_start(year: int) -> int:
    """Microseconds at which the UTC year begins."""
    return (datetime(year, 1, 1, tzinfo=UTC) - EPOCH).days * DAY


def find_zone(name: str, field: str = "zone") -> ZoneInfo:
    """The IANA zone. Raises Invalid naming `field`."""
    unknown = Invalid(field=field, reason=f"“{name[:60]}” is not a zone of the IANA time zone database")
    if name.startswith(_UNFIT):
        raise unknown
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # not found; not a key at all; a folder like "Europe"
        raise unknown from error


@lru_cache(maxsize=4096)
def offsets(zone: ZoneInfo, year: int) -> tuple[tuple[int, int, int], ...]:
    """The UTC year cut where the zone's clocks change: (start, end, offset) in microseconds.

    `zoneinfo` does not tell its transitions, so each day's offset is compared with the last one's.
    """
    end = year_start(year + 1)
    pieces = []
    start = at = year_start(year)
    offset = _offset(zone, at)
    while at < end:
        after = min(at + DAY, end)
        for change, new in _changes(zone, at, offset, after, _offset(zone, after)):
            if change < end:
                pieces.append((start, change, offset))
                start, offset = change, new
        at = after
    return (*pieces, (start, end, offset))


def _changes(zone: ZoneInfo, low: int, before: int, high: int, after: int) -> list[tuple[int, int]]:
    """(instant, new offset) of each change in (low, high], to the second."""
    if before == after:
        return []
    if high - low <= SECOND:
        return [(high, after)]
    middle = (low + high) // 2 // SECOND * SECOND
    between = _offset(zone, middle)
    return _changes(zone, low, before, middle, between) + _changes(zone, middle, between, high, after)


def _offset(zone: ZoneInfo, micros: int) -> int:
    offset = from_micros(micros).astimezone(zone).utcoffset()
    return (offset or timedelta()) // _MICROSECOND
