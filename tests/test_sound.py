"""Trees from other programs: they are corrected as every writer needs, and each correction is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from copydesk import writing
from copydesk.conversion import ConvertOptions, load
from copydesk.errors import InputError
from copydesk.reading._shared.soundness import DEEPEST, sound
from copydesk.reading.json import read_json
from copydesk.reading.markdown.document import read_markdown
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Contact,
    Head,
    List,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    Text,
)
from copydesk.visit import plain
from tests import trees
from tests.trees import paragraph, words

TWO_NOTES = Article(
    body=(paragraph("a", NoteRef("a", "1"), " b", NoteRef("a", "1")),),
    notes=(Note("a", "1", (paragraph("One."),)), Note("a", "1", (paragraph("Two."),)), Note("a-2", "3", ())),
)


def from_json(article: Article) -> tuple[Article, tuple[str, ...]]:
    reading = load(article.to_json(), ConvertOptions(from_="json"))
    return reading.article, tuple(problem.kind for problem in reading.problems)


def test_the_second_of_two_notes_of_one_id_gets_one_of_its_own() -> None:
    article, kinds = from_json(TWO_NOTES)
    assert [(note.id, plain(note)) for note in article.notes] == [("a", "One."), ("a-3", "Two."), ("a-2", "")]
    assert kinds == ("role",)


@pytest.mark.parametrize("to", ["markdown", "html", "latex", "plain", "jats"])
def test_both_notes_are_in_every_format(to: str) -> None:
    data = writing.write(from_json(TWO_NOTES)[0], to).data.decode()
    assert "One." in data
    assert "Two." in data


def test_a_person_without_a_name_is_left_out_and_reported() -> None:
    persons = (Person("Ana Ruiz"), Person(" ", email="a@example.org"))
    reading = load(
        Article(head=Head(bylines=(Byline("By Ana", persons),)), body=(paragraph("a"),)).to_json(),
        ConvertOptions(from_="json"),
    )
    assert reading.article.head.bylines == (Byline("By Ana", persons[:1]),)
    assert "a@example.org" in reading.problems[0].message


HELD = [
    (Article(metadata=Metadata(publisher="Daily\x07")), Article(metadata=Metadata(publisher="Daily")), ("character",)),
    (Article(body=(paragraph("a\x00b\ud800"),)), Article(body=(paragraph("ab\ufffd"),)), ("character",)),
    (Article(body=(Preformatted("a\tb\n\nc"),)), Article(body=(Preformatted("a\tb\n\nc"),)), ()),
    (
        Article(body=(paragraph("a" + "\u0301" * 50),)),
        Article(body=(paragraph("a" + "\u0301" * 30),)),
        ("character",),
    ),
]


@pytest.mark.parametrize(("article", "expected", "kinds"), HELD, ids=["metadata", "text", "tabs", "marks"])
def test_characters_that_no_document_may_hold(article: Article, expected: Article, kinds: tuple[str, ...]) -> None:
    corrected = sound(article)
    assert (corrected.article, tuple(problem.kind for problem in corrected.problems)) == (expected, kinds)


def test_a_tree_of_the_reader_stays_as_it_is() -> None:
    article = trees.everything()
    assert sound(article) == (article, ())


def nested(levels: int, kind: str) -> Article:
    block: Paragraph | List | BlockQuote = Paragraph((Text("deep"),))
    for _ in range(levels):
        block = List(((block,),)) if kind == "list" else BlockQuote((block,))
    return Article(body=(block,))


@pytest.mark.parametrize("kind", ["list", "quotation"])
def test_what_is_nested_too_deep_is_refused(kind: str) -> None:
    assert from_json(nested(DEEPEST, kind)) == (nested(DEEPEST, kind), ())
    for levels in (DEEPEST + 1, 150, 200):
        with pytest.raises(InputError, match="nested too deep"):
            load(nested(levels, kind).to_json(), ConvertOptions(from_="json"))


@pytest.mark.parametrize("levels", [DEEPEST + 1, 150])
def test_markdown_nested_too_deep_is_refused(levels: int) -> None:
    assert "deep" in plain(read_markdown(">" * DEEPEST + " deep").article.body)
    with pytest.raises(InputError, match="nested too deep"):
        read_markdown("".join(f"{'  ' * level}- deep\n" for level in range(levels)))


def test_a_list_as_deep_as_may_be_becomes_a_pdf(tmp_path: Path) -> None:
    assert writing.write(nested(DEEPEST, "list"), "pdf").data.startswith(b"%PDF")


UNSAFE = ["javascript:alert(1)", "file:///etc/passwd", " java\nscript:alert(1)", "data:text/html,x", "//a.example", ""]


@pytest.mark.parametrize("address", UNSAFE)
def test_an_address_that_is_none_of_the_web_is_left_out(address: str) -> None:
    contact = Contact((paragraph("Write to us."),), links=("https://a.example", address))
    unsafe = Article(metadata=Metadata(url=address), body=(contact,), foot=(contact,))
    article, problems = sound(unsafe)
    safe = replace(contact, links=("https://a.example",))
    assert article == Article(body=(safe,), foot=(safe,))
    assert [(problem.kind, repr(address) in problem.message) for problem in problems] == [("unsafe_link", True)] * 3
    kept = Article(metadata=Metadata(url="HTTPS://a.example/b?c#d"), body=(safe,))
    assert sound(kept) == (kept, ())


@pytest.mark.parametrize("key", ["url", "canonical_url"])
def test_an_address_of_a_front_matter_is_one_of_the_web(key: str) -> None:
    unsafe = read_markdown(f'---\n{key}: "javascript:alert(1)"\n---\n\nIt rained.\n')
    assert unsafe.article.metadata.url is None
    assert [problem.kind for problem in unsafe.problems] == ["metadata"]
    assert "javascript:alert(1)" in unsafe.problems[0].message
    safe = read_markdown(f'---\n{key}: "https://a.example/b"\n---\n\nIt rained.\n')
    assert (safe.article.metadata.url, safe.problems) == ("https://a.example/b", ())


@pytest.mark.parametrize("level", [-(2**63), -1, 0, 7, 100, 2**63 - 1])
def test_a_heading_of_no_level_is_refused_with_its_place(level: int) -> None:
    body = f'[{{"type": "heading", "level": {level}, "inlines": [{{"type": "text", "text": "a"}}]}}]'
    with pytest.raises(InputError, match=re.escape("body[0].level")):
        read_json(f'{{"type": "article", "body": {body}}}')


def test_words_of_headings_of_each_level_stay() -> None:
    body = ", ".join(
        f'{{"type": "heading", "level": {n}, "inlines": [{{"type": "text", "text": "a{n}"}}]}}' for n in range(1, 7)
    )
    article = read_json(f'{{"type": "article", "body": [{body}]}}')
    assert [plain(block) for block in article.body] == [plain(words(f"a{n}")) for n in range(1, 7)]
