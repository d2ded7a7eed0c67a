"""CSS that hides text or makes a picture a tracker."""

import re

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"opacity\s*:\s*0?\.?0*(?:[;\s!]|$)"
    r"|(?<![\w-])font-size\s*:\s*(?:0(?:\.0\d*)?(?:px|pt|em|rem|%)?|(?:0?\.\d+|1(?:\.\d+)?)(?:px|pt))\s*(?:[;!]|$)"
    r"|position\s*:\s*(?:absolute|fixed).*(?<![\w-])(?:left|top|right|bottom)\s*:\s*-\d{3,}"
    r"|(?<![\w-])(?:left|top|right|bottom)\s*:\s*-\d{3,}.*position\s*:\s*(?:absolute|fixed)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|transform\s*:\s*scale\(\s*0\s*\)"
    r"|(?<![\w-])color\s*:\s*transparent|clip\s*:\s*rect\(\s*1px[\s,]+1px[\s,]+1px[\s,]+1px"
    r"|(?<![\w-])(?:max-)?width\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$).*overflow\s*:\s*hidden"
    r"|overflow\s*:\s*hidden.*(?<![\w-])(?:max-)?width\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$)"
    r"|clip\s*:\s*rect\(\s*0(?:px)?[\s,]+0(?:px)?[\s,]+0|(?:^|;)\s*margin(?:-left|-top)\s*:\s*-\d{4,}"
    r"|(?<![\w-])font-size\s*:\s*1(?:\.0)?px\s*(?:[;!]|"
    r"$).*(?<![\w-])line-height\s*:\s*[01](?:px)?\s*(?:[;!]|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![\w-])(?:max-)?height\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|"
    r"$).*overflow\s*:\s*hidden"
    r"|overflow\s*:\s*hidden.*(?<![\w-])(?:max-)?height\s*:\s*0(?:px|pt|em)?\s*(?:[;!]|$)",
    re.IGNORECASE | re.DOTALL,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_NAMED = {"white": "#ffffff", "black": "#000000"}
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
    return bool(front and back and _same(front.group(1), back.group(1)))


def _same(front: str, back: str) -> bool:
    one, other = (_NAMED.get(c, c) for c in (_plain(front), _plain(back)))
    return one == other


def _plain(color: str) -> str:
    """#FFF, #ffffff and rgb(255, 255, 255) are one color."""
    text = re.sub(r"\s+", "", color.lower())
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(c * 2 for c in text[1:])
    numbers = re.fullmatch(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,1)?\)", text)
    return "#" + "".join(f"{int(n):02x}" for n in numbers.groups()) if numbers else text


def is_pixel(attributes: dict[str, str]) -> bool:
    """A remote picture that nobody can see is there to tell that the mail was opened."""
    sizes = [attributes[key] for key in ("width", "height") if key in attributes]
    style = attributes.get("style", "")
    if len(sizes) == 2 and all(_TINY.match(size) for size in sizes):
        return True
    return len(_TINY_STYLE.findall(style)) == 2 or hides(style)
