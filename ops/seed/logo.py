"""Acme's logo, drawn: a mark of three beams and the name."""

from io import BytesIO
from typing import Final

VIOLET: Final = (138, 43, 226)
INK: Final = (38, 24, 58)
_SIZE: Final = (300, 100)


def acme_logo() -> bytes:
    """A PNG with nothing behind it."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - only the demo's first start needs it

    image = Image.new("RGBA", _SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for place, height in enumerate((34, 58, 82)):
        left = 6 + place * 26
        draw.rounded_rectangle((left, 92 - height, left + 18, 92), radius=5, fill=VIOLET)
    draw.text((100, 92), "acme", font=ImageFont.load_default(76), fill=INK, anchor="ls")
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
