"""The second factor: set up, confirmed, given, replaced by a recovery code, removed."""

from typing import Final, NoReturn

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound, VersionConflict
from helpdesk.domain.own_sign_in import RECOVERY_CODES, Factor, OwnSession
from helpdesk.domain.people import Principal
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.domain.sso.flows import hash_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.lockouts import answered_rightly, answered_wrongly, check_open
from helpdesk.usecases.own_sign_in import totp
from helpdesk.usecases.sso.deps import Visitor, tell

KIND: Final = "second-factor"
WRONG: Final = "This code is not right, or was used already."


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What an authenticator app takes: a picture to scan, or the secret to type."""

    secret: str
    uri: str
    picture: str


def begin(deps: ApiDeps, me: Principal) -> Setup:
    """A new secret, which counts once it is confirmed. Raises Forbidden, Conflict."""
    account = _account(me)
    if not _may_have_one(me):
        raise Forbidden("A second factor is for people who work for a desk.")
    old = deps.own.records.of(account).factor
    if old is not None and old.confirmed:
        raise Conflict("There is a second factor already; remove it first.")
    factor = Factor(secret=deps.own.new_totp(), since=deps.now())
    if not deps.own.records.put_factor(account, old, factor):
        raise VersionConflict
    uri = totp.setup_uri(factor.secret, account=me.email, service=deps.own.service)
    return Setup(secret=factor.secret, uri=uri, picture=totp.picture(uri))


def confirm(deps: ApiDeps, me: Principal, code: str, visitor: Visitor) -> tuple[str, ...]:
    """The first code of the app; gives the recovery codes, this once. Raises Invalid, TooMany, Conflict."""
    account = _account(me)
    check_open(deps.own.lockouts, KIND, account, "", visitor.at)
    old = deps.own.records.of(account).factor
    if old is None or old.confirmed:
        raise Conflict("There is nothing to confirm.")
    step = totp.matching_step(old.secret, code, visitor.at, after=old.last_step)
    if step is None:
        _wrong(deps, me, visitor)
    codes = tuple(deps.own.new_code() for _ in range(RECOVERY_CODES))
    hashes = tuple(hash_of(_plain(one)) for one in codes)
    new = replace(old, confirmed=True, last_step=step, recovery=hashes)
    if not deps.own.records.put_factor(account, old, new):
        raise VersionConflict
    _strengthen(deps, me, visitor)
    tell(deps.sso.events, SignInEventKind.SECOND_FACTOR_SET, visitor, who=me.email)
    return codes


def give(deps: ApiDeps, me: Principal, code: str, visitor: Visitor) -> int:
    """A code of the app, or a recovery code; the session is as good as it gets then.

    Returns how many recovery codes are left. Raises Invalid, TooMany, Conflict.
    """
    account = _account(me)
    check_open(deps.own.lockouts, KIND, account, "", visitor.at)
    old = deps.own.records.of(account).factor
    if old is None or not old.confirmed:
        raise Conflict("There is no second factor to give.")
    new = _spent(old, code, visitor)
    if new is None or not deps.own.records.put_factor(account, old, new):
        _wrong(deps, me, visitor)
    answered_rightly(deps.own.lockouts, KIND, account)
    _strengthen(deps, me, visitor)
    used = len(new.recovery) < len(old.recovery)
    kind = SignInEventKind.RECOVERY_CODE_USED if used else SignInEventKind.SECOND_FACTOR
    tell(deps.sso.events, kind, visitor, who=me.email)
    return len(new.recovery)


def remove(deps: ApiDeps, me: Principal, code: str, visitor: Visitor) -> None:
    """Only with a code, and where no desk asks for one. Raises Invalid, TooMany, Conflict, Forbidden."""
    if any(deps.own.policies.fresh_policy(desk).second_factor for desk in me.desks):
        raise Forbidden("Your desk asks for a second factor; an admin can reset it.")
    give(deps, me, code, visitor)
    account = _account(me)
    deps.own.records.put_factor(account, deps.own.records.of(account).factor, None)
    tell(deps.sso.events, SignInEventKind.SECOND_FACTOR_REMOVED, visitor, who=me.email)


def _account(me: Principal) -> str:
    if not me.account:
        raise Forbidden("This is for people who signed in.")
    return me.account


def _may_have_one(me: Principal) -> bool:
    return bool(me.desks) or me.operator or me.pending is not None


def _spent(factor: Factor, code: str, visitor: Visitor) -> Factor | None:
    """The factor after this code; None when it is none of its codes."""
    step = totp.matching_step(factor.secret, code, visitor.at, after=factor.last_step)
    if step is not None:
        return replace(factor, last_step=step)
    given = hash_of(_plain(code))
    if given in factor.recovery:
        return replace(factor, recovery=tuple(one for one in factor.recovery if one != given))
    return None


def _wrong(deps: ApiDeps, me: Principal, visitor: Visitor) -> NoReturn:
    begun = answered_wrongly(deps.own.lockouts, KIND, _account(me), "", visitor.at)
    kind = SignInEventKind.LOCKED_OUT if begun else SignInEventKind.SECOND_FACTOR_REFUSED
    tell(deps.sso.events, kind, visitor, who=me.email, why="second factor")
    raise Invalid(field="code", reason=WRONG)


def _strengthen(deps: ApiDeps, me: Principal, visitor: Visitor) -> None:
    account = _account(me)

    def attempt() -> None:
        old = deps.own.records.of(account).session(me.session)
        fresh = OwnSession(id=me.session, since=int(visitor.at.timestamp()), seen_at=visitor.at)
        new = replace(old or fresh, strong_at=visitor.at, seen_at=visitor.at)
        if not deps.own.records.put_session(account, old, new):
            raise VersionConflict

    retrying(attempt)


def _plain(code: str) -> str:
    return "".join(c for c in code.lower() if c.isalnum())


def reset(deps: ApiDeps, account: str) -> None:
    """Forget an account's factor, whatever it is. Raises NotFound."""
    factor = deps.own.records.of(account).factor
    if factor is None:
        raise NotFound("There is no second factor.")
    if not deps.own.records.put_factor(account, factor, None):
        raise VersionConflict
