"""Signing in by a code sent by mail: who may, and how often."""

from datetime import timedelta
from typing import Final

from helpdesk.domain.errors import TooMany
from helpdesk.usecases.api_deps import ApiDeps

WINDOW: Final = timedelta(minutes=15)
MOST_CODES: Final = 5
"""Codes that one address can ask for in a WINDOW."""


def prepare(deps: ApiDeps, email: str) -> None:
    """Make sure the address has an account, if it belongs to anybody we know. Raises TooMany.

    Known or not, the caller is told the same.
    """
    address = email.strip().lower()
    if deps.attempts.count(f"sign-in-code {address}", at=deps.now(), window=WINDOW) > MOST_CODES:
        raise TooMany(
            "Too many codes were asked for at this address; try again in a quarter of an hour.",
            retry_after=int(WINDOW.total_seconds()),
        )
    if deps.directory.memberships(address):
        deps.accounts.ensure(address)
