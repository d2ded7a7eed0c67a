"""A mail as routing rules see it."""

from collections.abc import Iterable

from helpdesk.domain.routing import MailFacts, Routing
from helpdesk.mail.mime import headers
from helpdesk.mail.mime.words import decode_words
from helpdesk.usecases.intake.entries import Arrived


def facts_of_mail(arrived: Arrived, routings: Iterable[Routing]) -> MailFacts:
    """What rules look at; the header is read again only when a rule asks for it."""
    asked = {h.name.lower() for routing in routings for rule in routing.rules for h in rule.when.headers}
    mail = arrived.mail
    return MailFacts(
        recipients=arrived.recipients,
        sender=arrived.sender,
        headers=_headers(arrived.source, asked) if asked else (),
        subject=mail.subject,
        body=mail.new_text or mail.text,
        language=mail.language,
    )


def _headers(source: bytes, asked: set[str]) -> tuple[tuple[str, str], ...]:
    fields, _, _ = headers.read(source, 0, len(source))
    return tuple((name, decode_words(value)) for name in sorted(asked) for value in fields.all_text(name))
