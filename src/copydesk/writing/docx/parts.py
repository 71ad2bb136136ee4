"""The smaller parts of a Word file: numbering, font table and settings; and XML shared with the styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from copydesk.writing.docx.design import Design, Formatting
from copydesk.writing.docx.kinds import LIST_LEVELS, Naming
from copydesk.writing.docx.xml import NAMESPACES, SETTINGS

NUMBERING_LEVELS = 9
"""The number of list levels in Word."""

FORMATS = {
    "decimal": "decimal",
    "lower_alpha": "lowerLetter",
    "upper_alpha": "upperLetter",
    "lower_roman": "lowerRoman",
    "upper_roman": "upperRoman",
}
"""Word's names of numbering formats."""

_KINDS = ("bullet", *FORMATS)
"""The formats of copydesk's numbering definitions, in their order."""

_GLYPHS = "•–◦"


def twips(points: float) -> int:
    """Points in twips, Word's unit: a twentieth of a point."""
    return round(points * 20)


def value(tag: str, value: object) -> str:
    """An element with a ``w:val``; empty if the value is None."""
    return "" if value is None else f'<w:{tag} w:val="{value}"/>'


def indents(formatting: Formatting) -> str:
    """The ``w:ind`` of a paragraph, empty if it has no indents."""
    values = ""
    if formatting.start is not None:
        values += f' w:left="{twips(formatting.start)}"'
    if formatting.end is not None:
        values += f' w:right="{twips(formatting.end)}"'
    if formatting.first_line is not None:
        side = "hanging" if formatting.first_line < 0 else "firstLine"
        values += f' w:{side}="{abs(twips(formatting.first_line))}"'
    return f"<w:ind{values}/>" if values else ""


class Numbered(NamedTuple):
    """An ordered list of the document, with its own numbering, so that it starts with its own number."""

    number: int
    definition: int
    level: int
    start: int


def definition(numbering: str, naming: Naming) -> int:
    """The number of copydesk's definition for a numbering format such as ``"decimal"``."""
    return naming.first_definition + _KINDS.index(numbering)


def definitions(design: Design, naming: Naming) -> str:
    """The numbering definitions, one ``w:abstractNum`` for each format."""
    return "".join(_definition(number, kind, design, naming) for number, kind in enumerate(_KINDS))


def numberings(lists: Iterable[Numbered], naming: Naming) -> str:
    """The numberings of the list styles, and one for each ordered list, each a ``w:num``."""
    tied = "".join(_numbering(naming.first_number + kind, naming.first_definition + kind) for kind in range(2))
    return tied + "".join(
        _numbering(
            one.number,
            one.definition,
            f'<w:lvlOverride w:ilvl="{one.level}"><w:startOverride w:val="{max(one.start, 0)}"/></w:lvlOverride>',
        )
        for one in lists
    )


def _numbering(number: int, definition: int, start: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{start}</w:num>'


def _definition(number: int, kind: str, design: Design, naming: Naming) -> str:
    tied_to = {"bullet": "List Bullet", "decimal": "List Number"}.get(kind)
    own_number = naming.first_definition + number
    levels = ""
    for level in range(NUMBERING_LEVELS):
        name = f"{tied_to} {level + 1}" if level else str(tied_to)
        tied = tied_to and level < LIST_LEVELS and naming.has(name) and naming.tied(name) == (own_number, level)
        tie = value("pStyle", naming.style(name)) if tied else ""
        glyph = _GLYPHS[level % len(_GLYPHS)] if kind == "bullet" else f"%{level + 1}."
        indent = indents(Formatting(start=(level + 1) * design.list_indent, first_line=-design.list_indent))
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{FORMATS.get(kind, kind)}"/>{tie}'
            f'<w:lvlText w:val="{glyph}"/><w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{own_number}"><w:nsid w:val="{0x0C0DE500 + own_number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x0C0DF600 + own_number:08X}"/>'
        f"{levels}</w:abstractNum>"
    )


