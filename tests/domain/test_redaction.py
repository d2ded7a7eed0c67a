"""Nobody's data stays in a text; what is no data does; and whatever is typed, the text stays a text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.knowledge.marks import marks_in
from helpdesk.domain.knowledge.redaction import Known, redact

PIM = Known(names=("Pim de Vries",), emails=("pim.vries@acme.example",), words=("+31 6 12345678",))
JOSE = Known(names=("José Núñez-O’Brien",))
LI = Known(names=("李伟",))
ACME = Known(names=("Acme",), words=("acme.example",), prefixes=("ACME",), what="organisation")
EVERYBODY = (PIM, JOSE, LI, ACME)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Pim de Vries called", "⟦name⟧ called"),
        ("PIM called, and pim, and Vries.", "⟦name⟧ called, and ⟦name⟧, and ⟦name⟧."),
        ("jose nunez wrote", "⟦name⟧ wrote"),
        ("Jose\u0301 wrote", "⟦name⟧ wrote"),
        ("李伟说打印机坏了", "⟦name⟧说打印机坏了"),
        ("mail pim.vries@acme.example or x.y+z@other.example", "mail ⟦e-mail⟧ or ⟦e-mail⟧"),
        ("call +31 6 12345678 or 06-12345678 or (020) 555 01 99", "call ⟦phone⟧ or ⟦phone⟧ or ⟦phone⟧"),
        ("see www.acme.example at Acme", "see www.⟦organisation⟧ at ⟦organisation⟧"),
        ("at 10.0.0.12 and 00:1a:2b:3c:4d:5e", "at ⟦number⟧ and ⟦number⟧"),
        ("my IBAN NL91 ABNA 0417 1643 00", "my IBAN ⟦number⟧"),
        ("Dorpsstraat 12, 1234 AB Ede", "⟦address⟧"),
        ("at 221b Baker Street", "at ⟦address⟧"),
        ("password: Hunter2! and wachtwoord is geheim", "password: ⟦secret⟧ and wachtwoord is ⟦secret⟧"),
        ("log in as ACME\\pdv", "log in as ⟦account⟧"),
        ("as in ACME-1042", "as in ⟦ticket⟧"),
        ("employee 12345678", "employee ⟦phone⟧"),
        ("open https://x.example/reset?token=abc now", "open ⟦link⟧ now"),
    ],
)
def test_what_is_somebodys_goes(text: str, left: str) -> None:
    assert redact(text, EVERYBODY).text == left


@pytest.mark.parametrize(
    "text",
    [
        "A pimple is no name; devries is none either",
        "Error 0x80070005 on Windows 11 22H2, HP LaserJet M404 tray 2, since 2026-11-16 10:00",
        "Open https://support.example/printers and press F8, then wait 90 seconds",
        "Version 10.2.3 of the driver, 16 GB, port 9100, 802.11ac, UTF-8",
        "从打印机取出纸张",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert redact(text, EVERYBODY).text == text


def test_marks_are_told_once_and_cannot_be_smuggled_in() -> None:
    made = redact("Pim, Pim and ⟦name⟧; pim@other.example", (PIM,))

    assert made.marks == ("⟦name⟧", "⟦e-mail⟧")
    assert "[name]" in made.text
    assert marks_in("nothing here ⟦Not A Mark⟧") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_redacted_and_a_second_time_changes_nothing_of_the_marks(text: str) -> None:
    once = redact(text, EVERYBODY)

    assert len(marks_in(once.text)) == len(once.marks)
    assert once.text.count("⟦") == once.text.count("⟧")


WORDS = st.sampled_from(
    ["Pim", "de", "Vries", "PIM", "vries,", "(Vries)", "printer", "tray", "2", "\n", "Acme's", "李伟"]
)


@given(st.lists(WORDS, max_size=30))
def test_no_known_name_is_left_wherever_it_stood(words: list[str]) -> None:
    left = redact(" ".join(words), EVERYBODY).text

    assert not re.search(r"(?i)\b(pim|vries|acme)\b", left)
    assert "李伟" not in left
    assert left.count("printer") == words.count("printer")


def test_a_long_thread_of_a_large_organisation_is_redacted_in_time() -> None:
    """It took minutes, and the request has half of one."""
    people = [Known(names=(f"Jan{at} Vries{at}",), emails=(f"j.v{at}@acme.example",)) for at in range(5000)]
    text = "Nobody can print on the third floor. Ask Jan4711. " * 400
    began = time.process_time()

    left = redact(text, people).text

    assert "Jan" not in left
    assert time.process_time() - began < 20
