"""The user's reference document, whose styles, page, running heads and language the Word file gets.

Its text, comments, macros, notes, properties and other content are dropped. Its styles are found by names or keys,
ignoring case, including the alternative names in ``kinds``; copydesk's styles are added for any that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.writing._shared.links import safe_target
from copydesk.writing.docx import parts
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Border, Design, Formatting
from copydesk.writing.docx.kinds import KINDS, Kind, Naming, style_id
from copydesk.writing.docx.package import OFFICE, add_part, keep, read, refill
from copydesk.writing.docx.pages import Geometry, geometry, with_tab_stops
from copydesk.writing.docx.styles import NO_FORMATTING, style
from copydesk.writing.docx.xml import (
    DEFAULTS,
    NAMESPACES,
    NUMBERING,
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
    schema_order,
)

if TYPE_CHECKING:
    from docx.document import Document

_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "header", "footer")
_KINDS = {kind.name: kind for kind in KINDS}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ON = ("1", "true", "on")
_DEFAULT = "the style that is not named"


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
        self._styles: dict[str, Any] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._index_styles(self.document.styles.element)
        self._keys = {kind.name: self._key(kind) for kind in KINDS}
        self._used_names: dict[str, None] = {}
        self.running = self._running(sections)
        self._numbering = _numbering(self.document)
        self._remove_unused_numberings()
        self.first_definition = _next_number(self._numbering.iterfind(f"{W}abstractNum"), "abstractNumId")
        self.first_number = _next_number(self._numbering.iterfind(f"{W}num"), "numId")

    # names and numberings

    def style(self, name: str) -> str:
        self._used_names[name] = None
        key = self._document_key(name)
        if key is None:
            key = style_id(name)
            while key in self._styles:
                key += "Added"
        return key

    def has(self, name: str) -> bool:
        return self._document_key(name) is not None

    def tied(self, name: str) -> tuple[int, int] | None:
        key = self._document_key(name)
        if key is None:
            return super().tied(name)
        for one in self._ancestry(key):
            numbering = one.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                level = _number(_value(numbering, "ilvl"))
                definition = self._definition(_value(numbering, "numId"))
                kind = "bullet" if name.startswith("List Bullet") else "decimal"
                return (
                    (definition, level)
                    if definition is not None and self._has_format(definition, level, kind)
                    else None
                )
        return None

    def _definition(self, number: str) -> int | None:
        """The definition of a numbering; None for 0, which removes a numbering."""
        for one in self._numbering.iterfind(f"{W}num"):
            if one.get(f"{W}numId") == number:
                return _number(_value(one, "abstractNumId"))
        return None

    def _has_format(self, definition: int, level: int, kind: str) -> bool:
        """Whether a level of a definition has this format or none."""
        for one in self._numbering.iterfind(f"{W}abstractNum"):
            if one.get(f"{W}abstractNumId") == str(definition):
                formats = [
                    _value(each, "numFmt") for each in one.iterfind(f"{W}lvl") if each.get(f"{W}ilvl") == str(level)
                ]
                return formats in ([], [kind])
        return False

    def _document_key(self, name: str) -> str | None:
        """The key of the document's style for ``name``, or of copydesk's once it is added; None if there is none."""
        return self._keys[name] if name in self._keys else self._names.get(("character", _comparable(name)))

    def _key(self, kind: Kind) -> str | None:
        candidates = (kind.builtin, kind.name, *kind.alternatives) if kind.based_on else (kind.builtin, _DEFAULT)
        return next(filter(None, (self._names.get((kind.kind, _comparable(each))) for each in candidates)), None)

    def _ancestry(self, key: str) -> Iterable[Any]:
        """A style and the styles that it is based on, in order."""
        passed = set()
        while key in self._styles and key not in passed:
            passed.add(key)
            yield self._styles[key]
            key = _value(self._styles[key], "basedOn")

    def _index_styles(self, root: Any) -> None:
        """Indexes the styles by name, then by alias, then by key, and removes references to missing styles."""
        ranks: list[list[tuple[tuple[str, str], str]]] = [[], [], []]
        for one in root.iterfind(f"{W}style"):
            key, kind = str(one.get(f"{W}styleId")), one.get(f"{W}type", "paragraph")
            self._styles[key] = one
            aliases = _value(one, "aliases").split(",")
            for rank, names in zip(ranks, ([_value(one, "name")], aliases, [key]), strict=True):
                rank += [((kind, _comparable(name)), key) for name in names if _comparable(name)]
            if one.get(f"{W}default") in _ON:
                self._names[kind, _comparable(_DEFAULT)] = key
        for identity, key in chain.from_iterable(ranks):
            self._names.setdefault(identity, key)
        for one in self._styles.values():
            for name in ("basedOn", "next", "link"):
                other = one.find(f"{W}{name}")
                if other is not None and other.get(f"{W}val") not in self._styles:
                    one.remove(other)

    def _remove_unused_numberings(self) -> None:
        """Removes numberings that no style uses: they belonged to lists of the text."""
        tied = {one.get(f"{W}val") for one in self.document.styles.element.iter(f"{W}numId")}
        used = set()
        for one in self._numbering.findall(f"{W}num"):
            if one.get(f"{W}numId") in tied:
                used.add(_value(one, "abstractNumId"))
            else:
                self._numbering.remove(one)
        for one in self._numbering.findall(f"{W}abstractNum"):
            if one.get(f"{W}abstractNumId") not in used:
                self._numbering.remove(one)

    # the page

    def geometry(self, *, rtl: bool) -> Geometry:
        """The page of the document's last section."""
        ours = geometry(self.design, self.paper, rtl=rtl)
        elements = {name: ours.elements[name] for name in ("pgSz", "pgMar")} | _children_as_xml(
            self._section, SECTION.split()
        )
        if not self.running:
            elements["titlePg"] = ours.elements["titlePg"]
        size, margins, cols = (
            parse(declared(elements.get(name, f"<w:{name}/>"))) for name in ("pgSz", "pgMar", "cols")
        )
        columns = _number(cols.get(f"{W}num")) or len(cols) or 1
        text = _twips(size.get(f"{W}w")) - sum(
            _twips(margins.get(f"{W}{side}")) for side in ("left", "right", "gutter")
        )
        return Geometry(elements, max(text, columns * 1440), columns, _twips(cols.get(f"{W}space")) or 720, rtl)

    def _running(self, sections: Iterable[Any]) -> str:
        """The references to the running heads and feet of the last section, which may inherit them from earlier
        ones."""
        references: dict[tuple[str, str], str] = {}
        for section in sections:
            for one in section:
                name = str(one.tag).removeprefix(W)
                if name in ("headerReference", "footerReference"):
                    references[name, one.get(f"{W}type", "default")] = one.get(_ID)
        part = self.document.part
        kept = {slot: key for slot, key in references.items() if key in part.rels and self._can_stay(part.rels[key])}
        for key, rel in list(part.rels.items()):
            if rel.reltype.endswith(("/header", "/footer")):
                if key not in kept.values():
                    del part.rels[key]
            elif not rel.is_external:
                others = rel.target_part.rels
                for other in [other for other, held in others.items() if not _is_harmless(held)]:
                    del others[other]
        return "".join(f'<w:{name} w:type="{pages}" r:id="{key}"/>' for (name, pages), key in kept.items())

    def _can_stay(self, rel: Any) -> bool:
        if all(map(_is_harmless, rel.target_part.rels.values())):
            return True
        name = rel.target_part.partname.rpartition("/")[2]
        self.problems.append(
            Problem(
                "unsupported",
                None,
                f"{name} of the reference document is left out: it contains more than words, pictures and links",
            )
        )
        return False

    # the parts

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """Adds to the document's styles, numberings and settings what the visitor's text needs."""
        rtl = page.rtl
        self.design = with_tab_stops(self.design, page)
        self._add_styles([*self._used_names, *(name for names in visitor.runs.combined for name in names)], rtl=rtl)
        for make in (partial(parts.numberings, visitor.lists.numbered), partial(parts.definitions, self.design)):
            more = parse(f"<w:numbering {NAMESPACES}>{make(self)}</w:numbering>")
            self._numbering[:] = sorted([*self._numbering, *more], key=schema_order(NUMBERING))
        theirs = _children_as_xml(self.document.settings.element, parts.DOCUMENT_SETTINGS)
        if not self.running:
            theirs.pop("evenAndOddHeaders", None)
        settings = parts.settings(self.design, lang=lang, rtl=rtl, footnotes=bool(visitor.footnotes), theirs=theirs)
        refill(self.document.settings.element, settings)
        if not any(rel.reltype.endswith("/fontTable") for rel in self.document.part.rels.values()):
            add_part(self.document, "fontTable", parts.font_table(self.design))
        keys = [self._document_key(kind.name) for kind in KINDS if kind.kind == "paragraph"]
        used = {id(one): one for key in keys if key for one in self._ancestry(key)}.values()
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
            element = parse(declared(style(kind, formatting, self.design, self, rtl=rtl)))
            self.document.styles.element.append(element)
            self._keys[name] = key = str(element.get(f"{W}styleId"))
            self._styles[key] = element

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
        for one in (*self._ancestry(self.style("Normal")), *defaults):
            size = one.find(f"{W}rPr/{W}sz")
            if size is not None:
                return _number(size.get(f"{W}val")) / 2
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


