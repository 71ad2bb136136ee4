"""The formats written by pandoc: that no word is lost in any, and what may go wrong."""

from __future__ import annotations

import html
import io
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

import copydesk
from copydesk import pandoc, writing
from copydesk.errors import CopydeskError, InputError, MissingEngineError, UsageError
from copydesk.reading.markdown.document import read_pandoc
from copydesk.tree import (
    Article,
    Code,
    Emphasis,
    Figure,
    Head,
    Heading,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Strong,
    Table,
)
from copydesk.visit import plain, walk
from copydesk.writing import _pandoc
from tests import trees
from tests.tools import ROOT, examples
from tests.trees import paragraph, words

THROUGH_PANDOC = [known.name for known in _pandoc.formats()]


def in_format(to: str, article: Article) -> str:
    """The output as text: of an OpenDocument its content, a line end after each paragraph."""
    data = writing.write(article, to).data
    if to != "odt":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def shown(text: str) -> str:
    """The text without tags and without the escape sequences of terminals."""
    if re.match(r"\s*<(\?xml|!DOCTYPE|\w+[\s>])", text):
        text = re.sub(
            r"<(text:s|text:line-break|text:tab|br|lb)\b[^>]*/>|</(text:p|text:h|p|title|last-name|t[dh]|v)>",
            "\n",
            text,
        )
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    if text.startswith("{\\rtf"):
        text = re.sub(r"\\u(-?\d+) ?\?", lambda match: chr(int(match[1]) % 0x10000), text)
    text = text.replace(r"\(at", "@")
    text = re.sub(r"\\\[u([0-9A-F]{4,6})\]|\\\([a-z]{2}", lambda match: chr(int(match[1] or "20", 16)), text)  # roff
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", text)


WORD = re.compile(r"[^\W\d_]{3,}")


def bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))  # a terminal's headings are in capitals


@pytest.mark.parametrize("to", THROUGH_PANDOC)
def test_no_word_is_lost(to: str) -> None:
    article = without_notes(trees.everything())
    article_words = bag(" ".join(trees.words_of(article)))
    assert article_words - bag(shown(in_format(to, article))) == Counter()


