"""Letters in a tenant's own words."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden, MailRefused, TooMany
from helpdesk.domain.mail_templates import LONGEST_SOURCE, LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.versions import version_of
from helpdesk.usecases import templates
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.templates import Preview
from helpdesk.usecases.templates_trial import Sent
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, TicketKey
from tickets_api.storing import stored

blueprint = Blueprint(__name__)

Source = Annotated[str, Meta(max_length=LONGEST_SOURCE)]


class OwnerQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`tenant`: whose letters; without it, the desk's, for tenants that have none of their own."""

    tenant: Id | None = None


class TemplateBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Jinja sources; an empty one leaves that part of the standard letter."""

    subject: Source = ""
    text: Source = ""
    html: Source = ""


class TemplatesBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By kind of letter, then by language (`nl`); the language `""` is for all that have none."""

    letters: dict[LetterKind, dict[str, TemplateBody]] = {}


class TemplatesView(msgspec.Struct, frozen=True, kw_only=True):
    """`standard` is our own letter said as a template; `names` is what a template may show."""

    letters: dict[LetterKind, dict[str, TemplateBody]]
    standard: TemplateBody
    names: tuple[str, ...]


class PreviewInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template to look at. `language` null: the ticket's or tenant's; `ticket` null: a made-up one."""

    kind: LetterKind
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")] | None = None
    template: TemplateBody
    ticket: TicketKey | None = None


@blueprint.get("/api/v1/desks/{desk}/templates", errors=(Forbidden,))
def get_templates(call: Call[ApiDeps], desk: Id, query: OwnerQuery) -> Answer[TemplatesView]:
    """Read the letters of a tenant or of the desk (leads)."""
    return _answer(templates.templates(call.deps, call.principal, desk, query.tenant))


@blueprint.put("/api/v1/desks/{desk}/templates", errors=(Forbidden,), conflict=TemplatesView)
def set_templates(
    call: Call[ApiDeps], desk: Id, query: OwnerQuery, body: TemplatesBody
) -> Answer[TemplatesView]:
    """Set the letters of a tenant or of the desk (admins). They go out within a minute."""
    wanted = MailTemplates(
        letters={
            kind: {language: _template(each) for language, each in by_language.items()}
            for kind, by_language in body.letters.items()
        }
    )
    whose = query.tenant
    after = stored(
        lambda: templates.set_templates(
            call.deps, call.principal, desk, whose, wanted, expected=call.if_match
        ),
        lambda: _view(templates.templates(call.deps, call.principal, desk, whose)),
    )
    return _answer(after)


@blueprint.post("/api/v1/desks/{desk}/templates/previews", status=200, errors=(Forbidden,))
def preview_template(call: Call[ApiDeps], desk: Id, query: OwnerQuery, body: PreviewInput) -> Preview:
    """Show a letter about a ticket, written with this template. Nothing is kept or sent."""
    return templates.preview(
        call.deps, call.principal, desk, query.tenant, kind=body.kind, language=body.language or "",
        template=_template(body.template), ticket=body.ticket,
    )  # fmt: skip


@blueprint.post("/api/v1/desks/{desk}/templates/tests", errors=(Forbidden, TooMany, MailRefused))
def send_test_letter(call: Call[ApiDeps], desk: Id, query: OwnerQuery, body: PreviewInput) -> Sent:
    """Mail such a letter to oneself, and to nobody else (admins). It is no delivery of the ticket."""
    return templates.try_out(
        call.deps, call.principal, desk, query.tenant, kind=body.kind, language=body.language or "",
        template=_template(body.template), ticket=body.ticket,
    )  # fmt: skip


def _template(body: TemplateBody) -> MailTemplate:
    return MailTemplate(subject=body.subject, text=body.text, html=body.html)


def _answer(found: MailTemplates) -> Answer[TemplatesView]:
    return Answer(body=_view(found), version=version_of(found))


def _view(found: MailTemplates) -> TemplatesView:
    from helpdesk.mail.outgoing.own_words import NAMES  # noqa: PLC0415 - Jinja: few requests need it

    return TemplatesView(
        letters={
            kind: {language: _shown(each) for language, each in by_language.items()}
            for kind, by_language in found.letters.items()
        },
        standard=_shown(templates.standard()),
        names=tuple(sorted(NAMES)),
    )


def _shown(each: MailTemplate) -> TemplateBody:
    return TemplateBody(subject=each.subject, text=each.text, html=each.html)
