"""Configuration: read as one, unique where it must be, and every write repeatable."""

from collections.abc import Callable

import pytest
from msgspec import Struct
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, Desk, NamedCalendar, Team
from helpdesk.domain.errors import Conflict, Invalid, NotFound, PersonExists, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.people import Role
from helpdesk.domain.policies import Policy
from helpdesk.domain.routing import Routing, RoutingOutcome, RoutingRule
from helpdesk.domain.versions import version_of
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    ANA,
    GLOBEX,
    LISA,
    OMAR,
    RULE,
    office_hours,
    person,
    tenant,
)
from tests.contract.houses import House


def test_a_desk_is_read_whole(house: House) -> None:
    config = house.directory.desk("noord")
    assert config.desk == Desk(id="noord", name="Noord IT")
    assert config.tenants == {"acme": tenant(ACME, "ACME"), "acme-2": tenant(ACME_TWO, "ACMETWO")}
    assert config.teams == {"first-line": Team(id="first-line", name="First line")}
    assert config.agents == {"ana": Agent(person=ANA, role=Role.AGENT, teams=("first-line",))}
    assert config.calendars == {"office": NamedCalendar(id="office", name="Office", spec=office_hours())}
    assert config.policies == {"standard": Policy(id="standard", rules=(RULE,))}
    assert set(house.directory.desk("host").tenants) == {"globex"}


@pytest.mark.parametrize("desk", ["nobody", "", "noord#CONFIG", "noord/acme", "NOORD", "x" * 3000])
def test_a_desk_that_is_not_there_is_not_found(house: House, desk: str) -> None:
    with pytest.raises(NotFound):
        house.directory.desk(desk)


def test_addresses_and_prefixes_lead_to_tenants(house: House) -> None:
    assert house.directory.tenant_of_address("Support@ACME.example") == ACME
    assert house.directory.tenant_of_address("support@acme-2.example") == ACME_TWO
    assert house.directory.tenant_of_address("nobody@acme.example") is None
    assert house.directory.tenant_of_address("") is None
    assert house.directory.tenant_of_address("x" * 5000) is None
    assert house.directory.tenant_of_prefix("acme") == ACME
    assert house.directory.tenant_of_prefix("GLOBEX") == GLOBEX
    assert house.directory.tenant_of_prefix("NONE") is None


def test_furnishing_twice_changes_nothing(house: House) -> None:
    house.intake.next_number(ACME)
    house.editor.put_desk(Desk(id="noord", name="Noord IT"))
    house.editor.put_tenant(tenant(ACME, "ACME"))
    house.editor.put_agent("noord", Agent(person=ANA, role=Role.AGENT, teams=("first-line",)))
    house.editor.put_person(person(LISA))
    assert house.intake.next_number(ACME) == 2
    assert len(house.directory.memberships(ANA.email)) == 1
    assert house.directory.people(ACME) == (person(LISA),)


def test_what_was_asked_for_before_it_was_made_is_there_at_once(house: House) -> None:
    new = tenant(TenantRef("noord", "winch"), "WINCH", addresses=("help@winch.example",))
    with pytest.raises(NotFound):
        house.directory.desk("dock")
    assert house.directory.tenant_of_prefix("WINCH") is None
    assert house.directory.tenant_of_address("help@winch.example") is None
    house.editor.put_tenant(new)
    house.editor.put_desk(Desk(id="dock", name="Dry dock"))
    assert house.directory.tenant_of_prefix("WINCH") == new.ref
    assert house.directory.tenant_of_address("help@winch.example") == new.ref
    assert house.directory.desk("dock").desk.name == "Dry dock"


def test_rules_and_letters_are_written_over_what_was_seen(house: House) -> None:
    """Where there are none yet, over none."""
    rules = Routing(rules=(RoutingRule(id="vip", name="VIP", set=RoutingOutcome(team="first-line")),))
    letters = MailTemplates(letters={LetterKind.ANSWER: {"": MailTemplate(subject="Re")}})
    cases: tuple[tuple[Callable[..., None], Struct, Struct], ...] = (
        (house.editor.put_routing, Routing(), rules),
        (house.editor.put_templates, MailTemplates(), letters),
    )
    for put, none, some in cases:
        put("noord", "acme", some, expected=version_of(none))
        with pytest.raises(VersionConflict):
            put("noord", "acme", none, expected=version_of(none))
        put("noord", "acme", none, expected=version_of(some))
    mail = house.directory.fresh("noord").mail
    assert (mail.routing["acme"], mail.templates["acme"]) == (Routing(), MailTemplates())


