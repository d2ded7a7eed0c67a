"""Vectors that mean nothing: what keeping and comparing them costs, without what making them costs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors


class MadeVectors:
    """An encoder whose vectors depend on the text, and on nothing that it says."""

    model = "made"

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Unit vectors of the usual length."""
        import numpy as np  # noqa: PLC0415 - only where vectors are wanted

        from helpdesk.search.meaning import DIMENSIONS  # noqa: PLC0415

        made = np.random.default_rng(crc32("".join(texts).encode())).standard_normal((len(texts), DIMENSIONS))
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made.astype(np.float32)
