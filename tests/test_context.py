"""The context of a writer applies only to one part of the document."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from copydesk.tree import Article, BlockQuote, Link, NoteRef, Paragraph, Text
from copydesk.writing._shared.context import InContext
from copydesk.writing.docx.body import BodyVisitor, Context


class Depth(NamedTuple):
    quoted: int = 0
    in_link: bool = False


class Writer(InContext[Depth]):
    def __init__(self) -> None:
        self.context = Depth()


def test_the_former_context_returns_behind_each_part() -> None:
    writer = Writer()
    with writer.within(writer.context._replace(quoted=1)):
        with writer.within(writer.context._replace(in_link=True)):
            assert writer.context == Depth(1, True)
        assert writer.context == Depth(1)
    assert writer.context == Depth()


def test_the_former_context_returns_after_an_error() -> None:
    writer = Writer()
    with pytest.raises(ValueError, match="torn"), writer.within(Depth(3)):
        raise ValueError("torn")
    assert writer.context == Depth()


def test_an_error_in_a_quotation_leaves_the_writer_outside_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = BodyVisitor(Article(), width=9000, ornament="*")
    node = BlockQuote((Paragraph((Link((Text("a ferry"), NoteRef("1", "1")), "https://example.org/"),)),))

    def fail(_: object) -> str:
        assert visitor.context == Context(plain="Quote", quoted=1, marks=frozenset({"Hyperlink"}))
        raise ValueError("torn")

    monkeypatch.setattr(visitor, "note_ref", fail)
    with pytest.raises(ValueError, match="torn"):
        visitor.visit(node)
    assert visitor.context == Context()
