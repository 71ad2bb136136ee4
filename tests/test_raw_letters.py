"""What `make fuzz` compares: the letters of a raw text with those of its article and furniture as wholes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import copydesk
from tests.raw_letters import missing_letters

TEXT = """\
Rain at last

By Ana Ruiz

See the record[1] by <mailto:a@b.example> and at www.c.example or [here](https://d.example/e).

a. the ﬁrst
b. the second

[![A hull](hull.png)](https://f.example)

- 12 -

[1] See there.
"""


def test_no_letter_of_an_article_is_missing() -> None:
    assert missing_letters(TEXT, copydesk.read(TEXT)) == ""


@pytest.mark.parametrize("part", ["body", "notes", "foot", "furniture"])
def test_what_a_part_holds_is_missed_without_it(part: str) -> None:
    article = copydesk.read(TEXT)
    held = getattr(article, part)
    without = missing_letters(TEXT, replace(article, **{part: ()}))
    assert bool(without) == bool(held)


def test_a_letter_that_stands_twice_is_missed_once() -> None:
    article = copydesk.read("Rain at last\n\nIt rained.\n\nIt rained.\n")
    assert (
        missing_letters("Rain at last\n\nIt rained.\n\nIt rained.\n", replace(article, body=article.body[:1]))
        == "Iadeinrt"
    )
