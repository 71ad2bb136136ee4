"""An archive of recognised pages -> its articles: by the logical map of its METS, else one of all pages.

A map of a newspaper names the blocks of each article, in the order of reading and across pages. What it gives to none
(mastheads, advertisements) is a further part, or furniture of the first article where it is only a few words a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from copydesk.errors import InputError, named
from copydesk.metadata import fill
from copydesk.problems import Problem
from copydesk.reading import text
from copydesk.reading._shared.xml_opening import root_name
from copydesk.reading._source import Part, Reading, ReadOptions
from copydesk.reading.copy import Copy
from copydesk.reading.ocr import alto, archive, mets
from copydesk.reading.ocr.archive import Members
from copydesk.reading.ocr.articles import Article, Ids, Piece, article_of, headed, members_of, of_kind
from copydesk.reading.ocr.as_copy import as_copy
from copydesk.reading.ocr.forms import ALTO, form_of
from copydesk.reading.ocr.mets import Contents, Division
from copydesk.reading.ocr.scanned import Block, Page
from copydesk.tree import FurnitureKind

NAME = "ocr"
"""The name of the source."""

_TEXT = 12  # words of a block that belongs to no article and is text; less is a masthead or a running head
_MUCH = 25  # words a page in such blocks that are text however few each has, as small advertisements are


class Issue:
    """The pages of an archive in order, and its articles, if its METS names their blocks.

    Raises InputError if it holds no pages, or several METS.
    """

    def __init__(self, members: Members) -> None:
        self._members = members
        contents = [name for name in members if is_mets(members.beginning(name))]
        if len(contents) > 1:
            raise InputError(
                f"the archive holds {len(contents)} METS, each of an issue of its own", "Pack each issue by itself"
            )
        self._missing: list[str] = []
        stated = mets.contents_of(members[contents[0]]) if contents else Contents([], [])
        if contents:
            self._names = self._named_by(contents[0], stated)
        else:
            self._names = sorted(name for name in members if form_of(members.beginning(name)))
        if not self._names:
            raise InputError(
                "the archive holds no pages in a form of OCR (hOCR, ALTO, PAGE XML or a table of Tesseract)",
                "Name another file",
            )
        self._title, self._date = stated.title, stated.date
        self._first_pages: dict[str, int] = {}
        self._left: dict[str, set[Ids]] = {}
        self._is_text_left = False
        self._articles = self._divided(contents[0], stated.articles) if stated.articles else []

    def parts(self) -> list[Part]:
        """The articles, and what belongs to none; one part of all pages if no article is known."""
        if not self._articles:
            return [Part("", self._read_whole)]
        parts = [Part(article.title, partial(self._read, at)) for at, article in enumerate(self._articles)]
        if self._is_text_left:
            parts.append(Part("what belongs to no article", self._read_left, attached=True))
        return parts

    def copy(self) -> Copy:
        """The copy of all pages. Raises InputError if one is broken, or none holds text."""
        copy = as_copy((page for name in self._names for page in self._pages(name)), NAME, paper=self._title)
        return copy._replace(problems=(*_absent(self._missing), *copy.problems))

    def _named_by(self, contents: str, stated: Contents) -> list[str]:
        """The names of the members that a METS names for its pages: of each page the first that is a file of OCR. The
        others are left out: they are the same page in another form."""
        names = []
        for page in stated.pages:
            there = [mets.find(name, contents, self._members) for name in page]
            usable = [name for name in there if name and form_of(self._members.beginning(name))]
            names += usable[:1]
            if not usable:
                self._missing += [
                    name for name, member in zip(page, there, strict=True) if not member and archive.may_be_ocr(name)
                ]
        return list(dict.fromkeys(names))

    def _pages(self, name: str) -> Iterator[Page]:
        """The pages of a member. Raises InputError, which names it, if it is broken."""
        content = self._members[name]
        form = form_of(content)
        with named(name, InputError):
            yield from form.read(content) if form else ()

    # ---------------------------------------------------------------------------------------------------- articles

    def _divided(self, contents: str, divisions: Sequence[Division]) -> list[Article]:
        """The articles that have blocks in the archive. Notes where the pages of each member begin, and which blocks
        belong to no article."""
        found = {
            file: mets.find(file, contents, self._members)
            for division in divisions
            for file in dict.fromkeys(area.file for area in division.areas)
        }
        of_articles = [name for name in dict.fromkeys(found.values()) if name and self._is_alto(name)]
        self._names = list(dict.fromkeys((*self._names, *of_articles)))
        outlines: dict[str, list[alto.Outlined]] = {}
        page = 1
        for name in self._names:
            self._first_pages[name] = page
            if self._is_alto(name):
                with named(name, InputError):
                    outlines[name] = list(alto.outline(self._members[name]))
            page += max((block.page for block in outlines.get(name, ())), default=0) + 1
        articles = [article_of(division, found, outlines) for division in divisions]
        used = {(piece.member, piece.ids) for article in articles for piece in article.pieces}
        words: list[int] = []
        for name in self._names:
            left = [block for block in outlines.get(name, ()) if (name, block.ids) not in used]
            self._left[name] = {block.ids for block in left}
            words += [len(block.words) for block in left]
        is_much = max(words, default=0) >= _TEXT or sum(words) > _MUCH * (page - 1)
        self._is_text_left = is_much or len(outlines) < len(self._names)
        return [article for article in articles if article.pieces]

    def _is_alto(self, name: str) -> bool:
        return ALTO.matches(self._members.beginning(name))

    def _read_whole(self, options: ReadOptions) -> Reading:
        return self._dated(text.read(self.copy(), options))

    def _dated(self, reading: Reading) -> Reading:
        """The article with the date of the issue, if it has none."""
        return reading._replace(article=fill(reading.article, [("date", self._date)] if self._date else []))

    def _read(self, at: int, options: ReadOptions) -> Reading:
        article = self._articles[at]
        problems = _absent(article.missing)
        pages: list[Page] = headed(self._pages_of(article.pieces))
        if at == 0:
            problems += _absent(self._missing)
            problems += self._note("a further part of the file" if self._is_text_left else "set aside")
            if not self._is_text_left:
                pages += self._pages_left("frame")
        copy = as_copy(pages, NAME, has_margins=False)
        return self._dated(text.read(copy._replace(problems=(*problems, *copy.problems)), options))

    def _read_left(self, options: ReadOptions) -> Reading:
        copy = as_copy(self._pages_left(), NAME, paper=self._title)
        return self._dated(text.read(copy._replace(problems=(*self._note("read here"), *copy.problems)), options))

    def _note(self, what: str) -> list[Problem]:
        number = sum(map(len, self._left.values()))
        blocks = "1 block" if number == 1 else f"{number} blocks"
        message = f"its METS gives {blocks} of its pages to no article, which {'is' if number == 1 else 'are'} {what}"
        return [Problem("set_aside", None, message)] if number else []

    def _pages_of(self, pieces: Sequence[Piece]) -> Iterator[Page]:
        """The pages of an article with its blocks alone, in their order: a page comes again where it goes back."""
        wanted = {name: {piece.ids for piece in pieces if piece.member == name} for name in members_of(pieces)}
        blocks: dict[tuple[str, Ids], list[tuple[Page, Block]]] = {}
        for name, ids in wanted.items():
            for number, page in enumerate(self._pages(name), self._first_pages[name]):
                bare = page._replace(blocks=(), number=number)
                for block in page.blocks:
                    if block.ids in ids:
                        blocks.setdefault((name, block.ids), []).append((bare, block))
        placed = [
            (page, of_kind(block, piece.kind))
            for piece in pieces
            for page, block in blocks.get((piece.member, piece.ids), ())
        ]
        for _, group in groupby(placed, key=lambda each: each[0].number):
            together = list(group)
            yield together[0][0]._replace(blocks=tuple(block for _, block in together))

    def _pages_left(self, kind: FurnitureKind | None = None) -> Iterator[Page]:
        """The pages with the blocks that belong to no article, of this kind of furniture if it is given."""
        for name in self._names:
            for number, page in enumerate(self._pages(name), self._first_pages[name]):
                left = self._left[name]
                blocks = [block for block in page.blocks if block.ids in left or not self._is_alto(name)]
                if kind:
                    blocks = [block._replace(furniture=block.furniture or kind) for block in blocks]
                yield page._replace(blocks=tuple(blocks), number=number)


def is_mets(beginning: bytes) -> bool:
    """Whether a file that begins so is a METS."""
    return root_name(beginning).lower() == mets.ROOT


def _absent(names: Sequence[str]) -> list[Problem]:
    if not names:
        return []
    others = ("", " and another", f" and {len(names) - 1} others")[min(len(names), 3) - 1]
    message = f"the archive lacks {names[0]}{others}, which its METS names for a page"
    return [Problem("lost", None, message)]
