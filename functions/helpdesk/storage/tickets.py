"""Tickets and their story in the table, bound to a reach."""

import functools
from collections.abc import Collection

import msgspec
from pynamodb.expressions.condition import Condition

from helpdesk.domain.deliveries import Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.errors import Conflict, DuplicateMail, NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports import PageRequest, TicketPage, TicketStory, TicketWrite
from helpdesk.storage.changes import check_change
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import Key, instant
from helpdesk.storage.people import put_new_person, suppression_row
from helpdesk.storage.reach import Reach, parties_of
from helpdesk.storage.row import Row
from helpdesk.storage.table import IndexName, Table
from helpdesk.storage.transaction import Transaction

_TICKET = msgspec.json.Decoder(Ticket)
_ENTRY = msgspec.json.Decoder(AnyEntry)
_DELIVERY = msgspec.json.Decoder(Delivery)


class TableTicketStore:
    """Reads and writes tickets within a reach; `shards` spread the work index."""

    def __init__(self, table: Table, reach: Reach, shards: int) -> None:
        self._table = table
        self._reach = reach
        self._shards = shards

    def get(self, ref: TicketRef) -> Ticket:
        self._reach.check_ref(ref)
        row = self._at(ref.scope).get(ticket_keys.ticket(ref))
        return self._reach.check_ticket(read_ticket(row) if row else None)

    def get_all(self, refs: Collection[TicketRef]) -> dict[TicketRef, Ticket]:
        places: dict[Table, list[Key]] = {}
        for ref in refs:
            if self._reach.may_hold(ref):
                places.setdefault(self._at(ref.scope), []).append(ticket_keys.ticket(ref))
        found = (read_ticket(row) for table, keys in places.items() for row in table.get_all(keys).values())
        return {ticket.ref: ticket for ticket in found if self._reach.sees(ticket)}

    def story(self, ref: TicketRef) -> TicketStory:
        self._reach.check_ref(ref)
        ticket: Ticket | None = None
        entries: list[AnyEntry] = []
        deliveries: list[Delivery] = []
        for row in self._at(ref.scope).partition(ticket_keys.ticket(ref).pk):
            if row.kind == "entry":
                entries.append(_ENTRY.decode(row.body))
            elif row.kind == "delivery":
                deliveries.append(read_delivery(row))
            else:
                ticket = read_ticket(row)
        return TicketStory(
            ticket=self._reach.check_ticket(ticket), entries=tuple(entries), deliveries=tuple(deliveries)
        )

    def write(self, change: TicketWrite) -> Ticket:
        check_change(change)
        self._reach.check_ticket(change.ticket)
        if change.ticket.version == 0:
            self._reach.check_opening(change.ticket.ref.scope)
        stored = msgspec.structs.replace(change.ticket, version=change.ticket.version + 1)
        # The sign-in row of somebody met for the first time leads with their address, not with a scope.
        transaction = Transaction(self._table if change.person else self._at(stored.ref.scope))
        self._put_ticket(transaction, stored)
        self._put_marks(transaction, stored.ref, change)
        if change.person:
            put_new_person(self._table, transaction, change.person)
        for suppression in {each.address: each for each in change.suppressions}.values():
            transaction.replace(suppression_row(self._table, suppression))
        self._put_story(transaction, change)
        transaction.commit()
        return stored

    def marked(self, scope: TenantRef, mark: str) -> tuple[TicketRef, str] | None:
        row = self._at(scope).get(mail_keys.mark(scope, mark))
        return (TicketRef(scope, int(row.owner)), row.body or "") if row and row.owner else None

    def next_number(self, scope: TenantRef) -> int:
        self._reach.check_opening(scope)
        row = self._at(scope).update(
            ticket_keys.sequence(scope), [self._table.row.next.add(1)], self._table.row.pk.exists()
        )
        if row is None:
            raise NotFound("there is no such organisation")
        return int(row.next)

    def queue(self, desk: str, page: PageRequest) -> TicketPage:
        self._reach.check_desk(desk)
        return self._list(desk, "queue", ticket_keys.queue(desk), page, within=f"{desk}/")

    def queue_behind(self, desk: str, most: int) -> tuple[Ticket, ...]:
        self._reach.check_desk(desk)
        page = PageRequest(limit=most)
        return self._list(
            desk, "queue", ticket_keys.queue(desk), page, within=f"{desk}/", newest=True
        ).tickets

    def assigned_to(self, desk: str, agent: str, page: PageRequest) -> TicketPage:
        self._reach.check_desk(desk)
        return self._list(desk, "assignee", ticket_keys.assignee(desk, agent), page, within=f"{desk}/")

    def of_requester(self, scope: TenantRef, person: str, page: PageRequest) -> TicketPage:
        self._reach.check_person(scope, person)
        partition = ticket_keys.requester(scope, person)
        return self._list(scope, "requester", partition, page, within=f"{scope}#", newest=True)

    def of_tenant(self, scope: TenantRef, page: PageRequest) -> TicketPage:
        self._reach.check_tenant(scope)
        return self._list(scope, "tenant", ticket_keys.tickets(scope), page, within=f"{scope}#", newest=True)

    def _at(self, _place: TenantRef | str) -> Table:
        """The table under the rights to use for that tenant, or for a whole desk."""
        return self._table

    def _list(
        self,
        place: TenantRef | str,
        index: IndexName,
        partition: str,
        page: PageRequest,
        *,
        within: str,
        newest: bool = False,
    ) -> TicketPage:
        rows, cursor = self._at(place).page(index, partition, page, within=within, newest_first=newest)
        return TicketPage(tickets=tuple(read_ticket(row) for row in rows), next=cursor)

    def _put_ticket(self, transaction: Transaction, stored: Ticket) -> None:
        row = self._table.row
        row_to_write = row(
            *ticket_keys.ticket(stored.ref),
            kind="ticket",
            body=as_json(stored),
            version=stored.version,
            parties=set(parties_of(stored)),
        )
        for index, (partition, place) in index_keys(stored, self._shards).items():
            setattr(row_to_write, f"{index}_pk", partition)
            setattr(row_to_write, f"{index}_sk", place)
        refusal = functools.partial(self._overtaken, stored.ref)
        transaction.put(row_to_write, self._as_read(stored), refusal, raced=True)

    def _as_read(self, stored: Ticket) -> Condition:
        """Holds while the table has the version that was read, and it is within reach there too."""
        row = self._table.row
        before = stored.version - 1
        if not before:
            return row.pk.does_not_exist()
        unchanged: Condition = row.version == before
        if stored.ref == self._reach.ticket or self._reach.covers(stored.ref.scope):
            return unchanged
        mine: Condition | None = None
        for name in sorted(self._reach.names_in(stored.ref.scope)):
            is_party = row.parties.contains(name)
            mine = is_party if mine is None else mine | is_party
        both: Condition = unchanged & mine
        return both

    def _overtaken(self, ref: TicketRef, old: Row | None) -> Exception:
        old = old or self._at(ref.scope).get(ticket_keys.ticket(ref))
        current = read_ticket(old) if old else None
        if current is not None and not self._reach.sees(current):
            return NotFound("there is no such ticket")
        return VersionConflict(current=current)

    def _put_marks(self, transaction: Transaction, ref: TicketRef, change: TicketWrite) -> None:
        absent = self._table.row.pk.does_not_exist()
        marks = dict.fromkeys(mail_keys.mark(ref.scope, message) for message in change.marks)
        for key in {mail_keys.mark(ref.scope, message) for message in change.leads} - marks.keys():
            transaction.replace(mark_row(self._table, key, ref))
        for at, key in enumerate(marks):
            row = mark_row(self._table, key, ref, "" if at else change.fingerprint)
            row.expires = int(change.marks_until.timestamp()) if change.marks_until else None
            transaction.put(row, absent, lambda _: DuplicateMail("this mail has arrived before"))

    def _put_story(self, transaction: Transaction, change: TicketWrite) -> None:
        ref = change.ticket.ref
        absent = self._table.row.pk.does_not_exist()
        rows = [entry_row(self._table, ref, entry) for entry in change.entries]
        rows += [delivery_row(self._table, delivery, self._shards) for delivery in change.deliveries]
        for row in rows:
            transaction.put(row, absent, lambda _: Conflict("a timeline entry of this id is there already"))


