"""No word of Markdown is lost: each is in the article or in a problem that tells it, whatever pandoc makes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.reading.pandoc_document import read_markdown
from copydesk.tree import Figure, Link, Paragraph, Section, Table, Text
from copydesk.visit import plain, walk
from tests.trees import paragraph, words

KEPT: list[tuple[str, tuple[Section, ...], tuple[str, ...]]] = [
    (
        "|a|b|\n|-|-|\n|1|2|3|\n|4|",
        (
            Table(
                rows=((words("1"), words("2"), words("3")), (words("4"), (), ())),
                header=(words("a"), words("b"), ()),
            ),
        ),
        (),
    ),
    ("> a|b\n> -|-\n> 1|2|3|4", (), ()),
    ("```\n|a|b|\n|-|-|\n|1|2|3|\n```", (), ()),
    ("Dear <name>, use <title> or <xmp>.", (paragraph("Dear <name>, use <title> or <xmp>."),), ()),
    ("<title>Rain</title> fell", (), ()),
    ("so</name> on", (paragraph("so</name> on"),), ()),
    ("so</b> on", (paragraph("so on"),), ("unsupported",)),
    (
        '[here](https://e.org/ "Rain fell")',
        (paragraph(Link(words("here"), "https://e.org/")),),
        ("unsupported",),
    ),
    (
        '<a href="https://e.org/" title="Rain">here</a>',
        (paragraph(Link(words("here"), "https://e.org/")),),
        ("unsupported",),
    ),
    ("[![moon](m.jpg)](https://e.org/)", (Figure(source="m.jpg", alt="moon"),), ("unsupported",)),
    (
        '[![moon](m.jpg "The moon")](https://e.org/)',
        (Figure(caption=(Link(words("The moon"), "https://e.org/"),), source="m.jpg", alt="moon"),),
        (),
    ),
    ("a\n\n[unused]: https://e.org/", (paragraph("a"),), ("lost",)),
    ("a\n\n[Note]: yes", (paragraph("a"),), ("lost",)),
    (
        "[a]\n\n[a]: https://e.org/one\n[a]: https://e.org/two",
        (paragraph(Link(words("a"), "https://e.org/one")),),
        ("lost",),
    ),
    ("```\n[unused]: https://e.org/\n```", (), ()),
    ("a <!-- check this --> b", (paragraph("a b"),), ("lost",)),
    ("a\n\n<!-- never\n\nclosed", (), ()),
    ("<script>rain()</script>\n\na", (paragraph("a"),), ("unsupported",)),
    ("a <?php rain ?> b", (paragraph("a b"),), ("unsupported",)),
    ('<abbr title="Rain fell">RF</abbr>', (paragraph("RF"),), ("unsupported",)),
    ("<div\nsome words\n\na", (), ()),
    ("```python title=rain\nx\n```", (), ("lost",)),
    ("im*por*tant **B**old snake_case H~2~O", (), ()),
    ("caf&eacute; &amp; `&eacute;` a\\*b", (), ()),
    ("- [ ] to do\n- [x] done", (), ()),
    ("*[HTML]: Hyper Text", (), ()),
    ("$x^2$ \\foo{bar} \\[y\\]", (), ()),
    ("| a |\n|---|\n| ![moon](m.jpg) |", (Table(rows=((words("moon"),),), header=(words("a"),)),), ("unsupported",)),
    ("漢字*漢\n字*です", (), ()),
]
"""A Markdown text, its blocks (none where only the words count), and the kinds of the problems."""


@pytest.mark.parametrize(("text", "body", "kinds"), KEPT, ids=[repr(row[0]) for row in KEPT])
def test_what_is_kept_and_what_is_told(text: str, body: tuple[Section, ...], kinds: tuple[str, ...]) -> None:
    article, problems = read_markdown(text)
    assert article.body == body or not body
    assert tuple(problem.kind for problem in problems) == kinds, problems


def test_a_second_note_of_one_label_is_kept() -> None:
    article, problems = read_markdown("a[^a] b[^A]\n\n[^a]: One.\n\n[^a]: Two.\n\n[^A]: Three.\n")
    assert [(note.id, plain(note)) for note in article.notes] == [("a", "One."), ("a-2", "Two."), ("A-3", "Three.")]
    assert [(problem.kind, problem.line) for problem in problems] == [("role", 5), ("role", 7)]


def test_what_looks_like_a_second_note_in_code_stays_as_it_was_typed() -> None:
    text = "a[^a]\n\n[^a]: One.\n\n```\n[^a]: Two.\n```\n"
    article, problems = read_markdown(text)
    assert (plain(article.body), plain(article.notes), problems) == ("a\n\n[^a]: Two.", "One.", ())


def test_a_picture_in_the_headline_and_in_a_term_is_kept() -> None:
    article = read_markdown("# Rain ![one](a.jpg)\n\nT ![two](b.jpg)\n: d\n\n| a ![three](c.jpg)\n").article
    assert [node.alt for node in walk(article) if isinstance(node, Figure)] == ["one", "two", "three"]


FRONT_MATTERS = [
    ("title: First\ntitle: Second", "First"),
    ("tags: [rain]\ntags: [sun]", "rain"),
    ("image: moon.jpg", "moon.jpg"),
    ("author:\n  - name: Ana\n    handle: moonish", "moonish"),
    ("dateline:\n  text: LIMA\n  weather: rainy", "rainy"),
    ("deck: {de: Regen}", "regen"),
]


@pytest.mark.parametrize(("lines", "word"), FRONT_MATTERS, ids=[row[0] for row in FRONT_MATTERS])
def test_what_a_front_matter_says_in_vain_is_told(lines: str, word: str) -> None:
    problems = read_markdown(f"---\n{lines}\n---\n\nText.\n").problems
    assert [problem.kind for problem in problems] == ["metadata"]
    assert word in problems[0].message


PIECES = [
    *("[{}](https://e.org/ '{}')", "[{}][x]", "![{}](a.jpg '{}')", "*{}*", "_{}_**{}**", "`{}`", "{}[^a]", "~~{}~~"),
    *("\n\n[^a]: {}\n\n", "\n\n[^b]: {}\n\n    {}\n\n", "\n\n[x]: {} '{}'\n\n", "\n\n[{}]: {}\n\n", "\n\n# {}\n\n"),
    *("\n\n| {} | {} |\n|---|---|\n| {} | {} | {} |\n\n", "\n\n- {}\n  - {}\n\n", "\n\n> {}\n{}\n\n", "\n\n1. {}\n"),
    *("<{}>", "</{}>", "<b>{}</b>", "<i>{}", "<!-- {} -->", '<abbr title="{}">{}</abbr>', "<br>{}", "&amp;{}"),
    *("\n\n<div class='bio'>\n\n{}\n\n</div>\n\n", "\n\n<table><tr><td>{}</td></tr></table>\n\n", "\n\n<p>{}\n\n"),
    *("\n\n```{}\n{}\n```\n\n", "\n\n    {}\n\n", "\n\n::: {}\n{}\n:::\n\n", "\n\n{}\n: {}\n\n", " {} ", "\n{}\n"),
    *("\\{}", "$ {} $", "<title>{}</title>", "<script>{}</script>", "<style>\n{}\n</style>", "\n\n{}\n---\n\n"),
]
WORD = "quag{}mire"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.booleans())
def test_each_word_is_in_the_article_or_in_a_problem(pieces: list[str], own: bool) -> None:
    """But for what only names: the language of code, the class of a div, a tag of HTML."""
    number = iter(range(1000))
    text = "".join(re.sub(r"\{\}", lambda _: WORD.format(chr(97 + next(number) % 26) * 2), piece) for piece in pieces)
    article, problems = read_markdown(f"---\nmarkup: pandoc\n---\n\n{text}\n" if own else f"{text}\n")
    seen = repr(article) + " ".join(problem.message for problem in problems)
    names = re.findall(r"(?:```|::: |class=')(\w+)", text)
    assert [word for word in re.findall(r"quag\w+mire", text) if word not in seen and word not in names] == []


def test_words_are_told_with_their_line_and_not_those_that_stand_elsewhere() -> None:
    text = "The rain in the valley.\n\n```text the valley of rain\nx\n```\n\nThe rain in the valley.\n"
    problems = read_markdown(text).problems
    assert [(problem.line, "'the valley of rain'" in problem.message) for problem in problems] == [(3, True)]


def test_an_ordinary_text_has_no_lost_words() -> None:
    article, problems = read_markdown("So *it* rained, [they say](https://e.org/a_b).\n")
    assert problems == ()
    assert isinstance(article.body[0], Paragraph)
    assert Text("So ") in article.body[0].inlines
