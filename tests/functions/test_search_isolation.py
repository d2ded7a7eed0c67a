"""Every search, count and suggestion x everybody: nobody gets, counts or is suggested what is not theirs."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind
from helpdesk.domain.people import Membership, PersonRef, Principal, Role
from helpdesk.usecases.search_feed import feed, fill
from helpdesk.web.handlers import handler
from kb_search.api import app
from tests.contract.builders import (
    ACME,
    ACME_TWO,
    ANA,
    GLOBEX,
    LISA,
    MEI,
    OMAR,
    PIM,
    agent,
    link_to,
    manager,
    requester,
)
from tests.functions.finder import asked
from tests.search.house import House

SECRET = "merger"
NOBODY = Principal(email="eve@evil.example", name="Eve", memberships=())

TICKETS = {
    "ACME-1": (ACME, 1, LISA),
    "ACME-2": (ACME, 2, OMAR),
    "ACME-2-1": (ACME_TWO, 1, LISA),
    "GLOBEX-1": (GLOBEX, 1, LISA),
}
SPACES = {
    "for-all": ("noord", Audience(kind=AudienceKind.PUBLIC)),
    "people": ("noord", Audience(kind=AudienceKind.REQUESTERS)),
    "acme": ("noord", Audience(kind=AudienceKind.CHOSEN, tenants=("acme",))),
    "inside": ("noord", Audience(kind=AudienceKind.DESK)),
    "hosting": ("host", Audience(kind=AudienceKind.REQUESTERS)),
}
NOORD_TICKETS = {"ACME-1", "ACME-2", "ACME-2-1"}
OPEN_TO_ACME = {"for-all", "people", "acme"}

WHO: dict[str, tuple[Principal, set[str], set[str]]] = {
    "agent of the desk": (agent(ANA, "noord"), NOORD_TICKETS, {*OPEN_TO_ACME, "inside"}),
    "agent of another desk": (agent(MEI, "host"), {"GLOBEX-1"}, {"hosting"}),
    "manager": (manager(PIM, ACME), {"ACME-1", "ACME-2"}, OPEN_TO_ACME),
    "manager of another tenant": (manager(PIM, ACME_TWO), {"ACME-2-1"}, {"for-all", "people"}),
    "requester": (requester(LISA, ACME), {"ACME-1"}, OPEN_TO_ACME),
    "requester of another tenant": (requester(OMAR, ACME_TWO), set(), {"for-all", "people"}),
    "requester of another desk": (requester(OMAR, GLOBEX), set(), {"hosting"}),
    "bearer of a link": (link_to(TicketRef(ACME, 1)), set(), {"for-all"}),
    "nobody": (NOBODY, set(), set()),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(Path(tmp_path_factory.mktemp("house")))
    refs = [
        house.write(scope, number, f"{SECRET} {key}", f"{SECRET} is near", note="remark", requester=who)
        for key, (scope, number, who) in TICKETS.items()
    ]
    for space, (desk, audience) in SPACES.items():
        house.article(
            (desk, space, f"about-{space}"),
            f"{SECRET} in {space}",
            f"The {SECRET} is told here.",
            audience=audience,
        )
    feed(house.feed(), refs)
    for desk in ("noord", "host"):
        assert fill(house.feed(), desk, lambda: True)
    return house


Ask = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def ask(house: House) -> Ask:
    handle = handler(app, house.search)

    def one(who: Principal | None, method: str, path: str, **given: Any) -> tuple[int, Any]:
        if method == "POST":
            return asked(handle, who, path, body=given)
        return asked(handle, who, path, query={name: [str(value)] for name, value in given.items()})

    return one


@pytest.mark.parametrize("name", WHO)
def test_searches_facets_and_counts_end_at_what_one_may_see(ask: Ask, name: str) -> None:
    who, tickets, spaces = WHO[name]
    articles = {f"about-{space}" for space in spaces}
    for query in (
        SECRET,
        "merg",
        "mreger",
        f'"{SECRET}"',
        f"{SECRET} -nothing",
        f"{SECRET} type:ticket,article",
    ):
        status, body = ask(who, "GET", "/search", q=query)
        assert status == 200
        keys = {item["key"] for item in body["items"]}
        assert keys == tickets | articles, query
        assert body["total"] == len(keys)
        kinds = {one["value"]: one["count"] for one in body["facets"].get("type", ())}
        assert kinds == {k: n for k, n in (("ticket", len(tickets)), ("article", len(articles))) if n}
    queries = {"all": SECRET, "tickets": f"type:ticket {SECRET}", "state": "state:new", "remark": "remark"}
    counts = ask(who, "POST", "/search-counts", queries=queries)[1]["counts"]
    assert counts["all"] == len(tickets) + len(articles)
    assert counts["tickets"] == counts["state"] == len(tickets)
    assert counts["remark"] == (len(tickets) if who.desks else 0)


@pytest.mark.parametrize("name", WHO)
def test_suggestions_end_at_what_one_may_see(ask: Ask, name: str) -> None:
    who, tickets, spaces = WHO[name]
    for scope in (ACME, ACME_TWO, GLOBEX):
        tenant = {"desk": scope.desk, "tenant": scope.tenant}
        status, body = ask(
            who, "POST", "/suggestions", text=f"what about the {SECRET}", tenant=tenant, limit=10
        )
        theirs = who.on_desk(scope.desk) is not None if who.ticket is None else False
        mine = who.in_tenant(scope) is not None
        if not (theirs or mine):
            assert status == 404
            assert SECRET not in json.dumps(body)
            continue
        assert status == 200
        here = {f"about-{space}" for space in spaces if SPACES[space][0] == scope.desk}
        assert {one["id"] for one in body["articles"]} == here
        shown = {one["key"] for one in (*body["open"], *body["solved"])}
        desks = {key for key, (where, _, _) in TICKETS.items() if where.desk == scope.desk}
        assert shown == (desks if theirs else set())
        assert shown <= tickets


@pytest.mark.parametrize("name", WHO)
def test_only_the_desk_is_told_what_its_tickets_are(ask: Ask, name: str) -> None:
    who, *_ = WHO[name]
    tenant = {"desk": "noord", "tenant": "acme"}
    status, body = ask(who, "POST", "/classifications", text=SECRET, tenant=tenant)
    if name == "agent of the desk":
        assert status == 200
        keys = {one["key"] for guess in body["priority"] for one in guess["based_on"]}
        assert keys
        assert keys <= NOORD_TICKETS
    else:
        assert status in {403, 404}
        assert "ACME" not in json.dumps(body)


def test_what_a_ticket_is_filtered_by_tells_its_requester_nothing(ask: Ask) -> None:
    lisa = requester(LISA, ACME)
    assert ask(lisa, "GET", "/search", q="team:none type:ticket")[1]["total"] == 0
    assert ask(lisa, "GET", "/search", q="assignee:none")[1]["total"] == 0
    body = ask(lisa, "GET", "/search", q=SECRET)[1]
    assert set(body["facets"]) == {"state", "priority", "tenant", "type"}
    assert ask(lisa, "GET", "/search", q="type:person lisa")[1]["items"] == []


def test_without_a_principal_nothing_is_answered(ask: Ask) -> None:
    for method, path in (
        ("GET", "/search"), ("POST", "/search-counts"),
        ("POST", "/suggestions"), ("POST", "/classifications"),
    ):  # fmt: skip
        assert ask(None, method, path)[0] == 401


def test_somebody_in_two_places_is_told_of_both(ask: Ask) -> None:
    both = Principal(
        email=LISA.email,
        name=LISA.name,
        memberships=(
            Membership(role=Role.AGENT, desk="host", person=LISA),
            Membership(role=Role.REQUESTER, desk="noord", tenant="acme", person=LISA),
        ),
    )
    body = ask(both, "GET", "/search", q=f"{SECRET} type:ticket")[1]
    assert {item["key"] for item in body["items"]} == {"ACME-1", "GLOBEX-1"}
    assert ask(both, "POST", "/suggestions", text=SECRET)[0] == 200  # one tenant: no need to name it


def test_those_in_copy_find_their_ticket(house: House, ask: Ask) -> None:
    copied = PersonRef(id="", name="Carla", email="carla@acme.example")
    ref = house.write(ACME, 7, "Copied in", "hello carla", participants=(copied,))
    feed(house.feed(), [ref])
    house.clock.advance(timedelta(seconds=5))
    carla = PersonRef(id="carla", name="Carla", email="Carla@acme.example")
    assert [i["key"] for i in ask(requester(carla, ACME), "GET", "/search", q="copied")[1]["items"]] == [
        "ACME-7"
    ]
    elsewhere = requester(carla, TenantRef("noord", "acme-2"))
    assert ask(elsewhere, "GET", "/search", q="copied")[1]["items"] == []
