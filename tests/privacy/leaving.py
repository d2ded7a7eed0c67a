"""Lisa leaves traces in every corner of a house, and others leave theirs beside them."""

import base64
from collections.abc import Iterator

from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent
from helpdesk.domain.own_sign_in import OwnSession
from helpdesk.domain.people import PersonRef
from helpdesk.domain.person_merges import PersonMerge, absorbed, united
from helpdesk.domain.push.devices import About, Device
from helpdesk.domain.quarantine import Cause, QuarantinedMail
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import (
    Actor,
    ActorKind,
    AnyEntry,
    Attachment,
    ChangeEntry,
    MessageEntry,
    NoteEntry,
)
from helpdesk.domain.webhooks.hooks import Webhook, write_secret
from helpdesk.domain.webhooks.messages import HookMessage, MessageState
from helpdesk.ports import TicketWrite
from helpdesk.storage.administration import TableAdministration
from tests.contract.builders import ACME, ACME_TWO, ANA, NOW, OMAR, PIM, agent, delivery, furnish, ticket
from tests.contract.houses import House
from tests.privacy.house import TracedHouse
from tests.privacy.lisa import LISA, ONCE, PIMS


def _by(who: PersonRef, kind: ActorKind = ActorKind.REQUESTER) -> Actor:
    return Actor(kind=kind, id=who.id, name=who.name, email=who.email)


def _file(key: str, name: str) -> Attachment:
    return Attachment(id="a1", name=name, type="text/plain", size=9, sha256=key.rpartition("/")[2])


def leave_traces(at: TracedHouse) -> None:
    house, lisa = at.house, LISA.ref
    furnish(house.editor)
    for person in (LISA, ONCE, PIMS):
        house.editor.put_person(person)
    rows = TableAdministration(at.table)
    rows.absorb(
        PersonMerge(gone=ONCE, kept=LISA, by="lin@noord.example", at=NOW, done=True),
        united(LISA, ONCE), absorbed(ONCE, LISA),
    )  # fmt: skip
    only = at.files.put(ACME, b"only hers", "text/plain")
    both = at.files.put(ACME, b"sent by two", "text/plain")
    pims = at.files.put(ACME, b"only of Pim", "text/plain")
    page = at.files.put(ACME, b"<p>Dear <b>Lisa</b> de Wit</p>" * 9, "text/html")
    long = at.files.put(ACME, b"All of it. Lisa de Wit\n" * 9, "text/plain")
    for ticket_, entries in _tickets(at, lisa, (only, both, pims, page, long)):
        _write(house, ticket_, entries)
    _elsewhere(at)


def _tickets(
    at: TracedHouse, lisa: PersonRef, files: tuple[str, ...]
) -> Iterator[tuple[Ticket, list[AnyEntry]]]:
    only, both, pims, page, long = files
    header = "=?utf-8?b?" + base64.b64encode(b"Lisa de Wit").decode() + "?="
    by_lisa, by_pim, by_ana = _by(lisa), _by(PIM), _by(ANA, ActorKind.AGENT)
    yield (
        ticket(1, requester=lisa, subject="Lisa's laptop", former=("lisa-old",), tags=("lisa",)),
        [
            MessageEntry(
                id="e1", at=NOW, by=by_lisa,
                text="My laptop is slow.\nCall 06-12 34 56 78.\n-- \nLisa de Wit",
                quoted="On Monday Lisa de Wit <lisa@acme.example> wrote:", html="<p>Lisa</p>", full_html=page,
                attachments=(_file(only, "lisa.txt"), replace(_file(both, "log.txt"), id="a2")),
                message_id="<1.lisa@acme.example>", raw=at.raw("one", "From: lisa@acme.example\n\nslow"),
            ),
            MessageEntry(
                id="e2", at=NOW, by=by_ana, text="Dear Lisa,\nwe are on it, Mrs De Wit.",
                html="<p>Dear <b>Li</b>sa de Wit</p>", full_text=long,
            ),
            NoteEntry(id="e3", at=NOW, by=by_ana, text="Called +31 6 12345678, LISA was out. Will retry."),
            ChangeEntry(id="e4", at=NOW, by=by_ana, field="requester", old="Pim Bos",
                        new="Lisa de Wit <lisa@acme.example>"),
        ],
    )  # fmt: skip
    yield (
        ticket(2, requester=PIM, participants=(lisa, OMAR)),
        [
            MessageEntry(id="e1", at=NOW, by=by_pim, text="As I told Lisa: it is broken.",
                         attachments=(_file(both, "log.txt"),),
                         raw=at.raw("two", f"From: {PIM.email}\nCc: {header}\n\nbroken")),
            MessageEntry(id="e2", at=NOW, by=by_lisa, text="Here too."),
        ],
    )  # fmt: skip
    yield (
        ticket(3, requester=PIM),
        [MessageEntry(id="e1", at=NOW, by=by_pim, text="Nobody is named here.", html="<p>Nobody</p>",
                      attachments=(_file(pims, "pim.txt"),), raw=at.raw("three", f"From: {PIM.email}\n\n-"))],
    )  # fmt: skip
    yield (
        ticket(4, requester=PIM),
        [MessageEntry(id="e1", at=NOW, by=by_pim, text="Ask de Wit, Lisa or 0612345678")],
    )
    yield (ticket(1, ACME_TWO, requester=OMAR), [MessageEntry(id="e1", at=NOW, by=_by(OMAR), text="Another")])


