"""What the customer's side may read of a ticket's story: in the portal, and in what they are given of it."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain.timeline import DESK_ONLY, Actor, ActorKind, AnyEntry, ChangeEntry, MessageEntry

FIELDS_FOR_REQUESTERS: Final = frozenset({"subject", "state", "priority", "assignee"})


def is_for_requesters(entry: AnyEntry) -> bool:
    """Whether the customer's side may see it at all."""
    if isinstance(entry, ChangeEntry):
        return entry.field in FIELDS_FOR_REQUESTERS
    return not isinstance(entry, DESK_ONLY)


def as_requesters_read(entry: AnyEntry) -> AnyEntry:
    """The entry without what is told to the desk alone: why, how a mail came in, agents' addresses."""
    by = entry.by
    if by.kind is not ActorKind.REQUESTER:
        by = Actor(kind=by.kind, name=by.name)
    match entry:
        case MessageEntry():
            return replace(entry, by=by, recipients=(), raw=None, warnings=(), unverified=False)
        case ChangeEntry():
            return replace(entry, by=by, reason=None)
        case _:
            return replace(entry, by=by)
