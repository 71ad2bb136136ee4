"""The pages of an e-book -> one page of HTML in the terms that ``read_pandoc`` knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from copydesk.reading._shared.xml import remove
from copydesk.reading.office.epub.book import Page
from copydesk.reading.office.epub.elements import all_words, types_of, words_in
from copydesk.reading.office.epub.notes import Note, is_page_of_notes, notes_in, others_in
from copydesk.reading.office.epub.pictures import name_pictures
from copydesk.reading.office.epub.printed_pages import without_page_numbers
from copydesk.reading.office.epub.terms import put_in_known_terms
from copydesk.reading.office.package import member_name
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Furniture, FurnitureKind

_FRAME = frozenset(
    [
        "cover", "titlepage", "halftitlepage", "title-page", "imprint", "colophon", "copyright-page", "copyright",
        "copyright-legal", "toc", "landmarks", "loi", "lot", "nav", "page-list", "index", "notice", "other-credits",
    ]
)  # fmt: skip
_HOLDERS = frozenset(["div", "section", "article", "aside", "header", "main", "nav", "figure", "p"])
_UNSHOWN = frozenset(["script", "style", "template", "noscript"])
_FEW = 3  # pages, of which a line that opens most of them is a running head
_MOST = 0.6
_MANY = 10  # pages, fewer of which may be chapters without headings
_SHORT = 80
_TEXT_LINE = 60  # characters; a line of verse that ends no sentence is shorter
_ROWS = 3  # lines of a running head


class Joined(NamedTuple):
    """The pages as one: the body, the notes by number, and what was set aside."""

    body: Any
    notes: list[Note]
    furniture: list[Furniture]


def joined_pages(pages: Iterable[Page], members: Container[str], note_pages: Iterable[Page] = ()) -> Joined:
    """All pages in one body, in which pictures have the names of the book's ``members``. A paragraph that one page ends
    in mid-sentence goes on with the next. Of ``note_pages`` only the notes are taken that the others refer to."""
    from lxml import etree

    body = etree.Element("body")
    furniture: list[Furniture] = []
    text_pages: list[Page] = []
    for page in pages:
        if is_frame(page):
            words = all_words(body_of(page))
            furniture += [Furniture(words, "navigation" if "nav" in page.purpose else "frame")] if words else []
        else:
            text_pages.append(page)
    with_notes = list(note_pages)
    of_notes = {page.name for page in text_pages if is_page_of_notes(body_of(page))}
    for page in (*text_pages, *with_notes):
        furniture += without_page_numbers(body_of(page))
        _name_targets(page)
        name_pictures(page, members)
    furniture += _running_lines(text_pages)
    printed = _are_printed_pages(text_pages)
    for page in text_pages:
        own = body_of(page)
        content = etree.Element("div", role="doc-endnotes") if page.name in of_notes else etree.Element("div")
        _append_text(content, own.text)
        content.extend(list(own))
        _join(body, content, is_printed_page=printed)
    elsewhere = etree.SubElement(body, "div")
    for page in with_notes:
        elsewhere.extend(list(body_of(page)))
    for element in [each for each in body.iter("*") if each.tag in _UNSHOWN or _is_menu(each)]:
        words = all_words(element) if _is_menu(element) else ""
        furniture += [Furniture(words, "navigation")] if words else []
        remove(element)
    notes = notes_in(body)
    body.remove(elsewhere)
    furniture += [Furniture(words, "frame") for words in others_in(body, {page.name for page in text_pages})]
    put_in_known_terms(body)
    return Joined(body, notes, furniture)


def _is_menu(element: Any) -> bool:
    """Whether an element is a menu: what it is called, or made for, by programs that make books of web pages."""
    return element.tag == "nav" or any("navbar" in name for name in element.get("class", "").split())


def body_of(page: Page) -> Any:
    """The element that holds what is on a page."""
    found = page.root if page.root.tag == "body" else page.root.find(".//body")
    return page.root if found is None else found


def is_frame(page: Page) -> bool:
    """Whether a page is a cover, a title page, an imprint or a table of contents: by what the book says, or by its own
    semantic attributes."""
    if page.purpose in _FRAME:
        return True
    element = body_of(page)
    for _ in range(3):
        if types_of(element) & _FRAME:
            return True
        children = [child for child in element if isinstance(child.tag, str)]
        if len(children) != 1 or children[0].tag not in _HOLDERS:
            break
        element = children[0]
    return not words_in(body_of(page)) and next(body_of(page).iter("img", "image"), None) is None


def target_of(page: Page, href: str) -> str:
    """The address within the book that a link on a page leads to, as ``text/a.xhtml#n1``; empty if it leads out."""
    path, _, anchor = href.partition("#")
    if not href or ":" in path:
        return ""
    member = member_name(str(PurePosixPath(page.name).parent), unquote(path)) if path else page.name
    return f"{member}#{unquote(anchor)}"


