"""The smaller parts of a Word file: numbering, font table and settings; and the XML that they share with the styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from copydesk.writing.docx.kinds import LIST_LEVELS, Naming
from copydesk.writing.docx.look import Look, Looks
from copydesk.writing.docx.xml import NAMESPACES, SETTINGS

NUMBERING_LEVELS = 9
"""Levels that Word can number."""

FORMATS = {
    "decimal": "decimal",
    "lower_alpha": "lowerLetter",
    "upper_alpha": "upperLetter",
    "lower_roman": "lowerRoman",
    "upper_roman": "upperRoman",
}
"""Word's names for the ways to number a list."""

_KINDS = ("bullet", *FORMATS)
"""What our definitions of numberings are for, in their order."""

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
    definition: int
    level: int
    start: int


def definition(numbering: str, naming: Naming) -> int:
    """The number of our definition of a way to number, ``"decimal"``."""
    return naming.first_definition + _KINDS.index(numbering)


def definitions(look: Look, naming: Naming) -> str:
    """Our definitions of numberings, one for each way to number, each a ``w:abstractNum``."""
    return "".join(_definition(number, kind, look, naming) for number, kind in enumerate(_KINDS))


def numberings(lists: Iterable[Numbered], naming: Naming) -> str:
    """What the list styles are tied to, and one numbering for each ordered list, each a ``w:num``."""
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


def _definition(number: int, kind: str, look: Look, naming: Naming) -> str:
    tied_to = {"bullet": "List Bullet", "decimal": "List Number"}.get(kind)
    mine = naming.first_definition + number
    levels = ""
    for level in range(NUMBERING_LEVELS):
        name = f"{tied_to} {level + 1}" if level else str(tied_to)
        tied = tied_to and level < LIST_LEVELS and naming.has(name) and naming.tied(name) == (mine, level)
        tie = value("pStyle", naming.style(name)) if tied else ""
        glyph = _GLYPHS[level % len(_GLYPHS)] if kind == "bullet" else f"%{level + 1}."
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{FORMATS.get(kind, kind)}"/>{tie}'
            f'<w:lvlText w:val="{glyph}"/><w:lvlJc w:val="left"/><w:pPr>'
            f"{indents(Looks(start=(level + 1) * look.list_indent, first_line=-look.list_indent))}</w:pPr></w:lvl>"
        )
    return (
        f'<w:abstractNum w:abstractNumId="{mine}"><w:nsid w:val="{0x0C0DE500 + mine:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x0C0DF600 + mine:08X}"/>{levels}</w:abstractNum>'
    )


def font_table(look: Look) -> str:
    """The ``w:fonts`` part: what Word may take where a typeface is missing."""
    made = {}
    for font in look.fonts.values():
        pairs = [(font.name, font.instead)]
        if font.east_asian_instead:
            pairs.append((font.east_asian, font.east_asian_instead))
        for name, other in pairs:
            instead = f'<w:altName w:val="{escape(other)}"/>' if other else ""
            pitch = "fixed" if font.family == "modern" else "variable"
            made[name] = (
                f'<w:font w:name="{escape(name)}">{instead}<w:charset w:val="00"/>'
                f'<w:family w:val="{font.family}"/><w:pitch w:val="{pitch}"/></w:font>'
            )
    return f"<w:fonts {NAMESPACES}>{''.join(made.values())}</w:fonts>"


def spoken(lang: str, *, rtl: bool) -> dict[str, str]:
    """How Word proofreads words of Western, Eastern and right-to-left scripts, by attribute of ``w:lang``.

    ``x-none`` is what it calls a language that it is not to proofread.
    """
    told = {"val": "x-none" if lang == "und" else lang}
    if primary(lang) in ("zh", "ja", "ko"):
        told["eastAsia"] = lang
    if rtl:
        told["bidi"] = lang
    return told


def primary(lang: str) -> str:
    """The language of a tag without its script and region: ``"en"`` of ``"en-GB"``."""
    return lang.split("-", maxsplit=1)[0].lower()


def attributes(told: Mapping[str, str]) -> str:
    """Attributes in Word's namespace."""
    return "".join(f' w:{name}="{escape(value)}"' for name, value in told.items())


THEIR_SETTINGS = frozenset(SETTINGS.split()) - {"zoom", "footnotePr", "compat"}
"""Those in which a person's own document has a say; the others tell how the file is made."""

_HYPHENATION = {
    "autoHyphenation": "<w:autoHyphenation/>",
    "consecutiveHyphenLimit": '<w:consecutiveHyphenLimit w:val="2"/>',
    "hyphenationZone": '<w:hyphenationZone w:val="240"/>',
    "doNotHyphenateCaps": "<w:doNotHyphenateCaps/>",
}


def settings(look: Look, *, lang: str, rtl: bool, footnotes: bool, theirs: Mapping[str, str] | None = None) -> str:
    """The ``w:settings`` part: hyphenation, the notes' separators, and today's Word instead of an older one.

    ``theirs`` are the settings of a person's own document by name; it decides on hyphenation then.
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
    told = {
        "zoom": '<w:zoom w:percent="100"/>',
        "defaultTabStop": '<w:defaultTabStop w:val="720"/>',
        "characterSpacingControl": '<w:characterSpacingControl w:val="doNotCompress"/>',
        "compat": f"<w:compat><w:doNotExpandShiftReturn/>{compatible}</w:compat>",
        "decimalSymbol": '<w:decimalSymbol w:val="."/>',
        "listSeparator": '<w:listSeparator w:val=","/>',
    }
    if footnotes:
        separators = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        told["footnotePr"] = f"<w:footnotePr>{separators}</w:footnotePr>"
    if lang != "und":
        told["themeFontLang"] = f"<w:themeFontLang{attributes(spoken(lang, rtl=rtl))}/>"
    if theirs is not None:
        told.update(theirs)
    elif look.hyphenate:
        told.update(_HYPHENATION)
    return f"<w:settings {NAMESPACES}>{''.join(told.get(name, '') for name in SETTINGS.split())}</w:settings>"
