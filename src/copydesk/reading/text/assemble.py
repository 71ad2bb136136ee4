"""Roles -> Article: neighbours of one role become one list, quotation or stanza, and every span goes home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Literal, NamedTuple

from msgspec import structs

from copydesk.locales import Locale
from copydesk.problems import Problem
from copydesk.reading.text.characters import Clean, uncovered
from copydesk.reading.text.evidence import SURE
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.reading.text.inlines import (
    PICTURE,
    PICTURE_NAMED,
    NoteIds,
    lines_of,
    lost_targets,
    normal,
    parse,
    references,
    spaced,
)
from copydesk.reading.text.joining import as_one
from copydesk.reading.text.levels import Look, levels
from copydesk.reading.text.lines import Line
from copydesk.reading.text.lists import Entry, Item, lists_of
from copydesk.reading.text.note_marks import NO_MARK, note_mark, raised_notes
from copydesk.reading.text.parts import Part
from copydesk.reading.text.quoting import by_depth, without_attribution
from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.datelines import find_dateline
from copydesk.reading.text.recognisers.dates import is_update
from copydesk.reading.text.recognisers.hashes import CLOSING_HASHES, HASHES
from copydesk.reading.text.recognisers.table_parts import tables_of
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles.features import credit_start, opens_as_credit
from copydesk.reading.text.roles.head_zone import HEAD_ROLES
from copydesk.reading.text.tables import Cell, rows_of
from copydesk.tree import (
    Bio,
    Block,
    BlockQuote,
    Break,
    Byline,
    Contact,
    Correction,
    Dateline,
    Deck,
    EditorsNote,
    Figure,
    Furniture,
    Head,
    Heading,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Link,
    List,
    Note,
    Origin,
    Paragraph,
    PubDate,
    PullQuote,
    Related,
    Rights,
    Section,
    Span,
    Table,
    Text,
    Verse,
)


class Assembled(NamedTuple):
    """The parts of an article, and what was doubtful."""

    head: Head
    body: tuple[Section, ...]
    foot: tuple[Section, ...]
    notes: tuple[Note, ...]
    furniture: tuple[Furniture, ...]
    problems: tuple[Problem, ...]


_FOOT_NODES = (Contact, Bio, Rights, Related, Correction)


def assemble(parts: list[Part], aside: list[FurnitureLine], cleaned: Clean, locales: tuple[Locale, ...]) -> Assembled:
    """The article's parts. Each character of the raw text that is not blank is in just one origin."""
    marked = [part for part in parts if part.decision.role == "note"]
    headings = [part for part in parts if part.decision.role == "heading"]
    level_of = dict(zip(map(_place, headings), levels(_looks(headings, aside)), strict=True))
    rules = frozenset(thing.line.number for thing in aside if thing.kind == "rule")
    builder = _Builder(cleaned, locales, _note_ids(parts, marked), level_of, rules)
    head = builder.head([part for part in parts if part.decision.role in HEAD_ROLES])
    dateline, sections = builder.sections(
        [part for part in parts if part.decision.role not in HEAD_ROLES and part.decision.role != "note"]
    )
    notes = builder.notes(marked)
    foot_starts = len(sections)
    while foot_starts and isinstance(sections[foot_starts - 1], _FOOT_NODES):
        foot_starts -= 1
    return Assembled(
        structs.replace(head, dateline=dateline),
        tuple(sections[:foot_starts]),
        tuple(sections[foot_starts:]),
        notes,
        builder.furniture(aside),
        tuple(builder.problems),
    )


def _place(part: Part) -> int:
    return part.piece.lines[0].start


def _looks(headings: list[Part], aside: list[FurnitureLine]) -> list[Look]:
    """Each heading's text, and what the line that was drawn below it is made of."""
    drawn = {thing.line.number: thing.line.text[:1] for thing in aside if thing.kind == "rule"}
    return [Look(part.piece.text, drawn.get(part.piece.lines[-1].number + 1, "").strip("_")) for part in headings]


