"""Edited agreements: open tickets follow, as no update of theirs, resumably, and as the preview said."""

import contextlib
from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.calendars import CalendarSpec
from helpdesk.domain.clocks import Clock, spent
from helpdesk.domain.desks import NamedCalendar
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.domain.recalculations import SETTLING, Recalculation
from helpdesk.domain.tickets import State, Ticket
from helpdesk.domain.timeline import ClockEntry
from helpdesk.storage.changes import MOST_ROWS
from helpdesk.usecases import tickets
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.check_promises import Checked, check
from tests.fakes import FakeDirectoryEditor
from tests.usecases.house import House, agent, letter

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
SHORT = CalendarSpec(zone="Europe/Amsterdam", week=dict.fromkeys(WEEKDAYS, (("08:00", "12:00"),)))
QUICK = Policy(
    id="standard",
    rules=(Rule(id="all", calendar="office", targets={ClockKind.RESOLUTION: "PT1H"}),),
)


def opened(house: House, count: int = 1) -> list[Ticket]:
    return [
        house.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>")) for number in range(count)
    ]


def edit_policy(house: House, policy: Policy = QUICK, tenants: tuple[str, ...] = ("acme",)) -> None:
    job = Recalculation(id=house.new_id(), desk="noord", edited_at=house.now, by="Nina", tenants=tenants)
    FakeDirectoryEditor(house.memory).put_policy("noord", policy, job)


def edit_calendar(house: House, spec: CalendarSpec) -> None:
    before = house.memory.configs["noord"].calendars["office"].spec
    job = Recalculation(
        id=house.new_id(), desk="noord", edited_at=house.now, by="Nina", tenants=("acme", "duinrand"),
        calendars={"office": before},
    )  # fmt: skip
    calendar = NamedCalendar(id="office", name="Office", spec=spec)
    FakeDirectoryEditor(house.memory).put_calendar("noord", calendar, job)


def follow(house: House, **later: float) -> Checked:
    return house.check(house.now + (timedelta(**later) if later else SETTLING))


def resolution(house: House, ticket: Ticket) -> Clock:
    return next(c for c in house.ticket(ticket.ref).clocks if c.kind is ClockKind.RESOLUTION)


def retargeted(house: House, ticket: Ticket) -> list[str]:
    entries = house.timeline(ticket.ref)
    return [e.clock for e in entries if isinstance(e, ClockEntry) and e.step == "retargeted"]


def test_open_tickets_follow_their_policy_as_no_update(house: House) -> None:
    (ticket,) = opened(house)
    other = house.opened(letter(to="hulp@duinrand.example"), "hulp@duinrand.example")
    edit_policy(house)
    done = follow(house)
    after = house.ticket(ticket.ref)

    assert done.recalculated == 1
    assert resolution(house, ticket).due_at == ticket.created_at + timedelta(hours=1)
    assert retargeted(house, ticket) == ["resolution"]
    assert (after.updated_at, after.state, after.last_message_by) == (
        ticket.updated_at, ticket.state, ticket.last_message_by,
    )  # fmt: skip
    assert [d for d in house.deliveries(ticket.ref) if d not in house.deliveries(ticket.ref)[:1]] == []
    assert house.ticket(other.ref) == other  # of a tenant that the edit does not concern
    assert house.memory.recalculations == {}


def test_it_waits_until_the_whole_house_knows_of_the_edit(house: House) -> None:
    (ticket,) = opened(house)
    edit_policy(house)

    assert follow(house, seconds=60).recalculated == 0
    assert follow(house, seconds=10).recalculated == 1
    assert retargeted(house, ticket) == ["resolution"]


def test_solved_tickets_stay_as_they_are(house: House) -> None:
    (ticket,) = opened(house)
    solved = tickets.add_message(house.api, agent(), ticket.key, "Done", state=State.SOLVED)
    edit_policy(house)

    assert follow(house).recalculated == 0
    assert house.ticket(ticket.ref) == solved


