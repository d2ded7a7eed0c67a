"""Whether a colour can be read with (WCAG 2.2, 1.4.3), and the nearest one that can."""

import re
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid

READABLE: Final = 4.5
_COLOUR: Final = re.compile(r"#([0-9a-fA-F]{6})")
_WHITE: Final = (255, 255, 255)

Rgb = tuple[int, int, int]


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """Against white: as text on a page, or under white words. `proposed`: the nearest that can be read."""

    colour: str
    ratio: float
    readable: bool
    proposed: str


def contrast_of(colour: str) -> Contrast:
    """Raises Invalid for what is no `#rrggbb`."""
    rgb = _read(colour)
    ratio = _ratio(rgb, _WHITE)
    return Contrast(
        colour=_hex(rgb),
        ratio=int(ratio * 100) / 100,
        readable=ratio >= READABLE,
        proposed=_hex(_darkened(rgb)),
    )


def check_colour(colour: str, field: str) -> str:
    """The colour in lower case. Raises Invalid with a proposal when white words on it cannot be read."""
    try:
        found = contrast_of(colour)
    except Invalid as error:
        raise Invalid(field=field, reason=error.reason) from error
    if not found.readable:
        raise Invalid(
            field=field,
            reason=f"white on {found.colour} has a contrast of {found.ratio}:1, and needs {READABLE}:1; "
            f"{found.proposed} has enough",
        )
    return found.colour


def _read(colour: str) -> Rgb:
    match = _COLOUR.fullmatch(colour.strip())
    if match is None:
        raise Invalid(field="colour", reason="is not a colour like #1f5f8b")
    return (int(match[1][0:2], 16), int(match[1][2:4], 16), int(match[1][4:6], 16))


def _darkened(rgb: Rgb) -> Rgb:
    """Mixed with as little black as it takes; the hue stays."""
    for step in range(101):
        red, green, blue = (round(value * (100 - step) / 100) for value in rgb)
        if _ratio((red, green, blue), _WHITE) >= READABLE:
            return (red, green, blue)
    return (0, 0, 0)


def _ratio(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(value / 255) for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{value:02x}" for value in rgb)
