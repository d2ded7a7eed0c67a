"""Marks lead to what was written under them, within the scope that may see it, and can be forgotten."""

import pytest

from helpdesk.domain.errors import DuplicateMail
from helpdesk.ports import TicketWrite
from tests.contract.builders import ACME, ACME_TWO, agent, minutes, ticket
from tests.contract.houses import House


def test_a_mark_leads_to_its_ticket_and_what_was_said(house: House) -> None:
    tickets = house.stores.for_principal(agent()).tickets
    change = TicketWrite(
        ticket=ticket(1), marks=("request.abc",), fingerprint="said", marks_until=minutes(60)
    )

    stored = tickets.write(change)

    assert tickets.marked(ACME, "request.abc") == (stored.ref, "said")
    assert tickets.marked(ACME, "request.other") is None
    assert tickets.marked(ACME_TWO, "request.abc") is None
    with pytest.raises(DuplicateMail):
        tickets.write(TicketWrite(ticket=stored, marks=("request.abc",)))
