"""No word of Markdown is lost: each is in the article or in a problem that quotes it, whatever pandoc does with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.reading import examine
from copydesk.reading.markdown.document import read_markdown
from copydesk.tree import Code, Figure, LineBreak, Link, NoteRef, Paragraph, Preformatted, Section, Table, Text, bare
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
    (
        "fell [![a gauge](b.png)](https://e.org/)word",
        (paragraph("fell word"), Figure(source="b.png", alt="a gauge")),
        ("unsupported",),
    ),
    ("fell![a gauge](b.png)word", (paragraph("fell word"), Figure(source="b.png", alt="a gauge")), ()),
    ('fell![a gauge](b.png "Seen")word', (), ()),
    ("fell![a gauge][b]word\n\n[b]: b.png", (), ()),
    ("fell ![big ![inner](i.png)tail](o.png)more", (), ()),
    ("fell [see ![a gauge](b.png)it](https://e.org/)word", (), ("unsupported",)),
    ("a\n\n[unused]: https://e.org/", (paragraph("a"),), ("lost",)),
    ("a\n\n[Note]: yes", (paragraph("a"),), ("lost",)),
    (
        "[a]\n\n[a]: https://e.org/one\n[a]: https://e.org/two",
        (paragraph(Link(words("a"), "https://e.org/one")),),
        ("lost",),
    ),
    ("```\n[unused]: https://e.org/\n```", (), ()),
    ("a <!-- check this --> b", (paragraph("a b"),), ("comment",)),
    ("a <!-- x ` --> b ` c <!-- d ` e -->", (), ("comment",)),
    ("a <!-- rain -->\n\n```text the rain\nx\n```", (), ("comment", "lost")),
    ("a <!-- b -->\n\n[b]: https://e.org/", (paragraph("a"),), ("comment", "lost")),
    ("a\n\n<!--\n[b]: https://e.org/\n-->", (paragraph("a"),), ("comment",)),
    ("a `<!-- b` c -->", (paragraph("a ", Code("<!-- b"), " c -->"),), ()),
    ("a \\<!-- b -->", (paragraph("a <!-- b -->"),), ()),
    ("a\n\n<!-- never\n\nclosed", (), ()),
    ("<script>rain()</script>\n\na", (paragraph("a"),), ("unsupported",)),
    ("a <?php rain ?> b", (paragraph("a b"),), ("unsupported",)),
    ('<abbr title="Rain fell">RF</abbr>', (paragraph("RF"),), ("unsupported",)),
    ("<div\nsome words\n\na", (), ()),
    ("```python title=rain\nx\n```", (), ("lost",)),
    ("```python\nx\n```", (Preformatted("x"),), ()),
    ("~~~python {.numbered}\nx\n~~~", (Preformatted("x"),), ("unsupported",)),
    ("``` {.python #sum}\nx\n```", (Preformatted("x"),), ("unsupported",)),
    ('- ```{.python title="Rain fell"}\n  x\n  ```', (), ("lost",)),
    ("~~~~\n```python {.numbered}\nx\n```\n~~~~", (Preformatted("```python {.numbered}\nx\n```"),), ()),
    ('<span data-note="a">one</span>', (paragraph(NoteRef("a", "one")),), ()),
    ('<sup class="b" data-note="a">one</sup> <b>two</b>', (), ()),
    ("<table><tr><td>under<td>over</table>", (paragraph("under"), paragraph("over")), ("unsupported",) * 3),
    ("so <table><tr><td>under<td>over</table>", (), ("unsupported",) * 3),
    ('<p title="Rain fell">so', (paragraph("so"),), ("unsupported",)),
    (
        "so <details><summary>More</summary>inside</details> on",
        (paragraph("so", LineBreak(), "More", LineBreak(), "inside", LineBreak(), "on"),),
        ("unsupported",) * 2,
    ),
    ("<details><summary>More</summary>inside</details>", (paragraph("More"), paragraph("inside")), ()),
    ("one<hr>two", (paragraph("one", LineBreak(), "two"),), ("unsupported",)),
    ("one <li>two<li>three", (paragraph("one", LineBreak(), "two", LineBreak(), "three"),), ("unsupported",)),
    ("<button>Press</button>here", (paragraph("Press here"),), ("unsupported",)),
    ("[](https://e.org/) so", (paragraph("so"),), ("unsupported",)),
    ('<a href="https://e.org/"></a>so', (paragraph("so"),), ("unsupported",)),
    ('<a href="#top"></a><a name="a"></a>so', (paragraph("so"),), ()),
    ('<iframe src="https://e.org/rain"></iframe>', (), ("unsupported",)),
    ('<video><source src="rain.mp4">so</video>', (), ("unsupported",) * 2),
    ("<![CDATA[ so ]]>", (paragraph("so"),), ()),
    ("![so [here](https://e.org/)](m.jpg)", (Figure(source="m.jpg", alt="so here"),), ("unsupported",)),
    ("[![moon][m]][e]\n\n[m]: m.jpg\n[e]: https://e.org/", (Figure(source="m.jpg", alt="moon"),), ("unsupported",)),
    ("im*por*tant **B**old snake_case H~2~O", (), ()),
    ("caf&eacute; &amp; `&eacute;` a\\*b", (), ()),
    ("- [ ] to do\n- [x] done", (), ()),
    ("*[HTML]: Hyper Text", (), ()),
    ("$x^2$ \\foo{bar} \\[y\\]", (), ()),
    (
        '| a | b |\n|---|---|\n| ![moon](m.jpg) | ![dew](d.jpg "Rain") fell |',
        (
            Table(rows=((words("moon"), words("fell")),), header=(words("a"), words("b"))),
            Figure(source="m.jpg", alt="moon"),
            Figure(caption=words("Rain"), source="d.jpg", alt="dew"),
        ),
        ("unsupported",),
    ),
    ("漢字*漢\n字*です", (), ()),
    ('<b data-x="a`">rain</b> fell on the ` hill', (), ()),
    ('<b data-x="](so, and [a](b">rain</b> fell', (), ()),
    ("It <b\ndata-x='`' id=x>rained</b> and ` so `", (), ()),
]
"""A Markdown text, its blocks (none where only the words count), and the kinds of the problems."""


@pytest.mark.parametrize(("text", "body", "kinds"), KEPT, ids=[repr(row[0]) for row in KEPT])
def test_what_is_kept_and_what_is_reported(text: str, body: tuple[Section, ...], kinds: tuple[str, ...]) -> None:
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
def test_unused_values_of_a_front_matter_are_reported(lines: str, word: str) -> None:
    problems = read_markdown(f"---\n{lines}\n---\n\nText.\n").problems
    assert [problem.kind for problem in problems] == ["metadata"]
    assert word in problems[0].message


OWN = [
    ("- [x] done\n- [ ] not yet", (), ""),
    ("`so`{.python}", (), ""),
    ('`so`{title="Rain fell"}', ("unsupported",), "Rain fell"),
    ('# So {title="Rain fell"}', ("unsupported",), "Rain fell"),
    ('so\n\n## So {#a title="Rain fell"}', ("unsupported",), "Rain fell"),
    ('[so](https://e.org/){title="Rain fell"}', ("unsupported",), "Rain fell"),
    ('so ![moon](m.jpg){title="Rain fell"}', ("unsupported",), "Rain fell"),
    ("~~~python {.numbered}\nx\n~~~", ("unsupported",), "python {.numbered}"),
    ("so\n\n```python title=rain\nx\n```", (), ""),
]
"""A text in pandoc's own Markdown, the kinds of the problems, and the words that they quote."""


