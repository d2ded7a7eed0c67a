"""The rules of a mail's own <style> that hide text: the blocks are left out, what they hid stays hidden."""

import re

import msgspec

from helpdesk.mail.html import hidden

_BLOCK = re.compile(r"<style\b[^>]{0,500}>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECES = re.compile(r"(@[a-z-]+[^{};]{0,200}\{|[{}])", re.IGNORECASE)
_NAME = re.compile(r"(?:\*|[a-z][a-z0-9]{0,15})?([.#][\w-]{1,100})", re.IGNORECASE)
_SHOWS = re.compile(r"(?i)display\s*:\s*(?!none)\w|visibility\s*:\s*visible")
_MAX_CHARS, _MAX_RULES = 100_000, 5_000


class Sheet(msgspec.Struct, frozen=True):
    """Names of classes (".x") and ids ("#x") whose elements are hidden."""

    names: frozenset[str] = frozenset()

    def hides(self, attributes: dict[str, str]) -> bool:
        if not self.names:
            return False
        classes = [f".{name}" for name in attributes.get("class", "").lower().split()]
        return not self.names.isdisjoint([*classes, f"#{attributes.get('id', '').strip().lower()}"])


def read(html: str) -> Sheet:
    """Only simple selectors outside of @media: what a rule for phones or paper hides, a screen shows."""
    if "<style" not in html and "<STYLE" not in html:
        return Sheet()
    sheet = "\n".join(_BLOCK.findall(html))[:_MAX_CHARS].replace("<!--", "").replace("-->", "")
    commented = sheet.rfind("*/") + 2
    sheet = _COMMENT.sub("", sheet[:commented]) + sheet[commented:] if commented > 1 else sheet
    found: set[str] = set()
    for rule in _outside_media(sheet).split("}")[:_MAX_RULES]:
        selectors, _, style = rule.partition("{")
        names = _names(selectors[:2_000])
        if names and hidden.hides(style):
            found |= names
        elif names and _SHOWS.search(style):  # a later rule may take the hiding back
            found -= names
    return Sheet(frozenset(found))


def _names(selectors: str) -> set[str]:
    return {
        found.group(1).lower() for each in selectors.split(",") if (found := _NAME.fullmatch(each.strip()))
    }


def _outside_media(sheet: str) -> str:
    kept: list[str] = []
    depth = 0  # of braces inside an @ rule
    for piece in _PIECES.split(sheet):
        if depth:
            depth += piece.endswith("{") - (piece == "}")
        elif piece.startswith("@") and piece.endswith("{"):
            depth = 1
        else:
            kept.append(piece)
    return "".join(kept)
