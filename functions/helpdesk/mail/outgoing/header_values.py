"""Values of headers from what strangers wrote.

The standard library reads encoded words (RFC 2047) in whatever a header is set to, and writes down what they
say, line ends too: a subject could bring headers, and a body, of its own.
"""

import re
from typing import Final

_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_ID: Final = re.compile(r"[!-;=?-~]{1,900}")  # a line holds 998 characters
_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")  # RFC 6838 section 4.2
_WORD: Final = "=?"


def one_line(text: str) -> str:
    """The text in one line, in which no encoded word begins."""
    return _CONTROL.sub("", " ".join(text.split())).replace(_WORD, "= ?")


def ids(known: tuple[str, ...]) -> str:
    """Those that are message ids, between brackets; mail programs send all sorts of things for one."""
    return " ".join(f"<{each}>" for each in known if _ID.fullmatch(each) and _WORD not in each)


def address(written: str) -> str:
    """As it is. Raises ValueError for what a header would take for something else."""
    if _WORD in written or _CONTROL.search(written):
        raise ValueError(f"“{written[:80]}” is no address that a mail can be sent to")
    return written


def media_type(written: str) -> tuple[str, str]:
    """The two halves; a stream of bytes for what is none, and for what has parts of its own."""
    kind, _, subkind = written.lower().partition("/")
    fits = _TYPE.fullmatch(kind) and _TYPE.fullmatch(subkind)
    return (
        (kind, subkind) if fits and kind not in {"multipart", "message"} else ("application", "octet-stream")
    )
