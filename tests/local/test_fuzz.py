"""The mail parser under a minute of fuzz: the same examples every time, so that a finding stays found."""

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from helpdesk.mail.understand import understand, understand_text
from tests.mail.safety import findings
from tests.mail.test_hostile import PIECES

pytestmark = pytest.mark.local

SEEDS = (20261122, 20240229, 7)
HEAD = b"From: a@b.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
TAGS = (
    "<a href='javascript:x'>", "<svg>", "</svg>", "<math>", "<mtext>",
    "<style>", "</style>", "<img src=x onerror=x>",
    "<table>", "<td>", "<template>", "<noscript>",
    "<!--", "-->", "<![CDATA[", "]]>", "&lt;script&gt;", "\x00", "\"", "'",
    "<iframe srcdoc=x>", "<title>", "</title>", "<textarea>",
    "<p style='x:url(y)'", ">", "<blockquote cite=data:x>", "words",
)  # fmt: skip
TOLD = settings(derandomize=False, database=None, max_examples=200, deadline=None,
                suppress_health_check=list(HealthCheck))  # fmt: skip


@pytest.mark.parametrize("number", SEEDS)
def test_no_bytes_make_a_step_fail(number: int) -> None:
    @seed(number)
    @TOLD
    @given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=60)), max_size=80))
    def fuzz(pieces: list[bytes]) -> None:
        found = understand(b"".join(pieces))
        assert not [warning for warning in found.warnings if warning.startswith("not-understood")]
        assert findings(found.html) == []

    fuzz()


@pytest.mark.parametrize("number", SEEDS)
def test_no_html_gets_through_that_could_run(number: int) -> None:
    @seed(number)
    @TOLD
    @given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=10)), max_size=40))
    def fuzz(pieces: list[str]) -> None:
        assert findings(understand(HEAD + "".join(pieces).encode("utf-8", "replace")).html) == []

    fuzz()


@pytest.mark.parametrize("number", SEEDS)
def test_no_letter_of_a_text_is_lost(number: int) -> None:
    words = [piece.decode("latin-1") for piece in PIECES]

    @seed(number)
    @TOLD
    @given(st.lists(st.one_of(st.sampled_from(words), st.text(max_size=40)), max_size=60))
    def fuzz(pieces: list[str]) -> None:
        text = "".join(pieces)
        found = understand_text(text)
        kept = f"{found.new_text}{found.quoted_text}{found.signature}"
        assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, text))

    fuzz()
