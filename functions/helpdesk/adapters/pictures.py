"""Pictures that people upload, made small and harmless: what is kept was drawn by us, pixel by pixel."""

from io import BytesIO
from typing import Final

from helpdesk.domain.errors import Invalid

WIDEST: Final = 480
HIGHEST: Final = 160
MOST_PIXELS: Final = 20_000_000
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")


def small_png(content: bytes) -> bytes:
    """The picture as a PNG that fits 480 x 160, without whatever else was in the file. Raises Invalid.

    Vector formats are not taken: they can carry scripts.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - few requests need it

    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Invalid(field="image", reason="has more than 20 million pixels")
            image.seek(0)
            drawn = ImageOps.exif_transpose(image).convert("RGBA")
    except UnidentifiedImageError as error:
        raise Invalid(field="image", reason="is no PNG, JPEG, WebP or GIF picture") from error
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise Invalid(field="image", reason="is damaged, or larger than it says") from error
    drawn.thumbnail((WIDEST, HIGHEST))
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
