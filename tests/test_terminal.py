"""Overstruck letters and escape sequences: their meaning, and that they lose no word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading import examine
from copydesk.reading._shared.terminal import terminal_marks, without_terminal_marks
from copydesk.reading.markdown.document import read_markdown
from copydesk.reading.text.accounting import discrepancies
from copydesk.reading.text.characters import clean
from copydesk.reading.text.characters.decode import decode
from copydesk.reading.text.characters.letterspacing import closed_up
from copydesk.tree import Link, Text
from copydesk.tree import bare as bare_tree
from copydesk.visit import plain, walk
from tests.tools import examples

MARKED = {
    "bold": ("N\bNA\bA", "NA", "2 overstruck"),
    "bolder": ("R\bR\bR\bRain", "Rain", "1 overstruck"),
    "underlined": ("_\br_\ba_\bi_\bn", "rain", "4 overstruck"),
    "underlined behind": ("r\b_a\b_", "ra", "2 overstruck"),
    "bold and underlined": ("_\bR\bR", "R", "1 overstruck"),
    "a blank": ("_\b  \b_a \b b", "  a b", "3 overstruck"),
    "an underscore": ("a_\b_b", "a_b", "1 overstruck"),
    "a word at once": ("Rain\b\b\b\b____ fell", "Rain fell", "4 overstruck"),
    "two words at once": ("____ ____\b\b\b\b\b\b\b\b\bRain fell", "Rain fell", "9 overstruck"),
    "a word thrice": ("Rain\b\b\b\bRain\b\b\b\bRain", "Rain", "4 overstruck"),
    "a bullet": ("+\bo an item", "• an item", "1 overstruck"),
    "accents": ("e\b' \"\bo n\b~ c\b, `\ba", "é ö ñ ç à", "5 overstruck"),
    "a ligature": ("ﬁ\bﬁrst", "first", "1 overstruck"),
    "an accent of its own": ("e\u0301\be\u0301t", "e\u0301t", "1 overstruck"),
    "other scripts": ("漢\b漢字\b字 क\bकि\bि д\bд", "漢字 कि д", "5 overstruck"),
    "colours": ("\x1b[1mRain\x1b[0m \x1b[38;5;12mfell\x1b[39m\x1b[K", "Rain fell", "5 escape"),
    "as tput resets": ("Rain\x1b(B\x1b[m", "Rain", "2 escape"),
    "a title of a window": ("\x1b]0;shell\x07Rain", "Rain", "1 escape"),
    "a string of a device": ("\x1bP1$r0m\x1b\\Rain", "Rain", "1 escape"),
    "moves that part words": ("a\x1b[3Cb\x1b[Cc\x1b[2;1Hd\x1b[9Ge", "a   b c\nd e", "4 escape"),
    "a link": ("\x1b]8;;https://e.org/a\x1b\\the record\x1b]8;;\x1b\\.", "[the record](https://e.org/a).", "2 escape"),
    "a link that rings": ("\x1b]8;id=1;mailto:a@e.org\x07Ana\x1b]8;;\x07", "[Ana](mailto:a@e.org)", "2 escape"),
    "a coloured link": (
        "\x1b]8;;https://e.org/\x1b\\\x1b[4mit\x1b[0m\x1b]8;;\x1b\\",
        "[it](https://e.org/)",
        "4 escape",
    ),
    "a link upon a link": (
        "\x1b]8;;https://e.org/a\x1b\\a\x1b]8;;https://e.org/b\x1b\\b\x1b]8;;\x1b\\",
        "[a](https://e.org/a)[b](https://e.org/b)",
        "3 escape",
    ),
    "a link with brackets": ("\x1b]8;;https://e.org/a\x1b\\a[1]\x1b]8;;\x1b\\.", "a[1] <https://e.org/a>.", "2 escape"),
    "a link that shows": ("\x1b]8;;https://e.org/\x1b\\e.org\x1b]8;;\x1b\\", "e.org", "2 escape"),
    "a link to a file": ("\x1b]8;;file:///a/b\x1b\\b\x1b]8;;\x1b\\", "b", "1 terminal link "),
    "letters that make none": ("teh\b\b\bthe", "tehthe", "3 control"),
    "a mistake": ("raim\bn", "raimn", "1 control"),
    "backspaces at the ends": ("\brain\b", "rain", "2 control"),
    "across a line's end": ("a\n\ba", "a\na", "1 control"),
    "an escape alone": ("\x1bHello\x1b", "Hello", "2 control"),
    "a string without end": ("\x1b]8;;https://e.org/\nRain", "]8;;https://e.org/\nRain", "1 control"),
}
"""A raw text, its clean text, and the beginning of the problem's message."""


