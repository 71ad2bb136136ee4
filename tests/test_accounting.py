"""Nothing is lost: each character of a raw text that is not blank stands in the spans of just one node, and each node
says what stands in its spans, word by word."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec import structs

import copydesk
from copydesk import convert
from copydesk.problems import Problem
from copydesk.reading import examine
from copydesk.reading._source import ReadOptions
from copydesk.reading.conventions import NO_CONVENTIONS, Conventions
from copydesk.reading.text import draft_of
from copydesk.reading.text.accounting import (
    Discrepancy,
    _agree,
    _line,
    _message,
    _says_its_text,
    _uncounted,
    discrepancies,
    letters,
    lost,
    owners,
)
from copydesk.reading.text.accounting.own_words import Choice, label
from copydesk.reading.text.characters import clean
from copydesk.reading.text.characters.decode import decode
from copydesk.tree import Article, Head, Located, Node, Origin, Paragraph, Span, Table, Text
from copydesk.visit import plain
from tests.test_reading import small_cases
from tests.tools import ROOT

COMMON = (
    "the", "of", "and", "rain", "town", "said:", "By", "Ana", "Ruiz", "and", "Jo", "Park", "|",
    "3", "May", "2024", "2024-05-03", "LIMA", "(AP)", "—", "Page", "2", "of", "7",
)  # fmt: skip

WORDS = st.sampled_from(
    [
        *COMMON,
        "-",
        "3",
        "-",
        "improve-",
        "ment",
        "self-",
        "•",
        "*",
        "**",
        "*so*",
        "_so_",
        "[1]",
        "[^2]",
        "¹",
        ">",
        ">>",
        "https://a.example",
        "www.b.example",
        "c@d.example",
        "+44",
        "20",
        "7946",
        "0018",
        "###",
        "-30-",
        "*",
        "*",
        "*",
        "---",
        "===",
        "(see",
        "[there](#))",
        "1.",
        "a)",
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "…",
        "!",
        "?",
        ";",
        ":",
        ",",
        ".",
        "ﬁ",
        "\xad",
        "soft\xad",
        "Â©",
        "â€œ",
        "é",
        "ش",
        "م",
        "漢",
        "字",
        "\x00",
        "\x07",
        "\ufeff",
        "\ufffe",
        "\u200b",
        "\u202e",
        "|",
        "\t",
        "Notes",
        "See",
        "also",
        "Contact:",
        "©",
        "Editor's",
        "note:",
        "wrote:",
        "Tel:",
        "CHAPTER",
        "ONE",
        "Share",
        "|",
        "Print",
        "4",
        "min",
        "read",
    ]  # a list of so many nodes would hide their contents
)
SPACES = st.sampled_from(
    [" ", " ", " ", " ", "\n", "\n", "\n\n", "\n    ", "\n\n\n", "\f", "\r\n", "\t", "  ", "\u2028", "\u00a0"]
)
ARTICLES = st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=120).map(
    lambda parts: "".join(word + space for word, space in parts)
)


def covered(article: copydesk.Article) -> list[tuple[int, int]]:
    """The spans of all nodes, sorted."""
    return sorted(
        (span.start, span.end)
        for node in copydesk.walk(article)
        if isinstance(node, Located) and node.origin
        for span in node.origin.spans
    )


def read(raw: str, house: Conventions = NO_CONVENTIONS) -> copydesk.Article:
    """The article of a raw text, None if it contains none."""
    try:
        return copydesk.read(raw, conventions=house)
    except copydesk.InputError as error:
        assume(not error.message.startswith("it holds no"))  # nothing but furniture, or nothing
        raise


def check(raw: str, house: Conventions = NO_CONVENTIONS) -> None:
    article = read(raw, house)
    text = raw.removeprefix("\ufeff")
    position = 0
    for start, end in covered(article):
        assert start >= position, f"{text[start:end]!r} is in two nodes"
        assert not text[position:start].strip(), f"{text[position:start]!r} is in no node"
        position = end
    assert not text[position:].strip(), f"{text[position:]!r} is in no node"
    cleaned = draft_of(text, ReadOptions(conventions=house), until="setting").clean
    assert not list(discrepancies(article, cleaned))


@given(ARTICLES | st.text(min_size=1))
@example("a\x00\n\x00\nb")
@example("It rained.\n> =====\n> | It rained.\n> It rained. |\n> 2\n")
@example("Title\n\nBy Ana Ruiz | 3 May 2024\n\nLIMA (AP) — It rained.\n")
@example("![The winter](pictures/pier.jpg)")
@example("(See also: [Why it rains](#))Farmers do not know. See [it](https://a.example/1).And [this](b).")
def test_every_character_is_in_one_node(raw: str) -> None:
    check(raw)


HOUSE = copydesk.Publication(
    name="Weir",
    date_order="month_first",
    running_heads=("*the*",),
    kickers=("rain*",),
    byline=copydesk.BylineConvention(forms=("By {name}", "{name} in {place}"), stands="either"),
    footer=copydesk.FooterConvention(contact=("Contact:*", "of*"), rights=("©*",), set_aside=("Share*", "*|*")),
)


@given(ARTICLES)
def test_no_habit_loses_a_character(raw: str) -> None:
    check(raw, HOUSE)


def texts_at_hand() -> Iterator[Any]:
    """The samples and the small cases of the reader."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        yield pytest.param(decode(path.read_bytes()).text, id=path.stem)
    for name, raw, _ in small_cases():
        yield pytest.param(raw, id=name)


