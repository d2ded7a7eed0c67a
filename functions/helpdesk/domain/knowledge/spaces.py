"""Spaces: sets of articles that share one audience, and who belongs to that audience."""

import enum
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id
from helpdesk.domain.knowledge.languages import check_languages
from helpdesk.domain.people import Membership, Principal

MOST_CHOSEN: Final = 200
_ICON_LENGTH: Final = 31


class AudienceKind(enum.StrEnum):
    """From widest to narrowest. DESK: only those who work for the desk."""

    PUBLIC = "public"
    REQUESTERS = "requesters"
    CHOSEN = "chosen"
    DESK = "desk"


class Audience(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who may read. Of CHOSEN, one must be in one of `tenants` and in one of `groups`; empty: in any."""

    kind: AudienceKind = AudienceKind.DESK
    tenants: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class Space(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A set of articles of a desk. `version` counts its writes; 0 was never stored.

    `reviewer`: the agent who looks at what is handed over to nobody else. `languages`: those its articles
    should be in, which is an aim and no bar.
    """

    desk: str
    id: str
    names: dict[str, str]  # by language
    audience: Audience = Audience()
    order: int = 0
    icon: str = "book"
    archived: bool = False  # nobody but the desk sees it any more
    reviewer: str | None = None
    languages: tuple[str, ...] = ()
    version: int = 0


def may_enter(principal: Principal | None, space: Space) -> bool:
    """Whether this person (None: nobody is signed in) belongs to the space's audience.

    A mail's signed link opens one ticket: its bearer reads what everybody may.
    """
    if works_for(principal, space.desk):
        return True
    if space.archived or space.audience.kind is AudienceKind.DESK:
        return False
    if space.audience.kind is AudienceKind.PUBLIC:
        return True
    if principal is None or principal.ticket is not None:
        return False
    inside = [m for m in principal.memberships if m.desk == space.desk and m.tenant]
    everybody = space.audience.kind is AudienceKind.REQUESTERS
    return any(everybody or _is_chosen(space.audience, m) for m in inside)


def works_for(principal: Principal | None, desk: str) -> bool:
    """Whether this person is one of the desk."""
    return principal is not None and principal.ticket is None and principal.on_desk(desk) is not None


def readable(principal: Principal | None, spaces: tuple[Space, ...]) -> frozenset[str]:
    """The ids of those spaces whose audience this person belongs to: what a search may look into."""
    return frozenset(space.id for space in spaces if may_enter(principal, space))


def check_space(space: Space) -> Space:
    """The space itself. Raises Invalid naming the field."""
    check_id(space.id, "id")
    if not space.names:
        raise Invalid(field="names", reason="a space needs a name in at least one language")
    check_languages(space.names, "names")
    if any(not name.strip() for name in space.names.values()):
        raise Invalid(field="names", reason="a name cannot be blank")
    check_languages(dict.fromkeys(space.languages, ""), "languages")
    if not space.icon.replace("-", "").isalnum() or len(space.icon) > _ICON_LENGTH:
        raise Invalid(field="icon", reason="use the name of an icon, like “book” or “wifi”")
    _check_audience(space.audience)
    return space


def _is_chosen(audience: Audience, member: Membership) -> bool:
    in_tenant = not audience.tenants or member.tenant in audience.tenants
    in_group = not audience.groups or not set(member.groups).isdisjoint(audience.groups)
    return in_tenant and in_group


def _check_audience(audience: Audience) -> None:
    chosen = audience.tenants or audience.groups
    if audience.kind is AudienceKind.CHOSEN and not chosen:
        raise Invalid(field="audience.tenants", reason="choose at least one organisation or group")
    if audience.kind is not AudienceKind.CHOSEN and chosen:
        raise Invalid(field="audience.kind", reason="organisations and groups go with “chosen” only")
    if len(audience.tenants) + len(audience.groups) > MOST_CHOSEN:
        raise Invalid(field="audience.tenants", reason=f"at most {MOST_CHOSEN} can be chosen")
    for i, tenant in enumerate(audience.tenants):
        check_id(tenant, f"audience.tenants[{i}]")
    for i, group in enumerate(audience.groups):
        check_id(group, f"audience.groups[{i}]")
