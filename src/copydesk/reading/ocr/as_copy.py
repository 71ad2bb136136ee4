"""Recognised pages -> copy: the columns of each page, the size of type, specks, and the words that may be misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared.margins import furniture_of
from copydesk.reading._source import LIMIT
from copydesk.reading.copy import Box, Copy, CopyLine, Stated, Typeset
from copydesk.reading.ocr.columns import with_columns
from copydesk.reading.ocr.footnotes import notes_of, raised
from copydesk.reading.ocr.letter_heights import size_of
from copydesk.reading.ocr.mastheads import mastheads_of
from copydesk.reading.ocr.scanned import Block, Page, ScannedLine, Word, around
from copydesk.reading.ocr.tables import with_rows
from copydesk.reading.ocr.upright import upright
from copydesk.reading.text.evidence.doubts import lines_named
from copydesk.tree import FurnitureKind

CONFIDENT = 60.0
"""The confidence of a word, of 100, below which it may have been misread."""

_NOISE = 30.0  # of 100; a mark without letters that is less sure is a speck or a piece of a picture
_BESIDE = 0.5  # of the narrower of two blocks; those that overlap less across stand beside each other
_SAME_SIZE = 0.12  # of a page's body type; a difference that is due to the shapes of letters
_MOST_NAMED = 6  # words that a problem names
_MOST_PAGES = 20  # pages that have a problem of their own


def as_copy(
    pages: Iterable[Page], form: str, first_page: int = 1, *, has_margins: bool = True, paper: str = ""
) -> Copy:
    """The copy of the pages, the first of which has the number ``first_page``. They are taken one by one, and of each
    only its lines are kept. With ``has_margins`` what stands above and below the text of most pages is set aside,
    and the masthead of a paper, whose name is ``paper`` if it is known.
    Raises InputError if they hold no text, or more than an article may."""
    set_pages: list[_SetPage] = []
    languages: dict[str, None] = {}
    unbroken: list[str] = []
    letters = 0
    number = first_page - 1
    for page in pages:
        number = page.number or number + 1
        set_pages.append(_set_page(page, number))
        languages.update(dict.fromkeys(page.languages))
        unbroken += page.unbroken
        letters += sum(len(line.text) for line in set_pages[-1].lines)
        if letters > LIMIT:
            raise InputError("it holds more text than an article may", "Split it")
    if not letters:
        raise InputError("it holds no text", "Name a file of pages whose text was recognised")
    marginal = _running_heads(set_pages, paper) if has_margins else [{} for _ in set_pages]
    text: list[tuple[int, int]] = []  # the lines, each as the index of its page and its own
    notes: list[tuple[int, int]] = []
    lines: dict[tuple[int, int], CopyLine] = {}
    last_note = 0
    for at, (each, furniture) in enumerate(zip(set_pages, marginal, strict=True)):
        settings = [_setting(line, furniture.get(index)) for index, line in enumerate(each.lines)]
        page_lines = [(line.text, setting) for line, setting in zip(each.lines, settings, strict=True)]
        found = notes_of(page_lines, each.height)
        for index, (words, setting) in enumerate(zip(raised(page_lines, found), settings, strict=True)):
            stated_note = setting._replace(role="note", block=-(last_note + found.get(index, 0)))
            lines[at, index] = CopyLine(words, stated_note if index in found else setting)
            (notes if index in found else text).append((at, index))
        last_note += max(found.values(), default=0)
    numbers = {place: number for number, place in enumerate(text + notes, 1)}
    problems = [
        problem
        for at, each in enumerate(set_pages)
        for problem in _problems(each, [numbers[at, index] for index in range(len(each.lines))])
    ]
    stated = Stated(lang=next(iter(languages)) if len(languages) == 1 else "")
    return Copy(tuple(lines[place] for place in numbers), form, stated, _fewer(problems), tuple(unbroken))


def _setting(line: _SetLine, kind: FurnitureKind | None) -> Typeset:
    """How a line is set, as furniture of this kind if its place shows it to be some."""
    kind = line.setting.furniture or kind
    return line.setting._replace(furniture=kind, role=None if kind else line.setting.role)


class _SetLine(NamedTuple):
    """A line of a page, and what of it shows whether it is a running head."""

    text: str
    setting: Typeset
    start: int

    @property
    def left(self) -> float:
        return self.setting.box.left if self.setting.box else 0.0

    @property
    def baseline(self) -> float:
        """Its lower edge is taken for it."""
        return self.setting.box.bottom if self.setting.box else 0.0

    @property
    def size(self) -> float:
        return self.setting.size

    @property
    def letters(self) -> int:
        return len(self.text)


class _SetPage(NamedTuple):
    """What is kept of a page: its number, its lines and its height, its words that may be misread, of how many, and
    what of it is out of order."""

    number: int
    lines: tuple[_SetLine, ...]
    height: float
    doubtful: tuple[_Doubtful, ...]
    words: int
    disorder: str


def _set_page(page: Page, number: int) -> _SetPage:
    """The page with this number."""
    page = with_columns(upright(page))
    recognised = list(_lines(_without_initials(list(with_rows(page.blocks)))))
    sizes = _sizes([line for _, _, line in recognised])
    lines = []
    for index, ((column, block, line), size) in enumerate(zip(recognised, sizes, strict=True)):
        kind = block.furniture or ("stray_mark" if _is_noise(line) else None)
        element = _element(block, column)
        setting = Typeset(number, column, line.box, size, line.bold, line.italic, block.role, element, kind)
        lines.append(_SetLine(line.text, setting, index))
    whole = around(line.box for _, _, line in recognised)
    height = page.height or (whole.bottom + whole.top if whole else 0.0)
    doubtful = tuple(
        _Doubtful(index, word)
        for index, (_, _, line) in enumerate(recognised)
        for word in line.words
        if word.confidence is not None and word.confidence < CONFIDENT
    )
    words = sum(len(line.words) for _, _, line in recognised)
    return _SetPage(number, tuple(lines), height, doubtful, words, page.disorder)


def _running_heads(pages: Sequence[_SetPage], paper: str) -> list[dict[int, FurnitureKind]]:
    """For each page its running heads and folios, by the numbers of the lines: what stands above and below the text of
    most pages, in the same place, and mastheads. Lines whose place is not known are none."""
    free = [[line for line in page.lines if line.setting.box and not line.setting.role] for page in pages]
    heights = [page.height for page in pages]
    margins = furniture_of(free, heights)
    return [own | heads for own, heads in zip(margins, mastheads_of(free, heights, paper), strict=True)]


def _element(block: Block, column: int) -> int | None:
    """What makes the lines of a block one element: it is one only where the file says what it is. Others are pieces of
    a column, and a paragraph may go on from one to the next."""
    return column if block.role else None


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Block, ScannedLine]]:
    """The lines of a page with their columns: a block that does not stand below the one before begins another."""
    column = 0
    before: Box | None = None
    for block in blocks:
        if before is not None and block.box is not None and not _is_below(block.box, before):
            column += 1
        for line in block.lines:
            if line.text:
                yield column, block, line
        if block.furniture is None:
            before = block.box or before


def _is_below(box: Box, other: Box) -> bool:
    shared = min(box.right, other.right) - max(box.left, other.left)
    narrower = min(box.right - box.left, other.right - other.left)
    return box.bottom > other.bottom and box.top > other.top and shared >= _BESIDE * narrower


def _without_initials(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each large first letter joined to the first line of the next: ``T`` / ``HE bell`` -> ``THE bell``."""
    joined: list[Block] = []
    initial = ""
    known = {word.casefold() for block in blocks for line in block.lines for word in line.text.split()}
    for block in blocks:
        text = " ".join(line.text for line in block.lines)
        if block.is_initial and not initial and text:
            initial = text
            continue
        if initial and block.lines and block.furniture is None:
            first = block.lines[0]
            whole = initial + first.text
            is_word = len(initial) == 1 and whole.split()[0].casefold() not in known and initial in "AIOY"
            line = first._replace(text=f"{initial} {first.text}" if is_word else whole)
            joined.append(block._replace(lines=(line, *block.lines[1:])))
            initial = ""
        else:
            joined.append(block)
    if initial:
        joined.append(Block((ScannedLine(initial),)))
    return joined


