"""The bytes of pictures for tests: of two colours, so that it can be seen how they stand."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from PIL import Image

from copydesk.tree import Figure, Picture
from copydesk.visit import walk


def image(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is red; what else there is, is blue."""
    shown = Image.new("RGB", (width, height), (20, 40, 200))
    shown.paste((220, 20, 20), (0, 0, width // 2, height // 2))
    return shown.convert(mode)


@cache
def picture_file(form: str = "PNG", width: int = 120, height: int = 80, mode: str = "RGB", **options: Any) -> bytes:
    """The file of such a picture."""
    stream = io.BytesIO()
    image(width, height, mode).save(stream, form, **options)
    return stream.getvalue()


SPACER = picture_file("GIF", 1, 1)


def pictures(node: object) -> list[Picture]:
    """The pictures in a node, in order."""
    return [figure.picture for figure in figures(node) if figure.picture]


def figures(node: object) -> list[Figure]:
    return [each for each in walk(node) if isinstance(each, Figure)]


_CORNERS = (
    ("upper left", 0.25, 0.25), ("upper right", 0.75, 0.25), ("lower left", 0.25, 0.75), ("lower right", 0.75, 0.75),
)  # fmt: skip


def corner(picture: Picture) -> str:
    """Where the red quarter of a picture is: ``upper left``."""
    with Image.open(io.BytesIO(picture.data)) as opened:
        shown = opened.convert("RGB")
    for name, across, down in _CORNERS:
        red, _, blue = _pixel(shown, across, down)
        if red > blue + 80:
            return name
    return "nowhere"


def _pixel(shown: Image.Image, across: float, down: float) -> Iterable[int]:
    pixel = shown.getpixel((int(shown.width * across), int(shown.height * down)))
    assert isinstance(pixel, tuple)
    return pixel
