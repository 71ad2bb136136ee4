"""What was added by the page layout is set aside, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk
from copydesk.conversion import raise_for_problems
from copydesk.locales import locale, with_english
from copydesk.reading.text.furniture import Cleared, remove_furniture, stray_bullets
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.credit_lines import CreditLines

CASES = Path(__file__).parent / "cases" / "furniture"
ENGLISH = with_english(locale("en"))

WORDS = ("first", "second", "third", "fourth", "fifth")
PROSE = "\n".join(f"The {word} line says something of its own." for word in WORDS)


def cleared(text: str) -> Cleared:
    return remove_furniture(split(text), CreditLines(ENGLISH))


def aside(text: str) -> list[tuple[str, str]]:
    return [(each.line.text, each.kind) for each in cleared(text).furniture]


def cases() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """The name of each case, its raw text, and the lines to be set aside with their kinds."""
    for path in sorted(CASES.glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            raw, expected = re.split(r"(?m)^>>>\n?", rest, maxsplit=1)
            lines = [line.split(": ", 1) for line in expected.strip().splitlines()]
            yield f"{path.stem}: {name}", raw.replace("␌", "\f"), [(text, kind) for kind, text in lines]


@pytest.mark.parametrize(("name", "raw", "expected"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_case(name: str, raw: str, expected: list[tuple[str, str]]) -> None:
    assert aside(raw) == expected
    assert sorted([line.text for line in cleared(raw).lines] + [text for text, _ in expected]) == sorted(
        line.text for line in split(raw)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.\n", []),
        ("Rain at Last\n============\n\nIt rained.\n", [("============", "rule")]),
        ("It rained.\n\nPage 2 of 7\n\nMore rain.\n", [("Page 2 of 7", "page_number")]),
        ("It rained.\n\nIt stopped.\n\n-30-\n", [("-30-", "end_mark")]),
        ("Rain.\nTHE  1", []),
        ("Rain\n\n•\n\nIt rained.\n", [("•", "stray_mark")]),
        (f"{PROSE}\n4\n\f{PROSE}\n5\n", [("4", "page_number"), ("5", "page_number")]),
        (f"It is {'-' * 60}!\n" + "-" * 60 + "!\n", []),
        ("Share\n\nPrint\n\nRain at Last\n\nIt rained.\n", [("Share", "web_debris"), ("Print", "web_debris")]),
        ("Opinion\n\nRain at Last\n\nIt rained.\n", []),
        ("1 The Weir Gazette\n\nRain at Last\n\nIt rained.\n\nIt stopped.\n", [("1 The Weir Gazette", "running_head")]),
        ("1 in 5 roads is wet\n\nRain at last\n\nIt rained.\n\nIt stopped.\n", []),
        ("It rained.\n\nIt stopped in 1911, as the book of the harbour has it.\n\n1911\n", []),
        ("It rained.\n\nIt stopped on the day of the fair.\n\n12\n", []),
        ("It rained.\n\nIt stopped on the day of the fair.\n\n                   12\n", [("12", "page_number")]),
        ("It rained.\n\nIt stopped on the day of the fair.\n\n— 12 —\n", [("— 12 —", "page_number")]),
        ("It rained, and the play went on without us.\n\n8/10\n", []),
        ("It rained, and the play went on without us.\n\n                   8/10\n", []),
    ],
)
def test_furniture(text: str, expected: list[tuple[str, str]]) -> None:
    assert aside(text) == expected


@pytest.mark.parametrize(("last", "is_told"), [("12", True), ("8/10", False), ("1911", False), ("It stopped.", False)])
def test_a_last_number_that_stays_is_reported(last: str, is_told: bool) -> None:
    problems = cleared(f"It rained.\n\nThe bridge was closed for a week.\n\n{last}\n").problems
    assert any("may be a page number" in problem.message for problem in problems) == is_told


def test_a_line_after_furniture_knows_what_stood_there() -> None:
    headline, _, more = cleared("Rain at Last\n============\nIt rained.\nPage 2 of 7\nMore rain.\n").lines
    assert headline.underlined
    assert more.cut


def test_stray_bullets_are_found() -> None:
    assert stray_bullets(cleared("Rain\n\n•\n\nIt rained.\n\n•\n\nMore.\n").furniture) == [6, 21]


# ----------------------------------------------------------------------------------------- how it is reported

PAGES = "".join(
    f"The {word} page tells how the river rose in the night and how the people of the town went up to the\n"
    f"THE RIVER BOOK\n{number}\nchurch for the {word} time and stayed until the water had gone from the street below.\n"
    f"They sang, in the {word} night, all that they knew by heart, and then they sang it once more from the end.\n"
    f"In the morning of day {number} the first boat came, with bread, a lamp, and a letter for the organist.\n"
    for number, word in enumerate(WORDS, 1)
)


def test_what_is_set_aside_is_reported_in_one_line() -> None:
    reading = copydesk.examine(PAGES)
    messages = [problem.message for problem in reading.problems if problem.kind == "set_aside"]
    assert messages == ["set aside: 5 running heads, 5 page numbers; see copydesk explain"]


def test_page_numbers_and_marks_alone_need_no_word() -> None:
    problems = copydesk.examine("Rain at Last\n============\n\nIt rained on the town.\n\nPage 2 of 7\n").problems
    assert not [problem for problem in problems if problem.kind in ("set_aside", "furniture")]


def test_the_only_page_number_of_a_text_is_doubtful() -> None:
    text = "The book was cut, and the leaf that was gone was\n\nPage 12\n\nwhich had held the names of the buyers.\n"
    assert [kind for _, kind in aside(text)] == ["page_number"]
    assert [problem.line for problem in cleared(text).problems] == [3]
    assert not cleared(text.replace("Page 12", "Page 12 of 40")).problems


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("while rain\n{\nit falls;\n}", []),
        ("list of\n[\nit falls,\n]", []),
        ("while rain\n{\nit falls;", ["stray_mark"]),
        ("it falls;\n}", ["stray_mark"]),
        ("a } b {\n{\nit falls {;", ["stray_mark"]),
    ],
)
def test_brackets_alone_are_text_where_they_have_a_partner(lines: str, kinds: list[str]) -> None:
    assert [kind for _, kind in aside(f"Rain at last\n\nIt rained on the town.\n\n{lines}\n")] == kinds


def test_a_name_and_a_site_without_a_page_are_doubtful() -> None:
    text = "The Upland Star\n\nuplandstar.example\n\nBridge to open\n\nThe bridge over the gorge is to open again.\n"
    assert [kind for _, kind in aside(text)] == ["running_head", "running_head"]
    assert [problem.line for problem in cleared(text).problems] == [1, 3]
    with pytest.raises(copydesk.StrictError, match="though no page shows"):
        raise_for_problems(copydesk.examine(text).problems)


def test_a_running_head_that_is_not_sure_stays_and_is_reported() -> None:
    """It cuts two sentences, but the pages would be too uneven to be pages."""
    long = "\n".join(f"The {word} line of a long page that has nothing to do with the head." for word in WORDS * 12)
    cut = "The men went up to the church with the bread and the lamp and a dog that was not\nUpland Post\ntheirs.\n"
    text = f"{cut}{long}\n{cut.replace('men', 'women')}{cut.replace('men', 'boys')}"
    assert aside(text) == []
    assert [problem.message for problem in cleared(text).problems] == [
        "'Upland Post' may be a running head; it stays in the text"
    ]


def test_lines_that_come_again_are_text_where_they_are_most_of_it() -> None:
    slide = "How we keep the bell\nThe parish of Saint Anne\n"
    text = "\f".join(f"{slide}{word} point\n" for word in WORDS)
    assert aside(text) == []
    assert "as they are so many, they stay in the text" in cleared(text).problems[-1].message


def test_two_lines_of_one_sentence_are_reported() -> None:
    foot = "This page was printed for the members of the old society of\nRingers at Upland, who may copy it"
    page = "\n".join(f"The {{0}} page. In its {word} line it tells of the bell, and of the rope." for word in WORDS)
    text = "\f".join(f"{page.format(word)}\n\n{foot}\n" for word in WORDS)
    problems = [problem for problem in cleared(text).problems if "one sentence" in problem.message]
    assert len(problems) == len(WORDS)


def test_a_text_that_repeats_itself_is_reported() -> None:
    text = "The bus to the coast will stop on Friday.\n\nThe driver said that the snow lay too deep.\n\n" * 2
    more = "Nobody has said when the bus will run again.\n\n"
    assert [p.line for p in copydesk.examine(text + text).problems if p.kind == "repeated"] == [5]
    assert not [p for p in copydesk.examine(text + more * 1 + PROSE).problems if p.kind == "repeated"]


def test_nothing_is_set_aside_where_all_is_to_be_kept() -> None:
    reading = copydesk.examine(PAGES + "\n-30-\n", keep_all=True)
    assert reading.article.furniture == ()
    assert copydesk.plain((reading.article.head, reading.article.body)).count("THE RIVER BOOK") == len(WORDS)


JUMPS = {
    "de": "Fortsetzung auf Seite vier",
    "es": "Continúa en la cuarta página",
    "fr": "Suite à la page quatre",
    "it": "Continua a pagina quattro",
    "nl": "Vervolg op pagina vier",
    "pt": "Continua na página quatro",
    "ru": "(Окончание на 4-й полосе)",
    "uk": "Закінчення на четвертій сторінці",
}


@pytest.mark.parametrize("lang", JUMPS)
def test_a_jump_line_is_known_in_its_language(lang: str) -> None:
    text = f"The mill is sold\n\nIt was sold on\n\n{JUMPS[lang]}\n\nthe day of the fair.\n\nNobody came.\n"
    furniture = remove_furniture(split(text), CreditLines(with_english(locale(lang)))).furniture
    assert [(each.line.text, each.kind) for each in furniture] == [(JUMPS[lang], "cut_mark")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The mill\n\nIt was sold.\n\nNobody came.\n\nPlease turn to Page Six\n", "may say where the text goes on"),
        ("The mill\n\nIt would not\n\nShare\n\nits water with the ferry.\n", "may be a label of a web page"),
    ],
)
def test_what_reads_as_furniture_and_stays_is_reported(text: str, message: str) -> None:
    messages = [problem.message for problem in cleared(text).problems]
    assert len(messages) == 1
    assert message in messages[0]
    assert not aside(text)


def test_a_running_head_in_russian_goes_as_one_in_english_does() -> None:
    text = (
        "Архив открыт\n\nГородской архив открылся в понедельник, и первый читатель попросил книгу, которую\n\n"
        "ВЕСТНИК АРХИВА   14\n\nникто не открывал с прошлого века.\n\n— 15 —\n\nВсе пошли домой.\n"
    )
    furniture = remove_furniture(split(text), CreditLines(with_english(locale("ru")))).furniture
    assert [each.kind for each in furniture] == ["running_head", "page_number"]


@pytest.mark.parametrize(
    ("above", "stays"),
    [("Each page that I read has the same words:", True), ("Share this:", False), ("Nobody reads it.", False)],
)
def test_words_of_buttons_below_a_colon_stay(above: str, *, stays: bool) -> None:
    text = (
        f"The words\n\nBy Ann Pell\n\nI read it in the night.\n\n{above}\n\nSearch\nSign in\n\nShe asks me to stop.\n"
    )
    furniture = {line.text for line in copydesk.read(text).furniture}
    assert ("Sign in" not in furniture) == stays
