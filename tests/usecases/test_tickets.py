"""The verbs of the API: who may do what, what it leaves in the timeline, and what happens when two do it."""

from datetime import timedelta

import pytest

from helpdesk.domain.clocks import ClockKind
from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Principal
from helpdesk.domain.tickets import Channel, Priority, State, Ticket
from helpdesk.domain.timeline import ChangeEntry, ClockEntry, MessageEntry
from helpdesk.usecases import tickets
from helpdesk.usecases.opening import NewRequester, NewTicket, open_ticket
from tests.usecases.house import ACME, DUIN, House, agent, letter, requester

STRANGER = agent(PersonRef(id="mei", name="Mei", email="mei@host.example"), desk="host")


@pytest.fixture
def ticket(house: House) -> Ticket:
    return house.opened(letter())


def changes_of(house: House, ticket: Ticket) -> list[tuple[str, str | None, str | None]]:
    return [(e.field, e.old, e.new) for e in house.timeline(ticket.ref) if isinstance(e, ChangeEntry)]


def clock(ticket: Ticket, kind: ClockKind) -> object:
    return next(c for c in ticket.clocks if c.kind is kind)


def test_an_answer_opens_the_ticket_and_keeps_the_first_promise(house: House, ticket: Ticket) -> None:
    house.later(hours=1)
    after = tickets.add_message(house.api, agent(), ticket.key, "  We are looking at it. ")

    assert after.state is State.OPEN
    first = next(c for c in after.clocks if c.kind is ClockKind.FIRST_RESPONSE)
    assert (first.met_at, first.breached_at) == (house.now, None)
    said = next(e for e in house.timeline(ticket.ref) if isinstance(e, MessageEntry) and e.by.id == "ana")
    assert said.text == "We are looking at it."
    assert house.deliveries(ticket.ref)[-1].kind is DeliveryKind.ANSWER


def test_an_answer_goes_to_everybody_who_takes_part(house: House) -> None:
    ticket = house.opened(letter(headers=[("Cc", "bo@acme.example")]))
    tickets.add_message(house.api, agent(), ticket.key, "Hello both")

    assert house.deliveries(ticket.ref)[-1].cc == ("bo@acme.example",)


def test_a_note_keeps_no_promise_and_is_mailed_to_nobody(house: House, ticket: Ticket) -> None:
    after = tickets.add_note(house.api, agent(), ticket.key, "Ordered a fuser")

    assert after.clocks == ticket.clocks
    assert len(house.deliveries(ticket.ref)) == 1


def test_waiting_for_the_customer_gives_only_open_time_back(house: House, ticket: Ticket) -> None:
    due_before = next(c.due_at for c in ticket.clocks if c.kind is ClockKind.RESOLUTION)
    tickets.add_message(house.api, agent(), ticket.key, "Which tray?", state=State.WAITING_CUSTOMER)
    house.later(hours=8)  # 18:00 in Amsterdam; the desk closed at 17:00
    after = tickets.add_message(house.api, requester(ticket), ticket.key, "The lower one")

    due_after = next(c.due_at for c in after.clocks if c.kind is ClockKind.RESOLUTION)
    assert after.state is State.OPEN
    assert due_before
    assert due_after
    assert due_after > due_before


def test_the_requester_sees_and_answers_their_own_ticket_only(house: House, ticket: Ticket) -> None:
    other = house.opened(letter(sender="bo@acme.example", message_id="<bo@acme.example>"))

    assert tickets.story(house.api, requester(ticket), ticket.key).ticket.key == ticket.key
    with pytest.raises(NotFound):
        tickets.story(house.api, requester(ticket), other.key)
    with pytest.raises(NotFound):
        tickets.add_message(house.api, requester(ticket), other.key, "let me in")


@pytest.mark.parametrize("key", ["ACME-1", "ACME-99", "NOPE-1", "x", "ACME-1 OR 1=1", ""])
def test_somebody_of_another_desk_finds_nothing(house: House, ticket: Ticket, key: str) -> None:
    with pytest.raises(NotFound):
        tickets.story(house.api, STRANGER, key)


def test_requesters_cannot_do_the_desks_work(house: House, ticket: Ticket) -> None:
    me = requester(ticket)
    with pytest.raises(Forbidden):
        tickets.add_note(house.api, me, ticket.key, "secret")
    with pytest.raises(Forbidden):
        tickets.assign(house.api, me, ticket.key, "ana")
    with pytest.raises(Forbidden):
        tickets.set_priority(house.api, me, ticket.key, Priority.URGENT)
    with pytest.raises(Forbidden):
        tickets.set_state(house.api, me, ticket.key, State.WAITING_OTHER)

    assert house.ticket(ticket.ref) == ticket


def test_the_requester_may_say_that_it_is_solved(house: House, ticket: Ticket) -> None:
    assert tickets.set_state(house.api, requester(ticket), ticket.key, State.SOLVED).state is State.SOLVED


def test_another_priority_brings_other_promises_from_the_start(house: House, ticket: Ticket) -> None:
    house.later(minutes=10)
    after = tickets.set_priority(house.api, agent(), ticket.key, Priority.URGENT, reason="CEO")

    due = {c.kind: c.due_at for c in after.clocks}
    assert due[ClockKind.FIRST_RESPONSE] == ticket.created_at + timedelta(minutes=30)
    assert changes_of(house, ticket) == [("priority", "normal", "urgent")]
    assert any(isinstance(e, ClockEntry) and e.step == "retargeted" for e in house.timeline(ticket.ref))


