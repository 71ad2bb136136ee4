"""The evidence in a piece and its neighbours, feature by feature and at their limits."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.reading.text.roles.features import case, length, marks, names, neighbours, place, reach, setting
from copydesk.reading.text.roles.features import words as cue_words
from copydesk.reading.text.roles.features.context import Article, Findings, _end, in_first_person, unquoted
from tests.contexts import article_of, as_words, context_at, words

Table = dict[str, list[tuple[str, str]]]


def cases(table: Table) -> list[Any]:
    return [
        pytest.param(name, text, expected, id=f"{name}: {number}")
        for name, rows in table.items()
        for number, (text, expected) in enumerate(rows)
    ]


NEIGHBOURS: Table = {
    "opens_as_neighbour": [
        ("Most read\nMost shared", "yes"),
        ("Most read\n→Most shared", "yes"),
        ("Most read\nMostly shared", ""),
        ("Most\nMost shared", ""),
        ("Most read\nMany shared", ""),
        (f"{words(200)}\nSea air", "yes"),
        (f"{words(201)}\nSea air", ""),
        (f"Sea air\n{words(200)}", "yes"),
        (f"Sea air\n{words(201)}", ""),
    ],
    "digits_begin_as_neighbour": [
        ("7 carts\n9 boats", "yes"),
        ("7 carts\n→9 boats", "yes"),
        ("7 carts\nboats", ""),
        ("carts\n9 boats", ""),
        (f"7{words(199)}\n9 boats", "yes"),
        (f"7{words(200)}\n9 boats", ""),
    ],
    "after_colon": [("Rain:\n→Sun", "yes"), ("Rain\n→Sun", ""), ("→Sun", "")],
    "after_short_colon": [
        (f"{words(90, ':')}\n→Sun", "yes"),
        (f"{words(91, ':')}\n→Sun", ""),
        ("Rain\n→Sun", ""),
        ("→Sun", ""),
    ],
    "saying": [
        ("She said:\n→Sun", "after_saying"),
        ("She said:\n→“Sun", "speech_after_saying"),
        ("She said\n→Sun", ""),
        ("She rose:\n→“Sun", ""),
        ("→“Sun", ""),
        (f"She said {words(150, ':')}\n→Sun", "after_saying"),
        (f"She said {words(157, ':')}\n→Sun", ""),
    ],
    "after_long": [(f"{words(201)}\n→A", "yes"), (f"{words(200)}\n→A", ""), ("→A", "")],
    "after_open": [("Sun\n→A", "yes"), ("Sun,\n→A", "yes"), ("Sun.\n→A", ""), ("→A", "")],
    "after_short_open": [
        (f"{words(90)}\n→A", "yes"),
        (f"{words(91)}\n→A", ""),
        ("Sun,\n→A", ""),
        ("→A", ""),
    ],
    "after_marker": [("1. Sun\n→A", "yes"), ("Sun\n→A", ""), ("→A", "")],
    "unmarked_after_marker": [("1. Sun\n→A", "yes"), ("1. Sun\n→2. A", ""), ("Sun\n→A", ""), ("→A", "")],
    "after_never_last": [
        ("Sun of the\n→A", "yes"),
        ("the\n→A", "yes"),
        ("Sun of the mill\n→A", ""),
        ("Sun of The\n→A", "yes"),
        ("Sun of the\n\n→A", ""),
        ("Sun of hay\n→A", ""),
        ("The sun\n→A", ""),
        ("→A", ""),
    ],
    "before_picture_credit": [
        ("A\nPhoto: Jo Park", "yes"),
        ("A\nJo Park", ""),
        ("A", ""),
        (f"A\nPhoto: {words(83)}", "yes"),
        (f"A\nPhoto: {words(84)}", ""),
    ],
    "before_address": [
        ("Write to:\nana@tarn.org", "yes"),
        ("Write to:\nhttps://tarn.org", "yes"),
        ("Write to\nana@tarn.org", ""),
        ("Write to:\nAna", ""),
        ("Write to:", ""),
        (f"Write to:\nana@tarn.org {words(186)}", "yes"),
        (f"Write to:\nana@tarn.org {words(187)}", ""),
    ],
    "following": [
        (f"A\n{words(201)}", "before_long"),
        (f"A\n{words(200)}", ""),
        (f"A\n{words(90)}", "before_short_open"),
        (f"A\n{words(91)}", ""),
        ("A\nSun.", ""),
        ("A", ""),
    ],
    "before_marker": [("A\n1. Sun", "yes"), ("A\nSun", ""), ("A", "")],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(NEIGHBOURS))
def test_neighbours(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(neighbours, name)(context_at(text))) == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [("町の歌にこうある。", "after_saying"), ("町の歌にこうある", ""), ("町の歌である。", "")],
)
def test_what_leads_to_a_quotation(above: str, expected: str) -> None:
    assert neighbours.saying(context_at(f"{above}\n→雨が降った", lang="ja")) == expected


FIVE = "A\n" * 5
CUES: Table = {
    "openings": [
        ("Contact: Ana Ruiz", "opens_as_contact"),
        ("Contact with the ghosts was lost again.", ""),
        ("Contact with the ghosts was lost again", "opens_as_contact"),
        ("Contact with the ghosts was lost again?", "opens_as_contact"),
        ("Contact with old ghosts lost. Copyright 2024", "opens_as_contact"),
        ("A\n" * 6 + "→Photographs by Jo Park", "opens_as_caption"),
        ("A\n" * 5 + "→Photographs by Jo Park", ""),
        ("A\n" * 6 + "→Photo by Jo Park", "opens_as_caption"),
        ("Contact with our ghosts was lost again.", "opens_as_contact"),
        ("Contact with ghosts was lost.", "opens_as_contact"),
        ("Contact with old ghosts was lost.", ""),
        ("Contact with 9 ghosts was lost again.", "opens_as_contact"),
        ("Contact with the ghosts was lost again.\n555 0100", "opens_as_contact"),
        ("Contact with the ghosts was lost again.\nRain", ""),
        ("Copyright 2024", "opens_as_rights"),
        ("Read more: Rain", "opens_as_related"),
        ("Read more", ""),
        ("Read more books, he said.", ""),
        ("Read more books", "opens_as_related"),
        ("Read more [here](https://tarn.org).", "opens_as_related"),
        ("Read more on https://tarn.org.", "opens_as_related"),
        ("Read more on www.tarn.org.", "opens_as_related"),
        ("Read more — it rained.", "opens_as_related"),
        ("Correction: it rained", "opens_as_correction"),
        ("Editor's note: it rained", "opens_as_editors_note"),
        ("Editor's note: this is a correction", "opens_as_correction"),
        (f"Editor's note: {words(172)} correction", "opens_as_correction"),
        (f"Editor's note: {words(184)} correction", "opens_as_editors_note"),
        ("Photo: Jo Park", "opens_as_caption"),
        ("Press release: it rained", "opens_as_release"),
    ],
    "common_heading": [
        ("A\n→Introduction", "yes"),
        ("→Introduction", ""),
        ("A\n→Introduction to rain", ""),
        (f"A\n→Introduction{'.' * 38}", "yes"),
        (f"A\n→Introduction{'.' * 39}", ""),
    ],
    "section": [
        ("SPORT", "names_section"),
        ("Sport:", "names_section"),
        ("Sport | Tarn", "names_section"),
        ("Sport | The town of Tarn", ""),
        ("The town of Tarn | Sport", ""),
        ("Sport | Town of", "names_section"),
        ("Sport | Town of Tarn", ""),
        ("Sport of the old town", ""),
        ("RUGBY UNION | Premiership", "names_sport"),
        ("A\n→RUGBY UNION | Premiership", ""),
        ("Part 2 of 3", "part_of_series"),
        ("Part of it", ""),
        ("A\n" * 11 + "→Sport", "names_section"),
        ("A\n" * 12 + "→Sport", ""),
        (f"{'o' * 17} of a three-part series", "part_of_series"),
        (f"{'o' * 18} of a three-part series", ""),
    ],
    "opens_with_place": [
        ("LISBON (Reuters) — It rained.", "yes"),
        ("It rained.", ""),
        ("A\n" * 11 + "→LISBON (Reuters) — It rained.", "yes"),
        ("A\n" * 12 + "→LISBON (Reuters) — It rained.", ""),
    ],
    "says_who_someone_is": [
        ("Ana Ruiz is a writer", "yes"),
        ("Ana Ruiz rose", ""),
        (f"Ana Ruiz is a writer {words(378)}", "yes"),
        (f"Ana Ruiz is a writer {words(379)}", ""),
    ],
    "opens_as_bio": [
        ("About the author: Ana", "yes"),
        ("A\nB\n→About the author: Ana\nC\nD\nE\nF", "yes"),
        ("A\nB\n→About the author: Ana\nC\nD\nE\nF\nG", ""),
        ("A\n→About the author: Ana\nC\nD\nE", "yes"),
        ("A\n→About the author: Ana\nC\nD\nE\nF", ""),
        ("Ana", ""),
        (f"About the author {words(382)}", "yes"),
        (f"About the author {words(383)}", ""),
    ],
    "opens_with_name_at_end": [
        ("A\nB\n→Ana Ruiz, writer\nC\nD", "yes"),
        ("A\nB\n→Ana Ruiz, writer\nC\nD\nE", ""),
        ("A\nB\n→Ana, writer", ""),
        ("A\nB\n→Ana Ruiz writes", "yes"),
        (f"A\nB\n→Ana Ruiz, {words(389)}", "yes"),
        (f"A\nB\n→Ana Ruiz, {words(390)}", ""),
    ],
    "first_person": [
        ("I saw our cart", "yes"),
        ("I saw a cart", ""),
        ("I saw us, our cart", "yes"),
        ("“I” saw “our” cart", "yes"),
        ("She saw a cart", ""),
        (f"I saw {words(390)} us", "yes"),
        (f"I saw {words(391)} we", "yes"),
        (f"I saw {words(395)} us", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(CUES))
def test_cue_words(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(cue_words, name)(context_at(text))) == expected


MARKS: Table = {
    "marker": [("• A", "bullet"), ("- A", "dash"), ("1. A", "numbered"), ("(a) A", "numbered"), ("A", "")],
    "hash_begins": [("# A", "yes"), ("#A", ""), ("A", "")],
    "quantity_begins": [
        ("9 eggs", "yes"),
        ("½ egg", "yes"),
        ("eggs", ""),
        (f"9 {words(88)}", "yes"),
        (f"9 {words(89)}", ""),
    ],
    "dash_and_name": [("— Ana Ruiz", "yes"), ("Ana Ruiz", "")],
    "ending": [("It rained:", "ends_in_colon"), ("Rain", "ends_open")],
    "quotation_marks": [
        ("“No,” she said", "quote_begins"),
        ("“No, never”", "quote_begins wholly_quoted"),
        ("“No, never” 12", "quote_begins wholly_quoted"),
        ("“No,” she said, “never.”", "quote_begins quoted_in_parts"),
        ("“No.”", "quote_begins wholly_quoted"),
        ("No, “never”", ""),
        ("'No'", "quote_begins wholly_quoted"),
        ('", a “cart”', "quote_begins wholly_quoted"),
        ("“No cart”, a”", "quote_begins quoted_in_parts"),
        ("“No cart.” ”", "quote_begins wholly_quoted"),
        ("“No cart.”  ”", "quote_begins quoted_in_parts"),
    ],
    "ellipsis": [("a...", "yes"), ("a…", "yes"), ("a . . . b", "yes"), ("a..", "")],
    "bracketed_words": [("a [b]", "yes"), ("[a](b)", ""), ("a", "")],
    "in_brackets": [("A\n→(a b)", "yes"), ("→(a b)", ""), ("A\n→(ab)", ""), ("A\n→a b", "")],
    "no_words": [("***", "yes"), ("a", "")],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(MARKS))
def test_marks(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(marks, name)(context_at(text))) == expected


NAMES: Table = {
    "dates": [
        ("3 May 2024", "date_line"),
        ("It rained on 3 May 2024", "holds_date mostly_date"),
        (f"3 May 2024 {words(19)}", "holds_date mostly_date"),
        (f"3 May 2024 {words(20)}", "holds_date"),
        ("Rain", ""),
    ],
    "persons": [
        ("By Ana Ruiz", "announced_names"),
        ("Ana Ruiz", "bare_names"),
        ("— Ana Ruiz", ""),
        ("It rained", ""),
        ("A\n→Photos by Ana Ruiz", "announced_names"),
        (FIVE + "→Photos by Ana Ruiz", "announced_names"),
        ("A\n" * 6 + "→Photos by Ana Ruiz", ""),
        ("A\n" * 6 + "→By Ana Ruiz", "announced_names"),
    ],
    "picture_credits": [
        ("The old mill of the town. Photo: Jo Park", "ends_in_picture_credit short_with_picture_credit"),
        (f"{words(185, '.')} Photo: Jo Park", "ends_in_picture_credit short_with_picture_credit"),
        (f"{words(186, '.')} Photo: Jo Park", "ends_in_picture_credit"),
        ("The old mill of the town (Jo Park)", "ends_in_name_in_brackets"),
        ("The old mill of the town", ""),
        (f"{words(389)} (Jo Park)", "ends_in_name_in_brackets"),
        (f"{words(390)} (Jo Park)", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(NAMES))
def test_names_and_dates(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(names, name)(context_at(text))) == expected


PLACE: Table = {
    "top": [("A", "first"), ("A\n→B", "second"), ("A\nB\n→C", "")],
    "bottom": [("A", "last"), ("A\nB", "near_end"), ("A\nB\nC\nD\nE", "near_end"), ("A\nB\nC\nD\nE\nF", "")],
    "past_the_head": [
        ("A\n" * 9 + "→B", "yes"),
        ("A\n" * 8 + "→B", ""),
        (f"{words(201)}\n→B", "yes"),
        (f"A\n→{words(201)}", ""),
        (f"{words(200)}\n→B", ""),
    ],
    "no_gap_before": [("A\n→B", "yes"), ("A\n\n→B", ""), ("→B", ""), ("A\n→␌B", "")],
    "wide_gap_before": [("A\n\n\n→B", "yes"), ("A\n\n→B", ""), ("A\n→B", "")],
    "no_gap_after": [("A\nB", "yes"), ("A\n\nB", ""), ("A", "")],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(PLACE))
def test_places(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(place, name)(context_at(text))) == expected


LETTERS: Table = {
    "capitals": [
        ("RAIN", "yes"),
        ("RAIn", ""),
        ("雨", ""),
        ("7", ""),
        ("R" * 120 + "a", "yes"),
        ("R" * 119 + "a", ""),
        ("1" * 119 + "R", "yes"),
        ("1" * 120 + "R", ""),
        ("RAIN雨", ""),
        ("RAIN 9", "yes"),
    ],
    "title_case": [
        ("Rain From Above", "yes"),
        ("Rain from Above", ""),
        ("Rain of May", ""),
        ("Rain Of Gold", "yes"),
        ("Rain rAIN rAIN", ""),
        ("Rain Gold of the", "yes"),
        ("Rain Rain Rain Rain rain", "yes"),
        ("Rain Rain Rain rain", ""),
        ("Rain Gold 1234", "yes"),
        ("Rain " * 39 + "Rains", "yes"),
        ("Rain " * 39 + "Rainss", ""),
    ],
    "beginning": [("rain", "lower_begins"), ("7 carts", "digit_begins"), ("Rain", "")],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(LETTERS))
def test_letters(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(case, name)(context_at(text))) == expected


STOPS = "Sea. Sea. "
LENGTH: Table = {
    "size": [
        (words(30), "very_short"),
        (words(31), "short"),
        (words(90), "short"),
        (words(91), "middling"),
        (words(200), "middling"),
        (words(201), "long"),
    ],
    "words": [
        ("Sea", "one_word"),
        ("Sea air", "few_words"),
        ("a b c d", "few_words"),
        ("a b c d e", "some_words"),
        ("a b c d e f g h i", "some_words"),
        ("a b c d e f g h i j", "many_words"),
        (words(90), "many_words"),
        (words(91), ""),
        ("町の船が", "one_word"),
        ("町の船が来", "one_word"),
        ("町の船が来た", "few_words"),
        ("町" * 13, "few_words"),
        ("町" * 14, "some_words"),
    ],
    "one_line": [("A", "yes"), ("A\n| b", "")],
    "several_sentences": [
        (STOPS + words(81), "yes"),
        (STOPS + words(80), ""),
        ("Sea. " + words(90), ""),
        ("Sea. sea. " + words(91), ""),
    ],
    "sentence_ends_within": [
        ("Rain. Sun came", "yes"),
        ("Rain sun came", ""),
        (f"Rain. {words(194)}", "yes"),
        (f"Rain. {words(195)}", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(LENGTH))
def test_lengths(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(length, name)(context_at(text))) == expected


REACH: Table = {
    "holds_email": [
        ("ana@tarn.org", "yes"),
        ("ana at tarn.org", ""),
        ("a @ b", ""),
        (f"{words(586)} ana@tarn.org", "yes"),
        (f"{words(587)} ana@tarn.org", ""),
    ],
    "web": [
        ("https://tarn.org", "holds_address is_address"),
        ("www.tarn.org", "holds_address is_address"),
        ("see www.tarn.org", "holds_address"),
        ("see https://tarn.org", "holds_address"),
        ("It rained.", ""),
        (f"{words(582)} https://tarn.org", "holds_address"),
        (f"{words(583)} https://tarn.org", ""),
    ],
    "holds_phone": [
        ("Tel. +44 20 7946 0018", "yes"),
        ("Tel +44 20 7946 0018", ""),
        ("@ +44 20 7946 0018", "yes"),
        ("It rained.", ""),
    ],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(REACH))
def test_where_to_reach_someone(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(reach, name)(context_at(text))) == expected


SETTING: Table = {
    "indented": [
        ("   A", "yes"),
        ("  A", ""),
        ("   A\n|    b", "yes"),
        ("   A\n| b", ""),
    ],
    "block_set_in": [
        ("A\n\n→  B\n|   c\n\nD", "yes"),
        ("A\n\n→  B\n|   c", "yes"),
        ("A\n\n→  B\n\nD", ""),
        ("A\n→  B\n|   c\n\nD", ""),
        ("A\n\n→  B\n|   c\nD", ""),
        ("A\n\n→ B\n|   c\n\nD", ""),
        ("A\n\n→  B\n|       c\n\nD", "yes"),
        ("A\n\n→  B\n|        c\n\nD", ""),
        ("A\n\n→  - B\n|   c\n\nD", ""),
    ],
    "strong": [
        ("**Rain**", "wholly_strong"),
        ("**Rain?**", "strong_question"),
        ("**Rain?!**", "strong_question"),
        ("**Rain?!!**", "wholly_strong"),
        ("**Rain", ""),
        ("Rain**", ""),
    ],
    "angle_mark": [("> A", "yes"), ("A", "")],
}


@pytest.mark.parametrize(("name", "text", "expected"), cases(SETTING))
def test_how_lines_are_set_off(name: str, text: str, expected: str) -> None:
    assert as_words(getattr(setting, name)(context_at(text))) == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [([2.9], "inset"), ([3.0], "far_inset"), ([3.5, 2.9], "inset"), ([3.5, 0.0], ""), ([], "")],
)
def test_lines_that_end_before_the_measure(behind: list[float], expected: str) -> None:
    article = article_of("A" + "\n| b" * max(0, len(behind) - 1))
    lines = article.pieces[0].lines
    inset = {line.start: value for line, value in zip(lines, behind, strict=False) if value}
    article.layout = article.layout._replace(inset=inset)
    assert setting.behind_the_measure(article.contexts[0]) == expected


@pytest.mark.parametrize("margin", [0, 4])
def test_the_margin_counts(margin: int) -> None:
    article = article_of("A\n\n     B\n|      c")
    article.layout = article.layout._replace(margin=margin)
    here = article.contexts[1]
    assert (setting.indented(here), setting.block_set_in(here)) == (not margin, not margin)


@pytest.mark.parametrize(("drawn", "expected"), [((), False), ((0,), True), ((2,), True), ((1,), False)])
def test_drawn_lines(drawn: tuple[int, ...], *, expected: bool) -> None:
    here = context_at("A\n| b\n| c")
    lines = tuple(line._replace(underlined=index in drawn) for index, line in enumerate(here.piece.lines))
    here.piece = here.piece._replace(lines=lines)
    assert setting.underlined(here) is expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("It rained.", "ends_in_stop"),
        ("It rained.”", "ends_in_stop"),
        ("It rained:”", "ends_in_colon"),
        ("”,”", "ends_in_comma"),
        ("It rained:", "ends_in_colon"),
        ("It rained?", "ends_in_question"),
        ("It rained!", "ends_in_shout"),
        ("It rained,", "ends_in_comma"),
        ("It rained;", "ends_in_comma"),
        ("It rained", "ends_open"),
        ("***", "ends_in_stop"),
        ("町" * 37 + "」", "ends_in_stop"),
        ("町" * 35 + "」", "ends_open"),
        ("「" + "町" * 37 + "」", "ends_open"),
    ],
)
def test_how_a_piece_ends(text: str, end: str) -> None:
    assert context_at(text).end == end


@pytest.mark.parametrize(("size", "end"), [(91, "ends_in_stop"), (90, "ends_open")])
def test_the_shortest_piece_that_ends_in_speech(size: int, end: str) -> None:
    assert _end("町」", size) == end


@pytest.mark.parametrize(
    ("text", "expected"), [("“I saw” it", "  it"), ('«I» and "you" it', "  and   it"), ("it", "it")]
)
def test_text_without_quotations(text: str, expected: str) -> None:
    assert unquoted(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("i saw our", True), ("i saw it", False), ("it", False), ("i i", True)])
def test_two_words_of_the_first_person(text: str, *, expected: bool) -> None:
    assert in_first_person(text.split(), {"i", "our"}) is expected


def test_which_pieces_speak() -> None:
    quoted = article_of("I saw it: “I”\n“I saw” our cart\nI “saw” our cart")
    assert quoted.speaks == [False, False, True]
    article = article_of("I saw our cart\nShe said “I saw our cart”\nI saw it “I”\nShe saw")
    assert article.speaks == [True, False, False, False]
    assert article.word_lists[3] == ["she", "saw"]


def test_positions_from_the_end_and_edges() -> None:
    article = article_of("A\n" * 18)
    assert [here.from_end for here in article.contexts] == list(range(18, 0, -1))
    assert [here.index for here in article.contexts if not here.near_edge] == [12, 13]
    assert (article.last, article.first_long) == (17, 18)
    assert article_of(f"A\n{words(200)}\n{words(201)}\n{words(201)}").first_long == 2


def test_names_and_dates_are_read_at_the_edges_of_what_is_not_long() -> None:
    rows = "By Ana Ruiz, 3 May 2024\n" * 12 + "By Jo Park, 4 May 2024\n" + "By Ana Ruiz, 3 May 2024\n" * 4
    article = article_of(rows)
    assert [here.index for here in article.contexts if here.findings.date is None] == [12]
    assert [each.date is None for each in article.findings].count(True) == 1
    for size, read in ((199, True), (200, False)):
        here = context_at(f"3 May 2024 {words(size - 11)}")
        assert (here.findings.date is not None) is read


def test_findings_are_set_piece_by_piece() -> None:
    article = article_of("A\nB")
    article.findings = [Findings(("x",)), Findings(("y",))]
    assert [here.findings.names for here in article.contexts] == [("x",), ("y",)]
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        article.findings = [Findings(("x",))]


def test_bullets_that_stand_apart_are_kept() -> None:
    whole = article_of("A\nB")
    assert Article(whole.pieces, whole.layout, whole.credit_lines, [3]).stray == [3]
    assert whole.contexts[0].findings == Findings((), None, None)