def _mark_of(part: Part) -> str:
    mark = note_mark(part.piece.text)
    return mark.mark if mark else ""


def _note_ids(parts: list[Part], notes: list[Part]) -> NoteIds:
    if not notes:
        return NoteIds()
    marks = [_mark_of(note) for note in notes]
    told = [references(part.piece.text) for part in parts if part.decision.role != "note"]
    return NoteIds(marks, raised_notes(told, frozenset(marks)))


def _as_it_stood(part: Part) -> str:
    """The words of a byline or a date, without the bar or comma that parts the one from the other."""
    return spaced(part.piece.text).rstrip(" ,|–—")


class _Builder:
    """Makes nodes of pieces; collects spans and problems on the way."""

    def __init__(
        self,
        cleaned: Clean,
        locales: tuple[Locale, ...],
        notes: NoteIds,
        level_of: dict[int, int],
        rules: frozenset[int],
    ) -> None:
        self._cleaned = cleaned
        self._notes = notes
        self._level_of = level_of
        self._rules = rules
        self._locales = locales
        self._covered: list[Span] = []
        self.problems: list[Problem] = []

    # ------------------------------------------------------------------------------------------ origins

    def _origin(self, part: Part, start: int = 0, end: int | None = None, *, rule: str = "") -> Origin:
        return self._origin_of([(part, start, end)], rule=rule)

    def _origin_of(self, stretches: list[tuple[Part, int, int | None]], *, rule: str = "") -> Origin:
        spans = [self._cleaned.raw(*place) for part, start, end in stretches for place in part.piece.spans(start, end)]
        self._covered += spans
        decision = stretches[0][0].decision
        joins = min((part.piece.confidence for part, _, _ in stretches), default=1.0)
        return Origin(
            tuple(spans),
            rule or decision.role,
            round(min(decision.confidence, joins), 3),
            decision.reasons + tuple(dict.fromkeys(why for part, _, _ in stretches for why in part.piece.reasons)),
        )

    def _inlines(
        self, part: Part, start: int = 0, end: int | None = None, *, bare_domains: bool = False
    ) -> tuple[Inline, ...]:
        return self._parsed(part, part.piece.text[start:end], bare_domains=bare_domains)

    def _parsed(self, part: Part, text: str, *, bare_domains: bool = False) -> tuple[Inline, ...]:
        made = parse(text, self._notes, bare_domains=bare_domains)
        self.problems += lost_targets(made.lost, part.piece.number)
        return made.inlines

    def _doubt(self, part: Part) -> None:
        decision = part.decision
        if decision.confidence < SURE and decision.second:
            read, other = (role.replace("_", " ") for role in (decision.role, decision.second))
            message = f"read as {read}, could be {other}, confidence {decision.confidence:.2f}"
            self.problems.append(Problem("role", part.piece.number, message))

    # --------------------------------------------------------------------------------------------- head

    def head(self, parts: list[Part]) -> Head:
        """The head of the article."""
        for part in parts:
            self._doubt(part)
        of = {role: [part for part in parts if part.decision.role == role] for role in HEAD_ROLES}
        return Head(
            kicker=self._one(Kicker, of["kicker"]),
            headline=self._one(Headline, of["headline"]),
            deck=self._one(Deck, of["deck"]),
            bylines=tuple(self._byline(part) for part in of["byline"]),
            dates=tuple(self._date(part) for part in of["date"]),
            editors_note=self._one(EditorsNote, of["editors_note"]),
        )

    def _one(self, make: Callable[..., Any], parts: list[Part]) -> Any:
        """One node of all the parts, joined by spaces; those that stand apart each have a line."""
        if not parts:
            return None
        inlines: list[Inline] = []
        for part in parts:
            apart: Inline = LineBreak() if part.piece.lines[0].gap else Text(" ")
            inlines += [*([apart] if inlines else []), *self._unmarked(part)]
        return make(normal(inlines), origin=self._origin_of([(part, 0, None) for part in parts]))

    def _byline(self, part: Part) -> Byline:
        credit = part.decision.cue.credit
        return Byline(_as_it_stood(part), credit.persons if credit else (), origin=self._origin(part))

    def _date(self, part: Part) -> PubDate:
        found, text = part.decision.cue.date, _as_it_stood(part)
        if found and not found.iso:
            self.problems.append(Problem("metadata", part.piece.number, f"the date {text!r} can be read in two ways"))
        kind: Literal["published", "updated"] = "updated" if is_update(text, self._locales) else "published"
        return PubDate(text, found.iso if found else None, kind, origin=self._origin(part))

    # --------------------------------------------------------------------------------------------- body

    def sections(self, parts: list[Part]) -> tuple[Dateline | None, list[Section]]:
        """The dateline, and all that follows the head: neighbours of one role together."""
        dateline: Dateline | None = None
        made: list[Section] = []
        for depth, run in by_depth(parts, 0):
            if depth:
                made.append(self._quoted(run, 1))
                continue
            for role, group in _grouped(run):
                for part in group:
                    self._doubt(part)
                if role == "paragraph" and dateline is None and not made:
                    dateline, first = self._after_dateline(group[0])
                    made += [first, *(self._paragraph(part) for part in group[1:])]
                else:
                    made += self._section(role, group)
        return dateline, made

    def _quoted(self, run: list[Part], level: int) -> BlockQuote:
        """What is quoted by ``>``, so deep or deeper, as one quotation with those inside it."""
        blocks: list[Block] = []
        words, named = without_attribution(run, level)
        for depth, together in by_depth(words, level):
            if depth > level:
                blocks.append(self._quoted(together, level + 1))
                continue
            for role, group in groupby(together, key=lambda part: part.decision.role):
                blocks += self._quoted_blocks(role, list(group))
        return self._credited(run, blocks, named)

    def _quoted_blocks(self, role: Role, group: list[Part]) -> list[Block]:
        for part in group:
            self._doubt(part)
        if role == "verse_line" and len(group) > 1:
            return [*self._verses(group)]
        if role == "list_item":
            return [*self._lists(group)]
        if role == "table_row":
            return self._table(group)
        return [self._break(part) if role == "break" else self._paragraph(part) for part in group]

    def _credited(self, group: list[Part], blocks: list[Block], named: list[Part]) -> BlockQuote:
        """The blocks as a quotation, credited to whom the last parts of the group name."""
        attribution = tuple(
            inline for part in named for inline in self._inlines(part, attribution_start(part.piece.text))
        )
        return BlockQuote(
            tuple(blocks), attribution, origin=self._container(group, [(part, 0, None) for part in named])
        )

    def _after_dateline(self, part: Part) -> tuple[Dateline | None, Paragraph]:
        opening = find_dateline(part.piece.text)
        if opening is None or opening.end >= len(part.piece.text):
            return None, self._paragraph(part)
        dateline = Dateline(
            spaced(part.piece.text[: opening.end]).strip(),
            opening.place,
            opening.agency,
            origin=self._origin(part, 0, opening.end, rule="dateline"),
        )
        return dateline, self._paragraph(part, opening.end)

    def _section(self, role: Role, group: list[Part]) -> list[Section]:
        if role == "quotation":
            return [self._quotation(group)]
        if role == "list_item":
            return [*self._lists(group)]
        if role == "verse_line":
            return [*self._verses(group)]
        if role == "table_row":
            return [*self._table(group)]
        if role == "caption":
            return [*self._figures(group)]
        if role == "contact":
            return [self._contact(group)]
        make = _SINGLE.get(role, _Builder._paragraph)
        return [make(self, part) for part in group]

    def _paragraph(self, part: Part, start: int = 0) -> Paragraph:
        return Paragraph(self._inlines(part, start), origin=self._origin(part, start))

    def _heading(self, part: Part) -> Heading:
        return Heading(self._level_of[_place(part)], self._unmarked(part), origin=self._origin(part))

    def _unmarked(self, part: Part) -> tuple[Inline, ...]:
        """The inlines of a heading without the ``#`` before it, and after it."""
        marks = HASHES.match(part.piece.text)
        if marks is None:
            return self._inlines(part)
        closing = CLOSING_HASHES.search(part.piece.text, marks.end())
        return self._inlines(part, marks.end(), closing.start() if closing else None)

    def _break(self, part: Part) -> Break:
        return Break(origin=self._origin(part))

    def _figures(self, group: list[Part]) -> list[Figure]:
        """Pictures and captions, each with what follows it: a picture its caption, a caption its credit."""
        made: list[Figure] = []
        for part in group:
            picture = PICTURE.match(part.piece.text)
            named = PICTURE_NAMED.match(part.piece.text)
            credit = not named and opens_as_credit(part.piece.text, self._locales)
            before = made[-1] if made else None
            if picture:
                made.append(self._picture(part, picture))
            elif credit and before and (before.caption or before.source) and not before.credit:
                made[-1] = self._joined(before, part, credit=self._inlines(part))
            elif credit:
                made.append(Figure(credit=self._inlines(part), origin=self._origin(part)))
            elif before and before.source and not before.caption and not before.credit:
                caption, told = self._captioned(part)
                made[-1] = self._joined(before, part, caption=caption, credit=told)
            else:
                caption, told = self._captioned(part)
                made.append(Figure(caption, told, origin=self._origin(part)))
        return made

    def _captioned(self, part: Part) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        """A caption, and the credit that it ends in, if any."""
        text = part.piece.text
        start = credit_start(text, self._locales)
        if not start:
            return self._inlines(part), ()
        return self._parsed(part, text[:start].rstrip()), self._inlines(part, start)

    def _picture(self, part: Part, picture: re.Match[str]) -> Figure:
        """``![alt](source "title")`` and the words that follow, if any."""
        title, alt = self._parsed(part, picture["title"] or ""), spaced(picture["alt"]).strip()
        target, words = picture["target"], self._parsed(part, part.piece.text[picture.end() :].strip())
        linked = any(isinstance(inline, Link) for inline in title)
        if title and not linked and target and target.startswith(("https://", "http://")):
            title = (Link(title, target),)
        elif target:
            message = f"the picture {picture['source']} no longer leads to {target}"
            self.problems.append(Problem("unsupported", part.piece.number, message))
        caption = normal([*title, *([Text(" ")] if title and words else []), *words])
        return Figure(caption, source=picture["source"], alt=alt, origin=self._origin(part))

    def _joined(self, figure: Figure, part: Part, **more: tuple[Inline, ...]) -> Figure:
        spans = (figure.origin.spans if figure.origin else ()) + self._origin(part).spans
        origin = structs.replace(figure.origin, spans=spans) if figure.origin else None
        return structs.replace(figure, origin=origin, **more)

    def _bio(self, part: Part) -> Bio:
        return Bio(self._inlines(part), origin=self._origin(part))

    def _rights(self, part: Part) -> Rights:
        return Rights(self._inlines(part), origin=self._origin(part))

    def _related(self, part: Part) -> Related:
        return Related(self._inlines(part), origin=self._origin(part))

    def _correction(self, part: Part) -> Correction:
        return Correction(self._inlines(part), origin=self._origin(part))

    def _quotation(self, group: list[Part]) -> BlockQuote:
        """Paragraphs and verse as one quotation; a line that names whom it is from is its own."""
        blocks: list[Block] = []
        named = [part for part in group if part.decision.role == "attribution"]
        for role, together in groupby(group, key=lambda part: part.decision.role):
            members = list(together)
            if role == "verse_line" and len(members) > 1:
                blocks += self._verses(members)
            elif role != "attribution":
                blocks += [self._paragraph(part) for part in members]
        return self._credited(group, blocks, named)

    def _pull_quote(self, part: Part) -> PullQuote:
        words = self._inlines(part, 0, part.credit)
        credit = () if part.credit is None else self._inlines(part, part.credit)
        return PullQuote(_without_dash(words) if credit else words, credit, origin=self._origin(part))

    def _container(self, group: list[Part], marks: list[tuple[Part, int, int | None]]) -> Origin:
        """The origin of a node whose children own the words: the marks are its own."""
        own = self._origin_of(marks) if marks else Origin(())
        decision = min((part.decision for part in group), key=lambda decision: decision.confidence)
        return Origin(own.spans, decision.role, round(decision.confidence, 3), decision.reasons)

    def _lists(self, group: list[Part]) -> list[List]:
        """The parts as lists, each item with the lists inside it."""
        entries = [Entry(part.piece.text, part.piece.lines[0].indent) for part in group]
        return [self._list(items, group) for items in lists_of(entries)]

    def _list(self, run: list[Item], group: list[Part]) -> List:
        first = run[0].marker
        parts = [group[item.place] for item in run]
        marks = [(part, 0, item.marker.end) for part, item in zip(parts, run, strict=True) if item.marker]
        items: list[tuple[Block, ...]] = [
            (
                self._paragraph(part, item.marker.end if item.marker else 0),
                *(
                    self._paragraph(group[inner]) if isinstance(inner, int) else self._list(inner, group)
                    for inner in item.inner
                ),
            )
            for part, item in zip(parts, run, strict=True)
        ]
        origin = self._container(parts, [*marks])
        if first is None or first.number is None:
            return List(tuple(items), origin=origin)
        return List(tuple(items), ordered=True, start=first.number, numbering=first.numbering, origin=origin)

    def notes(self, parts: list[Part]) -> tuple[Note, ...]:
        """The notes, each with its mark."""
        made = []
        for number, part in enumerate(parts, 1):
            mark, start, _ = note_mark(part.piece.text) or NO_MARK
            origin = self._container([part], [(part, 0, start)] if start else [])
            made.append(Note(f"n{number}", mark, (self._paragraph(part, start),), origin=origin))
        return tuple(made)

    def _verses(self, group: list[Part]) -> list[Verse]:
        lines: list[tuple[Inline, ...]] = []
        for part in group:
            if lines and part.piece.lines[0].gap:
                lines.append(())
            lines.append(self._inlines(part))
        return [Verse(tuple(lines), origin=self._origin_of([(part, 0, None) for part in group]))]

    def _table(self, group: list[Part]) -> list[Block]:
        """The lines of the group as tables, cells that go over several lines joined as paragraphs are; as a list where
        they have but one cell each."""
        ours = _lines_of(group)
        starts = {line.start: start for start, line in ours.items()}
        tables = tables_of(list(ours.values()))
        begins = {part.piece.lines[0].start for part in group}
        if any(starts[lines[0].start] not in begins for lines in tables):  # a blank line stands within a row
            tables = [list(ours.values())]
        made: list[Block] = []
        for lines in tables:
            own = {starts[line.start] for line in lines}
            made += self._one_table([part for part in group if part.piece.lines[0].start in own], lines)
        return made

    def _one_table(self, group: list[Part], lines: list[Line]) -> list[Block]:
        header, rows = rows_of(lines, self._rules)
        if len(rows[0]) == 1:
            return [*self._lists(group)]
        origin = self._origin_of([(part, 0, None) for part in group])
        return [
            Table(
                tuple(self._row(group[0], row) for row in rows),
                header=self._row(group[0], header) if header else (),
                origin=origin,
            )
        ]

    def _row(self, part: Part, row: tuple[Cell, ...]) -> tuple[tuple[Inline, ...], ...]:
        first = part.piece.lines[0]
        texts = [as_one([first._replace(text=text) for text in cell], self._locales[0]).text for cell in row if cell]
        told = iter(texts)
        return tuple(self._parsed(part, next(told)) if cell else () for cell in row)

    def _contact(self, group: list[Part]) -> Contact:
        blocks: list[Block] = []
        told = "\n".join(part.piece.text for part in group)
        for together in _stanzas(group):
            lines = [self._inlines(part, bare_domains=True) for part in together]
            origin = self._origin_of([(part, 0, None) for part in together])
            blocks.append(Paragraph(lines_of(lines), origin=origin))
        return Contact(
            tuple(blocks),
            links=tuple(dict.fromkeys(url for _, _, url in addresses.links(told, bare_domains=True))),
            emails=tuple(dict.fromkeys(addresses.EMAIL.findall(told))),
            phones=addresses.phones(told),
            origin=self._container(group, []),
        )

    # ---------------------------------------------------------------------------------------- furniture

    def furniture(self, aside: list[FurnitureLine]) -> tuple[Furniture, ...]:
        """What was set aside, and the characters dropped outside any node, in the order of the raw text."""
        made: list[Furniture] = []
        for each in aside:
            span = self._cleaned.raw(each.line.start - each.line.mark, each.line.end)
            self._covered.append(span)
            origin = Origin((span,), each.kind, each.confidence, (each.reason,))
            made.append(Furniture(each.line.text, each.kind, origin=origin))
        for span in uncovered(self._cleaned.dropped, sorted(self._covered, key=lambda span: span.start)):
            origin = Origin((span,), "unreadable", 1.0, ("no document may hold these characters",))
            made.append(Furniture("\ufffd" * (span.end - span.start), "unreadable", origin=origin))
        return tuple(sorted(made, key=lambda node: node.origin.spans[0].start if node.origin else 0))


