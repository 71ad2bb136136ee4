"""pandoc's own blocks -> blocks and sections of the tree."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from copydesk.reading.markdown.inlines import Inlines
from copydesk.reading.markdown.normalise import tidy, to_the_letter
from copydesk.reading.markdown.raw_html import Element, Html, nest, nested
from copydesk.reading.markdown.verse import verse
from copydesk.tree import (
    Align,
    Bio,
    Block,
    BlockQuote,
    Break,
    Contact,
    Correction,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    Note,
    NoteRef,
    Paragraph,
    Preformatted,
    PullQuote,
    Related,
    Rights,
    Section,
    Strong,
    Table,
    Text,
)
from copydesk.visit import plain

NUMBERINGS: dict[str, Any] = {
    "LowerAlpha": "lower_alpha",
    "UpperAlpha": "upper_alpha",
    "LowerRoman": "lower_roman",
    "UpperRoman": "upper_roman",
}
_ALIGNED: dict[str, Align] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


class PandocBlocks(ABC):
    """Converts pandoc's own blocks and collects the notes that they refer to; elements of HTML are for a subclass."""

    def __init__(self, label: Callable[[Element], str | None]) -> None:
        """``label`` returns the label of a note, None if it has none."""
        self.inlines = Inlines(self._take_note)
        self.notes: dict[str, Note] = {}
        """The notes by id, in the order of their references."""
        self._label = label

    def read(self, elements: Sequence[Element]) -> list[Section]:
        """The sections of the top level for a list of pandoc's blocks."""
        sections: list[Section] = []
        for element in nested(elements):
            self.inlines.line = element.get("line") or self.inlines.line
            self.inlines.own_attributes(element)
            sections += getattr(self, f"_{element['t'].lower()}", self._unknown)(element)
        return sections

    def blocks(self, elements: Sequence[Element]) -> tuple[Block, ...]:
        """Like ``read`` for the inside of a quotation, an item or a note: a Contact there becomes its content."""
        inner_blocks: list[Block] = []
        for section in self.read(elements):
            if isinstance(section, Contact):
                inner_blocks += section.blocks
            elif isinstance(section, PullQuote):
                inner_blocks += [Paragraph(inlines) for inlines in (section.inlines, section.attribution) if inlines]
            elif isinstance(section, (Bio, Rights, Related, Correction)):
                inner_blocks.append(Paragraph(section.inlines))
            else:
                inner_blocks.append(section)
        return tuple(inner_blocks)

    def _take_note(self, element: Element) -> NoteRef:
        label = self._label(element) or str(len(self.notes) + 1)
        if label not in self.notes:
            self.notes[label] = Note(label, label, ())
            pictures, self.inlines.pictures = self.inlines.pictures, []
            self.notes[label] = Note(label, label, self.blocks(element["c"]))
            self.inlines.pictures = pictures
        return NoteRef(label, label)

    # ------------------------------------------------------------------------------------- pandoc's blocks

    def pictures(self) -> list[Figure]:
        """Returns the pictures collected from inlines, as figures, and clears the collection."""
        pictures, self.inlines.pictures = self.inlines.pictures, []
        return pictures

    def _para(self, element: Element) -> list[Section]:
        """A paragraph, and a figure for each picture in it."""
        inlines = self.inlines.read(element["c"])
        return [*([Paragraph(inlines)] if inlines else []), *self.pictures()]

    _plain = _para

    def _header(self, element: Element) -> list[Section]:
        level, _, content = element["c"]
        if level == 1:
            self.inlines.report("another heading of level 1 became one of level 2", "role")
        inlines = self.inlines.read(content)
        return [*([Heading(min(max(level, 2), 6), inlines)] if inlines else []), *self.pictures()]

    def _lineblock(self, element: Element) -> list[Section]:
        return [*verse(self.inlines.read(line) for line in element["c"]), *self.pictures()]

    def _codeblock(self, element: Element) -> list[Section]:
        text = to_the_letter(element["c"][1])
        return [Preformatted(text)] if text.strip() else []

    def _rawblock(self, element: Element) -> list[Section]:
        self.inlines.report(f"raw {element['c'][0]} is kept as it was typed")
        return self._codeblock(element)

    def _blockquote(self, element: Element) -> list[Section]:
        elements, attribution = self.credited(element["c"])
        blocks = self.blocks(elements)
        return [BlockQuote(blocks, attribution)] if blocks else [Paragraph(attribution)] if attribution else []

    def _bulletlist(self, element: Element) -> list[Section]:
        items = self._items(element["c"])
        return [List(items)] if items else []

    def _orderedlist(self, element: Element) -> list[Section]:
        (start, style, _), content = element["c"]
        items = self._items(content)
        numbering = NUMBERINGS.get(style["t"], "decimal")
        return [List(items, ordered=True, start=start, numbering=numbering)] if items else []

    def _items(self, content: Sequence[Sequence[Element]]) -> tuple[tuple[Block, ...], ...]:
        return tuple(filter(None, (self.blocks(item) for item in content)))

    def _definitionlist(self, element: Element) -> list[Section]:
        """A list whose items are the terms, strong, with their definitions below."""
        items = []
        for term, definitions in element["c"]:
            name = tidy((Strong(self.inlines.read(term)),))
            definition_blocks: list[Block] = [*self.pictures()]
            definition_blocks += [block for definition in definitions for block in self.blocks(definition)]
            items.append((*([Paragraph(name)] if name else []), *definition_blocks))
        return [List(tuple(filter(None, items)))]

    def _horizontalrule(self, _: object) -> list[Section]:
        return [Break()]

    def _table(self, element: Element) -> list[Section]:
        _, (_, caption), columns, (_, head), bodies, (_, foot) = element["c"]
        rows = [*(row for _, _, inner_head, rows in bodies for row in (*inner_head, *rows)), *foot]
        header, *more = [self._row(row, len(columns)) for row in head] or [()]
        body_rows = [*more, *(self._row(row, len(columns)) for row in rows)]
        align: tuple[Align | None, ...] = tuple(_ALIGNED.get(how["t"]) for how, _ in columns)
        align = align if any(align) else ()
        table = Table(tuple(body_rows), header if any(header) else (), self.flat(caption), align)
        pictures = self.pictures()
        if pictures:
            cells = "a picture in a cell" if len(pictures) == 1 else f"{len(pictures)} pictures in cells"
            self.inlines.report(f"{cells} of a table, placed below it")
        return [*([table] if body_rows or table.header else []), *pictures]

    def _row(self, row: Any, width: int) -> tuple[tuple[Inline, ...], ...]:
        cells: list[tuple[Inline, ...]] = []
        for _, _, _, columns, content in row[1]:
            cells += [self.flat(content), *[()] * (columns - 1)]
        return tuple(cells + [()] * (width - len(cells)))

    def _figure(self, element: Element) -> list[Section]:
        _, (_, caption), content = element["c"]
        return self.captioned(caption, content)

    def _div(self, element: Element) -> list[Section]:
        (_, classes, pairs), content = element["c"]
        return self.html_element(Html("div", {"class": " ".join(classes), **dict(pairs)}, content))

    def _null(self, element: Element) -> list[Section]:
        return []

    def _unknown(self, element: Element) -> list[Section]:
        self.inlines.report(f"pandoc's {element['t']} is not supported and is left out")
        return []

    def _dropped(self, element: Element) -> list[Section]:
        self.inlines.dropped(element)
        return []

    def _html(self, element: Element) -> list[Section]:
        return self.html_element(element["c"])

    @abstractmethod
    def html_element(self, html: Html) -> list[Section]:
        """The sections for an HTML element."""

    # --------------------------------------------------------------------------------- parts of several blocks

    def captioned(self, caption: Sequence[Element], content: Sequence[Element]) -> list[Section]:
        """A figure or table with this caption; any other content is put before the caption."""
        elements, credit = self.credited(caption)
        words = self.flat(elements)
        shown = self.read(content)
        if not shown:
            return [Figure(caption=words, credit=credit)] if words or credit else []
        if len(shown) == 1 and isinstance(shown[0], Figure):
            return [replace(shown[0], caption=words or shown[0].caption, credit=credit)]
        table, *pictures = shown
        if isinstance(table, Table) and not credit and all(isinstance(each, Figure) for each in pictures):
            return [replace(table, caption=words), *pictures]  # which stand in its cells
        return [*shown, *(Paragraph(inlines) for inlines in (words, credit) if inlines)]

    def credited(self, elements: Sequence[Element]) -> tuple[Sequence[Element], tuple[Inline, ...]]:
        """The blocks without their last line, and that line, if it is entirely in ``<cite>``."""
        last: Element = elements[-1] if elements else {"t": ""}
        if last["t"] not in ("Para", "Plain"):
            return elements, ()
        row = nest(last["c"], lambda text: {"t": "Str", "c": text}, "RawInline")
        if len(row) == 1 and row[0]["t"] == "Html" and row[0]["c"].tag == "cite":
            return elements[:-1], self.inlines.read(row[0]["c"].content)
        if len(row) == 1 and row[0]["t"] == "Span" and "cite" in row[0]["c"][0][1]:
            return elements[:-1], self.inlines.read(row[0]["c"][1])
        return elements, ()

    def spoken(self, elements: Sequence[Element]) -> tuple[tuple[Inline, ...], Sequence[Element]]:
        """Who speaks, if the first block begins with an element of the class ``speaker``, and the blocks without it."""
        first: Element = elements[0] if elements else {"t": ""}
        if first["t"] not in ("Para", "Plain"):
            return (), elements
        row = nest(first["c"], lambda text: {"t": "Str", "c": text}, "RawInline")
        opens = row[0] if row else first
        if opens["t"] == "Html" and "speaker" in opens["c"].classes:
            content = opens["c"].content
        elif opens["t"] == "Span" and "speaker" in opens["c"][0][1]:
            content = opens["c"][1]
        else:
            return (), elements
        return self.inlines.read(content), [{**first, "c": row[1:]}, *elements[1:]]

    def flat(self, elements: Sequence[Element]) -> tuple[Inline, ...]:
        """Blocks as inlines, for cells and captions, which contain no blocks: each begins a new line. Figures go to
        ``pictures``; where there is nothing else, their words stand for them."""
        inlines_so_far: list[Inline] = []
        figures: list[Figure] = []
        before = self.pictures()
        for block in self.blocks(elements):
            if isinstance(block, Figure):
                figures.append(block)
                continue
            inlines = block.inlines if isinstance(block, (Paragraph, Heading)) else (Text(plain(block)),)
            inlines_so_far += [LineBreak(), *inlines]
        self.inlines.pictures = [*before, *figures]
        for figure in () if inlines_so_far else figures:
            inlines_so_far += [LineBreak(), *((Text(figure.alt),) if figure.alt else figure.caption)]
        return tidy(inlines_so_far)
