"""A letter template tried out: as a mail to oneself, about an example or a ticket that one can read.

It is no delivery of the ticket: nothing is written down, an answer to it reaches the one who asked, and its
link signs nobody in.
"""

from datetime import timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.desks import Tenant
from helpdesk.domain.errors import Forbidden, Invalid, NotFound, TooMany
from helpdesk.domain.mail_templates import LetterKind, MailTemplate
from helpdesk.domain.people import Principal
from helpdesk.ports import TicketStory
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.tickets import find

LIMITS: Final = ((timedelta(minutes=10), 10), (timedelta(days=1), 60))
"""Mails that one person can send to themselves in a window."""


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """The mail that went out."""

    to: str
    subject: str


def send_to_oneself(
    deps: ApiDeps, principal: Principal, tenant: Tenant,
    *, kind: LetterKind, language: str, template: MailTemplate, ticket: str | None,
) -> Sent:  # fmt: skip
    """Send the letter to the principal alone.

    Raises Forbidden, Invalid, TooMany, MailRefused, Unavailable.
    """
    from helpdesk.mail.outgoing.marking import marked  # noqa: PLC0415 - Jinja: few requests need it
    from helpdesk.mail.outgoing.message import to_bytes  # noqa: PLC0415 - as above
    from helpdesk.usecases.example_letters import example_letter  # noqa: PLC0415 - as above

    if principal.key is not None:
        raise Forbidden("An API key has no mail address to send a letter to.")
    story = chosen(deps, principal, tenant, ticket) if ticket else None
    made = example_letter(
        deps, tenant, principal, kind=kind, own=template, story=story,
        language=language or (story and story.ticket.language) or tenant.language,
        portal_url=deps.letter_post.portal_url,
    )  # fmt: skip
    _check_limits(deps, principal)
    mail = marked(
        replace(
            made,
            to=principal.email,
            cc=(),
            reply_to=principal.email,
            in_reply_to=None,
            references=(),
            message_id=f"{deps.new_id()}@test.{tenant.address.rpartition('@')[2]}",
            auto_submitted="auto-generated",
        )
    )
    deps.letter_post.mailer.send(to_bytes(mail), sender=tenant.address, to=(principal.email,), tags={})
    return Sent(to=principal.email, subject=mail.subject)


def chosen(deps: ApiDeps, principal: Principal, tenant: Tenant, key: str) -> TicketStory:
    """The ticket a letter is to be about. Raises Invalid for what is not there, or of another tenant."""
    try:
        ref = find(deps, key)
        story = deps.stores.for_principal(principal).tickets.story(ref)
    except NotFound as error:
        raise Invalid(field="ticket", reason="there is no such ticket") from error
    if ref.scope != tenant.ref:
        raise Invalid(field="ticket", reason=f"this ticket is not of {tenant.name}")
    return story


def _check_limits(deps: ApiDeps, principal: Principal) -> None:
    for window, most in LIMITS:
        if deps.attempts.count(f"test-letter {principal.email}", at=deps.now(), window=window) > most:
            raise TooMany(
                "Too many test letters were sent; try again later.",
                retry_after=int(window.total_seconds()),
            )
