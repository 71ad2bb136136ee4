"""Notes at the feet of recognised pages: behind the text, linked, and no word of the text is cut by them."""

from __future__ import annotations

import pytest

from copydesk.reading._source import ReadOptions
from copydesk.reading.ocr import copy_of, read
from copydesk.tree import NoteRef
from copydesk.visit import plain, walk
from tests.test_ocr import hocr, table


def scanned(*rows: tuple[int, str], size: int = 30) -> str:
    """A page of hOCR with these lines, each with where it stands; one that begins with ``~`` is set smaller."""
    spans = ""
    for top, text in rows:
        height = size * 2 // 3 if text[0] == "~" else size
        words = text.lstrip("~")
        box = f"bbox 200 {top} {200 + len(words) * height // 2} {top + height}; x_size {height}"
        spans += f'<p class="ocr_par"><span class="ocr_line" title="{box}">{words}</span></p>'
    return f'<div class="ocr_page" title="bbox 0 0 1800 2400">{spans}</div>'


KILN = ((300, "The kiln was lit in March,{} and by the end of the week the whole of the lower"),)
ON = ((300, "lage could smell it. Nobody complained. The bricks were sold at the quay."),)


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("*", ["* It burned peat."]),
        ("1", ["~1 It burned peat,", "~and later coal."]),
        ("*", ["* It burned peat,", "and later coal."]),
        ("†", ["~† It burned peat."]),
    ],
)
def test_a_note_at_the_foot_stands_behind_the_text_and_no_word_is_cut(mark: str, note: list[str]) -> None:
    text = (KILN[0][0], KILN[0][1].format(mark))
    foot = [(2200 + 40 * at, line) for at, line in enumerate(note)]
    article = read(hocr(scanned(text, (340, "vil-"), *foot) + scanned(*ON)), ReadOptions()).article
    assert [plain(part) for part in article.body] == [
        "The kiln was lit in March, and by the end of the week the whole of the lower village could smell it. "
        "Nobody complained. The bricks were sold at the quay."
    ]
    [only] = article.notes
    assert " ".join(map(plain, only.blocks)) == " ".join(note).replace("~", "").lstrip("*1† ")
    assert [ref.note for ref in walk(article.body[0]) if isinstance(ref, NoteRef)] == [only.id]


def test_numbers_that_count_from_1_are_notes_though_no_word_bears_them() -> None:
    """Recognition takes a raised figure for a quotation mark."""
    foot = ((2200, "~1 It burned peat."), (2230, "~2 And later coal."))
    article = read(hocr(scanned(KILN[0], (340, "vil-"), *foot) + scanned(*ON)), ReadOptions()).article
    assert [plain(note.blocks) for note in article.notes] == ["It burned peat.", "And later coal."]
    assert "lower village could smell it." in plain(article.body)


@pytest.mark.parametrize(
    "foot",
    [
        ((2200, "~1 kiln,"), (2230, "~3 bricks.")),
        ((2200, "* four bricks,"), (2240, "* two tiles.")),  # a list
        ((2200, "~3 kilns for sale, apply to the printer."),),  # no word bears the number
        ((340, "* It burned peat."),),  # not apart
    ],
)
def test_what_is_no_note_stays_where_it_stands(foot: tuple[tuple[int, str], ...]) -> None:
    lines = [*foot, *ON]
    copy = copy_of(hocr(scanned(KILN[0], *foot) + scanned(*ON)))
    assert [line.text for line in copy.lines[1:]] == [text.lstrip("~") for _, text in lines]


def test_doubts_name_the_lines_where_they_stand_now() -> None:
    row = "5 {page} {block} 1 1 {word} {left} {top} 80 30 {sure} {text}".format
    first = [row(page=1, block=1, word=at, left=100 + 90 * at, top=300, sure=95, text="kiln*") for at in range(4)]
    note = [
        row(page=1, block=2, word=at, left=100 + 90 * at, top=2000, sure=31, text=text)
        for at, text in ((0, "*"), (1, "peot"))
    ]
    second = [row(page=2, block=1, word=at, left=100 + 90 * at, top=300, sure=95, text="brick") for at in range(4)]
    sizes = [f"1 {page} 0 0 0 0 0 0 1800 2400 -1" for page in (1, 2)]
    copy = copy_of(table(sizes[0], *first, *note, sizes[1], *second))
    assert [line.text for line in copy.lines] == ["kiln* " * 3 + "kiln*", "brick " * 3 + "brick", "* peot"]
    assert [problem.line for problem in copy.problems] == [3]
