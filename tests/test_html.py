"""HTML: every word once and in order, well-formed as XML, no text of the article read as markup."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from lxml import etree

from copydesk import tree, writing
from copydesk.style import available, load
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Contact,
    Dateline,
    Emphasis,
    Figure,
    Head,
    Heading,
    Headline,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Person,
    Preformatted,
    PubDate,
    PullQuote,
    Speech,
    Table,
    Text,
    Verse,
)
from copydesk.visit import walk
from copydesk.writing import Output, Settings, html
from copydesk.writing._shared import facts
from copydesk.writing._shared.bidi import without_isolates
from copydesk.writing._shared.links import safe_target
from copydesk.writing._shared.own_lines import paragraph_class
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.html.words import headline_class
from tests import trees
from tests.test_epub import HEBREW
from tests.tools import PATIENCE, examples, require, require_node

TEXT = (Text("rain"),)


def body_of(*nodes: tree.Section, **fields: object) -> etree._Element:
    """An article of these nodes, parsed as XML."""
    visitor = HtmlVisitor(Article(body=nodes, **fields))  # type: ignore[arg-type]
    return etree.fromstring(f"<body>{visitor.head()}{visitor.body()}{visitor.notes()}{visitor.foot()}</body>")


def web(*nodes: tree.Section, **fields: object) -> etree._Element:
    """The same in a whole web page."""
    visitor = html.PageVisitor(Article(body=nodes, **fields))  # type: ignore[arg-type]
    return etree.fromstring(f"<body>{visitor.head()}{visitor.body()}{visitor.notes()}{visitor.foot()}</body>")


def write(article: Article, style: str = "broadsheet") -> Output:
    return html.write(article, Settings(style=load(style)))


def page_of(article: Article, style: str = "broadsheet") -> etree._Element:
    return etree.fromstring(write(article, style).data)


def words_in_order(article: Article) -> Iterator[str]:
    """Every piece of words that a document of the article shows, marks of notes and figures' ``alt`` among them."""
    for node in walk((article.head, article.body, article.notes, article.foot)):
        match node:
            case NoteRef() | Note():
                yield node.mark
            case Figure():
                yield node.alt
            case tree.Text() | tree.Code() | Preformatted() | Byline() | PubDate() | Dateline():
                yield node.text


def squeezed(pieces: Iterator[str]) -> str:
    """Words without white space, and without the characters that isolate, for which a document has elements instead."""
    return "".join(without_isolates("".join(pieces)).split())


