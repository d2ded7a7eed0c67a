"""Promises on the running stack: a ladder is climbed, people are told, an edit is followed, and why."""

import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.desks import Agent, Desk, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.storage.editor import TableDirectoryEditor
from ops.local.cloud import ROOT
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.local

_LOKET = "from ops.cli import main; main()"
PASSWORD = "a-password-for-tests-2026"
DESK = "promised"
KIM = PersonRef(id="kim", name="Kim Adams", email="kim@promised.example")
LEA = PersonRef(id="lea", name="Lea Lund", email="lea@promised.example")
ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
RULE = {
    "id": "all",
    "name": "Everything",
    "calendar": "always",
    "targets": {"first-response": "PT2S", "resolution": "PT9H"},
    "warn_at": [],
    "notify": ["assignee"],
    "escalations": [
        {"id": "up", "after": "PT0S", "clocks": ["first-response"], "set_team": "experts", "notify": ["lead"]}
    ],
}


@pytest.fixture(scope="module")
def admin(cloud: RunningCloud) -> Api:
    """A desk that its admin sets up through the API alone."""
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id=DESK, name="Promised"))
    editor.put_agent(DESK, Agent(person=KIM, role=Role.ADMIN, teams=("first",)))
    editor.put_agent(DESK, Agent(person=LEA, role=Role.LEAD, teams=("experts",), language="nb"))
    editor.put_tenant(
        Tenant(
            ref=TenantRef(DESK, "fig"), name="Fig", prefix="FIG", address="help@fig.example", policy="quick",
            mail_key="00ff" * 16,
        )
    )  # fmt: skip
    accounts = CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"])
    accounts.ensure(KIM.email)
    accounts.set_password(KIM.email, PASSWORD)
    api = cloud.api(cloud.sign_in(KIM.email, PASSWORD))
    api.put(f"/desks/{DESK}/teams/first", {"name": "First line"})
    api.put(f"/desks/{DESK}/teams/experts", {"name": "Experts"})
    api.put(f"/desks/{DESK}/calendars/always", {"name": "Always", "spec": {"zone": "UTC", "week": ALWAYS}})
    api.put(f"/desks/{DESK}/policies/quick", {"name": "Quick", "rules": [RULE]})
    return api


@pytest.fixture(scope="module")
def broken(cloud: RunningCloud, admin: Api) -> dict[str, Any]:
    """A ticket whose first response nobody gave; the checker has seen it."""
    new = {
        "subject": "Fig tree down",
        "text": "Please come.",
        "tenant": {"desk": DESK, "tenant": "fig"},
        "requester": {"email": "una@people.example", "name": "Una"},
    }

    def opened() -> dict[str, Any] | None:
        """Configuration is remembered for a minute: until the API knows the policy, nothing is promised."""
        ticket: dict[str, Any] = admin.post("/tickets", new)
        return ticket if ticket["clocks"] else None

    ticket = wait_for(opened, "a promise", seconds=90)

    def escalated() -> dict[str, Any] | None:
        story: dict[str, Any] = admin.get(f"/tickets/{ticket['key']}")
        return story if story["ticket"]["team"] else None

    return wait_for(escalated, "the checker", seconds=150)


def test_the_ladder_is_climbed_and_the_lead_is_told_in_her_language(
    cloud: RunningCloud, broken: dict[str, Any]
) -> None:
    steps = [entry["step"] for entry in broken["timeline"] if entry["kind"] == "clock"]
    mail = wait_for(lambda: cloud.sent(LEA.email), "the notice")[0]
    message = message_from_bytes(cloud.sent_raw(mail), policy=default)

    assert steps[:2] == ["breached", "escalated"]
    assert broken["ticket"]["team"] == {"id": "experts", "name": "Experts"}
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"].endswith("<no-reply@loket.example>")
    assert broken["ticket"]["key"] in message["Subject"]
    assert message["Content-Language"] == "nb"


def test_an_edit_is_followed_by_open_tickets_as_the_preview_said(admin: Api, broken: dict[str, Any]) -> None:
    key = broken["ticket"]["key"]
    edit = {"name": "Quick", "rules": [RULE | {"targets": {"resolution": "PT1H"}}]}
    said = admin.call("POST", f"/desks/{DESK}/previews", {"policies": {"quick": edit}}, expect=200)
    foretold = next(one for one in said["tickets"] if one["key"] == key)
    admin.put(f"/desks/{DESK}/policies/quick", edit)

    def followed() -> dict[str, Any] | None:
        story: dict[str, Any] = admin.get(f"/tickets/{key}")
        steps = [entry["step"] for entry in story["timeline"] if entry["kind"] == "clock"]
        return story if "retargeted" in steps else None

    after = wait_for(followed, "the recalculation", seconds=240)
    resolution = next(c for c in after["ticket"]["clocks"] if c["kind"] == "resolution")
    move = next(move for move in foretold["moves"] if move["clock"] == "resolution")
    assert resolution["due_at"] == move["due_at"]
    assert after["ticket"]["updated_at"] == broken["ticket"]["updated_at"]


def test_why_is_answered_over_the_api_and_by_the_command(
    cloud: RunningCloud, admin: Api, broken: dict[str, Any]
) -> None:
    key = broken["ticket"]["key"]
    why = admin.get(f"/tickets/{key}/clocks")
    said = subprocess.run(
        [sys.executable, "-c", _LOKET, "sla", "explain", key, "--state", str(cloud.local.state)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    resolution = next(clock for clock in why["clocks"] if clock["clock"] == "resolution")

    assert resolution["calendar"] == "always"
    assert key in said
    assert "resolution: due" in said
    assert "policy quick" in said


def test_what_is_in_use_stays(admin: Api) -> None:
    assert admin.response("DELETE", f"/desks/{DESK}/calendars/always").status_code == 409
    admin.put(f"/desks/{DESK}/calendars/spare", {"name": "Spare", "spec": {"zone": "UTC", "week": ALWAYS}})
    assert admin.response("DELETE", f"/desks/{DESK}/calendars/spare").status_code == 204
