"""Letters in a tenant's own words: kept by admins, looked at before they count."""

import re
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.people import Principal, Role
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.mail_lists import checked_tenant

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
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None, wanted: MailTemplates
) -> MailTemplates:
    """Replace them. Raises NotFound, Forbidden, Invalid naming letter, language and part."""
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
    deps.editor.put_templates(desk, name, wanted)
    return wanted


def preview(
    deps: ApiDeps, principal: Principal, desk: str, tenant: str | None,
    *, kind: LetterKind, language: str, template: MailTemplate,
) -> Preview:  # fmt: skip
    """The letter as it would go out, about a made-up ticket. Raises NotFound, Forbidden, Invalid."""
    from helpdesk.mail.outgoing.own_words import check_template  # noqa: PLC0415 - as above
    from helpdesk.usecases.example_letters import example_letter  # noqa: PLC0415 - as above

    name = checked_tenant(deps, principal, desk, tenant)
    check_template(template, "template")
    tenants = deps.directory.fresh(desk).tenants
    whose = tenants.get(name) or next(iter(tenants.values()), None)
    if whose is None:
        raise Invalid(field="tenant", reason="this desk has no tenant yet")
    mail = example_letter(
        deps, whose, principal, kind=kind, language=language or whose.language, own=template
    )
    return Preview(subject=mail.subject, text=mail.text, html=mail.html)
