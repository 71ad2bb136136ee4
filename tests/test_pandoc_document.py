"""The tree as pandoc's document, without pandoc."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from copydesk.tree import (
    Article,
    Bio,
    BlockQuote,
    Break,
    Byline,
    Code,
    Contact,
    Dateline,
    Deck,
    EditorsNote,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    Kicker,
    LineBreak,
    Link,
    List,
    Metadata,
    Node,
    Note,
    NoteRef,
    Person,
    Preformatted,
    PubDate,
    PullQuote,
    Rights,
    Speech,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
)
from copydesk.visit import plain
from copydesk.writing import _pandoc
from copydesk.writing._pandoc import elements
from copydesk.writing._pandoc.document import Pandoc, document
from copydesk.writing._pandoc.elements import words as pandoc_words
from copydesk.writing._pandoc.guard import guarded
from copydesk.writing._pandoc.metadata import metadata
from copydesk.writing._pandoc.target import TargetFormat
from tests.trees import paragraph, words


def brief(value: Any) -> Any:
    """pandoc's elements in a short form: words as strings, others as ``(name, content)``, attributes by their class."""
    if isinstance(value, list):
        if len(value) == 3 and value[0] == "" and isinstance(value[1], list):
            return ".".join(["", *value[1]])
        return [brief(part) for part in value]
    if isinstance(value, dict) and "t" in value:
        if value["t"] == "Space":
            return " "
        if value["t"] == "Str":
            return value["c"]
        return (value["t"], brief(value["c"])) if "c" in value else value["t"]
    return value


def made(node: Node, *, article: Article | None = None, **target: Any) -> Any:
    return brief(Pandoc(article or Article(), TargetFormat(**target)).visit(node))


@pytest.mark.parametrize(
    ("words_", "expected"),
    [("", []), ("a", ["a"]), ("a  b ", ["a", " ", " ", "b", " "]), (" a", [" ", "a"])],
)
def test_words_and_spaces(words_: str, expected: list[str]) -> None:
    assert brief(pandoc_words(words_)) == expected


A, B = ("Para", ["a"]), ("Para", ["b"])


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (paragraph("a b"), [("Para", ["a", " ", "b"])]),
        (Heading(3, words("a")), [("Header", [2, "", ["a"]])]),
        (Headline(words("a")), [("Header", [1, "", ["a"]])]),
        (Kicker(words("a")), [("Div", [".kicker", [A]])]),
        (Byline("a"), [("Div", [".byline", [A]])]),
        (PubDate("a"), [("Div", [".date", [A]])]),
        (EditorsNote(words("a")), [("Div", [".editors-note", [A]])]),
        (Bio(words("a")), [("Div", [".bio", [A]])]),
        (Rights(words("a")), [("Div", [".rights", [A]])]),
        (Contact((paragraph("a"),)), [("Div", [".contact", [A]])]),
        (BlockQuote((paragraph("a"),)), [("BlockQuote", [A])]),
        (BlockQuote((paragraph("a"),), words("b")), [("BlockQuote", [A, B])]),
        (PullQuote(words("a")), [("Div", [".pull-quote", [("BlockQuote", [A])]])]),
        (PullQuote(words("a"), words("b")), [("Div", [".pull-quote", [("BlockQuote", [A, B])]])]),
        (Verse((words("a"), (), words("b"))), [("LineBlock", [["a"], [], ["b"]])]),
        (Preformatted("a  b"), [("CodeBlock", ["", "a  b"])]),
        (Break(), ["HorizontalRule"]),
        (List(((paragraph("a"),), (paragraph("b"),))), [("BulletList", [[A], [B]])]),
        (
            List(((paragraph("a"),),), True, 4, "upper_roman"),
            [("OrderedList", [[4, "UpperRoman", "Period"], [[A]]])],
        ),
        (List((), True), [("OrderedList", [[1, "Decimal", "Period"], []])]),
        (Emphasis(words("a")), [("Emph", ["a"])]),
        (Strong(words("a")), [("Strong", ["a"])]),
        (Superscript(words("a")), [("Superscript", ["a"])]),
        (LineBreak(), ["LineBreak"]),
        (Code("a b"), [("Code", ["", "a b"])]),
        (Code(" a\n"), [" ", ("Code", ["", "a"]), " "]),
        (Code("a "), [("Code", ["", "a"]), " "]),
        (Code("  "), [" "]),
        (Code(""), []),
        (Link(words("a"), "https://e.org/"), [("Link", ["", ["a"], ["https://e.org/", ""]])]),
        (Link(words("a"), "javascript:a"), [("Span", [".lost-link", ["a"]])]),
        (Link(words("a"), None), [("Span", [".lost-link", ["a"]])]),
        (NoteRef("missing", "1"), [("Superscript", ["1"])]),
        (
            Speech(words("Q:"), (paragraph("a"), paragraph("b"))),
            [("Div", [".speech", [("Para", [("Span", [".speaker", [("Strong", ["Q:"])]]), " ", "a"]), B]])],
        ),
        (Speech((), (paragraph("a"),)), [("Div", [".speech", [A]])]),
        (Speech((), (List(()),)), [("Div", [".speech", [("BulletList", [])]])]),
        (
            Speech(words("Q"), (List(()),)),
            [("Div", [".speech", [("Para", [("Span", [".speaker", [("Strong", ["Q"])]])]), ("BulletList", [])]])],
        ),
    ],
)
def test_the_elements_of_a_node(node: Node, expected: Any) -> None:
    assert made(node) == expected


