"""The elements of an article -> nodes, by the blocks of ``reading/markdown``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.reading.html.elements import Elements, Without
from copydesk.reading.html.inline_elements import Chosen
from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.notes import Notes
from copydesk.reading.html.units import ancestors, is_within
from copydesk.reading.markdown.blocks import Blocks
from copydesk.tree import Block, Inline, Note, NoteRef, Paragraph, Section, Text


class Converted(NamedTuple):
    """The nodes made of elements, and the problems found."""

    body: list[Section]
    notes: tuple[Note, ...]
    problems: list[Problem]


def converted(root: Element, chosen: Chosen, without: Sequence[Element] = ()) -> Converted:
    """The nodes of what is chosen below ``root``, but for the elements ``without``, and all notes."""
    elements = Without(Elements(chosen), frozenset(without)) if without else Elements(chosen)
    labels = _Labels(chosen.notes)
    blocks = Blocks(labels)
    body = [*blocks.read(elements.flow(root)), *blocks.pictures()]
    for holder in chosen.notes.definitions:
        if labels.of(holder) not in blocks.notes:
            blocks.inlines.read([elements.note(holder)])
    marks = labels.marks()
    in_order = [blocks.notes[labels.of(holder)] for holder in chosen.notes.definitions]
    listed = {labels.of(holder) for holder in chosen.notes.definitions if tag_of(holder) == "li"}
    notes = tuple(
        Note(note.id, marks[note.id], note.blocks if note.id in listed else without_mark(note.blocks, marks[note.id]))
        for note in in_order
    )
    problems = [*blocks.inlines.problems]
    links = elements.left_out.get("link", 0)
    if links:
        what = "a link whose address is" if links == 1 else f"{links} links whose addresses are"
        problems.append(Problem("lost_target", None, f"{what} not complete: the words are kept"))
    return Converted(_remarked(body, marks), _remarked(notes, marks), problems)


def without_mark(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The blocks of a note without the mark that its words open with; that of an item is the number of its list."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not isinstance(opening := first.inlines[0], Text):
        return blocks
    rest = re.sub(rf"^\s*[\[(]?{re.escape(mark)}[\])]?[.:]?\s+(?=\S)", "", opening.text)
    return (replace(first, inlines=(Text(rest), *first.inlines[1:])), *blocks[1:])


def inlines_of(element: Element, chosen: Chosen) -> tuple[Inline, ...]:
    """What is chosen in an element, as inlines."""
    labels = _Labels(chosen.notes)
    inlines: tuple[Inline, ...] = Blocks(labels).flat(Elements(chosen).flow(element))
    return _remarked(inlines, labels.marks())  # type: ignore[no-any-return]


def referred(notes: Notes, slots: frozenset[tuple[Element, bool]]) -> Notes:
    """The notes that what is chosen refers to."""
    used = {holder for link, holder in notes.references.items() if is_chosen(link, slots)}
    return notes._replace(definitions={holder: each for holder, each in notes.definitions.items() if holder in used})


def is_chosen(link: Element, slots: frozenset[tuple[Element, bool]]) -> bool:
    """Whether text of a link is chosen."""
    return any((inner, False) in slots for inner in link.iter())


def smallest_around(elements: Sequence[Element], top: Element, root: Element) -> Element:
    """The smallest element around all of them that is not below ``top``."""
    for outer in ancestors(top):
        if all(is_within(element, outer) for element in elements):
            return outer
    return root


class _Labels:
    """The ids of notes, ``n1``, ``n2`` and so on."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._names = {holder: f"n{number}" for number, holder in enumerate(notes.definitions, 1)}

    def of(self, holder: Element) -> str:
        """The id of the note that an element holds."""
        return self._names[holder]

    def marks(self) -> dict[str, str]:
        """The printed marks of the notes by their ids."""
        return {self._names[holder]: each.mark for holder, each in self._notes.definitions.items()}

    def __call__(self, element: dict[str, Any]) -> str | None:
        return self._names.get(element["holder"])


def _remarked(node: Any, marks: dict[str, str]) -> Any:
    """The node with the printed marks in the references to notes."""
    if isinstance(node, NoteRef):
        return NoteRef(node.note, marks.get(node.note, node.mark))
    if isinstance(node, list | tuple):
        return type(node)(_remarked(part, marks) for part in node)
    if not hasattr(node, "__struct_fields__"):
        return node
    return type(node)(**{name: _remarked(getattr(node, name), marks) for name in node.__struct_fields__})
