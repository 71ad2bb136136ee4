"""Raw text in an office document -> an article, by the reader of raw text.

Its paragraphs go there as copy: lines with their type. What the reader makes of them gets back the links, notes and
emphasis of the file; tables and pictures return to their places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.reading._shared.breaks import is_pause
from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Copy, CopyLine, Typeset
from copydesk.reading.office.flow import Document, Flow, Grid, Para, Run, inlines, without_common_marks
from copydesk.reading.office.insertions import Insertion, inserted
from copydesk.reading.office.paragraph_styles import HEAD_ROLES, kind_of
from copydesk.reading.office.set_apart import coloured_headings, with_quotations_set_in
from copydesk.reading.office.story import Story
from copydesk.reading.office.typed_items import with_drawn_bullet
from copydesk.reading.role import Role
from copydesk.reading.text import read as read_text
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import LineBreak, Node, Note, NoteRef, Paragraph
from copydesk.visit import plain, walk

_PAUSE = "* * *"
_WRAPPED = 0.3  # of the paragraphs that end in mid-sentence, in a text whose lines are paragraphs
_FEW = 4
_STATED: dict[str, Role] = {**HEAD_ROLES, "caption": "caption", "quotation": "quotation"}
_NEAR = 10  # lines of the head
_SPACE = 0.6  # of the size of the type: space before a paragraph that shows


class _Line(NamedTuple):
    """A line of copy, and the runs that it is made of."""

    line: CopyLine
    runs: tuple[Run, ...] = ()


def read_unstyled(document: Document, options: ReadOptions, form: str) -> Reading:
    """The article of a document without styles; ``form`` is the name of the source. Raises as the reader of raw text
    does."""
    story = Story()
    lines, insertions = _lines(document, story)
    copy = Copy(tuple(line.line for line in lines), form, document.stated)
    reading = read_text(copy, options)
    places = _Places(lines)
    article = reading.article
    taken = {note.id for note in article.notes}
    names = {key: key if key not in taken else f"{key}-{form}" for key in document.notes}
    rich = _Rich(places, names)
    notes = tuple(Note(names[key], mark, story.blocks(content)) for key, (mark, content) in document.notes.items())
    body = inserted(rich.of(article.body), insertions, places.all_of)
    head, foot = rich.of(article.head), rich.of(article.foot)
    article = replace(article, head=head, body=body, foot=foot, notes=(*rich.of(article.notes), *notes))
    return reading._replace(article=article)


# ------------------------------------------------------------------------------------------------------ the copy


def _lines(document: Document, story: Story) -> tuple[list[_Line], list[Insertion]]:
    """The lines of the copy, and the tables and pictures among them."""
    lines: list[_Line] = []
    insertions: list[Insertion] = []
    whole = not is_wrapped(document.flow)
    coloured = coloured_headings(document.flow)
    flow = with_quotations_set_in(document.flow) if whole else document.flow
    authors = {name.casefold() for name in document.stated.authors}
    blank = _Line(CopyLine(""))
    for number, block in enumerate(flow):
        if isinstance(block, Grid):
            insertions.append(Insertion(len(lines), tuple(story.sections([block]))))
            lines.append(blank)
            continue
        if not block.text.strip():
            insertions += [Insertion(len(lines), block.pictures)] if block.pictures else []
            lines.append(blank)
            continue
        own = list(_of_paragraph(with_drawn_bullet(block)))
        apart = len(own) > 1 or block.setting.before > _SPACE * (block.setting.size or 10)
        if apart and lines:
            lines.append(blank)
        for text, runs in own:
            stated: Role | None = "byline" if len(lines) < _NEAR and text.strip().casefold() in authors else None
            setting = block.setting
            typeset = Typeset(
                size=setting.size,
                bold=setting.bold or number in coloured,
                italic=setting.italic,
                role="break" if text == _PAUSE else _STATED.get(kind_of(block), stated),
                block=number if whole and len(own) == 1 else None,
            )
            lines.append(_Line(CopyLine(text, typeset), runs))
        insertions += [Insertion(len(lines), block.pictures, within=True)] if block.pictures else []
        if len(own) > 1:
            lines.append(blank)
    return lines, insertions


def _of_paragraph(para: Para) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The lines of a paragraph with their runs; a list item opens with its label. Marks of a pause are the usual ones,
    as a dash alone is no sure sign of one in raw text."""
    if not para.item and is_pause(para.text) and not any(run.note for run in para.runs):
        yield _PAUSE, ()
        return
    label = f"{'  ' * para.item.level}{para.item.label} " if para.item else ""
    runs: list[Run] = []
    for run in para.runs:
        if run.note is not None:
            runs.append(run)
            continue
        first, *others = run.text.split("\n")
        runs.append(run._replace(text=first))
        for other in others:
            yield _joined(label, runs)
            label, runs = "", [run._replace(text=other)]
    yield _joined(label, runs)


