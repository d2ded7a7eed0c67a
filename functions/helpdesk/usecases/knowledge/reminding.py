"""Every hour: who keeps knowledge hears by mail, once, what waits for them or runs out; one letter a person.

What was told is written down after the letter is handed over: a fault in between tells it once more.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.domain.errors import Invalid, MailRefused, NotFound
from helpdesk.domain.knowledge.reminders import Reminder, reminders
from helpdesk.domain.people import Role
from helpdesk.mail.outgoing.knowledge_letters import Told, knowledge_letter
from helpdesk.mail.outgoing.letters import Sender
from helpdesk.mail.outgoing.message import to_bytes
from helpdesk.ports import Directory, Mailer, NewId
from helpdesk.ports.knowledge import FeedbackStore, KnowledgeStore

KEPT: Final = timedelta(days=90)
"""How long it is known that somebody was told."""


class ReminderDeps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports of reminding, across desks. `failed(desk)` hears of a desk that could not be looked after."""

    desks: Callable[[], Sequence[str]]
    directory: Directory
    store: KnowledgeStore
    feedback: FeedbackStore
    mailer: Mailer
    sender: Sender
    now: Callable[[], datetime]
    new_id: NewId
    failed: Callable[[str], None]


def remind_all(deps: ReminderDeps) -> int:
    """How many letters went out. A desk that fails is told of and holds up no other."""
    sent = 0
    for desk in deps.desks():
        try:
            sent += remind(deps, desk)
        except Exception:  # noqa: BLE001 - see above; the next hour tries again
            deps.failed(desk)
    return sent


def remind(deps: ReminderDeps, desk: str) -> int:
    """One desk's letters. Raises what the stores raise."""
    try:
        config = deps.directory.desk(desk)
    except NotFound:
        return 0
    sent = 0
    for agent, told in _by_agent(config, _news(deps, desk)).items():
        if _send(deps, config, config.agents[agent], told):
            sent += 1
        for mark in {one.mark for one in told}:
            deps.feedback.remember(desk, mark, deps.now() + KEPT)
    return sent


def _news(deps: ReminderDeps, desk: str) -> list[Reminder]:
    pairs = {
        pair.working.id: pair
        for space in deps.store.spaces(desk)
        for pair in deps.store.cards(desk, space.id)
        if not space.archived
    }
    due = list(reminders(pairs.values(), deps.now()))
    told = deps.feedback.remembered(desk, [one.mark for one in due])
    return [one for one in due if one.mark not in told]


def _by_agent(config: DeskConfig, due: Sequence[Reminder]) -> dict[str, list[Reminder]]:
    """Whose owner is not at the desk any more is for its leads."""
    present = {name for name, agent in config.agents.items() if not agent.suspended}
    leads = [name for name in sorted(present) if config.agents[name].role is not Role.AGENT]
    found = defaultdict[str, list[Reminder]](list)
    for one in due:
        for agent in [one.agent] if one.agent in present else leads:
            found[agent].append(one)
    return found


def _send(deps: ReminderDeps, config: DeskConfig, agent: Agent, due: Sequence[Reminder]) -> bool:
    """False when the address takes no mail: trying again cannot help. Raises what may pass."""
    language = agent.language or config.desk.language
    address = deps.sender.no_reply or next((one.address for one in config.tenants.values()), "")
    if not address:
        return False
    mail = knowledge_letter(
        told=[_told(one, language) for one in due],
        to=agent.person,
        desk=config.desk,
        language=language,
        sender=deps.sender,
        from_address=address,
        mail_id=deps.new_id(),
        at=deps.now(),
    )
    try:
        deps.mailer.send(
            to_bytes(mail), sender=mail.from_address, to=[mail.to], tags={"kind": "knowledge-reminder"}
        )
    except (MailRefused, Invalid, ValueError):  # for good
        return False
    return True


def _told(one: Reminder, language: str) -> Told:
    titles = one.card.titles
    title = titles.get(language) or titles.get(one.card.language) or next(iter(titles.values()), one.card.id)
    return Told(kind=one.kind, article=one.card.id, title=title, until=one.card.valid_until)
