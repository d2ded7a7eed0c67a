"""`loket bench relevance`: how well the product's own ranking finds similar texts, on any data set."""

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from ops.bench.jsonl import NO_ENCODER
from ops.local.problems import Problem

if TYPE_CHECKING:
    from helpdesk.search.collection import Collection, Passage


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One question: what it excludes, what alone is ranked (None: everything), what should be found."""

    asked: "Passage"
    exclude: frozenset[str]
    candidates: frozenset[str] | None
    relevant: frozenset[str]


def relevance(
    *,
    corpus: Annotated[Path, Parameter(help="Documents: id, title, body.")],
    queries: Annotated[Path, Parameter(help="Questions: id, title, body; may carry exclude and candidates.")],
    qrels: Annotated[Path, Parameter(help="Answers: query, relevant (a list of document ids).")],
    words_only: Annotated[bool, Parameter(negative=(), help="Leave the sentence encoder out.")] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Rank the corpus for every query that has a relevant document: MAP, MRR, P@1, P@5, recall@10."""
    from helpdesk.search.collection import Collection  # noqa: PLC0415 - heavy: not for --help
    from helpdesk.search.meaning import load_encoder  # noqa: PLC0415

    documents, asked = _documents(corpus), _queries(queries, qrels)
    encoder = None if words_only else load_encoder()
    console = Console(stderr=True)
    if encoder is None and not words_only:
        console.print(NO_ENCODER)
    with tempfile.TemporaryDirectory() as folder, Progress(console=console, transient=True) as progress:
        collection = Collection(Path(folder), encoder)
        began = time.perf_counter()
        for start in progress.track(range(0, len(documents), 200), description="reading the corpus"):
            collection.add(documents[start : start + 200])
        indexed = time.perf_counter()
        ranked = [_ranking(collection, query) for query in progress.track(asked, description="asking")]
        done = time.perf_counter()
    figures = {
        **_scores(asked, ranked),
        "queries": len(asked),
        "documents": len(documents),
        "encoder": encoder is not None,
        "milliseconds_per_document": round(1000 * (indexed - began) / max(1, len(documents)), 3),
        "milliseconds_per_query": round(1000 * (done - indexed) / max(1, len(asked)), 3),
    }
    if json:
        print(msgspec.json.encode(figures).decode())
    else:
        _print(figures)
    return 0


def _ranking(collection: "Collection", query: Query) -> list[str]:
    near = collection.similar(
        query.asked,
        meaning=collection.meaning(query.asked),
        exclude=query.exclude | {query.asked.id},
        only=query.candidates,
    )
    return [collection.passages[one.number].id for one in near]


def _documents(path: Path) -> "list[Passage]":
    from ops.bench.jsonl import passage, rows  # noqa: PLC0415

    found: dict[str, Passage] = {}
    for number, row in rows(path):
        document = passage(row, number)
        found.setdefault(document.id, document)
    if not found:
        raise Problem(f"{path} holds no documents.", "Give a file of JSON lines with id, title and body.")
    return list(found.values())


def _queries(queries: Path, qrels: Path) -> list[Query]:
    from ops.bench.jsonl import passage, rows  # noqa: PLC0415

    relevant: dict[str, set[str]] = {}
    for _, row in rows(qrels):
        relevant.setdefault(str(row.get("query")), set()).update(map(str, row.get("relevant") or ()))
    found = []
    for number, row in rows(queries):
        asked = passage(row, number)
        exclude = frozenset(map(str, row.get("exclude") or ()))
        wanted = frozenset(relevant.get(asked.id, ())) - exclude - {asked.id}
        listed = row.get("candidates")
        candidates = frozenset(map(str, listed)) if listed else None
        if wanted:
            found.append(Query(asked=asked, exclude=exclude, candidates=candidates, relevant=wanted))
    if not found:
        raise Problem("No query has a relevant document.", "Check that qrels name the ids of the queries.")
    return found


def _scores(asked: list[Query], ranked: list[list[str]]) -> dict[str, float]:
    from ops.bench.relevance_scores import average, judge  # noqa: PLC0415

    return average([judge(r, q.relevant) for q, r in zip(asked, ranked, strict=True)]).named()


def _print(figures: dict[str, float]) -> None:
    table = Table(title="Relevance")
    table.add_column("measure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        in_percent = isinstance(value, float) and not name.startswith("milliseconds")
        table.add_row(name.replace("_", " "), f"{100 * value:.2f} %" if in_percent else str(value))
    Console().print(table)
