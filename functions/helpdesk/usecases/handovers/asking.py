"""What an agent has in hand, and giving it to somebody else: for admins of the desk."""

from collections.abc import Callable
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.handovers import Handed, Handover, Then, may_take
from helpdesk.domain.people import Principal
from helpdesk.domain.versions import version_of
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.administration.rights import setup
from helpdesk.usecases.administration.staff import admin_beside, has_admin
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.deps import retrying
from helpdesk.usecases.desk_roles import acting
from helpdesk.usecases.handovers.working import PAGE, HandoverDeps, reviews_of, work_on

AT_ONCE: Final = 50
"""Tickets that go within the request: a few seconds of work. The rest goes each minute."""

_MOST_PAGES: Final = 20


class InHand(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has in hand. `complete` false: they have more open tickets than were counted.

    `last_admin`: nobody else could set the desk up, so they can only give their work away.
    """

    counts: Handed
    complete: bool
    spaces: tuple[str, ...]
    teams: tuple[str, ...]
    last_admin: bool


def in_hand(deps: ApiDeps, principal: Principal, desk: str, agent: str) -> InHand | None:
    """None when nobody of that id works for the desk (any more). Raises NotFound, Forbidden."""
    config = setup(deps, principal, desk)
    found = config.agents.get(agent)
    if found is None:
        return None
    store, cursor, tickets = deps.stores.for_principal(principal).tickets, None, 0
    for _ in range(_MOST_PAGES):
        page = store.assigned_to(desk, agent, PageRequest(limit=MAX_PAGE, cursor=cursor))
        tickets, cursor = tickets + len(page.tickets), page.next
        if cursor is None:
            break
    spaces = tuple(one.id for one in deps.knowledge.store.spaces(desk) if one.reviewer == agent)
    reviews = sum(1 for _ in reviews_of(deps.knowledge.store, desk, agent))
    return InHand(
        counts=Handed(tickets=tickets, spaces=len(spaces), reviews=reviews), complete=cursor is None,
        spaces=spaces, teams=found.teams, last_admin=not has_admin(config, agent, None),
    )  # fmt: skip


def handovers(deps: ApiDeps, principal: Principal, desk: str, agent: str) -> tuple[Handover, ...]:
    """Newest first, also of somebody who is gone. Raises NotFound, Forbidden."""
    setup(deps, principal, desk)
    return tuple(job for job in reversed(deps.admin.handovers.of_desk(desk)) if job.agent.id == agent)


def hand_over(
    deps: ApiDeps, principal: Principal, desk: str, agent: str, *, to: str | None, then: Then
) -> Handover:
    """Begin to give an agent's work to another one (None: back to its teams), and let them go or stay.

    What becomes of them is written with the job: from then on nobody can give them more. Raises NotFound,
    Forbidden, Invalid, and Conflict for the last admin.
    """

    def begin() -> Handover:
        config = setup(deps, principal, desk)
        leaving = config.agents.get(agent)
        if leaving is None:
            raise NotFound("There is no such member.")
        _check_heir(config, agent, to)
        job = Handover(
            id=deps.new_id(), desk=desk, agent=leaving.person, to=to, then=then, by=acting(principal, desk),
            at=deps.now(), next_at=deps.now(),
        )  # fmt: skip
        _begin(deps, config, leaving, job)
        return job

    job = retrying(begin)
    deps.directory.fresh(desk)
    return work_on(_working(deps, principal), job, _times(AT_ONCE // PAGE))


def _begin(deps: ApiDeps, config: DeskConfig, leaving: Agent, job: Handover) -> None:
    if job.then is Then.REMOVE:
        other = admin_beside(config, job.agent.id, None)
        deps.admin.rows.delete_agent(job.desk, job.agent.id, job, beside=other)
        return
    after = replace(leaving, suspended=leaving.suspended or job.then is Then.SUSPEND)
    other = admin_beside(config, job.agent.id, after)
    deps.editor.put_agent(job.desk, after, job, expected=version_of(leaving), beside=other)


def _check_heir(config: DeskConfig, agent: str, to: str | None) -> None:
    if to is None:
        return
    found = config.agents.get(to)
    if found is None or to == agent:
        raise Invalid(field="to", reason=f"“{to[:40]}” is nobody else who works for this desk")
    if not may_take(found):
        raise Invalid(
            field="to", reason=f"{found.person.name or to} is suspended: choose somebody who can see it"
        )


def _working(deps: ApiDeps, principal: Principal) -> HandoverDeps:
    return HandoverDeps(
        jobs=deps.admin.handovers, tickets=deps.stores.for_principal(principal).tickets,
        knowledge=deps.knowledge.store, directory=deps.directory, agreements=deps.agreements,
        now=deps.now, new_id=deps.new_id,
    )  # fmt: skip


def _times(most: int) -> Callable[[], bool]:
    left = iter(range(most))
    return lambda: next(left, None) is not None
