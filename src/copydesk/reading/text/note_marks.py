"""Which pieces of a text are its notes by their marks, and which only look so: items of lists, powers.

A piece may be a note if the text above refers to its mark, in the same form where notes of that form are there:
``1. The wheel`` is none to ``[1]`` if a line ``[1] See …`` is. Neighbours that are marked alike, or that count up,
are a list unless each of them is referred to, or a heading for notes or a drawn line stands above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from copydesk.reading.text.inlines import NUMBER, PLAIN_NUMBER, SIGN, plain_mark, references
from copydesk.reading.text.inlines.note_ids import Form, Reference
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.marks import beyond_latin, speaks

REFERRED_TO = "note_referred_to"
AFTER_HEADING = "marked_after_notes"
LISTED = "in_marked_list"
"""The features of pieces: a note, a note below a heading, no note but an item of a list."""

_LONGEST_MARK = 8  # characters
_FORMS: tuple[Form, ...] = ("bracketed", "raised", "sign", "plain")
_FORM_OF_GROUP: tuple[Form, ...] = ("bracketed", *_FORMS)


class NoteMark(NamedTuple):
    """The mark that a note opens with, where it ends, and its form."""

    mark: str
    end: int
    form: Form


NO_MARK = NoteMark("", 0, "plain")


@cache
def _note_mark(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"\[\^?({number}|{SIGN})\]:?\s*|(※\d{{1,2}})\s*|([¹²³⁴⁵⁶⁷⁸⁹⁰]{{1,3}})\s*|({SIGN})(?!\*)\s?(?=[^\W\d_])"
        r"|(\d{1,3})[.):]?\s+(?=\S)"
    )


def note_mark(text: str) -> NoteMark | None:
    """The mark that a text opens with as notes do: ``[1] See …`` -> ``1``, 4, bracketed."""
    match = _note_mark(NUMBER if beyond_latin(text[:_LONGEST_MARK]) else PLAIN_NUMBER).match(text)
    if match is None or match.end() >= len(text):
        return None
    mark = next(group for group in match.groups() if group)
    if mark[0] == "*" and match.end() == len(mark) and "*" in text[match.end() :]:
        return None  # what stars enclose is emphasis
    return NoteMark(plain_mark(mark), match.end(), _FORM_OF_GROUP[(match.lastindex or 1) - 1])


def is_notes_heading(text: str, headings: Set[str]) -> bool:
    """Whether a whole line stands above notes: ``Footnotes:``"""
    return text.casefold().strip(" :*_#") in headings


def note_features(pieces: Sequence[Piece], headings: Set[str]) -> list[str]:
    """The feature of each piece past the first third: a note, or an item of a list; ``""`` if neither."""
    texts = [piece.text for piece in pieces]
    marks = [note_mark(text) if index >= len(texts) // 3 else None for index, text in enumerate(texts)]
    if not any(marks):
        return [""] * len(texts)
    text_references = references_in(texts, (mark.mark for mark in marks if mark))
    own_forms = _own_forms(text_references, marks)
    features = [""] * len(texts)
    above: Counter[tuple[str, Form]] = Counter()
    counted = 0  # the pieces whose references are counted
    heading_indices = [index for index, text in enumerate(texts) if is_notes_heading(text, headings)]
    for run in _runs(marks):
        start, end = run.start, run.stop
        above.update((each.mark, each.form) for refs in text_references[counted:start] for each in refs)
        counted = start
        left = above.copy()
        referred = [_takes(left, mark, own_forms) for mark in marks[start:end] if mark]
        apart = bool(heading_indices) and heading_indices[0] < start
        closing = any(referred) and _below_rule(texts, start) and _number(marks[start]) > 0
        is_list = _is_bibliography(marks[start], text_references[:start]) or (
            not (apart or closing) and _may_be_list(marks[start])
        )
        if len(run) > 1 and is_list and not all(referred):
            features[start:end] = [LISTED] * len(run)
            continue
        above = left
        for index, is_referred in zip(run, referred, strict=True):
            features[index] = REFERRED_TO if is_referred else AFTER_HEADING if apart else ""
    return features


def _may_be_list(mark: NoteMark | None) -> bool:
    """Whether lists are marked in this form too; ``[1]`` and ``¹`` are marks of notes alone."""
    return mark is not None and mark.form in ("sign", "plain")


def _is_bibliography(mark: NoteMark | None, above: Iterable[Sequence[Reference]]) -> bool:
    """Whether a mark in brackets is that of an entry in a list of works, for the text above refers to none so."""
    bracketed = any(each.form == "bracketed" for refs in above for each in refs)
    return mark is not None and mark.form == "bracketed" and not bracketed


def _own_forms(text_references: Iterable[list[Reference]], marks: Iterable[NoteMark | None]) -> frozenset[Form]:
    """The forms of references that some note bears as well, with one of their marks."""
    referred = {(each.mark, each.form) for refs in text_references for each in refs}
    return frozenset(mark.form for mark in marks if mark and (mark.mark, mark.form) in referred)


def _takes(above: Counter[tuple[str, Form]], mark: NoteMark, own_forms: Set[Form]) -> bool:
    """Whether a reference above means this note; it is then used up for the others of the run."""
    for form in (mark.form, *(form for form in _FORMS if form != mark.form and form not in own_forms)):
        if above[mark.mark, form]:
            above[mark.mark, form] -= mark.form == "sign"  # of numbered notes, any number of references mean the same
            return True
    return False


def _runs(marks: Sequence[NoteMark | None]) -> Iterator[range]:
    """The neighbours that are marked with one sign, or with numbers of one form that count up; else each marked piece
    for itself."""
    start = 0
    for index, mark in enumerate(marks):
        after = marks[index + 1] if index + 1 < len(marks) else None
        if mark and after and _goes_on(mark, after):
            continue
        if mark:
            yield range(start, index + 1)
        start = index + 1


def _goes_on(mark: NoteMark, after: NoteMark) -> bool:
    if mark.form != after.form:
        return False
    return (
        mark.mark == after.mark if mark.form == "sign" else mark.mark.isdigit() and _number(after) == _number(mark) + 1
    )


def _number(mark: NoteMark | None) -> int:
    return int(mark.mark) if mark and mark.mark.isdigit() else 0


def _below_rule(texts: Sequence[str], index: int) -> bool:
    """Whether a drawn line stands right above a piece, and no other below it."""
    return index > 0 and not speaks(texts[index - 1]) and all(map(speaks, texts[index:]))


def references_in(texts: Iterable[str], notes: Iterable[str]) -> list[list[Reference]]:
    """For each text its references, without what is a power to an article with notes of these marks."""
    text_references = list(map(references, texts))
    raised = set(raised_notes(text_references, frozenset(notes)))
    without_powers: list[list[Reference]] = []
    for refs in text_references:
        without_powers.append([])
        for each in refs:
            if not each.power or each.mark in raised:
                without_powers[-1].append(each)
            if each.power:
                raised.discard(each.mark)
    return without_powers


def raised_notes(text_references: Sequence[Sequence[Reference]], notes: Set[str]) -> frozenset[str]:
    """The marks of notes that only a raised figure which could be a power refers to, where their numbers demand it:
    the note before is referred to above. ``10²`` is a reference where ``¹`` stands above, and no other ``²`` does."""
    certain = {each.mark for refs in text_references for each in refs if not each.power}
    raised: set[str] = set()
    above = {"0"}
    for each in (each for refs in text_references for each in refs):
        if each.power and each.mark.isdigit() and each.mark in notes - certain and str(int(each.mark) - 1) in above:
            raised.add(each.mark)
        if not each.power or each.mark in raised:
            above.add(each.mark)
    return frozenset(raised)
