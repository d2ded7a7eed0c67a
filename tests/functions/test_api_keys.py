"""API keys from making to revoking, through the authorizer and the API."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from helpdesk.domain.people import Principal
from helpdesk.usecases.api_keys import MOST, PER_WINDOW
from tests.functions.desks import GIL, MEI, Desks
from tests.functions.entrance import Entrance
from tests.functions.gateway import Gateway, Reply

NEW = {"subject": "x", "text": "y"}
_MINUTE = timedelta(minutes=1)


class Keys:
    """Desk `host`, its ticket GLOBEX-1, and callers with keys."""

    def __init__(self, desks: Desks, api: Gateway) -> None:
        self.desks, self.api = desks, api
        assert api.post(GIL, "/tickets", NEW).status == 201
        self.entrance = Entrance(desks, api)

    def make(self, *permissions: str, name: str = "Monitoring") -> dict[str, Any]:
        """A key of host, as its admin gets to see it."""
        reply = self.api.post(MEI, "/desks/host/keys", {"name": name, "permissions": list(permissions)})
        assert reply.status == 201, reply.text
        made: dict[str, Any] = reply.json
        return made

    def context(self, secret: str) -> dict[str, Any] | None:
        """What the authorizer leaves for the API; None when it denies."""
        return self.entrance.context(f"Bearer {secret}")

    def call(self, secret: str, method: str, path: str, body: object = None, **query: str) -> Reply:
        """The API with this key."""
        return self.entrance.call(f"Bearer {secret}", method, path, body=body, query=query)

    def listed(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.api.get(MEI, "/desks/host/keys").json["items"]
        return items


@pytest.fixture
def keys(desks: Desks, api: Gateway) -> Keys:
    return Keys(desks, api)


def test_a_key_that_may_read_cannot_write(keys: Keys) -> None:
    secret = keys.make("ticket.read")["secret"]

    assert keys.call(secret, "GET", "/tickets/GLOBEX-1").status == 200
    assert keys.call(secret, "GET", "/tickets", view="queue").status == 200
    for method, path, body in (
        ("POST", "/tickets", NEW),
        ("POST", "/tickets/GLOBEX-1/messages", {"text": "hi"}),
        ("POST", "/tickets/GLOBEX-1/notes", {"text": "hi"}),
        ("PUT", "/tickets/GLOBEX-1/state", {"state": "solved"}),
        ("PUT", "/tickets/GLOBEX-1/priority", {"priority": "low"}),
        ("PUT", "/tickets/GLOBEX-1/assignee", {"agent": None}),
    ):
        assert keys.call(secret, method, path, body).status == 403, path
    assert keys.api.get(MEI, "/tickets/GLOBEX-1").json["ticket"]["version"] == 1


def test_a_key_that_reads_tickets_learns_no_phone_numbers(keys: Keys) -> None:
    person = "/desks/host/tenants/globex/people/gil"
    assert keys.api.put(MEI, person, {"phones": ["+31 20 1234567"]}).status == 200
    read = "/tickets/GLOBEX-1"

    told = keys.call(keys.make("ticket.read", "caller.find")["secret"], "GET", read)
    assert told.json["requester_phones"] == []
    assert keys.api.get(MEI, read).json["requester_phones"] == ["+31201234567"]


def test_a_key_writes_under_its_own_name(keys: Keys) -> None:
    secret = keys.make("note.write", "ticket.write", "ticket.open")["secret"]
    assert keys.call(secret, "POST", "/tickets/GLOBEX-1/notes", {"text": "disk full"}).status == 201
    who = {"tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": GIL}}

    assert keys.call(secret, "POST", "/tickets", NEW | who).json["channel"] == "api"
    note = keys.api.get(MEI, "/tickets/GLOBEX-1").json["timeline"][-1]
    assert (note["kind"], note["by"]["name"]) == ("note", "Monitoring")


def test_a_key_ends_at_its_desk(keys: Keys) -> None:
    secret = keys.make("ticket.read", "desk.read")["secret"]
    assert keys.api.post("kim@acme.example", "/tickets", NEW).status == 201

    assert keys.call(secret, "GET", "/tickets/ACME-1").status == 404
    assert keys.call(secret, "GET", "/tickets", view="queue", desk="noord").status == 404
    assert keys.call(secret, "GET", "/desks/noord/agents").status == 404
    assert [t["key"] for t in keys.call(secret, "GET", "/tickets", view="queue").json["items"]] == [
        "GLOBEX-1"
    ]


def test_the_secret_is_shown_once_and_kept_as_a_hash(keys: Keys) -> None:
    made = keys.make("ticket.read")
    secret = made["secret"].rpartition("_")[2]

    assert made["secret"].startswith(f"loket_host_{made['key']['id']}_")
    assert secret not in repr(keys.desks.memory)
    told = keys.api.get(MEI, "/desks/host/keys")
    assert secret not in told.text
    assert told.json["requests_per_minute"] == 600
    assert keys.listed() == [made["key"]]


def test_a_revoked_key_opens_nothing_and_is_still_told_of(keys: Keys) -> None:
    made, other = keys.make("ticket.read"), keys.make("ticket.read")
    for _ in range(2):
        assert keys.api.call(MEI, "DELETE", f"/desks/host/keys/{made['key']['id']}").status == 204

    assert keys.context(made["secret"]) is None
    assert keys.context(other["secret"]) is not None
    assert [key["revoked_at"] is None for key in keys.listed()] == [False, True]


def test_revoking_wins_over_a_use_noted_at_the_same_moment(keys: Keys) -> None:
    made = keys.make("ticket.read")
    store = keys.desks.deps.api_keys
    read = store.get("host", made["key"]["id"])
    assert read
    assert keys.api.call(MEI, "DELETE", f"/desks/host/keys/{read.id}").status == 204

    assert not store.change(read, msgspec.structs.replace(read, last_used_at=keys.desks.now))
    assert keys.context(made["secret"]) is None


def test_when_it_was_used_last_is_noted(keys: Keys) -> None:
    secret = keys.make("ticket.read")["secret"]
    assert keys.listed()[0]["last_used_at"] is None
    keys.desks.later(hours=1, seconds=7)
    keys.call(secret, "GET", "/tickets/GLOBEX-1")

    assert keys.listed()[0]["last_used_at"] == "2026-11-16T10:00:00Z"


def test_a_key_has_a_rate_of_its_own(keys: Keys) -> None:
    busy, calm = keys.make("ticket.read")["secret"], keys.make("ticket.read")["secret"]
    for _ in range(PER_WINDOW):
        keys.desks.deps.attempts.count(f"api-key {busy.split('_')[2]}", at=keys.desks.now, window=_MINUTE)

    refused = keys.call(busy, "GET", "/tickets/GLOBEX-1")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    assert keys.call(calm, "GET", "/tickets/GLOBEX-1").status == 200
    assert keys.api.get(MEI, "/tickets/GLOBEX-1").status == 200
    keys.desks.later(minutes=1)
    assert keys.call(busy, "GET", "/tickets/GLOBEX-1").status == 200


@pytest.mark.parametrize(
    "permissions", [[], ["key.edit"], ["house.read"], ["ticket.all"], ["*"], ["ticket.read", "x.y"]]
)
def test_a_key_is_made_of_permissions_that_keys_can_have(keys: Keys, permissions: list[str]) -> None:
    reply = keys.api.post(MEI, "/desks/host/keys", {"name": "x", "permissions": permissions})

    assert reply.status == 422
    assert keys.listed() == []


def test_a_desk_has_only_so_many_keys(keys: Keys) -> None:
    made = [keys.make("ticket.read") for _ in range(MOST)]
    body = {"name": "x", "permissions": ["ticket.read"]}

    assert keys.api.post(MEI, "/desks/host/keys", body).status == 409
    keys.api.call(MEI, "DELETE", f"/desks/host/keys/{made[0]['key']['id']}")
    assert keys.api.post(MEI, "/desks/host/keys", body).status == 201


def test_what_is_nearly_a_key_is_none(keys: Keys) -> None:
    made = keys.make("ticket.read")["secret"]
    mark, desk, key_id, secret = made.split("_")

    for text in (
        f"{mark}_noord_{key_id}_{secret}",
        f"{mark}_{desk}_{key_id}x_{secret}",
        f"{mark}_{desk}_{key_id}_{secret}x",
        f"{mark}_{desk}_{key_id}_",
        f"{mark}_{desk}_{key_id}",
        f"{made}_x",
        f"{mark}_#_{key_id}_{secret}",
        f"{mark}_{desk}_*_{secret}",
        "loket_",
        "loket____",
        made.upper(),
        made + "é" * 300,
    ):
        assert keys.context(text) is None, text


def test_a_key_says_who_it_is(keys: Keys) -> None:
    made = keys.make("ticket.read", "self.read")
    context = keys.context(made["secret"])
    assert context
    principal = msgspec.json.decode(context["principal"], type=Principal)

    assert (principal.key, principal.permissions) == (made["key"]["id"], ("ticket.read", "self.read"))
    assert keys.call(made["secret"], "GET", "/me").json["person"]["name"] == "Monitoring"


@pytest.mark.parametrize("no_key", ["GLOBEX-1", "nothing-here", "a" * 40])
def test_what_is_no_key_cannot_be_revoked(keys: Keys, no_key: str) -> None:
    assert keys.api.call(MEI, "DELETE", f"/desks/host/keys/{no_key}").status == 404
