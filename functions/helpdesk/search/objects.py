"""What the index needs of an object store: new objects, and one replaced by compare-and-swap."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class StoredObject(msgspec.Struct, frozen=True, kw_only=True):
    """An object's bytes, and the tag that its next replacement must name."""

    data: bytes
    etag: str


class ObjectInfo(msgspec.Struct, frozen=True, kw_only=True):
    """An object as a listing shows it."""

    key: str
    size: int
    modified_at: datetime


class ObjectStore(Protocol):
    """One bucket. `helpdesk.adapters.objects` is the real one; tests/contract holds both to this."""

    def get(self, key: str) -> StoredObject:
        """The object. Raises NotFound."""
        ...

    def get_if_changed(self, key: str, etag: str) -> StoredObject | None:
        """The object, or None when it still carries `etag`. Raises NotFound."""
        ...

    def put_new(self, key: str, data: bytes) -> str:
        """Store and return the tag. Raises Conflict when the key is taken."""
        ...

    def replace(self, key: str, data: bytes, etag: str) -> str:
        """Store and return the new tag. Raises Conflict when the object changed, or is gone, since `etag`."""
        ...

    def delete(self, keys: Sequence[str]) -> None:
        """Remove objects; those that are not there do not matter."""
        ...

    def list(self, prefix: str) -> Iterable[ObjectInfo]:
        """All objects whose key begins with `prefix`, following pages."""
        ...
