"""Fixtures of the contract tests: the same house in memory and on a table.

The table is moto's, in this process. A suite that wants it elsewhere imports these fixtures and the tests,
and overrides `aws_endpoint` (and `backend`, to leave out the memory).
"""

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest
from moto import mock_aws

from helpdesk.ports import (
    Administration,
    ApiKeys,
    Attempts,
    Callers,
    CheckerStore,
    Directory,
    DirectoryEditor,
    IntakeStore,
    OutboxStore,
    ReadyTexts,
    Stores,
)
from helpdesk.ports.audit import AuditLog
from helpdesk.ports.handovers import Handovers
from helpdesk.ports.knowledge import BulletinStore, FeedbackStore, KnowledgeStore
from helpdesk.ports.push import PushDevices
from helpdesk.ports.signing_in import DoorPolicies, Lockouts, OwnSignIns, Passes, SsoProviders
from helpdesk.ports.webhooks import Webhooks
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.api_keys import TableApiKeys
from helpdesk.storage.attempts import TableAttempts
from helpdesk.storage.audit import TableAudit
from helpdesk.storage.checker import CrossTenantChecker
from helpdesk.storage.desk_work import TableCallers, TableReadyTexts
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.handovers import TableHandovers
from helpdesk.storage.intake import CrossTenantIntake
from helpdesk.storage.knowledge import TableKnowledge
from helpdesk.storage.knowledge_bulletins import TableBulletins
from helpdesk.storage.knowledge_feedback import TableFeedback
from helpdesk.storage.outbox import CrossTenantOutbox
from helpdesk.storage.own_sign_ins import TableDoorPolicies, TableLockouts, TableOwnSignIns
from helpdesk.storage.passes import TablePasses
from helpdesk.storage.push import TablePushDevices
from helpdesk.storage.row import Credentials
from helpdesk.storage.schema import table_request
from helpdesk.storage.scoped import TableStores
from helpdesk.storage.sso import TableSsoProviders
from helpdesk.storage.table import Table
from helpdesk.storage.webhooks import TableWebhooks
from tests import fakes
from tests.contract.builders import NOW, furnish
from tests.fakes.handovers import FakeHandovers

REGION = "eu-west-1"
SHARDS = 3
_numbers = itertools.count(1)


@dataclass
class Clock:
    """A clock that tests move."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class House:
    """All stores on one table, and the clock that the directory's cache looks at."""

    clock: Clock
    stores: Stores
    intake: IntakeStore
    checker: CheckerStore
    outbox: OutboxStore
    directory: Directory
    editor: DirectoryEditor
    rows: Administration
    handovers: Handovers
    attempts: Attempts
    sso: SsoProviders
    passes: Passes
    own: OwnSignIns
    policies: DoorPolicies
    lockouts: Lockouts
    api_keys: ApiKeys
    texts: ReadyTexts
    callers: Callers
    knowledge: KnowledgeStore
    bulletins: BulletinStore
    feedback: FeedbackStore
    webhooks: Webhooks
    devices: PushDevices
    audit: AuditLog


@pytest.fixture(params=["memory", "table"])
def backend(request: pytest.FixtureRequest) -> str:
    """Where the house stands."""
    return str(request.param)


@pytest.fixture(scope="session")
def aws_endpoint() -> str | None:
    """Where AWS is; None: moto, in this process."""
    return None


@functools.cache
def _mocked_table() -> Table:
    """Its client serves every mock that follows."""
    return Table("contract", region=REGION)


@pytest.fixture(scope="module")
def bound_table(aws_endpoint: str | None) -> Iterator[Table]:
    """The table's model and client: dear to make, so one for all."""
    if aws_endpoint is None:
        with mock_aws():
            yield _mocked_table()
    else:
        name = f"contract-{next(_numbers)}"
        credentials = Credentials("test", "test", "test")
        yield Table(name, endpoint=aws_endpoint, region=REGION, credentials=credentials)


