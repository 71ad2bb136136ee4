"""Results of games, fixtures and standings: ``Barton 2 Elm 1``, ``Barton v. Elm``, ``Barton 12 8 2 2 26``."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line, blocks
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence, holds_digit

_FEWEST = 2  # lines of a group that have scores
_FEWEST_FIXTURES = 3  # lines of a group that have none
_LONGEST = 60  # characters of a line
_LONGEST_HEADING = 40  # characters
_SIDE = r"[^\W\d_a-z][\w.'’&/-]*(?: [^\W\d_][\w.'’&/-]*){0,3}"  # a club, a player or a town
_COUNT = r"\d{1,3}"
_REST = r"(?: \([^()]*\))?\.?"  # (half-time 1-0)
_SCORED = pattern(
    rf"{_SIDE},? {_COUNT}[,;]? {_SIDE},? {_COUNT}{_REST}"  # Barton 2, Elm 1
    rf"|{_SIDE} {_COUNT} ?[-–:] ?{_COUNT} {_SIDE}{_REST}"  # Barton 2-1 Elm
    rf"|{_SIDE} (?:[-–]|vs?\.?) {_SIDE} {_COUNT} ?[-–:] ?{_COUNT}{_REST}"  # Barton – Elm 2:1
    rf"|(?:\d{{1,2}}[.)]? )?{_SIDE}(?: [+–-]?{_COUNT}(?:[-–:]{_COUNT})?){{4,}}"  # Barton 12 8 2 2 31-12 26
)
_FIXTURE = pattern(rf"{_SIDE} vs?\.? {_SIDE}(?:,? \(?\d{{1,2}}[.:]\d\d(?: ?[ap]\.?m\.?)?\)?)?")
_REASON = "it is a result, a fixture or a standing of a game"


def results(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of groups of results below the first line of a text, and the heading above each group."""
    figured = [index for index, line in enumerate(lines) if index and _holds_figure(line)]
    candidates = {index for index in figured if len(figured) >= _FEWEST and _may_be_result(lines[index])}
    if len(candidates) < _FEWEST:
        return
    for block in blocks(lines):
        run: list[int] = []
        for index in (*block, block.stop):
            if index < block.stop and index in candidates:
                run.append(index)
                continue
            if len(run) >= _FEWEST and _are_results([lines[each].text for each in run]):
                yield from _heading(lines, run[0] - 1, credit_lines)
                for each in run:
                    yield Assigned(each, "frame", _REASON, role="set_line", begins=True)
            run = []


def _holds_figure(line: Line) -> bool:
    """Whether a line is short and holds a figure or a *v*, as each of the forms does."""
    return len(line.text) <= _LONGEST and not line.role and (" v" in line.text or holds_digit(line.text))


def _may_be_result(line: Line) -> bool:
    """Whether a line is short and of one of the forms."""
    return _holds_figure(line) and (_SCORED.fullmatch(line.text) or _FIXTURE.fullmatch(line.text)) is not None


def _are_results(texts: list[str]) -> bool:
    """Whether lines, all of a form that results have, are several and name different sides."""
    scored = sum(_SCORED.fullmatch(text) is not None for text in texts)
    enough = scored >= _FEWEST or len(texts) >= _FEWEST_FIXTURES
    return enough and len({text.split(None, 1)[0] for text in texts}) > len(texts) / 2


def _heading(lines: list[Line], above: int, credit_lines: CreditLines) -> Iterator[Assigned]:
    """The short line right above results, or in capitals above a blank one; never the first, or a date."""
    text = lines[above].text
    if above < 1 or lines[above].role or (lines[above + 1].gap and not text.isupper()):
        return
    if len(text) > _LONGEST_HEADING or ends_sentence(text) or not text[0].isalnum():
        return
    apart = lines[above].gap or text.isupper() or _may_be_result(lines[above - 1])
    if apart and not credit_lines.is_date_line(text):
        yield Assigned(above, "frame", "it is the heading of results", role="heading", begins=True)
