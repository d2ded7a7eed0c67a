"""Who acts by sending a mail, and when."""

from helpdesk.domain.changes import Act
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ActorKind
from helpdesk.ports import MailLookup
from helpdesk.usecases.deps import Home
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived


def act_of(deps: IntakeDeps, home: Home, arrived: Arrived, by: Actor, ticket: Ticket | None = None) -> Act:
    """The receipt time counts, not the sender's clock; but a ticket's time never runs backwards."""
    received = arrived.notice.received_at
    at = max(received, ticket.updated_at) if ticket else received
    return Act(by=by, at=at, agreement=home.agreement, new_id=deps.new_id)


def writer(arrived: Arrived, known: MailLookup) -> PersonRef:
    """The sender as the tenant knows them, or as the mail says."""
    if known.sender:
        return known.sender.person
    return PersonRef(id="", name=arrived.mail.sender.name, email=arrived.sender)


def requester_actor(arrived: Arrived, person: PersonRef, email: str = "") -> Actor:
    """The sender, or whose mail it is that they passed on, on the customer's side."""
    return Actor(
        kind=ActorKind.REQUESTER,
        id=person.id or None,
        name=person.name or arrived.mail.sender.name,
        email=email or arrived.sender,
    )


def agent_actor(agent: PersonRef) -> Actor:
    """The sender, as somebody of the desk."""
    return Actor(kind=ActorKind.AGENT, id=agent.id, name=agent.name, email=agent.email)
