"""From mail that arrives to webhooks that are called: once per event, again while it fails."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef, is_id
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import SYSTEM, NoteEntry
from helpdesk.domain.webhooks.hooks import EVENTS, Webhook, write_secret
from helpdesk.domain.webhooks.messages import LEASE, MessageState
from helpdesk.ports import PageRequest
from helpdesk.usecases.webhooks.deps import WebhookDeps
from helpdesk.usecases.webhooks.telling import sweep, tell, tell_again
from tests.fakes import FakeCaller, FakeCheckerStore, FakeWebhooks
from tests.usecases.house import MONDAY, House, letter


class Ears:
    """A house with one webhook that wants everything, and who hears it."""

    def __init__(self) -> None:
        self.house = House()
        self.hooks, self.caller = FakeWebhooks(), FakeCaller()
        self.again: list[tuple[str, str, str]] = []
        self.deps = WebhookDeps(
            store=FakeCheckerStore(self.house.memory), hooks=self.hooks, caller=self.caller,
            again=self.again.extend, now=lambda: self.house.now,
        )  # fmt: skip
        self.hook = self.hooks.put(
            Webhook(
                desk="noord", id="chat", name="Chat", url="https://chat.example/in", events=tuple(EVENTS),
                secret=write_secret("s" * 32), created_at=MONDAY, created_by="lars@noord.example",
            )
        )  # fmt: skip
        self.ticket = self.house.opened(letter())

    def change(self, **changes: Any) -> None:
        self.hook = self.hooks.put(replace(self.hook, **changes))

    def heard(self) -> list[dict[str, Any]]:
        return [msgspec.json.decode(body) for _, body, _ in self.caller.calls]

    def states(self) -> list[MessageState]:
        log, _ = self.hooks.log("noord", "chat", PageRequest())
        return [message.state for message in log]

    def first_entry(self) -> str:
        return self.house.timeline(self.ticket.ref)[0].id


@pytest.fixture
def ears() -> Ears:
    return Ears()


def test_an_opened_ticket_is_told_with_what_was_written(ears: Ears) -> None:
    tell(ears.deps, ears.ticket.ref, None)

    (heard,) = ears.heard()
    assert heard["type"] == "ticket.opened"
    assert (heard["data"]["ticket"]["key"], heard["data"]["ticket"]["tenant"]) == ("ACME-1", "acme")
    assert heard["data"]["entry"]["text"] == "It stopped this morning."
    assert heard["data"]["entry"]["side"] == "requester"
    assert ears.states() == [MessageState.TAKEN]


def test_the_same_event_twice_is_told_once(ears: Ears) -> None:
    for _ in range(3):
        tell(ears.deps, ears.ticket.ref, ears.first_entry())

    assert [heard["type"] for heard in ears.heard()] == ["message.added"]


def test_an_entry_that_is_named_after_its_delivery_is_told_for_each_ticket(ears: Ears) -> None:
    """A mail that was not sent, and the note on each ticket that was solved together with another."""
    other = ears.house.opened(letter(message_id="<two@acme.example>"))
    for ticket in (ears.ticket, other):
        for name in ("01kaxa8mzaw3pt5jq8s2c0v9hd.suppressed", "01kaxa8mzaw3pt5jq8s2c0v9hd.why"):
            note = NoteEntry(id=name, at=MONDAY, by=SYSTEM, text=name)
            ears.house.memory.entries[ticket.ref][name] = note
            for _ in range(2):
                tell(ears.deps, ticket.ref, name)

    assert [(h["data"]["ticket"]["key"], h["data"]["entry"]["text"][27:]) for h in ears.heard()] == [
        ("ACME-1", "suppressed"), ("ACME-1", "why"), ("ACME-2", "suppressed"), ("ACME-2", "why"),
    ]  # fmt: skip
    ids = {headers["webhook-id"] for _, _, headers in ears.caller.calls}
    assert len(ids) == 4
    assert all(is_id(name) and name.startswith("01kaxa8mza") for name in ids)  # as the log is sorted


@pytest.mark.parametrize(
    "change",
    [{"enabled": False}, {"stopped": "gone"}, {"events": ("note.added",)}, {"tenants": ("duinrand",)}],
)
def test_only_what_is_wanted_is_told(ears: Ears, change: dict[str, Any]) -> None:
    ears.change(**change)

    tell(ears.deps, ears.ticket.ref, None)

    assert ears.caller.calls == []


def test_another_desks_webhook_hears_nothing(ears: Ears) -> None:
    ears.hooks.delete("noord", "chat", MONDAY)
    ears.hooks.put(replace(ears.hook, desk="host", version=0))

    tell(ears.deps, ears.ticket.ref, None)

    assert ears.caller.calls == []


def test_what_is_gone_is_told_to_nobody(ears: Ears) -> None:
    assert tell(ears.deps, TicketRef(ears.ticket.ref.scope, 99), None) == 0
    assert tell(ears.deps, ears.ticket.ref, "no-such-entry") == 0


def test_what_fails_is_queued_when_it_is_due_and_told_the_same(ears: Ears) -> None:
    ears.caller.answers = [500]
    tell(ears.deps, ears.ticket.ref, None)
    assert sweep(ears.deps, lambda: True) == 0

    ears.house.later(minutes=1)
    assert sweep(ears.deps, lambda: True) == 1
    assert sweep(ears.deps, lambda: True) == 0  # it is on the queue already
    assert tell_again(ears.deps, *ears.again[0])

    (_, first, said), (_, second, said_again) = ears.caller.calls
    assert first == second
    assert said["webhook-id"] == said_again["webhook-id"]
    assert said["webhook-signature"] != said_again["webhook-signature"]  # of another time
    assert ears.states() == [MessageState.TAKEN]
    assert not tell_again(ears.deps, *ears.again[0])


def test_a_worker_killed_while_it_called_is_followed_by_the_sweep(ears: Ears) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    ears.caller.call = die  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        tell(ears.deps, ears.ticket.ref, None)
    del ears.caller.call
    ears.house.later(seconds=LEASE.total_seconds())

    assert sweep(ears.deps, lambda: True) == 1
    assert tell_again(ears.deps, *ears.again[0])
    assert ears.states() == [MessageState.TAKEN]


def test_a_receiver_that_is_gone_is_called_no_more(ears: Ears) -> None:
    ears.caller.answers = [410]
    tell(ears.deps, ears.ticket.ref, None)
    tell(ears.deps, ears.ticket.ref, ears.first_entry())

    assert len(ears.caller.calls) == 1
    assert "410" in ears.hooks.get("noord", "chat").stopped


def test_what_waits_for_a_webhook_that_was_switched_off_is_given_up(ears: Ears) -> None:
    ears.caller.answers = [None]
    tell(ears.deps, ears.ticket.ref, None)
    ears.change(enabled=False)
    ears.house.later(minutes=1)
    sweep(ears.deps, lambda: True)

    assert not tell_again(ears.deps, *ears.again[0])
    assert ears.states() == [MessageState.FAILED]


def test_a_deleted_webhooks_messages_wait_for_nobody(ears: Ears) -> None:
    ears.caller.answers = [None]
    tell(ears.deps, ears.ticket.ref, None)
    ears.hooks.delete("noord", "chat", MONDAY)

    assert not tell_again(ears.deps, "noord", "chat", f"{ears.first_entry()}-new")
    ears.house.later(minutes=5)
    assert sweep(ears.deps, lambda: True) == 0  # nor are they looked at every other minute until they expire


def test_a_sweep_stops_in_time(ears: Ears) -> None:
    ears.caller.answers = [500]
    tell(ears.deps, ears.ticket.ref, None)
    ears.house.later(minutes=1)

    assert sweep(ears.deps, lambda: False) == 0
    assert sweep(ears.deps, lambda: True) == 1


def test_a_long_text_says_that_it_goes_on(ears: Ears) -> None:
    long: Ticket = ears.house.opened(letter(text="a" * 30_000, message_id="<long@acme.example>"))

    tell(ears.deps, long.ref, None)

    entry = ears.heard()[0]["data"]["entry"]
    assert entry["truncated"]
    assert 5_000 < len(entry["text"]) <= 20_000
