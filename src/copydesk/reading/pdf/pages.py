"""The pages of a PDF as lines: those of its text, and those that stand apart from it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.errors import InputError
from copydesk.reading.pdf.across import may_be_across, may_run_around
from copydesk.reading.pdf.annotations import NO_ANNOTATIONS, Annotations, annotations_of
from copydesk.reading.pdf.bidi import runs_to_left, with_marks
from copydesk.reading.pdf.brackets import with_brackets
from copydesk.reading.pdf.characters import ADDED
from copydesk.reading.pdf.fonts import has_weights
from copydesk.reading.pdf.footnotes import with_hanging_marks
from copydesk.reading.pdf.images import PlacedImage, images_of
from copydesk.reading.pdf.initials import spaced_initial, with_initials, without_initials, words_in
from copydesk.reading.pdf.layers import NOTHING_UNSEEN, unseen_on
from copydesk.reading.pdf.lines import Line, lines_of
from copydesk.reading.pdf.links import links_of
from copydesk.reading.pdf.outlines import is_drawn
from copydesk.reading.pdf.page_runs import page_runs
from copydesk.reading.pdf.place import area_of
from copydesk.reading.pdf.recognised_lines import in_lines
from copydesk.reading.pdf.rules import Grid, Rule, fences_of, grids_of, rules_of
from copydesk.reading.pdf.runs import Run
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.settings import Settings
from copydesk.reading.pdf.structure import NO_ELEMENT, Element, elements_of
from copydesk.reading.pdf.words import words_of
from copydesk.reading.pdf.written import with_written

_UPRIGHT = 3.0  # degrees from the lines of the page
_SAME_PLACE = 0.5  # of a visible run, that a hidden one covers
_SAME_LETTERS = 0.7  # of a hidden run, those that visible text has in its place
_FEW_LETTERS = 3  # so few may be a part of a ligature that the file hides


class PageLines(NamedTuple):
    """The lines of a page from top to bottom, and those ``apart``: rotated, or beyond the edges of the page.

    ``width`` and ``height`` are the page's in points. ``hidden`` counts the characters that are not painted, as below
    the picture of a scan, ``unmapped`` those of which the file does not say which they are. ``quarter`` is how many
    quarters of a circle the page was turned by; ``rules`` are those that lie level, ``grids`` what all its rules make.
    ``is_across`` says that lines of it may have been read across two columns, ``is_around`` that what was read as two
    columns may be lines that go on behind a picture. ``has_unseen`` says that a layer of it is switched off,
    ``is_drawn`` that it has no text, but shapes that may be words. ``beside`` is what it shows beside its
    content, whose words begin at ``written_from`` or behind it.
    """

    lines: list[SetLine]
    apart: list[SetLine]
    width: float
    height: float
    characters: int = 0
    hidden: int = 0
    unmapped: int = 0
    images: Sequence[PlacedImage] = ()
    quarter: int = 0
    is_damaged: bool = False
    grids: Sequence[Grid] = ()
    rules: Sequence[Rule] = ()
    is_across: bool = False
    is_around: bool = False
    has_unseen: bool = False
    is_drawn: bool = False
    beside: Annotations = NO_ANNOTATIONS
    written_from: float = math.inf

    @property
    def written(self) -> list[SetLine]:
        """The lines that are none of its content: of form fields and text boxes."""
        return [line for line in self.lines if line.start >= self.written_from]

    @property
    def picture_share(self) -> float:
        """The share of the page that its largest picture covers."""
        area = self.width * self.height
        return max(map(area_of, (image.box for image in self.images)), default=0.0) / area if area else 0.0


def page_lines(
    raw: Any, document: Any, number: int, most: int, *, form: Any = None, may_be_off: bool = False
) -> PageLines:
    """The lines of a page, which counts from 0; one that is damaged has none. ``form`` is pdfium's handle of that of
    the file, if it has one; ``may_be_off`` says that layers of it may be switched off. Raises InputError if it holds
    more than ``most`` characters."""
    page = raw.FPDF_LoadPage(document, number)
    text_page = raw.FPDFText_LoadPage(page) if page else None
    if not text_page:
        if page:
            raw.FPDF_ClosePage(page)
        return PageLines([], [], 0.0, 0.0, is_damaged=True)
    try:
        if raw.FPDFText_CountChars(text_page) > most:
            raise InputError("the PDF holds too many characters for an article", "Split it")
        links = links_of(raw, document, page)
        unseen = unseen_on(raw, page) if may_be_off else NOTHING_UNSEEN
        settings = Settings(raw, text_page, has_weights=has_weights(raw, document))
        runs, place, quarter, unmapped = page_runs(raw, page, text_page, settings, links, unseen.texts)
        rules = rules_of(raw, page, place) if runs else []
        drawn = not runs and is_drawn(raw, page)
        beside = annotations_of(raw, page, form)
        written_from = raw.FPDFText_CountChars(text_page) + 1
        if beside.written:
            runs = with_written(runs, beside.written, place, written_from, keeps_place=bool(grids_of(rules)))
        elements = elements_of(raw, page) if any(run.mark >= 0 for run in runs) else {}
        images = [image for image in images_of(raw, page, place) if image.path[0] not in unseen.objects]
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)
    if any(element.cell for element in elements.values()):
        runs = [run._replace(cell=elements.get(run.mark, NO_ELEMENT).cell) for run in runs]
    upright: list[Run] = []
    apart: list[Run] = []
    for run in runs:
        (upright if run.shown and abs(run.angle) <= _UPRIGHT else apart).append(run)
    characters = sum(len(run.letters) for run in runs)
    hidden = sum(len(run.letters) for run in runs if run.hidden)
    if 0 < hidden < characters:
        upright, doubled = _without_doubled(upright)
        apart += doubled
        if hidden <= characters / 2:
            hidden = sum(len(run.letters) for run in upright if run.hidden and len(run.letters) > _FEW_LETTERS)
    if hidden > characters / 2:
        upright = in_lines(upright)
    to_left = runs_to_left("".join(run.text for run in upright))
    upright, initials = without_initials(with_marks(upright) if to_left else upright)
    pictures = [image.box for image in images]
    whole = lines_of(upright, fences_of(rules), pictures)
    lines = [(each, set_line(each, elements, to_left=to_left)) for each in with_initials(whole, initials)]
    words = words_in([line for each, line in lines if each.runs[0] not in initials]) if initials else frozenset()
    shown = [
        spaced_initial(line, words) if initials and each.runs[0] in initials else line
        for each, line in lines
        if line.text.strip()
    ]
    return PageLines(
        with_hanging_marks(with_brackets(shown), place.height),
        [line for line in _apart(apart) if line.text.strip()],
        place.width,
        place.height,
        characters,
        hidden,
        unmapped,
        images,
        quarter,
        grids=grids_of(rules),
        rules=[rule for rule in rules if not rule.is_upright],
        is_across=may_be_across(whole),
        is_around=may_run_around(whole, pictures) if pictures else False,
        has_unseen=bool(unseen.objects),
        is_drawn=drawn,
        beside=beside,
        written_from=written_from,
    )


def set_line(line: Line, elements: Mapping[int, Element], *, to_left: bool = False) -> SetLine:
    """A line with its words; ``elements`` are those of its page by their marked content, ``to_left`` says that most of
    the page runs from right to left."""
    of_letters = Counter[Element]()
    for run in line.runs:
        of_letters[elements.get(run.mark, NO_ELEMENT)] += len(run.letters)
    words = words_of(line, to_left=to_left)
    return SetLine(
        words.text,
        line.left,
        line.right,
        line.top,
        line.bottom,
        line.baseline,
        line.size,
        line.font.bold,
        line.font.italic,
        line.start,
        of_letters.total(),
        of_letters.most_common(1)[0][0],
        words.styles,
        not to_left and line.runs[-1].space not in ("", ADDED),
    )


def _apart(runs: Iterable[Run]) -> list[SetLine]:
    """Runs that do not stand upright, or not on the page, each as a line."""
    return [
        SetLine(
            run.text,
            run.left,
            run.right,
            run.top,
            run.bottom,
            run.baseline,
            run.size,
            run.font.bold,
            run.font.italic,
            run.start,
            len(run.letters),
        )
        for run in runs
    ]


def _without_doubled(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The runs without hidden ones that stand where visible text has the same letters, and these."""
    visible = sorted((run for run in runs if not run.hidden), key=lambda run: run.baseline)
    baselines = [run.baseline for run in visible]
    kept: list[Run] = []
    doubled: list[Run] = []
    for run in runs:
        is_doubled = run.hidden and len(run.letters) > _FEW_LETTERS
        if is_doubled:
            first, last = (bisect_left(baselines, run.baseline + shift * run.size) for shift in (-0.6, 0.6))
            shown = "".join(
                other.text
                for other in visible[first:last]
                if min(other.right, run.right) - max(other.left, run.left) > _SAME_PLACE * (other.right - other.left)
            )
            is_doubled = (Counter(run.text) & Counter(shown)).total() > _SAME_LETTERS * len(run.text)
        (doubled if is_doubled else kept).append(run)
    return kept, doubled
