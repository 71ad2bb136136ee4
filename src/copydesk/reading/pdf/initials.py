"""Large initials: letters that go down over several lines of their paragraph, joined to its first line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from copydesk.reading.pdf.lines import Line, line_of
from copydesk.reading.pdf.runs import Run
from copydesk.reading.pdf.set_line import SetLine

_LARGER = 1.7  # times the size of most letters of the page
_MOST_LETTERS = 3  # with a quotation mark
_MOST_LARGE = 200  # runs of a page in large type, from which no initial is looked for
_NEAR = 0.6  # of its size, how far from an initial the lines beside it begin at the most
_ALONE = frozenset("AEIOUYÀÁÉÈÓÒÖÅÆ")
"""Letters that may be words."""

_WORD = re.compile(r"\w+")


def without_initials(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The runs of a page that are no large initials, and those that may be."""
    letters = Counter[float]()
    for run in runs:
        letters[round(run.size, 1)] += len(run.letters)
    usual = letters.most_common(1)[0][0] if letters else 0.0
    large = [run for run in runs if run.size >= _LARGER * usual]
    if len(large) > _MOST_LARGE:
        return list(runs), []
    initials = [run for run in large if _is_initial(run) and not any(_is_next(run, other) for other in large)]
    ids = set(map(id, initials))
    return [run for run in runs if id(run) not in ids], initials


def _is_initial(run: Run) -> bool:
    letters = [letter.text for letter in run.letters if letter.text.isalpha()]
    return len(run.letters) <= _MOST_LETTERS and len(letters) == 1 and letters[0].isupper()


def _is_next(run: Run, other: Run) -> bool:
    """Whether another large run stands next to one, as the letters of a headline do."""
    gap = max(other.left - run.right, run.left - other.right)
    return other is not run and abs(other.baseline - run.baseline) < run.size / 2 and gap < run.size


def with_initials(lines: Sequence[Line], initials: Sequence[Run]) -> list[Line]:
    """The lines with the initials that stand beside them; one that stands beside none is a line by itself."""
    result = list(lines)
    for run in initials:
        beside = [number for number, line in enumerate(result) if _is_beside(run, line)]
        if not beside:
            result.append(line_of([run]))
            continue
        first = min(beside, key=lambda number: result[number].baseline)
        for number in beside:
            result[number] = result[number]._replace(left=run.left)  # as they would stand without the initial
        result[first] = result[first]._replace(runs=[run, *result[first].runs])
    return result


def _is_beside(run: Run, line: Line) -> bool:
    """Whether a line begins right beside an initial."""
    if line.size * _LARGER > run.size:
        return False
    middle = line.baseline - line.size / 3
    return (
        run.top <= middle <= run.baseline + line.size / 3
        and -0.2 * run.size <= line.left - run.right <= _NEAR * run.size
    )


def spaced_initial(line: SetLine, words: Set[str]) -> SetLine:
    """A line that opens with an initial, with a space behind that where it is a word: ``A clock``, ``At noon``."""
    end = next((at for at, character in enumerate(line.text, 1) if character.isalpha()), 0)
    if not end or line.text[end - 1] not in _ALONE:
        return line
    rest = _WORD.match(line.text, end)
    word = rest[0].casefold() if rest else ""
    if not word or word not in words or line.text[end - 1].casefold() + word in words:
        return line
    styles = tuple((style, start + (start >= end), stop + 1) for style, start, stop in line.styles)
    return line._replace(text=f"{line.text[:end]} {line.text[end:]}", styles=styles)


def words_in(lines: Sequence[SetLine]) -> frozenset[str]:
    """The words of the lines of a page, in small letters."""
    return frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text))
