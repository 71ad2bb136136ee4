"""hOCR: web pages whose elements say by their classes what they are, and by their titles where they stand."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.reading.copy import Box
from copydesk.reading.ocr.scanned import (
    PIXEL,
    Block,
    Page,
    ScannedLine,
    Style,
    Word,
    around,
    box_of,
    most_styled,
    number,
    plain_hyphens,
)
from copydesk.tree import FurnitureKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = re.compile(
    r"<meta\b[^>]*\bname\s*=\s*[\"']?ocr-system\b|\bclass\s*=\s*(?:\"[^\"]*|'[^']*|)\bocr_page\b", re.IGNORECASE
)
_ENCODING = re.compile(rb"(?:<\?xml[^>]*encoding|charset)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

_LINES = {"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_pageno", "ocr_caption", "ocr_textfloat"}
_BLOCKS = {"ocr_carea", "ocrx_block", "ocr_par"}
_WORDS = {"ocrx_word", "ocr_word"}
_SET_APART = {"p", "div", "br", "table", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "body", "hr"}
_UNSHOWN = {"script", "style", "noscript", "template"}
_FURNITURE: dict[str, FurnitureKind] = {
    "ocr_header": "running_head", "ocr_footer": "running_head", "ocr_pageno": "page_number",
}  # fmt: skip
_LEAST_RESOLUTION = 72.0  # pixels an inch; programs write 70 where they know none


def is_hocr(beginning: str) -> bool:
    """Whether a file that begins so is hOCR, and no text that quotes some."""
    return beginning.lstrip("\ufeff \t\r\n").startswith("<") and _SIGNS.search(beginning) is not None


def read(data: bytes) -> Iterator[Page]:
    """The pages of a file. Raises InputError if it is no web page."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding=_encoding(data), no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"its HTML is broken: {error}", "Make the file again; it may have been cut off") from None
    body = root.find("body") if root is not None else None
    if body is None:
        raise InputError("its HTML has no body", "Make the file again; it may have been cut off")
    said = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    languages = dict.fromkeys(re.split(r"[\s,;+]+", said.get("ocr-langs", "")))
    # Tesseract calls headings ocr_header; for others, and in the definition of hOCR, that is a running head.
    furniture = {} if "tesseract" in said.get("ocr-system", "").lower() else _FURNITURE
    for page in _Walk(furniture).pages(body):
        yield page._replace(languages=tuple(filter(None, languages)))


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _ENCODING.search(data[:2048])
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


class _Walk:
    """Collects the blocks of each page. Text that is in no line is a line of its own, so that no word is lost."""

    def __init__(self, furniture: dict[str, FurnitureKind]) -> None:
        self._furniture = furniture
        self._pages: list[list[Block]] = []
        self._heights: list[float] = []
        self._lines: list[ScannedLine] = []
        self._loose: list[str] = []
        self._unit = PIXEL
        self._kind: FurnitureKind | None = None

    def pages(self, body: _Element) -> tuple[Page, ...]:
        """The pages of a web page; text before the first stands on it."""
        from lxml import etree

        holders = _holders_of_lines(body)
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            classes = _classes(element)
            is_line = bool(_LINES & classes) and element not in holders
            if event == "start":
                if element.tag in _UNSHOWN:
                    walker.skip_subtree()
                elif is_line:
                    self._end_loose()
                    self._line(element, classes)
                    walker.skip_subtree()
                else:
                    self._open(element, classes)
            else:
                if not is_line and element.tag not in _UNSHOWN:
                    self._close(element, classes)
                if element is not body:
                    self._loose.append(element.tail or "")
        self._end_block()
        return tuple(Page(tuple(page), height) for page, height in zip(self._pages, self._heights, strict=True))

    def _open(self, element: _Element, classes: set[str]) -> None:
        if element.tag in _SET_APART:
            self._end_loose()
        if "ocr_page" in classes:
            self._end_block()
            properties = _properties(element)
            resolution = number((properties.get("scan_res", "").split() or [""])[0])
            self._unit = 72 / resolution if resolution >= _LEAST_RESOLUTION else PIXEL
            box = _box(properties, self._unit)
            self._pages.append([])
            self._heights.append(box.bottom if box else 0.0)
        elif classes & (_BLOCKS - {"ocr_par"}) or classes & _LINES:
            self._end_block()
            self._kind = next((self._furniture[name] for name in classes if name in self._furniture), None)
        self._loose.append(element.text or "")

    def _close(self, element: _Element, classes: set[str]) -> None:
        if element.tag in _SET_APART:
            self._end_loose()
        if classes & (_BLOCKS | _LINES | {"ocr_page"}) and "ocr_par" not in classes:
            self._end_block()

    def _end_loose(self) -> None:
        """Ends a line of text that no element calls a line."""
        text = " ".join("".join(self._loose).split())
        self._loose.clear()
        if text:
            self._lines.append(ScannedLine(plain_hyphens(text)))

    def _end_block(self) -> None:
        self._end_loose()
        if self._lines:
            if not self._pages:
                self._pages.append([])
                self._heights.append(0.0)
            block = Block(tuple(self._lines), around(line.box for line in self._lines), None, self._kind)
            self._pages[-1].append(block)
        self._lines.clear()
        self._kind = None

    def _line(self, element: _Element, classes: set[str]) -> None:
        line = _line_of(element, self._unit)
        if not line.text:
            return
        kind = next((self._furniture[name] for name in classes if name in self._furniture), None)
        if kind:
            self._end_block()
            self._kind = kind
        self._lines.append(line)
        if kind:
            self._end_block()