def words(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def shown(page: etree._Element) -> str:
    body = page.find("body")
    assert body is not None
    return squeezed(iter([words(body)]))


# ------------------------------------------------------------------------------------------------- the words


@pytest.mark.parametrize("style", [style.name for style in available()])
def test_every_word_stands_once_and_in_order(style: str) -> None:
    article = trees.everything()
    assert shown(page_of(article, style)) == squeezed(words_in_order(article))


@examples(30)
@given(trees.articles())
def test_every_word_of_any_article_stands_once_and_in_order(article: Article) -> None:
    assert shown(page_of(article)) == squeezed(words_in_order(article))
    etree.fromstring(html.fragment(article))


def test_what_looks_like_markup_is_text() -> None:
    hostile = '</p><script>alert(1)</script> &amp; <!-- "quoted" \'s ]]> {{ x }} <?php'
    article = Article(
        lang='en"><script>',
        head=Head(headline=Headline((Text(hostile),)), bylines=(Byline(hostile, (Person(hostile),)),)),
        body=(Paragraph((Text(hostile), tree.Code(hostile))), Preformatted(hostile)),
        metadata=Metadata(description=hostile, publisher=hostile, keywords=(hostile,)),
    )
    page = page_of(article)
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json"]
    assert shown(page) == squeezed(words_in_order(article))
    assert page.find("head/title").text == hostile  # type: ignore[union-attr]


def test_characters_that_xml_forbids_are_replaced_and_reported() -> None:
    article = Article(body=(Paragraph((Text("a\x00b\x0bc\ud800d\uffff"),)),))
    output = write(article)
    assert shown(etree.fromstring(output.data)) == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert [problem.kind for problem in output.problems] == ["character"]
    assert "U+0000, U+000B, U+D800, U+FFFF" in output.problems[0].message


# --------------------------------------------------------------------------------------------------- the nodes


def test_attributes_of_the_page_are_clean_too() -> None:
    """Such as the publisher, which a PDF has as its running head."""
    visitor = HtmlVisitor(Article())
    assert '<body data-running="a\ufffdb">' in html.page(Article(), visitor, data_running="a\x01b")
    assert [problem.kind for problem in visitor.problems] == ["character"]


def test_a_dateline_opens_the_first_paragraph() -> None:
    body = body_of(Paragraph(TEXT), Paragraph(TEXT), head=Head(dateline=Dateline("LIMA —")))
    assert [words(p) for p in body.iter("p")] == ["LIMA — rain", "rain"]


def test_a_dateline_is_a_paragraph_of_its_own_before_anything_else() -> None:
    body = body_of(Heading(2, TEXT), head=Head(dateline=Dateline("LIMA —")))
    assert [(node.tag, words(node)) for node in body] == [("p", "LIMA —"), ("h1", "rain")]


@pytest.mark.parametrize(
    ("headline", "levels", "tags"),
    [
        (True, (2, 3, 2), ["h1", "h2", "h3", "h2"]),
        (True, (4, 6, 2), ["h1", "h2", "h3", "h2"]),
        (False, (2, 3), ["h1", "h2"]),
    ],
)
def test_no_level_of_heading_is_skipped(headline: bool, levels: tuple[int, ...], tags: list[str]) -> None:
    head = Head(headline=Headline(TEXT)) if headline else Head()
    body = body_of(*(Heading(level, TEXT) for level in levels), head=head)
    assert [node.tag for node in body.iter("h1", "h2", "h3", "h4", "h5", "h6")] == tags


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a?b=c&d=é", "https://example.org/a?b=c&d=é"),
        ("HTTP://example.org/a b", "HTTP://example.org/a%20b"),
        ("https://example.org/[1]/100%?q=[a]#b#c", "https://example.org/%5B1%5D/100%25?q=%5Ba%5D#b%23c"),
        ("https://[2001:db8::1]/%41", "https://[2001:db8::1]/%41"),
        ("https://exa mple.org/", None),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("tel:+441632960118", "tel:+441632960118"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("#", None),
        ("http://", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_only_safe_links_are_links(target: str, href: str | None) -> None:
    assert safe_target(target) == href
    article = Article(body=(Paragraph((Link(TEXT, target),)),))
    output = write(article)
    links = [link.get("href") for link in etree.fromstring(output.data).iter("a")]
    assert links == ([href] if href else [])
    assert [problem.kind for problem in output.problems] == ([] if href else ["unsafe_link"])
    assert shown(etree.fromstring(output.data)) == "rain"


def test_a_link_whose_target_was_lost_is_no_link() -> None:
    body = body_of(Paragraph((Link(TEXT),)))
    assert body.find(".//a") is None
    assert body.findtext(".//span[@class='lost-link']") == "rain"


def test_a_link_in_a_link_stays_words() -> None:
    inner = Link((Text("in"), NoteRef("n", "1")), "https://example.org/in")
    body = body_of(
        Paragraph((Link((Text("out "), Emphasis((inner,))), "https://example.org/out"),)),
        notes=(Note("n", "1", (Paragraph(TEXT),)),),
    )
    assert [link.get("href") for link in body.iter("a")] == ["https://example.org/out"]


def test_notes_and_their_references_point_at_each_other() -> None:
    notes = (Note("n", "1", (Paragraph(TEXT),)), Note("idle", "*", (List(((Paragraph(TEXT),),)),)))
    refs = Paragraph((Text("a"), NoteRef("n", "1"), Text("b"), NoteRef("n", "1"), NoteRef("missing", "9")))
    body = body_of(refs, notes=notes)
    assert [(link.get("id"), link.get("href")) for link in body.iter("a")] == [
        ("ref-1", "#note-1"),
        (None, "#note-1"),
        (None, "#ref-1"),
    ]
    assert [(note.get("class"), note.get("id")) for note in body.findall("section/div")] == [
        ("note", "note-1"),
        ("note idle", "note-2"),
    ]
    assert [words(mark) for mark in body.iter("sup")] == ["1", "1", "9"]


def test_notes_stand_between_body_and_foot() -> None:
    page = page_of(trees.notes_and_foot())
    assert [node.get("class") for node in page.xpath("//div[@class='text']/*")] == ["paragraph", "notes", "foot"]  # type: ignore
    assert [note.get("class") for note in page.iter("li")] == ["note", "note", "note idle"]
    links = {link.get("href"): link.get("id") for link in page.iter("a")}
    assert links == {"#note-1": "ref-1", "#ref-1": None, "#ref-2": None, "#note-2": "ref-2"}


def test_lists_keep_their_numbers() -> None:
    items = ((Paragraph(TEXT),), (Paragraph(TEXT),))
    body = body_of(List(items), List(items, ordered=True), List(items, ordered=True, start=3, numbering="lower_roman"))
    assert [(node.tag, node.get("start"), node.get("type")) for node in body] == [
        ("ul", None, None),
        ("ol", None, None),
        ("ol", "3", "i"),
    ]


def test_short_rows_are_filled_up_and_wide_tables_marked() -> None:
    body = body_of(Table(((TEXT,), (TEXT, TEXT)), header=(TEXT, TEXT, TEXT)), Table((((Text("wide " * 20),),),)))
    narrow, wide = body
    assert [len(row) for row in narrow.iter("tr")] == [3, 3, 3]
    assert [cell.get("scope") for cell in narrow.iter("th")] == ["col"] * 3
    assert (narrow.tag, wide.get("class")) == ("table", "wide")


def test_stanzas_and_lines_of_verse() -> None:
    line = (Text("one"),)
    (verse,) = body_of(Verse((line, line, (), line)))
    assert [len(stanza.findall("span")) for stanza in verse] == [2, 1]


def test_preformatted_text_is_kept_to_the_letter() -> None:
    text = "\n  a\t<b>\n\n c "
    assert body_of(Preformatted(text)).findtext(".//code") == text


def test_a_picture_is_not_fetched_but_reported() -> None:
    article = Article(body=(Figure(caption=TEXT, source="https://example.org/a.png", alt="a pier"),))
    output = write(article)
    assert b"<img" not in output.data
    assert [problem.kind for problem in output.problems] == ["unsupported"]


QUOTE = BlockQuote((Paragraph(TEXT),), attribution=TEXT)
WIDE = Table(((((Text("wide " * 20)),),),), caption=TEXT)


@pytest.mark.parametrize(
    ("node", "path"),
    [
        (QUOTE, "figure[@class='block-quote']/blockquote/p"),
        (QUOTE, "figure/figcaption[@class='attribution']"),
        (BlockQuote((Paragraph(TEXT),)), "blockquote[@class='block-quote']/p"),
        (
            Speech((Text("Q:"),), (Paragraph(TEXT),)),
            "div[@class='speech']/p[b[@class='speaker'] = 'Q:'][. = 'Q: rain']",
        ),
        (Speech((Text("Ada"),), (Paragraph(TEXT),)), "div[@class='speech']/p[b = 'Ada']/br"),
        (Speech((Text("CHORUS."),), (Verse((TEXT,)),)), "div/p[@class='paragraph spoken alone'][. = 'CHORUS.']"),
        (PullQuote(TEXT, TEXT), "aside[@class='pull-quote'][@role='doc-pullquote']/p[@class='attribution']"),
        (Figure(TEXT, TEXT, "a.jpg", "alt"), "figure[@class='figure']/p[@class='alt']"),
        (Figure(TEXT, TEXT), "figure/figcaption/p[@class='caption']"),
        (Figure(TEXT, TEXT), "figure/figcaption/p[@class='credit']"),
        (Figure(source="a.jpg", alt="alt"), "figure[p][count(*) = 1]"),
        (Contact((Paragraph(TEXT),)), "address[@class='contact']/p"),
        (Contact((Heading(2, TEXT),)), "div[@class='contact']/h1"),
        (WIDE, "div[@class='wide'][@tabindex='0'][@role='group'][@aria-label='rain']/table"),
        (Table(((TEXT, TEXT),), header=((), TEXT)), "table/thead/tr[td[not(node())]][th = 'rain']"),
        (Preformatted("x"), "pre[@dir='ltr']/code"),
    ],
)
def test_web_pages_use_the_element_that_is_made_for_it(node: tree.Section, path: str) -> None:
    assert web(node).xpath(path)


def test_a_web_page_has_one_main_part_and_its_notes_are_a_list() -> None:
    page = page_of(trees.everything())
    assert page.xpath("body/main/article/header[@class='head']/hgroup/h1")
    assert [node.get("class") for node in page.xpath("//hgroup/*")] == ["kicker", "headline", "deck"]  # type: ignore
    assert page.xpath("//article/div[@class='text']/footer[@class='foot']/p[@class='bio']")
    assert page.xpath("//section[@role='doc-endnotes']/ol/li[@id='note-1']")
    assert not web(Paragraph(TEXT), head=Head(headline=Headline(TEXT))).xpath("//hgroup")


def test_blocks_of_the_text_stand_side_by_side() -> None:
    body = body_of(Paragraph(TEXT), Heading(2, TEXT), Contact((Paragraph(TEXT),)))
    assert [node.get("class") for node in body] == ["paragraph", "heading", "contact"]


# ---------------------------------------------------------------------------------------------------- the page


def test_the_page_needs_nothing_else() -> None:
    for style in available():
        data = write(trees.everything(), style.name).data.decode()
        assert not re.search(r"<(img|iframe|object|embed)\b|\bsrc=|@import|url\(", data)
        assert [link.get("rel") for link in etree.fromstring(data.encode()).iter("link")] == ["canonical"]


def test_the_page_says_what_it_is() -> None:
    article = Article(
        lang="he",
        head=Head(
            headline=Headline((Text("Rain at last"),)),
            bylines=(Byline("By Ana Ruiz and Jo Park", (Person("Ana Ruiz"), Person("Jo Park"))),),
            dates=(PubDate("14 August", iso="2025-08-14"), PubDate("now", iso="2025-08-15", kind="updated")),
        ),
        body=(Paragraph(TEXT),),
        metadata=Metadata(publisher="The Courier", keywords=("rain", "wind"), description="It rained."),
    )
    page = page_of(article)
    metadata = [(meta.get("name"), meta.get("content")) for meta in page.iter("meta") if meta.get("name")]
    assert (page.get("lang"), page.get("dir"), page.findtext("head/title")) == ("he", "rtl", "Rain at last")
    for pair in [
        ("author", "Ana Ruiz"),
        ("author", "Jo Park"),
        ("description", "It rained."),
        ("keywords", "rain, wind"),
        ("dcterms.created", "2025-08-14"),
        ("dcterms.modified", "2025-08-15"),
        ("dcterms.publisher", "The Courier"),
    ]:
        assert pair in metadata
    linked = json.loads(page.findtext("head/script") or "")
    assert linked["author"] == [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Jo Park"}]
    assert (linked["datePublished"], linked["dateModified"]) == ("2025-08-14", "2025-08-15")


def test_search_engines_get_all_known_metadata() -> None:
    linked = json.loads(page_of(trees.everything()).findtext("head/script") or "")
    assert linked == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "What the Aurora carried",
        "alternativeHeadline": "A ferry, a ledger and one passenger",
        "articleSection": "Transport",
        "author": [
            {"@type": "Person", "name": "Marta Oyelaran", "jobTitle": "Words", "email": "marta@example.org"},
            {
                "@type": "Person",
                "name": "Jon Lind",
                "affiliation": {"@type": "Organization", "name": "Lake Institute"},
            },
        ],
        "contributor": [{"@type": "Person", "name": "Inez Park", "jobTitle": "Photographs"}],
        "dateline": "VESTER, Upper Lake (LPN) —",
        "datePublished": "2025-05-12",
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": "Lake Post Press"},
        "description": "What the ferry means to the shore.",
        "keywords": ["ferries", "lakes"],
        "correction": [f"Correction in the {place}: the pier is older." for place in ("body", "foot")],
        "identifier": "urn:lakepost:2025-118",
        "url": "https://example.org/ferry?id=118&page=2",
        "copyrightNotice": "All rights reserved by the press.",
    }


def test_unknown_metadata_is_left_out() -> None:
    page = page_of(Article(body=(Paragraph(TEXT),)))
    linked = json.loads(page.findtext("head/script") or "")
    assert linked == {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "rain"}
    shared = [meta.get("property") for meta in page.iter("meta") if meta.get("property")]
    assert shared == ["og:type", "og:title"]


def test_a_link_to_the_page_shows_what_it_is() -> None:
    article = trees.everything()
    page = page_of(msgspec.structs.replace(article, lang="en-GB"))
    assert [(meta.get("property"), meta.get("content")) for meta in page.iter("meta") if meta.get("property")] == [
        ("og:type", "article"),
        ("og:title", "What the Aurora carried"),
        ("og:description", "What the ferry means to the shore."),
        ("og:site_name", "Lake Post Press"),
        ("og:url", "https://example.org/ferry?id=118&page=2"),
        ("og:locale", "en_GB"),
        ("article:published_time", "2025-05-12"),
        ("article:section", "Transport"),
        ("article:tag", "ferries"),
        ("article:tag", "lakes"),
    ]


def test_an_invalid_address_is_left_out() -> None:
    page = page_of(Article(body=(Paragraph(TEXT),), metadata=Metadata(url="javascript:alert(1)")))
    assert [*page.iter("link")] == []


@pytest.mark.parametrize(
    ("lang", "words", "direction"),
    [
        ("en", "rain", "ltr"),
        ("ar", "rain", "rtl"),
        ("fa-IR", "باران آمد", "rtl"),
        ("und", "גשם", "rtl"),
        ("und", "1", "ltr"),
    ],
)
def test_direction_follows_the_language_or_else_the_letters(lang: str, words: str, direction: str) -> None:
    assert facts.direction(Article(lang=lang, body=(Paragraph((Text(words),)),))) == direction


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (Article(head=Head(headline=Headline((Text("Rain"), tree.LineBreak(), Text("at last"))))), "Rain at last"),
        (Article(body=(Paragraph((Text("word " * 40),)),)), ("word " * 16).strip() + "…"),
        (Article(body=(Paragraph((Text("x" * 80),)),)), "x" * 80),
        (Article(body=(Paragraph((Text("x" * 81),)),)), "x" * 79 + "…"),
        (Article(head=Head(headline=Headline((Text("x" * 81),)))), "x" * 81),
        (Article(source=tree.Source(name="a.txt")), "a.txt"),
        (Article(source=tree.Source(name="a\n\x01.txt")), "a \ufffd.txt"),
        (Article(source=tree.Source(name=" ")), "–"),
        (Article(source=tree.Source()), "–"),
        (Article(), "–"),
    ],
)
def test_every_document_has_a_title(article: Article, title: str) -> None:
    assert facts.title(article) == title


def test_a_style_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p::after { content: '</style><script>alert(1)</script>\0' }", "utf-8")
    style = load("broadsheet").amended(css=tmp_path / "own.css")
    data = html.write(trees.plain_article(), Settings(style=style)).data.decode()
    assert data.count("</style>") == 1
    assert "'<\\/style><script>alert(1)<\\/script>\ufffd'" in data


@pytest.mark.parametrize("to", ["html", "epub"])
@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ("p { background: url( 'https://example.org/a.png' ) } q { background: URL(https://example.org/a.png) }",
         ["https://example.org/a.png"]),
        ("@font-face { font-family: X; src: url(x.woff2), url(y.woff2) }", ["x.woff2", "y.woff2"]),
        ("/* url(x.png) */ p { background: url(data:image/png;base64,AA==); clip-path: url(#a) }", []),
    ],
)  # fmt: skip
def test_external_files_named_by_a_style_are_reported(rules: str, named: list[str], to: str) -> None:
    style = msgspec.structs.replace(load("plain"), own_css=rules)
    problems = writing.write(trees.plain_article(), to, style=style).problems
    messages = [problem.message for problem in problems if problem.kind == "unsupported"]
    assert messages == [f"the style sheet names {name}, which is not part of the document" for name in named]


