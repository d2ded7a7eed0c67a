"""Exports and erasures of one person, and of a closed organisation: what was asked for, and how far it is."""

import enum
import hashlib
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.stories import Choices
from helpdesk.domain.privacy.words import Identity

SETTLING: Final = timedelta(seconds=70)
"""How long after a person was shut out their tickets are gone through: answers of the authorizer are kept for
60 seconds, so what they send until then is found too."""

EXPORT_KEPT: Final = timedelta(days=7)
KEPT: Final = timedelta(days=366)
MOST_PASSES: Final = 5


class JobKind(enum.StrEnum):
    """What is done."""

    EXPORT = "export"
    ERASURE = "erasure"
    PURGE = "purge"  # of a whole organisation, once it was closed for long enough
    DESK_PURGE = "desk-purge"  # of a whole desk


class Step(enum.StrEnum):
    """What comes next; DONE: nothing."""

    COLLECT = "collect"  # of an export
    DOORS = "doors"  # they sign in no more, and nobody knows them
    TICKETS = "tickets"
    ELSEWHERE = "elsewhere"  # quarantine, logs, rules
    SPARE = "spare"  # what others sent too stays
    OBJECTS = "objects"
    PEOPLE = "people"  # of a purge, after its tickets
    SETUP = "setup"
    TENANTS = "tenants"  # of a desk's purge: one after the other, each as if it were purged alone
    AGENTS = "agents"
    INDEX = "index"  # what searches read, and files
    DONE = "done"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What there is of a person, or was done so far. `files` and `mails`: in buckets, and sent to them."""

    tickets: int = 0
    messages: int = 0
    files: int = 0
    mails: int = 0


class PrivacyJob(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`person` ("" of a purge) is a fingerprint, so that the record of an erasure does not keep whom it
    erased; `identity` is emptied when the work is done. `parts` of an export: how many volumes there are."""

    id: str
    kind: JobKind
    scope: TenantRef
    person: str
    identity: Identity
    by: str
    at: datetime
    step: Step
    next_at: datetime
    choices: Choices = Choices()
    cursor: str | None = None
    passes: int = 0
    changed: int = 0  # tickets in this pass
    seen: int = 0
    counts: Counts = Counts()
    parts: int = 0
    done_at: datetime | None = None
    failed: int = 0  # tries in a row that ended in an error
    tenant: str = ""  # of a desk's purge: at whose data it is, and at which step of that
    inner: Step | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.step is Step.DONE


def fingerprint(scope: TenantRef, person: str) -> str:
    """Whose job it is."""
    return hashlib.sha256(f"{scope}\0{person}".encode()).hexdigest()[:24]


def finished(job: PrivacyJob, at: datetime) -> PrivacyJob:
    """Done, and it no longer says who it was about."""
    return replace(job, step=Step.DONE, identity=Identity(), cursor=None, done_at=at)


def export_key(scope: TenantRef, job: str, part: int) -> str:
    """Where a volume lies: apart from the files, so that the bucket forgets it after some days."""
    return f"_exports/{scope}/{job}/{part:04d}.zip"
