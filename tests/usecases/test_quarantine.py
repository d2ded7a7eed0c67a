"""What leads make of mail that could not be placed."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Conflict, Forbidden, Invalid, NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef, Principal, Role
from helpdesk.domain.quarantine import Cause, DecisionKind, QuarantinedMail
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.tickets import State
from helpdesk.ports import PageRequest
from helpdesk.usecases import quarantine
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.intake.notice import Verdicts
from helpdesk.usecases.intake.receive import Fate
from helpdesk.usecases.quarantine import Release
from helpdesk.usecases.templates_deps import LetterPost
from tests.functions.desks import Desks
from tests.usecases.house import ACME, DUIN, House, agent, letter

LARS = PersonRef(id="lars", name="Lars Vik", email="lars@noord.example")
LEAD, ADMIN = agent(LARS, role=Role.LEAD), agent(LARS, role=Role.ADMIN)
AWAY = [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")]


@pytest.fixture
def deps(house: House) -> ApiDeps:
    """The API on the house's memory."""
    shared = Desks().deps
    return replace(
        shared, stores=house.api.stores, directory=house.api.directory, files=house.files,
        agreements=house.api.agreements, now=house.api.now, new_id=house.new_id,
        intake=house.intake, editor=house.editor,
        letter_post=LetterPost(mailer=house.mailer, portal_url="https://help.example"),
    )  # fmt: skip


def held_back(house: House, to: str = "support@acme.example", **how: object) -> QuarantinedMail:
    """A mail in quarantine: of a blocked sender, unless it is to nobody."""
    house.editor.change_senders("noord", "", lambda _: SenderRules(block=("acme.example",)))
    (landing,) = house.mail(letter(**how), to)  # type: ignore[arg-type]
    assert landing.fate is Fate.QUARANTINED
    house.editor.change_senders("noord", "", lambda _: SenderRules())
    return list(house.memory.quarantine.values())[-1]


def waiting(deps: ApiDeps, who: Principal, desk: str | None) -> list[str]:
    return [mail.id for mail in quarantine.waiting(deps, who, desk, PageRequest())[0]]


def test_a_lead_reads_what_waits(house: House, deps: ApiDeps) -> None:
    kept = held_back(house)

    held = quarantine.show(deps, LEAD, "noord", kept.id)
    assert held.mail
    assert (held.mail.subject, held.kept.cause) == ("Printer dead", Cause.BLOCKED_SENDER)
    assert "inbound/1" in quarantine.raw_link(deps, LEAD, "noord", kept.id)
    del house.raw.mails["inbound/1"]
    assert quarantine.show(deps, LEAD, "noord", kept.id).mail is None


def test_agents_and_other_desks_do_not(house: House, deps: ApiDeps) -> None:
    kept = held_back(house)
    stranger = agent(LARS, desk="host", role=Role.ADMIN)

    with pytest.raises(Forbidden):
        quarantine.show(deps, agent(), "noord", kept.id)
    with pytest.raises(NotFound):
        quarantine.show(deps, stranger, "noord", kept.id)
    with pytest.raises(NotFound):
        quarantine.delete(deps, stranger, "host", kept.id)
    with pytest.raises(NotFound):
        quarantine.waiting(deps, LEAD, None, PageRequest())


def test_a_released_mail_is_a_ticket_once(house: House, deps: ApiDeps) -> None:
    kept = held_back(house)
    house.later(days=1)
    first = quarantine.release(deps, LEAD, "noord", kept.id, Release())
    again = quarantine.release(deps, LEAD, "noord", kept.id, Release())

    (ticket,) = house.memory.tickets.values()
    assert first.decision
    assert (first.decision.ticket, first.decision.by) == (ticket.key, "lars@noord.example")
    assert again == first
    assert (ticket.created_at, ticket.requester.email) == (kept.at, "pim@acme.example")
    assert waiting(deps, LEAD, "noord") == []


def test_a_release_that_broke_off_goes_on_and_doubles_nothing(house: House, deps: ApiDeps) -> None:
    kept = held_back(house)

    def crash() -> None:
        raise ConnectionError

    house.memory.before_write.append(crash)
    with pytest.raises(ConnectionError):
        quarantine.release(deps, LEAD, "noord", kept.id, Release())
    assert waiting(deps, LEAD, "noord") == [kept.id]
    with pytest.raises(Conflict, match="released"):
        quarantine.delete(deps, LEAD, "noord", kept.id)
    quarantine.release(deps, LEAD, "noord", kept.id, Release())

    assert len(house.memory.tickets) == 1
    assert waiting(deps, LEAD, "noord") == []


def test_a_reply_that_was_held_back_lands_on_its_ticket(house: House, deps: ApiDeps) -> None:
    ticket = house.opened(letter(message_id="<first@acme.example>"))
    kept = held_back(house, subject="Re: Printer dead [ACME-1]")
    done = quarantine.release(deps, LEAD, "noord", kept.id, Release())

    assert done.decision
    assert done.decision.ticket == ticket.key
    assert len(house.timeline(ticket.ref)) == 2


