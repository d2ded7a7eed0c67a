"""The road through the API: open, list, show, answer, note, assign, move."""

import msgspec
import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryKind
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.policies import ClockKind
from helpdesk.domain.timeline import SYSTEM, Attachment, MailEventEntry, MessageEntry
from helpdesk.ports import TicketWrite
from tests.fakes import FakeIntakeStore
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM, Desks
from tests.functions.gateway import Gateway

ACME = TenantRef("noord", "acme")


def opened(api: Gateway, who: str = KIM, subject: str = "Printer on fire") -> str:
    """A ticket opened in the portal; gives its key."""
    reply = api.post(who, "/tickets", {"subject": subject, "text": "Smoke, too."})
    assert reply.status == 201, reply.text
    return str(reply.json["key"])


def test_a_requester_opens_a_ticket_and_is_promised_something(api: Gateway, desks: Desks) -> None:
    reply = api.post(KIM, "/tickets", {"subject": "  Printer\non fire ", "text": "Smoke, too."})

    assert reply.status == 201
    assert reply.headers["Location"] == "/api/v1/tickets/ACME-1"
    assert reply.headers["ETag"] == '"1"'
    ticket = reply.json
    assert ticket["subject"] == "Printer on fire"
    assert ticket["tenant"] == {"ref": {"desk": "noord", "tenant": "acme"}, "name": "Acme"}
    assert (ticket["state"], ticket["priority"], ticket["channel"]) == ("new", "normal", "portal")
    assert ticket["requester"] == {"id": "kim", "name": "Kim Bakker", "email": KIM}
    first, resolution = ticket["clocks"]
    assert (first["kind"], first["state"], first["target"]) == ("first-response", "running", "PT4H")
    assert first["remaining_seconds"] == 4 * 3600
    assert first["due_at"] == ticket["next_due_at"] == "2026-11-16T13:00:00Z"
    assert resolution["kind"] == "resolution"
    (delivery,) = desks.memory.deliveries[TicketRef(ACME, 1)].values()
    assert (delivery.kind, delivery.to) == (DeliveryKind.ACKNOWLEDGEMENT, KIM)


@pytest.mark.parametrize(("said", "written"), [({"language": "zh"}, "zh"), ({}, "nl")])
def test_letters_about_a_ticket_are_written_in_what_its_requester_reads(
    api: Gateway, desks: Desks, said: dict[str, str], written: str
) -> None:
    desks.editor.put_tenant(replace(desks.memory.configs["noord"].tenants["acme"], language="nl"))

    assert api.post(KIM, "/tickets", {"subject": "打印机", "text": "坏了", **said}).status == 201

    (ticket,) = desks.memory.tickets.values()
    assert ticket.language == written


def test_a_language_that_no_letter_is_written_in_is_refused(api: Gateway) -> None:
    refused = api.post(KIM, "/tickets", {"subject": "Printer", "text": "Smoke", "language": "tlh"})

    assert (refused.status, refused.json["field"]) == (422, "language")


def test_an_agent_opens_a_ticket_for_somebody_on_the_phone(api: Gateway) -> None:
    body = {
        "subject": "No internet",
        "text": "Called from the canteen.",
        "tenant": {"desk": "noord", "tenant": "acme"},
        "requester": {"email": "New@Acme.example", "name": "Nele  Wit"},
        "priority": "urgent",
    }
    ticket = api.post(ANA, "/tickets", body).json

    assert ticket["requester"]["email"] == "new@acme.example"
    assert (ticket["requester"]["name"], ticket["channel"]) == ("Nele Wit", "phone")
    assert [clock["target"] for clock in ticket["clocks"]] == ["PT30M"]
    assert api.get("new@acme.example", f"/tickets/{ticket['key']}").status == 200


def test_a_story_is_told_to_the_desk_in_full_and_to_the_requester_in_part(api: Gateway) -> None:
    key = opened(api)
    api.post(ANA, f"/tickets/{key}/notes", {"text": "They always say that."})
    api.post(ANA, f"/tickets/{key}/messages", {"text": "Pull the plug.", "state": "waiting-customer"})
    api.put(ANA, f"/tickets/{key}/priority", {"priority": "high", "reason": "a loud customer"})
    api.put(LARS, f"/tickets/{key}/assignee", {"agent": "ana"})

    told = api.get(ANA, f"/tickets/{key}")
    heard = api.get(KIM, f"/tickets/{key}")

    assert {"message", "note", "change", "clock"} == {entry["kind"] for entry in told.json["timeline"]}
    assert {"message", "change"} == {entry["kind"] for entry in heard.json["timeline"]}
    assert "They always say that." not in heard.text
    assert "a loud customer" not in heard.text
    assert ANA not in heard.text
    assert heard.json["ticket"]["assignee"] == {"id": None, "name": "Ana Ruiz", "email": None}
    assert told.json["ticket"]["assignee"] == {"id": "ana", "name": "Ana Ruiz", "email": ANA}
    assert told.headers["ETag"] == heard.headers["ETag"] == f'"{told.json["ticket"]["version"]}"'
    messages = [entry for entry in told.json["timeline"] if entry["kind"] == "message"]
    assert [m["text"] for m in messages] == ["Smoke, too.", "Pull the plug."]
    assert [d["kind"] for d in messages[1]["deliveries"]] == ["answer"]
    assert all(not e["deliveries"] for e in heard.json["timeline"] if e["kind"] == "message")


