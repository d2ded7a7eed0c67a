"""Lists of tickets: what is in which, in which order, page by page."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.tickets import State, Ticket
from helpdesk.ports import MAX_PAGE, PageRequest, TicketPage, TicketStore, TicketWrite
from tests.contract.builders import ACME, ACME_TWO, ANA, GLOBEX, LISA, NOW, OMAR, agent, ticket
from tests.contract.houses import House

PAGE = PageRequest()


def test_the_queue_shows_open_tickets_of_the_desk_by_due_time(house: House) -> None:
    store(
        house,
        ticket(1, due=90),
        ticket(2, ACME_TWO, due=30),
        ticket(3, due=60, state=State.WAITING_CUSTOMER),
        ticket(4, due=10, state=State.SOLVED),
        ticket(5, due=20, state=State.CLOSED),
        ticket(6, GLOBEX, due=5),
    )
    assert keys_of(tickets(house).queue("noord", PAGE)) == ["ACME-2-2", "ACME-3", "ACME-1"]


def test_tickets_without_a_promise_come_last_oldest_first(house: House) -> None:
    store(house, ticket(1, created=5), ticket(2, created=-600), ticket(3, created=9, due=100_000))
    assert keys_of(tickets(house).queue("noord", PAGE)) == ["ACME-3", "ACME-2", "ACME-1"]


def test_the_last_of_the_queue_are_those_that_nothing_is_promised_for(house: House) -> None:
    store(house, ticket(1, created=5), ticket(2, created=-600), ticket(3, due=60), ticket(4, GLOBEX))
    assert [t.key for t in tickets(house).queue_behind("noord", 2)] == ["ACME-1", "ACME-2"]


def test_a_solved_ticket_leaves_queue_and_assignee_but_not_its_owners(house: House) -> None:
    (stored,) = store(house, ticket(1, assignee=ANA))
    assert keys_of(tickets(house).assigned_to("noord", "ana", PAGE)) == ["ACME-1"]

    solved = tickets(house).write(TicketWrite(ticket=replace(stored, state=State.SOLVED)))

    assert keys_of(tickets(house).queue("noord", PAGE)) == []
    assert keys_of(tickets(house).assigned_to("noord", "ana", PAGE)) == []
    assert tickets(house).of_requester(ACME, LISA.id, PAGE).tickets == (solved,)
    assert tickets(house).of_tenant(ACME, PAGE).tickets == (solved,)


def test_a_ticket_moves_with_its_assignee(house: House) -> None:
    (stored,) = store(house, ticket(1, assignee=ANA))
    tickets(house).write(TicketWrite(ticket=replace(stored, assignee=replace(ANA, id="bo"))))
    assert keys_of(tickets(house).assigned_to("noord", "ana", PAGE)) == []
    assert keys_of(tickets(house).assigned_to("noord", "bo", PAGE)) == ["ACME-1"]


def test_a_tenants_tickets_are_its_own_newest_first(house: House) -> None:
    store(house, ticket(1, created=1), ticket(2, created=3), ticket(3, created=2), ticket(9, ACME_TWO))
    assert keys_of(tickets(house).of_tenant(ACME, PAGE)) == ["ACME-2", "ACME-3", "ACME-1"]


def test_a_requesters_tickets_are_those_they_asked_for(house: House) -> None:
    store(
        house,
        ticket(1, created=1),
        ticket(2, created=2, requester=OMAR, participants=(LISA,)),
        ticket(3, created=3, state=State.CLOSED),
        ticket(4, ACME_TWO, created=4),
    )
    assert keys_of(tickets(house).of_requester(ACME, LISA.id, PAGE)) == ["ACME-3", "ACME-1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_follow_each_other_without_gap_or_repeat(house: House, limit: int) -> None:
    store(house, *(ticket(n, created=n // 2, due=n // 3, assignee=ANA) for n in range(1, 8)))
    lists: tuple[Callable[[PageRequest], TicketPage], ...] = (
        lambda page: tickets(house).queue("noord", page),
        lambda page: tickets(house).assigned_to("noord", "ana", page),
        lambda page: tickets(house).of_requester(ACME, LISA.id, page),
        lambda page: tickets(house).of_tenant(ACME, page),
    )
    for each in lists:
        whole = each(PAGE)
        found: list[Ticket] = []
        cursor: str | None = ""
        pages = 0
        while cursor or not pages:
            got = each(PageRequest(limit=limit, cursor=cursor or None))
            assert 0 < len(got.tickets) <= limit
            found += got.tickets
            cursor, pages = got.next, pages + 1
        assert tuple(found) == whole.tickets
        assert len(found) == 7
        assert pages == -(-7 // limit)


def test_a_page_goes_on_where_the_last_one_ended_though_tickets_came_and_went(house: House) -> None:
    stored = store(house, *(ticket(n, created=n) for n in range(1, 7)))
    first = tickets(house).queue("noord", PageRequest(limit=2))
    tickets(house).write(TicketWrite(ticket=replace(stored[1], state=State.CLOSED)))  # the last one shown
    store(house, ticket(50, created=-5))
    second = tickets(house).queue("noord", PageRequest(limit=2, cursor=first.next))
    assert keys_of(first) + keys_of(second) == ["ACME-1", "ACME-2", "ACME-3", "ACME-4"]


def test_a_page_is_never_longer_than_the_cap(house: House) -> None:
    store(house, *(ticket(n) for n in range(1, MAX_PAGE + 3)))
    page = tickets(house).of_tenant(ACME, PageRequest(limit=100_000))
    assert len(page.tickets) == MAX_PAGE
    assert page.next is not None


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_has_at_least_one_row(house: House, limit: int) -> None:
    with pytest.raises(Invalid) as refused:
        tickets(house).queue("noord", PageRequest(limit=limit))
    assert refused.value.field == "limit"


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "%%%", "é", "bnVsbA", "W10", "WyJhIiwiYiIsImMiXQ", "A" * 9000, "WzEsMiwzLDRd", "\ud800"],
)
def test_a_broken_cursor_is_refused(house: House, cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        tickets(house).queue("noord", PageRequest(cursor=cursor))
    assert refused.value.field == "cursor"


def test_a_cursor_of_another_list_is_refused(house: House) -> None:
    store(house, *(ticket(n, scope) for scope in (ACME, GLOBEX) for n in (1, 2)))
    other = house.stores.for_principal(agent(desk="host")).tickets.queue("host", PageRequest(limit=1))
    own = tickets(house).of_tenant(ACME, PageRequest(limit=1))
    for cursor in (other.next, own.next):
        assert cursor
        with pytest.raises(Invalid) as refused:
            tickets(house).queue("noord", PageRequest(cursor=cursor))
        assert refused.value.field == "cursor"


def test_time_zones_do_not_disturb_the_order(house: House) -> None:
    early = (NOW - timedelta(hours=1)).astimezone(
        ZoneInfo("Asia/Tokyo")
    )  # later on the clock, earlier in time
    store(house, ticket(1), ticket(2, created_at=early))
    assert keys_of(tickets(house).of_tenant(ACME, PAGE)) == ["ACME-1", "ACME-2"]


def store(house: House, *new: Ticket) -> list[Ticket]:
    return [house.intake.write(TicketWrite(ticket=one)) for one in new]


def tickets(house: House) -> TicketStore:
    return house.stores.for_principal(agent()).tickets


def keys_of(page: TicketPage) -> list[str]:
    return [found.key for found in page.tickets]
