"""What a webhook is told, how it is signed, and when it is tried again."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.domain.errors import Invalid
from helpdesk.domain.webhooks import signing
from helpdesk.domain.webhooks.hooks import EVENTS, check_events, read_secret, write_secret
from helpdesk.domain.webhooks.messages import (
    WAITS,
    Attempt,
    HookMessage,
    MessageState,
    asked_again,
    tried,
)

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
MESSAGE = HookMessage(
    desk="noord", hook="h1", id="m1", event="ticket.opened", ticket="ACME-1", body="{}", created_at=NOW
)


def failing(message: HookMessage, status: int | None = 500) -> HookMessage:
    return tried(message, Attempt(at=message.next_at or NOW, milliseconds=1, status=status))


def test_the_signature_is_the_one_that_the_specification_describes() -> None:
    secret = write_secret("0123456789abcdef0123456789abcdef")

    said = signing.headers(secret, "m1", NOW, b'{"a":1}')

    signed = b"m1." + str(int(NOW.timestamp())).encode() + b'.{"a":1}'
    expected = hmac.new(b"0123456789abcdef0123456789abcdef", signed, hashlib.sha256).digest()
    assert said["webhook-id"] == "m1"
    assert said["webhook-signature"] == "v1," + base64.b64encode(expected).decode()


def test_the_specifications_own_example() -> None:
    """https://github.com/standard-webhooks/standard-webhooks: a secret, an id, a time and a body."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, tz=UTC)

    said = signing.headers(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')

    assert said["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_keeps_its_bytes() -> None:
    assert read_secret(write_secret("any random text")) == b"any random text"


def test_what_fails_is_tried_for_a_day_and_then_given_up() -> None:
    message, times = MESSAGE, []
    while (message := failing(message)).state is MessageState.PENDING:
        assert message.next_at is not None
        times.append(message.next_at)

    assert [later - earlier for earlier, later in zip([NOW, *times], times, strict=False)] == list(WAITS)
    assert timedelta(hours=23) < times[-1] - NOW < timedelta(hours=24)
    assert (message.state, message.next_at) == (MessageState.FAILED, None)
    assert len(message.attempts) == len(WAITS) + 1


@pytest.mark.parametrize("status", [200, 202, 204])
def test_what_is_taken_is_over(status: int) -> None:
    message = tried(failing(MESSAGE), Attempt(at=NOW, milliseconds=1, status=status))

    assert (message.state, message.next_at) == (MessageState.TAKEN, None)


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 429, 500, None])
def test_anything_else_is_tried_again(status: int | None) -> None:
    assert failing(MESSAGE, status).state is MessageState.PENDING


def test_a_receiver_that_is_gone_is_asked_once() -> None:
    assert failing(MESSAGE, 410).state is MessageState.FAILED


def test_what_is_asked_for_again_has_its_day_anew_and_keeps_its_log() -> None:
    given_up = failing(MESSAGE, 410)

    again = failing(asked_again(given_up, NOW))

    assert (again.state, again.next_at) == (MessageState.PENDING, NOW + WAITS[0])
    assert len(again.attempts) == 2


def test_events_are_named_as_the_table_has_them() -> None:
    assert check_events(("note.added", "ticket.opened", "note.added")) == ("ticket.opened", "note.added")
    assert set(check_events(tuple(EVENTS))) == set(EVENTS)


@pytest.mark.parametrize(("names", "field"), [((), "events"), (("ticket.opened", "x.y"), "events[1]")])
def test_what_is_no_event_is_told(names: tuple[str, ...], field: str) -> None:
    with pytest.raises(Invalid) as told:
        check_events(names)
    assert told.value.field == field
