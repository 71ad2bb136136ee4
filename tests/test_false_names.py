"""Names of the head that are none: in the headline, in brackets, below a byline, or not beside the date."""

from __future__ import annotations

import pytest

from copydesk.reading.text.recognisers.people.bylines import Credit
from copydesk.reading.text.roles.false_names import without_false_names
from copydesk.reading.text.roles.features import Findings
from copydesk.tree import Person
from tests.parts import ENGLISH, pieces_of

PROSE = "The ferry had been laid up since the flood, and nobody in the town could say when it would carry carts again."


def findings_of(text: str) -> Findings:
    """What the marks before a line stand for: ``b`` a bare name, ``a`` an announced one, ``d`` a date."""
    mark, _, words = text.partition("| ")
    person = Person(words.removeprefix("By ").removeprefix("BY "))
    names = {"b": "bare_names", "a": "announced_names", "n": "announced_names", "D": "announced_names"}
    if mark in names:
        persons = () if mark == "n" else (person,)
        return Findings((names[mark], "x"), Credit(persons, announced=mark in "anD", declared=mark == "D"))
    return Findings(("date_line",) if mark == "d" else ())


def false_names(rows: str) -> list[int]:
    """The indices of the lines whose names are none."""
    findings = [findings_of(row) for row in rows.split("\n") if row]
    pieces = pieces_of("\n".join(row.partition("| ")[2] for row in rows.split("\n")))
    corrected = without_false_names(pieces, findings, frozenset(), ENGLISH)
    changed = [index for index, (old, new) in enumerate(zip(findings, corrected, strict=True)) if old != new]
    assert all(corrected[index] == Findings(("x",)) for index in changed)
    return changed


TITLES = {
    "a full name behind By": ("a| By Ana Ruiz", []),
    "a word behind By": ("a| By Night", [0]),
    "a word behind By in capitals": ("a| BY NIGHT", [0]),
    "nobody behind By": ("n| By the staff", []),
    "a name that nothing announces": ("b| Ana Ruiz", []),
    "a name that something behind it announces": ("a| Ana Ruiz reports", [0]),
    "a declared one": ("D| By Night", []),
    "letters without capitals": ("a| 田中太郎", []),
    "below a date": ("d| 3 May 2024\nb| Ana Ruiz", [1]),
    "a full name behind By below a date": ("d| 3 May 2024\na| By Ana Ruiz", []),
    "a word behind By below a date": ("d| 3 May 2024\na| By Night", [1]),
    "below a headline": ("h| Rain\na| By Night", []),
    "a word behind By below six dates": ("d| 3 May 2024\n" * 6 + "a| By Night", [6]),
    "a word behind By below seven dates": ("d| 3 May 2024\n" * 7 + "a| By Night", []),
    "nothing but dates": ("d| 3 May 2024", []),
}


@pytest.mark.parametrize(("rows", "indices"), TITLES.values(), ids=TITLES)
def test_names_where_the_headline_stands(rows: str, indices: list[int]) -> None:
    assert false_names(f"{rows}\np| It rained.") == indices


def test_a_date_alone_is_no_name() -> None:
    assert false_names("d| 3 May 2024") == []


BRACKETS = {
    "in brackets": ("h| Rain\nb| (Ana Ruiz)", [1]),
    "in brackets with a full stop": ("h| Rain\nb| (Ana Ruiz.)", [1]),
    "with a full stop behind": ("h| Rain\nb| (Ana Ruiz).", [1]),
    "one bracket": ("h| Rain\nb| (Ana Ruiz", []),
    "brackets within": ("h| Rain\nb| (Ana) Ruiz", []),
    "the other bracket": ("h| Rain\nb| Ana Ruiz)", []),
    "letters without capitals": ("h| Rain\nb| (田中太郎)", []),
    "the sixth piece": ("h| Rain\n" * 5 + "b| (Ana Ruiz)", [5]),
    "the seventh piece": ("h| Rain\n" * 6 + "b| (Ana Ruiz)", []),
}


@pytest.mark.parametrize(("rows", "indices"), BRACKETS.values(), ids=BRACKETS)
def test_names_in_brackets(rows: str, indices: list[int]) -> None:
    assert false_names(f"{rows}\np| It rained.") == indices