def _joined(label: str, runs: list[Run]) -> tuple[str, tuple[Run, ...]]:
    return label + "".join(run.text for run in runs), tuple(runs)


def is_wrapped(flow: Flow) -> bool:
    """Whether the paragraphs are the lines of a text: many end in mid-sentence, and the next goes on in small
    letters."""
    texts = [block.text.strip() for block in flow if isinstance(block, Para) and not block.item]
    pairs = [(one, two) for one, two in pairwise(texts) if one and two]
    cut = sum(not ends_sentence(one) and two[0].islower() for one, two in pairs)
    return len(pairs) > _FEW and cut > _WRAPPED * len(pairs)


# ------------------------------------------------------------------------------------- back to the file's own runs


class _Places:
    """Where the lines stand in the text of the copy."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line.line.text) + 1

    def of(self, node: object) -> list[int]:
        """The indexes of the lines that a node with an origin was made of."""
        origin = getattr(node, "origin", None)
        spans = origin.spans if origin else ()
        return sorted({bisect_right(self._starts, span.start) - 1 for span in spans})

    def all_of(self, node: object) -> list[int]:
        """The same for all nodes in it too."""
        return sorted({line for one in walk(node) for line in self.of(one)})


class _Rich:
    """Gives nodes the inlines of the file: their words are those of its runs, in the same order."""

    def __init__(self, places: _Places, names: dict[str, str]) -> None:
        self._places = places
        self._names = names

    def of(self, node: Any) -> Any:
        """A node, or tuple of nodes, with the inlines of the file in it."""
        if isinstance(node, tuple):
            return tuple(self.of(part) for part in node)
        if not isinstance(node, Node):
            return node
        changes = {name: self.of(getattr(node, name)) for name in node.__struct_fields__ if name != "inlines"}
        if "inlines" in node.__struct_fields__:
            changes["inlines"] = self._inlines(node)
        return type(node)(**changes)

    def _inlines(self, node: Any) -> Any:
        """The inlines of the file for a node, or its own where it has no origin or other words."""
        runs: list[Run] = []
        places = self._places.of(node)
        broken = sum(isinstance(part, LineBreak) for part in node.inlines) == len(places) - 1
        for index in places:
            runs += [*([Run("\n" if broken else " ")] if runs else []), *self._places.lines[index].runs]
        runs = [self._renamed(run) for run in runs]
        words, own = _squashed(plain(node.inlines)), _squashed("".join(run.text for run in runs))
        start = own.find(words)
        if not words or start < 0:
            return node.inlines
        part = sliced(runs, start, start + len(words))
        if not isinstance(node, Paragraph):
            part = list(without_common_marks(part))
        rich = inlines(part)
        return rich if _squashed(plain(rich)) == words else node.inlines

    def _renamed(self, run: Run) -> Run:
        return run._replace(note=NoteRef(self._names[run.note.note], run.note.mark)) if run.note else run


def _squashed(text: str) -> str:
    return "".join(text.split())


def sliced(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The part of the runs between two numbers of letters, white space not counted, with the notes at its end."""
    part: list[Run] = []
    at = 0
    for run in runs:
        if run.note is not None:
            if start < at <= end:
                part.append(run)
            continue
        kept = ""
        for character in run.text:
            if character.isspace():
                kept += character if start < at < end else ""
                continue
            kept += character if start <= at < end else ""
            at += 1
        if kept:
            part.append(run._replace(text=kept))
    return part
