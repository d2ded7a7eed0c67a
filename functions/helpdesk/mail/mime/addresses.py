"""Address fields as programs write them: quotes, groups, comments, commas in names, words encoded whole."""

import re

from helpdesk.mail import limits
from helpdesk.mail.inbound import Address
from helpdesk.mail.mime.words import decode_words

_ADDRESS = re.compile(
    r"(?<![^\s<>()\[\]\",;:\\])[^\s<>()\[\]\",;:\\@]+@(?:\[[0-9A-Fa-f.:]+\]|[^\s<>()\[\]\",;:\\@]+)"
)
_QUOTED_LOCAL = re.compile(r'"(?:[^"\\]|\\.){1,64}"@[^\s<>()\[\]",;:\\@]+')
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.){0,500}"|\((?:[^()\\]|\\.|\([^()]{0,200}\)){0,500}\)|<[^<>]*>|[,;:]|[^,;:"(<]+|.',
    re.DOTALL,
)
_COMMENT = re.compile(r"\(([^()]*)\)")
_ANGLE = re.compile(r"<([^<>]*)>?[^<]*$", re.DOTALL)
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # turns the writing direction
_EMPTY = re.compile(r"[\[(]\s*[\])]")  # brackets whose address was taken out
_ESCAPE = re.compile(r"\\(.)")


def parse(field: str, hint: str = "") -> tuple[Address, ...]:
    """The people of an unfolded field whose encoded words are still encoded."""
    if not field.strip():
        return ()
    if "@" not in field and "=?" in field:
        field = decode_words(field, hint)
    found: list[Address] = []
    for piece in _pieces(field)[: limits.ADDRESSES]:
        person = _person(piece, hint)
        if person.email or person.name:
            found.append(person)
    return tuple(found)


def _pieces(field: str) -> list[str]:
    """Split at commas and semicolons that stand in no quotes, brackets or comments; group names left out."""
    pieces, piece = [], ""
    for bit in _TOKEN.findall(field):
        if bit == ":" and "@" not in piece:
            piece = ""
        elif bit in ",;":
            pieces.append(piece)
            piece = ""
        else:
            piece += bit
    pieces.append(piece)
    return _rejoin([p.strip() for p in pieces if p.strip()])


def _rejoin(pieces: list[str]) -> list[str]:
    """`Doe, John <j@x>` without its quotes: a piece without an address belongs to the next one."""
    whole: list[str] = []
    held = ""
    for piece in pieces:
        text = f"{held}, {piece}" if held else piece
        if "@" not in piece and "<" not in piece and not piece.startswith('"'):
            held = text
        else:
            whole.append(text)
            held = ""
    return whole + [p.strip() for p in held.split(", ") if p.strip()] * bool(held)


def _person(piece: str, hint: str) -> Address:
    angle = _ANGLE.search(piece)
    if angle and ("@" in angle.group(1) or angle.group(1).strip()):
        email = _clean(angle.group(1), hint)
        return Address(name=_name(piece[: angle.start()], hint) or _comment(piece, hint), email=email)
    bare = _COMMENT.sub(" ", piece) if "@" in _COMMENT.sub(" ", piece) else piece
    quoted = _QUOTED_LOCAL.search(bare)
    found = quoted or _ADDRESS.search(bare)
    if not found:
        decoded = decode_words(piece, hint) if "=?" in piece else ""
        return _person(decoded, hint) if "@" in decoded else Address(name=_name(piece.strip("<> "), hint))
    name = _name(bare[: found.start()] + " " + bare[found.end() :], hint)
    return Address(
        name=name or _comment(piece, hint), email=found.group().strip("'.") if not quoted else found.group()
    )


def _clean(inner: str, hint: str) -> str:
    """What stands in angle brackets, less spaces, a route, `mailto:` and encoded words."""
    inner = decode_words(inner, hint) if "=?" in inner else inner
    inner = inner.strip().strip("'").removeprefix("mailto:")
    if '"' not in inner:
        inner = re.sub(r"\s+", "", _COMMENT.sub("", inner))
        if inner.startswith("@") and ":" in inner:
            inner = inner.rpartition(":")[2]
    return inner.strip("<>,;")


def _comment(piece: str, hint: str) -> str:
    found = _COMMENT.search(piece)
    return _name(found.group(1), hint) if found else ""


def _name(text: str, hint: str) -> str:
    text = _EMPTY.sub(" ", text).strip().strip(",<").strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = _ESCAPE.sub(r"\1", text[1:-1])
    elif '"' in text:
        text = _ESCAPE.sub(r"\1", text.replace('"', ""))
    text = _BIDI.sub("", decode_words(text, hint))
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return re.sub(r"\s+", " ", text).strip()[: limits.NAME_CHARS].rstrip()
