"""The services that a desk offers."""

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from helpdesk.domain.catalogue import Service
from helpdesk.domain.errors import Forbidden, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.offering.forms import MOST_CHOICES, MOST_FIELDS, FieldChoice, FieldKind, FormField
from helpdesk.domain.versions import version_of
from helpdesk.usecases import ordering
from helpdesk.usecases.administration import catalogue
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, one_line
from tickets_api.routes.categories import Icon, Names
from tickets_api.storing import stored
from tickets_api.views.administration import CategoryView, OfferList, ServiceList, ServiceView

blueprint = Blueprint(__name__)


Label = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
Help = Annotated[str, Meta(max_length=500)]
Helps = Annotated[dict[str, Help], Meta(max_length=20)]


class FieldChoiceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of several answers."""

    id: Id
    label: Label
    labels: Names = {}


class FormFieldInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question. A required checkbox has to be ticked. `choices`: of a choice, 2 to 50."""

    id: Id
    kind: FieldKind
    label: Label
    labels: Names = {}
    help: Help = ""
    helps: Helps = {}
    required: bool = False
    choices: Annotated[tuple[FieldChoiceInput, ...], Meta(max_length=MOST_CHOICES)] = ()


class ServiceInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An id is for ever. `tenants`: whom it is offered to; none: to all.

    `orderable`: requesters choose it themselves, by its `icon`, and answer `fields`.
    """

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]
    description: Annotated[str, Meta(max_length=500)] = ""
    names: Names = {}
    tenants: Annotated[tuple[Id, ...], Meta(max_length=1000)] = ()
    orderable: bool = False
    icon: Icon = ""
    helps: Helps = {}
    fields: Annotated[tuple[FormFieldInput, ...], Meta(max_length=MOST_FIELDS)] = ()


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
            names=_filled(each.names), orderable=each.orderable, icon=each.icon, helps=_filled(each.helps),
            fields=tuple(_field(field) for field in each.fields),
        )
        for each in body.items
    )  # fmt: skip
    listed = stored(
        lambda: catalogue.put_services(call.deps, call.principal, desk, wanted, expected=call.if_match),
        lambda: _answer(tuple(call.deps.directory.fresh(desk).services.values())).body,
    )
    return _answer(listed)


class OfferQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom."""

    desk: Id
    tenant: Id


@blueprint.get("/api/v1/offers", errors=(NotFound,))
def list_offers(call: Call[ApiDeps], query: OfferQuery) -> OfferList:
    """What people of a tenant can order, what they are asked then, and what a report can be about."""
    offered = ordering.offers(call.deps, call.principal, TenantRef(query.desk, query.tenant))
    # Tenants of a desk never see each other: to whom else it is offered is not told.
    shown = tuple(replace(one, tenants=()) for one in offered.services)
    return OfferList(
        items=_answer(shown).body.items,
        categories=tuple(
            msgspec.convert(one, CategoryView, from_attributes=True) for one in offered.categories
        ),
    )


def _field(given: FormFieldInput) -> FormField:
    return FormField(
        id=given.id, kind=given.kind, label=one_line(given.label), labels=_filled(given.labels),
        help=given.help.strip(), helps=_filled(given.helps), required=given.required,
        choices=tuple(
            FieldChoice(id=one.id, label=one_line(one.label), labels=_filled(one.labels))
            for one in given.choices
        ),
    )  # fmt: skip


def _filled(texts: dict[str, str]) -> dict[str, str]:
    return {language: one_line(text) for language, text in texts.items() if text.strip()}


def _answer(listed: tuple[Service, ...]) -> Answer[ServiceList]:
    items = tuple(msgspec.convert(each, ServiceView, from_attributes=True) for each in listed)
    return Answer(body=ServiceList(items=items), version=version_of(listed))
