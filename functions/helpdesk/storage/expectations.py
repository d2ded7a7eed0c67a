"""Holding a write to the version that its writer has seen."""

import msgspec
from pynamodb.expressions.condition import Condition

from helpdesk.domain.errors import VersionConflict
from helpdesk.domain.versions import version_of
from helpdesk.storage.keys.parts import Key
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table


def as_seen(
    table: Table, key: Key, kind: type, expected: int, absent: msgspec.Struct | None = None
) -> Condition:
    """Holds while the row has the version `expected`. Raises VersionConflict when it has another one now.

    `absent`: what is read where there is no row.

    The version says what the row means and the condition what it says word for word, so nothing is missed
    between the two.
    """
    old = table.get(key)
    if version_of(msgspec.json.decode(old.body, type=kind) if old else absent) != expected:
        raise overtaken(old)
    return still(table, old)


def still(table: Table, old: Row | None) -> Condition:
    """Holds while the row is what was read; None: while it is not there."""
    unchanged: Condition = (table.row.body == old.body) if old else table.row.pk.does_not_exist()
    return unchanged


def overtaken(_: Row | None) -> VersionConflict:
    """Somebody else was first."""
    return VersionConflict()
