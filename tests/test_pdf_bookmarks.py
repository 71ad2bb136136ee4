"""The outline of a PDF (its bookmarks), whose entries name headings."""

from __future__ import annotations

import logging
from typing import NamedTuple

import pytest

import copydesk
from copydesk.reading import pdf
from copydesk.reading.pdf import bookmarks
from copydesk.tree import Heading
from copydesk.visit import plain
from tests.pdf_files import HEIGHT, Page, Stream, column, words
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_source import LEFT, RIGHT


class Entry(NamedTuple):
    """An entry of an outline: its words, how many entries it is in, its page from 0, how far down it leads."""

    words: str
    depth: int = 0
    page: int | None = 0
    down: float | None = None


def outlined(pages: list[str], entries: list[Entry], *, circle: bool = False, catalog: str = "") -> bytes:
    """A PDF with an outline; in a ``circle`` the last entry is followed by the first."""
    numbers = range(901, 901 + len(entries))
    streams = {"Root": Stream("/Type /Outlines /First 901 0 R", None)}
    for at, entry in enumerate(entries):
        later = [number for number in numbers[at + 1 :] if entries[number - 901].depth <= entry.depth][:1]
        is_next = bool(later) and entries[later[0] - 901].depth == entry.depth
        own = f"/Title ({entry.words.replace('(', chr(92) + '(')}) /Parent 900 0 R "
        if is_next or circle:
            own += f"/Next {later[0] if is_next else 901} 0 R "
        if at + 1 < len(entries) and entries[at + 1].depth > entry.depth:
            own += f"/First {numbers[at + 1]} 0 R "
        if entry.page is not None:
            place = "/Fit" if entry.down is None else f"/XYZ 40 {HEIGHT - entry.down} 0"
            own += f"/Dest [{3 + 2 * entry.page} 0 R {place}]"
        streams[f"E{at}"] = Stream(own, None)
    return pdf_of(*map(Page, pages), catalog=f"/Outlines 900 0 R {catalog}", streams=streams)


TITLE = words("The ferry and its keeper", 40, 50, 18)
PAGE = (
    TITLE
    + "".join(column(LEFT, 40, 80))
    + words("A quay of", 40, 190)
    + words("sandstone", 40, 202)
    + "".join(column(RIGHT, 40, 214))
    + words("2.1 Office", 40, 324)
    + "".join(column(LEFT, 40, 336))
)
ENTRIES = [Entry("THE FERRY AND ITS KEEPER"), Entry("A quay of sand-stone", 1), Entry("Of\\223ce", 2)]
NAMED = ["The ferry and its keeper", "2 A quay of sandstone", "3 2.1 Office"]


def headings(data: bytes) -> list[str]:
    """The headline of a PDF, and its headings with their levels."""
    article = copydesk.read(data)
    headline = plain(article.head.headline) if article.head.headline else ""
    return [headline, *(f"{node.level} {plain(node)}" for node in article.body if isinstance(node, Heading))]


def test_entries_name_headings_that_are_set_as_the_text_is() -> None:
    """With their levels, whatever their case, their hyphens, their ligatures and the number before them."""
    assert headings(pdf_of(PAGE)) != NAMED
    assert headings(outlined([PAGE], ENTRIES)) == NAMED


@pytest.mark.parametrize(
    "others",
    [
        [Entry("Page 1"), Entry("Untitled"), Entry("Page 3"), Entry("Cover")],
        [Entry(line) for line in (*LEFT, *RIGHT)],
    ],
    ids=["no lines", "all lines"],
)
def test_an_outline_that_is_not_reliable(others: list[Entry]) -> None:
    assert headings(outlined([PAGE], ENTRIES + others)) == headings(pdf_of(PAGE))


@pytest.mark.parametrize(
    "others",
    [
        [Entry("Page 1"), Entry("Untitled")],
        [Entry("The ferry", page=None)] * 9,
        [Entry("12")] * 9,
        [Entry("The ferry" * 40)] * 9,
        [Entry("The keeper", page=1)] * 9,
    ],
    ids=["others", "no page", "numbers", "long", "a page without text"],
)
def test_entries_that_count_for_nothing(others: list[Entry]) -> None:
    assert headings(outlined([PAGE, ""], ENTRIES + others)) == NAMED


@pytest.mark.parametrize(("down", "expected"), [(150, 1), (400, 2), (None, 1)])
def test_of_two_lines_the_nearer_is_named(down: float | None, expected: int) -> None:
    """Where the entry does not say how high it is, the one that is set larger."""
    page = TITLE + "".join(column(LEFT, 40, 80)) + words("Tolls", 40, 180, 10.5) + "".join(column(RIGHT, 40, 192))
    page += words("Tolls", 40, 400) + "".join(column(LEFT, 40, 412))
    copy = pdf.copy_of(outlined([page], [Entry("Tolls", down=down)]))
    lines = [line.typeset.role for line in copy.lines if line.text == "Tolls" and line.typeset]
    assert lines == (["heading", None] if expected == 1 else [None, "heading"])