@pytest.fixture
def table(bound_table: Table) -> Iterator[Table]:
    """An empty table of the real shape; without the stream, which moto would copy in every transaction."""
    request = {**table_request(bound_table.row.Meta.table_name)}
    del request["StreamSpecification"]
    _ask(bound_table, "CreateTable", request)
    yield bound_table
    _ask(bound_table, "DeleteTable", {"TableName": request["TableName"]})


@pytest.fixture
def empty_house(backend: str, request: pytest.FixtureRequest) -> House:
    """A house without any desk."""
    if backend == "memory":
        return house_in_memory()
    table = request.getfixturevalue("table")
    assert isinstance(table, Table)
    return house_on(table)


@pytest.fixture(scope="module")
def furniture() -> list[dict[str, object]]:
    """The rows of the first furnished table of a module: carried into the others, which is much faster."""
    return []


@pytest.fixture
def house(
    backend: str,
    empty_house: House,
    furniture: list[dict[str, object]],
    request: pytest.FixtureRequest,
) -> House:
    """A house with the desks and tenants of `builders`."""
    if backend == "memory":
        furnish(empty_house.editor)
        return empty_house
    table = request.getfixturevalue("table")
    name = table.row.Meta.table_name
    if not furniture:
        furnish(empty_house.editor)
        furniture += _ask(table, "Scan", {"TableName": name})["Items"]
        return empty_house
    for start in range(0, len(furniture), 25):
        puts = [{"PutRequest": {"Item": row}} for row in furniture[start : start + 25]]
        _ask(table, "BatchWriteItem", {"RequestItems": {name: puts}})
    return empty_house


def house_in_memory() -> House:
    memory = fakes.Memory()
    return House(
        clock=Clock(),
        stores=fakes.FakeStores(memory),
        intake=fakes.FakeIntakeStore(memory),
        checker=fakes.FakeCheckerStore(memory),
        outbox=fakes.FakeOutboxStore(memory),
        directory=fakes.FakeDirectory(memory),
        editor=fakes.FakeDirectoryEditor(memory),
        rows=fakes.FakeAdministration(memory),
        handovers=FakeHandovers(memory),
        attempts=fakes.FakeAttempts(),
        api_keys=fakes.FakeApiKeys(memory),
        sso=fakes.FakeSsoProviders(),
        passes=fakes.FakePasses(),
        own=fakes.FakeOwnSignIns(),
        policies=fakes.FakeDoorPolicies(),
        lockouts=fakes.FakeLockouts(),
        texts=fakes.FakeReadyTexts(memory),
        callers=fakes.FakeCallers(memory),
        knowledge=fakes.FakeKnowledge(memory.knowledge),
        bulletins=fakes.FakeBulletins(memory.knowledge),
        feedback=fakes.FakeFeedback(memory.knowledge),
        webhooks=fakes.FakeWebhooks(),
        devices=fakes.FakePushDevices(),
        audit=fakes.FakeAudit(),
    )


def house_on(table: Table) -> House:
    clock = Clock()
    return House(
        clock=clock,
        stores=TableStores(table, SHARDS),
        intake=CrossTenantIntake(table, SHARDS),
        checker=CrossTenantChecker(table, SHARDS),
        outbox=CrossTenantOutbox(table, SHARDS),
        directory=TableDirectory(table, clock),
        editor=TableDirectoryEditor(table),
        rows=TableAdministration(table),
        handovers=TableHandovers(table),
        attempts=TableAttempts(table),
        api_keys=TableApiKeys(table),
        sso=TableSsoProviders(table),
        passes=TablePasses(table),
        own=TableOwnSignIns(table),
        policies=TableDoorPolicies(table, clock),
        lockouts=TableLockouts(table),
        texts=TableReadyTexts(table),
        callers=TableCallers(table),
        knowledge=TableKnowledge(table),
        bulletins=TableBulletins(table),
        feedback=TableFeedback(table),
        webhooks=TableWebhooks(table),
        devices=TablePushDevices(table),
        audit=TableAudit(table),
    )


def _ask(table: Table, operation: str, request: Mapping[str, object]) -> dict[str, list[dict[str, object]]]:
    return table.row._get_connection().connection.dispatch(operation, dict(request))
