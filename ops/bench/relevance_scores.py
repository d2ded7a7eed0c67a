"""How good rankings are: the usual measures, averaged over the queries that have a relevant document."""

from collections.abc import Collection, Sequence

import msgspec

METRICS = ("MAP", "MRR", "P@1", "P@5", "recall@10")


class Scores(msgspec.Struct, frozen=True):
    """Between 0 and 1."""

    average_precision: float
    reciprocal_rank: float
    p1: float
    p5: float
    recall10: float

    def named(self) -> dict[str, float]:
        """Under the names that people know."""
        return dict(zip(METRICS, (round(v, 6) for v in msgspec.structs.astuple(self)), strict=True))


def judge(ranking: Sequence[str], relevant: Collection[str]) -> Scores:
    """One ranking. What it does not list was not found. `relevant` must not be empty."""
    hits = [rank for rank, found in enumerate(ranking, 1) if found in relevant]
    return Scores(
        average_precision=sum(n / rank for n, rank in enumerate(hits, 1)) / len(relevant),
        reciprocal_rank=1 / hits[0] if hits else 0.0,
        p1=float(bool(hits) and hits[0] == 1),
        p5=sum(rank <= 5 for rank in hits) / 5,
        recall10=sum(rank <= 10 for rank in hits) / len(relevant),
    )


def average(scores: Sequence[Scores]) -> Scores:
    """The mean of each measure; zeros when there is nothing to average."""
    columns = zip(*(msgspec.structs.astuple(one) for one in scores), strict=True) if scores else [(0.0,)] * 5
    return Scores(*(sum(column) / len(column) for column in columns))
