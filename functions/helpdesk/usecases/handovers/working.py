"""Goes on with handovers, a page of tickets at a time; killed at any write, the next run ends the same."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain import changes
from helpdesk.domain.changes import Act
from helpdesk.domain.desks import DeskConfig
from helpdesk.domain.errors import NotFound
from helpdesk.domain.handovers import HANDED_OVER, Handed, Handover, heir, passed
from helpdesk.domain.knowledge.articles import ArticleCard, ArticleState, ArticleVersion
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.ports import Directory, NewId, PageRequest, TicketStore, TicketWrite
from helpdesk.ports.handovers import Handovers
from helpdesk.ports.knowledge import ArticleWrite, KnowledgeStore
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.deps import retrying

PAGE: Final = 25


class HandoverDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of the work. `tickets` reaches those of the job's desk."""

    jobs: Handovers
    tickets: TicketStore
    knowledge: KnowledgeStore
    directory: Directory
    agreements: Agreements
    now: Callable[[], datetime]
    new_id: NewId


def work_all(deps: HandoverDeps, more: Callable[[], bool]) -> tuple[int, list[str]]:
    """Go on with what is due: how many tickets went, and what could not go on."""
    moved, failures = 0, list[str]()
    for job in deps.jobs.due(deps.now()) if more() else ():
        try:
            after = work_on(deps, job, more)
        except Exception as error:  # noqa: BLE001 - one that cannot go on must not hold up the others
            failures.append(f"handover {job.id}: {error!r:.300}")
            continue
        moved += after.handed.tickets - job.handed.tickets
        failures += [f"handover {job.id}: {after.failed} tickets"] if after.failed else []
    return moved, failures


def work_on(deps: HandoverDeps, job: Handover, more: Callable[[], bool]) -> Handover:
    """Go on with the job while it is due and `more()` says so; it is remembered after each page."""
    while not job.done and job.next_at <= deps.now() and more():
        after = _page(deps, job)
        if not deps.jobs.save(job, after):
            break  # another run is at it
        job = after
    return job


def reviews_of(store: KnowledgeStore, desk: str, agent: str) -> Iterator[ArticleCard]:
    """Articles that wait for this agent to look at them."""
    for space in store.spaces(desk):
        for pair in store.cards(desk, space.id):
            card = pair.working
            if (card.space, card.state, card.reviewer) == (space.id, ArticleState.IN_REVIEW, agent):
                yield card


def _page(deps: HandoverDeps, job: Handover) -> Handover:
    try:
        config = deps.directory.fresh(job.desk)
    except NotFound:  # the desk is gone, and all that was in hand there
        return replace(job, done_at=deps.now())
    page = deps.tickets.assigned_to(job.desk, job.agent.id, PageRequest(limit=PAGE, cursor=job.cursor))
    moved = failed = 0
    for ticket in page.tickets:
        try:
            moved += retrying(partial(_move, deps, job, config, ticket))
        except Exception:  # noqa: BLE001 - one ticket that cannot be read must not hold up the rest
            failed += 1
    handed = replace(job.handed, tickets=job.handed.tickets + moved)
    job = replace(
        job, handed=handed, in_pass=job.in_pass + moved, failed=job.failed + failed, cursor=page.next
    )
    return job if page.next else passed(_knowledge(deps, job, config), deps.now())


def _move(deps: HandoverDeps, job: Handover, config: DeskConfig, listed: Ticket) -> int:
    """1 when it was theirs until now; 0 when a list that lags behind still shows it."""
    ticket = deps.tickets.get(listed.ref)
    if not ticket.open or ticket.assignee is None or ticket.assignee.id != job.agent.id:
        return 0
    agreement = deps.agreements.of(config, config.tenants[ticket.ref.scope.tenant])
    act = Act(by=job.by, at=deps.now(), agreement=agreement, new_id=deps.new_id)
    after, entries = changes.assign(ticket, heir(config, job), act, HANDED_OVER)
    deps.tickets.write(TicketWrite(ticket=after, entries=entries))
    return 1


def _knowledge(deps: HandoverDeps, job: Handover, config: DeskConfig) -> Handover:
    """Spaces they look after, and articles that wait for them: nobody's means anybody's."""
    to = heir(config, job)
    there = deps.knowledge.spaces(job.desk)
    spaces = sum(retrying(partial(_space, deps, job, space.id, to)) for space in there)
    waiting = list(reviews_of(deps.knowledge, job.desk, job.agent.id))
    reviews = sum(retrying(partial(_review, deps, job, card.id, to)) for card in waiting)
    handed = Handed(
        tickets=job.handed.tickets, spaces=job.handed.spaces + spaces, reviews=job.handed.reviews + reviews
    )
    return replace(job, handed=handed)


def _space(deps: HandoverDeps, job: Handover, space_id: str, to: PersonRef | None) -> int:
    space = deps.knowledge.space(job.desk, space_id)
    if space.reviewer != job.agent.id:
        return 0
    deps.knowledge.put_space(replace(space, reviewer=to.id if to else None))
    return 1


def _review(deps: HandoverDeps, job: Handover, article_id: str, to: PersonRef | None) -> int:
    article = deps.knowledge.article(job.desk, article_id)
    if article.state is not ArticleState.IN_REVIEW or article.reviewer != job.agent.id:
        return 0
    by = PersonRef(id=job.by.id or "", name=job.by.name, email=job.by.email or "")
    now = deps.now()
    note = ArticleVersion(number=0, at=now, by=by, state=article.state, comment=HANDED_OVER)
    changed = replace(article, reviewer=to.id if to else None, updated_at=now)
    deps.knowledge.write(ArticleWrite(article=changed, note=note))
    return 1
