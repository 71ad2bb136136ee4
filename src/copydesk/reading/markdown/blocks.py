"""The blocks of pandoc's document -> blocks and sections of the tree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from copydesk.reading.markdown.inlines import Inlines
from copydesk.reading.markdown.normalise import one_line, tidy, to_the_letter
from copydesk.reading.markdown.raw_html import Element, Html, nest
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
    Verse,
)
from copydesk.visit import plain

_NUMBERINGS: dict[str, Any] = {
    "LowerAlpha": "lower_alpha",
    "UpperAlpha": "upper_alpha",
    "LowerRoman": "lower_roman",
    "UpperRoman": "upper_roman",
}
_ALIGNED: dict[str, Align] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
_NUMBERED = {name.replace("_", "-"): name for name in _NUMBERINGS.values()}
_LINES: dict[str, type[Bio | Rights | Related | Correction]] = {
    "bio": Bio,
    "rights": Rights,
    "related": Related,
    "correction": Correction,
}
_UNSUPPORTED_TAGS = (
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "pre",
    "form",
    "iframe",
    "svg",
    "video",
    "audio",
    "embed",
    "object",
    "source",
    "track",
)


class Blocks:
    """Converts blocks and collects the notes that they refer to."""

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
        return [*_verse(self.inlines.read(line) for line in element["c"]), *self.pictures()]

    def _codeblock(self, element: Element) -> list[Section]:
        text = to_the_letter(element["c"][1])
        return [Preformatted(text)] if text.strip() else []

    def _rawblock(self, element: Element) -> list[Section]:
        self.inlines.report(f"raw {element['c'][0]} is kept as it was typed")
        return self._codeblock(element)

    def _blockquote(self, element: Element) -> list[Section]:
        elements, attribution = self._credited(element["c"])
        blocks = self.blocks(elements)
        return [BlockQuote(blocks, attribution)] if blocks else [Paragraph(attribution)] if attribution else []

    def _bulletlist(self, element: Element) -> list[Section]:
        items = self._items(element["c"])
        return [List(items)] if items else []

    def _orderedlist(self, element: Element) -> list[Section]:
        (start, style, _), content = element["c"]
        items = self._items(content)
        numbering = _NUMBERINGS.get(style["t"], "decimal")
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
        table = Table(tuple(body_rows), header if any(header) else (), self._flat(caption), align)
        return [table] if body_rows or table.header else []

    def _row(self, row: Any, width: int) -> tuple[tuple[Inline, ...], ...]:
        cells: list[tuple[Inline, ...]] = []
        for _, _, _, columns, content in row[1]:
            cells += [self._flat(content), *[()] * (columns - 1)]
        return tuple(cells + [()] * (width - len(cells)))

    def _figure(self, element: Element) -> list[Section]:
        _, (_, caption), content = element["c"]
        return self._captioned(caption, content)

    def _div(self, element: Element) -> list[Section]:
        (_, classes, pairs), content = element["c"]
        return self._element(Html("div", {"class": " ".join(classes), **dict(pairs)}, content))

    def _null(self, element: Element) -> list[Section]:
        return []

    def _unknown(self, element: Element) -> list[Section]:
        self.inlines.report(f"pandoc's {element['t']} is not supported and is left out")
        return []

    # ---------------------------------------------------------------------------------------------- raw HTML

    def _dropped(self, element: Element) -> list[Section]:
        self.inlines.dropped(element)
        return []

    def _html(self, element: Element) -> list[Section]:
        return self._element(element["c"])

    def _element(self, html: Html) -> list[Section]:
        """The sections for an HTML element, by its name or its class, or else for its content."""
        named = {
            "figure": self._figure_element,
            "blockquote": self._quote_element,
            "img": self._picture_element,
            "hr": self._horizontalrule,
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading_element),
        }
        classed = {
            "contact": self._contact,
            "figure": self._figure_element,
            "pull-quote": self._pull_quote,
            "verse": self._verse_element,
            "unplaced-notes": self._unplaced,
            **dict.fromkeys(_LINES, self._lines),
            **dict.fromkeys(_NUMBERED, self._numbered),
        }
        make = named.get(html.tag) or next((classed[name] for name in html.classes if name in classed), None)
        if html.tag != "img":
            self.inlines.attributes(html.tag, html.attributes)
        if make is None and html.tag in _UNSUPPORTED_TAGS:
            self.inlines.unshown(html)
        return make(html) if make else self.read(html.content)

    def _heading_element(self, html: Html) -> list[Section]:
        inlines = self._flat(html.content)
        return [Heading(max(2, int(html.tag[1])), inlines)] if inlines else []

    def _lines(self, html: Html) -> list[Section]:
        kind = next(_LINES[name] for name in html.classes if name in _LINES)
        return [kind(part.inlines) if isinstance(part, Paragraph) else part for part in self.read(html.content)]

    def _numbered(self, html: Html) -> list[Section]:
        numbering = next(_NUMBERED[name] for name in html.classes if name in _NUMBERED)
        return [
            replace(part, numbering=numbering) if isinstance(part, List) and part.ordered else part
            for part in self.read(html.content)
        ]

    def _quote_element(self, html: Html) -> list[Section]:
        return self._blockquote({"c": html.content})

    def _picture_element(self, html: Html) -> list[Section]:
        return self._para({"c": [html.element()]})

    def _figure_element(self, html: Html) -> list[Section]:
        caption: list[Element] = []
        content: list[Element] = []
        for element in nested(html.content):
            if element["t"] == "Html" and element["c"].tag == "figcaption":
                caption += element["c"].content
            elif element["t"] == "Div" and "figcaption" in element["c"][0][1]:
                caption += element["c"][1]
            else:
                content.append(element)
        return self._captioned(caption, content)

    def _captioned(self, caption: Sequence[Element], content: Sequence[Element]) -> list[Section]:
        """A figure or table with this caption; any other content is put before the caption."""
        elements, credit = self._credited(caption)
        words = self._flat(elements)
        shown = self.read(content)
        if not shown:
            return [Figure(caption=words, credit=credit)] if words or credit else []
        if len(shown) == 1 and isinstance(shown[0], Figure):
            return [replace(shown[0], caption=words or shown[0].caption, credit=credit)]
        if len(shown) == 1 and isinstance(shown[0], Table) and not credit:
            return [replace(shown[0], caption=words)]
        return [*shown, *(Paragraph(inlines) for inlines in (words, credit) if inlines)]

    def _contact(self, html: Html) -> list[Section]:
        blocks = self.blocks(html.content)
        links, emails, phones = (
            _strings(html.attributes.get(f"data-{name}", "")) for name in ("links", "emails", "phones")
        )
        return [Contact(blocks, links, emails, phones)] if blocks else []

    def _pull_quote(self, html: Html) -> list[Section]:
        elements, attribution = self._credited(html.content)
        inlines = self._flat(elements)
        return [PullQuote(inlines, attribution)] if inlines else [Paragraph(attribution)] if attribution else []

    def _verse_element(self, html: Html) -> list[Section]:
        sections: list[Section] = []
        lines: list[tuple[Inline, ...]] = []
        for section in self.read(html.content):
            if isinstance(section, Paragraph):
                lines += [*([()] if lines else []), *_lines(section.inlines)]
            else:
                sections += [*_verse(lines), section]
                lines = []
        return [*sections, *_verse(lines)]

    def _unplaced(self, html: Html) -> list[Section]:
        """The content without references: they are only there for notes that have none in the text."""
        sections: list[Section] = []
        for section in self.read(html.content):
            inlines = section.inlines if isinstance(section, Paragraph) else ()
            words = tidy(inline for inline in inlines if not isinstance(inline, NoteRef))
            if not isinstance(section, Paragraph) or re.sub(r"\[\^[^\]\s]+\]", "", plain(words)).strip():
                sections.append(Paragraph(words) if isinstance(section, Paragraph) else section)
        return sections

    # ------------------------------------------------------------------------------------------------ helpers

    def _credited(self, elements: Sequence[Element]) -> tuple[Sequence[Element], tuple[Inline, ...]]:
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

    def _flat(self, elements: Sequence[Element]) -> tuple[Inline, ...]:
        """Blocks as inlines, for cells and captions, which contain no blocks. Each block begins a new line."""
        inlines_so_far: list[Inline] = []
        for block in self.blocks(elements):
            if isinstance(block, Figure):
                self.inlines.report(f"the picture {block.source} is not supported here; its words are kept")
                inlines_so_far += [LineBreak(), *(block.caption or (Text(block.alt),))]
                continue
            inlines = block.inlines if isinstance(block, (Paragraph, Heading)) else (Text(plain(block)),)
            inlines_so_far += [LineBreak(), *inlines]
        return tidy(inlines_so_far)


def nested(elements: Sequence[Element]) -> list[Element]:
    """Blocks with the raw HTML among them parsed into elements; text in raw HTML becomes paragraphs."""
    return nest(list(elements), lambda text: {"t": "Para", "c": [{"t": "Str", "c": text}]}, "RawBlock")


def _lines(inlines: tuple[Inline, ...]) -> Iterable[tuple[Inline, ...]]:
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return map(tidy, lines)


def _verse(lines: Iterable[tuple[Inline, ...]]) -> list[Section]:
    """A verse without empty lines at its ends, or two of them together."""
    kept: list[tuple[Inline, ...]] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return [Verse(tuple(kept))] if kept else []


def _strings(text: str) -> tuple[str, ...]:
    """``'["a", "b"]'`` gives a and b; anything else is one string."""
    try:
        values = json.loads(text)
    except ValueError:
        values = [text]
    return tuple(one_line(str(value)).strip() for value in (values if isinstance(values, list) else [text]) if value)
