"""Lines of capitals that look like the names of authors and are none: nothing announces them, and something shows that
they are a heading, the head of a table, or words that the text has in small letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.locales import Locale
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT, WORD, extent
from copydesk.reading.text.recognisers.marks import ends_sentence, holds_digit
from copydesk.reading.text.recognisers.people.byline_words import BylineWords, byline_words
from copydesk.reading.text.roles.features.context import Findings
from copydesk.reading.text.roles.named_subjects import named_subjects

_CELLS = re.compile(r"\t|\s{3,}")
_OUTLINE = re.compile(r"(?:\*+|#+|=+)\s")  # the marks of headings in plain text, as of an outline
_NUMERAL = re.compile(r"\S+\s[IVX]{1,5}\.?")
_HEAD = HEAD_PIECES // 2  # pieces from the top among which the headline stands
_FEWEST_COMMON = 2  # words of what looks like a name
_FEWEST_ITEMS = 3  # short lines that are a list
_SHOUTED = 0.7  # of a text's letters that are capitals where capitals show no name


def without_false_names(
    pieces: list[Piece], findings: list[Findings], rows: frozenset[int], locales: tuple[Locale, ...]
) -> list[Findings]:
    """The findings of each piece, without such names. ``rows`` are the starts of lines of tables."""
    words = byline_words(locales)
    opening = words.opening
    corrected = list(findings)
    bare = [
        index
        for index, each in enumerate(findings)
        if index and "bare_names" in each.names and not pieces[index].lines[0].role
    ]
    false = {*_at_the_title(pieces, findings, opening), *_below_bylines(pieces, findings)}
    false |= {*named_subjects(pieces, findings, words, locales)}
    if bare:
        false |= {*_in_common_words(pieces, bare), *_among_capitals(pieces, bare), *_above_rows(pieces, bare, rows)}
        false |= {*_in_brackets(pieces, bare), *_in_series(pieces, bare), *_among_items(pieces, findings, bare, words)}
    for index in false:
        names = tuple(name for name in findings[index].names if name not in ("bare_names", "announced_names"))
        corrected[index] = findings[index]._replace(names=names, credit=None)
    return corrected


def _at_the_title(pieces: list[Piece], findings: list[Findings], opening: re.Pattern[str]) -> Iterator[int]:
    """Names in the first line that is no date, where the headline stands: after a date; or those that no word such as
    By announces before them, or of a single word: ``BY NIGHT``."""
    index = next((index for index, each in enumerate(findings) if "date_line" not in each.names), 0)
    credit, text = findings[index].credit, pieces[index].text
    if credit is None or credit.declared or text.lower() == text.upper() or index > _HEAD:
        return
    opens = credit.announced and opening.match(text) is not None
    full = not credit.persons or any(" " in person.name for person in credit.persons)
    if (index or credit.announced) and not (opens and full):
        yield index


def _in_brackets(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names below a headline that stand in round brackets, as what an article is about does: ``(Ana Ruiz at 80.)``"""
    for index in bare:
        text = pieces[index].text
        if index < _HEAD and text[0] == "(" and text.rstrip(".")[-1:] == ")" and text.lower() != text.upper():
            yield index


def _among_items(pieces: list[Piece], findings: list[Findings], bare: list[int], words: BylineWords) -> Iterator[int]:
    """Names among three or more short lines below a paragraph, with no blank line between, none of which is a credit,
    an office or anything else with a figure: the items of a list."""
    for index in bare:
        first, last = _run_of_short_pieces(pieces, index)
        others = [other for other in range(first, last + 1) if other != index]
        if first < 2 or len(others) < _FEWEST_ITEMS - 1:
            continue  # what stands right below the first piece is of the head
        above = pieces[first - 1].text
        if extent(above) <= SHORT or not ends_sentence(above):
            continue
        if not any(
            findings[other].date
            or "announced_names" in findings[other].names
            or holds_digit(pieces[other].text)
            or words.roles.search(pieces[other].text)
            for other in others
        ):
            yield index


