"""Lines of a PDF that stand for themselves: verse, ingredients, labels with dots that lead to a value."""

from __future__ import annotations

import copydesk
from copydesk.tree import Paragraph, Table, Verse
from copydesk.visit import plain
from tests.pdf_files import column, words
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_source import LEFT, RIGHT

STANZAS = (
    ("We count the lanterns", "on the pier,", "each a boat", "that is not here,"),
    ("and the fog", "comes up the stair", "to sit in all", "the empty chairs."),
)


def poem(down: float = 100, name: tuple[float, float] = (210, 215)) -> str:
    """Two stanzas, every second line of them set in, and the name of who wrote them."""
    page = ""
    for number, stanza in enumerate(STANZAS):
        for at, line in enumerate(stanza):
            page += words(line, 40 + 20 * (at % 2), down + 60 * number + 12 * at)
    return page + words("Ruth Lampard", *name)


def verses(page: str) -> list[list[str]]:
    """The lines of each poem on a page, without what sets them in."""
    article = copydesk.read(pdf_of(page))
    return [
        ["".join(map(plain, line)).strip() for line in node.lines] for node in article.body if isinstance(node, Verse)
    ]


def test_a_poem_whose_lines_open_in_small_letters() -> None:
    expected = [*STANZAS[0], "", *STANZAS[1]]
    assert verses(words("The Pier", 40, 60, 16, "B") + poem()) == [expected]
    assert verses(words("The Pier", 40, 60, 16, "B") + poem(name=(40, 75))) == [expected]


def test_a_poem_below_prose() -> None:
    prose = [f"{LEFT[at]} {RIGHT[at]}" for at in range(5)]
    page = words("The Pier", 40, 30, 16, "B") + "".join(column([*prose, "the man he was."], 40, 50)) + poem(140)
    assert verses(page) == [[*STANZAS[0], "", *STANZAS[1]]]


def test_prose_and_a_quotation_that_is_set_in_are_no_verse() -> None:
    quoted = (
        "the bell could not be",
        "heard that day, and he",
        "asked for soup. There was",
        "none, and nobody said so.",
    )
    page = words("The Pier", 40, 60, 16, "B") + "".join(column(LEFT, 40, 100)) + "".join(column(quoted, 60, 210))
    assert verses(page + "".join(column(RIGHT, 40, 270))) == []


def test_ingredients_keep_their_lines() -> None:
    lines = ("225 g oatmeal and as much flour", "2 eggs, beaten", "½ tsp salt", "1 lemon, its zest")
    page = (
        words("Quay Cakes", 40, 60, 16, "B") + words("INGREDIENTS", 40, 90, 10, "B") + "".join(column(lines, 40, 110))
    )
    article = copydesk.read(pdf_of(page + "".join(column(LEFT, 40, 200))))
    texts = [plain(node) for node in article.body if isinstance(node, Paragraph)]
    assert "\n".join(lines) in texts


def test_dots_that_lead_to_a_value_make_rows() -> None:
    pieces = ("Sea Songs ............... J. Roe", "Fog ................ Mary Lind", "The Bell ............... P. Airey")
    page = words("An Evening by the Quay", 40, 60, 16, "B") + "".join(column(pieces, 40, 100))
    article = copydesk.read(pdf_of(page + "".join(column(LEFT, 40, 160))))
    tables = [node for node in article.body if isinstance(node, Table)]
    rows = [["".join(map(plain, cell)) for cell in row] for row in (tables[0].header, *tables[0].rows)]
    assert rows == [["Sea Songs", "J. Roe"], ["Fog", "Mary Lind"], ["The Bell", "P. Airey"]]
