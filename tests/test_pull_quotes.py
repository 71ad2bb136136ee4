"""Sentences that are repeated for display among the lines of a text, and the conditions for taking them out."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.text import repetitions
from copydesk.reading.text.pull_quotes import (
    Lifted,
    PulledQuote,
    _blocks,
    _closed,
    _credit_after,
    _cuts,
    _is_credit,
    _is_heading,
    _may_be,
    _parts,
    _quote_at,
    _size,
    _text_of,
    lift_pull_quotes,
)
from copydesk.reading.text.repetitions import weight_of
from tests.parts import lines_of

FIRST = (
    "The ferry had been laid up since the flood of the year before, and nobody in the town could say when it would "
    "carry carts again; the farmers took the long road by the upper bridge."
)
SECOND = (
    "Nobody asked the ferryman what he thought of it. “We never had such water here, not in forty years,” said Olaf "
    "Brandt, who keeps the inn at the landing. He has seen the river come up to his door three times."
)
THIRD = (
    "The council met on the Monday and again on the Thursday, and at the end of the week it had before it two plans "
    "and no money for either of them, as the mayor took care to point out."
)
REPEATED = "We never had such water here, not in forty years."


def lifted(quote: str, *, above: str = f"{FIRST}\n\n", below: str = f"\n\n{SECOND}\n\n{THIRD}") -> Lifted:
    return lift_pull_quotes(lines_of(above + quote + below), locale("en"))


def pulled(quote: str, **around: str) -> list[tuple[str, str]]:
    """The words of each pull quote, and its credit."""
    return [
        (piece.text[:credit], "" if credit is None else piece.text[credit:])
        for piece, credit, _, _ in lifted(quote, **around).pulled
    ]


TAKEN = {
    "the same words": REPEATED,
    "in capitals, with other marks": "WE NEVER HAD SUCH WATER HERE — NOT IN FORTY YEARS!",
    "on several lines": "We never had\nsuch water here,\nnot in forty years.",
    "in several blocks": "We never had\n\nsuch water here,\n\nnot in forty years.",
    "in quotation marks": "“such water here, not in forty years”",
    "in the marks of another language": "»such water here, not in forty years«",
    "from two sentences": "Nobody asked the ferryman. He has seen the river come up to his door.",
    "with an ellipsis": "Nobody asked the ferryman ... the river come up to his door three times.",
    "with words in brackets": "Nobody [there] asked the ferryman what he thought of it.",
    "with another beginning": "They never had such water here, not in forty years.",
    "with three other words at the beginning": "For so long, never had such water here, not in forty years.",
    "from the first words of the text": "The ferry had been laid up since the flood of the year before.",
    "in parts, from the first words of the text": "The ferry had been laid up ... nobody in the town could say.",
    "in two parts far from each other": "Nobody asked the ferryman ... come up to his door three times.",
    "from the paragraph above": "Nobody in the town could say when it would carry carts again.",
    "after the paragraph below": "He has seen the river come up to his door three times.",
    "without an end, but ten words": "We never had such water here, not in forty years",
    "one long word": "neverhadsuchwaterherenotinfortyyears",
}


@pytest.mark.parametrize("quote", TAKEN.values(), ids=TAKEN)
def test_repeated_words_are_taken_out(quote: str) -> None:
    left, quotes = lifted(quote)
    assert [line.text for line in left] == [FIRST, SECOND, THIRD]
    assert [piece.text for piece, _, _, _ in quotes] == [" ".join(quote.split())]


LEFT = {
    "other words": "Nobody had ever had such water there, as far as anyone could tell.",
    "other words at the end": "We never had such water here, not in fifty winters.",
    "four other words at the beginning": "They say they had never had such water here, not in forty years.",
    "most words other at the beginning": "Sometimes, hereabouts, seldom such water here, not in forty years.",
    "a question": "Nobody asked the ferryman what he thought of it?",
    "few letters": "He has seen the river come.",
    "few words without an end": "Nobody asked the ferryman what he thought of it",
    "quotation marks around few letters": "“not in forty years”",
    "a label": "Ferry: nobody asked the ferryman what he thought of it.",
    "an item": "* We never had such water here, not in forty years.",
    "a numbered item": "1. We never had such water here, not in forty years.",
    "a heading's mark": "# We never had such water here, not in forty years.",
    "what mail quotes": "> We never had such water here, not in forty years.",
    "seven lines": "We never\nhad such\nwater\nhere,\nnot in\nforty\nyears.",
    "parts in another order": "He has seen the river come up. Nobody asked the ferryman what he thought of it.",
    "a short part": "Nobody asked the ferryman what he thought of it. Had.",
    "most of a paragraph": SECOND[:150] + ".",
    "words of its own": "We never had such wine here. We never had such wine here.",
}


@pytest.mark.parametrize("quote", LEFT.values(), ids=LEFT)
def test_what_is_not_repeated_or_may_be_something_else_stays(quote: str) -> None:
    assert pulled(quote) == []


def test_a_text_without_pull_quotes_is_left_as_it_is() -> None:
    lines = lines_of(f"{FIRST}\n\n{SECOND}")
    assert lift_pull_quotes(lines, locale("en")) == (lines, ())
    assert lift_pull_quotes([], locale("en")) == ([], ())


@pytest.mark.parametrize(("number", "expected"), [(1, True), (4, True), (5, False)])
def test_a_pull_quote_is_four_blocks_at_the_most(number: int, expected: bool) -> None:
    words = ["We never had", "such water", "here, not", "in forty", "years."]
    blocks = "\n\n".join([*words[: number - 1], " ".join(words[number - 1 :])])
    assert bool(pulled(blocks, above=f"{THIRD}\n\n{FIRST}\n\n")) == expected


@pytest.mark.parametrize(
    ("quote", "words", "credit"),
    [
        ("“We never had such water here, not”\nOlaf Brandt", "“We never had such water here, not” ", "Olaf Brandt"),
        (
            "“We never had such water here, not”\nOlaf Brandt, innkeeper",
            "“We never had such water here, not” ",
            "Olaf Brandt, innkeeper",
        ),
        ("We never had such water here\n— Olaf Brandt", "We never had such water here — ", "Olaf Brandt"),
        ("We never had such water here\n\n— Olaf Brandt", "We never had such water here — ", "Olaf Brandt"),
        ("“We never had such water here, not”—Olaf Brandt", "“We never had such water here, not”—", "Olaf Brandt"),
        ("“We never had such water here, not” - Olaf Brandt", "“We never had such water here, not” - ", "Olaf Brandt"),
        ("We never had such water here, not in forty years.\nJon Brandt", "", ""),
        ("“We never had such water here, not”\nnobody at all", "", ""),
        ("— Olaf Brandt\n— Jo Park", "", ""),
        (f"“We never had such water here, not”\n{'Olaf Brandt, innkeeper' + ' and so on' * 5}", "", ""),
        (f"“We never had such water here, not”—{'Olaf Brandt, innkeeper' + ' and so on' * 5}", "", ""),
    ],
)
def test_the_credit_of_a_pull_quote(quote: str, words: str, credit: str) -> None:
    assert pulled(quote) == ([(words, credit)] if words else [])


@pytest.mark.parametrize(
    ("quote", "reasons"),
    [
        (REPEATED, ("repeats words of the text",)),
        ("They never had such water here, not in forty years.", ("repeats words of the text, but for the first",)),
        (
            "Nobody asked the ferryman ... up to his door three times.",
            ("repeats words of the text, with some left out",),
        ),
        (
            "“We never had such water here, not”—Olaf Brandt",
            ("repeats words of the text", "credited", "quotation marks"),
        ),
        ("“We never had such water here, not”", ("repeats words of the text", "quotation marks")),
        ("We never had such water here\n— Olaf Brandt", ("repeats words of the text", "credited")),
        ("We never had such water here\n\n— Olaf Brandt", ("repeats words of the text", "credited")),
    ],
)
def test_the_reasons(quote: str, reasons: tuple[str, ...]) -> None:
    assert [each.reasons for each in lifted(quote).pulled] == [reasons]


CUT = SECOND.index("thought of it")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SECOND[:-14], SECOND[-14:], True),
        (SECOND[:-14] + ".", SECOND[-14:], False),
        (SECOND[:-14], SECOND[-14:].strip().capitalize(), False),
    ],
)
def test_fewer_letters_are_enough_where_a_paragraph_is_cut(before: str, after: str, expected: bool) -> None:
    around = {"above": f"{FIRST}\n\n{before}\n\n", "below": f"\n\n{after} {THIRD}"}
    quote = "such water here, not in forty"  # 23 letters
    assert bool(pulled(quote, **around)) == expected


def test_what_stands_before_the_second_paragraph_or_after_the_last_stays() -> None:
    assert pulled(REPEATED, above="") == []
    assert pulled(REPEATED, above="A Town And Its River\n\n") == []
    assert pulled(REPEATED, above=f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n", below="") == []


@pytest.mark.parametrize(("short", "expected"), [(1, True), (2, True), (3, False)])
def test_two_paragraphs_are_nearby(short: int, expected: bool) -> None:
    lines = "\n\n".join(["Yes, said he.", "No, said she.", "Who knows."][:short])
    around = {"above": f"{FIRST}\n\n{lines}\n\n", "below": f"\n\n{lines}\n\n{SECOND}\n\n{THIRD}"}
    assert bool(pulled(REPEATED, **around)) == expected


def test_what_is_cut_short_of_half_a_paragraph_is_none() -> None:
    quote = "such water here, not in forty"  # 23 letters
    above = f"{THIRD}\n\n{FIRST}\n\nThe carts went on by the lower road\n\n"
    assert not pulled(quote, above=above, below=f"\n\nuntil the winter came. {SECOND}\n\n{THIRD}")


def test_what_follows_a_colon_stays() -> None:
    assert pulled(REPEATED, above=f"{FIRST[:-1]}:\n\n") == []


def test_what_stands_above_a_drawn_line_stays() -> None:
    lines = lines_of(f"{FIRST}\n\n{REPEATED}\n\n{SECOND}\n\n{THIRD}")
    assert lift_pull_quotes(lines, locale("en")).pulled
    lines[1] = lines[1]._replace(underlined=True)
    assert not lift_pull_quotes(lines, locale("en")).pulled


def test_a_paragraph_takes_over_the_gap_before_the_pull_quote() -> None:
    text = f"{FIRST}\n\n\n\n{REPEATED}\n\n{SECOND}\n\n{THIRD}"
    assert [line.gap for line in lift_pull_quotes(lines_of(text), locale("en")).lines] == [0, 3, 1]


@pytest.mark.parametrize(
    ("before", "between", "after", "cut"),
    [
        ("\n\n", "\n\n", "\n\n", False),
        ("␌", "\n\n", "\n\n", True),
        ("\n\n", "␌", "\n\n", True),
        ("\n\n", "\n\n", "␌", True),
    ],
)
def test_a_paragraph_takes_over_the_page_ends_among_the_pull_quotes_before_it(
    before: str, between: str, after: str, cut: bool
) -> None:
    other = "Nobody asked the ferryman what he thought of it."
    text = f"{FIRST}{before}{REPEATED}{between}{other}{after}{SECOND}\n\n{THIRD}"
    lines, quotes = lift_pull_quotes(lines_of(text), locale("en"))
    assert [quote.piece.text for quote in quotes] == [REPEATED, other]
    assert [line.cut for line in lines] == [False, cut, False]
    assert [quote.after for quote in quotes] == [0, 0]


def test_where_the_last_line_before_a_pull_quote_begins() -> None:
    text = f"{FIRST}\n\nA line.\nAnother line.\n\n{REPEATED}\n\n{SECOND}\n\n{THIRD}"
    (quote,) = lift_pull_quotes(lines_of(text), locale("en")).pulled
    assert text[quote.after :].startswith("Another line.")


def test_the_words_are_searched_for_nearby_only() -> None:
    far = "\n\n".join([FIRST.replace("ferry", "barge")] * 170)
    near = "\n\n".join([FIRST.replace("ferry", "barge")] * 150)
    for between, expected in ((near, True), (far, False)):
        assert bool(pulled(REPEATED, below=f"\n\n{between}\n\n{SECOND}\n\n{THIRD}")) == expected
        assert bool(pulled(REPEATED, above=f"{SECOND}\n\n{between}\n\n", below=f"\n\n{FIRST}\n\n{THIRD}")) == expected


def test_letters_of_a_script_without_spaces_count_for_more() -> None:
    filler = "昨日は朝から雨が降りつづき、町の人びとは橋のたもとに集まって川の水かさを見ていた。" * 4
    text = "渡し守のオラフは四十年ぶりの大水だと話した。"
    lines = lines_of(f"{filler}\n\n四十年ぶりの大水だと話した。\n\n{filler}{text}\n\n{filler}")
    assert [each.piece.text for each in lift_pull_quotes(lines, locale("ja")).pulled] == [
        "四十年ぶりの大水だと話した。"
    ]


def test_a_pull_quote_below_one_of_several_blocks() -> None:
    other = "Nobody asked the ferryman what he thought of it."
    quote = f"We never had such water\n\nhere, not in forty years.\n\n{other}"
    assert [words for words, _ in pulled(quote, above=f"{THIRD}\n\n{FIRST}\n\n")] == [REPEATED, other]


def x(letters: int) -> str:
    return "x" * letters


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("ab\ncd", [4]),
        ("ab\n\ncd", [2, 2]),
        ("ab\n␌cd", [2, 2]),
        (f"{x(109)}\nab", [111]),
        (f"{x(110)}\nab", [110, 2]),
        (f"ab\n{x(109)}", [111]),
        (f"ab\n{x(110)}", [2, 110]),
    ],
)
def test_blocks(text: str, sizes: list[int]) -> None:
    assert [_size(block) for block in _blocks(lines_of(text))] == sizes


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("A town", 110, 110, True),
        ("A town", 109, 110, False),
        ("A town", 110, 109, False),
        ("A town\nand a river", 110, 110, False),
        (x(54), 110, 110, True),
        (x(55), 110, 110, False),
        ("A town.", 110, 110, False),
        ("“A town", 110, 110, False),
    ],
)
def test_a_heading_between_paragraphs(text: str, before: int, after: int, *, expected: bool) -> None:
    assert _is_heading(lines_of(text), lines_of(x(before)), lines_of(x(after))) == expected


@pytest.mark.parametrize(
    ("around", "quote", "expected"),
    [
        ("P Q P", x(7), False),
        ("P Q P", x(8), True),
        ("P Q P", "\n".join([x(80)] * 4), True),
        ("P Q P", "\n".join([*[x(80)] * 3, x(81)]), False),
        ("P Q P", "\n".join([x(8)] * 6), True),
        ("P Q P", "\n".join([x(8)] * 7), False),
        ("P Q p", x(8), False),
        ("p Q P", x(8), False),
        ("s P P Q", x(8), True),
        ("P s s Q P", x(8), True),
        ("P s s s Q P", x(8), False),
        ("P Q s s P", x(8), True),
        ("P Q s s s P", x(8), False),
        ("P Q s s s", x(8), False),
        ("P c Q P", x(8), False),
        ("P Q P", "# xxxxxxxx", False),
        ("P Q P", "1. xxxxxxxx", False),
        ("P Q P", "> xxxxxxxx", False),
    ],
)
def test_what_may_be_a_pull_quote(around: str, quote: str, *, expected: bool) -> None:
    words = {"P": x(110), "p": x(109), "s": "so", "c": "so:", "Q": quote}
    blocks = _blocks(lines_of("\n\n".join(words[name] for name in around.split())))
    assert _may_be(blocks, [_size(block) for block in blocks], around.split().index("Q")) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (x(55), "and so", True),
        (x(54), "and so", False),
        (x(55), "And so", False),
        (f"{x(55)}.", "and so", False),
    ],
)
def test_a_paragraph_that_is_cut(before: str, after: str, *, expected: bool) -> None:
    assert _cuts(_blocks(lines_of(f"{before}\n\nquote\n\n{after}")), 1, 2) == expected


@pytest.mark.parametrize(
    ("line", "before", "expected"),
    [
        ("— Ana", "so", True),
        ("Ana Ruiz", "so”", True),
        ("Ana Ruiz, of Lima, in Peru", "so”", True),
        ("Ana Ruiz", "so", False),
        ("Ana", "so”", False),
        (f"Ana Ruiz, {x(60)}", "so”", True),
        (f"Ana Ruiz, {x(61)}", "so”", False),
    ],
)
def test_a_credit_under_a_quotation(line: str, before: str, *, expected: bool) -> None:
    assert _is_credit(line, before, locale("en")) == expected


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("so\n\n— Ana Ruiz\n\nand", 1, True),
        ("so\n\n— Ana Ruiz\n\nand", 2, False),
        ("so\n\n— Ana Ruiz", 1, False),
        ("so\n\n— Ana Ruiz\nof Lima\n\nand", 1, False),
        ("so\n\nAna Ruiz\n\nand", 1, False),
        ("so\n\nand\n\n— Ana Ruiz", 2, False),
    ],
)
def test_a_credit_in_a_block_of_its_own(text: str, end: int, *, expected: bool) -> None:
    assert _credit_after(_blocks(lines_of(text)), end) == expected


@pytest.mark.parametrize(("letters", "weight"), [("", 0), ("abc", 3), ("昨日", 5), ("a昨", 2), ("昨a", 5)])
def test_the_weight_of_letters(letters: str, weight: float) -> None:
    assert weight_of(letters) == weight


ALL, SOME, BUT_FIRST = (
    "repeats words of the text",
    "repeats words of the text, with some left out",
    "repeats words of the text, but for the first",
)


@pytest.mark.parametrize(
    ("words", "needed", "expected"),
    [
        ("had been laid up", 13, ALL),
        ("had been laid up", 14, ""),
        ("The ferry ... laid up", 14, SOME),
        ("The ferry ... since", 13, ""),
        ("Nobody in ... laid up", 14, ""),
        ("The ferry ... x ... laid up", 14, SOME),
        ("The ferry ... x ... laid up", 15, ""),
        ("Xx been laid up since the flood of the ye", 30, BUT_FIRST),
        ("Xx been laid up since the flood of the y", 20, ""),
        ("Xx been laid up since the flood of the ye", 31, ""),
        ("Xx: been laid up since the flood of the ye", 20, ""),
        ("Xx, yy zz been laid up since the flood of the ye", 20, BUT_FIRST),
        ("Xx yy zz qq been laid up since the flood of the ye", 20, ""),
        (f"{x(15)} been laid up since the flood of the year bef", 20, BUT_FIRST),
        (f"{x(16)} been laid up since the flood of the year bef", 20, ""),
    ],
)
def test_how_words_are_repeated(words: str, needed: int, expected: str) -> None:
    blocks = _blocks(lines_of(f"{FIRST}\n\nso\n\n{SECOND}\n\n{THIRD}"))
    assert _parts(words, 1, 2, _text_of(blocks, 0), needed) == expected


LONG = x(200)


@pytest.mark.parametrize(
    ("before", "after", "parts", "expected"),
    [
        ("abcdefghijklmn", LONG, "abcdefghij", True),
        ("abcdefghijklm", LONG, "abcdefghij", False),
        (LONG, "abcdefghijklmn", "abcdefghij", True),
        (LONG, "abcdefghijklm", "abcdefghij", False),
        (f"{LONG}\n\nabcdefghijklm", LONG, "abcdefghij", False),
        ("abcdef\n\nghijklmn", LONG, "abcdefghij", True),
        ("abcdef\n\nghijklm", LONG, "abcdefghij", False),
        (LONG, f"abcdef\n\nghijklmn\n\n{LONG}", "abcdefghij", True),
        (LONG, f"abcdef\n\nghijklm\n\n{LONG}", "abcdefghij", False),
        (f"abcdeyyyyfghij {LONG}", LONG, "abcde fghij", True),
        (f"abcdeyyyyfghij {LONG}", LONG, "fghij abcde", False),
        (f"abcdeyyyyfghij {LONG}", LONG, "abcde zzzzz", False),
        (f"abcdeyyyyfghij {LONG}", LONG, "abcde zzzzz fghij", False),
        (f"abcdeyyyyfghijabcde {LONG}", LONG, "abcde fghij", True),
        (f"abcde{x(1275)}fghij", LONG, "abcde fghij", True),
        (f"abcde{x(1276)}fghij", LONG, "abcde fghij", False),
        (f"abcdeyyabcdeyyfghij{LONG}", LONG, "abcde abcde fghij", True),
        (f"{LONG}abcde", f"fghij{LONG}", "abcde fghij", True),
    ],
)
def test_where_letters_stand_in_the_text(before: str, after: str, parts: str, *, expected: bool) -> None:
    index = before.count("\n\n") + 1
    text = _text_of(_blocks(lines_of(f"{before}\n\nso\n\n{after}")), 0)
    assert text.repeats(parts.split(), index, index + 1) == expected


@pytest.mark.parametrize(("letters", "expected"), [(110, True), (109, False)])
def test_a_paragraph_stands_above(letters: int, *, expected: bool) -> None:
    assert bool(pulled(REPEATED, above=f"{x(letters)}\n\n")) == expected


@pytest.mark.parametrize(
    ("before", "after", "near", "expected"),
    [
        (f"abcdefghij{x(20)}", LONG, 30, True),
        (f"abcdefghij{x(20)}", LONG, 29, False),
        (LONG, f"{x(20)}abcdefghij", 30, True),
        (LONG, f"{x(20)}abcdefghij", 29, False),
        (f"{LONG}\n\nabcdefghijklm", LONG, 30, False),
        (f"{LONG}\n\nabcdefghijklmn", LONG, 30, True),
        (f"{LONG}\n\nabcdefghijklm", LONG, 10_000, False),
        (LONG, f"abcdefghijklm\n\n{LONG}", 30, False),
        (LONG, f"abcdefghijklmn\n\n{LONG}", 30, True),
        (f"{LONG}abcde", f"fghij{LONG}", 30, True),
        (f"{LONG}\n\nabcde", "fghij", 30, False),
        (f"{LONG}\n\nabcdefg", "fghij", 30, False),
        (f"{LONG}\n\nxxabcde", "fghijyy", 30, True),
    ],
)
def test_letters_are_searched_for_as_near_as_that(
    before: str, after: str, near: int, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repetitions, "_NEAR", near)
    index = before.count("\n\n") + 1
    text = _text_of(_blocks(lines_of(f"{before}\n\nso\n\n{after}")), 0)
    assert text.repeats(["abcdefghij"], index, index + 1) == expected


@pytest.mark.parametrize(
    ("text", "quotes", "index", "closed"),
    [
        ("A\n\n\nB\n\nC\nD", [1], 2, "C 2|D 0"),
        ("A\n\nB\n\n\nC\nD", [1], 2, "C 2|D 0"),
        ("A\n\n\nB\n\nC\n\nD", [1, 2], 3, "D 2"),
        ("A\n\n\nB\n\nC\n\nD", [2], 3, "D 1"),
        ("A\n\n\nB\n\nC\n\nD", [2], 1, "B 2"),
        ("A\n\n\nB\n\nC\n\nD", [0, 1], 3, "D 1"),
        ("A\n\n\nB\n\nC\n\nD", [0, 1], 2, "C 1"),
        ("A\n\n␌B\n\nC", [1], 2, "C 2 cut"),
        ("A\n\nB\n\n␌C\n\nD", [1, 2], 3, "D 1 cut"),
        ("A\n\n␌B\n\nC\n\nD", [1, 2], 3, "D 2 cut"),
        ("A\n\n␌B\n\nC\n\nD", [2], 3, "D 1"),
        ("␌A\n\nB\n\nC", [1], 2, "C 1"),
        ("A\n\nB\n\n␌C", [1], 2, "C 2 cut"),
    ],
)
def test_the_block_behind_pull_quotes(text: str, quotes: list[int], index: int, closed: str) -> None:
    (quote,) = lifted(REPEATED).pulled
    lines = _closed(_blocks(lines_of(text)), index, dict.fromkeys(quotes, quote))
    assert "|".join(f"{line.text} {line.gap}{' cut' * line.cut}" for line in lines) == closed


def quote_at(quote: str, *, below: str = f"\n\n{SECOND}\n\n{THIRD}") -> tuple[int, PulledQuote] | None:
    blocks = _blocks(lines_of(f"{FIRST}\n\n{quote}{below}"))
    return _quote_at(blocks, 1, blocks[0][-1], _text_of(blocks, 0), locale("en"))


@pytest.mark.parametrize(
    ("quote", "blocks", "credit"),
    [
        (REPEATED, 1, ""),
        ("We never had\n\nsuch water here,\n\nnot in forty years.", 3, ""),
        ("We never\n\nhad such\n\nwater here,\n\nnot in forty years.", 4, ""),
        ("We never\n\nhad such\n\nwater here,\n\nnot in\n\nforty years.", 0, ""),
        ("We never had\n\nso it was\n\nsuch water here, not in forty years.", 0, ""),
        (f"{REPEATED}\n— Olaf Brandt", 1, "Olaf Brandt"),
        (f"{REPEATED}\n\n— Olaf Brandt", 2, "Olaf Brandt"),
        ("We never had such\n\nwater here, not in forty years.\n\n— Olaf Brandt", 3, "Olaf Brandt"),
        ("“We never had such water here, not in forty years.” — Olaf Brandt", 1, "Olaf Brandt"),
        ("“We never had such water here, not in forty years.”\nOlaf Brandt", 1, "Olaf Brandt"),
        ("“We never had such water here, not in forty years.”\nOlaf Brandt, pilot", 1, "Olaf Brandt, pilot"),
        ("It rained all day.", 0, ""),
    ],
)
def test_the_blocks_of_a_pull_quote(quote: str, blocks: int, credit: str) -> None:
    pulled_quote = quote_at(quote)
    assert (pulled_quote[0] if pulled_quote else 0) == blocks
    if pulled_quote:
        _, (piece, start, reasons, after) = pulled_quote
        assert piece.text.replace(" ", "") == "".join(quote.split())
        assert ("" if start is None else piece.text[start:]) == credit
        assert reasons[0] == "repeats words of the text"
        assert after == 0


def test_a_pull_quote_ends_before_a_paragraph_and_before_the_end() -> None:
    start, rest = "Nobody asked", "the ferryman what he thought of it."
    assert quote_at(f"{start}\n\n{rest}") is not None
    of_the_first = "The ferry had\n\nbeen laid up since the flood of the year."
    assert quote_at(of_the_first) is not None
    assert quote_at(of_the_first, below="") is None
    assert quote_at(f"{start}\n\n{SECOND.removeprefix(start)}", below=f"\n\n{SECOND}{THIRD}\n\n{THIRD}") is None


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [((107, 107, 106), True), ((107, 107, 107), False), ((107, 109), True), ((107, 110), False)],
)
def test_the_longest_pull_quote_of_several_blocks(sizes: tuple[int, ...], *, expected: bool) -> None:
    """Each block but the last reads as a heading, which is no pull quote alone."""
    words = "".join(chr(0x4E00 + number) for number in range(sum(sizes)))
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    blocks = [f"{words[start]} {words[start + 2 : start + size]}" for start, size in zip(starts, sizes, strict=True)]
    blocks[-1] = blocks[-1][:-1] + "."
    text = "".join(blocks) + words
    taken = quote_at("\n\n".join(blocks), below=f"\n\n{text}\n\n{THIRD}")
    assert (taken is not None and taken[0] == len(sizes)) == expected
