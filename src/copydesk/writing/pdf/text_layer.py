"""The text layer of a PDF, which search, copying and assistive software go by: the letters that the article has, in the
order in which they are read.

WeasyPrint shows the glyphs of a line from left to right, whichever way it is read, and takes each glyph for the letters
that it first stood for. Where this gives other letters than the line's, or another order, the line is written anew: it
looks the same, but its glyphs follow each other as they are read, and each stands for its share of the text.

Source of the rules: ISO 32000-1, 14.8.2.3 (the order of content).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from copydesk.writing.pdf import character_codes
from copydesk.writing.pdf.character_codes import Codes, Made, Part
from copydesk.writing.pdf.glyphs import Glyph, glyphs_to_mend

JOINERS = "\u200c\u200d"
"""What shapes words, has no glyph, and belongs to them all the same."""

_SHOWN = re.compile(r"<([0-9a-f]*)>|(-?[\d.]+(?:e-?\d+)?)")

JOINER_WIDTH = 0.02
"""The width of the box of a joiner, in sizes of the font."""


class Place(NamedTuple):
    """Where WeasyPrint shows a glyph, from the start of the line, and by which code; in the units of the page."""

    x: float
    rise: float
    code: int


class Piece(NamedTuple):
    """What is shown by one code. ``apart`` tells that nothing is shown along with it."""

    codes: Codes
    size: float
    code: int
    place: Place
    width: int
    apart: bool = False
    hidden: bool = False


def written(document: Any, finisher: Callable[[Any, Any], None], **options: Any) -> bytes:
    """A ``weasyprint.Document`` as a PDF. What is done to the text layer is done before the ``finisher`` is called."""
    from weasyprint.draw import text

    fonts: dict[str, Codes] = {}

    def finish(document: Any, pdf: Any) -> None:
        character_codes.finish(pdf, fonts)
        finisher(document, pdf)

    draw = text.draw_first_line
    text.draw_first_line = partial(_draw, draw, fonts)
    try:
        data: bytes = document.write_pdf(finisher=finish, **options)
    finally:
        text.draw_first_line = draw
    return data


def _draw(
    draw: Callable[..., Any], fonts: dict[str, Codes], stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any
) -> Any:
    """WeasyPrint's ``draw_first_line``, and then the line anew if that is needed."""
    if overflow == "ellipsis" or ellipsis != "none" or not box.text.strip():
        return draw(stream, box, overflow, ellipsis, matrix)
    glyphs = glyphs_to_mend(stream, box.pango_layout, fonts)
    start = len(stream.stream)
    emojis = draw(stream, box, overflow, ellipsis, matrix)
    if glyphs and not emojis:
        stream.stream[start:] = _anew(stream.stream[start:], glyphs) or stream.stream[start:]
    return emojis


# ------------------------------------------------------------------------------------------------ the line made anew


def _anew(items: Sequence[Any], glyphs: Sequence[Glyph]) -> list[Any] | None:
    """What WeasyPrint has put into a page's stream for these glyphs, written so that it is read as their text; None
    where that cannot be done."""
    places = _places(items, glyphs)
    if places is None:
        return None
    units: list[Unit] = []
    for rtl, run in groupby(zip(glyphs, places, strict=True), key=lambda shown: shown[0].rtl):
        units += (_units_rtl if rtl else _units_ltr)(list(run))
    pieces: list[Piece] = []
    for unit in sorted(units, key=lambda unit: unit[0][0].start):
        made = _pieces(unit)
        if made is None:
            return None
        pieces += made
    if not pieces:
        return None
    matrix = [item for item in items if item.endswith(b"Tm")]
    last = next(glyph for glyph in reversed(glyphs) if glyph.seen)
    return [*matrix, *_operators(pieces), _font(last.codes, last.size).encode()]  # WeasyPrint goes on with this font


Shown = tuple[Glyph, Place | None]
Unit = list[Shown]
"""Glyphs that are shown by one code, in the order in which they are read."""


def _places(items: Sequence[Any], glyphs: Sequence[Glyph]) -> list[Place | None] | None:
    """Where each glyph that is seen is shown, told from the operators; None if they do not show just these."""
    waiting = iter([glyph for glyph in glyphs if glyph.seen])
    found: list[Place] = []
    x = rise = 0.0
    size = glyphs[0].size
    for item in items:
        *operands, operator = item.decode().split(" ")
        if operator == "Tf":
            size = float(operands[1])
        elif operator == "Ts":
            rise = float(operands[0])
        elif operator == "TJ":
            for codes, move in _SHOWN.findall(operands[0]):
                x -= float(move or 0) * size / 1000
                for code in (int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)):
                    glyph = next(waiting, None)
                    if glyph is None or not (glyph.missing or glyph.number == code):
                        return None
                    found.append(Place(x, rise, code))
                    x += glyph.codes.font.widths[code] * size / 1000
        elif operator != "Tm":
            return None
    if next(waiting, None):
        return None
    places = iter(found)
    return [next(places) if glyph.seen else None for glyph in glyphs]


