"""The order of a head, whatever its pieces weigh."""

from __future__ import annotations

import pytest

from copydesk.reading.text.lines import Line
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.bylines import Credit
from copydesk.reading.text.roles.features import Findings
from copydesk.reading.text.roles.head_zone import in_order
from copydesk.tree import Person
from tests.roles import roles_of

NAMED = Findings((), credit=Credit((Person("Ana Ruiz"),), announced=True))


def piece(gap: int) -> Piece:
    line = Line("words", 0, 5, 1, 0, gap)
    return Piece("words", (line,), ())


@pytest.mark.parametrize(
    ("path", "gaps", "expected"),
    [
        ("headline byline paragraph", [0, 1, 1], "headline byline paragraph"),
        ("headline headline paragraph", [0, 0, 1], "headline headline paragraph"),
        ("headline headline paragraph", [0, 1, 1], "headline deck paragraph"),
        ("headline deck paragraph", [0, 1, 1], "headline deck paragraph"),
        ("headline deck deck paragraph", [0, 1, 1, 1], "headline deck deck paragraph"),
        ("headline deck headline", [0, 1, 1], "headline deck paragraph"),
        ("headline byline headline", [0, 1, 1], "headline byline paragraph"),
        ("deck headline headline", [0, 1, 1], "deck headline paragraph"),
        ("headline paragraph headline", [0, 1, 1], "headline paragraph paragraph"),
        ("headline paragraph deck", [0, 1, 1], "headline paragraph paragraph"),
        ("headline paragraph kicker", [0, 1, 1], "headline paragraph paragraph"),
        ("paragraph headline", [0, 1], "paragraph paragraph"),
        ("kicker byline kicker headline", [0, 1, 1, 1], "kicker byline paragraph paragraph"),
        ("headline paragraph byline date", [0, 1, 1, 1], "headline paragraph byline date"),
    ],
)
def test_nothing_of_the_text_is_taken_into_the_head(path: str, gaps: list[int], expected: str) -> None:
    assert in_order(roles_of(path), [piece(gap) for gap in gaps], [NAMED] * len(gaps)) == expected.split()