def test_headings_are_below_a_title_and_paragraphs_inside_of_others() -> None:
    heading = Heading(3, words("a"))
    assert made(heading, title=False) == [("Header", [3, "", ["a"]])]
    strong = ("Para", [("Strong", ["a"])])
    assert made(BlockQuote((heading,))) == [("BlockQuote", [strong])]
    assert made(List(((heading,),))) == [("BulletList", [[strong]])]
    assert made(Speech((), (paragraph("b"), heading))) == [("Div", [".speech", [B, strong]])]
    assert made(Contact((heading,))) == [("Div", [".contact", [("Header", [2, "", ["a"]])]])]


PICTURE = ("Image", ["", ["alt"], ["a.jpg", ""]])


@pytest.mark.parametrize(
    ("figure", "pictures", "expected", "problems"),
    [
        (Figure(), True, [], 0),
        (Figure(words("a")), True, [("Div", [".figure", [A]])], 0),
        (Figure(words("a"), words("b")), True, [("Div", [".figure", [A, B]])], 0),
        (Figure((), (), "a.jpg", "alt"), True, [("Para", [PICTURE])], 0),
        (
            Figure(words("a"), words("b"), "a.jpg", "alt"),
            True,
            [("Figure", ["", [None, [("Plain", ["a"]), ("Plain", ["b"])]], [("Plain", [PICTURE])]])],
            0,
        ),
        (Figure(words("a"), (), "a.jpg", "alt"), False, [("Div", [".figure", [A]])], 1),
        (Figure((), (), "a.jpg", "alt"), False, [], 1),
    ],
)
def test_figures(figure: Figure, pictures: bool, expected: Any, problems: int) -> None:
    maker = Pandoc(Article(), TargetFormat(pictures=pictures))
    assert brief(maker.visit(figure)) == expected
    assert len(maker.problems) == problems


def row(*cells: list[str]) -> Any:
    return ["", [["", "AlignDefault", 1, 1, [("Plain", cell)] if cell else []] for cell in cells]]


