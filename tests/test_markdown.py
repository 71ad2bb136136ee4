"""Markdown: what each node becomes, that words stay words, and that it reads back as the same tree."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from copydesk import pandoc, writing
from copydesk.errors import InputError
from copydesk.reading.pandoc_document import read_markdown
from copydesk.tree import (
    Article,
    Bio,
    Block,
    BlockQuote,
    Break,
    Byline,
    Code,
    Contact,
    Dateline,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    Inline,
    LineBreak,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    PubDate,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    bare,
)
from copydesk.visit import plain, walk
from tests import trees
from tests.trees import paragraph, words


def markdown(article: Article) -> str:
    return writing.write(article, "markdown").data.decode()


def comes_back(article: Article) -> Article:
    """What a tree is after Markdown: without furniture, its accents composed."""
    told = bare(replace(article, furniture=())).to_json().decode()
    return Article.from_json(unicodedata.normalize("NFC", told))


# --------------------------------------------------------------------------------------- what nodes become

WRITTEN: list[tuple[Section, str]] = [
    (paragraph("It rained."), "It rained."),
    (paragraph("so ", Emphasis(words("very")), " late"), "so _very_ late"),
    (paragraph("a", Emphasis(words("b")), "c"), "a*b*c"),
    (paragraph("漢", Emphasis(words("字")), "漢"), "漢*字*漢"),
    (paragraph(Strong((Text("a "), Emphasis(words("b"))))), "**a _b_**"),
    (paragraph(Emphasis((Strong(words("b")), Text("c")))), "_**b**c_"),
    (paragraph("a", Emphasis(words("(b)")), "c"), "a<em>(b)</em>c"),
    (paragraph(Emphasis(words("€5")), " a"), "<em>€5</em> a"),
    (paragraph(Link(words("here"), "https://example.org/a")), "[here](https://example.org/a)"),
    (paragraph(Link(words("here"), "https://example.org/(a")), "[here](<https://example.org/(a>)"),
    (paragraph(Link(words("https://e.org/"), "https://e.org/")), "<https://e.org/>"),
    (paragraph("See ", Link(words("here"), None)), 'See <span class="lost-link">here</span>'),
    (paragraph("Stop!", Link(words("here"), "https://e.org/")), "Stop\\![here](https://e.org/)"),
    (paragraph("the 19", Superscript(words("th"))), "the 19<sup>th</sup>"),
    (paragraph(Code("a`b")), "``a`b``"),
    (paragraph("a", LineBreak(), "b"), "a\\\nb"),
    (paragraph("a", LineBreak(), "- b"), "a\\\n\\- b"),
    (Heading(3, words("One #")), "### One \\#"),
    (Heading(2, (Text("a"), LineBreak(), Text("b"))), "## a <br> b"),
    (BlockQuote((paragraph("a"),), attribution=words("Ada")), "> a\n>\n> <cite>Ada</cite>"),
    (List(((paragraph("a"),), (paragraph("b"),))), "- a\n- b"),
    (List(((paragraph("a"), paragraph("b")), (paragraph("c"),))), "- a\n\n  b\n\n- c"),
    (List(((paragraph("a"),), (paragraph("b"),)), ordered=True, start=9), "9. a\n10. b"),
    (List(((paragraph("a"), List(((paragraph("b"),),))),)), "- a\n  - b"),
    (List(((paragraph("a"), List(((paragraph("b"),),), ordered=True, start=3)),)), "- a\n\n  3. b"),
    (Verse((words("a"), words("b"), (), words("c"))), '<div class="verse">\n\na\\\nb\n\nc\n\n</div>'),
    (Table(rows=((words("a|b"), ()),), header=(words("x"), words("y"))), "| x | y |\n| --- | --- |\n| a\\|b |  |"),
    (Figure(source="a.jpg", alt="A [pier]"), "![A \\[pier\\]](a.jpg)"),
    (Preformatted("a\n```\nb"), "````\na\n```\nb\n````"),
    (Break(), "* * *"),
    (Bio(words("Ana writes.")), '<div class="bio">\n\nAna writes.\n\n</div>'),
]


@pytest.mark.parametrize(("node", "expected"), WRITTEN, ids=[repr(expected) for _, expected in WRITTEN])
def test_a_node_is_written_so(node: Section, expected: str) -> None:
    assert markdown(Article(body=(node,))) == expected + "\n"


@pytest.mark.parametrize(("node", "expected"), WRITTEN, ids=[repr(expected) for _, expected in WRITTEN])
def test_and_comes_back(node: Section, expected: str) -> None:
    assert read_markdown(expected) == (Article(body=(node,)), ())


def test_two_lists_side_by_side_stay_two() -> None:
    one, other = List(((paragraph("a"),),)), List(((paragraph("b"),),))
    article = Article(body=(one, other, one))
    assert markdown(article) == "- a\n\n+ b\n\n- a\n"
    assert read_markdown(markdown(article)).article == article


def test_front_matter() -> None:
    article = Article(
        lang="he",
        head=Head(
            headline=Headline((Text("What: "), Emphasis(words('"so"')))),
            bylines=(Byline("By Ana Ruiz", (Person("Ana Ruiz"), Person("Jo Park", role="Pictures"))),),
            dates=(PubDate("2025-05-12", iso="2025-05-12"),),
            dateline=Dateline("LIMA —"),
        ),
        metadata=Metadata(keywords=("a", "b_"), url="https://example.org/a_b"),
    )
    assert markdown(article).splitlines() == [
        "---",
        'title: "What: _\\"so\\"_"',
        "author:",
        '  - "Ana Ruiz"',
        '  - name: "Jo Park"',
        '    role: "Pictures"',
        "byline:",
        '  - "By Ana Ruiz"',
        'date: "2025-05-12"',
        'lang: "he"',
        'dir: "rtl"',
        'dateline: "LIMA —"',
        "keywords:",
        '  - "a"',
        '  - "b\\\\_"',
        'url: "https://example.org/a_b"',
        "---",
    ]
    assert read_markdown(markdown(article)) == (article, ())


def test_notes_stand_below_and_one_that_nothing_calls_up_is_called_up() -> None:
    article = Article(
        body=(paragraph("a", NoteRef("n1", "1"), "(b) ", NoteRef("n2", "*")),),
        notes=(
            Note("n1", "1", (paragraph("One."), paragraph("More."))),
            Note("n2", "*", (List(((paragraph("Two."),),)),)),
            Note("n3", "3", (paragraph("Three."),)),
        ),
    )
    text = markdown(article)
    assert "a[^n1]\\(b) [^n2]" in text
    assert "[^n1]: One.\n\n    More.\n" in text
    assert '<div class="unplaced-notes">\n\n[^n3]\n\n</div>' in text
    assert 'notes:\n  n2: "\\\\*"\n' in text
    assert read_markdown(text) == (article, ())


def test_a_link_that_is_not_safe_is_left_out_and_reported() -> None:
    output = writing.write(Article(body=(paragraph(Link(words("here"), "javascript:x()")),)), "markdown")
    assert output.data == b'<span class="lost-link">here</span>\n'
    assert [problem.kind for problem in output.problems] == ["unsafe_link"]


def test_an_empty_article_is_an_empty_file() -> None:
    assert markdown(Article()) == ""
    assert read_markdown("") == (Article(), ())


# ---------------------------------------------------------------------------------- what is no normal tree

STRANGE: list[tuple[tuple[Inline, ...], str]] = [
    ((Text("  a\nb\t c "),), "a b c"),
    ((Text("a\u2028b\x85c\x07"),), "a b c"),
    ((Emphasis(()), Text("a")), "a"),
    ((Emphasis(words(" a ")), Text("b")), "a b"),
    ((Emphasis((Text("a"), Emphasis(words("b")))),), "ab"),
    ((Emphasis(words("a")), Emphasis(words("b"))), "ab"),
    ((Strong(words("a")), Strong(words("b"))), "ab"),
    ((Code("a"), Code("b`")), "ab`"),
    ((Link((Text("a"), Link(words("b"), "https://e.org/b")), "https://e.org/a"),), "ab"),
    ((Text("a"), NoteRef("gone", "7")), "a"),
    ((LineBreak(), Text("a"), LineBreak(), LineBreak(), Text("b"), LineBreak()), "a\nb"),
]


@pytest.mark.parametrize(("inlines", "expected"), STRANGE, ids=[repr(expected) for _, expected in STRANGE])
def test_strange_inlines_keep_their_words(inlines: tuple[Inline, ...], expected: str) -> None:
    found = read_markdown(markdown(Article(body=(Paragraph(inlines),)))).article
    assert plain(found.body) == expected


# ------------------------------------------------------------------------------------- words that look like markup

LITERAL = (
    *("1. one", "1) one", "2025. That was it", "12345678901. long", "- item", "+ item", "* item", "-", "+", "*", "#"),
    *(
        "# no heading",
        "####### seven",
        "#hashtag",
        "> no quote",
        ">",
        "---",
        "***",
        "___",
        "===",
        "=",
        "--",
        "~~~",
        "```",
    ),
    *(
        "    four spaces",
        "\ttab",
        "[^1]: no note",
        "[^1]",
        "[a]: https://e.org",
        "[a](b)",
        "![a](b)",
        "[a][b]",
        "[ ] todo",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "-|-",
        ":-:",
        "a|b",
        "<b>bold</b>",
        "<div>",
        "</div>",
        "<!-- no -->",
        "<a@b.c>",
        "<https://e.org>",
    ),
    *(
        "&copy;",
        "&#42;",
        "&amp;amp;",
        "AT&T",
        "R&D;",
        "a & b",
        ":::",
        "::: note",
        ": definition",
        "~ definition",
        "term\\",
    ),
    *(
        "$x$",
        "$$x$$",
        "$5 and $6",
        "x^2^",
        "H~2~O",
        "~~no~~",
        "a_b_c",
        "_a_",
        "__a__",
        "*a*",
        "**a**",
        "* * *",
        "- - -",
    ),
    *(
        "a\\*b",
        "\\",
        "\\\\",
        "\\n",
        "a!",
        "!",
        "wow![^1]",
        "`code`",
        "``",
        "a`b",
        "'quotes'",
        '"quotes"',
        "...",
        "a -- b",
    ),
    *(
        "@cite",
        "[@cite]",
        "{.class}",
        "{{ x }}",
        "{% raw %}",
        "key: value",
        "%title",
        "http://e.org/a_b_c",
        "www.e.org",
        ":smile:",
    ),
    *(
        "<?php",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
        "a < b > c",
        "<",
        ">",
        "&",
        "1.",
        "1)",
        "(1) one",
        "a) one",
        "i. one",
        "#. one",
    ),
    *(
        "\u1fef",
        "a\u1fefb",
        "\u0338x",
        "<\u0338",
        "\u00a0nbsp",
        "a\u00a0b",
        "שלום",
        "- שלום",
        "漢字*漢字*",
        "e\u0301",
        "🙂",
        "\u200fמ",
        "==a==",
        "++a++",
        "\\(x\\)",
        "\\[x\\]",
    ),
)


def in_every_place(text: str) -> list[Block]:
    """Blocks with the text where a line begins, after a break, in marks, a link, a heading, an item, a cell."""
    said = words(text)
    return [
        Paragraph(said),
        paragraph("x", LineBreak(), text),
        paragraph(text, LineBreak(), "x"),
        paragraph(Emphasis(said), " x ", Strong(said), Superscript(said)),
        paragraph(text, Emphasis(words("x")), text),
        paragraph(Link(said, "https://e.org/"), Link(said, None)),
        paragraph(Code(text)),
        Heading(2, said),
        List(((Paragraph(said),), (Paragraph(said), Paragraph(said)))),
        BlockQuote((Paragraph(said),), attribution=said),
        Verse((said, said)),
        Table(rows=((said, said), ((Code(text),), ())), header=(said, words("x")), caption=said),
        Figure(caption=said, credit=said),
        Preformatted(text),
    ]


def test_words_that_look_like_markup_stay_words_everywhere() -> None:
    literal = [" ".join(text.split()) for text in LITERAL]
    article = Article(body=tuple(block for text in literal for block in in_every_place(text)))
    assert read_markdown(markdown(article)) == (comes_back(article), ())


def test_words_that_look_like_markup_stay_words_in_the_front_matter() -> None:
    literal = tuple(
        " ".join(text.split()) for text in (*LITERAL, "true", "null", "~", "2025-01-01", "0x1F", "- a", "a: b")
    )
    article = Article(metadata=Metadata(keywords=literal))
    assert read_markdown(markdown(article)) == (comes_back(article), ())
    for text in literal:
        head = Head(headline=Headline(words(text)), bylines=(Byline(text),), dateline=Dateline(text))
        assert markdown(Article(head=head, body=(paragraph(text),)))
    heads = [Byline(text, (Person(text, role=text),)) for text in literal]
    article = Article(head=Head(bylines=tuple(heads)))
    assert read_markdown(markdown(article)) == (comes_back(article), ())


def test_plain_commonmark_shows_the_words_too() -> None:
    literal = [text for text in (" ".join(text.split()) for text in LITERAL) if text.isascii()]
    text = markdown(Article(body=tuple(map(paragraph, literal))))
    shown = pandoc.run(["--from=commonmark", "--to=plain", "--wrap=none"], text.encode()).data.decode()
    assert shown.split("\n\n") == [*literal[:-1], literal[-1] + "\n"]


@settings(max_examples=25, deadline=None)
@given(st.lists(trees.some_inlines(), min_size=15, max_size=15))
def test_any_words_come_back(paragraphs: list[tuple[Inline, ...]]) -> None:
    article = Article(body=tuple(map(Paragraph, paragraphs)))
    assert read_markdown(markdown(article)) == (comes_back(article), ())


# --------------------------------------------------------------------------------------------- whole articles


@pytest.mark.parametrize("article", [trees.everything(), trees.plain_article()])
def test_an_article_comes_back(article: Article) -> None:
    output = writing.write(article, "md")
    assert output.problems == ()
    assert read_markdown(output.data.decode()) == (comes_back(article), ())


@settings(max_examples=60, deadline=None)
@given(trees.articles())
def test_any_article_comes_back(article: Article) -> None:
    assert read_markdown(markdown(article)) == (comes_back(article), ())


def test_plain_commonmark_shows_the_structure() -> None:
    article = replace(trees.everything(), head=Head(), notes=())
    text = re.sub(r"<sup data-note=.*?</sup>", "", markdown(article))
    shown = pandoc.run(["--from=commonmark+pipe_tables", "--to=plain", "--wrap=none"], text.encode()).data.decode()
    found = iter(shown.split())
    assert [word for word in trees.words_of(article) if word.isalpha() and word not in found] == []


def test_writing_twice_is_the_same() -> None:
    assert markdown(trees.everything()) == markdown(trees.everything())
    once = markdown(trees.everything())
    assert markdown(read_markdown(once).article) == once


# ----------------------------------------------------------------------------------- what a person has written

PERSONS: list[tuple[str, tuple[Section, ...], tuple[str, ...]]] = [
    ("a\nb", (paragraph("a b"),), ()),
    ("漢\n字", (paragraph("漢字"),), ()),
    ("*a* __b__ `c`", (paragraph(Emphasis(words("a")), " ", Strong(words("b")), " ", Code("c")),), ()),
    ("Section\n---\n\na", (Heading(2, words("Section")), paragraph("a")), ()),
    ("a\n\n# Two\n\nb", (paragraph("a"), Heading(2, words("Two")), paragraph("b")), ("role",)),
    ("* a\n* b\n\n  c", (List(((paragraph("a"),), (paragraph("b"), paragraph("c")))),), ()),
    ("a  \nb", (paragraph("a", LineBreak(), "b"),), ()),
    ("a<br>b", (paragraph("a", LineBreak(), "b"),), ()),
    ("19^th^", (paragraph("19", Superscript(words("th"))),), ()),
    ("~~a~~ b", (paragraph("a b"),), ("unsupported",)),
    ("<u>a</u> b", (paragraph("a b"),), ("unsupported",)),
    ("<b>a <i>b</i></b>", (paragraph(Strong((Text("a "), Emphasis(words("b"))))),), ()),
    ("<b>a", (paragraph("a"),), ()),
    ("[a](#b)", (paragraph(Link(words("a"), None)),), ("lost_target",)),
    ("[a](javascript:b)", (paragraph(Link(words("a"), None)),), ("unsafe_link",)),
    ("[a][1]\n\n[1]: https://e.org/", (paragraph(Link(words("a"), "https://e.org/")),), ()),
    ('![a](b.jpg "c")', (Figure(caption=words("c"), source="b.jpg", alt="a"),), ()),
    ("x ![a](b.jpg) y", (paragraph("x y"), Figure(source="b.jpg", alt="a")), ()),
    ('<img src="b.jpg" alt="a">', (Figure(source="b.jpg", alt="a"),), ()),
    ("T\n: d", (List(((paragraph(Strong(words("T"))), paragraph("d")),)),), ()),
    ("::: contact\na\n:::", (Contact((paragraph("a"),)),), ()),
    ('<p align="center">a</p>', (paragraph("a"),), ()),
    ("<table><tr><td>a</td></tr></table>", (paragraph("a"),), ("unsupported",) * 3),
    ("<script>x()</script>\n\na", (paragraph("a"),), ()),
    ("<!-- a -->\n\nb", (paragraph("b"),), ()),
    ("<blockquote>\n\na\n\n</blockquote>", (BlockQuote((paragraph("a"),)),), ()),
    ("```python\nx\n```", (Preformatted("x"),), ()),
    ("|a|b|\n|-|-|\n|c|", (Table(rows=((words("c"), ()),), header=(words("a"), words("b"))),), ()),
    ("- \n- a", (List(((paragraph("a"),),)),), ()),
    ("a&nbsp;b", (paragraph("a\u00a0b"),), ()),
]


@pytest.mark.parametrize(("text", "body", "kinds"), PERSONS, ids=[repr(row[0]) for row in PERSONS])
def test_ordinary_markdown(text: str, body: tuple[Section, ...], kinds: tuple[str, ...]) -> None:
    article, problems = read_markdown(text)
    assert article.body == body
    assert tuple(problem.kind for problem in problems) == kinds
    assert all(problem.message for problem in problems)


def test_the_first_heading_is_the_headline() -> None:
    article = read_markdown("# A *title*\n\nText.\n").article
    assert article.head.headline == Headline((Text("A "), Emphasis(words("title"))))
    assert article.body == (paragraph("Text."),)


def test_a_first_heading_that_repeats_the_title_goes() -> None:
    article, problems = read_markdown("---\ntitle: A title\n---\n\nA title\n=======\n\nText.\n")
    assert (plain(article.head.headline), plain(article.body), problems) == ("A title", "Text.", ())


def test_a_problem_tells_its_line() -> None:
    problems = read_markdown("---\ntitle: a\n---\n\nText.\n\nMore ~~text~~.\n").problems
    assert [problem.line for problem in problems] == [7]


def test_front_matter_of_a_person() -> None:
    article, problems = read_markdown(
        "---\ntitle: Rain at last\nauthors: [Ana Ruiz, Jo Park]\ndate: 2025-05-12\ntags:\n- rain\n- Lima\n"
        "standfirst: It *rained*\nlanguage: es\nlayout: post\n---\n\nText.\n"
    )
    assert article.head == Head(
        headline=Headline(words("Rain at last")),
        deck=article.head.deck,
        bylines=(Byline("Ana Ruiz, Jo Park", (Person("Ana Ruiz"), Person("Jo Park"))),),
        dates=(PubDate("2025-05-12", iso="2025-05-12"),),
    )
    assert plain(article.head.deck) == "It rained"
    assert (article.lang, article.metadata.keywords) == ("es", ("rain", "Lima"))
    assert [(problem.kind, "layout" in problem.message, "post" in problem.message) for problem in problems] == [
        ("metadata", True, True)
    ]


def test_a_date_that_a_person_corrects_holds() -> None:
    head = Head(dates=(PubDate("Monday, 12 May", iso="2025-05-12"), PubDate("later", kind="updated")))
    text = markdown(Article(head=head)).replace('date: "2025-05-12"', "date: 2025-05-13")
    article, problems = read_markdown(text)
    assert article.head.dates == (PubDate("2025-05-13", iso="2025-05-13"), PubDate("later", kind="updated"))
    assert [problem.kind for problem in problems] == ["metadata"]


def test_notes_of_a_person_keep_labels_order_and_words() -> None:
    article = read_markdown("a[^B] b[^a] c[^b]\n\n[^a]: One.\n[^b]: Two.\n[^x]: Never called up.\n").article
    assert [(note.id, plain(note)) for note in article.notes] == [
        ("a", "One."),
        ("b", "Two."),
        ("x", "Never called up."),
    ]
    assert [node.note for node in walk(article.body) if isinstance(node, NoteRef)] == ["b", "a", "b"]


@pytest.mark.parametrize("text", ["a[^1]\n\n[^1]: b[^1]", "a[^1]\n\n[^1]: x\n\n    b[^1]\n\n[^2]: c[^1]\n"])
def test_notes_that_call_each_other_up_are_read(text: str) -> None:
    assert "b[^1]" in plain(read_markdown(text).article.notes)


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n\na", ">" * 3000 + " deep"])
def test_what_cannot_be_read_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError) as raised:
        read_markdown(text)
    assert raised.value.remedy


def test_control_characters_and_surrogates_are_left_out_and_reported() -> None:
    article, problems = read_markdown("a\x00b\ud800c&#7;d\u202ee")
    assert plain(article.body) == "ab\ufffdcde"
    assert [problem.kind for problem in problems] == ["character"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*LITERAL, *"*_`[]()<>!#-\n\n\n", "    ", "> ", "<div>", "</div>", "<b>", "[^1]", "[^1]: a"]),
        max_size=12,
    )
)
def test_anything_is_read(parts: list[str]) -> None:
    try:
        article, _ = read_markdown("\n" + "".join(parts))
    except InputError:
        return
    assert comes_back(read_markdown(markdown(article)).article) == comes_back(article)
