"""The runs of a page: its letters by text object, where they stand, and those that one type sets."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.reading._shared.symbols import is_of_symbols, is_private
from copydesk.reading.pdf.characters import ADDED
from copydesk.reading.pdf.fonts import Font
from copydesk.reading.pdf.letters import widest_in_word

_MOST_BETWEEN = 3  # characters that pdfium gives between two runs that follow one another
_TYPE = ("font", "mark", "angle", "hidden", "shown", "target")
_SPACED = 0.5  # em between two runs that are one, with a space between them
_OVERLAP = 1.0  # em by which they may overlap
_LEVEL = 0.02  # em by which their baselines may differ, and of their size


class Letter(NamedTuple):
    """A character, where it begins and ends on its line; ``space`` is the space that stands before it, if one does.
    ``pen`` and ``space_at`` are where the pen stood for it and for that space, which counts where text runs to the
    left; NaN if that is not known."""

    text: str
    left: float
    right: float
    space: str
    pen: float = math.nan
    space_at: float = math.nan


class Run(NamedTuple):
    """The characters of one text object, in the order of reading, without spaces at the ends.

    ``top`` and ``bottom`` enclose the letters of its size, ``baseline`` is where they stand. ``start`` counts the
    characters of the page before it, in the order of its content; ``mark`` is the number of its marked content, -1 if
    it has none. ``angle`` is that of its line in degrees against most of the page, ``hidden`` that it is not painted,
    as under the picture of a scan, ``shown`` that it stands within the edges of the page
    and in no layer that is off. ``space`` is the space that
    follows it, if one does, ``space_at`` where the pen stood for it. ``target`` is the address that it leads to,
    ``cell`` the cell of a table that it is in, ``line`` the line of a hidden layer; 0 if none.
    ``flows`` says that the content goes on to it from the run before, with a space only where one is drawn.
    """

    letters: list[Letter]
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: Font
    start: int
    mark: int
    angle: float = 0.0
    hidden: bool = False
    shown: bool = True
    space: str = ""
    target: str = ""
    cell: int = 0
    line: int = 0
    space_at: float = math.nan
    flows: bool = False

    @property
    def text(self) -> str:
        """Its characters, with the spaces within it."""
        text = self.letters[0].text + "".join([letter.space + letter.text for letter in self.letters[1:]])
        return text.replace(ADDED, " ")

    @property
    def is_mark(self) -> bool:
        """Whether it holds nothing but marks that stand above or below the letter before them."""
        return all(unicodedata.category(letter.text[0]) == "Mn" for letter in self.letters)

    def goes_on(self, before: Run) -> bool:
        """Whether it is the next part of the same text object."""
        return self.start == before.start + len(before.letters)

    def follows(self, before: Run) -> bool:
        """Whether it comes right behind another run in the content of the page."""
        between = self.start - before.start - len(before.letters)
        return 0 <= between <= sum(map(bool, (letter.space for letter in before.letters))) + _MOST_BETWEEN


def joined(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page, those that go on from one another in one type as one: many programs draw each word, and
    browsers each letter, by itself."""
    result: list[Run] = []
    letters: list[Letter] = []
    for run in runs:
        if result and _goes_on_close(result[-1], letters[-1], run):
            last, first = result[-1], run.letters[0]
            if not first.space and last.space:
                first = first._replace(space=last.space, space_at=last.space_at)
            letters += (first, *run.letters[1:])
            result[-1] = last._replace(
                left=min(last.left, run.left), right=max(last.right, run.right), space=run.space, space_at=run.space_at
            )
            continue
        if result:
            result[-1] = result[-1]._replace(letters=letters)
        letters = list(run.letters)
        result.append(run)
    if result:
        result[-1] = result[-1]._replace(letters=letters)
    return result


def _goes_on_close(before: Run, last: Letter, run: Run) -> bool:
    """Whether a run goes on right behind the ``last`` letter of another, in the same type."""
    size, first = before.size, run.letters[0]
    gap = max(first.left - last.right, last.left - first.right)
    most = _SPACED if before.space or first.space else widest_in_word(last.text[-1], first.text[0])
    return (
        not before.hidden
        and (run.flows or -_OVERLAP * size < gap < most * size)
        and abs(run.baseline - before.baseline) <= _LEVEL * size
        and abs(run.size - size) <= _LEVEL * size
        and all(getattr(run, each) == getattr(before, each) for each in _TYPE)
    )


def with_bullets(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page, with a bullet for a sign without a meaning of its own that stands before words: a private
    character of a font of symbols, or the letter that Word takes from a font of typewriters for one."""
    letters = Counter[bool]()
    for run in runs:
        letters[_is_typewriter(run)] += len(run.letters)
    return [
        run._replace(letters=[run.letters[0]._replace(text="◦" if run.text == "o" else "•")])
        if _is_bullet(run, is_typed=letters[True] > letters[False])
        else run
        for run in runs
    ]


def _is_bullet(run: Run, *, is_typed: bool) -> bool:
    if len(run.letters) > 1:
        return False
    return (is_private(run.text) and is_of_symbols(run.font.name)) or (
        run.text == "o" and not is_typed and _is_typewriter(run)
    )


def _is_typewriter(run: Run) -> bool:
    return "courier" in run.font.name.lower()


def part_of(run: Run, start: int, end: int) -> Run:
    """The letters of a run from one number to another."""
    letters = run.letters[start:end]
    space, space_at = (
        (run.letters[end].space, run.letters[end].space_at) if end < len(run.letters) else (run.space, run.space_at)
    )
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    return run._replace(
        letters=letters,
        left=left,
        right=right,
        start=run.start + start,
        space=space,
        space_at=space_at,
        flows=run.flows and not start,
    )
