"""Damage that the text shows but that copydesk may not repair: it is left as it stands, and reported.

Four kinds: letters that a scan took for others (``rnoney``, ``l914``), a sentence that breaks off in one place and
goes on in another, as columns read in the wrong order leave it, a text that stands there more than once, and bullets
that lost their items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.patterns import pattern
from copydesk.problems import Problem
from copydesk.reading.text.evidence.doubts import lines_named
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.marks import ends_sentence, first_letter

_OFTEN = 2  # times; a word that stands there more often makes a similar one doubtful
_MOST_REPORTED = 20  # words that are reported at the most; a text with more needs another scan
_LONG = 75  # characters of a paragraph that is no heading, caption or item
_TEXT = frozenset({"paragraph", "quotation"})

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = pattern(r"(?<![^\W_])(?=[lIO]*\d)(?=\d+[lIO]|[lIO]{1,2}\d{2})[lIO\d]{3,}(?![^\W_])")
_BESIDE_DIGIT = re.compile(r"\d(?:(?<=[lIO].)|(?=[lIO]))")  # in all that the above finds, and quick to search for
_TO_FIGURES = str.maketrans("lIO", "110")


def misread_words(lines: Sequence[Line]) -> Iterator[Problem]:
    """Words that a scan may have misread: one that begins with ``rn``, as no word does; one with ``rn`` for the ``m``
    of a word that stands there often, or the other way round; a figure with letters in it."""
    lines = [line for line in lines if line.role != "preformatted"]
    text = "\n".join(line.text for line in lines)
    suspects = _confused(text.casefold())
    figures = _BESIDE_DIGIT.search(text) is not None
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(suspects)})(?![^\W_])", re.IGNORECASE) if suspects else None
    problems: list[Problem] = []
    for line in lines:
        doubtful = pattern.findall(line.text) if pattern else []
        misreadings = [(word, suspects[word.casefold()]) for word in doubtful]
        if figures:
            misreadings += [(figure, figure.translate(_TO_FIGURES)) for figure in _FIGURE.findall(line.text)]
        problems += [
            Problem("misread", line.number, f"{word!r} could be {meant!r}, misread by a scan; left as it is")
            for word, meant in misreadings
        ]
    yield from problems[:_MOST_REPORTED]


def _confused(text: str) -> dict[str, str]:
    """The words of a text in small letters that are doubtful, each with what it may be."""
    suspects: dict[str, str] = {}
    words = (word for run in text.split() if "rn" in run for word in _WORD.findall(run) if "rn" in word)
    for word, number in Counter(words).items():
        other = word.replace("rn", "m", 1)
        if word.startswith("rn") and len(word) > 3:
            suspects[word] = other
        elif len(word) > 6 and number > _OFTEN and _count(other, text) == 1:
            suspects[other] = word
        elif len(word) > 6 and number == 1 and _count(other, text) > _OFTEN:
            suspects[word] = other
    return suspects


def _count(word: str, text: str) -> int:
    return len(re.findall(rf"(?<![^\W_]){word}(?![^\W_])", text)) if word in text else 0


_SHORTEST_LINE = 25  # characters of a line that is not the same by chance
_FEWEST_LINES = 3
_REPEATED = 0.4  # of the lines of a text, those that stand there again if the text is said to repeat itself


def repeated_text(lines: Sequence[Line]) -> Iterator[Problem]:
    """The line where a text begins that stands above already, if much of the whole does."""
    long = [line for line in lines if len(line.text) >= _SHORTEST_LINE]
    earlier: set[str] = set()
    again = [line for line in long if line.text in earlier or earlier.add(line.text)]  # type: ignore[func-returns-value]
    if len(again) >= max(_FEWEST_LINES, _REPEATED * len(long)):
        message = (
            f"{len(again)} of {len(long)} lines stand in the text before; it may hold the same thing more than once"
        )
        yield Problem("repeated", again[0].number, message)


def broken_order(parts: Sequence[Part]) -> Iterator[Problem]:
    """The place where a sentence breaks off, if only another place than the next begins in the middle of one."""
    text = [part for part in parts if part.decision.role in _TEXT and len(part.piece.text) > _LONG]
    ends = [index for index, part in enumerate(text) if not ends_sentence(part.piece.text)]
    begins = [
        index
        for index, part in enumerate(text)
        if first_letter(part.piece.text).islower() and (not index or ends_sentence(text[index - 1].piece.text))
    ]
    for index in ends:
        onward = next((begin for begin in begins if begin != index + 1), None)
        if onward is not None and not any(
            first_letter(part.piece.text).islower() for part in text[index + 1 : index + 2]
        ):
            begins.remove(onward)
            yield Problem(
                "order",
                text[index].piece.lines[-1].number,
                f"a sentence breaks off here and may go on in line {text[onward].piece.number}; "
                "columns or pages may stand in the wrong order",
            )


def lost_bullets(furniture: Sequence[FurnitureLine], stray: Sequence[int]) -> Iterator[Problem]:
    """One problem for the bullets without words among what was set aside; ``stray`` are their positions."""
    positions = set(stray)
    numbers = [each.line.number for each in furniture if each.line.start in positions]
    if numbers:
        stand = "a bullet stands" if len(numbers) == 1 else f"{len(numbers)} bullets stand"
        message = f"{stand} apart from the items that lost them, in {lines_named(numbers)}; see which lines are items"
        yield Problem("order", numbers[0], message)
