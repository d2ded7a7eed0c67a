"""Every way of changing a desk, its tenants and their people is in the audit, once, with what was changed."""

from typing import Final, NamedTuple

import pytest

from helpdesk.domain.audit import AuditEvent, Changed
from helpdesk.domain.people import PersonRef
from tests.functions.administration_cases import GROUPS, LOGO, NEW_AGENT, SERVICES, TENANT, TREE
from tests.functions.desks import LARS, MEI, Desks
from tests.functions.gateway import Gateway

ACME: Final = "/desks/noord/tenants/acme"
OLIVE: Final = "olive@run.example"
ADMIN: Final = {"id": "bo", "name": "Bo", "email": "bo@new.example"}


class Change(NamedTuple):
    """Somebody's request, and a path or words that its event must have."""

    who: str
    request: str
    body: object
    written: str


SETUP: Final = [
    Change(MEI, "PUT /desks/host", {"reopen_days": 9}, "desk.reopen_days"),
    Change(OLIVE, "PUT /desks/new", {"name": "New", "admin": ADMIN}, "desk"),
    Change(MEI, "PUT /desks/host/tenants/globex", TENANT | {"name": "Globex & Co"}, "tenants.globex.name"),
    Change(MEI, "PUT /desks/host/tenants/globex/logo", LOGO, "tenants.globex.branding"),
    Change(MEI, "PUT /desks/host/agents/bo", NEW_AGENT, "agents.bo"),
    Change(MEI, "PUT /desks/host/teams/nights", {"name": "Nights"}, "teams.nights"),
    Change(MEI, "PUT /desks/host/categories", TREE, "categories.network"),
    Change(MEI, "PUT /desks/host/services", SERVICES, "services.vpn"),
]
SPACE: Final = {"names": {"en": "Guides"}, "audience": {"kind": "chosen", "tenants": ["globex"]}}
# What is kept beside the desk's configuration: each with one value that it changed.
BESIDE: Final = [
    (
        Change(LARS, f"PUT {ACME}/people/kim", {"vip": True}, "vip"),
        Changed(path="person.vip", before="false", after="true"),
    ),
    (
        Change(LARS, f"PUT {ACME}/people/kim", {"name": "Kim Smit"}, "Smit"),
        Changed(path="person.name", before='"Kim Bakker"', after='"Kim Smit"'),
    ),
    (
        Change(LARS, f"PUT {ACME}/people/lea", {"name": "Lea", "emails": ["lea@acme.example"]}, "Lea"),
        Changed(path="person.emails", before=None, after='["lea@acme.example"]'),
    ),
    (
        Change(LARS, f"POST {ACME}/merges", {"gone": "kim", "kept": "pim"}, "pim"),
        Changed(path="gone.emails", before='["kim@acme.example"]', after="[]"),
    ),
    (
        Change(LARS, f"POST {ACME}/merges", {"gone": "kim", "kept": "pim"}, "kim"),
        Changed(
            path="kept.emails",
            before='["pim@acme.example"]',
            after='["pim@acme.example","kim@acme.example"]',
        ),
    ),
    (
        Change(LARS, f"PUT {ACME}/groups", GROUPS, "board"),
        Changed(path="groups.board.name", before=None, after='"Board"'),
    ),
    (
        Change(MEI, "PUT /desks/host/door", {"second_factor": True, "sso_only": False}, "second_factor"),
        Changed(path="door.second_factor", before=None, after="true"),
    ),
    (
        Change(MEI, "PUT /desks/host/texts/hello", {"name": "Hello", "texts": {"en": "Hello."}}, "Hello"),
        Changed(path="texts.hello.name", before=None, after='"Hello"'),
    ),
    (
        Change(MEI, "PUT /desks/host/spaces/guides", SPACE, "Guides"),
        Changed(path="spaces.guides.names.en", before=None, after='"Guides"'),
    ),
]
MERGED: Final = ("gone", "kept", "merge")
CLOSINGS: Final = [
    Change(OLIVE, "PUT /desks/host/closure", {"name": "Host & Co"}, "desk"),
    Change(MEI, "PUT /desks/host/tenants/globex/closure", {"name": "Globex"}, "tenants.globex"),
]


