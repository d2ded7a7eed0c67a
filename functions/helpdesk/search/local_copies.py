"""Warm copies of packs in a local folder that processes share: a pack appears whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from helpdesk.search.manifest import CorruptIndex, Manifest, Pack
from helpdesk.search.shelf import Shelf

META = "meta.json"


class LocalCopies:
    """The packs of one desk below `folder`."""

    def __init__(self, folder: Path, shelf: Shelf) -> None:
        self._packs = folder / "packs"
        self._views = folder / "views"
        self._shelf = shelf

    def view(self, manifest: Manifest) -> Path:
        """A new folder in which tantivy finds just this manifest's index; the caller removes it.

        Fetches what is not here yet. Raises CorruptIndex. Its files are hard links: opened ones outlive it.
        """
        view = self.empty_view()
        try:
            for pack in manifest.packs:
                self._link(pack, view)
            (view / META).write_text(manifest.meta, encoding="utf-8")
        except BaseException:
            shutil.rmtree(view, ignore_errors=True)
            raise
        return view

    def empty_view(self) -> Path:
        """A new empty folder on the same disk."""
        self._views.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=self._views))

    def keep(self, pack: Pack, files: Mapping[str, bytes]) -> None:
        """Have the pack's files here."""
        self._packs.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=self._packs))
        try:
            for name, data in files.items():
                (fresh / name).write_bytes(data)
            fresh.rename(self._place(pack))
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # else somebody else was first
                raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def forget(self) -> None:
        """Remove all packs: one of them may be damaged."""
        shutil.rmtree(self._packs, ignore_errors=True)

    def prune(self, manifest: Manifest) -> None:
        """Remove packs this manifest does not name. One that another process still wants is fetched again."""
        wanted = {self._place(pack).name for pack in manifest.packs}
        if self._packs.is_dir():
            for place in self._packs.iterdir():
                if place.name not in wanted and not place.name.startswith("tmp"):
                    shutil.rmtree(place, ignore_errors=True)

    def _link(self, pack: Pack, view: Path) -> None:
        for last in (False, True):
            try:
                for name in pack.names:
                    (view / name).unlink(missing_ok=True)
                    os.link(self._place(pack) / name, view / name)
            except FileNotFoundError as error:
                if last:
                    raise CorruptIndex(f"{pack.key} lacks a file") from error
                shutil.rmtree(self._place(pack), ignore_errors=True)
                self.keep(pack, self._shelf.fetch(pack))
            else:
                return

    def _place(self, pack: Pack) -> Path:
        return self._packs / pack.key.rsplit("/", 1)[-1]
