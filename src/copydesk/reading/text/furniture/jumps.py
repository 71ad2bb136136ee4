"""Jump lines: ``Continued on Page Four`` between the halves of an article that a newspaper's page separated.

The words alone are not enough, for a text may say so too: a jump line stands within the text, free of the lines around
it or in the middle of their sentence. Elsewhere it stays, and is reported.
"""

from __future__ import annotations

from copydesk.problems import Problem
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, Prose, is_part_of_sentence
from copydesk.reading.text.furniture.words import PagePatterns
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.words import folded


def jumps(
    lines: list[Line], patterns: PagePatterns, prose: Prose
) -> tuple[list[tuple[int, FurnitureLine]], list[Problem]]:
    """The jump lines between the halves of a text, by their index, and a problem for each line that reads as one and
    stays."""
    aside: list[tuple[int, FurnitureLine]] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > LONGEST_LABEL or not _is_worded(text, patterns) or patterns.continued.fullmatch(text):
            continue
        if _is_between(lines, index, prose):
            aside.append((index, FurnitureLine(line, "cut_mark", 0.9, "it says where the text goes on or comes from")))
        else:
            message = f"{text!r} may say where the text goes on; it stays in the text"
            problems.append(Problem("furniture", line.number, message))
    return aside, problems


def _is_worded(text: str, patterns: PagePatterns) -> bool:
    """Whether a line says in a language's words where the text goes on, or comes from."""
    may_be = any(map(folded(text).__contains__, patterns.jump_words))
    match = patterns.jump.fullmatch(text) if may_be else None
    numbers = filter(None, match.groups()) if match else ()
    return match is not None and all(each[-1].isdigit() or each.casefold() in patterns.numerals for each in numbers)


def _is_between(lines: list[Line], index: int, prose: Prose) -> bool:
    if not 1 < index < len(lines) - 1:
        return False
    if prose.runs_across(index):
        return True
    return bool(lines[index].gap and lines[index + 1].gap) and not is_part_of_sentence(lines, index)
