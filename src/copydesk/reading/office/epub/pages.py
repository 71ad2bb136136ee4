"""The pages of an e-book -> one page of HTML in the terms that ``read_pandoc`` knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.reading.office.epub.book import Book, Page
from copydesk.reading.office.epub.elements import remove, types_of, words_in
from copydesk.reading.office.epub.notes import Note, notes_in
from copydesk.reading.office.epub.pictures import name_pictures
from copydesk.reading.office.epub.terms import put_in_known_terms
from copydesk.reading.office.package import member_name
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Furniture

_FRAME = frozenset(
    [
        "cover", "titlepage", "halftitlepage", "title-page", "imprint", "colophon", "copyright-page", "copyright",
        "copyright-legal", "toc", "landmarks", "loi", "lot", "nav", "page-list", "index", "notice", "other-credits",
    ]
)  # fmt: skip
_HOLDERS = frozenset(["div", "section", "article", "aside", "header", "main", "nav", "figure", "p"])
_FEW = 3  # pages, of which a line that opens most of them is a running head
_MOST = 0.6
_SHORT = 80


class Joined(NamedTuple):
    """The pages as one: the body, the notes by number, and what was set aside."""

    body: Any
    notes: list[Note]
    furniture: list[Furniture]


def joined_pages(book: Book) -> Joined:
    """All pages of a book in one body. A paragraph that one page ends in mid-sentence goes on with the next."""
    from lxml import etree

    body = etree.Element("body")
    furniture: list[Furniture] = []
    text_pages: list[Page] = []
    for page in book.pages:
        if _is_frame(page):
            words = " ".join(paragraphs(_body(page))) or words_in(_body(page))
            furniture += [Furniture(words, "navigation" if "nav" in page.purpose else "frame")] if words else []
        else:
            text_pages.append(page)
    for page in text_pages:
        _name_targets(page)
        name_pictures(page, book.members)
    furniture += _running_lines(text_pages)
    for page in text_pages:
        own = _body(page)
        content = etree.Element("div")
        _append_text(content, own.text)
        content.extend(list(own))
        _join(body, content)
    for element in list(body.iter("script", "style", "nav", "template", "noscript")):
        words = words_in(element) if element.tag == "nav" else ""
        furniture += [Furniture(words, "navigation")] if words else []
        remove(element)
    notes = notes_in(body)
    put_in_known_terms(body)
    return Joined(body, notes, furniture)


def _body(page: Page) -> Any:
    found = page.root if page.root.tag == "body" else page.root.find(".//body")
    return page.root if found is None else found


def _is_frame(page: Page) -> bool:
    """Whether a page is a cover, a title page, an imprint or a table of contents: by what the book says, or by its own
    semantic attributes."""
    if page.purpose in _FRAME:
        return True
    element = _body(page)
    for _ in range(3):
        if types_of(element) & _FRAME:
            return True
        children = [child for child in element if isinstance(child.tag, str)]
        if len(children) != 1 or children[0].tag not in _HOLDERS:
            break
        element = children[0]
    return not words_in(_body(page)) and next(_body(page).iter("img", "image"), None) is None


def _name_targets(page: Page) -> None:
    """Makes ids and the links to them unique in the whole book."""
    folder = str(PurePosixPath(page.name).parent)
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        if "id" in element.attrib:
            element.set("id", f"{page.name}#{element.get('id')}")
        href = element.get("href", "")
        if element.tag == "a" and href and ":" not in href.partition("#")[0]:
            path, _, anchor = href.partition("#")
            target = member_name(folder, unquote(path)) if path else page.name
            element.set("href", f"#{target}#{unquote(anchor)}")


def _running_lines(pages: Sequence[Page]) -> list[Furniture]:
    """The lines that most pages open or close with, taken out of them."""
    if len(pages) < _FEW:
        return []
    furniture = []
    for at in (0, -1):
        ends = [paragraphs[at] for page in pages if len(paragraphs := list(_body(page).iter("p"))) > 1]
        counts = Counter(words for end in ends if len(words := _without_digits(words_in(end))) < _SHORT)
        for words, count in counts.items():
            if count < max(_FEW, _MOST * len(pages)):
                continue
            for end in ends:
                if _without_digits(words_in(end)) == words:
                    kind = "running_head" if any(map(str.isalpha, words)) else "page_number"
                    furniture += [Furniture(words_in(end), kind)] if words_in(end) else []  # type: ignore[arg-type]
                    remove(end)
    return furniture


def _without_digits(words: str) -> str:
    return "".join(character for character in words if not character.isdigit()).strip()


def _append_text(element: Any, text: str | None) -> None:
    if text and text.strip():
        element.text = text


def _join(body: Any, content: Any) -> None:
    """Appends a page; a paragraph cut by the page's end becomes one again."""
    last, first = _paragraph_at(-1, body), _paragraph_at(0, content)
    if last is not None and first is not None:
        before, after = words_in(last), words_in(first)
        if before and after and not ends_sentence(before) and after[0].islower():
            hyphen = before.endswith(("-", "\u2010", "\u00ad")) and len(before) > 1 and before[-2].isalpha()
            _glue(last, first, hyphen=hyphen)
            if not words_in(content) and next(content.iter("img", "image", "svg"), None) is None:
                return
    body.append(content)


def _paragraph_at(end: int, element: Any) -> Any:
    """The paragraph that an element begins (0) or ends (-1) with, None if that is another block."""
    while len(element):
        element = element[end]
        if element.tag == "p":
            return element
        if element.tag not in ("div", "section", "article", "body", "main"):
            return None
    return None


def _glue(last: Any, first: Any, *, hyphen: bool) -> None:
    """Moves the content of the second paragraph to the end of the first. A word broken by a hyphen is joined."""
    text = (first.text or "").lstrip()
    if len(last):
        tail = (last[-1].tail or "").rstrip()
        last[-1].tail = (tail[:-1] if hyphen else f"{tail} ") + text
    else:
        own = (last.text or "").rstrip()
        last.text = (own[:-1] if hyphen else f"{own} ") + text
    last.extend(list(first))
    remove(first)


def paragraphs(body: Any) -> Iterator[str]:
    """The words of the paragraphs and headings in a body."""
    return (
        words for element in body.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li") if (words := words_in(element))
    )
