"""Every port in memory, for tests of use cases and functions; they pass tests/contract like the real ones."""

from tests.fakes.administration import FakeAdministration
from tests.fakes.audit import FakeAudit
from tests.fakes.desk_work import FakeCallers, FakePresence, FakeReadyTexts
from tests.fakes.directory import FakeDirectory, FakeDirectoryEditor
from tests.fakes.keys import FakeApiKeys
from tests.fakes.knowledge import FakeBulletins, FakeFeedback, FakeKnowledge
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
from tests.fakes.push import FakePush, FakePushDevices
from tests.fakes.search import FakeSearch
from tests.fakes.signing_in import (
    FakeDoorPolicies,
    FakeLockouts,
    FakeOpenId,
    FakeOwnSignIns,
    FakePasses,
    FakeSignInEvents,
    FakeSsoProviders,
    FakeVault,
)
from tests.fakes.stores import FakeQuarantineStore, FakeScopedStores, FakeStores
from tests.fakes.tickets import FakeTicketStore
from tests.fakes.webhooks import FakeCaller, FakeWebhooks
from tests.fakes.work import FakeAttempts, FakeCheckerStore, FakeIntakeStore, FakeOutboxStore

__all__ = [
    "FakeAccounts",
    "FakeAdministration",
    "FakeApiKeys",
    "FakeAttempts",
    "FakeAudit",
    "FakeBulletins",
    "FakeCaller",
    "FakeCallers",
    "FakeCheckerStore",
    "FakeDirectory",
    "FakeDirectoryEditor",
    "FakeDoorPolicies",
    "FakeFeedback",
    "FakeFiles",
    "FakeIntakeStore",
    "FakeKnowledge",
    "FakeLockouts",
    "FakeMailer",
    "FakeOpenId",
    "FakeOutboxStore",
    "FakeOwnSignIns",
    "FakePasses",
    "FakePresence",
    "FakePush",
    "FakePushDevices",
    "FakeQuarantineStore",
    "FakeQueue",
    "FakeRawMail",
    "FakeReadyTexts",
    "FakeScopedStores",
    "FakeSearch",
    "FakeSignInEvents",
    "FakeSsoProviders",
    "FakeStores",
    "FakeTicketStore",
    "FakeTokenKeys",
    "FakeVault",
    "FakeWebhooks",
    "Memory",
    "SentMail",
]
