"""People through the API: merging in steps, suspending, and unknown senders who wait for a word."""

import pytest

from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.ids import TenantRef
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.receive import Fate, receive
from helpdesk.usecases.people.merging import merge
from tests.functions.desks import ANA, KIM, LARS, PIM, Desks
from tests.functions.gateway import Gateway

ACME = TenantRef("noord", "acme")
HOME = "/desks/noord/tenants/acme"


def tickets(api: Gateway, who: str, count: int) -> list[str]:
    return [api.post(who, "/tickets", {"subject": f"{n}", "text": "x"}).json["key"] for n in range(count)]


def test_two_people_become_one_with_everything(desks: Desks, api: Gateway) -> None:
    api.put(LARS, f"{HOME}/people/kim", {"phones": ["+31 (0)20 123 45 67"], "vip": True})
    keys = tickets(api, KIM, 3)

    done = api.post(LARS, f"{HOME}/merges", {"gone": "kim", "kept": "pim"})
    again = api.post(LARS, f"{HOME}/merges", {"gone": "kim", "kept": "pim"})

    assert done.json == again.json == {"gone": "kim", "kept": "pim", "tickets": 3, "done": True}
    person = api.get(LARS, f"{HOME}/people/pim").json
    assert (person["emails"], person["phones"], person["vip"]) == ([PIM, KIM], ["+31201234567"], True)
    assert api.get(LARS, f"{HOME}/people/kim").json["merged_into"] == "pim"
    assert principal_of(desks.directory, KIM).memberships[0].person.id == "pim"
    mine = api.get(KIM, "/tickets", view="requested").json["items"]
    assert {ticket["key"] for ticket in mine} == set(keys)
    assert {ticket["requester"]["id"] for ticket in mine} == {"pim"}
    assert api.post(LARS, f"{HOME}/merges", {"gone": "kim", "kept": "nobody"}).status == 409
    assert api.put(LARS, f"{HOME}/people/kim", {"name": "Back"}).status == 409


def test_a_ticket_tells_the_desk_alone_how_to_call_its_requester_back(api: Gateway) -> None:
    api.put(LARS, f"{HOME}/people/kim", {"phones": ["+31 (0)20 123 45 67"]})
    (key,) = tickets(api, KIM, 1)

    for who, told in ((ANA, ["+31201234567"]), (KIM, []), (PIM, [])):
        assert api.get(who, f"/tickets/{key}").json["requester_phones"] == told
    changed = api.put(ANA, f"/tickets/{key}/state", {"state": "waiting-customer"}).json
    listed = api.get(ANA, "/tickets", view="queue").json["items"][0]
    assert "requester_phones" not in changed.keys() | listed.keys()


def test_a_number_that_was_corrected_is_the_one_to_call(api: Gateway) -> None:
    (key,) = tickets(api, KIM, 1)
    for number in ("+31201234567", "+31207654321"):
        assert api.put(ANA, f"{HOME}/people/kim", {"phones": [number]}).status == 200
        assert api.get(ANA, f"/tickets/{key}").json["requester_phones"] == [number]


def test_a_merge_that_was_killed_goes_on_where_it_stopped(desks: Desks, api: Gateway) -> None:
    tickets(api, KIM, 7)
    lars = principal_of(desks.directory, LARS)

    class KilledError(Exception):
        pass

    def kill() -> None:
        raise KilledError

    for _ in range(3):  # each write before it is made, a different one every time
        desks.memory.before_write.append(kill)
        with pytest.raises(KilledError):
            merge(desks.deps, lars, ACME, "kim", "pim", most=2)
        merge(desks.deps, lars, ACME, "kim", "pim", most=1)
    while not (record := merge(desks.deps, lars, ACME, "kim", "pim", most=2)).done:
        pass

    assert (record.gone.emails, record.kept.emails) == ((KIM,), (PIM,))  # as they were: enough to undo it
    assert {ticket.requester.id for ticket in desks.memory.tickets.values()} == {"pim"}


