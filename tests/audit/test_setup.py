"""Every way of changing a desk, its tenants and their people is in the audit, once, with what was changed."""

from typing import Final, NamedTuple

import pytest

from helpdesk.domain.audit import AuditEvent
from tests.functions.administration_cases import GROUPS, LOGO, NEW_AGENT, SERVICES, TENANT, TREE
from tests.functions.desks import LARS, MEI, OMAR, Desks
from tests.functions.gateway import Gateway

ACME: Final = "/desks/noord/tenants/acme"
ADMIN: Final = {"id": "bo", "name": "Bo", "email": "bo@new.example"}


class Change(NamedTuple):
    """Somebody's request, and a path or words that its event must have."""

    who: str
    request: str
    body: object
    written: str


SETUP: Final = [
    Change(MEI, "PUT /desks/host", {"reopen_days": 9}, "desk.reopen_days"),
    Change(OMAR, "PUT /desks/new", {"name": "New", "admin": ADMIN}, "desk"),
    Change(MEI, "PUT /desks/host/tenants/globex", TENANT | {"name": "Globex & Co"}, "tenants.globex.name"),
    Change(MEI, "PUT /desks/host/tenants/globex/logo", LOGO, "tenants.globex.branding"),
    Change(MEI, "PUT /desks/host/agents/bo", NEW_AGENT, "agents.bo"),
    Change(MEI, "PUT /desks/host/teams/nights", {"name": "Nights"}, "teams.nights"),
    Change(MEI, "PUT /desks/host/categories", TREE, "categories.network"),
    Change(MEI, "PUT /desks/host/services", SERVICES, "services.vpn"),
]
PEOPLE: Final = [
    Change(LARS, f"PUT {ACME}/people/kim", {"vip": True}, "vip"),
    Change(LARS, f"PUT {ACME}/people/lea", {"name": "Lea", "emails": ["lea@acme.example"]}, "Lea"),
    Change(LARS, f"POST {ACME}/merges", {"gone": "kim", "kept": "pim"}, "pim"),
    Change(LARS, f"PUT {ACME}/groups", GROUPS, "board"),
]


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


@pytest.mark.parametrize("change", PEOPLE, ids=lambda change: change.request)
def test_what_was_asked_of_people_is_written_once(desks: Desks, api: Gateway, change: Change) -> None:
    """They are no part of the desk's configuration: the event has what was asked for."""
    event = event_of(desks, api, change)

    assert change.written in event.asked


def test_what_is_taken_away_is_written_with_what_it_was(desks: Desks, api: Gateway) -> None:
    api.put(MEI, "/desks/host/agents/bo", NEW_AGENT)
    api.put(MEI, "/desks/host/teams/nights", {"name": "Nights"})
    assert api.call(MEI, "DELETE", "/desks/host/agents/bo").status == 204
    assert api.call(MEI, "DELETE", "/desks/host/teams/nights").status == 204

    *_, agent, team = desks.audit.events
    assert any(change.before and "bo@host.example" in change.before for change in agent.changes)
    assert any(change.before and "Nights" in change.before for change in team.changes)
