"""What a style's ``docx.toml`` may say: the look of every Word style, as data.

Lengths are in points, those of the page in millimetres. A colour is RRGGBB, or has a name under ``[colours]``. A key
that does not exist is an error, so that a slip of the pen does not pass for a choice.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

import msgspec

from copydesk.errors import UsageError
from copydesk.style import Style
from copydesk.writing.docx.kinds import KINDS

Colour = Annotated[str, msgspec.Meta(pattern="^([0-9A-F]{6}|auto)$")]


_KNOWN = frozenset(kind.name for kind in KINDS)


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; a key that it does not know is an error."""


class Font(Strict, frozen=True):
    """A typeface, what Word may take instead where it is missing, and those for other scripts."""

    name: str
    instead: str | None = None
    family: Literal["roman", "swiss", "modern"] = "roman"
    complex: str = "Times New Roman"  # Arabic, Hebrew, Thai and others
    east_asian: str = "Noto Serif CJK SC"
    east_asian_instead: str | None = None


class Border(Strict, frozen=True):
    """A line beside a paragraph or cell: its kind, its width and how far from the words it stands."""

    kind: Literal["none", "single", "double", "thinThickSmallGap", "thickThinSmallGap"] = "single"
    width: float = 0.5
    space: float = 1
    colour: Colour = "auto"


class Looks(Strict, frozen=True):
    """How a paragraph, character or table style looks; what is left out comes from the style it is based on."""

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
    leading: float | None = None  # of the lines, as a multiple of the font's own
    exactly: float | None = None  # or in points
    start: float | None = None
    end: float | None = None
    first_line: float | None = None  # negative for a hanging indent
    keep_with_next: bool | None = None
    keep_together: bool | None = None
    hyphenate: bool | None = None
    stops: tuple[float, ...] | None = None  # of tabs: where words are centred, and where they end
    close_up: bool | None = None  # no space between two paragraphs of the same style
    shade: Colour | None = None
    above: Border | None = None
    below: Border | None = None
    beside: Border | None = None  # at the start of each line
    # tables
    between_rows: Border | None = None
    padding: float | None = None


class Page(Strict, frozen=True):
    """Margins and columns; the running head and the folio stand this far from the paper's edge."""

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
    """A running head or foot: what stands at its start, centre and end.

    ``{headline}``, ``{date}``, ``{publisher}`` and ``{page}`` stand for what they name, ``{running_head}`` for the
    publisher or, where there is none, the headline.
    """

    start: str = ""
    centre: str = ""
    end: str = ""


class Look(Strict, frozen=True):
    """A whole ``docx.toml``, for one paper."""

    page: Page
    fonts: dict[str, Font]
    styles: dict[str, Looks]
    head: Running = Running()
    foot: Running = Running()
    first_foot: Running = Running()
    ornament: str = "* * *"
    hyphenate: bool = False
    list_indent: float = 18


class _Woven(msgspec.Struct, frozen=True):
    """The tables of the file that others are made of, before these are checked."""

    page: dict[str, Any] = {}
    paper: dict[str, dict[str, Any]] = {}
    colours: dict[str, str] = {}


@cache
def look(style: Style, paper: str) -> Look:
    """The look that a style has in Word on a paper: ``[paper.a5]`` overrides what ``[page]`` says.

    Raises UsageError, naming the key, if docx.toml is missing or not as it should be.
    """
    told = style.table("docx.toml")
    try:
        woven = msgspec.convert(told, _Woven)
        told = {key: value for key, value in told.items() if key not in ("paper", "colours")}
        told["page"] = {**woven.page, **woven.paper.get(paper, {})}
        made = msgspec.convert(_coloured(told, woven.colours), Look)
        for name, looks in made.styles.items():
            if name not in _KNOWN:
                raise msgspec.ValidationError(f"there is no style {name!r} - at `$.styles`")
            if looks.font is not None and looks.font not in made.fonts:
                raise msgspec.ValidationError(f"there is no font {looks.font!r} - at `$.styles[{name!r}].font`")
    except msgspec.ValidationError as error:
        raise UsageError(f"{style.files('docx.toml')[-1]} cannot be used: {error}", "Mend the file") from None
    return made


_EAST_ASIAN = {
    "SC": ("SimSun", "SimHei"),
    "TC": ("PMingLiU", "Microsoft JhengHei"),
    "JP": ("Yu Mincho", "Yu Gothic"),
    "KR": ("Batang", "Malgun Gothic"),
}
"""What Word has, with and without serifs, for each of the ways in which Noto CJK draws what these scripts share."""


def in_language(look: Look, lang: str) -> Look:
    """The look with what a language needs: a Chinese character is drawn otherwise in Japanese, and Word's capitals
    would keep the accents of Greek, which capitals do not have."""
    language, *subtags = lang.lower().split("-")
    if language == "el":
        return msgspec.structs.replace(
            look, styles={name: msgspec.structs.replace(one, capitals=None) for name, one in look.styles.items()}
        )
    traditional = {"hant", "tw", "hk", "mo"} & set(subtags)
    drawn = {"zh": "TC" if traditional else "SC", "ja": "JP", "ko": "KR"}.get(language)
    if drawn is None:
        return look
    fonts = {
        name: msgspec.structs.replace(
            font,
            east_asian=font.east_asian.replace(" SC", f" {drawn}"),
            east_asian_instead=_EAST_ASIAN[drawn][font.family == "swiss"],
        )
        for name, font in look.fonts.items()
    }
    return msgspec.structs.replace(look, fonts=fonts)


def _coloured(told: dict[str, Any], colours: dict[str, str]) -> dict[str, Any]:
    """A table with each colour that is called by its name as what the name stands for."""
    return {
        key: _coloured(value, colours)
        if isinstance(value, dict)
        else colours.get(value, value)
        if key in ("colour", "shade") and isinstance(value, str)
        else value
        for key, value in told.items()
    }
