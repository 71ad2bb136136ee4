"""The flow of an office document: its paragraphs and tables in order, with their runs, styles and type.

The readers of Word and of OpenDocument yield it; ``story`` makes nodes of it by its styles, and ``unstyled`` hands it
to the reader of raw text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple

from copydesk.problems import Problem
from copydesk.reading.copy import Stated
from copydesk.reading.markdown.normalise import tidy
from copydesk.tree import (
    Code,
    Emphasis,
    Figure,
    Furniture,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Strong,
    Superscript,
    Text,
)

Mark = Literal["strong", "emphasis", "superscript", "code", "dateline", "speaker", "credit", "lost_link", "reference"]
"""How words are marked: by type, or by a character style that says what they are."""


class Run(NamedTuple):
    """Words of one mark. ``text`` has ``\\n`` for a line break and ``\\t`` for a tab; ``target`` is that of a link."""

    text: str
    marks: frozenset[Mark] = frozenset()
    target: str | None = None
    note: NoteRef | None = None


class Item(NamedTuple):
    """A list item: the key of its list, its level from 0, and how it is counted. ``label`` is what is printed before
    it."""

    key: str
    level: int
    ordered: bool = False
    start: int = 1
    numbering: str = "decimal"
    label: str = "•"


class Setting(NamedTuple):
    """How a paragraph is set: the size of its type, ``indent``, that from the ``right`` and the space
    ``before`` it in points; ``bold``,
    ``italic`` and ``colour``, in the six digits of the web or empty for the usual one, hold for all of its words."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    align: str = ""
    indent: float = 0.0
    before: float = 0.0
    new_page: bool = False
    colour: str = ""
    right: float = 0.0


class Para(NamedTuple):
    """A paragraph. ``styles`` are the names of its style and of those that it is based on, in lower case; ``outline``
    is the level of a heading, 0 for none."""

    runs: tuple[Run, ...]
    styles: tuple[str, ...] = ()
    outline: int = 0
    item: Item | None = None
    setting: Setting = Setting()
    pictures: tuple[Figure, ...] = ()

    @property
    def text(self) -> str:
        """The words, with line ends and tabs, without marks of notes."""
        return "".join(run.text for run in self.runs if run.note is None)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.pictures and not any(run.note for run in self.runs)


class Grid(NamedTuple):
    """A table: the content of its cells, row by row; ``header`` counts the rows that are titles of columns;
    ``caption`` is the paragraph above or below it that names it."""

    rows: tuple[tuple[tuple[Any, ...], ...], ...]
    header: int = 0
    align: tuple[str, ...] = ()
    caption: tuple[Run, ...] = ()


Flow = Sequence[Para | Grid]


class Document(NamedTuple):
    """An office document: its flow; the mark and the flow of each note by its id; what its pages and its reviewers
    added; what it states of itself; and the problems found."""

    flow: Flow
    notes: Mapping[str, tuple[str, Flow]] = {}
    furniture: tuple[Furniture, ...] = ()
    stated: Stated = Stated()
    problems: tuple[Problem, ...] = ()


# Where two marks cover the same words, the first of these stands outside.
_NODES: tuple[tuple[Mark, type[Strong | Emphasis | Superscript]], ...] = (
    ("strong", Strong),
    ("emphasis", Emphasis),
    ("superscript", Superscript),
)


def inlines(runs: Iterable[Run]) -> tuple[Inline, ...]:
    """The runs as normalised inlines."""
    return tidy(_nested(list(runs), frozenset()))


def _nested(runs: list[Run], inside: frozenset[str]) -> list[Inline]:
    """The runs as inlines: of the marks that begin with a run, the one that lasts longest encloses the others."""
    result: list[Inline] = []
    at = 0
    while at < len(runs):
        ends = [(_end(runs, at, name), -number, name) for number, name in enumerate(_NAMES) if name not in inside]
        end, _, name = max(ends, default=(at, 0, ""))
        if end == at:
            result += _leaf(runs[at])
            at += 1
            continue
        content = tuple(_nested(runs[at:end], inside | {name}))
        if name == "link":
            result.append(Link(content, runs[at].target or None))
        else:
            result.append(dict(_NODES)[name](content))  # type: ignore[index]
        at = end
    return result


_NAMES = ("link", *(name for name, _ in _NODES))


def _end(runs: list[Run], start: int, name: str) -> int:
    """The index after the runs that have the mark, or are in the same link, from the start on."""

    def has(run: Run) -> bool:
        if name != "link":
            return name in run.marks
        return _link(run) is not None and _link(run) == _link(runs[start])

    at = start
    while at < len(runs) and has(runs[at]):
        at += 1
    return at


def _link(run: Run) -> str | None:
    """The target of a run's link, empty if that is lost, None if it is in none."""
    return run.target if run.target else "" if "lost_link" in run.marks else None


def _leaf(run: Run) -> list[Inline]:
    if run.note is not None:
        return [run.note]
    if "code" in run.marks:
        return [Code(run.text)]
    lines = run.text.replace("\t", " ").split("\n")
    return [
        part for number, line in enumerate(lines) for part in ((LineBreak(), Text(line)) if number else (Text(line),))
    ]


def without_marks(runs: Iterable[Run], *marks: Mark) -> tuple[Run, ...]:
    """The runs without these marks."""
    return tuple(run._replace(marks=run.marks - set(marks)) for run in runs)


def without_common_marks(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without the bold or italic type that all of their words have: that of a heading or a caption."""
    words = [run.marks for run in runs if run.text.strip()]
    common = frozenset.intersection(*words) & {"strong", "emphasis"} if words else frozenset()
    return without_marks(runs, *common)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, neighbours of one marking joined; empty ones are dropped."""
    result: list[Run] = []
    for (marks, target, note), group in groupby(runs, key=lambda run: (run.marks, run.target, run.note)):
        if note is not None:
            result += group
            continue
        text = "".join(run.text for run in group)
        if text:
            result.append(Run(text, marks, target))
    return tuple(result)


def cut(runs: Iterable[Run], at: int) -> tuple[list[Run], list[Run]]:
    """The runs before a character of their words, and those from it on; a note right there is before it."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        if run.note is not None:
            (after if after else before).append(run)
            continue
        length = max(0, min(len(run.text), at))
        at -= length
        if run.text[:length]:
            before.append(run._replace(text=run.text[:length]))
        if run.text[length:]:
            after.append(run._replace(text=run.text[length:]))
    return before, after
