"""One's own sessions and second factor, and what a desk asks of its people."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, Forbidden, TooMany
from helpdesk.domain.own_sign_in import DoorPolicy
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.own_sign_in import door, factor, sessions
from helpdesk.usecases.sso.deps import Visitor
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.sources import source_of
from helpdesk.web.texts import Id
from tickets_api.views.own_sign_in import (
    DoorPolicyView,
    GivenView,
    OwnSessionView,
    OwnSignInView,
    RecoveryCodes,
    SetupView,
)

blueprint = Blueprint(__name__)

SessionId = Annotated[str, Meta(min_length=1, max_length=100, pattern="^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class CodeInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of the authenticator app; where it says so, a recovery code does as well."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class DoorPolicyInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`second_factor`: without one nobody works here. `sso_only`: nor without single sign-on, but admins."""

    second_factor: bool = False
    sso_only: bool = False


@blueprint.get("/api/v1/me/sessions", errors=(Forbidden,))
def list_sessions(call: Call[ApiDeps]) -> OwnSignInView:
    """Where one is signed in, last used first."""
    me = call.principal
    record = sessions.listed(call.deps, me)
    own = record.factor if record.factor is not None and record.factor.confirmed else None
    return OwnSignInView(
        sessions=tuple(
            OwnSessionView(
                id=one.id,
                this=one.id == me.session,
                began_at=datetime.fromtimestamp(one.since, UTC),
                seen_at=one.seen_at,
                agent=one.agent,
                source=one.source,
                second_factor=one.strong_at is not None,
            )
            for one in record.sessions
        ),
        second_factor=own is not None,
        recovery_codes=len(own.recovery) if own else None,
    )


@blueprint.delete("/api/v1/me/sessions", errors=(Forbidden,))
def end_all_sessions(call: Call[ApiDeps]) -> None:
    """Sign out everywhere, here too, within a minute."""
    sessions.end_all(call.deps, call.principal, _visitor(call))


@blueprint.delete("/api/v1/me/sessions/{session}", errors=(Forbidden,))
def end_session(call: Call[ApiDeps], session: SessionId) -> None:
    """Sign out of one, within a minute."""
    sessions.end(call.deps, call.principal, session, _visitor(call))


@blueprint.post("/api/v1/me/second-factor", errors=(Forbidden, Conflict))
def begin_second_factor(call: Call[ApiDeps]) -> SetupView:
    """Begin to set up a second factor; it counts once its first code was sent."""
    begun = factor.begin(call.deps, call.principal)
    return SetupView(secret=begun.secret, uri=begun.uri, picture=begun.picture)


@blueprint.put("/api/v1/me/second-factor", errors=(Forbidden, Conflict, TooMany))
def confirm_second_factor(call: Call[ApiDeps], body: CodeInput) -> RecoveryCodes:
    """Finish it with the app's first code; then refresh the session's token."""
    return RecoveryCodes(codes=factor.confirm(call.deps, call.principal, body.code, _visitor(call)))


@blueprint.post("/api/v1/me/second-factor/removal", status=202, errors=(Forbidden, Conflict, TooMany))
def remove_second_factor(call: Call[ApiDeps], body: CodeInput) -> None:
    """Do without a second factor, where no desk asks for one. Takes a code, or a recovery code."""
    factor.remove(call.deps, call.principal, body.code, _visitor(call))


@blueprint.put("/api/v1/me/session", errors=(Forbidden, Conflict, TooMany))
def give_second_factor(call: Call[ApiDeps], body: CodeInput) -> GivenView:
    """Give the second factor in this session, or a recovery code; then refresh the session's token."""
    return GivenView(recovery_codes=factor.give(call.deps, call.principal, body.code, _visitor(call)))


@blueprint.get("/api/v1/desks/{desk}/door")
def get_door_policy(call: Call[ApiDeps], desk: Id) -> DoorPolicyView:
    """What the desk asks of its people at sign-in (admins)."""
    return _view(door.policy(call.deps, call.principal, desk))


@blueprint.put("/api/v1/desks/{desk}/door", errors=(Conflict,))
def put_door_policy(call: Call[ApiDeps], desk: Id, body: DoorPolicyInput) -> DoorPolicyView:
    """Change it (admins), for everybody within a minute."""
    wanted = DoorPolicy(second_factor=body.second_factor, sso_only=body.sso_only)
    return _view(door.put_policy(call.deps, call.principal, desk, wanted, _visitor(call)))


@blueprint.delete("/api/v1/desks/{desk}/agents/{agent}/second-factor")
def reset_second_factor(call: Call[ApiDeps], desk: Id, agent: Id) -> None:
    """Forget an agent's second factor (admins): they lost app and recovery codes. They are signed out."""
    door.reset_factor(call.deps, call.principal, desk, agent, _visitor(call))


def _view(policy: DoorPolicy) -> DoorPolicyView:
    return DoorPolicyView(second_factor=policy.second_factor, sso_only=policy.sso_only)


def _visitor(call: Call[ApiDeps]) -> Visitor:
    return Visitor(source=source_of(call.headers, call.address), at=call.deps.now())
