"""Mailing a sign-in code to somebody we know, and to nobody too often."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound, TooMany
from helpdesk.domain.people import Membership
from helpdesk.domain.sign_ins import SignInEvent, SignInEventKind
from helpdesk.domain.sso.flows import TICKET, hash_of
from helpdesk.mail.outgoing.message import to_bytes
from helpdesk.mail.outgoing.sign_in_code import sign_in_code
from helpdesk.mail.outgoing.texts import FALLBACK
from helpdesk.ports import Attempts, Directory, DirectoryEditor, Mailer, NewId
from helpdesk.ports.signing_in import Lockouts, Passes, SignInEvents, SsoProviders
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.lockouts import answered_rightly, answered_wrongly, check_open
from helpdesk.usecases.sign_in import check_code_limits

VALID: Final = timedelta(minutes=10)
"""How long a code works."""

KIND: Final = "code"


class SignInDeps(msgspec.Struct, frozen=True, kw_only=True):
    """What `sign_in` works with. `sender` is `Name <address>`."""

    directory: Directory
    mailer: Mailer
    attempts: Attempts
    passes: Passes
    lockouts: Lockouts
    events: SignInEvents
    providers: SsoProviders
    editor: DirectoryEditor
    now: Callable[[], datetime]
    new_id: NewId
    sender: str
    portal_url: str
    deployment: str


def send_code(deps: SignInDeps, email: str, code: str) -> None:
    """Mail `code`. Raises Unauthorized for an address of nobody, TooMany, or what the mailer raises."""
    who = principal_of(deps.directory, email)
    check_open(deps.lockouts, KIND, who.email, "", deps.now())
    check_code_limits(deps.attempts, f"sign-in-mail {who.email}", deps.now())
    mail = sign_in_code(
        code=code,
        to=who.email,
        language=_language(deps.directory, who.memberships[0]) if who.memberships else FALLBACK,
        minutes=int(VALID.total_seconds()) // 60,
        sender=deps.sender,
        portal_url=deps.portal_url,
        deployment=deps.deployment,
        mail_id=deps.new_id(),
        at=deps.now(),
    )
    deps.mailer.send(to_bytes(mail), sender=mail.from_address, to=[who.email], tags={"kind": "sign-in-code"})
    _tell(deps, SignInEventKind.CODE_MAILED, who.email)


def answered(deps: SignInDeps, email: str, *, right: bool) -> bool:
    """Somebody answered with a code: whether it opens the door. During a pause no code does.

    The user pool does not tell us from where; the authorizer writes that down when the session begins.
    """
    who = email.strip().lower()
    if not who:
        return False
    try:
        check_open(deps.lockouts, KIND, who, "", deps.now())
    except TooMany:
        _tell(deps, SignInEventKind.CODE_REFUSED, who, why="during a pause")
        return False
    if right:
        answered_rightly(deps.lockouts, KIND, who)
        _tell(deps, SignInEventKind.CODE, who)
        return True
    begun = answered_wrongly(deps.lockouts, KIND, who, "", deps.now())
    _tell(deps, SignInEventKind.LOCKED_OUT if begun else SignInEventKind.CODE_REFUSED, who, why="code")
    return False


def _tell(deps: SignInDeps, kind: SignInEventKind, who: str, why: str = "") -> None:
    deps.events.record(SignInEvent(kind=kind, at=deps.now(), who=who, why=why))


def takes_ticket(deps: SignInDeps, account: str, ticket: str) -> bool:
    """Whether this is the ticket that coming back from a provider gave for this account; then it is spent."""
    owner = deps.passes.take(TICKET, hash_of(ticket), at=deps.now())
    return owner is not None and owner.decode() == account


def _language(directory: Directory, membership: Membership) -> str:
    """The tenant's, or the desk's for its own people."""
    try:
        config = directory.desk(membership.desk)
    except NotFound:
        return FALLBACK
    tenant = config.tenants.get(membership.tenant) if membership.tenant else None
    return tenant.language if tenant else config.desk.language
