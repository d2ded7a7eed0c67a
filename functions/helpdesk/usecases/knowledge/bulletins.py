"""Bulletins: published by the desk, seen by those of its tenants they are meant for, while they run."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, VersionConflict
from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText, Severity
from helpdesk.domain.knowledge.languages import check_languages
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.knowledge.access import check_belongs
from helpdesk.usecases.tickets import find

MOST_RUNNING: Final = 50


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """What a bulletin is to say, to whom, and when. `starts` None: now."""

    texts: dict[str, BulletinText]
    language: str
    tenants: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    starts: datetime | None = None
    ends: datetime | None = None
    incident: str | None = None


def listed(
    deps: ApiDeps, principal: Principal, desk: str, *, everything: bool = False
) -> tuple[Bulletin, ...]:
    """For requesters what runs now for their organisations; for the desk also what is to come, or all.

    Raises NotFound for those who have nothing to do with the desk.
    """
    check_belongs(principal, desk)
    kept, now = deps.knowledge.bulletins.bulletins(desk), deps.now()
    if principal.on_desk(desk):
        return tuple(b for b in kept if everything or not is_over(b, now))
    mine = {ref.tenant for ref in principal.tenants if ref.desk == desk}
    return tuple(b for b in kept if runs(b, now) and (not b.tenants or not mine.isdisjoint(b.tenants)))


def publish(deps: ApiDeps, principal: Principal, desk: str, wanted: Announcement) -> Bulletin:
    """Raises NotFound, Invalid."""
    member, now = member_of(principal, desk), deps.now()
    running = [b for b in deps.knowledge.bulletins.bulletins(desk) if not is_over(b, now)]
    if len(running) >= MOST_RUNNING:
        raise Invalid(field="", reason=f"{MOST_RUNNING} bulletins run already: close one first")
    blank = Bulletin(
        desk=desk, id=deps.new_id(), texts=wanted.texts, starts=wanted.starts or now, by=member.person,
        created_at=now, updated_at=now,
    )  # fmt: skip
    return deps.knowledge.bulletins.put_bulletin(_filled(deps, principal, blank, wanted))


def change(
    deps: ApiDeps, principal: Principal, desk: str, bulletin: str, wanted: Announcement,
    *, expected: int | None,
) -> Bulletin:  # fmt: skip
    """Raises NotFound, Invalid, VersionConflict."""
    member_of(principal, desk)
    old = _read(deps, desk, bulletin, expected)
    changed = replace(_filled(deps, principal, old, wanted), updated_at=deps.now())
    return deps.knowledge.bulletins.put_bulletin(changed)


def close(deps: ApiDeps, principal: Principal, desk: str, bulletin: str, expected: int | None) -> Bulletin:
    """It is over; a second time changes nothing. Raises NotFound, VersionConflict."""
    member_of(principal, desk)
    old = _read(deps, desk, bulletin, expected)
    if old.closed_at is not None:
        return old
    now = deps.now()
    return deps.knowledge.bulletins.put_bulletin(replace(old, closed_at=now, updated_at=now))


def runs(bulletin: Bulletin, now: datetime) -> bool:
    """Whether readers are to see it."""
    return bulletin.starts <= now and not is_over(bulletin, now)


def is_over(bulletin: Bulletin, now: datetime) -> bool:
    """Whether it was closed, or its end has come."""
    return bulletin.closed_at is not None or (bulletin.ends is not None and bulletin.ends <= now)


def _read(deps: ApiDeps, desk: str, bulletin: str, expected: int | None) -> Bulletin:
    found = deps.knowledge.bulletins.bulletin(desk, bulletin)
    if expected is not None and found.version != expected:
        raise VersionConflict("the bulletin was changed while you had it open", current=found)
    return found


def _filled(deps: ApiDeps, principal: Principal, old: Bulletin, wanted: Announcement) -> Bulletin:
    starts = wanted.starts or old.starts
    _check(wanted, starts)
    tenants = deps.directory.fresh(old.desk).tenants
    for i, tenant in enumerate(wanted.tenants):
        if tenant not in tenants:
            raise Invalid(field=f"tenants[{i}]", reason=f"there is no organisation “{tenant}”")
    if wanted.incident is not None:
        _check_incident(deps, principal, old.desk, wanted.incident)
    return replace(
        old, texts=wanted.texts, language=wanted.language, tenants=wanted.tenants, severity=wanted.severity,
        starts=starts, ends=wanted.ends, incident=wanted.incident,
    )  # fmt: skip


def _check(wanted: Announcement, starts: datetime) -> None:
    check_languages(wanted.texts, "texts")
    if wanted.language not in wanted.texts:
        raise Invalid(field="language", reason="say it in this language, too")
    for language, text in wanted.texts.items():
        if not text.title.strip():
            raise Invalid(field=f"texts.{language}.title", reason="a title is needed")
    for field, value in (("starts", wanted.starts), ("ends", wanted.ends)):
        if value is not None and value.tzinfo is None:
            raise Invalid(field=field, reason="say in which time zone: end it with Z or +01:00")
    if wanted.ends is not None and wanted.ends <= starts:
        raise Invalid(field="ends", reason="must be after it starts")


def _check_incident(deps: ApiDeps, principal: Principal, desk: str, key: str) -> None:
    ref = find(deps, key)
    deps.stores.for_principal(principal).tickets.get(ref)
    if ref.scope.desk != desk:
        raise Invalid(field="incident", reason="is a ticket of another desk")