def test_a_long_article_costs_in_proportion_to_its_length() -> None:
    def seconds(paragraphs: int) -> float:
        body = tuple(trees.paragraph("word " * 100 + str(number)) for number in range(paragraphs))
        started = time.process_time()
        write(Article(lang="en", body=body))
        return time.process_time() - started

    seconds(10)
    assert seconds(1000) < 2  # 100,000 words; it takes a twentieth of a second


# --------------------------------------------------------------------------------------------- in a real browser

BAD = """<!DOCTYPE html><html lang="en"><head><title>Bad</title><link rel="stylesheet" href="bad.css"/></head>
<body><p style="color: #aaa; width: 2000px">Pale and wide.</p></body></html>"""


FAULTS = (
    "bad.html: asks for file://",
    "bad.html, light, 360px: violations: landmark-one-main",
    "bad.html, light, 1200px: is 2008px wide",
    "bad.html, dark, 1200px: violations: color-contrast",
)


def test_axe_finds_no_fault(tmp_path: Path) -> None:
    """Looks at an article with everything and at one that runs right to left, in each style, on a phone
    and, in light and dark, on a desk; and at a bad page, to show that faults are reported."""
    axe, browser = require_node("axe-core"), require("chromium")
    for name, article in {"everything": trees.everything(), "hebrew": HEBREW}.items():
        for style in available():
            (tmp_path / f"{name}-{style.name}.html").write_bytes(write(article, style.name).data)
    (tmp_path / "bad.html").write_text(BAD, "utf-8")
    driver = Path(__file__).parent / "validators" / "axe.mjs"
    arguments = ["node", str(driver), str(axe.parent), browser, *map(str, sorted(tmp_path.glob("*.html")))]
    completed = subprocess.run(arguments, capture_output=True, check=True, timeout=PATIENCE)
    report: list[str] = json.loads(completed.stdout)
    assert [line for line in report if not line.startswith("bad.html")] == []
    assert [fault for fault in FAULTS if not any(line.startswith(fault) for line in report)] == []


def test_a_paragraph_with_lines_of_its_own_is_marked() -> None:
    body = (trees.paragraph("a", tree.LineBreak(), "b"), trees.paragraph("c"))
    data = write(Article(body=body)).data.decode()
    assert re.search(r'<p class="paragraph own-lines">a<br ?/?>b</p>\s*<p class="paragraph">c</p>', data)


@pytest.mark.parametrize(
    ("words", "classes"),
    [
        ("n" * 110, "headline"),
        ("n" * 111, "headline long"),
        ("雨" * 56, "headline long"),
        ("n" * 201, "headline very-long"),
    ],
)
def test_a_long_headline_is_set_smaller(words: str, classes: str) -> None:
    assert headline_class(words) == classes


def test_a_label_in_capitals_gets_no_initial() -> None:
    assert paragraph_class(Paragraph((Text("CORRECTION: The ferry is small."),))) == "paragraph announced"
    assert paragraph_class(Paragraph((Text("The ferry: it is small."),))) == "paragraph"
