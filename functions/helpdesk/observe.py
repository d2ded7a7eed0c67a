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


def new_totp_secret() -> str:
    """160 random bits in base 32, as RFC 4226 recommends."""
    import base64  # noqa: PLC0415 - only who sets a second factor up needs it
    import secrets  # noqa: PLC0415 - as above

    return base64.b32encode(secrets.token_bytes(20)).decode()


def new_recovery_code() -> str:
    """50 random bits that people can copy from paper: no letter is taken for another."""
    import secrets  # noqa: PLC0415 - as above

    drawn = "".join(secrets.choice("23456789abcdefghjkmnpqrstuvwxyz") for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


@functools.cache
def logger(service: str) -> "Logger":
    """The JSON logger of one function."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - keeps this module free to import

    return Logger(service=service)


def metrics(service: str) -> "Metrics":
    """The embedded-metric emitter of one function."""
    from aws_lambda_powertools import Metrics  # noqa: PLC0415

    return Metrics(namespace="Loket", service=service)
