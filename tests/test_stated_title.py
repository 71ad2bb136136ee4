"""The title that a file states, where its words stand near the top of the text."""

from __future__ import annotations

import pytest

from copydesk.reading._source import DEFAULTS
from copydesk.reading.copy import Copy, CopyLine, Stated
from copydesk.reading.text import read
from copydesk.visit import plain
from tests.typeset import copy_of

TEXT = """\
| The mayor says that the ferry
| is not coming back
| The children of Ormby will have to go round the lake, which takes
| an hour and a half by the only road that there is.
| Nobody had thought that it would come to this. The boat was old,
| and the money for another one was spent on the bridge.
"""
PAPER = """\
14b | The Weir Gazette
10 | THURSDAY
18 | Rain at last
10 | It rained in the valley on Thursday, and nobody went out.
"""


def headline(lines: str, title: str, **stated: str) -> str | None:
    copy = copy_of(lines)._replace(stated=Stated(title, **stated))  # type: ignore[arg-type]
    found = read(copy, DEFAULTS).article.head.headline
    return plain(found) if found else None


def test_words_of_the_title_are_the_headline() -> None:
    whole = "The mayor says that the ferry is not coming back"
    assert headline(TEXT, "") != whole
    assert headline(TEXT, whole) == whole
    assert headline(TEXT, whole.upper().replace(" ", "  ")) == whole


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - doc1",
        "ferry_final.docx",
        "The mayor says that",
        "The mayor says that the ferry",
        "back",
        "Ormby news",
    ],
)
def test_other_titles_change_nothing(title: str) -> None:
    assert headline(TEXT, title) == headline(TEXT, "")


def test_the_name_of_the_paper_is_no_headline() -> None:
    assert headline(PAPER, "The Weir Gazette") == headline(PAPER, "") == "Rain at last"
    small = PAPER.replace("14b", "18b")
    assert headline(small, "The Weir Gazette", publisher="The Weir Gazette") == headline(small, "")


def test_copy_without_type() -> None:
    words = "Rain at last in Ormby", "It rained in the valley on Thursday, and nobody went out.", "Nobody knew why."
    copy = Copy(tuple(map(CopyLine, words)), "docx", Stated(words[0]))
    found = read(copy, DEFAULTS).article
    assert found.head.headline is not None
    assert plain(found.head.headline) == words[0]


def test_words_far_below_are_no_headline() -> None:
    lines = "".join(f"| Nobody had waited for number {number} to come home.\n" for number in range(12))
    assert headline(f"{lines}| Rain at last\n| It rained.\n", "Rain at last") != "Rain at last"
