"""Copy: lines that know how they are set, through the reader of raw text; and how the form of a file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import copydesk
from copydesk.errors import InputError, MissingEngineError, UsageError
from copydesk.reading import source_of, sources, text
from copydesk.reading._source import ReadOptions, check_size, library
from copydesk.reading.copy import Copy, CopyLine, Stated, Typeset
from copydesk.reading.text.explain import explain
from copydesk.tree import Heading, Paragraph
from copydesk.visit import plain
from tests.conftest import ARTICLE
from tests.typeset import copy_of

PAGE = """
9 50-100 @50 | HARBOUR NEWS
22b 50-280 @80 | The ferry that nobody wanted
50-150 @104 | is back
10 50-120 @130 | By Ana Ruiz
62-300 @160 | The ferry came home on Monday to the quay that it
50-299 | had left nine years ago, and nobody was there to catch
50-120 | the rope.
10b 50-100 @220 | The quay
10 62-298 @240 | Nobody could say what the pilot had done in those years,
50-298 | and nobody asked him, for it was late, and the inn
10 310-560 @110 p1c2 | was open to all who had waited for him.
322-561 | The town had forgotten how the bell of the ferry rings.
"""


def test_type_and_place_tell_what_words_do_not() -> None:
    article = text.read(copy_of(PAGE), ReadOptions()).article
    assert plain(article.head.kicker) == "HARBOUR NEWS"
    assert plain(article.head.headline) == "The ferry that nobody wanted is back"
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["Ana Ruiz"]
    assert [type(section) for section in article.body] == [Paragraph, Heading, Paragraph, Paragraph]
    assert plain(article.body[2]).endswith("the inn was open to all who had waited for him.")


def test_origins_tell_the_page_and_the_box() -> None:
    article = text.read(copy_of(PAGE), ReadOptions()).article
    assert article.head.headline is not None
    assert article.head.headline.origin is not None
    assert (article.head.headline.origin.page, article.head.headline.origin.box) == (1, (50.0, 58.0, 280.0, 104.0))
    origin = article.body[2].origin
    assert origin is not None
    assert origin.box == (50.0, 230.0, 298.0, 252.0), "of its lines in the column where it begins"
    assert copydesk.Article.from_json(article.to_json()) == article


def test_explain_shows_where_a_line_stands() -> None:
    reading = text.read(copy_of(PAGE), ReadOptions())
    assert reading.text is not None
    first = explain(reading.text, reading.article)[0]
    assert (first.page, first.box) == (1, (50.0, 41.0, 100.0, 50.0))


def test_a_role_that_the_source_states_is_the_lines() -> None:
    lines = (
        CopyLine("The ferry", Typeset(role="headline", block=1)),
        CopyLine("a short line that could be a deck", Typeset(role="heading", block=2)),
        CopyLine("which goes on in mid-sentence and", Typeset(block=3)),
        CopyLine("ends here.", Typeset(block=3)),
        CopyLine("and begins anew, though in small letters.", Typeset(block=4)),
    )
    article = text.read(Copy(lines, "docx"), ReadOptions()).article
    assert plain(article.head.headline) == "The ferry"
    assert [plain(section) for section in article.body] == [
        "a short line that could be a deck",
        "which goes on in mid-sentence and ends here.",
        "and begins anew, though in small letters.",
    ]


def test_the_text_of_copy() -> None:
    lines = (
        CopyLine("one\ntwo", Typeset(1)),
        CopyLine(""),
        CopyLine("three", Typeset(2)),
        CopyLine("four", Typeset(2)),
    )
    assert Copy(lines, "pdf").text == "one two\n\n\fthree\nfour"
    with pytest.raises(InputError, match="it holds no text"):
        text.read(Copy((CopyLine(" "),), "pdf"), ReadOptions())


def test_the_content_of_a_file_counts_before_its_name(tmp_path: Path) -> None:
    by_form = {"text": b"Rain at last\n\nIt rained.", "json": b"{}"}
    assert source_of("a.json", None, by_form["text"]).name == "json", "neither content says what it is: the name does"
    assert source_of("a.unknown").name == "text"
    assert source_of("a.json", "text", by_form["json"]).name == "text"
    with pytest.raises(UsageError, match="no input format 'wav'"):
        source_of("a.wav", "wav")


def test_a_name_that_says_otherwise_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from copydesk.reading import _registry

    ours = sources()
    shown = ours["markdown"]._replace(matches=lambda beginning: beginning.startswith(b"# "))
    monkeypatch.setattr(_registry, "sources", lambda: {**ours, "markdown": shown})
    path = tmp_path / "a.txt"
    path.write_text("# Rain at last\n\nIt rained.\n", encoding="utf-8")
    found = copydesk.examine(path)
    assert [problem.kind for problem in found.problems] == ["form"]
    assert "though its name ends in .txt" in found.problems[0].message
    assert not [problem for problem in copydesk.examine(path, from_="markdown").problems if problem.kind == "form"]
    path = path.rename(tmp_path / "a.md")
    assert not [problem for problem in copydesk.examine(path).problems if problem.kind == "form"]


def test_a_str_is_raw_text_unless_said_otherwise() -> None:
    assert plain(copydesk.read("# Rain at last\n\nIt rained.", from_="markdown").head.headline) == "Rain at last"
    tree = copydesk.read(ARTICLE).to_json().decode()
    assert copydesk.read(tree, from_="json") == copydesk.read(ARTICLE)


def test_a_file_beyond_the_limit() -> None:
    with pytest.raises(InputError, match="it holds 3 MB or more, and a sketch may hold 2 MB"):
        check_size(bytes(3 * 2**20), "a sketch", 2 * 2**20)
    check_size(bytes(2 * 2**20), "a sketch", 2 * 2**20)


def test_a_library_that_is_missing() -> None:
    assert library("json", "pdf").__name__ == "json"
    with pytest.raises(MissingEngineError, match="the Python package nowhere_at_all is not installed") as caught:
        library("nowhere_at_all.inside", "pdf")
    assert "pip install 'copydesk[pdf]'" in str(caught.value)


def test_lines_keep_their_numbers_where_line_ends_are_joined() -> None:
    draft = text.draft_of("The ferry\n\nT\nHE bell rang on Monday in the town.\n\nNobody was there to hear it.\n")
    assert [(piece.number, piece.text) for piece in draft.pieces] == [
        (1, "The ferry"),
        (3, "THE bell rang on Monday in the town."),
        (6, "Nobody was there to hear it."),
    ]


def test_what_a_file_states_of_its_article() -> None:
    stated = Stated(publisher="The Harbour Post", lang="fr")
    article = text.read(copy_of(PAGE)._replace(stated=stated), ReadOptions()).article
    assert (article.metadata.publisher, article.lang) == ("The Harbour Post", "en"), "the words say that it is English"
    figures = Copy((CopyLine("1204 – 77"), CopyLine(""), CopyLine("1999 – 80")), "pdf", stated)
    assert text.read(figures, ReadOptions(keep_all=True)).article.lang == "fr"


def test_lines_keep_their_numbers_where_as_many_line_ends_are_added() -> None:
    raw = "The ferry\n\nT\nHE bell rang on Monday.\n\nIt rained.\u2029Nobody was there to hear it.\n"
    assert [piece.number for piece in text.draft_of(raw).pieces] == [1, 3, 6, 7]
