"""Notices: the right people, once, in their language, and one digest instead of a storm."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import MENTIONED, Delivery, DeliveryKind, DeliveryState
from helpdesk.domain.desks import Agent
from helpdesk.domain.errors import Invalid
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.tickets import State, Ticket
from helpdesk.mail.outgoing.notice_texts import NOTICE_TEXTS
from helpdesk.mail.outgoing.texts import TEXTS
from helpdesk.usecases import handing, tickets
from helpdesk.usecases.deliver import Result
from tests.fakes import FakeDirectoryEditor
from tests.usecases.house import ANA, House, agent, letter
from tests.usecases.promising import LARS, NINA, SOL, notices_of, promising, told


@pytest.fixture
def promised() -> House:
    return promising()


@pytest.fixture
def ticket(promised: House) -> Ticket:
    return promised.opened(letter())


def mails(house: House, to: str) -> list[EmailMessage]:
    found = [message_from_bytes(sent.raw, policy=default) for sent in house.mailer.sent if to in sent.to]
    assert all(isinstance(mail, EmailMessage) for mail in found)
    return found


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def all_notices(house: House, to: PersonRef) -> list[Delivery]:
    return [d for ref in house.memory.tickets for d in notices_of(house, ref) if d.to == to.email]


def test_the_assignee_and_the_team_are_told_each_once(promised: House, ticket: Ticket) -> None:
    handing.set_team(promised.api, agent(LARS), ticket.key, "experts")
    tickets.assign(promised.api, agent(LARS), ticket.key, "ana")
    promised.check(ticket.created_at + timedelta(minutes=31))

    assert told(promised, ticket.ref) == [
        (ANA.email, "first-response", "warned 50"),
        (ANA.email, "ola", "warned 50"),
        (ANA.email, "ola", "warned 75"),
        (SOL.email, "first-response", "warned 50"),
        (SOL.email, "ola", "warned 50"),
        (SOL.email, "ola", "warned 75"),
    ]
    assert len(notices_of(promised, ticket.ref)) == 2  # one mail each, about all of it


def test_what_nobody_has_is_told_to_the_lead_and_without_one_to_the_admin(
    promised: House, ticket: Ticket
) -> None:
    promised.check(ticket.created_at + timedelta(minutes=31))
    assert {to for to, _, _ in told(promised, ticket.ref)} == {LARS.email}

    del promised.memory.configs["noord"].agents["lars"]
    promised.check(ticket.created_at + timedelta(minutes=46))
    assert {to for to, _, _ in told(promised, ticket.ref)} == {LARS.email, NINA.email}


def test_whoever_left_the_desk_is_not_told(promised: House, ticket: Ticket) -> None:
    tickets.assign(promised.api, agent(), ticket.key, "ana")
    del promised.memory.configs["noord"].agents["ana"]
    promised.check(ticket.created_at + timedelta(minutes=31))

    assert {to for to, _, _ in told(promised, ticket.ref)} == {LARS.email}


def test_a_notice_is_a_machines_and_an_answer_to_it_finds_no_ticket(promised: House, ticket: Ticket) -> None:
    promised.outbox = replace(
        promised.outbox, sender=replace(promised.outbox.sender, no_reply="no-reply@loket.example")
    )
    promised.check(ticket.created_at + timedelta(minutes=61))
    (delivery,) = notices_of(promised, ticket.ref)
    promised.send_all(ticket.ref)
    (mail,) = mails(promised, LARS.email)

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Noord IT <no-reply@loket.example>"
    assert mail["X-Loop"] == "test-house"
    assert (mail["Reply-To"], mail["References"], mail["In-Reply-To"]) == (None, None, None)
    assert mail["Subject"] == "ACME-1: First response is overdue · Printer dead"
    assert "[ACME-1]" not in mail["Subject"]
    assert "https://help.example/tickets/ACME-1" in text(mail)
    assert "Monday, November 16, 2026, 11:00 (Amsterdam)" in text(mail)
    assert delivery.state is DeliveryState.PENDING
    assert notices_of(promised, ticket.ref)[0].state is DeliveryState.SENT

    promised.later(minutes=1)
    reply = letter(
        "Re: " + mail["Subject"], "I know.", sender="lars@noord.example", message_id="<answer@noord.example>",
        headers=[("In-Reply-To", str(mail["Message-ID"])), ("References", str(mail["Message-ID"]))],
    )  # fmt: skip
    (landing,) = promised.mail(reply, "support@acme.example", sender="lars@noord.example")
    assert landing.ticket != ticket.ref


@pytest.mark.parametrize(("language", "word"), [("nl", "Eerste reactie"), (None, "First response")])
def test_it_is_written_in_the_agents_language_or_the_desks(
    promised: House, ticket: Ticket, language: str | None, word: str
) -> None:
    FakeDirectoryEditor(promised.memory).put_agent(
        "noord", Agent(person=LARS, role=Role.LEAD, language=language)
    )
    promised.check(ticket.created_at + timedelta(minutes=31))
    promised.send_all(ticket.ref)
    (mail,) = mails(promised, LARS.email)

    assert mail["Content-Language"] == (language or "en")
    assert word in text(mail)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_says_everything(language: str) -> None:
    english, texts = NOTICE_TEXTS["en"], NOTICE_TEXTS[language]
    facts = {"key": "K", "clock": "C", "due": "D", "percent": 75, "count": 3, "by": "B", "text": "T"}

    assert texts.clocks.keys() == english.clocks.keys()
    for mine, theirs in ((texts.subjects, english.subjects), (texts.sentences, english.sentences)):
        assert mine.keys() == theirs.keys()
        for step, form in mine.items():
            assert ("B" if step == MENTIONED else "C") in form.format(**facts)
    assert "3" in texts.digest_subject.format(**facts)
    assert "3" in texts.more.format(**facts)


def test_nobody_is_told_of_a_ticket_that_was_solved_meanwhile(promised: House, ticket: Ticket) -> None:
    promised.check(ticket.created_at + timedelta(minutes=31))
    tickets.add_message(promised.api, agent(), ticket.key, "Done", state=State.SOLVED)
    (notice,) = notices_of(promised, ticket.ref)
    results = dict(
        zip([d.id for d in promised.deliveries(ticket.ref)], promised.send_all(ticket.ref), strict=True)
    )

    assert results[notice.id] is Result.STOPPED
    assert mails(promised, LARS.email) == []


def test_pausing_does_not_hide_a_breach_that_nobody_saw(promised: House, ticket: Ticket) -> None:
    promised.later(minutes=121)  # the checker is out
    tickets.set_state(promised.api, agent(), ticket.key, State.WAITING_CUSTOMER)

    assert (LARS.email, "resolution", "breached") in told(promised, ticket.ref)


def test_past_twenty_notices_there_is_one_digest(promised: House) -> None:
    for number in range(30):
        promised.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
    promised.check(promised.now + timedelta(hours=5))
    single = [d for d in all_notices(promised, LARS) if d.state is DeliveryState.PENDING]
    kinds = [d.kind for d in single]

    assert kinds.count(DeliveryKind.NOTICE) == 20
    assert kinds.count(DeliveryKind.DIGEST) == 1
    for ref in list(promised.memory.tickets):
        promised.send_all(ref)
    got = mails(promised, LARS.email)
    (digest,) = [mail for mail in got if "notices about promises" in mail["Subject"]]
    assert len(got) == 21
    assert digest["Auto-Submitted"] == "auto-generated"
    in_digest = [d for d in all_notices(promised, LARS) if d.state is DeliveryState.GATHERED]
    assert len(in_digest) == 10
    assert digest["Subject"] == f"{sum(len(d.notices) for d in in_digest)} notices about promises"
    assert all(d.notices[0].key in text(digest) for d in in_digest)


@pytest.mark.parametrize("writes", range(6))
@pytest.mark.parametrize("after", [False, True])
def test_a_digest_killed_half_way_tells_each_notice_once(promised: House, writes: int, after: bool) -> None:
    for number in range(130):  # more than one transaction holds
        promised.opened(letter(f"T{number}", message_id=f"<{number}@acme.example>"))
    promised.now += timedelta(minutes=31)
    _kill_gathering(promised, writes, after=after)
    promised.check(promised.now)
    promised.check(promised.now)
    everything = all_notices(promised, LARS)
    digests = [d for d in everything if d.kind is DeliveryKind.DIGEST]
    gathered = [d for d in everything if d.state is DeliveryState.GATHERED]

    assert not [d for d in everything if d.state is DeliveryState.HELD]
    assert len(digests) == 1
    assert len(gathered) == 110
    assert {d.digest for d in gathered} == {digests[0].id}
    assert len(digests[0].notices) + digests[0].more == 110


def test_a_team_of_two_hundred_is_told_in_mails_that_they_share(promised: House, ticket: Ticket) -> None:
    editor = FakeDirectoryEditor(promised.memory)
    crowd = [PersonRef(id=f"p{n}", name=f"P {n}", email=f"p{n}@noord.example") for n in range(200)]
    for person in crowd:
        editor.put_agent("noord", Agent(person=person, role=Role.AGENT, teams=("experts",)))
    handing.set_team(promised.api, agent(LARS), ticket.key, "experts")
    promised.check(ticket.created_at + timedelta(minutes=31))
    made = notices_of(promised, ticket.ref)

    assert len(made) <= 60
    everybody = [address for d in made for address in (d.to, *d.cc)]
    assert sorted(everybody) == sorted([p.email for p in crowd] + [SOL.email])


def _kill_gathering(house: House, writes: int, *, after: bool) -> None:
    store, done = house.checker.store, 0
    original = store.gather

    def gather(digest: Delivery, some: list[Delivery], *, before: int) -> bool:
        nonlocal done
        if done == writes and not after:
            raise KeyboardInterrupt
        kept = original(digest, some, before=before)
        done += 1
        if done > writes and after:
            raise KeyboardInterrupt
        return kept

    store.gather = gather  # type: ignore[method-assign, assignment]
    try:
        house.check(house.now)
    except KeyboardInterrupt:
        pass
    finally:
        store.gather = original  # type: ignore[method-assign]


def test_a_mention_is_mailed_also_when_the_ticket_is_solved(promised: House, ticket: Ticket) -> None:
    tickets.set_state(promised.api, agent(), ticket.key, State.SOLVED)
    tickets.add_note(promised.api, agent(), ticket.key, "@Lars Vik the fuser {again}?", mentions=[LARS.id])
    promised.send_all(ticket.ref)

    (mail,) = mails(promised, LARS.email)
    assert "Ana Ruiz mentioned you" in str(mail["Subject"])
    assert "@Lars Vik the fuser {again}?" in text(mail)


def suspend(house: House, person: PersonRef) -> None:
    known = house.memory.configs["noord"].agents[person.id]
    house.editor.put_agent("noord", replace(known, suspended=True))


def test_a_promise_of_somebody_who_is_suspended_is_told_to_who_is_there(
    promised: House, ticket: Ticket
) -> None:
    suspend(promised, LARS)  # the only lead
    promised.check(ticket.created_at + timedelta(minutes=31))

    assert {to for to, _, _ in told(promised, ticket.ref)} == {NINA.email}


def test_a_suspended_assignee_is_passed_over_for_the_team(promised: House, ticket: Ticket) -> None:
    handing.set_team(promised.api, agent(LARS), ticket.key, "experts")
    tickets.assign(promised.api, agent(LARS), ticket.key, "ana")
    suspend(promised, ANA)
    promised.check(ticket.created_at + timedelta(minutes=31))

    assert {to for to, _, _ in told(promised, ticket.ref)} == {SOL.email}


def test_nothing_is_sent_to_who_was_suspended_after_it_was_written(promised: House, ticket: Ticket) -> None:
    promised.check(ticket.created_at + timedelta(minutes=31))
    suspend(promised, LARS)
    promised.send_all(ticket.ref)

    assert mails(promised, LARS.email) == []
    (notice,) = notices_of(promised, ticket.ref)
    assert notice.state is DeliveryState.STOPPED


def test_nobody_who_is_suspended_can_be_asked_to_look(promised: House, ticket: Ticket) -> None:
    suspend(promised, SOL)
    with pytest.raises(Invalid, match="suspended"):
        tickets.add_note(promised.api, agent(ANA), ticket.key, "Look here", mentions=("sol",))
