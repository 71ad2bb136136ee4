"""The pixels of the pictures of a PDF: out of pdfium, compared, and into files."""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 48
"""Pixels of the longer side of a picture that is compared."""

_ALIKE = 14  # of 255: how far two pictures may differ on the average
_FAINT = 24  # of 255
_PIXELS = {1: ("L", "L"), 2: ("RGB", "BGR"), 3: ("RGB", "BGRX")}
"""Pillow's names for the pixels of pdfium's bitmaps: grey, with three colours, and with a byte to spare."""


def pixels_of(raw: Any, bitmap: Any) -> Image:
    """A copy of the pixels of pdfium's bitmap."""
    from PIL import Image

    width, height, stride, kind = (
        ask(bitmap)
        for ask in (
            raw.FPDFBitmap_GetWidth, raw.FPDFBitmap_GetHeight, raw.FPDFBitmap_GetStride, raw.FPDFBitmap_GetFormat,
        )
    )  # fmt: skip
    mode, order = _PIXELS.get(kind, ("RGBA", "BGRA"))
    pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    return Image.frombytes(mode, (width, height), pixels, "raw", order, stride, 1)


def look_alike(content: bytes, drawn: Image) -> bool:
    """Whether a JPEG file shows what the page shows: the page may add a mask, or turn light and dark."""
    from PIL import Image, ImageChops, ImageStat

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as stored:
        if stored.mode not in ("L", "RGB"):
            return False
        stored.draft(stored.mode, (SMALL, SMALL))
        small = stored.convert("RGB").resize(drawn.size)
    difference = ImageStat.Stat(ImageChops.difference(small, drawn)).mean
    return max(difference) <= _ALIKE


def has_one_colour(painted: Image) -> bool:
    """Whether all that can be seen of a picture has one colour."""
    from PIL import ImageStat

    seen = painted.getchannel("A").point(lambda value: 255 if value > _FAINT else 0)
    if not seen.getbbox():
        return True
    return all(deviation <= _ALIKE / 2 for deviation in ImageStat.Stat(painted.convert("RGB"), seen).stddev)


def saved(drawn: Image, *, lossy: bool) -> bytes:
    """A file of a picture; one that was packed with loss is so again."""
    from PIL import ImageChops

    red, green, blue = drawn.split()
    if not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox():
        drawn = red
    stream = io.BytesIO()
    if lossy:
        drawn.save(stream, "JPEG", quality=90)
    else:
        drawn.save(stream, "BMP")
    return stream.getvalue()
