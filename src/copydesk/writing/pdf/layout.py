"""Choosing among layouts of an article: the first whose pages have no fault is taken.

A layout differs from the style's own by where notes stand, whether wide tables span the columns, what a page's end may
break, and whether there are columns at all. To lay one out takes most of a PDF's time, so the likeliest comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree import ElementTree

from copydesk.errors import UsageError
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._cost import BUDGET, LONG, TooMuchWorkError, seconds
from copydesk.writing._shared.facts import title
from copydesk.writing.html import page
from copydesk.writing.pdf import finished_pages
from copydesk.writing.pdf.bounds import bound
from copydesk.writing.pdf.finished_pages import REMEDY, Fault
from copydesk.writing.pdf.html import PdfVisitor
from copydesk.writing.pdf.lines import keep_short_cells, keep_together, keep_word, let_break, set_spaces_apart
from copydesk.writing.pdf.tables import fit

RUNNING_HEAD = 60
"""The longest running head, in characters."""

LATE = 0.2
"""How many of the notes may stand on the page after their reference's, where that has no room for them."""

BARE = 0.24
"""How far down, in heights of the page, the last page's text must reach if it is not to look forgotten there. Where
it does not, the text is set again a little tighter, as the style says, in the hope that it saves the page."""

ROUNDS = 2
"""How often a layout is made again to bring words together that ends of pages or columns break, and as often to fill
what is empty above tables."""


class Layout(NamedTuple):
    """Whether notes stand at the feet of pages, whether wide tables span the columns, and for the whole of an article:
    nothing if it is set as the style says, ``breaking`` if also tables and the like may be broken by a page's end, and
    ``one-column``, which is without columns besides."""

    notes_at_foot: bool
    tables_span: bool
    whole: str = ""


class Set(NamedTuple):
    """An article laid out: as a ``weasyprint.Document``, with what was noticed and what is wrong with its pages."""

    document: Any
    problems: list[Problem]
    faults: tuple[Fault, ...]


LayOut = Callable[[ElementTree.Element, int], Any]
"""Lays out a page of HTML, written in so many characters, as a ``weasyprint.Document``."""


class _Page(NamedTuple):
    """A page of HTML, written in ``size`` characters, with the visitor that has written it."""

    root: ElementTree.Element
    size: int
    visitor: PdfVisitor


class _Press:
    """Lays out pages of HTML, and adds up how much it has laid out."""

    def __init__(self, lay_out: LayOut) -> None:
        self._lay_out = lay_out
        self._spent = 0

    def has_time_for(self, source: str) -> bool:
        """Whether a page of HTML may be laid out once more."""
        return self._spent + len(source) <= max(BUDGET, 2 * len(source))

    def set(self, source: str, visitor: PdfVisitor) -> Set:
        """A page of HTML laid out, its crowded tables set as there is room for them: a little tighter if that saves a
        page or mends a fault, and with no word broken at the end of a page or column, where that can be helped and
        there is time for it."""
        page = _Page(_parsed(source), len(source), visitor)
        fit(page.root, self._lay_out_once)
        try:
            made = self._once(page)
        except TooMuchWorkError:
            for body in page.root.iter("body"):
                body.set("class", f"unbalanced {body.get('class')}")
            made = self._once(page)
        made = self._with_holes_filled(page, made)
        if made.faults or last_page_is_bare(made.document):
            tighter = page._replace(root=deepcopy(page.root))
            for body in tighter.root.iter("body"):
                body.set("class", f"tight {body.get('class')}")
            if tight := self._improved(tighter, made, strictly=True):
                made, page = tight, tighter
        for _ in range(ROUNDS):
            words = list(finished_pages.broken_words(finished_pages.pages_of(made.document)))
            if not sum(keep_word(element, word) for element, word in words):
                break
            again = self._improved(page, made, strictly=False)
            if again is None:
                break
            made = again
        return made

    def _with_holes_filled(self, page: _Page, made: Set) -> Set:
        """The page laid out again, with the tables and figures broken that leave too much of a page empty above them,
        where that mends a fault."""
        for _ in range(ROUNDS):
            holes = list(finished_pages.after_holes(finished_pages.pages_of(made.document)))
            again = self._improved(page, made, strictly=True) if holes and let_break(page.root, holes) else None
            if again is None:
                break
            made = again
        return made

    def _improved(self, page: _Page, made: Set, *, strictly: bool) -> Set | None:
        """The page laid out again, which was laid out as ``made``; None where there is no time for that, or it is worse
        than before, or, ``strictly``, no better."""
        if self._spent + page.size > BUDGET:
            return None
        try:
            again = self._once(page)
        except TooMuchWorkError:
            return None
        return again if _rank(again) < _rank(made) or (not strictly and _rank(again) == _rank(made)) else None

    def _once(self, page: _Page) -> Set:
        return _looked_at(self._lay_out_once(page.root, page.size), page.visitor)

    def _lay_out_once(self, root: ElementTree.Element, size: int) -> Any:
        self._spent += size
        return self._lay_out(root, size)


