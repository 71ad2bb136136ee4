"""Lines that WeasyPrint asks for again are copied: the PDF stays the same to the byte, and less is laid out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk.tree import Article, Emphasis, Head, Headline, Link, Note, NoteRef, Paragraph, Strong, Text
from copydesk.writing._cost import Meter
from copydesk.writing.pdf import line_store
from copydesk.writing.pdf.line_store import LineStore

weasyprint = pytest.importorskip("weasyprint")

WORDS = "The keeper of the lower lock counted eleven barges before the bridge closed for the unremarkable evening. "


def paragraphs(count: int, lang: str = "en", words: str = WORDS) -> Article:
    """An article with emphasis, links and notes in its paragraphs, each of another length."""
    body = [
        Paragraph(
            (
                Text(words * (1 + number % 4)),
                Emphasis((Text("slowly"),)),
                Text(" and "),
                Link((Strong((Text("not before noon"),)),), "https://example.org"),
                *([NoteRef(f"n{number}", str(number))] if number % 7 == 3 else []),
                Text(f", as on day {number}."),
            )
        )
        for number in range(count)
    ]
    notes = tuple(
        Note(f"n{number}", str(number), (Paragraph((Text("By the harbour's clock."),)),))
        for number in range(3, count, 7)
    )
    return Article(lang=lang, head=Head(headline=Headline((Text("Eleven barges"),))), body=tuple(body), notes=notes)


ARTICLES: dict[str, tuple[Callable[[], Article], str]] = {
    "two columns": (lambda: paragraphs(16), "broadsheet"),
    "one column": (lambda: paragraphs(8), "plain"),
    "first lines of another kind": (lambda: paragraphs(6), "magazine"),
    "right to left": (
        lambda: paragraphs(10, "ar", "عد حارس القفل أحد عشر قاربا قبل إغلاق الجسر في المساء. "),
        "broadsheet",
    ),
    "a table and a list": (
        lambda: copydesk.read(Path(__file__).parent.parent / "samples" / "science-news.txt"),
        "leaflet",
    ),
}


@dataclass
class Work:
    """What was done for a PDF: lookups by the meter, and lines that WeasyPrint laid out."""

    lookups: int = 0
    lines: int = 0


def written(article: Article, style: str, monkeypatch: pytest.MonkeyPatch, *, with_store: bool) -> tuple[bytes, Work]:
    from weasyprint.layout import inline

    work = Work()
    laid_out, spend = inline.get_next_linebox, Meter.spend

    def counted_line(*arguments: Any) -> Any:
        work.lines += 1
        return laid_out(*arguments)

    def counted_lookups(self: Meter, lookups: int) -> None:
        work.lookups += lookups
        spend(self, lookups)

    with monkeypatch.context() as patch:
        patch.setattr(inline, "get_next_linebox", counted_line)
        patch.setattr(Meter, "spend", counted_lookups)
        if not with_store:
            patch.setattr(LineStore, "used", lambda self: nullcontext())
        return copydesk.write(article, "pdf", style=style).data, work


@pytest.mark.parametrize("kind", ARTICLES)
def test_pages_are_the_same_and_take_less_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, style = ARTICLES[kind]
    article = make()
    expected, before = written(article, style, monkeypatch, with_store=False)
    data, after = written(article, style, monkeypatch, with_store=True)
    assert data == expected
    assert after.lookups == before.lookups
    assert after.lines < 0.6 * before.lines


def test_a_full_store_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    article = paragraphs(12)
    expected, _ = written(article, "broadsheet", monkeypatch, with_store=True)
    monkeypatch.setattr(line_store, "MOST", 10)
    data, _ = written(article, "broadsheet", monkeypatch, with_store=True)
    assert data == expected


def test_a_version_of_weasyprint_that_lays_out_lines_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import block

    def another(context: object, box: object) -> None: ...

    monkeypatch.setattr(block, "iter_line_boxes", another)
    with LineStore(Meter({}, 0)).used():
        assert block.iter_line_boxes is another


def test_weasyprint_is_left_as_it_was() -> None:
    from weasyprint.layout import block

    lay_out = block.iter_line_boxes
    assert list(signature(lay_out).parameters) == line_store._PARAMETERS
    with LineStore(Meter({}, 0)).used():
        assert block.iter_line_boxes is not lay_out
    assert block.iter_line_boxes is lay_out
