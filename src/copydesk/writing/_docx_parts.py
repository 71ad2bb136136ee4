"""The smaller parts of a Word file: numbering, font table and settings; and the XML that they share with the styles."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from copydesk.writing._docx_kinds import LIST_LEVELS, style_id
from copydesk.writing._docx_look import Look, Looks

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

NUMBERING_LEVELS = 9
"""Levels that Word can number."""

BULLETS, NUMBERS = 1, 2
"""The numberings that the list styles are tied to."""

FORMATS = {
    "decimal": "decimal",
    "lower_alpha": "lowerLetter",
    "upper_alpha": "upperLetter",
    "lower_roman": "lowerRoman",
    "upper_roman": "upperRoman",
}
"""Word's names for the ways to number a list."""

_GLYPHS = "•–◦"


def twips(points: float) -> int:
    """Points in what Word measures in, a twentieth of a point."""
    return round(points * 20)


def value(tag: str, value: object) -> str:
    """An element that says one thing; nothing where there is nothing to say."""
    return "" if value is None else f'<w:{tag} w:val="{value}"/>'


def indents(looks: Looks) -> str:
    """A paragraph's indents."""
    told = ""
    if looks.start is not None:
        told += f' w:left="{twips(looks.start)}"'
    if looks.end is not None:
        told += f' w:right="{twips(looks.end)}"'
    if looks.first_line is not None:
        side = "hanging" if looks.first_line < 0 else "firstLine"
        told += f' w:{side}="{abs(twips(looks.first_line))}"'
    return f"<w:ind{told}/>" if told else ""


class Numbered(NamedTuple):
    """An ordered list of the document: its own numbering, so that it starts afresh where it should."""

    number: int
    level: int
    numbering: str
    start: int


def numbering(look: Look, lists: Iterable[Numbered]) -> str:
    """The ``w:numbering`` part: what the list styles are tied to, and one numbering for each ordered list."""
    kinds = list(FORMATS)
    abstract = _abstract(0, "bullet", look) + "".join(_abstract(kinds.index(kind) + 1, kind, look) for kind in kinds)
    tied = [(BULLETS, 0, ""), (NUMBERS, 1, "")]
    own = [
        (
            one.number,
            kinds.index(one.numbering) + 1,
            f'<w:lvlOverride w:ilvl="{one.level}"><w:startOverride w:val="{max(one.start, 0)}"/></w:lvlOverride>',
        )
        for one in lists
    ]
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>'
        for number, kind, start in tied + own
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{made}</w:numbering>"


def _abstract(number: int, kind: str, look: Look) -> str:
    tied_to = {"bullet": "List Bullet", "decimal": "List Number"}.get(kind)
    levels = ""
    for level in range(NUMBERING_LEVELS):
        name = f"{tied_to} {level + 1}" if level else tied_to
        tie = value("pStyle", style_id(str(name))) if tied_to and level < LIST_LEVELS else ""
        glyph = _GLYPHS[level % len(_GLYPHS)] if kind == "bullet" else f"%{level + 1}."
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{FORMATS.get(kind, kind)}"/>{tie}'
            f'<w:lvlText w:val="{glyph}"/><w:lvlJc w:val="left"/><w:pPr>'
            f"{indents(Looks(start=(level + 1) * look.list_indent, first_line=-look.list_indent))}</w:pPr></w:lvl>"
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x0C0DE500 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x0C0DE600 + number:08X}"/>{levels}</w:abstractNum>'
    )


def font_table(look: Look) -> str:
    """The ``w:fonts`` part: what Word may take where a typeface is missing."""
    made = ""
    for font in look.fonts.values():
        instead = f'<w:altName w:val="{escape(font.instead)}"/>' if font.instead else ""
        pitch = "fixed" if font.family == "modern" else "variable"
        made += (
            f'<w:font w:name="{escape(font.name)}">{instead}<w:charset w:val="00"/>'
            f'<w:family w:val="{font.family}"/><w:pitch w:val="{pitch}"/></w:font>'
        )
    return f"<w:fonts {NAMESPACES}>{made}</w:fonts>"


def settings(look: Look, *, lang: str, footnotes: bool) -> str:
    """The ``w:settings`` part: hyphenation, the notes' separators, and today's Word instead of an older one."""
    hyphens = (
        '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="240"/><w:doNotHyphenateCaps/>'
        if look.hyphenate
        else ""
    )
    separators = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if footnotes else ""
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
    theme_language = "" if lang == "und" else f'<w:themeFontLang w:val="{escape(lang)}"/>'
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{hyphens}'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{separators}'
        f"<w:compat><w:doNotExpandShiftReturn/>{compatible}</w:compat>"
        f'{theme_language}<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
