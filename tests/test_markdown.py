"""Markdown: how each node is written, that no word becomes markup, and that it reads back as the same tree."""

from __future__ import annotations

import datetime
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

import copydesk
from copydesk import pandoc, writing
from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading.markdown.document import read_markdown, read_pandoc
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
    Kicker,
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
    Speech,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
    bare,
)
from copydesk.visit import plain, walk
from copydesk.writing import FLAVOURS
from copydesk.writing.markdown.escaping import one_line
from copydesk.writing.markdown.wrap import columns
from tests import trees
from tests.tools import ROOT, examples, require_node
from tests.trees import paragraph, words

each_flavour = pytest.mark.parametrize("flavour", FLAVOURS)
each_measure = pytest.mark.parametrize("wrap", [0, 72])


def markdown(article: Article, flavour: str = "commonmark", wrap: int = 0) -> str:
    return writing.write(article, "markdown", flavour=flavour, wrap=wrap).data.decode()


def comes_back(article: Article, flavour: str = "commonmark") -> Article:
    """A tree as read back from Markdown: without furniture, accents composed, URLs escaped as pandoc does."""
    text = unicodedata.normalize("NFC", bare(replace(article, furniture=())).to_json().decode())
    return mended(Article.from_json(text)) if flavour == "pandoc" else Article.from_json(text)


def mended(node: Any) -> Any:
    if isinstance(node, tuple):
        return tuple(map(mended, node))
    if not hasattr(node, "__struct_fields__"):
        return node
    rebuilt = type(node)(**{name: mended(getattr(node, name)) for name in node.__struct_fields__})
    if isinstance(rebuilt, Link) and rebuilt.target:
        rebuilt = Link(
            rebuilt.inlines, re.sub(r'[<>|"{}\[\]^`]', lambda match: f"%{ord(match[0]):02X}", rebuilt.target)
        )
    return rebuilt


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
    (
        Speech(words("Q:"), (paragraph("a"), paragraph("b"))),
        '<div class="speech">\n\n<b class="speaker">Q:</b> a\n\nb\n\n</div>',
    ),
    (
        Speech(words("Ada Brandt"), (paragraph("- a"),)),
        '<div class="speech">\n\n<b class="speaker">Ada Brandt</b>\\\n\\- a\n\n</div>',
    ),
    (
        Speech(words("CHORUS."), (List(((paragraph("a"),),)),)),
        '<div class="speech">\n\n<b class="speaker">CHORUS.</b>\n\n- a\n\n</div>',
    ),
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


HEADED = Article(
    lang="he",
    head=Head(
        headline=Headline((Text("What: "), Emphasis(words('"so"')))),
        bylines=(Byline("By Ana Ruiz", (Person("Ana Ruiz"), Person("Jo Park", role="Pictures"))),),
        dates=(PubDate("2025-05-12", iso="2025-05-12"),),
        dateline=Dateline("LIMA —"),
    ),
    metadata=Metadata(keywords=("a", "b_"), url="https://example.org/a_b"),
)
COMMON = """\
author:
  - "Ana Ruiz"
  - "Jo Park"
byline:
  - "By Ana Ruiz"
persons:
  - name: "Ana Ruiz"
  - name: "Jo Park"
    role: "Pictures"
date: 2025-05-12
lang: "he"
dir: "rtl"
dateline: "LIMA —"
"""
FRONT_MATTERS = [
    (
        "commonmark",
        f"""---\ntitle: "What: \\"so\\""\n{COMMON}tags:\n  - "a"\n  - "b_"\ncanonical_url: "https://example.org/a_b"
markdown:\n  title: >-\n    What: _"so"_\n---\n""",
    ),
    (
        "pandoc",
        f"""---\ntitle: "What: _\\\\\\"so\\\\\\"_"\n{COMMON}keywords:\n  - "a"\n  - "b\\\\_"\nurl: "https://example.org/a_b"
markup: "pandoc"\n---\n""",
    ),
]


@pytest.mark.parametrize(("flavour", "expected"), FRONT_MATTERS)
def test_front_matter(flavour: str, expected: str) -> None:
    assert markdown(HEADED, flavour) == expected
    assert read_markdown(expected) == (HEADED, ())


