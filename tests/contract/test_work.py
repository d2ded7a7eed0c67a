"""The stores of intake, checker and outbox, which work across tenants."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import Announcement, Delivery, DeliveryState
from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.tickets import State
from helpdesk.domain.timeline import SYSTEM
from helpdesk.ports import PageRequest, TicketWrite
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    ANA,
    GLOBEX,
    LISA,
    MEI,
    NOW,
    agent,
    delivery,
    minutes,
    ticket,
)
from tests.contract.houses import House

NOBODY = "nobody@x.example"


def test_a_lookup_finds_mail_threads_and_sender(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), marks=("a@x", "b@x")))
    house.intake.write(TicketWrite(ticket=ticket(2), marks=("c@x",)))
    house.intake.write(TicketWrite(ticket=ticket(1, ACME_TWO), marks=("d@x",)))

    found = house.intake.look_up(ACME, "<a@x>", ["b@x", "c@x", "d@x", "e@x", "a@x"], "Lisa@Acme.Example")

    assert found.seen == TicketRef(ACME, 1)
    assert found.threads == {
        "a@x": TicketRef(ACME, 1),
        "b@x": TicketRef(ACME, 1),
        "c@x": TicketRef(ACME, 2),
    }
    assert found.sender
    assert found.sender.person == LISA
    assert found.agent is None


def test_a_lookup_knows_members_of_the_desk(house: House) -> None:
    assert house.intake.look_up(ACME, None, [], ANA.email).sender is None
    member = house.intake.look_up(ACME, None, [], ANA.email).agent
    assert member
    assert member.person == ANA
    assert house.intake.look_up(ACME, None, [], MEI.email).agent is None
    assert house.intake.look_up(GLOBEX, None, [], LISA.email).sender is None


@pytest.mark.parametrize("sender", ["", NOBODY, "x" * 5000 + "@x.example", "\ud800@x.example", "a#b/c@x"])
def test_a_lookup_of_a_stranger_finds_nothing(house: House, sender: str) -> None:
    found = house.intake.look_up(ACME, None, [], sender)
    assert (found.seen, found.threads, found.sender, found.agent) == (None, {}, None, None)


def test_a_lookup_bears_any_number_of_references(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), marks=("r5@x", "r500@x")))
    found = house.intake.look_up(ACME, "m@x", [f"r{i}@x" for i in range(1000)] * 2, LISA.email)
    assert found.threads == {"r5@x": TicketRef(ACME, 1)}


def test_quarantined_mail_is_kept_once_and_listed_newest_first(house: House) -> None:
    for name, at in (("q1", 0), ("q2", 2), ("q3", 1)):
        house.intake.quarantine(quarantined(name, at))
    house.intake.quarantine(replace(quarantined("q1", 9), detail="again"))
    store = house.stores.for_principal(agent()).quarantine

    first, cursor = store.list("noord", PageRequest(limit=2))
    second, end = store.list("noord", PageRequest(limit=2, cursor=cursor))

    assert [mail.id for mail in (*first, *second)] == ["q2", "q3", "q1"]
    assert second[0] == quarantined("q1", 0)
    assert end is None


def test_due_tickets_come_oldest_first_and_only_when_due(house: House) -> None:
    for number, scope, at in (
        (1, ACME, -5),
        (2, ACME_TWO, -9),
        (3, GLOBEX, 0),
        (4, ACME, 1),
        (5, ACME, None),
    ):
        next_action = None if at is None else minutes(at)
        house.intake.write(TicketWrite(ticket=ticket(number, scope, next_action_at=next_action)))

    due = list(house.checker.due(NOW, 100))

    assert [(d.ref, d.due) for d in due] == [
        (TicketRef(ACME_TWO, 2), minutes(-9)),
        (TicketRef(ACME, 1), minutes(-5)),
        (TicketRef(GLOBEX, 3), NOW),
    ]
    assert list(house.checker.due(NOW, 2)) == due[:2]


def test_a_ticket_seen_to_is_due_no_more(house: House) -> None:
    stored = house.intake.write(TicketWrite(ticket=ticket(1, next_action_at=NOW)))
    later = house.checker.write(TicketWrite(ticket=replace(stored, next_action_at=minutes(10))))
    assert list(house.checker.due(NOW, 10)) == []
    house.checker.write(TicketWrite(ticket=replace(later, next_action_at=None, state=State.CLOSED)))
    assert list(house.checker.due(minutes(60), 10)) == []


def test_due_tickets_are_found_in_every_shard(house: House) -> None:
    for number in range(1, 21):
        house.intake.write(TicketWrite(ticket=ticket(number, next_action_at=minutes(-number))))
    due = list(house.checker.due(NOW, 1000))
    assert [d.ref.number for d in due] == list(range(20, 0, -1))


def test_deliveries_left_behind_are_found(house: House) -> None:
    first, second = ticket(1), ticket(2, GLOBEX)
    house.intake.write(
        TicketWrite(
            ticket=first, deliveries=(delivery("d1", first.ref, at=-3), delivery("d2", first.ref, at=5))
        )
    )
    house.intake.write(TicketWrite(ticket=second, deliveries=(delivery("d3", second.ref, at=-7),)))
    assert [d.id for d in house.checker.stale_deliveries(NOW, 10)] == ["d3", "d1"]
    assert [d.id for d in house.checker.stale_deliveries(NOW, 1)] == ["d3"]
    assert [d.id for d in house.checker.stale_deliveries(minutes(-7), 10)] == []


def test_a_settled_delivery_is_remembered_with_its_marks(house: House) -> None:
    pending = stored_delivery(house)
    sent = settled(pending)
    house.outbox.settle(sent, ["ours@loket.example", "ses-1@eu-west-1.amazonses.com"])

    assert house.outbox.delivery(pending.ticket, "d1") == sent
    assert house.outbox.story(pending.ticket).deliveries == (sent,)
    assert list(house.checker.stale_deliveries(minutes(60), 10)) == []
    found = house.intake.look_up(ACME, None, ["ours@loket.example", "ses-1@eu-west-1.amazonses.com"], "")
    assert set(found.threads.values()) == {pending.ticket}
    assert len(found.threads) == 2


def test_a_delivery_is_settled_once(house: House) -> None:
    pending = stored_delivery(house)
    house.outbox.settle(settled(pending))
    house.outbox.settle(replace(pending, state=DeliveryState.STOPPED, reason="late"), ["late@x"])
    assert house.outbox.delivery(pending.ticket, "d1") == settled(pending)


def test_a_delivery_nobody_ordered_cannot_be_settled(house: House) -> None:
    pending = stored_delivery(house)
    with pytest.raises(NotFound):
        house.outbox.settle(settled(replace(pending, id="d9")))
    with pytest.raises(NotFound):
        house.outbox.delivery(pending.ticket, "d9")
    with pytest.raises(ValueError, match="pending"):
        house.outbox.settle(pending)


def test_replies_to_our_own_mail_belong_to_its_ticket(house: House) -> None:
    """A mark of ours wins over one that a mail with a copied Message-ID left before."""
    pending = stored_delivery(house)
    house.intake.write(TicketWrite(ticket=ticket(2), marks=("ours@loket.example",)))
    house.outbox.settle(settled(pending), ["ours@loket.example"])
    found = house.intake.look_up(ACME, None, ["ours@loket.example"], "")
    assert found.threads == {"ours@loket.example": pending.ticket}


def test_automatic_answers_are_counted_per_address_and_subject(house: House) -> None:
    for subject, at in (("Out of office", 0), ("out  of OFFICE", 0), ("Thanks", 5), ("Thanks", -90)):
        house.outbox.count_automatic("Robot@x.example", subject, minutes(at))
    house.outbox.count_automatic("other@x.example", "Thanks", NOW)

    assert house.outbox.recent_automatic("robot@X.example", "Out of Office", NOW) == (3, 2)
    assert house.outbox.recent_automatic("robot@x.example", "Thanks", NOW - timedelta(days=1)) == (4, 2)
    assert house.outbox.recent_automatic("robot@x.example", "Thanks", minutes(6)) == (0, 0)


def test_attempts_are_counted_per_window(house: House) -> None:
    window = timedelta(minutes=15)  # NOW begins one
    assert [house.attempts.count("code a@x", at=minutes(n), window=window) for n in (0, 7, 14)] == [1, 2, 3]
    assert house.attempts.count("code b@x", at=NOW, window=window) == 1
    assert house.attempts.count("code a@x", at=minutes(15), window=window) == 1


def quarantined(mail_id: str, at: int) -> QuarantinedMail:
    return QuarantinedMail(
        id=mail_id, at=minutes(at), cause=Cause.UNREADABLE, detail="?", raw=f"inbound/{mail_id}", desk="noord"
    )


def stored_delivery(house: House) -> Delivery:
    new = ticket(1)
    house.intake.write(TicketWrite(ticket=new, deliveries=(delivery("d1", new.ref),)))
    return delivery("d1", new.ref)


def test_a_delivery_goes_on_until_it_is_settled(house: House) -> None:
    pending = stored_delivery(house)
    word = Announcement(by=SYSTEM, text="Solved.", left=(TicketRef(ACME, 8), TicketRef(GLOBEX, 9)))
    further = replace(pending, announcement=word)
    house.outbox.advance(further)
    assert house.outbox.delivery(pending.ticket, "d1") == further
    assert [one.id for one in house.checker.stale_deliveries(minutes(60), 10)] == ["d1"]
    house.outbox.settle(settled(pending))
    house.outbox.advance(further)
    assert house.outbox.delivery(pending.ticket, "d1") == settled(pending)
    with pytest.raises(ValueError, match="pending"):
        house.outbox.advance(settled(pending))


def settled(pending: Delivery) -> Delivery:
    return replace(
        pending,
        state=DeliveryState.SENT,
        sent_at=minutes(1),
        sent_id="ses-1",
        message_id="ours@loket.example",
    )
