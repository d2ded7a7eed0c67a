"""Opaque cursors: where a list goes on, tied to the list they came from."""

import base64
import binascii

import msgspec

from helpdesk.domain.errors import Invalid

_LONGEST = 4096


class Position(msgspec.Struct, frozen=True, array_like=True):
    """The last row of a page: the index partition it was listed by, its place there, and its own key."""

    partition: str
    place: str
    pk: str
    sk: str


def encode(position: Position) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(position)).decode().rstrip("=")


def decode(cursor: str | None, partition: str, within: str) -> Position | None:
    """Where to go on in `partition`; None to start at its beginning.

    Raises Invalid when it is broken, of another list, or names a row whose key does not start with `within`.
    """
    if cursor is None:
        return None
    position = _read(cursor)
    if position is None:
        raise Invalid(field="cursor", reason="is not one that a page of this list gave")
    if position.partition != partition or not position.pk.startswith(within):
        raise Invalid(field="cursor", reason="belongs to another list")
    return position


def _read(cursor: str) -> Position | None:
    if len(cursor) > _LONGEST:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(raw, type=Position)
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        return None
