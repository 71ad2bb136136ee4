"""The pictures of a PDF as files: as it holds them, or as its pages show them."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from copydesk.image_files import MOST_BYTES, check_size, stripped
from copydesk.pictures import LONGEST_SIDE, decoded
from copydesk.reading._shared.pictures import Shelf
from copydesk.reading._source import library
from copydesk.reading.copy import Box as CopyBox
from copydesk.reading.copy import CopyPicture
from copydesk.reading.pdf.chosen import ChosenPicture
from copydesk.reading.pdf.images import UNTURNED, Matrix, PlacedImage, matrix_of, product
from copydesk.reading.pdf.pages import PageLines
from copydesk.reading.pdf.pixels import SMALL, has_one_colour, look_alike, pixels_of, saved
from copydesk.tree import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 1_000  # pictures that are looked at
_LOGO = 0.1  # of the page, a picture that two pages have
_MOST_HASHED = 2**20  # bytes of a picture that are compared
_CUT = 0.97  # of a picture; where less is shown it is cut
_RESOLUTION = 300 / 72  # pixels to the point, of a picture that is made of parts
_FLAT = 0.01  # of a matrix: what turns a picture by less is no turn
_DRAWN_OVER = 1  # lines and areas on a picture, which then is a part of a drawing
_EDGE = 0.04  # of a picture, within which lines are its frame
_MOST_OBJECTS = 20_000
_LOSSY = ("DCTDecode", "JPXDecode")


def unpacked(
    document: Any, pages: Sequence[PageLines], chosen: Sequence[ChosenPicture], shelf: Shelf
) -> list[CopyPicture]:
    """The pictures of the article that are not repeated, as copy has them. Those that cannot be shown are on the
    ``shelf``."""
    raw = library("pypdfium2.raw", "pdf")
    chosen = chosen[:_MOST]
    keys = [_key(raw, document, picture) for picture in chosen]
    on_pages: dict[bytes, Counter[int]] = {}
    for picture, key in zip(chosen, keys, strict=True):
        on_pages.setdefault(key, Counter())[picture.page] += 1
    pictures = []
    for picture, key in zip(chosen, keys, strict=True):
        if _is_repeated(on_pages[key], picture.share):
            continue
        make = partial(_file_of, raw, document, picture, pages[picture.page - 1].quarter)
        made = shelf.take(make, f"the picture at the {_where(picture, pages)}")
        if made is not None:
            pictures.append(CopyPicture(made, picture.page, CopyBox(*picture.box), picture.before, picture.alt))
    return pictures


def _file_of(raw: Any, document: Any, picture: ChosenPicture, quarter: int) -> bytes | Picture | None:
    with _loaded(document, picture.page) as page:
        try:
            return _Maker(raw, document, page, quarter).file_of(picture)
        except ValueError:
            raise
        except Exception as error:  # Pillow raises errors of many kinds
            raise ValueError(f"it is damaged: {error}") from None


def _where(picture: ChosenPicture, pages: Sequence[PageLines]) -> str:
    """``top of page 3``"""
    height = pages[picture.page - 1].height or 1.0
    middle = (picture.box[1] + picture.box[3]) / 2 / height
    return f"{'top' if middle < 1 / 3 else 'foot' if middle > 2 / 3 else 'middle'} of page {picture.page}"


def _is_repeated(on_pages: Counter[int], share: float) -> bool:
    """Whether a picture is one that pages repeat, as logos, ornaments and bullets are."""
    return len(on_pages) > 2 or max(on_pages.values()) > 2 or (len(on_pages) == 2 and share < _LOGO)


@contextmanager
def _loaded(document: Any, number: int) -> Iterator[Any]:
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


def _key(raw: Any, document: Any, picture: ChosenPicture) -> bytes:
    """What is the same for two uses of one picture."""
    parts = sha1(usedforsecurity=False)
    with _loaded(document, picture.page) as page:
        for image in picture.images[:8]:
            each, _ = object_at(raw, page.raw, image.path)
            parts.update(_stored(raw, each)[:_MOST_HASHED])
    return parts.digest()


def _stored(raw: Any, each: Any) -> bytes:
    """The bytes of a picture as the file stores them."""
    size = raw.FPDFImageObj_GetImageDataRaw(each, None, 0)
    if size > MOST_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFImageObj_GetImageDataRaw(each, buffer, size)
    return buffer.raw


def object_at(raw: Any, page: Any, path: Sequence[int]) -> tuple[Any, Matrix]:
    """The object at a path of indexes, and the matrix of the forms around it."""
    each = raw.FPDFPage_GetObject(page, path[0])
    matrix = UNTURNED
    for index in path[1:]:
        matrix = product(matrix_of(raw, each), matrix)
        each = raw.FPDFFormObj_GetObject(each, index)
    return each, matrix


class _Maker:
    """Makes files of the pictures of a page that is turned by quarters."""

    def __init__(self, raw: Any, document: Any, page: Any, quarter: int) -> None:
        self._raw = raw
        self._document = document
        self._page = page
        self._quarter = quarter

    def file_of(self, picture: ChosenPicture) -> bytes | Picture | None:
        """The picture, or a file of it; None if it is but the shadow of a drawing, or an area of one colour. Raises
        ValueError if it is too large or damaged."""
        image = picture.images[0]
        if len(picture.images) > 1:
            return saved(self._part_of_page(picture), lossy=False)
        check_size(0, image.width, image.height)
        each, around = object_at(self._raw, self._page.raw, image.path)
        matrix = product(matrix_of(self._raw, each), around)
        if self._is_drawn_over(image):
            is_shadow = has_one_colour(self._painted(each, matrix, SMALL))
            return None if is_shadow else saved(self._part_of_page(picture), lossy=False)
        filters = _filters(self._raw, each)
        is_cut = _area(image.box) < _CUT * _area(image.whole)
        pixels = max(image.width, image.height)
        is_whole = pixels <= LONGEST_SIDE and not is_cut
        if filters == ["DCTDecode"] and is_whole and not self._quarter and _is_upright(matrix):
            with suppress(ValueError, OSError):
                content = stripped(_stored(self._raw, each))
                if look_alike(content, self._drawn(each, matrix, SMALL)):
                    return decoded(content)
        drawn = self._turned(self._drawn(each, matrix, min(pixels, LONGEST_SIDE)), self._quarter)
        is_lossy = any(name in _LOSSY for name in filters)
        if drawn.getcolors(1):
            if is_lossy:  # pdfium shows nothing of what it cannot unpack
                raise ValueError("it is damaged: it shows nothing")
            return None
        return saved(_cut(drawn, image) if is_cut else drawn, lossy=is_lossy)

    def _is_drawn_over(self, image: PlacedImage) -> bool:
        """Whether lines and areas are painted on a picture, as the drawing is on its shadow, or an arrow on a photo."""
        raw, page = self._raw, self._page.raw
        each, _ = object_at(raw, page, image.path[:1])
        left, bottom, right, top = _bounds(raw, each)
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        drawn = 0
        for index in range(image.path[0] + 1, min(raw.FPDFPage_CountObjects(page), image.path[0] + _MOST_OBJECTS)):
            other = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(other)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                if not (raw.FPDFPath_GetDrawMode(other, filled, stroked) and (filled.value or stroked.value)):
                    continue
            elif kind != raw.FPDF_PAGEOBJ_SHADING:
                continue
            x0, y0, x1, y1 = _bounds(raw, other)
            across, up = (x0 + x1) / 2, (y0 + y1) / 2
            edge = _EDGE * min(right - left, top - bottom)
            within = left + edge < across < right - edge and bottom + edge < up < top - edge  # not in its frame
            drawn += within and (x1 - x0) * (y1 - y0) < (right - left) * (top - bottom) / 2
            if drawn >= _DRAWN_OVER:
                return True
        return False

    def _drawn(self, each: Any, matrix: Matrix, longest: int) -> Image:
        """A picture as the page shows it, on white, with so many pixels on its longer side."""
        from PIL import Image

        painted = self._painted(each, matrix, longest)
        return Image.alpha_composite(Image.new("RGBA", painted.size, "white"), painted).convert("RGB")

    def _painted(self, each: Any, matrix: Matrix, longest: int) -> Image:
        """The same with what is transparent."""
        a, b, c, d, _, _ = matrix
        sides = max(abs(a) + abs(c), abs(b) + abs(d))
        if not sides > 0:
            raise ValueError("it is damaged: it has no size")
        scale = longest / sides
        own = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(each, own)
        try:
            self._raw.FPDFPageObj_SetMatrix(each, self._raw.FS_MATRIX(a * scale, b * scale, c * scale, d * scale, 0, 0))
            handle = self._raw.FPDFImageObj_GetRenderedBitmap(self._document.raw, self._page.raw, each)
        finally:
            self._raw.FPDFPageObj_SetMatrix(each, own)
        if not handle:
            raise ValueError("it is damaged: it cannot be unpacked")
        try:
            return pixels_of(self._raw, handle).convert("RGBA")
        finally:
            self._raw.FPDFBitmap_Destroy(handle)

    def _part_of_page(self, picture: ChosenPicture) -> Image:
        """The part of the page where a picture stands, with all that is painted there."""
        left, top, right, bottom = picture.box
        longest = max(right - left, bottom - top)
        scale = min(max(_RESOLUTION, *map(_density, picture.images)), LONGEST_SIDE / longest)
        width, height = self._page.get_size()
        quarters = self._quarter - self._page.get_rotation() // 90
        if quarters % 4 == 0:
            cut = tuple(max(0.0, edge) for edge in (left, height - bottom, width - right, top))
            return self._shown(scale, cut)
        scale = min(scale, LONGEST_SIDE / max(width, height))
        box = (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
        return self._turned(self._shown(scale, (0.0, 0.0, 0.0, 0.0)), quarters).crop(box)

    def _shown(self, scale: float, cut: tuple[float, ...]) -> Image:
        """The page as it is shown, without what is ``cut`` from its left, foot, right and top, in points."""
        bitmap = self._page.render(scale=scale, crop=cut)
        shown: Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return shown

    def _turned(self, drawn: Image, quarters: int) -> Image:
        """A picture as it stands on the page when its text is upright."""
        return drawn.rotate(-90 * quarters, expand=True) if quarters % 4 else drawn


def _bounds(raw: Any, each: Any) -> tuple[float, float, float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(each, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _density(image: PlacedImage) -> float:
    """How many pixels of a picture stand on a point."""
    left, top, right, bottom = image.whole
    return max(image.width, image.height) / max(right - left, bottom - top, 1.0)


def _cut(drawn: Image, image: PlacedImage) -> Image:
    """The part of a picture that is shown."""
    left, top, right, bottom = image.whole
    across, down = drawn.width / max(right - left, 0.1), drawn.height / max(bottom - top, 0.1)
    box = image.box
    edges = ((box[0] - left) * across, (box[1] - top) * down, (box[2] - left) * across, (box[3] - top) * down)
    x0, y0, x1, y1 = map(round, edges)
    return drawn.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)))


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_upright(matrix: Matrix) -> bool:
    a, b, c, d, _, _ = matrix
    return a > 0 and d > 0 and max(abs(b), abs(c)) <= _FLAT * min(a, d)


def _filters(raw: Any, each: Any) -> list[str]:
    """The names of the ways in which a picture is packed."""
    names = []
    for index in range(raw.FPDFImageObj_GetImageFilterCount(each)):
        buffer = ctypes.create_string_buffer(64)
        length = raw.FPDFImageObj_GetImageFilter(each, index, buffer, 64)
        names.append(buffer.raw[: max(0, length - 1)].decode("ascii", "replace"))
    return names
