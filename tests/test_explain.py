"""``copydesk explain``: each line of the raw text with the role that it was read in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import copydesk
from copydesk.reading.text.characters.decode import decode
from copydesk.reading.text.explain import LineReading, explain
from copydesk.tree import Article, Bio, Head, Heading, Headline, Origin, Paragraph, Span, Text
from tests.tools import ROOT
from tests.tools import copydesk as command

RAW = (
    "Rain at last\r\n\r\nBy Ana Ruiz | 3 May 2024\r\n\r\nIt rained in the valley on Thursday, for the first time in\r\n"
    "two years, and the children who had never seen it stood in the\r\nroad with their mouths open.\r\n\r\n- 3 -\r\n"
)


def test_each_line_is_listed_with_its_number_and_role() -> None:
    roles = [(line.number, line.role) for line in explain(RAW, copydesk.read(RAW))]
    assert roles == [
        *((1, "headline"), (3, "byline"), (3, "date"), (5, "paragraph"), (6, "paragraph"), (7, "paragraph")),
        (9, "page number"),
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_is_left_out(path: Path) -> None:
    raw = decode(path.read_bytes()).text
    lines = explain(raw, copydesk.read(path.read_bytes()))
    assert {line.number for line in lines} == {
        number for number, line in enumerate(raw.replace("\r\n", "\n").split("\n"), 1) if line.strip()
    }
    assert all(line.reasons for line in lines if line.confidence < 1)
    assert all(0 <= line.confidence <= 1 for line in lines)


def test_the_command_prints_for_people_and_for_programs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW.encode())
    output = command("explain", tmp_path / "a.txt").stdout.decode()
    assert output.splitlines()[0].startswith("1  headline")
    rows = [json.loads(line) for line in command("explain", tmp_path / "a.txt", "--json").stdout.splitlines()]
    assert rows[0]["text"] == "Rain at last"
    assert b"a.gone: there is no such file" in command("explain", tmp_path / "a.gone").stderr


def test_the_command_takes_the_form_that_is_stated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<html><p>It rained.</p></html>", encoding="utf-8")
    assert b"it is a web page, not PDF" in command("explain", "-f", "pdf", tmp_path / "a.txt").stderr


def test_the_command_shows_the_page_and_the_place_of_a_line() -> None:
    shown = command("explain", ROOT / "samples" / "glass-cloches.hocr").stdout.decode()
    assert re.search(r"; page 1, \d+ to \d+ pt by \d+ to \d+$", shown, re.MULTILINE)


def read_as(raw: str, *spans: tuple[int, int], rule: str = "paragraph") -> list[tuple[int, str]]:
    """The numbers and texts of the lines that a paragraph with these spans covers."""
    origin = Origin(tuple(Span(*span) for span in spans), rule, 0.5)
    article = Article(lang="en", head=Head(), body=(Paragraph((Text("x"),), origin=origin),))
    return [(line.number, line.text) for line in explain(raw, article)]


@pytest.mark.parametrize(
    ("spans", "lines"),
    [
        ([(0, 3)], [(1, "abc")]),
        ([(0, 4)], [(1, "abc")]),
        ([(0, 5)], [(1, "abc"), (2, "def")]),
        ([(4, 7)], [(2, "def")]),
        ([(4, 4)], [(2, "def")]),
        ([(2, 14)], [(1, "abc"), (2, "def"), (4, "ghi")]),
        ([(14, 16)], [(4, "ghi")]),
        ([(0, 1), (14, 16)], [(1, "abc"), (4, "ghi")]),
        ([(14, 16), (0, 1), (1, 3)], [(1, "abc"), (4, "ghi")]),
        ([], []),
    ],
)
def test_the_lines_of_the_spans_of_a_node(spans: list[tuple[int, int]], lines: list[tuple[int, str]]) -> None:
    assert read_as("abc\ndef\n  \n  ghi\n", *spans) == lines


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_counts(end: str) -> None:
    raw = f"abc{end}def"
    assert read_as(raw, (0, len(raw))) == [(1, "abc"), (2, "def")]


def test_the_role_is_the_rule_or_the_kind_of_node_with_the_level_of_a_heading() -> None:
    def origin(start: int, rule: str) -> Origin:
        return Origin((Span(start, start + 1),), rule, 0.8765, ("because",))

    article = Article(
        lang="en",
        head=Head(headline=Headline((Text("a"),))),
        body=(
            Heading(3, (Text("b"),), origin=origin(2, "")),
            Heading(2, (Text("b"),), origin=origin(2, "pull_quote")),
            Paragraph((Text("a"),), origin=origin(0, "")),
        ),
        foot=(Bio((Text("b"),), origin=origin(2, "opens_as_bio")),),
    )
    assert explain("a\nb", article) == [
        LineReading(1, "paragraph", 0.88, ("because",), "a"),
        LineReading(2, "heading 3", 0.88, ("because",), "b"),
        LineReading(2, "pull quote 2", 0.88, ("because",), "b"),
        LineReading(2, "opens as bio", 0.88, ("because",), "b"),
    ]
