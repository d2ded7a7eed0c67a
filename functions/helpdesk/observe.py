"""Logs, metrics and traces (Powertools), and the one clock and id source that entry points use."""

import functools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics


def now() -> datetime:
    """The present instant, UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one clock


def new_id() -> str:
    """A fresh ULID in lower case: sorts by time and is a well-formed id."""
    from ulid import ULID  # noqa: PLC0415 - only writers need it

    return str(ULID()).lower()


def new_secret() -> str:
    """256 random bits in hexadecimal."""
    import secrets  # noqa: PLC0415 - only who makes keys needs it

    return secrets.token_hex(32)


@functools.cache
def logger(service: str) -> "Logger":
    """The JSON logger of one function."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - keeps this module free to import

    return Logger(service=service)


def metrics(service: str) -> "Metrics":
    """The embedded-metric emitter of one function."""
    from aws_lambda_powertools import Metrics  # noqa: PLC0415

    return Metrics(namespace="Loket", service=service)
