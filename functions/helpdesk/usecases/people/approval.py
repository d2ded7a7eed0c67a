"""People nobody knows, whose mail waits: let in with all they wrote, or kept out."""

from typing import Final

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Principal, Role
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases import quarantine
from helpdesk.usecases.administration.rights import scope_of
from helpdesk.usecases.api_deps import ApiDeps

MOST_PAGES: Final = 20
AT_ONCE: Final = 20
"""Mails that one call lets in or deletes."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody unknown, and the mails of theirs that wait, oldest first."""

    sender: str
    mails: tuple[QuarantinedMail, ...]


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What one call did. `left`: mails of theirs that still wait; call again."""

    tickets: tuple[str, ...]
    left: int


def waiting(deps: ApiDeps, principal: Principal, scope: TenantRef) -> tuple[Waiting, ...]:
    """Who waits, the longest first. Raises NotFound, Forbidden."""
    scope_of(deps, principal, scope, Role.LEAD)
    mails: dict[str, list[QuarantinedMail]] = {}
    cursor = None
    for _ in range(MOST_PAGES):
        page = PageRequest(limit=MAX_PAGE, cursor=cursor)
        held, cursor = quarantine.waiting(deps, principal, scope.desk, page)
        for mail in held:
            if mail.cause is Cause.UNKNOWN_SENDER and mail.tenant == scope.tenant:
                mails.setdefault(mail.sender.lower(), []).append(mail)
        if cursor is None:
            break
    by_age = {sender: sorted(theirs, key=lambda mail: mail.at) for sender, theirs in mails.items()}
    order = sorted(by_age, key=lambda sender: by_age[sender][0].at)
    return tuple(Waiting(sender=sender, mails=tuple(by_age[sender])) for sender in order)


def decide(deps: ApiDeps, principal: Principal, scope: TenantRef, sender: str, *, let_in: bool) -> Decided:
    """Let somebody in: what they wrote becomes tickets, they are known from then on. Or block them.

    Raises NotFound, Forbidden, Conflict.
    """
    wanted = sender.strip().lower()
    mails = next((each.mails for each in waiting(deps, principal, scope) if each.sender == wanted), ())
    if not mails:
        raise NotFound("No mail of this sender waits.")
    tickets = []
    for place, mail in enumerate(mails[:AT_ONCE]):
        if let_in:
            done = quarantine.release(deps, principal, scope.desk, mail.id, quarantine.Release())
            tickets.append(done.decision.ticket if done.decision else "")
        elif place == 0:
            quarantine.block(deps, principal, scope.desk, mail.id, entry=wanted)
        else:
            quarantine.delete(deps, principal, scope.desk, mail.id)
    return Decided(tickets=tuple(dict.fromkeys(t for t in tickets if t)), left=max(0, len(mails) - AT_ONCE))
