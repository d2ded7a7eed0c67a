"""Every route x every kind of stranger x somebody else's object: refused, silent, and nothing has changed.

The requests are those of the matrix in tests/functions/access, which knows every route or fails; here they
are made by everybody who has no business with the object they name, by link and by key too.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from helpdesk.domain.errors import Unauthorized
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Membership, Person, PersonRef, Principal, Role
from helpdesk.domain.timeline import SYSTEM, MessageEntry, NoteEntry
from helpdesk.ports import TicketDocument, TicketWrite
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.search import SearchDeps
from helpdesk.usecases.tally import Tally
from helpdesk.web.handlers import handler
from helpdesk.web.routes import public, routes
from kb_search.api import app as search_app
from tests.events import load
from tests.fakes import FakeAttempts, FakeFeedback, FakeIntakeStore, FakeKnowledge, FakeSearch, FakeStores
from tests.fakes.desk_searches import FakeWaves, KeptSearches
from tests.functions.access.callers import Case
from tests.functions.access.desk_cases import NEW
from tests.functions.access.matrix import MATRIX
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM, Desks
from tests.functions.gateway import Gateway, Reply, request

SECRET = "the merger is on friday"  # in everything of acme that a stranger could come across
ACME, DUINRAND, GLOBEX = (
    TenantRef("noord", "acme"),
    TenantRef("noord", "duinrand"),
    TenantRef("host", "globex"),
)
ZOE, MIRA = "zoe@acme.example", "mira@duinrand.example"

Enter = Callable[[Desks], Principal]


def person(email: str) -> Enter:
    return lambda desks: principal_of(desks.directory, email)


def link(who: PersonRef, ref: TicketRef, role: Role = Role.REQUESTER) -> Enter:
    """By a mail's link to that ticket; a link never makes more than a requester, but were it so …"""
    scope = ref.scope
    member = Membership(role=role, desk=scope.desk, tenant=scope.tenant, person=who)
    return lambda _: Principal(email=who.email, name=who.name, memberships=(member,), ticket=ref)


KIM_REF = PersonRef(id="kim", name="Kim", email=KIM)
DORA_REF = PersonRef(id="dora", name="Dora", email=DORA)
GIL_REF = PersonRef(id="gil", name="Gil", email=GIL)

NOBODY = Principal(email="eve@evil.example", name="Eve", memberships=())

# By whose object a request names: everybody who must not get at it.
STRANGERS: dict[str, Mapping[str, Enter]] = {
    "acme": {
        "requester of another tenant": person(DORA),
        "manager of another tenant": person(MIRA),
        "requester of another desk": person(GIL),
        "admin of another desk": person(MEI),
        "link to another tenant's ticket": link(DORA_REF, TicketRef(DUINRAND, 1)),
        "link to a ticket of the same number": link(GIL_REF, TicketRef(GLOBEX, 1)),
        "link to one's own other ticket": link(KIM_REF, TicketRef(ACME, 2)),
        "manager's link to another ticket": link(KIM_REF, TicketRef(ACME, 2), Role.MANAGER),
        "colleague who is no manager": person(ZOE),
        "somebody without memberships": lambda _: NOBODY,
    },
    "noord": {
        "requester of the desk": person(KIM),
        "manager of the desk's tenant": person(PIM),
        "requester of another desk": person(GIL),
        "admin of another desk": person(MEI),
        "link to a ticket of the desk": link(KIM_REF, TicketRef(ACME, 1)),
        "somebody without memberships": lambda _: NOBODY,
    },
    "host": {
        "requester of the desk": person(GIL),
        "requester of another desk": person(KIM),
        "agent of another desk": person(ANA),
        "lead of another desk": person(LARS),
        "link to a ticket of the desk": link(GIL_REF, TicketRef(GLOBEX, 1)),
        "somebody without memberships": lambda _: NOBODY,
    },
}


def named(case: Case) -> str | None:
    """Whose object the request names; None when it names none: then it may only tell what is one's own."""
    said = f"{case.path} {msgspec.json.encode(case.given).decode()}"
    if "/tickets/ACME-1" in case.path:
        return "acme"
    if "/desks/host" in case.path or '"desk":"host"' in said:
        return "host"
    if "/desks/noord" in case.path or '"desk":"noord"' in said:
        return "noord"
    return None


