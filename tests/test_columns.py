"""Columns that stand side by side are read one after the other; a table's are not."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading.text.layout.columns import (
    _after_gaps,
    _crosses,
    _few_columns,
    _gutter,
    _halves,
    _one_after_the_other,
    _run_on,
    unfold,
)
from copydesk.reading.text.lines import split
from tests.test_accounting import check

LEFT = """The ferry came back on Monday, as
the board had promised in spring,
and four passengers went over to
the island, with a dog.
   Nobody was there to see it. The
harbour master had locked his door
at noon and gone to sow beans, and
the cook was asleep in the galley.
   On Tuesday it rained, and the
ferry stayed where it was until""".splitlines()
RIGHT = """the evening. Then it left, with the
dog and without its owner.
   The board will meet on Friday. It
has asked the captain for a report
of what was seen from the bridge.
   He says that there was fog, and
that he saw the dog and nothing at
all beside it.
   Letters may be sent to the
harbour office on the quay.""".splitlines()


def side_by_side(left: list[str], right: list[str]) -> str:
    return "\n".join(f"{one:<40}{other}" for one, other in zip(left, right, strict=True))


def test_two_columns_are_read_one_after_the_other() -> None:
    raw = f"Ferry returns to the island\n\n{side_by_side(LEFT, RIGHT)}\n"
    reading = copydesk.examine(raw)
    blocks = [copydesk.plain(block) for block in reading.article.body]
    assert len(blocks) == 6
    assert blocks[2].endswith("until the evening. Then it left, with the dog and without its owner.")
    assert [problem.line for problem in reading.problems if problem.kind == "order"] == [3]
    check(raw)  # each character is in one node, though the order changed


def test_a_line_over_both_columns_separates_what_is_above_and_below() -> None:
    middle = "What the captain said, and what he would not say on Friday"
    raw = f"{side_by_side(LEFT, RIGHT)}\n\n{middle}\n\n{side_by_side(LEFT, RIGHT)}\n"
    texts = [line.text for line in unfold(split(raw)).lines]
    assert texts.index(middle) == 20
    assert texts[:10] == [line.strip() for line in LEFT]
    assert texts[10:20] == [line.strip() for line in RIGHT]


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(f"{name:<24}{number}" for number, name in enumerate(["Tarn", "Aldham", "Sorrel", "Hexley"] * 4)),
        "\n".join(LEFT),
        "\n".join(f"{number}.  {line}" for number, line in enumerate(LEFT)),
    ],
    ids=["a table", "one column", "a list"],
)
def test_what_is_not_two_columns_stays(raw: str) -> None:
    assert unfold(split(raw)).problem is None


SHORT = """\
Two goats were found on Monday on       the council had sold it with the
the roof of the old customs house,      house. The goats came down at
where they had eaten the moss and       noon by themselves and went home.
a part of the flag. The mayor sent      Their owner has asked for nothing
for a ladder, and was told that         but the rest of the flag.
"""


def test_two_columns_of_a_few_lines_are_read_one_after_the_other() -> None:
    raw = f"Goats on the roof\n\n{SHORT}\nThe council meets on Friday.\n"
    reading = copydesk.examine(raw)
    assert [copydesk.plain(block) for block in reading.article.body] == [
        "Two goats were found on Monday on the roof of the old customs house, where they had eaten the moss and a part "
        "of the flag. The mayor sent for a ladder, and was told that the council had sold it with the house. The goats "
        "came down at noon by themselves and went home. Their owner has asked for nothing but the rest of the flag.",
        "The council meets on Friday.",
    ]
    assert [(problem.kind, problem.line) for problem in reading.problems if problem.kind == "order"] == [("order", 3)]
    check(raw)


def test_a_blank_line_across_both_columns_separates_their_paragraphs() -> None:
    raw = """\
Goats on the roof

Two goats were found on Monday on       for a ladder, and was told that
the roof of the old customs house,      the council had sold it with the
where they had eaten the moss and       house. The goats came down at
a part of the flag.                     noon by themselves.

