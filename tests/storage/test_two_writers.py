"""Two people who save the same thing at once: no name of either that is not kept leads anywhere afterwards.

A login left behind would go on letting somebody in, and a host name could never be given to anybody else.
"""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from helpdesk.domain.desks import Agent
from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Role
from helpdesk.domain.versions import version_of
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from tests.contract.builders import ACME, ANA, LISA, OMAR, person, tenant
from tests.contract.houses import House


class OvertakenTable(Table):
    """Right after the first read, `other` writes."""

    def __init__(self, table: Table, other: Callable[[], None]) -> None:
        self.row = table.row
        self._others = [other]

    def get(self, key: Key, *, consistent: bool = True) -> Row | None:
        found = super().get(key, consistent=consistent)
        while self._others:
            self._others.pop()()
        return found


def overtaken(table: Table, other: Callable[[], None]) -> TableDirectoryEditor:
    return TableDirectoryEditor(OvertakenTable(table, other))


def test_of_a_tenant_no_host_or_address_stays_behind(house: House, table: Table) -> None:
    first = tenant(ACME, "ACME", hosts=("a.example.org",), addresses=("a@acme.example",))
    theirs = replace(first, hosts=("b.example.org",), addresses=("b@acme.example",))
    mine = replace(first, hosts=("c.example.org",), addresses=("c@acme.example",))
    house.editor.put_tenant(first)

    overtaken(table, lambda: house.editor.put_tenant(theirs)).put_tenant(mine)

    ask = house.directory
    assert ask.fresh("noord").tenants["acme"] == mine
    assert [ask.tenant_of_host(f"{name}.example.org", anew=True) for name in "abc"] == [None, None, ACME]
    assert [ask.tenant_of_address(f"{name}@acme.example", anew=True) for name in "abc"] == [None, None, ACME]


def test_a_new_tenant_is_made_by_one_of_two(house: House, table: Table) -> None:
    new = tenant(TenantRef("noord", "winch"), "WINCH")
    theirs = replace(new, address="b@winch.example", addresses=(), hosts=("b.example.org",))
    mine = replace(new, address="c@winch.example", addresses=())

    overtaken(table, lambda: house.editor.put_tenant(theirs)).put_tenant(mine)

    assert house.directory.tenant_of_address("b@winch.example", anew=True) is None
    assert house.directory.tenant_of_host("b.example.org", anew=True) is None


def test_an_agent_signs_in_with_the_last_address_alone(house: House, table: Table) -> None:
    theirs = Agent(person=replace(ANA, email="b@noord.example"), role=Role.ADMIN)
    mine = Agent(person=replace(ANA, email="c@noord.example"), role=Role.AGENT)

    overtaken(table, lambda: house.editor.put_agent("noord", theirs)).put_agent("noord", mine)

    assert house.directory.fresh("noord").agents["ana"] == mine
    assert house.directory.memberships(ANA.email) == ()
    assert house.directory.memberships("b@noord.example") == ()
    assert len(house.directory.memberships("c@noord.example")) == 1


def test_a_person_signs_in_with_the_last_addresses_alone(house: House, table: Table) -> None:
    lisa = person(LISA)
    theirs = replace(lisa, emails=("b@acme.example",), phones=("+311",))
    mine = replace(lisa, emails=("c@acme.example",), phones=("+312",))

    overtaken(table, lambda: house.editor.put_person(theirs)).put_person(mine)

    assert house.directory.people(ACME) == (mine,)
    assert house.directory.memberships("b@acme.example") == ()
    assert len(house.directory.memberships("c@acme.example")) == 1


def test_who_is_let_go_beside_an_admin_who_goes_too_stays(house: House, table: Table) -> None:
    omar = Agent(person=OMAR, role=Role.ADMIN)
    ana = Agent(person=ANA, role=Role.ADMIN)
    gone = replace(omar, role=Role.AGENT)

    for attempt in (
        lambda editor, _: editor.put_agent("noord", replace(ana, role=Role.AGENT), beside=omar),
        lambda _, rows: rows.delete_agent("noord", "ana", beside=omar),
    ):
        house.editor.put_agent("noord", ana)
        house.editor.put_agent("noord", omar)
        busy = OvertakenTable(table, lambda: house.editor.put_agent("noord", gone))
        with pytest.raises(VersionConflict):
            attempt(TableDirectoryEditor(busy), TableAdministration(busy))
        assert house.directory.fresh("noord").agents["ana"] == ana
        house.editor.put_agent("noord", omar)
        attempt(house.editor, TableAdministration(table))
    assert "ana" not in house.directory.fresh("noord").agents


@pytest.mark.parametrize("seen", [True, False])
def test_who_says_what_they_saw_is_told_that_it_is_not_so_any_more(
    house: House, table: Table, *, seen: bool
) -> None:
    first = house.directory.fresh("noord").tenants["acme"]
    theirs, mine = replace(first, name="Theirs"), replace(first, name="Mine")
    expected = version_of(first) if seen else version_of(None)

    with pytest.raises(VersionConflict):
        overtaken(table, lambda: house.editor.put_tenant(theirs)).put_tenant(mine, expected=expected)

    assert house.directory.fresh("noord").tenants["acme"] == theirs
