"""The values of a front matter, and their YAML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from copydesk.tree import (
    Article,
    Byline,
    Dateline,
    Deck,
    Emphasis,
    Head,
    Headline,
    Inline,
    Metadata,
    Note,
    Person,
    PubDate,
    Text,
)
from copydesk.visit import plain
from copydesk.writing.markdown import front_matter
from copydesk.writing.markdown.front_matter import _block, _byline_texts, _Date, _dates, _marks, _Markup, _persons


def upper(content: Sequence[Inline] | str) -> str:
    """Words in capitals, so that one sees where they went through here."""
    return (content if isinstance(content, str) else plain(tuple(content))).upper()


@pytest.mark.parametrize(
    ("values", "yaml"),
    [
        ({}, ""),
        ({"a": None, "b": "", "c": [], "d": {}}, ""),
        ({"a": "x", "b": None}, 'a: "x"'),
        ({"a": 'x: "y" \\ é'}, 'a: "x: \\"y\\" \\\\ é"'),
        ({"a": "\x7f\u2028\ufeff"}, 'a: "\\u007f\\u2028\\ufeff"'),
        ({"a": _Date("2025-05-17")}, "a: 2025-05-17"),
        ({"a": ["x", "y"]}, 'a:\n  - "x"\n  - "y"'),
        ({"a": {"b": "x", "c": {"d": "y"}}}, 'a:\n  b: "x"\n  c:\n    d: "y"'),
        ({"a": [{"b": "x", "c": "y"}, {"b": "z"}]}, 'a:\n  - b: "x"\n    c: "y"\n  - b: "z"'),
        ({"a": {"b": _Markup("_x_\x85")}}, "a:\n  b: >-\n    _x_"),
    ],
)
def test_yaml(values: dict[str, Any], yaml: str) -> None:
    assert _block(values) == (f"---\n{yaml}\n---" if yaml else "")


ANA, JON = Person("Ana"), Person("Jon", role="Editor")


@pytest.mark.parametrize(
    ("bylines", "persons"),
    [
        ([], []),
        ([Byline("x", (ANA,))], []),
        ([Byline("x", (ANA, JON))], [{"name": "ANA"}, {"name": "JON", "role": "EDITOR"}]),
        ([Byline("x", (ANA,)), Byline("y", (ANA,))], [{"name": "ANA"}, {"name": "ANA", "byline": "2"}]),
        ([Byline("x"), Byline("y", (JON,))], [{"name": "JON", "role": "EDITOR", "byline": "2"}]),
    ],
)
def test_persons(bylines: list[Byline], persons: list[dict[str, str]]) -> None:
    assert _persons(bylines, upper) == persons


@pytest.mark.parametrize(
    ("bylines", "texts"),
    [
        ([], []),
        ([Byline("Ana", (ANA,))], []),
        ([Byline("Ana, Jon", (ANA, JON))], []),
        ([Byline("By Ana", (ANA,))], ["BY ANA"]),
        ([Byline("Ana", (ANA,)), Byline("Jon", (JON,))], ["ANA", "JON"]),
    ],
)
def test_printed_bylines(bylines: list[Byline], texts: list[str]) -> None:
    assert _byline_texts(bylines, upper) == texts


def date(text: str, iso: str | None = None, kind: Any = "published") -> PubDate:
    return PubDate(text, iso, kind)


DAY, LATER = date("2025-05-17", "2025-05-17"), date("2025-05-18", "2025-05-18", "updated")


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ([], []),
        ([DAY], []),
        ([DAY, LATER], []),
        ([LATER], [{"text": "2025-05-18", "iso": "2025-05-18", "kind": "UPDATED"}]),
        ([date("May")], [{"text": "MAY"}]),
        ([date("May", "2025-05-01")], [{"text": "MAY", "iso": "2025-05-01"}]),
        ([DAY, DAY], [{"text": "2025-05-17", "iso": "2025-05-17"}] * 2),
    ],
)
def test_printed_dates(dates: list[PubDate], printed: list[dict[str, str]]) -> None:
    assert _dates(dates, upper) == printed


def test_the_first_day_of_each_kind() -> None:
    dates = [date("x"), DAY, LATER, date("later", "2026-01-01")]
    assert front_matter._first_day(dates, "published") == "2025-05-17"
    assert front_matter._first_day(dates, "updated") == "2025-05-18"
    assert front_matter._first_day([LATER], "published") is None


@pytest.mark.parametrize(
    ("label", "mark", "kept"),
    [("n12", "12", False), ("12", "12", False), ("n12", "a", True), ("note", "note", False), ("n1x", "1", True)],
)
def test_marks_of_notes_that_do_not_follow_from_labels(label: str, mark: str, kept: bool) -> None:
    assert _marks([Note("id", mark, ())], upper, {"id": label}) == ({label: mark.upper()} if kept else {})


FULL = Article(
    lang="he",
    head=Head(
        headline=Headline((Text("A "), Emphasis((Text("b"),)))),
        deck=Deck((Text("c"),)),
        bylines=(Byline("Ana", (ANA,)),),
        dates=(DAY,),
        dateline=Dateline("TARN (AP)", "Tarn", "AP"),
    ),
    metadata=Metadata(keywords=("k",), url="https://e.org/", publisher="p"),
    notes=(Note("n", "x", ()),),
)


def test_the_front_matter_for_sites_and_for_pandoc() -> None:
    assert front_matter.of_sites(FULL, upper, {"n": "n"}).split("\n") == [
        "---",
        'title: "A b"',
        'subtitle: "c"',
        "author:",
        '  - "Ana"',
        "date: 2025-05-17",
        'lang: "he"',
        'dir: "rtl"',
        "dateline:",
        '  text: "TARN (AP)"',
        '  place: "Tarn"',
        '  agency: "AP"',
        'publisher: "p"',
        "tags:",
        '  - "k"',
        'canonical_url: "https://e.org/"',
        "notes:",
        '  n: "x"',
        "markdown:",
        "  title: >-",
        "    A B",
        "---",
    ]
    pandoc = front_matter.of_pandoc(FULL, upper, {"n": "n"}).split("\n")
    assert pandoc[:3] == ["---", 'title: "A B"', 'subtitle: "C"']
    assert pandoc[-3:] == ['  n: "X"', 'markup: "pandoc"', "---"]
    assert 'url: "HTTPS://E.ORG/"' in pandoc
    assert "keywords:" in pandoc


def test_the_front_matter_of_little() -> None:
    assert front_matter.of_sites(Article(), upper, {}) == front_matter.of_pandoc(Article(), upper, {}) == ""
    article = Article(head=Head(dateline=Dateline("TARN")))
    assert front_matter.of_sites(article, upper, {}) == '---\ndateline: "TARN"\n---'
    spaced = Article(head=Head(headline=Headline((Text(" a\n b "),))))
    assert front_matter.of_sites(spaced, upper, {}) == '---\ntitle: "a b"\n---'
