"""Erasing somebody takes their signature along, and leaves what they asked."""

import pytest

from helpdesk.domain.privacy.signatures import undelimited, unsigned

LONG = "a long line of what is wrong and when " * 3 + "it began"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It drips.\n\nKind regards,\n[…]\nHead of Choir\n633 44 55", "It drips.\n\nKind regards,\n[…]"),
        ("It drips.\nGroet, […]\nTel. 06 1", "It drips.\nGroet, […]\nTel. 06 1"),
        ("It drips.\n*[…] […]*\nStreet 1", "It drips.\n*[…] […]*"),
        ("Call +47 633 44 556 or 0047 (0)633-44556.", "Call […] or […]."),
        ("Order 12345678, error 0x0047.", "Order 12345678, error 0x0047."),
        ("[…]\nwrote this first", "[…]\nwrote this first"),
        (f"Hello\n[…]\n{LONG}", f"Hello\n[…]\n{LONG}"),
        ("Hello\n[…]\n" + "\n".join(["a step"] * 11), "Hello\n[…]\n" + "\n".join(["a step"] * 11)),
    ],
)  # fmt: skip
def test_what_stands_below_the_name_goes(text: str, left: str) -> None:
    assert unsigned(text) == left
    assert unsigned(left) == left


def test_the_line_of_mail_programs_ends_it() -> None:
    assert undelimited("It drips.\n-- \nTheodora\nChoir") == "It drips."
    assert undelimited("It -- drips.") == "It -- drips."