@pytest.mark.parametrize(("text", "kinds", "reported"), OWN, ids=[repr(row[0]) for row in OWN])
def test_words_of_pandocs_own_markdown_that_the_tree_cannot_hold_are_reported(
    text: str, kinds: tuple[str, ...], reported: str
) -> None:
    problems = read_markdown(f"---\nmarkup: pandoc\n---\n\n{text}\n").problems
    assert tuple(problem.kind for problem in problems) == kinds, problems
    assert all(reported in problem.message for problem in problems)


IN_CODE = [
    ("x`a `b` c`d", "xa b cd"),
    ("x`a\n`b and `` `c` ``d", "xa b and `c`d"),
    ("*x`a `*b, \\`c `d", "xa b, `c `d"),
    ("```\nx`a `b\n```", "x`a `b"),
    ("    x`a `b", "x`a `b"),
    ("<b id='`a `b'>x</b>`c `{.d}e", "xc e"),
]
"""A text in pandoc's own Markdown, and its words."""


@pytest.mark.parametrize(("text", "expected"), IN_CODE, ids=[repr(row[0]) for row in IN_CODE])
def test_a_space_at_an_edge_of_code_separates_words_in_pandocs_own_markdown(text: str, expected: str) -> None:
    article, problems = read_markdown(f"---\nmarkup: pandoc\n---\n\n{text}\n")
    assert (plain(article.body), problems) == (expected, ())


