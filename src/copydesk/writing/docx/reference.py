"""A person's own Word document, whose styles, page, running heads and language an article is to have.

Its text, comments, macros, notes, properties and whatever else it holds stay behind. Its styles are found by their
names or keys, in any case and of any maker that ``_docx_kinds`` knows; ours are added for what it has no style for.
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
from copydesk.writing.docx.kinds import KINDS, Kind, Naming, style_id
from copydesk.writing.docx.look import Border, Look, Looks
from copydesk.writing.docx.package import OFFICE, add_part, keep, read, refill
from copydesk.writing.docx.pages import Geometry, across, geometry
from copydesk.writing.docx.styles import NOT_SETTLED, style
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
    parse,
    place,
    put,
)

if TYPE_CHECKING:
    from docx.document import Document

_KEPT = ("styles", "numbering", "settings", "theme", "fontTable", "header", "footer")
_KINDS = {kind.name: kind for kind in KINDS}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ON = ("1", "true", "on")
_DEFAULT = "the style that is not named"


class Reference(Naming):
    """A document that is bare of its words, to be filled with those of an article.

    ``look`` and ``paper`` give what it does not say; ``name`` is what errors call it. Raises UsageError for a file
    that is no Word document or is damaged.
    """

    def __init__(self, data: bytes, name: str, look: Look, paper: str) -> None:
        self.problems: list[Problem] = []
        self.look = look
        self.paper = paper
        self.document = read(data, name)
        sections = list(self.document.element.iter(f"{W}sectPr"))
        self._section = sections[-1] if sections else parse(f"<w:sectPr {NAMESPACES}/>")
        keep(self.document, _KEPT)
        self._styles: dict[str, Any] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._know(self.document.styles.element)
        self._keys = {kind.name: self._key(kind) for kind in KINDS}
        self._asked: dict[str, None] = {}
        self.running = self._running(sections)
        self._numbering = _numbering(self.document)
        self._tidy()
        self.first_definition = _after(self._numbering.iterfind(f"{W}abstractNum"), "abstractNumId")
        self.first_number = _after(self._numbering.iterfind(f"{W}num"), "numId")

    # what things are called

    def style(self, name: str) -> str:
        self._asked[name] = None
        key = self._theirs(name)
        if key is None:
            key = style_id(name)
            while key in self._styles:
                key += "Added"
        return key

    def has(self, name: str) -> bool:
        return self._theirs(name) is not None

    def tied(self, name: str) -> tuple[int, int] | None:
        key = self._theirs(name)
        if key is None:
            return super().tied(name)
        for one in self._line(key):
            told = one.find(f"{W}pPr/{W}numPr")
            if told is not None:
                level = _number(_value(told, "ilvl"))
                definition = self._definition(_value(told, "numId"))
                kind = "bullet" if name.startswith("List Bullet") else "decimal"
                return (definition, level) if definition is not None and self._counts(definition, level, kind) else None
        return None

    def _definition(self, number: str) -> int | None:
        """The definition of a numbering; none of 0, which takes a numbering away."""
        for one in self._numbering.iterfind(f"{W}num"):
            if one.get(f"{W}numId") == number:
                return _number(_value(one, "abstractNumId"))
        return None

    def _counts(self, definition: int, level: int, kind: str) -> bool:
        """Whether a level of a definition is of this kind, as far as it says."""
        for one in self._numbering.iterfind(f"{W}abstractNum"):
            if one.get(f"{W}abstractNumId") == str(definition):
                told = [
                    _value(each, "numFmt") for each in one.iterfind(f"{W}lvl") if each.get(f"{W}ilvl") == str(level)
                ]
                return told in ([], [kind])
        return False

    def _theirs(self, name: str) -> str | None:
        """The key of the document's own style for what we call ``name``, or of ours once it is added."""
        return self._keys[name] if name in self._keys else self._names.get(("character", _plain(name)))

    def _key(self, kind: Kind) -> str | None:
        asked = (kind.own, kind.name, *kind.also) if kind.based_on else (kind.own, _DEFAULT)
        return next(filter(None, (self._names.get((kind.kind, _plain(each))) for each in asked)), None)

    def _line(self, key: str) -> Iterable[Any]:
        """A style and those that it is based on."""
        passed = set()
        while key in self._styles and key not in passed:
            passed.add(key)
            yield self._styles[key]
            key = _value(self._styles[key], "basedOn")

    def _know(self, root: Any) -> None:
        """Note the styles and what each can be found by: its name, or else another of its names, or else its key."""
        ranks: list[list[tuple[tuple[str, str], str]]] = [[], [], []]
        for one in root.iterfind(f"{W}style"):
            key, kind = str(one.get(f"{W}styleId")), one.get(f"{W}type", "paragraph")
            self._styles[key] = one
            aliases = _value(one, "aliases").split(",")
            for rank, known in zip(ranks, ([_value(one, "name")], aliases, [key]), strict=True):
                rank += [((kind, _plain(name)), key) for name in known if _plain(name)]
            if one.get(f"{W}default") in _ON:
                self._names[kind, _plain(_DEFAULT)] = key
        for found, key in chain.from_iterable(ranks):
            self._names.setdefault(found, key)
        for one in self._styles.values():
            for name in ("basedOn", "next", "link"):
                other = one.find(f"{W}{name}")
                if other is not None and other.get(f"{W}val") not in self._styles:
                    one.remove(other)

    def _tidy(self) -> None:
        """Drop the numberings that no style is tied to: they belonged to the lists of the text."""
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
        ours = geometry(self.look, self.paper, rtl=rtl)
        told = {name: ours.told[name] for name in ("pgSz", "pgMar")} | _told(self._section, SECTION.split())
        if not self.running:
            told["titlePg"] = ours.told["titlePg"]
        size, margins, cols = (parse(declared(told.get(name, f"<w:{name}/>"))) for name in ("pgSz", "pgMar", "cols"))
        columns = _number(cols.get(f"{W}num")) or len(cols) or 1
        text = _twips(size.get(f"{W}w")) - sum(
            _twips(margins.get(f"{W}{side}")) for side in ("left", "right", "gutter")
        )
        return Geometry(told, max(text, columns * 1440), columns, _twips(cols.get(f"{W}space")) or 720, rtl)

    def _running(self, sections: Iterable[Any]) -> str:
        """The references to the running heads and feet of the last section, which may come from those before it."""
        found: dict[tuple[str, str], str] = {}
        for section in sections:
            for one in section:
                name = str(one.tag).removeprefix(W)
                if name in ("headerReference", "footerReference"):
                    found[name, one.get(f"{W}type", "default")] = one.get(_ID)
        part = self.document.part
        kept = {place: key for place, key in found.items() if key in part.rels and self._can_stay(part.rels[key])}
        for key, rel in list(part.rels.items()):
            if rel.reltype.endswith(("/header", "/footer")):
                if key not in kept.values():
                    del part.rels[key]
            elif not rel.is_external:
                others = rel.target_part.rels
                for other in [other for other, held in others.items() if not _harmless(held)]:
                    del others[other]
        return "".join(f'<w:{name} w:type="{pages}" r:id="{key}"/>' for (name, pages), key in kept.items())

    def _can_stay(self, rel: Any) -> bool:
        if all(map(_harmless, rel.target_part.rels.values())):
            return True
        name = rel.target_part.partname.rpartition("/")[2]
        self.problems.append(
            Problem(
                "unsupported",
                None,
                f"{name} of the reference document is left out: it holds more than words, pictures and links",
            )
        )
        return False

    # the parts

    def fill(self, visitor: BodyVisitor, page: Geometry, lang: str) -> None:
        """Add to the document's own styles, numberings and settings what the text needs that the visitor has made."""
        rtl = page.rtl
        self.look = across(self.look, page)
        self._add_styles([*self._asked, *(name for names in visitor.combined for name in names)], rtl=rtl)
        for made in (partial(parts.numberings, visitor.lists), partial(parts.definitions, self.look)):
            more = parse(f"<w:numbering {NAMESPACES}>{made(self)}</w:numbering>")
            self._numbering[:] = sorted([*self._numbering, *more], key=place(NUMBERING))
        theirs = _told(self.document.settings.element, parts.THEIR_SETTINGS)
        if not self.running:
            theirs.pop("evenAndOddHeaders", None)
        settings = parts.settings(self.look, lang=lang, rtl=rtl, footnotes=bool(visitor.footnotes), theirs=theirs)
        refill(self.document.settings.element, settings)
        if not any(rel.reltype.endswith("/fontTable") for rel in self.document.part.rels.values()):
            add_part(self.document, "fontTable", parts.font_table(self.look))
        keys = [self._theirs(kind.name) for kind in KINDS if kind.kind == "paragraph"]
        used = {id(one): one for key in keys if key for one in self._line(key)}.values()
        _tell_direction(used, rtl=rtl)
        if lang != "und":
            defaults = child(child(self.document.styles.element, "docDefaults", STYLES), "rPrDefault", DEFAULTS)
            child(child(defaults, "rPr", STYLE), "lang", RUN)
            _tell_language([defaults, *used], parts.spoken(lang, rtl=rtl))

    def _add_styles(self, names: Iterable[str], *, rtl: bool) -> None:
        """Add those of these styles, and of those that they are based on, that the document has not."""
        for name in names:
            kind = _KINDS.get(name)
            if kind is None or self.has(name):
                continue
            self._add_styles([kind.based_on] if kind.based_on else [], rtl=rtl)
            looks = self._adapted(kind, self.look.styles.get(name, NOT_SETTLED))
            made = parse(declared(style(kind, looks, self.look, self, rtl=rtl)))
            self.document.styles.element.append(made)
            self._keys[name] = key = str(made.get(f"{W}styleId"))
            self._styles[key] = made

    def _adapted(self, kind: Kind, looks: Looks) -> Looks:
        """Our look of a style in their typefaces and colours, and in a size that suits their text as ours does ours."""
        ours = self.look.styles.get("Normal", NOT_SETTLED).size
        size = looks.size and ours and round(looks.size / ours * self._size() * 2) / 2
        fixed = looks.font is not None and self.look.fonts[looks.font].family == "modern"
        borders: dict[str, Border] = {
            name: replace(border, colour="auto")
            for name in ("above", "below", "beside", "between_rows")
            if (border := getattr(looks, name)) is not None
        }
        colour = looks.colour if kind.name == "Hyperlink" else None
        return replace(looks, font=looks.font if fixed else None, size=size or None, colour=colour, **borders)

    def _size(self) -> float:
        """The size of their text in points; Word's own is 10 where nothing says it."""
        defaults = self.document.styles.element.findall(f"{W}docDefaults/{W}rPrDefault")
        for one in (*self._line(self.style("Normal")), *defaults):
            size = one.find(f"{W}rPr/{W}sz")
            if size is not None:
                return _number(size.get(f"{W}val")) / 2
        return 10


