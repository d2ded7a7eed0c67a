"""Thousands of script payloads: nothing of them can run, and the harmless words around them stay."""

from helpdesk.mail.html.clean import clean
from helpdesk.mail.html.text import to_text
from tests.mail.payloads import payloads
from tests.mail.safety import findings, words


def test_no_payload_survives_and_the_harmless_words_do() -> None:
    harmful, lost, count = [], [], 0
    for payload in payloads():
        count += 1
        found = clean(payload.html)
        harmful += [(payload.name, findings(found.html))] if findings(found.html) else []
        seen, told = words(found.html), " ".join(to_text(found.marked).split())
        lost += [payload.html for each in payload.words if each not in seen or each not in told]
    assert count >= 7_000
    assert harmful == []
    assert lost == []


def test_the_independent_reading_finds_what_is_harmful() -> None:
    for harm in (
        "<script>",
        "<a onclick=x>",
        "<a href=' java\nscript:x'>",
        "<p style='width:expression(x)'>",
        "<!--x-->",
    ):
        assert findings(f"<p>x</p>{harm}"), harm