def test_an_answer_meets_the_first_promise_and_moves_the_ticket(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    desks.later(minutes=30)

    reply = api.post(ANA, f"/tickets/{key}/messages", {"text": "On my way.", "state": "waiting-customer"})

    assert reply.status == 201
    assert reply.json["state"] == "waiting-customer"
    assert reply.json["last_by"] == "agent"
    first, resolution = reply.json["clocks"]
    assert (first["state"], first["met_at"]) == ("met", "2026-11-16T09:30:00Z")
    assert first["remaining_seconds"] is None
    assert (resolution["state"], resolution["due_at"]) == ("paused", None)


def test_a_requester_who_writes_opens_the_ticket_again(api: Gateway) -> None:
    key = opened(api)
    api.put(KIM, f"/tickets/{key}/state", {"state": "solved"})

    reply = api.post(KIM, f"/tickets/{key}/messages", {"text": "It burns again."})

    assert (reply.status, reply.json["state"], reply.json["last_by"]) == (201, "open", "requester")


def test_a_promise_that_is_late_shows_before_the_checker_came_by(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    desks.later(hours=4, minutes=1)

    clock = api.get(ANA, f"/tickets/{key}").json["ticket"]["clocks"][0]

    assert (clock["state"], clock["remaining_seconds"]) == ("breached", -60)


def test_what_the_desk_promised_itself_is_its_own_business(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    store = FakeIntakeStore(desks.memory)
    ticket = store.get(TicketRef(ACME, 1))
    internal = msgspec.structs.replace(ticket.clocks[0], kind=ClockKind.OLA, team="first")
    store.write(
        TicketWrite(
            ticket=msgspec.structs.replace(ticket, team="first", tags=("vip-ish",), clocks=(internal,))
        )
    )

    seen = api.get(ANA, f"/tickets/{key}").json["ticket"]
    shown = api.get(KIM, f"/tickets/{key}").json["ticket"]

    assert (seen["clocks"][0]["kind"], seen["clocks"][0]["team"]) == ("ola", "first")
    assert (seen["team"], seen["tags"]) == ({"id": "first", "name": "First line"}, ["vip-ish"])
    assert (shown["clocks"], shown["team"], shown["tags"]) == ([], None, [])
    assert (bool(seen["next_due_at"]), shown["next_due_at"]) == (True, None)


def test_assigning_takes_a_ticket_up_and_nobody_gives_it_back(api: Gateway) -> None:
    key = opened(api)

    taken = api.put(ANA, f"/tickets/{key}/assignee", {"agent": "lars"}).json
    back = api.put(ANA, f"/tickets/{key}/assignee", {"agent": None}).json

    assert (taken["assignee"]["id"], taken["state"]) == ("lars", "open")
    assert back["assignee"] is None


@pytest.mark.parametrize("agent", ["mei", "nobody"])
def test_only_members_of_the_ticket_s_desk_can_have_it(api: Gateway, agent: str) -> None:
    reply = api.put(ANA, f"/tickets/{opened(api)}/assignee", {"agent": agent})

    assert (reply.status, reply.json["code"], reply.json["field"]) == (422, "invalid", "agent")


def test_a_suspended_member_is_given_nothing_and_keeps_what_they_have(api: Gateway, desks: Desks) -> None:
    kept, other = opened(api), opened(api, KIM, "another")
    api.put(ANA, f"/tickets/{kept}/assignee", {"agent": "lars"})
    lars = desks.directory.desk("noord").agents["lars"]
    desks.editor.put_agent("noord", replace(lars, suspended=True))

    reply = api.put(ANA, f"/tickets/{other}/assignee", {"agent": "lars"})

    assert (reply.status, reply.json["field"]) == (422, "agent")
    assert "suspended" in reply.json["detail"]
    assert api.put(ANA, f"/tickets/{kept}/assignee", {"agent": "lars"}).status == 200


def test_the_queue_of_several_desks_is_one(api: Gateway, desks: Desks) -> None:
    keys = []
    for subject in ("one", "two", "three"):
        keys += [opened(api, KIM, subject), opened(api, GIL, subject)]
        desks.later(minutes=1)
    api.put(ANA, f"/tickets/{keys[2]}/priority", {"priority": "urgent"})

    found: list[str] = []
    start: dict[str, str] = {}
    for _ in keys:
        page = api.get(OMAR, "/tickets", view="queue", limit="2", **start).json
        assert 0 < len(page["items"]) <= 2
        found += [item["key"] for item in page["items"]]
        if page["next"] is None:
            break
        start = {"cursor": page["next"]}

    assert found == [keys[i] for i in (2, 1, 0, 3, 5, 4)]  # urgent first; equally due: by tenant
    assert [i["key"] for i in api.get(ANA, "/tickets", view="queue").json["items"]] == [
        key for key in found if key.startswith("ACME")
    ]


def test_lists_of_what_is_mine(api: Gateway) -> None:
    first, second, other = opened(api, KIM), opened(api, PIM), opened(api, DORA)
    api.put(ANA, f"/tickets/{first}/assignee", {"agent": "ana"})

    def listed(who: str, **query: str) -> list[str]:
        return [item["key"] for item in api.get(who, "/tickets", **query).json["items"]]

    assert listed(ANA, view="mine") == [first]
    assert listed(LARS, view="mine") == []
    assert listed(KIM, view="requested") == [first]
    assert set(listed(PIM, view="organisation")) == {first, second}
    assert listed(ANA, view="organisation", desk="noord", tenant="duinrand") == [other]


def test_me_is_who_i_am_and_what_for(api: Gateway) -> None:
    kim, omar = api.get(KIM, "/me").json, api.get(OMAR, "/me").json

    assert kim["person"] == {"id": None, "name": "Kim Bakker", "email": KIM}
    assert kim["memberships"] == [{"role": "requester", "desk": "noord", "tenant": "acme", "person": "kim"}]
    assert [tenant["prefix"] for tenant in kim["tenants"]] == ["ACME"]
    assert {desk["id"] for desk in omar["desks"]} == {"noord", "host"}
    assert {tenant["prefix"] for tenant in omar["tenants"]} == {"ACME", "DUIN", "GLOBEX"}
    assert "mail_key" not in api.get(OMAR, "/me").text


def test_colleagues_are_listed_by_name(api: Gateway) -> None:
    members = api.get(ANA, "/desks/noord/agents").json

    assert [agent["name"] for agent in members["agents"]] == ["Ana Ruiz", "Lars Vik", "Omar Said"]
    assert members["teams"] == [{"id": "first", "name": "First line"}]


def test_a_long_message_is_kept_whole_and_can_be_fetched(api: Gateway, desks: Desks) -> None:
    reply = api.post(KIM, "/tickets", {"subject": "Log", "text": "line\n" * 10_000})
    key = reply.json["key"]
    (message,) = api.get(KIM, f"/tickets/{key}").json["timeline"]

    link = api.get(KIM, f"/tickets/{key}/attachments/{message['id']}/text")

    assert message["whole"] is False
    assert link.status == 200
    stored = link.json["url"].partition("?")[0].removeprefix("https://files.example/")
    assert len(desks.files.get(stored)) == 49_999


def test_attachments_are_linked_and_dangerous_ones_never_by_their_type(api: Gateway, desks: Desks) -> None:
    key = opened(api)
    ref = TicketRef(ACME, 1)
    files = tuple(
        Attachment(id=id_, name=name, type=kind, size=3, sha256=id_ * 32, dangerous=dangerous)
        for id_, name, kind, dangerous in (
            ("a1", "foto.jpg", "image/jpeg", False),
            ("a2", "run.html", "text/html", True),
        )
    )
    store = FakeIntakeStore(desks.memory)
    by_mail = MessageEntry(id="m1", at=desks.now, by=SYSTEM, text="see attachment", attachments=files)
    bounced = MailEventEntry(id="m2", at=desks.now, by=SYSTEM, event="bounced", recipient=KIM)
    store.write(TicketWrite(ticket=store.get(ref), entries=(by_mail, bounced)))

    photo = api.get(KIM, f"/tickets/{key}/attachments/m1/a1").json
    page = api.get(ANA, f"/tickets/{key}/attachments/m1/a2").json

    assert photo["url"].startswith(
        f"https://files.example/noord/acme/files/{'a1' * 32}?name=foto.jpg&type=image"
    )
    assert "type=application/octet-stream" in page["url"].replace("%2F", "/")
    assert api.get(KIM, f"/tickets/{key}/attachments/m1/a9").status == 404
    assert api.get(KIM, f"/tickets/{key}/attachments/m2/a1").status == 404
    assert api.get(KIM, f"/tickets/{key}/attachments/m1/html").status == 404
    assert [e["kind"] for e in api.get(ANA, f"/tickets/{key}").json["timeline"]][-2:] == [
        "message",
        "mail-event",
    ]


def test_a_participant_sees_the_ticket_they_were_copied_on(api: Gateway, desks: Desks) -> None:
    key = opened(api, PIM)
    assert api.get(KIM, f"/tickets/{key}").status == 404
    store = FakeIntakeStore(desks.memory)
    copied = msgspec.structs.replace(
        store.get(TicketRef(ACME, 1)), participants=(PersonRef(id="", name="Kim", email=KIM),)
    )
    store.write(TicketWrite(ticket=copied))

    assert api.get(KIM, f"/tickets/{key}").status == 200
    assert MEI not in api.get(KIM, f"/tickets/{key}").text
