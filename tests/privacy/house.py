"""A house in which one person has left traces everywhere, on moto's table and buckets."""

import base64
import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import boto3
from msgspec.structs import replace

from helpdesk.adapters.files import S3Files
from helpdesk.adapters.private_objects import S3PrivateObjects
from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.own_sign_in import OwnSession
from helpdesk.domain.people import Person, PersonRef
from helpdesk.domain.person_merges import PersonMerge, absorbed, united
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step, fingerprint
from helpdesk.domain.privacy.stories import Choices
from helpdesk.domain.privacy.words import identity_of
from helpdesk.domain.push.devices import About, Device
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import (
    Actor,
    ActorKind,
    AnyEntry,
    Attachment,
    ChangeEntry,
    MessageEntry,
    NoteEntry,
)
from helpdesk.domain.webhooks.hooks import Webhook, write_secret
from helpdesk.domain.webhooks.messages import HookMessage, MessageState
from helpdesk.ports import TicketWrite
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.audit import TableAudit
from helpdesk.storage.estates import TableEstates
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.storage.schema import table_request
from helpdesk.storage.sso import TableSsoProviders
from helpdesk.storage.table import Table
from helpdesk.storage.traces import TableTraces
from helpdesk.usecases.privacy.deps import PrivacyDeps
from helpdesk.usecases.privacy.working import work
from tests.contract.builders import ACME, ACME_TWO, ANA, NOW, OMAR, PIM, agent, delivery, furnish, ticket
from tests.contract.houses import REGION, SHARDS, House, house_on
from tests.fakes import FakeVault

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LISA = Person(
    scope=ACME, id="lisa", name="Lisa de Wit", emails=("lisa@acme.example", "l.dewit@lisa.example"),
    phones=("+31612345678",),
)  # fmt: skip
ONCE = Person(scope=ACME, id="lisa-old", name="Lisa Wit-Jansen", emails=("lisa.jansen@acme.example",))
PIMS = Person(scope=ACME, id="pim", name="Pim Bos", emails=(PIM.email,))
TRACES = ("lisa", "612345678", "12 34 56 78", "jansen")
MAIL, FILES, INDEX = "mail-bucket", "files-bucket", "index-bucket"


@dataclass
class ErasableAccounts:
    """Accounts by address."""

    names: dict[str, str] = field(default_factory=dict)

    def account_of(self, email: str) -> str | None:
        return self.names.get(email)

    def delete(self, email: str) -> None:
        self.names.pop(email, None)


class Killed(BaseException):
    """The process ended here; no code of ours gets to see it."""


class DyingTable(Table):
    """Dies before, or just after, its nth write. A write is one request, whatever it is made of."""

    dies_at: int | None = None

    def __init__(self, name: str, *, region: str) -> None:
        super().__init__(name, region=region)
        self.writes = 0
        events = self.row._get_connection().connection.client.meta.events
        for write in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"):
            events.register(f"before-call.dynamodb.{write}", self._before)
            events.register(f"after-call.dynamodb.{write}", self._after)

    def _before(self, **_: object) -> None:
        self.writes += 1
        if self.dies_at == 2 * self.writes:
            raise Killed

    def _after(self, **_: object) -> None:
        if self.dies_at == 2 * self.writes + 1:
            raise Killed


@functools.cache
def traces() -> Table:
    """The table's model and client; dear to make, and good for every mock that follows."""
    return Table("traces", region=REGION)


@functools.cache
def _dying() -> DyingTable:
    return DyingTable("traces", region=REGION)


def dying(at: int) -> DyingTable:
    """The same table, to die at this write."""
    table = _dying()
    table.writes, table.dies_at = 0, at
    return table


@functools.cache
def _s3() -> "S3Client":
    return boto3.client("s3", region_name=REGION)


