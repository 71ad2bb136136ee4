"""Lines of a PDF that stand for themselves: verse, ingredients, labels with dots that lead to a value."""

from __future__ import annotations

import copydesk
from copydesk.reading import pdf
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


_STEPPING = (
    (
        "The lamps are lit along the quay",
        "and nobody has come;",
        "the bell that calls us all to tea",
        "was sold for some.",
    ),
    (
        "We sit and wait beside the weir",
        "until the pilot wakes:",
        "he says that he was always here,",
        "for all the sakes.",
    ),
)


def test_a_poem_whose_lines_step_in_by_turns_and_fill_its_width() -> None:
    shown = words("The Pier", 40, 60, 16, "B")
    for number, stanza in enumerate(_STEPPING):
        shown += "".join(words(line, 40 + 20 * (at % 2), 100 + 64 * number + 12 * at) for at, line in enumerate(stanza))
    assert verses(shown) == [[*_STEPPING[0], "", *_STEPPING[1]]]


def paragraphs_of(page: str) -> list[str]:
    article = copydesk.read(pdf_of(words("The weir of the valley", 40, 30, 16, "B") + page))
    return [plain(node) for node in article.body if isinstance(node, Paragraph)]


_WORKS = (
    "Brandt, O. Logs of the ferry, 1951.",
    "Garrity, C. and Ruiz, A. Ropes and the",
    "making of ropes, 1974. Second part,",
    "1975.",
    "Vik, A. On nails. In J. Park, editor, The",
    "grain hall, 1990.",
)
_SET_IN = frozenset({2, 3, 5})


def test_works_whose_later_lines_hang() -> None:
    page = "".join(words(line, 40 + 12 * (at in _SET_IN), 100 + 12 * at) for at, line in enumerate(_WORKS))
    assert paragraphs_of(page) == [_WORKS[0], " ".join(_WORKS[1:4]), " ".join(_WORKS[4:])]


def test_first_lines_that_are_set_in_do_not_hang() -> None:
    prose = [*LEFT[:3], "for an hour.", *LEFT[3:6], "by the door.", *LEFT[6:], "so he went in."]
    page = "".join(words(line, 40 + 12 * (at in (4, 8)), 100 + 12 * at) for at, line in enumerate(prose))
    assert paragraphs_of(page) == [" ".join(prose[:4]), " ".join(prose[4:8]), " ".join(prose[8:])]


def test_lines_set_in_amid_prose_do_not_hang() -> None:
    prose = [*LEFT, *RIGHT[:5], *LEFT[:3], "for an hour.", *RIGHT[:2]]
    page = "".join(words(line, 40 + 12 * (at in (2, 7)), 100 + 12 * at) for at, line in enumerate(prose))
    assert len(paragraphs_of(page)) < 5


def test_words_in_bold_open_entries() -> None:
    entries = (
        ("Batter", 74, "the slope of a wall of stone."),
        ("Weir", 66, "a wall in a river."),
        ("Fender", 78, "what hangs between boats and quays."),
    )
    page = ""
    for at, (term, left, meaning) in enumerate(entries):
        page += words(term, 40, 100 + 12 * at, font="B") + words(meaning, left, 100 + 12 * at)
    assert [each.split()[0] for each in paragraphs_of(page)] == ["Batter", "Weir", "Fender"]


def test_a_row_is_as_bold_as_most_of_its_letters() -> None:
    """Years in bold beside what happened in them are no headings."""
    events = (
        "born at the weir, the third of five",
        "first bell",
        "warden of the old hall",
        "“On nails”",
        "died at home",
    )
    page = "".join(column([*LEFT, *RIGHT], 40, 60))
    for at, event in enumerate(events):
        page += words(str(1932 + 9 * at), 60, 270 + 18 * at, font="B") + words(event, 130, 270 + 18 * at)
    lines = [line.typeset for line in pdf.copy_of(pdf_of(page)).lines if line.text.startswith("19")]
    assert [typeset is not None and typeset.bold for typeset in lines] == [False] * 5