KNOWN_FAULTS: dict[str, str] = {}
"""Texts at hand that are known to fail, with the reasons: ``"lists: letters in brackets": "(d) is printed as 4"``."""


@pytest.mark.parametrize("raw", list(texts_at_hand()))
def test_every_word_of_a_text_at_hand_is_in_its_node(raw: str, request: pytest.FixtureRequest) -> None:
    if reason := KNOWN_FAULTS.get(request.node.callspec.id):
        request.applymarker(pytest.mark.xfail(reason=reason, raises=AssertionError))
    check(raw)


@pytest.mark.parametrize("channel", ["clip", "paged", "mail", "indent"])
def test_every_word_of_a_damaged_article_is_in_its_node(channel: str) -> None:
    damage = runpy.run_path(str(ROOT / "bench" / "damage.py"))
    sources = sorted((ROOT / "bench" / "articles").glob("*.txt"))
    for source in sources[sum(map(ord, channel)) % 3 :: 3]:
        check(damage["make"](damage["load"](source), channel)[0])


@pytest.mark.parametrize("link", ["[the log](https://a.example/21)", "[the log](#top)", "the log"])
def test_a_cell_of_several_lines_may_hold_a_link(link: str) -> None:
    text = f"Some words\n\nSite  Remarks  Depth\nsee {link} more\nNorth  owned  24\nSouth  let  30\n"
    reading = examine(text)
    assert any(isinstance(node, Table) for node in reading.article.body)
    assert not [problem for problem in reading.problems if problem.kind == "lost"]


def test_a_line_of_which_a_table_holds_a_part_is_counted_once() -> None:
    check(
        "της προκυμαίας, ύστερα της πλατείας, ύστερα \nανεβαίνει στο Κάστρο. «Τώρα κοιτάξτε πάνω», λέει.\n\n"
        "Διαβάστε επίσης: δρόμος\nBy Ruiz | 1 May 2024\n«Έρχονται βλέπουν».\nBy Ruiz 2 May 2024\nΗ φώτα.\nΦωτ.:"
    )


# ------------------------------------------------------------------------------------------ what it finds

ARTICLE = """\
RIVERS

The river remembers every field

A valley was flooded three times in one winter, and nobody knows what will keep it dry

By Ana Ruiz | 3 May 2024

LIMA (AP) — The valley was flooded three times in one winter, and each time the water came a little higher than it had
before. "The river remembers every field we took from it," says Orla Finnemore, who farms the last holding.[1]

“The river remembers every field we took from it”

The county has heard it all before and voted for *concrete* anyway, as [its record](https://record.example/7) tells.
What it wants to build, and where, stands in a list that few have read to its end:

(d) a wall at the upper weir
(e) another at the mill

Nobody asked the farmers, who lost two barns and forty ewes in January and have not slept well since. They have a song
of their own, and they sing it whenever it begins to rain:

    Water, go down to the sea,
    leave the lower field to me.

Photo: Jo Park

Contact: Ana Ruiz, ana@ledger.example, +44 20 7946 0018

[1] The holding was sold in March.

Page 2 of 7
"""