def without_notes(article: Article) -> Article:
    """The article without references, whose marks may run into words; the notes stay."""

    def strip(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(strip(part) for part in node if not isinstance(part, NoteRef))
        if hasattr(node, "__struct_fields__"):
            return type(node)(**{name: strip(getattr(node, name)) for name in node.__struct_fields__})
        return node

    stripped = strip(article)
    assert isinstance(stripped, Article)
    return stripped


@pytest.mark.parametrize("to", THROUGH_PANDOC)
def test_words_stand_in_order(to: str) -> None:
    """Except captions of tables, which some formats put below the table."""
    article = without_captions(replace(without_notes(trees.everything()), head=Head()))
    words_shown = iter(WORD.findall(shown(in_format(to, article)).lower()))
    article_words = WORD.findall(" ".join(trees.words_of(article)).lower())
    assert [word for word in article_words if word not in words_shown] == []


@pytest.mark.parametrize("to", THROUGH_PANDOC)
@pytest.mark.parametrize("name", ["arabic", "opinion"])
def test_words_of_samples(to: str, name: str) -> None:
    article = without_notes(copydesk.read((ROOT / "samples" / f"{name}.txt").read_bytes()))
    words_shown = iter(WORD.findall(shown(in_format(to, replace(article, head=Head()))).lower()))
    article_words = WORD.findall(" ".join(trees.words_of(replace(article, head=Head()))).lower())
    assert [word for word in article_words if word not in words_shown] == []


def without_captions(article: Article) -> Article:
    """The article without the captions of its tables."""

    def strip(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(map(strip, node))
        if not hasattr(node, "__struct_fields__"):
            return node
        fields = {name: strip(getattr(node, name)) for name in node.__struct_fields__}
        return type(node)(**{**fields, "caption": ()} if isinstance(node, Table) else fields)

    stripped = strip(article)
    assert isinstance(stripped, Article)
    return stripped


KNOWN = {
    "odt": ("description", "rights", "publisher", "identifier", "keywords", "date"),
    "jats": ("description", "rights", "publisher", "keywords", "date"),
    "jats_publishing": ("description", "rights", "publisher", "keywords", "date"),
    "tei": ("rights", "publisher", "date"),
    "fb2": ("description", "date"),
    "latex": ("description", "keywords"),
    "typst": ("keywords",),
    "docbook5": ("date",),
}
"""The metadata that each format of pandoc can hold."""


@pytest.mark.parametrize(("to", "names"), KNOWN.items(), ids=KNOWN)
def test_metadata_stands_where_the_format_has_a_place(to: str, names: tuple[str, ...]) -> None:
    article = trees.everything()
    data = writing.write(article, to).data
    if to == "odt":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read("meta.xml")
    metadata = article.metadata
    values = {name: getattr(metadata, name, None) for name in names} | {
        "keywords": metadata.keywords[0],
        "date": "2025-05-12",
    }
    assert [name for name in names if str(values[name]) not in data.decode()] == []
    assert "Oyelaran" in data.decode()


def test_keywords_are_strings_of_typst() -> None:
    article = Article(metadata=Metadata(keywords=("upper lake", 'a "b"')))
    assert 'keywords: ("upper lake","a \\"b\\""),' in in_format("typst", article)


@pytest.mark.parametrize("to", [name for name, row in _pandoc._FORMATS.items() if not (row.pictures and row.captions)])
def test_a_picture_that_is_not_in_the_document_is_reported(to: str) -> None:
    output = writing.write(Article(body=(Figure(words("The pier"), source="p.jpg", alt="Snow"),)), to)
    assert [problem.message for problem in output.problems] == [
        "the picture p.jpg is not in the document, only its caption"
    ]


@pytest.mark.parametrize("to", ["plain", "ms"])
def test_a_link_whose_target_is_not_in_the_document_is_reported(to: str) -> None:
    mail = Link(words("a@e.org"), "mailto:a@e.org")
    output = writing.write(Article(body=(paragraph(Link(words("here"), "https://e.org/"), " ", mail),)), to)
    assert [problem.message for problem in output.problems] == [
        "the link 'here' to https://e.org/ is not in the document, only its words"
    ]


@pytest.mark.parametrize("to", ["asciidoc", "odt", "latex", "rst", "jats", "docbook5", "mediawiki", "djot", "rtf"])
def test_words_come_back_in_order(to: str) -> None:
    """For formats that pandoc also reads: the words of an ordinary article, in order, and its blocks."""
    article = trees.plain_article()
    data = writing.write(article, to).data
    read_back_article = read_pandoc(data, "docbook" if to == "docbook5" else to).article
    read_back = (plain(read_back_article.head.headline), *map(plain, read_back_article.body))
    words_read = iter(" ".join(read_back).split())
    body = trees.words_of(replace(article, head=replace(article.head, deck=None, bylines=(), dates=())))
    assert [word for word in body if word not in words_read] == []
    inlines = {Emphasis, Link} & {type(node) for node in walk(read_back_article.body)}
    assert inlines == {Emphasis, Link}


LIKE_ASCIIDOC = [
    "*b*",
    "_i_",
    "+x+",
    "`c`",
    "#h#",
    "^s^",
    "~s~",
    "include::/etc/passwd[]",
    "ifdef::x[]",
    "a::",
    "::",
    "[x]",
    "{attr}",
    "<<r>>",
    "((i))",
    "--",
    "...",
    "(C)",
    "C++",
    "a+b",
    "1.",
    "a)",
    ".dot",
    "=",
    "==",
    "//",
    "////",
    "http://e.org[x]",
    "link:x[y]",
    "image:x[]",
    "pass:[<b>]",
    "|",
    "----",
    "*",
    "->",
    "&copy;",
    "a_b_c",
    "5*3",
    "word",
    "naïve",
    "“q”",
    "x:y",
    ":a:",
    "-",
    "@x",
    "m@e.org",
    "+",
    "++",
    "+++",
    "$$",
    "%",
    "NOTE:",
    "TIP:",
    "____",
    "====",
    "|===",
    "term::",
    ".",
    "..",
    "**",
    "<<",
    ">>",
]


def test_words_that_look_like_asciidoc_stay_words() -> None:
    chosen = random.Random(7)
    texts = [" ".join(chosen.choices(LIKE_ASCIIDOC, k=chosen.randint(1, 6))) for _ in range(600)]
    blocks = tuple(Heading(2, words(text)) if index % 7 == 3 else paragraph(text) for index, text in enumerate(texts))
    data = writing.write(Article(body=blocks), "asciidoc").data
    assert b"include::" not in data
    read_back = read_pandoc(data, "asciidoc").article
    assert [" ".join(plain(block).split()) for block in read_back.body] == texts


NESTED = Article(
    body=(
        Heading(2, words("Section")),
        List(((paragraph("one"),), (paragraph("two"), List(((paragraph("deep"),),)))), ordered=True, start=3),
        paragraph("a", NoteRef("n", "1"), " and again", NoteRef("n", "1")),
        paragraph(Link(words("x"), "javascript:y")),
    ),
    notes=(Note("n", "1", (paragraph("said"),)), Note("m", "2", (paragraph("unsaid"),))),
)


def test_lists_and_notes_come_back() -> None:
    read_back = read_pandoc(writing.write(NESTED, "rst").data, "rst").article
    assert NESTED.body[1] in read_back.body
    assert [plain(note) for note in read_back.notes] == ["said"]
    assert "unsaid" in plain(read_back.body)


def test_a_space_at_an_edge_of_code_separates_words() -> None:
    code = paragraph("x", Code("a "), "y", Code(" "), "z", Code(" b"), Code(""), ".")
    assert plain(read_pandoc(writing.write(Article(body=(code,)), "rst").data, "rst").article.body) == "xa y z b."


def test_a_note_that_nothing_refers_to_stands_before_the_foot() -> None:
    text = plain(read_pandoc(writing.write(trees.notes_and_foot(), "rst").data, "rst").article.body)
    assert text.index("Of nothing.") < text.index("Write to us")


def test_a_link_that_is_not_safe_and_a_picture_are_reported() -> None:
    assert [problem.kind for problem in writing.write(NESTED, "odt").problems] == ["unsafe_link"]
    output = writing.write(Article(body=(Figure(words("The pier"), source="/etc/passwd"),)), "odt")
    assert ["/etc/passwd" in problem.message for problem in output.problems] == [True]
    assert "javascript" not in in_format("latex", NESTED)


@pytest.mark.parametrize("to", ["latex", "typst", "rst", "djot", "plain", "ansi"])
def test_the_title_is_the_title_and_the_bylines_stand_once_as_they_stood(to: str) -> None:
    text = in_format(to, trees.plain_article())
    assert text.count("By Marta Oyelaran") == 1
    assert text.count("12 May 2025") == 1
    assert "Ferry returns to the upper lake" in text


def test_jats_has_the_names_as_data() -> None:
    text = in_format("jats", trees.everything())
    assert "<string-name>Jon Lind</string-name>" in text
    assert '<pub-date date-type="pub" publication-format="electronic" iso-8601-date="2025-05-12">' in text


def test_odt_has_properties() -> None:
    with zipfile.ZipFile(io.BytesIO(writing.write(trees.everything(), "odt").data)) as archive:
        meta = archive.read("meta.xml").decode()
    for element in (
        "<dc:title>What the Aurora carried<",
        "Marta Oyelaran; Jon Lind",
        ">ferries, lakes<",
        "<dc:language>en<",
    ):
        assert element in meta


LITERALS = (
    "\\input{/etc/passwd}",
    ".. include:: /etc/passwd",
    "#import x",
    "=cmd",
    "* a",
    "<b>",
    "&amp;",
    "{{x}}",
    "$x$",
)


@pytest.mark.parametrize("to", ["latex", "rst", "jats", "typst", "odt", "docbook5"])
def test_words_that_look_like_markup_stay_words(to: str) -> None:
    article = Article(body=tuple(map(paragraph, LITERALS)))
    read_back = read_pandoc(writing.write(article, to).data, "docbook" if to == "docbook5" else to).article
    assert [plain(block) for block in read_back.body] == list(LITERALS)


@examples(25)
@given(trees.articles())
def test_any_article_can_be_written(article: Article) -> None:
    for to in ("latex", "opendocument"):
        assert writing.write(article, to).data


# ---------------------------------------------------------------------------------------------- the formats


def test_formats_are_those_of_pandoc_that_copydesk_does_not_write() -> None:
    names = set(THROUGH_PANDOC)
    assert names <= set(pandoc.output_formats())
    assert {"odt", "latex", "rst", "jats", "typst", "plain", "tei", "rtf"} <= names
    assert not names & {"markdown", "gfm", "html", "docx", "epub", "pdf", "json", "revealjs", "csljson"}
    assert [known.name for known in _pandoc.formats() if known.binary] == ["odt"]


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    formats = writing.formats()
    assert len({one.name for one in formats}) == len(formats)
    endings = [ending for one in formats for ending in one.endings]
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize(("asked", "name"), [(".tex", "latex"), ("ODT", "odt"), (".dj", "djot"), (".typ", "typst")])
def test_formats_are_found_by_their_endings(asked: str, name: str) -> None:
    assert writing.format_of(asked).name == name


def test_what_is_no_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="beamer"):
        writing.write(trees.plain_article(), "beamer")
    with pytest.raises(UsageError):
        pandoc.run(["--from=json", "--to=nonsense"], b"{}")
    with pytest.raises(UsageError):
        read_pandoc("a", "nonsense")


def test_what_pandoc_cannot_read_is_an_input_error() -> None:
    with pytest.raises(InputError):
        read_pandoc(b"no zip", "odt")


# ----------------------------------------------------------------------------------------- when pandoc fails


@pytest.fixture
def fresh() -> Iterator[None]:
    """Clears what is cached about pandoc, before and after."""
    remembered = (pandoc.program, pandoc.output_formats, pandoc.api_version, writing.formats)
    for function in remembered:
        function.cache_clear()
    yield
    for function in remembered:
        function.cache_clear()


def fake(folder: Path, script: str) -> str:
    path = folder / "pandoc"
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.usefixtures("fresh")
def test_without_pypandoc_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert "odt" in {known.name for known in writing.formats()}
    with pytest.raises(MissingEngineError, match="pip install pypandoc_binary"):
        writing.write(trees.plain_article(), "odt")
    assert writing.write(trees.plain_article(), "json").data


FAILURES = [
    ("import time; time.sleep(60)", CopydeskError, "did not finish within 0.5 seconds"),
    ("raise SystemExit(251)", CopydeskError, "needs more than 64 MB"),
    ("import sys; print('no such thing', file=sys.stderr); sys.exit(99)", CopydeskError, "no such thing"),
    ("import sys; sys.exit(64)", InputError, "exit code 64"),
]


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("script", "kind", "message"), FAILURES, ids=[row[2] for row in FAILURES])
def test_each_failure_has_its_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, kind: type[CopydeskError], message: str
) -> None:
    path = fake(tmp_path, script)
    monkeypatch.setattr(pandoc, "program", lambda: path)
    with pytest.raises(kind) as raised:
        pandoc.run([], timeout=0.5 if "sleep" in script else 20, memory=64)
    assert message in raised.value.message
    assert raised.value.remedy