HEADS = {
    "another below a byline": ("h| Rain\na| By Jo Park\n\nb| Ana Ruiz", [2]),
    "another above a byline": ("h| Rain\nb| Ana Ruiz\n\na| By Jo Park", [1]),
    "right below a byline": ("h| Rain\na| By Jo Park\nb| Ana Ruiz", []),
    "right below such a name": ("h| Rain\na| By Jo Park\nb| Ana Ruiz\nb| Tom Lane", []),
    "right below a byline in capitals": ("h| Rain\na| BY JO PARK\nb| Ana Ruiz", [2]),
    "right below no name": ("h| Rain\na| By Jo Park\np| So.\nb| Ana Ruiz", [3]),
    "in the headline, and another": ("b| Ana Ruiz\na| By Jo Park", []),
    "names alone": ("h| Rain\nb| Ana Ruiz\n\nb| Jo Park", []),
    "one above the date": ("h| Rain\nb| Ana Ruiz\nd| 3 May\n\nb| Jo Park", [3]),
    "one below the date": ("h| Rain\nb| Ana Ruiz\nh| Wind\nd| 3 May\nb| Jo Park", [1]),
    "above and below the date": ("h| Rain\nb| Ana Ruiz\nd| 3 May\n\nb| Jo Park\nb| Tom Lane", [3, 4]),
    "a line below the one below the date": ("h| Rain\nd| 3 May\nb| Jo Park\nb| Tom Lane", []),
    "further lines below": ("h| Rain\nd| 3 May\nb| Jo Park\nb| Tom Lane\nb| Una Frost\n\nb| Ana Ruiz", [5]),
    "a line above the one above the date": ("h| Rain\nb| Jo Park\nb| Tom Lane\nd| 3 May\n\nb| Ana Ruiz", [4]),
    "two lines above": ("h| Rain\nb| Una Frost\nb| Jo Park\nb| Tom Lane\nd| 3 May", [1]),
    "a date beside no name": ("h| Rain\nd| 3 May\n\nh| Wind\nb| Ana Ruiz", []),
    "a date at the top": ("d| 3 May\nh| Rain\nb| Ana Ruiz\n\nb| Jo Park", []),
}


@pytest.mark.parametrize(("rows", "indices"), HEADS.values(), ids=HEADS)
def test_names_beside_others(rows: str, indices: list[int]) -> None:
    assert false_names(f"{rows}\n\np| So it was.\np| {PROSE}") == indices


@pytest.mark.parametrize(
    ("rows", "text", "indices"),
    [
        ("h| Rain\na| By Jo Park\n\nb| Ana Ruiz", "x" * 91, [2]),
        ("h| Rain\na| By Jo Park\n\nb| Ana Ruiz\np| So.", "x" * 91, [2]),
        ("h| Rain\na| By Jo Park\n\nb| Ana Ruiz\np| So.", "x" * 90, []),
        ("h| Rain\na| By Jo Park\n" + "p| So.\n" * 9 + "\nb| Ana Ruiz\np| So.", "x" * 91, [11]),
        ("h| Rain\na| By Jo Park\n" + "p| So.\n" * 10 + "\nb| Ana Ruiz\np| So.", "x" * 91, []),
        ("h| Rain\nb| Ana Ruiz\n" + "p| So.\n" * 8 + "\nb| Jo Park\np| So.\nd| 3 May", "x" * 91, []),
        ("h| Rain\nb| Ana Ruiz\n" + "p| So.\n" * 9 + "\nb| Jo Park\nd| 3 May", "x" * 91, [1]),
    ],
)
def test_the_head_stands_above_a_text(rows: str, text: str, indices: list[int]) -> None:
    assert false_names(f"{rows}\np| {text}") == indices


OTHERS = {
    "initials count as no words": ("h| Rain\nb| OLD A. B. C. MILL\np| It rained on the old mill.", [1]),
    "two of four words": ("h| Rain\nb| OLD MILL RUIZ PARK\np| It rained on the old mill.", []),
    "no word in capitals": ("h| Rain\nb| 田中\nb| 12 3 4", []),
    "one of one word": ("h| Rain\nb| MILL\np| It rained on the old mill.", []),
    "words of two letters": ("h| Rain\nb| AT IT RUIZ\np| It rained at it.", [1]),
    "seven of ten letters in capitals": ("h| abc\nb| EFG HIJK", [1]),
    "six of nine": ("h| abc\nb| EFG HIJ", []),
    "another line in capitals that opens so": ("h| Rain\nb| ANA RUIZ\np| ANA\np| It rained on the town.", [1]),
    "another line that opens so": ("h| Rain\nb| ANA RUIZ\np| ANA is here.\np| It rained on the town.", []),
    "letters in circles": ("h| Rain\nb| ⒶⒷ\np| ⒸⒹ\np| It rained on the town.", []),
}


@pytest.mark.parametrize(("rows", "indices"), OTHERS.values(), ids=OTHERS)
def test_names_in_capitals(rows: str, indices: list[int]) -> None:
    assert false_names(rows) == indices


def test_a_line_whose_role_is_known_may_be_a_name() -> None:
    pieces = pieces_of("Rain\nANA RUIZ\nANA")
    pieces[1] = pieces[1]._replace(lines=(pieces[1].lines[0]._replace(role="byline"),))
    findings = [findings_of("h| Rain"), findings_of("b| ANA RUIZ"), Findings(())]
    assert without_false_names(pieces, findings, frozenset(), ENGLISH) == findings
