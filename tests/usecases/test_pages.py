"""Several sorted lists as one: nothing lost, nothing twice, in order, and each list read once a page."""

import base64
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.ports import PageRequest, TicketPage
from helpdesk.usecases.pages import Source, merged
from tests.usecases.house import MONDAY


class Lists:
    """Lists of tickets by age; each remembers how often it was read."""

    def __init__(self, minutes: list[list[int]]) -> None:
        self.reads: Counter[str] = Counter()
        self.lists = {
            f"d{number}": [_ticket(number, place, minute) for place, minute in enumerate(sorted(one), 1)]
            for number, one in enumerate(minutes)
        }

    @property
    def sources(self) -> dict[str, Source]:
        return {name: self._source(name) for name in self.lists}

    def _source(self, name: str) -> Source:
        def read(page: PageRequest) -> TicketPage:
            self.reads[name] += 1
            start = int(page.cursor or 0)
            end = start + page.limit
            more = end < len(self.lists[name])
            return TicketPage(tickets=tuple(self.lists[name][start:end]), next=str(end) if more else None)

        return read


def _ticket(desk: int, number: int, minute: int) -> Ticket:
    at = MONDAY + timedelta(minutes=minute)
    return Ticket(
        ref=TicketRef(TenantRef(f"d{desk}", "t"), number),
        key=f"D{desk}-{number}",
        subject="x",
        channel=Channel.API,
        requester=PersonRef(id="p", name="P", email="p@t.example"),
        policy="none",
        created_at=at,
        updated_at=at,
    )


def _by_age(ticket: Ticket) -> tuple[object, ...]:
    return (ticket.created_at, ticket.ref)


@given(
    minutes=st.lists(st.lists(st.integers(0, 30), max_size=12), min_size=2, max_size=4),
    limit=st.integers(1, 7),
)
def test_following_the_cursor_gives_every_ticket_once_and_in_order(
    minutes: list[list[int]], limit: int
) -> None:
    lists = Lists(minutes)
    found: list[Ticket] = []
    cursor: str | None = None
    pages = 0
    while True:
        before = Counter(lists.reads)
        page = merged(lists.sources, PageRequest(limit=limit, cursor=cursor), _by_age)
        pages += 1
        found += page.tickets
        assert len(page.tickets) <= limit
        assert all(times <= 1 for times in (lists.reads - before).values())
        if page.next is None:
            break
        assert page.tickets, "a page that promises more gives something"
        cursor = page.next

    everything = [ticket for one in lists.lists.values() for ticket in one]
    assert found == sorted(everything, key=_by_age)
    assert pages <= len(everything) + 1


def test_one_list_is_passed_on_as_it_is() -> None:
    lists = Lists([[1, 2, 3]])

    page = merged(lists.sources, PageRequest(limit=2), _by_age)

    assert [ticket.key for ticket in page.tickets] == ["D0-1", "D0-2"]
    assert page.next == "2"


@pytest.mark.parametrize("cursor", ["x", "", "é", "bm8=", "W10=", "eyJkMCI6IFtudWxsLCAtMV19", "bnVsbA=="])
def test_a_cursor_that_was_not_given_out_is_refused(cursor: str) -> None:
    lists = Lists([[1], [2]])

    with pytest.raises(Invalid) as refused:
        merged(lists.sources, PageRequest(cursor=cursor), _by_age)

    assert refused.value.field == "cursor"


def test_a_cursor_that_names_other_lists_reads_none_of_them() -> None:
    lists = Lists([[1], [2]])
    cursor = base64.urlsafe_b64encode(b'{"secret": [null, 0]}').decode()

    page = merged(lists.sources, PageRequest(cursor=cursor), _by_age)

    assert page == TicketPage(tickets=())
    assert not lists.reads
