"""Ids and paging."""

from collections.abc import Callable

import msgspec

NewId = Callable[[], str]
"""Makes a fresh ULID; lower case, so that it is a well-formed id."""


MAX_PAGE = 100


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`cursor` is opaque: what the last page gave as `next`. `limit` is capped at MAX_PAGE."""

    limit: int = 25
    cursor: str | None = None
