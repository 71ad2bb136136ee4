"""Where on its page an entry of the contents begins, and what is printed there: its headline, its byline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from copydesk.reading.office.epub.book import Page
from copydesk.reading.office.epub.contents import Entry, is_authors
from copydesk.reading.office.epub.elements import types_of, words_in
from copydesk.reading.office.epub.pages import body_of, is_frame
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    [
        *HEADINGS, "p", "li", "td", "th", "pre", "dt", "dd", "figcaption", "address", "div", "header", "section",
        "article", "blockquote", "aside", "footer", "hgroup", "center", "main",
    ]
)  # fmt: skip
_QUOTED = frozenset(["blockquote", "figure", "aside", "figcaption", "table", "nav"])
_EPIGRAPH = frozenset(["epigraph", "quote", "dedication", "z3998:epigraph"])
LABEL = 60
"""The most characters of a line above a headline, such as the name of a section."""
MOST_LABELS = 2
_FEW = 5  # blocks in which a headline and a byline stand
_DECK = 300  # characters of a block that may stand between them
_BYLINE = 120  # characters


class Start(NamedTuple):
    """Where a part of a book begins: the place of its first element among those of the page, 0 for the whole page, and
    what stands there up to the next start: whether a headline of its own, a ``byline``, empty if there is none, and how
    many words. ``kinds`` are what its elements are called."""

    entry: Entry
    at: int
    words: int
    has_headline: bool
    byline: str
    kinds: frozenset[str]
    is_frame: bool


def starts_on(page: Page, entries: list[Entry], lines: CreditLines, authors: tuple[str, ...]) -> list[Start]:
    """The starts of the entries that lead to a page, in their order on it; ``lines`` recognises bylines, and
    ``authors`` are those the book states, who may stand without a ``By``."""
    body = body_of(page)
    places = {element: number for number, element in enumerate(body.iter())}
    blocks = [(places[block], block) for block in blocks_of(body)]
    targets = [_target(entry, body) for entry in entries]
    begins = sorted({places[target] for target in targets})
    starts = []
    for entry, target in sorted(zip(entries, targets, strict=True), key=lambda pair: places[pair[1]]):
        at = places[target]
        end = next((begin for begin in begins if begin > at), len(places))
        own = [block for place, block in blocks if at <= place < end]
        kinds = {kind for element in _around(target, body) for kind in types_of(element)}
        headline = next((block for block in own[:_FEW] if _is_headline(block, entry)), None)
        starts.append(
            Start(
                entry,
                at,
                sum(len(words_in(block).split()) for block in own),
                headline is not None,
                entry.byline or _byline(own[:_FEW], headline, lines, authors),
                entry.kinds | kinds,
                is_frame(page),
            )
        )
    return starts


def _is_headline(block: Any, entry: Entry) -> bool:
    return block.tag in HEADINGS or is_same(words_in(block), entry.title)


def is_same(words: str, title: str) -> bool:
    """Whether the words are those of a title but for their case and marks."""
    return bool(letters := _letters(words)) and letters == _letters(title)


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _target(entry: Entry, body: Any) -> Any:
    """The element that an entry begins with: that of its anchor, or the block that its title is, raised to the largest
    that nothing stands before in it. Without an anchor it is the whole page if only a few words stand above the title:
    more than that is the end of the article before."""
    if entry.anchor:
        named = (each for each in body.iter() if entry.anchor in (each.get("id"), each.get("name")))
        element = next(named, body)
    else:
        headings = list(body.iter(*HEADINGS))
        element = next((each for each in headings if is_same(words_in(each), entry.title)), body)
        if element is not body and _are_labels(takewhile(lambda block: block is not element, blocks_of(body))):
            return body
    while element is not body and (above := element.getparent()) is not None and _opens(element, above):
        element = above
    return element


def _are_labels(blocks: Iterable[Any]) -> bool:
    """Whether blocks are a few words each and no text, such as the name of a section."""
    lines = [words_in(block) for block in blocks]
    return len(lines) <= MOST_LABELS and all(len(line) <= LABEL and not ends_sentence(line) for line in lines)


def _opens(element: Any, above: Any) -> bool:
    before = element.itersiblings(preceding=True)
    return not (above.text or "").strip() and not any(words_in(each) or (each.tail or "").strip() for each in before)


def _around(first: Any, body: Any) -> Iterator[Any]:
    """The element that a part begins with, those that it begins in, and that which alone is in it."""
    yield first
    if first is body:
        inner = first
        while len(children := [child for child in inner if isinstance(child.tag, str)]) == 1:
            inner = children[0]
            yield inner


def blocks_of(body: Any) -> Iterator[Any]:
    """The innermost blocks with words, in order: paragraphs, headings, items, and divisions without these in them."""
    for element in body.iter("*"):
        inner = (each for each in element.iterdescendants("*") if each.tag in _BLOCKS)
        if element.tag in _BLOCKS and words_in(element) and not any(map(words_in, inner)):
            yield element


def _byline(blocks: list[Any], headline: Any, lines: CreditLines, authors: tuple[str, ...]) -> str:
    """The byline near a headline: what an element is called that, or the words say."""
    for block in blocks:
        words = words_in(block)
        if block is headline or len(words) > _BYLINE or _is_quoted(block):
            if len(words) > _DECK:
                return ""
            continue
        around = (block.getparent(), *block.iter("*"))
        if any(each is not None and is_authors(each) and words_in(each) == words for each in around):
            return words
        credit = lines.byline(words, in_byline_position=words in authors)
        if credit and credit.persons and (credit.announced or words in authors):
            return words
    return ""


def _is_quoted(block: Any) -> bool:
    for element in (block, *block.iterancestors()):
        names = types_of(element) | set(element.get("class", "").lower().split())
        if element.tag in _QUOTED or names & _EPIGRAPH:
            return True
    return False
