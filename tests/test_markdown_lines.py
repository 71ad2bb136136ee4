"""The lines of Markdown: where they are broken, what is escaped in them, and how emphasis is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.tree import List, Note, Paragraph, Table, Text
from copydesk.writing.markdown import escaping, labels, lists, tables, wrap
from copydesk.writing.markdown.context import Context
from copydesk.writing.markdown.escaping import (
    BRACKET,
    BREAK,
    COMMONMARK,
    EMPHASIS,
    GITHUB,
    GLUE,
    PANDOC,
    REFERENCE,
    STRONG,
    Flavour,
    _Around,
)
from tests.tools import examples


def opens(line: str) -> bool:
    """Whether a line opens a block, as ``-`` before a space does."""
    return line.startswith("- ") or line == "-"


@pytest.mark.parametrize(
    ("line", "measure", "lines"),
    [
        ("", 0, [""]),
        ("", 10, [""]),
        ("one two three", 0, ["one two three"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("one two three four", 9, ["one two", "three", "four"]),
        ("one  two", 20, ["one two"]),
        ("abcdefghij klm", 4, ["abcdefghij", "klm"]),
        ("one - two", 5, ["one -", "two"]),
        ("one - two", 4, ["one -", "two"]),  # no line may begin with the dash
        ("one two -", 7, ["one", "two -"]),
        ("one -2 two", 6, ["one -2", "two"]),
        ("漢字 漢字", 4, ["漢字 漢字"]),  # some programs drop the line end there
        ("漢字 ab", 4, ["漢字", "ab"]),
        ("ab 漢字", 6, ["ab", "漢字"]),
        ("ab 漢字", 7, ["ab 漢字"]),
        ("한국 한국", 8, ["한국", "한국"]),
        ("한국 한국", 9, ["한국 한국"]),
        ("漢字 한국", 8, ["漢字", "한국"]),
        (f"one a{GLUE}b", 6, ["one", f"a{GLUE}b"]),
    ],
)
def test_a_line_is_broken_at_spaces(line: str, measure: int, lines: list[str]) -> None:
    assert wrap.wrapped(line, measure, opens) == lines


@given(st.lists(st.sampled_from(["a", "bc", "def", "-", "漢", "한국", "ghijkl"])), st.integers(1, 12))
@examples(60)
def test_broken_lines_have_all_words_and_open_no_block(words: list[str], measure: int) -> None:
    lines = wrap.wrapped(" ".join(words), measure, opens)
    assert " ".join(lines).split() == words
    assert not any(map(opens, lines[1:]))
    for line in lines:
        assert wrap.columns(line) <= measure or len(list(wrap._pieces(line, opens))) == 1


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("\x7f", 1),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("ａ", 2),
        ("ｱ", 1),
        ("한", 2),
        ("a\u200db", 2),
        ("a\u20dd", 1),
        ("\u0903", 1),  # a mark that takes room
        ("я…", 2),
    ],
)
def test_columns_of_a_monospaced_font(text: str, columns: int) -> None:
    assert wrap.columns(text) == columns


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        *[("a", False), ("\u2e7f", False), ("\u2e80", True), ("漢", True), ("の", True), ("。", True)],
        *[("\uabff", True), ("가", False), ("\ud7a3", False), ("\ud7a4", True)],
    ],
)
def test_scripts_without_spaces(character: str, *, expected: bool) -> None:
    assert wrap._unspaced(character) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "-"), ("a", "- a"), ("a\nb\nc", "- a\n  b\n  c"), ("a\n\nb", "- a\n\n  b"), ("\na", "-\n  a")],
)
def test_lines_are_indented(text: str, expected: str) -> None:
    assert wrap.indented(text, "- ", "  ") == expected


def test_a_blank_line_of_a_quotation_keeps_its_mark() -> None:
    assert wrap.indented("a\n\nb", "> ", "> ") == "> a\n>\n> b"


@pytest.mark.parametrize(("measure", "columns", "expected"), [(0, 2, 0), (20, 2, 18), (20, 19, 1), (20, 30, 1)])
def test_indented_lines_are_shorter(measure: int, columns: int, expected: int) -> None:
    context = Context(measure, bare=True, in_link=True)
    assert context.narrowed(columns) == Context(expected, bare=True, in_link=True)


# ------------------------------------------------------------------------------------------------------ escaping


@pytest.mark.parametrize(
    ("text", "commonmark", "github", "pandoc"),
    [
        ("plain words, 5.5 (so)", "plain words, 5.5 (so)", "plain words, 5.5 (so)", "plain words, 5.5 (so)"),
        ("a*b`c[d]\\", r"a\*b\`c\[d\]\\", r"a\*b\`c\[d\]\\", r"a\*b\`c\[d\]\\"),
        ("_a a_b c_", r"\_a a_b c\_", r"\_a a_b c\_", r"\_a a_b c\_"),
        ("a < b <c <3 <", r"a < b \<c <3 \<", r"a < b \<c <3 \<", r"a < b \<c <3 \<"),
        ("R&D &amp; &#1;", r"R&D \&amp; \&#1;", r"R&D \&amp; \&#1;", r"R&D \&amp; \&#1;"),
        ("$5 5$ x", r"$5 5\$ x", r"\$5 5\$ x", r"\$5 5\$ x"),
        (
            "http://a www.b x@y :ab:",
            "http://a www.b x@y :ab:",
            r"http\://a www\.b x\@y \:ab:",
            "http://a www.b x@y :ab:",
        ),
        ("--- ... 'a' {b} @c", "--- ... 'a' {b} @c", "--- ... 'a' {b} @c", r"\-\-- \... \'a\' \{b} \@c"),
        ("a|b~c^", r"a\|b\~c\^", r"a\|b\~c\^", r"a\|b\~c\^"),
        ("\u0338 a", "&#x338; a", "&#x338; a", "&#x338; a"),
        ("a\n\tb\u2028c\x00d", "a b cd", "a b cd", "a b cd"),
    ],
)
def test_words_are_escaped(text: str, commonmark: str, github: str, pandoc: str) -> None:
    assert [flavour.escape(text) for flavour in (COMMONMARK, GITHUB, PANDOC)] == [commonmark, github, pandoc]


@pytest.mark.parametrize(
    ("line", "flavour", "expected"),
    [
        ("# a", COMMONMARK, r"\# a"),
        ("###### a", COMMONMARK, r"\###### a"),
        ("####### a", COMMONMARK, None),
        ("####### a", PANDOC, r"\####### a"),
        ("#a", COMMONMARK, None),
        ("- a", COMMONMARK, r"\- a"),
        ("-2", COMMONMARK, None),
        ("1. May", COMMONMARK, r"1\. May"),
        ("123456789) a", COMMONMARK, r"123456789\) a"),
        ("1234567890. a", COMMONMARK, None),
        ("1.5", COMMONMARK, None),
        ("a. b", COMMONMARK, None),
        ("a. b", PANDOC, r"a\. b"),
        ("> a", COMMONMARK, r"\> a"),
        ("% a", PANDOC, r"\% a"),
        ("Table: a", PANDOC, r"Table\: a"),
        ("", COMMONMARK, None),
        ("plain", PANDOC, None),
    ],
)
def test_a_line_that_would_open_a_block(line: str, flavour: Flavour, expected: str | None) -> None:
    assert flavour.escape_start(line) == (expected or line)
    assert flavour.opens_block(line) == (expected is not None)


@pytest.mark.parametrize(("line", "expected"), [("```", True), ("<!-- a", True), ("* a", True), ("*a*", False)])
def test_other_markup_that_opens_a_block(line: str, *, expected: bool) -> None:
    assert COMMONMARK.opens_block(line) == expected


def em(words: str) -> str:
    return f"{EMPHASIS.opening}{words}{EMPHASIS.closing}"


def strong(words: str) -> str:
    return f"{STRONG.opening}{words}{STRONG.closing}"


@pytest.mark.parametrize(
    ("line", "expected", "pandoc"),
    [
        ("plain", "plain", "plain"),
        (em("a"), "_a_", "_a_"),
        (f"so {em('a')}, b", "so _a_, b", "so _a_, b"),
        (strong("a"), "**a**", "**a**"),
        (f"a{em('b')}c", "a*b*c", "a*b*c"),
        (f"a{em('b')}", "a*b*", "a*b*"),
        (f"{em('b')}c", "*b*c", "*b*c"),
        (f"a{em('(b)')}c", "a<em>(b)</em>c", "a*(b)*c"),
        (f"a{strong('(b)')}c", "a<strong>(b)</strong>c", "a**(b)**c"),
        (em(" a"), "<em> a</em>", "<em> a</em>"),
        (em("a "), "<em>a </em>", "<em>a </em>"),
        (em(f"a {strong('b')}"), "_a **b**_", "_a **b**_"),
        (strong(f"a {em('b')}"), "**a _b_**", "**a _b_**"),
        (em(em("a")), "_<em>a</em>_", "_<em>a</em>_"),
        (em("a") + em("b"), "_a_*b*", "_a_*b*"),
        (strong("a") + strong("b"), "**a**<strong>b</strong>", "**a**<strong>b</strong>"),
        (em("a") + strong("b"), "_a_**b**", "_a_**b**"),
        (f"€{em('a')}", "€<em>a</em>", "€*a*"),
        (f"“{em('a')}”", "“_a_”", "“_a_”"),
        (f"/{em('a')}", "/_a_", "/*a*"),
    ],
)
def test_how_emphasis_is_marked(line: str, expected: str, pandoc: str) -> None:
    assert escaping.finish(line) == [expected]
    assert escaping.finish(line, pandoc=True) == [pandoc]


@pytest.mark.parametrize(
    ("line", "lines", "single"),
    [
        ("", [""], [""]),
        (f"a {BREAK} b", ["a\\", "b"], ["a <br> b"]),
        (f"a{BREAK}b{BREAK}c", ["a\\", "b\\", "c"], ["a <br> b <br> c"]),
        (f" {BREAK}a ", ["a"], ["<br> a"]),
        (f"a{BREAK} ", ["a"], ["a <br>"]),
        (f"!{BRACKET}[a]", ["\\![a]"], ["\\![a]"]),
        (f"a {BRACKET}[a]", ["a [a]"], ["a [a]"]),
        (f"a[^1]{REFERENCE}: b", ["a[^1]\\: b"], ["a[^1]\\: b"]),
        (f"a[^1]{REFERENCE}(b)", ["a[^1]\\(b)"], ["a[^1]\\(b)"]),
        (f"a[^1]{REFERENCE} b", ["a[^1] b"], ["a[^1] b"]),
    ],
)
def test_lines_are_finished(line: str, lines: list[str], single: list[str]) -> None:
    assert escaping.finish(line) == lines
    assert escaping.finish(line, single=True) == single


@pytest.mark.parametrize(
    ("around", "underscore", "asterisk"),
    [
        ((" ", "a", "b", " "), True, True),
        (("", "a", "b", ""), True, True),
        (("(", "a", "b", ")"), True, True),
        (("x", "a", "b", " "), False, True),
        ((" ", "a", "b", "x"), False, True),
        (("x", "(", "b", " "), False, False),
        ((" ", "(", ")", " "), True, True),
        ((".", "(", ")", "."), True, True),
        ((" ", " ", "b", " "), False, False),
        ((" ", "a", " ", " "), False, False),
        (("x", "a", "b", "."), False, True),
        ((".", "a", "b", "x"), False, True),
        (("€", "a", "b", " "), False, False),
        ((" ", "a", "b", "€"), False, False),
        ((" ", "a", ")", "x"), False, False),
    ],
)
def test_marks_that_commonmark_reads(around: tuple[str, str, str, str], *, underscore: bool, asterisk: bool) -> None:
    """By the characters before and behind the opening mark, and before and behind the closing one."""
    assert escaping._is_mark("_", _Around(*around)) == underscore
    assert escaping._is_mark("*", _Around(*around)) == asterisk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" ", " "),
        ("a", "`a`"),
        ("a  b", f"`a{GLUE}b`"),
        (" a", " `a`"),
        ("a ", "`a` "),
        ("a`b", "``a`b``"),
        ("a``b`c", "```a``b`c```"),
        ("`a", f"``{GLUE}`a{GLUE}``"),
        ("a`", f"``{GLUE}a`{GLUE}``"),
        ("a|b", "`a|b`"),
    ],
)
def test_code(text: str, expected: str) -> None:
    assert escaping.code(text) == expected
    assert escaping.code(text, cell=True) == expected.replace("|", "\\|")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://e.org/a", "https://e.org/a"),
        ("", "<>"),
        ("a b", f"<a{GLUE}b>"),
        ("a(b", "<a(b>"),
        ("a>b", "<a\\>b>"),
        ("a|b`c\\d", "a\\|b\\`c\\\\d"),
        ("a&amp;b&c", "a\\&amp;b&c"),
    ],
)
def test_the_target_of_a_link(target: str, expected: str) -> None:
    assert escaping.destination(target) == expected


# --------------------------------------------------------------------------------------------------- lists and tables


def list_of(count: int, start: int = 1, numbering: str = "decimal", *, ordered: bool = True) -> List:
    item = (Paragraph((Text("a"),)),)
    return List((item,) * count, ordered, start, numbering)  # type: ignore[arg-type]


def test_the_marks_of_bullets_and_numbers() -> None:
    assert lists.bullets(list_of(2), other=False) == ["- ", "- "]
    assert lists.bullets(list_of(1), other=True) == ["+ "]
    assert lists.numbers(list_of(3, 9), other=False) == ["9. ", "10. ", "11. "]
    assert lists.numbers(list_of(2), other=True) == ["1) ", "2) "]
    assert lists.numbers(list_of(2, -5), other=False) == ["0. ", "1. "]
    assert lists.numbers(list_of(2, 999_999_999), other=False) == ["999999999. "] * 2


@pytest.mark.parametrize(
    ("count", "start", "numbering", "marks"),
    [
        (2, 1, "lower_alpha", ["a", "b"]),
        (2, 25, "upper_alpha", ["Y", "Z"]),
        (2, 26, "lower_alpha", []),
        (1, 0, "lower_alpha", []),
        (1, 9, "lower_alpha", []),  # pandoc reads a first "i" as a numeral
        (2, 8, "lower_alpha", ["h", "i"]),
        (4, 1, "lower_roman", ["i", "ii", "iii", "iv"]),
        (1, 5, "lower_roman", []),  # and other letters as letters
        (1, 4, "upper_roman", ["IV"]),
        (1, 1994, "upper_roman", ["MCMXCIV"]),
        (1, 3999, "lower_roman", ["mmmcmxcix"]),
        (1, 4000, "lower_roman", []),
        (1, 0, "lower_roman", []),
        (2, 1, "decimal", []),
    ],
)
def test_letters_and_numerals_of_items(count: int, start: int, numbering: str, marks: list[str]) -> None:
    assert lists.letters(list_of(count, start, numbering)) == marks


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), True),
        (((Paragraph((Text("a"),)),),), True),
        (((list_of(1),),), False),
        (((Paragraph((Text("a"),)), Paragraph((Text("b"),))),), False),
        (((Paragraph((Text("a"),)), list_of(1, ordered=False)),), True),
        (((Paragraph((Text("a"),)), list_of(1)),), True),
        (((Paragraph((Text("a"),)), list_of(1, 2)),), False),
        (((Paragraph((Text("a"),)), list_of(1, 1, "lower_alpha")),), False),
        (((Paragraph((Text("a"),)), List(((),))),), False),
        (((Paragraph((Text("a"),)), list_of(1), list_of(1)),), False),
        (((), (Paragraph((Text("a"),)),)), True),
    ],
)
def test_lists_without_blank_lines(items: tuple[tuple[Paragraph | List, ...], ...], *, expected: bool) -> None:
    assert lists.is_tight(List(items)) == expected


def test_lists_that_would_be_read_as_one() -> None:
    assert lists.are_alike(list_of(1), list_of(2))
    assert not lists.are_alike(list_of(1), list_of(1, ordered=False))
    assert not lists.are_alike(list_of(1), None)
    assert not lists.are_alike(Paragraph(()), list_of(1))
    assert not lists.are_alike(list_of(1), Paragraph(()))


def cell(inlines: object) -> str:
    return "".join(inline.text for inline in inlines)  # type: ignore[attr-defined]


A, B = (Text("a"),), (Text("b"),)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Table(((A, B),)), "|  |  |\n| --- | --- |\n| a | b |"),
        (Table(((A,), (A, B)), header=(A,)), "| a |  |\n| --- | --- |\n| a |  |\n| a | b |"),
        (Table((), header=(A, B)), "| a | b |\n| --- | --- |"),
        (Table(((A, B),), align=("right",)), "|  |  |\n| ---: | --- |\n| a | b |"),
        (Table(((A, B),), align=("left", "center")), "|  |  |\n| :--- | :---: |\n| a | b |"),
    ],
)
def test_tables(table: Table, expected: str) -> None:
    assert tables.rows(table, cell) == expected


def note(id_: str) -> Note:
    return Note(id_, "1", ())


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([], []),
        (["n1", "n-2_b"], ["n1", "n-2_b"]),
        (["a b", "ü"], ["note-1", "note-2"]),
        (["N1", "n1"], ["N1", "note-2"]),
        (["note-2", ""], ["note-2", "note-2-"]),
        (["note-3", "NOTE-3-", "?"], ["note-3", "NOTE-3-", "note-3--"]),
    ],
)
def test_labels_of_notes(ids: list[str], expected: list[str]) -> None:
    assert list(labels.labels([note(id_) for id_ in ids]).values()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("word", True), ("word ", True), ('word "so"', True), ("word (so)", True), ("two words", False), ("", False)],
)
def test_notes_that_look_like_the_target_of_a_link(text: str, *, expected: bool) -> None:
    assert labels.is_link_definition(text) == expected
