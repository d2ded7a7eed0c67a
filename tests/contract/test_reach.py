"""Whose tickets one can see and write: everything else is not found, as if it were not there."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import NotFound, VersionConflict
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import Membership, PersonRef, Principal, Role
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.ports import PageRequest, TicketStore, TicketWrite
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    ANA,
    GLOBEX,
    LISA,
    MEI,
    NOW,
    OMAR,
    PIM,
    agent,
    link_to,
    manager,
    requester,
    ticket,
)
from tests.contract.houses import House

Asked = TypeVar("Asked")
PAGE = PageRequest()
OF_LISA, OF_OMAR, BOTH, NEIGHBOUR, FAR = (
    TicketRef(ACME, 1),
    TicketRef(ACME, 2),
    TicketRef(ACME, 3),
    TicketRef(ACME_TWO, 1),
    TicketRef(GLOBEX, 1),
)
ALL = {OF_LISA, OF_OMAR, BOTH, NEIGHBOUR, FAR}

STRANGER = Principal(email="eve@evil.example", name="Eve", memberships=())
LISA_BY_MAIL = PersonRef(id="", name="", email="LISA@acme.example")

MATRIX: dict[str, tuple[Principal, set[TicketRef]]] = {
    "agent": (agent(), {OF_LISA, OF_OMAR, BOTH, NEIGHBOUR}),
    "lead": (agent(role=Role.LEAD), {OF_LISA, OF_OMAR, BOTH, NEIGHBOUR}),
    "admin of the other desk": (agent(MEI, "host", Role.ADMIN), {FAR}),
    "manager": (manager(), {OF_LISA, OF_OMAR, BOTH}),
    "manager of the neighbour": (manager(scope=ACME_TWO), {NEIGHBOUR}),
    "requester": (requester(), {OF_LISA, BOTH}),
    "other requester": (requester(OMAR), {OF_OMAR, BOTH}),
    "same person id in another tenant": (requester(scope=GLOBEX), {FAR}),
    "requester without tickets": (requester(PIM), set()),
    "by link": (link_to(OF_LISA), {OF_LISA}),
    "by link, though an agent": (replace(agent(), ticket=OF_LISA), {OF_LISA}),
    "nobody": (STRANGER, set()),
}


@pytest.fixture
def full_house(house: House) -> House:
    for one in (
        ticket(1),
        ticket(2, requester=OMAR),
        ticket(3, requester=OMAR, participants=(LISA_BY_MAIL,)),
        ticket(1, ACME_TWO, requester=replace(LISA, id="else")),
        ticket(1, GLOBEX),
    ):
        house.intake.write(TicketWrite(ticket=one))
    return house


@pytest.mark.parametrize("who", MATRIX)
def test_who_sees_which_ticket(full_house: House, who: str) -> None:
    principal, seen = MATRIX[who]
    store = full_house.stores.for_principal(principal).tickets
    for ref in ALL:
        for ask in (store.get, store.story):
            assert found(ask, ref) == (ref in seen), (who, ref, ask.__name__)
    assert store.get_all([*ALL, replace(OF_LISA, number=404)]).keys() == set(seen)


@pytest.mark.parametrize("who", MATRIX)
def test_who_writes_which_ticket(full_house: House, who: str) -> None:
    principal, seen = MATRIX[who]
    store = full_house.stores.for_principal(principal).tickets
    for ref in ALL:
        change = TicketWrite(ticket=replace(full_house.intake.get(ref), subject="Changed"))
        assert found(store.write, change) == (ref in seen), (who, ref)
        assert (full_house.intake.get(ref).subject == "Changed") == (ref in seen)
        if ref in seen:
            full_house.intake.write(TicketWrite(ticket=replace(full_house.intake.get(ref), subject="Back")))


LISTS: dict[str, Callable[[TicketStore], object]] = {
    "queue noord": lambda store: store.queue("noord", PAGE),
    "queue host": lambda store: store.queue("host", PAGE),
    "agent noord": lambda store: store.assigned_to("noord", ANA.id, PAGE),
    "tenant acme": lambda store: store.of_tenant(ACME, PAGE),
    "tenant acme-2": lambda store: store.of_tenant(ACME_TWO, PAGE),
    "lisa of acme": lambda store: store.of_requester(ACME, LISA.id, PAGE),
    "omar of acme": lambda store: store.of_requester(ACME, OMAR.id, PAGE),
    "lisa of globex": lambda store: store.of_requester(GLOBEX, LISA.id, PAGE),
    "number acme": lambda store: store.next_number(ACME),
    "number acme-2": lambda store: store.next_number(ACME_TWO),
    "number globex": lambda store: store.next_number(GLOBEX),
}
DESK_LISTS = {
    "queue noord", "agent noord", "tenant acme", "tenant acme-2", "lisa of acme", "omar of acme",
    "number acme", "number acme-2",
}  # fmt: skip
ALLOWED: dict[str, tuple[Principal, set[str]]] = {
    "agent": (agent(), DESK_LISTS),
    "agent of the other desk": (agent(MEI, "host"), {"queue host", "lisa of globex", "number globex"}),
    "manager": (manager(), {"tenant acme", "lisa of acme", "omar of acme", "number acme"}),
    "requester": (requester(), {"lisa of acme", "number acme"}),
    "by link": (link_to(OF_LISA), set()),
    "nobody": (STRANGER, set()),
}


@pytest.mark.parametrize("who", ALLOWED)
def test_who_may_ask_for_which_list(full_house: House, who: str) -> None:
    principal, allowed = ALLOWED[who]
    store = full_house.stores.for_principal(principal).tickets
    assert {name for name, ask in LISTS.items() if found(ask, store)} == allowed


def test_a_requester_opens_only_tickets_of_their_own(full_house: House) -> None:
    store = full_house.stores.for_principal(requester()).tickets
    store.write(TicketWrite(ticket=ticket(10)))
    for foreign in (ticket(11, requester=OMAR), ticket(11, ACME_TWO), ticket(11, GLOBEX)):
        with pytest.raises(NotFound):
            store.write(TicketWrite(ticket=foreign))


def test_a_link_opens_no_new_ticket(house: House) -> None:
    store = house.stores.for_principal(link_to(OF_LISA)).tickets
    with pytest.raises(NotFound):
        store.write(TicketWrite(ticket=ticket(1)))


def test_claiming_a_foreign_ticket_does_not_show_it(full_house: House) -> None:
    """Whoever makes up a ticket that is theirs at a number that is not, learns nothing about that number."""
    store = full_house.stores.for_principal(requester()).tickets
    for version in (0, 1, 7):
        with pytest.raises(NotFound):
            store.write(TicketWrite(ticket=ticket(2, version=version)))
    assert full_house.intake.get(OF_OMAR).requester == OMAR
    with pytest.raises(VersionConflict):
        store.write(TicketWrite(ticket=ticket(1, version=7)))


def test_several_memberships_add_up(full_house: House) -> None:
    both = replace(
        agent(),
        memberships=(
            *agent().memberships,
            Membership(role=Role.REQUESTER, desk="host", tenant="globex", person=LISA),
        ),
    )
    store = full_house.stores.for_principal(both).tickets
    assert {ref for ref in ALL if found(store.get, ref)} == ALL


@pytest.mark.parametrize(
    ("principal", "seen"),
    [
        (agent(), {"noord"}),
        (agent(role=Role.ADMIN), {"noord", None}),
        (agent(MEI, "host", Role.LEAD), {"host"}),
        (manager(), set()),
        (requester(), set()),
        (replace(agent(role=Role.ADMIN), ticket=OF_LISA), set()),
        (STRANGER, set()),
    ],
)
def test_who_reads_the_quarantine(house: House, principal: Principal, seen: set[str | None]) -> None:
    for desk in ("noord", "host", None):
        house.intake.quarantine(
            QuarantinedMail(id="q1", at=NOW, cause=Cause.VIRUS, detail="", raw="inbound/q1", desk=desk)
        )
    quarantine = house.stores.for_principal(principal).quarantine
    desks = ("noord", "host", None)
    assert {desk for desk in desks if found(lambda d: quarantine.list(d, PAGE), desk)} == seen


def found(ask: Callable[[Asked], object], what: Asked) -> bool:
    try:
        ask(what)
    except NotFound:
        return False
    return True
