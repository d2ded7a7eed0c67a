"""From a token of the user pool to who that is here: by an address, or by a provider that spoke for them."""

from datetime import timedelta
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import HelpdeskError, Unauthorized
from helpdesk.domain.own_sign_in import OwnRecord, OwnSession, Pending, stands_between
from helpdesk.domain.people import Membership, Principal
from helpdesk.domain.sign_ins import SignInEvent, SignInEventKind
from helpdesk.domain.sso.providers import Protocol, Provider, is_account
from helpdesk.usecases.entering import AuthorizerDeps, principal_of

SEEN_AGAIN: Final = timedelta(hours=1)
"""How exact "last seen" is: each authorizer answer would be a write otherwise."""


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the pool signed in. `idp`: the provider it did so by, where it was one of its own (SAML).

    `session` is the same for all tokens of one sign-in, which was at `since` (seconds since 1970).
    """

    email: str
    idp: str
    session: str
    since: int


class Device(NamedTuple):
    """What a request says of where it comes from: a program, and a network address."""

    agent: str
    source: str


class _Who(NamedTuple):
    principal: Principal
    provider: Provider | None


def token_principal(deps: AuthorizerDeps, bearer: Bearer, device: Device) -> Principal:
    """Who it is, within what the way they came by reaches. Raises Unauthorized.

    Memberships of desks that ask for more than was shown are left out, and `pending` says what is missing.
    """
    who = _who(deps, bearer)
    account = f"{bearer.email.strip().lower()}|{bearer.idp}" if bearer.idp else bearer.email.strip().lower()
    record = deps.records.of(account)
    if record.is_over(bearer.session, bearer.since):
        raise Unauthorized("this sign-in was ended")
    _note(deps, account, record, bearer, device=device, who=who.principal)
    missing = [
        (member, _missing(deps, member, who.provider, record, bearer)) for member in who.principal.memberships
    ]
    open_ones = tuple(member for member, pending in missing if pending is None)
    pending = next((one for _, one in missing if one is not None), None)
    operator = who.principal.operator
    if operator and _asks_operator(record, bearer):
        operator, pending = False, Pending.CODE
    return replace(
        who.principal,
        memberships=open_ones,
        operator=operator,
        account=account,
        session=bearer.session,
        pending=pending.value if pending else None,
    )


def _who(deps: AuthorizerDeps, bearer: Bearer) -> _Who:
    name = bearer.email.strip().lower()
    if bearer.idp:
        return _by_provider(deps, deps.sso.of_idp(bearer.idp), name, Protocol.SAML)
    if is_account(name):
        account = deps.sso.account(name)
        if account is None:
            raise Unauthorized("nobody knows whose account this is")
        provider = deps.sso.get(account.desk, account.provider)
        return _by_provider(deps, provider, account.email, Protocol.OIDC)
    return _Who(principal_of(deps.directory, name), None)


def _by_provider(deps: AuthorizerDeps, provider: Provider | None, email: str, by: Protocol) -> _Who:
    """A provider's word counts for its own tenant or desk, and for addresses of its own mail domains."""
    if provider is None or not provider.enabled or provider.protocol is not by:
        raise Unauthorized("the provider is gone, or does not count any more")
    if not provider.vouches_for(email):
        raise Unauthorized("the provider does not speak for this mail domain")
    whole = principal_of(deps.directory, email)
    within = tuple(member for member in whole.memberships if provider.reaches(member))
    if not within:
        raise Unauthorized("nobody has this address where the provider counts")
    return _Who(replace(whole, memberships=within, operator=False), provider)


def _missing(
    deps: AuthorizerDeps, member: Membership, provider: Provider | None, record: OwnRecord, bearer: Bearer
) -> Pending | None:
    session = record.session(bearer.session)
    strong = (session is not None and session.strong_at is not None) or bool(provider and provider.strong)
    policy = deps.policies.policy(member.desk)
    return stands_between(member, policy, record.factor, strong=strong, by_sso=provider is not None)


def _asks_operator(record: OwnRecord, bearer: Bearer) -> bool:
    session = record.session(bearer.session)
    strong = session is not None and session.strong_at is not None
    return record.factor is not None and record.factor.confirmed and not strong


def _note(
    deps: AuthorizerDeps, account: str, record: OwnRecord, bearer: Bearer, *, device: Device, who: Principal
) -> None:
    """Remember the session, and now and then that it is still used. Nobody is kept out when that fails."""
    known, now = record.session(bearer.session), deps.now()
    if known is not None and now - known.seen_at < SEEN_AGAIN:
        return
    fresh = OwnSession(id=bearer.session, since=bearer.since, seen_at=now)
    session = replace(known or fresh, seen_at=now, agent=device.agent[:200], source=device.source[:45])
    try:
        kept = deps.records.put_session(account, known, session)
    except HelpdeskError:
        return
    if kept and known is None:
        _tell(deps, who, session)


def _tell(deps: AuthorizerDeps, who: Principal, session: OwnSession) -> None:
    """The desks they work for see from where a session began, whatever the way in."""
    for desk in sorted(who.desks):
        event = SignInEvent(
            kind=SignInEventKind.SESSION_BEGUN, at=session.seen_at, who=who.email, desk=desk,
            source=session.source, why=session.agent,
        )  # fmt: skip
        deps.events.record(event)
