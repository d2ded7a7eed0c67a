"""What is written down of changes and of sign-ins: all of it, by whom, before and after, and no secrets."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.domain.audit import AUDITED, HIDDEN, AuditEvent, Changed, compared, told
from helpdesk.domain.desks import Desk, Team, Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.sign_ins import SignInEvent, SignInEventKind
from helpdesk.ports import PageRequest
from helpdesk.usecases.audit.doors import AuditedSignIns
from helpdesk.web.permissions import PERMISSION_OF
from tests.contract.houses import House
from tests.fakes import FakeAudit
from tests.functions.desks import ANA, KIM, LARS, MEI, Desks
from tests.functions.gateway import Gateway
from tests.push.browser import Browser

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NIGHTS = {"name": "Nights", "spec": {"zone": "UTC", "week": {"mon": [["00:00", "06:00"]]}}}
CHAT = {"name": "Chat", "url": "https://chat.example/in", "events": ["ticket.opened"]}


def event(event_id: str, desk: str = "noord") -> AuditEvent:
    return AuditEvent(id=event_id, at=NOW, desk=desk, what="PUT /desks/{desk}", by=LARS)


def changes(desks: Desks) -> list[Changed]:
    return [change for one in desks.audit.events for change in one.changes]


# What is written


def test_a_change_is_written_with_who_and_what_was_before(desks: Desks, api: Gateway) -> None:
    api.put(MEI, "/desks/host/calendars/nights", NIGHTS)
    api.put(MEI, "/desks/host/calendars/nights", NIGHTS | {"name": "Dark hours"})

    first, second = desks.audit.events
    assert (first.by, first.desk, first.what) == (MEI, "host", "PUT /desks/{desk}/calendars/{calendar}")
    assert first.subject == {"desk": "host", "calendar": "nights"}
    assert first.source
    assert {change.before for change in first.changes} == {None}
    renamed = Changed(path="calendars.nights.name", before='"Nights"', after='"Dark hours"')
    assert renamed in second.changes


def test_where_it_came_from_is_who_called_and_not_the_cdn(desks: Desks, api: Gateway) -> None:
    hops = {"X_Forwarded_For": "203.0.113.9, 130.176.1.1"}
    api.call(MEI, "PUT", "/desks/host/calendars/nights", body=NIGHTS, headers=hops)

    assert [event.source for event in desks.audit.events] == ["203.0.113.9"]


def test_what_is_refused_or_only_read_is_not_written(desks: Desks, api: Gateway) -> None:
    api.put(ANA, "/desks/noord/calendars/nights", NIGHTS)
    api.put(MEI, "/desks/host/calendars/nights", {"name": ""})
    api.get(MEI, "/desks/host/webhooks")
    api.get(MEI, "/desks/host/audit")

    assert desks.audit.events == []


def test_work_on_tickets_is_in_their_timeline_and_not_here(desks: Desks, api: Gateway) -> None:
    api.post(KIM, "/tickets", {"subject": "x", "text": "y"})
    api.put(ANA, "/tickets/ACME-1/assignee", {"agent": "ana"})

    assert desks.audit.events == []


def test_a_change_stands_though_it_could_not_be_written_down(desks: Desks, api: Gateway) -> None:
    desks.audit.down = True

    assert api.put(MEI, "/desks/host/calendars/nights", NIGHTS).status == 200
    assert "nights" in desks.directory.fresh("host").calendars


def test_no_secret_is_written(desks: Desks, api: Gateway) -> None:
    made = api.post(MEI, "/desks/host/webhooks", CHAT).json
    api.post(MEI, f"/desks/host/webhooks/{made['webhook']['id']}/secrets", None)
    key = api.post(MEI, "/desks/host/keys", {"name": "Monitoring", "permissions": ["ticket.read"]}).json

    written = str(desks.audit.events)
    assert len(desks.audit.events) == 3
    assert made["secret"] not in written
    assert key["secret"].rpartition("_")[2] not in written


def test_what_writing_to_a_device_takes_is_not_written(desks: Desks, api: Gateway) -> None:
    keys = Browser().keys
    asked = {"endpoint": "https://push.example/kim", "about": ["answered"], "label": "Firefox", **keys}
    assert api.post(KIM, "/me/devices", asked).status in {200, 201}

    written = str(desks.audit.events)
    assert "Firefox" in written
    assert not any(secret in written for secret in ("push.example", *keys.values()))


def test_every_permission_to_change_a_desk_is_audited() -> None:
    """A new one by another word would have to be added to `_CHANGING`, or here with a reason."""
    elsewhere = {
        "ticket.open", "ticket.write", "ticket.assign", "ticket.merge", "ticket.link", "note.write",
        "knowledge.read", "knowledge.write", "knowledge.give", "bulletin.write",  # told by what they write
        "presence.tell", "sla.try", "sla.preview", "mail.read", "ticket.search", "view.keep",  # no setup
    }  # fmt: skip
    changing = {name for (method, _), name in PERMISSION_OF.items() if method != "GET"}

    assert changing - AUDITED <= elsewhere


# How it is said


def test_values_are_compared_path_by_path() -> None:
    before, after = Desk(id="noord", name="Noord"), Desk(id="noord", name="Noord IT")

    assert compared(before, after) == ((Changed(path="name", before='"Noord"', after='"Noord IT"'),), 0)
    assert compared(before, before) == ((), 0)
    (gone, *_), _more = compared(Team(id="a", name="A"), None)
    assert gone.after is None


def test_a_long_list_of_changes_says_how_much_more_there_is() -> None:
    listed, more = compared({}, {f"k{n:03}": n for n in range(250)})

    assert (len(listed), more) == (200, 50)


def test_secrets_are_hidden_wherever_they_are() -> None:
    tenant = Tenant(
        ref=TenantRef("noord", "acme"), name="Acme", prefix="ACME", address="a@acme.example", policy="p",
        mail_key="topsecret",
    )  # fmt: skip

    assert "topsecret" not in told(tenant)
    assert HIDDEN in told({"deep": [{"client_secret": "x"}]})
    assert "topsecret" not in str(compared(None, tenant))


# Reading it


def test_the_admin_reads_newest_first_a_page_at_a_time(desks: Desks, api: Gateway) -> None:
    for number in range(3):
        api.put(MEI, "/desks/host/calendars/nights", NIGHTS | {"name": f"Nights {number}"})

    first = api.get(MEI, "/desks/host/audit", limit="2").json
    rest = api.get(MEI, "/desks/host/audit", limit="2", cursor=first["next"]).json

    names = [json_name(one) for one in (*first["items"], *rest["items"])]
    assert names == ['"Nights 2"', '"Nights 1"', '"Nights 0"']
    assert rest["next"] is None


def json_name(shown: dict[str, list[dict[str, str]]]) -> str:
    return next(one["after"] for one in shown["changes"] if one["path"] == "calendars.nights.name")


# How it is kept (memory and table)


def test_each_desk_has_its_own(house: House) -> None:
    for one in (event("e1"), event("e2"), event("e3", "host"), event("e4", "")):
        house.audit.add(one)

    assert [one.id for one in house.audit.of_desk("noord", PageRequest())[0]] == ["e2", "e1"]
    assert [one.id for one in house.audit.of_desk("", PageRequest())[0]] == ["e4"]
    page, following = house.audit.of_desk("noord", PageRequest(limit=1))
    assert ([one.id for one in page], following) == (["e2"], "e2")
    assert house.audit.of_desk("noord", PageRequest(limit=1, cursor=following)) == ((event("e1"),), None)


def test_a_broken_cursor_is_told(house: House) -> None:
    with pytest.raises(Invalid, match="cursor"):
        house.audit.of_desk("noord", PageRequest(cursor="#"))


# Sign-ins


class Heard:
    """Who else listens."""

    def __init__(self) -> None:
        self.events: list[SignInEvent] = []

    def record(self, event: SignInEvent) -> None:
        self.events.append(event)


@pytest.mark.parametrize(
    ("who", "desk", "written"),
    [(ANA, "", ["noord"]), (KIM, "", []), ("nobody@x.example", "", []), (KIM, "noord", ["noord"])],
)
def test_the_desks_own_people_are_written_down(desks: Desks, who: str, desk: str, written: list[str]) -> None:
    heard, log, failures = Heard(), FakeAudit(), list[AuditEvent]()
    doors = AuditedSignIns(
        log, desks.directory, heard, new_id=desks.deps.new_id, failed=lambda _, one: failures.append(one)
    )
    happened = SignInEvent(
        kind=SignInEventKind.PASSWORD_REFUSED,
        at=NOW + timedelta(hours=1),
        who=who,
        desk=desk,
        source="192.0.2.7",
    )

    doors.record(happened)
    log.down = True
    doors.record(happened)

    assert heard.events == [happened, happened]
    assert [one.desk for one in log.events] == written
    assert [one.desk for one in failures] == written
    assert all((one.what, one.source) == ("sign-in password-refused", "192.0.2.7") for one in log.events)
