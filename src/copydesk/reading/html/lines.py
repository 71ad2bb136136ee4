"""Pages that state hardly any structure: their lines as copy, for the reader of raw text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from copydesk.reading.copy import Copy, CopyLine, Typeset
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import Unit, ancestors
from copydesk.reading.role import Role

_FEWEST_LINES = 4  # of a unit whose line breaks are those of a typewriter
_MOST = 0.6  # the share of the words that stand in such units
_ROLES: dict[str, Role] = {**dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading")}


def is_unstructured(units: Sequence[Unit]) -> bool:
    """Whether most words of a text stand in lines that line breaks end, or in ``pre``."""
    total = sum(len(unit.words) for unit in units)
    loose = sum(len(unit.words) for unit in units if _is_typed(unit))
    return total > 0 and loose >= _MOST * total


def _is_typed(unit: Unit) -> bool:
    if _in_pre(unit.parent):
        return True
    lines = unit.lines
    return len(lines) >= _FEWEST_LINES and median(map(len, lines)) > 20


def _in_pre(element: Element) -> bool:
    return any(tag_of(outer) == "pre" for outer in ancestors(element))


def copy_of(units: Sequence[Unit], headline: Unit | None) -> Copy:
    """The lines of a text. The elements of headings say what these are, and a blank line stands between units."""
    lines: list[CopyLine] = []
    for block, unit in enumerate(units):
        role = "headline" if unit is headline else _ROLES.get(tag_of(unit.parent))
        typeset = Typeset(role=role, block=block) if role else None
        texts = _typed_lines(unit) if _in_pre(unit.parent) else unit.lines
        if lines:
            lines.append(CopyLine(""))
        lines += [CopyLine(text, typeset) for text in ([unit.text] if role else texts)]
    return Copy(tuple(lines), "html")


def _typed_lines(unit: Unit) -> list[str]:
    """The lines of preformatted text, with their indents and the blank lines between them."""
    return "".join(unit.pieces).replace("\v", "\n").replace("\r\n", "\n").expandtabs().strip("\n").split("\n")
