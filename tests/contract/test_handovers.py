"""Handovers: written with the agent, saved over what was read, found while there is something to do."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.desks import Agent
from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.handovers import Handed, Handover, Then
from helpdesk.domain.people import Role
from helpdesk.domain.timeline import Actor, ActorKind
from helpdesk.domain.versions import version_of
from tests.contract.builders import ANA, MEI, NOW
from tests.contract.houses import House


def a_job(job_id: str = "j1", desk: str = "noord", **parts: object) -> Handover:
    job = Handover(
        id=job_id, desk=desk, agent=ANA, to=None, then=Then.REMOVE, at=NOW, next_at=NOW,
        by=Actor(kind=ActorKind.AGENT, id=MEI.id, name=MEI.name),
    )  # fmt: skip
    return replace(job, **parts)


def test_who_is_removed_leaves_the_job_in_one_write(house: House) -> None:
    house.rows.delete_agent("noord", ANA.id, a_job())

    assert house.handovers.of_desk("noord") == (a_job(),)
    assert house.handovers.of_desk("host") == ()
    assert ANA.id not in house.directory.fresh("noord").agents


def test_who_stays_leaves_it_too_and_an_overtaken_write_leaves_none(house: House) -> None:
    suspended = Agent(person=ANA, role=Role.AGENT, suspended=True)
    house.editor.put_agent("noord", suspended, a_job())
    stale = version_of(Agent(person=ANA, role=Role.LEAD))
    with pytest.raises(VersionConflict):
        house.editor.put_agent("noord", suspended, a_job("j2"), expected=stale)

    assert house.handovers.of_desk("noord") == (a_job(),)


def test_it_is_saved_over_what_was_read_only(house: House) -> None:
    house.rows.delete_agent("noord", ANA.id, a_job())
    further = a_job(handed=Handed(tickets=25), cursor="c")

    assert house.handovers.save(a_job(), further)
    assert not house.handovers.save(a_job(), a_job(passes=1))
    assert house.handovers.of_desk("noord") == (further,)


def test_it_is_due_from_its_time_on_until_it_is_done(house: House) -> None:
    later = a_job("j2", next_at=NOW + timedelta(minutes=2))
    house.editor.put_agent("noord", Agent(person=ANA, role=Role.AGENT), later)
    house.editor.put_agent("noord", Agent(person=ANA, role=Role.AGENT), a_job())

    assert list(house.handovers.due(NOW - timedelta(seconds=1))) == []
    assert list(house.handovers.due(NOW)) == [a_job()]
    assert list(house.handovers.due(later.next_at)) == [a_job(), later]
    house.handovers.save(a_job(), a_job(done_at=NOW))
    assert list(house.handovers.due(later.next_at)) == [later]