NAMING = [case for case in MATRIX if named(case)]
SILENT = [case for case in MATRIX if not named(case)]


@pytest.fixture
def house(house: Gateway) -> Gateway:
    """Acme's ACME-1 holds a secret, as message and as note; kim has ACME-2, dora DUIN-1, gil GLOBEX-1."""
    api = house
    for scope, name, email, role in (
        (ACME, "zoe", ZOE, Role.REQUESTER),
        (DUINRAND, "mira", MIRA, Role.MANAGER),
    ):
        api.desks.editor.put_person(
            Person(scope=scope, id=name, name=name.title(), emails=(email,), role=role)
        )
    store = FakeIntakeStore(api.desks.memory)
    ticket = store.get(TicketRef(ACME, 1))
    entries = (
        MessageEntry(id="m2", at=api.desks.now, by=SYSTEM, text=SECRET),
        NoteEntry(id="n2", at=api.desks.now, by=SYSTEM, text=SECRET),
    )
    store.write(TicketWrite(ticket=msgspec.structs.replace(ticket, subject=SECRET), entries=entries))
    for who in (KIM, DORA, GIL):
        assert api.post(who, "/tickets", NEW).status == 201
    return api


def ask(api: Gateway, who: Principal, case: Case) -> Reply:
    query = case.given if case.method == "GET" else None
    event = request(case.method, case.path, query)
    if case.method != "GET" and case.given is not None:
        event["body"] = msgspec.json.encode(case.given).decode()
    event["requestContext"]["authorizer"] = {"principal": msgspec.json.encode(who).decode()}
    return api.send(event)


def everything(desks: Desks) -> Any:
    """What is stored, but for counts of attempts."""
    memory = copy.copy(desks.memory.__dict__)
    memory.pop("before_write")
    return copy.deepcopy((memory, desks.files.files))


