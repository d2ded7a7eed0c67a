"""Letters in a tenant's own words."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Forbidden
from helpdesk.domain.mail_templates import LONGEST_SOURCE, LetterKind, MailTemplate, MailTemplates
from helpdesk.usecases import templates
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.templates import Preview
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id

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


class PreviewInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template to look at. `language` null: the tenant's."""

    kind: LetterKind
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")] | None = None
    template: TemplateBody


@blueprint.get("/api/v1/desks/{desk}/templates", errors=(Forbidden,))
def get_templates(call: Call[ApiDeps], desk: Id, query: OwnerQuery) -> TemplatesBody:
    """Read the letters of a tenant or of the desk (leads)."""
    return _body(templates.templates(call.deps, call.principal, desk, query.tenant))


@blueprint.put("/api/v1/desks/{desk}/templates", errors=(Forbidden,))
def set_templates(call: Call[ApiDeps], desk: Id, query: OwnerQuery, body: TemplatesBody) -> TemplatesBody:
    """Set the letters of a tenant or of the desk (admins). They go out within a minute."""
    wanted = MailTemplates(
        letters={
            kind: {language: _template(each) for language, each in by_language.items()}
            for kind, by_language in body.letters.items()
        }
    )
    return _body(templates.set_templates(call.deps, call.principal, desk, query.tenant, wanted))


@blueprint.post("/api/v1/desks/{desk}/templates/previews", status=200, errors=(Forbidden,))
def preview_template(call: Call[ApiDeps], desk: Id, query: OwnerQuery, body: PreviewInput) -> Preview:
    """Show a letter about a made-up ticket, written with this template. Nothing is kept or sent."""
    return templates.preview(
        call.deps, call.principal, desk, query.tenant,
        kind=body.kind, language=body.language or "", template=_template(body.template),
    )  # fmt: skip


def _template(body: TemplateBody) -> MailTemplate:
    return MailTemplate(subject=body.subject, text=body.text, html=body.html)


def _body(stored: MailTemplates) -> TemplatesBody:
    return TemplatesBody(
        letters={
            kind: {
                language: TemplateBody(subject=each.subject, text=each.text, html=each.html)
                for language, each in by_language.items()
            }
            for kind, by_language in stored.letters.items()
        }
    )
