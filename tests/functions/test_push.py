"""Notices on devices: asked for over the API, sent for what happens, forgotten with the browser."""

from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Unavailable
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.own_sign_in import OwnSession
from helpdesk.ports.push import Sent
from helpdesk.usecases.push.deps import PushDeps
from helpdesk.usecases.push.telling import PATIENCE, push
from tests.fakes import FakeCheckerStore
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MONDAY, OMAR, Desks
from tests.functions.gateway import Gateway
from tests.push.browser import Browser

ALL = ["assigned", "answered", "due", "mentioned"]
ACME_1 = TicketRef(TenantRef("noord", "acme"), 1)


class Devices:
    """Both desks, and the devices that their people hold in the hand."""

    def __init__(self, desks: Desks, api: Gateway) -> None:
        self.desks, self.api = desks, api
        self.deps = PushDeps(
            store=FakeCheckerStore(desks.memory), directory=desks.directory, devices=desks.devices,
            push=desks.push, records=desks.doors.own.records, now=lambda: desks.now,
        )  # fmt: skip
        api.post(KIM, "/tickets", {"subject": "Printer is dead", "text": "It smokes."})
        self._told = {entry.id for entry in self._entries()}

    def ask(self, email: str, name: str = "one", **changes: Any) -> Any:
        body = {"endpoint": f"https://push.example/{email}/{name}", "about": ALL, **Browser().keys}
        return self.api.post(email, "/me/devices", body | changes)

    def tell(self) -> list[tuple[str, str]]:
        """Everything since the last time; who read what."""
        self.desks.push.sent.clear()
        for entry in self._entries():
            if entry.id not in self._told:
                push(self.deps, ACME_1, entry.id)
                self._told.add(entry.id)
        return [
            (device.email, heard["title"])
            for (device, _), heard in zip(self.desks.push.sent, self.desks.push.heard(), strict=True)
        ]

    def _entries(self) -> Any:
        return self.deps.store.story(ACME_1).entries


@pytest.fixture
def devices(desks: Desks, api: Gateway) -> Devices:
    return Devices(desks, api)


def test_who_was_given_a_ticket_hears_it_and_no_one_else(devices: Devices) -> None:
    for email in (ANA, LARS, OMAR, KIM):
        devices.ask(email)
    devices.api.put(LARS, "/tickets/ACME-1/assignee", {"agent": "ana"})

    assert devices.tell() == [(ANA, "ACME-1 is yours now")]


def test_what_one_takes_oneself_is_no_news(devices: Devices) -> None:
    devices.ask(ANA)
    devices.api.put(ANA, "/tickets/ACME-1/assignee", {"agent": "ana"})

    assert devices.tell() == []


def test_an_answer_is_told_to_who_asked_and_a_reply_to_whose_ticket_it_is(devices: Devices) -> None:
    for email in (ANA, LARS, KIM, DORA, GIL):
        devices.ask(email, language="nl")
    devices.api.put(LARS, "/tickets/ACME-1/assignee", {"agent": "ana"})
    devices.tell()

    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "Try again."})
    assert devices.tell() == [(KIM, "Nieuw antwoord op ACME-1")]
    devices.api.post(KIM, "/tickets/ACME-1/messages", {"text": "No better."})
    assert devices.tell() == [(ANA, "Nieuw antwoord op ACME-1")]


def test_who_is_named_in_a_note_hears_it_and_the_requester_nothing(devices: Devices) -> None:
    for email in (ANA, LARS, KIM):
        devices.ask(email)
    devices.api.post(ANA, "/tickets/ACME-1/notes", {"text": "@@Lars look", "mentions": ["lars"]})

    assert devices.tell() == [(LARS, "ACME-1: somebody asks you to look")]


def test_a_notice_holds_the_number_and_the_subject_and_no_more(devices: Devices) -> None:
    devices.ask(KIM)
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "The password is hunter2."})
    devices.tell()

    (heard,) = devices.desks.push.heard()
    ((_, parcel),) = devices.desks.push.sent
    assert set(heard) == {"id", "key", "title", "body"}
    assert (heard["key"], heard["body"], parcel.topic) == ("ACME-1", "Printer is dead", "ACME-1")
    assert b"hunter2" not in parcel.message
    assert b"Ana" not in parcel.message


def test_only_what_was_asked_for(devices: Devices) -> None:
    devices.ask(ANA, about=["mentioned"])
    devices.api.put(LARS, "/tickets/ACME-1/assignee", {"agent": "ana"})

    assert devices.tell() == []


