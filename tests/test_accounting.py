"""Nothing is lost: each character of a raw text that is not blank stands in the spans of just one node."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import copydesk
from copydesk.tree import Located

ROOT = Path(__file__).parent.parent

WORDS = st.sampled_from(
    [
        "the",
        "of",
        "and",
        "rain",
        "town",
        "said:",
        "By",
        "Ana",
        "Ruiz",
        "and",
        "Jo",
        "Park",
        "|",
        "3",
        "May",
        "2024",
        "2024-05-03",
        "LIMA",
        "(AP)",
        "—",
        "Page",
        "2",
        "of",
        "7",
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


def check(raw: str) -> None:
    article = copydesk.read(raw)
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
    if raw.removeprefix("\ufeff").strip():
        check(raw)


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_every_character_of_a_sample_is_in_one_node(path: Path) -> None:
    encoding = "cp1252" if path.stem == "french" else "utf-8"
    check(path.read_bytes().decode(encoding))


def words(text: str) -> list[str]:
    return text.split()


@given(ARTICLES)
def test_furniture_and_tree_are_made_of_the_raw_text_alone(raw: str) -> None:
    """No letter is invented: each letter of the tree is a letter of the raw text, as often as it stands there."""
    if not raw.removeprefix("\ufeff").strip():
        return
    article = copydesk.read(raw)
    cleaned = copydesk.reading.characters.clean(raw).text
    for node in copydesk.walk(article):
        if isinstance(node, copydesk.Text):
            for word in words(node.text):
                assert set(word) <= set(cleaned)
