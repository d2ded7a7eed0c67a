"""Where what somebody wrote ends and their signature begins: at `-- `, or below a line that is their name."""

import re
from typing import Final

from helpdesk.domain.privacy.words import ERASED

_DELIMITER: Final = re.compile(r"(?m)^-- ?$")
_ONLY_ERASED: Final = re.compile(rf"[\W_]*(?:{re.escape(ERASED)}[\W_]*)+")
_WITH_PREFIX: Final = re.compile(r"(?<![\w+])(?:\+|00)[1-9][\d\s().\-/]{5,18}\d(?!\w)")
_MOST_LINES: Final = 10
_LONGEST_LINE: Final = 100


def undelimited(text: str) -> str:
    """Without what stands below the line that mail programs put above signatures."""
    found = _DELIMITER.search(text)
    return text[: found.start()].rstrip() if found else text


def unsigned(text: str) -> str:
    """What somebody wrote, once their name is out of it, without the lines below it, and without numbers of
    phones with the prefix of a country: who writes gives their own, which may stand nowhere else."""
    lines = text.split("\n")
    named = [at for at, line in enumerate(lines) if at and _ONLY_ERASED.fullmatch(line)]
    for at in named:
        if _is_signature(lines[at + 1 :]):
            lines = lines[: at + 1]
            break
    return _WITH_PREFIX.sub(ERASED, "\n".join(lines)).rstrip()


def _is_signature(below: list[str]) -> bool:
    """Few and short lines: a function, an address, a number. Longer ones may be what the mail is about."""
    said = [line for line in below if line.strip()]
    return len(said) <= _MOST_LINES and all(len(line) <= _LONGEST_LINE for line in said)
