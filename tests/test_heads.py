"""Lines of the head that hold two things, and names in scripts without capitals in the position of a byline."""

from __future__ import annotations

import pytest

from copydesk.locales import locale, with_english
from copydesk.reading.text.heads import split_heads
from copydesk.reading.text.pieces import Piece, Segment
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from tests.parts import pieces_of


def split_in(text: str, lang: str = "en", *, head: str = "Rain at last\n") -> list[tuple[str, bool]]:
    """The pieces below the headline, and whether each stands where a byline does."""
    text = head + text
    pieces = split_heads(pieces_of(text), CreditLines(with_english(locale(lang))))
    return [(piece.text, piece.in_byline_position) for piece in pieces[head.count("\n") :]]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("By Ana Ruiz | 3 May 2024", ["By Ana Ruiz", "3 May 2024"]),
        ("3 May 2024 | By Ana Ruiz", ["3 May 2024", "By Ana Ruiz"]),
        ("By Ana Ruiz 3 May 2024", ["By Ana Ruiz", "3 May 2024"]),
        ("By Ana Ruiz, Monday, 3 May 2024", ["By Ana Ruiz,", "Monday, 3 May 2024"]),
        ("By Ana Ruiz, Published on Monday, 3 May 2024", ["By Ana Ruiz,", "Published on Monday, 3 May 2024"]),
        ("3 May 2024, By Ana Ruiz", ["3 May 2024,", "By Ana Ruiz"]),
        ("3 May 2024 – By Ana Ruiz", ["3 May 2024 –", "By Ana Ruiz"]),
        ("Monday, 3 May 2024 10:15 By Ana Ruiz", ["Monday, 3 May 2024 10:15", "By Ana Ruiz"]),
        ("By Ana Ruiz | 3 May 2024 | 4 min read", ["By Ana Ruiz", "3 May 2024 | 4 min read"]),
        ("By Ana Ruiz | 10:15 | 3 May 2024", ["By Ana Ruiz | 10:15", "3 May 2024"]),
        ("By Ana Ruiz • 3 May 2024", ["By Ana Ruiz", "3 May 2024"]),
        (
            "By Ana Ruiz | 3 May 2024 (Updated 4 May 2024)",
            ["By Ana Ruiz", "3 May 2024", "(Updated 4 May 2024)"],
        ),
        ("3 May 2024 Updated 4 May 2024", ["3 May 2024", "Updated 4 May 2024"]),
        ("3 May 2024, 4 May 2024", ["3 May 2024,", "4 May 2024"]),
        ("| 3 May 2024 | By Ana Ruiz", ["| 3 May 2024 | By Ana Ruiz"]),
        ("Ana Ruiz | Jo Park | 3 May 2024", ["Ana Ruiz", "Jo Park", "3 May 2024"]),
        ("Rain fell on Monday, 3 May 2024", ["Rain fell on Monday, 3 May 2024"]),
        ("By Ana Ruiz | rain in the valley | 3 May 2024", ["By Ana Ruiz | rain in the valley | 3 May 2024"]),
        ("By Ana Ruiz | Rain | 3 May 2024", ["By Ana Ruiz | Rain | 3 May 2024"]),
        ("3 May 2024", ["3 May 2024"]),
        ("Published Monday, 3 May 2024", ["Published Monday, 3 May 2024"]),
        ("By Ana Ruiz", ["By Ana Ruiz"]),
    ],
)
def test_a_line_of_the_head_is_split_where_a_byline_meets_a_date(line: str, parts: list[str]) -> None:
    assert [text for text, _ in split_in(line)] == parts


@pytest.mark.parametrize(("above", "expected"), [(0, 1), (1, 2), (11, 2), (12, 1)])
def test_a_line_is_split_in_the_head_only_and_not_in_the_headline(above: int, expected: int) -> None:
    assert len(split_in("By Ana Ruiz | 3 May 2024", head="Rain\n" * above)) == expected


@pytest.mark.parametrize(("letters", "expected"), [(200, 2), (201, 1)])
def test_a_long_line_is_not_split(letters: int, expected: int) -> None:
    names = "By Ana Ruiz | 3 May 2024"
    assert len(split_in(names.replace(" |", " " * (letters - len(names)) + " |"))) == expected


def test_the_parts_of_a_line_lead_back_to_all_of_it() -> None:
    raw = "Rain\n\nBy Ana Ruiz | 3 May 2024 | 4 min read"
    _, first, second = split_heads(pieces_of(raw), CreditLines(with_english(locale("en"))))
    assert [[raw[start:end] for start, end in piece.spans()] for piece in (first, second)] == [
        ["By Ana Ruiz | "],
        ["3 May 2024 | 4 min read"],
    ]
    assert (first.in_byline_position, second.in_byline_position) == (True, False)
    assert (first.lines[0].gap, second.lines[0].gap) == (1, 0)
    assert (first.confidence, first.reasons) == (1.0, ())


