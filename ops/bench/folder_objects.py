"""An object store in a folder, for measuring the index without any service."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.search.objects import ObjectInfo, StoredObject


class FolderObjects:
    """`helpdesk.search.objects.ObjectStore` for one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> StoredObject:
        try:
            data = (self._folder / key).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(key) from error
        return StoredObject(data=data, etag=_etag(data))

    def get_if_changed(self, key: str, etag: str) -> StoredObject | None:
        found = self.get(key)
        return None if found.etag == etag else found

    def put_new(self, key: str, data: bytes) -> str:
        place = self._folder / key
        if place.exists():
            raise Conflict(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        return _etag(data)

    def replace(self, key: str, data: bytes, etag: str) -> str:
        if self.get(key).etag != etag:
            raise Conflict(key)
        (self._folder / key).write_bytes(data)
        return _etag(data)

    def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            (self._folder / key).unlink(missing_ok=True)

    def list(self, prefix: str) -> Iterator[ObjectInfo]:
        for place in sorted(self._folder.rglob("*")):
            key = place.relative_to(self._folder).as_posix()
            if place.is_file() and key.startswith(prefix):
                status = place.stat()
                yield ObjectInfo(
                    key=key, size=status.st_size, modified_at=datetime.fromtimestamp(status.st_mtime, UTC)
                )


def _etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
