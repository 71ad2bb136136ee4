"""Lays out each line of a document once, although WeasyPrint asks for it many times.

For each page WeasyPrint sets the columns once to see whether the text ends on it, then once for each height that it
tries in its search for balanced columns, then once to keep: from two to twenty times the same lines, which takes most
of the time of a PDF. A line depends on its text, its width and the position in the text where it starts, and not on its
position on the page, so that a copy of a line laid out before can be moved to where it is wanted.

Kept are lines of words alone. Those beside floats, and those that hold pictures or other boxes, are laid out each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from inspect import signature
from typing import Any, NamedTuple

from copydesk.writing._cost import Meter

MOST = 1_000
"""The most lines kept: those of several pages. Then the store starts anew, as only those of the current page are
needed."""

_PARAMETERS = [
    *("context", "box", "position_y", "bottom_space", "skip_stack", "containing_block"),
    *("absolute_boxes", "fixed_boxes", "first_letter_style", "first_line_style"),
]
"""Those of the function of WeasyPrint that the store stands in for."""


class _Kept(NamedTuple):
    """A line as laid out: the left edge of its text area at that time, where the next line starts, and the lookups
    that it took (see ``Meter``)."""

    line: Any
    left: float
    resume_at: Any
    lookups: int


class LineStore:
    """The lines of one document, laid out by WeasyPrint. ``meter`` counts a line taken from the store as if it were
    laid out again, so that the work allowed does not depend on the store."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._lines: dict[tuple[Any, ...], _Kept] = {}
        self._texts: dict[int, tuple[Any, bool]] = {}  # by identity, with whether their lines may be kept

    @contextmanager
    def used(self) -> Iterator[None]:
        """WeasyPrint takes its lines from this store. A version of it that has another way to lay out lines is left as
        it is, and takes longer."""
        from weasyprint.layout import block

        lay_out = getattr(block, "iter_line_boxes", None)
        if lay_out is None or list(signature(lay_out).parameters) != _PARAMETERS:
            yield
            return
        block.iter_line_boxes = partial(self._lines_of, lay_out)
        try:
            yield
        finally:
            block.iter_line_boxes = lay_out

    def _lines_of(self, lay_out: Any, context: Any, text: Any, top: float, *more: Any) -> Iterator[tuple[Any, Any]]:
        """The lines of a text, each with where the next one starts, as by WeasyPrint's ``iter_line_boxes``."""
        bottom_space, skip_stack, block, *containers, first_letter_style, first_line_style = more
        if context.excluded_shapes or first_letter_style or not self._keeps(text):
            yield from lay_out(context, text, top, *more)
            return
        left, identity = block.content_box_x(), (id(text), block.width)
        laid_out: Iterator[tuple[Any, Any]] | None = None  # those after the last line taken from the store
        while True:
            key = (*identity, first_line_style is not None, *_path(skip_stack))
            kept = self._lines.get(key)
            if kept:
                laid_out = None
                self._meter.spend(kept.lookups)
                line, resume_at = _moved(kept, left, top), kept.resume_at
            else:
                before = self._meter.spent
                if laid_out is None:
                    laid_out = lay_out(
                        context, text, top, bottom_space, skip_stack, block, *containers, None, first_line_style
                    )
                line, resume_at = next(laid_out, (None, None))
                if line is None:
                    return
                self._keep(key, _Kept(line.deepcopy(), left, resume_at, self._meter.spent - before))
            top = line.position_y + line.height
            yield line, resume_at
            if resume_at is None:
                return
            skip_stack, first_line_style = resume_at, None

    def _keep(self, key: tuple[Any, ...], kept: _Kept) -> None:
        if len(self._lines) >= MOST:
            self._lines.clear()
        self._lines[key] = kept

    def _keeps(self, text: Any) -> bool:
        """Whether a text consists of nothing but words, as it was before layout."""
        known = self._texts.get(id(text))
        if known is None or known[0] is not text:
            self._texts[id(text)] = known = (text, all(map(_is_words, text.descendants())))
        return known[1]


def _is_words(box: Any) -> bool:
    return type(box).__name__ in ("LineBox", "InlineBox", "TextBox") and box.is_in_normal_flow() and not box.is_leader


def _path(skip_stack: Any) -> Iterator[int]:
    """Where a line starts in its text: the way through the boxes to a character."""
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        yield index


def _moved(kept: _Kept, left: float, top: float) -> Any:
    line = kept.line.deepcopy()
    line.translate(left - kept.left, top - line.position_y)
    line.position_y = top  # exactly, whatever rounding did
    return line