def test_as_new_it_opens_a_ticket_all_the_same(house: House, deps: ApiDeps) -> None:
    house.opened(letter(message_id="<first@acme.example>"))
    kept = held_back(house, subject="Re: Printer dead [ACME-1]")
    done = quarantine.release(deps, LEAD, "noord", kept.id, Release(as_new=True))

    assert done.decision
    assert done.decision.ticket == "ACME-2"


def test_into_a_ticket_it_is_a_message_there(house: House, deps: ApiDeps) -> None:
    ticket = house.opened(letter(message_id="<first@acme.example>", sender="bo@acme.example"))
    kept = held_back(house)
    quarantine.release(deps, LEAD, "noord", kept.id, Release(ticket="acme-1"))

    said = house.timeline(ticket.ref)[-1]
    assert said.by.email == "pim@acme.example"
    assert house.ticket(ticket.ref).requester.email == "bo@acme.example"
    assert house.ticket(ticket.ref).state is State.NEW


def test_an_absence_note_can_become_a_ticket(house: House, deps: ApiDeps) -> None:
    house.mail(letter("Out of office: holiday", "I am away.", headers=AWAY), "support@acme.example")
    (kept,) = house.memory.quarantine.values()
    done = quarantine.release(deps, LEAD, "noord", kept.id, Release())

    assert done.decision
    assert done.decision.ticket == "ACME-1"
    assert len(house.memory.quarantine) == 1
    assert house.memory.deliveries[next(iter(house.memory.tickets))] == {}


def test_mail_to_nobody_goes_to_the_tenant_an_admin_chooses(house: House, deps: ApiDeps) -> None:
    house.mail(letter(), "hello@acme.example")
    (kept,) = house.memory.quarantine.values()

    assert waiting(deps, ADMIN, None) == [kept.id]
    with pytest.raises(Invalid, match="which organisation"):
        quarantine.release(deps, ADMIN, None, kept.id, Release())
    with pytest.raises(NotFound):
        quarantine.release(deps, ADMIN, None, kept.id, Release(tenant=TenantRef("host", "globex")))
    quarantine.release(deps, ADMIN, None, kept.id, Release(tenant=DUIN))
    assert [ticket.ref.scope for ticket in house.memory.tickets.values()] == [DUIN]


def test_a_virus_is_for_admins(house: House, deps: ApiDeps) -> None:
    house.mail(letter(), "support@acme.example", verdicts=Verdicts(virus="FAIL"))
    (kept,) = house.memory.quarantine.values()

    with pytest.raises(Forbidden):
        quarantine.release(deps, LEAD, "noord", kept.id, Release())
    assert quarantine.release(deps, ADMIN, "noord", kept.id, Release()).decision


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Release(ticket="ACME-9"), "no such ticket"),
        (Release(ticket="ACME-1", tenant=ACME), "not both"),
        (Release(tenant=TenantRef("noord", "nobody")), "no such organisation"),
    ],
)
def test_a_release_to_nowhere_is_refused_and_decides_nothing(
    house: House, deps: ApiDeps, wanted: Release, message: str
) -> None:
    kept = held_back(house)
    with pytest.raises(Invalid, match=message):
        quarantine.release(deps, LEAD, "noord", kept.id, wanted)
    assert waiting(deps, LEAD, "noord") == [kept.id]


@pytest.mark.parametrize(
    ("entry", "whole_desk", "where", "blocked"),
    [(None, False, "acme", "pim@acme.example"), ("@Evil.example", True, "", "evil.example")],
)
def test_a_blocked_sender_is_blocked_from_then_on(
    house: House, deps: ApiDeps, *, entry: str | None, whole_desk: bool, where: str, blocked: str
) -> None:
    kept = held_back(house)
    done = [
        quarantine.block(deps, LEAD, "noord", kept.id, entry=entry, whole_desk=whole_desk) for _ in range(2)
    ]

    assert done[0] == done[1]
    assert done[0].decision
    assert done[0].decision.what is DecisionKind.BLOCKED
    assert house.api.directory.desk("noord").mail.senders[where].block == (blocked,)
    assert waiting(deps, LEAD, "noord") == []


def test_what_was_deleted_stays_so_when_it_comes_again(house: House, deps: ApiDeps) -> None:
    house.mail(letter(), "hello@acme.example", key="inbound/x")
    (kept,) = house.memory.quarantine.values()
    quarantine.delete(deps, ADMIN, None, kept.id)
    house.mail(letter(), "hello@acme.example", key="inbound/x")

    assert waiting(deps, ADMIN, None) == []
    with pytest.raises(Conflict, match="deleted"):
        quarantine.release(deps, ADMIN, None, kept.id, Release(tenant=ACME))