def _units_ltr(run: Sequence[Shown]) -> Iterator[Unit]:
    """A glyph without a width, such as a vowel mark, or without a letter of its own goes with the one before it."""
    unit: Unit = []
    for shown in run:
        glyph = shown[0]
        together = unit and glyph.codes is unit[0][0].codes and glyph.narrow
        if unit and glyph.seen and glyph.text and not together:
            yield unit
            unit = []
        unit.append(shown)
    yield unit


def _units_rtl(run: Sequence[Shown]) -> Iterator[Unit]:
    """A glyph without a width, such as a vowel mark or the alef of lam-alef, goes with the one to the right of it."""
    unit: Unit = []
    for shown in run:
        before = unit[0][0] if unit else shown[0]
        apart = shown[0].codes is not before.codes or not (before.narrow or shown[0].start == before.start)
        if unit and apart:
            yield unit
            unit = []
        unit.insert(0, shown)
    yield unit


def _pieces(unit: Unit) -> list[Piece] | None:
    """What shows a unit, in the order in which it is read; None if its font can show it by no code."""
    text = "".join(glyph.text for glyph, _ in unit)
    shown = [(glyph, place) for glyph, place in unit if place is not None]
    if not shown or not text:
        return None if shown else []
    glyph, place = max(shown, key=lambda one: one[0].codes.font.widths[one[1].code])
    codes, size = glyph.codes, glyph.size
    if len(shown) == 1 and (glyph.missing or not glyph.rtl or len(text) == 1):
        code = place.code if glyph.missing else codes.code(glyph.number, text)
        return None if code is None else [Piece(codes, size, code, place, codes.width(place.code), glyph.rtl)]
    if any(other.missing or other.codes is not codes for other, _ in shown):
        return None
    letters = list(text) if glyph.rtl else [text]
    boxes = [_box(shown, place, letters, number) for number in range(len(letters))]
    made = [box for box in boxes if box is not None]
    return made if len(made) == len(boxes) else None


def _box(shown: Sequence[tuple[Glyph, Place]], base: Place, letters: Sequence[str], number: int) -> Piece | None:
    """The box of one of the letters that share glyphs, which stand side by side from right to left in the width of the
    ``base``; the first of them has the glyphs. None if the font has no more codes."""
    codes, size = shown[0][0].codes, shown[0][0].size
    grid = codes.font.upem / size
    narrow = round(JOINER_WIDTH * codes.font.upem)
    whole = round(codes.width(base.code) * codes.font.upem / 1000)
    joiners = sum(letter in JOINERS for letter in letters)
    wide = (whole - joiners * narrow) // (len(letters) - joiners or 1)
    left = sum(narrow if letter in JOINERS else wide for letter in letters[number + 1 :])
    x = base.x + left / grid
    parts = (
        []
        if number
        else [Part(glyph.number, round((at.x - x) * grid), round((at.rise - base.rise) * grid)) for glyph, at in shown]
    )
    made = Made(narrow if letters[number] in JOINERS else wide, tuple(parts))
    code = codes.code(made, letters[number])
    if code is None:
        return None
    return Piece(codes, size, code, Place(x, base.rise, code), codes.width(made), shown[0][0].rtl, hidden=not parts)


def _operators(pieces: Sequence[Piece]) -> Iterator[bytes]:
    """The operators of a page's stream that show these pieces."""
    shown: list[str] = []
    state = ("", _operator("Ts", 0), _operator("Tr", 0))
    pen, apart = 0.0, False
    for piece in pieces:
        before, state = state, _state(piece)
        changes = [new for new, old in zip(state, before, strict=True) if new != old]
        if shown and (changes or apart or piece.apart):
            yield _show(shown)
            shown = []
        yield from map(str.encode, changes)
        move = round((pen - piece.place.x) * 1000 / piece.size)
        shown += [str(move)] if move else []
        shown.append(f"<{piece.code:04x}>")
        pen += (piece.width - move) * piece.size / 1000
        apart = piece.apart
    yield _show(shown)
    ends = (_operator("Ts", 0), _operator("Tr", 0))
    yield from (end.encode() for end, last in zip(ends, state[1:], strict=True) if end != last)


def _state(piece: Piece) -> tuple[str, str, str]:
    """The operators that set how a piece is shown: its font, its rise, and whether it is to be seen."""
    return _font(piece.codes, piece.size), _operator("Ts", piece.place.rise), _operator("Tr", 3 if piece.hidden else 0)


def _show(shown: Sequence[str]) -> bytes:
    return f"[{''.join(shown).replace('><', '')}] TJ".encode()


def _font(codes: Codes, size: float) -> str:
    return f"/{codes.font.hash} {_operator('Tf', size)}"


def _operator(name: str, value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") + f" {name}"
