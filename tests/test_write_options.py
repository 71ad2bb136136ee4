"""The options of documents, the formats by name, and the estimated time of a PDF."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk import writing
from copydesk.errors import UsageError
from copydesk.style import DEFAULT, load
from copydesk.tree import Article, Head, Headline, PubDate, Text
from copydesk.writing import NARROWEST, Settings, _cost
from copydesk.writing._cost import LOOKUPS, LOOKUPS_A_CHARACTER, Meter, TooMuchWorkError


def refusal(options: dict[str, Any]) -> UsageError:
    with pytest.raises(UsageError) as raised:
        writing.settings(options)  # type: ignore[arg-type]
    return raised.value


def test_settings_without_options() -> None:
    style = load(DEFAULT)
    assert writing.settings({}) == Settings(
        style=style, paper=style.papers[0], archive=False, embed_fonts=False, flavour="commonmark", wrap=0
    )


def test_settings_have_each_option() -> None:
    style = load("essay")
    given = writing.settings(
        {"style": style, "paper": "a5", "archive": True, "embed_fonts": True, "flavour": "gfm", "wrap": NARROWEST}
    )
    assert given == Settings(style=style, paper="a5", archive=True, embed_fonts=True, flavour="gfm", wrap=NARROWEST)
    assert writing.settings({"style": "essay", "paper": None, "css": None, "reference_doc": None}).style == style


@pytest.mark.parametrize(
    ("options", "message", "remedy"),
    [
        ({"stlye": "plain"}, "there is no option 'stlye'", "Write 'style'"),
        ({"paper": "a4", "arhcive": True}, "there is no option 'arhcive'", "Write 'archive'"),
        ({"style": None}, "a style is given by its name, not as None", "Write it as in style='essay'"),
        ({"style": 3}, "a style is given by its name, not as 3", "Write it as in style='essay'"),
        ({"typography": "no"}, "typography is True or False, not 'no'", "Write typography=True or leave it out"),
        ({"archive": 1}, "archive is True or False, not 1", "Write archive=True or leave it out"),
        ({"flavour": "mild"}, "there is no flavour of Markdown 'mild'", "Choose one of commonmark, gfm, pandoc"),
        (
            {"wrap": NARROWEST - 1},
            "lines cannot be wrapped at 19 columns",
            "Choose 20 or more, or 0 for unlimited lines",
        ),
        ({"wrap": -1}, "lines cannot be wrapped at -1 columns", "Choose 20 or more, or 0 for unlimited lines"),
        ({"wrap": "80"}, "lines cannot be wrapped at '80' columns", "Choose 20 or more, or 0 for unlimited lines"),
        ({"wrap": None}, "lines cannot be wrapped at None columns", "Choose 20 or more, or 0 for unlimited lines"),
    ],
)
def test_options_that_do_not_exist_or_cannot_be_used(options: dict[str, Any], message: str, remedy: str) -> None:
    error = refusal(options)
    assert message in str(error)
    assert remedy in str(error)


def test_an_option_like_no_other_gets_the_list_of_all() -> None:
    error = str(refusal({"zzzz": 1}))
    assert "there is no option 'zzzz'" in error
    assert "Choose among style, paper, css, archive," in error


@pytest.mark.parametrize("name", ["pdf", "PDF", ".pdf", "markdown", ".md", "md", "htm", ".epub", "json"])
def test_formats_by_name_or_ending(name: str) -> None:
    found = writing.format_of(name)
    assert name.lower() == found.name or f".{name.lower().lstrip('.')}" in found.endings


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("novel", r"there is no format 'novel'.*Choose among docx, epub, html, json, markdown, pdf, or"),
        ("", "there is no format ''"),
        (7, "a format is given by its name, a str, not by an int"),
        (None, "not by None"),
    ],
)
def test_what_is_no_format(name: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        writing.format_of(name)


def test_only_an_article_can_be_written() -> None:
    with pytest.raises(UsageError, match="only an Article can be written, not a str"):
        writing.write("Ferry", "html")  # type: ignore[arg-type]


def html(article: Article, **options: Any) -> str:
    return writing.write(article, "html", **options).data.decode()


def test_quotation_marks_are_set_by_default_where_the_language_is_known() -> None:
    quoted = Head(headline=Headline((Text('"Ferry"'),)))
    known, unknown = (Article(lang=lang, head=quoted) for lang in ("EN-us", "tlh"))
    assert "“Ferry”" in html(known)
    assert "“Ferry”" not in html(known, typography=False)
    assert "“Ferry”" not in html(unknown)
    assert "“Ferry”" in html(known, typography=True)
    markdown = [writing.write(known, "markdown", typography=on).data.decode() for on in (None, True)]
    assert ["“Ferry”" in text for text in markdown] == [False, True]


def test_dates_are_written_in_words_except_where_they_are_data() -> None:
    dated = Article(lang="en", head=Head(dates=(PubDate("2025-05-17", "2025-05-17"),)))
    assert "17 May 2025" in html(dated)
    assert "17 May 2025" not in writing.write(dated, "json").data.decode()


# --------------------------------------------------------------------------------------------------- the time it takes


@pytest.mark.parametrize(
    ("characters", "elements", "seconds"),
    [(0, 0, 0), (25_000, 0, 1), (0, 800, 1), (12_500, 800, 2), (12_400, 0, 0), (50_000, 1600, 4)],
)
def test_seconds(characters: int, elements: int, seconds: int) -> None:
    assert _cost.seconds(characters, elements) == seconds


@pytest.mark.parametrize(
    ("line", "is_piece"),
    [("x", True), ("x" * 60, True), ("x" * 61, False), ("x" * 149, False), ("x" * 150, True), ("", False)],
)
def test_lines_that_are_pieces_by_themselves(line: str, is_piece: bool) -> None:
    count = 8000
    text = f"{line}\n".encode() * count
    assert _cost.foreseen(text) == _cost.seconds(len(text), 3 * count * is_piece)


def test_the_work_of_a_layout_is_measured_by_its_lookups() -> None:
    meter = Meter({"serif": (1.0, 2.0)}, 25)
    assert meter["serif"] == (1.0, 2.0)
    for _ in range((LOOKUPS + 25 * LOOKUPS_A_CHARACTER) // 2):
        assert "serif" in meter
        assert "sans" not in meter
    with pytest.raises(TooMuchWorkError):
        assert "serif" in meter


def test_an_article_whose_language_is_no_text() -> None:
    with pytest.raises(UsageError, match="the language of an article is a str, not an int"):
        writing.write(Article(lang=3), "json")  # type: ignore[arg-type]
