"""Every port in memory, for tests of use cases and functions; they pass tests/contract like the real ones."""

from tests.fakes.desk_work import FakeCallers, FakePresence, FakeReadyTexts
from tests.fakes.directory import FakeDirectory, FakeDirectoryEditor
from tests.fakes.keys import FakeApiKeys
from tests.fakes.memory import Memory
from tests.fakes.outside import (
    FakeAccounts,
    FakeFiles,
    FakeMailer,
    FakeQueue,
    FakeRawMail,
    FakeTokenKeys,
    SentMail,
)
from tests.fakes.search import FakeSearch
from tests.fakes.stores import FakeQuarantineStore, FakeScopedStores, FakeStores
from tests.fakes.tickets import FakeTicketStore
from tests.fakes.work import FakeAttempts, FakeCheckerStore, FakeIntakeStore, FakeOutboxStore

__all__ = [
    "FakeAccounts",
    "FakeApiKeys",
    "FakeAttempts",
    "FakeCallers",
    "FakeCheckerStore",
    "FakeDirectory",
    "FakeDirectoryEditor",
    "FakeFiles",
    "FakeIntakeStore",
    "FakeMailer",
    "FakeOutboxStore",
    "FakePresence",
    "FakeQuarantineStore",
    "FakeQueue",
    "FakeRawMail",
    "FakeReadyTexts",
    "FakeScopedStores",
    "FakeSearch",
    "FakeStores",
    "FakeTicketStore",
    "FakeTokenKeys",
    "Memory",
    "SentMail",
]