@pytest.mark.parametrize("captions", [True, False])
def test_tables(captions: bool) -> None:
    node = Table(((words("Ré"), words("1")), (words("a"),)), (words("x"), words("y")), caption=words("c"))
    *before, (kind, content) = made(node, captions=captions)
    assert before == ([] if captions else [("Para", ["c"])])
    assert kind == "Table"
    assert content == [
        "",
        [None, [("Plain", ["c"])] if captions else []],
        [["AlignDefault", "ColWidthDefault"], ["AlignRight", "ColWidthDefault"]],
        ["", [row(["x"], ["y"])]],
        [["", 0, [], [row(["Ré"], ["1"]), row(["a"], [])]]],
        ["", []],
    ]
    ((_, headless),) = made(Table(((words("a"),),)))
    assert headless[1] == [None, []]
    assert headless[3] == ["", []]


@pytest.mark.parametrize(
    ("link", "reported"),
    [
        (Link(words("here"), "https://e.org/"), True),
        (Link(words("https://e.org/"), "https://e.org/"), False),
        (Link(words("a@e.org"), "mailto:a@e.org"), False),
        (Link(words("here"), "javascript:a"), True),
        (Link(words("here"), None), False),
    ],
)
def test_links_that_a_format_cannot_keep_are_reported(link: Link, *, reported: bool) -> None:
    maker = Pandoc(Article(), TargetFormat(links=False))
    assert brief(maker.visit(link)) in (
        brief(pandoc_words(plain(link.inlines))),
        [("Span", [".lost-link", ["here"]])],
    )
    assert len(maker.problems) == reported


# ------------------------------------------------------------------------------------------------------ the whole


def blocks(article: Article, **target: Any) -> Any:
    return brief(Pandoc(article, TargetFormat(**target)).all_blocks())


def test_what_the_template_shows_is_not_repeated() -> None:
    head = Head(headline=Headline(words("h")), deck=Deck(words("d")), kicker=Kicker(words("k")))
    kicker, deck, headline = ("Div", [".kicker", [("Para", ["k"])]]), ("Div", [".deck", [("Para", ["d"])]]), "Header"
    article = Article(head=head)
    assert blocks(article) == [kicker]
    assert blocks(article, deck=False) == [kicker, deck]
    shown = blocks(article, title=False, deck=False)
    assert [block[0] for block in shown] == ["Div", headline, "Div"]


def test_the_dateline_is_run_in() -> None:
    place = ("Strong", ["TARN"])
    head = Head(dateline=Dateline("TARN"))
    assert blocks(Article(head=head, body=(paragraph("a"), paragraph("b")))) == [("Para", [place, " ", "a"]), B]
    assert blocks(Article(head=head, body=(Break(), paragraph("b")))) == [("Para", [place]), "HorizontalRule", B]
    assert blocks(Article(head=head)) == [("Para", [place])]


def note(name: str, *inside: Any) -> Note:
    return Note(name, name, inside or (paragraph(name),))


def test_a_note_is_at_its_first_reference_and_others_before_the_foot() -> None:
    ref = NoteRef("a", "1")
    article = Article(
        head=Head(headline=Headline((Text("h"), NoteRef("b", "2")))),
        body=(paragraph("x", ref, ref, Link((NoteRef("b", "2"),), "https://e.org/")),),
        notes=(note("a", paragraph("n", NoteRef("b", "2")), Heading(2, words("a"))), note("b")),
        foot=(Bio(words("f")),),
    )
    two = ("Superscript", ["2"])
    noted = ("Note", [("Para", ["n", two]), ("Para", [("Strong", ["a"])])])
    link = ("Link", ["", [two], ["https://e.org/", ""]])
    assert blocks(article) == [
        ("Para", ["x", noted, ("Superscript", ["1"]), link]),
        ("Div", [".notes", [("Para", [("Superscript", ["b"]), " ", "b"])]]),
        ("Div", [".bio", [("Para", ["f"])]]),
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ((paragraph("a"), paragraph("b")), [("Para", [("Superscript", ["n"]), " ", "a"]), B]),
        ((Break(), paragraph("b")), [("Para", [("Superscript", ["n"])]), "HorizontalRule", B]),
        ((), [("Para", [("Superscript", ["n"]), " "])]),
    ],
)
def test_a_note_without_a_reference_begins_with_its_mark(inside: tuple[Any, ...], expected: Any) -> None:
    assert made(Note("n", "n", inside)) == expected