def test_whoever_is_suspended_gets_in_nowhere_and_opens_nothing_by_mail(desks: Desks, api: Gateway) -> None:
    assert api.put(LARS, f"{HOME}/people/kim", {"suspended": True}).status == 200

    with pytest.raises(Unauthorized):
        principal_of(desks.directory, KIM)
    assert write(desks, KIM, "s1") is Fate.QUARANTINED
    assert api.put(LARS, f"{HOME}/people/kim", {"suspended": False}).status == 200
    assert write(desks, KIM, "s2") is Fate.OPENED


def test_unknown_senders_wait_until_they_are_let_in_or_blocked(desks: Desks, api: Gateway) -> None:
    config = desks.memory.configs["noord"]
    from msgspec.structs import replace

    desks.editor.put_tenant(replace(config.tenants["acme"], approve_unknown=True))
    fates = [write(desks, "new@acme.example", "u1"), write(desks, "new@acme.example", "u2"),
             write(desks, "spam@evil.example", "u3"), write(desks, KIM, "u4")]  # fmt: skip
    assert fates == [Fate.QUARANTINED, Fate.QUARANTINED, Fate.QUARANTINED, Fate.OPENED]
    waiting = api.get(LARS, f"{HOME}/approvals").json["items"]
    assert [(each["sender"], each["mails"]) for each in waiting] == [
        ("new@acme.example", 2), ("spam@evil.example", 1),
    ]  # fmt: skip

    let = api.post(LARS, f"{HOME}/approvals", {"sender": "new@acme.example", "decision": "let-in"})
    blocked = api.post(LARS, f"{HOME}/approvals", {"sender": "spam@evil.example", "decision": "block"})

    assert (let.status, len(let.json["tickets"]), blocked.status) == (200, 2, 200)
    assert write(desks, "new@acme.example", "u5") is Fate.OPENED
    assert write(desks, "spam@evil.example", "u6") is Fate.QUARANTINED
    assert api.get(LARS, f"{HOME}/approvals").json["items"] == []


def test_groups_have_people_and_go_when_they_are_empty(api: Gateway) -> None:
    board = {"items": [{"id": "board", "name": "Board"}]}
    assert api.put(LARS, f"{HOME}/groups", board).status == 200
    assert api.put(LARS, f"{HOME}/people/kim", {"groups": ["nothing"]}).status == 422
    assert api.put(ANA, f"{HOME}/people/kim", {"groups": ["board"]}).status == 403
    assert api.put(LARS, f"{HOME}/people/kim", {"groups": ["board"]}).json["groups"] == ["board"]
    assert api.put(LARS, f"{HOME}/groups", {"items": []}).status == 409
    assert [p["id"] for p in api.get(ANA, f"{HOME}/people", group="board").json["items"]] == ["kim"]


def write(desks: Desks, sender: str, name: str) -> Fate:
    """A mail to acme, and what becomes of it."""
    desks.raw.mails[f"inbound/{name}"] = (
        f"From: {sender}\r\nTo: support@acme.example\r\nMessage-ID: <{name}@x>\r\n"
        f"Subject: Hello {name}\r\n\r\nPlease help.\r\n"
    ).encode()
    notice = Notice(
        raw=f"inbound/{name}", received_at=desks.now, sender=sender, recipients=("support@acme.example",)
    )
    return receive(desks.deps.intake, notice)[0].fate


def test_a_sender_list_is_not_saved_over_somebody_elses_change(api: Gateway) -> None:
    lists = "/desks/noord/senders"
    etag = api.get(LARS, lists).headers["ETag"]
    assert api.put(LARS, lists, {"block": ["spam.example"]}, if_match=etag).status == 200

    late = api.put(LARS, lists, {"block": ["more.example"]}, if_match=etag)

    assert (late.status, late.json["code"]) == (409, "version-conflict")
    assert late.json["current"]["block"] == ["spam.example"]
