"""What goes on pages later is joined to its beginning, and the lines that say so are set aside."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.locales import languages, locale, with_english
from copydesk.reading.pdf.jumps import jump_in, same_words
from copydesk.reading.text.furniture.words import page_patterns
from tests.newspapers import BELLS, HALL, LEFT, WEIR, column, head, jump, paragraphs, rule, story
from tests.pdf_files import pdf as pdf_of
from tests.test_pdf_articles import headline, words_of

_BREAKS_OFF = "The mason who laid the last course had never seen the river so quiet, and he said so to the boy, who"
_GOES_ON = "had been fishing from the scaffold since noon."


def paper(to: str, again: str, since: str) -> bytes:
    """Two pages with two articles each, of which the first goes on on the second page, below a headline ``again``."""
    weir = head("Weir rebuilt before the rain", "By Ana Ruiz", 18)
    chairs = head("Forty chairs for the hall", "By Colm Garrity")
    bells = head("Bells rang all night", "By Jo Park", 18)
    first = story([*paragraphs(WEIR, 3), *paragraphs(_BREAKS_OFF), *jump(to)], weir, 40, 2)
    later = [*(head(again) if again else []), *jump(since), *paragraphs(f"{_GOES_ON} {WEIR}", opens=False)]
    return pdf_of(
        first + story(paragraphs(HALL, 4), chairs, 300),
        story(paragraphs(BELLS, 4), bells, 40) + rule(298, 0, 1) + column(later, LEFT, 300),
    )


@pytest.mark.parametrize(
    ("to", "again", "since"),
    [
        ("Continued on page 2", "Weir rebuilt", "Continued from page 1"),
        ("Continued on back", "Weir", "From page 1"),
        ("See WEIR on page 2", "Weir", "Continued from page 1"),
        ("Continued on page 2", "", "WEIR, continued from page 1"),
        ("Continued on page 2", "Weir rebuilt before the rain", ""),
    ],
)
def test_it_is_joined(to: str, again: str, since: str) -> None:
    articles = list(copydesk.read_all(paper(to, again, since)))
    assert [headline(each) for each in articles] == [
        "Weir rebuilt before the rain",
        "Forty chairs for the hall",
        "Bells rang all night",
    ]
    assert f"{_BREAKS_OFF} {_GOES_ON}" in words_of(articles[0])
    assert [words_of(each).count(text) for each, text in zip(articles, (WEIR, HALL, BELLS), strict=True)] == [4, 4, 4]
    assert [(each.text, each.kind) for each in articles[0].furniture] == [
        (text, "cut_mark") for text in (to, again, since) if text
    ]
    assert not articles[1].furniture


def test_the_only_article_has_its_headline_again() -> None:
    text = (
        "Das Wehr an der alten Mühle wurde im trockenen Sommer neu gebaut, als der Fluss so wenig Wasser führte, dass "
        "Kinder ihn in Schuhen überquerten. Zwei Maurer und ein Junge taten die Arbeit, und der Polier, der"
    )
    rest = "den Fluss noch nie so still gesehen hatte, sagte es laut und ging dann nach Hause."
    title = "Das Wehr steht vor dem Regen"
    again = [*head(title), *jump("Fortsetzung von Seite 1"), *paragraphs(rest, opens=False)]
    begins = [*paragraphs(text), *jump("Fortsetzung auf Seite 2")]
    article = copydesk.read(pdf_of(story(begins, head(title, "Von Anna Ruiz", 18), 40, 1), column(again, LEFT, 40)))
    assert headline(article) == title
    assert "und der Polier, der den Fluss noch nie" in words_of(article)
    assert [each.kind for each in article.furniture] == ["cut_mark"] * 3


@pytest.mark.parametrize("tag", languages())
def test_jump_lines_of_all_languages(tag: str) -> None:
    patterns = page_patterns(with_english(locale(tag)))
    words = [word for word in locale(tag).page.continued if word[-1].isalpha()]
    assert all(jump_in(f"{word} 7", patterns) == (7, "") for word in words if f"{word} 7" not in words)
    assert jump_in(max(words, key=len), patterns) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Continued on page 7", (7, "")),
        ("Continued on back »", (0, "")),
        ("WEIR: continued from page 12", (12, "WEIR")),
        ("It is continued on page 7 of the minutes", None),
        ("Continued", None),
        ("", None),
    ],
)
def test_a_jump_line(text: str, expected: tuple[int, str] | None) -> None:
    assert jump_in(text, page_patterns(with_english(locale("en")))) == expected


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("WEIR", "Weir rebuilt before the rain", 1),
        ("Chairs for hall", "Forty chairs for the hall", 1),
        ("Bells", "Weir rebuilt", 0),
        ("", "Weir", 0),
        ("Weir mill bank", "The weir", 0.5),
    ],
)
def test_words_that_two_headlines_share(one: str, other: str, share: float) -> None:
    assert same_words(one, other) == (share if share >= 0.6 else 0)
