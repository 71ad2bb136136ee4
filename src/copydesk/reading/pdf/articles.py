"""The articles of a file: which lines of which pages are one article, where several stand in it.

A file is taken apart only where headlines surely open articles (``openings``); where they only may, it stays one, and a
problem says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.locales import locale, with_english
from copydesk.problems import Problem
from copydesk.reading.copy import body_size
from copydesk.reading.pdf.areas import Areas, areas_of, columns_below, lines_of
from copydesk.reading.pdf.bidi import runs_to_left
from copydesk.reading.pdf.drawn import NOTHING, Drawn
from copydesk.reading.pdf.heads import LARGE, Head, heads_of
from copydesk.reading.pdf.jumps import Jumps, continued_on, fit, is_repeated, jumps_in, leading_on
from copydesk.reading.pdf.openings import LIKELY, SURE, Place, openings, weights_of
from copydesk.reading.pdf.set_line import SetLine
from copydesk.reading.pdf.stacks import Stack
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.language import detect
from copydesk.tree import FurnitureKind

_LEAST = 120
"""Letters below a headline, with fewer of which it opens no article."""

_GOES_ON = 40  # letters above the headlines of a page, from which they go on with the text of the page before
_FITS = 1.0  # the weight of what shows that a part goes on with an article
_SAME_SIZE = 0.1
_SAMPLE = 20_000  # characters whose language is looked at
_SHOWN = 3  # headlines in a message


class PageText(NamedTuple):
    """The lines of the text of a page, its number as it is printed, 0 if it has none, and what is drawn on it."""

    lines: Sequence[SetLine]
    folio: int
    drawn: Callable[[], Drawn]


@dataclass(slots=True)
class ArticleLines:
    """What belongs to an article: for each of its parts the page, from 0, and the lines; and what is set aside of
    them."""

    title: str
    parts: list[tuple[int, list[SetLine]]] = field(default_factory=list)
    aside: dict[tuple[int, int], FurnitureKind] = field(default_factory=dict)
    own_pages: frozenset[int] = frozenset()
    """The pages whose margins come with it: each page's with the first article on it."""

    def put_aside(self, page: int, lines: Sequence[SetLine], kind: FurnitureKind) -> None:
        """Says that lines of a page are furniture."""
        self.aside.update(((page, line.start), kind) for line in lines)


class Parting(NamedTuple):
    """The articles of a file, one or none where it is not taken apart, and what a person should know of that."""

    articles: list[ArticleLines]
    problems: tuple[Problem, ...] = ()


def parted(pages: Sequence[PageText]) -> Parting:
    """The articles of the pages of a file."""
    body = body_size((line.size, line.letters) for page in pages for line in page.lines)
    sheets = [_sheet(number, page, body) for number, page in enumerate(pages)]
    if sum(len(sheet.heads) for sheet in sheets) < 2:
        return Parting([])
    sample = "\n".join(line.text for page in pages for line in page.lines)[:_SAMPLE]
    locales = with_english(locale(detect(sample)))
    jumps = jumps_in([page.lines for page in pages], [page.folio for page in pages], page_patterns(locales))
    opening, weights = _openings(sheets, CreditLines(locales), jumps, body)
    if len(opening) > 1:
        return Parting(_assembled(sheets, opening, jumps, body))
    first = [max(sheets[0].heads, key=lambda head: head.size)] if sheets[0].heads else []
    articles = _assembled(sheets, opening or first, jumps, body) if jumps.all and (opening or first) else []
    if len(articles) == 1 and "cut_mark" in articles[0].aside.values():  # parts of it have its headline again
        return Parting(articles, tuple(_doubt(weights)))
    return Parting([], tuple(_doubt(weights)))


@dataclass(slots=True)
class _Sheet:
    """A page with its headlines."""

    number: int
    lines: Sequence[SetLine]
    heads: list[Head]
    drawn: Drawn
    to_left: bool

    def areas(self, heads: Sequence[Head], body: float) -> Areas:
        """Its lines by some headlines."""
        return areas_of(self.lines, heads, body, to_left=self.to_left)

    def texts(self, heads: Sequence[Head], body: float) -> dict[Head, list[Stack]]:
        """What stands below some headlines, for those that have enough of it."""
        return {
            head: stacks
            for head, stacks in (self.areas(heads, body) if heads else ())
            if head and sum(line.letters for line in lines_of(stacks) if line.size < head.size) >= _LEAST
        }

    def continued(self, opening: Sequence[Head], jumps: Jumps) -> list[Head]:
        """What stands above text that goes on from an earlier page."""
        return list(continued_on(self.number, self.heads, opening, self.lines, self.drawn, jumps))


def _sheet(number: int, page: PageText, body: float) -> _Sheet:
    drawn = page.drawn() if any(line.size >= LARGE * body for line in page.lines) else NOTHING
    to_left = runs_to_left("".join(line.text for line in page.lines))
    return _Sheet(number, page.lines, heads_of(page.lines, body, number, drawn), drawn, to_left)


