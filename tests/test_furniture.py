"""What the page added is set aside."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.furniture import stray_bullets, sweep
from copydesk.reading.lines import split

ENGLISH = with_english(locale("en"))

WORDS = ("first", "second", "third", "fourth", "fifth")
PROSE = "\n".join(f"The {word} line says something of its own." for word in WORDS)


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("It rained.\n", []),
        ("Rain at Last\n============\n\nIt rained.\n", [("============", "rule")]),
        ("It rained.\n\nPage 2 of 7\n\nMore rain.\n", [("Page 2 of 7", "page_number")]),
        ("It rained.\n\nIt stopped.\n\n-30-\n", [("-30-", "end_mark")]),
        ("Rain\n\n•\n\nIt rained.\n", [("•", "stray_mark")]),
        (f"{PROSE}\n4\n\f{PROSE}\n5\n", [("4", "page_number"), ("5", "page_number")]),
        (f"It is {'-' * 60}!\n" + "-" * 60 + "!\n", []),
        ("Share\n\nPrint\n\nRain at Last\n\nIt rained.\n", [("Share", "web_debris"), ("Print", "web_debris")]),
        ("Opinion\n\nRain at Last\n\nIt rained.\n", []),
        ("1 The Weir Gazette\n\nRain at Last\n\nIt rained.\n\nIt stopped.\n", [("1 The Weir Gazette", "running_head")]),
        ("1 in 5 roads is wet\n\nRain at last\n\nIt rained.\n\nIt stopped.\n", []),
    ],
)
def test_furniture(text: str, aside: list[tuple[str, str]]) -> None:
    swept = sweep(split(text), ENGLISH)
    assert [(each.line.text, each.kind) for each in swept.furniture] == aside
    kept = [line.text for line in swept.lines]
    assert sorted(kept + [told for told, _ in aside]) == sorted(line.text for line in split(text))


def test_a_line_after_furniture_knows_what_stood_there() -> None:
    swept = sweep(split("Rain at Last\n============\nIt rained.\nPage 2 of 7\nMore rain.\n"), ENGLISH)
    headline, _, more = swept.lines
    assert headline.underlined
    assert more.cut


def test_stray_bullets_are_found() -> None:
    assert stray_bullets(sweep(split("Rain\n\n•\n\nIt rained.\n\n•\n\nMore.\n"), ENGLISH).furniture) == [6, 21]
