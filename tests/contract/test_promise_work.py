"""What the checker's store does besides listing what is due: postponing, digests, recalculations."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState, Notice
from helpdesk.domain.desks import NamedCalendar
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.policies import Policy
from helpdesk.domain.recalculations import SETTLING, Recalculation
from helpdesk.ports import DueTicket, TicketWrite
from tests.contract.builders import (
    ACME,
    ANA,
    GLOBEX,
    LISA,
    MEI,
    NOW,
    RULE,
    delivery,
    minutes,
    office_hours,
    tenant,
    ticket,
)
from tests.contract.houses import House

NOTICE = Notice(
    key="ACME-1", subject="Fire", priority="normal", clock="resolution", step="warned", percent=75
)


def held(name: str, ref: TicketRef, to: str = ANA.email, at: float = 0) -> Delivery:
    return replace(
        delivery(name, ref), kind=DeliveryKind.NOTICE, state=DeliveryState.HELD, to=to, notices=(NOTICE,),
        created_at=minutes(at),
    )  # fmt: skip


def digest(state: DeliveryState, *told: Delivery, name: str = "g1") -> Delivery:
    return replace(
        told[0],
        id=name,
        kind=DeliveryKind.DIGEST,
        state=state,
        notices=tuple(n for d in told for n in d.notices),
    )


def test_a_postponed_ticket_is_due_later_and_counts_its_failures(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1, next_action_at=NOW)))
    (due,) = house.checker.due(NOW, 10)
    house.checker.postpone(due, minutes(5))

    assert list(house.checker.due(minutes(4), 10)) == []
    (again,) = house.checker.due(minutes(5), 10)
    assert again == DueTicket(ref=TicketRef(ACME, 1), due=minutes(5), tries=1)
    house.checker.postpone(again, minutes(9))
    assert [due.tries for due in house.checker.due(minutes(9), 10)] == [2]


def test_what_was_written_meanwhile_is_not_postponed(house: House) -> None:
    stored = house.intake.write(TicketWrite(ticket=ticket(1, next_action_at=NOW)))
    (due,) = house.checker.due(NOW, 10)
    house.checker.write(TicketWrite(ticket=replace(stored, next_action_at=minutes(1))))
    house.checker.postpone(due, minutes(60))
    house.checker.postpone(replace(due, ref=TicketRef(ACME, 77)), minutes(60))

    assert list(house.checker.due(minutes(1), 10)) == [DueTicket(ref=TicketRef(ACME, 1), due=minutes(1))]


def test_a_write_forgets_failures(house: House) -> None:
    stored = house.intake.write(TicketWrite(ticket=ticket(1, next_action_at=NOW)))
    (due,) = house.checker.due(NOW, 10)
    house.checker.postpone(due, minutes(1))
    house.checker.write(TicketWrite(ticket=replace(stored, next_action_at=minutes(2))))

    assert [due.tries for due in house.checker.due(minutes(2), 10)] == [0]


def test_a_swept_delivery_is_stale_again_later(house: House) -> None:
    one = delivery("d1", TicketRef(ACME, 1))
    house.intake.write(TicketWrite(ticket=ticket(1), deliveries=(one,)))
    house.checker.swept(one, minutes(10))

    assert list(house.checker.stale_deliveries(minutes(9), 10)) == []
    assert list(house.checker.stale_deliveries(minutes(11), 10)) == [one]
    house.outbox.settle(replace(one, state=DeliveryState.SENT))
    house.checker.swept(one, minutes(11))
    assert list(house.checker.stale_deliveries(minutes(90), 10)) == []


def test_held_notices_come_person_by_person_and_never_as_stale(house: House) -> None:
    first, second, third = TicketRef(ACME, 1), TicketRef(ACME, 2), TicketRef(GLOBEX, 1)
    for ref, notices in (
        (first, (held("d1", first, at=1), held("d2", first, LISA.email))),
        (second, (held("d3", second, at=0),)),
        (third, (held("d4", third, MEI.email),)),
    ):
        house.intake.write(TicketWrite(ticket=ticket(ref.number, ref.scope), deliveries=notices))

    waiting = list(house.checker.held_notices())
    by_person = [(d.to, d.id) for d in waiting]
    assert len(by_person) == 4
    assert [name for to, name in by_person if to == ANA.email] == ["d3", "d1"]
    people = [to for to, _ in by_person]
    assert len([i for i in range(1, 4) if people[i] != people[i - 1]]) == 2  # nobody comes twice
    assert list(house.checker.stale_deliveries(minutes(90), 10)) == []
    with pytest.raises(ValueError, match="settles"):
        house.outbox.settle(replace(waiting[0], state=DeliveryState.PENDING))


def test_gathering_settles_notices_with_their_digest(house: House) -> None:
    ref = TicketRef(ACME, 1)
    one, two = held("d1", ref), held("d2", ref, at=1)
    house.intake.write(TicketWrite(ticket=ticket(1), deliveries=(one, two)))

    begun = digest(DeliveryState.HELD, one)
    assert house.checker.gather(begun, [one], before=0)
    assert [d.id for d in house.checker.held_notices()] == ["g1", "d2"]
    whole = digest(DeliveryState.PENDING, one, two)
    assert house.checker.gather(whole, [two], before=1)
    assert list(house.checker.held_notices()) == []
    assert list(house.checker.stale_deliveries(minutes(90), 10)) == [whole]
    assert house.outbox.delivery(ref, "d1") == replace(one, state=DeliveryState.GATHERED, digest="g1")


def test_what_another_run_gathered_is_not_gathered_again(house: House) -> None:
    ref = TicketRef(ACME, 1)
    one, two = held("d1", ref), held("d2", ref, at=1)
    house.intake.write(TicketWrite(ticket=ticket(1), deliveries=(one, two)))
    assert house.checker.gather(digest(DeliveryState.PENDING, one), [one], before=0)

    assert not house.checker.gather(digest(DeliveryState.PENDING, one, two, name="g2"), [one, two], before=0)
    assert not house.checker.gather(digest(DeliveryState.PENDING, one, two), [two], before=0)
    assert [d.id for d in house.checker.held_notices()] == ["d2"]
    with pytest.raises(NotFound):
        house.outbox.delivery(ref, "g2")


def test_a_recalculation_is_written_with_its_edit_and_waits_its_time(house: House) -> None:
    before = office_hours()
    job = Recalculation(
        id="j1", desk="noord", edited_at=NOW, by="Nina", tenants=("acme",), calendars={"office": before}
    )
    house.editor.put_calendar(
        "noord", NamedCalendar(id="office", name="O", spec=replace(before, zone="UTC")), job
    )
    house.editor.put_policy(
        "noord", Policy(id="standard", rules=(RULE,)), replace(job, id="j0", edited_at=minutes(-1))
    )
    house.editor.put_tenant(tenant(ACME, "ACME"), replace(job, id="j2", edited_at=minutes(1)))

    assert house.checker.recalculations(NOW) == []
    assert [j.id for j in house.checker.recalculations(NOW + SETTLING)] == ["j0", "j1"]
    house.checker.save_recalculation(replace(job, cursor="c", moved=3))
    assert house.checker.recalculations(NOW + SETTLING)[1] == replace(job, cursor="c", moved=3)
    house.checker.save_recalculation(job, done=True)
    assert [j.id for j in house.checker.recalculations(NOW + timedelta(days=1))] == ["j0", "j2"]


def test_an_editor_sees_what_was_just_saved_and_deleted(house: House) -> None:
    spec = replace(office_hours(), zone="UTC")
    assert house.directory.desk("noord").calendars["office"].spec.zone == "Europe/Amsterdam"
    house.editor.put_calendar("noord", NamedCalendar(id="nights", name="N", spec=spec))
    house.editor.delete_policy("noord", "standard")
    house.editor.delete_calendar("noord", "no-such")

    fresh = house.directory.fresh("noord")
    assert set(fresh.calendars) == {"office", "nights"}
    assert fresh.policies == {}
    assert house.directory.desk("noord") == fresh
    house.editor.delete_calendar("noord", "nights")
    assert set(house.directory.fresh("noord").calendars) == {"office"}
    with pytest.raises(NotFound):
        house.directory.fresh("nowhere")


def test_shards_together_are_everything_and_apart_share_nothing(house: House) -> None:
    for number in range(1, 13):
        house.intake.write(TicketWrite(ticket=ticket(number, next_action_at=NOW)))
    parts = [{due.ref for due in house.checker.due(NOW, 100, [shard])} for shard in range(3)]

    assert set().union(*parts) == {due.ref for due in house.checker.due(NOW, 100)}
    assert sum(map(len, parts)) == 12
