"""What happens to a new ticket once it is indexed: empty fields are filled in, and waves are noticed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Principal
from helpdesk.domain.timeline import Actor, ActorKind, ChangeEntry
from helpdesk.domain.waves import Wave, WaveState
from helpdesk.holiday_days import public_holidays
from helpdesk.ports import TicketDocument, TicketWrite
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.search_feed import document_of, feed
from helpdesk.usecases.suggesting.auto_fill import FillDeps, fill_in
from helpdesk.usecases.suggesting.drafts import Draft
from helpdesk.usecases.suggesting.suggestions import suggest
from helpdesk.usecases.suggesting.waves import WaveDeps, look_for_waves
from tests.contract import builders
from tests.contract.builders import ACME, ACME_TWO
from tests.fakes import FakeDirectory, FakeDirectoryEditor
from tests.fakes.desk_searches import FakeWaves
from tests.search.house import House
from tests.search.test_similar import Topics


class Desk:
    """A house that fills in from 60 percent on."""

    def __init__(self, folder: Path) -> None:
        self.house = House(folder, encoder=Topics())
        self.index = self.house.index("feed")
        directory = FakeDirectory(self.house.memory)
        self.waves = FakeWaves(self.house.memory.searches)
        numbers = iter(range(1_000, 9_999))

        def fresh() -> str:
            return f"n{next(numbers)}"

        self.filling = FillDeps(
            store=self.house.store, directory=directory, agreements=Agreements(public_holidays),
            index=self.index, now=self.house.clock, new_id=fresh,
        )  # fmt: skip
        self.noticing = WaveDeps(
            store=self.waves, directory=directory, index=self.index, now=self.house.clock, new_id=fresh
        )

    def fill_from(self, percent: int | None) -> None:
        known = FakeDirectory(self.house.memory).desk("noord").desk
        FakeDirectoryEditor(self.house.memory).put_desk(replace(known, fill_from=percent))

    def new(self, number: int, subject: str, *, scope: TenantRef = ACME, **facts: Any) -> TicketDocument:
        now = self.house.clock()
        ref = self.house.write(
            scope, number, subject, "paper",
            created_at=now, updated_at=now, **facts,
        )  # fmt: skip
        deps = replace(self.house.feed(), index=self.index)
        assert feed(deps, [ref]) == {}
        return document_of(self.house.store.story(ref))

    def category(self, number: int) -> str | None:
        return self.house.store.get(TicketRef(ACME, number)).category


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for n in range(1, 9):
        desk.new(n, "printer", category="hardware")
    for n in range(11, 19):
        desk.new(n, "password", category="accounts")
    desk.house.clock.advance(timedelta(hours=1))
    return desk


def test_a_sure_category_is_filled_in_and_says_why(desk: Desk) -> None:
    desk.fill_from(60)
    filled = fill_in(desk.filling, desk.new(50, "printer"))
    assert filled is not None
    assert desk.category(50) == "hardware"
    entries = desk.house.store.story(filled.ref).entries
    (change,) = [one for one in entries if isinstance(one, ChangeEntry) and one.field == "category"]
    assert (change.by.kind, change.new) == (ActorKind.SYSTEM, "hardware")
    assert (change.reason or "").startswith("suggested with ")
    assert "ACME-" in (change.reason or "")
    assert fill_in(desk.filling, desk.new(50, "printer")) is None  # once


@pytest.mark.parametrize("percent", [None, 100])
def test_nothing_is_filled_in_unless_the_desk_wants_it_and_it_is_sure(
    desk: Desk, percent: int | None
) -> None:
    desk.fill_from(percent)
    assert fill_in(desk.filling, desk.new(50, "printer")) is None
    assert desk.category(50) is None


def test_what_a_person_said_or_emptied_stands(desk: Desk) -> None:
    desk.fill_from(60)
    assert fill_in(desk.filling, desk.new(50, "printer", category="special", team="net", service="x")) is None
    document = desk.new(51, "printer", team="net", service="x")
    ana = Actor(kind=ActorKind.AGENT, id="ana", name="Ana")
    emptied = ChangeEntry(id="0" * 26, at=desk.house.clock(), by=ana, field="category", old="hardware")
    ticket = desk.house.store.get(document.ref)
    desk.house.store.write(TicketWrite(ticket=ticket, entries=(emptied,)))
    assert fill_in(desk.filling, document) is None
    assert desk.category(51) is None


def test_nobody_learns_from_a_guess_and_at_once_from_a_correction(desk: Desk) -> None:
    desk.fill_from(60)
    fill_in(desk.filling, desk.new(50, "printer"))
    guessed = document_of(desk.house.store.story(TicketRef(ACME, 50)))
    assert guessed.guessed == ("category",)
    ana = Actor(kind=ActorKind.AGENT, id="ana", name="Ana")
    corrected = ChangeEntry(id="z" * 26, at=desk.house.clock(), by=ana, field="category", new="toner")
    ticket = desk.house.store.get(guessed.ref)
    desk.house.store.write(TicketWrite(ticket=replace(ticket, category="toner"), entries=(corrected,)))
    learnt = document_of(desk.house.store.story(guessed.ref))
    assert (learnt.category, learnt.guessed) == ("toner", ())


def test_an_old_ticket_is_left_alone(desk: Desk) -> None:
    desk.fill_from(60)
    document = desk.new(50, "printer")
    desk.house.clock.advance(timedelta(minutes=16))
    assert fill_in(desk.filling, document) is None


def test_five_alike_tickets_of_several_tenants_are_a_wave(desk: Desk) -> None:
    for n in range(60, 64):
        look_for_waves(desk.noticing, "noord", [desk.new(n, "mail is down")])
        assert desk.waves.waves("noord") == ()
        desk.house.clock.advance(timedelta(minutes=2))
    look_for_waves(desk.noticing, "noord", [desk.new(7, "mail is down", scope=ACME_TWO)])
    (wave,) = desk.waves.waves("noord")
    assert len(wave.tickets) == 5
    assert len(wave.tenants) == 2
    assert "mail" in wave.words
    look_for_waves(desk.noticing, "noord", [desk.new(65, "mail is down")])
    (wave,) = desk.waves.waves("noord")
    assert len(wave.tickets) == 6
    desk.waves.put(replace(wave, state=WaveState.DISMISSED))
    look_for_waves(desk.noticing, "noord", [desk.new(66, "mail is down")])
    assert len(desk.waves.waves("noord")) == 1  # it is not offered once more


def test_whoever_writes_the_same_is_told_of_the_wave(desk: Desk) -> None:
    for n in range(60, 65):
        look_for_waves(desk.noticing, "noord", [desk.new(n, "mail is down")])
    deps = replace(desk.house.search(), index=desk.index)

    def told(subject: str, who: Principal) -> Wave | None:
        return suggest(deps, who, Draft(subject=subject, tenant=ACME)).wave

    ana = builders.agent(builders.ANA)
    wave = told("mail is down", ana)
    assert wave is not None
    assert len(wave.tickets) == 5
    assert told("password", ana) is None
    assert told("mail is down", builders.requester(builders.LISA)) is None
    desk.waves.put(replace(wave, state=WaveState.DISMISSED))
    assert told("mail is down", ana) is None
    desk.waves.put(replace(wave, version=2, state=WaveState.INCIDENT, incident="ACME-60"))
    assert told("mail is down", ana) is not None
    desk.house.clock.advance(timedelta(hours=2))
    assert told("mail is down", ana) is None


def test_a_form_that_was_just_opened_has_the_index_fetched(desk: Desk) -> None:
    deps = replace(desk.house.search(), index=desk.house.index("cold"))
    lisa = builders.requester(builders.LISA)

    def fetched() -> int:
        return sum("/packs/" in key for _, key in desk.house.objects.calls)

    feed(
        replace(desk.house.feed(), index=desk.index),
        [desk.house.article(("noord", "paper", "jam"), "Paper jam")],
    )
    desk.house.objects.calls.clear()
    empty = suggest(deps, lisa, Draft(tenant=ACME))
    assert (empty.articles, empty.open, empty.solved) == ((), (), ())
    assert fetched() > 0
    desk.house.objects.calls.clear()
    suggest(deps, lisa, Draft(text="printer jam", tenant=ACME))
    assert fetched() == 0


def test_slow_or_different_tickets_are_no_wave(desk: Desk) -> None:
    for n in range(60, 66):
        look_for_waves(desk.noticing, "noord", [desk.new(n, "mail is down")])
        desk.house.clock.advance(timedelta(minutes=10))
    for n, subject in enumerate(("printer", "password"), start=70):
        look_for_waves(desk.noticing, "noord", [desk.new(n, subject)])
    assert desk.waves.waves("noord") == ()
