"""Attributions, header blocks and device lines of many programs, in the forms relays and people give them."""

import html
import textwrap
from collections.abc import Iterator

import pytest

from helpdesk.mail.understand import understand, understand_text
from tests.mail import samples

ANSWER = "Thanks, that solved it for us.\n\nBest, Kim"
OLD = "Have you tried to restart the router?\nIt often helps.\n\nJane"
ARROWS = "> " + OLD.replace("\n", "\n> ")
MAIL = b"From: kim@example.org\nContent-Type: text/html; charset=utf-8\n\n"


def answered(text: str) -> list[str]:
    found = understand_text(text)
    return f"{found.new_text}\n{found.signature}".split()


def texts_with(attribution: str) -> Iterator[str]:
    yield f"{ANSWER}\n\n{attribution}\n{ARROWS}"
    yield f"{ANSWER}\n\n{attribution}\n\n{ARROWS}"
    yield f"{ANSWER}\n\n{attribution}\n{OLD}"
    yield f"{ANSWER}\n\n{attribution}\n\n{OLD}"
    yield f"{attribution}\n{ARROWS}\n\n{ANSWER}"


@pytest.mark.parametrize("attribution", samples.lines("attributions.txt"))
def test_what_an_attribution_introduces_is_history(attribution: str) -> None:
    assert [answered(text) for text in texts_with(attribution)] == [ANSWER.split()] * 5


@pytest.mark.parametrize("width", [76, 60])
@pytest.mark.parametrize("attribution", [a for a in samples.lines("attributions.txt") if len(a) > 60])
def test_an_attribution_may_be_broken_into_lines(attribution: str, width: int) -> None:
    broken = "\n".join(textwrap.wrap(attribution, width, break_long_words=False, break_on_hyphens=False))
    assert answered(f"{ANSWER}\n\n{broken}\n{ARROWS}") == ANSWER.split()
    assert answered(f"{ANSWER}\n\n{broken}\n\n{OLD}") == ANSWER.split()


@pytest.mark.parametrize("attribution", samples.lines("attributions.txt"))
@pytest.mark.parametrize(
    "page",
    [
        "<div>{answer}</div><div>{line}</div><blockquote>{old}</blockquote>",
        "<div>{answer}</div><br><blockquote type=cite><div>{line}</div><br><div>{old}</div></blockquote>",
        "<p>{answer}</p><p>{line}</p><p>{old}</p>",
    ],
    ids=["blockquote", "cite", "paragraphs"],
)
def test_an_attribution_in_html(page: str, attribution: str) -> None:
    filled = page.format(
        answer=html.escape(ANSWER).replace("\n", "<br>"),
        line=html.escape(attribution),
        old=html.escape(OLD).replace("\n", "<br>"),
    )
    found = understand(MAIL + filled.encode())
    assert f"{found.new_text}\n{found.signature}".split() == ANSWER.split()


def header_blocks(fields: list[str]) -> Iterator[str]:
    sender, sent, to, subject = fields
    rows = [(sender, "Jane Doe <jane@example.com>"), (sent, "Monday, February 3, 2025 9:14 AM"),
            (to, "Kim Poe <kim@example.org>"), (subject, "RE: Router broken")]  # fmt: skip
    nameless = [(sender, "Jane Doe"), rows[1], (to, "Kim Poe"), rows[3]]
    for form in ("{}: {}", "*{}:* {}", "**{}**: {}", "{} : {}", "{}：{}", "{}:\t{}"):
        yield "\n".join(form.format(*row) for row in rows)
    yield "\n".join(f"{key}: {value}" for key, value in nameless)
    yield "\n".join(f"{key}: {value}" for key, value in [rows[3], *rows[:3]])
    yield "\n\n".join(f"{key}: {value}" for key, value in rows)
    yield "\n".join(
        [f"{key}: {value}" for key, value in rows[:3]] + [" Else <e@example.com>", f"{subject}: x"]
    )


@pytest.mark.parametrize("row", samples.lines("header_fields.txt"))
@pytest.mark.parametrize("rule", ["", "_" * 32 + "\n", "-----Original Message-----\n", "* * *\n", "---\n"])
def test_a_header_block_starts_the_history(rule: str, row: str) -> None:
    for block in header_blocks(row.split("\t")[1:]):
        assert understand_text(f"Thanks!\n\n{rule}{block}\n\n{OLD}\n").new_text == "Thanks!", block


@pytest.mark.parametrize("line", samples.lines("device_lines.txt"))
@pytest.mark.parametrize(
    "end", ["", f"\n\nOn 03/02/2025 09:14, Jane Doe wrote:\n{ARROWS}"], ids=["", "answer"]
)
def test_a_device_line_is_the_signature(end: str, line: str) -> None:
    found = understand_text(f"It works now, thank you.\n\n{line}{end}")
    assert (found.new_text, found.signature) == ("It works now, thank you.", line)


@pytest.mark.parametrize("text", samples.blocks("no_quotes.txt"))
def test_what_only_looks_like_a_quote_stays(text: str) -> None:
    assert understand_text(text).new_text.split() == text.split()


@pytest.mark.parametrize("line", samples.lines("above_quotes.txt"))
def test_a_name_or_date_right_above_a_quote_belongs_to_it(line: str) -> None:
    assert answered(f"{ANSWER}\n\n{line}\n{ARROWS}") == ANSWER.split()


@pytest.mark.parametrize("head", samples.blocks("history.txt"))
def test_the_head_of_an_older_mail_starts_the_history(head: str) -> None:
    quoted = "\n".join(f"> {row}" for row in head.split("\n"))
    for text in (f"{head}\n\n{OLD}", f"{head}\n{ARROWS}", f"{head}\n{OLD}", f"{quoted}\n> \n{ARROWS}"):
        assert answered(f"{ANSWER}\n\n{text}") == ANSWER.split(), text


@pytest.mark.parametrize("head", samples.blocks("history.txt"))
def test_the_head_of_an_older_mail_in_html(head: str) -> None:
    parts = [html.escape(part).replace("\n", "<br>") for part in (ANSWER, head, OLD)]
    page = "<div>{}</div><div>{}</div><div>{}</div>".format(*parts)
    found = understand(MAIL + page.encode())
    assert f"{found.new_text}\n{found.signature}".split() == ANSWER.split()


FIELDS = [head for head in samples.blocks("history.txt") if head.count("\n") > 2 and " wrote:" not in head]


@pytest.mark.parametrize("head", FIELDS)
def test_a_mail_that_starts_with_a_header_is_all_content(head: str) -> None:
    found = understand_text(f"{head}\n\n{OLD}")
    assert OLD.split() == f"{found.new_text}\n{found.signature}".split()[-len(OLD.split()) :]
