"""The single logical writer of a desk's index: build beside, upload, then replace the manifest atomically.

Killed at any point before the last step it leaves the index as it was; of two at once one wins, and the other
starts again from what the winner committed.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tantivy import Index

from helpdesk.domain.errors import Conflict, Unavailable
from helpdesk.search.engine import create, open_index
from helpdesk.search.local_copies import LocalCopies
from helpdesk.search.manifest import CorruptIndex, Manifest, Pack
from helpdesk.search.meaning import Encoder
from helpdesk.search.shelf import GRACE, Shelf, Shelved, damaged, orphans
from helpdesk.search.work import GONE_FOR, Change, Limits, Work

MAX_TRIES = 12


class DeskWriter:
    """Writes one desk's index. `pause(attempt)` waits a little, longer each time, before trying again."""

    def __init__(
        self,
        shelf: Shelf,
        copies: LocalCopies,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        pause: Callable[[int], None],
        encoder: Encoder | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        self._shelf, self._copies, self._limits = shelf, copies, limits
        self._now, self._new_id, self._pause, self._encoder = now, new_id, pause, encoder

    def commit(self, change: Change) -> Manifest:
        """Make `change` part of the index and return what is committed. What is there already costs nothing.

        An index that is missing or cannot be read is begun anew: its `backfill` then says that it must be
        filled from the table. Raises Unavailable when others kept winning.
        """
        for attempt in range(MAX_TRIES):
            base = self._shelf.read()
            try:
                return self._attempt(base, change, patient=attempt == 0)
            except Conflict:
                self._pause(attempt)
        raise Unavailable("the search index is too busy to be written")

    def tidy(self) -> bool:
        """Take a step towards an index without what was deleted long ago. Returns whether that is done.

        When somebody else commits meanwhile it is left for the next time.
        """
        base = self._shelf.read()
        before = base.manifest if base else None
        if before is None or not _due(before, self._now()):
            return True
        before, index, folder = self._copy(before)
        cleared = self._copies.empty_view()
        try:
            if before is None:  # damaged: the next change begins it anew
                return True
            work = Work(
                before, index, folder, Change(), now=self._now(), encoder=self._encoder, limits=self._limits
            )
            if work.untidy:
                work.tidy(cleared)
            done = not work.untidy
            self._publish(base, before, work)
        except Conflict:
            return False
        else:
            return done
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(cleared, ignore_errors=True)

    def _attempt(self, base: Shelved | None, change: Change, *, patient: bool) -> Manifest:
        """`patient`: nobody is racing us that we know of, so there is time to clear up."""
        before = base.manifest if base else None
        before, index, folder = self._copy(before)
        cleared = self._copies.empty_view()
        try:
            work = Work(
                before, index, folder, change, now=self._now(), encoder=self._encoder, limits=self._limits
            )
            if before and not work.needed:
                return before
            work.apply()
            if patient and work.worn:
                work.rewrite(cleared)
            return self._publish(base, before, work)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(cleared, ignore_errors=True)

    def _copy(self, before: Manifest | None) -> tuple[Manifest | None, Index, Path]:
        """A copy of the committed index to change; a new one (and None) when there is none to be read."""
        if before:
            for _ in range(2):
                try:
                    folder = self._copies.view(before)
                    return before, open_index(folder), folder
                except CorruptIndex:
                    self._copies.forget()  # the damage may be in our own copy
        folder = self._copies.empty_view()
        return None, create(folder), folder

    def _publish(self, base: Shelved | None, before: Manifest | None, work: Work) -> Manifest:
        there, now = self._shelf.packs(), self._now()
        packs, fresh = self._upload(before, work, damaged(before, there) if before else frozenset())
        manifest = work.manifest(packs)
        self._shelf.commit(manifest, base)
        for pack, content in fresh:
            self._copies.keep(pack, content)
        self._copies.prune(manifest)
        expired = [key for key in (before.retired if before else {}) if key not in manifest.retired]
        self._shelf.drop([*expired, *orphans(manifest, there, now)])
        return manifest

    def _upload(
        self, before: Manifest | None, work: Work, broken: frozenset[str]
    ) -> tuple[tuple[Pack, ...], list[tuple[Pack, dict[str, bytes]]]]:
        """All packs of the result; those that are new, or were lost in the store, are uploaded and kept."""
        kept = {pack.group: pack for pack in (before.packs if before else ()) if pack.key not in broken}
        packs, fresh = [], []
        for group, files in work.groups():
            pack = kept.get(group)
            if pack is None or set(pack.names) != {file.name for file in files}:
                content = {file.name: file.read_bytes() for file in files}
                pack = self._shelf.store(self._new_id(), group, content)
                fresh.append((pack, content))
            packs.append(pack)
        return tuple(packs), fresh


def _due(manifest: Manifest, now: datetime) -> bool:
    """Whether something deleted, or a pack nobody needs, has been kept long enough."""
    return any(now - since >= GONE_FOR for since in manifest.stale.values()) or any(
        now - since >= GRACE for since in manifest.retired.values()
    )
