"""Taking one person out of the table: the only place that edits a timeline, or deletes what is no setup."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.deliveries import Delivery
from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Person
from helpdesk.domain.person_merges import PersonMerge
from helpdesk.domain.privacy.audited import without
from helpdesk.domain.privacy.jobs import PrivacyJob
from helpdesk.domain.privacy.stories import NOBODY, Object
from helpdesk.domain.privacy.words import Eraser, Words
from helpdesk.domain.push.devices import Device
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry
from helpdesk.ports import PageRequest, TicketStory
from helpdesk.storage.expectations import overtaken
from helpdesk.storage.keys import audit as audit_keys
from helpdesk.storage.keys import desk_work as desk_work_keys
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import knowledge as knowledge_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import push as push_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import webhooks as webhook_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import caller_rows, read_membership, read_person, read_suppression
from helpdesk.storage.push import TablePushDevices
from helpdesk.storage.reach import EVERYTHING, parties_of
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.tickets import TableTicketStore, as_json, delivery_row, entry_row, index_keys
from helpdesk.storage.transaction import Transaction

_PAGE: Final = 50
_TOGETHER: Final = 8  # rows of at most 400 kB, in a transaction of at most 4 MB (DynamoDB)
_EVENT: Final = msgspec.json.Decoder(AuditEvent)
_MERGE: Final = msgspec.json.Decoder(PersonMerge)
_OBJECT: Final = msgspec.json.Decoder(Object)
_MAIL: Final = msgspec.json.Decoder(QuarantinedMail)
_OF_PEOPLE: Final = frozenset({"person", "gone", "kept", "id"})
_COUNTED: Final = 400  # days that searches are counted for
_RULES: Final = ("SENDERS", "ROUTING", "TEMPLATES", "POLICY")


class TableTraces:
    """Crosses tenants: for `privacy` alone."""

    def __init__(self, table: Table, shards: int, counted: int = _COUNTED) -> None:
        self._table = table
        self._shards = shards
        self._counted = counted
        self._tickets = TableTicketStore(table, EVERYTHING, shards)
        self._devices = TablePushDevices(table)

    def tickets(self, scope: TenantRef, cursor: str | None) -> tuple[tuple[Ticket, ...], str | None]:
        page = self._tickets.of_tenant(scope, PageRequest(limit=_PAGE, cursor=cursor))
        return page.tickets, page.next

    def story(self, ticket: Ticket) -> TicketStory:
        return self._tickets.story(ticket.ref)

    def rewrite(self, before: TicketStory, after: TicketStory) -> None:
        ref = before.ticket.ref
        entries = zip(before.entries, after.entries, strict=True)
        deliveries = zip(before.deliveries, after.deliveries, strict=True)
        rows: list[tuple[Row, msgspec.Struct]] = [
            *((entry_row(self._table, ref, new), old) for old, new in entries if new != old),
            *((delivery_row(self._table, new, self._shards), old) for old, new in deliveries if new != old),
        ]
        batches = [rows[start : start + _TOGETHER] for start in range(0, len(rows), _TOGETHER)]
        for version, batch in enumerate(batches or [[]], after.ticket.version):
            # The ticket with every batch: whoever goes by its version must see that its story changed.
            transaction = Transaction(self._table)
            self._put_ticket(transaction, replace(after.ticket, version=version))
            for row, old in batch:
                self._replace(transaction, row, old)
            transaction.commit()

    def condemn(self, job: PrivacyJob, objects: Iterable[Object]) -> None:
        for one in dict.fromkeys(objects):
            key = people_keys.condemned(job.scope, job.id, f"{one.bucket}/{one.key}")
            self._table.put(self._table.row(*key, kind="condemned", body=as_json(one)))

    def condemned(self, job: PrivacyJob) -> tuple[Object, ...]:
        rows = self._table.partition(people_keys.condemned(job.scope, job.id, "").pk)
        return tuple(_OBJECT.decode(row.body) for row in rows)

    def spare(self, job: PrivacyJob, object: Object) -> None:  # noqa: A002 - the port's name
        self._table.delete(people_keys.condemned(job.scope, job.id, f"{object.bucket}/{object.key}"))

    def people(self, scope: TenantRef, person: str) -> tuple[Person, ...]:
        found = [
            read_person(row)
            for row in self._table.partition(people_keys.people(scope))
            if row.kind == "person"
        ]
        ids = {person, *(one.id for one in found if one.merged_into == person)}
        ids |= {merged for one in found if one.id == person for merged in one.merged}
        merges = [_MERGE.decode(row.body) for row in self._table.partition(people_keys.merges(scope))]
        # Two who are two again are others to one another.
        theirs = [one for one in merges if not one.undone_at and {one.gone.id, one.kept.id} & ids]
        once = [one for merge in theirs for one in (merge.gone, merge.kept)]
        return tuple(dict.fromkeys([*(one for one in found if one.id in ids), *once]))

    def elsewhere(self, emails: Sequence[str], scope: TenantRef) -> frozenset[str]:
        here = sign_in_keys.login("x", scope).sk
        return frozenset(
            email
            for email in emails
            if any(row.sk != here for row in self._table.partition(sign_in_keys.logins(email)))
        )

    def devices(self, emails: Sequence[str]) -> tuple[Device, ...]:
        return tuple(device for email in emails for device in self._devices.of(email))

    def forget(self, scope: TenantRef, eraser: Eraser) -> None:
        ids, emails = set(eraser.identity.ids), set(eraser.identity.emails)
        for email in emails:
            key = sign_in_keys.login(email, scope)
            row = self._table.get(key)
            if row and read_membership(row).person.id in ids:
                self._table.delete(key)
            if not any(True for _ in self._table.partition(sign_in_keys.logins(email))):  # else told there
                for device in self._table.partition(push_keys.devices(email)):
                    self._table.delete(Key(device.pk, device.sk))
        self._forget_merges(scope, ids)
        for row in self._table.partition(people_keys.people(scope)):
            if row.kind == "suppression" and read_suppression(row).address.lower() in emails:
                self._table.delete(Key(row.pk, row.sk))
            if row.kind == "person" and (one := read_person(row)).id in ids:
                self._forget_callers(one)
                self._table.delete(Key(row.pk, row.sk))

    def forget_account(self, account: str) -> None:
        for row in self._table.partition(sign_in_keys.own(account)):
            self._table.delete(Key(row.pk, row.sk))
        self._table.delete(sign_in_keys.sso_account(account))

    def quarantined(self, desk: str | None, theirs: Callable[[str, str | None], bool]) -> tuple[str, ...]:
        return tuple(mail.raw for _, mail in self._quarantined(desk, theirs))

    def forget_quarantined(self, desk: str | None, theirs: Callable[[str, str | None], bool]) -> None:
        for key, _ in self._quarantined(desk, theirs):
            self._table.delete(key)

    def _quarantined(
        self, desk: str | None, theirs: Callable[[str, str | None], bool]
    ) -> list[tuple[Key, QuarantinedMail]]:
        rows = [row for row in self._table.partition(mail_keys.quarantine(desk)) if row.kind == "quarantine"]
        mails = [(Key(row.pk, row.sk), _MAIL.decode(row.body)) for row in rows]
        return [
            (key, mail)
            for key, mail in mails
            if theirs(mail.sender, mail.tenant) or theirs(mail.return_path, mail.tenant)
        ]

    def reword(self, scope: TenantRef, eraser: Eraser, today: date, *, house: bool) -> int:
        changed, words, ids = 0, eraser.anywhere, frozenset(eraser.identity.ids)
        for row in self._telling(scope, today, house=house):
            told = _audited(row.body, scope, ids) if row.kind == "audit" else row.body
            body = _reworded(told, words, ids)
            if body != row.body:
                before, row.body = row.body, body
                changed += self._table.put(row, self._table.row.body == before)
        return changed

    def _telling(self, scope: TenantRef, today: date, *, house: bool) -> Iterator[Row]:
        """Rows of the desk in which people are named in passing."""
        desk = scope.desk
        rules = tuple(f"{kind}#" for kind in _RULES)
        for row in self._table.partition(desk_keys.config(desk)):
            if row.body and (row.sk.startswith(rules) or row.sk in _RULES):
                yield row
        hooks = [row.sk.partition("#")[2] for row in self._table.partition(webhook_keys.webhooks(desk))]
        days = [today - timedelta(days=ago) for ago in range(self._counted)]
        places = [
            desk_work_keys.texts(desk),
            desk_work_keys.searches(desk),
            mail_keys.quarantine(desk),
            *(webhook_keys.hook_messages(desk, hook) for hook in hooks),
            *(knowledge_keys.counted(desk, day).pk for day in days),
            *(knowledge_keys.votes(desk, article, "").pk for article in self._articles(desk)),
            audit_keys.audit(desk),
            *([audit_keys.audit("")] if house else []),
        ]
        for place in places:
            yield from (row for row in self._table.partition(place) if row.body)

    def _articles(self, desk: str) -> Iterator[str]:
        spaces = [row.sk for row in self._table.partition(knowledge_keys.knowledge(desk, "SPACES"))]
        cards = (row for space in spaces for row in self._table.partition(knowledge_keys.cards(desk, space)))
        yield from dict.fromkeys(card.sk.removeprefix(knowledge_keys.CARD_ROWS) for card in cards)

    def _replace(self, transaction: Transaction, row: Row, before: msgspec.Struct) -> None:
        """In place of what was read, however its JSON was laid out when it was written."""
        stands = self._table.get(Key(row.pk, row.sk))
        if stands is None or msgspec.json.decode(stands.body, type=_type_of(before)) != before:
            raise VersionConflict
        transaction.put(row, self._table.row.body == stands.body, overtaken, raced=True)

    def _put_ticket(self, transaction: Transaction, ticket: Ticket) -> None:
        stored = replace(ticket, version=ticket.version + 1)
        row = self._table.row(
            *ticket_keys.ticket(stored.ref), kind="ticket", body=as_json(stored), version=stored.version,
            parties=set(parties_of(stored)) or {NOBODY.id},
        )  # fmt: skip
        for index, (partition, place) in index_keys(stored, self._shards).items():
            setattr(row, f"{index}_pk", partition)
            setattr(row, f"{index}_sk", place)
        transaction.put(row, self._table.row.version == ticket.version, overtaken, raced=True)

    def _forget_merges(self, scope: TenantRef, ids: set[str]) -> None:
        for row in self._table.partition(people_keys.merges(scope)):
            merge = _MERGE.decode(row.body)
            if {merge.gone.id, merge.kept.id} & ids:
                self._forget_callers(merge.gone)
                self._forget_callers(merge.kept)
                self._table.delete(Key(row.pk, row.sk))

    def _forget_callers(self, person: Person) -> None:
        if not person.emails:
            return
        for row in caller_rows(self._table, person):
            self._table.delete(Key(row.pk, row.sk))


def _audited(body: str, scope: TenantRef, ids: frozenset[str]) -> str:
    event = _EVENT.decode(body)
    after = without(event, scope, ids)
    return body if after == event else as_json(after)


def _reworded(body: str, words: Words, ids: frozenset[str]) -> str:
    """JSON with its texts changed. A text that is JSON itself, as the audit keeps, is changed inside."""
    plain = json.loads(body)
    changed = _map(plain, words, ids)
    return body if changed == plain else msgspec.json.encode(changed).decode()


def _map(plain: Any, words: Words, ids: frozenset[str]) -> Any:
    if isinstance(plain, str):
        if plain.startswith(("{", "[", '"')):
            with contextlib.suppress(ValueError):
                return _reworded(plain, words, ids)
        return words(plain)
    if isinstance(plain, dict):
        return {words(name): _named(name, one, words, ids) for name, one in plain.items()}
    return [_map(one, words, ids) for one in plain] if isinstance(plain, list) else plain


def _named(name: str, value: Any, words: Words, ids: frozenset[str]) -> Any:
    if name in _OF_PEOPLE and isinstance(value, str) and value in ids:
        return NOBODY.id
    return _map(value, words, ids)


def _type_of(story_part: msgspec.Struct) -> Any:
    return Delivery if isinstance(story_part, Delivery) else AnyEntry
