"""Type: how a piece is set beside the others, where its source knows (a PDF, a scan, a Word file)."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.copy import Typeset
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.roles.features.context import Article, Context, in_article, in_evidence, in_typeset_piece

_LARGER, _SMALLER = 1.08, 0.93  # times the size of the body
_LARGEST = 1.15  # times the size of the body, for the largest size to be that of a headline
_LONGEST_TITLE = 260  # letters
_SET_IN = 1.2  # ems
_FEWEST_APART = 2  # headings that show how headings are set
_MOST_ABOVE = 5  # pieces above a headline: the name of the paper, a kicker, the date
_LONGEST_ABOVE = 90  # letters of each
_LONGEST_IMPRINT = 240  # letters of who published it and when, which is set small
ABOVE_LARGEST = "above_largest"
"""The feature of a piece that stands above the headline."""


def _typeset(here: Context) -> list[Typeset]:
    return [line.typeset for line in here.piece.lines if line.typeset]


def _size(here: Context) -> float:
    """The size of most of a piece's lines; 0 where it is unknown."""
    sizes = sorted(each.size for each in _typeset(here) if each.size)
    return sizes[len(sizes) // 2] if sizes else 0.0


@in_typeset_piece.any_of(
    set_larger="It is set larger than the body.",
    set_smaller="It is set smaller than the body.",
    set_as_body="It is set as large as the body, and neither bold nor italic.",
    set_bold="It is bold, and the body is not.",
    set_italic="It is italic, and the body is not.",
)
def type_of_piece(here: Context) -> Iterator[str]:
    columns = here.article.layout.type_columns
    each = _typeset(here)
    if columns is None or not each:
        return
    size = _size(here)
    larger, smaller = size > _LARGER * columns.body, 0 < size < _SMALLER * columns.body
    bold, italic = all(one.bold for one in each), all(one.italic for one in each)
    if larger:
        yield "set_larger"
    if smaller:
        yield "set_smaller"
    if bold:
        yield "set_bold"
    if italic:
        yield "set_italic"
    if size and not (larger or smaller or bold or italic):
        yield "set_as_body"


@in_article.any_of(
    set_largest="It is set larger than all other pieces, and no text stands above it.",
    below_largest="The piece that is set largest stands above it.",
    above_largest="The piece that is set largest follows below: it is of the head.",
)
def largest(article: Article) -> Iterator[tuple[int, str]]:
    columns = article.layout.type_columns
    if columns is None:
        return
    sizes = [_size(here) for here in article.contexts]
    titles = [size for size, here in zip(sizes, article.contexts, strict=True) if here.size <= _LONGEST_TITLE]
    largest_size = max(titles, default=0.0)
    if largest_size <= _LARGEST * columns.body:
        return
    first = next(
        here.index
        for here, size in zip(article.contexts, sizes, strict=True)
        if size >= largest_size * 0.98 and here.size <= _LONGEST_TITLE
    )
    above = zip(article.contexts[:first], sizes, strict=False)
    if first > _MOST_ABOVE or not all(_may_stand_above(here, size / columns.body) for here, size in above):
        return
    yield first, "set_largest"
    yield from ((index, "above_largest") for index in range(first))
    yield from ((index, "below_largest") for index in range(first + 1, len(sizes)))


def _may_stand_above(here: Context, size: float) -> bool:
    """Whether a piece may stand above a headline; ``size`` is that of its type, 1 for the body's."""
    is_imprint = 0 < size < _SMALLER and here.size <= _LONGEST_IMPRINT and not ends_sentence(here.piece.text)
    return here.size <= _LONGEST_ABOVE or is_imprint


@in_evidence.any_of(
    not_set_apart="It is set as the body is, and short pieces of the text are set larger or bold: the headings.",
)
def headings_set_apart(article: Article) -> Iterator[tuple[int, str]]:
    below = [index for index, names in enumerate(article.names) if "below_largest" in names]
    apart = [
        index
        for index in below
        if {"set_larger", "set_bold"} & set(article.names[index]) and article.contexts[index].size <= SHORT
    ]
    if len(apart) >= _FEWEST_APART:
        yield from ((index, "not_set_apart") for index in below if "set_as_body" in article.names[index])


@in_typeset_piece.feature
def set_in_column(here: Context) -> bool:
    """All its lines, two or more, are set in from the edge of their column."""
    columns = here.article.layout.type_columns
    lines = here.piece.lines
    return columns is not None and len(lines) > 1 and min(columns.set_in(line) for line in lines) >= _SET_IN
