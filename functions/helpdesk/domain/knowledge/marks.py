"""The marks that stand where somebody's data was taken out of a text: `⟦name⟧`."""

import re
from typing import Final

LEFT: Final = "⟦"
RIGHT: Final = "⟧"
MARK: Final = re.compile(r"⟦[a-z-]{1,20}⟧")


def marks_in(text: str) -> tuple[str, ...]:
    """The marks that still stand in a text, each once."""
    return tuple(dict.fromkeys(MARK.findall(text)))
