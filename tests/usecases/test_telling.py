"""Tickets under a solved one are told and solved once, in lots; none reads of another organisation."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.errors import Conflict, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.relations import CHILD_OF
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import ChangeEntry, MessageEntry, NoteEntry
from helpdesk.ports import TicketWrite
from helpdesk.usecases import tickets
from helpdesk.usecases.deliver import Result, deliver
from helpdesk.usecases.relations import telling
from helpdesk.usecases.relations.announcing import announce
from helpdesk.usecases.suggesting.relating import relate, take_apart
from tests.fakes import FakeOutboxStore, Memory
from tests.usecases.house import House, agent, letter

DOORS = {"acme": "support@acme.example", "duinrand": "hulp@duinrand.example"}


def opened(house: House, name: str, tenant: str = "acme") -> Ticket:
    sender = f"{name} <{name}@{tenant}.example>"
    mail = letter(f"No mail for {name}", sender=sender, message_id=f"<{name}@x>")
    return house.opened(mail, DOORS[tenant])


@pytest.fixture
def parent(house: House) -> Ticket:
    return opened(house, "secretproject")


def under(house: House, parent: Ticket, *names: str, tenant: str = "acme") -> list[Ticket]:
    made = [opened(house, name, tenant) for name in names]
    for one in made:
        relate(house.api, agent(), one.key, parent.key, CHILD_OF)
    return made


def ordered(house: House, parent: Ticket) -> Delivery:
    (found,) = (one for one in house.deliveries(parent.ref) if one.kind is DeliveryKind.ANNOUNCEMENT)
    return found


def solved(house: House, parent: Ticket, text: str = "") -> Delivery:
    tickets.set_state(house.api, agent(), parent.key, State.SOLVED)
    announce(house.api, agent(), parent.key, text, solve=True)
    return ordered(house, parent)


def words(house: House, ticket: Ticket) -> list[str]:
    messages = (entry for entry in house.timeline(ticket.ref) if isinstance(entry, MessageEntry))
    return [entry.text for entry in messages if entry.by.id == "ana"]


def test_each_is_told_solved_and_says_why(house: House, parent: Ticket) -> None:
    children = under(house, parent, "kim", "pim")
    delivery = solved(house, parent, "The server is up again.")

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SENT
    for child in children:
        assert house.ticket(child.ref).state is State.SOLVED
        assert words(house, child) == ["The server is up again."]
        notes = [entry.text for entry in house.timeline(child.ref) if isinstance(entry, NoteEntry)]
        assert notes[-1] == f"Solved together with {parent.key}: {parent.subject}"
    house.send_all(children[0].ref)
    assert "The server is up again." in text_of(house)
    assert house.mailer.sent[-1].to == ("kim@acme.example",)


def test_twice_on_the_queue_tells_nobody_twice(house: House, parent: Ticket) -> None:
    (child,) = under(house, parent, "kim")
    delivery = solved(house, parent)
    deliver(house.outbox, parent.ref, delivery.id)
    tickets.set_state(house.api, agent(), child.key, State.OPEN)  # somebody takes it up again
    house.memory.deliveries[parent.ref][delivery.id] = delivery  # a run that did not hear of the first

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SENT
    assert len(words(house, child)) == 1
    assert house.ticket(child.ref).state is State.OPEN
    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SETTLED_BEFORE


def test_many_go_in_lots_and_a_fault_repeats_none(house: House, parent: Ticket) -> None:
    children = under(house, parent, *(f"p{n}" for n in range(telling.AT_ONCE + 3)))
    delivery = solved(house, parent)

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.GOES_ON
    assert len(told(house, children)) == telling.AT_ONCE
    word = ordered(house, parent).announcement
    assert word is not None
    assert len(word.left) == 3
    house.memory.deliveries[parent.ref][delivery.id] = delivery  # how far it was got lost
    assert deliver(house.outbox, parent.ref, delivery.id) is Result.GOES_ON
    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SENT
    assert [len(words(house, child)) for child in children] == [1] * len(children)
    assert ordered(house, parent).announcement is None  # what was said is on the tickets alone


def told(house: House, children: list[Ticket]) -> list[Ticket]:
    return [child for child in children if words(house, child)]


def test_one_that_cannot_be_told_waits_behind_the_others(house: House, parent: Ticket) -> None:
    stuck, other = under(house, parent, "stuck", "other")
    delivery = solved(house, parent)
    store = house.outbox.store
    house.outbox = replace(house.outbox, store=Busy(house.memory, stuck.ref))

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.GOES_ON
    assert (words(house, stuck), len(words(house, other))) == ([], 1)
    with pytest.raises(Conflict):
        deliver(house.outbox, parent.ref, delivery.id)
    house.outbox = replace(house.outbox, store=store)
    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SENT
    assert (len(words(house, stuck)), len(words(house, other))) == (1, 1)


class Busy(FakeOutboxStore):
    """One of its tickets is written by somebody else each time."""

    def __init__(self, memory: Memory, busy: TicketRef) -> None:
        super().__init__(memory)
        self._busy = busy

    def write(self, change: TicketWrite) -> Ticket:
        if change.ticket.ref == self._busy:
            raise VersionConflict
        return super().write(change)


def test_another_organisation_reads_nothing_of_it(house: House, parent: Ticket) -> None:
    (child,) = under(house, parent, "dora", tenant="duinrand")
    delivery = solved(house, parent)
    deliver(house.outbox, parent.ref, delivery.id)
    house.send_all(child.ref)

    assert house.ticket(child.ref).state is State.SOLVED
    mail = house.mailer.sent[-1]
    assert mail.to == ("dora@duinrand.example",)
    for theirs in ("secretproject", parent.key, "acme"):
        assert theirs not in mail.raw.decode().lower()
        shown = [e for e in house.timeline(child.ref) if isinstance(e, MessageEntry | ChangeEntry)]
        assert theirs not in repr(shown)


def test_who_is_done_gone_or_taken_out_is_left_alone(house: House, parent: Ticket) -> None:
    done, apart, gone, left = under(house, parent, "done", "apart", "gone", "left")
    tickets.set_state(house.api, agent(), done.key, State.CLOSED)
    delivery = solved(house, parent)
    take_apart(house.api, agent(), apart.key, parent.key)
    del house.memory.tickets[gone.ref]

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.SENT
    assert (words(house, done), words(house, apart), len(words(house, left))) == ([], [], 1)
    assert house.ticket(done.ref).state is State.CLOSED


def test_opened_again_meanwhile_it_stops(house: House, parent: Ticket) -> None:
    (child,) = under(house, parent, "kim")
    delivery = solved(house, parent)
    tickets.set_state(house.api, agent(), parent.key, State.OPEN)

    assert deliver(house.outbox, parent.ref, delivery.id) is Result.STOPPED
    assert words(house, child) == []
    assert ordered(house, parent).state is DeliveryState.STOPPED


def test_a_word_in_between_solves_nothing(house: House, parent: Ticket) -> None:
    (child,) = under(house, parent, "kim")
    with pytest.raises(Conflict, match="not solved itself"):
        announce(house.api, agent(), parent.key, "", solve=True)
    announce(house.api, agent(), parent.key, "We are on it.", solve=False)
    deliver(house.outbox, parent.ref, ordered(house, parent).id)

    assert words(house, child) == ["We are on it."]
    assert house.ticket(child.ref).state is State.OPEN


def text_of(house: House) -> str:
    message = message_from_bytes(house.mailer.sent[-1].raw, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
