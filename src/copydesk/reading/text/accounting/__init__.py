"""Nothing is lost: the letters of the tree, node by node, against the letters of the clean text.

Each letter of the clean text is in the spans of just one node, and each node contains the letters and words of its
spans, in their order; so nothing is lost, repeated, moved, run together or invented. A list contains the labels that it
prints. Persons, addresses and telephone numbers are copies of their node's words, and are not counted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, islice
from typing import Any, NamedTuple

from copydesk import tree
from copydesk.locales.scripts import pairs
from copydesk.problems import Problem
from copydesk.reading.text.accounting.own_words import LOST_TARGET, Choice, own_words
from copydesk.reading.text.characters import Clean
from copydesk.reading.text.recognisers.marks import COLONS, ELLIPSES, PAUSES, SENTENCE_ENDS, speaks
from copydesk.tree import Article, Located

_SHOWN = 12  # words that a problem names
_LOOKED_AT = 200  # words among which they are chosen
_MOST = 20  # problems of one article


class Discrepancy(NamedTuple):
    """A node that does not contain the words of its spans.

    ``line`` is that of the raw text, from 1; ``stands`` the clean text of the node's spans, or, where ``node`` is None,
    a stretch of text that is in the spans of no node, or of several; ``says`` are the node's own words.
    """

    node: Located | None
    line: int
    stands: str
    says: str


def lost(article: Article, cleaned: Clean) -> list[Problem]:
    """A problem for each node that lacks words of its text, has others, or has them in another order."""
    return [
        Problem("lost", discrepancy.line, _message(discrepancy))
        for discrepancy in islice(discrepancies(article, cleaned), _MOST)
    ]


def discrepancies(article: Article, cleaned: Clean) -> Iterator[Discrepancy]:
    """The differences between the clean text and the words of the tree."""
    text, position = cleaned.text, _positions(cleaned)
    covered: list[tuple[int, int]] = []
    for node in owners(article):
        spans = [(position(span.start), position(span.end)) for span in node.origin.spans] if node.origin else []
        covered += spans
        parts = list(own_words(node))
        if not _says_its_text(node, parts, text, spans):
            first = min((start for start, _ in spans), default=0)
            says = " ".join(part if isinstance(part, str) else part[0] for part in parts)
            yield Discrepancy(node, _line(text, first), " ".join(text[slice(*span)] for span in spans), says)
    yield from _uncounted(text, sorted(covered))


def _says_its_text(node: Located, parts: list[str | Choice], text: str, spans: list[tuple[int, int]]) -> bool:
    if not parts:
        return _is_bare(text, spans)
    return _agree(parts, text, spans) or (isinstance(node, tree.Table) and _same_letters(parts, text, spans))


def _same_letters(parts: list[str | Choice], text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a table holds the letters of its lines in any order: it joins the lines of a cell, and the halves of a
    word that is broken at a line's end."""
    stands = "\n".join(text[start:end] for start, end in spans)
    targets = tuple(f" {target}" for target in _TARGETS.findall(stands))
    left = Counter(letters(stands))
    left.subtract(letters("".join(part for part in parts if isinstance(part, str))))
    for part in parts:
        if not isinstance(part, str):
            choices = ("", *targets) if part is LOST_TARGET else part
            counters = (Counter(letters(choice)) for choice in sorted(choices, key=len, reverse=True))
            left.subtract(next((counts for counts in counters if counts <= left), letters(part[0])))
    return not any(left.values())


def owners(article: Article) -> Iterator[Located]:
    """The nodes that have an origin, a container before its blocks."""
    head = article.head
    for node in (head.kicker, head.headline, head.deck, *head.bylines, *head.dates, head.editors_note, head.dateline):
        if node is not None:
            yield node
    yield from _within((*article.body, *article.foot, *article.notes))
    yield from article.furniture


def _within(nodes: Iterable[Located]) -> Iterator[Located]:
    for node in nodes:
        yield node
        if isinstance(node, (tree.BlockQuote, tree.Speech, tree.Contact, tree.Note)):
            yield from _within(node.blocks)
        elif isinstance(node, tree.List):
            for item in node.items:
                yield from _within(item)


def _uncounted(text: str, covered: list[tuple[int, int]]) -> Iterator[Discrepancy]:
    """The letters that are in no span, and those that are in several."""
    done = 0
    for start, end in [*covered, (len(text), len(text))]:
        if start > done and letters(between := text[done:start]):
            yield Discrepancy(None, _line(text, done), between, "")
        elif start < done and letters(twice := text[start : min(done, end)]):
            yield Discrepancy(None, _line(text, start), twice, f"{twice} {twice}")
        done = max(done, end)


def _positions(cleaned: Clean) -> Callable[[int], int]:
    """From positions of the raw text to those of the clean text."""
    clean_marks, raw_marks = cleaned.clean_marks, cleaned.raw_marks
    if len(clean_marks) == 1:
        return int

    def position(raw: int) -> int:
        mark = bisect_right(raw_marks, raw) - 1
        last = clean_marks[mark + 1] if mark + 1 < len(clean_marks) else len(cleaned.text)
        return min(clean_marks[mark] + raw - raw_marks[mark], last)

    return position


