"""Who is on a ticket at this moment. It ends by itself: whoever says nothing more is gone."""

import enum
from datetime import datetime, timedelta
from typing import Final

import msgspec

LASTS: Final = timedelta(seconds=50)
"""How long one word of it counts; browsers repeat it every twenty seconds."""


class Doing(enum.StrEnum):
    """What somebody does there; GONE takes the word back."""

    LOOKING = "looking"
    ANSWERING = "answering"
    GONE = "gone"


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """One agent on one ticket."""

    agent: str
    name: str
    doing: Doing
    until: datetime


def others(known: tuple[Presence, ...], me: str, now: datetime) -> tuple[Presence, ...]:
    """Who else is there, those who answer first."""
    there = [one for one in known if one.agent != me and one.until > now and one.doing is not Doing.GONE]
    return tuple(sorted(there, key=lambda one: (one.doing is not Doing.ANSWERING, one.name, one.agent)))