def laid_out(article: Article, lay_out: LayOut, paper: str, layouts: Iterable[Layout]) -> Set:
    """The article in the first of the layouts whose pages have no fault, or else in the one whose faults are least;
    these are then among its problems. Raises UsageError where none can be laid out in good time."""
    press = _Press(lay_out)
    tried: dict[str, Set] = {}
    for layout in layouts:
        if layout.whole == "one-column" and not any(
            finished_pages.has_columns(made.document) for made in tried.values()
        ):
            continue
        visitor = PdfVisitor(article, at_foot=layout.notes_at_foot, spanning=layout.tables_span)
        classes = f"paper-{paper} {layout.whole}".strip()
        source = page(article, visitor, class_=classes, data_running=running_head(article))
        if source in tried or not press.has_time_for(source):
            continue
        took = seconds(len(source), source.count("</"))
        if took >= LONG:
            visitor.problems.append(Problem("cost", None, f"this PDF takes about {took} seconds to make"))
        try:
            tried[source] = press.set(source, visitor)
        except TooMuchWorkError:
            continue
        except IndexError:  # WeasyPrint's, where a column has less room than its first footnote needs
            if layout.notes_at_foot:
                continue
            raise
        if not tried[source].faults:
            return tried[source]
    if not tried:
        raise UsageError("no layout of these pages is found in good time", "Choose another style, such as plain")
    best = min(tried.values(), key=lambda made: finished_pages.badness(made.faults))
    said = "; ".join(map(str, best.faults[:3])) + ("; and more" if len(best.faults) > 3 else "")
    remedies = dict.fromkeys(REMEDY[fault.kind] for fault in best.faults if fault.kind in REMEDY)
    best.problems.append(
        Problem("layout", None, f"no layout of these pages is without fault: {'; '.join([said, *remedies])}")
    )
    return best


def layouts(article: Article, *, floats_notes: bool, spans: bool) -> Iterator[Layout]:
    """The layouts to try, the best first, where the style floats notes to the feet of pages, and spans its columns with
    wide tables."""
    feet = (True, False) if floats_notes and notes_are_few(article) else (False,)
    for tables_span in (True, False) if spans else (False,):
        for at_foot in feet:
            yield Layout(at_foot, tables_span)
    yield Layout(feet[0], spans, "breaking")
    yield Layout(notes_at_foot=False, tables_span=False, whole="one-column")


def _looked_at(document: Any, visitor: PdfVisitor) -> Set:
    faults = finished_pages.faults(finished_pages.pages_of(document))
    if not notes_found_room(document, visitor.footnotes):
        faults = (Fault(1, "notes"), *faults)
    return Set(document, visitor.problems, faults)


def _rank(made: Set) -> tuple[int, int]:
    return finished_pages.badness(made.faults), len(made.document.pages)


def _parsed(source: str) -> ElementTree.Element:
    """A page of HTML as the tree that it is: in HTML a paragraph could hold no footnote of several blocks. Each element
    bears the classes of the one after it, for style sheets to ask for."""
    root = ElementTree.fromstring(source)
    keep_together(root)
    bound(root)
    keep_short_cells(root)
    if root.get("dir") != "rtl":  # PDFium, in Chromium, finds no space that stands alone in text from right to left
        set_spaces_apart(root)
    for element in root.iter():
        for one, other in pairwise(element):
            one.set("data-next", other.get("class") or "")
    return root


# ------------------------------------------------------------------------------------------------- what is asked


def running_head(article: Article) -> str:
    """What stands at the top of each page but the first: the newspaper's name, or the headline, cut where too long."""
    words = article.metadata.publisher or title(article)
    return words if len(words) <= RUNNING_HEAD else words[:RUNNING_HEAD].rsplit(" ", 1)[0] + "…"


def last_page_is_bare(document: Any) -> bool:
    """Whether a laid-out document of several pages ends on one with little more than a few lines."""
    last = document.pages[-1]
    _, end, _, _ = last.anchors.get("end", (0, last.height, 0, 0))  # it has the text's end, or nothing but footnotes
    return len(document.pages) > 1 and end < BARE * last.height


def notes_are_few(article: Article) -> bool:
    """Whether an article has notes, and text enough for the feet of its pages to hold them: twice as many words, and a
    line or two for each note. To try it with more would take long and come to nothing."""
    text, notes = len(plain(article.body)), len(plain(article.notes))
    return text >= 2 * notes > 0 and text >= 100 * len(article.notes)


def notes_found_room(document: Any, numbers: Collection[int]) -> bool:
    """Whether the footnotes of these numbers stand where a reader looks for them: none is higher than a third of its
    page, and each on the page of its reference but for a few, which may stand on the next."""
    places: dict[str, tuple[int, Any]] = {}
    for number, laid in enumerate(document.pages):
        for name, box in laid.anchors.items():
            places.setdefault(name, (number, box))
    late = 0
    for number in numbers:
        if f"ref-{number}" not in places or f"note-{number}" not in places:
            return False
        called, _ = places[f"ref-{number}"]
        found, (_, top, _, bottom) = places[f"note-{number}"]
        height = document.pages[found].height
        if found - called not in (0, 1) or not 0 < top < bottom < height or bottom - top > height / 3:
            return False
        late += found - called
    return late <= LATE * len(numbers)
