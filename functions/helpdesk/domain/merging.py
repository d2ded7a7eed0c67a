"""Two tickets about the same thing become one: the other is closed and leads to it from then on."""

from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import MERGED_FROM, MERGED_INTO, Link, State, Ticket
from helpdesk.domain.timeline import ChangeEntry


def check_merge(source: Ticket, target: Ticket) -> None:
    """Raises Invalid or Conflict when `source` cannot be merged into `target`."""
    if source.ref == target.ref:
        raise Invalid(field="ticket", reason="a ticket cannot be merged into itself")
    if source.ref.scope != target.ref.scope:
        raise Invalid(field="ticket", reason=f"{target.key} belongs to another organisation")
    if target.merged_into is not None:
        raise Invalid(field="ticket", reason=f"{target.key} was itself merged into another ticket")
    if source.merged_into not in {None, target.ref}:
        raise Conflict(f"{source.key} was merged into another ticket before")


def merge_away(source: Ticket, target: Ticket, act: Act) -> Moved:
    """The ticket that ends: closed, with a link that replies follow. Nothing when that is so already."""
    if source.merged_into == target.ref:
        return source, ()
    closed, entries = changes.set_state(source, State.CLOSED, act, reason=f"merged into {target.key}")
    link = Link(relation=MERGED_INTO, ticket=target.ref, key=target.key)
    told = ChangeEntry(id=act.new_id(), at=act.at, by=act.by, field="merged-into", new=target.key)
    return replace(closed, links=(*closed.links, link), updated_at=act.at), (*entries, told)


def still_going_on(target: Ticket, source: Ticket, act: Act) -> Moved:
    """The target, open again where it was merged into the source in the same moment: one of them goes on."""
    if target.merged_into != source.ref or source.merged_into != target.ref:
        return target, ()
    return changes.set_state(target, State.OPEN, act, reason=f"{source.key} was merged into this one")


def take_over(target: Ticket, source: Ticket, act: Act, *, keep_informed: bool) -> Moved:
    """The ticket that goes on. `keep_informed`: the other's people take part here from now on."""
    if any(link.relation == MERGED_FROM and link.ticket == source.ref for link in target.links):
        return target, ()
    joining = _joining(target, source) if keep_informed else ()
    link = Link(relation=MERGED_FROM, ticket=source.ref, key=source.key)
    told = ChangeEntry(id=act.new_id(), at=act.at, by=act.by, field="merged-from", new=source.key)
    merged = replace(
        target,
        links=(*target.links, link),
        participants=(*target.participants, *joining),
        updated_at=act.at,
    )
    return merged, (told,)


def _joining(target: Ticket, source: Ticket) -> tuple[PersonRef, ...]:
    people = {person.email.lower(): person for person in (source.requester, *source.participants)}
    return tuple(person for email, person in people.items() if not target.is_party(email))
