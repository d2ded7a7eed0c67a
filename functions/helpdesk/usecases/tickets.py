"""What people do with tickets through the API: open, answer, note, assign, move.

Each verb reads, lets the domain decide, and writes once. A caller that names the version it saw gets
VersionConflict with the present ticket when that is stale; without one the change is applied anew.
"""

from collections.abc import Callable, Sequence

import msgspec

from helpdesk.domain import changes
from helpdesk.domain.changes import Act, Moved
from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.errors import Forbidden, Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import TicketRef, split_ticket_key
from helpdesk.domain.people import Membership, PersonRef, Principal
from helpdesk.domain.tickets import Priority, State, Ticket
from helpdesk.domain.timeline import Actor, ActorKind, Attachment, MessageEntry, NoteEntry
from helpdesk.ports import TicketStory, TicketWrite
from helpdesk.usecases.bodies import kept_short
from helpdesk.usecases.deps import Deps, Home, home_of, retrying
from helpdesk.usecases.desk_work.mentions import mentioned
from helpdesk.usecases.handovers.reopened import let_go
from helpdesk.usecases.notices import notices


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """The principal in their part towards one ticket."""

    membership: Membership
    actor: Actor

    @property
    def works_here(self) -> bool:
        """Whether they work for the desk, rather than being helped by it."""
        return self.actor.kind is ActorKind.AGENT


def find(deps: Deps, key: str) -> TicketRef:
    """`ACME-1042` -> its place. Raises NotFound for what is no key, or an unknown prefix."""
    parts = split_ticket_key(key)
    scope = deps.directory.tenant_of_prefix(parts[0]) if parts else None
    if parts is None or scope is None:
        raise NotFound("there is no such ticket")  # the same whether hidden, missing, or of no tenant
    return TicketRef(scope, parts[1])


def story(deps: Deps, principal: Principal, key: str) -> TicketStory:
    """The ticket with its timeline, as the principal's stores show it. Raises NotFound."""
    return deps.stores.for_principal(principal).tickets.story(find(deps, key))


def caller(principal: Principal, ref: TicketRef) -> Caller:
    """Who the principal is to the ticket: of the desk first, else of the tenant. Raises NotFound."""
    on_desk = principal.on_desk(ref.scope.desk)
    member = on_desk or principal.in_tenant(ref.scope)
    if member is None:
        raise NotFound("there is no such ticket")
    kind = ActorKind.AGENT if on_desk else ActorKind.REQUESTER
    person = member.person
    return Caller(
        membership=member, actor=Actor(kind=kind, id=person.id, name=person.name, email=person.email)
    )


def add_message(
    deps: Deps,
    principal: Principal,
    key: str,
    text: str,
    *,
    state: State | None = None,
    attach: Callable[[TicketRef], tuple[Attachment, ...]] | None = None,
    expected: int | None = None,
) -> Ticket:
    """Say something that both sides read; from the desk it is mailed to the requester.

    `state` is where the desk wants the ticket afterwards; `attach` gives the files that go
    with it. Raises NotFound, Invalid, Forbidden and VersionConflict.
    """
    text = _said(text)

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        short, whole = kept_short(deps.files, ticket.ref.scope, text)
        message = MessageEntry(
            id=act.new_id(), at=act.at, by=act.by, text=short, full_text=whole, channel="portal",
            attachments=attach(ticket.ref) if attach else (),
        )  # fmt: skip
        if who.works_here:
            return changes.agent_answers(ticket, message, act, state), (_answer(ticket, message.id, act),)
        if state is not None:
            raise Forbidden("only the desk moves a ticket while writing")
        return changes.requester_writes(ticket, message, act), ()

    return change_ticket(deps, principal, key, expected, change)


def add_note(
    deps: Deps,
    principal: Principal,
    key: str,
    text: str,
    *,
    mentions: Sequence[str] = (),
    attach: Callable[[TicketRef], tuple[Attachment, ...]] | None = None,
    expected: int | None = None,
) -> Ticket:
    """Say something that only the desk reads; `mentions` are agents who are told of it by mail.

    Raises NotFound, Invalid, Forbidden, VersionConflict.
    """
    text = _said(text)

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "write notes")
        short, _ = kept_short(deps.files, ticket.ref.scope, text)
        if short != text:
            raise Invalid(field="text", reason=f"a note holds at most {len(short) - 2:,} characters")
        note = NoteEntry(
            id=act.new_id(), at=act.at, by=act.by, text=text, mentions=tuple(dict.fromkeys(mentions)),
            attachments=attach(ticket.ref) if attach else (),
        )  # fmt: skip
        told: tuple[Delivery, ...] = ()
        if mentions:
            told = mentioned(deps.directory.fresh(ticket.ref.scope.desk), ticket, note, mentions, act)
        return changes.add_note(ticket, note, act), told

    return change_ticket(deps, principal, key, expected, change)


