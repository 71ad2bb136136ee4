"""What the features of an article's pieces look at: each piece among its neighbours, and the findings in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from copydesk.reading._shared.reach import FOOT_PIECES, HEAD_PIECES
from copydesk.reading.text.evidence.registry import Registry, Stage, Survey
from copydesk.reading.text.inlines.normal_form import spaced
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import DateMatch
from copydesk.reading.text.recognisers.extent import LONG, SHORT, extent, words_of
from copydesk.reading.text.recognisers.marks import (
    CLOSING,
    COLONS,
    MARKER,
    PAUSES,
    QUESTIONS,
    SHOUTS,
    asks_in_greek,
    ends_sentence,
    first_letter,
)
from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.recognisers.people.speakers import timed
from copydesk.reading.text.roles.features.vocabulary import Vocabulary, vocabulary

ANGLE_MARK = "angle_mark"
"""The feature of text that is quoted by ``>``, as in mail."""

SPEAKER_NAME = "speaker_name"
"""The feature of a name that stands alone above what its bearer says, as others do."""

HEAD_PLACES = 9
"""Pieces from the top that are compared with one another as those of the head."""


_QUOTED = re.compile(r"[“„«\"”][^“”„«»\"]*[”“»\"]")
_SPEAKS = 2  # words of the first person


def unquoted(text: str) -> str:
    """A text with a space for each of its quotations."""
    return _QUOTED.sub(" ", text)


def in_first_person(words: Sequence[str], first_person: AbstractSet[str]) -> bool:
    """Whether two of the words or more are of the first person: I, our."""
    return not first_person.isdisjoint(words) and sum([word in first_person for word in words]) >= _SPEAKS


class Findings(NamedTuple):
    """What the recognisers found in a piece: the names of features, the persons it credits, its date."""

    names: tuple[str, ...]
    credit: Credit | None = None
    date: DateMatch | None = None


class Context:
    """A piece of an article as its features look at it.

    ``size`` is how long it is in letters of an alphabet, ``first`` its first letter, ``end`` the name of how it ends,
    ``marker`` the marker of an item that opens it; ``before`` and ``after`` are the pieces beside it.
    """

    __slots__ = ("after", "article", "before", "end", "findings", "first", "index", "marker", "piece", "size", "text")

    def __init__(self, article: Article, index: int, piece: Piece) -> None:
        self.article = article
        self.index = index
        self.piece = piece
        self.text = piece.text
        self.size = extent(piece.text)
        self.first = first_letter(piece.text)
        self.end = _end(piece.text, self.size)
        self.marker = MARKER.match(piece.text)
        self.findings = Findings(())
        self.before: Context | None = None
        self.after: Context | None = None

    @property
    def from_end(self) -> int:
        """1 for the last piece of an article."""
        return self.article.last + 1 - self.index

    @property
    def near_edge(self) -> bool:
        """Whether it stands where the head or the foot of an article may be."""
        return self.index < HEAD_PIECES or self.from_end <= FOOT_PIECES


class Article:
    """The pieces of an article, with the languages and the layout that hold for all.

    ``stray`` are the positions of bullets that are apart from their text. ``names`` holds for each
    piece the features found so far.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        layout: Layout,
        credit_lines: CreditLines,
        stray: Sequence[int] = (),
    ) -> None:
        self.pieces = pieces
        self.layout = layout
        self.credit_lines = credit_lines
        self.locales = credit_lines.locales
        self.stray = stray
        self.words: Vocabulary = vocabulary(credit_lines.locales)
        self.last = len(pieces) - 1
        self.contexts = [Context(self, index, piece) for index, piece in enumerate(pieces)]
        for before, after in pairwise(self.contexts):
            before.after, after.before = after, before
        self.names: list[list[str]] = [[] for _ in pieces]
        self.first_long = next((each.index for each in self.contexts if each.size > LONG), len(pieces))
        for each in self.contexts:
            if each.size < LONG and each.near_edge:
                each.findings = _credit_and_date(each)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each piece."""
        return [piece.text for piece in self.pieces]

    @cached_property
    def timed(self) -> frozenset[int]:
        """The indices of the pieces that open with a time, or are a name and a time, as others do."""
        return timed(self.texts)

    @cached_property
    def word_lists(self) -> list[list[str]]:
        """The words of each piece, without regard to case."""
        return [words_of(text) for text in self.texts]

    @cached_property
    def speaks(self) -> list[bool]:
        """For each piece whether it is in the first person, quotations aside."""
        texts = [(piece.text, unquoted(piece.text)) for piece in self.pieces]
        word_lists = [
            words if own == text else words_of(own) for words, (text, own) in zip(self.word_lists, texts, strict=True)
        ]
        return [in_first_person(words, self.words.first_person) for words in word_lists]

    @property
    def findings(self) -> list[Findings]:
        """What the recognisers found in each piece."""
        return [each.findings for each in self.contexts]

    @findings.setter
    def findings(self, findings: Sequence[Findings]) -> None:
        for context, context_findings in zip(self.contexts, findings, strict=True):
            context.findings = context_findings


def _credit_and_date(here: Context) -> Findings:
    credit_lines = here.article.credit_lines
    credit = credit_lines.byline(spaced(here.text), in_byline_position=here.piece.in_byline_position)
    return Findings((), credit, credit_lines.date(here.text))


def _end(text: str, size: int) -> str:
    """The name of how a text ends."""
    if text[-1] in "」』" and text[0] not in "「『" and size > SHORT:
        return "ends_in_stop"  # in Japanese no full stop stands before or behind it
    tail = text.rstrip(CLOSING)
    end = tail[-1:] or text[-1]
    if end in COLONS:
        return "ends_in_colon"
    if end in QUESTIONS or asks_in_greek(tail):
        return "ends_in_question"
    if end in SHOUTS:
        return "ends_in_shout"
    if ends_sentence(text):
        return "ends_in_stop"
    return "ends_in_comma" if end in PAUSES else "ends_open"


ROLE = Registry()
"""The features of pieces, which count for or against each role."""

in_words: Stage[Context] = Stage(ROLE)
"""The findings of the recognisers in a piece: collected first, and corrected before the others are."""

in_typeset_piece: Stage[Context] = Stage(ROLE)
"""How a piece is set, where its source knows."""

in_piece: Stage[Context] = Stage(ROLE)
"""The form of a piece and of its neighbours."""

in_head: Stage[Context] = Stage(ROLE)
"""The position of a piece in the head: only for the pieces from which the head is made."""

in_article: Survey[Article] = Survey(ROLE)
"""Features that compare all pieces of an article."""

in_evidence: Survey[Article] = Survey(ROLE)
"""Features that follow from those found so far: collected last."""
