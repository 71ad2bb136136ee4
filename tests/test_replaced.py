"""No printed word of a head is lost when metadata replaces it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import examine, writing
from copydesk.conversion import ConvertOptions, load
from copydesk.metadata import KEYS, amend
from copydesk.replaced import keep_replaced
from copydesk.tree import (
    Article,
    Byline,
    Dateline,
    Deck,
    EditorsNote,
    Furniture,
    Head,
    Headline,
    Kicker,
    List,
    Person,
    PubDate,
    bare,
)
from copydesk.visit import plain
from tests import trees
from tests.trees import paragraph, words

RAIN = (paragraph("It rained."),)

RULES: list[tuple[Head, list[tuple[str, str]], str, str, int]] = [
    # head, metadata, the text then, what was set aside, how many problems
    (Head(bylines=(Byline("Swept Away By Flood", (Person("Swept Away"),)),)), [("author", "Jo Park")],
     "Swept Away By Flood\n\nIt rained.", "", 1),
    (Head(bylines=(Byline("By Ana Riuz", (Person("Ana Riuz"),)),)), [("author", "Ana Ruiz")],
     "It rained.", "By Ana Riuz", 1),
    (Head(bylines=(Byline("BY ANA RUIZ, LIMA", (Person("ANA RUIZ", place="Lima"),)),)), [("author", "Ana Ruiz")],
     "It rained.", "", 0),
    (Head(bylines=(Byline("By Ana Ruiz"), Byline("Roof Of Barn"))), [("author", "")],
     "By Ana Ruiz\n\nRoof Of Barn\n\nIt rained.", "", 2),
    (Head(headline=Headline(words("RAIN AT LAST"))), [("title", "Rain at last")], "It rained.", "", 0),
    (Head(headline=Headline(words("Rain at lsat"))), [("title", "Rain at last")], "It rained.", "Rain at lsat", 1),
    (Head(headline=Headline(words("THE DAILY"))), [("title", "Rain at last")], "THE DAILY\n\nIt rained.", "", 1),
    (Head(kicker=Kicker(words("SPORT")), deck=Deck(words("A dry year"))), [("deck", "New"), ("kicker", "News")],
     "SPORT\n\nA dry year\n\nIt rained.", "", 2),
    (Head(editors_note=EditorsNote(words("Names were changed."))), [("editors-note", "")],
     "Names were changed.\n\nIt rained.", "", 1),
    (Head(dateline=Dateline("LIMA —")), [("dateline", "CUSCO —")], "LIMA — It rained.", "", 1),
    (Head(dates=(PubDate("14 May", iso=None),)), [("date", "2025-05-15")], "It rained.", "14 May", 1),
    (Head(dates=(PubDate("15 May 2025", iso="2025-05-15"),)), [("date", "2025-05-15")], "It rained.", "", 0),
    (Head(), [("title", "Rain"), ("author", "Jo Park"), ("lang", "de"), ("publisher", "A")], "It rained.", "", 0),
]  # fmt: skip


@pytest.mark.parametrize(("head", "pairs", "text", "aside", "problems"), RULES, ids=[str(row[1]) for row in RULES])
def test_what_becomes_of_replaced_words(
    head: Head, pairs: list[tuple[str, str]], text: str, aside: str, problems: int
) -> None:
    before = Article(head=head, body=RAIN)
    kept = keep_replaced(before, amend(before, pairs))
    assert plain(kept.article.body) == text
    assert " ".join(node.text for node in kept.article.furniture) == aside
    assert [problem.kind for problem in kept.problems] == ["replaced"] * problems


def test_a_printed_byline_and_date_that_say_the_same_stay_as_they_stood() -> None:
    byline = Byline("BY ANA RUIZ AND JO PARK, LIMA", (Person("ANA RUIZ", place="Lima"), Person("JO PARK")))
    date = PubDate("15 May 2025", iso="2025-05-15")
    before = Article(head=Head(bylines=(byline,), dates=(date,)))
    after = amend(before, [("author", "Jo Park"), ("author", "Ana Ruiz"), ("date", "2025-05-15")])
    persons = (Person("Ana Ruiz", place="Lima"), Person("Jo Park"))
    assert after.head == Head(bylines=(Byline("BY Ana Ruiz AND Jo Park, LIMA", persons),), dates=(date,))


VALUES = st.sampled_from(["", "2025-08-14", "Rain at last", "Ana Ruiz", "What the Aurora carried", "de"])


@settings(max_examples=40, deadline=None)
@given(trees.articles(), st.lists(st.tuples(st.sampled_from(sorted(KEYS)), VALUES), max_size=4))
def test_no_word_is_lost_whatever_is_replaced(article: Article, pairs: list[tuple[str, str]]) -> None:
    pairs = [(key, value) for key, value in pairs if key not in ("date", "lang", "url")]
    kept = keep_replaced(article, amend(article, pairs)).article
    there = " ".join((plain(kept), *(value for _, value in pairs))).casefold()
    missing = [word for word in re.findall(r"\w+", plain(article).casefold()) if word not in there]
    assert missing == []


MISREAD = b"""\
{"type": "article", "head": {"type": "head", "bylines": [{"type": "byline", "text": "Swept Away By Flood",
 "origin": {"spans": [[0, 19]]}}]}, "body": [{"type": "paragraph", "inlines": [{"type": "text", "text": "It rained."}],
 "origin": {"spans": [[21, 31]]}}]}
"""


@pytest.mark.parametrize("to", ["markdown", "html", "json", "plain"])
def test_a_misread_byline_stays_in_every_format(to: str) -> None:
    reading = load(MISREAD, ConvertOptions(from_="json", metadata=(("author", "Jo Park"),)))
    assert b"Swept Away By Flood" in writing.write(reading.article, to).data
    assert [problem.kind for problem in reading.problems] == ["replaced"]
    assert "Swept Away By Flood" in reading.problems[0].message


def test_what_a_text_prints_stays_accounted_for() -> None:
    raw = b"The Bridge\n\nBy Ana Ruiz\n\nIt rained in the valley on Thursday, and nobody in the town had expected it.\n"
    reading = load(raw, ConvertOptions(metadata=(("author", "Ana Riuz"), ("title", "Weir"))))
    spans = sorted(
        (span.start, span.end)
        for node in (*reading.article.head.bylines, *reading.article.body, *reading.article.furniture)
        for span in (node.origin.spans if node.origin else ())
    )
    assert "".join(raw.decode()[start:end] for start, end in spans).replace(" ", "") == "".join(raw.decode().split())
    assert Furniture("By Ana Ruiz", "replaced") in bare(reading.article).furniture


def test_words_go_before_a_list_without_markers() -> None:
    article = examine(
        "The Mill\n\nIt stood by the river for years, and it was loved by all who saw it there at dusk.\n\n"
        "Good morning — Bom dia\nGood night — Boa noite\nHow are you? — Como está?\nThank you — Obrigado\n"
    ).article
    words_of_list = article.body[-1]
    assert isinstance(words_of_list, List)
    assert words_of_list.origin is not None
    assert words_of_list.origin.spans == ()  # the words belong to its items
    kept = keep_replaced(article, amend(article, [("title", "Pond")])).article
    assert plain(kept.body[0]) == "The Mill"
    assert kept.body[1:] == article.body
