"""Runs: pieces that stand together as lines of verse, rows of a table, a list that lost its bullets, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.note_marks import note_features
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.halves import LONGEST_VERSE, is_in_halves
from copydesk.reading.text.recognisers.marks import (
    CLOSING_QUOTES,
    COLONS,
    MARKER,
    PAUSES,
    QUESTIONS,
    SENTENCE_ENDS,
    SHOUTS,
    ends_sentence,
    holds_digit,
)
from copydesk.reading.text.recognisers.tables.cells import gaps
from copydesk.reading.text.roles.features.context import Article, Context, in_article, in_evidence, in_piece
from copydesk.reading.text.roles.features.reach import REACHABLE

_LONGEST_ITEM = 220  # characters
_LABELLED = re.compile(r"[^\W_][^:.!?;]{1,40}: \S")
_PAIR = pattern(r"\w\W? [-–—=] \w")  # a word and what it means: *Good night — Boa noite*
_NO_VERSE = REACHABLE | {"date_line", "announced_names", "opens_as_caption"}


@in_article.any_of(
    note_referred_to="A mark opens it as a note, and the text above refers to that mark.",
    marked_after_notes="A mark opens it as a note, below the heading of the notes.",
    in_marked_list="A mark opens it as a note, but it is an item of a list: no note.",
)
def notes(article: Article) -> Iterator[tuple[int, str]]:
    for index, feature in enumerate(note_features(article.pieces, note_headings(article.locales))):
        if feature:
            yield index, feature


def note_headings(locales: tuple[Locale, ...]) -> frozenset[str]:
    """The whole lines that stand above notes, in small letters: ``footnotes``."""
    return frozenset(word for locale in locales for word in locale.foot.notes)


@in_article.any_of(
    in_line_pair="It is one of two short lines with no blank line between them.",
    in_line_run="It is one of three short lines or more with no blank line between them.",
    stanza="It is in such a run of three lines or more that looks like verse between two blank lines.",
    couplet="It is one of two such lines.",
    in_columns="It is in such a run, and all lines of it, or all but one, have two wide gaps or more.",
    in_address_lines="Two lines or more of such a run say where to reach someone.",
    near_address_line="One line of such a run says where to reach someone.",
    in_labelled_lines="A label and a colon open most lines of such a run.",
    in_lines_with_figures="Most lines of such a run hold digits.",
    in_lower_lines="Most lines of such a run begin in small letters.",
    run_after_colon="The piece before such a run ends in a colon.",
    capital_after_comma="It begins with a capital, and the line above it in such a run ends in a comma, as in verse.",
)
def line_runs(article: Article) -> Iterator[tuple[int, str]]:
    for indices in _runs_of_lines(article.contexts):
        run = article.contexts[indices.start : indices.stop]
        common = [*_lines_alike(run), *_verse(article, run), *_around(article, run)]
        common.append("in_line_run" if len(run) > 2 else "in_line_pair")
        yield from ((each.index, name) for each in run for name in common)
        yield from ((each.index, "capital_after_comma") for each in run[1:] if _goes_on_in_capitals(each))


@in_piece.feature
def two_halves(here: Context) -> bool:
    """A wide gap, a star or a bar in it separates two halves of like length without figures, as in Arabic verse."""
    return _is_in_halves(here)


@in_piece.feature
def below_halves(here: Context) -> bool:
    """The piece before is two halves of a line of verse, and it is not."""
    return here.before is not None and _is_in_halves(here.before) and not _is_in_halves(here)


def _is_in_halves(here: Context) -> bool:
    return len(here.piece.lines) == 1 and is_in_halves(here.text)


@in_evidence.any_of(
    lines_end_unlike="It is in a run of three short lines or more that do not all end alike, as in verse.",
)
def ends_of_lines(article: Article) -> Iterator[tuple[int, str]]:
    """Lines that begin with capitals and end in different ways, as those of verse do and items do not."""
    for indices in _runs_of_lines(article.contexts):
        run = article.contexts[indices.start : indices.stop]
        kinds = {_end_kind(each.text) for each in run[:-1]}
        if len(run) < 3 or len(kinds) < 2 or not all(each.first.isupper() for each in run):
            continue
        if "comma" in kinds or ("stanza" in article.names[indices.start] and not _are_pairs(run)):
            yield from ((index, "lines_end_unlike") for index in indices)


def _are_pairs(run: Sequence[Context]) -> bool:
    """Whether half of the lines or more are words and what they mean."""
    return 2 * sum(bool(_PAIR.search(each.text)) for each in run) >= len(run)


def _runs_of_lines(contexts: Sequence[Context]) -> Iterator[range]:
    """The runs of two or more short lines with no blank line between them."""
    start = 0
    for index in range(1, len(contexts) + 1):
        if (
            index < len(contexts)
            and not contexts[index].piece.lines[0].gap
            and _is_short_line(contexts[index])
            and _is_short_line(contexts[start])
        ):
            continue
        if index - start > 1:
            yield range(start, index)
        start = index


def _is_short_line(here: Context) -> bool:
    return len(here.piece.lines) == 1 and here.size <= SHORT


def _lines_alike(run: Sequence[Context]) -> Iterator[str]:
    """What most lines of a run have in common."""
    shares = {
        "in_labelled_lines": sum(bool(_LABELLED.match(each.text)) for each in run),
        "in_lines_with_figures": sum(holds_digit(each.text) for each in run),
        "in_lower_lines": sum(each.first.islower() for each in run),
    }
    yield from (name for name, count in shares.items() if 2 * count > len(run))
    if sum(gaps(each.text) > 1 for each in run) >= max(2, len(run) - 1):
        yield "in_columns"


def _around(article: Article, run: Sequence[Context]) -> Iterator[str]:
    """What the piece before a run leads to, and whether the run says where to reach someone."""
    lead = article.pieces[run[0].index - 1].text if run[0].index else ""
    if lead.endswith(tuple(COLONS)):
        yield "run_after_colon"
    reachable = sum(not REACHABLE.isdisjoint(each.findings.names) for each in run)
    if reachable:
        yield "in_address_lines" if reachable > 1 else "near_address_line"


def _goes_on_in_capitals(here: Context) -> bool:
    return here.before is not None and here.before.text[-1] in ",;" and here.first.isupper()


def _verse(article: Article, run: Sequence[Context]) -> Iterator[str]:
    """Verse stands between blank lines, its lines are of like length, few of them end in full stops, and not all of
    them end as sentences do."""
    below = run[-1].after
    if not run[0].index or not run[0].piece.lines[0].gap or (below is not None and not below.piece.lines[0].gap):
        return
    if any(each.marker or each.text.isupper() or not _NO_VERSE.isdisjoint(each.findings.names) for each in run):
        return
    if 2 * sum(_LABELLED.match(each.text) is not None for each in run) > len(run):
        return
    sizes = [each.size for each in run]
    ends = [each.text.rstrip(CLOSING_QUOTES)[-1:] for each in run]
    ended = sum(end in SENTENCE_ENDS for end in ends)
    stops = ended - sum(end in QUESTIONS or end in SHOUTS for end in ends if end)
    goes_on = stops * 2 <= len(run) and ended < len(run)
    if max(sizes) <= LONGEST_VERSE and min(sizes) * 2.5 >= max(sizes) and goes_on:
        yield "stanza" if len(run) > 2 else "couplet"


@in_article.any_of(
    in_bare_list="It is in a run of short pieces after a colon that end alike, in commas or in words.",
    in_bare_sentences="It is in a run of short pieces after a colon that all end as sentences do.",
    in_long_bare_list="It is in such a run of four pieces or more.",
    opens_bare_list="It is the first of such a run.",
)
def bare_lists(article: Article) -> Iterator[tuple[int, str]]:
    pieces = article.pieces
    for lead in range(len(pieces) - 2):
        if not pieces[lead].text.endswith(tuple(COLONS)):
            continue
        run = _alike(pieces, lead + 1)
        if len(run) < 2:
            continue
        kind = _end_kind(pieces[run[0]].text)
        for index in run:
            yield index, "in_bare_list" if kind != "stop" else "in_bare_sentences"
            if len(run) > 3:
                yield index, "in_long_bare_list"
        yield run[0], "opens_bare_list"


def _alike(pieces: Sequence[Piece], first: int) -> list[int]:
    """The indices of the pieces from ``first`` on that are short, equally indented and end in the same way; the last
    may end in a stop."""
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
