"""Which layout of an article is chosen, by the faults of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from copydesk.errors import UsageError
from copydesk.tree import Article, Head, Headline, Note, NoteRef, Paragraph, Section, Table, Text
from copydesk.writing._cost import BUDGET, LONG, TooMuchWorkError
from copydesk.writing.pdf import finished_pages
from copydesk.writing.pdf import layout as module
from copydesk.writing.pdf.feet import notes_are_few
from copydesk.writing.pdf.finished_pages import Fault, Kind
from copydesk.writing.pdf.layout import (
    Layout,
    _parsed,
    _Press,
    best_layout,
    last_page_is_bare,
    layouts,
    notes_fit,
)


def paragraph(words: str, *more: NoteRef) -> Paragraph:
    return Paragraph((Text(words), *more))


def article_of(*body: Section, notes: Sequence[Note] = (), headline: str = "Ferry") -> Article:
    return Article(lang="en", head=Head(headline=Headline((Text(headline),))), body=body, notes=tuple(notes))


# -------------------------------------------------------------------------------------------- what there is to try


def with_notes(text: int, notes: list[int]) -> Article:
    return article_of(
        paragraph("x" * text),
        notes=[Note(f"n{number}", "1", (paragraph("y" * size),)) for number, size in enumerate(notes)],
    )


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        (100, [], False),
        (100, [50], True),
        (100, [51], False),
        (99, [20], False),  # a line for the note itself
        (200, [20, 20], True),
        (199, [20, 20], False),
        (500, [0], False),
    ],
)
def test_few_notes_fit_at_the_foot(text: int, notes: list[int], *, expected: bool) -> None:
    assert notes_are_few(with_notes(text, notes)) == expected


FEW, MANY = with_notes(100, [50]), with_notes(100, [60])


@pytest.mark.parametrize(
    ("article", "floats_notes", "spans", "expected"),
    [
        (FEW, False, False, [(False, False, ""), (False, False, "breaking")]),
        (FEW, True, False, [(True, False, ""), (False, False, ""), (True, False, "breaking")]),
        (MANY, True, False, [(False, False, ""), (False, False, "breaking")]),
        (FEW, False, True, [(False, True, ""), (False, False, ""), (False, True, "breaking")]),
        (
            FEW,
            True,
            True,
            [
                (True, True, ""),
                (False, True, ""),
                (True, False, ""),
                (False, False, ""),
                (True, True, "breaking"),
            ],
        ),
    ],
)
def test_the_layouts_to_try(article: Article, floats_notes: bool, spans: bool, expected: list[Layout]) -> None:
    tried = list(layouts(article, floats_notes=floats_notes, spans=spans))
    assert tried == [*expected, (False, False, "one-column")]


# ------------------------------------------------------------------------------------------------------- the pages


def laid_out(*pages: dict[str, tuple[float, float]]) -> Any:
    """The layout of pages 1000 high: the names of anchors on each, with their tops and bottoms."""
    return SimpleNamespace(
        pages=[
            SimpleNamespace(height=1000, anchors={name: (0, top, 0, bottom) for name, (top, bottom) in page.items()})
            for page in pages
        ]
    )


REF = {"ref-1": (200.0, 200.0)}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([{**REF, "note-1": (900, 950)}], True),
        ([{**REF, "note-1": (1, 2)}], True),
        ([{**REF, "note-1": (0, 2)}], False),
        ([{**REF, "note-1": (600, 933)}], True),
        ([{**REF, "note-1": (600, 934)}], False),  # more than a third of the page
        ([{**REF, "note-1": (900, 999)}], True),
        ([{**REF, "note-1": (900, 1000)}], False),
        ([{**REF, "note-1": (900, 900)}], False),
        ([{"note-1": (900, 950)}], False),
        ([REF], False),
        ([REF, {"note-1": (900, 950)}], False),
        ([{"note-1": (900, 950)}, REF], False),
        ([{**REF, "note-1": (900, 950)}, {"note-1": (0, 950)}], True),  # continued on the next page
    ],
)
def test_where_a_note_is_expected(pages: list[dict[str, tuple[float, float]]], *, expected: bool) -> None:
    assert notes_fit(laid_out(*pages), [1]) == expected


@pytest.mark.parametrize(
    ("late", "expected"), [([], True), ([5], True), ([4, 5], False), ([1], True), ([1, 2, 3], False)]
)
def test_one_of_five_notes_may_be_on_the_next_page(late: list[int], *, expected: bool) -> None:
    numbers = range(1, 6)
    first = {f"ref-{number}": (300.0, 300.0) for number in numbers}
    first |= {f"note-{number}": (900.0, 910.0) for number in numbers if number not in late}
    second = {f"note-{number}": (900.0, 910.0) for number in late}
    assert notes_fit(laid_out({}, first, second), list(numbers)) == expected
    two_pages_late = laid_out(first, {}, second)
    assert notes_fit(two_pages_late, list(numbers)) == (not late)


def test_without_notes_they_fit() -> None:
    assert notes_fit(laid_out({}), [])


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([{"end": (100, 100)}], False),  # the only page
        ([{}, {"end": (100, 100)}], True),
        ([{}, {"end": (239, 239)}], True),
        ([{}, {"end": (240, 240)}], False),
        ([{}, {}, {"end": (100, 900)}], True),
        ([{"end": (100, 100)}, {"note-1": (900, 950)}], False),  # only notes are on the last page
    ],
)
def test_a_last_page_with_a_few_lines_is_bare(pages: list[dict[str, tuple[float, float]]], *, expected: bool) -> None:
    assert last_page_is_bare(laid_out(*pages)) == expected


def page_with(body: str, attributes: str = "") -> str:
    return f'<html{attributes}><body class="paper-a4">{body}</body></html>'


def test_elements_have_the_classes_of_the_next_one() -> None:
    root = _parsed(page_with('<p class="a">1 </p><p class="b c"><em/><i/></p><hr/><p class="d"/>'))
    nexts = [(element.tag, element.get("data-next")) for element in root.iter()]
    assert nexts == [
        ("html", None),
        ("body", None),
        ("p", "b c"),
        ("span", None),
        ("p", ""),
        ("em", ""),
        ("i", None),
        ("hr", "d"),
        ("p", None),
    ]


def test_a_page_is_made_ready() -> None:
    """Its ranges of numbers and short cells stay whole, long words are in pieces, spaces stand apart."""
    body = f"<p>so 1–2</p><p>{'x' * 130}</p><table><tr><td>206</td></tr></table>"
    root = _parsed(page_with(body))
    classes = [(element.tag, element.get("class")) for element in root.iter() if element.get("class")][1:]
    assert classes == [("span", "whole"), ("span", "long-word"), ("span", "long-word"), ("td", "whole")]
    assert [element.text for element in root.iter("span") if not element.get("class")] == [" "]
    words = _parsed(page_with("<p>so <b>it</b></p>", ' dir="rtl"'))
    assert list(words.iter("span")) == []
    assert [span.text for span in _parsed(page_with("<p>so <b>it</b></p>", ' dir="ltr"')).iter("span")] == [" "]


# ---------------------------------------------------------------------------------------------------- the choice


class Pages:
    """A press: each layout has the faults that ``faults_of`` gives for the page of HTML, by the classes of its body."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        faults_of: Callable[[list[str]], Sequence[Kind] | type[Exception]],
        *,
        columns: bool = True,
    ) -> None:
        self.faults_of = faults_of
        self.printed: list[str] = []
        self.sizes: list[int] = []
        monkeypatch.setattr(finished_pages, "pages_of", lambda document: document)
        monkeypatch.setattr(finished_pages, "faults", lambda document: document.faults)
        monkeypatch.setattr(finished_pages, "has_columns", lambda document: columns)
        monkeypatch.setattr(finished_pages, "broken_words", self.broken_words)
        monkeypatch.setattr(finished_pages, "after_holes", self.after_holes)
        monkeypatch.setattr(module, "fit_pictures", lambda root, document: [])
        self.words: list[list[str]] = []
        self.holes: list[list[str]] = []

    def broken_words(self, document: Any) -> list[tuple[Element, str]]:
        """The next of ``words``, those that breaks divide, as if all were in the first paragraph."""
        words = self.words.pop(0) if self.words else []
        (paragraph, *_) = document.root.iter("p")
        return [(paragraph, word) for word in words]

    def after_holes(self, document: Any) -> list[Element]:
        """The next of ``holes``: the ids of elements behind a hole."""
        names = self.holes.pop(0) if self.holes else []
        return [element for element in document.root.iter() if element.get("id") in names]

    def lay_out(self, root: Element, size: int) -> Any:
        (body,) = root.iter("body")
        classes = (body.get("class") or "").split()
        self.printed.append(" ".join(name for name in classes if not name.startswith("paper")))
        self.sizes.append(size)
        kinds = self.faults_of(classes)
        if isinstance(kinds, type):
            raise kinds
        document = laid_out({"end": (900, 900)})
        document.faults = tuple(Fault(1, kind) for kind in kinds)
        document.root = root
        document.classes = classes
        return document


