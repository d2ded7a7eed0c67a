"""Counting, ready-made texts, presence, and the words callers are found by."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.clocks import Clock
from helpdesk.domain.desk_work.callers import answers, asked, words_of
from helpdesk.domain.desk_work.counts import MOST, Count, QueueCounts, Sample, counted
from helpdesk.domain.desk_work.presence import Doing, Presence, others
from helpdesk.domain.desk_work.texts import LONGEST, ReadyText, check_text
from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person, PersonRef
from helpdesk.domain.policies import ClockKind, Rule
from helpdesk.domain.tickets import Channel, State, Ticket

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ACME = TenantRef("noord", "acme")
ANA = PersonRef(id="ana", name="Ana", email="ana@noord.example")
KIM = PersonRef(id="kim", name="Kim", email="kim@acme.example")


def ticket(
    number: int, due: timedelta | None = None, state: State = State.OPEN, mine: bool = False
) -> Ticket:
    clock = None
    if due is not None:
        clock = Clock(
            kind=ClockKind.RESOLUTION, policy="p", rule=Rule(id="r", calendar="office", targets={}),
            target="PT4H", budget=timedelta(hours=4), started_at=NOW, due_at=NOW + due, running_since=NOW,
        )  # fmt: skip
    return Ticket(
        ref=TicketRef(ACME, number), key=f"ACME-{number}", subject="x", state=state, channel=Channel.MAIL,
        requester=KIM, assignee=ANA if mine else None, policy="p", clocks=(clock,) if clock else (),
        created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def test_a_small_queue_is_counted_exactly() -> None:
    queue = (
        ticket(1, timedelta(hours=-1), mine=True),
        ticket(2, timedelta(hours=3), State.NEW),
        ticket(3, timedelta(hours=9)),
        ticket(4, None, State.WAITING_CUSTOMER, mine=True),
    )

    counts = counted(Sample(by_due=queue), None, "ana", NOW)

    assert counts == QueueCounts(
        mine=Count(count=2, overdue=1),
        unassigned=Count(count=2),
        due=Count(count=2, overdue=1),
        overdue=Count(count=1, overdue=1),
        waiting=Count(count=1),
        new=Count(count=1),
    )


def test_what_is_due_is_exact_once_something_later_was_read() -> None:
    front = (ticket(1, timedelta(hours=1)), ticket(2, timedelta(hours=9)))
    behind = (ticket(9, None, State.WAITING_OTHER),)

    counts = counted(Sample(by_due=front, behind=behind, complete=False), (), "ana", NOW)

    assert counts.due == Count(count=1)
    assert counts.waiting == Count(count=1, more=True)
    assert counts.mine == Count()


def test_what_is_due_may_go_on_when_all_that_was_read_is_due() -> None:
    front = (ticket(1, timedelta(hours=-2)), ticket(2, timedelta(hours=1)))

    counts = counted(Sample(by_due=front, complete=False), (), "ana", NOW)

    assert counts.due == Count(count=2, overdue=1, more=True)
    assert counts.overdue == Count(count=1, overdue=1)


def test_sums_stop_at_the_most() -> None:
    assert Count(count=60) + Count(count=60, overdue=2) == Count(count=MOST, overdue=2, more=True)
    many = tuple(ticket(n, timedelta(hours=9), State.NEW) for n in range(1, MOST + 3))
    assert counted(Sample(by_due=many), None, "ana", NOW).new == Count(count=MOST, more=True)


def test_a_text_names_what_can_be_filled_in() -> None:
    text = ReadyText(id="hi", name="Hi", texts={"en": "Dear {requester.name}, {ticket.key} … {agent.name}"})
    assert check_text(text) == text


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({}, "texts"),
        ({"en": "  "}, "texts.en"),
        ({"English": "hi"}, "texts.English"),
        ({"en": "Dear {name}"}, "texts.en"),
        ({"en": "x" * (LONGEST + 1)}, "texts.en"),
        ({f"{a}{b}": "hi" for a in "ab" for b in "abcdef"}, "texts"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(texts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_text(ReadyText(id="hi", name="Hi", texts=texts))
    assert refused.value.field == field


def present(agent: str, doing: Doing, seconds: int) -> Presence:
    return Presence(agent=agent, name=agent.title(), doing=doing, until=NOW + timedelta(seconds=seconds))


def test_others_are_those_who_are_there_now_answering_first() -> None:
    known = (
        present("ana", Doing.ANSWERING, 50),
        present("bo", Doing.LOOKING, 50),
        present("cas", Doing.ANSWERING, 1),
        present("dirk", Doing.ANSWERING, 0),
        present("eva", Doing.GONE, 50),
    )
    assert [one.agent for one in others(known, "ana", NOW)] == ["cas", "bo"]


PIM = Person(
    scope=ACME, id="pim", name="Pim de Ångström-Vries", emails=("pim@acme.example",),
    phones=("+31 (0)6 1234 5678",),
)  # fmt: skip


@pytest.mark.parametrize(
    "question", ["pim", "vri", "PIM VR", "angs", "pim@ac", "0612345678", "+31 6 1234", "612345"]
)
def test_a_caller_is_found_by_the_beginning_of_any_word(question: str) -> None:
    wanted = asked(question)
    assert wanted
    assert answers(words_of(PIM), wanted)


def test_a_number_is_found_with_and_without_its_country() -> None:
    same = replace(PIM, phones=("+31612345678",))
    assert answers(words_of(same), asked("06 1234 5678"))
    assert answers(words_of(same), asked("+31 6 1234 5678"))
    assert answers(words_of(same), asked("0031612345678"))
    assert not answers(words_of(same), asked("0612340000"))


@pytest.mark.parametrize("question", ["", " ", "p", "?", "0000"])
def test_too_little_is_no_question(question: str) -> None:
    assert asked(question) == ()


def test_all_words_of_a_question_count() -> None:
    assert not answers(words_of(PIM), asked("pim jansen"))
