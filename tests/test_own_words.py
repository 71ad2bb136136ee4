"""The words of each node of the tree, as the accounting of words compares them with the raw text."""

from __future__ import annotations

import pytest

from copydesk import tree
from copydesk.reading.text.accounting import Discrepancy, _line, _message, discrepancies, letters, owners
from copydesk.reading.text.accounting.own_words import LOST_TARGET, Choice, label, own_words
from copydesk.reading.text.characters import clean
from copydesk.tree import Article, Head, Located, Origin, Span, Text

RAIN, MILL = (Text("rain"),), (Text("mill"),)
PARAGRAPH = tree.Paragraph(RAIN)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (PARAGRAPH, ["rain"]),
        (tree.Paragraph((Text("a"), tree.Code("b"), tree.LineBreak(), tree.Emphasis(RAIN))), ["a", "b", "\n", "rain"]),
        (tree.Paragraph((tree.NoteRef("n", "12"),)), [("12", "¹²")]),
        (
            tree.Paragraph((tree.Link(RAIN, "https://a.example"),)),
            [("", "mailto"), "rain", ("", " https://a.example", " //a.example", " //a.example")],
        ),
        (
            tree.Paragraph((tree.Link(RAIN, "mailto:a@b.example"),)),
            [("", "mailto"), "rain", ("", " mailto:a@b.example", " mailto:a@b.example", " a@b.example")],
        ),
        (tree.Paragraph((tree.Link(RAIN, None),)), [("", "mailto"), "rain", ("",)]),
        (tree.Byline("By Ana"), ["By Ana"]),
        (tree.Dateline("LIMA —"), ["LIMA —"]),
        (tree.PubDate("3 May"), ["3 May"]),
        (tree.Preformatted("a  b"), ["a  b"]),
        (tree.Furniture("Share", "web_debris"), ["Share"]),
        (tree.BlockQuote((PARAGRAPH,), MILL), ["\n", "mill"]),
        (tree.PullQuote(RAIN, MILL), ["rain", "\n", "mill"]),
        (tree.Speech(MILL, (PARAGRAPH,)), ["mill", "\n"]),
        (tree.Figure(RAIN, MILL, "a.png", "a lock"), ["a lock\na.png\n", "rain", "\n", "mill"]),
        (tree.Figure(RAIN), ["\n\n", "rain", "\n"]),
        (tree.Table(((RAIN, MILL),), (MILL,)), ["mill", "\n", "rain", "\n", "mill", "\n"]),
        (tree.Verse((RAIN, MILL)), ["rain", "\n", "mill", "\n"]),
        (tree.List(((PARAGRAPH,), (PARAGRAPH,))), []),
        (tree.List(((PARAGRAPH,), (PARAGRAPH,)), ordered=True, start=4), ["4\n", "5\n"]),
        (tree.List(((PARAGRAPH,),), ordered=True, start=4, numbering="upper_roman"), ["IV\n"]),
        (tree.Note("n", "3", (PARAGRAPH,)), [("3", "³")]),
        (tree.Break(), []),
    ],
)
def test_the_words_of_a_node(node: Located, words: list[str | tuple[str, ...]]) -> None:
    assert [tuple(part) if isinstance(part, Choice) else part for part in own_words(node)] == words


def test_a_lost_target_is_known_by_itself() -> None:
    assert list(own_words(tree.Paragraph((tree.Link(RAIN, None),))))[-1] is LOST_TARGET


@pytest.mark.parametrize(
    ("numbering", "number", "expected"),
    [
        ("decimal", 0, "0"),
        ("lower_alpha", 0, "0"),
        ("lower_alpha", 1, "a"),
        ("lower_alpha", 26, "z"),
        ("lower_alpha", 27, "aa"),
        ("lower_alpha", 52, "az"),
        ("lower_alpha", 703, "aaa"),
        ("upper_alpha", 2, "B"),
        ("lower_roman", 1, "i"),
        ("lower_roman", 3, "iii"),
        ("lower_roman", 49, "xlix"),
        ("upper_roman", 944, "CMXLIV"),
        ("lower_roman", 1688, "mdclxxxviii"),
        ("lower_roman", -1, "-1"),
    ],
)
def test_the_label_of_an_item(numbering: str, number: int, expected: str) -> None:
    assert label(numbering, number) == expected


@pytest.mark.parametrize(
    ("position", "line"), [(0, 1), (3, 1), (4, 3), (5, 3), (6, 3), (9, 3), (10, 5), (11, 5), (14, 5), (15, 5), (16, 5)]
)
def test_the_line_of_a_position(position: int, line: int) -> None:
    assert _line("rain\n\nmill\n\nweir\n", position) == line


