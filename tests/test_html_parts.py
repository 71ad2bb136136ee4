"""Parts of HTML and of e-books: attributes, tables, the links of notes, contents."""

from __future__ import annotations

import pytest

from copydesk.tree import (
    Article,
    Bio,
    Emphasis,
    Inline,
    Link,
    Note,
    NoteRef,
    Table,
    Text,
)
from copydesk.writing.epub import pages, style_sheet
from copydesk.writing.epub.pages import Entry
from copydesk.writing.html import tables
from copydesk.writing.html.note_links import NoteLinks
from copydesk.writing.html.words import Words, attributes
from tests.trees import paragraph


def row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Text(cell),) if cell else () for cell in cells)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ""),
        ({"class_": "a", "href": None}, ' class="a"'),
        ({"aria_label": 'a "b" & <c>', "start": 0}, ' aria-label="a &quot;b&quot; &amp; &lt;c&gt;" start="0"'),
    ],
)
def test_attributes_of_html(values: dict[str, str | int | None], expected: str) -> None:
    assert attributes(**values) == expected


def test_numbers_of_right_to_left_text_run_from_left_to_right() -> None:
    assert Words(rtl=True).words("a < 03 555 0100") == 'a &lt; <bdi dir="ltr">03 555 0100</bdi>'
    assert Words(rtl=False).words('a < "03 555 0100"') == 'a &lt; "03 555 0100"'


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ((), [("a" * 20, "b" * 20)], False),
        ((), [("a" * 20, "b" * 21)], True),
        (("a" * 21, "b"), [("a", "b" * 20)], True),
        (("a", "b"), [], False),
    ],
)
def test_wide_tables(header: tuple[str, ...], rows: list[tuple[str, ...]], *, expected: bool) -> None:
    """By the sum of the longest cells of the columns."""
    assert tables.is_wide(Table(tuple(row(*cells) for cells in rows), row(*header))) == expected


def test_the_element_of_a_table() -> None:
    node = Table((row("Ré", "12"), row("a", "")), row("Place", "Salt"), caption=(Text("Salt"),))
    element = tables.element(node, lambda inlines: "".join(getattr(inline, "text", "") for inline in inlines))
    assert element == (
        '<table class="table">\n<caption>Salt</caption>\n<thead>\n<tr><th scope="col">Place</th>'
        '<th scope="col" class="right">Salt</th></tr>\n</thead>\n<tbody>\n'
        '<tr><td>Ré</td><td class="right">12</td></tr>\n'
        '<tr><td>a</td><td class="right"></td></tr>\n</tbody>\n</table>\n'
    )


def test_notes_and_references_are_linked() -> None:
    one, two, three = (Note(name, name, (paragraph("So."),)) for name in ("a", "b", "c"))
    in_link = Link((NoteRef("b", "2"),), "https://e.org/")
    article = Article(
        body=(paragraph("x", NoteRef("a", "1"), Emphasis((NoteRef("a", "1"),)), in_link),),
        notes=(one, two, three),
        foot=(Bio((NoteRef("c", "3"),)),),
    )
    links = NoteLinks(article)
    assert links.numbers == {"a": 1, "b": 2, "c": 3}
    assert [links.is_linked(note) for note in (one, two, three)] == [True, False, True]
    assert links.back(one, "1") == '<a class="note-mark" href="#ref-1" role="doc-backlink">1</a>'
    assert links.back(two, "2") == '<span class="note-mark">2</span>'
    first, second = (links.reference(NoteRef("a", "1"), "1") for _ in range(2))
    assert first == '<a id="ref-1" href="#note-1" role="doc-noteref">1</a>'
    assert second == '<a href="#note-1" role="doc-noteref">1</a>'
    assert links.referred == {"a"}


def outline(*levels: int) -> list[Entry]:
    return [Entry(level, f"heading-{number}", f"H{number}") for number, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], []),
        ([1], [(0, [])]),
        ([1, 2, 3, 2, 1, 2], [(0, [1, 2, 3]), (4, [5])]),
        ([2, 3, 1, 1], [(0, [1]), (2, []), (3, [])]),
        ([3, 2, 2], [(0, []), (1, []), (2, [])]),
    ],
)
def test_entries_of_the_contents_are_below_those_of_a_higher_level(
    levels: list[int], expected: list[tuple[int, list[int]]]
) -> None:
    entries = outline(*levels)
    shown = [(entries.index(top), [entries.index(one) for one in below]) for top, below in pages.branches(entries)]
    assert shown == expected


def test_the_list_of_the_contents() -> None:
    html = pages._nav_list([Entry(1, "a", "A < B"), Entry(2, "b", "C"), Entry(1, "c", "D")])
    link = '<a href="text.xhtml#{}">{}</a>'.format
    assert html == (
        f"<ol>\n<li>{link('a', 'A &lt; B')}<ol>\n<li>{link('b', 'C')}</li>\n</ol>\n</li>\n"
        f"<li>{link('c', 'D')}</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red", "color: red;color: red"),
        ("var(--a)", "color: 1px;color: var(--a)"),
        ("var( --b )", "color: 1px;color: var( --b )"),
        ("var(--a) var(--b)", "color: 1px 1px;color: var(--a) var(--b)"),
        ("var(--c)", "color: var(--c)"),
    ],
)
def test_values_of_custom_properties_are_spelled_out(value: str, expected: str) -> None:
    values = {"--a": "1px", "--b": "var(--a)"}
    assert style_sheet._spelled_out("color: ", value, values) == expected
