"""Columns that stand side by side are read one after the other; a table's are not."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading.columns import unfold
from copydesk.reading.lines import split
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
    told = [copydesk.plain(block) for block in reading.article.body]
    assert len(told) == 6
    assert told[2].endswith("until the evening. Then it left, with the dog and without its owner.")
    assert [problem.line for problem in reading.problems if problem.kind == "order"] == [3]
    check(raw)  # each character is in one node, though the order changed


def test_a_line_over_both_columns_parts_what_is_above_from_what_is_below() -> None:
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
