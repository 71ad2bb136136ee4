"""The bytes of any picture -> a ``Picture`` that every document can show: JPEG or PNG, upright, without metadata.

Pictures come from files of strangers: each is decoded in full, within limits that its header is held to first.
"""

from __future__ import annotations

import io
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from copydesk.image_files import LARGEST_PROFILE, check_size, header, stripped
from copydesk.tree import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "JPEG2000")
"""Pillow's names of the forms of pictures that are decoded."""

LONGEST_SIDE = 2_400
"""Pixels of a side above which a picture is scaled down: 300 to the inch over eight inches, a page."""

_SHORTEST_SIDE = 24  # pixels; what has less is there to space or to count, not to be looked at
_QUALITY = 90
_MANY_COLOURS = 4_096  # among 256 by 256 pixels: a photograph has more, a drawing with smooth edges fewer
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")  # the kinds of pixels that are written as they are
_UNREADABLE = "it is not a picture that can be shown"


def decoded(data: bytes) -> Picture:
    """The picture in a file of one of ``FORMATS``, of several the first; ``decoded(decoded(data).data)`` is the same.

    A JPEG or PNG file keeps its pixels to the bit where no side is too long and any program can show it. Raises
    ValueError with the reason in words if it is damaged, too large, too small or no picture.
    """
    check_size(len(data), 1, 1)
    image = _opened(data)
    _check_pixels(*image.size)
    with _guarded(), image:
        with _in_full():
            image.load()
        content = _stripped(data, image) or stripped(_encoded(image))
    kind = header(content)
    return Picture(kind.media_type, content, kind.width, kind.height)


def reduced(picture: Picture, longest_side: int) -> Picture:
    """The same picture with no side longer than so many pixels, as small a file as possible where it is reduced."""
    if max(picture.width, picture.height) <= longest_side:
        return picture
    image = _smooth(_opened(picture.data))
    image.thumbnail((longest_side, longest_side))
    return decoded(_saved(image, "JPEG" if image.mode in ("L", "RGB") else "PNG", b""))


def _opened(data: bytes) -> Image:
    """The picture, of which only the header is read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with _guarded():
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except ValueError as error:
        cause = error.__context__
        if isinstance(cause, Image.DecompressionBombError):
            pixels = re.search(r"\((\d+) pixels\)", str(cause))
            check_size(0, int(pixels[1]) if pixels else 10**9, 1)
        if not isinstance(cause, UnidentifiedImageError):
            raise
        is_drawing = b"<svg" in data[:4096]
        known = "SVG, a drawing: save it as PNG" if is_drawing else "no JPEG, PNG, GIF, WebP, TIFF, BMP or AVIF"
        raise ValueError(f"{_UNREADABLE}: it is {known}") from None


def _check_pixels(width: int, height: int) -> None:
    check_size(0, width, height)
    if min(width, height) * min(1, LONGEST_SIDE / max(width, height)) < _SHORTEST_SIDE:
        raise ValueError(f"{_UNREADABLE}: it has only {width:,} by {height:,} pixels")


@contextmanager
def _guarded() -> Iterator[None]:
    """Raises ValueError for all that Pillow raises, which is of many kinds; its warnings are of damage that it could
    repair and of sizes that are checked here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:
            raise ValueError(f"it is damaged: {error}") from None


_loading = threading.Lock()


@contextmanager
def _in_full() -> Iterator[None]:
    """Lets Pillow refuse pictures that are cut off. WeasyPrint has it accept them, for the whole process."""
    from PIL import ImageFile

    with _loading:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


# -------------------------------------------------------------------------------------------------- encoding

_ORIENTATION = 0x0112  # the tag of EXIF


def _stripped(data: bytes, image: Image) -> bytes:
    """The file itself without metadata, empty if it must be encoded anew."""
    if image.format not in ("JPEG", "MPO", "PNG") or image.mode not in _MODES:
        return b""
    if max(image.size) > LONGEST_SIDE or image.getexif().get(_ORIENTATION, 1) in range(2, 9):
        return b""
    try:
        content = stripped(data)
        return content if header(content).is_common and len(_profile(image)) <= LARGEST_PROFILE else b""
    except ValueError:
        return b""


def _encoded(image: Image) -> bytes:
    """The picture upright, of a size and with colours that every program can show, as a JPEG or PNG file."""
    from PIL import ImageOps

    is_jpeg, profile = image.format in ("JPEG", "MPO"), _profile(image)
    shown = ImageOps.exif_transpose(image)
    if profile and (shown.mode not in _MODES or len(profile) > LARGEST_PROFILE):
        shown, profile = _in_srgb(shown, profile), b""
    shown = _common(shown)
    if max(shown.size) > LONGEST_SIDE:
        shown = _smooth(shown)
        shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if is_jpeg:
        return _saved(shown, "JPEG", profile)
    png = _saved(shown, "PNG", profile)
    if not _is_photograph(shown):
        return png
    jpeg = _saved(shown, "JPEG", profile)
    return jpeg if len(png) > 2 * len(jpeg) else png


def _profile(image: Image) -> bytes:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) else b""


def _in_srgb(image: Image, profile: bytes) -> Image:
    """The picture in the colours of screens, without its profile; unchanged if the profile is no use."""
    from PIL import Image, ImageCms

    image = _smooth(image)
    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(opaque, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if image.mode == "RGBA":
        cast(Image.Image, shown).putalpha(image.getchannel("A"))
    return cast(Image.Image, shown)


def _common(image: Image) -> Image:
    """The picture in one of ``_MODES``."""
    if image.mode in _MODES:
        return image
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("I", "F"):
        low, high = cast(tuple[float, float], image.getextrema())
        scale = 255 / (high - low) if high > low else 1.0
        return image.convert("F").point(lambda value: value * scale + -low * scale).convert("L")
    return image.convert("RGBA" if image.mode.lower().endswith("a") else "RGB")


def _smooth(image: Image) -> Image:
    """The picture with pixels between which there are others: no palette, not black and white alone."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.convert({"1": "L", "LA": "RGBA"}.get(image.mode, image.mode))


def _is_photograph(image: Image) -> bool:
    """Whether there are many colours, and nothing is transparent, which JPEG cannot be."""
    if image.mode != "RGB" or "transparency" in image.info:
        return False
    small = image.copy()
    small.thumbnail((256, 256))
    return small.getcolors(_MANY_COLOURS) is None


def _saved(image: Image, form: str, profile: bytes) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, quality=_QUALITY, icc_profile=profile)
    return stream.getvalue()
