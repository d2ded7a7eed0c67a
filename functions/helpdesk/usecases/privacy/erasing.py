"""Erasing one person, step by step; each may be killed at any write and taken again, with the same end.

What is about to lose its last reference is written down first (condemned), and deleted after all tickets
were looked through for others who sent the same.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.jobs import (
    MOST_PASSES,
    SETTLING,
    JobKind,
    PrivacyJob,
    Step,
    export_key,
    finished,
)
from helpdesk.domain.privacy.stories import Object, Retold, is_part
from helpdesk.domain.privacy.words import Eraser
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import AnyEntry, MessageEntry, NoteEntry
from helpdesk.mail.mime import charsets, message
from helpdesk.mail.mime.words import decode_words, header_text
from helpdesk.ports import TicketStory
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.privacy.deps import PrivacyDeps

_MAILS: Final = frozenset({"message/rfc822", "message/global"})

_Does = Callable[[PrivacyDeps, PrivacyJob, Eraser], PrivacyJob]


def erase(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The job after one more step of it. Raises what a step may raise: then take it again."""
    steps: dict[Step, _Does] = {
        Step.DOORS: _shut_out,
        Step.TICKETS: _tickets,
        Step.ELSEWHERE: _elsewhere,
        Step.SPARE: _spare,
        Step.OBJECTS: _objects,
    }
    return steps[job.step](deps, job, Eraser(job.identity))


def _shut_out(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> PrivacyJob:
    emails = job.identity.emails
    elsewhere = deps.traces.elsewhere(emails, job.scope)
    for address in emails:
        if address not in elsewhere:
            account = deps.accounts.account_of(address)
            for name in {address, account} - {None}:
                deps.traces.forget_account(str(name))
            deps.accounts.delete(address)
    deps.traces.forget(job.scope, eraser)
    return replace(job, step=Step.TICKETS, next_at=deps.now() + SETTLING)


def _tickets(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> PrivacyJob:
    tickets, cursor = deps.traces.tickets(job.scope, job.cursor)
    counts, changed = job.counts, job.changed
    for ticket in tickets:
        messages = retrying(partial(_ticket, deps, job, eraser, ticket))
        if messages is not None:
            changed += 1
            counts = replace(counts, tickets=counts.tickets + 1, messages=counts.messages + messages)
    after = replace(job, cursor=cursor, changed=changed, seen=job.seen + len(tickets), counts=counts)
    if cursor is not None:
        return after
    # Once more while anything was found: tickets change while they are gone through.
    passes = job.passes + 1
    more = changed and passes < MOST_PASSES
    return replace(after, passes=passes, changed=0, step=Step.TICKETS if more else Step.ELSEWHERE)


def _ticket(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser, ticket: Ticket) -> int | None:
    """How many entries lost something; None when nothing of theirs is in the ticket."""
    before = deps.traces.story(ticket)
    part = is_part(before.ticket, eraser) or any(eraser.is_them(e.by.id, e.by.email) for e in before.entries)
    retold = Retold(before.ticket, eraser, job.choices, _Bodies(deps, job.scope, eraser), part=part)
    after = TicketStory(
        ticket=retold.ticket,
        entries=tuple(map(retold.entry, before.entries)),
        deliveries=tuple(map(retold.delivery, before.deliveries)),
    )
    if after == before:
        return None
    deps.traces.condemn(job, retold.gone)
    deps.traces.rewrite(before, after)
    return sum(new != old for old, new in zip(before.entries, after.entries, strict=True))


def _elsewhere(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> PrivacyJob:
    emails = frozenset(job.identity.emails)
    known = deps.traces.elsewhere(job.identity.emails, job.scope)
    theirs = partial(_theirs, emails, known, job.scope)
    for desk in (job.scope.desk, None):
        raws = deps.traces.quarantined(desk, theirs)
        deps.traces.condemn(job, [Object(bucket="mail", key=raw) for raw in raws])
        deps.traces.forget_quarantined(desk, theirs)
    deps.traces.reword(job.scope, eraser, deps.now().date(), house=not known)
    return replace(job, step=Step.SPARE)


def _theirs(
    emails: frozenset[str], elsewhere: frozenset[str], scope: TenantRef, sender: str, tenant: str | None
) -> bool:
    """Mail for no tenant counts when the address is known nowhere else."""
    address = sender.strip().lower()
    return address in emails and (tenant == scope.tenant or (tenant is None and address not in elsewhere))


def _spare(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> PrivacyJob:  # noqa: ARG001 - a step
    condemned = set(deps.traces.condemned(job))
    if not condemned:
        return replace(job, step=Step.OBJECTS, cursor=None)
    tickets, cursor = deps.traces.tickets(job.scope, job.cursor)
    for ticket in tickets:
        for entry in deps.traces.story(ticket).entries:
            for needed in condemned.intersection(_objects_of(ticket, entry)):
                deps.traces.spare(job, needed)
    return replace(job, cursor=cursor, step=Step.SPARE if cursor else Step.OBJECTS)


def _objects_of(ticket: Ticket, entry: AnyEntry) -> set[Object]:
    if not isinstance(entry, MessageEntry | NoteEntry):
        return set()
    files = [f"{ticket.ref.scope}/files/{file.sha256}" for file in entry.attachments]
    if isinstance(entry, MessageEntry):
        files += [key for key in (entry.full_html, entry.full_text) if key]
    found = {Object(bucket="files", key=key) for key in files}
    return found | ({Object(bucket="mail", key=entry.raw)} if entry.raw else set())


def _objects(deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> PrivacyJob:  # noqa: ARG001 - a step
    for gone in deps.traces.condemned(job):
        deps.objects.delete(gone)
        deps.traces.spare(job, gone)
    for other in deps.jobs.of_tenant(job.scope):
        if other.person == job.person and other.kind is JobKind.EXPORT:
            for part in range(1, other.parts + 1):
                deps.objects.delete(Object(bucket="files", key=export_key(job.scope, other.id, part)))
            if other.parts or not other.done:
                deps.jobs.save(other, replace(finished(other, other.done_at or deps.now()), parts=0))
    return finished(job, deps.now())


class _Bodies:
    """Long bodies and raw mails of one tenant."""

    def __init__(self, deps: PrivacyDeps, scope: TenantRef, eraser: Eraser) -> None:
        self._deps = deps
        self._scope = scope
        self._eraser = eraser

    def read(self, key: str) -> str | None:
        try:
            return self._deps.files.get(key).decode("utf-8", "replace")
        except NotFound:
            return None

    def keep(self, text: str, content_type: str) -> str:
        return self._deps.files.put(self._scope, text.encode("utf-8", "replace"), content_type)

    def mentions(self, raw: str) -> bool:
        found = self._deps.objects.read(Object(bucket="mail", key=raw))
        return found is not None and any(self._eraser.anywhere(text) != text for text in texts_of(found))


def texts_of(raw: bytes, deeper: int = 5) -> Iterator[str]:
    """All that is text in a mail: as it lies there, its headers and parts decoded, mails attached to it.

    By the reader that took it in, which reads what is broken as far as it goes: one bad mail must not hold up
    the erasure for ever.
    """
    yield raw.decode("utf-8", "replace")
    whole, _ = message.read(raw)
    for part in whole.walk():
        hint = part.headers.hint
        for _, value in part.headers.fields:
            yield decode_words(header_text(value, hint), hint)
        if part.type in _MAILS and deeper:
            yield from texts_of(part.payload()[0], deeper - 1)
        elif part.type.startswith("text/"):
            yield charsets.decode(part.payload()[0], part.charset, hint)[0]
