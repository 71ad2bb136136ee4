"""The cover of an article, drawn as SVG from its words.

With SVG the reading system's fonts draw the words: no script turns into boxes, nothing has to be embedded, and the
bytes depend on no font. A reading system that shows no SVG in its library still has the cover page. SVG does not wrap
words, so the lines are broken here, by the letter widths of an ordinary typeface.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from html import escape
from typing import Annotated, Literal, NamedTuple

import msgspec

from copydesk.errors import UsageError
from copydesk.style import Style
from copydesk.tree import Article
from copydesk.visit import plain
from copydesk.writing._shared.word_check import allowed
from copydesk.writing.html.words import attributes

WIDTH, HEIGHT = 1200, 1800
MARGIN = 110
SIZES = (132, 120, 108, 96, 86, 76, 68, 60, 54, 48, 42, 36, 30)
"""The sizes of the headline, largest first; the first that fits is used."""

SMALL = 68
"""The size below which a long word of the headline is broken, not set smaller."""

CAPITALS = 1.05
"""The factor by which a line of capitals is wider than estimated."""

BOLD = 1.1
"""The factor by which bold letters are wider than estimated."""

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")]


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The design of a style's covers: its ``cover.toml``, in which every key is optional."""

    paper: Colour = "#fffefc"
    ink: Colour = "#161514"
    quiet: Colour = "#5a5651"
    accent: Colour = "#8f1d14"
    serif: str = "'Source Serif 4', 'Source Serif Pro', 'Noto Serif', Georgia, serif"
    sans: str = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif"
    weight: Literal[400, 600, 700] = 700
    align: Literal["start", "middle"] = "start"
    rule: int = 12  # the thickness of the line at the top


@cache
def cover(style: Style) -> Cover:
    """The design of a style's covers. Raises UsageError if its cover.toml is invalid."""
    if not style.files("cover.toml"):
        return Cover()
    try:
        return msgspec.convert(style.table("cover.toml"), Cover)
    except msgspec.ValidationError as error:
        raise UsageError(f"{style.files('cover.toml')[-1]} cannot be used: {error}", "Correct the file") from None


def draw(article: Article, style: Style, *, name: str, rtl: bool) -> str:
    """The cover as an SVG document of 1200 by 1800 units: publisher or kicker, the article's title, deck, bylines,
    date; ``rtl`` if it runs right to left."""
    design = cover(style)
    pen = _Pen(design, rtl=rtl)
    head = article.head
    label = Face(40, design.accent, sans=True, weight=600)
    summary = Face(46, design.quiet, italic=design.align == "middle")
    signature = Face(42, design.ink, sans=True, weight=600)
    date = Face(38, design.quiet, sans=True)
    size, headline = _fitted(name, design.weight)

    top = MARGIN + design.rule + 90.0
    opening = article.metadata.publisher or plain(head.kicker)
    if opening:
        top = 50 + pen.draw(_cut(_wrap(opening.upper(), label.size * CAPITALS), 2), top, label)
    top = pen.draw(headline, top + size / 2, Face(size, design.ink, weight=design.weight, leading=1.1))
    pen.draw(_cut(_wrap(plain(head.deck), summary.size), 5), top + 40, summary)
    signatures = [line for byline in head.bylines[:3] for line in _cut(_wrap(byline.text, signature.size), 2)]
    date_lines = [date_.text for date_ in head.dates[:1]]
    foot = HEIGHT - MARGIN - signature.size * signature.leading * (len(signatures) + len(date_lines) - 1)
    pen.draw(date_lines, pen.draw(signatures, foot, signature), date)
    return pen.document(article.lang, name)


class Face(NamedTuple):
    """The type of a line: size and colour, and the line height as a multiple of the size."""

    size: int
    fill: str
    sans: bool = False
    weight: int = 400
    italic: bool = False
    leading: float = 1.38


class _Pen:
    """Draws lines of words below one another."""

    def __init__(self, design: Cover, *, rtl: bool) -> None:
        self.design = design
        self.rtl = rtl
        self.drawn: list[str] = []

    def draw(self, lines: list[str], top: float, face: Face) -> float:
        """Draws the lines, the first with its baseline at ``top``; returns the baseline of the next one."""
        design = self.design
        x = WIDTH // 2 if design.align == "middle" else WIDTH - MARGIN if self.rtl else MARGIN
        style = attributes(
            font_family=design.sans if face.sans else design.serif,
            font_size=face.size,
            font_weight=face.weight,
            font_style="italic" if face.italic and not self.rtl else None,
            fill=face.fill,
            text_anchor=design.align,
        )
        for line in lines:
            self.drawn.append(f'<text x="{x}" y="{round(top)}"{style}>{escape(allowed(line), quote=False)}</text>')
            top += face.size * face.leading
        return top

    def document(self, lang: str, name: str) -> str:
        design = self.design
        side = ' direction="rtl"' if self.rtl else ""
        width = WIDTH - 2 * MARGIN if design.align == "start" else 180
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            f' role="img" xml:lang="{escape(lang)}"{side}>\n<title>{escape(allowed(name), quote=False)}</title>\n'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{design.paper}"/>\n'
            f'<rect x="{(WIDTH - width) // 2}" y="{MARGIN}" width="{width}" height="{design.rule}"'
            f' fill="{design.ink}"/>\n' + "\n".join(self.drawn) + "\n</svg>\n"
        )