def test_calendars_and_policies_are_written_over_what_was_seen(house: House) -> None:
    config = house.directory.fresh("noord")
    cases: tuple[tuple[Callable[..., None], Struct], ...] = (
        (house.editor.put_calendar, config.calendars["office"]),
        (house.editor.put_policy, config.policies["standard"]),
    )
    for put, old in cases:
        put("noord", replace(old, name="Mine"), expected=version_of(old))
        with pytest.raises(VersionConflict):
            put("noord", replace(old, name="Theirs"), expected=version_of(old))
        put("noord", replace(old, id="new"), expected=version_of(None))
        with pytest.raises(VersionConflict):
            put("noord", replace(old, id="new"), expected=version_of(None))
    assert house.directory.fresh("noord").policies["standard"].name == "Mine"


def test_an_address_has_one_tenant(house: House) -> None:
    greedy = tenant(GLOBEX, "GLOBEX", addresses=("sales@globex.example", "SUPPORT@acme.example"))
    with pytest.raises(Conflict):
        house.editor.put_tenant(greedy)
    assert house.directory.tenant_of_address("support@acme.example") == ACME
    assert house.directory.tenant_of_address("sales@globex.example") is None


def test_a_host_has_one_tenant_of_all_desks_and_is_free_again_when_dropped(house: House) -> None:
    name = "support.acme.example"
    house.editor.put_tenant(tenant(ACME, "ACME", hosts=(name, "help.acme.example")))
    assert house.directory.tenant_of_host("Support.ACME.example") == ACME
    assert house.directory.tenant_of_host("") is None
    assert house.directory.tenant_of_host("x" * 5000) is None
    for other, prefix in ((GLOBEX, "GLOBEX"), (ACME_TWO, "ACMETWO")):
        with pytest.raises(Conflict):
            house.editor.put_tenant(tenant(other, prefix, hosts=("desk.globex.example", name)))
    assert house.directory.tenant_of_host("desk.globex.example") is None

    house.editor.put_tenant(tenant(ACME, "ACME", hosts=("help.acme.example",)))
    house.editor.put_tenant(tenant(GLOBEX, "GLOBEX", hosts=(name,)))
    house.clock.at = house.clock.at.replace(hour=12)
    assert house.directory.tenant_of_host(name) == GLOBEX
    assert house.directory.tenant_of_host("help.acme.example") == ACME
    house.editor.put_tenant(tenant(GLOBEX, "GLOBEX", hosts=(name,)))


def test_a_host_that_was_dropped_leaves_the_next_holder_alone(house: House) -> None:
    house.editor.put_tenant(tenant(ACME, "ACME", hosts=("a.example.org", "b.example.org")))
    house.editor.put_tenant(tenant(ACME, "ACME"))
    house.editor.put_tenant(tenant(GLOBEX, "GLOBEX", hosts=("a.example.org",)))
    house.editor.put_tenant(tenant(ACME, "ACME", hosts=("b.example.org",)))
    assert house.directory.tenant_of_host("a.example.org") == GLOBEX
    assert house.directory.tenant_of_host("b.example.org") == ACME


def test_whose_a_name_is_can_be_asked_past_what_is_remembered(house: House) -> None:
    address, name = "it@acme.example", "it.acme.example"

    def holders(*, anew: bool) -> set[TenantRef | None]:
        found = house.directory.tenant_of_address(address, anew=anew)
        return {found, house.directory.tenant_of_host(name, anew=anew)}

    house.editor.put_tenant(tenant(ACME, "ACME", addresses=(address,), hosts=(name,)))
    assert holders(anew=False) == {ACME}
    house.editor.put_tenant(tenant(ACME, "ACME"))
    house.editor.put_tenant(tenant(GLOBEX, "GLOBEX", addresses=(address,), hosts=(name,)))

    assert holders(anew=True) == {GLOBEX}
    assert holders(anew=False) == {GLOBEX}  # from then on it is remembered
    assert house.directory.tenant_of_prefix("ACME", anew=True) == ACME


def test_numbers_to_call_somebody_at_can_be_asked_past_what_is_remembered(house: House) -> None:
    assert house.directory.phones(ACME, "nobody") == ()
    for number in ("+311", "+312"):
        house.editor.put_person(replace(person(LISA), phones=(number,)))
        assert house.directory.phones(ACME, LISA.id, anew=True) == (number,)
        assert house.directory.phones(ACME, LISA.id) == (number,)
    assert house.directory.phones(GLOBEX, LISA.id) == ()


def test_a_prefix_has_one_tenant(house: House) -> None:
    with pytest.raises(Conflict):
        house.editor.put_tenant(tenant(GLOBEX, "ACME"))
    assert house.directory.tenant_of_prefix("ACME") == ACME


@pytest.mark.parametrize("prefix", ["acme", "A", "", "A-1", "ACMEACMEACME"])
def test_a_prefix_is_well_formed(house: House, prefix: str) -> None:
    with pytest.raises(Invalid) as refused:
        house.editor.put_tenant(tenant(ACME, prefix))
    assert refused.value.field == "prefix"