def _write(house: House, ticket_: Ticket, entries: list[AnyEntry]) -> None:
    scope = ticket_.ref.scope
    store = house.stores.for_principal(agent()).tickets
    sent = delivery("d1", ticket_.ref)
    sent = replace(sent, to=ticket_.requester.email, cc=tuple(one.email for one in ticket_.participants))
    marks = (f"{scope}-{ticket_.ref.number}@x",)
    store.write(TicketWrite(ticket=ticket_, entries=tuple(entries), deliveries=(sent,), marks=marks))


def _elsewhere(at: TracedHouse) -> None:
    house = at.house
    for name, sender, tenant in (("q1", "LISA@acme.example", "acme"), ("q2", PIM.email, "acme")):
        raw = at.raw(name, f"From: {sender}\n\nhello")
        house.intake.quarantine(
            QuarantinedMail(id=name, at=NOW, cause=Cause.SPAM, detail="", raw=raw, sender=sender,
                            desk="noord", tenant=tenant, subject="Hello")
        )  # fmt: skip
    house.audit.add(
        AuditEvent(id="a1", at=NOW, desk="noord", what="PUT /desks/{desk}/tenants/{tenant}/people/{person}",
                   by="lin@noord.example", subject={"person": "lisa", "tenant": "acme"},
                   asked='{"name":"Lisa de Wit","emails":["lisa@acme.example"]}')
    )  # fmt: skip
    house.audit.add(
        AuditEvent(id="a2", at=NOW, desk="noord", what="PUT /desks/{desk}", by="lin@noord.example")
    )
    house.webhooks.put(
        Webhook(desk="noord", id="chat", name="Chat", url="https://chat.example/", events=("ticket.opened",),
                secret=write_secret("s"), created_at=NOW, created_by="lin@noord.example")
    )  # fmt: skip
    house.webhooks.add(
        HookMessage(id="m1", desk="noord", hook="chat", event="ticket.opened", ticket="ACME-1",
                    body='{"data":{"ticket":{"requester":{"name":"Lisa de Wit"}}}}', created_at=NOW,
                    state=MessageState.TAKEN)
    )  # fmt: skip
    house.editor.change_senders(
        "noord", "acme", lambda _: SenderRules(allow=("lisa@acme.example", "pim@acme.example"))
    )
    store = house.stores.for_principal(agent()).tickets
    six = ticket(6, requester=PIM)
    gone = Suppression(scope=ACME, address="lisa@acme.example", cause=SuppressionCause.BOUNCED, at=NOW)
    store.write(TicketWrite(ticket=six, suppressions=(gone,)))
    session = OwnSession(id="s1", since=1, agent="Firefox", seen_at=NOW)
    house.own.put_session("sub-0", None, session)
    for person in (LISA, PIMS):
        house.devices.put(
            Device(
                id=person.id, email=person.emails[0], endpoint="https://push.example/1", p256dh="p", auth="a",
                about=(About.ANSWERED,), since=NOW, seen_at=NOW,
            )
        )  # fmt: skip
