"""`loket bench classify`: how often the label suggested by the product's own code is right."""

import tempfile
import time
from collections.abc import Sequence
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
    from helpdesk.search.collection import Passage

    Labelled = list[tuple[Passage, str]]


def classify(
    *,
    train: Annotated[Path, Parameter(help="Labelled rows to learn from: id, title, body and the label.")],
    test: Annotated[Path, Parameter(help="Rows to suggest a label for.")],
    label: Annotated[str, Parameter(help="The name of the label's field.")] = "label",
    words_only: Annotated[bool, Parameter(negative=(), help="Leave the sentence encoder out.")] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print the figures as JSON.")] = False,
) -> int:
    """Suggest a label for every test row: accuracy, macro F1, milliseconds each."""
    from helpdesk.search.classification import Classifier  # noqa: PLC0415 - heavy: not for --help
    from helpdesk.search.collection import Collection  # noqa: PLC0415
    from helpdesk.search.meaning import load_encoder  # noqa: PLC0415

    known, asked = _labelled(train, label), _labelled(test, label)
    encoder = None if words_only else load_encoder()
    console = Console(stderr=True)
    if encoder is None and not words_only:
        console.print(NO_ENCODER)
    with tempfile.TemporaryDirectory() as folder, Progress(console=console, transient=True) as progress:
        classifier = Classifier(Collection(Path(folder), encoder))
        began = time.perf_counter()
        for start in progress.track(range(0, len(known), 500), description="learning"):
            batch = known[start : start + 500]
            classifier.learn([row for row, _ in batch], [name for _, name in batch])
        learnt = time.perf_counter()
        suggested = [classifier.suggest(row) for row, _ in progress.track(asked, description="asking")]
        done = time.perf_counter()
    told = [(one[0].label, one[0].confidence) if one else ("", 0.0) for one in suggested]
    wanted = [name for _, name in asked]
    figures = {
        "accuracy": round(_accuracy(wanted, [name for name, _ in told]), 6),
        "macro_f1": round(macro_f1(wanted, [name for name, _ in told]), 6),
        "confidence": round(sum(sure for _, sure in told) / len(told), 6),
        "labels": len({name for _, name in known}),
        "learnt_from": len(known),
        "asked": len(asked),
        "encoder": encoder is not None,
        "milliseconds_to_learn_each": round(1000 * (learnt - began) / len(known), 3),
        "milliseconds_each": round(1000 * (done - learnt) / len(asked), 3),
    }
    if json:
        print(msgspec.json.encode(figures).decode())
    else:
        _print(figures)
    return 0


def macro_f1(wanted: Sequence[str], told: Sequence[str]) -> float:
    """The mean over all labels, wanted or told, of each one's F1."""
    pairs = list(zip(wanted, told, strict=True))
    scores = []
    for name in sorted(set(wanted) | set(told)):
        right = sum(w == t == name for w, t in pairs)
        either = sum((w == name) + (t == name) for w, t in pairs)
        scores.append(2 * right / either if either else 0.0)
    return sum(scores) / len(scores)


def _accuracy(wanted: Sequence[str], told: Sequence[str]) -> float:
    return sum(w == t for w, t in zip(wanted, told, strict=True)) / len(wanted)


def _labelled(path: Path, label: str) -> "Labelled":
    from ops.bench.jsonl import passage, rows  # noqa: PLC0415

    found = [(passage(row, number), str(row[label])) for number, row in rows(path) if row.get(label)]
    if not found:
        raise Problem(f"No row of {path} has “{label}”.", "Name the field with --label.")
    return found


def _print(figures: dict[str, float]) -> None:
    table = Table(title="Classification")
    table.add_column("measure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        in_percent = name in {"accuracy", "macro_f1", "confidence"}
        table.add_row(name.replace("_", " "), f"{100 * value:.2f} %" if in_percent else str(value))
    Console().print(table)
