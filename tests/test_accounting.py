"""Nothing is lost: each character of a raw text that is not blank stands in the spans of just one node."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import copydesk
from copydesk.reading.characters import clean
from copydesk.reading.habits import NO_HABITS, Habits
from copydesk.tree import Located, Node

ROOT = Path(__file__).parent.parent

COMMON = (
    "the", "of", "and", "rain", "town", "said:", "By", "Ana", "Ruiz", "and", "Jo", "Park", "|",
    "3", "May", "2024", "2024-05-03", "LIMA", "(AP)", "—", "Page", "2", "of", "7",
)  # fmt: skip

WORDS = st.sampled_from(
    [
        *COMMON,
        "-",
        "3",
        "-",
        "improve-",
        "ment",
        "self-",
        "•",
        "*",
        "**",
        "*so*",
        "_so_",
        "[1]",
        "[^2]",
        "¹",
        ">",
        ">>",
        "https://a.example",
        "www.b.example",
        "c@d.example",
        "+44",
        "20",
        "7946",
        "0018",
        "###",
        "-30-",
        "*",
        "*",
        "*",
        "---",
        "===",
        "(see",
        "[there](#))",
        "1.",
        "a)",
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "…",
        "!",
        "?",
        ";",
        ":",
        ",",
        ".",
        "ﬁ",
        "\xad",
        "soft\xad",
        "Â©",
        "â€œ",
        "é",
        "ش",
        "م",
        "漢",
        "字",
        "\x00",
        "\x07",
        "\ufeff",
        "\ufffe",
        "\u200b",
        "\u202e",
        "|",
        "\t",
        "Notes",
        "See",
        "also",
        "Contact:",
        "©",
        "Editor's",
        "note:",
        "wrote:",
        "Tel:",
        "CHAPTER",
        "ONE",
        "Share",
        "|",
        "Print",
        "4",
        "min",
        "read",
    ]  # a list of so many would hide what is in it
)
SPACES = st.sampled_from(
    [" ", " ", " ", " ", "\n", "\n", "\n\n", "\n    ", "\n\n\n", "\f", "\r\n", "\t", "  ", "\u2028", "\u00a0"]
)
ARTICLES = st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=120).map(
    lambda parts: "".join(word + space for word, space in parts)
)


def covered(article: copydesk.Article) -> list[tuple[int, int]]:
    """The spans of all nodes, sorted."""
    return sorted(
        (span.start, span.end)
        for node in copydesk.walk(article)
        if isinstance(node, Located) and node.origin
        for span in node.origin.spans
    )


def read(raw: str, house: Habits = NO_HABITS) -> copydesk.Article:
    """The article of a raw text that holds one."""
    try:
        return copydesk.read(raw, house=house)
    except copydesk.InputError as error:
        assume(not error.message.startswith("it holds no"))  # nothing but furniture, or nothing
        raise


def check(raw: str, house: Habits = NO_HABITS) -> None:
    article = read(raw, house)
    text = raw.removeprefix("\ufeff")
    position = 0
    for start, end in covered(article):
        assert start >= position, f"{text[start:end]!r} is in two nodes"
        assert not text[position:start].strip(), f"{text[position:start]!r} is in no node"
        position = end
    assert not text[position:].strip(), f"{text[position:]!r} is in no node"


@given(ARTICLES | st.text(min_size=1))
@example("a\x00\n\x00\nb")
@example("It rained.\n> =====\n> | It rained.\n> It rained. |\n> 2\n")
@example("Title\n\nBy Ana Ruiz | 3 May 2024\n\nLIMA (AP) — It rained.\n")
def test_every_character_is_in_one_node(raw: str) -> None:
    check(raw)


HOUSE = copydesk.House(
    name="Weir",
    date_order="month_first",
    running_heads=("*the*",),
    kickers=("rain*",),
    byline=copydesk.BylineHabit(forms=("By {name}", "{name} in {place}"), stands="either"),
    footer=copydesk.FooterHabit(contact=("Contact:*", "of*"), rights=("©*",), set_aside=("Share*", "*|*")),
)


@given(ARTICLES)
def test_no_habit_loses_a_character(raw: str) -> None:
    check(raw, HOUSE)


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_every_character_of_a_sample_is_in_one_node(path: Path) -> None:
    encoding = "cp1252" if path.stem == "french" else "utf-8"
    check(path.read_bytes().decode(encoding))


# ---------------------------------------------------------------------------------------------------- words

MARKED = st.sampled_from(
    [
        *COMMON,
        *("CHAPTER", "4", "min", "read", "Share", "Notes", "See", "also"),
        *(
            "improve-",
            "ment",
            "self-",
            "*so*",
            "_so_",
            "**so**",
            "https://a.example",
            "c@d.example",
            "+44",
            "20",
            "7946",
        ),
        *(
            "(see",
            "there)",
            "“",
            "”",
            '"',
            "«",
            "»",
            "…",
            "!",
            "?",
            ";",
            ":",
            ",",
            ".",
            "Contact:",
            "©",
            "note:",
            "wrote:",
        ),
        *("é", "ش", "م", "漢", "字", "CHAPTER", "See", "also", "7946", "note:", "wrote:"),
    ]
)
"""Words whose letters all stand in the tree as they are: no marks of lists and notes, nothing to repair."""


def told_by(node: Node) -> str:
    """The words that a node owns itself: a container leaves them to its blocks."""
    if isinstance(node, copydesk.Furniture):
        return node.text
    if isinstance(node, copydesk.Note):
        return node.mark
    if isinstance(node, (copydesk.List, copydesk.Contact)):
        return ""
    if isinstance(node, copydesk.BlockQuote):
        return copydesk.plain(node.attribution)
    return copydesk.plain(node)


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


@given(st.lists(st.tuples(MARKED, SPACES), min_size=1, max_size=120))
@example([("improve-", "\n"), ("ment", "\n\n"), ("By", " "), ("Ana", " "), ("Ruiz", "\n")])
def test_no_word_is_lost_repeated_or_moved(parts: list[tuple[str, str]]) -> None:
    """The letters of each node are those of its spans, in their order; accounting sees to the rest."""
    raw = "".join(word + space for word, space in parts)
    article = read(raw)
    for node in copydesk.walk(article):
        if isinstance(node, Located) and node.origin:
            spans = " ".join(raw[span.start : span.end] for span in node.origin.spans)
            assert letters(told_by(node)) == letters(spans)


@given(ARTICLES)
def test_no_letter_is_invented(raw: str) -> None:
    """Each letter of the tree is a letter of the raw text."""
    cleaned = set(clean(raw).text)
    for node in copydesk.walk(read(raw)):
        if isinstance(node, copydesk.Text):
            assert {character for character in node.text if not character.isspace()} <= cleaned
