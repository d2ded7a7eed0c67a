"""Sample lines and mails in many languages, one a line, for tests that go through all of them."""

from pathlib import Path

_HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()


def blocks(name: str) -> list[str]:
    """Texts parted by a line of `%%`."""
    return (_HERE / name).read_text(encoding="utf-8").strip("\n").split("\n%%\n")
