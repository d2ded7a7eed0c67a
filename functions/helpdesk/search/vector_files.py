"""Vectors of many documents in one file that never changes: a head, then a column after the other.

Vectors are kept as bytes with a scale for each, and their signs as bits: a few milliseconds over the bits
find who is worth a closer look. A file made by another model is left unread.
"""

import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from helpdesk.search.meaning import Vectors

    Column = NDArray[np.generic]

SUFFIX: Final = ".vec"
_LENGTH: Final = 4
_PADDED: Final = 64
COLUMNS: Final = {
    "handles": "int64", "digests": "int64", "parts": "int32", "kinds": "uint8", "scales": "float32",
    "bits": "uint64", "titles": "int8", "wholes": "int8",
}  # fmt: skip
_WIDE: Final = {"scales": 2, "bits": -64, "titles": -1, "wholes": -1}  # negative: dimensions over this


class Head(msgspec.Struct, frozen=True):
    """Whose vectors, how long, how many."""

    model: str
    dimensions: int
    rows: int


class Block:
    """Rows of vectors, by column; all columns are as long."""

    def __init__(self, head: Head, columns: "dict[str, Column]") -> None:
        self.head, self.columns = head, columns

    def __len__(self) -> int:
        return self.head.rows

    def __getitem__(self, column: str) -> "Column":
        return self.columns[column]


def block_of(
    model: str,
    ids: Sequence[tuple[int, int, int, int]],
    titles: "Vectors",
    wholes: "Vectors",
) -> Block:
    """From (handle, digest, part, kind) and unit vectors, a row each."""
    import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

    handles, digests, parts, kinds = (np.array(column) for column in zip(*ids, strict=True))
    (title_bytes, title_scales), (whole_bytes, whole_scales) = _bytes(titles), _bytes(wholes)
    columns: dict[str, Column] = {
        "handles": handles.astype(np.int64), "digests": digests.astype(np.int64),
        "parts": parts.astype(np.int32), "kinds": kinds.astype(np.uint8),
        "scales": np.stack([title_scales, whole_scales], axis=1).astype(np.float32),
        "bits": signs(wholes), "titles": title_bytes, "wholes": whole_bytes,
    }  # fmt: skip
    return Block(Head(model, wholes.shape[1], len(ids)), columns)


def signs(vectors: "Vectors") -> "NDArray[np.uint64]":
    """One bit per dimension: whether it is positive."""
    import numpy as np  # noqa: PLC0415

    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def joined(blocks: Sequence[Block], keep: "Sequence[NDArray[np.bool_]]") -> Block:
    """One block of the rows that `keep` marks, in order; all of one model."""
    import numpy as np  # noqa: PLC0415

    columns = {
        name: np.concatenate([block[name][kept] for block, kept in zip(blocks, keep, strict=True)])
        for name in COLUMNS
    }
    head = msgspec.structs.replace(blocks[0].head, rows=len(columns["handles"]))
    return Block(head, columns)


def write(path: Path, block: Block) -> None:
    """Store it as a file."""
    head = msgspec.json.encode(block.head)
    start = -(-(_LENGTH + len(head)) // _PADDED) * _PADDED
    with path.open("wb") as file:
        file.write(len(head).to_bytes(_LENGTH, "big") + head)
        for name in COLUMNS:
            file.seek(start)
            data = block[name].tobytes()
            file.write(data)
            start = -(-(start + len(data)) // _PADDED) * _PADDED
        file.truncate(max(start, 1))


def mapped(path: Path) -> mmap.mmap:
    """A file whose parts are read as they are looked at; it may be removed meanwhile."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def read(data: mmap.mmap) -> Block:
    """The block in a file. Raises ValueError when it is not one."""
    import numpy as np  # noqa: PLC0415

    length = int.from_bytes(data[:_LENGTH], "big")
    head = msgspec.json.decode(data[_LENGTH : _LENGTH + length], type=Head)
    start = -(-(_LENGTH + length) // _PADDED) * _PADDED
    columns: dict[str, Column] = {}
    for name, kind in COLUMNS.items():
        width = _width(name, head.dimensions)
        column = np.frombuffer(data, dtype=kind, count=head.rows * width, offset=start)
        columns[name] = column.reshape(head.rows, width) if name in _WIDE else column
        start = -(-(start + column.nbytes) // _PADDED) * _PADDED
    return Block(head, columns)


def _width(name: str, dimensions: int) -> int:
    wide = _WIDE.get(name, 1)
    return wide if wide > 0 else dimensions // -wide


def _bytes(vectors: "Vectors") -> "tuple[NDArray[np.int8], Vectors]":
    """As bytes, and what to multiply each row with to get it back."""
    import numpy as np  # noqa: PLC0415

    scales: Vectors = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales
