"""Two people who turn out to be one, or two after all: what is kept of both, what their tickets become."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.changes import Act
from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.people import Person, PersonRef, Role
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import ChangeEntry

MOST_ADDRESSES: Final = 20
MOST_PHONES: Final = 10
UNDO_FOR: Final = timedelta(days=30)


class PersonMerge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A merge under way or done. `gone` and `kept` are both people as they were before: enough to undo it.

    Each ticket tells in its timeline, and in `former`, whose it was; `tickets` counts those that were moved.
    `undone_at`: since when they are two again; `returned` tickets went back, going on at `cursor`, until
    `apart`. Then nothing is kept of either but who they are.
    """

    gone: Person
    kept: Person
    by: str
    at: datetime
    tickets: int = 0
    done: bool = False
    undone_at: datetime | None = None
    undone_by: str = ""
    returned: int = 0
    cursor: str | None = None
    apart: bool = False

    @property
    def undo_until(self) -> datetime:
        """Until when they can be made two again."""
        return self.at + UNDO_FOR


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
    # The one who is kept stands there too when they took part: so that they do again, should it be undone.
    took_part = tuple(kept.id for each in ticket.participants if each.id == kept.id)
    former = (*ticket.former, gone.id, *took_part) if requester != ticket.requester else ticket.former
    after = replace(
        ticket, requester=requester, former=former, participants=participants, vip=vip, updated_at=act.at
    )
    return after, (entry,)


def separated(record: PersonMerge, now: Person) -> tuple[Person, Person]:
    """The one who was kept, `now` so, without what came with the other; and the other.

    What was added since stays with the one who was kept; what was taken away since does not come back.
    Raises Conflict when one of them would have no address.
    """
    kept, gone = record.kept, record.gone
    emails = tuple(each for each in gone.emails if each in now.emails)
    left = tuple(each for each in now.emails if each not in emails)
    if gone.emails and not emails:
        raise Conflict(f"None of the addresses of {gone.name or gone.id} is there any more.")
    if kept.emails and not left:
        raise Conflict(f"{kept.name or kept.id} would have no address: add one first.")
    suspended_since = now.suspended and not (kept.suspended or gone.suspended)
    other = replace(
        gone,
        emails=emails,
        phones=tuple(each for each in gone.phones if each in now.phones),
        groups=tuple(each for each in gone.groups if each in now.groups),
        suspended=gone.suspended or suspended_since,
        unreachable=(),
    )
    one = replace(
        now,
        name=kept.name if now.name == gone.name else now.name,
        emails=left,
        phones=_without(now.phones, gone.phones, kept.phones),
        groups=_without(now.groups, gone.groups, kept.groups),
        role=kept.role if gone.role is Role.MANAGER else now.role,
        language=kept.language if now.language == gone.language else now.language,
        vip=kept.vip if gone.vip else now.vip,
        suspended=kept.suspended if gone.suspended else now.suspended,
        merged=tuple(each for each in now.merged if each not in {gone.id, *gone.merged}),
        unreachable=(),
    )
    return one, other


def given_back(
    ticket: Ticket, record: PersonMerge, kept: Person, gone: Person, act: Act
) -> tuple[Ticket, tuple[ChangeEntry, ...]]:
    """The ticket as that of `gone` again, when it came with them; no entries: it did not."""
    if ticket.requester.id != kept.id or gone.id not in ticket.former:
        return ticket, ()
    last = len(ticket.former) - 1 - ticket.former[::-1].index(gone.id)
    took_part = ticket.former[last + 1 : last + 2] == (kept.id,)
    entry = ChangeEntry(
        id=act.new_id(), at=act.at, by=act.by, field="requester",
        old=f"{kept.name} <{kept.ref.email}>", new=f"{gone.name} <{gone.ref.email}>", reason="separated",
    )  # fmt: skip
    after = replace(
        ticket,
        requester=gone.ref,
        former=(*ticket.former[:last], *ticket.former[last + 1 + took_part :]),
        participants=(*ticket.participants, *((kept.ref,) if took_part else ())),
        vip=ticket.vip and (record.gone.vip or not record.kept.vip),
        updated_at=act.at,
    )
    return after, (entry,)


def told_apart(record: PersonMerge) -> PersonMerge:
    """All went back: it only says that there was a merge, of whom."""
    gone, kept = (
        replace(each, emails=(), phones=(), groups=(), merged=(), unreachable=())
        for each in (record.gone, record.kept)
    )
    return replace(record, gone=gone, kept=kept, cursor=None, apart=True)


def _without(now: tuple[str, ...], came: tuple[str, ...], had: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in now if each in had or each not in came)


def _is(ref: PersonRef, person: Person) -> bool:
    addresses = {email.lower() for email in person.emails}
    return ref.id == person.id or (not ref.id and ref.email.lower() in addresses)


def _once(people: Iterable[PersonRef]) -> tuple[PersonRef, ...]:
    return tuple(dict.fromkeys(people))
