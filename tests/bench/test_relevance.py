"""`loket bench relevance` and `classify`: the measures are right, and bad files get a clear answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from ops.bench.classify import classify, macro_f1
from ops.bench.relevance import relevance
from ops.bench.relevance_scores import average, judge
from ops.local.problems import Problem


def written(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_measures_of_one_ranking() -> None:
    scores = judge(["x", "a", "y", "b"], {"a", "b", "never"}).named()
    assert scores == {
        "MAP": pytest.approx((1 / 2 + 2 / 4) / 3, abs=1e-6),
        "MRR": 0.5,
        "P@1": 0.0,
        "P@5": 0.4,
        "recall@10": pytest.approx(2 / 3, abs=1e-6),
    }
    assert judge([], {"a"}).named() == dict.fromkeys(scores, 0.0)
    assert average([judge(["a"], {"a"}), judge(["x"], {"a"})]).p1 == 0.5
    assert average([]).p1 == 0.0


def test_macro_f1_counts_every_label_alike() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "a", "b"]) == 1.0
    assert macro_f1(["a", "a", "b", "b"], ["a", "a", "a", "c"]) == pytest.approx((2 * 2 / 5 + 0 + 0) / 3)


DOCUMENTS: list[dict[str, Any]] = [
    {"id": "a", "title": "printer on floor two jams paper", "body": ""},
    {"id": "b", "title": "paper stuck in printer", "body": ""},
    {"id": "c", "title": "password expired", "body": ""},
    {"id": "d", "title": "mail does not arrive", "body": None},
]


@pytest.mark.parametrize(
    "query",
    [
        {**DOCUMENTS[0]},
        {**DOCUMENTS[0], "exclude": ["a"]},
        {**DOCUMENTS[0], "id": "q", "candidates": ["b", "c", "d"]},
        {"id": 7, "text": "printer paper\nstuck", "exclude": ["a"]},
    ],
)
def test_a_whole_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], query: dict[str, Any]) -> None:
    relevance(
        corpus=written(tmp_path / "c", DOCUMENTS),
        queries=written(tmp_path / "q", [query, {"id": "nobody", "title": "asks"}]),
        qrels=written(tmp_path / "r", [{"query": str(query["id"]), "relevant": ["b"]}]),
        words_only=True,
        json=True,
    )
    figures = json.loads(capsys.readouterr().out)
    assert (figures["MAP"], figures["P@1"], figures["P@5"], figures["queries"]) == (1.0, 1.0, 0.2, 1)
    assert figures["encoder"] is False


def test_a_whole_classification(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train = [{"id": n, "title": f"printer jams {n}", "body": "", "kind": "hardware"} for n in range(4)]
    train += [{"id": n, "text": f"password expired {n}", "kind": "account"} for n in range(4)]
    asked = [{"title": "printer", "kind": "hardware"}, {"text": "x", "kind": "other"}]
    classify(
        train=written(tmp_path / "train", [*train, {"id": 9, "title": "no label"}]),
        test=written(tmp_path / "test", asked),
        label="kind",
        words_only=True,
        json=True,
    )
    figures = json.loads(capsys.readouterr().out)
    assert (figures["accuracy"], figures["learnt_from"], figures["asked"]) == (0.5, 8, 2)
    assert figures["macro_f1"] == pytest.approx(1 / 3, abs=1e-6)  # hardware 1; other and the empty answer 0


@pytest.mark.parametrize("line", ["not json", "[1]", '"text"', '{"id": '])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    broken = tmp_path / "c"
    broken.write_text('{"id": "a", "title": "fine"}\n\n' + line + "\n")
    with pytest.raises(Problem, match="line 3"):
        relevance(corpus=broken, queries=broken, qrels=broken, words_only=True)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    empty, nowhere = written(tmp_path / "empty", []), tmp_path / "nowhere"
    documents = written(tmp_path / "c", DOCUMENTS)
    with pytest.raises(Problem, match="cannot be read"):
        relevance(corpus=nowhere, queries=empty, qrels=empty)
    with pytest.raises(Problem, match="holds no documents"):
        relevance(corpus=empty, queries=documents, qrels=empty)
    with pytest.raises(Problem, match="relevant document"):
        relevance(corpus=documents, queries=documents, qrels=empty)
    with pytest.raises(Problem, match="kind"):
        classify(train=documents, test=documents, label="kind")