@examples(30)
@given(trees.articles())
@example(Article(head=Head(headline=Headline((Text("*"), LineBreak(), NoteRef("n1", "1"), Text(" *"))))))
def test_yaml_is_read_by_others_as_the_words_that_it_holds(article: Article) -> None:
    article = comes_back(replace(article, body=(), foot=(), notes=()))
    metadata = article.metadata
    for flavour in FLAVOURS:
        values = yaml.safe_load(front_matter(markdown(article, flavour))) or {}
        days = [date.iso for date in article.head.dates if date.iso and date.kind == "published"]
        assert values.get("date") == (datetime.date.fromisoformat(days[0]) if days else None)
        if flavour != "pandoc":
            title = " ".join(plain(article.head.headline).split()) if article.head.headline else ""
            persons = [person.name for byline in article.head.bylines for person in byline.persons]
            assert (" ".join((values.get("title") or "").split()), values.get("author") or []) == (title, persons)
            assert (tuple(values.get("tags") or ()), values.get("description")) == (
                metadata.keywords,
                metadata.description,
            )
            assert values.get("canonical_url") == metadata.url


@examples(80)
@given(st.text(min_size=1))
def test_any_title_is_good_yaml(title: str) -> None:
    article = Article(head=Head(headline=Headline(words(title)), kicker=Kicker((Strong(words(title)),))))
    for flavour in FLAVOURS:
        values = yaml.safe_load(front_matter(markdown(article, flavour))) or {}
        if flavour != "pandoc":
            assert values.get("title", "") == one_line(title).strip()


def front_matter(text: str) -> str:
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    return match[1] if match else ""


def test_notes_stand_below_and_one_without_a_reference_gets_one() -> None:
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
    assert 'notes:\n  n2: "*"\n' in text
    assert read_markdown(text) == (article, ())


def test_a_link_that_is_not_safe_is_left_out_and_reported() -> None:
    output = writing.write(Article(body=(paragraph(Link(words("here"), "javascript:x()")),)), "markdown")
    assert output.data == b'<span class="lost-link">here</span>\n'
    assert [problem.kind for problem in output.problems] == ["unsafe_link"]


def test_an_empty_article_is_an_empty_file() -> None:
    assert markdown(Article()) == ""
    assert read_markdown("") == (Article(), ())


# ------------------------------------------------------------------------------- trees that are not normal

STRANGE: list[tuple[tuple[Inline, ...], str]] = [
    ((Text("  a\nb\t c "),), "a b c"),
    ((Text("a\u2028b\x85c\x07"),), "a b c"),
    ((Emphasis(()), Text("a")), "a"),
    ((Emphasis(words(" a ")), Text("b")), "a b"),
    ((Emphasis((Text("a"), Emphasis(words("b")))),), "ab"),
    ((Emphasis(words("a")), Emphasis(words("b"))), "ab"),
    ((Strong(words("a")), Strong(words("b"))), "ab"),
    ((Code("a"), Code("b`")), "ab`"),
    ((Text("a"), Code("b "), Text("c"), Code(" d"), Text("e")), "ab c de"),
    ((Text("a"), Code(" b "), Text("c"), Code("`d "), Text("e")), "a b c`d e"),
    ((Text("a"), Code("\n"), Text("b"), Code(""), Text("c")), "a bc"),
    ((Text("a"), Emphasis((Text("b"), Code("c "))), Text("d")), "abc d"),
    ((Text("a"), Strong((Code(" b"), Emphasis((Code("c "),)))), Text("d")), "a bc d"),
    ((Link((Text("a"), Link(words("b"), "https://e.org/b")), "https://e.org/a"),), "ab"),
    ((Text("a"), NoteRef("gone", "7")), "a"),
    ((LineBreak(), Text("a"), LineBreak(), LineBreak(), Text("b"), LineBreak()), "a\nb"),
]


@each_flavour
@pytest.mark.parametrize(("inlines", "expected"), STRANGE, ids=[repr(expected) for _, expected in STRANGE])
def test_strange_inlines_keep_their_words(inlines: tuple[Inline, ...], expected: str, flavour: str) -> None:
    read_back = read_markdown(markdown(Article(body=(Paragraph(inlines),)), flavour)).article
    assert plain(read_back.body) == expected


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
    inlines = words(text)
    return [
        Paragraph(inlines),
        paragraph("x", LineBreak(), text),
        paragraph(text, LineBreak(), "x"),
        paragraph(Emphasis(inlines), " x ", Strong(inlines), Superscript(inlines)),
        paragraph(text, Emphasis(words("x")), text),
        paragraph(Link(inlines, "https://e.org/"), Link(inlines, None)),
        paragraph(Code(text)),
        Heading(2, inlines),
        List(((Paragraph(inlines),), (Paragraph(inlines), Paragraph(inlines)))),
        BlockQuote((Paragraph(inlines),), attribution=inlines),
        Verse((inlines, inlines)),
        Table(rows=((inlines, inlines), ((Code(text),), ())), header=(inlines, words("x")), caption=inlines),
        Figure(caption=inlines, credit=inlines),
        Preformatted(text),
    ]