def test_entries_of_one_name_and_of_two_lines_below_one_another() -> None:
    """Each has its own line, and they are not one heading."""
    page = TITLE + "".join(column(LEFT, 40, 80)) + words("Tolls", 40, 190) + words("Carts", 40, 202)
    page += "".join(column(RIGHT, 40, 214)) + words("Tolls", 40, 324) + "".join(column(LEFT, 40, 336))
    entries = [Entry("Tolls"), Entry("Carts", 1), Entry("Tolls")]
    assert headings(outlined([page], entries))[1:] == ["2 Tolls", "3 Carts", "2 Tolls"]


@pytest.mark.parametrize(
    ("top", "expected"),
    [(words("Tolls of the year", 40, 50, 12), ["heading"]), (words("Tolls of the year", 40, 50, 18), ["headline"])],
    ids=["below a larger line", "largest"],
)
def test_the_top_entry_is_the_headline_where_nothing_is_set_larger(top: str, expected: list[str]) -> None:
    page = words("Ferries", 40, 25, 16) + top + "".join(column(LEFT, 40, 80)) + "".join(column(RIGHT, 40, 190))
    copy = pdf.copy_of(outlined([page], [Entry("Tolls of the year")]))
    assert [line.typeset.role for line in copy.lines if line.typeset and line.typeset.role] == expected


def test_the_top_entry_is_the_headline_though_those_below_it_are_set_as_large() -> None:
    page = words("The ferry", 40, 50, 14) + "".join(column(LEFT, 40, 80)) + words("Tolls", 40, 190, 14)
    copy = pdf.copy_of(outlined([page], [Entry("The ferry"), Entry("Tolls", 1)]))
    assert copy.lines[0].typeset
    assert copy.lines[0].typeset.role == "headline"


def test_an_only_entry_far_below_the_top_is_no_headline() -> None:
    page = "".join(column((*LEFT, *RIGHT), 40, 80)) + words("Tolls", 40, 300, 14)
    copy = pdf.copy_of(outlined([page + "".join(column(RIGHT, 40, 320))], [Entry("Tolls")]))
    assert [line.typeset.role for line in copy.lines if line.text == "Tolls" and line.typeset] == ["heading"]


def test_the_first_cell_of_a_row_is_no_heading() -> None:
    rules = "".join(f"40 {HEIGHT - down} 120 0.5 re f\n" for down in (186, 202, 218))
    rules += "".join(f"{left} {HEIGHT - 218} 0.5 32 re f\n" for left in (40, 100, 160))
    rows = [
        words(text, left, down)
        for down, row in ((198, ("Tolls", "1")), (214, ("Carts", "2")))
        for left, text in zip((44, 104), row, strict=True)
    ]
    page = TITLE + "".join(column(LEFT, 40, 80)) + rules + "".join(rows)
    copy = pdf.copy_of(outlined([page], [Entry("Tolls")]))
    assert [(line.text, line.typeset.role) for line in copy.lines if line.typeset and "Tolls" in line.text] == [
        ("Tolls\t1", None)
    ]


def test_the_first_of_several_entries_of_one_level_and_size_is_not_stated_where_it_opens_the_text() -> None:
    page = words("The ferry", 40, 50, 14) + "".join(column(LEFT, 40, 80)) + words("Tolls", 40, 190, 14)
    copy = pdf.copy_of(outlined([page + "".join(column(RIGHT, 40, 214))], [Entry("The ferry"), Entry("Tolls")]))
    assert [line.typeset.role for line in copy.lines if line.typeset and line.text in ("The ferry", "Tolls")] == [
        None,
        "heading",
    ]


def test_chapters_on_pages_later() -> None:
    later = words("Tolls", 40, 50) + "".join(column(RIGHT, 40, 62))
    assert headings(outlined([PAGE, later], [*ENTRIES, Entry("Tolls", 1, page=1, down=40)])) == [*NAMED, "2 Tolls"]


def test_an_outline_in_a_circle(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """pypdfium2 warns of it, which reaches no reader."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    assert headings(outlined([PAGE], ENTRIES, circle=True)) == NAMED
    assert capsys.readouterr().err == ""


def test_an_outline_that_goes_down_without_end_or_has_too_many_entries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is below the sixth level, and behind the first two thousand, is left; behind fewer, where the file has so
    many names of places that each look takes long."""
    deep = [Entry(f"Level {depth}", depth) for depth in range(3, 500)]
    assert headings(outlined([PAGE], ENTRIES + deep)) == NAMED
    many = [Entry("", page=None)] * 1_997
    assert headings(outlined([PAGE], [*ENTRIES, *many, *[Entry("Nowhere")] * 9])) == NAMED
    named = outlined([PAGE], ENTRIES, catalog=f"/Names << /Dests << /Names [{'(A) [3 0 R /Fit] ' * 9}] >> >>")
    assert headings(named) == NAMED
    monkeypatch.setattr(bookmarks, "_MOST_CHARACTERS", 30)
    assert headings(named) == NAMED[:1]
    monkeypatch.undo()
    monkeypatch.setattr(bookmarks, "_MOST_STEPS", 9)
    assert headings(named) == NAMED[:1]  # one entry has been looked up
