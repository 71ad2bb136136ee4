"""Web pages as a source: their articles, heads, structure and furniture, and what cannot be read."""

from __future__ import annotations

import base64
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, InputError
from copydesk.locales import locale, with_english
from copydesk.reading import examine, source_of
from copydesk.reading.html.credits import Credits
from copydesk.reading.html.form import is_page
from copydesk.reading.html.markup import parse
from copydesk.reading.html.stated import Stated, is_person, stated_in
from copydesk.reading.html.units import is_displayed, units_of
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.tree import Article, Figure, Furniture, Link, PubDate, Text
from copydesk.visit import plain, walk
from tests import trees
from tests.outline import outline
from tests.test_reading import unlabelled
from tests.tools import ROOT, examples

CASES = Path(__file__).parent / "cases"
SAMPLE = (ROOT / "samples" / "mill-race.html").read_bytes()
TEXTS = sorted((ROOT / "samples").glob("*.txt"))
PARAGRAPHS = "".join(
    f"<p>The {name} of the harbour was counted twice that year, and each time the number was another one.</p>"
    for name in ("rope", "coal", "bread", "sand")
)
ENGLISH = with_english(locale("en"))


def page_cases() -> Iterator[tuple[str, str, str]]:
    """Name, page and expected outline of each case in ``cases/html``."""
    for path in sorted((CASES / "html").glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            page, expected = re.split(r"(?m)^>>>\n", rest, maxsplit=1)
            yield name, page, expected


def page(body: str = PARAGRAPHS, head: str = "<title>Stores</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def read(data: bytes | str) -> Article:
    return copydesk.read(data, from_="html")


@pytest.mark.parametrize(("name", "raw", "expected"), [pytest.param(*case, id=case[0]) for case in page_cases()])
def test_case(name: str, raw: str, expected: str) -> None:
    got = outline(read(raw))
    assert (got if expected.startswith("lang:") else unlabelled(got)).strip() == expected.strip()


def test_sample() -> None:
    reading = copydesk.examine(ROOT / "samples" / "mill-race.html")
    assert outline(reading.article).strip() == (CASES / "samples" / "mill-race.outline").read_text("utf-8").strip()
    assert [problem.kind for problem in reading.problems] == ["set_aside"]
    assert reading.article.metadata.publisher == "The Tarn Valley Ledger"
    assert reading.article.metadata.url == "https://ledger.example/2024/03/the-wheel"


# ------------------------------------------------------------------------------------------------ pictures

_BLANK = 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="'


@pytest.mark.parametrize(
    ("markup", "figures"),
    [
        ('<picture><source srcset="a.webp"><img src="a.jpg" alt="The old quay"></picture>', ["a.jpg"]),
        ('<picture><source data-srcset="a.webp 1x, b.webp 2x"><img alt="The old quay"></picture>', ["b.webp"]),
        ('<amp-img src="a.jpg" width="320" height="200" alt="Quay"><div fallback>none</div></amp-img>', ["a.jpg"]),
        (f'<img {_BLANK} data-src="a.jpg" alt="The old quay"><noscript><img src="a.jpg" alt="The old quay"></noscript>',
         ["a.jpg"]),
        ('<img srcset="a.jpg 320w, b.jpg 640w, c.jpg" alt="The old quay">', ["b.jpg"]),
        (f'<img {_BLANK} data-srcset="a.jpg" alt="The old quay">', ["a.jpg"]),
        ('<noscript><img src="a.jpg" alt="The old quay"></noscript>', ["a.jpg"]),
        ('<img class="lazy" alt="The old quay"><noscript><img src="a.jpg" alt="The old quay"></noscript>', ["a.jpg"]),
        ('<img src="i/blank.gif" alt="Quay"><noscript><img src="a.jpg" alt="Quay"></noscript>', ["a.jpg"]),
        (f'<img {_BLANK}><noscript><img src="a.jpg" alt="Quay"></noscript>', ["a.jpg"]),
        ('<p><noscript><img src="a.jpg"></noscript><br><noscript><img src="b.jpg"></noscript></p>', ["a.jpg", "b.jpg"]),
        ('<p><a href="b.htm"><img src="a.jpg"></a></p>', ["a.jpg"]),
        ('<p><img src="a.jpg" width="400"> Here it is, all of it.</p>', ["a.jpg"]),
        ('<p>A line with <img src="i/smile.gif" alt="smile"> in it, and no more than that.</p>', []),
        ('<img src="count.gif" width="1" height="1" alt="of the page">', []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("outer", ["{}", "<figure>{}<figcaption>From the pier</figcaption></figure>"])
def test_pictures_keep_their_names(markup: str, figures: list[str], outer: str) -> None:
    """However a page loads them; what is no picture of the text is not passed over in silence."""
    if "figcaption" in outer and ("<p>" in markup or not figures):
        return
    text = f"{PARAGRAPHS}{outer.format(markup)}<p>It was the last count before the pier was closed to all boats.</p>"
    reading = examine(page(f"<nav><a href='/'>Front</a></nav><article><h1>Stores</h1>{text}</article>"), from_="html")
    shown = [node for node in walk(reading.article) if isinstance(node, Figure)]
    assert [node.source for node in shown] == figures
    assert all("quay" in node.alt.lower() for node in shown if "alt=" in markup)
    assert all(plain(node.caption) == ("From the pier" if "figcaption" in outer else "") for node in shown)
    assert any("smile.gif" in problem.message for problem in reading.problems) == ("smile" in markup)
    assert not any("none" in text for text in (plain(reading.article.body), str(reading.article.furniture)))


@pytest.mark.parametrize(
    "markup",
    [
        f'<img alt="The old quay" srcset="{"a" * 30_000} b">',
        "".join(f'<img alt="x {n}" src="{n}.jpg"><noscript><img alt="y {n}"></noscript>' for n in range(1500)),
        f'<img alt="The old quay" src="a.jpg" width="{"9" * 5000}" height="{"9" * 5000}">',
        f'<ol start="{"9" * 5000}"><li>The old quay</li></ol>',
    ],
    ids=["set of sizes", "pictures for all", "size", "number of an item"],
)  # fmt: skip
def test_what_a_page_says_of_pictures_and_items_costs_little(markup: str) -> None:
    """In time that grows with the page, and however large the numbers are."""
    began = time.process_time()
    examine(page(f"<article><h1>Stores</h1>{PARAGRAPHS}{markup}</article>"), from_="html")
    assert time.process_time() - began < 20


# ------------------------------------------------------------------------------------------- what is a page


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (b"<!DOCTYPE html><p>Rain", True),
        (b"\xef\xbb\xbf\n<!-- saved --> <!--again-->\n<html lang=en>", True),
        ("<html><p>Regen".encode("utf-16"), True),
        ("<html><p>Regen".encode("utf-16-be"), True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>", True),
        (b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n--', True),
        (
            b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
            False,
        ),
        (b"<html5 is a name", False),
        (b"Rain at last\n\n<html> is how a page begins.", False),
        (b"<?xml version='1.0'?><alto>", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_beginning(beginning: bytes, expected: bool) -> None:
    assert is_page(beginning) is expected
    assert (source_of("a.txt", None, beginning).name == "html") is expected


def test_a_page_named_as_a_text_is_read_as_a_page() -> None:
    reading = copydesk.examine(SAMPLE, name="wheel.txt")
    assert plain(reading.article.head.headline) == "The wheel that would not stop"
    assert [problem.kind for problem in reading.problems] == ["form", "set_aside"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page("<p>Gr\xfc\xdfe \u20ac</p>", '<meta charset="windows-1252">').encode("cp1252"), "cp1252"),
        (page("<p>Gr\xfc\xdfe</p>", '<meta charset="iso-8859-1">').encode("latin-1"), "cp1252"),
        (page("<p>Gr\xfc\xdfe</p>", '<meta charset="iso-8859-1">').encode(), "utf-8"),  # saved anew by an editor
        (page("<p>Gr\xfc\xdfe</p>", '<meta charset="utf-8">').encode("utf-16"), "utf-16-le"),
        (page("<p>\u041f\u0440\u0438\u0432\u0435\u0442 Gr</p>", '<meta charset="koi8-r">').encode("koi8-r"), "koi8-r"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, encoding: str) -> None:
    article = read(data)
    assert article.source is not None
    assert article.source.encoding == encoding
    assert plain(article.body).strip() in (
        "Gr\xfc\xdfe \u20ac",
        "Gr\xfc\xdfe",
        "\u041f\u0440\u0438\u0432\u0435\u0442 Gr",
    )


def saved(body: bytes, boundary: str = "part") -> bytes:
    header = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x/stores\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n'
    )
    part = f"--{boundary}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    picture = f"--{boundary}\r\nContent-Type: image/png\r\nContent-Location: a.png\r\n\r\nx\r\n--{boundary}--\r\n"
    return (header + part).encode() + base64.encodebytes(body) + b"\r\n" + picture.encode()


def test_saved_pages() -> None:
    article = copydesk.read(saved(page(PARAGRAPHS + '<p>See <a href="../y">there</a>, she said.</p>').encode()))
    assert plain(article.head.headline) == "Stores"
    assert [node.target for node in walk(article.body) if isinstance(node, Link)] == ["https://a.example/y"]
    assert article.metadata.url == "https://a.example/x/stores"


@pytest.mark.parametrize(
    "data", [saved(b""), saved(page().encode()).replace(b"text/html", b"text/css"), saved(page().encode())[:230]]
)
def test_saved_pages_that_hold_none(data: bytes) -> None:
    with pytest.raises(InputError):
        read(data)


# ---------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (b"<html></html>", "no text"),
        (b"<!doctype html><html><body><script>var a = 'words';</script></body></html>", "no text"),
        (page("<div>" * 5000 + "deep").encode(), "nested too deep"),
        (page("<blockquote>" * 100 + "deep" + "</blockquote>" * 100).encode(), "nested too deep"),
        (b"<html>\x00\x01\x02" + bytes(range(256)) * 9, "binary"),
    ],
)
def test_what_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data)


def test_cells_that_claim_to_span_a_million_columns() -> None:
    rows = "<tr><td colspan=1000000 rowspan=1000000>a</td><td>b</td></tr>"
    assert len(read(page(f"{PARAGRAPHS}<table>{rows * 3}</table>")).to_json()) < 100_000
    assert len(read(page(f"{PARAGRAPHS}<table>{rows * 300}</table>")).to_json()) < 1_000_000


@pytest.mark.parametrize("name", ["amp-sidebar", "amp-consent", "amp-user-notification", "amp-ad"])
def test_what_amp_puts_beside_an_article(name: str) -> None:
    words = "The harbour office asks all readers to leave their names, and to come again before the ferry goes."
    article = read(page(f"{PARAGRAPHS}<{name} layout='nodisplay'><p>{words}</p></{name}>"))
    assert words not in plain(article.body)
    assert words in " ".join(piece.text for piece in article.furniture)


def test_links_are_relative_to_the_base_of_a_page() -> None:
    article = read(
        page(f"{PARAGRAPHS}<p>Read <a href='c'>the answer of the mill</a>.</p>", "<base href='https://a.example/b/'>")
    )
    assert [node.target for node in walk(article.body) if isinstance(node, Link)] == ["https://a.example/b/c"]


def test_entities_name_no_file() -> None:
    data = (
        '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><p>It says &e; here.</p></body></html>'
    )
    assert "&e;" in plain(read(data).body)


# ------------------------------------------------------------------------------------- what the page states


def linked_data(author: str) -> str:
    article = f'{{"@type": "NewsArticle", "headline": "Stores", "author": {author}}}'
    return f'<script type="application/ld+json">{article}</script>'


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (linked_data('"Ana Ruiz"'), ["Ana Ruiz"]),
        (linked_data('["Ana Ruiz", {"@type": "Person", "name": "Jo Park"}]'), ["Ana Ruiz", "Jo Park"]),
        (linked_data('{"@type": "Person", "name": "By Ana Ruiz and Jo Park"}'), ["Ana Ruiz", "Jo Park"]),
        (linked_data('{"@type": "Organization", "name": "Lake Post"}'), []),
        (linked_data('{"@type": "NewsMediaOrganization", "name": "Marble Arch"}'), []),
        (linked_data('"Admin"'), []),
        (linked_data('"https://a.example/ruiz"'), []),
        (linked_data('{"name": null}'), []),
        (linked_data("[" * 300 + "]" * 300), []),
        ('<meta name="author" content="Ana Ruiz">', ["Ana Ruiz"]),
        ('<meta property="article:author" content="https://www.facebook.com/lakepost">', []),
        ('<meta name="author" content="Lake Post"><meta property="og:site_name" content="Lake Post">', []),
        ('<meta name="author" content="Press Office UK">', []),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "author": </script>', []),
    ],
)
def test_authors_are_persons(head: str, names: list[str]) -> None:
    article = read(page(head=f"<title>Stores</title>{head}"))
    assert [person.name for byline in article.head.bylines for person in byline.persons] == names


def test_an_author_that_is_printed_nowhere_is_reported() -> None:
    reading = copydesk.examine(page(head=linked_data('"Ana Ruiz"')), from_="html")
    assert [problem.kind for problem in reading.problems] == ["metadata"]
    printed = copydesk.examine(
        page(f"<p class=author>Ana Ruiz</p>{PARAGRAPHS}", linked_data('"Ana Ruiz"')), from_="html"
    )
    assert printed.problems == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Ruiz", True),
        ("Ana", False),
        ("the Editor", False),
        ("News Desk", False),
        ("Ana Ruiz II", True),
        ("AP", False),
    ],
)
def test_persons(name: str, expected: bool) -> None:
    assert is_person(name, "Lake Post", ENGLISH) is expected


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Stores | Lake Post", "Lake Post", "Stores"),
        ("Lake Post: Stores", "Lake Post", "Lake Post: Stores"),
        ("Lake Post - Stores", "Lake Post", "Stores"),
        ("Rope - a story", "Lake Post", "Rope - a story"),
    ],
)
def test_titles_without_the_name_of_the_site(title: str, site: str, expected: str) -> None:
    root = parse(page(head=f'<title>{title}</title><meta property="og:site_name" content="{site}">')).root
    assert stated_in(root, None, ENGLISH).titles == (expected,)


