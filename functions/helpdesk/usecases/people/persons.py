"""Requesters and managers of a tenant."""

import re
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpdesk.domain.closing import check_not_over
from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from helpdesk.domain.ids import TenantRef, check_id, is_id
from helpdesk.domain.people import Person, Principal, Role
from helpdesk.domain.person_merges import MOST_ADDRESSES, MOST_PHONES
from helpdesk.domain.privacy.stories import NOBODY
from helpdesk.domain.versions import version_of
from helpdesk.ports import PageRequest
from helpdesk.usecases.administration.languages import check_languages
from helpdesk.usecases.administration.names import ADDRESS
from helpdesk.usecases.administration.rights import scope_of
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying

_PHONE: Final = re.compile(r"(?:\+|00)?[\d\s().\-/]{4,30}")
_TENANTS_OWN: Final = frozenset({Role.REQUESTER, Role.MANAGER})


class PersonWish(msgspec.Struct, frozen=True, kw_only=True):
    """How a person should be. What is left out stays."""

    name: str | UnsetType = UNSET
    emails: tuple[str, ...] | UnsetType = UNSET
    phones: tuple[str, ...] | UnsetType = UNSET
    language: str | UnsetType | None = UNSET
    role: Role | UnsetType = UNSET
    vip: bool | UnsetType = UNSET
    groups: tuple[str, ...] | UnsetType = UNSET
    suspended: bool | UnsetType = UNSET


def listed(
    deps: ApiDeps, principal: Principal, scope: TenantRef, page: PageRequest,
    *, words: str = "", group: str | None = None,
) -> tuple[tuple[Person, ...], str | None, int]:  # fmt: skip
    """People by name, those that have every word in a name, address or number; and how many that are.

    The cursor is the place behind the last one. Raises NotFound, Invalid.
    """
    scope_of(deps, principal, scope, Role.AGENT)
    wanted = words.casefold().split()
    found = [
        person
        for person in deps.directory.people(scope)
        if (group is None or group in person.groups) and all(word in _haystack(person) for word in wanted)
    ]
    found.sort(key=_place)
    start = 0
    if page.cursor is not None:
        behind = next((at for at, person in enumerate(found) if person.id == page.cursor), None)
        if behind is None:
            raise Invalid(field="cursor", reason="was not given out by this list")
        start = behind + 1
    shown = found[start : start + page.limit]
    more = start + len(shown) < len(found)
    return tuple(shown), shown[-1].id if more and shown else None, len(found)


def show(deps: ApiDeps, principal: Principal, scope: TenantRef, person_id: str) -> Person:
    """Raises NotFound."""
    scope_of(deps, principal, scope, Role.AGENT)
    found = deps.admin.rows.person(scope, person_id) if is_id(person_id) else None
    if found is None:
        raise NotFound("There is no such person.")
    return found


def put(
    deps: ApiDeps, principal: Principal, scope: TenantRef, person_id: str, wish: PersonWish,
    *, expected: int | None = None,
) -> Person:  # fmt: skip
    """Make or change a person. Agents do; roles, VIPs, groups and suspending are for leads and admins.

    Raises NotFound, Forbidden, Invalid naming the field, Conflict, VersionConflict.
    """
    tenant = scope_of(deps, principal, scope, Role.AGENT)
    check_not_over(tenant.closing_at, deps.now())
    if check_id(person_id, "person") == NOBODY.id:
        raise Invalid(
            field="person", reason=f"“{person_id}” stands for those who were erased: choose another id"
        )
    after = retrying(
        lambda: _put(deps, principal, scope, person_id, wish, expected=expected), once=expected is not None
    )
    deps.directory.phones(scope, person_id, anew=True)
    return after


def _put(
    deps: ApiDeps, principal: Principal, scope: TenantRef, person_id: str, wish: PersonWish,
    *, expected: int | None,
) -> Person:  # fmt: skip
    before = deps.admin.rows.person(scope, person_id)
    if before is not None and before.merged_into:
        raise Conflict("This person was merged into another one.")
    after = _wanted(deps, before or _nobody(scope, person_id, wish), wish)
    _check_standing(principal, before, after)
    if after != before or expected is not None:
        deps.editor.put_person(after, expected=version_of(before) if expected is None else expected)
    return after


def _nobody(scope: TenantRef, person_id: str, wish: PersonWish) -> Person:
    if wish.emails is UNSET:
        raise Invalid(field="emails", reason="are needed for somebody new")
    return Person(scope=scope, id=person_id, name="", emails=())


def _wanted(deps: ApiDeps, base: Person, wish: PersonWish) -> Person:
    given = {name: value for name, value in msgspec.structs.asdict(wish).items() if value is not UNSET}
    after = replace(base, unreachable=(), **given)
    after = replace(after, emails=_emails(after.emails), phones=_phones(after.phones))
    if after.role not in _TENANTS_OWN:
        raise Invalid(field="role", reason="use requester or manager")
    if after.language is not None:
        check_languages(after.language, ())
    known = {group.id for group in deps.admin.rows.groups(base.scope)}
    for place, group in enumerate(after.groups):
        if group not in known and group not in base.groups:
            raise Invalid(field=f"groups[{place}]", reason=f"there is no group “{group[:40]}”")
    return after


def _check_standing(principal: Principal, before: Person | None, after: Person) -> None:
    member = principal.on_desk(after.scope.desk)
    if member is not None and member.role is not Role.AGENT:
        return
    new = Person(scope=after.scope, id=after.id, name="", emails=())
    for field in ("role", "vip", "groups", "suspended"):
        if getattr(after, field) != getattr(before or new, field):
            raise Forbidden(f"Only leads and admins change “{field}”.")


def _emails(emails: tuple[str, ...]) -> tuple[str, ...]:
    clean = tuple(dict.fromkeys(email.strip().lower() for email in emails))
    if not clean:
        raise Invalid(field="emails", reason="a person has at least one address")
    if len(clean) > MOST_ADDRESSES:
        raise Invalid(field="emails", reason=f"a person has at most {MOST_ADDRESSES}")
    for place, email in enumerate(clean):
        if not ADDRESS.fullmatch(email):
            raise Invalid(field=f"emails[{place}]", reason=f"“{email[:80]}” is no mail address")
    return clean


def _phones(phones: tuple[str, ...]) -> tuple[str, ...]:
    """International numbers as `+` and digits (E.164); others as digits, as they are dialled here."""
    found = []
    for place, phone in enumerate(phones):
        text = phone.strip()
        digits = re.sub(r"\D", "", text.replace("(0)", ""))
        if not _PHONE.fullmatch(text) or not 4 <= len(digits) <= 17:
            raise Invalid(field=f"phones[{place}]", reason=f"“{phone[:40]}” is no phone number")
        if text.startswith("+"):
            found.append(f"+{digits}")
        elif text.startswith("00"):
            found.append(f"+{digits[2:]}")
        else:
            found.append(digits)
    if len(found) > MOST_PHONES:
        raise Invalid(field="phones", reason=f"a person has at most {MOST_PHONES}")
    return tuple(dict.fromkeys(found))


def _haystack(person: Person) -> str:
    return " ".join((person.name, *person.emails, *person.phones)).casefold()


def _place(person: Person) -> tuple[str, str]:
    return (person.name or person.ref.email).casefold(), person.id