PIECES = [
    *("[{}](https://e.org/ '{}')", "[{}][x]", "![{}](a.jpg '{}')", "*{}*", "_{}_**{}**", "`{}`", "{}[^a]", "~~{}~~"),
    *("\n\n[^a]: {}\n\n", "\n\n[^b]: {}\n\n    {}\n\n", "\n\n[x]: {} '{}'\n\n", "\n\n[{}]: {}\n\n", "\n\n# {}\n\n"),
    *("\n\n| {} | {} |\n|---|---|\n| {} | {} | {} |\n\n", "\n\n- {}\n  - {}\n\n", "\n\n> {}\n{}\n\n", "\n\n1. {}\n"),
    *("<{}>", "</{}>", "<b>{}</b>", "<i>{}", "<!-- {} -->", '<abbr title="{}">{}</abbr>', "<br>{}", "&amp;{}"),
    *("\n\n<div class='bio'>\n\n{}\n\n</div>\n\n", "\n\n<table><tr><td>{}</td></tr></table>\n\n", "\n\n<p>{}\n\n"),
    *("\n\n```{}\n{}\n```\n\n", "\n\n    {}\n\n", "\n\n::: {}\n{}\n:::\n\n", "\n\n{}\n: {}\n\n", " {} ", "\n{}\n"),
    *("<details><summary>{}</summary>{}</details>", "\n\n<ul><li>{}<li>{}</ul>\n\n", "<td>{}<td title='{}'>{}</td>"),
    *("[](https://e.org/{})", "<iframe src='{}.mp4'></iframe>", "`{}`{{title='{}'}}", "<hr>{}", "- [x] {}\n"),
    *("\\{}", "$ {} $", "<title>{}</title>", "<script>{}</script>", "<style>\n{}\n</style>", "\n\n{}\n---\n\n"),
]
WORD = "quag{}mire"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.booleans())
def test_each_word_is_in_the_article_or_in_a_problem(pieces: list[str], own: bool) -> None:
    """Except comments and mere names: the language of code, the class of a div, a tag of HTML."""
    number = iter(range(1000))
    text = "".join(re.sub(r"\{\}", lambda _: WORD.format(chr(97 + next(number) % 26) * 2), piece) for piece in pieces)
    article, problems = read_markdown(f"---\nmarkup: pandoc\n---\n\n{text}\n" if own else f"{text}\n")
    shown = repr(article) + " ".join(problem.message for problem in problems)
    names = re.findall(r"(?:```|::: |class='|<!-- )(\w+)", text)
    assert [word for word in re.findall(r"quag\w+mire", text) if word not in shown and word not in names] == []


def test_only_words_missing_everywhere_are_reported_with_their_line() -> None:
    text = "The rain in the valley.\n\n```text the valley of rain\nx\n```\n\nThe rain in the valley.\n"
    problems = read_markdown(text).problems
    assert [(problem.line, "'the valley of rain'" in problem.message) for problem in problems] == [(3, True)]


@pytest.mark.parametrize(
    "text", ["lake<sup>`{`so}it</sup>", "A `b`{.c} and `{d` rained `e}f` on", "A `b`{.c}`{d` on `}` it"]
)
def test_code_that_begins_with_a_brace_is_no_attribute_of_code(text: str) -> None:
    assert read_markdown(f"---\nmarkup: pandoc\n---\n\n{text}\n").problems == ()


def test_an_ordinary_text_has_no_lost_words() -> None:
    article, problems = read_markdown("So *it* rained, [they say](https://e.org/a_b).\n")
    assert problems == ()
    assert isinstance(article.body[0], Paragraph)
    assert Text("So ") in article.body[0].inlines


@pytest.mark.parametrize(
    ("text", "figure", "kinds"),
    [
        ("[![moon](m.jpg)](https://e.org/)", Figure(source="m.jpg", alt="moon"), ["unsupported"]),
        ("[![moon](m.jpg)](page.html)", Figure(source="m.jpg", alt="moon"), ["unsupported"]),
        (
            '[![moon](m.jpg "The moon")](https://e.org/) as it was',
            Figure((Link((Text("The moon"),), "https://e.org/"), Text(" as it was")), source="m.jpg", alt="moon"),
            [],
        ),
    ],
)
def test_the_target_of_a_picture_in_raw_text_is_kept_or_reported(text: str, figure: Figure, kinds: list[str]) -> None:
    reading = examine(f"Rain at last\n\nIt rained in the valley on Thursday, and then it stopped.\n\n{text}\n")
    assert [bare(node) for node in walk(reading.article) if isinstance(node, Figure)] == [figure]
    problems = [problem for problem in reading.problems if problem.kind in ("unsupported", "lost")]
    assert [problem.kind for problem in problems] == kinds
    assert all("no longer leads to" in problem.message and problem.line == 5 for problem in problems)
