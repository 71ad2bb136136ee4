"""Long words and texts are set in pieces."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from copydesk.writing.pdf.bounds import LONG_TEXT, LONG_WORD, MARKS, bound, few_marks

WORD = "x" * LONG_WORD
NEARLY = "x" * (LONG_WORD - 1)
ACCENT = "\u0301"
SENTENCE = "The ferry crossed the upper lake on Monday with forty people, nine bicycles and a goat on board. "


def bounded(markup: str) -> str:
    root = ElementTree.fromstring(f"<p>{markup}</p>")
    bound(root)
    return ElementTree.tostring(root, encoding="unicode")[3:-4]


def word(letters: str) -> str:
    return f'<span class="long-word">{letters}</span>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", ""),
        ("a few words", "a few words"),
        (NEARLY, NEARLY),
        (WORD, word(WORD)),
        (f"{WORD}xy", word(WORD) + word("xy")),
        (f"{WORD}{WORD}", word(WORD) * 2),
        (f"so {WORD} it is", f"<span>so </span>{word(WORD)}<span> it is</span>"),
        (f"{NEARLY} {NEARLY}", f"{NEARLY} {NEARLY}"),
        (f"<em>{WORD}</em>", f"<em>{word(WORD)}</em>"),
        (f"<em>so</em>{WORD}", f"<em>so</em>{word(WORD)}"),
        (f"so <em>it</em> is {WORD}<b>so</b> it", f"so <em>it</em><span> is </span>{word(WORD)}<b>so</b> it"),
        (f"{WORD}<em>it</em> is", f"{word(WORD)}<em>it</em> is"),
        (f"<code>{WORD}</code>", f"<code>{word(WORD)}</code>"),
        (f"<title>{WORD}</title>", f"<title>{WORD}</title>"),
        (f"<style>{WORD}</style>", f"<style>{WORD}</style>"),
        (
            f'<a href="#n" id="r" class="link">{WORD}y</a> so',
            f'<a href="#n" id="r" class="link long-word">{WORD}</a><a href="#n" class="link long-word">y</a> so',
        ),
        (f'<a href="#n">{NEARLY}</a> so', f'<a href="#n">{NEARLY}</a> so'),
        (f'<a href="#n">so</a>{WORD}', f'<a href="#n">so</a>{word(WORD)}'),
        (f'so <a href="#n"/> {WORD}', f'so <a href="#n" /><span> </span>{word(WORD)}'),
    ],
)
def test_long_words_are_set_in_pieces(markup: str, expected: str) -> None:
    """Each word without a space of at least so many letters; a link becomes one link for each piece."""
    assert bounded(markup) == expected


LINES = "abc\n" * (LONG_TEXT // 4)


def pieces(text: str) -> list[int]:
    """The lengths of the pieces of a text; none if it is left whole."""
    root = ElementTree.fromstring("<p/>")
    root.text = text
    bound(root)
    assert "".join(root.itertext()) == text
    return [len(child.text or "") for child in root]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("ab  " * (LONG_TEXT // 4), []),
        ("ab  " * (LONG_TEXT // 4) + "c", [LONG_TEXT - 1, 2]),
        ("abc " * (LONG_TEXT // 4) + "c", [LONG_TEXT - 1, 2]),
        ("abcdefghi " * (LONG_TEXT // 5), [LONG_TEXT - 1, LONG_TEXT - 10, 11]),
        (LINES + "abc\n", [LONG_TEXT, 4]),  # without a space, anywhere
        (f" {LINES}", [LONG_TEXT, 1]),
        (f"{LINES} {LINES}", [LONG_TEXT, LONG_TEXT, 1]),
    ],
)
def test_long_texts_are_split_at_spaces(text: str, lengths: list[int]) -> None:
    assert pieces(text) == lengths


@pytest.mark.parametrize(
    "text",
    ["a" * 30_000, "a\u200d" * 15_000, "-" * 30_000, "e" + "\u0301" * 30_000, SENTENCE * 1000],
    ids=["word", "joined", "dashes", "marks", "paragraph"],
)
def test_long_words_and_texts_are_set_in_pieces(text: str) -> None:
    """Whole, they would take a time that grows with the square of their length."""
    root = ElementTree.fromstring(f"<p>Before {text} after</p>")
    bound(root)
    assert "".join(root.itertext()) == f"Before {text} after"
    assert max(len(part) for element in root.iter() for part in (element.text or "", element.tail or "")) <= LONG_TEXT
    broken = [len(element.text or "") for element in root.iter() if element.get("class") == "long-word"]
    assert broken == [] if " " in text else sum(broken) == len(text) and max(broken) <= LONG_WORD


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("a plain word", "a plain word"),
        ("e" + ACCENT * MARKS, "e" + ACCENT * MARKS),
        ("e" + ACCENT * (MARKS + 1), "e" + ACCENT * MARKS),
        ("e" + ACCENT * 200 + "t" + ACCENT * 40 + "é", "e" + ACCENT * MARKS + "t" + ACCENT * MARKS + "é"),
        ("я" + ACCENT * 20 + "я" + ACCENT * 20, "я" + ACCENT * 20 + "я" + ACCENT * 20),
        ("я" + "\u20dd" * 40 + "я", "я" + "\u20dd" * MARKS + "я"),  # circles around it
        ("я" * 100, "я" * 100),
        (ACCENT * 40, ACCENT * MARKS),
    ],
)
def test_a_letter_has_a_few_marks_at_most(words: str, expected: str) -> None:
    assert few_marks(words) == expected
