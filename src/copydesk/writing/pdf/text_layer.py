"""The text layer of a PDF, which search, copying and assistive software use: the letters of the article in reading
order.

WeasyPrint shows the glyphs of a line from left to right, whatever its direction, and maps each glyph to the letters
that it first stood for. If this gives wrong letters or a wrong order, the line is rewritten: it looks the same, but its
glyphs are in reading order, and each stands for its share of the text.

Source of the rules: ISO 32000-1, 14.8.2.3 (the order of content).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from copydesk.writing.pdf import character_codes
from copydesk.writing.pdf.character_codes import Codes, NewGlyph, Part
from copydesk.writing.pdf.glyphs import Glyph, glyphs_to_correct

JOINERS = "\u200c\u200d"
"""Characters that shape words and belong to them, but have no glyph."""

_SHOWN = re.compile(r"<([0-9a-f]*)>|(-?[\d.]+(?:e-?\d+)?)")

JOINER_WIDTH = 0.02
"""The width of the box of a joiner, as a multiple of the font size."""


class Position(NamedTuple):
    """The position of a glyph relative to the start of the line, in page units, and the code that WeasyPrint uses."""

    x: float
    rise: float
    code: int


class Piece(NamedTuple):
    """What one code shows. ``apart`` says that no other code is in the same operator."""

    codes: Codes
    size: float
    code: int
    position: Position
    width: int
    apart: bool = False
    hidden: bool = False


def write_pdf(document: Any, finisher: Callable[[Any, Any], None], **options: Any) -> bytes:
    """A ``weasyprint.Document`` as a PDF. The text layer is corrected before the ``finisher`` is called."""
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
    """WeasyPrint's ``draw_first_line``, whose output is then rewritten if necessary."""
    if overflow == "ellipsis" or ellipsis != "none" or not box.text.strip():
        return draw(stream, box, overflow, ellipsis, matrix)
    glyphs = glyphs_to_correct(stream, box.pango_layout, fonts)
    start = len(stream.stream)
    emojis = draw(stream, box, overflow, ellipsis, matrix)
    if glyphs and not emojis:
        stream.stream[start:] = _rewritten(stream.stream[start:], glyphs) or stream.stream[start:]
    return emojis


# ------------------------------------------------------------------------------------------------ rewriting a line


def _rewritten(items: Sequence[Any], glyphs: Sequence[Glyph]) -> list[Any] | None:
    """WeasyPrint's operators for these glyphs, rewritten so that they are read as their text; None if that cannot be
    done."""
    positions = _positions(items, glyphs)
    if positions is None:
        return None
    units: list[Unit] = []
    for rtl, run in groupby(zip(glyphs, positions, strict=True), key=lambda shown: shown[0].rtl):
        units += (_units_rtl if rtl else _units_ltr)(list(run))
    pieces: list[Piece] = []
    for unit in sorted(units, key=lambda unit: unit[0][0].start):
        unit_pieces = _pieces(unit)
        if unit_pieces is None:
            return None
        pieces += unit_pieces
    if not pieces:
        return None
    matrix = [item for item in items if item.endswith(b"Tm")]
    last = next(glyph for glyph in reversed(glyphs) if glyph.seen)
    return [*matrix, *_operators(pieces), _font(last.codes, last.size).encode()]  # WeasyPrint continues with this font


Shown = tuple[Glyph, Position | None]
Unit = list[Shown]
"""Glyphs that one code shows, in reading order."""


def _positions(items: Sequence[Any], glyphs: Sequence[Glyph]) -> list[Position | None] | None:
    """The position of each visible glyph, computed from the operators; None if these do not show exactly the glyphs."""
    waiting = iter([glyph for glyph in glyphs if glyph.seen])
    positions_found: list[Position] = []
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
                    positions_found.append(Position(x, rise, code))
                    x += glyph.codes.font.widths[code] * size / 1000
        elif operator != "Tm":
            return None
    if next(waiting, None):
        return None
    remaining = iter(positions_found)
    return [next(remaining) if glyph.seen else None for glyph in glyphs]


