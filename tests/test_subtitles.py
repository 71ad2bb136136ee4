"""Subtitles of films: what is said, without numbers, times and tags."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading import examine, source_of
from tests.outline import outline

SUBRIP = (
    "1\n00:00:01,000 --> 00:00:04,500\n{\\an8}The ferry on the weir\n\n2\n00:00:05,000 --> 00:00:08,500\n"
    '<font color="#ffff00">stopped.</font>\n\n3\n00:00:09,000 --> 00:00:12,500\n<i>- Did you cry?\n- I did.</i>\n\n'
    "4\n00:00:13,000 --> 00:00:16,500\n[BELL RINGS]\n\n5\n00:00:17,000 --> 00:00:20,500\nANA: Three < four,\n"
    "I said.\n"
)
WEB = (
    "WEBVTT\nLanguage: de\n\n00:01.000 --> 00:04.500 align:start\n<v.loud Ana Ruiz>Three &lt; <00:03.000>"
    "<c>four</c>.</v>\n\n00:05.000 --> 00:08.500\n<v Ana Ruiz>So it is.\n\n"
    "00:09.000 --> 00:12.500\n<v Bo>It rained.</v>\n"
)


def body(data: str, name: str) -> list[str]:
    drawn = outline(copydesk.read(data.encode(), name=name))
    return drawn.split("--- body\n")[1].split("--- furniture")[0].splitlines()


def test_what_is_said_in_subrip() -> None:
    assert body(SUBRIP, "a.srt") == [
        "p: The ferry on the weir stopped.", "p: - Did you cry?", "p: - I did.", "p: [BELL RINGS]",
        "p: ANA: Three < four, I said.",
    ]  # fmt: skip


def test_who_says_it_in_webvtt() -> None:
    assert body(WEB, "a.vtt") == ["p: Ana Ruiz: Three < four.", "p: So it is.", "p: Bo: It rained."]
    few = "WEBVTT\nLanguage: de\n\n00:01.000 --> 00:04.500\nHm.\n\n00:05.000 --> 00:08.500\nOh.\n"
    assert copydesk.read(few.encode()).lang == "de"


@pytest.mark.parametrize("data", [SUBRIP, WEB, f"\ufeff{SUBRIP}", SUBRIP.replace("\n", "\r\n")])
def test_the_form_is_told_by_its_beginning(data: str) -> None:
    assert source_of("a.txt", None, data.encode()).name == "subtitles"
    source = examine(data.encode("utf-8")).article.source
    assert source is not None
    assert source.encoding.startswith("utf-8")


def test_a_text_with_a_time_is_no_file_of_subtitles() -> None:
    assert source_of("a.txt", None, b"1\nAt 00:01:00 it rained.\n").name == "text"