def _run_of_short_pieces(pieces: list[Piece], index: int) -> tuple[int, int]:
    """The first and the last of the short single lines around one that no blank line separates."""
    first = last = index
    while first and not pieces[first].lines[0].gap and _is_short_line(pieces[first - 1]):
        first -= 1
    while last + 1 < len(pieces) and not pieces[last + 1].lines[0].gap and _is_short_line(pieces[last + 1]):
        last += 1
    return first, last


def _is_short_line(piece: Piece) -> bool:
    return len(piece.lines) == 1 and extent(piece.text) <= SHORT and not ends_sentence(piece.text)


def _below_bylines(pieces: list[Piece], findings: list[Findings]) -> Iterator[int]:
    """Names in the head that nothing announces, below a byline or above it, where another is announced, or beside the
    date and these are not."""
    last = next((index for index in reversed(range(len(pieces))) if extent(pieces[index].text) > SHORT), 0)
    head = range(1, min(HEAD_PIECES, last))  # a text stands below it
    bare = [index for index in head if "bare_names" in findings[index].names]
    if not bare:
        return
    if any("announced_names" in findings[index].names for index in head):
        yield from (index for index in bare if not _goes_on_with_names(pieces, findings, index))
        return
    dates = [index for index, each in enumerate(findings[: HEAD_PIECES + 1]) if "date_line" in each.names]
    dated = {index - 1 if index - 1 in bare else index + 1 for index in dates}.intersection(bare)
    for index in bare:
        if index - 1 in dated and not pieces[index].lines[0].gap:
            dated.add(index)
    if dated:
        yield from (index for index in bare if index not in dated and index + 1 not in dated)


def _goes_on_with_names(pieces: list[Piece], findings: list[Findings], index: int) -> bool:
    """Whether names stand right below others, without a blank line and in the same case."""
    before = findings[index - 1].names
    alike = pieces[index].text.isupper() == pieces[index - 1].text.isupper()
    return alike and not pieces[index].lines[0].gap and ("announced_names" in before or "bare_names" in before)


def _in_common_words(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names whose words the text writes in small letters: ``Opened Opened`` where something ``was opened``."""
    words_of = {
        index: [word.casefold() for word in WORD.findall(pieces[index].text) if len(word) > 1] for index in bare
    }
    text = "\n".join(piece.text for piece in pieces)
    if not any(sum(word in text for word in words) >= _FEWEST_COMMON for words in words_of.values()):
        return  # quick to see, and so with most names
    common = {word for word in WORD.findall(text) if word.islower()}
    for index, words in words_of.items():
        common_count = sum(word in common for word in words)
        if common_count >= _FEWEST_COMMON and 2 * common_count > len(words):
            yield index


def _in_series(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names in capitals that another line in capitals begins like, as headings count up: ``ACT ONE``, ``ACT TWO``; and
    those behind which a Roman numeral stands: ``SCENE II``."""
    first_words = [_first_word_in_capitals(piece) for piece in pieces]
    counts = Counter(first_words)
    for index in bare:
        first = first_words[index]
        if first and (counts[first] > 1 or _NUMERAL.fullmatch(pieces[index].text)):
            yield index


def _first_word_in_capitals(piece: Piece) -> str:
    """The first word of a single line in capitals; empty for what is none."""
    first = WORD.search(piece.text) if len(piece.lines) == 1 and piece.text.isupper() else None
    return first[0] if first else ""


def _among_capitals(pieces: list[Piece], bare: list[int]) -> Iterator[int]:
    """Names in capitals where all the text is, as a teleprinter wrote."""
    in_capitals = [index for index in bare if pieces[index].text.isupper()]
    text = "".join(piece.text for piece in pieces) if in_capitals else ""
    if sum(map(str.isupper, text)) >= _SHOUTED * sum(map(str.isalpha, text)):
        yield from in_capitals


def _above_rows(pieces: list[Piece], bare: list[int], rows: frozenset[int]) -> Iterator[int]:
    """Names above the rows of a table and at most one line between, which they are the title of, those that gaps part
    into cells, and those that the marks of a heading open."""
    for index in bare:
        text = pieces[index].text
        below = pieces[index + 1 : index + 3]
        titles = any(piece.lines[0].start in rows for piece in below) and len(below[0].text) <= SHORT
        if titles or _CELLS.search(text) or _OUTLINE.match(text):
            yield index
