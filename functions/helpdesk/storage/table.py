"""The table as stores use it: reads that follow every page, lists by cursor, and errors of our own."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from pynamodb.exceptions import DoesNotExist, PutError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from helpdesk.ports import PageRequest
from helpdesk.storage import cursors
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.pages import size_of
from helpdesk.storage.refusals import CONDITION_FAILED, reaching
from helpdesk.storage.row import Credentials, Row, bind
from helpdesk.storage.sizes import check_fits

IndexName = Literal["queue", "assignee", "requester", "tenant", "work"]


class Table:
    """One table under one set of credentials. Made without any call; the client comes with the first one."""

    def __init__(
        self,
        name: str,
        *,
        credentials: Credentials | None = None,
        endpoint: str | None = None,
        region: str | None = None,
        attempts: int = 5,
    ) -> None:
        self.row = bind(name, credentials=credentials, endpoint=endpoint, region=region, attempts=attempts)

    def get(self, key: Key, *, consistent: bool = True) -> Row | None:
        """One row by its key."""
        with reaching():
            try:
                return self.row.get(key.pk, key.sk, consistent_read=consistent)
            except DoesNotExist:
                return None

    def get_all(self, keys: Collection[Key]) -> dict[Key, Row]:
        """Those of the rows that exist, 100 in one BatchGetItem."""
        if not keys:
            return {}
        with reaching():
            found = list(self.row.batch_get(list(set(keys)), consistent_read=True))
        return {Key(row.pk, row.sk): row for row in found}

    def partition(self, pk: str, *, start: str = "", consistent: bool = True) -> Iterator[Row]:
        """Rows of one partition in key order, all or those from `start` on, following every page."""
        condition = self.row.sk >= start if start else None
        with reaching():
            yield from self.row.query(pk, condition, consistent_read=consistent)

    def beginning(self, pk: str, start: str, most: int) -> list[Row]:
        """The first rows of a partition whose sort key begins so; one Query, as of a moment ago."""
        with reaching():
            return list(self.row.query(pk, self.row.sk.startswith(start), limit=most, page_size=most))

    def latest(self, pk: str, start: str, most: int, *, before: str = "") -> list[Row]:
        """The last rows of a partition whose sort key begins so, newest first, or those below `before`."""
        sk = self.row.sk
        condition = sk.between(start, before) if before else sk.startswith(start)
        with reaching():
            found = list(
                self.row.query(pk, condition, scan_index_forward=False, limit=most + 1, page_size=most + 1)
            )
        return [row for row in found if row.sk != before][:most]

    def page(
        self,
        index: IndexName,
        partition: str,
        request: PageRequest,
        *,
        within: str,
        newest_first: bool = False,
    ) -> tuple[Sequence[Row], str | None]:
        """One page of an index partition, and the cursor of the next.

        One row more than asked for is read, so that the last page knows it is the last.
        Raises Invalid for a broken cursor, or one of a row whose key does not start with `within`.
        """
        start = cursors.decode(request.cursor, partition, within)
        limit = size_of(request)
        with reaching():
            rows = list(
                self.row.query(
                    partition,
                    index_name=index,
                    scan_index_forward=not newest_first,
                    limit=limit + 1,
                    last_evaluated_key=_start_key(index, start) if start else None,
                )
            )
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        position = cursors.Position(partition, getattr(last, f"{index}_sk"), last.pk, last.sk)
        return rows[:limit], cursors.encode(position)

    def work(
        self, partition: str, condition: Condition | None, *, page: int, only: Sequence[str]
    ) -> Iterator[Row]:
        """Rows of a partition of the work index, oldest first, read page by page as they are asked for."""
        with reaching():
            yield from self.row.query(
                partition, condition, index_name="work", page_size=page, attributes_to_get=list(only)
            )

    def put(self, row: Row, condition: Condition | None = None) -> bool:
        """Write one row; False when the condition did not hold. Raises TooLarge."""
        check_fits(row)
        with reaching():
            try:
                row.save(condition)
            except PutError as error:
                if error.cause_response_code == CONDITION_FAILED:
                    return False
                raise
        return True

    def delete(self, key: Key) -> None:
        """Remove one row, if it is there."""
        with reaching():
            self.row(key.pk, key.sk).delete()

    def update(self, key: Key, actions: list[Action], condition: Condition | None = None) -> Row | None:
        """Change attributes of one row and return it; None when the condition did not hold."""
        row = self.row(key.pk, key.sk)
        with reaching():
            try:
                row.update(actions=actions, condition=condition)
            except UpdateError as error:
                if error.cause_response_code == CONDITION_FAILED:
                    return None
                raise
        return row


def _start_key(index: IndexName, start: cursors.Position) -> dict[str, dict[str, str]]:
    return {
        "pk": {"S": start.pk},
        "sk": {"S": start.sk},
        f"{index}_pk": {"S": start.partition},
        f"{index}_sk": {"S": start.place},
    }
