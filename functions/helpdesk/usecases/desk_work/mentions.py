"""Colleagues named in a note are told, in the same transaction as the note."""

from collections.abc import Sequence
from typing import Final

from helpdesk.domain.changes import Act
from helpdesk.domain.deliveries import MENTIONED, Delivery, DeliveryKind, Notice
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import Invalid
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import NoteEntry

MOST: Final = 20
_SHOWN: Final = 1000
"""Characters of the note that go into the mail; the rest is on the ticket."""


def mentioned(
    config: DeskConfig, ticket: Ticket, note: NoteEntry, agents: Sequence[str], act: Act
) -> tuple[Delivery, ...]:
    """One mail for each of `agents` but the writer. Raises Invalid for who does not work for the desk."""
    wanted = tuple(dict.fromkeys(agents))
    if len(wanted) > MOST:
        raise Invalid(field="mentions", reason=f"a note can name {MOST} colleagues at most")
    for at, agent in enumerate(wanted):
        if agent not in config.agents:
            raise Invalid(field=f"mentions[{at}]", reason=f"“{agent[:40]}” does not work for this desk")
        if config.agents[agent].suspended:
            name = config.agents[agent].person.name or agent
            raise Invalid(field=f"mentions[{at}]", reason=f"{name} is suspended and cannot look")
    notice = Notice(
        key=ticket.key, subject=ticket.subject, priority=ticket.priority, clock="", step=MENTIONED,
        by=note.by.name, text=_shortened(note.text),
    )  # fmt: skip
    return tuple(
        Delivery(
            id=act.new_id(),
            ticket=ticket.ref,
            entry=note.id,
            kind=DeliveryKind.NOTICE,
            to=config.agents[agent].person.email,
            created_at=act.at,
            notices=(notice,),
        )
        for agent in wanted
        if agent != note.by.id
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