def _sizes(lines: Sequence[ScannedLine]) -> list[float]:
    """The sizes of the type of the lines in points, as the file says or as their letters show. What differs little from
    the size of most of a page's letters is that."""
    sizes = [line.size or size_of(line) for line in lines]
    letters: dict[float, int] = {}
    for line, size in zip(lines, sizes, strict=True):
        if size:
            letters[size] = letters.get(size, 0) + len(line.text)
    body = _middle(letters)
    return [round(body if abs(size - body) <= _SAME_SIZE * body else size, 1) for size in sizes]


def _middle(weights: dict[float, int]) -> float:
    """The median of the values, each of which counts as often as its weight says; 0 if there are none."""
    half = sum(weights.values()) / 2
    for value in sorted(weights):
        half -= weights[value]
        if half <= 0:
            return value
    return 0.0


def _is_noise(line: ScannedLine) -> bool:
    """Whether a line is specks of dirt or a piece of a picture: marks without letters, read with least confidence."""
    return bool(line.words) and all(map(_is_speck, line.words))


def _is_speck(word: Word) -> bool:
    is_unsure = word.confidence is not None and word.confidence < _NOISE
    return is_unsure and not any(map(str.isalnum, word.text))


class _Doubtful(NamedTuple):
    """A word that may have been misread, and its line: its index on the page, or its number in the copy."""

    line: int
    word: Word


def _problems(page: _SetPage, numbers: Sequence[int]) -> list[Problem]:
    """The words of a page that may have been misread, its specks, and what of it is out of order, each in one problem;
    ``numbers`` are those of its lines in the copy."""
    doubtful = [each._replace(line=numbers[each.line]) for each in page.doubtful]
    specks = [each for each in doubtful if _is_speck(each.word)]
    unsure = [each for each in doubtful if any(map(str.isalnum, each.word.text))]
    problems = []
    if unsure:
        named = ", ".join(f"{each.word.text!r} ({each.word.confidence:.0f})" for each in unsure[:_MOST_NAMED])
        more = " ..." if len(unsure) > _MOST_NAMED else ""
        message = (
            f"page {page.number}: {len(unsure)} of {page.words} words were read with a confidence below "
            f"{CONFIDENT:.0f} of 100, {_in_lines(unsure)}: {named}{more}; left as they are"
        )
        problems.append(Problem("misread", unsure[0].line, message))
    if specks:
        message = f"page {page.number}: {len(specks)} marks that may be specks, {_in_lines(specks)}"
        problems.append(Problem("misread", specks[0].line, message))
    if page.disorder:
        problems.append(Problem("order", numbers[0] if numbers else 1, f"page {page.number}: {page.disorder}"))
    return problems


def _in_lines(doubtful: Sequence[_Doubtful]) -> str:
    return f"in {lines_named(list(dict.fromkeys(each.line for each in doubtful)))}"


def _fewer(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems, those of the pages behind the first twenty that have some as one."""
    if len(problems) <= _MOST_PAGES:
        return tuple(problems)
    left = problems[_MOST_PAGES:]
    message = f"{len(left)} more notes on pages below: words read with little confidence, or regions out of order"
    return (*problems[:_MOST_PAGES], Problem("misread", left[0].line, message))
