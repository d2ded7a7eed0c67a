"""Taking one person out of a text, however they are written there, one after the other."""

from helpdesk.domain.privacy.words import ERASED, Eraser, identity_of
from tests.privacy.lisa import LISA, ONCE


def test_what_was_cut_does_not_hide_what_follows() -> None:
    eraser = Eraser(identity_of(LISA, ONCE))
    said = "LISA DE WIT (lisa@acme.example), Lisa Wit-Jansen und Łisa; Wit, Lisa de… ring +31 6 12345678"

    left = eraser.close(said)

    assert left == f"{ERASED} ({ERASED}), {ERASED} und Łisa; {ERASED}… ring {ERASED}"
    assert eraser.close(left) == left
