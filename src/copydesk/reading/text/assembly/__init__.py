"""Roles -> Article: neighbours of one role become one list, quotation or stanza.

Each span of the raw text stands in the origin of one node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from msgspec import structs

from copydesk.locales import Locale
from copydesk.problems import Problem
from copydesk.reading.role import Role
from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.contact import contact
from copydesk.reading.text.assembly.depths import by_depth
from copydesk.reading.text.assembly.figures import figures
from copydesk.reading.text.assembly.head import head
from copydesk.reading.text.assembly.levels import HeadingText, levels
from copydesk.reading.text.assembly.lists import lists
from copydesk.reading.text.assembly.quotations import pull_quote, quotation, quoted, quoted_blocks, verses
from copydesk.reading.text.assembly.set_lines import set_lines
from copydesk.reading.text.assembly.speeches import by_speech, speech
from copydesk.reading.text.assembly.tables import tables
from copydesk.reading.text.assembly.uncertain import role_doubts
from copydesk.reading.text.characters import Clean, uncovered
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.reading.text.inlines import references
from copydesk.reading.text.inlines.normal_form import spaced
from copydesk.reading.text.inlines.note_ids import NoteIds
from copydesk.reading.text.inlines.unstressed import unstressed_opening
from copydesk.reading.text.note_marks import NO_MARK, note_mark, raised_notes
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers.dates.datelines import find_dateline
from copydesk.reading.text.roles.head_zone import HEAD_ROLES
from copydesk.tree import (
    Bio,
    Contact,
    Correction,
    Dateline,
    Furniture,
    Head,
    Heading,
    Note,
    Origin,
    Paragraph,
    Related,
    Rights,
    Section,
)


class Assembled(NamedTuple):
    """The parts of an article, and the problems of reading it."""

    head: Head
    body: tuple[Section, ...]
    foot: tuple[Section, ...]
    notes: tuple[Note, ...]
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


_FOOT_NODES = (Contact, Bio, Rights, Related, Correction)

Maker = Callable[[Builder, list[Part]], Sequence[Section]]
"""Makes nodes of neighbouring parts that have one role."""


def assemble(parts: list[Part], aside: list[FurnitureLine], cleaned: Clean, locales: tuple[Locale, ...]) -> Assembled:
    """The article's parts. Each character of the raw text that is not blank is in just one origin."""
    note_groups = _note_groups(parts)
    note_parts = [group[0] for group in note_groups]
    rules = frozenset(line.line.number for line in aside if line.kind == "rule")
    builder = Builder(cleaned, locales, _note_ids(parts, note_parts), rules)
    article_head = head(builder, [part for part in parts if part.decision.role in HEAD_ROLES])
    text = [
        part
        for part in parts
        if part.decision.role not in HEAD_ROLES and part.decision.role != "note" and not part.is_in_note
    ]
    dateline, sections = _sections(builder, text, _makers(parts, aside))
    notes = tuple(_note(builder, number, group) for number, group in enumerate(note_groups, 1))
    foot_starts = len(sections)
    while foot_starts and isinstance(sections[foot_starts - 1], _FOOT_NODES):
        foot_starts -= 1
    return Assembled(
        structs.replace(article_head, dateline=dateline),
        tuple(sections[:foot_starts]),
        tuple(sections[foot_starts:]),
        notes,
        _furniture(builder, aside),
        (*builder.problems, *role_doubts(builder.uncertain)),
    )


# ----------------------------------------------------------------------------------------------------- the text


def _sections(
    builder: Builder, parts: list[Part], makers: Mapping[Role, Maker]
) -> tuple[Dateline | None, list[Section]]:
    """The dateline, and all that follows the head: neighbours of one role together."""
    dateline: Dateline | None = None
    sections: list[Section] = []
    for depth, run in by_depth(parts, 0):
        if depth:
            sections.append(quoted(builder, run, 1))
            continue
        for together in by_speech(run):
            if together[0].speaker is not None:
                sections.append(speech(builder, together))
                continue
            for role, group in _grouped(together):
                for part in group:
                    builder.doubt(part)
                if role == "paragraph" and dateline is None and not sections:
                    dateline, first = _after_dateline(builder, group[0])
                    sections += [first, *(builder.paragraph(part) for part in group[1:])]
                else:
                    sections += makers[role](builder, group)
    return dateline, sections


def _after_dateline(builder: Builder, part: Part) -> tuple[Dateline | None, Paragraph]:
    """The dateline that a paragraph opens with, if any, and the paragraph without it."""
    text, stressed, marks = unstressed_opening(part.piece.text)
    opening = find_dateline(text)
    if opening is None or not stressed <= opening.end < len(text):
        return None, builder.paragraph(part)
    end = opening.end + marks
    dateline = Dateline(
        spaced(text[: opening.end]).strip(),
        opening.place,
        opening.agency,
        origin=builder.origin(part, 0, end, rule="dateline"),
    )
    return dateline, builder.paragraph(part, end)