def _openings(
    sheets: Sequence[_Sheet], credit_lines: CreditLines, jumps: Jumps, body: float
) -> tuple[list[Head], dict[Head, float]]:
    """The headlines that open articles, and how much shows it of each that has text."""
    places: dict[Head, Place] = {}
    for sheet in sheets:
        continued = sheet.continued((), jumps)
        texts = sheet.texts([*sheet.heads, *(head for head in continued if head not in sheet.heads)], body)
        with_text = [head for head in sheet.heads if head in texts and head not in continued]
        for head in with_text:
            columns = columns_below(head, texts[head])
            places[head] = Place(with_text, sheet.lines, sheet.drawn, columns, is_first=not places)
    weights = weights_of(places, body, credit_lines)
    opening = openings(weights)
    opening = [head for head in opening if weights[head] >= SURE or not is_repeated(head, opening)]
    before = len(opening) + 1
    while len(opening) < before:  # where text runs on from column to column, each has less or more without the others
        before = len(opening)
        kept: set[Head] = set()
        for sheet in sheets:
            own = [head for head in sheet.heads if head in opening]
            kept |= sheet.texts([*own, *sheet.continued(opening, jumps)], body).keys()
        opening = [head for head in opening if head in kept]
    return opening, weights


def _doubt(weights: Mapping[Head, float]) -> Iterator[Problem]:
    """A problem where several headlines may open articles, but not surely."""
    likely = [head for head, weight in weights.items() if weight >= LIKELY]
    if len(likely) > 1:
        listed = ", ".join(repr(head.text) for head in likely[:_SHOWN]) + (", ..." if len(likely) > _SHOWN else "")
        yield Problem("order", None, f"it may hold several articles, and is read as one: {listed}")


def _assembled(sheets: Sequence[_Sheet], opening: Sequence[Head], jumps: Jumps, body: float) -> list[ArticleLines]:
    """The articles, each with all its parts."""
    articles: list[ArticleLines] = []
    front: list[tuple[int, list[SetLine]]] = []
    for sheet in sheets:
        continued = sheet.continued(opening, jumps)
        heads = [head for head in sheet.heads if head in opening or head in continued]
        heads += [head for head in continued if head not in heads]
        for head, stacks in sheet.areas(heads, body):
            lines = list(lines_of(stacks))
            if head is None:
                if lines and not _goes_on(lines, body):
                    front.append((sheet.number, lines))
                elif lines:
                    _last(articles, lines).parts.append((sheet.number, lines))
                continue
            article = _continued(head, articles, jumps) if head in continued else None
            if article is None and head.is_jump_alone:
                article = _last(articles, lines)
            if article is None:
                article = ArticleLines(head.text)
                articles.append(article)
            article.parts.append((sheet.number, lines))
    for number, lines in front:
        article = next(
            each for each in articles if any(page >= number for page, _ in each.parts) or each is articles[-1]
        )
        article.parts.insert(0, (number, lines))
        if len(articles) > 1:
            article.put_aside(number, lines, "running_head")
    left = set(range(len(sheets)))
    for article in articles:
        article.own_pages = frozenset(left & {page for page, _ in article.parts})
        left -= article.own_pages
    articles[0].own_pages |= left
    return articles


def _goes_on(lines: Sequence[SetLine], body: float) -> bool:
    """Whether the lines above the headlines of a page are text, and not the name of a paper or of a section."""
    return sum(line.letters for line in lines if abs(line.size - body) <= _SAME_SIZE * body) >= _GOES_ON


def _last(articles: list[ArticleLines], lines: Sequence[SetLine]) -> ArticleLines:
    """The article that text without a headline goes on with: the last one, or one of its own where it is the first."""
    if not articles:
        articles.append(ArticleLines(max(lines, key=lambda line: line.size).text))
    return articles[-1]


def _continued(head: Head, articles: Sequence[ArticleLines], jumps: Jumps) -> ArticleLines | None:
    """The article that goes on below a headline, whose jump lines and repeated headline are put aside."""
    earlier = [article for article in articles if article.parts[0][0] < head.page]
    fits = [fit(head, article.title, article.parts, jumps) for article in earlier]
    if not fits or max(fits) < _FITS:
        return None
    article = earlier[fits.index(max(fits))]
    for jump in leading_on(article.parts, jumps):
        if id(jump.line) not in jumps.taken and (not jump.number or jumps.names(head.page, jump.number)):
            jumps.taken.add(id(jump.line))
            article.put_aside(jump.page, [jump.line], "cut_mark")
    again = [*head.above, *head.lines, *([head.jump] if head.jump else [])]
    article.put_aside(head.page, again, "cut_mark")
    return article
