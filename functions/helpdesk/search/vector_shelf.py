"""The vectors beside an index's segments: what a commit adds, when files are joined, which rows count."""

import mmap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from helpdesk.search.meaning import Encoder
from helpdesk.search.schema import Prepared, handle_of
from helpdesk.search.texts import Encodable, digest_of, encodable, kind_of
from helpdesk.search.vector_files import SUFFIX, Block, block_of, joined, mapped, read, write

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PREFIX: Final = "vectors-"
MOST_TICKETS: Final = 200_000
"""A desk's newest this many tickets are compared by meaning too, the others by their words."""

_AT_ONCE: Final = 64


def files_in(folder: Path) -> list[Path]:
    """Vector files of an index, the oldest first."""
    return sorted(folder.glob(f"{PREFIX}*{SUFFIX}"))


def read_block(data: mmap.mmap, model: str) -> Block | None:
    """The block, if it is one of this model; what cannot be read is no loss: words find it all the same."""
    try:
        block = read(data)
    except ValueError:
        return None
    return block if block.head.model == model else None


def blocks_in(folder: Path, model: str) -> list[tuple[Path, Block]]:
    """Those of this model."""
    found = ((path, read_block(mapped(path), model)) for path in files_in(folder))
    return [(path, block) for path, block in found if block is not None]


def living(blocks: Sequence[Block]) -> "list[NDArray[np.bool_]]":
    """Which rows count, for each block: those of a document's newest block, newest tickets first."""
    import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

    if not blocks:
        return []
    handles = np.concatenate([block["handles"] for block in blocks])
    born = np.repeat(np.arange(len(blocks)), [len(block) for block in blocks])
    _, places = np.unique(handles, return_inverse=True)
    newest = np.zeros(places.max(initial=0) + 1, np.int64)
    np.maximum.at(newest, places, born)
    alive = born == newest[places]
    tickets = np.flatnonzero(alive & (np.concatenate([block["kinds"] for block in blocks]) == 1))
    alive[tickets[: max(0, len(tickets) - MOST_TICKETS)]] = False
    ends = np.cumsum([len(block) for block in blocks])[:-1]
    return np.split(alive, ends)


class VectorWork:
    """Keeps the vector files in `folder` up with the documents of one commit."""

    def __init__(self, folder: Path, encoder: Encoder, generation: int) -> None:
        self._folder, self._encoder, self._generation = folder, encoder, generation

    def add(self, documents: Sequence[Prepared]) -> None:
        """Encode what is new; a document whose words are the same keeps its vectors."""
        blocks = blocks_in(self._folder, self._encoder.model)
        known = _digests([block for _, block in blocks], [handle_of(p.id) for p in documents])
        rows: list[tuple[int, int, int, int]] = []
        texts: list[Encodable] = []
        for prepared in documents:
            of_document, handle = encodable(prepared.document), handle_of(prepared.id)
            digest = digest_of(of_document)
            if known.get(handle) != digest:
                kind = kind_of(prepared.document)
                rows += [(handle, digest, one.part, kind) for one in of_document]
                texts += of_document
        if rows:
            self._join(blocks, self._encoded(rows, texts))

    def compact(self, alive: Callable[[Sequence[int]], set[int]]) -> None:
        """Write all anew without what is not in the index any more."""
        blocks = blocks_in(self._folder, self._encoder.model)
        if not blocks:
            return
        import numpy as np  # noqa: PLC0415

        kept = []
        for (_, block), living_rows in zip(blocks, living([b for _, b in blocks]), strict=True):
            there = np.array(sorted(alive(np.unique(block["handles"]).tolist())), np.int64)
            kept.append(living_rows & np.isin(block["handles"], there))
        self._replace([path for path, _ in blocks], joined([b for _, b in blocks], kept))

    def _encoded(self, rows: Sequence[tuple[int, int, int, int]], texts: Sequence[Encodable]) -> Block:
        import numpy as np  # noqa: PLC0415

        distinct = list(dict.fromkeys([one.title for one in texts] + [one.whole for one in texts]))
        parts = [
            self._encoder.encode(distinct[start : start + _AT_ONCE])
            for start in range(0, len(distinct), _AT_ONCE)
        ]
        vectors, place = np.concatenate(parts), {text: n for n, text in enumerate(distinct)}
        return block_of(
            self._encoder.model,
            rows,
            vectors[[place[one.title] for one in texts]],
            vectors[[place[one.whole] for one in texts]],
        )

    def _join(self, blocks: Sequence[tuple[Path, Block]], fresh: Block) -> None:
        """With those before it that are not much larger: few files, and each row is seldom written again."""
        taken: list[tuple[Path, Block]] = []
        rows = len(fresh)
        for path, block in reversed(blocks):
            if len(block) > 2 * rows:
                break
            taken.insert(0, (path, block))
            rows += len(block)
        parts = [*(block for _, block in taken), fresh]
        self._replace([path for path, _ in taken], joined(parts, living(parts)))

    def _replace(self, paths: Sequence[Path], block: Block) -> None:
        for path in paths:
            path.unlink()
        if len(block):
            write(self._folder / f"{PREFIX}{self._generation:012d}{SUFFIX}", block)


def _digests(blocks: Sequence[Block], handles: Sequence[int]) -> dict[int, int]:
    """What is known of these documents."""
    import numpy as np  # noqa: PLC0415

    wanted = np.array(handles, np.int64)
    known: dict[int, int] = {}
    for block in blocks:
        rows = np.flatnonzero(np.isin(block["handles"], wanted))
        known |= dict(zip(block["handles"][rows].tolist(), block["digests"][rows].tolist(), strict=True))
    return known
