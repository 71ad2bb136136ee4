"""The forms of OCR, each of which is read into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from copydesk.reading._shared.xml_opening import root_name, text_of
from copydesk.reading._source import BEGINNING
from copydesk.reading.ocr import alto, hocr, page_xml, tsv
from copydesk.reading.ocr.scanned import Page


class Form(NamedTuple):
    """A form of OCR: whether a file that begins so is of it, and how its pages are read, one after the other."""

    matches: Callable[[bytes], bool]
    read: Callable[[bytes], Iterator[Page]]


ALTO = Form(lambda beginning: root_name(beginning).lower() == alto.ROOT, alto.read)
FORMS = (
    ALTO,
    Form(lambda beginning: root_name(beginning) == page_xml.ROOT, page_xml.read),
    Form(lambda beginning: hocr.is_hocr(text_of(beginning)), hocr.read),
    Form(lambda beginning: tsv.is_tsv(text_of(beginning)), tsv.read),
)


def form_of(data: bytes) -> Form | None:
    """The form of a file, by its beginning; None if it is no OCR."""
    beginning = data[:BEGINNING]
    return next((form for form in FORMS if form.matches(beginning)), None)
