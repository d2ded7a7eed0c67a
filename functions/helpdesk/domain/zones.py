"""Time zones as pieces of constant UTC offset."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from helpdesk.domain.errors import Invalid

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1970, 2199  # zone rules say nothing sensible outside

_SECOND = timedelta(seconds=1)
# Present on some machines only, or counting leap seconds: not zones to make promises in.
_UNFIT = ("posix/", "right/", "localtime", "posixrules", "Factory")

_PLACES = frozenset(
    {
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
        "Pacific",
    }
)  # fmt: skip

Piece = tuple[datetime, datetime, timedelta]
"""From one UTC instant to another, wall clocks show UTC plus this."""


def in_utc(instant: datetime, field: str) -> datetime:
    """The same instant in UTC. Raises Invalid naming `field` for a naive or far-away one."""
    if instant.utcoffset() is None:
        raise Invalid(field=field, reason="needs an offset from UTC (…Z or …+02:00)")
    far_away = Invalid(field=field, reason=f"is not within the years {FIRST_YEAR} to {LAST_YEAR}")
    try:
        utc = instant.astimezone(UTC)
    except OverflowError as error:
        raise far_away from error
    if not FIRST_YEAR <= utc.year <= LAST_YEAR:
        raise far_away
    return utc


def year_start(year: int) -> datetime:
    """When the UTC year begins."""
    return datetime(year, 1, 1, tzinfo=UTC)


def zone_names() -> tuple[str, ...]:
    """Zones to choose from: places and UTC, without the abbreviations that older systems had."""
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if name == "UTC" or (name.partition("/")[0] in _PLACES and "/" in name)
        )
    )


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
def offsets(zone: ZoneInfo, year: int) -> tuple[Piece, ...]:
    """The UTC year, cut where the zone's clocks change.

    `zoneinfo` does not tell its transitions, so each day's offset is compared with the last one's.
    """
    start, end = year_start(year), year_start(year + 1)
    pieces: list[Piece] = []
    at, offset = start, _offset(zone, start)
    while at < end:
        for change, new in _changes(zone, at, offset, at + DAY, _offset(zone, at + DAY)):
            if change < end:
                pieces.append((start, change, offset))
                start, offset = change, new
        at += DAY
    return (*pieces, (start, end, offset))


def _changes(
    zone: ZoneInfo, low: datetime, before: timedelta, high: datetime, after: timedelta
) -> list[tuple[datetime, timedelta]]:
    """(instant, new offset) of each change after `low` and up to `high`, to the second."""
    if before == after:
        return []
    if high - low <= _SECOND:
        return [(high, after)]
    middle = low + (high - low) // 2 // _SECOND * _SECOND
    between = _offset(zone, middle)
    return _changes(zone, low, before, middle, between) + _changes(zone, middle, between, high, after)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
