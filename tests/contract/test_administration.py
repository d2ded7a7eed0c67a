"""What administrators write: the same in memory and on the table, also when two write at once."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent, Desk, Team
from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Group, PersonRef, Role
from helpdesk.domain.person_merges import PersonMerge, absorbed, united
from helpdesk.domain.versions import version_of
from tests.contract.builders import ACME, ACME_TWO, ANA, LISA, MEI, NOW, OMAR, PIM, person, tenant
from tests.contract.houses import House

TREE = (Category(id="net", name="Network"), Category(id="vpn", name="VPN", parent="net"))
OFFER = (Service(id="wifi", name="Wi-Fi"),)
STALE = version_of(Desk(id="noord", name="Nobody wrote this"))


def test_every_desk_is_listed_once(house: House) -> None:
    assert house.rows.desks() == ("host", "noord")
    house.editor.put_desk(Desk(id="noord", name="Noord, renamed"))
    house.editor.put_desk(Desk(id="extra", name="Extra"))
    assert house.rows.desks() == ("extra", "host", "noord")


def test_categories_and_services_keep_their_order_and_their_desk(house: House) -> None:
    house.rows.put_categories("noord", TREE)
    house.rows.put_services("noord", OFFER)

    noord, host = house.directory.fresh("noord"), house.directory.fresh("host")
    assert tuple(noord.categories.values()) == TREE
    assert tuple(noord.services.values()) == OFFER
    assert (host.categories, host.services) == ({}, {})


def test_a_list_is_written_only_by_who_has_seen_it(house: House) -> None:
    rows, empty = house.rows, version_of(())
    rows.put_categories("noord", TREE, expected=empty)
    rows.put_services("noord", OFFER, expected=empty)
    rows.put_groups(ACME, (Group(id="board", name="Board"),), expected=empty)
    writes: tuple[Callable[[], object], ...] = (
        lambda: rows.put_categories("noord", (), expected=empty),
        lambda: rows.put_services("noord", (), expected=empty),
        lambda: rows.put_groups(ACME, (), expected=empty),
    )
    for write in writes:
        with pytest.raises(VersionConflict):
            write()
    rows.put_categories("noord", TREE[:1], expected=version_of(TREE))
    assert tuple(house.directory.fresh("noord").categories) == ("net",)


def test_nothing_is_written_under_what_is_not_there(house: House) -> None:
    with pytest.raises(NotFound):
        house.rows.put_categories("nowhere", TREE)
    with pytest.raises(NotFound):
        house.rows.put_services("nowhere", OFFER)
    with pytest.raises(NotFound):
        house.rows.put_groups(TenantRef("noord", "nobody"), ())


def test_groups_belong_to_one_tenant(house: House) -> None:
    board = (Group(id="board", name="Board"),)
    house.rows.put_groups(ACME, board)
    assert house.rows.groups(ACME) == board
    assert house.rows.groups(ACME_TWO) == ()


def test_a_check_is_kept_by_its_address_and_can_be_verified(house: House) -> None:
    asked = AddressCheck(address="support@acme.example", tenant="acme", token="ab" * 32, sent_at=NOW)
    house.rows.put_check("noord", asked)
    house.rows.put_check("noord", replace(asked, verified_at=NOW))
    assert house.directory.fresh("noord").checks == {asked.address: replace(asked, verified_at=NOW)}


def test_who_is_taken_off_a_desk_cannot_come_in_by_it(house: House) -> None:
    house.editor.put_agent("host", Agent(person=ANA, role=Role.LEAD))
    house.rows.delete_agent("noord", ANA.id)
    house.rows.delete_agent("noord", ANA.id)

    assert list(house.directory.fresh("noord").agents) == []
    assert [(m.desk, m.role) for m in house.directory.memberships(ANA.email)] == [("host", Role.LEAD)]


def test_a_team_goes_and_the_others_stay(house: House) -> None:
    house.editor.put_team("noord", Team(id="second", name="Second"))
    house.rows.delete_team("noord", "first-line")
    assert list(house.directory.fresh("noord").teams) == ["second"]
    assert list(house.directory.fresh("host").teams) == ["first-line"]


def test_an_operator_comes_in_without_any_desk(house: House) -> None:
    olive = PersonRef(id="operator", name="Olive", email="olive@cloud.example")
    house.rows.put_operator(olive)
    house.rows.put_operator(olive)
    assert [(m.role, m.desk) for m in house.directory.memberships(olive.email)] == [(Role.OPERATOR, "")]


def test_one_person_is_read_as_stored(house: House) -> None:
    assert house.rows.person(ACME, LISA.id) == person(LISA)
    assert house.rows.person(ACME_TWO, LISA.id) is None


Write = Callable[[House, int], None]

WRITES: dict[str, Write] = {
    "desk": lambda house, seen: house.editor.put_desk(Desk(id="noord", name="Mine"), expected=seen),
    "tenant": lambda house, seen: house.editor.put_tenant(tenant(ACME, "ACME", name="Mine"), expected=seen),
    "team": lambda house, seen: house.editor.put_team(
        "noord", Team(id="first-line", name="Mine"), expected=seen
    ),
    "agent": lambda house, seen: house.editor.put_agent(
        "noord", Agent(person=ANA, role=Role.LEAD), expected=seen
    ),
    "person": lambda house, seen: house.editor.put_person(replace(person(LISA), name="Mine"), expected=seen),
}


def _seen(house: House, what: str) -> int:
    config = house.directory.fresh("noord")
    stored = {
        "desk": config.desk,
        "tenant": config.tenants["acme"],
        "team": config.teams["first-line"],
        "agent": config.agents[ANA.id],
        "person": house.rows.person(ACME, LISA.id),
    }[what]
    assert stored is not None
    return version_of(stored)


@pytest.mark.parametrize("what", WRITES)
def test_the_editor_writes_over_what_was_seen_and_over_nothing_else(house: House, what: str) -> None:
    write, seen = WRITES[what], _seen(house, what)
    with pytest.raises(VersionConflict):
        write(house, STALE)
    assert _seen(house, what) == seen
    write(house, seen)
    assert _seen(house, what) != seen
    with pytest.raises(VersionConflict):
        write(house, seen)


def test_nothing_can_have_been_seen_of_what_is_not_there(house: House) -> None:
    with pytest.raises(VersionConflict):
        house.editor.put_team("noord", Team(id="third", name="Third"), expected=STALE)
    with pytest.raises(VersionConflict):
        house.editor.put_agent("noord", Agent(person=MEI, role=Role.AGENT), expected=STALE)
    with pytest.raises(VersionConflict):
        house.editor.put_person(person(OMAR), expected=STALE)
    config = house.directory.fresh("noord")
    assert (list(config.teams), list(config.agents)) == (["first-line"], [ANA.id])
    assert house.rows.person(ACME, OMAR.id) is None


def test_two_who_were_merged_are_two_again_in_one_write(house: House) -> None:
    first = replace(person(LISA), emails=(LISA.email, "l@acme.example"))
    second = replace(person(PIM), phones=("+31201234567",))
    house.editor.put_person(first)
    house.editor.put_person(second)
    record = PersonMerge(gone=second, kept=first, by="lin@noord.example", at=NOW)
    one, signpost = united(first, second), absorbed(second, first)
    house.rows.absorb(record, one, signpost)
    undone = replace(record, undone_at=NOW)

    with pytest.raises(VersionConflict):
        house.rows.separate(undone, before=undone, kept=(one, first), gone=(signpost, second))
    with pytest.raises(VersionConflict):
        house.rows.separate(undone, before=record, kept=(first, first), gone=(signpost, second))
    assert house.directory.memberships(PIM.email)[0].person.id == LISA.id
    house.rows.separate(undone, before=record, kept=(one, first), gone=(signpost, second))

    assert (house.rows.person(ACME, LISA.id), house.rows.person(ACME, PIM.id)) == (first, second)
    assert house.directory.memberships(PIM.email)[0] == second.membership
    assert house.directory.memberships(LISA.email)[0] == first.membership
    found = house.callers.listed("noord", "pim", 10)
    assert {caller.id for caller in found} == {PIM.id}
    assert house.rows.merges(ACME) == (undone,)
    assert house.rows.merges(ACME_TWO) == ()


def test_how_far_a_merge_is_is_noted_over_what_was_read(house: House) -> None:
    first, second = person(LISA), person(PIM)
    house.editor.put_person(first)
    house.editor.put_person(second)
    record = PersonMerge(gone=second, kept=first, by="lin@noord.example", at=NOW)
    house.rows.absorb(record, united(first, second), absorbed(second, first))

    house.rows.note_merge(replace(record, tickets=2), before=record)
    with pytest.raises(VersionConflict):
        house.rows.note_merge(replace(record, tickets=9), before=record)

    assert house.rows.merge_of(ACME, PIM.id) == replace(record, tickets=2)
