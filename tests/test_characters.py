"""Raw text -> clean text, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.reading._shared.combining_marks import capped
from copydesk.reading.text.characters import _line, _tame, clean, uncovered
from copydesk.tree import Span
from tests.tools import ROOT


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\u200bc\u202e", "abc"),
        ("of\ufb01ce", "office"),
        ("â€œRain.â€\x9d", "“Rain.”"),
        ("lone \ud800", "lone \ufffd"),
        ("soft\u00adly", "softly"),
        ("soft\u00ad\nly", "soft\u00ad\nly"),
        ("page\fbreak", "page\fbreak"),
        ("It\x92s \x93rain\x94 \x96 so\x85 he said", "It’s “rain” – so… he said"),
        ("one\x85two", "one\ntwo"),
        ("Geb\x81hren \x81", "Geb\ufffdhren "),
        ("â€œRain,â€\ufffd he said. Iâ€™d", "“Rain,” he said. I’d"),
        ("â€œSheâ€™s in, â€œ per itâ€™s ice 19â€™s feâ€\ufffd\nbruary", "“She’s in, “ per it’s ice 19’s fe”\nbruary"),
        ("itâ€™s feâ€\ufffd\nbruary", "it’s fe\u2010\nbruary"),
        ("Ã©tÃ©, â€‰dÃ©jÃ\xa0, offï¬\x81ce", "été, \u2009déjà, offfice"),
        ("a" + "\u0301" * 30, "a" + "\u0301" * 30),
        ("a" + "\u0301" * 100 + "b", "a" + "\u0301" * 30 + "b"),
        ("漢" * 100 + "\u0301" * 40 + "字" * 40, "漢" * 100 + "\u0301" * 30 + "字" * 40),
    ],
)
def test_text_is_cleaned(raw: str, text: str) -> None:
    assert clean(raw).text == text


ARTICLES = sorted((ROOT / "bench" / "articles").glob("*.txt"))


def as_cp1252(data: bytes) -> str:
    """The bytes as a browser decodes cp1252: undefined ones become control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_whole_text_read_in_the_wrong_encoding_comes_out_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    right = clean(text).text
    assert clean(text.encode().decode("latin-1")).text == right
    assert clean(as_cp1252(text.encode())).text == right


@pytest.mark.parametrize(
    ("raw", "kind", "number"),
    [
        ("â€œRain,â€\ufffd he said. Iâ€™d", "decoding", "2 garbled"),
        ("Ã©tÃ© Ã©tÃ© \u00c3\ufffd", "decoding", "1 garbled character lost a byte and stays as it is"),
        ("It\x92s", "decoding", "1 control"),
        ("Geb\x81hren", "decoding", "1 control"),
        ("a\x00b", "character", "1 control"),
        ("a" + "\u0301" * 100_000, "character", "99970 combining"),
    ],
    ids=["garbled", "damaged", "windows", "unknown", "control", "marks"],
)
def test_what_is_changed_is_reported(raw: str, kind: str, number: str) -> None:
    assert any(problem.kind == kind and number in problem.message for problem in clean(raw).problems)


def test_marks_taken_from_a_letter_are_accounted_for() -> None:
    cleaned = clean("a" + "\u0301" * 100 + "b\u0301")
    assert cleaned.dropped == (Span(31, 101),)
    assert capped("a" + "\u0301" * 100 + "b") == ("a" + "\u0301" * 30 + "b", 70)


def test_each_clean_character_leads_back_to_the_raw_text() -> None:
    raw = "a\x00b\r\nof\ufb01ce"
    cleaned = clean(raw)
    assert cleaned.text == "ab\noffice"
    assert cleaned.dropped == (Span(1, 2),)
    spans = [cleaned.raw(index, index + 1) for index in (0, 1, 3, 4, 7, 8)]
    assert [raw[span.start : span.end] for span in spans] == list("abofce")
    assert cleaned.raw(3, 9) == Span(5, 10)


def test_dropped_spans_outside_any_node_are_reported_and_neighbours_merged() -> None:
    dropped = (Span(1, 2), Span(5, 6), Span(6, 7))
    assert uncovered(dropped, [Span(0, 4)]) == [Span(5, 7)]


@pytest.mark.parametrize(
    ("dropped", "covered", "expected"),
    [
        ([(1, 2)], [(0, 2)], []),
        ([(1, 3)], [(0, 2)], [(1, 3)]),
        ([(0, 1)], [(0, 2)], []),
        ([(0, 1)], [(1, 2)], [(0, 1)]),
        ([(5, 6)], [(0, 2), (5, 6)], []),
        ([(0, 1), (1, 2)], [], [(0, 2)]),
        ([(0, 1), (2, 3)], [], [(0, 1), (2, 3)]),
        ([(0, 1), (1, 2), (3, 4)], [(1, 2)], [(0, 1), (3, 4)]),
        ([(1, 2)], [], [(1, 2)]),
    ],
)
def test_dropped_characters_outside_the_spans(
    dropped: list[tuple[int, int]], covered: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    spans = uncovered(tuple(Span(*each) for each in dropped), [Span(*each) for each in covered])
    assert spans == [Span(*each) for each in expected]


@pytest.mark.parametrize(("position", "line"), [(0, 1), (1, 1), (2, 2), (4, 3)])
def test_the_line_of_a_character(position: int, line: int) -> None:
    assert _line("a\nb\nc", position) == line


@pytest.mark.parametrize(
    ("character", "after", "expected"),
    [
        ("\u2028", "", "\n"),
        ("ﬁ", "", "fi"),
        ("\ud800", "", "\ufffd"),
        ("\ue000", "", "\ue000"),
        ("\u00ad", "x", ""),
        ("\u00ad", " \t\nx", "\u00ad"),
        ("\u200b", "x", ""),
        ("é", "x", "é"),
    ],
)
def test_a_character_as_a_document_may_hold_it(character: str, after: str, expected: str) -> None:
    assert _tame(character, after) == expected


@pytest.mark.parametrize(
    ("raw", "line"), [("a\nb\x00", 2), ("a\x00\nb\x00", 1), ("a\n\ud800", 2), ("Ge\n\nb\x81hren", 3)]
)
def test_the_line_of_a_problem(raw: str, line: int) -> None:
    assert [problem.line for problem in clean(raw).problems] == [line]
