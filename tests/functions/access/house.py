"""The house in which every route is tried: there is one of everything that a request can name."""

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.timeline import SYSTEM, Attachment, MessageEntry, NoteEntry
from helpdesk.domain.webhooks.hooks import Webhook, write_secret
from helpdesk.domain.webhooks.messages import HookMessage, MessageState
from helpdesk.ports import TicketWrite
from tests.fakes import FakeIntakeStore
from tests.functions.access.desk_cases import NEW
from tests.functions.desks import KIM, MEI, Desks
from tests.functions.gateway import Gateway
from tests.functions.kept_searches import fill_searches
from tests.functions.shelves import fill_shelves


def furnish_house(desks: Desks, api: Gateway) -> None:
    """Two desks with kim's ticket ACME-1, that has a file on a message and one on a note, and some knowledge.

    Also a mail in the desk's quarantine, and a key of the other desk.
    """
    desks.raw.mails["inbound/q1"] = b"From: eve@evil.example\r\nTo: support@acme.example\r\n\r\nhello\r\n"
    held = QuarantinedMail(
        id="q1", at=desks.now, cause=Cause.SPAM, detail="looks like spam", raw="inbound/q1", desk="noord",
        tenant="acme", sender="eve@evil.example", recipients=("support@acme.example",),
    )  # fmt: skip
    FakeIntakeStore(desks.memory).quarantine(held)
    fill_shelves(desks)
    hook = Webhook(
        desk="host", id="chat", name="Chat", url="https://chat.example/in", events=("ticket.opened",),
        secret=write_secret("s" * 32), created_at=desks.now, created_by=MEI,
    )  # fmt: skip
    desks.webhooks.put(hook)
    fill_searches(desks)
    desks.webhooks.add(
        HookMessage(
            desk="host", hook="chat", id="m1", event="ticket.opened", ticket="GLOBEX-1", body="{}",
            state=MessageState.FAILED, created_at=desks.now,
        )
    )  # fmt: skip
    desks.deps.api_keys.put(
        ApiKey(
            desk="host", id="monitoring", name="Monitoring", permissions=("ticket.read",), hash="0" * 64,
            created_at=desks.now, created_by=MEI,
        )
    )  # fmt: skip
    assert api.post(KIM, "/tickets", NEW).status == 201
    store = FakeIntakeStore(desks.memory)
    file = Attachment(id="a1", name="a.txt", type="text/plain", size=1, sha256="0" * 64)
    store.write(
        TicketWrite(
            ticket=store.get(TicketRef(TenantRef("noord", "acme"), 1)),
            entries=(
                MessageEntry(id="m1", at=desks.now, by=SYSTEM, text="m", attachments=(file,)),
                NoteEntry(id="n1", at=desks.now, by=SYSTEM, text="n", attachments=(file,)),
            ),
        )
    )
