"""Where somebody is signed in, and signing out of it."""

from msgspec.structs import replace

from helpdesk.domain.errors import Forbidden, NotFound, VersionConflict
from helpdesk.domain.own_sign_in import OwnRecord
from helpdesk.domain.people import Principal
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.sso.deps import Visitor, tell


def listed(deps: ApiDeps, me: Principal) -> OwnRecord:
    """One's sessions that still count, last used first. Raises Forbidden."""
    record = deps.own.records.of(_account(me))
    sessions = [one for one in record.sessions if not record.is_over(one.id, one.since)]
    return replace(record, sessions=tuple(sorted(sessions, key=lambda one: one.seen_at, reverse=True)))


def end(deps: ApiDeps, me: Principal, session_id: str, visitor: Visitor) -> None:
    """One of them is over within a minute. Raises NotFound, Forbidden."""
    session = deps.own.records.of(_account(me)).session(session_id)
    if session is None or session.ended:
        raise NotFound("There is no such session.")
    _end(deps, me, session.id)
    tell(deps.sso.events, SignInEventKind.SESSION_ENDED, visitor, who=me.email, why=session.agent)


def end_all(deps: ApiDeps, me: Principal, visitor: Visitor) -> None:
    """All of them, this one too. Raises Forbidden."""
    account = _account(me)
    deps.own.records.sign_out(account, int(visitor.at.timestamp()))
    for session in deps.own.records.of(account).sessions:
        if not session.ended:
            _end(deps, me, session.id)
    deps.accounts.sign_out(account)
    tell(deps.sso.events, SignInEventKind.SESSION_ENDED, visitor, who=me.email, why="everywhere")


def _end(deps: ApiDeps, me: Principal, session_id: str) -> None:
    def attempt() -> None:
        old = deps.own.records.of(_account(me)).session(session_id)
        if old is not None and not deps.own.records.put_session(_account(me), old, replace(old, ended=True)):
            raise VersionConflict  # it was seen just now

    retrying(attempt)


def _account(me: Principal) -> str:
    if not me.account:
        raise Forbidden("This is for people who signed in.")
    return me.account
