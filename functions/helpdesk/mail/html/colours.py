"""Text in the colour of what it stands on: the colour is taken off, so that a reader sees what was hidden.

It is not left out, as other hidden text is: programs with a dark look write white letters without saying on
what, and a background that came by class or as a picture does not reach our reader either.
"""

import re

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^\s=>\"']+=\"[^\"]*\")*)(?=\s|>)[^>]*>")
_FRONT = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,40})[^;]{0,20};?", re.IGNORECASE)
_BACK = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle=\"([^\"]*)\"")
_COLOUR = re.compile(r"\scolor=\"([^\"]*)\"")
_BGCOLOUR = re.compile(r"\sbgcolor=\"([^\"]*)\"")
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,(?:1|1?\.\d+))?\)")
_NAMES = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0", "whitesmoke": "f5f5f5",
          "ghostwhite": "f8f8ff", "red": "ff0000", "blue": "0000ff", "green": "008000", "yellow": "ffff00",
          "gray": "808080", "grey": "808080", "silver": "c0c0c0", "navy": "000080"}  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_NEAR = 16  # how far two channels may lie apart and still look the same

Rgb = tuple[int, int, int]
_PAPER: Rgb = (255, 255, 255)


def reveal(html: str) -> tuple[str, int]:
    """`html` as the cleaner wrote it, without colours that hide; how many there were."""
    if "color" not in html:
        return html, 0
    walk = _Walk()
    return _TAG.sub(walk.tag, html), walk.revealed


class _Walk:
    """From tag to tag, with the backgrounds of the elements that are open."""

    def __init__(self) -> None:
        self.open: list[Rgb] = []
        self.revealed = 0

    def tag(self, found: re.Match[str]) -> str:
        end, name, attributes = found.groups()
        if end:
            if self.open:
                self.open.pop()
            return found.group()
        under = self.open[-1] if self.open else _PAPER
        back, front = (_backing(attributes) or under, _letters(attributes)) if "color" in attributes or (
            "background" in attributes
        ) else (under, None)  # fmt: skip
        if name not in _VOID:
            self.open.append(back)
        if front is None or " hidden" in found.group() or not _alike(front, back):
            return found.group()
        self.revealed += 1
        return _COLOUR.sub("", _STYLE.sub(lambda s: f' style="{_FRONT.sub("", s.group(1))}"', found.group()))


def _backing(attributes: str) -> Rgb | None:
    style = _STYLE.search(attributes)
    said = _BACK.search(style.group(1)) if style else None
    named = _BGCOLOUR.search(attributes)
    words = said.group(1) if said else named.group(1) if named else ""
    return next((rgb for word in re.findall(r"rgba?\([^)]*\)|[^\s]+", words) if (rgb := _rgb(word))), None)


def _letters(attributes: str) -> Rgb | None:
    style = _STYLE.search(attributes)
    said = _FRONT.search(style.group(1)) if style else None
    named = _COLOUR.search(attributes)
    return _rgb(said.group(1) if said else named.group(1) if named else "")


def _rgb(written: str) -> Rgb | None:
    text = re.sub(r"\s+", "", written.lower())
    text = _NAMES.get(text, text)
    if digits := _HEX.fullmatch(text):
        six = digits.group(1) if len(digits.group(1)) == 6 else "".join(char * 2 for char in digits.group(1))
        return int(six[:2], 16), int(six[2:4], 16), int(six[4:], 16)
    if numbers := _RGB.fullmatch(text):
        red, green, blue = (min(int(number), 255) for number in numbers.groups())
        return red, green, blue
    return None


def _alike(one: Rgb, other: Rgb) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
