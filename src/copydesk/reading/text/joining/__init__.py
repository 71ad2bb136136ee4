"""How a line stands before the next line of its paragraph: with a space, without one, or without its hyphen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property

from copydesk.locales import Locale
from copydesk.locales.scripts import letters_where
from copydesk.problems import Problem
from copydesk.reading.text.evidence import SURE
from copydesk.reading.text.joining.hyphens import Rejoined, is_broken, rejoin
from copydesk.reading.text.joining.vocabulary import Vocabulary
from copydesk.reading.text.joining.word_ends import WordEnds
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece, Segment
from copydesk.reading.text.recognisers.extent import unspaced

_QUOTES = "“”‘’…—·"
_FULL_WIDTH = "F"


@cache
def _mixed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Figures and Latin letters beside others of scripts without spaces: with a space between them, and without."""
    other = f"[{letters_where(lambda script: not script.spaces)}]"
    spaced, close = (rf"{other}{between}[A-Za-z0-9]|[A-Za-z0-9]{between}{other}" for between in (" ", ""))
    return re.compile(spaced), re.compile(close)


def _is_unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces, or a mark as wide as its letters."""
    return unspaced(character) or unicodedata.east_asian_width(character) == _FULL_WIDTH


_MOST_NAMED = 5  # words that a note names


class Joins:
    """Joins lines of one article, and collects the doubtful ones among the words that were broken at their ends.

    ``unbroken`` are words that the source gives whole where lines break them: they count as words of the article."""

    def __init__(self, lines: Sequence[Line], locale: Locale, unbroken: Sequence[str] = ()) -> None:
        self._vocabulary = Vocabulary([*(line.text for line in lines), *filter(None, unbroken)])
        self._word_ends = WordEnds(lines)
        self._lines = lines
        self._locale = locale
        self._broken: list[Problem] = []
        self._compounds: list[tuple[Line, Rejoined]] = []

    def text_before(self, line: Line, following: Line) -> str:
        """The text of a line as it stands before that of the line which follows."""
        text = line.text
        if is_broken(text, following.text, self._locale):
            rejoined = rejoin(text, following.text, self._vocabulary, self._locale)
            if rejoined.doubtful:
                self._compounds.append((line, rejoined))
            elif rejoined.confidence < SURE:
                self._broken.append(_broken_word(line, rejoined))
            return text[:-1] + "-" if rejoined.keeps_hyphen else text[:-1]
        if text[-1] == "-" and text[-2:-1].isdigit() and following.text[0].isdigit():
            return text
        if "—" in (text[-1], following.text[0]):
            spaced = text.endswith(" —") or following.text.startswith("— ")
            return f"{text} " if spaced else text
        if self._touch(text[-1], following.text[0]) or self._word_ends.is_broken(line, following):
            return text
        return text + " "

    def _touch(self, before: str, after: str) -> bool:
        """Whether no space separates two characters: those of scripts without spaces, and quotation marks, figures and
        Latin letters beside them, unless the text has a space between such."""
        if before.isascii() and after.isascii():
            return False
        one, other = _is_unspaced(before), _is_unspaced(after)
        if one and other:
            return True
        beside = after if one else before if other else ""
        if not beside:
            return False
        return beside in _QUOTES or (beside.isascii() and beside.isalnum() and not self._spaces_mixed)

    @cached_property
    def _spaces_mixed(self) -> bool:
        """Whether figures and Latin letters stand beside letters of scripts without spaces more often with a space
        between them than without one."""
        spaced, close = (sum(len(form.findall(line.text)) for line in self._lines) for form in _mixed())
        return spaced > close

    @property
    def problems(self) -> list[Problem]:
        """A problem for each word that the article spells both ways, and one note on all of which it has neither
        spelling."""
        return [*self._broken, *_compounds(self._compounds)]


def _broken_word(line: Line, rejoined: Rejoined) -> Problem:
    chosen, other = rejoined.joined, rejoined.hyphenated
    if rejoined.keeps_hyphen:
        chosen, other = other, chosen
    return Problem(
        "broken_word", line.number, f"read as {chosen!r}, could be {other!r}, confidence {rejoined.confidence:.2f}"
    )


def _compounds(words: Sequence[tuple[Line, Rejoined]]) -> list[Problem]:
    if not words:
        return []
    joined = list(dict.fromkeys(rejoined.joined for _, rejoined in words if not rejoined.keeps_hyphen))
    hyphenated = list(dict.fromkeys(rejoined.hyphenated for _, rejoined in words if rejoined.keeps_hyphen))
    parts = [
        f"{action} {', '.join(map(repr, forms[:_MOST_NAMED]))}{' and others' if len(forms) > _MOST_NAMED else ''}"
        for action, forms in (("joined", joined), ("kept the hyphen of", hyphenated))
        if forms
    ]
    message = f"words broken at line ends that may be compounds: {'; '.join(parts)}"
    return [Problem("compound", words[0][0].number, message)]


def joined(
    group: list[Line],
    doubts: list[tuple[float, tuple[str, ...]]],
    joins: Joins,
) -> Piece:
    """A group of lines as one piece; ``doubts`` are the confidences of its joins, with the reasons."""
    sure, why = min(doubts, default=(1.0, ()))
    if len(group) == 1:
        line = group[0]
        return Piece(line.text, (line,), (Segment(0, line.start, line.end, line.mark),), sure, why)
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for line, following in zip(group, [*group[1:], None], strict=True):
        text = line.text
        segments.append(Segment(length, line.start, line.end, line.mark))
        if following is not None:
            text = joins.text_before(line, following)
        parts.append(text)
        length += len(text)
    return Piece("".join(parts), tuple(group), tuple(segments), sure, why)


def as_one(lines: list[Line], locale: Locale) -> Piece:
    """Lines that are known to belong together, as one piece."""
    return joined(lines, [], Joins(lines, locale))
