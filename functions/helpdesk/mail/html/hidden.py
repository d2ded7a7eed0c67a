"""CSS that hides text or makes a picture a tracker."""

import re

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0?\.?0*(?:[;\s!]|$)"
    r"|(?<![\w-])font-size\s*:\s*0(?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![\w-])(?:max-)?height\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$).*overflow\s*:\s*hidden"
    r"|overflow\s*:\s*hidden.*(?<![\w-])(?:max-)?height\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$)",
    re.IGNORECASE | re.DOTALL,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_BACKGROUND = re.compile(r"background-color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_TINY = re.compile(r"\s*[0-2](?:\.\d+)?(?:px|pt)?\s*$")
_TINY_STYLE = re.compile(
    r"(?<![\w-])(?:width|height)\s*:\s*[0-2](?:\.\d+)?(?:px|pt)?\s*(?:[;!]|$)", re.IGNORECASE
)


def hides(style: str) -> bool:
    """Whether a style attribute keeps its element's text from the reader."""
    if not style:
        return False
    style = style[:2000]
    if _HIDES.search(style):
        return True
    front, back = _COLOR.search(style), _BACKGROUND.search(style)
    return bool(front and back and front.group(1).strip().lower() == back.group(1).strip().lower())


def is_pixel(attributes: dict[str, str]) -> bool:
    """A remote picture that nobody can see is there to tell that the mail was opened."""
    sizes = [attributes[key] for key in ("width", "height") if key in attributes]
    style = attributes.get("style", "")
    if len(sizes) == 2 and all(_TINY.match(size) for size in sizes):
        return True
    return len(_TINY_STYLE.findall(style)) == 2 or hides(style)
