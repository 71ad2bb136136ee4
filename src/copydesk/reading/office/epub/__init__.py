"""An e-book -> one article, or each of several in it: its pages in the order of reading, through pandoc's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from copydesk import pandoc
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Stated
from copydesk.reading.markdown.document import document_of
from copydesk.reading.office.epub.book import Book, Page, load, read_book
from copydesk.reading.office.epub.contents import entries_of
from copydesk.reading.office.epub.cuts import pages_of
from copydesk.reading.office.epub.division import Division, divided
from copydesk.reading.office.epub.head_lines import name_head_lines
from copydesk.reading.office.epub.headed import headed
from copydesk.reading.office.epub.headline import with_headline
from copydesk.reading.office.epub.notes import Note, links_out
from copydesk.reading.office.epub.pages import Joined, joined_pages, paragraphs, target_of
from copydesk.reading.office.finish import finished
from copydesk.reading.office.head import language_of
from copydesk.reading.office.package import Package
from copydesk.reading.office.pandoc_head import Element, with_head, words_of
from copydesk.reading.office.properties import is_placeholder
from copydesk.reading.office.read_again import completed, with_stated_authors
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Furniture, Kicker, Text

_HEAD = ("kicker", "deck", "byline", "pub-date", "editors-note")
"""Classes of divisions of the head in books of copydesk, and of others that call them the same."""

_HEADLINE = 100  # characters
_HTML = "html-auto_identifiers-smart-task_lists"


def parts_of(package: Package) -> list[Division]:
    """The articles of a book, none if it is one. Raises InputError if it is damaged or encrypted."""
    return divided(package, read_book(package))


def read_epub(package: Package, options: ReadOptions, part: Division | None = None) -> Reading:
    """The article that an e-book is, or one of several in it. Raises InputError if it is damaged, encrypted, or has no
    words."""
    book = read_book(package)
    if part is None:
        entries = entries_of(package, book)
        pages = joined_pages(
            (headed(load(package, file), number, entries, book.stated) for number, file in enumerate(book.files)),
            package.names,
        )
        return _reading(pages, book.stated, options, package)
    own = list(pages_of(package, book, part))
    pages = joined_pages(own, package.names, _pages_of_notes(package, book, part, own))
    above = with_headline(pages.body, part.title)
    authors = dict.fromkeys(filter(None, (part.byline, *book.stated.authors)))
    stated = book.stated._replace(title=part.title, authors=tuple(authors))
    lines = [Furniture(words, "running_head") for words in above.others]
    pages = pages._replace(furniture=[*pages.furniture, *lines])
    reading = _reading(pages, stated, options, package, is_part=True)
    return _with_kicker(reading, above.kicker)


def _pages_of_notes(package: Package, book: Book, part: Division, own: list[Page]) -> Iterator[Page]:
    """The other pages of a book that the notes of an article may stand on: those of notes, and all that its pages lead
    to as to notes."""
    led_to = {target_of(page, href).rpartition("#")[0] for page in own for href in links_out(page.root)}
    names = {page.name for page in own}
    for number, file in enumerate(book.files):
        if file.name not in names and (number in part.notes or file.name in led_to):
            yield load(package, file)


def _with_kicker(reading: Reading, words: str) -> Reading:
    """The article with the words that stood above its headline as its kicker, or as furniture if it has another."""
    article = reading.article
    if not words:
        return reading
    if article.head.kicker or not article.head.headline:
        return reading._replace(
            article=replace(article, furniture=(*article.furniture, Furniture(words, "running_head")))
        )
    head = replace(article.head, kicker=Kicker((Text(words),)))
    return reading._replace(article=replace(article, head=head))


def _reading(
    pages: Joined, stated: Stated, options: ReadOptions, package: Package, *, is_part: bool = False
) -> Reading:
    """The article of joined pages; of a part of a book the authors of the whole are not its own."""
    from lxml import etree

    is_named = next((each for each in pages.body.iter("div") if each.get("class") in _HEAD), None) is not None
    if not is_named:
        name_head_lines(pages.body)
    document = _pandoc(etree.tostring(pages.body, encoding="unicode"))
    contents = {note.id: _pandoc(etree.tostring(note.element, encoding="unicode"))["blocks"] for note in pages.notes}
    blocks = _with_notes(document["blocks"], pages.notes, contents)
    meta, blocks = with_head(blocks)
    if "title" not in meta:
        blocks = _with_title(blocks, stated, is_printed=not is_part and _is_printed(stated.title, pages.furniture))
    meta["notes"] = {"t": "MetaMap", "c": {note.id: {"t": "MetaString", "c": note.mark} for note in pages.notes}}
    read = document_of({**document, "meta": meta, "blocks": blocks})
    lang = language_of("\n".join(paragraphs(pages.body)), stated.lang)
    article = completed(replace(read.article, lang=lang), stated, named=is_named)
    signed = Reading(article, ()) if is_part else with_stated_authors(article, stated)
    reading = Reading(signed.article, (*read.problems, *signed.problems))
    stated = stated._replace(authors=()) if is_part else stated
    return finished(reading, options, stated=stated, furniture=pages.furniture, find=package.picture)


def _pandoc(html: str) -> dict[str, Any]:
    arguments = ("--standalone", "--preserve-tabs", f"--from={_HTML}", "--to=json")
    document: dict[str, Any] = msgspec.json.decode(pandoc.run(arguments, html.encode()).data)
    return document


def _with_notes(elements: Any, notes: list[Note], contents: dict[str, Any]) -> Any:
    """pandoc's elements with a note in the place of each call."""
    if isinstance(elements, list):
        return [_with_notes(element, notes, contents) for element in elements]
    if not isinstance(elements, dict):
        return elements
    if elements.get("t") == "Span":
        (_, classes, _), content = elements["c"]
        if "note-call" in classes:
            return {"t": "Note", "c": _with_notes(contents[classes[1]], notes, contents), "label": classes[1]}
        if "note-again" in classes:
            return {"t": "Span", "c": [["", [], [["data-note", classes[1]]]], content]}
    return {name: _with_notes(value, notes, contents) for name, value in elements.items()}


