"""All vectors of a desk's index as one: who is close to a text, within milliseconds."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from helpdesk.search.texts import WHOLE, place_of
from helpdesk.search.vector_files import Block, signs
from helpdesk.search.vector_shelf import living

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from helpdesk.search.meaning import Vectors
    from helpdesk.search.vectors import Meaning

LOOKED_AT = 600
"""How many of the best by their bits are compared in full."""


class Close(msgspec.Struct, frozen=True):
    """How close a document is: its title, its text or best passage; `passages`: the best one per language.

    Those are (closeness, number), by the place of their language.
    """

    title: float
    whole: float
    passages: dict[int, tuple[float, int]] = {}

    @property
    def best(self) -> float:
        return max(self.title, self.whole)


_NOTHING = Close(-1.0, -1.0)


class VectorView:
    """Vectors that count, of all files of one state of an index."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

        self._blocks = blocks
        alive = [np.flatnonzero(rows) for rows in living(blocks)]
        self._block = np.repeat(np.arange(len(blocks)), [len(rows) for rows in alive])
        self._row = _joined(alive, np.int64)
        self._handles = _joined([b["handles"][rows] for b, rows in zip(blocks, alive, strict=True)], np.int64)
        self._parts = _joined([b["parts"][rows] for b, rows in zip(blocks, alive, strict=True)], np.int32)
        self._kinds = _joined([b["kinds"][rows] for b, rows in zip(blocks, alive, strict=True)], np.uint8)
        bits = [b["bits"][rows] for b, rows in zip(blocks, alive, strict=True)]
        self._bits = np.concatenate(bits) if bits else np.zeros((0, 1), np.uint64)
        self._order = np.argsort(self._handles, kind="stable")

    def __len__(self) -> int:
        return len(self._handles)

    def close(self, asked: "Meaning", kind: int, also: Collection[int]) -> dict[int, Close]:
        """The closest documents of this kind, and those of `also` (handles) that are known, by handle."""
        import numpy as np  # noqa: PLC0415

        rows = np.union1d(self._closest(asked, kind), self._rows_of(also))
        if not len(rows):
            return {}
        titles = self._vectors(rows, "titles") @ asked.title
        wholes = self._vectors(rows, "wholes") @ asked.whole
        found: dict[int, Close] = {}
        facts = zip(
            self._handles[rows].tolist(),
            self._parts[rows].tolist(),
            titles.tolist(),
            wholes.tolist(),
            strict=True,
        )
        for handle, part, title, whole in facts:
            known = found.get(handle, _NOTHING)
            passages = known.passages
            if part != WHOLE:
                place = place_of(part)
                passages = passages | {place: max(passages.get(place, (-1.0, part)), (whole, part))}
            found[handle] = Close(max(known.title, title), max(known.whole, whole), passages)
        return found

    def wholes(self, handles: Sequence[int]) -> "tuple[list[int], Vectors]":
        """Those of the handles that are known, and the vectors of their whole texts, a row each."""
        import numpy as np  # noqa: PLC0415

        rows = self._rows_of(handles)
        rows = rows[self._parts[rows] == WHOLE]
        if not len(rows):
            return [], np.zeros((0, 0), np.float32)
        return self._handles[rows].tolist(), self._vectors(rows, "wholes")

    def _closest(self, asked: "Meaning", kind: int) -> "NDArray[np.int64]":
        import numpy as np  # noqa: PLC0415

        rows = np.flatnonzero(self._kinds == kind)
        if len(rows) <= LOOKED_AT:
            return rows
        bits = self._bits if len(rows) == len(self._bits) else self._bits[rows]
        apart = np.bitwise_count(np.bitwise_xor(bits, signs(asked.whole[None, :]))).sum(
            axis=1, dtype=np.int16
        )
        return rows[np.argpartition(apart, LOOKED_AT)[:LOOKED_AT]]

    def _rows_of(self, handles: Collection[int]) -> "NDArray[np.int64]":
        import numpy as np  # noqa: PLC0415

        wanted = np.array(sorted(handles), np.int64)
        ordered = self._handles[self._order]
        first, last = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
        found = [self._order[a:b] for a, b in zip(first, last, strict=True) if b > a]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def _vectors(self, rows: "NDArray[np.int64]", column: str) -> "Vectors":
        import numpy as np  # noqa: PLC0415

        which = 0 if column == "titles" else 1
        found: Vectors = np.zeros((len(rows), self._blocks[0].head.dimensions), np.float32)
        for number, block in enumerate(self._blocks):
            mine = np.flatnonzero(self._block[rows] == number)
            own = self._row[rows[mine]]
            found[mine] = block[column][own] * block["scales"][own][:, which : which + 1]
        return found


def _joined(columns: "Sequence[NDArray[np.generic]]", kind: type) -> "NDArray[np.generic]":
    import numpy as np  # noqa: PLC0415

    return np.concatenate(columns) if columns else np.zeros(0, kind)