def test_what_ran_on_the_old_calendar_was_spent_by_the_old_calendar(house: House) -> None:
    (ticket,) = opened(house)  # 10:00; two days promised on a calendar that closes at 17:00
    house.now += timedelta(hours=4)
    edit_calendar(house, SHORT)  # at 14:00: closed since noon, by the new one
    follow(house)
    clock = resolution(house, ticket)
    agreements = Agreements(lambda _c, _s, _y: frozenset())

    assert [(run.start, run.end, run.spent) for run in clock.runs] == [
        (ticket.created_at, ticket.created_at + timedelta(hours=4), timedelta(hours=4))
    ]
    assert spent(clock, agreements.compiled(SHORT), house.now) == timedelta(hours=4)
    # Until noon of the second day after are 10 open hours by the new one; 6 of them are left.
    assert clock.due_at == ticket.created_at.replace(day=18)


@pytest.mark.parametrize("edits", [1, 2])
def test_it_makes_no_difference_when_or_how_often_it_is_worked_on(house: House, edits: int) -> None:
    late = House()
    for one in (house, late):
        opened(one, 5)
        for _ in range(edits):
            one.now += timedelta(minutes=30)
            edit_calendar(one, replace(SHORT, zone="Europe/Amsterdam" if _ else "Europe/London"))
    jobs = dict(house.memory.recalculations)
    follow(house)
    house.memory.recalculations.update(jobs)  # worked off already, and here again
    follow(house, seconds=1)
    follow(late, minutes=50)

    for ref in house.memory.tickets:
        assert house.ticket(ref).clocks == late.ticket(ref).clocks
        assert len(house.timeline(ref)) == len(late.timeline(ref))


@pytest.mark.parametrize("kill_at", range(0, 130, 13))
def test_it_goes_on_where_it_stopped(house: House, kill_at: int) -> None:
    made = opened(house, 60)  # more than a page
    edit_policy(house)
    house.now += SETTLING
    answers = iter([True] * 3)
    check(house.checker, lambda: next(answers, False))  # a page at most, then time is up
    _killed_at_a_write(house, kill_at)
    while house.memory.recalculations:
        house.check(house.now)

    assert all(retargeted(house, ticket) == ["resolution"] for ticket in made)


def test_one_ticket_that_cannot_be_moved_does_not_hold_up_the_others(house: House) -> None:
    first, second = opened(house, 2)
    edit_policy(house)
    broken = replace(resolution(house, first), target="nonsense", rule=replace(
        resolution(house, first).rule, calendar="gone"))  # fmt: skip
    too_many = (broken,) * MOST_ROWS  # each is told in the timeline: more than one change can write
    house.memory.tickets[first.ref] = replace(house.ticket(first.ref), clocks=too_many)
    done = follow(house)

    assert retargeted(house, second) == ["resolution"]
    assert any("recalculation" in failure for failure in done.failures)
    assert house.memory.recalculations == {}


def test_a_ticket_whose_calendar_is_gone_keeps_its_due_instant_and_alarms(house: House) -> None:
    (ticket,) = opened(house)
    before = resolution(house, ticket)
    FakeDirectoryEditor(house.memory).delete_calendar("noord", "office")
    house.check(ticket.created_at + timedelta(days=3))
    after = resolution(house, ticket)

    assert after.due_at == before.due_at
    assert after.breached_at == before.due_at


def test_a_vanished_desk_ends_the_work(house: House) -> None:
    opened(house)
    edit_policy(house)
    house.memory.recalculations["x"] = replace(
        next(iter(house.memory.recalculations.values())), id="x", desk="nowhere"
    )
    follow(house)

    assert house.memory.recalculations == {}


def _killed_at_a_write(house: House, number: int) -> None:
    def step(left: int) -> None:
        if left:
            house.memory.before_write.append(lambda: step(left - 1))
        else:
            raise KeyboardInterrupt

    house.memory.before_write.append(lambda: step(number))
    with contextlib.suppress(KeyboardInterrupt):
        house.check(house.now)
    house.memory.before_write.clear()
