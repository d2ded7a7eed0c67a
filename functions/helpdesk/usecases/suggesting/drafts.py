"""What somebody is writing, before anything of it is saved; and for whom it is written."""

import msgspec

from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef, TicketRef, split_ticket_key
from helpdesk.domain.people import Principal
from helpdesk.ports import Directory, Likeness
from helpdesk.ports.search import Kind
from helpdesk.usecases.search import SearchDeps, languages_of


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """`tenant` may be left out by people of only one; `ticket` (a key) is what it is about already."""

    subject: str = ""
    text: str = ""
    tenant: TenantRef | None = None
    ticket: str | None = None
    language: str = ""
    limit: int = 5

    @property
    def empty(self) -> bool:
        """Whether there is nothing yet to compare."""
        return not (self.subject.strip() or self.text.strip())


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The tenant a draft is for; `inside`: its writer works for the desk."""

    scope: TenantRef
    inside: bool


def place_of(principal: Principal, draft: Draft) -> Place:
    """Raises Invalid when it is not clear whose it is, NotFound for an organisation out of reach."""
    scope = draft.tenant or _only_one(principal)
    if principal.ticket is None and principal.on_desk(scope.desk) is not None:
        return Place(scope=scope, inside=True)
    if principal.in_tenant(scope) is None:
        raise NotFound("there is no such organisation")
    return Place(scope=scope, inside=False)


def likeness(deps: SearchDeps, principal: Principal, draft: Draft, kind: Kind, limit: int) -> Likeness:
    """The draft as the index is asked about it."""
    ref = ref_of(deps.directory, draft.ticket) if draft.ticket else None
    return Likeness(
        title=draft.subject,
        text=draft.text,
        kind=kind,
        unfinished=True,
        limit=limit,
        now=deps.now(),
        exclude=frozenset({ref} if ref else ()),
        languages=(draft.language,) if draft.language else (),
        otherwise=languages_of(deps, principal, ""),
    )


def ref_of(directory: Directory, key: str) -> TicketRef | None:
    """The ticket that is called so; None when no organisation has such a prefix."""
    parts = split_ticket_key(key)
    scope = directory.tenant_of_prefix(parts[0]) if parts else None
    return TicketRef(scope, parts[1]) if parts and scope else None


def _only_one(principal: Principal) -> TenantRef:
    tenants = set(principal.tenants)
    if len(tenants) != 1:
        raise Invalid(field="tenant", reason="say which organisation it is for")
    return tenants.pop()
