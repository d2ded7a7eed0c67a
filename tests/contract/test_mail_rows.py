"""What mail handling keeps in the table: fingerprints, suppressions, decisions, lists, rules, letters."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.errors import Conflict, Invalid, NotFound
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.domain.quarantine import Cause, Decision, DecisionKind, QuarantinedMail
from helpdesk.domain.routing import Routing, RoutingOutcome, RoutingRule
from helpdesk.domain.sender_rules import SenderRules
from helpdesk.domain.suppressions import Suppression, SuppressionCause
from helpdesk.domain.timeline import SYSTEM, MailEventEntry
from helpdesk.ports import PageRequest, TicketWrite
from tests.contract.builders import ACME, ACME_TWO, LISA, NOW, agent, delivery, message, minutes, ticket
from tests.contract.houses import House

LOST = Suppression(scope=ACME, address=LISA.email, cause=SuppressionCause.BOUNCED, detail="5.1.1", at=NOW)
DELETED = Decision(what=DecisionKind.DELETED, by="lars@noord.example", at=NOW, done=True)


def kept(mail_id: str = "q1", desk: str | None = "noord") -> QuarantinedMail:
    return QuarantinedMail(
        id=mail_id, at=NOW, cause=Cause.SPAM, detail="spam", raw="inbound/1", desk=desk, tenant="acme"
    )


def test_a_mark_keeps_the_fingerprint_of_its_mail(house: House) -> None:
    house.intake.write(
        TicketWrite(ticket=ticket(1), entries=(message("e1"),), marks=("a@x", "b@x"), fingerprint="f.1")
    )
    found = {m: house.intake.look_up(ACME, m, (), "").fingerprint for m in ("a@x", "b@x", "c@x")}
    assert found == {"a@x": "f.1", "b@x": "", "c@x": ""}


def test_ids_of_our_own_lead_to_us_whoever_used_them_before(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), marks=("ours@x", "a@x"), fingerprint="f.1"))
    house.intake.write(TicketWrite(ticket=ticket(2), marks=("b@x",), leads=("ours@x", "b@x")))

    threads = house.intake.look_up(ACME, None, ("ours@x", "a@x", "b@x"), "").threads
    assert {mark: ref.number for mark, ref in threads.items()} == {"ours@x": 2, "a@x": 1, "b@x": 2}


def test_an_address_that_is_lost_is_known_to_the_outbox_and_among_people(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), suppressions=(LOST, LOST)))

    assert house.outbox.suppressed(ACME, LISA.email.upper()) == LOST
    assert house.outbox.suppressed(ACME_TWO, LISA.email) is None
    (lisa,) = house.directory.people(ACME)
    assert lisa.unreachable == (LISA.email,)
    assert house.directory.suppressions(ACME) == (LOST,)
    assert house.directory.suppressions(ACME_TWO) == ()
    house.editor.lift_suppression(ACME, LISA.email)
    house.editor.lift_suppression(ACME, LISA.email)
    assert house.outbox.suppressed(ACME, LISA.email) is None
    assert house.directory.people(ACME)[0].unreachable == ()


def test_the_outbox_knows_people_as_they_are_now(house: House) -> None:
    (lisa,) = house.directory.people(ACME)
    house.editor.put_person(replace(lisa, emails=("lisa@new.example", *lisa.emails)))

    found = house.outbox.person(ACME, lisa.id)
    assert found is not None
    assert found.ref.email == "lisa@new.example"
    assert house.outbox.person(ACME_TWO, lisa.id) is None
    assert house.outbox.person(ACME, "nobody-here") is None


def test_an_address_of_another_organisation_is_refused(house: House) -> None:
    with pytest.raises(Invalid):
        house.intake.write(TicketWrite(ticket=ticket(1), suppressions=(replace(LOST, scope=ACME_TWO),)))


def test_settling_tells_the_ticket_once(house: House) -> None:
    new = house.intake.write(TicketWrite(ticket=ticket(1), deliveries=(delivery("d1", ticket(1).ref),)))
    told = MailEventEntry(id="d1.not-sent", at=NOW, by=SYSTEM, event="not-sent", recipient="a@x")
    stopped = replace(delivery("d1", new.ref), state=DeliveryState.STOPPED)
    house.outbox.settle(stopped, entries=(told,))
    house.outbox.settle(stopped, entries=(replace(told, id="d1.again"),))

    assert house.intake.story(new.ref).entries == (told,)


def test_a_decision_is_written_once(house: House) -> None:
    house.intake.quarantine(kept())
    store = house.stores.for_principal(agent()).quarantine
    begun = replace(DELETED, done=False)

    assert store.get("noord", "q1") == kept()
    assert store.decide("noord", "q1", begun).decision == begun
    assert [mail.id for mail in store.list("noord", PageRequest())[0]] == ["q1"]
    assert store.decide("noord", "q1", DELETED).decision == DELETED
    assert store.decide("noord", "q1", replace(DELETED, at=minutes(5))).decision == DELETED
    with pytest.raises(Conflict):
        store.decide("noord", "q1", replace(DELETED, what=DecisionKind.RELEASED))
    assert store.list("noord", PageRequest())[0] == ()
    house.intake.quarantine(kept())
    assert store.get("noord", "q1").decision == DELETED


@pytest.mark.parametrize(("desk", "mail_id"), [("noord", "none"), ("noord", "a/b#"), ("host", "q1")])
def test_what_is_not_there_cannot_be_decided_on(house: House, desk: str, mail_id: str) -> None:
    house.intake.quarantine(kept())
    store = house.stores.for_principal(agent()).quarantine
    with pytest.raises(NotFound):
        store.get(desk, mail_id)
    with pytest.raises(NotFound):
        store.decide(desk, mail_id, DELETED)


def test_lists_rules_and_letters_are_part_of_the_desk(house: House) -> None:
    rule = RoutingRule(id="r1", name="All", set=RoutingOutcome(tags=("mail",)))
    letters = MailTemplates(letters={LetterKind.ANSWER: {"nl": MailTemplate(text="{{ body }}")}})
    blocked = house.editor.change_senders("noord", "acme", lambda rules: replace(rules, block=("x.example",)))
    house.editor.change_senders("noord", "acme", lambda rules: replace(rules, allow=("y.example",)))
    house.editor.change_senders("noord", "", lambda _: SenderRules(only_allowed=True))
    house.editor.put_routing("noord", "", Routing(rules=(rule,)))
    house.editor.put_templates("noord", "acme", letters)

    mail = house.directory.fresh("noord").mail
    assert blocked == SenderRules(block=("x.example",))
    assert mail.senders == {
        "acme": SenderRules(allow=("y.example",), block=("x.example",)),
        "": SenderRules(only_allowed=True),
    }
    assert mail.routing == {"": Routing(rules=(rule,))}
    assert mail.templates == {"acme": letters}


def test_two_who_change_a_list_at_once_both_do(house: House) -> None:
    """The other one saves between our reading and our writing."""
    theirs: list[SenderRules] = []

    def ours(rules: SenderRules) -> SenderRules:
        if not theirs:
            theirs.append(
                house.editor.change_senders(
                    "noord", "acme", lambda now: replace(now, block=(*now.block, "x.example"))
                )
            )
        return replace(rules, block=(*rules.block, "y.example"))

    saved = house.editor.change_senders("noord", "acme", ours)

    assert saved.block == ("x.example", "y.example")
    assert house.directory.fresh("noord").mail.senders["acme"] == saved


def test_a_desk_that_is_not_there_has_no_lists(house: House) -> None:
    with pytest.raises(NotFound):
        house.editor.put_routing("nobody", "", Routing())
    with pytest.raises(NotFound):
        house.editor.change_senders("nobody", "", lambda rules: rules)
