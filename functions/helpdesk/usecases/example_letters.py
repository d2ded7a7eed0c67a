"""A letter about a ticket that does not exist, to look at a template before it counts. Needs Jinja."""

from typing import Final

from msgspec.structs import replace

from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.mail_templates import LetterKind, MailTemplate
from helpdesk.domain.people import PersonRef, Principal
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import Actor, ActorKind, MessageEntry
from helpdesk.mail.outgoing import letters
from helpdesk.mail.outgoing.dates import in_words
from helpdesk.mail.outgoing.letters import Occasion, Sender, Thread
from helpdesk.mail.outgoing.message import OutgoingMail
from helpdesk.ports import TicketStory
from helpdesk.usecases.api_deps import ApiDeps

_EXAMPLE_SITE: Final = "https://portal.example"
_NO_KEY: Final = "0" * 64  # signs nothing that any tenant would believe


def example_letter(
    deps: ApiDeps, tenant: Tenant, principal: Principal,
    *, kind: LetterKind, language: str, own: MailTemplate,
    story: TicketStory | None = None, portal_url: str = _EXAMPLE_SITE,
) -> OutgoingMail:  # fmt: skip
    """The letter as it would go out, but to the principal; `story`: about this ticket.

    It carries no secret: link and addresses are signed by nobody. Raises Invalid when the template breaks.
    """
    ticket = _translated(story.ticket, language) if story else _ticket(deps, tenant.ref, tenant, language)
    occasion = Occasion(
        sender=Sender(deployment=deps.intake.deployment, portal_url=portal_url),
        tenant=replace(tenant, mail_key=_NO_KEY),
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
        link=f"{portal_url.rstrip('/')}/tickets/{ticket.key}",
        own=own,
        broken=_refuse,
    )
    if kind is LetterKind.ACKNOWLEDGEMENT:
        return letters.acknowledgement(occasion, in_words(deps.now(), "UTC", language))
    return letters.answer(occasion, _last_answer(story) or _made_up_answer(deps, principal))


def _last_answer(story: TicketStory | None) -> MessageEntry | None:
    said = [e for e in story.entries if isinstance(e, MessageEntry)] if story else []
    return next((e for e in reversed(said) if e.by.kind is ActorKind.AGENT), None)


def _made_up_answer(deps: ApiDeps, principal: Principal) -> MessageEntry:
    by = Actor(kind=ActorKind.AGENT, name=principal.name, email=principal.email)
    words = "This is what an agent writes.\n\nIt has two paragraphs,\nand the second has two lines."
    return MessageEntry(id="example", at=deps.now(), by=by, text=words)


def _translated(ticket: Ticket, language: str) -> Ticket:
    return replace(ticket, language=language) if language else ticket


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