def _tell_direction(styles: Iterable[Any], *, rtl: bool) -> None:
    """Let the paragraphs of these styles run as the article does."""
    for one in styles:
        before = one.find(f"{W}pPr/{W}bidi")
        if before is not None:
            before.getparent().remove(before)
        if rtl and one.find(f"{W}basedOn") is None:
            put(child(one, "pPr", STYLE), parse(declared("<w:bidi/>")), PARAGRAPH)


def _tell_language(owners: Iterable[Any], spoken: Mapping[str, str]) -> None:
    """Say the article's language wherever theirs is said. Where it is the same it stays: it may tell the country."""
    for owner in owners:
        for told in owner.iterfind(f"{W}rPr/{W}lang"):
            for name, lang in spoken.items():
                if parts.primary(told.get(f"{W}{name}", "")) != parts.primary(lang):
                    told.set(f"{W}{name}", lang)


# ------------------------------------------------------------------------------------------------------ small things


def _plain(name: str) -> str:
    """A style's name as it is compared: ``"Block Text"`` and ``"blocktext"`` are one."""
    return "".join(filter(str.isalnum, name)).casefold()


def _value(element: Any, name: str) -> str:
    """What a descendant of this name says; empty where there is none."""
    found = element.find(f".//{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _after(elements: Iterable[Any], attribute: str) -> int:
    """The first number that none of the elements has, nor any after it."""
    return max((_number(one.get(f"{W}{attribute}")) for one in elements), default=0) + 1


def _number(told: str | None) -> int:
    """A whole number; 0 for what is none."""
    return int(told) if told and re.fullmatch(r"\d{1,9}", told) else 0


_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt|pc|pi)?")
_UNITS = {None: 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def _twips(told: str | None) -> int:
    """A length as a Word file has it, ``"708"`` or ``"12.5mm"``, in twips."""
    found = _LENGTH.fullmatch(told or "0")
    return round(float(found[1]) * _UNITS[found[2]]) if found else 0


def _told(element: Any, names: Iterable[str]) -> dict[str, str]:
    """The children that have one of these names, each as XML, without what leads to another part or is of another
    namespace than Word's."""
    from lxml import etree

    told = {}
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
            told[name] = etree.tostring(copy, encoding="unicode", with_tail=False)
    return told


def _harmless(rel: Any) -> bool:
    """Whether a part may lead to this: pictures, fonts and links that are safe; no objects, no files fetched."""
    kind = rel.reltype.rpartition("/")[2]
    if rel.is_external:
        return kind == "hyperlink" and safe_target(rel.target_ref) is not None
    return kind in ("image", "font")


def _numbering(document: Document) -> Any:
    """The numberings of a document, which may have none yet."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(rel.reltype == f"{OFFICE}numbering" for rel in part.rels.values()):
        empty = parse(f"<w:numbering {NAMESPACES}/>")
        name = PackURI("/word/numbering.xml")
        part.relate_to(NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package), f"{OFFICE}numbering")
    return part.numbering_part.element
