"""The words of what Word draws: diagrams (SmartArt), charts, lettering (WordArt) and drawings of their own.

A chart is read as a table of its figures, below its titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from copydesk.reading.office.flow import Grid, Para, Run
from copydesk.reading.office.package import Relation
from copydesk.reading.office.word.names import R, local

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST = 2000
"""Rows of a chart that are read."""


def drawn(
    element: Any, relations: Mapping[str, Relation], part: Callable[[str], Any], note: Callable[[str], None]
) -> Iterator[Para | Grid]:
    """The paragraphs and tables of a ``w:drawing`` or ``w:pict``. ``part`` returns the root of another part of the
    file, None if it cannot be read; ``note`` takes what is read in another form than it is drawn in."""

    def target(key: str | None) -> Any:
        relation = relations.get(key or "")
        root = part(relation.target) if relation and not relation.external else None
        if root is None:
            note("a drawing whose part of the file cannot be read is left out")
        return root

    for one in element.iter():
        name = local(one)
        if name == "textpath" and (words := " ".join(one.get("string", "").split())):
            yield _para(words)
        elif name == "relIds" and (root := target(one.get(f"{R}dm"))) is not None:
            yield from _paragraphs(root)
        elif name == "chart" and one.get(f"{R}id") and (root := target(one.get(f"{R}id"))) is not None:
            note("a chart is read as a table of its figures")
            yield from _chart(root)
        elif name == "txBody":
            yield from _paragraphs(one)


def _para(words: str) -> Para:
    return Para((Run(words),))


def _paragraphs(root: Any) -> Iterator[Para]:
    for paragraph in root.iter(f"{_DRAWING}p"):
        words = " ".join("".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t")).split())
        if words:
            yield _para(words)


def _chart(root: Any) -> Iterator[Para | Grid]:
    yield from _paragraphs(root)  # its titles
    series = [one for one in root.iter() if local(one) == "ser"]
    columns = [_points(one, "val") or _points(one, "yVal") for one in series]
    if not columns:
        for one in root.iter():  # the newer form of a chart
            if local(one) == "pt" and (words := " ".join((one.text or "").split())):
                yield _para(words)
        return
    names = [" ".join(_points(one, "tx").values()) for one in series]
    titles = next(filter(None, (_points(one, "cat") or _points(one, "xVal") for one in series)), {})
    keys = sorted({key for column in columns for key in column} | set(titles))[:_MOST]
    rows = [[titles.get(key, ""), *(column.get(key, "") for column in columns)] for key in keys]
    if any(names):
        rows.insert(0, ["", *names])
    if rows:
        yield Grid(tuple(tuple((_para(cell),) if cell else () for cell in row) for row in rows), int(any(names)))


def _points(series: Any, name: str) -> dict[int, str]:
    """The values of a series by their numbers."""
    points: dict[int, str] = {}
    for child in series:
        if local(child) != name:
            continue
        for one in child.iter():
            index = one.get("idx", "")
            value = next((entry.text for entry in one if local(entry) == "v"), None) if local(one) == "pt" else None
            if value and index.isdecimal():
                points[int(index)] = _shown(value.strip())
        if not points:
            value = next((entry.text for entry in child.iter() if local(entry) == "v"), None)
            points = {0: value.strip()} if value else {}
    return points


def _shown(value: str) -> str:
    """A number without the digits that only its binary form has."""
    try:
        return f"{float(value):.10g}" if "." in value else value
    except ValueError:
        return value
