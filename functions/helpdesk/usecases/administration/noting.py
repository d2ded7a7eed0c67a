"""Telling of every change of configuration: secrets of tenants are left out."""

import msgspec

from helpdesk.domain.desks import Tenant
from helpdesk.domain.people import Principal
from helpdesk.usecases.administration.deps import ConfigChange
from helpdesk.usecases.api_deps import ApiDeps

Thing = msgspec.Struct | tuple[msgspec.Struct, ...] | None


def noted(deps: ApiDeps, principal: Principal, desk: str, what: str, change: tuple[Thing, Thing]) -> None:
    """Say who changed what, from what to what. Nothing, when nothing changed."""
    before, after = change
    if before == after:
        return
    told = ConfigChange(
        at=deps.now(), by=principal.email, desk=desk, what=what, before=_text(before), after=_text(after)
    )
    deps.admin.note(told)


def _text(thing: Thing) -> str:
    if thing is None:
        return ""
    if isinstance(thing, Tenant):
        thing = msgspec.structs.replace(thing, mail_key="")
    return msgspec.json.encode(thing).decode()
