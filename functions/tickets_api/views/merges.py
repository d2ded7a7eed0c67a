"""What is shown of people who were merged."""

from datetime import datetime
from typing import Literal

import msgspec

from helpdesk.domain.person_merges import PersonMerge
from tickets_api.views.shapes import Instant


class MergedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two, as they were called then."""

    id: str
    name: str


class PersonMergeView(msgspec.Struct, frozen=True, kw_only=True):
    """`gone` became a part of `kept`; `tickets` moved, `returned` went back since.

    `merging` and `undoing`: send the request again, it goes on. `undo_until` null: it is too late, or done.
    """

    gone: MergedPerson
    kept: MergedPerson
    by: str
    at: Instant
    tickets: int
    state: Literal["merging", "merged", "undoing", "undone"]
    undo_until: Instant | None
    undone_by: str
    undone_at: Instant | None
    returned: int


class PersonMerges(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first."""

    items: tuple[PersonMergeView, ...]


def merge_view(one: PersonMerge, now: datetime) -> PersonMergeView:
    """One merge, at this moment."""
    open_to_undo = not one.undone_at and now <= one.undo_until
    return PersonMergeView(
        gone=MergedPerson(id=one.gone.id, name=one.gone.name),
        kept=MergedPerson(id=one.kept.id, name=one.kept.name),
        by=one.by, at=one.at, tickets=one.tickets, state=_state(one),
        undo_until=one.undo_until if open_to_undo else None,
        undone_by=one.undone_by, undone_at=one.undone_at, returned=one.returned,
    )  # fmt: skip


def _state(one: PersonMerge) -> Literal["merging", "merged", "undoing", "undone"]:
    if one.undone_at:
        return "undone" if one.apart else "undoing"
    return "merged" if one.done else "merging"