def test_the_document() -> None:
    article = Article(body=(paragraph(Link(words("a"), "javascript:a")),))
    data, problems = document(article, TargetFormat(), (1, 23), "rst")
    content = msgspec.json.decode(data)
    assert content["pandoc-api-version"] == [1, 23]
    assert content["meta"] == {}
    assert [block["t"] for block in content["blocks"]] == ["Para"]
    assert [problem.kind for problem in problems] == ["unsafe_link"]


# --------------------------------------------------------------------------------------------------- the metadata


def data_of(article: Article, to: str = "latex", **target: Any) -> Any:
    maker = Pandoc(article, TargetFormat(**target))
    return {key: brief(value) for key, value in metadata(article, TargetFormat(**target), to, maker.bare).items()}


def strings(*values: str) -> Any:
    return ("MetaList", [("MetaInlines", [value]) for value in values])


def test_metadata() -> None:
    article = Article(
        lang="ar",
        head=Head(
            headline=Headline((Text("h"), NoteRef("n", "1"))),
            deck=Deck(words("d")),
            bylines=(Byline("By Ana and Jon", (Person("Ana"), Person("Jon"))), Byline("By us")),
            dates=(PubDate("later", "2025-05-18", "updated"), PubDate("then", "2025-05-17"), PubDate("x")),
        ),
        notes=(note("n"),),
        metadata=Metadata(publisher="p", keywords=("k", "l"), rights="r", description="s", url="u", identifier="i"),
    )
    values = data_of(article)
    assert values.pop("title") == ("MetaInlines", ["h", ("Superscript", ["1"])])
    assert values.pop("author") == strings("Ana", "Jon")
    assert values.pop("keywords") == strings("k", "l")
    assert {key: value[1] for key, value in values.items()} == {
        "subtitle": ["d"],
        "date": ["2025-05-17"],
        "lang": ["ar"],
        "dir": ["rtl"],
        "publisher": ["p"],
        "description": ["s"],
        "rights": ["r"],
        "identifier": ["i"],
        "url": ["u"],
    }
    assert "subtitle" not in data_of(article, deck=False)
    (keyword, _) = data_of(article, "typst")["keywords"][1]
    assert keyword == ("MetaInlines", [("RawInline", ["typst", '"k"'])])


def test_what_is_unknown_is_no_metadata() -> None:
    assert data_of(Article()) == {}
    unnamed = Article(head=Head(bylines=(Byline("us"),), dates=(PubDate("then"),)))
    assert data_of(unnamed) == {"author": strings("us"), "date": ("MetaInlines", ["then"])}


def test_metadata_of_a_template_in_its_place() -> None:
    article = Article(metadata=Metadata(rights="r", description="s", publisher="p"))
    mapped = {
        "abstract": "description",
        "copyright.statement": "rights",
        "copyright.holder": "publisher",
        "tags": "keywords",
    }
    values = data_of(article, metadata=mapped)
    assert values["abstract"] == ("MetaBlocks", [("Para", ["s"])])
    assert values["copyright"] == (
        "MetaMap",
        {
            "statement": {"t": "MetaInlines", "c": [{"t": "Str", "c": "r"}]},
            "holder": {"t": "MetaInlines", "c": [{"t": "Str", "c": "p"}]},
        },
    )
    assert "tags" not in values


# ----------------------------------------------------------------------------------------------------- the guard


def guard(value: Any, to: str) -> Any:
    return brief(guarded(value, to))


def raw(to: str, word: str) -> Any:
    return ("RawInline", [to, word])


