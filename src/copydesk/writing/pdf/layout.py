"""Chooses the layout of an article: the first whose pages have no fault.

Layouts differ in the position of notes, whether wide tables span the columns, what a page break may divide, and whether
there are columns at all. Laying out takes most of the time of a PDF, so the most likely layout is tried first.
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
from copydesk.writing._cost import BUDGET, LONG, TooMuchWorkError, seconds
from copydesk.writing._shared.facts import running_head
from copydesk.writing.html import page
from copydesk.writing.pdf import finished_pages
from copydesk.writing.pdf.bounds import bound
from copydesk.writing.pdf.feet import notes_are_few
from copydesk.writing.pdf.finished_pages import REMEDY, Fault
from copydesk.writing.pdf.html import PdfVisitor
from copydesk.writing.pdf.lines import keep_short_cells, keep_together, keep_word, let_break, set_spaces_apart
from copydesk.writing.pdf.picture_sizes import fit_pictures, restore
from copydesk.writing.pdf.tables import fit

LATE = 0.2
"""The largest share of notes that may be on the page after that of their reference."""

BARE = 0.24
"""The part of the last page's height that its text must fill. If it fills less, the text is set again slightly tighter,
as the style says, to save the page."""

ROUNDS = 2
"""How often a layout is repeated to join words that page or column breaks divide, and to fill gaps above tables."""


class Layout(NamedTuple):
    """Whether notes are at the foot of pages, whether wide tables span the columns, and the variant: empty as the style
    says, ``breaking`` if page breaks may also divide tables and the like, ``one-column`` for that without columns."""

    notes_at_foot: bool
    tables_span: bool
    variant: str = ""


class LaidOut(NamedTuple):
    """An article laid out as a ``weasyprint.Document``, with its problems and the faults of its pages."""

    document: Any
    problems: list[Problem]
    faults: tuple[Fault, ...]


LayOut = Callable[[ElementTree.Element, int], Any]
"""Lays out a page of HTML, given with its number of characters, as a ``weasyprint.Document``."""


class _Page(NamedTuple):
    """A page of HTML of ``size`` characters, with the visitor that wrote it."""

    root: ElementTree.Element
    size: int
    visitor: PdfVisitor


class _Press:
    """Lays out pages of HTML and adds up their characters."""

    def __init__(self, lay_out: LayOut) -> None:
        self._lay_out = lay_out
        self._spent = 0

    def has_time_for(self, source: str) -> bool:
        """Whether the budget allows laying out this HTML."""
        return self._spent + len(source) <= max(BUDGET, 2 * len(source))

    def lay_out(self, source: str, visitor: PdfVisitor) -> LaidOut:
        """Lays out a page of HTML, with crowded tables set to fit: slightly tighter if that saves a page or removes a
        fault, and without words divided by page or column breaks if possible within the budget."""
        page = _Page(_parsed(source), len(source), visitor)
        fit(page.root, self._lay_out_once)
        try:
            result = self._once(page)
        except TooMuchWorkError:
            for body in page.root.iter("body"):
                body.set("class", f"unbalanced {body.get('class')}")
            result = self._once(page)
        result = self._with_holes_filled(page, result)
        if result.faults or last_page_is_bare(result.document):
            tighter = page._replace(root=deepcopy(page.root))
            for body in tighter.root.iter("body"):
                body.set("class", f"tight {body.get('class')}")
            if tightened := self._improved(tighter, result, strictly=True):
                result, page = tightened, tighter
        rtl = page.root.get("dir") == "rtl"
        for _ in range(ROUNDS):
            words = list(finished_pages.broken_words(finished_pages.pages_of(result.document)))
            if not sum(keep_word(element, word, rtl=rtl) for element, word in words):
                break
            improved = self._improved(page, result, strictly=False)
            if improved is None:
                break
            result = improved
        return result

    def _with_holes_filled(self, page: _Page, result: LaidOut) -> LaidOut:
        """The page laid out again, with tables and figures divided, or pictures reduced, that leave too much of a page
        empty above them, if that removes a fault."""
        for _ in range(ROUNDS):
            pages = finished_pages.pages_of(result.document)
            holes = list(finished_pages.after_holes(pages))
            smaller = fit_pictures(page.root, pages) if holes else []
            changed = smaller or (holes and let_break(page.root, holes))
            improved = self._improved(page, result, strictly=True) if changed else None
            if improved is None:
                restore(smaller)
                break
            result = improved
        return result

    def _improved(self, page: _Page, before: LaidOut, *, strictly: bool) -> LaidOut | None:
        """The page laid out again; None if the budget is spent or the result is worse than ``before`` or, if
        ``strictly``, not better."""
        if self._spent + page.size > BUDGET:
            return None
        try:
            result = self._once(page)
        except TooMuchWorkError:
            return None
        return result if _rank(result) < _rank(before) or (not strictly and _rank(result) == _rank(before)) else None

    def _once(self, page: _Page) -> LaidOut:
        return _checked(self._lay_out_once(page.root, page.size), page.visitor)

    def _lay_out_once(self, root: ElementTree.Element, size: int) -> Any:
        self._spent += size
        return self._lay_out(root, size)


def best_layout(article: Article, lay_out: LayOut, paper: str, layouts: Iterable[Layout]) -> LaidOut:
    """The article in the first layout whose pages have no fault, or else in the one with the least faults, which are
    then among its problems. Raises UsageError if every layout takes too long."""
    press = _Press(lay_out)
    tried: dict[str, LaidOut] = {}
    for layout in layouts:
        if layout.variant == "one-column" and not any(
            finished_pages.has_columns(result.document) for result in tried.values()
        ):
            continue
        visitor = PdfVisitor(article, at_foot=layout.notes_at_foot, spanning=layout.tables_span)
        classes = f"paper-{paper} {layout.variant}".strip()
        source = page(article, visitor, class_=classes, data_running=running_head(article))
        if source in tried or not press.has_time_for(source):
            continue
        estimate = seconds(len(source), source.count("</"))
        if estimate >= LONG:
            visitor.problems.append(Problem("cost", None, f"this PDF will take about {estimate} seconds"))
        try:
            tried[source] = press.lay_out(source, visitor)
        except TooMuchWorkError:
            continue
        except IndexError:  # raised by WeasyPrint if a column has less room than its first footnote
            if layout.notes_at_foot:
                continue
            raise
        if not tried[source].faults:
            return tried[source]
    if not tried:
        raise UsageError("every layout of this article takes too long", "Choose another style, such as plain")
    best = min(tried.values(), key=lambda result: finished_pages.badness(result.faults))
    listed_faults = "; ".join(map(str, best.faults[:3])) + ("; and more" if len(best.faults) > 3 else "")
    remedies = dict.fromkeys(REMEDY[fault.kind] for fault in best.faults if fault.kind in REMEDY)
    best.problems.append(
        Problem(
            "layout",
            None,
            f"every layout of this article that was tried has a fault: {'; '.join([listed_faults, *remedies])}",
        )
    )
    return best


def layouts(article: Article, *, floats_notes: bool, spans: bool) -> Iterator[Layout]:
    """The layouts to try, the best first. ``floats_notes`` and ``spans`` say whether the style floats notes to the foot
    of pages and lets wide tables span columns."""
    feet = (True, False) if floats_notes and notes_are_few(article) else (False,)
    for tables_span in (True, False) if spans else (False,):
        for at_foot in feet:
            yield Layout(at_foot, tables_span)
    yield Layout(feet[0], spans, "breaking")
    yield Layout(notes_at_foot=False, tables_span=False, variant="one-column")


def _checked(document: Any, visitor: PdfVisitor) -> LaidOut:
    faults = finished_pages.faults(finished_pages.pages_of(document))
    if not notes_fit(document, visitor.footnotes):
        faults = (Fault(1, "notes"), *faults)
    return LaidOut(document, visitor.problems, faults)


def _rank(result: LaidOut) -> tuple[int, int]:
    return finished_pages.badness(result.faults), len(result.document.pages)


def _parsed(source: str) -> ElementTree.Element:
    """A page of HTML parsed as XML, since an HTML parser allows no footnote of several blocks in a paragraph. Each
    element gets the classes of the next one as an attribute for style sheets."""
    root = ElementTree.fromstring(source)
    keep_together(root)
    bound(root)
    keep_short_cells(root)
    if root.get("dir") != "rtl":  # PDFium, in Chromium, loses separate spaces in right-to-left text
        set_spaces_apart(root)
    for element in root.iter():
        for one, other in pairwise(element):
            one.set("data-next", other.get("class") or "")
    return root


# -------------------------------------------------------------------------------- properties of article and pages


def last_page_is_bare(document: Any) -> bool:
    """Whether the last of several pages has only a few lines."""
    last = document.pages[-1]
    _, end, _, _ = last.anchors.get("end", (0, last.height, 0, 0))  # without the anchor the page has only footnotes
    return len(document.pages) > 1 and end < BARE * last.height


def notes_fit(document: Any, numbers: Collection[int]) -> bool:
    """Whether the footnotes with these numbers are where readers expect them: none higher than a third of its page, and
    each on the page of its reference, except for a share of ``LATE``, which may be on the next."""
    positions: dict[str, tuple[int, Any]] = {}
    for number, laid in enumerate(document.pages):
        for name, box in laid.anchors.items():
            positions.setdefault(name, (number, box))
    late = 0
    for number in numbers:
        if f"ref-{number}" not in positions or f"note-{number}" not in positions:
            return False
        reference_page, _ = positions[f"ref-{number}"]
        note_page, (_, top, _, bottom) = positions[f"note-{number}"]
        height = document.pages[note_page].height
        if note_page - reference_page not in (0, 1) or not 0 < top < bottom < height or bottom - top > height / 3:
            return False
        late += note_page - reference_page
    return late <= LATE * len(numbers)
