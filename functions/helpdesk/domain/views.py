"""Views: searches that people keep, for themselves or for their desk."""

from typing import Final

import msgspec

MOST: Final = 100
"""Views that one person, or a desk, can keep."""


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`owner` is the agent who made it; `shared`: everybody of the desk has it."""

    desk: str
    id: str
    owner: str
    name: str
    query: str
    sort: str = ""
    icon: str = ""
    shared: bool = False
    position: int = 0
