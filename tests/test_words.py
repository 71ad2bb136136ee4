"""Whether a document holds the words of its article: the check after writing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import writing
from copydesk.problems import Problem
from copydesk.tree import Article, Head, Headline, Note, Paragraph, Rights, Text
from copydesk.writing import FLAVOURS
from copydesk.writing._shared.word_check import check, check_each, clean, shown, words
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.html import page
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.markdown.visitor import Markdown
from copydesk.writing.pdf.html import PdfVisitor
from tests import trees
from tests.tools import examples


def lost(article: Article, to: str, **look: Any) -> list[str]:
    """The problems of lost words in a written document."""
    return [problem.message for problem in writing.write(article, to, **look).problems if problem.kind == "lost"]


@examples(30)
@given(trees.articles())
def test_nothing_is_lost_of_any_article_on_a_web_page(article: Article) -> None:
    assert lost(article, "html") == []


@examples(30)
@given(trees.articles(), st.booleans())
def test_nothing_is_lost_of_any_article_on_paper(article: Article, at_foot: bool) -> None:
    visitor = PdfVisitor(article, at_foot=at_foot)
    page(article, visitor)
    assert [problem for problem in visitor.problems if problem.kind == "lost"] == []


@given(trees.articles(), st.sampled_from(FLAVOURS), st.sampled_from([0, 40]))
@examples(40)
def test_nothing_is_lost_of_any_article_in_markdown(article: Article, flavour: str, wrap: int) -> None:
    assert lost(article, "markdown", flavour=flavour, wrap=wrap) == []


WRITERS = {"html": HtmlVisitor, "epub": HtmlVisitor, "docx": BodyVisitor, "markdown": Markdown, "pdf": PdfVisitor}


@pytest.mark.parametrize(
    ("to", "method"),
    [(to, method) for to in WRITERS for method in ("bio", "emphasis", "verse", "table") if to != "pdf"]
    + [("pdf", "verse")],  # to lay out pages takes long
)
def test_a_writer_that_drops_a_node_says_so(monkeypatch: pytest.MonkeyPatch, to: str, method: str) -> None:
    monkeypatch.setattr(WRITERS[to], method, lambda self, node: "")
    messages = lost(trees.everything(), to)
    assert messages
    assert all("fault of copydesk" in message for message in messages)


@pytest.mark.parametrize(
    ("to", "article"),
    [
        (to, article)
        for to in ("html", "epub", "docx", "markdown")
        for article in (
            Article(head=Head(headline=Headline((Text("Ferry"),)))),
            Article(body=(Paragraph((Text("Ferry"),)),)),
            Article(notes=(Note("n", "1", (Paragraph((Text("Ferry"),)),)),)),
            Article(foot=(Rights((Text("Ferry"),)),)),
        )
        if to != "markdown" or article.head == Head()  # whose front matter does not go through the visitor
    ],
)
def test_each_part_of_an_article_is_compared(monkeypatch: pytest.MonkeyPatch, to: str, article: Article) -> None:
    assert lost(article, to) == []
    monkeypatch.setattr(WRITERS[to], "text", lambda self, node: "")
    assert lost(article, to) != []


@pytest.mark.parametrize("to", ["html", "pdf"])
def test_the_marks_of_notes_are_words_of_a_page(monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    monkeypatch.setattr(WRITERS[to], "note_ref", lambda self, node: "")
    assert lost(trees.everything(), to)


def test_words_in_another_order_or_repeated_are_reported() -> None:
    words_expected = ["Rain at last", "It rained."]
    assert check("Rain at\nlast It rained.", words_expected, "page") == ()
    for words_written in ("It rained. Rain at last", "Rain at last It rained. rained.", "Rain at last It"):
        (problem,) = check(words_written, words_expected, "page")
        assert problem.kind == "lost"


def test_each_word_is_looked_for_as_often_as_it_is_wanted() -> None:
    assert (
        check_each("# Rain\n\nrain and _r_ain and r\\_ain", ["Rain", "rain and r", "ain and r_ain"], "Markdown") == ()
    )
    (problem,) = check_each("Rain and no more", ["Rain", "rain and rain"], "Markdown")
    assert "'rain'" in problem.message
    (problem,) = check_each("and no more", ["more and more"], "Markdown")
    assert "'more'" in problem.message


def test_what_html_shows() -> None:
    assert shown('<p class="a &gt; b">1 &lt; 2 &amp;amp; <em>so</em></p>') == "1 < 2 &amp; so"


def test_a_figures_description_and_the_marks_of_notes_are_words() -> None:
    article = trees.everything()
    with_marks = "".join(words(article, marks=True))
    assert len(with_marks) > len("".join(words(article)))


def test_a_character_that_xml_forbids_is_replaced_and_reported_once() -> None:
    problems: list[Problem] = []
    assert [clean(text, problems) for text in ("a\x00b", "c\x00", "rain")] == ["a\ufffdb", "c\ufffd", "rain"]
    assert len(problems) == 1
    clean("d\ufffe", problems)
    assert len(problems) == 2