def test_letters() -> None:
    assert letters("It’s “4” %, a|b – €5 & c@d…") == "It’s“4”%ab€5&c@d…"


def at(node: Located, *spans: tuple[int, int]) -> Located:
    origin = Origin(tuple(Span(start, end) for start, end in spans), "so", 1.0, ())
    return tree.Paragraph(node.inlines, origin=origin) if isinstance(node, tree.Paragraph) else node


def found(text: str, *nodes: Located) -> list[tuple[int, str, str]]:
    article = Article(lang="en", head=Head(), body=nodes)  # type: ignore[arg-type]
    return [(each.line, each.stands, each.says) for each in discrepancies(article, clean(text))]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("rain\nmill", [("rain", (0, 4)), ("mill", (5, 9))], []),
        ("rain\nmill", [("rain", (0, 4))], [(2, "\nmill", "")]),
        ("rain\nmill", [("mill", (5, 9))], [(1, "rain\n", "")]),
        ("rain\nmill", [("rain", (0, 4)), ("rain mill", (0, 4), (5, 9))], [(1, "rain", "rain rain")]),
        ("rain\nmill", [("rain mill", (0, 9)), ("ill", (6, 9))], [(2, "ill", "ill ill")]),
        ("rain\nmill", [("rain", (0, 4)), ("weir", (5, 9))], [(2, "mill", "weir")]),
        ("rain\nmill", [("rain mill", (0, 4), (5, 9))], []),
        ("rain\nmill", [("mill rain", (0, 4), (5, 9))], [(1, "rain mill", "mill rain")]),
        ("rain\nmill", [("rainmill", (0, 4), (5, 9))], []),
        ("rain mill", [("rainmill", (0, 9))], [(1, "rain mill", "rainmill")]),
        ("rain\n*", [("rain", (0, 4))], []),
    ],
)
def test_words_that_do_not_stand_in_the_text(
    text: str, parts: list[tuple[str, *tuple[tuple[int, int], ...]]], expected: list[tuple[int, str, str]]
) -> None:
    assert found(text, *(at(tree.Paragraph((Text(words),)), *spans) for words, *spans in parts)) == expected


@pytest.mark.parametrize(
    ("stands", "says", "message"),
    [
        ("rain mill", "rain", "'mill' of the text reached no part of the article."),
        ("rain", "rain mill", "'mill' of the article does not stand so in the text."),
        ("rain mill", "mill weir", "'rain' of the text reached no part of the article; 'weir' of the article does"),
        ("rain mill", "mill rain", "words of the text stand in another order in the article: 'rain mill'."),
        ("a b c d e f g h i j k l", "", "'a b c d e f g h i j k l' of the text"),
        ("a b c d e f g h i j k l m", "", "'a b c d e f g h i j k l …' of the text"),
        ("rain fall mill", "rainfall", "'mill' of the text"),
        ("rain fall", "rainfall", "'rain fall' of the text"),
        ("rain rain", "rain", "'rain' of the text"),
    ],
)
def test_the_message_of_a_difference(stands: str, says: str, message: str) -> None:
    assert _message(Discrepancy(None, 1, stands, says)).startswith(message)


def test_the_nodes_that_own_words() -> None:
    inner = [tree.Paragraph((Text(word),)) for word in "abcdefgh"]
    head = Head(
        kicker=tree.Kicker(RAIN),
        headline=tree.Headline(RAIN),
        deck=tree.Deck(RAIN),
        bylines=(tree.Byline("By Ana"),),
        dates=(tree.PubDate("3 May"),),
        dateline=tree.Dateline("LIMA —"),
    )
    quote, speech = tree.BlockQuote((inner[0],)), tree.Speech(MILL, (inner[1],))
    items = tree.List(((inner[2],), (inner[3], tree.List(((inner[4],),)))))
    note, furniture = tree.Note("n", "1", (inner[5],)), tree.Furniture("Share", "web_debris")
    article = Article(lang="en", head=head, body=(quote, speech, items), notes=(note,), furniture=(furniture,))
    nested = items.items[1][1]
    assert list(owners(article)) == [
        *(head.kicker, head.headline, head.deck, *head.bylines, *head.dates, head.dateline),
        *(quote, inner[0], speech, inner[1], items, inner[2], inner[3], nested, inner[4], note, inner[5], furniture),
    ]