def _holders_of_lines(body: _Element) -> set[_Element]:
    """The elements that are called a line and hold lines: a running head of several."""
    holders = set()
    for element in body.iter("*"):
        if _LINES & _classes(element):
            holders |= {above for above in element.iterancestors() if _LINES & _classes(above)}
    return holders


def _classes(element: _Element) -> set[str]:
    return set((element.get("class") or "").split())


def _properties(element: _Element) -> dict[str, str]:
    """``bbox 0 0 9 9; x_wconf 90`` -> the values by their names."""
    parts = (part.split(None, 1) for part in (element.get("title") or "").split(";"))
    return {part[0]: part[-1].strip() if len(part) > 1 else "" for part in parts if part}


def _box(properties: dict[str, str], unit: float) -> Box | None:
    edges = [number(each) for each in properties.get("bbox", "").split()]
    return box_of(edges[0], edges[1], edges[2], edges[3], unit) if len(edges) == 4 else None


def _line_of(element: _Element, unit: float) -> ScannedLine:
    parts = [part for part in element.iter("*") if _WORDS & _classes(part)]
    text = "".join(_texts(element))
    words, styles = [], []
    for part in parts:
        written = " ".join("".join(_texts(part)).split())
        properties = _properties(part)
        sure = properties.get("x_wconf")
        if written:
            words.append(Word(written, _box(properties, unit), None if sure is None else number(sure)))
            styles.append((written, _style(part, properties)))
    if len(words) > 2 and not re.search(r"\s", text.strip()):  # a program that puts no spaces between its words
        text = " ".join(word.text for word in words)
    properties = _properties(element)
    size = most_styled(styles).size or number(properties.get("x_fsize")) or number(properties.get("x_size")) * unit
    box = _box(properties, unit) or around(word.box for word in words)
    style = most_styled(styles)
    return ScannedLine(plain_hyphens(" ".join(text.split())), box, tuple(words), size, style.bold, style.italic)


def _texts(element: _Element) -> list[str]:
    return [text for text in element.itertext() if isinstance(text, str)]


def _style(word: _Element, properties: dict[str, str]) -> Style:
    """The style of a word: by its font, its style sheet and the elements around and in it."""
    tags = {part.tag for part in word.iter("*")}
    around_it = word.getparent()
    css = word.get("style") or ""
    if around_it is not None:
        tags.add(around_it.tag)
        css += ";" + (around_it.get("style") or "")
    font = properties.get("x_font", "").lower()
    bold = (
        bool({"b", "strong"} & tags) or "bold" in font or re.search(r"font-weight:\s*(bold|[6-9]00)", css) is not None
    )
    italic = bool({"i", "em"} & tags) or "italic" in font or re.search(r"font-style:\s*italic", css) is not None
    return Style(number(properties.get("x_fsize")), bold, italic)