class TracedHouse:
    """Everything, and the one clock; empty."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.house: House = house_on(table)
        self.now = NOW + timedelta(days=30)
        self.s3 = _s3()
        for bucket in (MAIL, FILES, INDEX):
            self.s3.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
            )
            self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        self.files = S3Files(self.s3, FILES)
        self.accounts = ErasableAccounts({email: f"sub-{at}" for at, email in enumerate(LISA.emails)})
        self.vault = FakeVault()
        self.failures: list[Exception] = []

    def deps(self, table: Table | None = None) -> PrivacyDeps:
        used = table or self.table
        return PrivacyDeps(
            jobs=TablePrivacyJobs(used),
            traces=TableTraces(used, SHARDS, counted=3),
            estates=TableEstates(used, SHARDS, counted=3),
            sso=TableSsoProviders(used),
            vault=self.vault,
            audit=TableAudit(used),
            objects=S3PrivateObjects(self.s3, mail=MAIL, files=FILES, index=INDEX),
            files=self.files,
            accounts=self.accounts,
            now=lambda: self.now,
            failed=lambda _, error: self.failures.append(error),
        )

    def ask(self, kind: JobKind, choices: Choices | None = None, job: str = "job-1") -> None:
        merges = TableAdministration(self.table).merge_of(ACME, ONCE.id)
        assert merges is not None
        person = TableAdministration(self.table).person(ACME, "lisa")
        assert person is not None
        TablePrivacyJobs(self.table).add(
            PrivacyJob(
                id=job, kind=kind, scope=ACME, person=fingerprint(ACME, "lisa"), by="lin@noord.example",
                identity=identity_of(person, merges.gone, merges.kept), at=self.now, next_at=self.now,
                step=Step.DOORS if kind is JobKind.ERASURE else Step.COLLECT, choices=choices or Choices(),
            )
        )  # fmt: skip

    def work(self, table: Table | None = None) -> None:
        """Runs, minute after minute, until nothing is left."""
        deps = self.deps(table)
        for _ in range(40):
            work(deps, lambda: True)
            self.now += timedelta(minutes=2)
            if all(job.done for job in deps.jobs.of_tenant(ACME)):
                return
        raise AssertionError(self.failures)

    def items(self) -> list[dict[str, Any]]:
        """All that the table holds, as DynamoDB tells it."""
        found = ask(self.table, "Scan", {"TableName": self.table.row.Meta.table_name})
        items: list[dict[str, Any]] = found["Items"]
        return items

    def rows(self) -> dict[tuple[str, str], str]:
        return {
            (item["pk"]["S"], item["sk"]["S"]): json.dumps(item, sort_keys=True, ensure_ascii=False)
            for item in self.items()
        }

    def objects(self) -> dict[tuple[str, str], bytes]:
        """With all old versions: none must stay."""
        found = {}
        for bucket in (MAIL, FILES, INDEX):
            for one in self.s3.list_object_versions(Bucket=bucket).get("Versions", []):
                body = self.s3.get_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])[
                    "Body"
                ].read()
                found[bucket, f"{one['Key']}?{one['VersionId']}"] = body
        return found

    def raw(self, name: str, content: str) -> str:
        key = f"inbound/{name}"
        self.s3.put_object(Bucket=MAIL, Key=key, Body=content.encode())
        return key


class _Copy(NamedTuple):
    """What a house holds."""

    items: list[dict[str, Any]]
    objects: dict[tuple[str, str], bytes]
    secrets: dict[str, str]
    accounts: dict[str, str]


_COPIES: dict[Callable[[TracedHouse], object], _Copy] = {}
"""By what filled them: dear to make through the stores, so made once and put back after that."""


def built(fill: Callable[[TracedHouse], object] | None = None) -> TracedHouse:
    """A new house with what `fill` puts there; without it, with the traces alone."""
    filling = fill or leave_traces
    table = traces()
    request = {**table_request("traces")}
    del request["StreamSpecification"]
    ask(table, "CreateTable", request)
    at = TracedHouse(table)
    if filling in _COPIES:
        _put_back(at, _COPIES[filling])
    else:
        filling(at)
        objects = {(bucket, key.partition("?")[0]): body for (bucket, key), body in at.objects().items()}
        _COPIES[filling] = _Copy(at.items(), objects, dict(at.vault.secrets), dict(at.accounts.names))
    return at


def _put_back(at: TracedHouse, copy: _Copy) -> None:
    for first in range(0, len(copy.items), 25):
        puts = [{"PutRequest": {"Item": item}} for item in copy.items[first : first + 25]]
        ask(at.table, "BatchWriteItem", {"RequestItems": {at.table.row.Meta.table_name: puts}})
    for (bucket, key), body in copy.objects.items():
        at.s3.put_object(Bucket=bucket, Key=key, Body=body)
    at.vault.secrets |= copy.secrets
    at.accounts.names = dict(copy.accounts)


def ask(table: Table, what: str, request: dict[str, Any]) -> Any:
    """A request to the table's service itself."""
    return table.row._get_connection().connection.dispatch(what, request)