# ------------------------------------------------------------------------------------------------------ helpers


def _comparable(name: str) -> str:
    """The form in which names of styles are compared: ``"Block Text"`` equals ``"blocktext"``."""
    return "".join(filter(str.isalnum, name)).casefold()


def _value(element: Any, name: str) -> str:
    """The ``w:val`` of a descendant with this name; empty if there is none."""
    descendant = element.find(f".//{W}{name}")
    return "" if descendant is None else str(descendant.get(f"{W}val", ""))


def _next_number(elements: Iterable[Any], attribute: str) -> int:
    """The number after the highest one in use."""
    return max((_number(one.get(f"{W}{attribute}")) for one in elements), default=0) + 1


def _number(text: str | None) -> int:
    """A whole number; 0 for anything else."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else 0


_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt|pc|pi)?")
_UNITS = {None: 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def _twips(text: str | None) -> int:
    """A length of a Word file, ``"708"`` or ``"12.5mm"``, in twips; 0 for anything else."""
    match = _LENGTH.fullmatch(text or "0")
    return round(float(match[1]) * _UNITS[match[2]]) if match else 0


def _children_as_xml(element: Any, names: Iterable[str]) -> dict[str, str]:
    """The XML of the children with these names, without references to other parts and without other namespaces."""
    from lxml import etree

    children = {}
    for one in element:
        name = str(one.tag).removeprefix(W)
        if name in names:
            copy = deepcopy(one)
            for other in list(copy.iter()):
                if not str(other.tag).startswith(W):
                    other.getparent().remove(other)
                for attribute in [a for a in other.attrib if not a.startswith(W) or a.startswith(f"{W}rsid")]:
                    del other.attrib[attribute]
            etree.cleanup_namespaces(copy)
            children[name] = etree.tostring(copy, encoding="unicode", with_tail=False)
    return children


def _is_harmless(rel: Any) -> bool:
    """Whether a part may refer to this: pictures, fonts and safe links, but no objects and external files."""
    kind = rel.reltype.rpartition("/")[2]
    if rel.is_external:
        return kind == "hyperlink" and safe_target(rel.target_ref) is not None
    return kind in ("image", "font")


def _numbering(document: Document) -> Any:
    """The numbering part of a document; it is added if there is none."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(rel.reltype == f"{OFFICE}numbering" for rel in part.rels.values()):
        empty = parse(f"<w:numbering {NAMESPACES}/>")
        name = PackURI("/word/numbering.xml")
        part.relate_to(NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package), f"{OFFICE}numbering")
    return part.numbering_part.element
