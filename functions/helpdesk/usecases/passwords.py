"""Signing in with a password: not to be guessed, and no different for unknown addresses."""

from datetime import timedelta
from typing import Final

from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.providers import is_account
from helpdesk.ports import Tokens
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.lockouts import answered_rightly, answered_wrongly, check_open
from helpdesk.usecases.rates import check_rate
from helpdesk.usecases.sso.deps import Visitor, tell

KIND: Final = "password"
WINDOW: Final = timedelta(minutes=5)
PER_SOURCE: Final = 100
REFUSED: Final = "Address and password do not belong together."


def enter(deps: ApiDeps, email: str, password: str, visitor: Visitor) -> Tokens:
    """Tokens. Raises Unauthorized, TooMany."""
    address, lockouts = email.strip().lower(), deps.own.lockouts
    check_rate(deps.attempts, f"passwords {visitor.source}", visitor.at, window=WINDOW, most=PER_SOURCE)
    check_open(lockouts, KIND, address, visitor.source, visitor.at)
    tokens = None if is_account(address) else deps.accounts.tokens(address, password)
    if tokens is None:
        begun = answered_wrongly(lockouts, KIND, address, visitor.source, visitor.at)
        kind = SignInEventKind.LOCKED_OUT if begun else SignInEventKind.PASSWORD_REFUSED
        tell(deps.sso.events, kind, visitor, who=address)
        raise Unauthorized(REFUSED)
    answered_rightly(lockouts, KIND, address)
    tell(deps.sso.events, SignInEventKind.PASSWORD, visitor, who=address)
    return tokens