@pytest.fixture(autouse=True)
def operator(desks: Desks) -> None:
    """Somebody runs the deployment."""
    desks.deps.admin.rows.put_operator(PersonRef(id="operator", name="Olive", email=OLIVE))


def event_of(desks: Desks, api: Gateway, change: Change) -> AuditEvent:
    """Make the change; the one event that it left behind."""
    method, path = change.request.split()
    assert api.call(change.who, method, path, body=change.body).status in {200, 201}
    (event,) = desks.audit.events
    assert (event.by, event.subject["desk"]) == (change.who, path.split("/")[2])
    return event


@pytest.mark.parametrize("change", SETUP, ids=lambda change: change.request)
def test_a_change_of_setup_is_written_once(desks: Desks, api: Gateway, change: Change) -> None:
    event = event_of(desks, api, change)

    assert any(changed.path.startswith(change.written) for changed in event.changes)


@pytest.mark.parametrize(("change", "changed"), BESIDE, ids=lambda one: getattr(one, "path", None))
def test_what_is_kept_beside_is_written_once_with_what_it_was(
    desks: Desks, api: Gateway, change: Change, changed: Changed
) -> None:
    event = event_of(desks, api, change)

    assert changed in event.changes
    assert change.written in event.asked
    assert {one.path.split(".")[0] for one in event.changes} <= {changed.path.split(".")[0], *MERGED}


def test_a_list_of_groups_is_written_with_what_it_was(desks: Desks, api: Gateway) -> None:
    api.put(LARS, f"{ACME}/groups", GROUPS)
    api.put(LARS, f"{ACME}/groups", {"items": [{"id": "board", "name": "The board"}]})

    *_, event = desks.audit.events
    assert event.changes == (Changed(path="groups.board.name", before='"Board"', after='"The board"'),)


def test_no_ids_of_people_are_in_what_was_changed(desks: Desks, api: Gateway) -> None:
    """They stand where erasing finds them: in the subject, and in what was asked."""
    event = event_of(desks, api, Change(LARS, f"POST {ACME}/merges", {"gone": "kim", "kept": "pim"}, ""))

    said = {value for one in event.changes for value in (one.before, one.after)}
    assert said.isdisjoint({'"kim"', '"pim"', '["kim"]'})
    assert not any("merged" in one.path or ".id" in one.path for one in event.changes)


@pytest.mark.parametrize("change", CLOSINGS, ids=lambda change: change.request)
def test_closing_and_reopening_are_written_with_what_was_before(
    desks: Desks, api: Gateway, change: Change
) -> None:
    event_of(desks, api, change)
    assert api.call(change.who, "DELETE", change.request.split()[1]).status == 204

    closed, reopened = ({one.path: one for one in event.changes} for event in desks.audit.events)
    assert set(closed) == set(reopened) == {f"{change.written}.suspended", f"{change.written}.closing_at"}
    for path, one in closed.items():
        assert one.after is not None
        assert (one.before, one.after) == (reopened[path].after, reopened[path].before)


def test_what_is_taken_away_is_written_with_what_it_was(desks: Desks, api: Gateway) -> None:
    api.put(MEI, "/desks/host/agents/bo", NEW_AGENT)
    api.put(MEI, "/desks/host/teams/nights", {"name": "Nights"})
    assert api.call(MEI, "DELETE", "/desks/host/agents/bo").status == 204
    assert api.call(MEI, "DELETE", "/desks/host/teams/nights").status == 204

    *_, agent, team = desks.audit.events
    assert any(change.before and "bo@host.example" in change.before for change in agent.changes)
    assert any(change.before and "Nights" in change.before for change in team.changes)
