"""The lists that leads keep: who may write, by whom that was decided, and who cannot be reached."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.errors import Forbidden, Invalid, NotFound, VersionConflict
from helpdesk.domain.sender_rules import Added, SenderRules
from helpdesk.domain.versions import version_of
from helpdesk.usecases import mail_lists, quarantine
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.intake.delivery_events import record
from tests.usecases.house import House, agent, letter
from tests.usecases.test_intake_trust import event
from tests.usecases.test_quarantine import LEAD, deps, held_back

__all__ = ["deps"]


def test_it_is_known_who_put_an_entry_on_a_list_and_when(house: House, deps: ApiDeps) -> None:
    first = mail_lists.set_senders(deps, LEAD, "noord", "acme", SenderRules(block=("spam.example",)))
    before = house.now
    house.later(hours=1)
    other = replace(LEAD, name="Somebody Else", email="else@noord.example")
    wanted = SenderRules(block=("Spam.example", "more.example"), allow=("good.example",))
    second = mail_lists.set_senders(deps, other, "noord", "acme", wanted)

    assert first.added == {"spam.example": Added(by=LEAD.name, at=before)}
    assert second.added["spam.example"] == first.added["spam.example"]
    assert second.added["more.example"] == Added(by="Somebody Else", at=house.now)
    assert mail_lists.senders(deps, LEAD, "noord", "acme") == second
    moved = mail_lists.set_senders(deps, LEAD, "noord", "acme", SenderRules(allow=("spam.example",)))
    assert moved.added == {"spam.example": Added(by=LEAD.name, at=house.now)}


def test_whoever_changed_an_older_state_is_told(deps: ApiDeps) -> None:
    seen = version_of(mail_lists.senders(deps, LEAD, "noord", "acme"))
    first = SenderRules(block=("spam.example",))
    mail_lists.set_senders(deps, LEAD, "noord", "acme", first, expected=seen)

    with pytest.raises(VersionConflict):
        mail_lists.set_senders(deps, LEAD, "noord", "acme", SenderRules(), expected=seen)
    stored = mail_lists.senders(deps, LEAD, "noord", "acme")
    assert stored.block == ("spam.example",)
    more = SenderRules(block=("spam.example", "more.example"))
    assert (
        mail_lists.set_senders(deps, LEAD, "noord", "acme", more, expected=version_of(stored)).block
        == more.block
    )


def test_a_sender_blocked_in_quarantine_is_signed_too(house: House, deps: ApiDeps) -> None:
    held = held_back(house)
    quarantine.block(deps, LEAD, "noord", held.id)
    rules = mail_lists.senders(deps, LEAD, "noord", "acme")

    assert rules.block == (held.sender,)
    assert rules.added[held.sender].by == LEAD.name


def test_an_unreachable_address_says_why_since_when_and_by_which_ticket(house: House, deps: ApiDeps) -> None:
    ticket = house.opened(letter())
    record(house.intake.store, house.new_id, event(ticket, "bounced"))
    (lost,) = mail_lists.unreachable(deps, LEAD, "noord", "acme")

    assert (lost.address, lost.cause, lost.ticket) == ("pim@acme.example", "bounced", ticket.key)
    assert lost.detail == "5.1.1 no such user"
    mail_lists.lift(deps, LEAD, "noord", "acme", "pim@acme.example")
    assert mail_lists.unreachable(deps, LEAD, "noord", "acme") == ()


def test_leads_keep_them(deps: ApiDeps) -> None:
    with pytest.raises(Forbidden):
        mail_lists.unreachable(deps, agent(), "noord", "acme")
    with pytest.raises(NotFound):
        mail_lists.unreachable(deps, LEAD, "noord", "nobody")
    with pytest.raises(Invalid):
        mail_lists.lift(deps, LEAD, "noord", "acme", "no address")
