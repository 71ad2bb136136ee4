"""An XML file, in the elements of a vocabulary -> its article."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec.structs import replace

from copydesk.errors import InputError
from copydesk.metadata import is_language
from copydesk.problems import Problem
from copydesk.reading._shared.xml import name_of, parse
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Stated
from copydesk.reading.html.accounting import texts_of
from copydesk.reading.markdown.document import document_of
from copydesk.reading.markdown.raw_html import Html
from copydesk.reading.office.finish import finished
from copydesk.reading.office.head import language_of
from copydesk.reading.office.read_again import completed
from copydesk.reading.xml.elements import Elements
from copydesk.tree import Article, Furniture
from copydesk.visit import plain

_SHOWN = 40  # letters in a message


def article_of(data: bytes | str, options: ReadOptions, elements: Elements, root_name: str) -> Reading:
    """The article of a file whose outermost element has this name. Raises InputError if it has another, or cannot be
    read."""
    root = parse(data)
    if name_of(root) != root_name:
        raise InputError(f"its outermost element is {name_of(root)}, not {root_name}", "Check its name, or see -f")
    letters = Counter("".join(map(str, root.itertext("{*}*"))))
    try:
        blocks = elements.document(root)
        if elements.foot:
            blocks.append(Html("footer", {}, elements.foot).element())
        read = document_of({"meta": elements.meta, "blocks": blocks})
    except RecursionError:
        raise InputError("its elements are nested too deep", "Remove some of the levels") from None
    article = read.article
    stated = elements.lang if is_language(elements.lang) else ""
    article = replace(article, lang=stated or language_of(plain((article.head, article.body)), ""))
    article = completed(article, Stated(), named=True)
    lost = _lost(letters, article, elements.furniture)
    return finished(Reading(article, read.problems), options, furniture=elements.furniture, problems=lost)


def _lost(letters: Counter[str], article: Article, furniture: list[Furniture]) -> tuple[Problem, ...]:
    """A Problem if the file has letters that are nowhere."""
    there = Counter[str]()
    metadata: Any = article.metadata
    stated = (metadata.publisher, metadata.description, metadata.rights, *metadata.keywords)
    for text in (*texts_of(article), *(piece.text for piece in furniture), *filter(None, stated)):
        there.update(text)
    missing = [letter for letter in (letters - there).elements() if letter.isalnum()]
    if not missing:
        return ()
    message = f"{len(missing)} letters are in neither the article nor what was set aside: {''.join(missing[:_SHOWN])!r}"
    return (Problem("lost", None, message),)
