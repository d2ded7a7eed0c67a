"""A desk's index as it lies in the object store: manifest and packs, and sweeping up what nobody needs."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.search.manifest import CorruptIndex, Manifest, Pack, decode, encode
from helpdesk.search.objects import ObjectInfo, ObjectStore
from helpdesk.search.packs import digest, pack, unpack
from helpdesk.search.schema import FORMAT

GRACE = timedelta(hours=1)
"""How long a pack outlives its last manifest: readers may be about to fetch it, writers about to name it."""


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest with its tag. `manifest` None: there is an object, and it cannot be read."""

    etag: str
    manifest: Manifest | None


class Shelf:
    """Everything of one desk and format lies under one prefix; `beside` names one that is being built."""

    def __init__(self, objects: ObjectStore, desk: str, beside: str = "") -> None:
        self._objects = objects
        self._prefix = f"{desk}/v{FORMAT}-{beside}/" if beside else f"{desk}/v{FORMAT}/"
        self._manifest_key = f"{self._prefix}manifest.json"

    def read(self) -> Shelved | None:
        """What is committed now; None when nothing ever was."""
        try:
            found = self._objects.get(self._manifest_key)
        except NotFound:
            return None
        return _shelved(found.etag, found.data)

    def read_if_changed(self, etag: str) -> Shelved | None:
        """What is committed now; None when that is still `etag`. Raises NotFound when it is gone."""
        found = self._objects.get_if_changed(self._manifest_key, etag)
        return _shelved(found.etag, found.data) if found else None

    def commit(self, manifest: Manifest, over: Shelved | None) -> Shelved:
        """Replace what was read as `over`. Raises Conflict when somebody else committed since."""
        data = encode(manifest)
        if over is None:
            etag = self._objects.put_new(self._manifest_key, data)
        else:
            etag = self._objects.replace(self._manifest_key, data, over.etag)
        return Shelved(etag=etag, manifest=manifest)

    def store(self, name: str, group: str, files: dict[str, bytes]) -> Pack:
        """Upload a pack under a key that nobody used before (`name` is fresh)."""
        data = pack(files)
        key = f"{self._prefix}packs/{name}"
        self._objects.put_new(key, data)
        return Pack(key=key, size=len(data), sha256=digest(data), group=group, names=tuple(files))

    def fetch(self, wanted: Pack) -> dict[str, bytes]:
        """The files of a pack. Raises CorruptIndex when it is missing or not what was uploaded."""
        try:
            data = self._objects.get(wanted.key).data
        except NotFound as error:
            raise CorruptIndex(f"{wanted.key} is missing") from error
        if digest(data) != wanted.sha256:
            raise CorruptIndex(f"{wanted.key} was damaged")
        return unpack(data)

    def drop(self, keys: Sequence[str]) -> None:
        """Delete packs that a committed manifest no longer lists, not even as retired."""
        if keys:
            self._objects.delete(keys)

    def adopt(self, other: "Shelf", now: datetime) -> bool:
        """Have the index that `other` built beside this one; what was here is retired. False: there is none.

        What changed here meanwhile is not in it: it is to be gone through once more. Raises Conflict.
        """
        built, here = other.read(), self.read()
        if built is None or built.manifest is None:
            return False
        old = here.manifest if here else None
        retired = {pack.key: now for pack in (old.packs if old else ())}
        manifest = msgspec.structs.replace(
            built.manifest,
            generation=(old.generation if old else 0) + built.manifest.generation + 1,
            gone=(old.gone if old else {}) | built.manifest.gone,
            retired=(old.retired if old else {}) | retired | built.manifest.retired,
            backfill="",
            committed_at=now,
        )
        self.commit(manifest, here)
        other.close()
        return True

    def close(self) -> None:
        """No longer be an index of its own; its packs may be another's by now."""
        self._objects.delete([self._manifest_key])

    def packs(self) -> dict[str, ObjectInfo]:
        """All packs that are there, by key; also those no manifest knows."""
        return {info.key: info for info in self._objects.list(f"{self._prefix}packs/")}


def damaged(manifest: Manifest, there: Mapping[str, ObjectInfo]) -> frozenset[str]:
    """Keys of packs that are not there, or have another size than they should."""
    return frozenset(
        pack.key for pack in manifest.packs if pack.key not in there or there[pack.key].size != pack.size
    )


def orphans(manifest: Manifest, there: Mapping[str, ObjectInfo], now: datetime) -> list[str]:
    """Packs that no manifest knows and whose writer must be dead: it was killed before it committed."""
    known = {pack.key for pack in manifest.packs} | manifest.retired.keys()
    return [key for key, info in there.items() if key not in known and now - info.modified_at > GRACE]


def _shelved(etag: str, data: bytes) -> Shelved:
    try:
        return Shelved(etag=etag, manifest=decode(data))
    except CorruptIndex:
        return Shelved(etag=etag, manifest=None)
