"""A view that a desk shares, and a wave it has not decided about: for requests about them."""

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave, WaveTicket
from tests.functions.desks import Desks

SECRET = "the merger is on friday"


def fill_searches(desks: Desks) -> None:
    """At noord."""
    kept = desks.deps.searching
    kept.views.put(
        View(desk="noord", id="shared", owner="lars", name=SECRET, query="state:open", shared=True)
    )
    kept.views.put(View(desk="noord", id="anas", owner="ana", name="Mine", query="assignee:me"))
    tickets = tuple(
        WaveTicket(
            ref=TicketRef(TenantRef("noord", "acme"), number),
            key=f"ACME-{number}",
            subject=SECRET,
            created_at=desks.now,
        )
        for number in (1, 2)
    )
    kept.waves.put(Wave(desk="noord", id="w1", tickets=tickets, words=("merger",), updated_at=desks.now))