def told(text: str) -> bool:
    """Whether this tells of Lisa."""
    return any(trace in text.casefold() for trace in TRACES)


def _by(who: PersonRef, kind: ActorKind = ActorKind.REQUESTER) -> Actor:
    return Actor(kind=kind, id=who.id, name=who.name, email=who.email)


def _file(key: str, name: str) -> Attachment:
    return Attachment(id="a1", name=name, type="text/plain", size=9, sha256=key.rpartition("/")[2])


def leave_traces(at: TracedHouse) -> None:
    house, lisa = at.house, LISA.ref
    furnish(house.editor)
    for person in (LISA, ONCE, PIMS):
        house.editor.put_person(person)
    rows = TableAdministration(at.table)
    rows.absorb(
        PersonMerge(gone=ONCE, kept=LISA, by="lin@noord.example", at=NOW, done=True),
        united(LISA, ONCE), absorbed(ONCE, LISA),
    )  # fmt: skip
    only = at.files.put(ACME, b"only hers", "text/plain")
    both = at.files.put(ACME, b"sent by two", "text/plain")
    pims = at.files.put(ACME, b"only of Pim", "text/plain")
    page = at.files.put(ACME, b"<p>Dear <b>Lisa</b> de Wit</p>" * 9, "text/html")
    long = at.files.put(ACME, b"All of it. Lisa de Wit\n" * 9, "text/plain")
    for ticket_, entries in _tickets(at, lisa, (only, both, pims, page, long)):
        _write(house, ticket_, entries)
    _elsewhere(at)


def _tickets(
    at: TracedHouse, lisa: PersonRef, files: tuple[str, ...]
) -> Iterator[tuple[Ticket, list[AnyEntry]]]:
    only, both, pims, page, long = files
    header = "=?utf-8?b?" + base64.b64encode(b"Lisa de Wit").decode() + "?="
    by_lisa, by_pim, by_ana = _by(lisa), _by(PIM), _by(ANA, ActorKind.AGENT)
    yield (
        ticket(1, requester=lisa, subject="Lisa's laptop", former=("lisa-old",), tags=("lisa",)),
        [
            MessageEntry(
                id="e1", at=NOW, by=by_lisa,
                text="My laptop is slow.\nCall 06-12 34 56 78.\n-- \nLisa de Wit",
                quoted="On Monday Lisa de Wit <lisa@acme.example> wrote:", html="<p>Lisa</p>", full_html=page,
                attachments=(_file(only, "lisa.txt"), replace(_file(both, "log.txt"), id="a2")),
                message_id="<1.lisa@acme.example>", raw=at.raw("one", "From: lisa@acme.example\n\nslow"),
            ),
            MessageEntry(
                id="e2", at=NOW, by=by_ana, text="Dear Lisa,\nwe are on it, Mrs De Wit.",
                html="<p>Dear <b>Li</b>sa de Wit</p>", full_text=long,
            ),
            NoteEntry(id="e3", at=NOW, by=by_ana, text="Called +31 6 12345678, LISA was out. Will retry."),
            ChangeEntry(id="e4", at=NOW, by=by_ana, field="requester", old="Pim Bos",
                        new="Lisa de Wit <lisa@acme.example>"),
        ],
    )  # fmt: skip
    yield (
        ticket(2, requester=PIM, participants=(lisa, OMAR)),
        [
            MessageEntry(id="e1", at=NOW, by=by_pim, text="As I told Lisa: it is broken.",
                         attachments=(_file(both, "log.txt"),),
                         raw=at.raw("two", f"From: {PIM.email}\nCc: {header}\n\nbroken")),
            MessageEntry(id="e2", at=NOW, by=by_lisa, text="Here too."),
        ],
    )  # fmt: skip
    yield (
        ticket(3, requester=PIM),
        [MessageEntry(id="e1", at=NOW, by=by_pim, text="Nobody is named here.", html="<p>Nobody</p>",
                      attachments=(_file(pims, "pim.txt"),), raw=at.raw("three", f"From: {PIM.email}\n\n-"))],
    )  # fmt: skip
    yield (
        ticket(4, requester=PIM),
        [MessageEntry(id="e1", at=NOW, by=by_pim, text="Ask de Wit, Lisa or 0612345678")],
    )
    yield (ticket(1, ACME_TWO, requester=OMAR), [MessageEntry(id="e1", at=NOW, by=_by(OMAR), text="Another")])


