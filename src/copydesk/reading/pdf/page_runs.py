"""A page of a PDF -> runs: the characters of each of its text objects, with their positions, font and size.

pdfium gives the characters of a page in the order of its content, those that run from right to left in the order of
reading. Positions are turned here so that most of the text of a page stands upright, and count in points from the upper
left corner of what is shown of the page.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from copydesk.reading._shared.symbols import is_of_symbols, known_symbol
from copydesk.reading.pdf.characters import ADDED, Piece, pieces_of
from copydesk.reading.pdf.drawn_spaces import as_drawn
from copydesk.reading.pdf.fonts import Font
from copydesk.reading.pdf.letters import UNMAPPED, unknown_in
from copydesk.reading.pdf.links import LinkArea
from copydesk.reading.pdf.place import Place, difference, shown_box
from copydesk.reading.pdf.runs import Letter, Run, joined, part_of, with_bullets
from copydesk.reading.pdf.settings import Setting, Settings
from copydesk.reading.pdf.text_objects import TextObjects
from copydesk.reading.pdf.vertical import run_down, turned_down

_HYPHEN_AT_LINE_END = (0x02, 0xFFFE)
_ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
_SHAPED = re.compile("[\ufb1d-\ufb4f\ufb50-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")
_SAME_LINE = 0.5  # em by which a space may stand above or below the letter beside it
_SKEW = 3.0  # degrees by which the lines of a scan may slope
_ASCENT, _DESCENT = 0.72, 0.22
"""How far letters reach above and below their baseline, as a share of their size."""


class PageRuns(NamedTuple):
    """The runs of a page in the order of its content, and how it is turned here; ``unmapped`` counts the characters of
    which the file does not say which they are. ``place`` turns the coordinates of the file; ``quarter`` is how many
    quarters of a circle its content is turned by, which it is not where only its lines run down."""

    runs: list[Run]
    place: Place
    quarter: int
    unmapped: int = 0


def page_runs(
    raw: Any,
    page: Any,
    text_page: Any,
    settings: Settings,
    links: Sequence[LinkArea] = (),
    unseen: Container[int] = (),
) -> PageRuns:
    """The runs of a page; ``page`` and ``text_page`` are pdfium's handles, ``raw`` the module of its functions.
    ``unseen`` are the addresses of text objects that are not shown, as their layer is switched off."""
    pieces = as_drawn(pieces_of(raw, text_page), TextObjects(raw, page))
    set_pieces = [(piece, settings.of(piece)) for piece in pieces]
    is_vertical = run_down(pieces)
    if is_vertical:
        set_pieces = turned_down(set_pieces)
    turned = Counter[int]()
    for piece, setting in set_pieces:
        turned[round(setting.angle / 90) % 4] += len(piece.points)
    quarter = turned.most_common(1)[0][0] if turned else 0
    skews = Counter[float]()
    for piece, setting in set_pieces:
        skew = difference(setting.angle, 90 * quarter)
        if abs(skew) <= _SKEW and len(piece.points) > 1:
            skews[round(skew, 1)] += len(piece.points)
    skew = skews.most_common(1)[0][0] if skews else 0.0
    place = Place(shown_box(raw, page), quarter, skew)
    runs = [_run(piece, setting, place) for piece, setting in set_pieces]
    if unseen:
        runs = [
            run._replace(shown=False) if ctypes.addressof(piece.object.contents) in unseen else run
            for (piece, _), run in zip(set_pieces, runs, strict=True)
        ]
    if links:
        runs = [part for (piece, _), run in zip(set_pieces, runs, strict=True) for part in _linked(piece, run, links)]
    runs = with_bullets(joined(runs))
    unmapped = sum(unknown_in(letter.text) for run in runs for letter in run.letters)
    return PageRuns(runs, place, 0 if is_vertical else quarter, unmapped)


def _with_ligatures(letters: list[Letter]) -> list[Letter]:
    """The letters of a run; those that one glyph stands for, which pdfium reverses where text runs to the left, in the
    order of reading, and marks without the space before them."""
    ordered: list[Letter] = []
    for letter in letters:
        if letter.space == ADDED and unicodedata.category(letter.text[0]) == "Mn":
            letter = letter._replace(space="")  # noqa: PLW2901 -- the same letter
        last = ordered[-1] if ordered else None
        is_right_to_left = unicodedata.bidirectional(letter.text[0]) in ("R", "AL")
        if last and is_right_to_left and (last.left, last.right) == (letter.left, letter.right) and not letter.space:
            ordered[-1] = last._replace(text=_ligature(letter.text + last.text))
        else:
            ordered.append(letter)
    return ordered


def _symbol(character: str, font: Font) -> str:
    """A character, or what it says if it is of a font of symbols."""
    if "\u2000" <= character < "\ue000" or not is_of_symbols(font.name):
        return character
    return known_symbol(font.name, character)


def _ligature(letters: str) -> str:
    """The letters of a ligature in the order of reading: of lam and alef, which have but one, lam comes first, whatever
    the file says."""
    return letters[::-1] if len(letters) == 2 and letters[1] == "\u0644" and letters[0] in _ALEFS else letters


def _unshaped(letter: str) -> str:
    """The letters that a character stands for which is one by its shape: the last form of an Arabic letter."""
    return unicodedata.normalize("NFKC", letter) if _SHAPED.match(letter) else letter


def _character(point: int) -> str:
    """What a code point of pdfium stands for: U+FFFD if the file does not say."""
    if 32 <= point < 0xD800:
        return chr(point)
    if point in _HYPHEN_AT_LINE_END:
        return "-"
    return UNMAPPED if point < 32 or point < 0xE000 else chr(point)


def _linked(piece: Piece, run: Run, links: Sequence[LinkArea]) -> list[Run]:
    """A run, divided where a link begins or ends, with the addresses that its parts lead to."""
    middles = [((left + right) / 2, (bottom + top) / 2) for left, bottom, right, top in piece.boxes]
    near = [link for link in links if any(link.holds(*middle) for middle in (middles[0], middles[-1]))]
    if not near or len(middles) != len(run.letters):
        return [run]
    targets = [next((link.target for link in near if link.holds(*middle)), "") for middle in middles]
    cuts = [0, *(at for at, (one, other) in enumerate(pairwise(targets), 1) if one != other), len(targets)]
    return [part_of(run, start, end)._replace(target=targets[start]) for start, end in pairwise(cuts)]


def _run(piece: Piece, setting: Setting, place: Place) -> Run:
    """A text object as a run."""
    boxes = place.boxes(piece.boxes)
    letters = [
        Letter(_symbol(_character(point), setting.font), left, right, space)
        for point, (left, _, right, _), space in zip(piece.points, boxes, piece.spaces, strict=True)
    ]
    after = math.nan
    if piece.origins:
        pens = [place.point(*pen) for pen, _ in piece.origins]
        pens[-1] = pens[-2]  # the space behind the last character
        spaces_at = [
            before[0] if abs(before[1] - pen[1]) <= _SAME_LINE * setting.size else math.nan  # else of another line
            for pen, before in zip(pens, (place.point(*before) for _, before in piece.origins), strict=True)
        ]
        after = spaces_at.pop()
        letters = _with_ligatures(
            [
                letter._replace(text=_unshaped(letter.text), pen=pen[0], space_at=before)
                for letter, pen, before in zip(letters, pens, spaces_at, strict=False)
            ]
        )
    low, high = min([box[1] for box in boxes]), max([box[3] for box in boxes])
    size = setting.size or (high - low) or 1.0
    baseline = place.point(setting.x, setting.y)[1]
    angle = difference(setting.angle, place.angle)
    if abs(angle) <= _SKEW:
        low, high = baseline - _ASCENT * size, baseline + _DESCENT * size
    left, right = min([letter.left for letter in letters]), max([letter.right for letter in letters])
    return Run(
        letters,
        left,
        right,
        low,
        high,
        baseline,
        size,
        setting.font,
        piece.start,
        setting.mark,
        angle,
        setting.hidden,
        0 <= (left + right) / 2 <= place.width and 0 <= (low + high) / 2 <= place.height,
        piece.space_after,
        space_at=after,
        flows=piece.flows,
    )
