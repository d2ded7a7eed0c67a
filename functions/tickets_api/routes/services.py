"""The services that a desk offers."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.catalogue import Service
from helpdesk.domain.errors import Forbidden
from helpdesk.domain.versions import version_of
from helpdesk.usecases.administration import catalogue
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.routes.categories import Names
from tickets_api.storing import stored
from tickets_api.views.administration import ServiceList, ServiceView

blueprint = Blueprint(__name__)


class ServiceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An id is for ever. `tenants`: whom it is offered to; none: to all."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]
    description: Annotated[str, Meta(max_length=500)] = ""
    names: Names = {}
    tenants: Annotated[tuple[Id, ...], Meta(max_length=1000)] = ()


class ServicesInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All services, in order. What is left out is retired."""

    items: Annotated[tuple[ServiceInput, ...], Meta(max_length=500)]


@blueprint.get("/api/v1/desks/{desk}/services")
def list_services(call: Call[ApiDeps], desk: Id) -> Answer[ServiceList]:
    """The desk's services."""
    return _answer(catalogue.services(call.deps, call.principal, desk))


@blueprint.put("/api/v1/desks/{desk}/services", errors=(Forbidden,), conflict=ServiceList)
def put_services(call: Call[ApiDeps], desk: Id, body: ServicesInput) -> Answer[ServiceList]:
    """Set the services (admins). Tickets keep a service that is retired."""
    wanted = tuple(
        Service(
            id=each.id, name=one_line(each.name), description=each.description.strip(), tenants=each.tenants,
            names={lang: one_line(name) for lang, name in each.names.items() if name.strip()},
        )
        for each in body.items
    )  # fmt: skip
    listed = stored(
        lambda: catalogue.put_services(call.deps, call.principal, desk, wanted, expected=call.if_match),
        lambda: _answer(tuple(call.deps.directory.fresh(desk).services.values())).body,
    )
    return _answer(listed)


def _answer(listed: tuple[Service, ...]) -> Answer[ServiceList]:
    items = tuple(msgspec.convert(each, ServiceView, from_attributes=True) for each in listed)
    return Answer(body=ServiceList(items=items), version=version_of(listed))
