"""Writing tickets and reading them back: one transaction, no lost update, nothing twice."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import (
    Conflict,
    DuplicateMail,
    Invalid,
    NotFound,
    PersonExists,
    TooLarge,
    VersionConflict,
)
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.tickets import State
from helpdesk.domain.timeline import NoteEntry
from helpdesk.ports import TicketWrite
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    LISA,
    OMAR,
    agent,
    delivery,
    message,
    minutes,
    person,
    ticket,
)
from tests.contract.houses import House


def test_a_ticket_comes_back_as_it_was_written(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    new = ticket(1, due=60, participants=(OMAR,), tags=("ünïcode", "火"), next_action_at=minutes(45))

    stored = tickets.write(TicketWrite(ticket=new))

    assert stored == replace(new, version=1)
    assert tickets.get(new.ref) == stored


def test_a_story_holds_entries_and_deliveries_in_order(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    new = ticket(1)
    first = tickets.write(
        TicketWrite(
            ticket=new, entries=(message("e1", "Hëlp\0 \U0001f525"),), deliveries=(delivery("d1", new.ref),)
        )
    )
    note = NoteEntry(id="e2", at=minutes(1), by=message("x").by, text="Call her.")
    second = tickets.write(TicketWrite(ticket=first, entries=(note,)))

    story = tickets.story(new.ref)

    assert story.ticket == second
    assert story.entries == (message("e1", "Hëlp\0 \U0001f525"), note)
    assert story.deliveries == (delivery("d1", new.ref),)


def test_a_long_story_is_read_whole(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    current = ticket(1)
    text = "x" * 60_000
    for batch in range(4):  # 40 entries of 60 KB: more than one page of a query holds
        entries = tuple(message(f"e{batch}{i}", text) for i in range(10))
        current = tickets.write(TicketWrite(ticket=current, entries=entries))

    story = tickets.story(current.ref)

    assert [e.id for e in story.entries] == [f"e{batch}{i}" for batch in range(4) for i in range(10)]


def test_a_ticket_that_is_not_there_is_not_found(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    for ask in (tickets.get, tickets.story):
        with pytest.raises(NotFound):
            ask(TicketRef(ACME, 404))


def test_of_two_writers_the_second_learns_what_stands(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    read = tickets.write(TicketWrite(ticket=ticket(1)))
    winner = tickets.write(TicketWrite(ticket=replace(read, state=State.OPEN)))

    with pytest.raises(VersionConflict) as refused:
        tickets.write(TicketWrite(ticket=replace(read, subject="Mine"), entries=(message("e9"),)))

    assert refused.value.current == winner
    assert tickets.story(read.ref).entries == ()


def test_a_new_ticket_never_replaces_one(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    there = tickets.write(TicketWrite(ticket=ticket(1)))
    with pytest.raises(VersionConflict) as refused:
        tickets.write(TicketWrite(ticket=ticket(1, subject="Another")))
    assert refused.value.current == there


def test_a_vanished_ticket_is_not_brought_back(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    with pytest.raises(VersionConflict) as refused:
        tickets.write(TicketWrite(ticket=ticket(1, version=3)))
    assert refused.value.current is None


def test_the_same_mail_is_refused_and_changes_nothing(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    tickets.write(TicketWrite(ticket=ticket(1), marks=("<m1@acme.example>",)))

    with pytest.raises(DuplicateMail):
        tickets.write(
            TicketWrite(
                ticket=ticket(2), marks=("m2@acme.example", "m1@acme.example"), entries=(message("e1"),)
            )
        )

    with pytest.raises(NotFound):
        tickets.get(TicketRef(ACME, 2))
    assert house.intake.look_up(ACME, "m2@acme.example", (), "").seen is None


def test_the_same_mail_to_another_tenant_is_another_mail(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    tickets.write(TicketWrite(ticket=ticket(1), marks=("m1@x.example",)))
    tickets.write(TicketWrite(ticket=ticket(1, ACME_TWO), marks=("m1@x.example",)))
    assert house.intake.look_up(ACME, "m1@x.example", (), "").seen == TicketRef(ACME, 1)
    assert house.intake.look_up(ACME_TWO, "m1@x.example", (), "").seen == TicketRef(ACME_TWO, 1)


def test_a_mark_given_twice_in_one_write_counts_once(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    tickets.write(TicketWrite(ticket=ticket(1), marks=("m1@x.example", "<m1@x.example>")))
    assert house.intake.look_up(ACME, "m1@x.example", (), "").seen == TicketRef(ACME, 1)


def test_a_new_person_comes_with_the_ticket(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    tickets.write(TicketWrite(ticket=ticket(1, requester=OMAR), person=person(OMAR)))

    assert person(OMAR) in house.directory.people(ACME)
    (membership,) = house.directory.memberships("Omar@ACME.example")
    assert (membership.scope, membership.person) == (ACME, OMAR)


def test_a_person_whose_address_is_known_is_refused(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    twin = replace(person(LISA), id="lisa-2", emails=("l@acme.example", "LISA@acme.example"))

    with pytest.raises(PersonExists):
        tickets.write(TicketWrite(ticket=ticket(1), person=twin))

    with pytest.raises(NotFound):
        tickets.get(TicketRef(ACME, 1))
    assert house.directory.memberships("l@acme.example") == ()


def test_an_entry_is_never_overwritten(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    stored = tickets.write(TicketWrite(ticket=ticket(1), entries=(message("e1"),)))
    with pytest.raises(Conflict):
        tickets.write(TicketWrite(ticket=stored, entries=(message("e1", "Rewritten"),)))
    assert tickets.story(stored.ref).entries == (message("e1"),)


def test_a_hundred_rows_fit_one_write_and_no_more(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    with pytest.raises(Invalid, match="100 rows at most, not 101"):
        tickets.write(TicketWrite(ticket=ticket(1), entries=tuple(message(f"e{i:03}") for i in range(100))))

    tickets.write(TicketWrite(ticket=ticket(1), entries=tuple(message(f"e{i:03}") for i in range(99))))
    assert len(tickets.story(TicketRef(ACME, 1)).entries) == 99


@pytest.mark.parametrize("letter", ["x", "火"])
def test_what_no_row_can_hold_is_too_large(house: House, letter: str) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    with pytest.raises(TooLarge, match="timeline entry"):
        tickets.write(TicketWrite(ticket=ticket(1), entries=(message("e1", letter * 410_000),)))
    with pytest.raises(TooLarge, match="the ticket takes"):
        tickets.write(TicketWrite(ticket=ticket(1, subject=letter * 410_000)))
    with pytest.raises(NotFound):
        tickets.get(TicketRef(ACME, 1))


def test_what_no_transaction_can_hold_is_too_large(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    entries = tuple(message(f"e{i}", "x" * 390_000) for i in range(11))
    with pytest.raises(TooLarge, match="4 MB"):
        tickets.write(TicketWrite(ticket=ticket(1), entries=entries))


def test_parts_of_another_ticket_are_refused(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    elsewhere = delivery("d1", TicketRef(ACME_TWO, 1))
    with pytest.raises(Invalid):
        tickets.write(TicketWrite(ticket=ticket(1), deliveries=(elsewhere,)))
    with pytest.raises(Invalid):
        tickets.write(TicketWrite(ticket=ticket(1), person=person(OMAR, ACME_TWO)))


def test_numbers_count_up_per_tenant(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    assert [tickets.next_number(ACME) for _ in range(3)] == [1, 2, 3]
    assert tickets.next_number(ACME_TWO) == 1


def test_numbers_exist_for_tenants_that_exist(house: House) -> None:
    with pytest.raises(NotFound):
        house.intake.next_number(TenantRef("noord", "nobody"))
