"""Signing in by a code sent by mail: who may, and how often."""

from datetime import datetime, timedelta
from typing import Final

from helpdesk.domain.errors import TooMany
from helpdesk.ports import Attempts
from helpdesk.usecases.api_deps import ApiDeps

LIMITS: Final = ((timedelta(minutes=15), 5), (timedelta(days=1), 20))
"""Codes that one address can have in a window. With three tries at each, it is what a guesser has."""


def prepare(deps: ApiDeps, email: str) -> None:
    """Make sure the address has an account, if it belongs to anybody we know. Raises TooMany.

    Known or not, the caller is told the same, after the same number of calls.
    """
    address = email.strip().lower()
    check_code_limits(deps.attempts, f"sign-in-code {address}", deps.now())
    if deps.directory.memberships(address):
        deps.accounts.ensure(address)
    else:
        deps.accounts.look(address)


def check_code_limits(attempts: Attempts, what: str, now: datetime) -> None:
    """Count one more code. Raises TooMany beyond any of LIMITS."""
    for window, most in LIMITS:
        if attempts.count(what, at=now, window=window) > most:
            raise TooMany(
                "Too many codes were asked for; try again later.", retry_after=int(window.total_seconds())
            )
