"""What changes of configuration answer: how it stands now, or what somebody else made of it first."""

from collections.abc import Callable
from typing import TypeVar

from helpdesk.domain.errors import VersionConflict

T = TypeVar("T")


def stored(change: Callable[[], T], current: Callable[[], object]) -> T:
    """Do `change`; VersionConflict goes on with what `current` shows."""
    try:
        return change()
    except VersionConflict as conflict:
        raise VersionConflict(conflict.detail, current=current()) from conflict
