"""Everything that is kept about one person, in volumes of some tickets each: a ZIP file that needs no other.

A volume is written under its own name before the job remembers it, so a killed run writes the same again.
"""

import io
import zipfile
from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from helpdesk.domain.people import Person
from helpdesk.domain.privacy.jobs import Counts, PrivacyJob, export_key, finished
from helpdesk.domain.privacy.stories import Object, is_part
from helpdesk.domain.privacy.words import Eraser
from helpdesk.domain.push.devices import Device
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Attachment, MessageEntry
from helpdesk.domain.timeline_reading import as_requesters_read, is_for_requesters
from helpdesk.usecases.privacy.deps import PrivacyDeps

LARGEST_VOLUME: Final = 64 * 1024 * 1024
"""Bytes of files after which no further ticket's files go in: they are named, with why they are not there."""

READ_ME: Final = """This archive holds what is kept about one person.

person.json       who they are, as the help desk knows them
devices.json      phones and browsers they asked to be told on, by addresses that are known here alone
tickets/KEY.json  each ticket they asked for or take part in: its state, what both sides wrote, and
                  what was mailed to them
files/            what they sent, by the key of the ticket; raw/: their mails as they came in

Notes of the desk's own people are not in it.
"""


def export(deps: PrivacyDeps, job: PrivacyJob) -> PrivacyJob:
    """The job with one more volume."""
    tickets, cursor = deps.traces.tickets(job.scope, job.cursor)
    eraser = Eraser(job.identity)
    theirs = [ticket for ticket in tickets if is_part(ticket, eraser)]
    after = replace(job, cursor=cursor, seen=job.seen + len(tickets))
    if theirs or not job.parts:
        volume = _Volume(deps, job, eraser)
        content = volume.of(theirs, first=not job.parts)
        deps.objects.put_export(export_key(job.scope, job.id, job.parts + 1), content)
        after = replace(after, parts=job.parts + 1, counts=_sum(job.counts, volume.counts))
    return after if cursor else finished(after, deps.now())


class _Volume:
    def __init__(self, deps: PrivacyDeps, job: PrivacyJob, eraser: Eraser) -> None:
        self._deps = deps
        self._job = job
        self._eraser = eraser
        self._left = LARGEST_VOLUME
        self.counts = Counts()

    def of(self, tickets: list[Ticket], *, first: bool) -> bytes:
        """The volume's bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as volume:
            self._write(volume, "READ-ME.txt", READ_ME.encode())
            if first:
                people = self._deps.traces.people(self._job.scope, self._job.identity.ids[0])
                self._write(volume, "person.json", _json(list[Person](people)))
                self._write(volume, "devices.json", _json([_device(one) for one in self._devices()]))
            for ticket in tickets:
                self._ticket(volume, ticket)
        return made.getvalue()

    def _devices(self) -> tuple[Device, ...]:
        """What an address does elsewhere is not this desk's to give out."""
        emails = self._job.identity.emails
        elsewhere = self._deps.traces.elsewhere(emails, self._job.scope)
        return self._deps.traces.devices([email for email in emails if email not in elsewhere])

    def _ticket(self, volume: zipfile.ZipFile, ticket: Ticket) -> None:
        story = self._deps.traces.story(ticket)
        shown = [entry for entry in story.entries if is_for_requesters(entry)]
        theirs = [
            entry
            for entry in shown
            if isinstance(entry, MessageEntry) and self._eraser.is_them(entry.by.id, entry.by.email)
        ]
        sent = [
            delivery
            for delivery in story.deliveries
            if not delivery.notices
            and any(self._eraser.is_them(None, one) for one in (delivery.to, *delivery.cc))
        ]
        left_out = [name for entry in theirs for name in self._files(volume, ticket.key, entry)]
        self.counts = replace(
            self.counts, tickets=self.counts.tickets + 1, messages=self.counts.messages + len(theirs),
            mails=self.counts.mails + len(sent),
        )  # fmt: skip
        told = {
            "ticket": _public(ticket),
            "timeline": list(map(as_requesters_read, shown)),
            "mails": sent,
            "left_out": left_out,
        }
        self._write(volume, f"tickets/{ticket.key}.json", _json(told))

    def _files(self, volume: zipfile.ZipFile, key: str, entry: MessageEntry) -> list[str]:
        """Put in what came with the message; returns what did not fit, or is not there any more."""
        left_out = []
        wanted = [
            (f"files/{key}/{entry.id}-{file.id}-{_plain(file.name)}", self._file(file))
            for file in entry.attachments
        ]
        if entry.raw:
            wanted.append((f"raw/{key}/{entry.id}.eml", Object(bucket="mail", key=entry.raw)))
        longs = [long for long in (entry.full_text, entry.full_html) if long]
        wanted += [(f"files/{key}/{entry.id}-{one[-8:]}", Object(bucket="files", key=one)) for one in longs]
        for name, where in wanted:
            content = self._deps.objects.read(where) if self._left > 0 else None
            if content is None:
                left_out.append(name)
                continue
            self._left -= len(content)
            self.counts = replace(self.counts, files=self.counts.files + 1)
            self._write(volume, name, content)
        return left_out

    def _file(self, file: Attachment) -> Object:
        return Object(bucket="files", key=f"{self._job.scope}/files/{file.sha256}")

    def _write(self, volume: zipfile.ZipFile, name: str, content: bytes) -> None:
        at = self._job.at
        info = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        info.compress_type = zipfile.ZIP_DEFLATED
        volume.writestr(info, content)


def _public(ticket: Ticket) -> dict[str, object]:
    """What its requester sees of it."""
    shown = ("key", "type", "subject", "state", "priority", "channel", "requester", "participants",
             "language", "created_at", "updated_at", "solved_at", "closed_at")  # fmt: skip
    return {name: getattr(ticket, name) for name in shown}


def _device(device: Device) -> dict[str, object]:
    """Without what writing to it takes: of the address at its push service only whose that is."""
    shown = ("email", "label", "about", "language", "quiet", "zone", "since", "seen_at")
    facts = {name: getattr(device, name) for name in shown}
    return facts | {"push_service": urlsplit(device.endpoint).hostname}


def _plain(name: str) -> str:
    clean = "".join(c if c.isalnum() or c in "._- " else "_" for c in name).strip(". ")
    return clean[-120:] or "file"


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(
        tickets=one.tickets + other.tickets, messages=one.messages + other.messages,
        files=one.files + other.files, mails=one.mails + other.mails,
    )  # fmt: skip


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)