The mayor said that he would send       Their owner has asked for nothing
"""
    texts = [copydesk.plain(block) for block in copydesk.read(raw).body]
    assert texts == [
        "Two goats were found on Monday on the roof of the old customs house, where they had eaten the moss and a part "
        "of the flag.",
        "The mayor said that he would send for a ladder, and was told that the council had sold it with the house. The "
        "goats came down at noon by themselves.",
        "Their owner has asked for nothing",
    ]
    check(raw)


UNSURE = """\
Goats were found on the roof.           The council sold the ladder.
Nobody knows whose goats they are.      The mayor is looking for it.
The flag of the town is gone.           A new one will be sewn.
Moss grows on the roof again.           Its price is not yet known.
"""


def test_a_few_lines_that_may_be_columns_are_left_alone_and_reported() -> None:
    unfolded = unfold(split(f"Goats on the roof\n\n{UNSURE}"))
    assert [line.text for line in unfolded.lines][1:] == UNSURE.splitlines()
    assert unfolded.problem is not None
    assert "may stand side by side" in unfolded.problem.message


@pytest.mark.parametrize(
    ("text", "starts"), [("a b", []), ("a  b", [3]), ("a   b  c", [4, 7]), ("a b  c d", [5]), ("", [])]
)
def test_where_text_goes_on_after_a_gap(text: str, starts: list[int]) -> None:
    assert _after_gaps(text) == starts


@pytest.mark.parametrize(
    ("raw", "crosses", "halves"),
    [
        ("abcdef", True, ("abc", "def")),
        ("ab  ef", False, ("ab", "ef")),
        ("ab c", True, ("ab", "c")),
        ("abc", True, ("abc", "")),
        ("ab", False, ("ab", "")),
        ("   ef", False, ("", "ef")),
        ("  ef", True, ("e", "f")),
        (" a  b", False, ("a", "b")),
        ("    ef", False, ("", "ef")),
    ],
)
def test_a_line_at_a_gutter_before_the_fifth_column(raw: str, crosses: bool, halves: tuple[str, str]) -> None:
    (line,) = split(raw)
    assert (_crosses(line, 4), _halves(line, 4)) == (crosses, halves)


def beside(left: str, right: str, at: int = 20) -> str:
    return f"{left:<{at}}{right}"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("it rained|all day", "and it|rained", True),
        ("it rained.|all day", "and it|rained", False),
        ("it rained|all day", "and it|Rained", False),
        ("it rained", "and it", False),
        ("|".join(["a"] * 4 + ["A"] * 7), "|".join(["b"] * 11), True),
        ("|".join(["a"] * 3 + ["A"] * 8), "|".join(["b"] * 11), False),
        ("a||b", "b|b|b", True),
    ],
)
def test_sentences_run_on_down_both_columns(left: str, right: str, *, expected: bool) -> None:
    rows = [beside(*halves) for halves in zip(left.split("|"), right.split("|"), strict=True)]
    assert _run_on(split("\n".join(rows)), 20) == expected


PHRASE = "x" * 16


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([beside(PHRASE, PHRASE)] * 8, 20),
        ([beside(PHRASE, PHRASE)] * 7, None),
        ([beside(PHRASE, "x" * 15)] * 8, None),
        ([beside("x" * 15, PHRASE)] * 8, None),
        ([beside(PHRASE, PHRASE)] * 7 + [beside("x" * 17, "x" * 15)], None),
        ([beside(PHRASE, PHRASE)] * 7 + [beside("x" * 17, "x" * 17)], 20),
        ([beside(PHRASE, PHRASE)] * 8 + ["so"] * 14, 20),
        ([beside(PHRASE, PHRASE)] * 8 + ["so"] * 15, None),
        ([beside(PHRASE, PHRASE)] * 7 + [beside(PHRASE, PHRASE, 19)], 20),
        ([beside(PHRASE, PHRASE)] * 7 + [beside(PHRASE, PHRASE, 18)], None),
        ([beside(PHRASE, PHRASE)] * 7 + [beside(PHRASE, PHRASE, 25)], 20),
        ([beside(PHRASE, PHRASE)] * 7 + [beside(PHRASE, PHRASE, 26)], None),
        ([beside(PHRASE, PHRASE)] * 5 + [beside(PHRASE, PHRASE, 22)] * 3, 20),
        ([beside(PHRASE, PHRASE)] * 4 + [beside(PHRASE, PHRASE, 22)] * 4, None),
        ([f"    {beside(PHRASE, PHRASE)}"] * 8, 24),
        ([f"{PHRASE}  \t{PHRASE}"] * 8, None),
    ],
)
def test_the_gutter_of_a_text(rows: list[str], expected: int | None) -> None:
    assert _gutter(split("\n".join(rows))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join([beside(PHRASE, PHRASE)] * 4), (20, 4)),
        ("\n".join([beside(PHRASE, PHRASE)] * 3), (0, 0)),
        ("\n".join([beside(PHRASE, "x" * 15)] * 4), (0, 0)),
        ("\n".join([beside(PHRASE, PHRASE)] * 4 + ["x" * 40, beside(PHRASE, PHRASE)]), (20, 4)),
        ("\n".join([beside(PHRASE, PHRASE)] * 4 + ["so"]), (20, 5)),
        ("\n".join([beside(PHRASE, PHRASE)] * 4) + "\n\nso", (20, 4)),
        ("\n".join([beside(PHRASE, PHRASE)] * 4) + "\n\fso", (20, 4)),
        ("\n".join([beside(PHRASE, PHRASE)] * 4) + f"\n\n{beside(PHRASE, PHRASE)}", (20, 5)),
        ("\n".join([f"{PHRASE}  \t{PHRASE}"] * 4), (0, 0)),
        ("\n".join([f"  {beside(PHRASE, PHRASE)}"] * 4), (22, 4)),
        ("\n".join(["so", *[beside(PHRASE, PHRASE)] * 4]), (0, 0)),
    ],
)
def test_two_columns_of_a_few_lines(text: str, expected: tuple[int, int]) -> None:
    assert _few_columns(split(text), 0) == expected


def test_each_line_of_a_column_keeps_its_position() -> None:
    raw = " ab  cd\n\n ef   gh\n ij"
    region = split(raw)
    lines = _one_after_the_other(region, 5)
    assert [raw[line.start : line.end] for line in lines] == ["ab", "ef", "ij", "cd", "gh"]
    assert [(line.text, line.indent, line.gap, line.cut) for line in lines] == [
        ("ab", 1, 0, False),
        ("ef", 1, 1, False),
        ("ij", 1, 0, False),
        ("cd", 0, 0, True),
        ("gh", 1, 1, False),
    ]


@pytest.mark.parametrize("raw", ["     cd\n     gh", "ab\nef", "ab   cd\n     gh"])
def test_lines_on_one_side_only_stay(raw: str) -> None:
    region = split(raw)
    assert _one_after_the_other(region, 5) is region
