"""One attempt at a commit: what of a change the committed index lacks, and the files that hold the result."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from tantivy import Index

from helpdesk.search.engine import Stored, apply, held, move, rewrite, stored
from helpdesk.search.local_copies import META
from helpdesk.search.manifest import DELETES, VECTORS, Manifest, Pack, counts, segment_ids, sizes
from helpdesk.search.meaning import Encoder
from helpdesk.search.schema import Prepared, version_of
from helpdesk.search.shelf import GRACE
from helpdesk.search.vector_shelf import PREFIX, VectorWork

GONE_FOR = timedelta(days=1)
"""An erased ticket is not brought back by a writer that read it before and is slower than everybody else."""

WORN = 0.3
FEWEST_DELETED = 1_000
"""An index is written anew when this share, and number, of it is deleted."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one commit may do: larger indexes are not written anew at once, but by so many documents."""

    rewritten: int = 50_000
    moved: int = 10_000


class Progress(msgspec.Struct, frozen=True):
    """A step of filling the index from the table: taken only if the index still stands at `at`."""

    at: str
    next: str | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one commit does. `gone` holds document ids."""

    documents: tuple[Prepared, ...] = ()
    gone: frozenset[str] = frozenset()
    progress: Progress | None = None


class Work:
    """`before` is the committed manifest (None: a new index, to be filled from the table).

    `index` is a copy of what it commits, in `folder`.
    """

    def __init__(
        self,
        before: Manifest | None,
        index: Index,
        folder: Path,
        change: Change,
        *,
        now: datetime,
        encoder: Encoder | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        self._limits, self._replacing, self._compacted = limits, bool(change.gone), False
        self._before, self._index, self._folder, self._now = before, index, folder, now
        self._encoder = encoder
        self._gone = change.gone
        self._backfill = before.backfill if before else ""
        self._stepped = change.progress is not None and change.progress.at == self._backfill
        if change.progress and self._stepped:
            self._backfill = change.progress.next
        self._documents = self._lacking(change)

    @property
    def needed(self) -> bool:
        """Whether the index is not already as the change wants it."""
        known = self._before.gone.keys() if self._before else frozenset()
        return not self._before or self._stepped or bool(self._documents) or not self._gone <= known

    def apply(self) -> None:
        """Bring the folder up to date."""
        if self._documents or self._gone:
            apply(self._index, self._documents, self._gone)
        if self._encoder and self._documents:
            self._vectors(self._encoder).add(self._documents)

    @property
    def worn(self) -> bool:
        """Whether so much was deleted, or so long ago, that its text must really go now."""
        total, deleted = counts(self._meta)
        if not deleted or not self._small:
            return False
        return bool(self._overdue) or deleted >= max(FEWEST_DELETED, WORN * total)

    def rewrite(self, folder: Path) -> None:
        """Go on in `folder`, in which nothing deleted is left."""
        self._index.reload()
        for file in self._folder.glob(f"{PREFIX}*"):
            (folder / file.name).hardlink_to(file)
        self._index, self._folder = rewrite(self._index, folder), folder
        self._compact()

    def tidy(self, folder: Path) -> None:
        """Have what was deleted long ago written out: all of it, or of a large index a part."""
        if self._small:
            self.rewrite(folder)
            return
        late = self._late
        for place, (segment, size, _) in enumerate(sizes(self._meta)):
            if segment in late:
                self._index.reload()
                move(self._index, place, size, self._limits.moved)
                break  # the places of the others may be other ones now
        if not self._late - {VECTORS}:
            self._index.reload()
            self._compact()

    @property
    def untidy(self) -> bool:
        """Whether something was deleted so long ago that it must go now."""
        return bool(self._late)

    @property
    def _small(self) -> bool:
        total, deleted = counts(self._meta)
        return total - deleted <= self._limits.rewritten

    @property
    def _late(self) -> frozenset[str]:
        """What of it has held something deleted for too long."""
        return frozenset(group for group, since in self._stale.items() if self._now - since >= GONE_FOR)

    @property
    def _stale(self) -> dict[str, datetime]:
        known = self._before.stale if self._before else {}
        found = {name: known.get(name, self._now) for name, _, deleted in sizes(self._meta) if deleted}
        if self._encoder and not self._compacted and (self._replacing or VECTORS in known):
            found[VECTORS] = known.get(VECTORS, self._now)
        return found

    def _compact(self) -> None:
        if self._encoder:
            searcher = self._index.searcher()
            self._vectors(self._encoder).compact(lambda handles: held(searcher, handles))
            self._compacted = True

    def groups(self) -> Iterator[tuple[str, list[Path]]]:
        """The files of the result, by what is packed together: each segment, and all deletion marks."""
        files = sorted(self._folder.iterdir())
        marks = []
        for segment in sorted(segment_ids(self._meta)):
            own = [file for file in files if file.name.startswith(segment)]
            marks += [file for file in own if file.suffix == ".del"]
            yield segment, [file for file in own if file.suffix != ".del"]
        for file in files:
            if file.name.startswith(PREFIX):
                yield file.stem, [file]
        newest = {file.name.partition(".")[0]: file for file in sorted(marks, key=_opstamp)}
        if newest:
            yield DELETES, list(newest.values())

    def manifest(self, packs: tuple[Pack, ...]) -> Manifest:
        """The manifest that commits the result. Packs it no longer needs are retired, and forgotten later."""
        before, now = self._before, self._now
        used = {pack.key for pack in packs}
        retired = {key: at for key, at in before.retired.items() if now - at < GRACE} if before else {}
        retired |= {pack.key: now for pack in (before.packs if before else ()) if pack.key not in used}
        gone = {key: at for key, at in before.gone.items() if key not in self._settled} if before else {}
        return Manifest(
            generation=before.generation + 1 if before else 1,
            meta=self._meta,
            packs=packs,
            gone=gone | dict.fromkeys(self._gone, now),
            retired=retired,
            stale=self._stale,
            backfill=self._backfill,
            committed_at=now,
        )

    def _vectors(self, encoder: Encoder) -> VectorWork:
        return VectorWork(self._folder, encoder, self._before.generation + 1 if self._before else 1)

    @property
    def _settled(self) -> frozenset[str]:
        """Erased tickets that need no remembering: late, and their text is gone (or goes by merging)."""
        _, deleted = counts(self._meta)
        return self._overdue if not deleted or not self._small else frozenset()

    @property
    def _overdue(self) -> frozenset[str]:
        """Tickets that were erased so long ago that nobody can still bring them back."""
        gone = self._before.gone if self._before else {}
        return frozenset(key for key, at in gone.items() if self._now - at >= GONE_FOR)

    @property
    def _meta(self) -> str:
        return (self._folder / META).read_text(encoding="utf-8")

    def _lacking(self, change: Change) -> list[Prepared]:
        """Documents the index holds in an older version or other content; the newest of each ticket."""
        searcher = self._index.searcher()
        erased = change.gone | (self._before.gone.keys() if self._before else frozenset())
        newest: dict[str, Prepared] = {}
        for prepared in change.documents:
            known = newest.get(prepared.id)
            if prepared.id in erased or (
                known and version_of(known.document) > version_of(prepared.document)
            ):
                continue
            newest[prepared.id] = prepared
        lacking = []
        for id, prepared in newest.items():  # noqa: A001
            known_as = stored(searcher, id)
            if _is_news(prepared, known_as):
                lacking.append(prepared)
                self._replacing = self._replacing or known_as is not None
        return lacking


def _is_news(prepared: Prepared, held: Stored | None) -> bool:
    """Older versions never win; the same version counts when its text differs (it was read half written)."""
    version = version_of(prepared.document)
    if held is None or held.version < version:
        return True
    return held.version == version and held.fingerprint != prepared.fingerprint


def _opstamp(file: Path) -> int:
    """Deletion marks are called `{segment}.{opstamp}.del`; of several only the last counts."""
    return int(file.name.split(".")[1])