# ------------------------------------------------------------------------------------------------ line breaking


def _fitted(words: str, weight: int) -> tuple[int, list[str]]:
    """The largest size in which the words fill at most half of the cover, and their lines in it; a slightly smaller
    size is preferred if it leaves no line almost empty.

    A word is broken only if it does not fit on a line even in size ``SMALL``.
    """
    most = HEIGHT * 0.48
    bold = BOLD if weight > 400 else 1
    longest = bold * max((_width(piece) for word in words.split() for piece in _pieces(word)), default=0)
    breaks = longest * SMALL > _ROOM
    sizes = [size for size in SIZES if (size <= SMALL if breaks else longest * size <= _ROOM)]
    fitting = [size for size in sizes if len(_wrap(words, size * bold)) * size * 1.1 <= most]
    if not fitting:
        return SIZES[-1], _cut(_balanced(words, sizes[-1] * bold), int(most / SIZES[-1] / 1.1))
    for size in fitting:
        if size <= 0.7 * fitting[0]:
            break
        lines = _balanced(words, size * bold)
        if min(map(_width, lines)) > 0.3 * max(map(_width, lines)):
            return size, lines
    return fitting[0], _balanced(words, fitting[0] * bold)


_ROOM = WIDTH - 2 * MARGIN


def _balanced(words: str, size: float) -> list[str]:
    """The words in as few lines as possible, of lengths as even as possible."""
    lines = _wrap(words, size)
    room: float = _ROOM
    while room > _ROOM / 2:
        room *= 0.97
        narrower = _wrap(words, size, room)
        if len(narrower) > len(lines) or narrower.broken > lines.broken:
            break
        lines = narrower
    return lines


class _Lines(list[str]):
    """Lines, and the number of words that had to be broken for them."""

    broken = 0


def _wrap(words: str, size: float, room: float = _ROOM) -> _Lines:
    """The words in lines that fit; words longer than a line are broken."""
    most = 100 * room / size
    lines, width = _Lines([""]), 0
    for word in words.split():
        space = " "
        for piece in _pieces(word):
            space = space if lines[-1] else ""
            widths = _widths(piece)
            longer = width + (_SPACE if space else 0) + sum(widths)
            if longer <= most:
                lines[-1] += space + piece
                width = longer
                space = ""
                continue
            space = ""
            lines.append("")
            width = 0
            is_too_long = sum(widths) > most
            for character, its_width in zip(piece, widths, strict=True):
                if is_too_long and width + its_width + _HYPHEN > most:
                    lines.broken += 1
                    lines[-1] += "-" if character.isalpha() and character.upper() != character.lower() else ""
                    lines.append("")
                    width = 0
                lines[-1] += character
                width += its_width
    lines[:] = [line for line in lines if line]
    return lines


@lru_cache(maxsize=1000)
def _pieces(word: str) -> tuple[str, ...]:
    """A word split where a line may end: between Chinese, Japanese and Korean letters, but not before their punctuation
    and closing quotes nor after opening ones."""
    if word.isascii():
        return (word,) if word else ()
    pieces: list[str] = []
    for character in word:
        last = pieces[-1][-1] if pieces else ""
        category = unicodedata.category(character)
        ends = last and (_is_wide(last) or _is_wide(character))
        if not last or (ends and category not in ("Po", "Pe", "Pf") and unicodedata.category(last) != "Ps"):
            pieces.append(character)
        else:
            pieces[-1] += character
    return tuple(pieces)


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _width(words: str) -> float:
    """The width of words in ems."""
    return sum(_widths(words)) / 100


def _widths(words: str) -> list[int]:
    """The widths of characters in hundredths of an em: whole numbers, so that it does not matter how they are added."""
    return [_width_of(character) for character in words]


@cache
def _width_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if _is_wide(character):
        return 100
    if character in "iljtfI.,:;'’‘|!()[] ":
        return 34
    if character in "rs-":
        return 48
    return 86 if character in "mwMW—" else 72 if character.isupper() else 58


def _is_wide(character: str) -> bool:
    """Whether this is a Chinese, Japanese or Korean letter, which is one em wide and may end a line."""
    return unicodedata.east_asian_width(character) in "WF"


_SPACE, _HYPHEN = _width_of(" "), _width_of("-")
