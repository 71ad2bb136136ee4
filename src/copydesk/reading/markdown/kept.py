"""Rewrites Markdown that pandoc would drop: a second note with the same label, cells beyond a table's columns, a space
at one edge of code.

[^a]: One.   [^a]: Two.        ->   [^a]: One.   [^a-2]: Two.
| a | b |    | 1 | 2 | 3 |     ->   | a | b |   |    | 1 | 2 | 3 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from copydesk.reading.markdown.source_lines import ADDED, DEFINITION
from copydesk.reading.markdown.unmarked import LITERAL

_ADDITION = re.compile(f"{ADDED}[^{ADDED}]*{ADDED}")
_PIPE = re.compile(r"(?<!\\)\|")


class Relabelled(NamedTuple):
    """A Markdown text with unique labels of notes, and the changes: (line, old label, new label)."""

    text: str
    changes: tuple[tuple[int, str, str], ...] = ()


def with_distinct_labels(text: str) -> Relabelled:
    """The text with a new label for each note whose label is already used; ``as_typed`` undoes it in code."""
    if text.count("]:") < 2:
        return Relabelled(text)
    lines = text.split("\n")
    definitions = {number: match for number, line in enumerate(lines) if (match := DEFINITION.match(line))}
    seen: set[str] = set()
    used = {match[1].casefold() for match in definitions.values()}
    changes: list[tuple[int, str, str]] = []
    for number, match in definitions.items():
        label = match[1]
        if label.casefold() in seen:
            addition = next(f"-{n}" for n in range(2, len(lines) + 3) if f"{label}-{n}".casefold() not in used)
            used.add((label + addition).casefold())
            changes.append((number + 1, label, label + addition))
            end = match.end(1)
            lines[number] = f"{lines[number][:end]}{ADDED}{addition}{ADDED}{lines[number][end:]}"
        seen.add(label.casefold())
    return Relabelled("\n".join(lines), tuple(changes))


def with_spaces_in_code(text: str) -> str:
    """The text with an addition beside each space at one edge of inline code; ``as_typed`` removes it again.

    The reader of pandoc's Markdown drops such a space, which would join the words on both sides.
    """
    return LITERAL.sub(_with_space_kept, text)


def _with_space_kept(literal: re.Match[str]) -> str:
    _, fence, code, _ = literal.groups()
    if not code or code[0].isspace() == code[-1].isspace():  # spaces at both edges only separate the fence
        return literal[0]
    before, after = (ADDED * 2 if edge.isspace() else "" for edge in (code[0], code[-1]))
    return f"{fence}{before}{code}{after}{fence}"


def as_typed(data: bytes) -> bytes:
    """pandoc's document without the additions to the text, which remain where they were in code."""
    return _ADDITION.sub("", data.decode()).encode() if ADDED.encode() in data else data


def with_wide_tables(text: str, document: dict[str, Any]) -> str:
    """The text with more columns in the head of each pipe table that has a row with more cells than columns.

    ``document`` is pandoc's document of the text, with the positions of its elements.
    """
    lines = text.split("\n")
    for table in _tables(document["blocks"]):
        rows = [(line, column) for line, column in _rows(table) if line < len(lines)]
        if len(rows) < 2:
            continue
        widths = [len(_cells(lines[line][column:])) for line, column in rows]
        missing = max(widths) - widths[0]
        if missing and widths[0] == widths[1] == len(table["c"][2]):
            for (line, _), cell in zip(rows[:2], (" |", "---|"), strict=True):
                ready = lines[line].rstrip()
                lines[line] = ready + ("" if re.search(r"(?<!\\)\|$", ready) else "|") + cell * missing
    return "\n".join(lines)


def _cells(row: str) -> list[str]:
    inside = row.strip().removeprefix("|")
    return _PIPE.split(re.sub(r"(?<!\\)\|$", "", inside))


def _rows(table: dict[str, Any]) -> list[tuple[int, int]]:
    """The lines of a pipe table and the columns they begin at, both from 0.

    pandoc has positions such as ``2:1-3:1;1:1-5:1``, the line of hyphens first.
    """
    positions = next((value for name, value in table["c"][0][2] if name == "data-pos" and ";" in value), "")
    ranges = [tuple(map(int, numbers)) for numbers in re.findall(r"(\d+):(\d+)-(\d+):", positions)]
    return sorted({(line - 1, column - 1) for first, column, last in ranges for line in range(first, last)})


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for child in value:
            yield from _tables(child)
    elif isinstance(value, dict):
        if value.get("t") == "Table":
            yield value
        yield from _tables(value.get("c"))
