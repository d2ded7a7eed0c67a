"""A small cache with a time to live; the clock is passed in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

V = TypeVar("V")

_MOST = 1000
KEPT = timedelta(seconds=60)


class Cache(Generic[V]):
    """Keeps answers for a minute, and at most a thousand of them: the oldest go first.

    "There is none" is not kept: what is asked for just before it is made is there at once.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[str, tuple[datetime, V]] = {}

    def get(self, key: str, load: Callable[[], V | None]) -> V | None:
        """The kept answer, or a fresh one from `load`."""
        now = self._now()
        kept = self._kept.get(key)
        if kept and kept[0] > now:
            return kept[1]
        value = load()
        if value is None:
            self._kept.pop(key, None)
        else:
            self.put(key, value)
        return value

    def drop(self, key: str) -> None:
        """Forget an answer: it is loaded anew the next time."""
        self._kept.pop(key, None)

    def put(self, key: str, value: V) -> None:
        """Keep an answer that was got otherwise."""
        self._kept.pop(key, None)
        while len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (self._now() + KEPT, value)