def _units_ltr(run: Sequence[Shown]) -> Iterator[Unit]:
    """Units of a left-to-right run: a glyph without a width, such as a vowel mark, or without a letter joins the
    previous."""
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
    """Units of a right-to-left run: a glyph without a width, such as a vowel mark or the alef of lam-alef, joins the
    one to its right."""
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
    """The pieces that show a unit, in reading order; None if its font has no code for it."""
    text = "".join(glyph.text for glyph, _ in unit)
    shown = [(glyph, position) for glyph, position in unit if position is not None]
    if not shown or not text:
        return None if shown else []
    glyph, position = max(shown, key=lambda one: one[0].codes.font.widths[one[1].code])
    codes, size = glyph.codes, glyph.size
    if len(shown) == 1 and (glyph.missing or not glyph.rtl or len(text) == 1):
        code = position.code if glyph.missing else codes.code(glyph.number, text)
        return None if code is None else [Piece(codes, size, code, position, codes.width(position.code), glyph.rtl)]
    if any(other.missing or other.codes is not codes for other, _ in shown):
        return None
    letters = list(text) if glyph.rtl else [text]
    boxes = [_box(shown, position, letters, number) for number in range(len(letters))]
    complete = [box for box in boxes if box is not None]
    return complete if len(complete) == len(boxes) else None


def _box(shown: Sequence[tuple[Glyph, Position]], base: Position, letters: Sequence[str], number: int) -> Piece | None:
    """The box of one of several letters that share glyphs. The boxes are side by side from right to left in the width
    of ``base``; the first has the glyphs. None if the font has no more codes."""
    codes, size = shown[0][0].codes, shown[0][0].size
    grid = codes.font.upem / size
    joiner_width = round(JOINER_WIDTH * codes.font.upem)
    full_width = round(codes.width(base.code) * codes.font.upem / 1000)
    joiners = sum(letter in JOINERS for letter in letters)
    letter_width = (full_width - joiners * joiner_width) // (len(letters) - joiners or 1)
    left = sum(joiner_width if letter in JOINERS else letter_width for letter in letters[number + 1 :])
    x = base.x + left / grid
    parts = (
        []
        if number
        else [Part(glyph.number, round((at.x - x) * grid), round((at.rise - base.rise) * grid)) for glyph, at in shown]
    )
    new_glyph = NewGlyph(joiner_width if letters[number] in JOINERS else letter_width, tuple(parts))
    code = codes.code(new_glyph, letters[number])
    if code is None:
        return None
    return Piece(
        codes, size, code, Position(x, base.rise, code), codes.width(new_glyph), shown[0][0].rtl, hidden=not parts
    )


def _operators(pieces: Sequence[Piece]) -> Iterator[bytes]:
    """The content stream operators that show these pieces."""
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
        move = round((pen - piece.position.x) * 1000 / piece.size)
        shown += [str(move)] if move else []
        shown.append(f"<{piece.code:04x}>")
        pen += (piece.width - move) * piece.size / 1000
        apart = piece.apart
    yield _show(shown)
    ends = (_operator("Ts", 0), _operator("Tr", 0))
    yield from (end.encode() for end, last in zip(ends, state[1:], strict=True) if end != last)


def _state(piece: Piece) -> tuple[str, str, str]:
    """The operators for a piece's font, rise and visibility."""
    return (
        _font(piece.codes, piece.size),
        _operator("Ts", piece.position.rise),
        _operator("Tr", 3 if piece.hidden else 0),
    )


def _show(shown: Sequence[str]) -> bytes:
    return f"[{''.join(shown).replace('><', '')}] TJ".encode()


def _font(codes: Codes, size: float) -> str:
    return f"/{codes.font.hash} {_operator('Tf', size)}"


def _operator(name: str, value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") + f" {name}"
