"""Lines joined to one piece: the separator between them, and the report on words that were broken at their ends."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.problems import Problem
from copydesk.reading.copy import Typeset
from copydesk.reading.text.joining import Joins, _broken_word, _compounds, as_one, joined
from copydesk.reading.text.joining.hyphens import Rejoined
from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Segment
from tests.parts import lines_of

ENGLISH = locale("en")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("the town\nslept", "the town slept"),
        ("the town —\nslept", "the town — slept"),
        ("the town\n— slept", "the town — slept"),
        ("the years 1914-\n18", "the years 1914-18"),
        ("the years 1914-\nwhen", "the years 1914-when"),
        ("昨日の町\n”と", "昨日の町”と"),
        ("“a”\n昨日", "“a”昨日"),
        ("the years -\n18", "the years - 18"),
        ("the years -\nthey", "the years - they"),
        ("昨日の\n町", "昨日の町"),
        ("昨日の\nIBM", "昨日のIBM"),
        ("昨日の IBM は\nIBM", "昨日の IBM は IBM"),
        ("plan b\n—all of it", "plan b—all of it"),
        ("the years 1914-\n7 of them", "the years 1914-7 of them"),
        ("IBM\n昨日", "IBM昨日"),
        ("the improve-\nment", "the improvement"),
    ],
)
def test_what_stands_between_two_lines(lines: str, text: str) -> None:
    assert as_one(lines_of(lines), ENGLISH).text == text


def test_each_line_is_a_segment() -> None:
    text = "> the impro-\n> vement of\n> the town"
    piece = as_one(lines_of(text), ENGLISH)
    assert piece.text == "the improvement of the town"
    assert piece.segments == (Segment(0, 2, 12, 2), Segment(9, 15, 24, 2), Segment(19, 27, 35, 2))
    assert [line.number for line in piece.lines] == [1, 2, 3]
    (line,) = lines_of("> the town")
    assert as_one([line], ENGLISH).segments == (Segment(0, 2, 10, 2),)


@pytest.mark.parametrize("text", ["the town\nslept", "the town"])
def test_a_piece_is_as_sure_as_its_weakest_join(text: str) -> None:
    lines = lines_of(text)
    piece = joined(lines, [(0.9, ("b",)), (0.6, ("a",)), (0.8, ())], Joins(lines, ENGLISH))
    assert (piece.confidence, piece.reasons) == (0.6, ("a",))
    piece = joined(lines, [], Joins(lines, ENGLISH))
    assert (piece.confidence, piece.reasons) == (1.0, ())


def problems_of(text: str) -> list[Problem]:
    lines = lines_of(text)
    joins = Joins(lines, ENGLISH)
    joined(lines, [], joins)
    return joins.problems


def word(joined_form: str, *, keeps_hyphen: bool, confidence: float = 0.6) -> tuple[Line, Rejoined]:
    """A line, and the broken word at its end, rejoined: ``sail-maker``."""
    (line,) = lines_of("the sail-")
    halves = joined_form.split("-")
    return line._replace(number=7), Rejoined(keeps_hyphen, confidence, (), "".join(halves), joined_form, doubtful=True)


@pytest.mark.parametrize(
    ("together", "apart", "readings"),
    [
        ("sail-maker", "", "joined 'sailmaker'"),
        ("", "sail-maker", "kept the hyphen of 'sail-maker'"),
        ("sail-maker sail-maker", "", "joined 'sailmaker'"),
        ("sail-maker", "net-mender rope-maker", "joined 'sailmaker'; kept the hyphen of 'net-mender', 'rope-maker'"),
        ("a-b c-d e-f g-h i-j", "", "joined 'ab', 'cd', 'ef', 'gh', 'ij'"),
        ("a-b c-d e-f g-h i-j k-l", "", "joined 'ab', 'cd', 'ef', 'gh', 'ij' and others"),
    ],
)
def test_words_that_may_be_compounds_are_reported_together(together: str, apart: str, readings: str) -> None:
    words = [word(each, keeps_hyphen=False) for each in together.split()]
    words += [word(each, keeps_hyphen=True) for each in apart.split()]
    message = f"words broken at line ends that may be compounds: {readings}"
    assert _compounds(words) == [Problem("compound", 7, message)]


def test_nothing_is_reported_of_no_words() -> None:
    assert _compounds([]) == []


@pytest.mark.parametrize(
    ("keeps_hyphen", "reading"),
    [(True, "'sail-maker', could be 'sailmaker'"), (False, "'sailmaker', could be 'sail-maker'")],
)
def test_a_word_that_the_article_spells_both_ways(keeps_hyphen: bool, reading: str) -> None:
    assert _broken_word(*word("sail-maker", keeps_hyphen=keeps_hyphen)) == Problem(
        "broken_word", 7, f"read as {reading}, confidence 0.60"
    )


def test_the_line_of_a_word_that_the_article_spells_both_ways() -> None:
    (problem,) = problems_of("so the sailmaker\nand the sail-maker saw the sail-\nmaker")
    assert (problem.kind, problem.line) == ("broken_word", 2)


@pytest.mark.parametrize("whole", ["sailmaker", "sail-maker"])
def test_a_word_that_the_source_knows_whole(whole: str) -> None:
    lines = lines_of("Nobody had seen the sail-\nmaker")
    joins = Joins(lines, ENGLISH, (whole, ""))
    assert joined(lines, [], joins).text == f"Nobody had seen the {whole}"
    assert joins.problems == []


def test_no_problem_where_the_article_has_the_word_elsewhere() -> None:
    assert problems_of("the sailmaker and the sail-\nmaker") == []
    assert problems_of("the town\nslept") == []


SPOKEN = """\
강가의 물레방아는 오랫동안\x20
멈춰 있었고 마을 사람들은 그\x20
소리를 잊었다 물길을 다시 판 것은\x20
지난봄의 일이었다 여름이 오자 수차\x20
"""


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{SPOKEN}의 바퀴가 다시 돌기 시작하였\n고 아이들이 모여들었다", "시작하였고 아이들이 모여들었다"),
        (f"{SPOKEN}의 바퀴가 다시 돌기 시작하였 \n고 아이들이 모여들었다", "시작하였 고 아이들이 모여들었다"),
        (f"{SPOKEN}돌았다\n고 아이들이 모여들었다", "돌았다 고 아이들이 모여들었다"),
        ("그는 물레방아를 고쳤다고 한다 물레방\n아를 고친 사람은 또 있다", "한다 물레방아를 고친 사람은 또 있다"),
        ("그는 물레방아를 고쳤다고 한다 물레방 \n아를 고친 사람은 또 있다", "한다 물레방 아를 고친 사람은 또 있다"),
        ("그는 물레방 아를 고쳤다 한다 물레방아를 또 물레방\n아를 고친 사람", "또 물레방 아를 고친 사람"),
        ("그는 방앗간을 고쳤다고 한다 물레방\n아를 고친 사람은 또 있다", "한다 물레방 아를 고친 사람은 또 있다"),
    ],
    ids=["no space", "a space", "a short line", "known", "known, a space", "both ways", "unknown"],
)
def test_a_line_of_korean_may_end_inside_a_word(text: str, end: str) -> None:
    assert as_one(lines_of(text), locale("ko")).text.endswith(end)


DRAWN = """\
The mill keeps its books \x20
in a room above the wheel \x20
and the list of all boats \x20
is read there in march or \x20
"""


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("https://mill.example/boats\nandwheels. There", "https://mill.example/boatsandwheels. There"),
        ("https://mill.example/boats \nandwheels. There", "boats andwheels. There"),
        ("https://mill.example/boats\nand wheels. There", "boats and wheels. There"),
        ("https://mill.example/boats\nThere it is", "boats There it is"),
        ("https://mill.example/boats.\nandwheels", "boats. andwheels"),
        ("as https://mill.example/\nboatlist. There", "as https://mill.example/boatlist. There"),
        ("as www.mill.example/a/\nboatlist. There", "as www.mill.example/a/boatlist. There"),
        ("as boats/\nboatlist. There", "as boats/ boatlist. There"),
        ("waterwheelkeepersassocia\ntion met", "waterwheelkeepersassociation met"),
        ("waterwheels\nturned", "waterwheels turned"),
        ("the waterwheelkeepers\nmet", "the waterwheelkeepers met"),
    ],
    ids=[
        *("address", "a space", "a word", "a sentence", "a stop", "behind a slash", "www", "no address"),
        *("a long word", "a short line", "two words"),
    ],
)
def test_a_line_of_a_page_may_end_inside_a_long_word(text: str, end: str) -> None:
    lines = lines_of(DRAWN + text)
    assert as_one([line._replace(typeset=Typeset(page=1)) for line in lines], ENGLISH).text.endswith(end)
    assert as_one(lines, ENGLISH).text.split() == (DRAWN + text).split()


def test_pages_without_spaces_at_line_ends_show_nothing_of_words() -> None:
    lines = lines_of(DRAWN.replace(" \n", "\n") + "https://mill.example/boats\nandwheels")
    page = [line._replace(typeset=Typeset(page=1), spaced=False) for line in lines]
    assert as_one(page, ENGLISH).text.endswith("boats andwheels")
