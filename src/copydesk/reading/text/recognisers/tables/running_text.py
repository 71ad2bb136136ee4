"""Which gaps in a line stand within running text, and separate no cells.

Typists set two blanks after a full stop; justified text has two or three between words, so that its lines end below one
another, and a program may have put a tab for some of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from copydesk.patterns import pattern
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.marks import ends_sentence, first_letter
from copydesk.reading.text.recognisers.people.speaker_labels import spaced_letters
from copydesk.reading.text.recognisers.people.speakers import timed
from copydesk.reading.text.recognisers.tables.cells import Chunk, column_at

_SENTENCE_END = pattern(r"[.!?][\"”’')]*$")
_LONG_CHUNK = 30  # characters of a chunk that is no cell if the words behind the gap go on with it
_FEWEST_OF_A_SENTENCE = 3  # words on either side of the only gap of a line
_USUAL_OF_A_SENTENCE = 2.5  # words of several short sentences on a line, on average
_WIDEST_GAP = 3  # columns between two words of a justified line
_FEWEST_WORDS = 6  # of a line that is justified
_FEWEST_LINES = 8  # of a text that is justified
_SHARE = 0.25  # of the lines with as many words, those that end at the margin


class RunningText:
    """The lines of a text whose gaps separate no cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        ends = Counter(_end(line) for line in lines if line.text.count(" ") >= _FEWEST_WORDS)
        margin, count = max(ends.items(), key=lambda item: item[1], default=(0, 0))
        texts = [line.text for line in lines]
        self._names = {lines[index].start for index in timed(texts) | spaced_letters(texts)}
        # no line ends at column 0
        self._margin = margin if count >= max(_FEWEST_LINES, _SHARE * ends.total()) else 0

    def holds(self, line: Line, parts: Sequence[Chunk]) -> bool:
        """Whether a line, with its chunks, is one of running text: each gap stands behind a full stop, or the line has
        the time of a message or a letter for question and answer, or is justified, or the words behind a gap go on in
        small letters with a long stretch before it."""
        if line.start in self._names:
            return True
        if len(parts) < 2:
            return False
        if _separates_sentences(line, parts):
            return True
        return self._is_justified(line, parts) or any(
            left.end - left.start >= _LONG_CHUNK and not ends_sentence(left.text) and right.text[0].islower()
            for left, right in pairwise(parts)
        )

    def _is_justified(self, line: Line, parts: Sequence[Chunk]) -> bool:
        narrow = all(right.start - left.end <= _WIDEST_GAP for left, right in pairwise(parts))
        return narrow and _end(line) == self._margin and len(line.text.split()) >= _FEWEST_WORDS


def _separates_sentences(line: Line, parts: Sequence[Chunk]) -> bool:
    """Whether each gap of a line is two blanks between the end of a sentence and a capital, and the sentences are of
    several words, as cells that end in full stops seldom are."""
    if "\t" in line.text:
        return False
    words = [len(part.text.split()) for part in parts]
    if min(words) < _FEWEST_OF_A_SENTENCE if len(words) == 2 else sum(words) < _USUAL_OF_A_SENTENCE * len(words):
        return False
    return all(
        right.start - left.end == 2
        and _SENTENCE_END.search(left.text)
        and first_letter(right.text).isalpha()
        and not first_letter(right.text).islower()
        for left, right in pairwise(parts)
    )


def _end(line: Line) -> int:
    """The column at which a line ends."""
    return column_at(line, len(line.text))