@pytest.mark.usefixtures("fresh")
def test_a_program_that_cannot_be_started_is_a_missing_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: str(tmp_path / "nowhere"))
    with pytest.raises(MissingEngineError):
        pandoc.run([])


def test_too_little_memory_is_reported() -> None:
    with pytest.raises(CopydeskError, match="needs more than 48 MB"):
        pandoc.run(["--from=commonmark", "--to=json"], b"word *x* " * 300_000, memory=48)


def test_warnings_come_back_one_a_line() -> None:
    result = pandoc.run(["--from=html", "--to=odt", "--output=-"], b"<img src=/a.jpg><img src=/b.jpg>")
    assert [re.findall(r"/\w.jpg", warning)[:1] for warning in result.warnings] == [["/a.jpg"], ["/b.jpg"]]
    assert not any("[" in warning for warning in result.warnings)


def test_pandoc_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    article, _ = read_pandoc(f".. include:: {secret}\n\nText.\n", "rst")
    assert "hidden" not in plain(article.body)


def test_html_comes_in() -> None:
    article, problems = read_pandoc(
        "<html lang=fr><head><title>Le titre</title></head><body><p>Un <em>mot</em> &amp; <b>deux</b></p>"
        "<ul><li>a</li></ul>"
        "<figure><img src=a.jpg alt=b><figcaption>c</figcaption></figure></body></html>",
        "html",
    )
    assert (article.lang, plain(article.head.headline), problems) == ("fr", "Le titre", ())
    assert article.body == (
        paragraph("Un ", Emphasis(words("mot")), " & ", Strong(words("deux"))),
        List(((paragraph("a"),),)),
        Figure(caption=words("c"), source="a.jpg", alt="b"),
    )
    assert isinstance(article.body[0], Paragraph)
