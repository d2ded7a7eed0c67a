"""A house whose promises have people to tell and ladders to climb."""

from datetime import timedelta

from helpdesk.domain.deliveries import Delivery, DeliveryKind
from helpdesk.domain.desks import Agent, Team
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.people import PersonRef, Role
from helpdesk.domain.policies import ClockKind, Conditions, Escalation, Policy, Rule
from helpdesk.domain.timeline import AnyEntry, ChangeEntry, ClockEntry
from tests.fakes import FakeDirectoryEditor
from tests.usecases.house import ANA, House

LARS = PersonRef(id="lars", name="Lars Vik", email="lars@noord.example")
NINA = PersonRef(id="nina", name="Nina Berg", email="nina@noord.example")
SOL = PersonRef(id="sol", name="Sol Mar", email="sol@noord.example")

LADDER = Rule(
    id="ladder",
    name="With a ladder",
    calendar="office",
    targets={
        ClockKind.FIRST_RESPONSE: "PT1H",
        ClockKind.NEXT_RESPONSE: "PT1H",
        ClockKind.RESOLUTION: "PT2H",
        ClockKind.OLA: "PT40M",
    },
    warn_at=(50, 75),
    escalations=(
        Escalation(id="lead", percent=90, clocks=(ClockKind.RESOLUTION,), notify=("lead",)),
        Escalation(
            id="experts",
            after="PT15M",
            clocks=(ClockKind.FIRST_RESPONSE,),
            when=Conditions(priority=("normal",)),
            notify=("team",),
            set_team="experts",
            set_priority="high",
        ),
        Escalation(id="boss", after="PT30M", clocks=(ClockKind.RESOLUTION,), notify=("admin",)),
    ),
)


def promising() -> House:
    """A lead, an admin, a second team, and the ladder as everybody's policy."""
    house = House()
    editor = FakeDirectoryEditor(house.memory)
    editor.put_team("noord", Team(id="experts", name="Experts"))
    for person, role, teams, language in (
        (ANA, Role.AGENT, ("servicedesk",), None),
        (SOL, Role.AGENT, ("experts",), "nl"),
        (LARS, Role.LEAD, ("servicedesk",), None),
        (NINA, Role.ADMIN, (), None),
    ):
        editor.put_agent("noord", Agent(person=person, role=role, teams=teams, language=language))
    editor.put_policy("noord", Policy(id="standard", rules=(LADDER,)))
    return house


def story(house: House, ref: TicketRef) -> list[tuple[object, ...]]:
    """The timeline without what cannot be the same twice: ids, and when something was noticed."""
    return [_told(entry) for entry in house.timeline(ref)]


def told(house: House, ref: TicketRef) -> list[tuple[str, str, str]]:
    """Who was told what about the ticket, in any mail: each notice once."""
    return sorted(
        (delivery.to, notice.clock, f"{notice.step} {notice.percent or ''}".strip())
        for delivery in notices_of(house, ref)
        if delivery.kind is DeliveryKind.NOTICE
        for notice in delivery.notices
    )


def notices_of(house: House, ref: TicketRef) -> list[Delivery]:
    return [d for d in house.deliveries(ref) if d.kind in {DeliveryKind.NOTICE, DeliveryKind.DIGEST}]


def minutes(house: House, count: float) -> None:
    """Let the house's clock go on, without the checker."""
    house.now += timedelta(minutes=count)


def _told(entry: AnyEntry) -> tuple[object, ...]:
    if isinstance(entry, ClockEntry):
        return ("clock", entry.clock, entry.step, entry.team, entry.percent, entry.due_at, entry.was_due_at,
                entry.happened_at, entry.notify)  # fmt: skip
    if isinstance(entry, ChangeEntry):
        return ("change", entry.field, entry.old, entry.new)
    return (type(entry).__name__,)
