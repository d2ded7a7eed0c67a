"""Votes on articles, and counts by day: rows that DynamoDB deletes by itself."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.knowledge.feedback import DayCount, Happening, Vote, Votes
from helpdesk.ports.knowledge import MOST_A_DAY
from helpdesk.storage.keys import knowledge as keys
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table
from helpdesk.storage.transaction import Transaction

_TRIES: Final = 6
_AT_ONCE: Final = 100  # of one BatchGetItem
_VOTES_KEPT: Final = timedelta(days=730)
_COUNTS_KEPT: Final = timedelta(days=400)
_MOST_REMARKS: Final = 200
_VOTE: Final = msgspec.json.Decoder(Vote)


class _What(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a count is of, as its row holds it."""

    happening: Happening
    what: str
    language: str = ""


_WHAT: Final = msgspec.json.Decoder(_What)


class TableFeedback:
    """Feedback on all desks' knowledge."""

    def __init__(self, table: Table, most: int = MOST_A_DAY) -> None:
        self._table = table
        self._most = most

    def vote(self, desk: str, article: str, vote: Vote) -> None:
        for _ in range(_TRIES - 1):
            with suppress(VersionConflict):  # the same reader, at the same moment
                self._vote(desk, article, vote)
                return
        self._vote(desk, article, vote)

    def votes(self, desk: str, article: str) -> Votes:
        yes, no = (keys.votes(desk, article, f"TOTAL#{side}") for side in ("yes", "no"))
        totals = self._table.get_all([yes, no])
        words = self._table.partition(yes.pk, start="WORD#")
        remarks = [vote for vote in (_VOTE.decode(row.body) for row in words) if vote.remark]
        return Votes(
            yes=_times(totals.get(yes)),
            no=_times(totals.get(no)),
            remarks=tuple(sorted(remarks, key=lambda vote: vote.at, reverse=True)[:_MOST_REMARKS]),
        )

    def count(self, desk: str, happening: Happening, what: str, *, at: datetime, language: str = "") -> None:
        counted = _What(happening, what, language)
        day = at.astimezone(UTC).date()
        key = keys.counted(desk, day, f"{happening}#{language}#{what}")
        row = self._table.row
        expires = int((at + _COUNTS_KEPT).timestamp())
        if self._table.update(key, [row.times.add(1)], row.pk.exists()):
            return
        different = self._table.update(
            keys.counted(desk, day),
            [row.times.add(1), row.kind.set("counted"), row.expires.set(expires)],
        )
        if _times(different) > self._most:
            return
        body = msgspec.json.encode(counted).decode()
        self._table.update(
            key,
            [row.times.add(1), row.kind.set("counted"), row.body.set(body), row.expires.set(expires)],
        )

    def counts(self, desk: str, first: date, last: date) -> Sequence[DayCount]:
        found: list[DayCount] = []
        day = first
        while day <= last:
            found += self._of_day(desk, day)
            day += timedelta(days=1)
        return found

    def remembered(self, desk: str, marks: Sequence[str]) -> frozenset[str]:
        of = {keys.reminded(desk, mark): mark for mark in marks}
        asked = list(of)
        found = [self._table.get_all(asked[i : i + _AT_ONCE]) for i in range(0, len(asked), _AT_ONCE)]
        return frozenset(of[key] for rows in found for key in rows)

    def remember(self, desk: str, mark: str, until: datetime) -> None:
        row = self._table.row(*keys.reminded(desk, mark), kind="reminded")
        row.expires = int(until.timestamp())
        self._table.put(row)

    def _of_day(self, desk: str, day: date) -> list[DayCount]:
        rows = [row for row in self._table.partition(keys.counted(desk, day).pk) if row.body]
        counted = [(_WHAT.decode(row.body), _times(row)) for row in rows]
        return [
            DayCount(day=day, happening=one.happening, what=one.what, language=one.language, times=times)
            for one, times in counted
        ]

    def _vote(self, desk: str, article: str, vote: Vote) -> None:
        key = keys.votes(desk, article, f"VOTE#{vote.reader}")
        old = self._table.get(key)
        before = _VOTE.decode(old.body) if old else None
        if before and (before.helpful, before.remark) == (vote.helpful, vote.remark):
            return
        row = self._table.row
        unchanged = row.body == old.body if old else row.pk.does_not_exist()
        transaction = Transaction(self._table)
        transaction.put(self._row(key, vote), unchanged, lambda _: VersionConflict(), raced=True)
        if vote.remark or (before and before.remark):
            transaction.replace(self._row(keys.votes(desk, article, f"WORD#{vote.reader}"), vote))
        if before is None or before.helpful != vote.helpful:
            self._add(transaction, desk, article, helpful=vote.helpful, by=1)
            if before:
                self._add(transaction, desk, article, helpful=before.helpful, by=-1)
        transaction.commit()

    def _add(self, transaction: Transaction, desk: str, article: str, *, helpful: bool, by: int) -> None:
        row = self._table.row
        key = keys.votes(desk, article, f"TOTAL#{'yes' if helpful else 'no'}")
        transaction.update(key, [row.times.add(by), row.kind.set("votes")])

    def _row(self, key: Key, vote: Vote) -> Row:
        row = self._table.row(*key, kind="vote", body=msgspec.json.encode(vote).decode())
        row.expires = int((vote.at + _VOTES_KEPT).timestamp())
        return row


def _times(row: Row | None) -> int:
    return int(row.times or 0) if row else 0
