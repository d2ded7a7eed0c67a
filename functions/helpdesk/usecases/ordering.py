"""Ordering from the catalogue: what is on offer, and a request's answers as its ticket tells them."""

from typing import Final, NamedTuple

from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.offering.forms import Answers, as_text, check_answers
from helpdesk.domain.people import Principal
from helpdesk.usecases.deps import Deps, Home, desk_with

_YES_NO: Final = {
    "en": ("yes", "no"), "nl": ("ja", "nee"), "nb": ("ja", "nei"), "ru": ("да", "нет"), "zh": ("是", "否"),
}  # fmt: skip


class Offering(NamedTuple):
    """What people of a tenant choose from: what they can order, and what a report can be about."""

    services: tuple[Service, ...]
    categories: tuple[Category, ...]


class Ordered(NamedTuple):
    """What a ticket is about, and the text it begins with."""

    service: str | None
    text: str


def offers(deps: Deps, principal: Principal, scope: TenantRef) -> Offering:
    """What is on offer to people of the tenant, in the desk's order. Raises NotFound for who is not there."""
    if not (principal.on_desk(scope.desk) or principal.in_tenant(scope)) or principal.ticket is not None:
        raise NotFound("There is nothing on offer there.")
    config = desk_with(deps.directory, scope)
    if scope.tenant not in config.tenants:
        raise NotFound("There is nothing on offer there.")
    return Offering(
        tuple(one for one in config.services.values() if one.orderable and one.is_for(scope.tenant)),
        tuple(one for one in config.categories.values() if not one.retired),
    )


def ordered(home: Home, service: str | None, given: Answers, text: str) -> Ordered:
    """Answers above what was written besides, in the tenant's language: desk and mails read it too.

    Raises Invalid for what is not on offer, for answers that do not fit, and when nothing is said at all.
    """
    text = text.strip()
    if service is None:
        if given:
            raise Invalid(field="fields", reason="say which service asks for them")
        if not text:
            raise Invalid(field="text", reason="is empty")
        return Ordered(None, text)
    offer = home.config.services.get(service)
    if offer is None or not offer.orderable or not offer.is_for(home.tenant.ref.tenant):
        raise Invalid(field="service", reason="this is not on offer")
    language = home.tenant.language
    answers = check_answers(offer.fields, given, language)
    told = as_text(answers, *_YES_NO.get(language, _YES_NO["en"]))
    whole = "\n\n".join(part for part in (told, text) if part)
    if not whole:
        raise Invalid(field="text", reason="is empty")
    return Ordered(offer.id, whole)
