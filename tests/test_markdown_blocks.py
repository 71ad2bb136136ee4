"""The blocks of Markdown: their width within others, the marks of adjacent lists, notes, fences."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.tree import (
    Article,
    Bio,
    BlockQuote,
    Break,
    Byline,
    Code,
    Contact,
    Emphasis,
    Figure,
    Heading,
    Link,
    List,
    Note,
    NoteRef,
    Paragraph,
    Preformatted,
    PullQuote,
    Section,
    Speech,
    Strong,
    Table,
    Text,
    Verse,
)
from copydesk.writing.markdown.escaping import COMMONMARK, GLUE, PANDOC
from copydesk.writing.markdown.pandoc import PandocMarkdown
from copydesk.writing.markdown.visitor import Markdown
from tests.trees import paragraph, words


def spaced(text: str) -> str:
    """Markdown with ordinary spaces, as in a finished document."""
    return text.replace(GLUE, " ")


def markdown(*blocks: Section, measure: int = 0, notes: tuple[Note, ...] = ()) -> str:
    return spaced(Markdown(Article(notes=notes), COMMONMARK, measure).blocks(blocks))


def pandoc(*blocks: Section, measure: int = 0) -> str:
    return PandocMarkdown(Article(), measure).blocks(blocks)


LETTERS = "a " * 60
"""Words of one letter: a line of them is as wide as there is room, or one column less."""


def widest(text: str) -> int:
    return max(map(len, text.split("\n")))


@pytest.mark.parametrize(
    ("block", "measure", "width"),
    [
        (paragraph(LETTERS), 31, 31),
        (paragraph(LETTERS), 20, 19),
        (paragraph(LETTERS), 5, 19),  # never less than 20 columns
        (BlockQuote((paragraph(LETTERS),)), 31, 31),
        (BlockQuote((paragraph(LETTERS),)), 32, 31),
        (BlockQuote((BlockQuote((paragraph(LETTERS),)),)), 33, 33),
        (List(((paragraph(LETTERS),),)), 31, 31),
        (List(((paragraph(LETTERS),),), True), 32, 32),
        (List(((paragraph(LETTERS),),), True, 10), 33, 33),
        (List(((paragraph("x"), List(((paragraph(LETTERS),),))),)), 33, 33),
        (PullQuote(words(LETTERS)), 31, 31),
        (Speech((), (paragraph(LETTERS),)), 31, 31),
        (Bio(words(LETTERS)), 31, 31),
    ],
)
def test_blocks_are_as_wide_as_the_measure(block: Section, measure: int, width: int) -> None:
    assert widest(markdown(block, measure=measure)) == width
    assert widest(pandoc(block, measure=measure)) == width


def test_after_an_inner_block_lines_have_the_whole_measure() -> None:
    lines = markdown(BlockQuote((paragraph(LETTERS),)), paragraph(LETTERS), measure=25).split("\n")
    assert widest("\n".join(line for line in lines if not line.startswith(">"))) == 25


@pytest.mark.parametrize("label", ["n", "note-123"])
def test_the_lines_of_a_note_are_as_wide_as_the_first(label: str) -> None:
    note = Note(label, "1", (paragraph(LETTERS),))
    text = Markdown(Article(notes=(note,)), COMMONMARK, 41).visit(note)
    first, *others = text.split("\n")
    assert first.startswith(f"[^{label}]: a")
    assert len(first) in (40, 41)
    assert all(line.startswith("    a") and len(line) <= 41 for line in others)


def item(text: str) -> List:
    return List(((paragraph(text),),))


def numbered(text: str) -> List:
    return List(((paragraph(text),),), True)


@pytest.mark.parametrize(
    ("blocks", "expected", "by_pandoc"),
    [
        ((item("a"), item("b"), item("c")), "- a\n\n+ b\n\n- c", "- a\n\n<!-- -->\n\n- b\n\n<!-- -->\n\n- c"),
        ((numbered("a"), numbered("b")), "1. a\n\n1) b", "1. a\n\n<!-- -->\n\n1. b"),
        ((item("a"), numbered("b"), item("c")), "- a\n\n1. b\n\n- c", "- a\n\n1. b\n\n- c"),
        ((item("a"), paragraph("x"), item("c")), "- a\n\nx\n\n- c", "- a\n\nx\n\n- c"),
        ((paragraph(), paragraph("x")), "x", "x"),
    ],
)
def test_adjacent_lists_stay_apart(blocks: tuple[Section, ...], expected: str, by_pandoc: str) -> None:
    assert markdown(*blocks) == expected
    assert pandoc(*blocks) == by_pandoc


@pytest.mark.parametrize(("text", "fence"), [("a", 3), ("a `b`", 3), ("```", 4), ("a\n`````\n``", 6), ("", 3)])
def test_a_fence_is_longer_than_any_in_it(text: str, fence: int) -> None:
    assert markdown(Preformatted(text)) == f"{'`' * fence}\n{text}\n{'`' * fence}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(2, words("a #")), "## a \\#"),
        (Heading(2, words("a ##")), "## a \\#\\#"),
        (Heading(2, words("a#")), "## a#"),
        (Heading(6, words("#")), "###### \\#"),
        (
            Figure(words("c"), words("d"), "a.jpg", "x"),
            "<figure>\n\n![x](a.jpg)\n\n<figcaption>\n\nc\n\n<cite>d</cite>\n\n</figcaption>\n\n</figure>",
        ),
        (Figure((), words("d")), "<figure>\n\n<figcaption>\n\n<cite>d</cite>\n\n</figcaption>\n\n</figure>"),
        (Figure(alt="x"), "![x](<>)"),
        (Figure(), ""),
        (
            Table((((Text("a"),),),), caption=words("c")),
            '<figure class="table">\n\n<figcaption>\n\nc\n\n</figcaption>\n\n|  |\n| --- |\n| a |\n\n</figure>',
        ),
        (List(((paragraph("a"),),), True, 2, "upper_alpha"), '<div class="upper-alpha">\n\n2. a\n\n</div>'),
        (PullQuote(words("a"), words("b")), '<div class="pull-quote">\n\na\n\n<cite>b</cite>\n\n</div>'),
        (Verse((words("1. a"), (), words("# b"))), '<div class="verse">\n\n1\\. a\n\n\\# b\n\n</div>'),
        (Break(), "* * *"),
        (
            Contact((paragraph("a"),), ('https://e.org/?a="b"',), ("a@e.org",), ("1",)),
            '<div class="contact" data-links="[&quot;https://e.org/?a=\\&quot;b\\&quot;&quot;]"'
            ' data-emails="[&quot;a@e.org&quot;]" data-phones="[&quot;1&quot;]">\n\na\n\n</div>',
        ),
    ],
)
def test_blocks(block: Section, expected: str) -> None:
    assert markdown(block) == expected


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Code("a"), Code("b")), "`a`<!-- -->`b`"),
        ((Code("a"), Text(" "), Code("b")), "`a` `b`"),
        ((Text("a"), Code("b")), "a`b`"),
        ((Emphasis(()), Strong(()), Text("a")), "a"),
        ((Link(words("a"), "https://e.org/ b"),), "[a](<https://e.org/ b>)"),
        ((Link(words("https://e.org/"), "https://e.org/"),), "<https://e.org/>"),
        ((Link(words("https://e.org/"), "https://e.org/a"),), "[https://e.org/](https://e.org/a)"),
        ((NoteRef("n", "1"), Text(": a")), "[^n]\\: a"),
        ((NoteRef("n", "2"), Text(" a")), '<sup data-note="n">2</sup> a'),
        ((NoteRef("missing", "*"),), '<sup data-note="missing">\\*</sup>'),
        ((Link((NoteRef("n", "1"),), "https://e.org/"),), '[<sup data-note="n">1</sup>](https://e.org/)'),
    ],
)
def test_inlines(inlines: tuple[Any, ...], expected: str) -> None:
    assert markdown(Paragraph(inlines), notes=(Note("n", "1", ()),)) == expected


def test_links_that_are_left_out_are_reported() -> None:
    visitor = Markdown(Article(), COMMONMARK, 0)
    inner = Link(words("b"), "https://e.org/b")
    assert visitor.lines((Link((inner,), "https://e.org/a"),)) == "[b](https://e.org/a)"
    assert spaced(visitor.lines((Link(words("c"), "javascript:c"),))) == '<span class="lost-link">c</span>'
    assert [problem.kind for problem in visitor.problems] == ["unsupported", "unsafe_link"]


def test_notes_and_references_to_those_without_one() -> None:
    notes = (
        Note("a", "1", (paragraph("word"),)),
        Note("b", "2", (List(((paragraph("x"),),)), paragraph("y", NoteRef("a", "1")))),
        Note("c", "3", ()),
    )
    visitor = Markdown(Article(notes=notes), COMMONMARK, 0)
    visitor.lines((NoteRef("a", "1"),))
    assert spaced(visitor.notes(notes)) == (
        '<div class="unplaced-notes">\n\n[^b] [^c]\n\n</div>\n\n[^a]: <span></span>word\n\n'
        '[^b]:\n    - x\n\n    y<sup data-note="a">1</sup>\n\n[^c]:'
    )
    assert visitor.notes(()) == ""
    assert visitor.foot(()) == ""
    assert visitor.foot((Bio(words("a")),)) == '<footer>\n\n<div class="bio">\n\na\n\n</div>\n\n</footer>'


def test_the_front_matter_has_single_lines() -> None:
    visitor = Markdown(Article(notes=(Note("n", "1", ()),)), PANDOC, 20)
    assert visitor.visit(Byline("1. By Ana `and` Jon of the harbour office")) == (
        "1\\. By Ana \\`and\\` Jon of the harbour office"
    )
    assert visitor.one_line((Text("a "), Code("b c"), NoteRef("n", "1"))) == 'a `b c`<sup data-note="n">1</sup>'
