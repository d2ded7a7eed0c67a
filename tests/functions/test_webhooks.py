"""Webhooks over the API, and the function that calls them."""

from typing import Any

import msgspec
import pytest

from helpdesk.messages import EventMessage, RetryMessage
from helpdesk.usecases.webhooks.deps import WebhookDeps
from tests.fakes import FakeCheckerStore
from tests.functions.desks import MEI, Desks
from tests.functions.gateway import Gateway
from tests.functions.queues import Context, batch
from webhooks.handler import respond

CHAT = {"name": "Chat", "url": "https://chat.example/in", "events": ["ticket.opened", "note.added"]}


@pytest.fixture
def hook(api: Gateway) -> dict[str, Any]:
    made: dict[str, Any] = api.post(MEI, "/desks/host/webhooks", CHAT).json
    return made


def test_a_secret_is_shown_once(api: Gateway, hook: dict[str, Any]) -> None:
    listed = api.get(MEI, "/desks/host/webhooks")

    assert hook["secret"].startswith("whsec_")
    assert [each["name"] for each in listed.json["items"]] == ["Chat"]
    assert hook["secret"] not in listed.text


def test_a_stale_change_shows_what_stands_without_the_secret(api: Gateway, hook: dict[str, Any]) -> None:
    path = f"/desks/host/webhooks/{hook['webhook']['id']}"
    assert api.put(MEI, path, CHAT | {"name": "Ops chat"}, if_match='"1"').json["version"] == 2

    refused = api.put(MEI, path, CHAT, if_match='"1"')

    assert refused.status == 409
    assert refused.json["current"]["name"] == "Ops chat"
    assert hook["secret"] not in refused.text


def test_a_renewed_secret_signs_from_now_on(desks: Desks, api: Gateway, hook: dict[str, Any]) -> None:
    path = f"/desks/host/webhooks/{hook['webhook']['id']}"
    renewed = api.post(MEI, f"{path}/secrets", None).json["secret"]

    assert renewed != hook["secret"]
    assert desks.webhooks.of_desk("host")[0].secret == renewed


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "https://db.internal/in"}, "url"),
        ({"url": "http://chat.example/in"}, "url"),
        ({"events": ["ticket.eaten"]}, "events[0]"),
        ({"tenants": ["globex", "acme"]}, "tenants[1]"),
    ],
)
def test_what_cannot_be_a_webhook_is_told(api: Gateway, change: dict[str, Any], field: str) -> None:
    refused = api.post(MEI, "/desks/host/webhooks", CHAT | change)

    assert (refused.status, refused.json["field"]) == (422, field)


def test_a_trial_says_what_the_receiver_answered(desks: Desks, api: Gateway, hook: dict[str, Any]) -> None:
    desks.caller.answers = [503]
    path = f"/desks/host/webhooks/{hook['webhook']['id']}"

    tried = api.post(MEI, f"{path}/trials", None).json

    assert (tried["state"], tried["attempts"][0]["status"]) == ("pending", 503)
    replayed = api.post(MEI, f"{path}/messages/{tried['id']}/replays", None).json
    assert (replayed["state"], len(replayed["attempts"])) == ("taken", 2)
    listed = api.get(MEI, f"{path}/messages").json
    assert [each["id"] for each in listed["items"]] == [tried["id"]]
    ids = {headers["webhook-id"] for _, _, headers in desks.caller.calls}
    assert ids == {tried["id"]}


def test_trials_have_a_limit(api: Gateway, hook: dict[str, Any]) -> None:
    path = f"/desks/host/webhooks/{hook['webhook']['id']}/trials"
    answers = [api.post(MEI, path, None).status for _ in range(21)]

    assert answers == [200] * 20 + [429]


def test_a_desk_has_at_most_twenty(api: Gateway) -> None:
    answers = [api.post(MEI, "/desks/host/webhooks", CHAT).status for _ in range(21)]

    assert answers == [201] * 20 + [409]


def test_the_function_tells_and_looks_again_each_minute(
    desks: Desks, api: Gateway, hook: dict[str, Any]
) -> None:
    queued: list[tuple[str, str, str]] = []
    deps = WebhookDeps(
        store=FakeCheckerStore(desks.memory), hooks=desks.webhooks, caller=desks.caller,
        again=queued.extend, now=lambda: desks.now,
    )  # fmt: skip
    for_gil = {"subject": "x", "text": "y", "tenant": {"desk": "host", "tenant": "globex"},
               "requester": {"email": "gil@globex.example"}}  # fmt: skip
    api.post(MEI, "/tickets", for_gil)
    desks.caller.answers = [500]
    event = EventMessage(desk="host", tenant="globex", number=1, entry=None)

    told = respond(deps, batch(_text(event), "{}"), Context())  # type: ignore[arg-type]
    desks.later(minutes=1)
    tick = respond(deps, {}, Context())  # type: ignore[arg-type]
    again = RetryMessage(desk=queued[0][0], hook=queued[0][1], message=queued[0][2])
    retold = respond(deps, batch(_text(again)), Context())  # type: ignore[arg-type]

    assert [each["itemIdentifier"] for each in told["batchItemFailures"]] == ["m1"]
    assert tick == {"queued": 1}
    assert retold == {"batchItemFailures": []}
    assert [msgspec.json.decode(body)["type"] for _, body, _ in desks.caller.calls] == ["ticket.opened"] * 2


def _text(message: msgspec.Struct) -> str:
    return msgspec.json.encode(message).decode()
