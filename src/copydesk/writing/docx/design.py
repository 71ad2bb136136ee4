"""The schema of a style's ``docx.toml``: the formatting of every Word style, as data.

Lengths are in points, page dimensions in millimetres. A colour is RRGGBB or a name from ``[colours]``. An unknown key
is an error, so that typing errors are noticed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Annotated, Any, Literal

import msgspec

from copydesk.errors import UsageError
from copydesk.style import Style
from copydesk.writing.docx.kinds import KINDS

Colour = Annotated[str, msgspec.Meta(pattern="^([0-9A-F]{6}|auto)$")]


_KNOWN = frozenset(kind.name for kind in KINDS)


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; unknown keys are errors."""


class Font(Strict, frozen=True):
    """A typeface, its substitute if it is missing, and the typefaces for other scripts."""

    name: str
    instead: str | None = None
    family: Literal["roman", "swiss", "modern"] = "roman"
    complex: str = "Times New Roman"  # Arabic, Hebrew, Thai and others
    east_asian: str = "Noto Serif CJK SC"
    east_asian_instead: str | None = None


class Border(Strict, frozen=True):
    """A line beside a paragraph or cell: its kind, its width and its distance from the text."""

    kind: Literal["none", "single", "double", "thinThickSmallGap", "thickThinSmallGap"] = "single"
    width: float = 0.5
    space: float = 1
    colour: Colour = "auto"


class Formatting(Strict, frozen=True):
    """The formatting of a paragraph, character or table style; missing values come from the style it is based on."""

    # characters
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    capitals: Literal["none", "small", "all"] | None = None
    underline: bool | None = None
    superscript: bool | None = None
    colour: Colour | None = None
    tracking: float | None = None
    # paragraphs
    align: Literal["start", "end", "centre", "justify"] | None = None
    before: float | None = None
    after: float | None = None
    leading: float | None = None  # line height, as a multiple of the font's
    exactly: float | None = None  # line height in points
    start: float | None = None
    end: float | None = None
    first_line: float | None = None  # negative for a hanging indent
    keep_with_next: bool | None = None
    keep_together: bool | None = None
    hyphenate: bool | None = None
    stops: tuple[float, ...] | None = None  # tab stops: one centred, one right-aligned
    close_up: bool | None = None  # no space between two paragraphs of the same style
    shade: Colour | None = None
    above: Border | None = None
    below: Border | None = None
    beside: Border | None = None  # at the start of each line
    # tables
    between_rows: Border | None = None
    padding: float | None = None


class Page(Strict, frozen=True):
    """Margins and columns; ``running_head`` and ``folio`` are distances from the edge of the paper."""

    top: float
    bottom: float
    start: float
    end: float
    running_head: float
    folio: float
    columns: int = 1
    gap: float = 6
    column_rule: bool = False


class Running(Strict, frozen=True):
    """A running head or foot: the texts at its start, centre and end.

    ``{headline}``, ``{date}``, ``{publisher}`` and ``{page}`` are replaced by these, ``{running_head}`` by the
    publisher or, if there is none, the headline."""

    start: str = ""
    centre: str = ""
    end: str = ""


class Design(Strict, frozen=True):
    """The content of a ``docx.toml``, for one paper."""

    page: Page
    fonts: dict[str, Font]
    styles: dict[str, Formatting]
    head: Running = Running()
    foot: Running = Running()
    first_foot: Running = Running()
    ornament: str = "* * *"
    hyphenate: bool = False
    list_indent: float = 18


class _MergedTables(msgspec.Struct, frozen=True):
    """The tables that are merged into others before those are checked."""

    page: dict[str, Any] = {}
    paper: dict[str, dict[str, Any]] = {}
    colours: dict[str, str] = {}


@cache
def load_design(style: Style, paper: str) -> Design:
    """The design of a style's Word files on a paper: ``[paper.a5]`` overrides ``[page]``.

    Raises UsageError, naming the key, if docx.toml is missing or invalid.
    """
    table = style.table("docx.toml")
    try:
        merged = msgspec.convert(table, _MergedTables)
        table = {key: value for key, value in table.items() if key not in ("paper", "colours")}
        table["page"] = {**merged.page, **merged.paper.get(paper, {})}
        design = msgspec.convert(_coloured(table, merged.colours), Design)
        for name, formatting in design.styles.items():
            if name not in _KNOWN:
                raise msgspec.ValidationError(f"there is no style {name!r} - at `$.styles`")
            if formatting.font is not None and formatting.font not in design.fonts:
                raise msgspec.ValidationError(f"there is no font {formatting.font!r} - at `$.styles[{name!r}].font`")
    except msgspec.ValidationError as error:
        raise UsageError(f"{style.files('docx.toml')[-1]} cannot be used: {error}", "Correct the file") from None
    return design


@lru_cache(maxsize=32)
def design_for(style: Style, paper: str, lang: str) -> Design:
    """The design of a style's Word files on a paper, adapted to a language. Raises UsageError as ``load_design``."""
    return in_language(load_design(style, paper), lang)


_EAST_ASIAN = {
    "SC": ("SimSun", "SimHei"),
    "TC": ("PMingLiU", "Microsoft JhengHei"),
    "JP": ("Yu Mincho", "Yu Gothic"),
    "KR": ("Batang", "Malgun Gothic"),
}
"""Word's fonts with and without serifs for each regional variant of Noto CJK."""


def in_language(design: Design, lang: str) -> Design:
    """The design adapted to a language: regional forms of Chinese characters, and no capitals for Greek, since Word
    would keep the accents, which Greek capitals do not have."""
    language, *subtags = lang.lower().split("-")
    if language == "el":
        return msgspec.structs.replace(
            design, styles={name: msgspec.structs.replace(one, capitals=None) for name, one in design.styles.items()}
        )
    traditional = {"hant", "tw", "hk", "mo"} & set(subtags)
    drawn = {"zh": "TC" if traditional else "SC", "ja": "JP", "ko": "KR"}.get(language)
    if drawn is None:
        return design
    fonts = {
        name: msgspec.structs.replace(
            font,
            east_asian=font.east_asian.replace(" SC", f" {drawn}"),
            east_asian_instead=_EAST_ASIAN[drawn][font.family == "swiss"],
        )
        for name, font in design.fonts.items()
    }
    return msgspec.structs.replace(design, fonts=fonts)


def _coloured(table: dict[str, Any], colours: dict[str, str]) -> dict[str, Any]:
    """The table with each colour name replaced by its value."""
    return {
        key: _coloured(value, colours)
        if isinstance(value, dict)
        else colours.get(value, value)
        if key in ("colour", "shade") and isinstance(value, str)
        else value
        for key, value in table.items()
    }
