"""Letters in a tenant's own words: kept by admins, looked at before they count."""

import re
from typing import TYPE_CHECKING, Final

import msgspec

from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import split_ticket_key
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.people import Principal, Role
from helpdesk.ports import TicketStory
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.mail_lists import checked_tenant

if TYPE_CHECKING:
    from helpdesk.usecases.templates_trial import Sent

_LANGUAGE: Final = re.compile(r"|[a-z]{2,3}")
_MOST_LANGUAGES: Final = 40


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A letter about a ticket that does not exist."""

    subject: str
    text: str
    html: str


def templates(deps: ApiDeps, principal: Principal, desk: str, tenant: str | None) -> MailTemplates:
    """The letters of a tenant, or (None) of the desk. Raises NotFound, Forbidden."""
    name = checked_tenant(deps, principal, desk, tenant)
    return deps.directory.fresh(desk).mail.templates.get(name, MailTemplates())


def set_templates(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None, wanted: MailTemplates,
    *, expected: int | None = None,
) -> MailTemplates:  # fmt: skip
    """Replace them. Raises NotFound, Forbidden, Invalid naming letter, language and part, VersionConflict."""
    from helpdesk.mail.outgoing.own_words import check_template  # noqa: PLC0415 - Jinja: few requests need it

    name = checked_tenant(deps, principal, desk, tenant, Role.ADMIN)
    for kind, by_language in wanted.letters.items():
        if len(by_language) > _MOST_LANGUAGES:
            raise Invalid(field=f"letters.{kind}", reason=f"has at most {_MOST_LANGUAGES} languages")
        for language, template in by_language.items():
            field = f"letters.{kind}.{language}"
            if not _LANGUAGE.fullmatch(language):
                raise Invalid(field=field, reason="“nl”, “nb”: a language; “” stands for all others")
            check_template(template, field)
    deps.editor.put_templates(desk, name, wanted, expected=expected)
    return wanted


def standard() -> MailTemplate:
    """Our own letter, as a template: something to begin with."""
    from helpdesk.mail.outgoing.templates import STANDARD  # noqa: PLC0415 - as above

    return STANDARD


def preview(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None,
    *, kind: LetterKind, language: str, template: MailTemplate, ticket: str | None = None,
) -> Preview:  # fmt: skip
    """The letter as it would go out, about a made-up ticket or this one.

    Raises NotFound, Forbidden, Invalid.
    """
    from helpdesk.usecases.example_letters import example_letter  # noqa: PLC0415 - as above
    from helpdesk.usecases.templates_trial import chosen  # noqa: PLC0415 - as above

    name = checked_tenant(deps, principal, desk, tenant)
    whose = _whose(deps, desk, name, template, ticket)
    story = chosen(deps, principal, whose, ticket) if ticket else None
    mail = example_letter(
        deps, whose, principal,
        kind=kind, language=language or _language_of(whose, story), own=template, story=story,
    )  # fmt: skip
    return Preview(subject=mail.subject, text=mail.text, html=mail.html)


def try_out(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None,
    *, kind: LetterKind, language: str, template: MailTemplate, ticket: str | None = None,
) -> "Sent":  # fmt: skip
    """The same as a mail to the principal (admins).

    Raises NotFound, Forbidden, Invalid, TooMany, MailRefused.
    """
    from helpdesk.usecases.templates_trial import send_to_oneself  # noqa: PLC0415 - as above

    name = checked_tenant(deps, principal, desk, tenant, Role.ADMIN)
    whose = _whose(deps, desk, name, template, ticket)
    return send_to_oneself(
        deps,
        principal,
        whose,
        kind=kind,
        language=language,
        template=template,
        ticket=ticket,
    )


def _whose(deps: ApiDeps, desk: str, tenant: str, template: MailTemplate, ticket: str | None) -> Tenant:
    """The tenant the letter is shown for: the ticket's when the letter is the desk's.

    Raises Invalid when the template cannot be used.
    """
    from helpdesk.mail.outgoing.own_words import check_template  # noqa: PLC0415 - as above

    check_template(template, "template")
    tenants = deps.directory.fresh(desk).tenants
    named = tenant or _tenant_of(deps, desk, ticket)
    whose = tenants.get(named) or next(iter(tenants.values()), None)
    if whose is None:
        raise Invalid(field="tenant", reason="this desk has no tenant yet")
    return whose


def _tenant_of(deps: ApiDeps, desk: str, ticket: str | None) -> str:
    parts = split_ticket_key(ticket) if ticket else None
    scope = deps.directory.tenant_of_prefix(parts[0]) if parts else None
    return scope.tenant if scope and scope.desk == desk else ""


def _language_of(tenant: Tenant, story: TicketStory | None) -> str:
    return (story.ticket.language if story else None) or tenant.language
