"""How an organisation's door looks before anybody has signed in. Nobody is asked who they are."""

import base64
from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.usecases import portal_look
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from tickets_api.views.look import LookView, OrganisationLook

blueprint = Blueprint(__name__)
_KEPT = 300  # seconds: also how long a change of it may take to be seen


class LookQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`host`: the name that the page was opened under. `at`: `desk/tenant`, as a link to it says."""

    host: Annotated[str, Meta(max_length=260)] = ""
    at: Annotated[str, Meta(max_length=100)] = ""


@blueprint.get("/api/v1/look", public=True, kept=_KEPT)
def show_look(call: Call[ApiDeps], query: LookQuery) -> LookView:
    """How an organisation's portal looks, if it shows that to everybody. May be kept for five minutes."""
    found = portal_look.look(call.deps, host=query.host, at=query.at)
    return LookView(organisation=_view(found) if found else None)


def _view(look: portal_look.Look) -> OrganisationLook:
    tenant, branding = look.tenant, look.tenant.branding
    logo = f"data:image/png;base64,{base64.b64encode(look.logo).decode()}" if look.logo else None
    return OrganisationLook(
        at=str(tenant.ref),
        name=branding.title or tenant.name,
        colour=branding.colour,
        logo=logo,
        language=tenant.language,
        languages=tenant.languages,
        knowledge=tenant.ref.desk if look.knowledge else None,
        portal=look.portal,
    )
