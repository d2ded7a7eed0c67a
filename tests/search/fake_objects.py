"""An object store in memory, and ones that misbehave on purpose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.search.objects import ObjectInfo, ObjectStore, StoredObject


@dataclass
class FakeObjects:
    """Objects by key. Passes the same contract tests as S3."""

    now: Callable[[], datetime]
    kept: dict[str, tuple[bytes, str, datetime]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    _tags: int = 0

    def get(self, key: str) -> StoredObject:
        self.calls.append(("get", key))
        if key not in self.kept:
            raise NotFound(key)
        data, etag, _ = self.kept[key]
        return StoredObject(data=data, etag=etag)

    def get_if_changed(self, key: str, etag: str) -> StoredObject | None:
        found = self.get(key)
        return None if found.etag == etag else found

    def put_new(self, key: str, data: bytes) -> str:
        self.calls.append(("put", key))
        if key in self.kept:
            raise Conflict(key)
        return self._put(key, data)

    def replace(self, key: str, data: bytes, etag: str) -> str:
        self.calls.append(("put", key))
        if key not in self.kept or self.kept[key][1] != etag:
            raise Conflict(key)
        return self._put(key, data)

    def delete(self, keys: Sequence[str]) -> None:
        self.calls += [("delete", key) for key in keys]
        for key in keys:
            self.kept.pop(key, None)

    def list(self, prefix: str) -> Iterator[ObjectInfo]:
        self.calls.append(("list", prefix))
        for key, (data, _, at) in sorted(self.kept.items()):
            if key.startswith(prefix):
                yield ObjectInfo(key=key, size=len(data), modified_at=at)

    def _put(self, key: str, data: bytes) -> str:
        self._tags += 1
        etag = f'"{self._tags}"'
        self.kept[key] = (data, etag, self.now())
        return etag


class Killed(BaseException):
    """The process is gone: nothing may catch this."""


class Deadly:
    """A store whose `deadly`-th write never happens, as the writer is killed before it (from 0 on)."""

    def __init__(self, objects: ObjectStore, deadly: int) -> None:
        self._objects, self._left = objects, deadly
        self.get = objects.get
        self.get_if_changed = objects.get_if_changed
        self.list = objects.list

    def put_new(self, key: str, data: bytes) -> str:
        self._maybe_die()
        return self._objects.put_new(key, data)

    def replace(self, key: str, data: bytes, etag: str) -> str:
        self._maybe_die()
        return self._objects.replace(key, data, etag)

    def delete(self, keys: Sequence[str]) -> None:
        self._maybe_die()
        self._objects.delete(keys)

    def _maybe_die(self) -> None:
        if not self._left:
            raise Killed
        self._left -= 1


class Meeting:
    """A store in which somebody else does `meanwhile` right before the first commit over a manifest."""

    def __init__(self, objects: ObjectStore, meanwhile: Callable[[], None]) -> None:
        self._objects, self._meanwhile = objects, [meanwhile]
        self.get = objects.get
        self.get_if_changed = objects.get_if_changed
        self.list = objects.list
        self.delete = objects.delete

    def put_new(self, key: str, data: bytes) -> str:
        self._meet(key)
        return self._objects.put_new(key, data)

    def replace(self, key: str, data: bytes, etag: str) -> str:
        self._meet(key)
        return self._objects.replace(key, data, etag)

    def _meet(self, key: str) -> None:
        if key.endswith("manifest.json") and self._meanwhile:
            self._meanwhile.pop()()
