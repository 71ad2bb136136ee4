"""Thousands of words that look like markup, in every position: none is lost, changed or read as markup.

Each flavour gets a third of them; with ``STRINGS=30000`` in the environment, 10,000 are tried in each.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from html.parser import HTMLParser
from itertools import islice

import pytest
from markdown_it import MarkdownIt

from copydesk.reading.markdown.document import read_markdown, read_pandoc
from copydesk.tree import (
    Article,
    Block,
    BlockQuote,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Strong,
    Superscript,
    Table,
    Verse,
)
from copydesk.visit import plain
from copydesk.writing import FLAVOURS
from tests.test_markdown import LITERAL, each_flavour, markdown
from tests.trees import paragraph, words

STRINGS = int(os.environ.get("STRINGS", "3000"))
A_DOCUMENT = 500  # strings

PIECES = (
    *(text for text in (" ".join(text.split()) for text in LITERAL) if text),
    *"\\`*_{}[]()#+-.!|<>~^$&@:;=%'\"/",
    *(
        "a",
        "B",
        "word",
        "1",
        "23",
        "é",
        "漢",
        "ש",
        " ",
        " ",
        " ",
        "  ",
        "--",
        "...",
        "http://",
        "&lt;",
        "</",
        "<!--",
        "~~",
    ),
)


def strings(count: int) -> list[str]:
    """Words on one line, composed of pieces of markup; the same ones each time."""
    chosen = random.Random("words that look like markup")
    pieces: list[str] = []
    while len(pieces) < count:
        text = "".join(chosen.choice(PIECES) for _ in range(chosen.randint(1, 8)))
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        if text:
            pieces.append(text)
    return pieces


def in_a_place(number: int, text: str) -> Block:
    """A block with the text in it, at a different position for each number."""
    inlines = words(text)
    places = (
        lambda: Paragraph(inlines),
        lambda: Heading(2 + number % 5, inlines),
        lambda: List(((Paragraph(inlines),), (Paragraph(inlines),))),
        lambda: List(((Paragraph(inlines), Paragraph(inlines)),), ordered=True, start=number % 100),
        lambda: BlockQuote((Paragraph(inlines),), attribution=inlines),
        lambda: paragraph("x ", Emphasis(inlines), " x ", Strong(inlines), "x"),
        lambda: paragraph(Link(inlines, "https://example.org/"), " ", Superscript(inlines)),
        lambda: Table(rows=((inlines, words("x")),), header=(words("x"), inlines)),
        lambda: Verse((inlines, inlines)),
        lambda: paragraph("x", LineBreak(), text, LineBreak(), text),
        lambda: Figure(caption=inlines, source="a.jpg"),
    )
    block: Block = places[number % len(places)]()
    return block


def documents(flavour: str) -> list[Article]:
    numbered = iter(enumerate(strings(STRINGS)[FLAVOURS.index(flavour) :: len(FLAVOURS)]))
    articles: list[Article] = []
    while blocks := tuple(in_a_place(number, text) for number, text in islice(numbered, A_DOCUMENT)):
        articles.append(Article(body=blocks))
    return articles


@each_flavour
def test_our_reader_reads_the_words(flavour: str) -> None:
    for article in documents(flavour):
        back, problems = read_markdown(markdown(article, flavour, wrap=60))
        assert [(one, other) for one, other in zip(article.body, back.body, strict=True) if one != other] == []
        assert problems == ()


PANDOCS = {
    "commonmark": "commonmark+pipe_tables",
    "gfm": "gfm",
    "pandoc": "markdown",
}


@each_flavour
def test_pandoc_reads_the_words(flavour: str) -> None:
    for article in documents(flavour):
        text = without_front_matter(markdown(article, flavour))
        back = read_pandoc(text, PANDOCS[flavour]).article
        assert [squeezed(plain(block)) for block in back.body] == [squeezed(plain(block)) for block in article.body]


def test_another_reader_of_commonmark_reads_the_words() -> None:
    reader = MarkdownIt("commonmark").enable("table")
    for article in documents("commonmark"):
        shown = Shown()
        shown.feed(reader.render(markdown(article)))
        assert squeezed("".join(shown.words)) == squeezed(plain(article.body))


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n\n", "", text, flags=re.DOTALL)


def squeezed(text: str) -> str:
    return "".join(text.split())


class Shown(HTMLParser):
    """The words of a page of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("text", strings(20))
def test_the_strings_are_of_one_line(text: str) -> None:
    assert text == " ".join(text.split())
