"""Two people who were merged by mistake are two again: each with what is theirs, killed anywhere or not."""

import contextlib

import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.timeline import ChangeEntry
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.people.merging import merge
from helpdesk.usecases.people.separating import separate
from tests.fakes import FakeIntakeStore
from tests.functions.desks import DORA, KIM, LARS, PIM, Desks
from tests.functions.dying import KilledError, dying
from tests.functions.gateway import Gateway
from tests.functions.test_people_api import write

ACME = TenantRef("noord", "acme")
HOME = "/desks/noord/tenants/acme"
APART = f"{HOME}/people/kim/separation"
MERGE = {"gone": "kim", "kept": "pim"}


def tickets(api: Gateway, who: str, count: int) -> list[str]:
    return [api.post(who, "/tickets", {"subject": f"{n}", "text": "x"}).json["key"] for n in range(count)]


def whose(desks: Desks) -> dict[str, str]:
    return {ticket.key: ticket.requester.id for ticket in desks.memory.tickets.values()}


def merged(api: Gateway) -> None:
    while not api.post(LARS, f"{HOME}/merges", MERGE).json["done"]:
        pass


def test_each_has_their_own_again_and_what_came_later_stays(desks: Desks, api: Gateway) -> None:
    api.put(LARS, f"{HOME}/people/kim", {"phones": ["+31 20 123 45 67"], "vip": True})
    before = {who: api.get(LARS, f"{HOME}/people/{who}").json for who in ("kim", "pim")}
    of_kim, of_pim = tickets(api, KIM, 3), tickets(api, PIM, 2)
    merged(api)
    later = tickets(api, KIM, 1)  # by Kim's address, when that was Pim's

    done = api.call(LARS, "PUT", APART)

    assert (done.status, done.json["state"], done.json["returned"]) == (200, "undone", 3)
    assert whose(desks) == dict.fromkeys(of_kim, "kim") | dict.fromkeys([*of_pim, *later], "pim")
    assert {who: api.get(LARS, f"{HOME}/people/{who}").json for who in ("kim", "pim")} == before
    assert principal_of(desks.directory, KIM).memberships[0].person.id == "kim"
    assert principal_of(desks.directory, PIM).memberships[0].also == ()
    mine = api.get(KIM, "/tickets", view="requested").json["items"]
    assert {ticket["key"] for ticket in mine} == set(of_kim)
    assert write(desks, KIM, "after").value == "opened"
    assert api.call(LARS, "PUT", APART).json == done.json


def test_the_timeline_tells_and_the_list_of_merges_too(desks: Desks, api: Gateway) -> None:
    tickets(api, KIM, 1)
    merged(api)
    (listed,) = api.get(LARS, f"{HOME}/merges").json["items"]
    assert (listed["state"], listed["undo_until"]) == ("merged", "2026-12-16T09:00:00Z")

    api.call(LARS, "PUT", APART)

    entries = desks.memory.entries[TicketRef(ACME, 1)].values()
    told = [one for one in entries if isinstance(one, ChangeEntry) and one.field == "requester"]
    assert [one.reason for one in told] == ["merged", "separated"]
    assert told[1].new == told[0].old
    (listed,) = api.get(LARS, f"{HOME}/merges").json["items"]
    assert (listed["state"], listed["undo_until"], listed["undone_by"]) == ("undone", None, LARS)


def test_what_was_added_since_stays_and_what_was_taken_away_does_not_come_back(
    desks: Desks, api: Gateway
) -> None:
    api.put(
        LARS, f"{HOME}/people/kim", {"emails": [KIM, "k.bakker@acme.example"], "phones": ["+31201111111"]}
    )
    merged(api)
    api.put(
        LARS, f"{HOME}/people/pim",
        {"emails": [PIM, KIM, "new@acme.example"], "phones": ["+31202222222"]},
    )  # fmt: skip

    api.call(LARS, "PUT", APART)

    kim, pim = (api.get(LARS, f"{HOME}/people/{who}").json for who in ("kim", "pim"))
    assert (kim["emails"], kim["phones"]) == ([KIM], [])
    assert (pim["emails"], pim["phones"]) == ([PIM, "new@acme.example"], ["+31202222222"])


