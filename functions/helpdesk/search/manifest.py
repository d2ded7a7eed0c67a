"""The one object that says which files make up a desk's index. Whoever replaces it has committed."""

from datetime import datetime

import msgspec

from helpdesk.search.schema import FORMAT


class CorruptIndex(Exception):  # noqa: N818 - named like the domain's errors
    """Something the manifest promises is not there or not what it should be."""


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """Files of one segment (or all deletion marks) in one object that never changes."""

    key: str
    size: int
    sha256: str
    group: str  # the segment's id, or DELETES
    names: tuple[str, ...]


DELETES = "deletes"
VECTORS = "vectors"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`meta` is tantivy's own list of segments. `gone` are erased documents that must not come back from a
    slow writer. `retired` are packs nobody needs, with the moment since when. `backfill` is where filling the
    index from the table continues ("" from the start), None when it holds everything. `stale` are segments
    (and the vectors) that hold something deleted, with the moment since when.
    """

    format: int = FORMAT
    generation: int
    meta: str
    packs: tuple[Pack, ...]
    gone: dict[str, datetime] = {}
    retired: dict[str, datetime] = {}
    stale: dict[str, datetime] = {}
    backfill: str | None = None
    committed_at: datetime


class _Deletes(msgspec.Struct):
    num_deleted_docs: int


class _Segment(msgspec.Struct):
    segment_id: str
    max_doc: int
    deletes: _Deletes | None = None


class _Meta(msgspec.Struct):
    segments: list[_Segment]


def segment_ids(meta: str) -> frozenset[str]:
    """The segments tantivy's meta file names, as they begin file names."""
    return frozenset(
        segment.segment_id.replace("-", "") for segment in msgspec.json.decode(meta, type=_Meta).segments
    )


def sizes(meta: str) -> list[tuple[str, int, int]]:
    """Each segment in tantivy's order: its id, its documents, and how many of those are deleted."""
    return [
        (one.segment_id.replace("-", ""), one.max_doc, one.deletes.num_deleted_docs if one.deletes else 0)
        for one in msgspec.json.decode(meta, type=_Meta).segments
    ]


def counts(meta: str) -> tuple[int, int]:
    """How many documents tantivy's segments hold, and how many of those are only marked deleted."""
    segments = msgspec.json.decode(meta, type=_Meta).segments
    return sum(s.max_doc for s in segments), sum(s.deletes.num_deleted_docs for s in segments if s.deletes)


def encode(manifest: Manifest) -> bytes:
    """The object's bytes."""
    return msgspec.json.encode(manifest)


def decode(data: bytes) -> Manifest:
    """Raises CorruptIndex when this is not a manifest of our format."""
    try:
        found = msgspec.json.decode(data, type=Manifest)
        segment_ids(found.meta)
    except msgspec.DecodeError as error:
        raise CorruptIndex(f"the manifest cannot be read: {error}") from error
    if found.format != FORMAT:
        raise CorruptIndex(f"the manifest has format {found.format}, not {FORMAT}")
    return found