@pytest.mark.parametrize(("raw", "text", "message"), MARKED.values(), ids=list(MARKED))
def test_marks_are_what_they_stand_for(raw: str, text: str, message: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == text
    assert any(problem.message.startswith(message) for problem in cleaned.problems), cleaned.problems


@pytest.mark.parametrize(("raw", "message"), [(row[0], row[2]) for row in MARKED.values() if "control" not in row[2]])
def test_markdown_may_have_them_too(raw: str, message: str) -> None:
    text, problems = without_terminal_marks(raw)
    assert not re.search("[\b\x1b]", text)
    assert any(problem.message.startswith(message) for problem in problems)


def test_a_link_of_a_terminal_is_one_of_the_article() -> None:
    raw = "Rain at last\n\nIt rained, as \x1b]8;;https://e.org/a\x1b\\the record\x1b]8;;\x1b\\ says, on Thursday.\n"
    for article in (examine(raw).article, read_markdown(raw).article):
        assert Link((Text("the record"),), "https://e.org/a") in list(walk(article))


def struck(word: str, emphasis: str) -> str:
    """A word as printers and terminals make it bold or underlined."""
    forms = {
        "bold": lambda: "".join(f"{letter}\b{letter}" for letter in word),
        "underlined": lambda: "".join(f"_\b{letter}" for letter in word),
        "at once": lambda: word + "\b" * len(word) + "_" * len(word),
        "coloured": lambda: f"\x1b[1;31m{word}\x1b[0m",
        "plain": lambda: word,
    }
    return forms[emphasis]()


WORDS = st.text(st.sampled_from("abcdeÄé漢д12"), min_size=1, max_size=8)
HOW = st.sampled_from(["bold", "underlined", "at once", "coloured", "plain"])


@examples(60)
@given(st.lists(st.tuples(WORDS, HOW, st.sampled_from([" ", "\n", "\n\n", "   "])), min_size=1, max_size=40))
def test_marked_words_are_read_as_the_same_words_without_marks(words: list[tuple[str, str, str]]) -> None:
    raw = "".join(struck(word, how) + gap for word, how, gap in words)
    bare = "".join(word + gap for word, _, gap in words)
    assert clean(raw).text == bare
    article = examine(raw).article
    assert plain(article) == plain(examine(bare).article)
    assert list(discrepancies(article, closed_up(clean(raw)))) == []


@examples(60)
@given(st.text(st.sampled_from("ab_+o'\b\b\x1b[]();8m1 \n\x07\\"), max_size=60))
def test_no_letter_is_lost_whatever_is_struck_over_it(raw: str) -> None:
    done = 0
    for mark in terminal_marks(raw):
        assert mark.start >= done
        done = mark.end
        if mark.kind == "struck":
            assert set(raw[mark.start : mark.end]) - set("\b_ 'o+") <= set(mark.text) or "'" in raw
    text = clean(raw).text
    outside = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x00-\x1f]*(?:\x07|\x1b\\)", "", raw)
    assert text.count("b") <= outside.count("b") or "http" in raw
    assert ("b" in text) == ("b" in outside)


def test_each_clean_character_leads_back_to_the_letters_it_was_struck_from() -> None:
    raw = "x N\bNA\bA\x1b[0m y"
    cleaned = clean(raw)
    assert cleaned.text == "x NA y"
    spans = [cleaned.raw(index, index + 1) for index in range(6)]
    assert [raw[span.start : span.end] for span in spans] == ["x", " ", "N\bN", "A\bA", " ", "y"]


def test_a_page_in_another_encoding_is_no_binary_file() -> None:
    page = "".join(f"{letter}\b{letter}" for letter in "Überschwemmung für Anfänger, größer als je zuvor")
    decoded = decode(page.encode("cp1252"))
    assert clean(decoded.text).text == "Überschwemmung für Anfänger, größer als je zuvor"


def page(lines: str) -> bytes:
    """A page as groff prints it: what stands between stars is bold, between underscores underlined."""
    bold = re.sub(r"\*(.+?)\*", lambda match: struck(match[1], "bold"), lines)
    return re.sub(r"_(\w+?)_", lambda match: struck(match[1], "underlined"), bold).encode()


MANUAL = """RAIN(1)                     General Commands Manual                    RAIN(1)



*NAME*
       rain - let it rain over the valley

*DESCRIPTION*
       *rain* lets it _rain_ for *--hours* hours, and tells the mayor of the val‐
       ley when it is over, so that nobody need look out of the window.

       +\bo It stops at night.



                                  August 2025                          RAIN(1)
"""


def test_a_page_of_the_manual_reads_as_it_does_without_its_marks() -> None:
    reading = examine(page(MANUAL))
    bare = examine(re.sub(r"\*(.+?)\*|_(\w+?)_", r"\1\2", MANUAL).replace("+\bo", "•"))
    assert bare_tree(reading.article) == bare_tree(bare.article)
    assert "rain lets it rain for --hours hours, and tells the mayor of the valley" in plain(reading.article)
    message = "31 overstruck letters, bold or underlined as `man` prints them, became one letter each"
    assert [problem.message for problem in reading.problems if problem not in bare.problems] == [message]