def assign(
    deps: Deps, principal: Principal, key: str, agent: str | None, *, expected: int | None = None
) -> Ticket:
    """Give the ticket to an agent of its desk, or to nobody."""

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "assign tickets")
        return changes.assign(ticket, _agent(deps, ticket, agent), act), ()

    return change_ticket(deps, principal, key, expected, change)


def set_state(
    deps: Deps,
    principal: Principal,
    key: str,
    state: State,
    *,
    reason: str | None = None,
    expected: int | None = None,
) -> Ticket:
    """Move the ticket; its own people may say that it is solved, or that it is not."""

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        if not who.works_here and state not in {State.SOLVED, State.OPEN}:
            raise Forbidden("you can say that it is solved, or open it again")
        return changes.set_state(ticket, state, act, reason), ()

    return change_ticket(deps, principal, key, expected, change)


def set_priority(
    deps: Deps,
    principal: Principal,
    key: str,
    priority: Priority,
    *,
    reason: str | None = None,
    expected: int | None = None,
) -> Ticket:
    """Another priority, and with it other promises."""

    def change(ticket: Ticket, who: Caller, act: Act) -> tuple[Moved, tuple[Delivery, ...]]:
        desk_only(who, "set priorities")
        return changes.set_priority(ticket, priority, act, reason), ()

    return change_ticket(deps, principal, key, expected, change)


Change = Callable[[Ticket, Caller, Act], tuple[Moved, tuple[Delivery, ...]]]


def change_ticket(deps: Deps, principal: Principal, key: str, expected: int | None, change: Change) -> Ticket:
    """Read, let `change` decide, write once; also what the desk's people have to hear of promises.

    Raises NotFound, VersionConflict, and what `change` raises.
    """
    store = deps.stores.for_principal(principal).tickets
    ref = find(deps, key)
    who = caller(principal, ref)

    def attempt() -> Ticket:
        ticket = store.get(ref)
        if expected is not None and ticket.version != expected:
            raise VersionConflict(f"{ticket.key} was changed while you had it open", current=ticket)
        home: Home = home_of(deps.directory, deps.agreements, ref.scope)
        act = Act(by=who.actor, at=deps.now(), agreement=home.agreement, new_id=deps.new_id)
        moved, deliveries = change(ticket, who, act)
        after, entries = let_go(home.config, ticket, moved, act)
        if not entries:
            return ticket
        told = notices(home.config, after, entries, act.at, act.new_id, but=principal.email)
        return store.write(TicketWrite(ticket=after, entries=entries, deliveries=(*deliveries, *told)))

    if expected is None:
        return retrying(attempt)
    try:
        return attempt()
    except VersionConflict as conflict:
        raise VersionConflict(conflict.detail, current=conflict.current or store.get(ref)) from conflict


def _agent(deps: Deps, ticket: Ticket, agent: str | None) -> PersonRef | None:
    if agent is None:
        return None
    known = deps.directory.fresh(ticket.ref.scope.desk).agents.get(agent)
    if known is None:
        raise Invalid(field="agent", reason=f"“{agent[:40]}” does not work for this desk")
    holds = ticket.assignee is not None and ticket.assignee.id == agent
    if known.suspended and not holds:
        name = known.person.name or known.person.email
        raise Invalid(field="agent", reason=f"{name} is suspended: choose somebody who can see it")
    return known.person


def _answer(ticket: Ticket, entry: str, act: Act) -> Delivery:
    return Delivery(
        id=act.new_id(),
        ticket=ticket.ref,
        entry=entry,
        kind=DeliveryKind.ANSWER,
        to=ticket.requester.email,
        cc=tuple(person.email for person in ticket.participants),
        created_at=act.at,
    )


def desk_only(who: Caller, what: str) -> None:
    """Raises Forbidden for people of the customer's side."""
    if not who.works_here:
        raise Forbidden(f"only the desk can {what}")


def _said(text: str) -> str:
    if not text.strip():
        raise Invalid(field="text", reason="write something first")
    return text.strip()
