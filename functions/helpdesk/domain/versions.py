"""What tells one state of a configuration from another: the number that an ETag carries."""

import hashlib

import msgspec


def version_of(thing: msgspec.Struct | tuple[msgspec.Struct, ...] | None) -> int:
    """The same for the same content, and for nothing else; at most 14 digits. None: it is not there yet."""
    digest = hashlib.sha256(msgspec.json.encode(thing, order="sorted")).digest()
    return int.from_bytes(digest[:8], "big") % 10**14
