"""The user's reference document, whose styles, page, running heads and language the Word file gets.

Its text, comments, macros, notes, properties and other content are dropped; copydesk's styles are added for any that it
lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.writing.docx import parts
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Border, Design, Formatting
from copydesk.writing.docx.kinds import KINDS, Kind, Naming
from copydesk.writing.docx.numberings import Numberings
from copydesk.writing.docx.package import add_part, keep, read, refill
from copydesk.writing.docx.pages import Geometry, geometry, with_tab_stops
from copydesk.writing.docx.running_heads import kept_running_heads
from copydesk.writing.docx.style_index import StyleIndex
from copydesk.writing.docx.styles import NO_FORMATTING, style
from copydesk.writing.docx.values import children_as_xml, number, twips, value
from copydesk.writing.docx.xml import (
    DEFAULTS,
    NAMESPACES,
    PARAGRAPH,
    RUN,
    SECTION,
    STYLE,
    STYLES,
    W,
    child,
    declared,
    insert,
    parse,
)

_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "header", "footer")
_KINDS = {kind.name: kind for kind in KINDS}


class Reference(Naming):
    """A document whose text is replaced by that of an article.

    ``design`` and ``paper`` provide what it lacks; ``name`` is its name in errors. Raises UsageError for a file that is
    no Word document or is damaged.
    """

    def __init__(self, data: bytes, name: str, design: Design, paper: str) -> None:
        self.problems: list[Problem] = []
        self.design = design
        self.paper = paper
        self.document = read(data, name)
        sections = list(self.document.element.iter(f"{W}sectPr"))
        self._section = sections[-1] if sections else parse(f"<w:sectPr {NAMESPACES}/>")
        keep(self.document, _KEPT)
        self._styles = StyleIndex(self.document.styles.element)
        self._used_names: dict[str, None] = {}
        self.running = kept_running_heads(self.document, sections, self.problems)
        self._numberings = Numberings(self.document)
        self.first_definition = self._numberings.first_definition
        self.first_number = self._numberings.first_number

    # names and numberings

    def style(self, name: str) -> str:
        self._used_names[name] = None
        key = self._styles.key(name)
        return self._styles.new_key(name) if key is None else key

    def has(self, name: str) -> bool:
        return self._styles.key(name) is not None

    def tied(self, name: str) -> tuple[int, int] | None:
        key = self._styles.key(name)
        if key is None:
            return super().tied(name)
        for one in self._styles.ancestry(key):
            numbering = one.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                level = number(value(numbering, "ilvl"))
                definition = self._numberings.definition(value(numbering, "numId"))
                kind = "bullet" if name.startswith("List Bullet") else "decimal"
                return (
                    (definition, level)
                    if definition is not None and self._numberings.has_format(definition, level, kind)
                    else None
                )
        return None

    # the page

    def geometry(self, *, rtl: bool) -> Geometry:
        """The page of the document's last section."""
        ours = geometry(self.design, self.paper, rtl=rtl)
        elements = {name: ours.elements[name] for name in ("pgSz", "pgMar")} | children_as_xml(
            self._section, SECTION.split()
        )
        if not self.running:
            elements["titlePg"] = ours.elements["titlePg"]
        size, margins, cols = (
            parse(declared(elements.get(name, f"<w:{name}/>"))) for name in ("pgSz", "pgMar", "cols")
        )
        columns = number(cols.get(f"{W}num")) or len(cols) or 1
        text = twips(size.get(f"{W}w")) - sum(twips(margins.get(f"{W}{side}")) for side in ("left", "right", "gutter"))
        return Geometry(elements, max(text, columns * 1440), columns, twips(cols.get(f"{W}space")) or 720, rtl)

    # the parts

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """Adds to the document's styles, numberings and settings what the visitor's text needs."""
        rtl = page.rtl
        self.design = with_tab_stops(self.design, page)
        self._add_styles([*self._used_names, *(name for names in visitor.runs.combined for name in names)], rtl=rtl)
        for xml in (parts.numberings(visitor.lists.numbered, self), parts.definitions(self.design, self)):
            self._numberings.add(xml)
        theirs = children_as_xml(self.document.settings.element, parts.DOCUMENT_SETTINGS)
        if not self.running:
            theirs.pop("evenAndOddHeaders", None)
        settings = parts.settings(self.design, lang=lang, rtl=rtl, footnotes=bool(visitor.footnotes), theirs=theirs)
        refill(self.document.settings.element, settings)
        if not any(rel.reltype.endswith("/fontTable") for rel in self.document.part.rels.values()):
            add_part(self.document, "fontTable", parts.font_table(self.design))
        keys = [self._styles.key(kind.name) for kind in KINDS if kind.kind == "paragraph"]
        used = {id(one): one for key in keys if key for one in self._styles.ancestry(key)}.values()
        _set_direction(used, rtl=rtl)
        if lang != "und":
            defaults = child(child(self.document.styles.element, "docDefaults", STYLES), "rPrDefault", DEFAULTS)
            child(child(defaults, "rPr", STYLE), "lang", RUN)
            _set_language([defaults, *used], parts.language_attributes(lang, rtl=rtl))

    def _add_styles(self, names: Iterable[str], *, rtl: bool) -> None:
        """Adds these styles, and those that they are based on, if the document lacks them."""
        for name in names:
            kind = _KINDS.get(name)
            if kind is None or self.has(name):
                continue
            self._add_styles([kind.based_on] if kind.based_on else [], rtl=rtl)
            formatting = self._adapted(kind, self.design.styles.get(name, NO_FORMATTING))
            self._styles.add(name, parse(declared(style(kind, formatting, self.design, self, rtl=rtl))))

    def _adapted(self, kind: Kind, formatting: Formatting) -> Formatting:
        """copydesk's formatting of a style, adapted to the document's typefaces, colours and text size."""
        ours = self.design.styles.get("Normal", NO_FORMATTING).size
        size = formatting.size and ours and round(formatting.size / ours * self._size() * 2) / 2
        fixed = formatting.font is not None and self.design.fonts[formatting.font].family == "modern"
        borders: dict[str, Border] = {
            name: replace(border, colour="auto")
            for name in ("above", "below", "beside", "between_rows")
            if (border := getattr(formatting, name)) is not None
        }
        colour = formatting.colour if kind.name == "Hyperlink" else None
        return replace(formatting, font=formatting.font if fixed else None, size=size or None, colour=colour, **borders)

    def _size(self) -> float:
        """The size of the document's text in points; Word's default is 10."""
        defaults = self.document.styles.element.findall(f"{W}docDefaults/{W}rPrDefault")
        for one in (*self._styles.ancestry(self.style("Normal")), *defaults):
            size = one.find(f"{W}rPr/{W}sz")
            if size is not None:
                return number(size.get(f"{W}val")) / 2
        return 10


def _set_direction(styles: Iterable[Any], *, rtl: bool) -> None:
    """Sets the writing direction of the paragraphs of these styles to the article's."""
    for one in styles:
        before = one.find(f"{W}pPr/{W}bidi")
        if before is not None:
            before.getparent().remove(before)
        if rtl and one.find(f"{W}basedOn") is None:
            insert(child(one, "pPr", STYLE), parse(declared("<w:bidi/>")), PARAGRAPH)


def _set_language(owners: Iterable[Any], spoken: Mapping[str, str]) -> None:
    """Replaces the document's languages by the article's; the same language is kept, as it may have a region."""
    for owner in owners:
        for element in owner.iterfind(f"{W}rPr/{W}lang"):
            for name, lang in spoken.items():
                if parts.primary(element.get(f"{W}{name}", "")) != parts.primary(lang):
                    element.set(f"{W}{name}", lang)
