"""Where the pages of the printed book begin: marks amid the text of an e-book, which may show their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.reading._shared.xml import remove
from copydesk.reading.office.epub.elements import all_words, types_of, words_in
from copydesk.tree import Furniture

_MARK = "pagebreak"
_LONGEST = 16  # characters of a number as it is shown: ``[Page xviii]``; what is longer is text that a mark is around


def without_page_numbers(body: Any) -> Iterator[Furniture]:
    """Takes the marks out of what is on a page of the e-book, with the paragraphs that hold nothing else, and yields
    the numbers that they show."""
    for element in [each for each in body.iter() if isinstance(each.tag, str) and _MARK in types_of(each)]:
        words = all_words(element)
        if element is body or len(words) > _LONGEST or next(element.iter("img", "image"), None) is not None:
            element.attrib.pop("title", None)
            continue
        if words:
            yield Furniture(words, "page_number")
        holder = element.getparent()
        remove(element)
        if holder is not body and holder.tag in ("p", "div") and not len(holder) and not words_in(holder):
            remove(holder)
