"""A warm view of a desk's index: asks every few seconds whether the manifest changed."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tantivy import Searcher

from helpdesk.domain.errors import NotFound
from helpdesk.search.engine import open_index
from helpdesk.search.local_copies import LocalCopies
from helpdesk.search.manifest import CorruptIndex
from helpdesk.search.shelf import Shelf, Shelved
from helpdesk.search.vector_files import mapped
from helpdesk.search.vector_shelf import files_in, read_block
from helpdesk.search.vector_view import VectorView

TRIES = 3


class Opened:
    """One state of an index: its text, and the vectors beside it once somebody asks for them.

    The files are open: their folder may go.
    """

    def __init__(self, folder: Path) -> None:
        self.searcher: Searcher = open_index(folder).searcher()
        self._files = [mapped(path) for path in files_in(folder)]
        self._views: dict[str, VectorView] = {}

    def vectors(self, model: str) -> VectorView | None:
        """The vectors of this model; None when there are none."""
        if model not in self._views:
            blocks = [block for block in (read_block(data, model) for data in self._files) if block]
            self._views[model] = VectorView(blocks)
        return self._views[model] if len(self._views[model]) else None


class DeskReader:
    """Reads one desk's index. `max_age`: how long an answer may be given without asking the store."""

    def __init__(
        self, shelf: Shelf, copies: LocalCopies, *, now: Callable[[], datetime], max_age: timedelta
    ) -> None:
        self._shelf, self._copies, self._now, self._max_age = shelf, copies, now, max_age
        self._etag: str | None = None
        self._opened: Opened | None = None
        self._checked: datetime | None = None

    def opened(self) -> Opened | None:
        """The newest index that can be read; None when there never was one.

        When the index is lost or damaged the last good copy goes on answering. Raises CorruptIndex when there
        is no such copy.
        """
        now = self._now()
        if self._checked is None or now - self._checked >= self._max_age:
            self._refresh()
            self._checked = now
        return self._opened

    def expire(self) -> None:
        """Look at the store again with the next question."""
        self._checked = None

    def _refresh(self) -> None:
        for attempt in range(TRIES):
            shelved = self._changed()
            if shelved is None:
                return
            try:
                self._open(shelved)
            except CorruptIndex:
                # Our manifest may be a moment old and its packs swept, or our own copy damaged: look again.
                self._copies.forget()
                if attempt == TRIES - 1 and self._opened is None:
                    raise
            else:
                return

    def _changed(self) -> Shelved | None:
        if self._etag is None:
            return self._shelf.read()
        try:
            return self._shelf.read_if_changed(self._etag)
        except NotFound:
            return None

    def _open(self, shelved: Shelved) -> None:
        if shelved.manifest is None:
            raise CorruptIndex("the manifest cannot be read")
        folder = self._copies.view(shelved.manifest)
        try:
            self._opened = Opened(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self._etag = shelved.etag
        self._copies.prune(shelved.manifest)