LAYOUTS = (
    Layout(notes_at_foot=False, tables_span=False),
    Layout(notes_at_foot=False, tables_span=False, variant="breaking"),
    Layout(notes_at_foot=False, tables_span=False, variant="one-column"),
)
PLAIN = article_of(paragraph("The ferry crossed the lake."))


def by_class(faults: dict[str, Sequence[Kind] | type[Exception]]) -> Callable[[list[str]], Any]:
    """The faults of the first of these classes that a body has; ``""`` is any body."""
    return lambda classes: next(kinds for name, kinds in faults.items() if not name or name in classes)


def test_the_first_layout_without_a_fault_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, by_class({"breaking": [], "": ["hole"]}))
    result = best_layout(PLAIN, pages.lay_out, "a5", LAYOUTS)
    assert result.document.classes == ["paper-a5", "breaking"]
    assert (result.problems, result.faults) == ([], ())
    assert pages.printed == ["", "tight", "breaking"]
    assert set(pages.sizes) <= {pages.sizes[0], pages.sizes[0] + len(" breaking")}
    body = next(result.document.root.iter("body"))
    assert body.get("data-running") == "Ferry"


def test_the_best_of_bad_layouts_is_used_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(
        monkeypatch, by_class({"breaking": ["hole"], "one-column": ["broken"], "": ["overlap", "outside", "hole"]})
    )
    result = best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS)
    assert result.document.classes == ["paper-a4", "breaking"]
    (problem,) = result.problems
    assert (problem.kind, problem.line) == ("layout", None)
    assert problem.message.endswith("has a fault: page 1: more than a third of a page or column is empty")
    assert pages.printed == ["", "tight", "breaking", "tight breaking", "one-column", "tight one-column"]


