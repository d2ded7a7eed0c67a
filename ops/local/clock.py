"""The local cloud's clock; asked by its entry points and handed on as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the local cloud's own entry points need one


def amazon_time(at: datetime) -> str:
    """As SES writes instants: 2026-01-31T09:30:00.000Z."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
