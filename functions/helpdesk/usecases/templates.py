"""Letters in a tenant's own words: kept by admins, looked at before they count."""

import re
from typing import Final

import msgspec

from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.people import PersonRef, Principal, Role
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import Actor, ActorKind, MessageEntry
from helpdesk.mail.outgoing import letters
from helpdesk.mail.outgoing.dates import in_words
from helpdesk.mail.outgoing.letters import Occasion, Sender, Thread
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.mail.outgoing.own_words import check_template
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.mail_lists import checked_tenant

_LANGUAGE: Final = re.compile(r"|[a-z]{2,3}")
_MOST_LANGUAGES: Final = 40
_EXAMPLE_SITE: Final = "https://portal.example"


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
    name = checked_tenant(deps, principal, desk, tenant)
    check_template(template, "template")
    tenants = deps.directory.fresh(desk).tenants
    whose = tenants.get(name) or next(iter(tenants.values()), None)
    if whose is None:
        raise Invalid(field="tenant", reason="this desk has no tenant yet")
    mail = _example(deps, whose, principal, kind=kind, language=language or whose.language, own=template)
    return Preview(subject=mail.subject, text=mail.text, html=mail.html)


def _example(
    deps: ApiDeps, tenant: Tenant, principal: Principal,
    *, kind: LetterKind, language: str, own: MailTemplate,
) -> OutgoingMail:  # fmt: skip
    ticket = _ticket(deps, tenant.ref, tenant, language)
    occasion = Occasion(
        sender=Sender(deployment=deps.intake.deployment, portal_url=_EXAMPLE_SITE),
        tenant=tenant,
        ticket=ticket,
        delivery=Delivery(
            id="example",
            ticket=ticket.ref,
            entry="example",
            kind=DeliveryKind(kind.value),
            to=principal.email,
            created_at=deps.now(),
        ),
        thread=Thread(replies_to=None, references=()),
        at=deps.now(),
        own=own,
        broken=_refuse,
    )
    if kind is LetterKind.ACKNOWLEDGEMENT:
        return letters.acknowledgement(occasion, in_words(deps.now(), "UTC", language))
    by = Actor(kind=ActorKind.AGENT, name=principal.name, email=principal.email)
    words = "This is what an agent writes.\n\nIt has two paragraphs,\nand the second has two lines."
    return letters.answer(occasion, MessageEntry(id="example", at=deps.now(), by=by, text=words))


def _ticket(deps: ApiDeps, scope: TenantRef, tenant: Tenant, language: str) -> Ticket:
    return Ticket(
        ref=TicketRef(scope, 1042),
        key=f"{tenant.prefix}-1042",
        subject="The printer prints nothing",
        channel=Channel.MAIL,
        requester=PersonRef(id="example", name="Robin Jansen", email="robin@customer.example"),
        language=language,
        policy=tenant.policy,
        created_at=deps.now(),
        updated_at=deps.now(),
    )


def _refuse(reason: str) -> None:
    raise Invalid(field="template", reason=reason)