def test_a_dropped_address_is_free_again_and_a_former_prefix_stays(house: House) -> None:
    moved = tenant(ACME, "ACM", address="hulp@acme.example")
    house.editor.put_tenant(moved)
    house.clock.at = house.clock.at.replace(hour=12)
    assert house.directory.tenant_of_address("support@acme.example") is None
    assert house.directory.tenant_of_address("hulp@acme.example") == ACME
    assert house.directory.tenant_of_prefix("ACM") == ACME
    assert house.directory.tenant_of_prefix("ACME") == ACME
    house.editor.put_tenant(tenant(ACME_TWO, "ACMETWO", addresses=("support@acme.example",)))
    assert house.directory.tenant_of_address("hulp@acme.example") == ACME


def test_nothing_is_put_under_a_desk_that_is_not_there(house: House) -> None:
    house_of_cards = "cards"
    with pytest.raises(NotFound):
        house.editor.put_tenant(tenant(TenantRef(house_of_cards, "x"), "XX"))
    with pytest.raises(NotFound):
        house.editor.put_team(house_of_cards, Team(id="t", name="T"))
    with pytest.raises(NotFound):
        house.editor.put_agent(house_of_cards, Agent(person=OMAR, role=Role.AGENT))
    with pytest.raises(NotFound):
        house.editor.put_person(person(OMAR, TenantRef("noord", "cards")))
    assert house.directory.tenant_of_prefix("XX") is None
    assert house.directory.memberships(OMAR.email) == ()


@pytest.mark.parametrize("bad", ["", "A", "a/b", "a#b", "x" * 32, "-a", "ä"])
def test_ids_are_well_formed(house: House, bad: str) -> None:
    with pytest.raises(Invalid):
        house.editor.put_desk(Desk(id=bad, name="Bad"))
    with pytest.raises(Invalid):
        house.editor.put_tenant(tenant(TenantRef("noord", bad), "BAD"))
    with pytest.raises(Invalid):
        house.editor.put_team("noord", Team(id=bad, name="Bad"))
    with pytest.raises(Invalid):
        house.editor.put_person(person(replace(OMAR, id=bad)))


def test_memberships_tell_everything_an_address_may_do(house: House) -> None:
    house.editor.put_person(person(replace(ANA, id="ana-too"), GLOBEX, Role.MANAGER))
    found = house.directory.memberships(" ANA@noord.example ")
    assert [(m.desk, m.tenant, m.role, m.person.id) for m in found] == [
        ("host", "globex", Role.MANAGER, "ana-too"),
        ("noord", None, Role.AGENT, "ana"),
    ]
    assert house.directory.memberships("nobody@x.example") == ()
    assert house.directory.memberships("") == ()


def test_memberships_follow_a_change_at_once(house: House) -> None:
    assert house.directory.memberships(ANA.email)[0].role == Role.AGENT
    house.editor.put_agent("noord", Agent(person=ANA, role=Role.LEAD))
    assert house.directory.memberships(ANA.email)[0].role == Role.LEAD


def test_an_agent_with_a_new_address_leaves_the_old_one(house: House) -> None:
    house.editor.put_agent(
        "noord", Agent(person=replace(ANA, email="a.costa@noord.example"), role=Role.AGENT)
    )
    assert house.directory.memberships(ANA.email) == ()
    assert len(house.directory.memberships("a.costa@noord.example")) == 1


def test_an_address_signs_in_one_member_of_a_desk(house: House) -> None:
    with pytest.raises(Conflict):
        house.editor.put_agent("noord", Agent(person=replace(ANA, id="ana-2"), role=Role.ADMIN))
    assert house.directory.memberships(ANA.email)[0].role == Role.AGENT


def test_a_person_keeps_the_addresses_given_last(house: House) -> None:
    house.editor.put_person(replace(person(LISA), emails=("l.dewit@acme.example", "Lisa@home.example")))
    assert house.directory.memberships(LISA.email) == ()
    for email in ("l.dewit@acme.example", "lisa@home.example"):
        (membership,) = house.directory.memberships(email)
        assert membership.person.id == LISA.id
        assert membership.person.email == "l.dewit@acme.example"


def test_an_address_belongs_to_one_person_of_a_tenant(house: House) -> None:
    with pytest.raises(PersonExists):
        house.editor.put_person(replace(person(OMAR), emails=(OMAR.email, "LISA@acme.example")))
    assert house.directory.people(ACME) == (person(LISA),)
    house.editor.put_person(person(replace(LISA, id="lisa-two"), ACME_TWO))
    assert len(house.directory.memberships(LISA.email)) == 2


def test_an_empty_house_has_no_desk(empty_house: House) -> None:
    with pytest.raises(NotFound):
        empty_house.directory.desk("noord")