def with_(node: Any, old: Node, new: Node | None) -> Any:
    """The same node or tuple with one of its nodes, compared by identity, replaced by another or left out."""
    if node is old:
        return new
    if isinstance(node, tuple) and not isinstance(node, copydesk.tree.Span):
        changed = tuple(with_(child, old, new) for child in node)
        return tuple(child for child, before in zip(changed, node, strict=True) if child is not None or before is None)
    if isinstance(node, Node):
        fields = {name: getattr(node, name) for name in node.__struct_fields__ if name != "origin"}
        changed_fields = {name: with_(value, old, new) for name, value in fields.items()}
        return structs.replace(node, **{n: v for n, v in changed_fields.items() if v is not fields[n]})
    return node


def reworded(change: Callable[[list[str]], list[str]]) -> Callable[[Article], Iterator[Article]]:
    """Changes the words of one text after another."""

    def mutants(article: Article) -> Iterator[Article]:
        for node in copydesk.walk(article):
            if isinstance(
                node, (copydesk.Text, copydesk.Byline, copydesk.PubDate, copydesk.Dateline, copydesk.Furniture)
            ):
                words = node.text.split(" ")
                if (changed := change(list(words))) != words and words[0].isalnum() and words[-1][-1:].isalnum():
                    yield with_(article, node, structs.replace(node, text=" ".join(changed)))

    return mutants


def swapped(words: list[str]) -> list[str]:
    return [words[-1], *words[1:-1], words[0]] if len(words) > 1 else words


def nodes_left_out(article: Article) -> Iterator[Article]:
    for node in copydesk.walk((article.body, article.foot, article.notes, article.furniture)):
        if isinstance(node, Located):
            yield with_(article, node, None)


def nodes_repeated(article: Article) -> Iterator[Article]:
    for index, node in enumerate(article.body):
        yield structs.replace(article, body=(*article.body[:index], node, *article.body[index:]))


def labels_changed(article: Article) -> Iterator[Article]:
    for node in copydesk.walk(article.body):
        if isinstance(node, copydesk.List):
            yield with_(article, node, structs.replace(node, numbering="decimal"))
            yield with_(article, node, structs.replace(node, start=node.start + 1))


def marks_changed(article: Article) -> Iterator[Article]:
    for node in copydesk.walk(article):
        if isinstance(node, (copydesk.NoteRef, copydesk.Note)):
            yield with_(article, node, structs.replace(node, mark="2"))


def targets_changed(article: Article) -> Iterator[Article]:
    for node in copydesk.walk(article.body):
        if isinstance(node, copydesk.Link):
            yield with_(article, node, structs.replace(node, target="https://record.example/8"))


def blocks_for_breaks(article: Article) -> Iterator[Article]:
    for node in article.body:
        yield with_(article, node, copydesk.Break(origin=node.origin))


MUTANTS: dict[str, Callable[[Article], Iterator[Article]]] = {
    "the first word left out": reworded(lambda words: words[1:]),
    "the last word left out": reworded(lambda words: words[:-1]),
    "a word repeated": reworded(lambda words: [words[0], *words]),
    "a word invented": reworded(lambda words: [*words, "more"]),
    "words swapped": reworded(swapped),
    "words joined": reworded(lambda words: ["".join(words)] if all(map(str.isalpha, words)) else words),
    "a word broken": reworded(lambda words: [words[0][:1], words[0][1:], *words[1:]] if len(words[0]) > 1 else words),
    "a node left out": nodes_left_out,
    "a node repeated": nodes_repeated,
    "a list labelled otherwise": labels_changed,
    "a note marked otherwise": marks_changed,
    "a link leading elsewhere": targets_changed,
    "a break for words": blocks_for_breaks,
}


@pytest.mark.parametrize("change", MUTANTS.values(), ids=list(MUTANTS))
def test_a_fault_in_the_tree_is_found(change: Callable[[Article], Iterator[Article]]) -> None:
    article = copydesk.read(ARTICLE)
    assert not list(discrepancies(article, clean(ARTICLE)))
    mutants = list(change(article))
    assert mutants
    for mutant in mutants:
        assert mutant != article
        assert list(discrepancies(mutant, clean(ARTICLE)))