def _is_printed(title: str, furniture: Sequence[Furniture]) -> bool:
    """Whether the title that a book states opens its title page, or its cover."""
    words = title.casefold().split()
    return any(words and piece.text.casefold().split()[: len(words)] == words for piece in furniture)


def _with_title(blocks: list[Element], stated: Stated, *, is_printed: bool) -> list[Element]:
    """The blocks below a headline of level 1: the only heading of that level, if it opens the text and the book has no
    title page with another, else the title that the book states, with all other headings one level lower."""
    tops = [block for block in _headers(blocks) if block["c"][0] == 1]
    title = "" if is_placeholder(stated.title) else " ".join(stated.title.split())
    differs = is_printed and not _is_same(words_of(tops[:1]), title)
    if len(tops) == 1 and blocks and _opens(blocks, tops[0]) and not differs:
        return _flattened_to(blocks, tops[0])
    if not title:
        return _with_first_line(blocks) if stated.title else blocks
    if blocks and blocks[0]["t"] == "Para" and words_of(blocks[0]).split() == title.split():
        blocks = blocks[1:]
    if tops:
        for header in _headers(blocks):
            header["c"][0] = min(6, header["c"][0] + 1)
    words = [{"t": "Str", "c": title}]
    return [{"t": "Header", "c": [1, ["", [], []], words]}, *blocks]


def _with_first_line(blocks: list[Element]) -> list[Element]:
    """The blocks with a short first line, which ends no sentence, as the headline."""
    first = blocks[0] if len(blocks) > 1 else None
    words = words_of(first["c"]).strip() if first and first["t"] == "Para" else ""
    if not first or not 0 < len(words) <= _HEADLINE or ends_sentence(words):
        return blocks
    return [{"t": "Header", "c": [1, ["", [], []], first["c"]]}, *blocks[1:]]


def _is_same(one: str, other: str) -> bool:
    """Whether one of two titles is the beginning or the end of the other, or all of it."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return short == long[: len(short)] or short == long[len(long) - len(short) :]


def _headers(blocks: Any) -> list[Element]:
    if isinstance(blocks, list):
        return [header for block in blocks for header in _headers(block)]
    if not isinstance(blocks, dict):
        return []
    return [blocks] if blocks.get("t") == "Header" else _headers(blocks.get("c"))


def _opens(blocks: list[Element], header: Element) -> bool:
    """Whether nothing of any length stands before a heading."""
    return words_of(blocks).strip().startswith(words_of(header).strip())


def _flattened_to(blocks: list[Element], header: Element) -> list[Element]:
    """The blocks with a heading inside divisions brought to the top."""
    first = blocks[0]
    if first is header or first["t"] != "Div":
        return blocks
    return _flattened_to([*first["c"][1], *blocks[1:]], header)
