"""What readers tell us: what helped, what they searched, what spared a ticket. Nobody is named."""

import enum
from datetime import date, datetime

import msgspec


class Vote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """ "Was this helpful?" - one answer of one reader, who is known by a fingerprint only."""

    reader: str
    helpful: bool
    remark: str = ""
    at: datetime


class Votes(msgspec.Struct, frozen=True, kw_only=True):
    """An article's votes: totals, and the latest remarks."""

    yes: int = 0
    no: int = 0
    remarks: tuple[Vote, ...] = ()


class Happening(enum.StrEnum):
    """What is counted by day."""

    FOUND = "found"  # a search that had results
    MISSED = "missed"  # one that had none
    OPENED = "opened"
    SOLVED = "solved"  # an article or a tree did, and no ticket was opened
    GIVEN = "given"  # an agent put the article into an answer
    TREE_ENDED = "tree-ended"


class DayCount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How often something happened on one day.

    `what`: a normalised query, the id of an article, or `tree/node`.
    """

    day: date
    happening: Happening
    what: str
    language: str = ""
    times: int
