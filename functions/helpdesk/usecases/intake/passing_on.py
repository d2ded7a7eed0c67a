"""Mail that an agent passes on for a customer: the ticket is the customer's, not the agent's."""

import re
from typing import Final

import msgspec

from helpdesk.domain.changes import Act
from helpdesk.domain.errors import Invalid
from helpdesk.domain.people import PersonRef
from helpdesk.domain.reply_address import split_address
from helpdesk.domain.sender_rules import normal_sender
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import NoteEntry
from helpdesk.mail.inbound import Address
from helpdesk.ports import MailLookup
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.acting import agent_actor
from helpdesk.usecases.intake.entries import Arrived

# What mail programs put before the subject of a mail that is passed on, where it cannot mean "reply" too.
_FORWARD: Final = re.compile(
    r"(?i)^\s*(?:fwd?|wg|doorst|tr|rv|enc|vb|i|pd|vl|ynt?ilet|转发|轉寄|転送|пересл|fs)\s*[:：]"
)


class PassedOn(msgspec.Struct, frozen=True, kw_only=True):
    """Who passed it on, whose mail it is, what they wrote, and what the agent wrote above it."""

    agent: PersonRef
    customer: Address
    subject: str
    text: str
    cover: str


def passed_on(home: Home, arrived: Arrived, known: MailLookup, ticket: Ticket | None) -> PassedOn | None:
    """What a verified agent passes on; None when the mail is anything else.

    An agent's answer on a ticket may quote a mail that was passed on: there the subject must say so too,
    and the first sender must take part in the ticket.
    """
    forwarded, agent = arrived.mail.forwarded, known.agent
    if forwarded is None or agent is None or not arrived.vouched_for:
        return None
    customer = forwarded.sender.email.strip().lower()
    if not _is_customer(home, customer):
        return None
    if ticket is not None and not (_FORWARD.match(arrived.mail.subject) and ticket.is_party(customer)):
        return None
    whole = arrived.mail.new_text or arrived.mail.text
    text = forwarded.text or whole
    cover = whole[: whole.rfind(text)] if forwarded.text and text in whole else ""
    return PassedOn(
        agent=agent.person,
        customer=Address(name=forwarded.sender.name, email=customer),
        subject=forwarded.subject,
        text=text,
        cover=_without_block(cover),
    )


def cover_note(handed: PassedOn, act: Act) -> NoteEntry:
    """What the agent wrote above it, for colleagues to read."""
    words = f"{handed.cover}\n\n" if handed.cover else ""
    text = f"{words}({handed.agent.name or handed.agent.email} passed this mail on.)"
    return NoteEntry(id=act.new_id(), at=act.at, by=agent_actor(handed.agent), text=text)


def _is_customer(home: Home, email: str) -> bool:
    """Whether this can be somebody who asks for help: neither of the desk nor one of our own addresses."""
    try:
        if "@" not in normal_sender(email, "from"):
            return False
    except Invalid:
        return False
    tenants = home.config.tenants.values()
    ours = {address.lower() for tenant in tenants for address in (tenant.address, *tenant.addresses)}
    agents = {agent.person.email.lower() for agent in home.config.agents.values()}
    return split_address(email)[0] not in ours and email not in agents


def _without_block(cover: str) -> str:
    """What stands above the forwarding line and the header block that follow the agent's own words."""
    lines = cover.rstrip().split("\n")
    while lines and (_is_block(lines[-1]) or not lines[-1].strip()):
        lines.pop()
    return "\n".join(lines).strip()


def _is_block(line: str) -> bool:
    plain = line.strip(" *>")
    return bool(re.match(r"^[\w .\-/]{1,20}\s?[:：]|^[-_=*]{3,}|^\s", plain))