def _makers(parts: list[Part], aside: list[FurnitureLine]) -> dict[Role, Maker]:
    """What makes nodes of the parts of each role below the head."""
    headings = [part for part in parts if part.decision.role == "heading"]
    level_of = dict(zip(map(_start, headings), levels(_heading_texts(headings, aside)), strict=True))
    return {
        "paragraph": _each(Builder.paragraph),
        "heading": _each(partial(_heading, level_of=level_of)),
        "list_item": lists,
        "quotation": lambda builder, group: [quotation(builder, group)],
        "pull_quote": _each(pull_quote),
        "verse_line": verses,
        "table_row": tables,
        "caption": figures,
        "break": _each(Builder.thematic_break),
        "preformatted": _each(Builder.preformatted),
        "set_line": set_lines,
        "contact": lambda builder, group: [contact(builder, group)],
        "bio": _each(lambda builder, part: Bio(builder.inlines(part), origin=builder.origin(part))),
        "rights": _each(lambda builder, part: Rights(builder.inlines(part), origin=builder.origin(part))),
        "related": _each(lambda builder, part: Related(builder.inlines(part), origin=builder.origin(part))),
        "correction": _each(lambda builder, part: Correction(builder.inlines(part), origin=builder.origin(part))),
    }


def _each(make: Callable[[Builder, Part], Section]) -> Maker:
    """Makes a node of each part."""
    return lambda builder, group: [make(builder, part) for part in group]


def _heading(builder: Builder, part: Part, level_of: Mapping[int, int]) -> Heading:
    return Heading(level_of[_start(part)], builder.unmarked(part), origin=builder.origin(part))


def _start(part: Part) -> int:
    return part.piece.lines[0].start


def _heading_texts(headings: list[Part], aside: list[FurnitureLine]) -> list[HeadingText]:
    """Each heading's text and stated level, and what the line that was drawn below it is made of."""
    drawn = {each.line.number: each.line.text[:1] for each in aside if each.kind == "rule"}
    return [
        HeadingText(
            part.piece.text,
            drawn.get(part.piece.lines[-1].number + 1, "").strip("_"),
            part.piece.lines[0].typeset.level if part.piece.lines[0].typeset else 0,
        )
        for part in headings
    ]


def _grouped(parts: list[Part]) -> Iterator[tuple[Role, list[Part]]]:
    """Neighbours of one role; a group that ends in an attribution is a quotation, of any role."""
    group: list[Part] = []
    for part in [*parts, None]:
        if group and (part is None or not _belongs(group, part)):
            roles = {member.decision.role for member in group}
            yield ("quotation" if "attribution" in roles else group[0].decision.role), group
            group = []
        if part is not None:
            group.append(part)


def _belongs(group: list[Part], part: Part) -> bool:
    if part.is_in_item:
        return True
    role = part.decision.role
    last = group[0].decision.role if group[-1].is_in_item else group[-1].decision.role
    if role == "attribution":
        return last in ("quotation", "verse_line")
    return role == last


# -------------------------------------------------------------------------------------------- notes, furniture


def _note_ids(parts: list[Part], notes: list[Part]) -> NoteIds:
    if not notes:
        return NoteIds()
    marks = [note_mark(note.piece.text) or NO_MARK for note in notes]
    texts = [part.piece.text for part in parts if part.decision.role not in ("note", "preformatted")]
    raised = raised_notes(list(map(references, texts)), frozenset(each.mark for each in marks))
    works = {mark.mark for text in texts if (mark := note_mark(text)) and mark.form == "bracketed"}
    return NoteIds((each.mark for each in marks), raised, (each.form == "bracketed" for each in marks), works)


def _note_groups(parts: list[Part]) -> list[list[Part]]:
    """The parts of each note."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.is_in_note:
            groups[-1].append(part)
        elif part.decision.role == "note":
            groups.append([part])
    return groups


def _note(builder: Builder, number: int, group: list[Part]) -> Note:
    """The note of this number, counted from 1, with its mark."""
    part, *rest = group
    mark, start, _ = note_mark(part.piece.text) or NO_MARK
    origin = builder.container(group, [(part, 0, start)] if start else [])
    below = (
        block
        for role, together in groupby(rest, key=lambda each: each.decision.role)
        for block in quoted_blocks(builder, role, list(together))
    )
    return Note(f"n{number}", mark, (builder.paragraph(part, start), *below), origin=origin)


def _furniture(builder: Builder, aside: list[FurnitureLine]) -> tuple[Furniture, ...]:
    """What was set aside, and the characters dropped outside any node, in the order of the raw text."""
    nodes: list[Furniture] = []
    for each in aside:
        span = builder.cleaned.raw(each.line.start - each.line.mark, each.line.end)
        builder.covered.append(span)
        origin = Origin((span,), each.kind, each.confidence, (each.reason,))
        nodes.append(Furniture(each.line.text, each.kind, origin=origin))
    for span in uncovered(builder.cleaned.dropped, sorted(builder.covered, key=lambda span: span.start)):
        origin = Origin((span,), "unreadable", 1.0, ("no document may hold these characters",))
        nodes.append(Furniture("\ufffd" * (span.end - span.start), "unreadable", origin=origin))
    return tuple(sorted(nodes, key=lambda node: node.origin.spans[0].start if node.origin else 0))