def index_keys(ticket: Ticket, shards: int) -> dict[IndexName, tuple[str, str]]:
    """In which indexes the ticket stands now: partition and place in each."""
    scope = ticket.ref.scope
    found: dict[IndexName, tuple[str, str]] = {
        "requester": (ticket_keys.requester(scope, ticket.requester.id), ticket_keys.by_age(ticket)),
        "tenant": (ticket_keys.tickets(scope), ticket_keys.by_age(ticket)),
    }
    if ticket.open:
        found["queue"] = (ticket_keys.queue(scope.desk), ticket_keys.by_due(ticket))
        if ticket.assignee:
            found["assignee"] = (
                ticket_keys.assignee(scope.desk, ticket.assignee.id),
                ticket_keys.by_due(ticket),
            )
    if ticket.next_action_at:
        shard = work_keys.shard_of(ticket_keys.ticket(ticket.ref).pk, shards)
        found["work"] = (work_keys.sla_work(shard), instant(ticket.next_action_at))
    return found


def entry_row(table: Table, ref: TicketRef, entry: AnyEntry) -> Row:
    return table.row(*ticket_keys.entry(ref, entry.id), kind="entry", body=as_json(entry))


def delivery_row(table: Table, delivery: Delivery, shards: int) -> Row:
    """The row of a delivery; while it is pending or held, the work index leads to it."""
    key = ticket_keys.delivery(delivery.ticket, delivery.id)
    row = table.row(*key, kind="delivery", body=as_json(delivery))
    if delivery.state == DeliveryState.PENDING:
        row.work_pk = work_keys.outbox_work(work_keys.shard_of(key.pk, shards))
        row.work_sk = instant(delivery.created_at)
    if delivery.state == DeliveryState.HELD:
        reader = work_keys.digest_reader(delivery.ticket.scope.desk, delivery.to)
        rank = 0 if delivery.kind == DeliveryKind.DIGEST else 1
        row.work_pk = work_keys.digest_work(work_keys.shard_of(reader, shards))
        row.work_sk = f"{reader}#{rank}#{instant(delivery.created_at)}#{delivery.id}"
    return row


def mark_row(table: Table, key: Key, ref: TicketRef, fingerprint: str = "") -> Row:
    """The row by which a message id leads to its ticket."""
    return table.row(*key, kind="mark", owner=str(ref.number), body=fingerprint or None)


def read_ticket(row: Row) -> Ticket:
    return _TICKET.decode(row.body)


def read_delivery(row: Row) -> Delivery:
    return _DELIVERY.decode(row.body)


def as_json(body: msgspec.Struct) -> str:
    return msgspec.json.encode(body).decode()