@pytest.mark.parametrize("case", NAMING, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_a_stranger_is_refused_learns_nothing_and_changes_nothing(house: Gateway, case: Case) -> None:
    before = everything(house.desks)

    for name, enter in STRANGERS[named(case) or ""].items():
        if _is_theirs_too(name, case):
            continue
        reply = ask(house, enter(house.desks), case)
        refused = {403, 404, 422} if case.path in {"/tickets", "/uploads"} else {403, 404}
        assert reply.status in refused, f"{name}: {reply.status} {reply.text}"
        assert SECRET not in reply.text, name
        assert "ACME-1" not in reply.text, name
        if reply.status == 422:
            assert "cannot" in reply.json["detail"] or "say" in reply.json["detail"], name

    assert everything(house.desks) == before


def _is_theirs_too(name: str, case: Case) -> bool:
    """A tenant's lists, new tickets and what the desk knows are for its people, strangers to desk affairs."""
    own = {"requester of the desk": 0, "manager of the desk's tenant": 1}  # kim and pim in the matrix
    if "/desks/noord/" in case.path and name in own:
        return case.heard.split()[own[name]] not in {"403", "404"}
    return case.path in {"/tickets", "/uploads", "/offers"} and name in own


@pytest.mark.parametrize("case", SILENT, ids=lambda case: f"{case.method} {case.path} {case.given}")
def test_what_names_nothing_tells_nobody_of_acmes_ticket(house: Gateway, case: Case) -> None:
    for name, enter in STRANGERS["acme"].items():
        reply = ask(house, enter(house.desks), case)
        assert reply.status < 500, name
        assert SECRET not in reply.text, name
        assert "ACME-1" not in reply.text.replace("ACME-10", ""), name


def test_a_suspended_tenants_people_are_nobody(house: Gateway) -> None:
    tenant = house.desks.directory.desk("noord").tenants["acme"]
    house.desks.editor.put_tenant(msgspec.structs.replace(tenant, suspended=True))

    for email in (KIM, PIM, ZOE):
        with pytest.raises(Unauthorized):
            principal_of(house.desks.directory, email)


@pytest.mark.parametrize("number", [1, 2, 7, 12345678])
@pytest.mark.parametrize("who", [GIL, MEI, DORA, ZOE])
def test_hidden_and_missing_look_the_same(house: Gateway, who: str, number: int) -> None:
    hidden, missing = house.get(who, "/tickets/ACME-1"), house.get(who, f"/tickets/NONE-{number}")

    assert (hidden.status, hidden.json) == (missing.status, missing.json)


@pytest.mark.parametrize("view", ["queue", "mine", "requested", "organisation"])
def test_a_cursor_of_somebody_elses_list_opens_nothing(house: Gateway, view: str) -> None:
    for _ in range(2):
        assert house.post(KIM, "/tickets", NEW).status == 201
    theirs = house.get(KIM, "/tickets", view="requested", limit="1").json["next"]
    queue = house.get(ANA, "/tickets", view="queue", limit="1").json["next"]
    assert theirs
    assert queue

    for cursor in (theirs, queue):
        for who in (DORA, GIL, MEI, ZOE):
            reply = house.get(who, "/tickets", view=view, cursor=cursor)
            assert reply.status in {200, 403, 422}, reply.text
            assert SECRET not in reply.text


def test_search_finds_for_each_what_is_theirs(house: Gateway) -> None:
    index = FakeSearch()
    store = FakeIntakeStore(house.desks.memory)
    for scope, number in ((ACME, 1), (ACME, 2), (DUINRAND, 1), (GLOBEX, 1)):
        ticket = store.get(TicketRef(scope, number))
        document = TicketDocument(
            ref=ticket.ref, key=ticket.key, version=1, subject=SECRET, text=SECRET, notes="remark",
            state="new", priority="normal", requester=ticket.requester, updated_at=house.desks.now,
        )  # fmt: skip
        index.update(scope.desk, [document])
    deps = SearchDeps(
        index=index,
        directory=house.desks.directory,
        knowledge=FakeKnowledge(house.desks.memory.knowledge),
        feedback=FakeFeedback(house.desks.memory.knowledge),
        stores=FakeStores(house.desks.memory),
        attempts=FakeAttempts(),
        tally=Tally(),
        waves=FakeWaves(KeptSearches()),
        now=lambda: house.desks.now,
    )
    handle = handler(search_app, lambda: deps)

    def found(enter: Enter, q: str = "merger") -> set[str]:
        event = load("api-request")
        event |= {"resource": "/api/v1/search", "path": "/api/v1/search"}
        event["requestContext"] |= {"resourcePath": "/api/v1/search"}
        event["multiValueQueryStringParameters"] = {"q": [q]}
        principal = msgspec.json.encode(enter(house.desks)).decode()
        event["requestContext"]["authorizer"] = {"principal": principal}
        reply = handle(event, None)
        assert reply["statusCode"] == 200, reply
        return {item["key"] for item in msgspec.json.decode(reply["body"])["items"]}

    assert found(person(KIM)) == {"ACME-1", "ACME-2"}
    assert found(person(PIM)) == {"ACME-1", "ACME-2"}
    assert found(person(ANA)) == {"ACME-1", "ACME-2", "DUIN-1"}
    assert found(person(OMAR)) == {"ACME-1", "ACME-2", "DUIN-1", "GLOBEX-1"}
    assert found(person(PIM), "remark") == set()
    assert found(person(ANA), "remark") == {"ACME-1", "ACME-2", "DUIN-1"}
    for name, enter in STRANGERS["acme"].items():
        assert "ACME-1" not in found(enter), name
        assert "link" not in name or found(enter) == set(), name


def test_search_has_no_routes_but_these() -> None:
    """The others are tried by everybody in test_search_isolation."""
    assert {(r.method, r.path.removeprefix("/api/v1")) for r in routes(search_app)} == {
        ("GET", "/search"),
        ("POST", "/search-counts"),
        ("POST", "/suggestions"),
        ("POST", "/classifications"),
    }
    assert not public(search_app)


def test_every_route_that_names_an_object_is_tried_by_strangers() -> None:
    """By construction: a route with a place for an object cannot be among those that name none."""
    unnamed = {request(case.method, case.path)["resource"] for case in SILENT}
    elsewhere = {
        "/api/v1/quarantine/{mail}",
        "/api/v1/me/devices/{device}",  # looked for among one's own: test_push tries another's
        "/api/v1/me/sessions/{session}",  # looked for among one's own: test_own_sign_in tries another's
    }

    assert {path for path in unnamed - elsewhere if "{" in path and "/quarantine/{mail}" not in path} == set()
