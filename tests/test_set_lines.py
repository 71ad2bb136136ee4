"""Lines that stand on their own: a paragraph for those between blank lines, in which each part is a line."""

from __future__ import annotations

import pytest

from copydesk.reading.text.assembly.set_lines import set_lines
from copydesk.tree import LineBreak, Link, Located, Paragraph
from copydesk.visit import plain, walk
from tests.parts import builder, parts_of


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("set_line| Day: 4 May", ["Day: 4 May"]),
        ("set_line| Day: 4 May\nset_line| Place: Ormby", ["Day: 4 May/Place: Ormby"]),
        ("set_line| Day: 4 May\n\nset_line| Ada\nset_line| Ormby", ["Day: 4 May", "Ada/Ormby"]),
        ("\nset_line| Day: 4 May\n\nset_line| Ada", ["Day: 4 May", "Ada"]),
    ],
)
def test_paragraphs_of_lines(text: str, paragraphs: list[str]) -> None:
    nodes = set_lines(builder(), parts_of(text))
    drawn = [["/" if isinstance(each, LineBreak) else plain(each) for each in node.inlines] for node in nodes]
    assert ["".join(each) for each in drawn] == paragraphs
    assert all(isinstance(node, Paragraph) for node in nodes)


def test_where_the_lines_stand() -> None:
    (node,) = set_lines(builder(), parts_of("set_line| Day: 4 May\nset_line| Ormby"))
    assert isinstance(node, Located)
    assert node.origin is not None
    assert [(span.start, span.end) for span in node.origin.spans] == [(0, 10), (11, 16)]


@pytest.mark.parametrize("bare", [False, True])
def test_addresses_without_a_scheme(bare: bool) -> None:
    (node,) = set_lines(builder(), parts_of("set_line| weir.com\nset_line| 4"), bare_domains=bare)
    assert any(isinstance(each, Link) for each in walk(node)) == bare


def test_addresses_are_no_links_unless_asked_for() -> None:
    (node,) = set_lines(builder(), parts_of("set_line| weir.com"))
    assert not any(isinstance(each, Link) for each in walk(node))