@each_flavour
def test_words_that_look_like_markup_stay_words_everywhere(flavour: str) -> None:
    literal = [" ".join(text.split()) for text in LITERAL]
    article = Article(body=tuple(block for text in literal for block in in_every_place(text)))
    assert read_markdown(markdown(article, flavour, wrap=40)) == (comes_back(article, flavour), ())


@each_flavour
def test_words_that_look_like_markup_stay_words_in_the_front_matter(flavour: str) -> None:
    literal = tuple(
        " ".join(text.split()) for text in (*LITERAL, "true", "null", "~", "2025-01-01", "0x1F", "- a", "a: b")
    )
    heads = [Byline(text, (Person(text, role=text),)) for text in literal]
    article = Article(head=Head(bylines=tuple(heads)), metadata=Metadata(keywords=literal))
    assert read_markdown(markdown(article, flavour)) == (comes_back(article), ())


def test_plain_commonmark_shows_the_words_too() -> None:
    literal = [text for text in (" ".join(text.split()) for text in LITERAL) if text.isascii()]
    text = markdown(Article(body=tuple(map(paragraph, literal))))
    shown = pandoc.run(["--from=commonmark", "--to=plain", "--wrap=none"], text.encode()).data.decode()
    assert shown.split("\n\n") == [*literal[:-1], literal[-1] + "\n"]


# --------------------------------------------------------------------------------------------- whole articles


@each_measure
@each_flavour
@pytest.mark.parametrize("article", [trees.everything(), trees.plain_article()], ids=["everything", "plain"])
def test_an_article_comes_back(article: Article, flavour: str, wrap: int) -> None:
    output = writing.write(article, "md", flavour=flavour, wrap=wrap)
    assert output.problems == ()
    assert read_markdown(output.data.decode()) == (comes_back(article), ())


@each_flavour
@examples(20)
@given(trees.articles(), st.lists(trees.some_inlines(), min_size=8, max_size=8), st.sampled_from([0, 72, 20]))
def test_any_article_comes_back(flavour: str, article: Article, more: list[tuple[Inline, ...]], wrap: int) -> None:
    article = replace(article, body=(*article.body, *map(Paragraph, more)))
    assert read_markdown(markdown(article, flavour, wrap)) == (comes_back(article, flavour), ())


def test_plain_commonmark_shows_the_structure() -> None:
    article = replace(trees.everything(), head=Head(), notes=())
    text = re.sub(r"<sup data-note=.*?</sup>", "", markdown(article))
    shown = pandoc.run(["--from=commonmark+pipe_tables", "--to=plain", "--wrap=none"], text.encode()).data.decode()
    words_shown = iter(shown.split())
    assert [word for word in trees.words_of(article) if word.isalpha() and word not in words_shown] == []


def test_writing_twice_is_the_same() -> None:
    assert markdown(trees.everything()) == markdown(trees.everything())
    once = markdown(trees.everything())
    assert markdown(read_markdown(once).article) == once


@pytest.fixture(scope="module")
def samples() -> dict[str, Article]:
    return {path.stem: copydesk.read(path.read_bytes()) for path in sorted((ROOT / "samples").glob("*.txt"))}


