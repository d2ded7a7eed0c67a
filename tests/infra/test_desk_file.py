"""A desk from a file: all of it, or one sentence about what is wrong."""

import json
from typing import Any

import pytest

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Role
from infra.desk_file import furnish, read_desk_file
from infra.load_desk import load
from tests.fakes import FakeAccounts, FakeDirectory, FakeDirectoryEditor, Memory
from tests.infra.assembly import ROOT

EXAMPLE = (ROOT / "docs" / "desk.example.json").read_bytes()


def changed(path: str, value: object) -> bytes:
    """The example with one place changed; the path's numbers count in lists."""
    whole: Any = json.loads(EXAMPLE)
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    place = whole
    for part in way:
        place = place[part]
    place[last] = value
    return json.dumps(whole).encode()


def test_the_example_makes_a_desk_that_works() -> None:
    memory = Memory()
    furnish(read_desk_file(EXAMPLE), FakeDirectoryEditor(memory), None, lambda: "ab" * 32)

    directory = FakeDirectory(memory)
    config = directory.desk("service")
    assert config.tenants["acme"].policy in config.policies
    assert config.tenants["acme"].mail_key == "ab" * 32
    assert directory.tenant_of_address("support@acme.example") == TenantRef("service", "acme")
    (robin,) = directory.memberships("robin@provider.example")
    assert (robin.role, robin.desk) == (Role.ADMIN, "service")
    (kim,) = directory.memberships("kim@acme.example")
    assert kim.role is Role.MANAGER


def test_loading_again_changes_what_changed_and_keeps_the_tenants_key() -> None:
    memory = Memory()
    editor, directory = FakeDirectoryEditor(memory), FakeDirectory(memory)
    furnish(read_desk_file(EXAMPLE), editor, None, lambda: "ab" * 32)

    again = read_desk_file(changed("tenants.0.name", "Acme Holding"))
    furnish(again, editor, directory.desk("service"), lambda: "cd" * 32)

    acme = directory.desk("service").tenants["acme"]
    assert (acme.name, acme.mail_key) == ("Acme Holding", "ab" * 32)


def test_its_agents_can_sign_in() -> None:
    memory, accounts = Memory(), FakeAccounts()

    load(read_desk_file(EXAMPLE), FakeDirectory(memory), FakeDirectoryEditor(memory), accounts)

    assert accounts.passwords == {"robin@provider.example": None}
    assert len(bytes.fromhex(memory.configs["service"].tenants["acme"].mail_key)) == 32


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("desk.id", "Service Desk", "desk.id"),
        ("desk.colour", "red", "desk.colour"),
        ("calendars.0.spec.zone", "Europe/Atlantis", "calendars[0].zone"),
        ("policies.0.rules.0.calendar", "night", "policies[0].rules[0].calendar"),
        ("policies.0.rules.0.targets", {"resolution": "soon"}, "policies[0].rules[0].targets.resolution"),
        ("agents.0.teams", ["second-line"], "agents[0].teams"),
        ("agents.0.role", "manager", "agents[0].role"),
        ("agents.0.role", "lead", "agents"),
        ("tenants.0.policy", "gold", "tenants[0].policy"),
        ("tenants.0.prefix", "acme", "tenants[0].prefix"),
        ("people.0.tenant", "globex", "people[0].tenant"),
        ("people.0.emails", [], "people[0]"),
        ("teams", [{"id": "one", "name": "1"}, {"id": "one", "name": "2"}], "teams[1].id"),
    ],
)
def test_a_mistake_is_named_by_its_place(path: str, value: object, field: str) -> None:
    with pytest.raises(Invalid) as told:
        read_desk_file(changed(path, value))

    assert told.value.field == field


def test_what_is_no_json_is_said_to_be_none() -> None:
    with pytest.raises(Invalid, match="not JSON"):
        read_desk_file(b"desk: service")
