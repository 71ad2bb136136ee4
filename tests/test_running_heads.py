"""Running heads, piece by piece: where a line stands on its page, what cuts a sentence, which lines go with it."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.reading.text.furniture.folios import Pages
from copydesk.reading.text.furniture.page_evidence import Evidence
from copydesk.reading.text.furniture.running_heads import RunningHeads, _are_even, _is_headline, _is_title
from copydesk.reading.text.furniture.words import page_patterns
from tests.parts import ENGLISH, lines_of

FULL = "It rained on the mill and on the weir, and the mayor said that all of it"  # 72 characters, so 40 are enough
WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def heads_of(text: str) -> RunningHeads:
    return RunningHeads(Pages(lines_of(text), page_patterns(ENGLISH)))


def filled(length: int, text: str = "It") -> str:
    """A line of so many characters that ends in no sentence."""
    return text + "n" * (length - len(text))


def prose(words: str, number: int = 6) -> str:
    """Whole sentences with a word of their own, a line each."""
    return "".join(
        f"The {words} line of the page, number {letter}, is about the weir.\n" for letter in "abcdefgh"[:number]
    )


# ------------------------------------------------------------------------------------ a line and its page


@pytest.mark.parametrize(
    ("page", "at_edge"),
    [
        ("A B C D E F G H", "A B G H"),
        ("A B C", "A B C"),
        ("A B C D", "A B C D"),
        ("A B C D E", "A B D E"),
        ("Mail B C D E F G Mail", "Mail B C F G Mail"),
        ("A Mail C D E F G Mail I J", "A Mail C I J"),
        ("A B Mail D E F G H I", "A B H I"),
        ("A B C D E F Mail H I", "A B H I"),
        ("A B C D Mail Mail Mail X Y Z", "A B Y Z"),
        ("A B X Mail Mail Mail D E F G", "A B F G"),
        ("A 4 C D E F G 6 I J", "A 4 C I J"),
    ],
)
def test_lines_at_the_edge_of_a_page(page: str, at_edge: str) -> None:
    """The page stands between two others, the second of which repeats the word ``Mail``."""
    words = page.split()
    sides = [" ".join(f"{word}{side}." for word in WORDS) for side in "lr"]
    before, after = (side.replace(" ", "\n") for side in sides)
    found = heads_of(f"{before}\n␌" + "\n".join(words) + f"\n␌Mail\n{after}")
    inner = range(len(WORDS), len(WORDS) + len(words))
    assert " ".join(found._lines[index].text for index in inner if found._is_at_edge(index)) == at_edge
    assert found._is_at_edge(0)
    assert [found._is_at_edge(index) for index in (2, len(found._lines) - 3)] == [False, False]


def test_lines_at_the_edges_of_the_first_and_the_last_page() -> None:
    text = "\n".join([*WORDS, *(f"␌{word}" if word == "firsts" else word for word in (f"{word}s" for word in WORDS))])
    found = heads_of(text)
    assert [index for index in range(14) if found._is_at_edge(index)] == [0, 1, 5, 6, 7, 8, 12, 13]
    assert not any(map(heads_of(text.replace("␌", ""))._is_at_edge, range(14)))


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("So.\nSo it is.\n\nMail\n\nSo.", True),
        ("So.\nSo it is.\n\nMail\nSo.", False),
        ("So.\nSo it is.\nMail\n\nSo.", False),
        ("So.\nSo it is.\nMail\nSo.\n\nSo.", False),
        ("So.\n\nSo it is.\nMail\n\nSo.", False),
        ("So.\nSo it is.\n\nMail", False),
        ("So.\n\nSo it is.\n\nMail\nSo.", False),
        ("So.\nSo it is.\n\nMail\nSo.\n\nSo.", False),
        ("So.\nSo it is.\nMAIL\nSo.", True),
        ("So.\nSo it is.\nMail  4\nSo.", True),
        ("So.\nSo it is.\nMail\nSo.", False),
        ("So.\nPage 4\nMail\nSo.", True),
        ("So.\nSo it is.\nMail\nPage 4\nSo.", True),
        ("Page 4\nSo.\nMail\nSo.", False),
        ("So.\nSo it is.\nMail\nSo.\nPage 4", False),
        ("So.\n4\nMail\nSo.", False),
    ],
)
def test_a_line_is_free(text: str, *, free: bool) -> None:
    assert heads_of(text)._is_free(2) is free


@pytest.mark.parametrize(
    ("before", "line", "after", "cut"),
    [
        (FULL, filled(57), "was his.", True),
        (FULL, filled(58), "was his.", False),
        (FULL, filled(75), "was his.", False),
        (FULL, filled(76), "was his.", True),
        (filled(45), filled(39), "was his.", True),
        (filled(45), filled(40), "was his.", False),
        (FULL, filled(60).upper(), "was his.", True),
        (FULL, filled(60, "Mail of the Weir ") + "  4", "was his.", True),
        (FULL, f"\n{filled(60)}", "was his.", True),
        (FULL, filled(60), "\nwas his.", True),
        (FULL, filled(60), "was his.\n", False),
        (f"\n{FULL}", filled(60), "was his.", False),
        (f"{FULL}\n4", filled(60), "was his.", True),
        (FULL, filled(60), "4\nwas his.", True),
        (f"4\n{FULL}", filled(60), "was his.\n4", False),
        (FULL, "Mail", "Was his.", False),
        (f"{FULL}.", "Mail", "was his.", False),
        (FULL, "mail", "was his.", False),
    ],
)
def test_a_line_cuts_a_sentence(before: str, line: str, after: str, *, cut: bool) -> None:
    found = heads_of(f"{FULL}.\n{FULL}.\n{before}\n{line}\n{after}\n{FULL}.\n{FULL}.\n{FULL}.\n{FULL}.")
    index = next(index for index, each in enumerate(found._lines) if each.text == line.strip())
    assert found._is_cut(index) is cut
    assert found._is_cut(index, in_any_script=False) is cut


def test_a_line_cuts_a_sentence_without_capitals() -> None:
    found = heads_of(f"{FULL}\nMail\n橋は.\n{FULL}.\n{FULL}.")
    assert found._is_cut(1) is True
    assert found._is_cut(1, in_any_script=False) is False
    assert [found._is_cut(index) for index in (0, 3, 4)] == [False] * 3


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ("Mail 4|Mail 5", [4, 5]),
        ("Mail 4|Mail 8", [4, 8]),
        ("Mail 4|Mail 9", []),
        ("Mail 4|Mail 4", []),
        ("Mail 5|Mail 4", []),
        ("Mail 4|Mail", []),
        ("Mail 4|Mail|Mail 6", [4, 6]),
        ("Mail 4|Mail 5|Mail 10", []),
    ],
)
def test_lines_whose_numbers_rise(rows: str, numbers: list[int]) -> None:
    found = heads_of(rows.replace("|", "\nIt rained.\n"))
    indices = list(range(0, len(found._lines), 2))
    assert [int(found._lines[index].text.split()[-1]) for index in found._rising(indices)] == numbers
    assert len(found._bearers) == len(numbers)


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ("Mail 4|Mail 5", set()),
        ("Mail 4|Mail 6", {5}),
        ("Mail 4|Mail 8", {5, 6, 7}),
        ("Mail 4|Mail 6|Weir 11|Weir 12", {5}),
        ("Mail 4|Mail 6|Weir 10|Weir 12", {5, 7, 8, 9, 11}),
        ("Mail 4|Mail|Mail 6", {5}),
        ("Mail|Mail", set()),
    ],
)
def test_numbers_of_pages_that_no_line_bears(rows: str, missing: set[int]) -> None:
    assert heads_of(rows.replace("|", "\nIt rained.\n"))._missing_folios() == missing


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Mail 4\nIt rained.\nSo.\nIs.\nMail 5", "Mail 4|It rained.|Is.|Mail 5"),
        ("Page 4\nMail\nIt rained.\nSo.\nMail", "Page 4|Mail|It rained."),
        ("Mail\nPage 4\nIt rained.\nSo.\nMail", "Mail|Page 4|It rained."),
        ("Page 4\nWeir\nMail\nIt rained.\nMail\nIt snowed.\nWeir", "Page 4|Weir|Mail"),
        ("Page 4\nIt rained.\nMail\nSo.\nMail", "Page 4|It rained."),
        ("Mail\nWeir\nPage 4\nIt.\nIt snowed.\nIt rained.\nMail\nIt hailed.\nWeir", "Mail|Weir|Page 4|It."),
        ("Mail\nSo.\nPage 4\nIt.\nIt snowed.\nMail", "So.|Page 4|It."),
        ("Page 4\nWeir\nTown\nMail\nIt.\nMail\nIt snowed.\nWeir\nSo.\nTown", "Page 4|Weir|Town"),
        ("It.\nMail\nTown\nWeir\nPage 4\nSo.\nMail\nIt snowed.\nWeir\nIs.\nTown", "Town|Weir|Page 4|So."),
    ],
)
def test_lines_beside_folios(text: str, beside: str) -> None:
    """Only the first that stands beside ``Page 4`` of the lines that come twice."""
    found = heads_of(text)
    indices = [index for index in range(len(found._lines)) if found._is_beside_folio(index)]
    assert "|".join(found._lines[index].text for index in indices) == beside


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("So.\n- 4 -\nWeir 4\nSo.\nIs.", True),
        ("So.\nSo.\nWeir 4\n- 4 -\nIs.", True),
        ("So.\nSo.\nWeir 4\nPage 4\nIs.", True),
        ("So.\nSo.\nWeir 4\n4\nIs.", False),
        ("So.\nSo.\nWeir 4\nSo.\n- 4 -", False),
        ("- 4 -\nSo.\nWeir 4\nSo.\nIs.", False),
        ("So.\nSo.\nMail 4\nSo.\nIs.", True),
        ("So.\nSo.\nWeir of January 4\nSo.\nIs.", False),
    ],
)
def test_the_form_of_a_folio(text: str, *, shows: bool) -> None:
    assert heads_of(text)._shows_folio(2) is shows


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Weir of old.\nMail\nTown of old.", "-1 Weir of old.|1 Town of old."),
        ("Weir of it.\nMail\nTown of it.", ""),
        ("Mail\nTown of old.", "1 Town of old."),
        ("Weir of old.\nMail", "-1 Weir of old."),
        ("Weir of old.\n4\nMail\n5\n6\nTown of old.", "-1 Weir of old.|1 Town of old."),
        ("Weir of old.\n4\n5\n6\nMail\n5\n6\n7\nTown of old.", "-1 Weir of old.|1 Town of old."),
        ("Weir of old.\n4\n5\n6\n7\nMail\n5\n6\n7\n8\nTown of old.", ""),
        ("4\n5\nMail\n5\n6", ""),
        ("The Weir of old.\nFar away.\nMail\nFar off.\nTown of old.", ""),
        ("A town.\nWeir of old.\nMail\nTown of old.\nA weir.", "-1 Weir of old.|1 Town of old."),
    ],
)
def test_the_nearest_lines_of_text(text: str, around: str) -> None:
    found = heads_of(text)
    index = next(index for index, line in enumerate(found._lines) if line.text == "Mail")
    assert "|".join(found._around(index)) == around


@pytest.mark.parametrize(
    ("steps", "apart"),
    [
        ([10], []),
        ([10, 10], [0, 1, 2]),
        ([10, 10, 10], [0, 1, 2, 3]),
        ([10, 10, 20], [0, 1, 2, 3]),
        ([10, 10, 21], [0, 1, 2]),
        ([10, 10, 5], [0, 1, 2, 3]),
        ([10, 10, 4], [0, 1, 2]),
        ([4, 10, 10], [1, 2, 3]),
        ([10, 25], [1, 2]),
        ([10, 2, 40, 10], [0, 1, 3, 4]),
        ([30, 30, 10, 10, 10, 30], [0, 1, 2, 5, 6]),
    ],
)
def test_lines_that_are_pages_apart(steps: list[int], apart: list[int]) -> None:
    found = heads_of("Mail" + "".join("\n" * step + "Mail" for step in steps))
    assert found._pages_apart(list(range(len(steps) + 1))) == set(apart)


# ------------------------------------------------------------------------------------ the words of a line


@pytest.mark.parametrize(
    ("starts", "even"),
    [
        ([0, 250], True),
        ([0, 249], False),
        ([10, 260, 1760], True),
        ([10, 260, 1761], False),
        ([0, 1500, 1750], True),
        ([0, 1501, 1751], False),
    ],
)
def test_lines_as_far_apart_as_pages(starts: list[int], *, even: bool) -> None:
    assert _are_even(starts) == even


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rain at Last", True),
        ("Rain for it", True),
        ("Rain over it", False),
        ("Rain for Last", True),
        ("Rain From Last", True),
        ("Rain from Last", False),
        ("rain at Last", False),
        ("A of it", False),
        ("The Old Mail", True),
        ("The Old Inn", False),
        ("12 · Rain at Last", True),
        ("Rain at Last – 12", True),
        ("Rain at Last.", False),
        ("“Rain at Last", False),
        ("(Mail) Rain a", False),
    ],
)
def test_a_line_reads_as_a_title(text: str, *, title: bool) -> None:
    assert _is_title(text) == title


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Rain on the old weir|Rain on the old weir", True),
        ("Rain on the weir|Rain on the weir", True),
        ("Rain on the Gazette|Rain on the Gazette", True),
        ("The Old Mail|The Old Mail", False),
        ("The Old Mail|THE OLD MAIL", True),
        ("The Old Mail|THE OLD MAIL|The Old Mail", False),
        ("The Mail of the Weir|The Mail of the Weir", True),
        ("The Mail of Weir|The Mail of Weir", False),
        ("The Mail of the Weir  1|The Mail of the Weir", False),
        ("The Mail of the Weir  2|The Mail of the Weir", True),
        ("Rain on the   old weir|Rain on the old weir", False),
        ("Rain on the  old weir|Rain on the old weir", True),
        ("Weir Star weirstar.example|Weir star", False),
        ("橋が雨で閉じた夜|橋が雨で閉じた夜", True),
        ("So.|So.|Rain on the old weir|Rain on the old weir", True),
        ("So.|So.|So.|Rain on the old weir|Rain on the old weir", False),
    ],
)
def test_the_first_occurrence_is_the_headline(text: str, *, headline: bool) -> None:
    lines = lines_of(text.replace("|", "\n"))
    indices = [index for index, line in enumerate(lines) if line.text != "So."]
    assert _is_headline(lines, indices, frozenset({"mail"})) == headline


@pytest.mark.parametrize(("name", "headline"), [("橋" * 6, False), ("橋" * 7, True)])
def test_a_headline_is_longer_than_a_name(name: str, *, headline: bool) -> None:
    assert _is_headline(lines_of(f"{name}新聞\nSo.\n{name}新聞"), [0, 2], frozenset({"新聞"})) == headline


# ------------------------------------------------------------------------------------ the evidence of pages

AROUND = "The weir was closed for the day, as the mayor had said."
BELOW = "The mill was closed for the night, as the miller had said."


def between(line: str, *, above: str = FULL, below: str = "was his.", pages: int = 3) -> str:
    """A line in the middle of a sentence, as often as there are pages."""
    return "".join(f"{above}\n{line}\n{below}\n{prose(word)}" for word in WORDS[:pages])


def at_top(line: str, pages: int = 3) -> str:
    return "␌".join(f"{line}\n{prose(word)}" for word in WORDS[:pages])


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (between("Upland"), {"occurrences": 3, "edges": 0, "pages": 0.0, "cuts": 3, "free_cuts": 0, "folios": 0}),
        (between("Upland"), {"same_around": 0, "parts_of_sentences": 0, "is_title": True, "even": True}),
        (between("Upland", below="橋は"), {"cuts": 0, "free_cuts": 0}),
        (between("\nUpland\n", below="橋は"), {"cuts": 0, "free_cuts": 3}),
        (between("\nUpland\n"), {"cuts": 3, "free_cuts": 3}),
        (between("\nUpland\n", below="Was his."), {"cuts": 0, "free_cuts": 0}),
        (between("Upland", above=f"{FULL}."), {"cuts": 0, "free_cuts": 0, "parts_of_sentences": 3}),
        (between("Upland", below="Was his."), {"cuts": 0, "parts_of_sentences": 0}),
        (between("{Upland}"), {"is_title": False}),
        (between("Upland."), {"is_title": False}),
        (between("\n{Upland}.\n"), {"is_title": False}),
        (between("Upland") + "Upland\n", {"occurrences": 4, "even": True}),
        (between("Upland") + "It.\nUpland\nUpland\n", {"occurrences": 5, "even": False}),
        (f"{prose('a')}{AROUND}\nUpland\n{prose('b')}{AROUND}\nUpland\n{prose('c')}Upland", {"same_around": 2}),
        (f"{prose('a')}Upland\n{BELOW}\n{prose('b')}Upland\n{BELOW}\n{prose('c')}Upland", {"same_around": 2}),
        (f"{prose('a')}Upland\n{BELOW}\n{prose('b')}{BELOW}\nUpland\n{prose('c')}Upland", {"same_around": 0}),
        (at_top("Upland"), {"occurrences": 3, "edges": 3, "tops": 1, "pages": 1.0}),
        (f"{prose('a')}␌{at_top('Upland', 2)}␌{prose('b')}␌Upland", {"edges": 3, "tops": 0, "pages": 0.75}),
        (f"So.\n4\n{at_top('Upland')}", {"edges": 3, "tops": 1}),
        (f"So.\nSo.\n{at_top('Upland')}", {"edges": 2, "tops": 0}),
        (f"So.\nIs.\nIt.\nUpland\n␌{at_top('Upland', 2)}", {"edges": 3, "tops": 0}),
        (f"So.\nSo.\nIs.\n␌{at_top('Upland')}", {"edges": 3, "tops": 0}),
        (at_top("Upland Gazette"), {"edges": 3, "tops": 0}),
        (at_top("Upland\nPage 4"), {"edges": 3, "tops": 0, "folios": 3}),
        (between("Upland\nPage 4"), {"folios": 3, "closes": False}),
        ("".join(f"{prose(word)}Upland\n- {page} -\n" for page, word in enumerate(WORDS, 4)), {"closes": True}),
        (
            "".join(f"{prose(word)}Upland {page}\n" for page, word in enumerate(WORDS, 4)),
            {"closes": False, "folios": 7},
        ),
        ("".join(f"{prose(word)}Mail {page}\n" for page, word in enumerate(WORDS, 4)), {"closes": True, "folios": 7}),
        ("".join(f"{prose(word)}Mail {page}\n" for page, word in enumerate(WORDS, 4)) + "So.", {"closes": False}),
    ],
)
def test_the_evidence_around_a_repeated_line(text: str, fields: dict[str, Any]) -> None:
    found = heads_of(text)
    words = next(words for words in found._groups if words.startswith(("upland", "mail")))
    evidence: Evidence = found._evidence(found._groups[words])
    assert {name: getattr(evidence, name) for name in fields} == fields


# ------------------------------------------------------------------------------------ what goes, and what stays

ACROSS = "it comes 3 times, and sentences go on across it"
MAYBE = "may be a running head; it stays in the text"
ELSEWHERE = "is a running head elsewhere; here it stays"


def judged(text: str) -> tuple[list[tuple[int, str]], list[tuple[int | None, str]]]:
    """The lines that go, by their numbers, and the problems; each with its words."""
    found = heads_of(text)
    assert all((line.confidence, line.kind) == (0.9, "running_head") for line in found.heads.values())
    gone = [(line.line.number, line.reason) for _, line in sorted(found.heads.items())]
    assert [found._lines[index] for index in found.heads] == [line.line for line in found.heads.values()]
    assert all(problem.kind == "furniture" for problem in found.problems)
    return gone, [(problem.line, problem.message) for problem in found.problems]


EDGES = "it comes again at the edges of pages"
FAR = "".join(map(prose, ("tenth", "eleventh", "twelfth", "last", "new")))


@pytest.mark.parametrize(
    ("text", "gone", "reason", "problems"),
    [
        (between("Upland"), [2, 11, 20], ACROSS, {}),
        (between("Upland", pages=2), [], "", {2: MAYBE}),
        (between("Upland", pages=1) + prose("a") + "Upland\n", [], "", {}),
        (between("Upland", pages=2) + prose("a") + "Upland\n" + FAR + "Upland\n", [], "", {2: MAYBE}),
        (between("Upland") + "Upland\n" + FAR, [2, 11, 20, 28], "it comes 4 times, and sentences go on across it", {}),
        (
            between("Upland") + FAR + "Upland\n" + FAR,
            [2, 11, 20],
            "it comes 4 times, and sentences go on across it",
            {58: ELSEWHERE},
        ),
        (at_top("The Weir", 2), [], "", {1: MAYBE}),
        (at_top("The Weir", 3), [8, 15], EDGES, {}),
        (f"{at_top('The Weir', 1)}␌{prose('a')}", [], "", {}),
        (f"{at_top('The Weir', 1)}{'␌'.join(map(prose, WORDS))}␌The Weir\n{prose('a')}", [], "", {}),
        (f"{at_top('The Weir', 1)}{'␌'.join(map(prose, WORDS[:4]))}␌The Weir\n{prose('a')}", [], "", {1: MAYBE}),
        (f"The Weir\n{AROUND}\n{prose('a')}␌The Weir\n{AROUND}\n{prose('b')}", [], "", {}),
        (f"{prose('a')}The Weir\n{FAR}␌{at_top('The Weir', 4)}", [38, 45, 52, 59], EDGES, {7: ELSEWHERE}),
        (f"So.\nSo.\nSo.\nThe Weir\n{FAR}␌{at_top('The Weir', 4)}", [35, 42, 49, 56], EDGES, {4: ELSEWHERE}),
        (f"So.\nSo.\nMail\n{FAR}␌{at_top('Mail', 4)}", [34, 41, 48, 55], EDGES, {}),
        (f"So.\nMail\n{FAR}␌{at_top('Mail', 4)}", [2, 33, 40, 47, 54], EDGES, {}),
        (f"{at_top('Rain over the old weir', 3)}", [8, 15], EDGES, {}),
        (f"{FULL}\nUpland\nwas his.\n{prose('a')}Upland\n{prose('b')}", [], "", {}),
    ],
)
def test_repeated_lines(text: str, gone: list[int], reason: str, problems: dict[int, str]) -> None:
    lines, doubts = judged(text)
    assert lines == [(number, reason) for number in gone]
    assert [(number, message.split("' ", 1)[1]) for number, message in doubts] == list(problems.items())


@pytest.mark.parametrize(
    ("text", "gone", "doubtful"),
    [
        ("Rain at last on the weir\n{prose}{full}\nRain at last on …\nwas his.\n{prose}", [9], []),
        ("Rain at last on the weir\n{prose}{full}.\nRain at last on …\nWas his.\n{prose}", [], []),
        ("Rain at last on the weir\n{prose}␌Rain at last on …\n{prose}", [8], []),
        ("So.\n{prose}\nWeir Star weirstar.example\nPage 4\nSo it was.\n{prose}", [9], []),
        ("So.\n{prose}\nPage 4\nWeir Star weirstar.example\nSo it was.\n{prose}", [10], []),
        ("So.\n{prose}\nPage 4\nSo.\nWeir Star weirstar.example\nSo it was.\n{prose}", [], []),
        ("So.\n{prose}\nWeir Star weirstar.example\nSo.\nPage 4\nSo it was.\n{prose}", [], []),
        ("So.\n{prose}\nWeir Star weirstar.example\nSo it was.\n{prose}", [], []),
        ("Weir Star weirstar.example\nPage 4\nSo it was.\n{prose}", [1], []),
        ("So.\n{prose}\nPage 4\nWeir Star weirstar.example", [10], []),
        ("So.\n{prose}\nPage 4\n{prose}Weir Star weirstar.example", [], []),
        ("Page 4\nSo it was.\n{prose}Weir Star weirstar.example", [], []),
        ("Weir Star weirstar.example\n{prose}\nPage 4\nSo it was.\n{prose}", [1], []),
        ("Weir Star weirstar.example\n{prose}\n␌So it was.\n{prose}", [1], []),
        ("Weir Star weirstar.example\n{prose}", [1], [1]),
        ("1 The Weir Gazette\n{prose}", [1], []),
        ("The Weir Star\nweirstar.example\n{prose}", [1, 2], [1, 2]),
        ("The Weir Star\nweirstar.example\n{prose}Page 4\n{prose}", [1, 2], []),
    ],
)
def test_names_and_headlines_that_pages_repeat(text: str, gone: list[int], doubtful: list[int]) -> None:
    words = iter(WORDS)
    while "{prose}" in text:
        text = text.replace("{prose}", prose(next(words)), 1)
    heads = heads_of(text.replace("{full}", FULL)).heads
    assert sorted(line.line.number for line in heads.values()) == gone
    assert sorted(line.line.number for line in heads.values() if line.doubtful) == doubtful
    assert all(line.reason for line in heads.values())


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("{full}\nRain at Last\nPage 4\n␌was his.\n{prose}␌{prose}", [7]),
        ("{full}\nPage 4\n␌Rain at Last\nwas his.\n{prose}␌{prose}", [8]),
        ("{full}\n4\n␌Rain at Last\nwas his.\n{prose}␌{prose}", [8]),
        ("{full}\nPage 4\n␌Rain at Last\nWas his.\n{prose}␌{prose}", []),
        ("{full}\nPage 4\n␌Rain at last\nwas his.\n{prose}␌{prose}", []),
        ("{full}\nPage 4\n␌Rain at Last:\nwas his.\n{prose}␌{prose}", []),
        ("{full}\nRain at Last\nPage 4\nwas his.\n{prose}{prose}", []),
        ("{full}\nRain at Last\nSo\nPage 4\n␌was his.\n{prose}␌{prose}", []),
        ("{full}\nrain at last\nPage 4\n␌was his.\n{prose}␌{prose}", []),
        ("{full}\nPage 4\n␌Rain at Last\nwas his.\n{prose}␌{hail}\nPage 5\n␌Town at Last\nwas hers.", [8, 18]),
        ("{full}\nPage 4\n␌Rain at last\nwas his.\n{prose}␌{hail}\nPage 5\n␌Town at Last\nwas hers.", [18]),
        ("{full}\nPage 4\n␌Rain at Last\nWas his.\n{prose}␌{hail}\nPage 5\n␌Town at Last\nwas hers.", [18]),
    ],
)
def test_lines_beside_a_folio_in_mid_sentence(text: str, gone: list[int]) -> None:
    words = iter(WORDS)
    text = prose(next(words)) + text.replace("{full}", FULL).replace("{hail}", FULL.replace("rained", "hailed"))
    while "{prose}" in text:
        text = text.replace("{prose}", prose(next(words)), 1)
    heads = heads_of(text).heads
    assert sorted(heads) == [*gone]
    assert {line.reason for line in heads.values()} <= {"it stands beside a page number in the middle of a sentence"}


@pytest.mark.parametrize(
    ("line", "after", "goes"),
    [
        ("Weir book 5", "was hers.", True),
        ("7 Weir book", "was hers.", True),
        ("Weir book 9", "was hers.", True),
        ("Weir book 11", "was hers.", False),
        ("Weir book", "was hers.", False),
        ("Weir book 5", "Was hers.", False),
        ("weir book 5", "was hers.", False),
    ],
)
def test_a_line_that_bears_a_missing_number(line: str, after: str, *, goes: bool) -> None:
    pages = [
        f"{FULL}\n{line}\nPage 20\n{after}\n" if head is None else f"{FULL}\nPost {head}\nwas his.\n"
        for head in (4, None, 6, 10)
    ]
    heads = heads_of("".join(f"{prose(word)}{page}" for word, page in zip(WORDS, pages, strict=False))).heads
    assert sorted(heads) == [7, *[16] * goes, 26, 35]
    assert not goes or heads[16].reason == "it bears the number of a page, in mid-sentence"