@pytest.mark.parametrize(("priority", "heard"), [("high", 0), ("urgent", 1)])
def test_quiet_hours_of_the_devices_own_zone_let_the_urgent_through(
    devices: Devices, priority: str, heard: int
) -> None:
    devices.ask(KIM, quiet=["10:00", "11:00"], zone="Europe/Amsterdam")  # it is 10:00 there, 09:00 in UTC
    devices.ask(KIM, "other", quiet=["23:00", "09:00"], zone="UTC")  # over midnight, and just over
    devices.api.put(ANA, "/tickets/ACME-1/priority", {"priority": priority})
    devices.tell()
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "On my way."})

    assert len(devices.tell()) == heard + 1


def test_a_browser_that_is_gone_is_forgotten_and_a_busy_service_tried_again(devices: Devices) -> None:
    devices.ask(KIM, "a")
    devices.ask(KIM, "b")
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "Try again."})
    first, second = devices.desks.devices.of(KIM)

    devices.desks.push.answers = [Sent.GONE, Sent.LATER]
    with pytest.raises(Unavailable):
        devices.tell()
    assert devices.desks.devices.of(KIM) == (second,)
    assert devices.tell() == [(KIM, "New answer on ACME-1")]
    devices.api.call(KIM, "DELETE", f"/me/devices/{second.id}")
    assert devices.desks.devices.of(KIM) == ()
    assert first.id != second.id


def test_who_has_it_is_not_told_again_with_the_others(devices: Devices) -> None:
    devices.ask(KIM, "a")
    devices.ask(KIM, "b")
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "Try again."})
    devices.desks.push.answers = [Sent.TAKEN, Sent.LATER]
    with pytest.raises(Unavailable):
        devices.tell()

    assert len(devices.tell()) == 1


def test_after_a_while_it_is_let_go(devices: Devices) -> None:
    devices.ask(KIM)
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "Try again."})
    devices.desks.now += PATIENCE
    devices.desks.push.answers = [Sent.LATER]

    assert len(devices.tell()) == 1


def test_a_sign_in_that_was_ended_hears_nothing_more(devices: Devices) -> None:
    devices.ask(KIM)
    records = devices.desks.doors.own.records
    session = OwnSession(id="s-0", since=int(MONDAY.timestamp()), seen_at=MONDAY)
    records.put_session(KIM, None, session)
    records.put_session(KIM, session, replace(session, ended=True))
    devices.api.post(ANA, "/tickets/ACME-1/messages", {"text": "Try again."})

    assert devices.tell() == []
    assert devices.desks.devices.of(KIM) == ()


def test_devices_are_ones_own(devices: Devices) -> None:
    made = devices.ask(KIM, label="Firefox on Android").json
    listed = devices.api.get(KIM, "/me/devices").json

    assert [each["label"] for each in listed["items"]] == ["Firefox on Android"]
    assert listed["public_key"] == "a-public-key"
    assert "push.example" not in devices.api.get(KIM, "/me/devices").text
    assert devices.api.get(DORA, "/me/devices").json["items"] == []
    devices.api.call(DORA, "DELETE", f"/me/devices/{made['id']}")
    assert len(devices.desks.devices.of(KIM)) == 1


def test_asking_again_changes_the_one_device(devices: Devices) -> None:
    keys = Browser().keys
    devices.ask(KIM, **keys)
    devices.ask(KIM, about=["answered"], **keys)

    (device,) = devices.desks.devices.of(KIM)
    assert device.about == ("answered",)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://metadata.internal/x"}, "endpoint"),
        ({"endpoint": "http://push.example/x"}, "endpoint"),
        ({"p256dh": "A" * 40}, "p256dh"),
        ({"auth": "A" * 43}, "auth"),
        ({"about": []}, "about"),
        ({"about": ["weather"]}, "about[0]"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"quiet": ["22:00", "22:00"]}, "quiet"),
        ({"quiet": ["22:00", "25:00"]}, "quiet[1]"),
    ],
)
def test_what_cannot_be_told_is_said(devices: Devices, change: dict[str, Any], field: str) -> None:
    refused = devices.ask(KIM, **change)

    assert (refused.status, refused.json["field"]) == (422, field)


def test_ten_devices_are_enough(devices: Devices) -> None:
    assert [devices.ask(KIM, str(n)).status for n in range(11)] == [200] * 10 + [409]
