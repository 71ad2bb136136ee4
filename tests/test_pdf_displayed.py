"""What the place and the type of lines say outright: the name of a newspaper, pull quotes between rules, short last
lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.tree import Heading, PullQuote
from copydesk.visit import plain
from tests.pdf_files import HEIGHT, column, words
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_source import LEFT, RIGHT, aside


def newspaper(issue: str, *, name: str = "THE TARN MERCURY", headline: int = 18) -> bytes:
    shown = words(name, 40, 60, 28, "B") + words(issue, 120, 80, 10)
    shown += words("Ferry to run again", 20, 115, headline, "B") + words("after nine years", 20, 135, headline, "B")
    shown += words("By JOHN TREE", 20, 155, 8, "B")
    return pdf_of(shown + "".join(column(LEFT, 20, 175)) + "".join(column(RIGHT, 210, 175)))


@pytest.mark.parametrize(
    ("issue", "iso"),
    [("Friday, March 5, 1982 - No. 11,204 - 12p", "1982-03-05"), ("No. 77 | 6 May 1932 | Page 1", "1932-05-06")],
)
def test_the_name_of_a_newspaper_is_no_headline(issue: str, iso: str) -> None:
    article = copydesk.read(newspaper(issue))
    assert article.head.headline is not None
    assert plain(article.head.headline) == "Ferry to run again after nine years"
    assert [date.iso for date in article.head.dates] == [iso]
    assert [byline.text for byline in article.head.bylines] == ["By JOHN TREE"]
    assert [each.text for each in article.furniture] == ["THE TARN MERCURY"]


@pytest.mark.parametrize("issue", ["No. 117 • Midsummer 2024 • Free to members", "Vol. 3 • Spring 1998"])
def test_the_name_of_a_newsletter_without_a_day_is_no_headline(issue: str) -> None:
    article = copydesk.read(newspaper(issue.replace("•", "·")))
    assert article.head.headline is not None
    assert plain(article.head.headline) == "Ferry to run again after nine years"
    assert not article.head.dates
    assert [each.text for each in article.furniture] == ["THE TARN MERCURY", issue.replace("•", "·")]


def test_what_stands_between_rules_above_all_text_is_no_pull_quote() -> None:
    shown = rule(20, 30, 190) + words("“The ferry runs again”", 20, 50, 20, "I") + rule(20, 62, 190)
    article = copydesk.read(pdf_of(shown + "".join(column([*LEFT, *RIGHT], 20, 90))))
    assert not [node for node in article.body if isinstance(node, PullQuote)]
    assert article.head.headline is not None


@pytest.mark.parametrize(
    ("issue", "options"),
    [
        ("Friday, March 5, 1982", {}),  # a date below a headline
        ("It rained for days", {}),
        ("Friday, March 5, 1982 - No. 11,204", {"headline": 10}),  # nothing below it is displayed
        ("Friday, March 5, 1982 - No. 11,204", {"name": "The floods of 1982"}),
    ],
)
def test_a_headline_is_no_newspaper(issue: str, options: dict[str, object]) -> None:
    assert aside(newspaper(issue, **options)) == {}  # type: ignore[arg-type]


def rule(left: float, down: float, right: float) -> str:
    return f"1 w {left} {HEIGHT - down} m {right} {HEIGHT - down} l S\n"


def pulled(first: str, second: str, font: str, *, rules: str, size: float = 15) -> bytes:
    shown = words("The pilot of the ferry", 20, 40, 22, "B") + "".join(column(LEFT, 20, 80))
    shown += words(first, 25, 208, size, font) + words(second, 25, 226, size, font)
    return pdf_of(shown + "".join(column(RIGHT, 20, 260)) + rules)


RULES = rule(20, 185, 190) + rule(20, 236, 190)


@pytest.mark.parametrize(
    ("first", "second", "font"),
    [('"The lamp was lit early', 'that evening, and I saw it"', "F"), ("The lamp was lit early", "that evening", "I")],
)
def test_a_pull_quote_between_rules(first: str, second: str, font: str) -> None:
    article = copydesk.read(pulled(first, second, font, rules=RULES))
    quotes = [plain(node) for node in article.body if isinstance(node, PullQuote)]
    assert [quote.strip('"') for quote in quotes] == [f"{first} {second}".strip('"')]


@pytest.mark.parametrize(
    ("first", "font", "rules", "size"),
    [
        ("The lamp was lit early", "B", RULES, 15),  # neither quoted nor in italics
        ("The lamp was lit early", "I", rule(20, 185, 190), 15),  # a rule above it only
        ("The lamp was lit early", "I", rule(300, 185, 380) + rule(300, 236, 380), 15),  # rules elsewhere
        ("The lamp was lit early", "I", RULES, 10),  # no larger than the text
    ],
)
def test_no_pull_quotes(first: str, font: str, rules: str, size: float) -> None:
    lines = pdf.copy_of(pulled(first, "that evening", font, rules=rules, size=size)).lines
    assert all(line.typeset is not None and line.typeset.role is None for line in lines)


LONG = (
    "Old Mr Baum winds nine clocks each evening and, cheerfully enough, forgets",
    "the tenth.",
    "He came in the year of the flood with a box of springs, and stayed for the",
    "rest of his life, which he spent above the shop that his aunt had left him",
    "with a cat. It bit.",
    "Nobody else knew.",
)


def test_paragraphs_without_space_between_them() -> None:
    head = ["The clockmaker of Sorrow Street", "By Nadia Ferro", "12 August 2019"]
    shown = words(head[0], 20, 50, 20, "B") + "".join(column([*head[1:], *LONG], 20, 80))
    article = copydesk.read(pdf_of(shown))
    assert [date.iso for date in article.head.dates] == ["2019-08-12"]
    assert [plain(node) for node in article.body] == [
        " ".join(LONG[:2]),
        " ".join(LONG[2:5]),
        LONG[5],
    ]


@pytest.mark.parametrize(
    ("last", "font", "expected"),
    [
        ("Ana Ruiz keeps bees.", "I", True),
        ("Ana Ruiz keeps bees.", "F", False),
        ("and so they said", "I", False),
    ],
)
def test_lines_in_italics_that_close_a_column(last: str, font: str, *, expected: bool) -> None:
    shown = "".join(column(["It rained on the quay.", "Then it froze again."], 20, 80)) + words(
        last, 20, 104, font=font
    )
    assert [line.typeset.begins for line in pdf.copy_of(pdf_of(shown)).lines if line.typeset][-1] is expected


def test_lines_of_a_narrow_column_begin_no_paragraphs() -> None:
    lines = pdf.copy_of(
        pdf_of("".join(column(["It rained on the quay.", "No.", "Then it froze again."], 20, 80)))
    ).lines
    assert [line.typeset.begins for line in lines if line.typeset] == [False, False, False]


HEBREW_PAGE = """<style>@page { size: A5; margin: 15mm }
body { font: 11pt/16pt "Noto Serif Hebrew" } h1 { font-size: 20pt }</style>
<div dir=rtl lang=he><h1>הסבל האחרון של הנמל</h1><p>מאת: נועה לביא</p><p>12 במרץ 2021</p>
<p>בכל בוקר בשעה חמש פותח יוסף את המחסן הגדול וסופר את החבלים, כפי שעשה אביו לפניו.</p><h2>החבל והמים</h2>
<p>לדבריו של יוסף אין חבל שאינו נרטב, ואין ים שאינו מתייבש, ומי שאומר אחרת לא עבד כאן.</p></div>"""


def test_a_heading_below_a_byline_is_no_second_one() -> None:
    """In scripts without capitals, where any short line may be a name."""
    import weasyprint

    article = copydesk.read(weasyprint.HTML(string=HEBREW_PAGE).write_pdf())
    assert [byline.text for byline in article.head.bylines] == ["מאת: נועה לביא"]
    assert [plain(node) for node in article.body if isinstance(node, Heading)] == ["החבל והמים"]


def test_a_byline_below_a_headline_at_the_foot_of_a_column() -> None:
    page = words("Ferry to run again", 20, 480, 15, "B") + words("by John Tree", 20, 500, 9)
    page = "".join(column(LEFT, 20, 60)) + page + "".join(column(RIGHT, 210, 60))
    lines = [line for line in pdf.copy_of(pdf_of(page)).lines if line.typeset]
    below = next(line for above, line in pairwise(lines) if above.text == "by John Tree")
    assert below.text == RIGHT[0]
    assert below.typeset is not None
    assert below.typeset.begins
