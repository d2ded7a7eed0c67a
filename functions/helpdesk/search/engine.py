"""The few calls into tantivy that open, search and change an index in a folder."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from tantivy import DocAddress, Document, Index, IndexWriter, Query, Searcher

from helpdesk.search.fields import indexed
from helpdesk.search.manifest import CorruptIndex
from helpdesk.search.schema import (
    FINGERPRINT,
    HANDLE,
    ID,
    VERSION,
    Prepared,
    prepare,
    schema,
    source_of,
)

_HEAP, _LOOK_UP = 30_000_000, 10_000


def create(folder: Path) -> Index:
    """An empty index in an empty folder."""
    return Index(schema(), path=str(folder))


def open_index(folder: Path) -> Index:
    """The index in `folder`. Raises CorruptIndex when tantivy cannot read it."""
    try:
        index = Index(schema(), path=str(folder))
        index.config_reader("manual")  # the other policies watch the folder with a thread
    except (ValueError, OSError) as error:
        raise CorruptIndex(f"tantivy cannot open the index: {error}") from error
    return index


class Stored(msgspec.Struct, frozen=True):
    """Which content of a ticket an index holds."""

    version: int
    fingerprint: int


def stored(searcher: Searcher, id: str) -> Stored | None:  # noqa: A002 - the field's name
    """What the index holds under this id."""
    hits = searcher.search(Query.term_query(schema(), ID, id), limit=1).hits
    if not hits:
        return None
    addresses: list[DocAddress] = [hits[0][1]]
    version = searcher.fast_field_values(VERSION, addresses)[0]
    fingerprint = searcher.fast_field_values(FINGERPRINT, addresses)[0]
    return Stored(int(version or 0), int(fingerprint or 0))


def held(searcher: Searcher, handles: Sequence[int]) -> set[int]:
    """Which of these documents the index holds."""
    found: set[int] = set()
    for start in range(0, len(handles), _LOOK_UP):
        wanted = Query.term_set_query(schema(), HANDLE, list(handles[start : start + _LOOK_UP]))
        hits = searcher.search(wanted, limit=2 * _LOOK_UP, count=False).hits
        values = searcher.fast_field_values(HANDLE, [address for _, address in hits]) if hits else []
        found.update(int(value or 0) for value in values)
    return found


def apply(index: Index, documents: Iterable[Prepared], gone: Iterable[str]) -> None:
    """Add or replace documents and delete others, in one commit of tantivy's."""
    with _writer(index) as writer:
        for id in gone:  # noqa: A001
            writer.delete_documents_by_term(ID, id)
        for prepared in documents:
            writer.delete_documents_by_term(ID, prepared.id)
            writer.add_document(indexed(prepared))


def add_all(index: Index, documents: Iterable[Document]) -> None:
    """Add documents that are not there yet, and see them from now on."""
    with _writer(index) as writer:
        for document in documents:
            writer.add_document(document)
    index.reload()


def move(index: Index, segment: int, size: int, most: int) -> None:
    """Write up to so many living documents of one segment (by its place among them) anew, in another.

    Tantivy drops a segment in which nothing lives any more.
    """
    searcher, moved = index.searcher(), list[Prepared]()
    for start in range(0, size, _LOOK_UP):
        if len(moved) >= most:
            break
        block = [DocAddress(segment, doc) for doc in range(start, min(size, start + _LOOK_UP))]
        handles = {int(value or 0) for value in searcher.fast_field_values(HANDLE, block)}
        wanted = Query.term_set_query(schema(), HANDLE, list(handles))
        hits = searcher.search(wanted, limit=_LOOK_UP, count=False).hits
        living = [address for _, address in hits if address.segment_ord == segment][: most - len(moved)]
        moved += [prepare(source_of(searcher.doc(address))) for address in living]
    apply(index, moved, ())


def rewrite(index: Index, folder: Path) -> Index:
    """The same documents in a new index in `folder`, without what was deleted."""
    fresh, searcher = create(folder), index.searcher()
    hits = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
    add_all(fresh, (indexed(prepare(source_of(searcher.doc(address)))) for _, address in hits))
    return fresh


@contextlib.contextmanager
def _writer(index: Index) -> Iterator[IndexWriter]:
    writer = index.writer(_HEAP, num_threads=1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    writer.wait_merging_threads()  # merges rewrite meta.json: only now is the folder settled
