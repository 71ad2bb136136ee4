"""Pieces that stand in a run: lines of verse, rows of a table, lists that lost their bullets, notes.

Each run adds names of features to its pieces, as in ``features.py``.
"""

from __future__ import annotations

import re

from copydesk.locales import Locale
from copydesk.reading.text.note_marks import note_features
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.cells import gaps
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import (
    CLOSING_QUOTES,
    COLONS,
    MARKER,
    PAUSES,
    SENTENCE_ENDS,
    ends_sentence,
    first_letter,
)
from copydesk.reading.text.roles.features import Findings

REACHABLE = frozenset({"holds_email", "holds_phone", "holds_address", "opens_as_contact"})
_LONGEST_ITEM = 220  # characters
_LABELLED = re.compile(r"[^\W_][^:.!?;]{1,40}: \S")


def runs_of(pieces: list[Piece], found: list[Findings], locales: tuple[Locale, ...]) -> list[list[str]]:
    """Features of pieces that stand in a run: verse lines, table rows, items of a list without bullets."""
    names: list[list[str]] = [[] for _ in pieces]
    _line_runs(pieces, found, names)
    _bare_lists(pieces, names)
    for place, feature in enumerate(note_features(pieces, note_headings(locales))):
        names[place] += [feature] if feature else []
    return names


def note_headings(locales: tuple[Locale, ...]) -> frozenset[str]:
    """The whole lines that stand above notes, in small letters: ``footnotes``."""
    return frozenset(word for locale in locales for word in locale.foot.notes)


def _line_runs(pieces: list[Piece], found: list[Findings], names: list[list[str]]) -> None:
    """Runs of short lines that nothing parts."""
    start = 0
    for place in range(1, len(pieces) + 1):
        together = (
            place < len(pieces)
            and not pieces[place].lines[0].gap
            and len(pieces[place].lines) == 1
            and extent(pieces[place].text) <= SHORT
            and len(pieces[start].lines) == 1
            and extent(pieces[start].text) <= SHORT
        )
        if together:
            continue
        run = pieces[start:place]
        if len(run) > 1:
            columns = sum(gaps(piece.text) > 1 for piece in run)
            after = pieces[place] if place < len(pieces) else None
            if start and _is_stanza(run, after, found[start:place]):
                for index in range(start, place):
                    names[index].append("stanza" if len(run) > 2 else "couplet")
            reachable = sum(bool(REACHABLE & set(cue.names)) for cue in found[start:place])
            lead = pieces[start - 1].text if start else ""
            kinds = _run_kinds(run, lead)
            for index in range(start, place):
                names[index] += kinds
                if index > start and _capital_after_comma(pieces, index):
                    names[index].append("capital_after_comma")
                if reachable:
                    names[index].append("in_address_lines" if reachable > 1 else "near_address_line")
                names[index].append("in_line_run" if len(run) > 2 else "in_line_pair")
                if columns >= max(2, len(run) - 1):
                    names[index].append("in_columns")
        start = place


def _run_kinds(run: list[Piece], lead: str) -> list[str]:
    """What most short lines of a run have in common, and whether the paragraph before leads to them."""
    texts = [piece.text for piece in run]
    shares = {
        "in_labelled_lines": sum(bool(_LABELLED.match(text)) for text in texts),
        "in_lines_with_figures": sum(any(map(str.isdigit, text)) for text in texts),
        "in_lower_lines": sum(first_letter(text).islower() for text in texts),
    }
    kinds = [name for name, count in shares.items() if 2 * count > len(run)]
    return [*kinds, "run_after_colon"] if lead.endswith(tuple(COLONS)) else kinds


def _capital_after_comma(pieces: list[Piece], place: int) -> bool:
    """Whether a short line begins with a capital though the one before goes on, as verse does."""
    return pieces[place - 1].text[-1] in ",;" and first_letter(pieces[place].text).isupper()


def _is_stanza(run: list[Piece], after: Piece | None, found: list[Findings]) -> bool:
    """Whether short lines between two blank lines are verse: of like length, and few of them ending as sentences."""
    if not run[0].lines[0].gap or (after is not None and not after.lines[0].gap):
        return False
    if any(MARKER.match(piece.text) or piece.text.isupper() for piece in run):
        return False
    if any((REACHABLE | {"date_line", "announced_names", "opens_as_caption"}) & set(cue.names) for cue in found):
        return False
    lengths = [extent(piece.text) for piece in run]
    stops = sum(piece.text.rstrip(CLOSING_QUOTES)[-1:] in SENTENCE_ENDS for piece in run)
    return max(lengths) <= 66 and min(lengths) * 2.5 >= max(lengths) and stops * 2 <= len(run)


def _bare_lists(pieces: list[Piece], names: list[list[str]]) -> None:
    """After a colon, two pieces or more that are short and end alike: a list that lost its bullets."""
    for place in range(len(pieces) - 2):
        if not pieces[place].text.endswith(tuple(COLONS)):
            continue
        run = _alike(pieces, place + 1)
        if len(run) < 2:
            continue
        kind = _end_kind(pieces[run[0]].text)
        for index in run:
            names[index].append("in_bare_list" if kind != "stop" else "in_bare_sentences")
            if len(run) > 3:
                names[index].append("in_long_bare_list")
        names[run[0]].append("opens_bare_list")


def _alike(pieces: list[Piece], first: int) -> list[int]:
    """The places of the pieces from ``first`` on that are short, set in alike and end in the same way; the last may end
    in a stop."""
    run: list[int] = []
    for index in range(first, len(pieces)):
        text = pieces[index].text
        if extent(text) > _LONGEST_ITEM or MARKER.match(text) or text.endswith(tuple(COLONS)):
            break
        if run and _stands_further_out(pieces[index], pieces[run[0]]):
            break
        if run and _end_kind(text) != _end_kind(pieces[run[0]].text):
            return [*run, index] if text.endswith(".") and _end_kind(pieces[run[0]].text) == "comma" else run
        run.append(index)
    return run


def _stands_further_out(piece: Piece, first: Piece) -> bool:
    """Whether a piece below a blank line stands further out than the first of a list: what follows the list does."""
    line = piece.lines[0]
    return line.gap > 0 and not line.cut and line.indent < first.lines[0].indent


def _end_kind(text: str) -> str:
    if text[-1] in PAUSES:
        return "comma"
    return "stop" if ends_sentence(text) else "open"