def test_dates_of_the_metadata() -> None:
    head = '<title>Stores</title><meta property="article:published_time" content="2024-02-03T10:00:00Z">'
    assert read(page(head=head)).head.dates == (PubDate("2024-02-03", "2024-02-03"),)
    assert read(page(head=head.replace("2024-02-03", "2024-02-33"))).head.dates == ()


def test_the_text_knows_its_language_better_than_a_template() -> None:
    words = "<p>Der Hafen war an diesem Tag so voll, dass die Leute von einem Ufer zum anderen gehen konnten.</p>"
    reading = copydesk.examine(page(words * 3).replace("<html>", "<html lang='en-US'>"), from_="html")
    assert reading.article.lang == "de"
    assert [problem.kind for problem in reading.problems] == ["metadata"]
    assert read(page().replace("<html>", "<html lang='en-NZ'>")).lang == "en-NZ"


# ----------------------------------------------------------------------------------- nothing is lost, or added


def letters(texts: Iterator[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if character.isalnum())


def shown(article: Article) -> Iterator[str]:
    yield plain((article.head, article.notes))
    for node in walk((article.body, article.foot, article.furniture)):
        if isinstance(node, Text | Furniture | copydesk.Code | copydesk.Preformatted):
            yield node.text
        elif isinstance(node, Figure):
            yield node.alt
    for node in walk(article):
        if isinstance(node, copydesk.Note | copydesk.NoteRef):
            yield node.mark


PIECES = re.split(rb"(?=<)", SAMPLE)


@examples(40)
@given(st.data())
def test_no_letter_of_a_damaged_page_is_lost(data: st.DataObject) -> None:
    pieces = list(PIECES)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        other = data.draw(st.integers(0, len(PIECES) - 1))
        pieces[at : at + data.draw(st.integers(0, 3))] = [PIECES[other]] if data.draw(st.booleans()) else []
        pieces = pieces or [b"x"]
    damaged = b"".join(pieces)
    try:
        reading = copydesk.examine(damaged, from_="html")
    except CopydeskError:
        return
    assert [problem for problem in reading.problems if problem.kind == "lost"] == []
    there = letters(shown(reading.article))
    assert not letters(unit.text for unit in units_of(parse(damaged).root).texts) - there


def test_keep_all_sets_nothing_aside() -> None:
    article = copydesk.read(SAMPLE, keep_all=True)
    assert article.furniture == ()
    assert "Geese hold up the school bus again" in plain(article.body)


# ------------------------------------------------------------------------------------------ pages of our own


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_our_own_pages_are_read_back(path: Path) -> None:
    article = copydesk.bare(copydesk.read(path.read_bytes()))
    reading = copydesk.examine(copydesk.write(article, "html", typography=False).data)
    back = copydesk.bare(reading.article)
    dates = tuple(date.iso or date.text for date in article.head.dates)  # a date of digits is printed in words
    assert tuple(date.iso or date.text for date in back.head.dates) == dates
    assert outline_without_dates(back) == outline_without_dates(article)
    assert (back.metadata, back.lang, reading.problems) == (article.metadata, article.lang, ())


def outline_without_dates(article: Article) -> str:
    text = re.sub(r"(?m)^(?:date|updated): .*\n", "", outline(article))
    return text.partition("--- furniture")[0].rstrip()


HELD_NOWHERE = re.compile(
    r" \| source=\S+|; place=Vester(?=; email)| \| place=.*|^ *(?:links|phones): .*\n", re.MULTILINE
)
"""What HTML does not hold: addresses of pictures, the place of some persons, how a contact was understood."""


def test_every_node_is_read_back() -> None:
    article = copydesk.bare(trees.everything())
    back = copydesk.bare(read(copydesk.write(article, "html", typography=False).data))
    assert HELD_NOWHERE.sub("", outline_without_dates(back)) == HELD_NOWHERE.sub("", outline_without_dates(article))
    assert back.metadata == article.metadata


def test_a_page_that_lists_articles_is_reported() -> None:
    def cards(linked: bool, teaser: str) -> str:
        titles = ("Ferry strike called off", "Museum to charge entry", "Goats escape again")
        shown = [f'<a href="/{title[0]}">{title}</a>' if linked else title for title in titles]
        return page("".join(f"<div><h2>{title}</h2><p>{teaser}</p></div>" for title in shown))

    def warnings(raw: str) -> list[str]:
        return [
            problem.message for problem in examine(raw, from_="html").problems if "seems to list" in problem.message
        ]

    assert warnings(cards(True, "Talks ended at dawn, after nine days.")) == [
        "the page seems to list 3 articles and to hold none of them; give the page of one of them"
    ]
    assert warnings(cards(False, "Talks ended at dawn, after nine days.")) == []
    assert warnings(cards(True, "Talks ended at dawn, after nine days. " * 8)) == []


def test_the_type_of_old_pages() -> None:
    sizes = ("7", "5", "+2", "4", "2", "+1", "")
    root = parse("".join(f'<font size="{size}">a</font>' for size in sizes)).root
    assert [is_displayed(element) for element in root.iter("font")] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Veröffentlicht von Ana Ruiz, am 5. November 2022"),
        ("en", "By Ana Ruiz on 5 November 2022"),
        ("es", "Por Ana Ruiz el 5 de noviembre de 2022"),
        ("fr", "Publié par Ana Ruiz le 5 novembre 2022"),
        ("it", "Di Ana Ruiz, il 5 novembre 2022"),
        ("nl", "Geplaatst door Ana Ruiz op 5 november 2022"),
        ("pt", "Por Ana Ruiz, em 5 de novembro de 2022"),
    ],
)
def test_the_word_before_a_date_is_not_of_the_byline(lang: str, line: str) -> None:
    taken = Credits(Stated(), CreditLines(with_english(locale(lang))))
    assert taken.take(line, (), named=False, dated=True) == "byline"
    assert [[person.name for person in byline.persons] for byline in taken.bylines] == [["Ana Ruiz"]]
    assert [date.iso for date in taken.dates] == ["2022-11-05"]
