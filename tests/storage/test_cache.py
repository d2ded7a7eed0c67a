"""The cache keeps a minute, keeps no misses, and never grows without bound."""

from datetime import timedelta

from helpdesk.storage.cache import Cache
from tests.contract.builders import NOW
from tests.contract.houses import Clock


def test_a_cache_stays_small() -> None:
    clock = Clock()
    cache: Cache[int] = Cache(clock)
    for number in range(5000):
        cache.get(f"k{number}", lambda number=number: number)  # type: ignore[misc]
    asked: list[str] = []
    for key in ("k0", "k4999"):
        cache.get(key, lambda key=key: asked.append(key) or 1)  # type: ignore[func-returns-value, misc]
    assert asked == ["k0"]


def test_an_answer_is_renewed_after_a_minute() -> None:
    clock = Clock()
    cache: Cache[int] = Cache(clock)
    assert cache.get("k", lambda: 1) == 1
    clock.at = NOW + timedelta(seconds=59)
    assert cache.get("k", lambda: 2) == 1
    clock.at = NOW + timedelta(seconds=60)
    assert cache.get("k", lambda: 2) == 2


def test_what_is_not_there_is_not_kept() -> None:
    clock = Clock()
    cache: Cache[int] = Cache(clock)
    assert cache.get("k", lambda: None) is None
    assert cache.get("k", lambda: 1) == 1
    clock.at = NOW + timedelta(seconds=60)
    assert cache.get("k", lambda: None) is None
    assert cache.get("k", lambda: 2) == 2