def _line(text: str, position: int) -> int:
    """The line on which the first thing at or after a position stands."""
    stands = re.compile(r"\S").search(text, position)
    return text.count("\n", 0, stands.start() if stands else position) + 1


# ------------------------------------------------------------------------------------------------ comparing


class _Letters(dict[int, str | None]):
    """For ``str.translate``: keeps what no mark of structure is made of, that is letters and their marks, digits,
    signs of money, and the punctuation of sentences that opens no list and draws no line. White space and the bars
    between cells become spaces; all else is dropped."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        keeps = unicodedata.category(character) in _KEPT_CATEGORIES or character in _KEPT_MARKS
        separates = character.isspace() or character == "|"
        replacement = self[code] = character if keeps else " " if separates else None
        return replacement


_KEPT_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Sc"})
_KEPT_MARKS = frozenset(f"{SENTENCE_ENDS}{ELLIPSES}{COLONS}{PAUSES}{''.join(pairs('quotes'))}¿¡%&@") - frozenset(".,:!")
_LETTERS = _Letters()


def letters(text: str) -> str:
    """The letters and digits of a text, in their order."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    """The letters and digits of each word of a text."""
    return text.translate(_LETTERS).split()


def _agree(parts: list[str | Choice], text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a node contains the words of its spans. Most are equal to them to the letter, which is quick to see."""
    says = "".join([part if isinstance(part, str) else part[0] for part in parts])
    stretches = [text[start:end] for start, end in spans]
    if says.split() == " ".join(stretches).split():
        return True
    return _words_agree(says, stretches) or _fits(parts, stretches)


def _is_bare(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the spans hold nothing but marks, as those of a node without words must, such as a break."""
    return not any(speaks(text[start:end]) for start, end in spans)


def _words_agree(says: str, stretches: list[str]) -> bool:
    """Whether the words have the same letters, and begin and end at the same of them. The end of a stretch, and that of
    a link's words before its target, may be within a word or not."""
    node_words, text_words = _words(says), [_words(part) for stretch in stretches for part in stretch.split("](")]
    if "".join(node_words) != "".join(chain.from_iterable(text_words)):
        return False
    within: set[int] = set()
    at_ends = {0}
    done = 0
    for words in text_words:
        *inner, done = accumulate(map(len, words), initial=done)
        within.update(inner)
        at_ends.add(done)
    return within - at_ends <= set(accumulate(map(len, node_words))) <= within | at_ends


_TARGETS = re.compile(r"\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_PICTURE_TARGET = re.compile(r"(?<=\))\]\([^()\s]*\)")  # of a link around a picture, which a figure does not hold


def _fits(parts: list[str | Choice], stretches: list[str]) -> bool:
    """Whether some choice of the alternatives gives the words of the spans."""
    targets = tuple(f" {target}" for target in _TARGETS.findall(" ".join(stretches)))
    stretches = [_PICTURE_TARGET.sub(")", stretch) for stretch in stretches]
    stands = letters("".join(stretches))
    readings: dict[int, _Joined] = {0: ()}
    for part in parts:
        choices = (part,) if isinstance(part, str) else ("", *targets) if part is LOST_TARGET else part
        alternatives = [(choice, letters(choice)) for choice in choices]
        readings = {
            end + len(choice_letters): (before, choice)
            for end, before in readings.items()
            for choice, choice_letters in alternatives
            if stands.startswith(choice_letters, end)
        }
    return len(stands) in readings and _words_agree(_joined(readings[len(stands)]), stretches)


_Joined = tuple[Any, ...]
"""Pieces of words, as a pair of those before the last and the last; empty if there are none."""


def _joined(joined: _Joined) -> str:
    pieces: list[str] = []
    while joined:
        joined, piece = joined
        pieces.append(piece)
    return "".join(reversed(pieces))


def _message(discrepancy: Discrepancy) -> str:
    stands, says = (re.findall(r"\w+", text) for text in (discrepancy.stands, discrepancy.says))
    missing, more = _beside(stands, says), _beside(says, stands)
    clauses = []
    if missing:
        clauses.append(f"{_quoted(missing)} of the text reached no part of the article")
    if more:
        clauses.append(f"{_quoted(more)} of the article does not stand so in the text")
    if not clauses:
        clauses.append(f"words of the text stand in another order in the article: {_quoted(stands)}")
    return f"{'; '.join(clauses)}. This is a fault of copydesk: please report it with the text"


def _beside(words: list[str], others: list[str]) -> list[str]:
    """The words that are not among the others, in their order; a word broken in one of the two is left out, if that
    leaves any."""
    left = Counter(others)
    lacking: list[str] = []
    for word in words:
        left[word] -= 1
        if left[word] < 0:
            lacking.append(word)
    joined = "".join(others)
    return [word for word in lacking[:_LOOKED_AT] if word not in joined] or lacking


def _quoted(words: list[str]) -> str:
    return repr(" ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else ""))