def test_words_that_are_markup_at_the_start_of_a_line_are_escaped_there() -> None:
    line = [*pandoc_words("- a -"), {"t": "LineBreak"}, *pandoc_words("- b")]
    escaped = [raw("rst", r"\-"), " ", "a", " ", "-", "LineBreak", raw("rst", r"\-"), " ", "b"]
    for kind in ("Para", "Plain", "MetaInlines"):
        assert guard({"t": kind, "c": line}, "rst") == (kind, escaped)
    assert guard({"t": "Header", "c": [1, ["", [], []], line]}, "rst") == ("Header", [1, "", escaped])
    assert guard({"t": "LineBlock", "c": [line, line]}, "rst") == ("LineBlock", [escaped, escaped])
    assert guard({"t": "Para", "c": line}, "latex") == ("Para", brief(line))


def test_words_that_are_markup_anywhere_are_escaped_everywhere_but_in_code() -> None:
    emph = {"t": "Emph", "c": pandoc_words("a [b] -")}
    code = {"t": "Code", "c": [["", [], []], "[b]"]}
    assert guard({"t": "Para", "c": [emph, code, {"t": "Space"}]}, "mediawiki") == (
        "Para",
        [("Emph", ["a", " ", raw("mediawiki", "<nowiki>[b]</nowiki>"), " ", "-"]), ("Code", ["", "[b]"]), " "],
    )
    blocks = {"author": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": pandoc_words("[b]")}]}, "n": 1}
    assert guarded(blocks, "mediawiki")["author"]["c"][0]["c"][0]["t"] == "RawInline"
    assert guarded(blocks, "mediawiki")["n"] == 1
    assert guard(pandoc_words("a*b & <c>"), "asciidoc") == [
        raw("asciidoc", "a&#42;b"),
        " ",
        "&",
        " ",
        raw("asciidoc", "&#60;c&#62;"),
    ]


# ------------------------------------------------------------------------------------------------------- pandoc


def test_how_pandoc_is_called() -> None:
    formats = _pandoc._FORMATS
    assert _pandoc._arguments("jats", formats["jats"]) == [
        "--standalone",
        "--from=json",
        "--to=jats",
        "--wrap=none",
        "--output=-",
    ]
    hidden = ["--variable-json=author=[]", "--variable-json=date=[]"]
    assert _pandoc._arguments("latex", formats["latex"])[4:-1] == hidden
    assert _pandoc._arguments("plain", formats["plain"])[4:-1] == [*hidden, "--variable-json=titleblock=[]"]


LETTERS = "Rain fell on the old mill , and - it fell 2. times on us all"


def test_words_of_letters_share_an_element() -> None:
    """But for the first of a line, which a format may take for markup, and for those with anything else in them."""
    inlines = [*elements.words(LETTERS), {"t": "LineBreak"}, *elements.words("a mill at last")]
    shared = elements.merged([{"t": "Emph", "c": inlines}])
    strings = [part["c"] for part in shared[0]["c"] if part["t"] == "Str"]
    assert strings == [
        "Rain", "fell on the old mill", ",", "and", "-", "it fell", "2.", "times on us all", "a", "mill at last",
    ]  # fmt: skip
    assert "".join(part.get("c", " " if part["t"] == "Space" else "\n") for part in shared[0]["c"]) == (
        f"{LETTERS}\na mill at last"
    )


def test_a_long_paragraph_takes_few_elements() -> None:
    shared = elements.merged(elements.words("word " * 10_000))
    assert len(shared) < 1000
    assert all(len(part.get("c", "")) < elements.MERGED + 5 for part in shared)


@pytest.mark.parametrize("inlines", [[], [elements.SPACE], [elements.SPACE, elements.element("Str", "a")]])
def test_what_has_no_words_to_share_stays(inlines: elements.Elements) -> None:
    assert elements.merged(inlines) == inlines
