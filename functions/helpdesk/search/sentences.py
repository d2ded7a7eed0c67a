"""A text in pieces short enough to be shown as an answer, the same every time it is cut."""

import re

MOST = 60
_SHORTEST, _LONGEST = 25, 300
_END = re.compile(r"(?<=[.!?…])[\"'»”)\]]*\s+|(?<=[。！？])|\n+")


def sentences(text: str) -> list[str]:
    """The first MOST sentences; very short ones go with what follows, very long ones are cut."""
    found: list[str] = []
    begun = ""
    for piece in _END.split(text):
        whole = f"{begun} {' '.join(piece.split())}".strip()
        if len(whole) < _SHORTEST:
            begun = whole
            continue
        begun = ""
        found.append(whole if len(whole) <= _LONGEST else whole[: _LONGEST - 2].rsplit(" ", 1)[0] + " …")
        if len(found) == MOST:
            return found
    return [*found, begun] if begun else found
