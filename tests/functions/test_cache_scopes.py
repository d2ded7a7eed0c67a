"""No cache gives one scope what is another's: each says whose its answers are; a new one must do so here."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.own_sign_in import DoorPolicy
from helpdesk.domain.people import Person, PersonRef
from helpdesk.ports import Session
from helpdesk.scoped_rights import ScopedRights
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.own_sign_ins import TableDoorPolicies
from helpdesk.storage.schema import table_request
from helpdesk.storage.scoped import TableStores
from helpdesk.storage.table import Table
from helpdesk.storage.tables import OneTable
from tests.contract.builders import NOW
from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM, Desks, furnish_desks
from tests.functions.gateway import Gateway

FUNCTIONS = Path(__file__).parents[2] / "functions"
PURE = "a function of its arguments alone: it reads no store, and knows nobody"
PROCESS = "what a process is made of: clients, settings, code"
CACHES = {
    "helpdesk/storage/directory.py": "by the desk's id; addresses and prefixes by their whole key",
    "helpdesk/storage/own_sign_ins.py": "by the desk's id",
    "helpdesk/bootstrap/__init__.py": PROCESS,
    "helpdesk/bootstrap/parts.py": PROCESS,
    "helpdesk/observe.py": PROCESS,
    "helpdesk/adapters/clients.py": PROCESS,
    "helpdesk/adapters/web_push/sender.py": PROCESS,  # the house's own key for notices
    "helpdesk/search/schema.py": PROCESS,
    "helpdesk/search/languages.py": PROCESS,
    "helpdesk/web/routes.py": PROCESS,
    "helpdesk/web/handlers.py": PROCESS,
    "authorizer/handler.py": PROCESS,
    "sign_in/handler.py": PROCESS,
    "helpdesk/usecases/knowledge/rendering.py": PROCESS,
    "helpdesk/mail/outgoing/templates.py": PROCESS,
    "helpdesk/mail/outgoing/own_words.py": PURE,  # whether a text is a template, by the text
    "helpdesk/mail/reply/lines.py": PURE,
    "helpdesk/mail/mime/charsets.py": PURE,
    "helpdesk/usecases/agreements.py": PURE,  # a calendar compiled, by all that its specification says
    "helpdesk/holiday_days.py": PURE,
    "helpdesk/domain/targets.py": PURE,
    "helpdesk/domain/clocks.py": PURE,
    "helpdesk/domain/zones.py": PURE,
    "helpdesk/domain/privacy/words.py": PURE,  # a character without its accent
    "tickets_api/views/tickets.py": "of one request's viewer, made anew for each",
}
_MARKS = {"cache", "lru_cache", "cached_property", "Cache"}


def _caches(source: str) -> bool:
    """Whether a module keeps answers by any of the ways that this code knows."""
    tree = ast.parse(source)
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    decorating = (
        mark for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for mark in node.decorator_list
    )
    names = (getattr(one, "attr", getattr(one, "id", "")) for one in (*called, *decorating))
    subscripted = any(
        isinstance(node, ast.AnnAssign) and "Cache[" in ast.unparse(node.annotation)
        for node in ast.walk(tree)
    )
    return subscripted or bool(_MARKS & set(names))


def test_every_cache_says_whose_its_answers_are() -> None:
    found = {
        str(path.relative_to(FUNCTIONS))
        for path in FUNCTIONS.rglob("*.py")
        if "__pycache__" not in path.parts and _caches(path.read_text(encoding="utf-8"))
    }

    assert found == set(CACHES)


@pytest.fixture
def table() -> Iterator[Table]:
    with mock_aws():
        made = Table("caches", region="eu-west-1")
        asked = {**table_request("caches")}
        del asked["StreamSpecification"]
        made.row._get_connection().connection.dispatch("CreateTable", asked)
        yield made


@pytest.fixture
def warm(table: Table) -> tuple[Desks, Gateway]:
    """The API of one process, with the caches that it has."""
    desks = Desks()
    furnish_desks(TableDirectoryEditor(table))
    desks.deps = replace(
        desks.deps, stores=TableStores(OneTable(table), 4),
        directory=TableDirectory(table, lambda: desks.now), editor=TableDirectoryEditor(table),
    )  # fmt: skip
    return desks, Gateway(desks)


ASKED = [
    ("/tickets/ACME-1", {}, (KIM, PIM, ANA, LARS, OMAR), (DORA, GIL, MEI)),
    ("/tickets/GLOBEX-1", {}, (GIL, MEI, OMAR), (KIM, PIM, DORA, ANA, LARS)),
    ("/desks/noord/teams", {}, (ANA, LARS, OMAR), (KIM, PIM, DORA, GIL, MEI)),
    ("/desks/host/teams", {}, (MEI, OMAR), (KIM, PIM, DORA, GIL, ANA, LARS)),
    ("/desks/noord/agents", {}, (ANA, LARS, OMAR), (KIM, PIM, DORA, GIL, MEI)),
    ("/tickets", {"view": "queue", "desk": "noord"}, (ANA, LARS, OMAR), (KIM, PIM, DORA, GIL, MEI)),
]


def test_what_one_asked_for_warms_nothing_for_another(warm: tuple[Desks, Gateway]) -> None:
    """Whoever asks first, and again after everybody else: the answers are the same."""
    _, api = warm
    for who in (KIM, GIL):
        assert api.post(who, "/tickets", {"subject": "x", "text": "y"}).status == 201

    for _ in range(2):
        for path, query, insiders, strangers in ASKED:
            assert {api.get(who, path, **query).status for who in insiders} == {200}, path
            assert {api.get(who, path, **query).status for who in strangers} <= {403, 404}, path
            assert {api.get(who, path, **query).status for who in insiders} == {200}, path
    for who, only in ((KIM, "ACME-1"), (GIL, "GLOBEX-1")):
        items = api.get(who, "/tickets", view="requested").json["items"]
        assert [one["key"] for one in items] == [only]


def test_desks_addresses_and_prefixes_of_one_directory_are_kept_apart(table: Table) -> None:
    """Names that begin alike, and a prefix that is written like an address."""
    editor = TableDirectoryEditor(table)
    furnish_desks(editor)
    desk = TableDirectory(table, lambda: NOW).desk("noord").desk
    editor.put_desk(replace(desk, id="noord-2", name="Another"))
    directory = TableDirectory(table, lambda: NOW)

    for _ in range(2):
        names = {one: directory.desk(one).desk.name for one in ("noord", "noord-2", "host")}
        assert names == {"noord": "Noord IT", "noord-2": "Another", "host": "Host & Co"}
        assert directory.tenant_of_prefix("ACME") == TenantRef("noord", "acme")
        assert directory.tenant_of_address("support@acme.example") == TenantRef("noord", "acme")
        assert directory.tenant_of_prefix("GLOBEX") == TenantRef("host", "globex")
        assert directory.tenant_of_address("ACME") is None
        assert directory.tenant_of_prefix("support@acme.example") is None


def test_numbers_of_people_with_one_id_are_kept_apart(table: Table) -> None:
    editor, scopes = TableDirectoryEditor(table), (TenantRef("noord", "acme"), TenantRef("host", "globex"))
    furnish_desks(editor)
    for scope, number in zip(scopes, ("+311", "+312"), strict=True):
        person = Person(scope=scope, id="pat", name="Pat", emails=(f"pat@{scope.tenant}.example",))
        editor.put_person(replace(person, phones=(number,)))
    directory = TableDirectory(table, lambda: NOW)

    for _ in range(2):
        assert [directory.phones(scope, "pat") for scope in scopes] == [("+311",), ("+312",)]
        assert directory.phones(TenantRef("noord", "duinrand"), "pat") == ()


def test_what_is_asked_at_the_door_is_kept_by_desk(table: Table) -> None:
    policies = TableDoorPolicies(table, lambda: NOW)
    policies.put_policy("noord", DoorPolicy(second_factor=True))

    for _ in range(2):
        assert policies.policy("noord").second_factor
        assert not policies.policy("noord-2").second_factor
        assert not policies.policy("host").second_factor


class Rooms:
    """Sessions that say whose they are."""

    def of_desk(self, desk: str) -> Session:
        return self._for(desk)

    def of_tenant(self, scope: TenantRef) -> Session:
        return self._for(str(scope))

    def _for(self, place: str) -> Session:
        return Session(access_key=place, secret_key="", token="", expires=NOW + timedelta(hours=1))


def test_credentials_of_one_scope_are_never_given_to_another() -> None:
    rights = ScopedRights(lambda session: session.access_key, Rooms(), lambda: NOW)
    scopes = [TenantRef(desk, tenant) for desk in ("d1", "d1-2", "d2") for tenant in ("acme", "acme-2", "d1")]

    for _ in range(2):
        for scope in scopes:
            assert rights.of_tenant(scope) == str(scope)
            assert rights.of_desk(scope.desk) == scope.desk


def test_who_a_person_is_is_looked_up_each_time(warm: tuple[Desks, Gateway]) -> None:
    """Nothing keeps memberships: whoever was let go is refused by a warm process."""
    desks, _ = warm
    directory = desks.deps.directory
    assert [one.desk for one in directory.memberships(ANA)] == ["noord"]
    agent = directory.fresh("noord").agents["ana"]
    moved = replace(agent, person=PersonRef(id="ana", name="Ana", email="ana@else.example"))
    desks.deps.editor.put_agent("noord", moved)

    assert directory.memberships(ANA) == ()
