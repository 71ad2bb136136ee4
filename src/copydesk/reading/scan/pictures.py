"""Pictures of pages -> grey pictures for recognition, within limits: a small file may unpack to a huge picture."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from copydesk.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "TIFF")

_MOST_PIXELS = 150_000_000  # of a page: a broadsheet at 600 dots an inch
_ENOUGH_PIXELS = 40_000_000  # of a page: a broadsheet at 300; larger ones are reduced, which loses nothing of the text
_MOST_PAGES = 1_000
_LONGEST_SIDE = 32_000  # pixels; Tesseract takes no longer ones
_SMALLER = "Save it at a lower resolution: 300 dots an inch are enough"
_DAMAGED = "Save it again; it may have been cut off"
_RESOLUTIONS = (70.0, 1300.0)  # dots an inch that a scan may have
_LONG_SIDE = 11.7  # inches of a sheet of A4, the likely page where a picture does not say how large it is
_LIKELY = (100.0, 400.0)  # dots an inch of such a page


class Scan(NamedTuple):
    """A picture of a page: ``png`` is a grey PNG, ``resolution`` its dots an inch."""

    png: bytes
    resolution: float


def pages(data: bytes) -> Iterator[Scan]:
    """The pages of a picture, one after the other. Raises InputError for a picture that is damaged or too large."""
    with _guarded("the picture"):
        picture = _opened(data)
    with picture:
        with _guarded("the picture"):
            frames = int(getattr(picture, "n_frames", 1))
        if frames > _MOST_PAGES:
            raise InputError(f"the picture has {frames:,} pages, more than {_MOST_PAGES:,}", "Split it")
        for number in range(frames):
            with _guarded(f"page {number + 1} of the picture" if number else "the picture"):
                picture.seek(number)
                scan = as_scan(picture, _stated_resolution(picture))
            yield scan


def number_of_pages(data: bytes) -> int:
    """How many pages a picture has. Raises InputError for a picture that is damaged."""
    with _guarded("the picture"), _opened(data) as picture:
        return int(getattr(picture, "n_frames", 1))


def _opened(data: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise InputError("it is no picture in a form that is read here", f"Save it as {', '.join(FORMATS)}") from None


@contextmanager
def _guarded(subject: str) -> Iterator[None]:
    """Raises InputError about ``subject`` for all that Pillow raises, which is of many kinds; its warnings are of
    pictures that are large for it and small enough here, and of damage that it could mend."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except InputError:
            raise
        except Image.DecompressionBombError:
            raise InputError(
                f"the picture is too large: a page may have {_MOST_PIXELS // 10**6} million pixels", _SMALLER
            ) from None
        except Exception as error:
            raise InputError(f"{subject} is damaged: {error}", _DAMAGED) from None


def check_pixels(width: int, height: int) -> None:
    """Raises InputError for a picture that is too large to unpack."""
    if width * height > _MOST_PIXELS:
        raise InputError(
            f"the picture is {width:,} by {height:,} pixels, and a page may have {_MOST_PIXELS // 10**6} million",
            _SMALLER,
        )


def _stated_resolution(picture: Image) -> float:
    """The dots an inch that a picture says it has, 0 if it says nothing that a scan may have."""
    stated = picture.info.get("dpi", (0, 0))
    try:
        value = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    least, most = _RESOLUTIONS
    return value if least < value < most and value != 72 else 0.0  # cameras and screens write 72 for want of another


def as_scan(picture: Image, resolution: float = 0.0) -> Scan:
    """A picture as it is handed to recognition: upright, grey and of a size that is enough. ``resolution`` is in dots
    an inch, 0 if unknown."""
    from PIL import ImageOps

    check_pixels(*picture.size)
    if picture.format == "JPEG" and picture.size[0] * picture.size[1] > _ENOUGH_PIXELS:
        width = picture.size[0]
        picture.draft("L", (width // 2, picture.size[1] // 2))  # decodes it at half the size, if it can
        resolution *= picture.size[0] / width
    grey = _grey(ImageOps.exif_transpose(picture))
    resolution = resolution or min(max(max(grey.size) / _LONG_SIDE, _LIKELY[0]), _LIKELY[1])
    factor = 1
    while grey.size[0] * grey.size[1] > _ENOUGH_PIXELS * factor**2 or max(grey.size) > _LONGEST_SIDE * factor:
        factor += 1
    if factor > 1:
        grey = grey.convert("L").reduce(factor)
    stream = io.BytesIO()
    grey.save(stream, "PNG", compress_level=1)
    return Scan(stream.getvalue(), resolution / factor)


def _grey(picture: Image) -> Image:
    """The picture in grey or black and white; what is transparent is white, as paper is."""
    from PIL import Image

    if picture.mode in ("1", "L"):
        return picture
    if picture.mode.startswith(("I", "F")):
        low, high = picture.getextrema()
        scale = 255 / (high - low) if high > low else 1.0  # type: ignore[operator]
        return picture.convert("F").point(lambda value: (value - low) * scale).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        return Image.alpha_composite(paper, drawn).convert("L")
    return picture.convert("L")
