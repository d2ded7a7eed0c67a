"""Building a desk's index anew from the table while the old one goes on answering."""

from collections.abc import Callable
from typing import Protocol, Self

from msgspec.structs import replace

from helpdesk.usecases.search_feed import FeedDeps, FillableIndex, fill


class RebuildableIndex(FillableIndex, Protocol):
    """An index of which a second one can be built."""

    def beside(self, name: str) -> Self:
        """An empty index that can be filled while this one answers."""
        ...

    def adopt(self, desk: str, built: Self) -> bool:
        """Answer from what `built` holds. False when it holds nothing."""
        ...

    def size(self, desk: str) -> int:
        """How many documents it holds."""
        ...


def rebuild(
    deps: FeedDeps,
    index: RebuildableIndex,
    desk: str,
    name: str,
    tell: Callable[[int, int], None],
) -> int:
    """Returns how many documents it holds now. `tell(done, about)` is called after every page.

    The new one answers at once when it is whole; then the table is gone through once more, for what changed
    meanwhile. Raises what the stores raise: the old one answers on, and a second try begins anew.
    """
    about = index.size(desk)
    built = index.beside(name)

    def told() -> bool:
        tell(built.size(desk), about)
        return True

    fill(replace(deps, index=built), desk, told)
    index.adopt(desk, built)
    fill(replace(deps, index=index), desk, lambda: True)
    done = index.size(desk)
    tell(done, done)
    return done