_SINGLE: dict[Role, Callable[[_Builder, Part], Section]] = {
    "heading": _Builder._heading,
    "break": _Builder._break,
    "pull_quote": _Builder._pull_quote,
    "bio": _Builder._bio,
    "rights": _Builder._rights,
    "related": _Builder._related,
    "correction": _Builder._correction,
}


def _without_dash(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines without the dash before the name of whom they are credited to."""
    last = words[-1]
    return normal([*words[:-1], Text(last.text.rstrip(" —–―-"))]) if isinstance(last, Text) else words


def _grouped(parts: list[Part]) -> Iterator[tuple[Role, list[Part]]]:
    """Neighbours of one role; what an attribution closes is one quotation, whatever it was taken for."""
    group: list[Part] = []
    for part in [*parts, None]:
        if group and (part is None or not _belongs(group, part.decision.role)):
            roles = {member.decision.role for member in group}
            yield ("quotation" if "attribution" in roles else group[0].decision.role), group
            group = []
        if part is not None:
            group.append(part)


def _belongs(group: list[Part], role: Role) -> bool:
    last = group[-1].decision.role
    if role == "attribution":
        return last in ("quotation", "verse_line")
    return role == last


def _lines_of(group: list[Part]) -> dict[int, Line]:
    """The lines of all parts by where they start; of a line that was parted only what the parts hold of it. The halves
    of a line that two columns share start at places of their own."""
    made: dict[int, Line] = {}
    for part in group:
        lines = part.piece.lines
        (first, _), (_, last) = part.piece.spans()[0], part.piece.spans()[-1]
        for line in lines:
            begun = made.get(line.start)
            start = begun.start if begun else max(line.start, first) if line is lines[0] else line.start
            end = min(line.end, last) if line is lines[-1] else line.end
            text = line.text[start - line.start : end - line.start]
            made[line.start] = line._replace(text=text, start=start, end=end, indent=line.indent + start - line.start)
    return made


def _stanzas(group: list[Part]) -> list[list[Part]]:
    """The parts that no blank line parts, together."""
    made: list[list[Part]] = []
    for part in group:
        if made and not part.piece.lines[0].gap:
            made[-1].append(part)
        else:
            made.append([part])
    return made