def _write(house: House, ticket_: Ticket, entries: list[AnyEntry]) -> None:
    scope = ticket_.ref.scope
    store = house.stores.for_principal(agent()).tickets
    sent = delivery("d1", ticket_.ref)
    sent = replace(sent, to=ticket_.requester.email, cc=tuple(one.email for one in ticket_.participants))
    marks = (f"{scope}-{ticket_.ref.number}@x",)
    store.write(TicketWrite(ticket=ticket_, entries=tuple(entries), deliveries=(sent,), marks=marks))


def _elsewhere(at: TracedHouse) -> None:
    house = at.house
    for name, sender, tenant in (("q1", "LISA@acme.example", "acme"), ("q2", PIM.email, "acme")):
        raw = at.raw(name, f"From: {sender}\n\nhello")
        house.intake.quarantine(
            QuarantinedMail(id=name, at=NOW, cause=Cause.SPAM, detail="", raw=raw, sender=sender,
                            desk="noord", tenant=tenant, subject="Hello")
        )  # fmt: skip
    house.audit.add(
        AuditEvent(id="a1", at=NOW, desk="noord", what="PUT /desks/{desk}/tenants/{tenant}/people/{person}",
                   by="lin@noord.example", subject={"person": "lisa", "tenant": "acme"},
                   asked='{"name":"Lisa de Wit","emails":["lisa@acme.example"]}')
    )  # fmt: skip
    house.audit.add(
        AuditEvent(id="a2", at=NOW, desk="noord", what="PUT /desks/{desk}", by="lin@noord.example")
    )
    house.webhooks.put(
        Webhook(desk="noord", id="chat", name="Chat", url="https://chat.example/", events=("ticket.opened",),
                secret=write_secret("s"), created_at=NOW, created_by="lin@noord.example")
    )  # fmt: skip
    house.webhooks.add(
        HookMessage(id="m1", desk="noord", hook="chat", event="ticket.opened", ticket="ACME-1",
                    body='{"data":{"ticket":{"requester":{"name":"Lisa de Wit"}}}}', created_at=NOW,
                    state=MessageState.TAKEN)
    )  # fmt: skip
    house.editor.change_senders(
        "noord", "acme", lambda _: SenderRules(allow=("lisa@acme.example", "pim@acme.example"))
    )
    store = house.stores.for_principal(agent()).tickets
    six = ticket(6, requester=PIM)
    gone = Suppression(scope=ACME, address="lisa@acme.example", cause=SuppressionCause.BOUNCED, at=NOW)
    store.write(TicketWrite(ticket=six, suppressions=(gone,)))
    session = OwnSession(id="s1", since=1, agent="Firefox", seen_at=NOW)
    house.own.put_session("sub-0", None, session)
    for person in (LISA, PIMS):
        house.devices.put(
            Device(
                id=person.id, email=person.emails[0], endpoint="https://push.example/1", p256dh="p", auth="a",
                about=(About.ANSWERED,), since=NOW, seen_at=NOW,
            )
        )  # fmt: skip
