"""`loket sla due` and `loket sla elapsed`: one answer a line, and one question by options."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ops.commands.sla_ask import answer_due, answer_elapsed, answer_lines

OFFICE = {
    "zone": "Europe/Amsterdam",
    "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
}
DUE: dict[str, object] = {"calendar": OFFICE, "start": "2026-11-20T15:30:00Z", "target": "PT4H"}
ELAPSED: dict[str, object] = {
    "calendar": OFFICE,
    "from": "2026-11-20T15:30:00Z",
    "to": "2026-11-23T11:30:00+01:00",
}


def loket(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from ops.cli import main; main()", "sla", *args]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


def test_due() -> None:
    assert answer_due(DUE) == {"due": "2026-11-23T11:30:00Z"}
    assert answer_due({**DUE, "target": "P1D"}) == {"due": "2026-11-23T16:00:00Z"}
    assert answer_due({**DUE, "start": "2026-11-20T15:30:00.5Z"}) == {"due": "2026-11-23T11:30:00.500000Z"}


def test_elapsed() -> None:
    assert answer_elapsed(ELAPSED) == {"seconds": 10800}
    assert answer_elapsed({**ELAPSED, "to": "2026-11-20T15:30:00.5Z"}) == {"seconds": 0.5}
    assert answer_elapsed({**ELAPSED, "to": ELAPSED["from"]}) == {"seconds": 0}
    assert answer_elapsed({**ELAPSED, "to": "2026-11-01T15:30:00Z"}) == {"seconds": 0}


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (b"", {"id": None}),
        (b"nonsense", {"id": None}),
        (b"[1]", {"id": None}),
        (b"\xff\xfe", {"id": None}),
        (b"[" * 100_000, {"id": None}),
        (b'{"id": 7}', {"id": 7, "error": "calendar: is missing"}),
        (json.dumps({"id": "a", **DUE, "start": None}).encode(), {"id": "a", "error": "start: is missing"}),
        (json.dumps({"id": "a", **DUE, "start": "2026-11-20T15:30:00"}).encode(), {"id": "a"}),
        (json.dumps({"id": "a", **DUE, "start": "yesterday"}).encode(), {"id": "a"}),
        (json.dumps({"id": "a", **DUE, "start": 1}).encode(), {"id": "a"}),
        (json.dumps({"id": "a", **DUE, "target": "4h"}).encode(), {"id": "a"}),
        (
            json.dumps({"id": "a", **DUE, "calendar": {"zone": "Mars/Olympus", "week": {}}}).encode(),
            {"id": "a"},
        ),
    ],
)
def test_a_bad_line_gets_its_error_and_stops_nothing(line: bytes, answer: dict[str, object]) -> None:
    good = json.dumps({"id": "good", **DUE}).encode()
    first, second = answer_lines([line, good], answer_due)
    assert first["id"] == answer["id"]
    assert first["error"]
    assert answer.get("error", first["error"]) == first["error"]
    assert second == {"id": "good", "due": "2026-11-23T11:30:00Z"}


def test_lines_are_answered_in_order() -> None:
    lines = "".join(json.dumps({"id": i, **DUE, "target": f"PT{i}H"}) + "\n" for i in range(1, 4))
    done = loket("due", stdin=lines)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": 1, "due": "2026-11-23T08:30:00Z"},
        {"id": 2, "due": "2026-11-23T09:30:00Z"},
        {"id": 3, "due": "2026-11-23T10:30:00Z"},
    ]
    assert done.returncode == 0


def test_a_bad_line_shows_in_the_exit_code() -> None:
    done = loket("elapsed", stdin=json.dumps({"id": 1, **ELAPSED}) + "\n{}\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": 1, "seconds": 10800},
        {"id": None, "error": "calendar: is missing"},
    ]
    assert done.returncode == 1


def test_one_question_by_options(tmp_path: Path) -> None:
    file = tmp_path / "office.json"
    file.write_text(json.dumps(OFFICE))
    done = loket("due", "--calendar", str(file), "--start", "2026-11-20T15:30:00Z", "--target", "PT4H")
    assert (done.stdout, done.returncode) == ("2026-11-23T11:30:00Z\n", 0)
    options = ("--calendar", str(file), "--from", "2026-11-20T15:30:00Z", "--to", "2026-11-23T10:30:00Z")
    assert loket("elapsed", *options).stdout == "10800 s (PT3H)\n"
    assert json.loads(loket("elapsed", *options, "--json").stdout) == {"seconds": 10800}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--start", "2026-11-20T15:30:00Z", "--target", "PT4H"), "--calendar: is needed"),
        (
            ("--calendar", "nowhere.json", "--start", "2026-11-20T15:30:00Z", "--target", "PT4H"),
            "cannot read",
        ),
        (("--calendar", __file__, "--start", "2026-11-20T15:30:00Z", "--target", "PT4H"), "is not JSON"),
    ],
)
def test_a_question_that_cannot_be_asked(options: tuple[str, ...], said: str) -> None:
    done = loket("due", *options)
    assert (done.stdout, done.returncode) == ("", 2)
    assert said in done.stderr
