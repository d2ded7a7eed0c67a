"""Processes that end in the middle of their writes."""

from collections.abc import Callable

from tests.functions.desks import Desks


class KilledError(BaseException):
    """No code of ours gets to see it."""


def dying(desks: Desks, at: int) -> Callable[[], object]:
    """Goes ahead of every write, and ends the process ahead of the nth."""
    writes = iter(range(1, at))

    def before() -> None:
        if next(writes, None) is None:
            raise KilledError
        desks.memory.before_write.append(before)

    return before
