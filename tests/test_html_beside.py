"""What stands beside an article on its page, such as bars that lead to other pages, teasers and players."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.locales import every_locale
from copydesk.reading import examine
from copydesk.reading.html.labels import labels
from copydesk.reading.html.markup import parse
from copydesk.reading.html.units import units_of
from copydesk.visit import plain

TEXTS = (
    "The mill race was dug in the dry summer, by hand, and nobody has cleaned it since the miller left the dale.",
    "When it is dry the children walk along it as far as the old bridge, where the water once came in from the river.",
    "Nobody came to see it but the miller and his wife, who had walked over from the dale as soon as the rain stopped.",
    "They went home again along the race, and neither of them said a word about the gate until the lamps were lit.",
)
ARTICLE = "<h1>The race of Ormby</h1><p>By Ana Ruiz</p>" + "".join(f"<p>{text}</p>" for text in TEXTS)


def page(body: str) -> bytes:
    return f"<html><head><title>The race of Ormby</title></head><body>{body}</body></html>".encode()


def body_of(data: bytes) -> str:
    return plain(copydesk.read(data).body)


BARS = [
    "<p><a href='i.html'>Home</a> | <a href='n.html'>Next</a> | <a href='c.html'>Contents</a></p>",
    "<p>Home | Next | Contents</p>",
    "<center>[Previous] [Up] [Next]</center>",
    "<table><tr><td><font size=2>Home · <a href='n.html'>Next</a> · Contents</font></td></tr></table>",
    "<div>&lt;&lt; Back to index</div>",
    "<div>Home | Next | Contents<br>&lt;&lt; Back to index</div>",
]


@pytest.mark.parametrize("bar", BARS)
def test_bars_above_and_below_are_set_aside(bar: str) -> None:
    reading = examine(page(f"{bar}<hr>{ARTICLE}<hr>{bar}"))
    assert plain(reading.article.body).split() == " ".join(TEXTS).split()
    assert {piece.kind for piece in reading.article.furniture} == {"navigation"}
    assert plain(reading.article.head.headline) == "The race of Ormby"


@pytest.mark.parametrize(
    ("bar", "is_one"),
    [
        ("Next", False),
        ("Next →", True),
        ("« Back", True),
        ("«Weiter.»", False),  # somebody says so
        ("»Weiter!«", False),
        ("Home - Next - Top", True),
        ("Home | News | Sport", False),
        ("Home | Next to the mill", False),
        ("Share | Print", False),
        ("Startseite | Weiter | Inhalt", True),
        ("首页 | 下一页", True),
        ("الرئيسية | التالي", True),
    ],
)
def test_bars_by_their_words(bar: str, is_one: bool) -> None:
    (unit,) = units_of(parse(f"<p>{bar}</p>").root).texts
    assert labels(tuple(every_locale())).is_bar(unit) == is_one


def test_each_language_has_such_words() -> None:
    assert all(len(each.page.turns) >= 10 for each in every_locale())


CARDS = (
    ("Fish come back to the dale", "The river is full of trout once more, the keepers say."),
    ("Bridge to close for May", "Walkers must take the old road until the work is done."),
)


def test_teasers_without_links_are_no_text() -> None:
    cards = "".join(f"<div class=c><h4>{title}</h4><p>{line}</p></div>" for title, line in CARDS)
    reading = examine(page(f"<main>{ARTICLE}<h3>More stories</h3>{cards}</main>"))
    assert plain(reading.article.body).split() == " ".join(TEXTS).split()
    aside = " ".join(piece.text for piece in reading.article.furniture)
    assert all(words in aside for card in CARDS for words in card)


@pytest.mark.parametrize(
    ("label", "line"), [("The fish", CARDS[0][1]), ("More stories", f"{TEXTS[0]} {TEXTS[1]} {TEXTS[2]}")]
)
def test_sections_of_an_article_are_no_teasers(label: str, line: str) -> None:
    sections = "".join(f"<h4>{title}</h4><p>{line}</p>" for title, _ in CARDS)
    assert line in body_of(page(f"<main>{ARTICLE}<h3>{label}</h3>{sections}</main>"))


def test_what_a_page_embeds_is_said_in_one_line() -> None:
    first, rest = ARTICLE[: ARTICLE.index("<p>When")], ARTICLE[ARTICLE.index("<p>When") :]
    players = (
        "<iframe src='https://films.example/embed/7?start=2' title='The race in May'></iframe>"
        "<video><source src='/films/mill.mp4'></video><object data='a.swf'><embed src='b.swf'></object>"
        "<iframe src='https://count.example/' width=1 height=1></iframe>"
        "<div class=advertisement><iframe src='https://ads.example/'></iframe></div>"
    )
    said = [problem.message for problem in examine(page(f"{first}{players}{rest}")).problems]
    assert [message for message in said if "embedded" in message] == [
        "3 embedded pages or players are left out: The race in May, films/mill.mp4, a.swf"
    ]
    assert not any("embedded" in problem.message for problem in examine(page(ARTICLE)).problems)


def test_text_before_the_first_paragraph_of_an_old_page_is_text() -> None:
    loose = "Long before the war a race was dug here by the men of three villages, who were paid in flour for the work."
    paragraphs = "".join(f"<p>{text}" for text in TEXTS)
    bar = "<p><a href='i.html'>Home</a> · <a href='n.html'>Next</a></p>"
    assert body_of(page(f"{bar}<h2>The race of Ormby</h2><font size=2>{loose}{paragraphs}</font>")).startswith(loose)
