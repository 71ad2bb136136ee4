"""What was added by the page layout is set aside, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk
from copydesk.conversion import raise_for_problems
from copydesk.locales import locale, with_english
from copydesk.reading._source import ReadOptions
from copydesk.reading.conventions import Conventions, FooterConvention
from copydesk.reading.copy import Box, Copy, CopyLine, Typeset
from copydesk.reading.text import read as read_copy
from copydesk.reading.text.accounting import discrepancies
from copydesk.reading.text.characters import clean
from copydesk.reading.text.furniture import (
    Cleared,
    FurnitureLine,
    _doubts,
    _is_one_sentence,
    _without_furniture,
    remove_furniture,
    stray_bullets,
    summary,
)
from copydesk.reading.text.furniture.lines import Trace
from copydesk.reading.text.lines import split
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.tree import FurnitureKind
from tests.parts import lines_of

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


# ----------------------------------------------------------------------------------------- its parts


def test_all_lines_where_all_are_to_be_kept() -> None:
    lines = split("Rain\n====\n\nIt rained.\n\n- 4 -\n")
    assert remove_furniture(lines, CreditLines(ENGLISH), keep_all=True) == Cleared(lines, [])
    assert len(remove_furniture(lines, CreditLines(ENGLISH)).furniture) == 2


DECLARING = Conventions(
    running_heads=("The Weir*",), footer=FooterConvention(set_aside=("Share me", "- 5 -"), rights=("Print", "Share me"))
)


def test_lines_that_a_publication_declares() -> None:
    lines = split("The Weir, Monday\n\nRain\n\nIt rained.\n\nShare me\n\nShare\n\nPrint\n\n- 5 -\n")
    furniture = remove_furniture(lines, CreditLines(ENGLISH), DECLARING).furniture
    assert [(each.line.text, each.kind, each.declared) for each in furniture] == [
        ("The Weir, Monday", "running_head", True),
        ("Share me", "web_debris", True),
        ("Share", "web_debris", False),
        ("- 5 -", "web_debris", True),
    ]
    assert {(each.confidence, each.reason) for each in furniture if each.declared} == {
        (1.0, "declared in copydesk.toml")
    }
    undeclared = remove_furniture(lines, CreditLines(ENGLISH)).furniture
    assert [each.line.text for each in undeclared] == ["Share", "Print", "- 5 -"]


SLIDE = "The weir stood open for all of the night, and the mayor said that the mill had\n"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Page 4\n", {"Page 4": True}),
        ("Page 4 of 7\n", {"Page 4 of 7": False}),
        ("Page 4\n␌It rained.\n", {"Page 4": False}),
        (f"{SLIDE}\n- 4 -\n\nit.\n", {"- 4 -": False}),
        (f"{SLIDE}\n4\n\nit.\n", {"4": True}),
        (f"{SLIDE}\nPage 4\n\nit.\n\n{SLIDE}\nPage 5\n\nit.\n", {"Page 4": False, "Page 5": False}),
    ],
)
def test_page_numbers_that_nothing_else_supports(text: str, numbers: dict[str, bool]) -> None:
    furniture = cleared(f"{PROSE}\n\n{text}\n{PROSE.replace('line', 'part')}\n".replace("␌", "\f")).furniture
    assert {each.line.text: each.doubtful for each in furniture} == numbers
    assert all(each.kind == "page_number" and each.confidence == 0.9 and each.reason for each in furniture)


@pytest.mark.parametrize(
    ("page", "number"),
    [("{0}\nTHE RIVER BOOK\n", True), ("THE RIVER BOOK\n{0}\n", True), ("THE RIVER BOOK\n", False)],
)
def test_a_number_beside_a_running_head(page: str, number: bool) -> None:
    texts = [f"{SLIDE.replace('open', word)}{page.format(14 - 3 * i)}not.\n{PROSE}\n" for i, word in enumerate(WORDS)]
    furniture = cleared("".join(text.replace("own", word) for text, word in zip(texts, WORDS, strict=True))).furniture
    numbers = [each for each in furniture if each.kind == "page_number"]
    assert len(furniture) - len(numbers) == len(WORDS)
    assert [each.line.text for each in numbers] == [str(14 - 3 * i) for i in range(5)] * number
    assert {each.reason for each in numbers} <= {"it is a number beside a running head"}


@pytest.mark.parametrize(("pages", "lines", "stay"), [(6, 1, False), (7, 1, True), (7, 2, False)])
def test_running_heads_that_are_most_of_a_text(pages: int, lines: int, stay: bool) -> None:
    words = (*WORDS, "sixth", "seventh")[:pages]
    text = "\f".join(
        "Upland Gazette\n" + "".join(f"{word.title()} {each} point.\n" for each in "ab"[:lines]) for word in words
    )
    result = cleared(f"{text}")
    assert [each.kind for each in result.furniture] == ([] if stay else ["running_head"] * pages)
    assert [(problem.kind, problem.line) for problem in result.problems] == [("furniture", 1)] * stay


def furniture_line(
    text: str, kind: FurnitureKind = "running_head", *, number: int = 0, **rest: bool | Trace
) -> FurnitureLine:
    line = lines_of(text)[0]._replace(number=number)
    return FurnitureLine(line, kind, 0.9, "it is so", **rest)  # type: ignore[arg-type]


LONG = "This page was printed for the town, ours"  # 40 characters


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (furniture_line(LONG), furniture_line("of ringers"), True),
        (furniture_line(LONG[:-1]), furniture_line("of ringers"), False),
        (furniture_line(f"{LONG}."), furniture_line("of ringers"), False),
        (furniture_line(LONG), furniture_line("\nof ringers"), False),
        (furniture_line(LONG), furniture_line("of ringers 4"), False),
        (furniture_line(LONG), furniture_line("OF RINGERS"), False),
        (furniture_line(LONG, declared=True), furniture_line("of ringers"), False),
        (furniture_line(LONG), furniture_line("of ringers", declared=True), False),
        (furniture_line(LONG, "web_debris"), furniture_line("of ringers"), False),
        (furniture_line(LONG), furniture_line("of ringers", "web_debris"), False),
        (furniture_line(LONG, "web_debris"), furniture_line("of ringers", "web_debris"), False),
    ],
)
def test_two_lines_of_one_sentence(first: FurnitureLine, second: FurnitureLine, *, one: bool) -> None:
    assert _is_one_sentence(first, second) == one


def test_doubts_about_lines_that_are_set_aside() -> None:
    furniture = {
        8: furniture_line("of ringers", number=19),
        7: furniture_line(LONG, number=18),
        5: furniture_line(LONG, number=16),
        2: furniture_line("Weir", number=13, doubtful=True),
    }
    assert [(problem.kind, problem.line, problem.message.split(":")[0]) for problem in _doubts(furniture)] == [
        ("furniture", 13, "set aside as furniture, though no page shows that it is"),
        ("furniture", 18, "two lines that may be of one sentence are set aside"),
    ]


@pytest.mark.parametrize(
    ("text", "aside", "expected"),
    [
        ("A\nB\nC", {}, "A 0|B 0|C 0"),
        ("A\n=\nC", {1: ("rule", Trace.UNDERLINE)}, "A 0 underlined|C 1"),
        ("A\n=\n\n\nC", {1: ("rule", Trace.UNDERLINE)}, "A 0 underlined|C 2"),
        ("=\nC", {0: ("rule", Trace.UNDERLINE)}, "C 0"),
        ("A\n=\nC", {1: ("rule", Trace.BLANK)}, "A 0|C 1"),
        ("A\n\n\n=\nC", {1: ("rule", Trace.BLANK)}, "A 0|C 2"),
        ("A\n=\nC\nD", {1: ("web_debris", Trace.NOTHING)}, "A 0|C 0|D 0"),
        ("A\n\n=\nC\nD", {1: ("web_debris", Trace.NOTHING)}, "A 0|C 1|D 0"),
        ("A\n=\nC\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|C 0 cut|D 0"),
        ("A\n=\nC\nD", {1: ("running_head", Trace.NOTHING)}, "A 0|C 0 cut|D 0"),
        ("A\n=\nC\nD", {1: ("cut_mark", Trace.NOTHING)}, "A 0|C 0 cut|D 0"),
        ("A\n␌=\nC\nD", {1: ("web_debris", Trace.NOTHING)}, "A 0|C 1 cut|D 0"),
        ("A\n4\n=\nC\nD", dict.fromkeys((1, 2), ("page_number", Trace.NOTHING)), "A 0|C 0 cut|D 0"),
        ("A\n\n[4]\n\nc\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|c 0 cut|D 0"),
        ("A\n\n{4}\n\nc\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|c 0 cut|D 0"),
        ("A\n\n-4-\n\nc\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|c 1 cut|D 0"),
        ("A\n\n[4]\n\nc\nD", {1: ("running_head", Trace.NOTHING)}, "A 0|c 1 cut|D 0"),
        ("A\n\n[4]\n\nC\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|C 1 cut|D 0"),
        ("A\n\n[4]\n\ncC\nD", {1: ("page_number", Trace.NOTHING)}, "A 0|cC 0 cut|D 0"),
        ("A.\n\n[4]\n\nc\nD", {1: ("page_number", Trace.NOTHING)}, "A. 0|c 1 cut|D 0"),
        ("A.\nB.\nA\n\n[4]\n\nc\nD", {3: ("page_number", Trace.NOTHING)}, "A. 0|B. 0|A 0|c 0 cut|D 0"),
        ("\n[4]\n\nc\nD", {0: ("page_number", Trace.NOTHING)}, "c 1 cut|D 0"),
    ],
)
def test_lines_around_furniture(text: str, aside: dict[int, tuple[FurnitureKind, Trace]], expected: str) -> None:
    lines = lines_of(text)
    furniture = {
        index: FurnitureLine(lines[index], kind, 0.9, "it is so", trace) for index, (kind, trace) in aside.items()
    }
    left = [
        f"{line.text} {line.gap}{' cut' * line.cut}{' underlined' * line.underlined}"
        for line in _without_furniture(lines, furniture)
    ]
    assert "|".join(left) == expected


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("", ""),
        ("page_number rule stray_mark unreadable", ""),
        ("running_head", "1 running head"),
        ("running_head running_head", "2 running heads"),
        ("page_number cut_mark rule", "1 page number, 1 cut mark"),
        ("web_debris page_number page_number", "2 page numbers, 1 label of a web page"),
    ],
)
def test_a_summary(kinds: str, said: str) -> None:
    problem = summary([furniture_line("Weir", kind) for kind in kinds.split()])  # type: ignore[arg-type]
    assert (problem.message if problem else "") == (said and f"set aside: {said}; see copydesk explain")
    assert problem is None or (problem.kind, problem.line) == ("set_aside", None)


@pytest.mark.parametrize("text", ["ENDS", "-30-", "###", "--ENDS"])
def test_an_end_mark_counts(text: str) -> None:
    assert summary([furniture_line(text, "end_mark")]) is not None


def test_what_the_source_says_is_furniture_is_set_aside_with_its_words() -> None:
    lines = (
        CopyLine("THE KORSUND OBSERVER", Typeset(1, furniture="running_head")),
        CopyLine("Rain at last", Typeset(1)),
        CopyLine("It rained in the valley on Thursday, for the first", Typeset(1)),
        CopyLine("see the picture on the left", Typeset(1, furniture="stray_mark")),
        CopyLine("time in two years, and nobody had expected it.", Typeset(1)),
    )
    copy = Copy(lines, "ocr")
    article = read_copy(copy, ReadOptions()).article
    assert [(each.text, each.kind) for each in article.furniture] == [
        ("THE KORSUND OBSERVER", "running_head"),
        ("see the picture on the left", "stray_mark"),
    ]
    assert list(discrepancies(article, clean(copy.text))) == []
    assert "first time in two years" in copydesk.plain(article)
    kept = read_copy(copy, ReadOptions(keep_all=True)).article
    assert kept.furniture == ()


def test_what_stands_beside_another_line_is_a_cell_of_a_table() -> None:
    """Near the foot too, where no rules show the table: a number is no page's, a word no label of a web page."""
    words = ("It rained on the hill and in", "the valley below for a week.", "Nobody had seen so much in", "a year.")
    rows = [
        *((text,) for text in words),
        ("Vienna", "140"),
        ("Lever", "Home"),
        ("The rest is silence.",),
        ("So it was.",),
    ]
    copy = Copy(
        tuple(
            CopyLine(text, Typeset(1, column, Box(50 + 200 * column, 20 * row, 150 + 200 * column, 20 * row + 10)))
            for row, cells in enumerate(rows)
            for column, text in enumerate(cells)
        ),
        "pdf",
    )
    assert read_copy(copy, ReadOptions()).article.furniture == ()


def test_a_number_amid_a_page_is_a_cell_of_a_table() -> None:
    words = ("It rained on the hill and in", "the valley below for a week.", "Nobody had seen so much in", "a year.")
    cells = ("27", "9", "34")
    set_words = [CopyLine(text, Typeset(1, 0, Box(50, 20 * row, 250, 20 * row + 10))) for row, text in enumerate(words)]
    set_cells = [
        CopyLine(text, Typeset(1, column, Box(50 * column, 100, 50 * column + 20, 110)))
        for column, text in enumerate(cells, 1)
    ]
    below = [
        CopyLine(text, Typeset(1, 9, Box(50, 120 + 20 * row, 250, 130 + 20 * row))) for row, text in enumerate(words)
    ]
    article = read_copy(Copy((*set_words, *set_cells, *below), "ocr"), ReadOptions()).article
    assert article.furniture == ()
    assert all(cell in copydesk.plain(article) for cell in cells)
