"""Webhooks and what was told to them, as they are kept."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.webhooks.hooks import Webhook, write_secret
from helpdesk.domain.webhooks.messages import Attempt, HookMessage, leased, tried
from helpdesk.ports import PageRequest
from tests.contract.builders import NOW
from tests.contract.houses import House


def hook(hook_id: str = "h1", desk: str = "noord") -> Webhook:
    return Webhook(
        desk=desk, id=hook_id, name="Chat", url="https://chat.example/in", events=("ticket.opened",),
        secret=write_secret("s" * 32), created_at=NOW, created_by="lars@noord.example",
    )  # fmt: skip


def message(message_id: str = "m1", hook_id: str = "h1", desk: str = "noord") -> HookMessage:
    return HookMessage(
        desk=desk, hook=hook_id, id=message_id, event="ticket.opened", ticket="ACME-1", body="{}",
        created_at=NOW, next_at=NOW,
    )  # fmt: skip


def test_a_desk_lists_its_own(house: House) -> None:
    for made in (hook("h2"), hook("h1"), hook("h1", "host")):
        house.webhooks.put(made)

    assert [each.id for each in house.webhooks.of_desk("noord")] == ["h1", "h2"]
    assert house.webhooks.get("host", "h1") == replace(hook("h1", "host"), version=1)


def test_a_write_is_made_to_what_was_read_or_not_at_all(house: House) -> None:
    first = house.webhooks.put(hook())
    second = house.webhooks.put(replace(first, name="Other"))

    assert second.version == 2
    for stale in (hook(), first):
        with pytest.raises(VersionConflict):
            house.webhooks.put(stale)
    assert house.webhooks.get("noord", "h1") == second


def test_what_is_deleted_is_not_found(house: House) -> None:
    stored = house.webhooks.put(hook())
    house.webhooks.delete("noord", "h1", NOW)

    with pytest.raises(NotFound):
        house.webhooks.get("noord", "h1")
    assert house.webhooks.of_desk("noord") == ()
    with pytest.raises(VersionConflict):  # somebody still has it open
        house.webhooks.put(replace(stored, name="Other"))


def test_a_message_is_kept_once(house: House) -> None:
    assert house.webhooks.add(message())
    assert not house.webhooks.add(replace(message(), body="other"))
    assert house.webhooks.message("noord", "h1", "m1") == message()
    with pytest.raises(NotFound):
        house.webhooks.message("noord", "h2", "m1")


def test_only_one_of_two_takes_a_message(house: House) -> None:
    house.webhooks.add(message())
    mine = leased(message(), NOW)

    assert house.webhooks.change(message(), mine)
    assert not house.webhooks.change(message(), leased(message(), NOW + timedelta(seconds=1)))
    assert house.webhooks.message("noord", "h1", "m1") == mine


def test_due_are_those_whose_time_has_come(house: House) -> None:
    house.webhooks.add(replace(message("late"), next_at=NOW - timedelta(hours=1)))
    house.webhooks.add(message("now"))
    house.webhooks.add(replace(message("soon"), next_at=NOW + timedelta(seconds=1)))
    taken = tried(message("taken"), Attempt(at=NOW, milliseconds=3, status=204))
    house.webhooks.add(message("taken"))
    house.webhooks.change(message("taken"), taken)

    assert [each.id for each in house.webhooks.due(NOW, 10)] == ["late", "now"]
    assert [each.id for each in house.webhooks.due(NOW, 1)] == ["late"]


def test_the_log_is_read_newest_first_a_page_at_a_time(house: House) -> None:
    for number in range(1, 6):
        house.webhooks.add(message(f"m{number}"))
    house.webhooks.add(message("m9", "h2"))

    first, following = house.webhooks.log("noord", "h1", PageRequest(limit=2))
    second, then = house.webhooks.log("noord", "h1", PageRequest(limit=2, cursor=following))
    last, end = house.webhooks.log("noord", "h1", PageRequest(limit=2, cursor=then))

    assert [each.id for each in (*first, *second, *last)] == ["m5", "m4", "m3", "m2", "m1"]
    assert end is None


def test_a_broken_cursor_is_told(house: House) -> None:
    with pytest.raises(Invalid, match="cursor"):
        house.webhooks.log("noord", "h1", PageRequest(cursor="#"))
