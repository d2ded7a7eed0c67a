"""What is shown of API keys."""

from datetime import datetime

import msgspec


class KeyView(msgspec.Struct, frozen=True, kw_only=True):
    """An API key without its secret. `last_used_at` is true to the minute."""

    id: str
    name: str
    permissions: tuple[str, ...]
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    revoked_at: datetime | None


class NewKeyView(msgspec.Struct, frozen=True, kw_only=True):
    """A key that was just made, and what to send with requests."""

    key: KeyView
    secret: str


class KeyList(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's keys, oldest first, and what each of them may ask a minute."""

    items: tuple[KeyView, ...]
    requests_per_minute: int