@pytest.mark.parametrize(
    ("kinds", "listed"),
    [
        (["overlap"], "page 1: lines overlap; choose a wider --paper or another --style"),
        (
            ["overlap", "outside", "heading"],
            "page 1: lines overlap; page 1: words are outside the text area; page 1: a heading is the last line of its"
            " page or column; choose a wider --paper or another --style",
        ),
        (
            ["heading", "hole", "heading", "hole"],
            "page 1: a heading is the last line of its page or column; page 1: more than a third of a page or column is"
            " empty; page 1: a heading is the last line of its page or column; and more",
        ),
    ],
)
def test_three_faults_are_listed_with_their_remedy(
    kinds: list[Kind], listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages(monkeypatch, lambda classes: kinds)
    (problem,) = best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS[:1]).problems
    assert problem.message.split("has a fault: ")[1] == listed


def test_one_column_is_tried_only_where_there_were_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: ["hole"], columns=False)
    best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS)
    assert not any("one-column" in classes for classes in pages.printed)


def test_the_same_page_is_not_laid_out_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, by_class({"breaking": [], "": ["hole"]}))
    spanning = Layout(notes_at_foot=False, tables_span=True)
    result = best_layout(PLAIN, pages.lay_out, "a4", (LAYOUTS[0], LAYOUTS[0], spanning, LAYOUTS[1]))
    assert pages.printed == ["", "tight", "breaking"]
    assert result.document.classes == ["paper-a4", "breaking"]


