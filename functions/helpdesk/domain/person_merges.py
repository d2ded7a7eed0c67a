"""Two people who turn out to be one: what is kept of both, and what their tickets become."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.changes import Act
from helpdesk.domain.errors import Invalid
from helpdesk.domain.people import Person, PersonRef, Role
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import ChangeEntry

MOST_ADDRESSES: Final = 20
MOST_PHONES: Final = 10


class PersonMerge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A merge under way or done. `gone` and `kept` are both people as they were before: enough to undo it.

    Each ticket tells in its timeline whose it was; `tickets` counts those that were moved.
    """

    gone: Person
    kept: Person
    by: str
    at: datetime
    tickets: int = 0
    done: bool = False


def united(kept: Person, gone: Person) -> Person:
    """One person with what both had. Raises Invalid when that is more than one person can have."""
    manager = Role.MANAGER in {kept.role, gone.role}
    one = replace(
        kept,
        name=kept.name.strip() or gone.name,
        emails=tuple(dict.fromkeys((*kept.emails, *gone.emails))),
        phones=tuple(dict.fromkeys((*kept.phones, *gone.phones))),
        groups=tuple(dict.fromkeys((*kept.groups, *gone.groups))),
        role=Role.MANAGER if manager else kept.role,
        language=kept.language or gone.language,
        vip=kept.vip or gone.vip,
        suspended=kept.suspended or gone.suspended,
        merged=tuple(dict.fromkeys((*kept.merged, gone.id, *gone.merged))),
        unreachable=(),
    )
    if len(one.emails) > MOST_ADDRESSES or len(one.phones) > MOST_PHONES:
        raise Invalid(
            field="from",
            reason=f"together they have more than {MOST_ADDRESSES} addresses or {MOST_PHONES} phones",
        )
    return one


def absorbed(gone: Person, kept: Person) -> Person:
    """What stays of the one who is gone: where to look instead."""
    return replace(
        gone, emails=(), phones=(), groups=(), merged=(), unreachable=(), vip=False, merged_into=kept.id
    )


def moved(ticket: Ticket, gone: Person, kept: Person, act: Act) -> tuple[Ticket, tuple[ChangeEntry, ...]]:
    """The ticket as that of `kept`, wherever it named `gone`; no entries: it did not."""
    requester = kept.ref if _is(ticket.requester, gone) else ticket.requester
    participants = _once(kept.ref if _is(each, gone) else each for each in ticket.participants)
    participants = tuple(each for each in participants if each != requester)
    if (requester, participants) == (ticket.requester, ticket.participants):
        return ticket, ()
    entry = ChangeEntry(
        id=act.new_id(), at=act.at, by=act.by, field="requester",
        old=f"{gone.name} <{gone.ref.email}>", new=f"{kept.name} <{kept.ref.email}>", reason="merged",
    )  # fmt: skip
    vip = ticket.vip or (kept.vip and requester == kept.ref)
    former = (*ticket.former, gone.id) if requester != ticket.requester else ticket.former
    after = replace(
        ticket, requester=requester, former=former, participants=participants, vip=vip, updated_at=act.at
    )
    return after, (entry,)


def _is(ref: PersonRef, person: Person) -> bool:
    addresses = {email.lower() for email in person.emails}
    return ref.id == person.id or (not ref.id and ref.email.lower() in addresses)


def _once(people: Iterable[PersonRef]) -> tuple[PersonRef, ...]:
    return tuple(dict.fromkeys(people))