def font_table(design: Design) -> str:
    """The ``w:fonts`` part: the substitutes for missing typefaces."""
    fonts = {}
    for font in design.fonts.values():
        pairs = [(font.name, font.instead)]
        if font.east_asian_instead:
            pairs.append((font.east_asian, font.east_asian_instead))
        for name, other in pairs:
            instead = f'<w:altName w:val="{escape(other)}"/>' if other else ""
            pitch = "fixed" if font.family == "modern" else "variable"
            fonts[name] = (
                f'<w:font w:name="{escape(name)}">{instead}<w:charset w:val="00"/>'
                f'<w:family w:val="{font.family}"/><w:pitch w:val="{pitch}"/></w:font>'
            )
    return f"<w:fonts {NAMESPACES}>{''.join(fonts.values())}</w:fonts>"


def language_attributes(lang: str, *, rtl: bool) -> dict[str, str]:
    """The proofing languages of Western, East Asian and right-to-left text, by attribute of ``w:lang``.

    ``x-none`` is Word's name for text that it does not proofread.
    """
    languages = {"val": "x-none" if lang == "und" else lang}
    if primary(lang) in ("zh", "ja", "ko"):
        languages["eastAsia"] = lang
    if rtl:
        languages["bidi"] = lang
    return languages


def primary(lang: str) -> str:
    """The language of a tag without its script and region: ``"en"`` of ``"en-GB"``."""
    return lang.split("-", maxsplit=1)[0].lower()


def attributes(values: Mapping[str, str]) -> str:
    """Attributes in Word's namespace."""
    return "".join(f' w:{name}="{escape(value)}"' for name, value in values.items())


DOCUMENT_SETTINGS = frozenset(SETTINGS.split()) - {"zoom", "footnotePr", "compat"}
"""The settings that a reference document decides; the others describe how the file is made."""

_HYPHENATION = {
    "autoHyphenation": "<w:autoHyphenation/>",
    "consecutiveHyphenLimit": '<w:consecutiveHyphenLimit w:val="2"/>',
    "hyphenationZone": '<w:hyphenationZone w:val="240"/>',
    "doNotHyphenateCaps": "<w:doNotHyphenateCaps/>",
}


def settings(design: Design, *, lang: str, rtl: bool, footnotes: bool, theirs: Mapping[str, str] | None = None) -> str:
    """The ``w:settings`` part: hyphenation, separators of notes, and compatibility with current Word.

    ``theirs`` are the settings of a reference document by name, including hyphenation.
    """
    word = "http://schemas.microsoft.com/office/word"
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{word}" w:val="{value}"/>'
        for name, value in {
            "compatibilityMode": 15,
            "overrideTableStyleFontSizeAndJustification": 1,
            "enableOpenTypeFeatures": 1,
            "doNotFlipMirrorIndents": 1,
            "differentiateMultirowTableHeaders": 1,
        }.items()
    )
    elements = {
        "zoom": '<w:zoom w:percent="100"/>',
        "defaultTabStop": '<w:defaultTabStop w:val="720"/>',
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "compat": f"<w:compat><w:doNotExpandShiftReturn/>{compatible}</w:compat>",
        "decimalSymbol": '<w:decimalSymbol w:val="."/>',
        "listSeparator": '<w:listSeparator w:val=","/>',
    }
    if footnotes:
        separators = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        elements["footnotePr"] = f"<w:footnotePr>{separators}</w:footnotePr>"
    if lang != "und":
        elements["themeFontLang"] = f"<w:themeFontLang{attributes(language_attributes(lang, rtl=rtl))}/>"
    if theirs is not None:
        elements.update(theirs)
    elif design.hyphenate:
        elements.update(_HYPHENATION)
    return f"<w:settings {NAMESPACES}>{''.join(elements.get(name, '') for name in SETTINGS.split())}</w:settings>"
