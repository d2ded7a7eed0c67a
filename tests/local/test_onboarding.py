"""A new customer on the running stack: by one call or one command, twice each; then their mail comes in."""

from email.message import EmailMessage
from typing import Any

import pytest

from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.domain.desks import Agent, Desk
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import Policy
from helpdesk.storage.editor import TableDirectoryEditor
from ops.commands.desk import add as add_operator
from ops.commands.desk import create as create_desk
from ops.commands.tenant import create
from ops.commands.where import Place
from ops.local.table import table_of
from tests.local.running import Api, RunningCloud, wait_for

pytestmark = pytest.mark.local

PASSWORD = "a-password-for-tests-2026"
QUINN = "quinn@quay.example"
CRANE = {"name": "Crane", "address": "help@crane.example", "prefix": "CRANE"}


@pytest.fixture(scope="module")
def admin(cloud: RunningCloud) -> Api:
    """The admin of a desk that serves nobody yet."""
    editor = TableDirectoryEditor(table_of(cloud.local, cloud.outputs))
    editor.put_desk(Desk(id="quay", name="Quay"))
    editor.put_policy("quay", Policy(id="usual", name="Usual", rules=()))
    editor.put_agent("quay", Agent(person=PersonRef(id="quinn", name="Quinn", email=QUINN), role=Role.ADMIN))
    CognitoAccounts(cloud.client("cognito-idp"), cloud.outputs["UserPoolId"]).set_password(QUINN, PASSWORD)
    return cloud.api(cloud.sign_in(QUINN, PASSWORD))


def test_one_call_onboards_a_tenant_and_the_same_again_changes_nothing(
    cloud: RunningCloud, admin: Api
) -> None:
    once = admin.put("/desks/quay/tenants/crane", CRANE)
    assert admin.put("/desks/quay/tenants/crane", CRANE) == once
    assert [line["id"] for line in admin.get("/desks/quay/tenants?q=crane")["items"]] == ["crane"]
    assert _ticket_of_mail(cloud, admin, "help@crane.example", "Boom stuck")["key"] == "CRANE-1"


def test_one_command_does_the_same(
    cloud: RunningCloud, admin: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(state=cloud.local.state)
    told = []
    for _ in range(2):
        create(place, desk="quay", name="Winch & Sons", address="help@winch.example", prefix="WINCH")
        told.append(capsys.readouterr().out.splitlines()[0])
    assert told == [
        "Winch & Sons (quay/winch-sons) is made: tickets WINCH-…",
        "Winch & Sons (quay/winch-sons) is there: tickets WINCH-…",
    ]
    assert [line["id"] for line in admin.get("/desks/quay/tenants?q=winch")["items"]] == ["winch-sons"]
    assert _ticket_of_mail(cloud, admin, "help@winch.example", "Rope frayed")["key"] == "WINCH-1"


def test_a_desk_is_made_by_one_command_and_by_its_operator_with_one_call(
    cloud: RunningCloud, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(state=cloud.local.state)
    told = []
    for _ in range(2):
        create_desk(place, name="Dry dock", admin="Rhea@dock.example", admin_name="Rhea")
        told.append(capsys.readouterr().out.splitlines()[0])
    assert told == ["Dry dock (dry-dock) is made.", "Dry dock (dry-dock) is there."]
    rhea = cloud.api(cloud.sign_in_by_code("rhea@dock.example"))
    assert [(m["desk"], m["role"]) for m in rhea.get("/me")["memberships"]] == [("dry-dock", "admin")]

    add_operator(place, email="olga@house.example", name="Olga")
    olga = cloud.api(cloud.sign_in_by_code("olga@house.example"))
    wanted = {"name": "Wet dock", "admin": {"id": "rhea", "email": "rhea@dock.example", "name": "Rhea"}}
    assert olga.put("/desks/wet-dock", wanted) == olga.put("/desks/wet-dock", wanted)
    assert olga.response("GET", "/tickets?view=queue").status_code == 403


def test_a_test_mail_comes_in_and_the_address_is_verified(cloud: RunningCloud, admin: Api) -> None:
    pier = {"name": "Pier", "address": "help@pier.example", "prefix": "PIER"}
    made = admin.put("/desks/quay/tenants/pier", pier)
    assert made["addresses"][0]["verified_at"] is None
    asked = admin.post("/desks/quay/tenants/pier/address-checks", {"address": "help@pier.example"})
    assert asked["asked_at"]

    def verified() -> str | None:
        found = admin.get("/desks/quay/tenants/pier")["addresses"][0]["verified_at"]
        return str(found) if found else None

    assert wait_for(verified, "the test mail to come in") >= asked["asked_at"]
    assert admin.get("/desks/quay/tenants?q=pier")["items"][0]["verified"]
    assert _tickets(admin, "PIER") == []


def _ticket_of_mail(cloud: RunningCloud, admin: Api, to: str, subject: str) -> dict[str, Any]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "max@harbour.example", to, subject
    mail["Message-ID"] = f"<{subject.replace(' ', '.')}@harbour.example>"
    mail.set_content("Please help.")
    cloud.send(mail, sender="max@harbour.example", to=to)

    def look() -> dict[str, Any] | None:
        return next((each for each in _tickets(admin) if each["subject"] == subject), None)

    return wait_for(look, f"“{subject}” as a ticket")


def _tickets(admin: Api, prefix: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = admin.get("/tickets?view=queue&limit=100")["items"]
    return [item for item in items if item["key"].startswith(prefix)]