def _name_targets(page: Page) -> None:
    """Makes ids and the links to them unique in the whole book."""
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        if "id" in element.attrib:
            element.set("id", f"{page.name}#{element.get('id')}")
        target = target_of(page, element.get("href", "")) if element.tag == "a" else ""
        if target:
            element.set("href", f"#{target}")


def _running_lines(pages: Sequence[Page]) -> list[Furniture]:
    """The lines that most pages open or close with, taken out of them: a folio and a running head may be two."""
    if len(pages) < _FEW:
        return []
    furniture: list[Furniture] = []
    for at in (0, -1):
        for _ in range(_ROWS):
            lines = _repeated_lines(pages, at)
            furniture += lines
            if not lines:
                break
    return furniture


def _repeated_lines(pages: Sequence[Page], at: int) -> list[Furniture]:
    """The first (0) or last (-1) paragraphs that most pages have in common but for their numbers, taken out."""
    furniture = []
    ends = [paragraphs[at] for page in pages if len(paragraphs := list(body_of(page).iter("p"))) > 1]
    counts = Counter(words for end in ends if len(words := _without_digits(words_in(end))) < _SHORT)
    for words, count in counts.items():
        if count < max(_FEW, _MOST * len(pages)):
            continue
        for end in ends:
            if _without_digits(words_in(end)) == words:
                kind: FurnitureKind = "running_head" if any(map(str.isalpha, words)) else "page_number"
                furniture += [Furniture(words_in(end), kind)] if words_in(end) else []
                remove(end)
    return furniture


def _without_digits(words: str) -> str:
    return "".join(character for character in words if not character.isdigit()).strip()


def _append_text(element: Any, text: str | None) -> None:
    if text and text.strip():
        element.text = text


def _are_printed_pages(pages: Sequence[Page]) -> bool:
    """Whether the files of a book are printed pages, and no chapters: many, of which most begin within the text."""
    opened = sum(1 for page in pages if next(body_of(page).iter("h1", "h2", "h3"), None) is not None)
    return len(pages) >= _MANY and opened <= (1 - _MOST) * len(pages)


def _join(body: Any, content: Any, *, is_printed_page: bool) -> None:
    """Appends a page; a paragraph cut by the page's end becomes one again. A page that was printed may go on with a
    name, after a line that does not end its sentence."""
    last, first = _paragraph_at(-1, body), _paragraph_at(0, content)
    if last is not None and first is not None:
        before, after = words_in(last), words_in(first)
        is_cut = before and after and not ends_sentence(before)
        goes_on = is_cut and (after[0].islower() or (is_printed_page and _is_text(before) and after[0].isalnum()))
        if goes_on:
            hyphen = before.endswith(("-", "\u2010", "\u00ad")) and len(before) > 1 and before[-2].isalpha()
            _glue(last, first, hyphen=hyphen and after[0].islower())
            if not words_in(content) and next(content.iter("img", "image", "svg"), None) is None:
                return
    body.append(content)


def _is_text(words: str) -> bool:
    """Whether a line that ends no sentence is text, and no title."""
    return len(words) >= _TEXT_LINE and (words[-1].isalnum() or words[-1] in ",;")


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