def test_the_article_with_faults_has_something_of_everything() -> None:
    article = copydesk.read(ARTICLE)
    kinds = {type(node) for node in copydesk.walk(article)}
    assert kinds >= {
        *(copydesk.Kicker, copydesk.Headline, copydesk.Deck, copydesk.Byline, copydesk.PubDate, copydesk.Dateline),
        *(copydesk.PullQuote, copydesk.List, copydesk.Figure, copydesk.Contact),
        *(copydesk.Note, copydesk.NoteRef, copydesk.Link, copydesk.Emphasis, copydesk.Furniture),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (lambda text: text.replace("valley", ""), "lost", "'valley' of the text reached no part of the article"),
        (
            lambda text: text.replace("nobody knows", "nobody knows all"),
            "lost",
            "'all' of the article does not stand so",
        ),
        (lambda text: text.replace("a little higher", "higher a little"), "lost", "in another order in the article"),
    ],
)
def test_a_reader_that_loses_words_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[[str], str], kind: str, words: str
) -> None:
    from copydesk.reading.text import inlines

    parse = inlines.parse
    assembling = sys.modules["copydesk.reading.text.assembly.builder"]
    monkeypatch.setattr(assembling, "parse", lambda text, *rest, **more: parse(fault(text), *rest, **more))
    problems = [problem for problem in examine(ARTICLE).problems if problem.kind == kind]
    assert [problem.line for problem in problems] in ([5], [5, 9], [9])
    assert words in problems[0].message
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(copydesk.StrictError, match="fault of copydesk"):
        convert(source, tmp_path / "a.md", strict=True)
    assert any(problem.kind == "lost" for problem in convert(source, tmp_path / "a.md").problems)


def test_labels() -> None:
    cases = [("decimal", 12), ("lower_alpha", 4), ("upper_alpha", 28), ("lower_roman", 4), ("upper_roman", 1994)]
    assert [label(*one) for one in cases] == ["12", "d", "AB", "iv", "MCMXCIV"]


@pytest.mark.parametrize(
    ("text", "position", "line"), [("a\n\nb", 0, 1), ("a\n\nb", 1, 3), ("a\n \n b", 2, 3), ("a\n", 2, 2), ("", 0, 1)]
)
def test_the_line_on_which_something_stands(text: str, position: int, line: int) -> None:
    assert _line(text, position) == line


@pytest.mark.parametrize(
    ("text", "letters_of"),
    [("a|b c", "abc"), ("a*b #c", "abc"), ("3 % é; x, y.", "3%é;xy"), ("", ""), ("a\u00a0b", "ab")],
)
def test_the_letters_of_a_text(text: str, letters_of: str) -> None:
    assert letters(text) == letters_of


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        ([(0, 2), (3, 5), (6, 8)], []),
        ([(0, 3), (3, 8)], []),
        ([(0, 2)], [Discrepancy(None, 2, "\ncd ef", "")]),
        ([(3, 5)], [Discrepancy(None, 1, "ab\n", ""), Discrepancy(None, 2, " ef", "")]),
        ([(0, 8), (3, 5)], [Discrepancy(None, 2, "cd", "cd cd")]),
        ([(0, 4), (3, 8)], [Discrepancy(None, 2, "c", "c c")]),
        ([(0, 8), (2, 3)], []),
        ([], [Discrepancy(None, 1, "ab\ncd ef", "")]),
    ],
)
def test_letters_in_no_span_or_in_several(covered: list[tuple[int, int]], expected: list[Discrepancy]) -> None:
    assert list(_uncounted("ab\ncd ef", covered)) == expected


def test_marks_in_no_span_are_not_counted() -> None:
    assert list(_uncounted("ab -- cd", [(0, 2), (6, 8)])) == []


LACKS, ADDS = "of the text reached no part of the article", "of the article does not stand so in the text"
FAULT = "This is a fault of copydesk: please report it with the text"


@pytest.mark.parametrize(
    ("stands", "says", "message"),
    [
        ("one two", "one", "'two' of the text reached no part of the article"),
        ("one", "one two", "'two' of the article does not stand so in the text"),
        ("one two", "two one", "words of the text stand in another order in the article: 'one two'"),
        ("one one", "one", "'one' of the text reached no part of the article"),
        ("one", "two", f"'one' {LACKS}; 'two' {ADDS}"),
        ("sail maker net", "sailmaker", f"'net' {LACKS}; 'sailmaker' {ADDS}"),
        (" ".join("abcdefghijkl"), "", "'a b c d e f g h i j k l' of the text reached no part of the article"),
        (" ".join("abcdefghijklm"), "", "'a b c d e f g h i j k l …' of the text reached no part of the article"),
    ],
)
def test_the_message_about_lost_words(stands: str, says: str, message: str) -> None:
    assert _message(Discrepancy(None, 1, stands, says)) == f"{message}. {FAULT}"