def test_a_layout_that_takes_too_long_is_set_again_without_balance_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, by_class({"unbalanced": [], "": TooMuchWorkError}))
    assert best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS).document.classes == ["unbalanced", "paper-a4"]
    pages = Pages(monkeypatch, by_class({"breaking": [], "": TooMuchWorkError}))
    assert best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS).document.classes == ["paper-a4", "breaking"]
    assert pages.printed == ["", "unbalanced", "breaking"]
    pages = Pages(monkeypatch, lambda classes: TooMuchWorkError)
    with pytest.raises(UsageError, match="takes too long"):
        best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS)


def test_a_column_without_room_for_its_first_footnote(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint raises an IndexError, which is a fault of ours where there are no footnotes."""
    noted = article_of(paragraph("x" * 200, NoteRef("n", "1")), notes=[Note("n", "1", (paragraph("So it was said."),))])
    at_foot = Layout(notes_at_foot=True, tables_span=False)
    pages = Pages(monkeypatch, by_class({"breaking": [], "": IndexError}))
    assert best_layout(noted, pages.lay_out, "a4", (at_foot, LAYOUTS[1])).document.classes == ["paper-a4", "breaking"]
    with pytest.raises(IndexError):
        best_layout(noted, pages.lay_out, "a4", LAYOUTS)


def test_notes_out_of_their_position_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = article_of(paragraph("x" * 200, NoteRef("n", "1")), notes=[Note("n", "1", (paragraph("So it was said."),))])
    pages = Pages(monkeypatch, lambda classes: ["hole"])
    result = best_layout(noted, pages.lay_out, "a4", (Layout(notes_at_foot=True, tables_span=False),))
    assert result.faults == (Fault(1, "notes"), Fault(1, "hole"))


def test_a_long_layout_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])
    for seconds, count in ((LONG - 1, 0), (LONG, 1)):
        monkeypatch.setattr(module, "seconds", lambda characters, elements, seconds=seconds: seconds)
        problems = best_layout(PLAIN, pages.lay_out, "a4", LAYOUTS).problems
        assert [problem.message for problem in problems] == [f"this PDF will take about {LONG} seconds"] * count


# ------------------------------------------------------------------------------------------------------- the press


class Visitor:
    """As the press needs it: no notes at the foot of pages."""

    problems: tuple[()] = ()
    footnotes: tuple[()] = ()


def press(pages: Pages) -> _Press:
    return _Press(pages.lay_out)


SOURCE = page_with('<div class="text"><p id="one">so it is</p><p id="two">and was</p></div>')
VISITOR: Any = Visitor()


def test_the_budget_is_always_enough_for_two_layouts(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])
    one = press(pages)
    assert one.has_time_for("x" * BUDGET)
    assert one.has_time_for("x" * (BUDGET * 9))
    one._lay_out_once(ElementTree.fromstring("<html><body/></html>"), BUDGET // 2)
    assert one.has_time_for("x" * (BUDGET // 2))
    assert one.has_time_for("x" * (BUDGET // 2 + 1))
    one._lay_out_once(ElementTree.fromstring("<html><body/></html>"), BUDGET // 2)
    assert not one.has_time_for("x")
    assert not one.has_time_for("x" * (BUDGET - 1))
    assert one.has_time_for("x" * BUDGET)
    assert one.has_time_for("x" * (BUDGET + 1))


@pytest.mark.parametrize(
    ("before", "tight", "is_tight"),
    [
        ([], [], False),
        (["hole"], [], True),
        (["hole"], ["hole"], False),  # a change without a gain is none
        (["hole"], ["overlap"], False),
        (["overlap"], ["hole"], True),
    ],
)
def test_a_page_with_a_fault_is_set_slightly_tighter(
    before: list[Kind], tight: list[Kind], is_tight: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages(monkeypatch, lambda classes: tight if "tight" in classes else before)
    result = press(pages).lay_out(SOURCE, VISITOR)
    assert pages.printed == (["", "tight"] if before else [""])
    assert ("tight" in result.document.classes) == is_tight


def test_a_bare_last_page_is_saved_by_setting_tighter(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])

    def lay_out(root: Element, size: int) -> Any:
        document = pages.lay_out(root, size)
        if "tight" not in document.classes:
            document.pages = laid_out({}, {"end": (100, 100)}).pages
        return document

    result = _Press(lay_out).lay_out(SOURCE, VISITOR)
    assert len(result.document.pages) == 1
    assert pages.printed == ["", "tight"]


def whole(document: Any) -> list[str | None]:
    return [span.text for span in document.root.iter("span") if span.get("class") == "whole"]


def test_divided_words_are_joined_in_two_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])
    pages.words = [["so"], ["it"], ["is"], ["is"]]
    result = press(pages).lay_out(SOURCE, VISITOR)
    assert whole(result.document) == ["so", "it"]
    assert pages.printed == ["", "", ""]


def test_no_more_rounds_are_needed_where_no_word_can_be_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])
    pages.words = [["elsewhere"], ["so"]]
    press(pages).lay_out(SOURCE, VISITOR)
    assert pages.printed == [""]


def test_joined_words_must_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Iterator[list[Kind]] = iter([[], ["hole"], []])
    pages = Pages(monkeypatch, lambda classes: next(counts))
    pages.words = [["so"], ["it"]]
    result = press(pages).lay_out(SOURCE, VISITOR)
    assert result.faults == ()
    assert pages.printed == ["", ""]


def test_what_follows_a_hole_may_be_divided_if_that_fills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Iterator[list[Kind]] = iter([["hole", "hole"], ["hole"], []])
    pages = Pages(monkeypatch, lambda classes: next(counts))
    pages.holes = [["one"], ["two"], ["three"]]
    result = press(pages).lay_out(SOURCE, VISITOR)
    assert pages.printed == ["", "", ""]
    assert [p.get("class") for p in result.document.root.iter("p")] == ["breakable", "breakable"]
    assert result.faults == ()


def test_dividing_without_a_gain_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Iterator[list[Kind]] = iter([["hole"], ["hole"], []])
    pages = Pages(monkeypatch, lambda classes: next(counts))
    pages.holes = [["one"], ["two"]]
    result = press(pages).lay_out(SOURCE, VISITOR)
    assert pages.printed == ["", "", "tight"]
    assert result.document.classes == ["tight", "paper-a4"]


def test_nothing_is_laid_out_again_beyond_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: ["hole"])
    for budget, printed in ((2 * len(SOURCE) - 1, [""]), (2 * len(SOURCE), ["", "tight"])):
        monkeypatch.setattr(module, "BUDGET", budget)
        pages.printed.clear()
        press(pages).lay_out(SOURCE, VISITOR)
        assert pages.printed == printed


def test_crowded_tables_are_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(monkeypatch, lambda classes: [])
    source = page_with('<table class="crowded"><tbody><tr><td>Low</td></tr></tbody></table><p>so</p>')

    def lay_out(root: Element, size: int) -> Any:
        document = pages.lay_out(root, size)
        document.pages = [] if "trial" in document.classes else document.pages
        return document

    result = _Press(lay_out).lay_out(source, VISITOR)
    assert pages.printed == ["trial", ""]
    assert [div.get("class") for div in result.document.root.iter("div")] == ["crowded records"]


def test_the_article_has_its_tables_across_the_columns_if_the_layout_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = Table((((Text("so it is " * 8),), (Text("1"),)),))
    pages = Pages(monkeypatch, lambda classes: [])
    article = article_of(paragraph("So."), wide, paragraph("So."))
    for spans in (True, False):
        result = best_layout(article, pages.lay_out, "a4", [Layout(notes_at_foot=False, tables_span=spans)])
        classes = [div.get("class") for div in result.document.root.iter("div")]
        assert ("text spanning" in classes) == spans
