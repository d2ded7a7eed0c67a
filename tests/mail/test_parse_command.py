"""`loket mail parse` prints the documented form (docs/mail-parse.md), a line for each file."""

from pathlib import Path

import msgspec
import pytest

from ops.commands.mail_parse import parse

FIXTURES = Path(__file__).parent / "fixtures"
KEYS = [
    "file",
    "kind",
    "from",
    "to",
    "cc",
    "reply_to",
    "subject",
    "date",
    "message_id",
    "in_reply_to",
    "references",
    "text",
    "new_text",
    "quoted_text",
    "signature",
    "html",
    "language",
    "attachments",
    "bounce",
    "auto",
    "warnings",
]


def records(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [msgspec.json.decode(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_one_line_a_file_with_all_keys_in_order(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    files = sorted(str(path) for path in FIXTURES.glob("*.eml"))
    assert parse(*files) == 0
    printed = records(capfdbinary)
    assert [record["file"] for record in printed] == files
    assert all(list(record) == KEYS for record in printed)


def test_the_form_of_a_reply(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert parse(str(FIXTURES / "reply.eml")) == 0
    (record,) = records(capfdbinary)
    assert record["kind"] == "human"
    assert record["from"] == {"name": "Jörg Müller", "email": "joerg@customer.example"}
    assert record["subject"] == "AW: [ACME-1042] Drücker"
    assert record["date"] == "2024-03-05T09:14:33+01:00"
    assert record["in_reply_to"] == "our-2@desk.example.org"
    assert record["references"] == ["our-1@desk.example.org", "our-2@desk.example.org"]
    assert record["new_text"] == "Danke, er druckt wieder.\n\nBitte noch Toner bestellen."
    assert record["signature"] == "--\nJörg Müller\nKunde GmbH"
    assert record["language"] == "de"
    assert record["bounce"] is None
    (file,) = record["attachments"] if isinstance(record["attachments"], list) else []
    assert list(file) == ["name", "type", "size", "inline", "cid", "sha256"]
    assert (file["name"], file["inline"]) == ("Übersicht.png", True)


def test_the_form_of_a_bounce(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert parse(str(FIXTURES / "bounce.eml")) == 0
    (record,) = records(capfdbinary)
    reason = "550 5.1.1 <bob@customer.example>: Recipient address rejected: User unknown"
    who = {"email": "bob@customer.example", "status": "5.1.1", "reason": reason}
    assert record["bounce"] == {"hard": True, "recipients": [who]}
    assert record["auto"] == {"reason": "delivery report"}


def test_a_file_that_is_not_there_is_said_and_the_rest_goes_on(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert parse("nowhere.eml", str(FIXTURES / "reply.eml")) == 1
    first, second = records(capfdbinary)
    assert first == {"file": "nowhere.eml", "error": "cannot be read: No such file or directory"}
    assert second["kind"] == "human"


def test_a_bare_text_is_split(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text(
        "Yes.\n\nOn 5 Mar 2024, at 09:14, A <a@example.com> wrote:\n> ok?\n", encoding="utf-8"
    )
    assert parse(str(tmp_path / "a.txt"), text=True) == 0
    (record,) = records(capfdbinary)
    assert (record["new_text"], record["subject"]) == ("Yes.", "")


def test_no_file_is_a_wrong_call(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert parse() == 2
    assert b"at least one file" in capfdbinary.readouterr().err