def test_markdownlint_finds_no_fault(samples: dict[str, Article], tmp_path: Path) -> None:
    linter = require_node("markdownlint-cli2") / "markdownlint-cli2-bin.mjs"
    for name, article in {**samples, "everything": trees.everything()}.items():
        for flavour in FLAVOURS:
            for wrap in (0, 72):
                (tmp_path / f"{name}.{flavour}.{wrap}.md").write_text(
                    markdown(article, flavour, wrap), encoding="utf-8"
                )
    config = ROOT / "tests" / "validators" / "ours.markdownlint.jsonc"
    process = subprocess.run(
        ["node", linter, "--config", config, "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (process.returncode, process.stderr) == (0, "")


def test_lines_are_of_the_measure(samples: dict[str, Article]) -> None:
    """Except what cannot be broken: headings, table rows, the front matter, words longer than a line."""
    for article in samples.values():
        for flavour in FLAVOURS:
            body = replace(article, head=Head(), metadata=Metadata(), lang="und")
            wide = [
                line
                for line in markdown(body, flavour, 60).splitlines()
                if columns(line) > 60 and not re.match(r"#|\||\S+$|<div|::: |> #", line)
            ]
            assert [line for line in wide if len(re.sub(r"\(<?http[^)]*\)", "", line)) > 60] == []


MEASURED: list[tuple[Section, int, str]] = [
    (paragraph("It rained on and on and on"), 20, "It rained on and on\nand on"),
    (paragraph("so it was on the 1st 1. the first"), 20, "so it was on the\n1st 1. the first"),
    (
        paragraph("one two three four - five six seven eight + ten"),
        20,
        "one two three four -\nfive six seven\neight + ten",
    ),
    (paragraph("one two three fourth # five"), 20, "one two three\nfourth # five"),
    (paragraph("漢字 漢字 漢字"), 20, "漢字 漢字 漢字"),
    (paragraph("한국 한국 한국 한국 한국"), 20, "한국 한국 한국 한국\n한국"),
    (paragraph("a ", Code("x = 1 + 2 + 3"), " b"), 20, "a `x = 1 + 2 + 3` b"),
    (paragraph("abcdefghij klmnop ", Code("x = 1 + 2"), " b"), 20, "abcdefghij klmnop\n`x = 1 + 2` b"),
    (BlockQuote((paragraph("abcdefghij klmnop qrstuv wx"),)), 22, "> abcdefghij klmnop\n> qrstuv wx"),
]


@pytest.mark.parametrize(("node", "wrap", "expected"), MEASURED, ids=[repr(row[2]) for row in MEASURED])
def test_a_wrapped_paragraph(node: Section, wrap: int, expected: str) -> None:
    assert markdown(Article(body=(node,)), wrap=wrap) == expected + "\n"
    assert read_markdown(expected) == (Article(body=(node,)), ())


PANDOCS: list[tuple[Section, str]] = [
    (Verse((words("a"), words("- b"), (), words("c"))), "| a\n| \\- b\n|\n| c"),
    (paragraph("19", Superscript(words("th"))), "19^th^"),
    (paragraph("a", Emphasis(words("(b)")), "c"), "a*(b)*c"),
    (paragraph("See ", Link(words("here"), None)), "See [here]{.lost-link}"),
    (paragraph("Stop!", Link(words("here"), None)), "Stop\\![here]{.lost-link}"),
    (paragraph("don't -- {x} $5 @cite ..."), "don\\'t \\-- \\{x} \\$5 \\@cite \\..."),
    (paragraph("A) one"), "A\\) one"),
    (List(((paragraph("a"),), (paragraph("b"),)), ordered=True, numbering="lower_alpha"), "a. a\nb. b"),
    (List(((paragraph("a"),),), ordered=True, numbering="upper_alpha"), "A.  a"),
    (List(((paragraph("a"),),), ordered=True, start=4, numbering="upper_roman"), "IV. a"),
    (List(((paragraph("a"),),), True, 5, "lower_roman"), "::: lower-roman\n\n5. a\n\n:::"),
    (Figure(words("c"), source="a.jpg", alt='a "b"'), '![c](a.jpg){alt="a \\\\"b\\\\""}'.replace("\\\\", "\\")),
    (Figure(words("c"), words("d")), "::: figure\n\n::: figcaption\n\nc\n\n[d]{.cite}\n\n:::\n\n:::"),
    (Table(((words("a"),),), caption=words("c")), "|  |\n| --- |\n| a |\n\n: c"),
    (List(((Table(((words("a"),),)),),)), "- <!-- -->\n\n  |  |\n  | --- |\n  | a |"),
    (Bio(words("Ana writes.")), "::: bio\n\nAna writes.\n\n:::"),
    (Speech(words("Q:"), (paragraph("a"),)), "::: speech\n\n[Q:]{.speaker} a\n\n:::"),
    (Speech(words("Ada"), (paragraph("a"),)), "::: speech\n\n[Ada]{.speaker}\\\na\n\n:::"),
    (BlockQuote((paragraph("a"),), words("Ada")), "> a\n>\n> [Ada]{.cite}"),
    (
        Contact((paragraph("a"),), links=("https://e.org/",)),
        '::: {.contact data-links="[\\"https://e.org/\\"]"}\n\na\n\n:::',
    ),
]


@pytest.mark.parametrize(("node", "expected"), PANDOCS, ids=[repr(expected) for _, expected in PANDOCS])
def test_in_the_flavour_of_pandoc(node: Section, expected: str) -> None:
    text = f'---\nmarkup: "pandoc"\n---\n\n{expected}\n'
    assert markdown(Article(body=(node,)), "pandoc") == text
    assert read_markdown(text) == (Article(body=(node,)), ())


GITHUBS = [
    (paragraph("See http://e.org, www.e.org, a@e.org"), "See http\\://e.org, www\\.e.org, a\\@e.org"),
    (paragraph("$5 and ~~no~~ :smile:"), "\\$5 and \\~\\~no\\~\\~ \\:smile:"),
]


@pytest.mark.parametrize(("node", "expected"), GITHUBS, ids=[repr(expected) for _, expected in GITHUBS])
def test_in_the_flavour_of_github(node: Section, expected: str) -> None:
    assert markdown(Article(body=(node,)), "gfm") == expected + "\n"
    assert read_pandoc(expected, "gfm").article.body == read_markdown(expected).article.body == (node,)


def test_a_note_of_one_word_is_shown_where_notes_are_not_known() -> None:
    article = Article(body=(paragraph("a", NoteRef("n1", "1")),), notes=(Note("n1", "1", (paragraph("Ibidem"),)),))
    assert read_markdown(markdown(article)) == (article, ())
    assert "Ibidem" in plain(read_pandoc(markdown(article), "commonmark").article)


def test_what_is_added_after_the_footer_is_no_part_of_it() -> None:
    article = Article(body=(paragraph("a"),), foot=(Bio(words("b")),))
    for flavour in FLAVOURS:
        document = read_markdown(markdown(article, flavour) + "\nMore.\n")
        assert document.article == replace(article, body=(paragraph("a"), paragraph("More.")))
        assert [problem.kind for problem in document.problems] == ["role"]


STRINGS_OF_YAML = [
    ('title: "C:\\\\path *x*"', "C:\\path *x*"),
    ("title: 'it''s *so*' # why", "it's *so*"),
    ("title: a_b_ [c](d) & `e`", "a_b_ [c](d) & `e`"),
    ("title: 1. May", "1. May"),
    ("title: |-\n  It *rained*", "It rained"),
    ("title: >-\n  It\n  *rained*", "It rained"),
    ("title:\n  It *rained*\n  again", "It rained again"),
    ('title: "\\u00e9 *so*\\x41"', "é soA"),
    ("title: true", "true"),
    ("title: a *b*\r", "a *b*"),
    ("title: 12", "12"),
]


@pytest.mark.parametrize(("line", "expected"), STRINGS_OF_YAML, ids=[row[0] for row in STRINGS_OF_YAML])
def test_strings_of_the_front_matter_are_plain(line: str, expected: str) -> None:
    assert plain(read_markdown(f"---\n{line}\ntags: [a*b*, 'c, d', \"_e_\"]\n---\n\nx\n").article.head) == expected


def test_lists_of_the_front_matter_are_plain() -> None:
    article = read_markdown("---\ntags: [a*b*, 'c, d', \"_e_\"]\nauthors:\n- name: *x*\n---\n".replace("*x*", "'*x*'"))
    assert article.article.metadata.keywords == ("a*b*", "c, d", "_e_")
    assert article.article.head.bylines == (Byline("*x*", (Person("*x*"),)),)


def test_headlines_keep_their_marks_unless_a_user_changes_them() -> None:
    text = markdown(HEADED)
    changed = read_markdown(text.replace('title: "What: \\"so\\""', "title: So what")).article
    assert changed.head.headline == Headline(words("So what"))


def test_the_day_of_an_update() -> None:
    article = read_markdown("---\ndate: 2025-05-12\nupdated: 2025-06-01\n---\n").article
    dates = (PubDate("2025-05-12", iso="2025-05-12"), PubDate("2025-06-01", iso="2025-06-01", kind="updated"))
    assert article.head.dates == dates
    assert markdown(article) == "---\ndate: 2025-05-12\nlastmod: 2025-06-01\n---\n"


# ------------------------------------------------------------------------------------- what a user has written

PERSONS: list[tuple[str, tuple[Section, ...], tuple[str, ...]]] = [
    ("a\nb", (paragraph("a b"),), ()),
    ("漢\n字", (paragraph("漢字"),), ()),
    ("*a* __b__ `c`", (paragraph(Emphasis(words("a")), " ", Strong(words("b")), " ", Code("c")),), ()),
    ("x`a `b` c`d", (paragraph("x", Code("a"), " b ", Code("c"), "d"),), ()),
    ("x`a\n`b<code> c</code>", (paragraph("x", Code("a"), " b ", Code("c")),), ()),
    ("x`` `a` ``b` `c", (paragraph("x", Code("`a`"), "b c"),), ()),
    ("*x`a `*`b `c", (paragraph(Emphasis((Text("x"), Code("a"))), " ", Code("b"), " c"),), ()),
    ("|x`a `b|\n|-|\n|c|", (Table(rows=((words("c"),),), header=((Text("x"), Code("a"), Text(" b")),)),), ()),
    ("Section\n---\n\na", (Heading(2, words("Section")), paragraph("a")), ()),
    ("a\n\n# Two\n\nb", (paragraph("a"), Heading(2, words("Two")), paragraph("b")), ("role",)),
    ("* a\n* b\n\n  c", (List(((paragraph("a"),), (paragraph("b"), paragraph("c")))),), ()),
    ("a  \nb", (paragraph("a", LineBreak(), "b"),), ()),
    ("a<br>b", (paragraph("a", LineBreak(), "b"),), ()),
    ("19^th^", (paragraph("19", Superscript(words("th"))),), ()),
    ("~~a~~ b", (paragraph("a b"),), ("unsupported",)),
    ("<u>a</u> b", (paragraph("a b"),), ("unsupported",)),
    ("<b>a <i>b</i></b>", (paragraph(Strong((Text("a "), Emphasis(words("b"))))),), ()),
    ("<b>a", (paragraph("a"),), ("unsupported",)),
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
    ("<script>x()</script>\n\na", (paragraph("a"),), ("unsupported",)),
    ("<!-- a -->\n\nb", (paragraph("b"),), ("comment",)),
    ("a<!-- x --> b <!-- y -->\nc", (paragraph("a b c"),), ("comment",)),
    ("a\n<!-- x -->\n*b* c", (paragraph("a ", Emphasis(words("b")), " c"),), ("comment",)),
    ("a\n<!-- x\n\n# y -->\n<!-- z -->\nb", (paragraph("a b"),), ("comment",)),
    ("a\n<!-- x --> *b*\nc", (paragraph("a ", Emphasis(words("b")), " c"),), ("comment",)),
    ("<!-- x --> *b*\nc", (paragraph(Emphasis(words("b")), " c"),), ("comment",)),
    ("a\n<!-- x -->\n<!-- y --> b", (paragraph("a b"),), ("comment",)),
    ("漢\n<!-- x -->\n字", (paragraph("漢字"),), ("comment",)),
    ("> a\n> <!-- x\n>\n> - y -->\n> b", (BlockQuote((paragraph("a b"),)),), ("comment",)),
    ("- a\n  <!-- x\n\n  y -->\n  b", (List(((paragraph("a b"),),)),), ("comment",)),
    ("a[^n]\n<!-- x -->\nb\n\n[^n]: c", (paragraph("a", NoteRef("n", "n"), " b"),), ("comment",)),
    ("a\n\n<!-- x -->\nb", (paragraph("a"), paragraph("b")), ("comment",)),
    ("a\n<!-- x -->\n\nb", (paragraph("a"), paragraph("b")), ("comment",)),
    ("a\n<!-- x --><div>b</div>\nc", (paragraph("a"), paragraph("b"), paragraph("c")), ("comment",)),
    ("- a\n<!-- x -->\n- b", (List(((paragraph("a"),),)), List(((paragraph("b"),),))), ("comment",)),
    ("```\na\n<!-- x -->\nb\n```", (Preformatted("a\n<!-- x -->\nb"),), ()),
    ("<!-- -->\n\nb", (paragraph("b"),), ()),
    ("<blockquote>\n\na\n\n</blockquote>", (BlockQuote((paragraph("a"),)),), ()),
    ('<div class="speech">\n\na\n\n</div>', (paragraph("a"),), ()),
    ('<div class="speech">\n\n<b class="speaker">a</b>\n\n</div>', (paragraph("a"),), ()),
    ('<b class="speaker">a</b> b', (paragraph(Strong(words("a")), " b"),), ()),
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


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a <!-- one\n two --> b", 1, "an HTML comment is left out; it says 'one two'"),
        ("a[^n]\n\nb <!-- one --> c\n\n<!-- two -->\n\n<!-- -->\n\n[^n]: d <!-- three -->", 3,
         "3 HTML comments are left out; the first says 'one'"),
        (f"a\n\n<!-- {'rain ' * 20}-->", 3, f"an HTML comment is left out; it says {'rain ' * 12 + '…'!r}"),
    ],
)  # fmt: skip
def test_comments_are_reported_in_one_note(text: str, line: int, message: str) -> None:
    assert read_markdown(text).problems == (Problem("comment", line, message),)


def test_strict_passes_over_comments(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained <!-- check --> all night.\n", encoding="utf-8")
    problems = copydesk.convert(tmp_path / "a.md", tmp_path / "a.html", strict=True).problems
    assert [problem.kind for problem in problems] == ["comment"]
    assert "check" not in (tmp_path / "a.html").read_text("utf-8")


def test_the_first_heading_is_the_headline() -> None:
    article = read_markdown("# A *title*\n\nText.\n").article
    assert article.head.headline == Headline((Text("A "), Emphasis(words("title"))))
    assert article.body == (paragraph("Text."),)


def test_a_first_heading_that_repeats_the_title_goes() -> None:
    article, problems = read_markdown("---\ntitle: A title\n---\n\nA title\n=======\n\nText.\n")
    assert (plain(article.head.headline), plain(article.body), problems) == ("A title", "Text.", ())


def test_a_problem_has_its_line() -> None:
    problems = read_markdown("---\ntitle: a\n---\n\nText.\n\nMore ~~text~~.\n").problems
    assert [problem.line for problem in problems] == [7]


def test_front_matter_that_a_user_wrote() -> None:
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
    assert plain(article.head.deck) == "It *rained*"
    assert (article.lang, article.metadata.keywords) == ("es", ("rain", "Lima"))
    assert [(problem.kind, "layout" in problem.message, "post" in problem.message) for problem in problems] == [
        ("metadata", True, True)
    ]


def test_a_date_that_a_user_corrects_is_kept() -> None:
    head = Head(dates=(PubDate("Monday, 12 May", iso="2025-05-12"), PubDate("later", kind="updated")))
    text = markdown(Article(head=head)).replace("date: 2025-05-12", "date: 2025-05-13")
    article, problems = read_markdown(text)
    assert article.head.dates == (PubDate("2025-05-13", iso="2025-05-13"), PubDate("later", kind="updated"))
    assert [problem.kind for problem in problems] == ["metadata"]


def test_notes_that_a_user_wrote_keep_labels_order_and_words() -> None:
    article = read_markdown("a[^B] b[^a] c[^b]\n\n[^a]: One.\n[^b]: Two.\n[^x]: Never called up.\n").article
    assert [(note.id, plain(note)) for note in article.notes] == [
        ("a", "One."),
        ("b", "Two."),
        ("x", "Never called up."),
    ]
    assert [node.note for node in walk(article.body) if isinstance(node, NoteRef)] == ["b", "a", "b"]


@pytest.mark.parametrize("text", ["a[^1]\n\n[^1]: b[^1]", "a[^1]\n\n[^1]: x\n\n    b[^1]\n\n[^2]: c[^1]\n"])
def test_notes_that_refer_to_each_other_are_read(text: str) -> None:
    assert "b[^1]" in plain(read_markdown(text).article.notes)


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n\na", ">" * 3000 + " deep"])
def test_what_cannot_be_read_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError) as raised:
        read_markdown(text)
    assert raised.value.remedy


@each_flavour
def test_a_headline_with_half_a_character_is_written(flavour: str) -> None:
    article = Article(head=Head(headline=Headline((Text("Rain\ud800"),))))
    assert b"Rain" in writing.write(article, "markdown", flavour=flavour).data


def test_control_characters_and_surrogates_are_left_out_and_reported() -> None:
    article, problems = read_markdown("a\x00b\ud800c&#7;d\u202ee")
    assert plain(article.body) == "ab\ufffdcde"
    assert [problem.kind for problem in problems] == ["character"]


@examples(30)
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