def test_only_a_table_may_have_its_letters_in_another_order() -> None:
    paragraph, table = Paragraph((Text("x"),)), Table(((((Text("x"),),)),))
    assert not _says_its_text(paragraph, ["cd ab"], "ab cd", [(0, 5)])
    assert _says_its_text(table, ["cd ab"], "ab cd", [(0, 5)])
    assert not _says_its_text(table, ["cd ac"], "ab cd", [(0, 5)])
    assert _says_its_text(paragraph, [], "-- --", [(0, 5)])
    assert not _says_its_text(paragraph, [], "ab cd", [(0, 5)])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["ab ", "cd"], True),
        ([Choice(("ab", "x")), " cd"], True),
        ([Choice(("x", "ab")), " cd"], True),
        ([Choice(("x", "y")), " cd"], False),
        (["abcd"], False),
        (["a b cd"], False),
        (["ab *cd*"], True),
    ],
)
def test_the_words_of_a_node_and_those_of_its_spans(parts: list[str | Choice], *, expected: bool) -> None:
    assert _agree(parts, "ab cd", [(0, 5)]) == expected


def of_paragraphs(*words: str) -> Article:
    """An article of paragraphs, each with two characters of the text."""
    body = (
        Paragraph((Text(each),), origin=Origin((Span(3 * index, 3 * index + 2),))) for index, each in enumerate(words)
    )
    return Article(lang="en", head=Head(), body=tuple(body))


def test_each_node_that_lacks_words_is_a_problem_up_to_twenty() -> None:
    assert lost(of_paragraphs("ab", "cd"), clean("ab\ncd")) == []
    assert lost(of_paragraphs("ab", "xx"), clean("ab\ncd")) == [
        Problem("lost", 2, _message(Discrepancy(None, 2, "cd", "xx")))
    ]
    text = "\n".join(["ab"] * 21)
    assert len(lost(of_paragraphs(*["xx"] * 20), clean(text[:-3]))) == 20
    assert len(lost(of_paragraphs(*["xx"] * 21), clean(text))) == 20


def test_the_nodes_that_have_an_origin_come_in_the_order_of_the_article() -> None:
    raw = "Rain\n\nBy Ana Ruiz\n\n3 May 2024\n\nIt fell.\n\n> It fell on.\n\n* oars\n* nets\n\nIt stopped.\n"
    article = examine(raw).article
    assert [type(node).__name__ for node in owners(article)] == [
        "Headline", "Byline", "PubDate", "Paragraph", "BlockQuote", "Paragraph", "List", "Paragraph", "Paragraph",
        "Paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines", ['  if x {\n    " "\n}', "  return x;\n  “ %; {»\n    }#« }\n  #\n]: —", '    it "\n  <\\\n) |`*', "«»"]
)
def test_signs_that_are_no_ornaments_are_kept(lines: str) -> None:
    text = f"The weir\n\nThe herons stay until May, and nobody knows why they leave.\n{lines}\n"
    reading = examine(text)
    assert not [problem for problem in reading.problems if problem.kind == "lost"]
    shown = plain((reading.article.head, reading.article.body)) + "".join(one.text for one in reading.article.furniture)
    assert all(shown.count(sign) >= lines.count(sign) for sign in '{}"«»()')


@pytest.mark.parametrize("marks", ["‐\n)", "*\n}\n*", "- ; -", "(", "— ] —"])
def test_no_bracket_among_ornaments_is_lost(marks: str) -> None:
    reading = examine(f"The mill stood by the weir, and nobody asked.\n\n{marks}\n\nThen somebody did.\n")
    assert [problem for problem in reading.problems if problem.kind == "lost"] == []
    article = reading.article
    said = plain((article.head, article.body)) + "".join(part.text for part in article.furniture)
    assert set(marks) & set("();}]") <= set(said)