def test_only_the_first_part_of_a_line_stands_below_a_page_end() -> None:
    pieces = pieces_of("Rain\n␌By Ana Ruiz | 3 May 2024")
    pieces[1] = pieces[1]._replace(confidence=0.7, reasons=("a long line",))
    _, first, second = split_heads(pieces, CreditLines(with_english(locale("en"))))
    assert (first.lines[0].cut, second.lines[0].cut) == (True, False)
    assert (second.confidence, second.reasons) == (0.7, ("a long line",))


PROSE = "昨日は朝から雨が降りつづき、町の人びとは橋のたもとに集まって川の水かさを見ていた。" * 3
TITLE = "渡し場の町に四十年ぶりの大水"


@pytest.mark.parametrize(
    ("head", "line", "below", "expected"),
    [
        (f"{TITLE}\n", "田中太郎", f"\n{PROSE}", True),
        (f"{TITLE}\n", "田中太郎", "\n2025年5月3日", True),
        (f"{TITLE}\n2025年5月3日\n", "田中太郎", "\n町の人びと", True),
        (f"{TITLE}\n", "田中太郎", "\n町の人びと", False),
        (f"{TITLE}\n", "田中太郎", f"\n{PROSE[:41]}\n{PROSE}", True),
        (f"{TITLE}。\n", "田中太郎", f"\n{PROSE[:40]}\n{PROSE}", False),
        (f"{TITLE}\n", "Tanaka", f"\n{PROSE}", False),
        (f"{TITLE}\n", "3 000", f"\n{PROSE}", False),
        (f"{TITLE}\n", "大水の" * 7, f"\n{PROSE}", False),
        ("大水の町\n", "田中太郎", f"\n{PROSE}", False),
        ("社説\n大水の町\n", "田中太郎", f"\n{PROSE}", True),
        (f"{PROSE}\n", "田中太郎", f"\n{PROSE}", False),
        (f"{TITLE}\n川の水かさ\n", "町の人びと", "", False),  # no text stands below it
    ],
)
def test_a_name_without_capitals_stands_where_a_byline_does(
    head: str, line: str, below: str, *, expected: bool
) -> None:
    assert (line, expected) in split_in(line + below, "ja", head=head)


@pytest.mark.parametrize(
    ("above", "line", "expected"),
    [
        (f"{PROSE}\n\n", "田中太郎", True),
        (f"{PROSE}\n", "田中太郎", False),
        (f"{PROSE[:-1]}\n\n", "田中太郎", False),
        (f"{PROSE}\n\n", "完", False),
        (f"{PROSE}\n\n", "（完）", False),
        (f"{PROSE}\n町の人。\n\n", "田中太郎", False),
        (f"{PROSE}\n\n", "Tanaka", False),
    ],
)
def test_a_name_without_capitals_signs_at_the_end(above: str, line: str, *, expected: bool) -> None:
    assert split_in(f"{PROSE}\n" * 12 + above + line, "ja", head=f"{TITLE}\n")[-1] == (line, expected)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (f"【記者王小明／台北報導】{PROSE}", ["【記者王小明／台北報導】", PROSE]),
        (f"（記者王小明／台北報導） {PROSE}", ["（記者王小明／台北報導）", PROSE]),
        (f"【台北大水】{PROSE}", [f"【台北大水】{PROSE}"]),
        ("【記者王小明／台北報導】", ["【記者王小明／台北報導】"]),
    ],
)
def test_a_byline_in_brackets_that_opens_a_paragraph(lines: str, parts: list[str]) -> None:
    pieces = split_heads(pieces_of(lines), CreditLines(with_english(locale("zh-TW"))))
    assert [piece.text.strip() for piece in pieces] == parts
    assert "".join(lines[start:end] for piece in pieces for start, end in piece.spans()) == lines


def test_each_part_of_a_piece_of_two_lines_has_the_line_that_it_stands_on() -> None:
    """With both lines, a table of such parts looked for its words on the wrong one, and lost them."""
    raw = "Rain at last\nPublished 3 May 2024\nBy Ana Ruiz\n\nIt rained for a week, and the wells filled up again.\n"
    first, second = lines = tuple(line for piece in pieces_of(raw)[1:3] for line in piece.lines)
    both = Piece(
        f"{first.text} {second.text}",
        lines,
        (Segment(0, first.start, first.end), Segment(len(first.text) + 1, second.start, second.end)),
    )
    parts = split_heads([pieces_of(raw)[0], both], CreditLines(with_english(locale("en"))))[1:]
    assert [(part.text, [line.number for line in part.lines]) for part in parts] == [
        ("Published 3 May 2024", [2]), ("By Ana Ruiz", [3])
    ]  # fmt: skip