def test_who_took_part_in_the_others_ticket_does_again(desks: Desks, api: Gateway) -> None:
    tickets(api, KIM, 1)
    store = FakeIntakeStore(desks.memory)
    ticket = store.get(TicketRef(ACME, 1))
    pim = desks.memory.people[ACME, "pim"].ref
    desks.memory.tickets[ticket.ref] = replace(ticket, participants=(pim,))
    merged(api)
    assert store.get(ticket.ref).participants == ()

    api.call(LARS, "PUT", APART)

    after = store.get(ticket.ref)
    assert (after.participants, after.former, after.requester.id) == ((pim,), (), "kim")


def test_somebody_suspended_since_is_not_let_in_by_it(desks: Desks, api: Gateway) -> None:
    merged(api)
    api.put(LARS, f"{HOME}/people/pim", {"suspended": True})

    api.call(LARS, "PUT", APART)

    assert [desks.memory.people[ACME, who].suspended for who in ("kim", "pim")] == [True, True]


def test_what_has_to_be_done_first_is_said(desks: Desks, api: Gateway) -> None:
    assert api.call(LARS, "PUT", APART).status == 404  # never merged
    tickets(api, KIM, 3)
    lars = principal_of(desks.directory, LARS)
    merge(desks.deps, lars, ACME, "kim", "pim", most=1)
    assert "under way" in api.call(LARS, "PUT", APART).json["detail"]
    merged(api)
    api.put(LARS, f"{HOME}/people/zoe", {"emails": ["zoe@acme.example"]})
    api.post(LARS, f"{HOME}/merges", {"gone": "pim", "kept": "zoe"})

    refused = api.call(LARS, "PUT", APART)

    assert (refused.status, "undo that first" in refused.json["detail"]) == (409, True)
    assert api.call(LARS, "PUT", f"{HOME}/people/pim/separation").json["state"] == "undone"
    assert set(whose(desks).values()) == {"pim"}
    assert api.call(LARS, "PUT", APART).json["returned"] == 3
    assert set(whose(desks).values()) == {"kim"}


def test_after_thirty_days_it_stays_as_it_is(desks: Desks, api: Gateway) -> None:
    tickets(api, KIM, 1)
    merged(api)
    desks.later(days=31)

    assert api.call(LARS, "PUT", APART).status == 409
    assert api.get(LARS, f"{HOME}/merges").json["items"][0]["undo_until"] is None
    assert set(whose(desks).values()) == {"pim"}


def test_they_can_be_merged_again_the_other_way_round_too(desks: Desks, api: Gateway) -> None:
    tickets(api, KIM, 2)
    merged(api)
    api.call(LARS, "PUT", APART)

    assert api.post(LARS, f"{HOME}/merges", {"gone": "pim", "kept": "kim"}).json["done"] is True
    assert principal_of(desks.directory, PIM).memberships[0].person.id == "kim"


@pytest.mark.parametrize("dies_at", range(1, 9))
def test_killed_at_any_write_the_same_request_goes_on(desks: Desks, api: Gateway, dies_at: int) -> None:
    of_kim, of_pim = tickets(api, KIM, 5), tickets(api, PIM, 1)
    merged(api)
    lars = principal_of(desks.directory, LARS)

    with contextlib.suppress(KilledError):
        desks.memory.before_write.append(dying(desks, dies_at))
        while not separate(desks.deps, lars, ACME, "kim", most=2).apart:
            pass
    desks.memory.before_write.clear()
    while not separate(desks.deps, lars, ACME, "kim", most=2).apart:
        pass

    assert whose(desks) == dict.fromkeys(of_kim, "kim") | dict.fromkeys(of_pim, "pim")
    for number in range(1, 6):
        entries = desks.memory.entries[TicketRef(ACME, number)].values()
        assert sum(getattr(one, "reason", None) == "separated" for one in entries) == 1
    record = desks.memory.merges[ACME, "kim"]
    assert (record.gone.emails, record.kept.emails) == ((), ())  # nothing is kept of either any more


def test_nobody_else_hears_of_merges(api: Gateway) -> None:
    assert [api.get(who, f"{HOME}/merges").status for who in (KIM, DORA)] == [404, 404]
