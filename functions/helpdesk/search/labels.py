"""Labels for a text from documents that have them: a small regression over the nearest, or their votes.

Nothing is trained: a document counts from the moment it is there, so every correction is learnt at once.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpdesk.search.schema import stemmed

if TYPE_CHECKING:
    from helpdesk.search.meaning import Vectors

Terms = Counter[str]

NEIGHBOURS = 100
VOTERS, VOTE_POWER = 20, 6
_WORDS = 0.1
"""How much equal words count in the regression, where equal meaning counts the rest."""

_WIDTH, _RIDGE = 0.4, 0.2
"""How fast a neighbour's say fades with its distance in meaning; how strongly noise is smoothed away."""

_SHARPNESS = 5.0
"""Makes of the regression's answers confidences that come true as often as they say."""


def vote(scores: Sequence[float], labels: Sequence[str]) -> dict[str, float]:
    """Each label's share of the votes of the nearest, who count by how near they are; nearest first."""
    votes: dict[str, float] = {}
    for score, label in list(zip(scores, labels, strict=True))[:VOTERS]:
        votes[label] = votes.get(label, 0.0) + score**VOTE_POWER
    total = sum(votes.values()) or 1.0
    return {label: count / total for label, count in votes.items()}


def kernel(known: "Vectors", asked: "Vectors", texts: Sequence[Terms]) -> "Vectors":
    """How alike the texts are, by meaning and words; the last row and column is the one asked about."""
    mixed: Vectors = (1 - _WORDS) * _closeness_kernel(known, asked) + _WORDS * _word_kernel(texts)
    return mixed


def regression(kernel: "Vectors", labels: Sequence[str]) -> dict[str, float]:
    """Kernel ridge regression of every label on the neighbours; the last row is the text in question."""
    import numpy as np  # noqa: PLC0415 - comes with the encoder, and is as optional

    names = sorted(set(labels))
    count = len(labels)
    wanted = np.where(np.array(labels)[:, None] == np.array(names)[None, :], 1.0, -1.0)
    solved = np.linalg.solve(kernel[:-1, :-1] + _RIDGE * np.eye(count), wanted)
    sure = np.exp(_SHARPNESS * (kernel[-1, :-1] @ solved))
    return dict(zip(names, (sure / sure.sum()).tolist(), strict=True))


def terms(title: str, body: str) -> Terms:
    """The words of a text as the kernel compares them."""
    return Counter(stem for part in stemmed(title, body) for stem in part)


def _closeness_kernel(known: "Vectors", asked: "Vectors") -> "Vectors":
    """How close the texts are in meaning, 1 for the same."""
    import numpy as np  # noqa: PLC0415

    together = np.vstack([known, asked[None, :]])
    close: Vectors = np.exp((together @ together.T - 1) / _WIDTH)
    return close


def _word_kernel(texts: Sequence[Terms]) -> "Vectors":
    """Cosines of the texts' words, which weigh by how rare they are among just these."""
    import numpy as np  # noqa: PLC0415

    holding = Counter(stem for text in texts for stem in text)
    columns = {stem: n for n, stem in enumerate(stem for stem, count in holding.items() if count > 1)}
    table = np.zeros((len(texts), len(columns) + 1), np.float64)
    for row, text in enumerate(texts):
        for stem, count in text.items():
            if stem in columns:
                table[row, columns[stem]] = (1 + np.log(count)) * np.log(len(texts) / holding[stem])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1.0)
    close: Vectors = (table @ table.T).astype(np.float32)
    return close
