"""What the text itself gives away of damage that no reader may repair: it is left as it stands, and told.

Three kinds: letters that a scan took for others (``rnoney``, ``l914``), a sentence that breaks off in one place and
goes on in another, as columns read in the wrong order leave it, and a text that stands there more than once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.problems import Problem
from copydesk.reading.text.lines import Line
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.marks import ends_sentence, first_letter

_OFTEN = 2  # how often a word must stand there, more than, for a like one to be doubted
_TOLD = 20  # words that are told of at the most; who has more needs another scan
_LONG = 75  # characters of a paragraph that is no heading, caption or item
_TEXT = frozenset({"paragraph", "quotation"})

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"(?<![^\W_])(?=[lIO]*\d)(?=\d+[lIO]|[lIO]{1,2}\d{2})[lIO\d]{3,}(?![^\W_])")
_BESIDE_DIGIT = re.compile(r"\d(?:(?<=[lIO].)|(?=[lIO]))")  # in all that the above finds, and soon told to be missing
_TO_FIGURES = str.maketrans("lIO", "110")


def misread_words(lines: Sequence[Line]) -> Iterator[Problem]:
    """Words that a scan may have misread: one that begins with ``rn``, as no word does; one with ``rn`` for the ``m``
    of a word that stands there often, or the other way round; a figure with letters in it."""
    whole = "\n".join(line.text for line in lines)
    suspects = _confused(whole.casefold())
    figures = _BESIDE_DIGIT.search(whole) is not None
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(suspects)})(?![^\W_])", re.IGNORECASE) if suspects else None
    found: list[Problem] = []
    for line in lines:
        seen = pattern.findall(line.text) if pattern else []
        told = [(word, suspects[word.casefold()]) for word in seen]
        if figures:
            told += [(figure, figure.translate(_TO_FIGURES)) for figure in _FIGURE.findall(line.text)]
        found += [
            Problem("misread", line.number, f"{word!r} could be {meant!r}, misread by a scan; left as it is")
            for word, meant in told
        ]
    yield from found[:_TOLD]


def _confused(whole: str) -> dict[str, str]:
    """The words of a text in small letters that are doubtful, each with what it may be."""
    found: dict[str, str] = {}
    words = (word for run in whole.split() if "rn" in run for word in _WORD.findall(run) if "rn" in word)
    for word, number in Counter(words).items():
        other = word.replace("rn", "m", 1)
        if word.startswith("rn") and len(word) > 3:
            found[word] = other
        elif len(word) > 6 and number > _OFTEN and _count(other, whole) == 1:
            found[other] = word
        elif len(word) > 6 and number == 1 and _count(other, whole) > _OFTEN:
            found[word] = other
    return found


def _count(word: str, whole: str) -> int:
    return len(re.findall(rf"(?<![^\W_]){word}(?![^\W_])", whole)) if word in whole else 0


_SHORTEST_LINE = 25  # characters of a line that is not the same by chance
_FEWEST_LINES = 3
_REPEATED = 0.4  # of the lines of a text, those that stand there again if the text is said to repeat itself


def repeated_text(lines: Sequence[Line]) -> Iterator[Problem]:
    """The line where a text begins that stands above already, if much of the whole does."""
    long = [line for line in lines if len(line.text) >= _SHORTEST_LINE]
    seen: set[str] = set()
    again = [line for line in long if line.text in seen or seen.add(line.text)]  # type: ignore[func-returns-value]
    if len(again) >= max(_FEWEST_LINES, _REPEATED * len(long)):
        message = (
            f"{len(again)} of {len(long)} lines stand in the text before; it may hold the same thing more than once"
        )
        yield Problem("repeated", again[0].number, message)


def broken_order(parts: Sequence[Part]) -> Iterator[Problem]:
    """The place where a sentence breaks off, if only another place than the next begins in the middle of one."""
    text = [part for part in parts if part.decision.role in _TEXT and len(part.piece.text) > _LONG]
    ends = [place for place, part in enumerate(text) if not ends_sentence(part.piece.text)]
    begins = [
        place
        for place, part in enumerate(text)
        if first_letter(part.piece.text).islower() and (not place or ends_sentence(text[place - 1].piece.text))
    ]
    for place in ends:
        onward = next((begin for begin in begins if begin != place + 1), None)
        if onward is not None and not any(
            first_letter(part.piece.text).islower() for part in text[place + 1 : place + 2]
        ):
            begins.remove(onward)
            yield Problem(
                "order",
                text[place].piece.lines[-1].number,
                f"a sentence breaks off here and may go on in line {text[onward].piece.number}; "
                "columns or pages may stand in the wrong order",
            )