def test_assigning_takes_a_new_ticket_up(house: House, ticket: Ticket) -> None:
    after = tickets.assign(house.api, agent(), ticket.key, "ana")

    assert (after.state, after.assignee and after.assignee.id) == (State.OPEN, "ana")
    assert changes_of(house, ticket) == [("assignee", None, "Ana Ruiz"), ("state", "new", "open")]
    with pytest.raises(Invalid, match="does not work for this desk"):
        tickets.assign(house.api, agent(), ticket.key, "mei")


def test_nothing_is_written_when_nothing_changes(house: House, ticket: Ticket) -> None:
    same = tickets.set_priority(house.api, agent(), ticket.key, ticket.priority)

    assert same.version == ticket.version


def test_a_stale_change_is_refused_with_what_stands_now(house: House, ticket: Ticket) -> None:
    now_stands = tickets.assign(house.api, agent(), ticket.key, "ana", expected=ticket.version)
    with pytest.raises(VersionConflict) as refused:
        tickets.set_priority(house.api, agent(), ticket.key, Priority.LOW, expected=ticket.version)

    assert refused.value.current == now_stands


def test_a_change_that_loses_the_race_is_refused_with_what_stands_now(house: House, ticket: Ticket) -> None:
    house.memory.before_write.append(lambda: tickets.add_note(house.api, agent(), ticket.key, "I was first"))
    with pytest.raises(VersionConflict) as refused:
        tickets.set_priority(house.api, agent(), ticket.key, Priority.LOW, expected=ticket.version)

    assert refused.value.current == house.ticket(ticket.ref)


def test_without_a_version_a_lost_race_is_run_again(house: House, ticket: Ticket) -> None:
    house.memory.before_write.append(lambda: tickets.add_note(house.api, agent(), ticket.key, "I was first"))
    after = tickets.set_priority(house.api, agent(), ticket.key, Priority.LOW)

    assert (after.priority, after.version) == (Priority.LOW, ticket.version + 2)


def test_a_ticket_that_was_taken_up_is_never_new_again(house: House, ticket: Ticket) -> None:
    tickets.assign(house.api, agent(), ticket.key, "ana")
    with pytest.raises(Conflict):
        tickets.set_state(house.api, agent(), ticket.key, State.NEW)


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_message_is_refused(house: House, ticket: Ticket, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        tickets.add_message(house.api, agent(), ticket.key, text)
    assert refused.value.field == "text"


def test_an_agent_opens_a_ticket_for_a_caller(house: House) -> None:
    new = NewTicket(
        subject="Laptop dead", text="No light at all.", tenant=DUIN,
        requester=NewRequester(email="Kees@Duinrand.example", name="Kees"), priority=Priority.URGENT,
    )  # fmt: skip
    ticket = open_ticket(house.api, agent(), new)

    assert (ticket.key, ticket.channel, ticket.requester.email) == (
        "DUIN-1", Channel.PHONE, "kees@duinrand.example",
    )  # fmt: skip
    assert house.deliveries(ticket.ref)[0].to == "kees@duinrand.example"
    assert open_ticket(house.api, agent(), new).requester == ticket.requester


def test_a_requester_opens_a_ticket_for_themselves(house: House, ticket: Ticket) -> None:
    mine = open_ticket(house.api, requester(ticket), NewTicket(subject="More", text="Also broken"))

    assert (mine.requester, mine.channel, mine.ref.scope) == (ticket.requester, Channel.PORTAL, ACME)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewTicket(subject=" ", text="x", tenant=ACME), "subject"),
        (NewTicket(subject="x", text="", tenant=ACME), "text"),
        (NewTicket(subject="x", text="x"), "tenant"),
        (NewTicket(subject="x", text="x", tenant=TenantRef("host", "globex")), "tenant"),
        (NewTicket(subject="x", text="x", tenant=ACME), "requester"),
        (
            NewTicket(subject="x", text="x", tenant=ACME, requester=NewRequester(email="kees")),
            "requester.email",
        ),
    ],
)
def test_what_is_missing_is_named(house: House, new: NewTicket, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        open_ticket(house.api, agent(), new)
    assert refused.value.field == field


def test_requesters_set_neither_priority_nor_requester(house: House, ticket: Ticket) -> None:
    me: Principal = requester(ticket)
    with pytest.raises(Forbidden):
        open_ticket(house.api, me, NewTicket(subject="x", text="x", priority=Priority.URGENT))
    with pytest.raises(Invalid):
        open_ticket(house.api, me, NewTicket(subject="x", text="x", tenant=DUIN))


def test_a_caller_whom_a_colleague_met_at_the_same_moment_is_one_person(house: House) -> None:
    def call(subject: str) -> Ticket:
        who = NewRequester(email="kees@duinrand.example", name="Kees")
        return open_ticket(
            house.api, agent(), NewTicket(subject=subject, text="x", tenant=DUIN, requester=who)
        )

    house.memory.before_write.append(lambda: call("first"))
    assert call("second").requester == next(iter(house.memory.tickets.values())).requester
    assert len(house.memory.people) == 1
