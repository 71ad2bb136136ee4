"""Items as lists: every label that a list prints is the one that the text had."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.text.assembly.nesting import Entry, Item, lists_of
from copydesk.reading.text.recognisers.markers import read_marker

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def drawn(lists: Sequence[list[Item] | int]) -> str:
    """Each list in brackets, each item as the label that the list prints, followed by its contents: lists, and ``+``
    for words that close it."""
    return "".join(
        "+" if isinstance(run, int) else f"[{' '.join(label(run, item) + drawn(item.inner) for item in run)}]"
        for run in lists
    )


def label(run: list[Item], item: Item) -> str:
    """The label printed before an item of a list that begins with the number of its first item."""
    first = run[0].marker
    if first is None or first.number is None:
        return "*"
    number = first.number + run.index(item)
    letter = chr(ord("a") + (number - 1) % 26)
    return {
        "decimal": str(number),
        "lower_alpha": letter,
        "upper_alpha": letter.upper(),
        "lower_roman": _ROMAN[number % len(_ROMAN)],
        "upper_roman": _ROMAN[number % len(_ROMAN)].upper(),
    }[first.numbering]


def entries(labels: str) -> list[Entry]:
    return [Entry(f"{label} x", 0) for label in labels.split()]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("1. 2. 4. 5.", "[1 2][4 5]"),
        ("1. 1. 1.", "[1][1][1]"),
        ("1) (a) (b) 2)", "[1[a b] 2]"),
        ("(a) (b) (c) (1) (2) (3) (d) (e)", "[a b c[1 2 3] d e]"),
        ("(a) (1) (i) (ii) (2) (b)", "[a[1[i ii] 2] b]"),
        ("(1) (2) (a) (b)", "[1 2][a b]"),
        ("1. • • 2.", "[1[* *] 2]"),
        ("• 1. 2. •", "[*][1 2][*]"),
        ("g) h) i) j)", "[g h i j]"),
        ("iii) iv) v) vi)", "[iii iv v vi]"),
        ("3. 2. 1.", "[3][2][1]"),
    ],
)
def test_lists(labels: str, expected: str) -> None:
    assert drawn(lists_of(entries(labels))) == expected


def test_what_stands_further_in_is_inside() -> None:
    entries = [Entry("1. a", 0), Entry("(a) b", 4), Entry("(c) d", 4), Entry("3. e", 0)]
    assert drawn(lists_of(entries)) == "[1[a][c]][3]"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1. a|  • b|2. c", "[1[*] 2]"),
        ("1. a| • b|2. c", "[1[*] 2]"),
        ("• a| • b|• c", "[* * *]"),
        ("• a|  • b|• c", "[*[*] *]"),
        ("• a|  • b|    • c|  • d|• e", "[*[*[*] *] *]"),
        ("• a| b|• c", "[*][*][*]"),
        ("• a|   b|• c", "[*[*] *]"),
        ("  1. a|    (a) b|  more|  2. c", "[1[a]+ 2]"),
        ("  1. a|    (a) b|   more|  2. c", "[1[a]][*][2]"),
        ("1. a|  (a) b|more|2. c", "[1[a]][*][2]"),
        ("  1. a|  more|  2. c", "[1][*][2]"),
        ("a|b", "[* *]"),
        ("a|1. b", "[*][1]"),
    ],
)
def test_items_by_their_indents(rows: str, expected: str) -> None:
    items = [Entry(row.strip(), len(row) - len(row.lstrip())) for row in rows.split("|")]
    assert drawn(lists_of(items)) == expected


def test_lists_are_nine_deep_at_the_most() -> None:
    items = [Entry("• x", 2 * depth) for depth in range(10)]
    assert drawn(lists_of(items)) == "[*" * 9 + " *" + "]" * 9
    assert drawn(lists_of(items[:9])) == "[*" * 9 + "]" * 9


@pytest.mark.parametrize(("inner", "expected"), [(199, True), (200, False)])
def test_the_items_inside_another_that_only_markers_show_are_few(inner: int, *, expected: bool) -> None:
    lists = lists_of([Entry("1. a", 0), *[Entry("• b", 0)] * inner, Entry("2. c", 0)])
    assert (len(lists) == 1) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("1. (2) (3) 2.", "[1][2 3][2]"),
        ("• (1) (2) •", "[*][1 2][*]"),
        ("1. 1) 2) 2.", "[1[1 2] 2]"),
        ("1. 1. 2.", "[1][1 2]"),
        ("(a) (i) (ii) (b)", "[a[i ii] b]"),
        ("(a) (A) (B) (b)", "[a[A B] b]"),
    ],
)
def test_what_opens_a_list_inside_an_item(labels: str, expected: str) -> None:
    assert drawn(lists_of(entries(labels))) == expected


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["- 2 leeks", "• salt"], [True, True]),
        (["• salt", "- 2 leeks"], [True, True]),
        (["- 2 leeks", "- 3 eggs"], [True, True]),
        (["- 2 leeks", "1. salt"], [False, True]),
        (["- 2 leeks", "salt", "- pepper"], [False, False, True]),
        (["- 2 leeks"], [False]),
    ],
)
def test_a_dash_before_a_figure(texts: list[str], marked: list[bool]) -> None:
    items = [item for run in lists_of([Entry(text, 0) for text in texts]) for item in run]
    assert [item.marker is not None for item in items] == marked


LABELS = st.sampled_from(
    ["1.", "2.", "3.", "4.", "1)", "2)", "(a)", "(b)", "(c)", "(d)", "(i)", "(ii)", "i)", "v)", "•", "01."]
)


@given(st.lists(st.tuples(LABELS, st.sampled_from([0, 0, 0, 4, 8])), min_size=1, max_size=14))
def test_each_label_is_printed_as_it_stood(labels: list[tuple[str, int]]) -> None:
    items = [Entry(f"{label} x", indent) for label, indent in labels]
    order: list[int] = []

    def check(lists: Sequence[list[Item] | int]) -> None:
        for run in lists:
            if isinstance(run, int):  # it continues the item above, and its label is in the text
                assert read_marker(items[run].text) is None
                order.append(run)
                continue
            for item in run:
                order.append(item.position)
                marker = read_marker(items[item.position].text)
                original = labels[item.position][0].strip("().")
                if item.marker is None:
                    assert marker is None  # the label is in the text
                else:
                    assert label(run, item) == ("*" if original == "•" else original)
                check(item.inner)

    check(lists_of(items))
    assert order == list(range(len(items)))


def test_a_dash_before_a_figure_is_a_bullet_beside_another_bullet() -> None:
    beside = lists_of([Entry("- 2 leeks", 0), Entry("- salt", 0)])
    assert [[item.marker is not None for item in run] for run in beside] == [[True, True]]
    alone = lists_of([Entry("- 5 degrees", 0), Entry("fog", 0)])
    assert [[item.marker is not None for item in run] for run in alone] == [[False, False]]


def test_what_stands_in_as_an_item_below_its_list_closes_it() -> None:
    items = [
        Entry("(a) boats", 4),
        Entry("(i) large", 8),
        Entry("(ii) small", 8),
        Entry("and dogs.", 4),
        Entry("(b) x", 4),
    ]
    assert drawn(lists_of(items)) == "[a[i ii]+ b]"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("(d) (x)", "[d][*]"),
        ("(e) (x)", "[* *]"),
        ("(e) (f)", "[e f]"),
        ("(f) (e)", "[* *]"),
        ("(a) (v)", "[a][*]"),
        ("e) x)", "[e][x]"),
        ("(7) (9)", "[7][9]"),
    ],
)
def test_a_letter_in_brackets_that_stands_for_a_word(labels: str, expected: str) -> None:
    assert drawn(lists_of(entries(labels))) == expected
