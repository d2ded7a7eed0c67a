"""Mails made to hurt: always an answer, within bounds of work, and the bound is said."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.mail import limits
from helpdesk.mail.inbound import InboundMail
from helpdesk.mail.understand import understand, understand_text
from ops.bench import hostile_mail
from ops.bench.hostile_run import Hurt, names, read_all

SCALE = 0.02


@pytest.mark.parametrize("name", hostile_mail.NAMES)
def test_every_hostile_mail_gets_an_answer_within_bounds(name: str) -> None:
    raw = hostile_mail.make(name, SCALE)
    tracemalloc.start()
    found = understand(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not [w for w in found.warnings if w.startswith("not-understood")]
    assert len(found.text) <= limits.TEXT_CHARS
    assert len(found.attachments) <= limits.PARTS
    assert peak < 20 * len(raw) + 30_000_000


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("many_parts", "parts"),
        ("deep_parts", "depth"),
        ("fields", "header"),
        ("big_text", "text-cut"),
        ("strangers", "boundary"),
    ],
)
def test_what_is_left_out_is_said(name: str, code: str) -> None:
    warnings = understand(hostile_mail.make(name, 0.2)).warnings
    assert any(w.startswith(f"{code}:") for w in warnings)


def test_a_large_file_is_kept_whole() -> None:
    found = understand(hostile_mail.make("big_file", 0.1))
    assert [a.size for a in found.attachments] == [int(3.5 * 1024 * 1024)]
    assert found.text == "See the file."


def test_a_sender_behind_a_flood_of_fields_is_found() -> None:
    assert understand(hostile_mail.make("long_field", SCALE * 5)).sender.email == "a@example.com"


PIECES = [
    b"From: ",
    b"Subject: ",
    b"Content-Type: multipart/mixed; boundary=b\n",
    b"Content-Type: text/html\n",
    b"\n",
    b"\r\n",
    b"--b",
    b"--b--",
    b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?q?",
    b"?=",
    b"<div>",
    b"</p>",
    b"<!--",
    b"> ",
    b"On 1 May 2024 a@b.example wrote:\n",
    b"From: a\nSent: 1:00\nTo: b\nSubject: c\n",
    b"\0",
    b"\xff\xfe",
    b"begin 644 a\n",
    b"message/delivery-status\n",
    b"Final-Recipient: rfc822; a@b\n",
    b"Status: 5.1.1\n",
    b"MAILER-DAEMON@x\n",
    b"-- \n",
    b"\xe2\x80\xae",
    b"filename*0*=utf-8''%",
    b";",
    b'"',
    b"(",
    b"<a@b>",
    b"charset=",
    b'x\x9f>"',
    b"&#x",
    b"<script",
    b"550 5.1.1 ",
]


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=40)), max_size=60))
def test_no_bytes_raise(pieces: list[bytes]) -> None:
    found = understand(b"".join(pieces))
    assert isinstance(found, InboundMail)
    assert not [w for w in found.warnings if w.startswith("not-understood")]


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(st.sampled_from([p.decode("latin-1") for p in PIECES]), st.text(max_size=40)), max_size=60
    )
)
def test_no_line_of_a_text_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = understand_text(text)
    kept = f"{found.new_text}\n{found.quoted_text}\n{found.signature}"
    private = {chr(n) for n in range(0xE000, 0xE005)} | {"\0"}
    assert sorted(c for c in kept if c.isalnum()) == sorted(
        c for c in text if c.isalnum() and c not in private
    )


# Each was once slow, or a step that failed: one pattern of the grid without end.
WORST = ["text-11-1048576", "text-12-1048576", "page-62-921600", "page-63-921600", "charset-rot13-0"]
EVERY = 15
SMALL = ("-20480", "-10", "-60", "-0", "-3", "-6", "-9")


def test_a_part_of_the_grid_is_read_within_two_seconds_and_400_megabytes() -> None:
    every = names()
    small = [name for name in every if name.endswith(SMALL)][::EVERY]
    asked = [*small, *(name for name in every if name in WORST)]
    read = list(read_all(asked))
    assert len(every) >= 1_000
    assert [hurt.name for hurt in read] == asked
    assert set(WORST) <= set(asked)
    assert [hurt for hurt in read if not hurt.within] == []


def test_a_child_that_takes_too_long_is_no_answer() -> None:
    slow = Hurt(name="x", megabytes=1, seconds=2.1, peak_megabytes=100, answered=True)
    large = Hurt(name="x", megabytes=1, seconds=0.1, peak_megabytes=401, answered=True)
    assert not slow.within
    assert not large.within
