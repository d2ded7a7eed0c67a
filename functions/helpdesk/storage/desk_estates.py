"""What a whole desk has besides its tenants, for the purge: rows that nobody else deletes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from helpdesk.domain.desks import Agent, DeskConfig
from helpdesk.storage.directory import read_config
from helpdesk.storage.keys import desk_work as desk_work_keys
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import knowledge as knowledge_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import push as push_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import webhooks as webhook_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.people import read_membership
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_ROWS: Final = 200
"""Rows that one call deletes, or a few more."""

COUNTED: Final = 400
"""Days that counts of knowledge are kept."""

_LISTS: Final = ("TREES", "BULLETINS", "SPACES")


class TableDeskEstates:
    """Crosses desks: for `privacy` alone."""

    def __init__(self, table: Table, counted: int = COUNTED) -> None:
        self._table = table
        self._counted = counted

    def desk(self, desk: str) -> DeskConfig | None:
        return read_config(list(self._table.partition(desk_keys.config(desk), consistent=True)))

    def elsewhere(self, email: str, desk: str) -> bool:
        own = sign_in_keys.login(email, desk).sk
        return any(row.sk != own for row in self._table.partition(sign_in_keys.logins(email)))

    def delete_agent(self, desk: str, agent: Agent) -> None:
        email = agent.person.email
        login = sign_in_keys.login(email, desk)
        row = self._table.get(login)
        if row and read_membership(row).person.id == agent.person.id:
            self._table.delete(login)
        if not any(True for _ in self._table.partition(sign_in_keys.logins(email))):
            self._delete(self._table.partition(push_keys.devices(email)))
        self._table.delete(desk_keys.config_row(desk, "AGENT", agent.person.id))

    def delete_knowledge(self, desk: str, today: date) -> bool:
        spaces = [row.sk for row in self._table.partition(knowledge_keys.knowledge(desk, "SPACES"))]
        gone = 0
        for card in islice((row for space in spaces for row in self._cards(desk, space)), _ROWS):
            article = card.sk.removeprefix(knowledge_keys.CARD_ROWS)
            gone += self._delete(self._table.partition(knowledge_keys.votes(desk, article, "").pk))
            gone += self._delete(self._table.partition(knowledge_keys.article(desk, article).pk))
            gone += self._delete([card])  # last: it leads to the others
            if gone >= _ROWS:
                return True
        if gone:
            return True
        days = (today - timedelta(days=ago) for ago in range(self._counted))
        for day in days:
            self._delete(self._table.partition(knowledge_keys.counted(desk, day).pk))
        self._delete(self._table.partition(knowledge_keys.reminded(desk, "").pk))
        for kind in _LISTS:
            self._delete(self._table.partition(knowledge_keys.knowledge(desk, kind)))
        return False

    def delete_desk(self, desk: str) -> bool:
        gone = self._delete(islice(self._left(desk), _ROWS))
        if gone:
            return True
        self._table.delete(desk_keys.listed_desk(desk))
        self._table.delete(desk_keys.desk(desk))
        return False

    def _cards(self, desk: str, space: str) -> Iterator[Row]:
        return self._table.partition(knowledge_keys.cards(desk, space))

    def _left(self, desk: str) -> Iterator[Row]:
        for hook in self._table.partition(webhook_keys.webhooks(desk)):
            yield from self._table.partition(webhook_keys.hook_messages(desk, hook.sk.partition("#")[2]))
        for place in (
            webhook_keys.webhooks(desk),
            desk_work_keys.texts(desk),
            desk_work_keys.callers(desk),
            desk_work_keys.searches(desk),
            sign_in_keys.api_keys(desk),
            sign_in_keys.sso_providers(desk),
            mail_keys.quarantine(desk),
            work_keys.handovers(desk),
            work_keys.recalculations(desk),
        ):
            yield from self._table.partition(place)
        own = desk_keys.desk(desk)
        yield from (row for row in self._table.partition(own.pk) if row.sk != own.sk)

    def _delete(self, rows: Iterable[Row]) -> int:
        count = 0
        for row in rows:
            self._table.delete(Key(row.pk, row.sk))
            count += 1
        return count
