"""The evidence of whether a paragraph begins, piece by piece and at its limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.breaks import Join, Setting, beginning, ending, room, setting_of
from copydesk.reading.text.breaks.context import (
    _are_separated,
    _early_groups,
    _has_much_room,
    _share_finished,
    _short_groups,
)
from copydesk.reading.text.layout import Layout, find_layout
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.marks import PAIRED
from tests.contexts import set_at, words
from tests.parts import lines_of

NAMED = {
    "sentence": ending.sentence,
    "breaks_off": ending.breaks_off,
    "short_so_far": ending.short_so_far,
    "few_words_alone": ending.few_words_alone,
    "item_so_far": ending.item_so_far,
    "still_open": ending.still_open,
    "beginning": beginning.beginning,
    "credits_of_head": beginning.credits_of_head,
    "gaps": room.gaps,
    "markup": room.markup,
    "room": room.room,
    "before_gap": room.before_gap,
    "short_lines": room.short_lines,
    "line_of_stanza": room.line_of_stanza,
    "short_lines_begin": room.short_lines_begin,
    "early_lines": room.early_lines,
    "no_gap": room.no_gap,
    "heading_lines": room.heading_lines,
    "times": room.times,
    "indents": room.indents,
    "closes_outer_item": room.closes_outer_item,
}


def join_at(text: str, *, measure: float = 0, lang: str = "en", size: int | None = None, **changed: object) -> Join:
    """The join at the line that ``→`` opens, or at the last. The paragraph so far begins at the line that ``¶`` opens,
    or at the first. ``changed`` are fields of the setting."""
    rows = text.split("\n")
    lines = lines_of("\n".join(row.lstrip("¶→") if row[:1] in ("¶", "→") else row for row in rows))
    marks = [row[:1] for row in rows if row.strip("¶→ ")]
    index = marks.index("→") if "→" in marks else len(lines) - 1
    top = marks.index("¶") if "¶" in marks else 0
    credit_lines = CreditLines(with_english(locale(lang)))
    none: frozenset[int] = frozenset()
    paired = frozenset(position for position, line in enumerate(lines) if PAIRED.search(line.text))
    setting = Setting(set_at(lines, measure), credit_lines, False, False, False, none, none, none, none, paired)
    group = lines[top:index]
    length = sum(extent(line.text) for line in group) if size is None else size
    fields: Any = changed
    return Join(lines, index, group, length, setting._replace(**fields))


def names(function: str, join: Join) -> str:
    """What a function finds, as words: several names, one, or its own for True."""
    result: object = NAMED[function](join)
    if isinstance(result, bool):
        return function if result else ""
    if isinstance(result, str):
        return result
    assert isinstance(result, Iterable)
    return " ".join(map(str, result))


def check(function: str, text: str, changed: dict[str, Any], expected: str) -> None:
    assert names(function, join_at(text, **changed)) == expected


Case = tuple[str, dict[str, Any], str]

SENTENCE: list[Case] = [
    ("It rained.\nA", {}, "sentence_ends"),
    ("It rained:\nA", {}, "colon_ends"),
    ("「帰るよ」\nA", {"lang": "ja", "size": 67}, "sentence_ends"),
    ("「帰るよ」\nA", {"lang": "ja", "size": 66}, "unfinished"),
    ("「帰宅」\nA", {"lang": "ja", "size": 67}, "unfinished"),
    ("「帰るよ\nA", {"lang": "ja", "size": 67}, "unfinished"),
    ("「帰るよ」\nA", {"size": 67}, "unfinished"),
    ("A cart\nA", {"size": 75}, "unfinished"),
    ("A cart\nA", {"size": 76}, "unfinished long_and_unfinished"),
    ("A cart\n\nA", {"size": 76}, "unfinished long_and_unfinished"),
    ("A cart\nA", {"size": 76, "finished": True}, "unfinished long_and_unfinished"),
    ("A cart\n\nA", {"size": 76, "finished": True}, "unfinished long_and_unfinished unfinished_unlike_others"),
    ("A cart,\nA", {"size": 76}, "unfinished comma_ends long_and_unfinished long_and_comma"),
    ("A cart;\nA", {"size": 76}, "unfinished comma_ends long_and_unfinished"),
    ("A cart,\nA", {"size": 75}, "unfinished comma_ends"),
    ("A car-\nA", {}, "unfinished broken_word"),
    ("a-\nA", {}, "unfinished broken_word"),
    ("-\nA", {}, "unfinished"),
    ("A cart -\nA", {}, "unfinished"),
    ("A cart —\nA", {}, "unfinished dash_ends"),
    ("A cart of the\nA", {}, "unfinished never_last_ends"),
    ("A cart by\nA", {}, "unfinished function_word_ends"),
]


@pytest.mark.parametrize(("text", "changed", "expected"), SENTENCE)
def test_how_the_line_before_ends(text: str, changed: dict[str, Any], expected: str) -> None:
    check("sentence", text, changed, expected)


OPEN = "It was late. The mill of the old"
BELOW = "Tarn stood empty."
BREAKS_OFF = [
    (f"{OPEN}\n\n{BELOW}", {}, True),
    (f"{OPEN}␌{BELOW}", {}, True),
    (f"{OPEN}\n{BELOW}", {}, False),
    (f"{OPEN}\n\n{BELOW}", {"often_finished": False}, False),
    (f"{OPEN},\n\n{BELOW}", {}, False),
    (f"{OPEN}\n\n({BELOW}", {}, False),
    (f"{OPEN}\n\n“{BELOW}", {}, True),
    (f"{OPEN}\n\n({BELOW})", {}, False),
    (f"{OPEN}\n\nTarn (by the mill) stood.", {}, True),
    (f"{OPEN}\n\nT(arn) stood.", {}, True),
    (f"{OPEN}\n\n1. {BELOW}", {}, False),
    (f"{OPEN}\n\n— {BELOW}", {}, False),
    (f"{OPEN}\n\nAna Ruiz: {BELOW}", {}, False),
    (f"{OPEN}\n\n{words(60)}", {}, False),
    (f"{OPEN}\n\n{words(61)}", {}, True),
    (f"It was late, the mill of the old\n\n{BELOW}", {}, False),
    (f"It was late. Then\nthe mill of the old\n\n{BELOW}", {}, True),
    (f"Mill\n\n{BELOW}", {"size": 160}, False),
    (f"Mill\n\n{BELOW}", {"size": 161}, True),
    (f"The mill\n\n{BELOW}", {"size": 100}, False),
    (f"The mill\n\n{BELOW}", {"size": 101}, True),
    (f"Mill\n\n{BELOW}", {"size": 101}, False),
    (f"It was late. The mill — Ana Ruiz\n\n{BELOW}", {}, False),
]


@pytest.mark.parametrize(("text", "changed", "expected"), BREAKS_OFF)
def test_prose_that_breaks_off(text: str, changed: dict[str, Any], *, expected: bool) -> None:
    check("breaks_off", text, {"often_finished": True, **changed}, "breaks_off" * expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mill", True),
        ("mill", True),
        ("the mill.", False),
        ("the mill — Ana Ruiz", False),
        ("the mill — of the old", True),
        ("see tarn.org", False),
        ("tarn.org", False),
        ("on tarn.org is", True),
        (f"the — A{'a' * 67}", False),
        (f"the — A{'a' * 68}", True),
    ],
)
def test_texts_that_end_in_a_word(text: str, *, expected: bool) -> None:
    assert ending._ends_in_word(text) is expected


ALONE = [
    ("short_so_far", f"{words(60)}\nA", {}, True),
    ("short_so_far", f"{words(61)}\nA", {}, False),
    ("short_so_far", "A cart\nof hay\nA", {}, False),
    ("short_so_far", f"{words(61)}\n¶A cart\nA", {}, True),
    ("item_so_far", "1. A cart\nof hay\nA", {}, True),
    ("item_so_far", "A cart\n1. A", {}, False),
    ("short_lines", "A\nB", {"short": frozenset({1})}, True),
    ("short_lines", "A\nB", {"short": frozenset({0})}, False),
    ("line_of_stanza", "A\nB", {"stanzas": frozenset({1})}, True),
    ("line_of_stanza", "A\nB", {"stanzas": frozenset({0})}, False),
    ("few_words_alone", "A cart of hay\n\nA", {}, True),
    ("few_words_alone", "A cart of old hay\n\nA", {}, False),
    ("few_words_alone", "A cart\nof hay\n\nA", {}, False),
    ("few_words_alone", "A cart of hay\nA", {}, False),
    ("few_words_alone", "It rained.\n\n¶A cart of hay\n\nA", {}, True),
    ("few_words_alone", "It rained.\n¶A cart of hay\n\nA", {}, False),
    ("few_words_alone", "A cart of hay.\n\nA", {}, False),
    ("few_words_alone", "a cart of hay\n\nA", {}, False),
    ("few_words_alone", f"{words(60)[:-3].replace(' ', '')}\n\nA", {"size": 60}, True),
    ("few_words_alone", f"{words(60)[:-3].replace(' ', '')}\n\nA", {"size": 61}, False),
]


@pytest.mark.parametrize(("function", "text", "changed", "expected"), ALONE)
def test_lines_that_stand_alone(function: str, text: str, changed: dict[str, Any], *, expected: bool) -> None:
    check(function, text, changed, function * expected)


STILL_OPEN: list[Case] = [
    ("He came (at last\nA", {}, "open_bracket"),
    ("He came [at last\nA", {}, "open_bracket"),
    ("He said “at last\nA", {}, "open_quote"),
    ('He said "at last\nA', {}, ""),
    ("He came (at last)\nA", {}, ""),
    ("He came (at last\nA", {"size": 3999}, "open_bracket"),
    ("He came (at last\nA", {"size": 4000}, ""),
    ("He (came\n" + "at last\n" * 11 + "A", {}, "open_bracket"),
    ("He (came\n" + "at last\n" * 12 + "A", {}, ""),
    ("He (came\n¶at last\nA", {}, ""),
]


@pytest.mark.parametrize(("text", "changed", "expected"), STILL_OPEN)
def test_what_is_still_open(text: str, changed: dict[str, Any], expected: str) -> None:
    check("still_open", text, changed, expected)


BEGINNING: list[Case] = [
    ("It rained\n- a cart", {}, "dash_begins dash_in_sentence"),
    ("It rained\n-  a cart", {}, "dash_begins dash_in_sentence"),
    ("It rained.\n- a cart", {}, "dash_begins"),
    ("It rained\n- A cart", {}, "dash_begins"),
    ("- It rained\n- a cart", {}, "marker_begins"),
    ("It rained\n• a cart", {}, "marker_begins"),
    ("It rained\n“Sail on", {}, "capital_begins quote_begins short_and_alone"),
    ("It rained.\n“Sail on", {}, "capital_begins short_and_alone"),
    (f"It rained\n{words(60)}", {}, "capital_begins short_and_alone"),
    (f"It rained\n{words(61)}", {}, "capital_begins"),
    ("It rained\n→Sail on\nA", {}, "capital_begins"),
    ("It rained\n→Sail on\n\nA", {}, "capital_begins short_and_alone"),
    ("It rained\n→Sail on␌A", {}, "capital_begins short_and_alone"),
    ("It rained\nSail on.", {}, "capital_begins"),
    ("Sea air\n\nSea salt.", {"size": 67}, "capital_begins opens_alike"),
    ("Sea air\n\nSea salt.", {"size": 66}, "capital_begins"),
    ("Sea air\nSea salt.", {"size": 67}, "capital_begins"),
    ("Sea air\n\nSalt.", {"size": 67}, "capital_begins"),
    ("To air.\n\nTo salt.", {"size": 67}, "capital_begins"),
    ("Ton air\n\nTon salt.", {"size": 67}, "capital_begins opens_alike"),
    ("sea air\n\nsea salt.", {"size": 67}, "lower_begins"),
    ("It rained\n, he said.", {}, "punctuation_begins"),
    ("It rained\n&&.", {}, "mark_alone"),
    ("It rained\n&a.", {}, ""),
    ("It rained\nsail on.", {}, "lower_begins"),
    ("It rained.\nsail on.", {}, "lower_begins"),
    ("It rained\n\nsail on.", {}, "lower_begins"),
    ("It rained.\n\nsail on.", {}, "lower_begins lower_after_end"),
    ("It rained\neBay on.", {}, "uncased_begins"),
    ("It rained\n7 carts.", {}, "digit_begins"),
    ("It rained\nSail on.", {}, "capital_begins"),
    ("It rained\nThe cart.", {}, "capital_begins opens_as_sentence"),
    ("It rained\n(The) cart.", {}, "capital_begins"),
    ("It rained\n(The cart.", {}, "capital_begins opens_as_sentence"),
    ("It rained.\nThe cart.", {}, "capital_begins"),
    ("It rained\n町.", {}, "uncased_begins"),
]


@pytest.mark.parametrize(("text", "changed", "expected"), BEGINNING)
def test_how_a_line_begins(text: str, changed: dict[str, Any], expected: str) -> None:
    check("beginning", text, changed, expected)


NUMBERS: list[tuple[str, float, bool]] = [
    ("She came on the\n17. June", 20, True),
    ("On it\n17. June", 10, True),
    ("She came on the\n17. June", 21, True),
    ("She came on the\n17. June", 22, False),
    ("She came on the\n\n17. June", 20, False),
    ("She came on the␌17. June", 20, False),
    ("She came on the\n17. June", 0, False),
    ("She came on time.\n17. June", 20, False),
    ("She came on the\n• June", 16, False),
    ("She came on the\n→17. June\n18. July", 20, False),
    ("16. May\nShe came on the\n17. June", 20, False),
    ("15. May\nShe came on the\n→17. June\n19. July", 20, True),
    ("16. May\n" + "She came on the\n" * 39 + "17. June", 20, False),
    ("16. May\n" + "She came on the\n" * 40 + "17. June", 20, True),
    ("She came on the\n→17. June\n" + "She came on the\n" * 38 + "18. July", 20, False),
    ("She came on the\n→17. June\n" + "She came on the\n" * 39 + "18. July", 20, True),
]


@pytest.mark.parametrize(("text", "measure", "expected"), NUMBERS)
def test_numbers_that_a_sentence_goes_on_with(text: str, measure: float, *, expected: bool) -> None:
    assert beginning._is_number_in_sentence(join_at(text, measure=measure)) is expected


def test_the_line_before_decides_whether_a_number_had_room() -> None:
    text = "She came on the\nand she\n17. June"
    assert beginning._is_number_in_sentence(join_at(text, layout=measured(text, 0, 10, 0)))
    assert not beginning._is_number_in_sentence(join_at(text, layout=measured(text, 10, 0, 10)))


HEAD: list[Case] = [
    ("Rain at last\n\n3 May 2024", {}, "date_begins"),
    ("Rain at last\n\nBy Ana Ruiz", {}, "byline_begins"),
    ("Rain at last\n\n→Ana Ruiz\n\nIt rained.", {}, "byline_begins"),
    ("Rain at last\n\n→Ana Ruiz\nIt rained.", {}, "names_alone"),
    ("Rain at last\n\nAna Ruiz", {}, "names_alone"),
    ("It had rained in the town of Tarn for nine days and nights without\n→Ana Ruiz\n\nIt.", {}, "names_alone"),
    ("It had rained in the town of Tarn for nine days and nights again\n\n→Ana Ruiz\n3 May 2024", {}, "byline_begins"),
    ("It had rained in the town of Tarn for nine days and nights again\n→Ana Ruiz\n3 May 2024", {}, "names_alone"),
    ("Rain at last\n→Ana Ruiz\n3 May 2024", {}, "byline_begins"),
    ("Rain at last\n→Ana Ruiz\n\n3 May 2024", {}, "names_alone"),
    ("Rain by the\n→Ana Ruiz\n3 May 2024", {}, "names_alone"),
    ("Rain at last\n→Ana Ruiz\n3 May 2024\n\nBy Jo Park", {}, "names_alone"),
    ("Rain at last\n→Ana Ruiz\n3 May 2024\nJo Park", {}, "byline_begins"),
    ("Rain at last\n→Ana Ruiz\n3 May 2024\nIt rained.\nBy Jo Park", {}, "names_alone"),
    ("Rain at last\n→Ana Ruiz\n3 May 2024\nIt rained.\nAgain.\nBy Jo Park", {}, "byline_begins"),
    ("By Jo Park\n→Ana Ruiz\n3 May 2024\nIt rained.", {}, "byline_begins"),
    ("Rain\n→Ana Ruiz\n3 May 2024", {"size": 60}, "byline_begins"),
    ("Rain\n→Ana Ruiz\n3 May 2024", {"size": 61}, "names_alone"),
    ("3 May 2024\nIt rained.", {}, "after_date"),
    ("Tarn | 3 May 2024\nIt rained.", {}, "after_date"),
    ("By Ana Ruiz | 3 May 2024\nIt rained.", {}, "after_date"),
    ("3 May 2024 | By Ana Ruiz\nIt rained.", {}, "after_date"),
    ("3 May 2024 | Rain at last\nIt rained.", {}, ""),
    ("By Jo Park\nRain\n→Ana Ruiz\n3 May 2024\nIt rained.", {}, "byline_begins"),
    ("By Ana Ruiz | Rain\nIt rained.", {}, ""),
    ("Tarn | 3 May\n2024\nIt rained.", {}, "after_date"),
    ("Tarn | 14 August\n2025,\n10:15\nIt rained.", {}, ""),
    ("By Ana Ruiz\nIt rained.", {}, ""),
    ("Rain\n" * 12 + "Rain\nBy Ana Ruiz", {}, "byline_begins"),
    ("Rain\n" * 13 + "Rain\nBy Ana Ruiz", {}, ""),
    ("Rain\n" * 13 + "3 May 2024\nIt", {}, ""),
]


@pytest.mark.parametrize(("text", "changed", "expected"), HEAD)
def test_lines_of_the_head(text: str, changed: dict[str, Any], expected: str) -> None:
    check("credits_of_head", text, changed, expected)


GAPS: list[Case] = [
    ("A\nB", {}, ""),
    ("A\n\nB", {}, "blank_line below_first_lines"),
    ("A\n\n\nB", {}, "blank_line blank_lines below_first_lines"),
    ("A␌B", {}, "page_edge"),
    ("A\n␌B", {}, "blank_line page_edge"),
    ("A\n\nB", {"size": 150}, "blank_line below_first_lines"),
    ("A\n\nB", {"size": 151}, "blank_line"),
    ("A\n\n¶B\n\nC", {}, "blank_line"),
    ("A\n> B", {}, "quote_mark_changes"),
    ("> A\n> B", {}, ""),
    ("> A\n>> B", {}, "quote_mark_changes"),
]


@pytest.mark.parametrize(("text", "changed", "expected"), GAPS)
def test_gaps(text: str, changed: dict[str, Any], expected: str) -> None:
    check("gaps", text, changed, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n# B", "hash_begins"),
        ("# A\nB", "hash_begins"),
        ("A\n#B", ""),
        ("#A\nB", ""),
        ("A # b\nB", ""),
        ("A\n![b](c.png)", "picture_begins"),
        ("![b](c.png)\nB", "picture_begins"),
        ("A\n[![b](c.png)](d)", "picture_begins"),
        ("A\n[Illustration: b]", "picture_begins"),
        ("[Illustration: b]\nB", "picture_begins"),
        ("[Illustration: b\nc]\nB", "picture_begins"),
        ("[Illustration: b\nc\nB", ""),
        ("[Sic: b]\nB", ""),
        ("A\n!B", ""),
    ],
)
def test_marks_of_headings_and_pictures(text: str, expected: str) -> None:
    check("markup", text, {}, expected)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (57, "half_empty"),
        (58, "much_room"),
        (75, "much_room"),
        (76, "room"),
        (87, "room"),
        (88, "some_room"),
        (93, "some_room"),
        (94, "little_room"),
        (97, "little_room"),
        (98, "no_room"),
    ],
)
def test_the_room_that_was_left(length: int, expected: str) -> None:
    check("room", f"{words(length)}\nBe so", {"measure": 100}, expected)


def measured(lines: str, *measures: float) -> Layout:
    """A layout with these measures, line by line."""
    found = lines_of(lines)
    return set_at(found, 1)._replace(measures=list(measures))


def test_the_measure_is_that_of_the_line_before() -> None:
    text = "A\nB\nC"
    assert names("room", join_at(text, layout=measured(text, 0, 10, 0))) == "half_empty"
    assert names("room", join_at(text, layout=measured(text, 10, 0, 10))) == "one_line_a_paragraph"
    assert names("before_gap", join_at(text, layout=measured(text, 0, 10, 0))) == ""
    assert names("before_gap", join_at(text, layout=measured(text, 10, 0, 10))) == "own_line"


BEFORE_GAP: list[Case] = [
    ("A\nB", {}, "own_line"),
    ("A\n\nB", {}, ""),
    ("A␌B", {}, ""),
    ("A\nB", {"measure": 100}, ""),
    (f"{words(85)}\n\nB", {"measure": 100}, "full_before_gap"),
    (f"{words(84)}\n\nB", {"measure": 100}, "short_before_gap"),
    (f"{words(85)}␌B", {"measure": 100}, "full_before_gap"),
    (f"B\n{words(85)}\n\nB", {"measure": 100}, "full_before_gap"),
]


@pytest.mark.parametrize(("text", "changed", "expected"), BEFORE_GAP)
def test_the_line_before_a_gap(text: str, changed: dict[str, Any], expected: str) -> None:
    check("before_gap", text, changed, expected)


SHORT_LINES_BEGIN = [
    ("A\n\n→B\nC", {"size": 67}, True),
    ("A\n\n→B\nC", {"size": 66}, False),
    ("A\n→B\nC", {"size": 67}, False),
    ("A\n\n→B\nC", {"size": 67, "short": frozenset({1, 2})}, False),
    ("A\n\n→B\nC", {"size": 67, "short": frozenset({3})}, False),
    ("A\n\n→B\nC", {"size": 67, "short": frozenset()}, False),
]


@pytest.mark.parametrize(("text", "changed", "expected"), SHORT_LINES_BEGIN)
def test_the_first_of_short_lines(text: str, changed: dict[str, Any], *, expected: bool) -> None:
    check("short_lines_begin", text, {"short": frozenset({2}), **changed}, "short_lines_begin" * expected)


NO_GAP: list[Case] = [
    ("It rained.\nThe cart", {"measure": 20}, "no_gap_as_others"),
    ("It rained.\n  The cart", {"measure": 20}, ""),
    ("It rained.\n\nThe cart", {"measure": 20}, ""),
    ("It rained.␌The cart", {"measure": 20}, ""),
    ("It rained.\nThe cart", {}, ""),
    ("It rained.\nThe cart", {"measure": 20, "separated": False}, ""),
    (f"{words(75)}\nBe so", {"measure": 100}, ""),
    (f"{words(76)}\nBe so", {"measure": 100}, "no_gap_in_sentence"),
    (f"A\n{words(76)}\nBe so", {"measure": 100}, "no_gap_in_sentence"),
]


@pytest.mark.parametrize(("text", "changed", "expected"), NO_GAP)
def test_no_gap_where_gaps_separate_paragraphs(text: str, changed: dict[str, Any], expected: str) -> None:
    check("no_gap", text, {"separated": True, **changed}, expected)


def test_the_measure_of_the_line_before_decides_whether_a_gap_is_missing() -> None:
    text = "A\nIt rained.\nB"
    assert names("no_gap", join_at(text, separated=True, layout=measured(text, 0, 9, 0))) == "no_gap_as_others"


FULL = words(39)


def heading_line(heading: str = "Rain at last", above: str = "It came.", below: str = FULL) -> str:
    return f"{above}\n→{heading}\n{below}\nIt went."


HEADING_LINES: list[Case] = [
    (heading_line(), {}, "heading_line"),
    ("It came.\nRain at last\n→" + FULL + "\nIt went.", {}, "after_heading_line"),
    ("Rain at last\n→" + FULL + "\nIt went.", {}, ""),
    ("It came.\n→Rain at last\n" + FULL, {}, "heading_line"),
    ("It came.\nRain at last", {}, ""),
    (heading_line(), {"measure": 0}, ""),
    (heading_line("Rain at last."), {}, ""),
    (heading_line(above="It came"), {}, ""),
    (heading_line(below="sea " * 10), {}, ""),
    (heading_line(below="“sea " + "sea " * 9), {}, ""),
    (heading_line(below="7 seas" + words(33)), {}, ""),
    (heading_line(below=words(40)), {}, "heading_line"),
    (heading_line(below=words(38)), {}, ""),
    (heading_line(words(43)), {}, "heading_line"),
    (heading_line(words(15), below=words(20)), {"measure": 20}, "heading_line"),
    (heading_line(words(44)), {}, ""),
    (heading_line("rain at last"), {}, ""),
    (heading_line("1. Rain at last"), {}, ""),
    (heading_line("A) Rain at last"), {}, ""),
    (heading_line("Rain at the"), {}, ""),
]


@pytest.mark.parametrize(("text", "changed", "expected"), HEADING_LINES)
def test_lines_as_headings_are(text: str, changed: dict[str, Any], expected: str) -> None:
    check("heading_lines", text, {"measure": 50, **changed}, expected)


@pytest.mark.parametrize(("length", "expected"), [(60, "heading_line"), (61, "")])
def test_the_longest_line_as_headings_are(length: int, expected: str) -> None:
    check("heading_lines", heading_line(words(length), below=words(90)), {"measure": 100}, expected)


TIMES: list[Case] = [
    ("[00:01] Ana\n→[00:09] It rained.\nIt", {"timed": frozenset({0, 1})}, "time_begins"),
    ("[00:01] Ana\n→It rained.\n[00:09] Jo", {"timed": frozenset({0, 2})}, "after_time_and_name"),
    ("[00:01] It rained.\n→It rained.", {"timed": frozenset({0})}, ""),
    ("[00:01] Ana\n→It rained.", {}, ""),
    ("It.\n[00:01] Ana\n→It rained.", {"timed": frozenset({1})}, "after_time_and_name"),
    ("It.\n[00:01] Ana\nIt.\n→It rained.", {"timed": frozenset({1})}, ""),
]


@pytest.mark.parametrize(("text", "changed", "expected"), TIMES)
def test_times_of_a_recording(text: str, changed: dict[str, Any], expected: str) -> None:
    check("times", text, changed, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\nB", ""),
        ("A\n  B", "indent_grows"),
        ("A\n→  B\nC", "first_line_indent"),
        ("A\n→  B\n\nC", "indent_grows"),
        ("A\n→  B\n  C", "indent_grows"),
        ("- A\n    B", "hanging_indent"),
        ("- A\n     B", "indent_grows"),
        ("- A\nC\n    B", "indent_grows"),
        ("  - A\n      B", "hanging_indent"),
        ("A\n B", "indent_grows"),
        ("  A\nB", "back_to_margin"),
        ("  A\n  B\nC", "indent_shrinks"),
        ("A\n  B\nC", ""),
        ("  A\n→  B\nC", "first_line_indent"),
        ("  A\n→  B\n\nC", ""),
        ("  A\n  D\n→  B\nC", ""),
    ],
)
def test_indents(text: str, expected: str) -> None:
    check("indents", text, {}, expected)


CLOSES = [
    ("- A\n¶  * B\nC", {}, True),
    ("- A\n¶  * B\n  C", {}, False),
    ("- A\n¶  * B\n- C", {}, False),
    ("- A\n¶  B\nC", {}, False),
    ("A\n¶  * B\nC", {}, False),
    ("¶  * B\nC", {}, False),
    ("- A\n¶  * B\n C", {}, False),
    ("- A\n  B\n¶    * B\nC", {}, False),
    ("- A\n¶  * B of\nC", {"measure": 10}, True),
    ("- A\n¶  * B off\nC", {"measure": 10}, True),
    ("- A\n¶  * B offs\nC", {"measure": 10}, False),
    ("- A\n¶  * B\n" + "  D\n" * 38 + "C", {}, True),
    ("- A\n¶  * B\n" + "  D\n" * 39 + "C", {}, False),
]


@pytest.mark.parametrize(("text", "changed", "expected"), CLOSES)
def test_the_rest_of_an_item_around_a_list(text: str, changed: dict[str, Any], *, expected: bool) -> None:
    check("closes_outer_item", text, changed, "closes_outer_item" * expected)


LONG_END, LONG_OPEN = words(76, "."), words(76)


@pytest.mark.parametrize(
    ("paragraphs", "share"),
    [
        ([LONG_END] * 3, 1.0),
        ([LONG_END] * 2, 0.0),
        ([LONG_END, LONG_END, LONG_OPEN, LONG_OPEN], 0.5),
        ([LONG_END] * 3 + [words(75)], 1.0),
        ([LONG_END] * 2 + [words(75, ".")], 0.0),
        ([f"{LONG_OPEN}\n{LONG_END}"] * 3, 1.0),
        ([], 0.0),
    ],
)
def test_the_share_of_paragraphs_that_end_as_sentences(paragraphs: list[str], share: float) -> None:
    assert _share_finished(lines_of("\n\n".join(paragraphs))) == share


@pytest.mark.parametrize(
    ("ends", "finished", "often"),
    [
        ("..,,,", False, True),
        (".,,", False, False),
        ("...,,", True, True),
        ("..,,", False, True),
        ("." * 7 + "," * 13, False, True),
    ],
)
def test_most_or_many_paragraphs_end_as_sentences(ends: str, *, finished: bool, often: bool) -> None:
    lines = lines_of("\n\n".join(words(90, end) for end in ends))
    setting = setting_of(lines, set_at(lines, 0), CreditLines(with_english(locale("en"))))
    assert (setting.finished, setting.often_finished) == (finished, often)


PARAGRAPH = f"{words(38)}\n{words(38)}\n{words(20, '.')}"
EARLY_END = f"{words(20, '.')}\nSea {words(34)}\n{words(20, '.')}"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([PARAGRAPH] * 2, True),
        ([PARAGRAPH], False),
        ([PARAGRAPH, f"{words(38)}\n{words(20, '.')}"], False),
        ([PARAGRAPH, EARLY_END], False),
        ([PARAGRAPH, f"{words(38)}\n{words(20, '.')}\nSea air."], False),
        ([PARAGRAPH] * 2 + [EARLY_END], False),
        ([PARAGRAPH] * 3 + [EARLY_END], True),
        ([PARAGRAPH] * 3 + [EARLY_END.replace(words(20, ".") + "\nSea", words(38, ".") + "\nSea")] * 2, True),
        ([PARAGRAPH] * 4 + [EARLY_END] * 2, False),
        ([PARAGRAPH] * 6 + [EARLY_END] * 2, True),
    ],
)
def test_paragraphs_that_blank_lines_separate(paragraphs: list[str], *, expected: bool) -> None:
    lines = lines_of("\n\n".join(paragraphs))
    assert _are_separated(lines, set_at(lines, 40)) is expected
    assert not _are_separated(lines, set_at(lines, 0))


@pytest.mark.parametrize(("width", "expected"), [(27, False), (28, True)])
def test_a_sentence_that_ends_with_much_room(width: int, *, expected: bool) -> None:
    early = EARLY_END.replace(words(20, ".") + "\nSea", words(width, ".") + "\nSea")
    lines = lines_of(f"{PARAGRAPH}\n\n{early}")
    assert _are_separated(lines, set_at(lines, 40)) is expected
    assert _are_separated(lines, set_at(lines, (width + 4) / 0.78)) is False


LONG = words(133)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\nA\nB\nC", {2, 3}),
        (f"{words(132)}\n\nA\nB\nC", set()),
        (f"{LONG}\n\nA\nB", set()),
        (f"{LONG}\n\nA\n{words(66)}\nC", {2, 3}),
        (f"{LONG}\n\nA\n{words(67)}\nC", set()),
        (f"A\nB\nC\n\n{LONG}\n\nA\nB\nC", {1, 2, 5, 6}),
    ],
)
def test_groups_of_short_lines(text: str, expected: set[int]) -> None:
    lines = lines_of(text)
    assert _short_groups(lines) == expected
    setting = setting_of(lines, set_at(lines, 0), CreditLines(with_english(locale("en"))))
    assert setting.short == expected
    setting = setting_of(lines, set_at(lines, 50), CreditLines(with_english(locale("en"))))
    assert setting.short == frozenset()


EARLY = [
    ("Sea air\n\nA\nB\nSea air", {2, 3}),
    ("Sea air\n\nA\nB", set()),
    ("Sea air\n\nA\nSea air", set()),
    ("A\nB\nSea air", set()),
    ("Sea air\n\nA\n1. B\nSea air", set()),
    ("Sea air\n\nA\nB-\nSea air", set()),
    (f"Sea air\n\nA\n{words(34)}\nA", {2, 3}),
    (f"Sea air\n\nA\n{words(35)}\nA", set()),
    (f"Sea air\n\n{words(30)}\nSea air\nSeas of salt", {2, 3}),
    ("Sea air\n\nSea air\nSea salt\nSea lion", set()),
    ("Sea air\n\nSea air\nSea salt\nSea grass x\nSea", {2, 3, 4}),
    ("Sea air\n\nSea air\nSea salt\nSea lion\nSea grass x\nSea", set()),
]


@pytest.mark.parametrize(("text", "expected"), EARLY)
def test_groups_of_lines_that_end_early(text: str, expected: set[int]) -> None:
    lines = lines_of(text)
    assert _early_groups(lines, set_at(lines, 50)) == expected


@pytest.mark.parametrize(("length", "expected"), [(66, {2, 3}), (67, set())])
def test_the_longest_line_that_ends_early(length: int, expected: set[int]) -> None:
    lines = lines_of(f"Sea air\n\nA\n{words(length)}\nA")
    assert _early_groups(lines, set_at(lines, 200)) == expected


def test_lines_without_a_measure_end_early_before_the_widest() -> None:
    text = f"{words(100)}\n\nA\n{{}}\nA"
    for length, expected in ((66, {2, 3}), (67, set())):
        lines = lines_of(text.format(words(length)))
        assert _early_groups(lines, set_at(lines, 0)) == expected
    lines = lines_of(text.format(words(60)).replace(words(100), words(70)))
    assert _early_groups(lines, set_at(lines, 0)) == set()
    assert _early_groups([], set_at([], 0)) == set()


def test_the_lines_of_stanzas_and_what_stands_below_their_labels() -> None:
    stanza = "She stood on the hill\nAnd the wind of the sea\nThe wind,\nWould turn"
    text = f"The ferry\n\nRefrain\n{stanza}\n\nIt was cold.\n\nRefrain\n{stanza}"
    lines = lines_of(text)
    setting = setting_of(lines, find_layout(lines), CreditLines(with_english(locale("en"))))
    assert setting.stanzas == {2, 3, 4, 5, 8, 9, 10, 11}
    assert names("early_lines", join_at(text, early=frozenset({11}))) == "early_lines"
    assert names("early_lines", join_at(text, early=frozenset({10}))) == ""


def test_the_setting_of_an_article() -> None:
    stanza = "A\nB\nSea air"
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{stanza}\n\n[00:01] Ana\n\n[00:02] Jo"
    lines = lines_of(text)
    layout, credit_lines = set_at(lines, 40), CreditLines(with_english(locale("en")))
    setting = setting_of(lines, layout, credit_lines)
    assert (setting.layout, setting.credit_lines, setting.separated) == (layout, credit_lines, True)
    assert [sorted(each) for each in (setting.early, setting.timed, setting.short)] == [[7, 8], [9, 10], []]


def test_lines_without_a_measure_have_much_room() -> None:
    lines = lines_of("It rained.\nsea\nsailors")
    layout = set_at(lines, 18)
    assert _has_much_room(lines, 0, layout)
    assert not _has_much_room(lines, 0, layout._replace(measures=[17.9, 99.0, 99.0]))
    assert _has_much_room(lines, 0, layout._replace(measures=[0.0, 1.0, 1.0]))
