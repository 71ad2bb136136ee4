"""What each form of a file says of the lines of a small text: ``tests/cases/forms/<form>.case``.

In a raw text ``‹60›`` stands for as many letters as its line needs to be 60 characters long, ``12 × words`` for twelve
lines with these words, ``␌`` for a form feed, and a line with hashes has a backslash before it. Each line of the
expected result is one that the form knows: its number from 0, the kind of the furniture, the line with the part that
is text between ``⟦`` and ``⟧``, and its properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.furniture.forms import _FORMS, Assigned
from copydesk.reading.text.furniture.forms.assigned import aside, with_assigned
from copydesk.reading.text.furniture.lines import Trace
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from tests.parts import credit_lines, lines_of

CASES = Path(__file__).parent / "cases" / "forms"
FORMS = {form.__name__: form for form in _FORMS}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """The form of each case, its name, its raw text, and what is known of its lines. ``[ja]`` behind a name is the
    language."""
    for path in sorted(CASES.glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            raw, expected = re.split(r"(?m)^>>>\n?", rest, maxsplit=1)
            yield path.stem, name, expanded(raw), expected.strip()


def expanded(raw: str) -> str:
    """A raw text with its abbreviations written out."""
    raw = re.sub(r"(?m)^(\d+) × (.*\n)", lambda match: int(match[1]) * match[2], raw)
    return "\n".join(_filled(line) for line in raw.split("\n"))


def _filled(line: str) -> str:
    if match := re.search(r"‹(\d+)›", line):
        rest = len(line) - len(match[0])
        return line.replace(match[0], "n" * (int(match[1]) - rest))
    return line.removeprefix("\\")


def drawn(lines: list[Line], known: Assigned) -> str:
    text = lines[known.position].text
    end = len(text) if known.end is None else known.end
    parts = [
        str(known.position),
        f"{known.kind}:",
        f"{text[: known.start]}⟦{text[known.start : end]}⟧{text[end:]}" if known.start < end else text,
        f"| {known.role}" if known.role else "|",
        f"depth={known.depth}" if known.depth else "",
        *(name for name in ("begins", "in_columns", "is_blank") if getattr(known, name)),
    ]
    return " ".join(filter(None, parts)).removesuffix(" |")


@pytest.mark.parametrize(
    ("form", "name", "raw", "expected"), [pytest.param(*case, id=": ".join(case[:2])) for case in cases()]
)
def test_form(form: str, name: str, raw: str, expected: str) -> None:
    language = re.search(r"\[(\w+)\]$", name)
    reader = CreditLines(with_english(locale(language[1]))) if language else credit_lines()
    lines = lines_of(raw)
    known = list(FORMS[form](lines, reader))
    assert "\n".join(drawn(lines, each) for each in known) == expected
    assert all(isinstance(each.reason, str) for each in known)


def test_all_forms_have_cases() -> None:
    assert {form for form, *_ in cases()} == set(FORMS)


@pytest.mark.parametrize(
    ("start", "end", "text", "pieces"),
    [
        (2, 9, "A the m", [(2, ">", 2), (11, "ill, again", 0)]),
        (1, 11, "A the mil", [(2, ">", 2), (13, "l, again", 0)]),
        (0, 8, "> A the", [(10, "mill, again", 0)]),
        (0, None, "> A the mill, again", []),
        (4, None, "the mill, again", [(2, "> A", 2)]),
        (18, None, "n", [(2, "> A the mill, agai", 2)]),
        (0, 1, ">", [(4, "A the mill, again", 0)]),
        (0, 0, None, []),
        (3, 4, None, []),
        (5, 4, None, []),
    ],
)
def test_parts_of_a_line(start: int, end: int | None, text: str | None, pieces: list[tuple[int, str, int]]) -> None:
    """``pieces`` are the position, words and mark of each; ``text`` is None where all of the line is set aside."""
    lines = lines_of("  > A the mill, again\nThe weir")
    lines[0] = lines[0]._replace(text="> A the mill, again", start=2, mark=2)
    known = [Assigned(0, "frame", "so", start, end), Assigned(0, "rule", "not so"), Assigned(1, "frame", "so", 4)]
    marked = with_assigned(lines, known)
    assert (marked.pieces.pop().line.text, marked.lines.pop().text) == ("The", "weir")
    furniture = [*marked.pieces, *marked.whole.values()]
    assert [(each.line.start, each.line.text, each.line.mark) for each in marked.pieces] == pieces
    assert all(each.line.end == each.line.start + len(each.line.text) for each in marked.pieces)
    assert {(each.kind, each.confidence, each.reason) for each in furniture} <= {("frame", 0.95, "so")}
    if text is None:
        assert marked.whole[0].line == lines[0] == marked.lines[0]
        assert not marked.pieces
        assert marked.whole[0].trace is Trace.NOTHING
    else:
        position = lines[0].text.index(text)
        line = lines[0]._replace(text=text, start=2 + position, end=2 + position + len(text), mark=0 if position else 2)
        assert marked.lines == [line]
        assert not marked.whole


def test_properties_of_a_line() -> None:
    quoted = lines_of("    >> The mill")
    known = Assigned(0, "frame", "so", 4, None, "headline", depth=1, begins=True, in_columns=True)
    (line,) = with_assigned(quoted, [known]).lines
    assert (line.indent, line.role, line.begins, line.depth) == (quoted[0].indent + 4, "headline", True, 2)
    (line,) = with_assigned(quoted, [known._replace(depth=3, in_columns=False, begins=False)]).lines
    assert (line.indent, line.begins, line.depth) == (quoted[0].indent, False, 3)
    (whole,) = with_assigned(quoted, [aside(0, "frame", "so")._replace(is_blank=True)]).whole.values()
    assert whole.trace is Trace.BLANK
