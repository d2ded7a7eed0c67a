"""One TransactWriteItems in which every step says what its refusal means."""

from collections.abc import Callable
from typing import NamedTuple

from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from helpdesk.domain.errors import Invalid
from helpdesk.storage.changes import MOST_ROWS
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.refusals import busy, reaching
from helpdesk.storage.row import Row
from helpdesk.storage.sizes import check_fits
from helpdesk.storage.table import Table

Refusal = Callable[[Row | None], Exception]
"""Makes the error from the row that stood in the way (None: it is not known, or there is none)."""

_CHECK, _DELETE, _PUT, _UPDATE = range(4)  # the order in which pynamodb sends steps, and reasons come back


class _Step(NamedTuple):
    order: int
    add_to: Callable[[TransactWrite], None]
    refusal: Refusal | None
    raced: bool = False


class Transaction:
    """Collects steps; `commit` does all of them or none.

    When several are refused, the first in the order check, delete, put, update decides the error.
    """

    def __init__(self, table: Table) -> None:
        self._row = table.row
        self._steps: list[_Step] = []

    def check(self, key: Key, condition: Condition, refusal: Refusal, *, raced: bool = False) -> None:
        """`raced`: as for `put`."""

        def add(write: TransactWrite) -> None:
            write.condition_check(self._row, key.pk, key.sk, condition)

        self._steps.append(_Step(_CHECK, add, refusal, raced))

    def delete(self, key: Key, condition: Condition, refusal: Refusal) -> None:
        row = self._row(key.pk, key.sk)
        self._steps.append(_Step(_DELETE, lambda write: write.delete(row, condition), refusal))

    def put(self, row: Row, condition: Condition, refusal: Refusal, *, raced: bool = False) -> None:
        """`raced`: when another transaction holds this very row now, that counts as refused too.

        Raises TooLarge.
        """
        check_fits(row)

        def add(write: TransactWrite) -> None:
            write.save(row, condition, return_values="ALL_OLD")

        self._steps.append(_Step(_PUT, add, refusal, raced))

    def replace(self, row: Row) -> None:
        """Write a row whatever stood there. Raises TooLarge."""
        check_fits(row)
        self._steps.append(_Step(_PUT, lambda write: write.save(row), None))

    def update(self, key: Key, actions: list[Action]) -> None:
        row = self._row(key.pk, key.sk)
        self._steps.append(_Step(_UPDATE, lambda write: write.update(row, actions), None))

    def commit(self) -> None:
        """Raises the refusal of the step that failed, Invalid for too many steps, or Unavailable."""
        if len(self._steps) > MOST_ROWS:
            many = len(self._steps)
            raise Invalid(field="", reason=f"one change can write {MOST_ROWS} rows at most, not {many}")
        steps = sorted(self._steps, key=lambda step: step.order)
        with reaching():
            try:
                with TransactWrite(connection=_connection(self._row)) as write:
                    for step in steps:
                        step.add_to(write)
            except TransactWriteError as error:
                refused = self._refused(steps, error.cancellation_reasons)
                if refused is None:
                    raise
                raise refused from error

    def _refused(self, steps: list[_Step], reasons: list[CancellationReason | None]) -> Exception | None:
        failed = [(step, reason) for step, reason in zip(steps, reasons, strict=False) if reason]
        for step, reason in failed:
            if step.refusal and reason.code == "ConditionalCheckFailed":
                return step.refusal(self._row.from_raw_data(reason.raw_item) if reason.raw_item else None)
        contended = [step for step, reason in failed if reason.code == "TransactionConflict"]
        for step in contended:
            if step.refusal and step.raced:
                return step.refusal(None)
        return busy() if contended else None


def _connection(row: type[Row]) -> Connection:
    """The connection that the model reads by: same client, same credentials."""
    return row._get_connection().connection  # noqa: SLF001 - pynamodb offers no other way to it
