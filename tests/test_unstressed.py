"""Bylines, dates and datelines are plain text: marks of emphasis around their words are none of their words."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.reading.text.inlines.unstressed import unstressed, unstressed_opening
from copydesk.tree import Emphasis, Paragraph, Strong
from copydesk.visit import plain, walk
from tests.pdf_files import Link, Page, words
from tests.pdf_files import pdf as pdf_of

TEXT = """The ferry comes home

{byline}

{date}

{dateline} The ferry came home on *Monday*, and nobody stood on the quay to catch the rope. The pilot waited for
an hour. Then he tied it up by himself and walked along the wall to the inn.

Nobody had lit the lamp for him that evening, and the fog stood at the door of the inn.
"""


@pytest.mark.parametrize(
    ("text", "plain_text"),
    [
        ("By **Nell Orme**", "By Nell Orme"),
        ("By *Nell Orme*, __Whitby__", "By Nell Orme, Whitby"),
        ("***Nell Orme***", "Nell Orme"),
        ("By Nell Orme*", "By Nell Orme*"),
        ("By n_o_r and 2*3*4", "By n_o_r and 2*3*4"),
        ("By Nell Orme", "By Nell Orme"),
    ],
)
def test_marks_of_emphasis(text: str, plain_text: str) -> None:
    assert unstressed(text) == plain_text


def test_marks_at_the_beginning() -> None:
    assert unstressed_opening("**KIEL** - Rain") == ("KIEL - Rain", 4, 4)
    assert unstressed_opening("Rain in **KIEL**") == ("Rain in **KIEL**", 0, 0)


def test_the_head_of_a_text_is_plain() -> None:
    text = TEXT.format(byline="By **Nell Orme**, *Whitby*", date="*3 May 2024*", dateline="**WHITBY** —")
    head = copydesk.read(text).head
    assert [(byline.text, byline.persons[0].name) for byline in head.bylines] == [("By Nell Orme, Whitby", "Nell Orme")]
    assert [(date.text, date.iso) for date in head.dates] == [("3 May 2024", "2024-05-03")]
    assert head.dateline is not None
    assert (head.dateline.text, head.dateline.place) == ("WHITBY —", "Whitby")


def test_bold_words_that_open_a_paragraph_stay_bold() -> None:
    text = TEXT.format(byline="By Nell Orme", date="3 May 2024", dateline="**Good news:**")
    opening = copydesk.read(text).body[0]
    assert isinstance(opening, Paragraph)
    assert isinstance(opening.inlines[0], Strong)


LINES = (
    "The ferry came home on Monday, and nobody stood on the quay to catch the rope,",
    "for the pilot had not sent word. He waited for an hour. Then he tied it up",
    "by himself and walked along the wall to the inn, where it was warm.",
)


def test_the_head_of_a_pdf_is_plain() -> None:
    content = (
        words("The ferry comes home", 40, 60, 20)
        + words("By", 40, 90)
        + words("Nell Orme", 55, 90, font="B")
        + words("and", 108, 90)
        + words("Jo Park", 130, 90, font="I")
        + words("3 May 2024", 40, 110, font="I")
        + words("WHITBY", 40, 140, font="B")
        + words("- It had rained all day, and the pilot of the ferry was as wet", 82, 140)
        + words("as his", 40, 152)
        + words("dog,", 70, 152, font="I")
        + words("which had been with him since the spring of the year before.", 92, 152)
        + "".join(words(line, 40, 180 + 12 * number) for number, line in enumerate(LINES))
    )
    page = Page(content, links=(Link((54, 505, 105, 520), "https://nell.example/"),))
    shown = [line.text for line in pdf.copy_of(pdf_of(page)).lines]
    assert shown[1:4] == [
        "By Nell Orme and Jo Park",
        "3 May 2024",
        "WHITBY - It had rained all day, and the pilot of the ferry was as wet",
    ]
    article = copydesk.read(pdf_of(page))
    assert [byline.text for byline in article.head.bylines] == ["By Nell Orme and Jo Park"]
    assert [plain(node) for node in walk(article) if isinstance(node, Emphasis)] == ["dog,"]
