"""E-books of several articles: magazines and anthologies are divided, the chapters of one work are not."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, UsageError
from copydesk.reading import examine_all
from copydesk.reading.office.epub import parts_of
from copydesk.reading.office.package import Package
from copydesk.visit import plain
from tests.office import epub
from tests.outline import outline
from tests.test_office import mutants
from tests.tools import examples

TEXT = "The ferry was late on Tuesday, and the people on the pier knew it before the bell did."
METADATA = "<dc:title>The Pier, spring</dc:title><dc:language>en</dc:language>"
PERIODICAL = f'{METADATA}<meta name="calibre:publication_type" content="periodical:unknown:The Pier"/>'
_NAV = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
_NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def entry(target: str, title: str, *inner: str, more: str = "") -> str:
    """An entry of a navigation document, with those below it."""
    below = f"<ol>{''.join(inner)}</ol>" if inner else ""
    return f'<li><a href="text/p{target}">{title}</a>{more}{below}</li>'


def book(*pages: str, contents: tuple[str, ...] = (), metadata: str = METADATA) -> bytes:
    """An e-book with a navigation document, if it has contents."""
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        f'<nav epub:type="toc"><ol>{"".join(contents)}</ol></nav></body></html>'
    )
    more = {"OPS/nav.xhtml": nav} if contents else {}
    return epub(*pages, metadata=metadata, items=_NAV if contents else "", more=more)


def titles(data: bytes) -> list[str]:
    return [part.title for part in parts_of(Package(data))]


FERRY = f"<h2>The late ferry</h2><p>By Ana Ruiz</p><p>{TEXT}</p><h3>Later</h3><p>It sailed.</p>"
ICE = f'<h2>Ice</h2><p class="author">Ben Moss</p><p>{TEXT}</p><h2 id="b">Bells</h2><p>By Cleo Hart</p>'
ICE += "<p>It was the ser-</p>"
LETTERS = f"<p>vice bell.</p><h2>Letters</h2><p>{TEXT}</p>"
MAGAZINE = book(
    '<body epub:type="cover"><p>The Pier</p></body>',
    '<h1>Inside</h1><p><a href="p3.xhtml">The late ferry</a></p><p><a href="p4.xhtml">Ice</a>, '
    '<a href="p5.xhtml">Bells</a></p>',
    "<h1>Features</h1>",
    FERRY,
    ICE,
    LETTERS,
    '<body epub:type="colophon"><p>Printed nowhere.</p></body>',
    contents=(
        entry("0.xhtml", "Cover"),
        entry(
            "2.xhtml", "Features",
            entry("3.xhtml", "The late ferry", entry("3.xhtml#later", "Later")),
            entry("4.xhtml", "Ice"), entry("4.xhtml#b", "Bells"),
        ),
        entry("5.xhtml", "Letters"),
        entry("6.xhtml", "Colophon"),
    ),
)  # fmt: skip


def test_each_article_of_a_magazine_is_a_part() -> None:
    readings = examine_all(MAGAZINE, name="pier.epub")
    assert [outline(reading.article) for reading in readings] == [
        f"lang: en\nkicker: Features\nheadline: The late ferry\nbyline: By Ana Ruiz | Ana Ruiz\n--- body\np: {TEXT}\n"
        "h2: Later\np: It sailed.\n--- furniture\nframe: The Pier\nframe: Inside The late ferry Ice, Bells\n",
        f"lang: en\nheadline: Ice\nbyline: Ben Moss | Ben Moss\n--- body\np: {TEXT}\n",
        "lang: en\nheadline: Bells\nbyline: By Cleo Hart | Cleo Hart\n--- body\np: It was the service bell.\n",
        f"lang: en\nheadline: Letters\n--- body\np: {TEXT}\n--- furniture\nframe: Printed nowhere.\n",
    ]
    with pytest.raises(UsageError, match=r"4 articles: 1 'The late ferry', 2 'Ice', 3 'Bells', \.\.\."):
        copydesk.read(MAGAZINE)


BYLINES = (
    f"<h1>Rain</h1><p>By Ana Ruiz</p><p>{TEXT}</p>",
    f"<h1>Wind</h1><p>By Ben Moss</p><p>{TEXT}</p>",
    f"<h1>Snow</h1><p>{TEXT}</p>",
)
PLAIN = tuple(f"<h1>{title}</h1><p>{TEXT}</p>" for title in ("Rain", "Wind", "Snow"))
ENTRIES = (entry("0.xhtml", "Rain"), entry("1.xhtml", "Wind"), entry("2.xhtml", "Snow"))
ALL = ["Rain", "Wind", "Snow"]


@pytest.mark.parametrize("contents", [ENTRIES, ()], ids=["contents", "headings"])
def test_bylines_of_different_persons_show_articles(contents: tuple[str, ...]) -> None:
    assert titles(book(*BYLINES, contents=contents)) == ALL


def test_what_is_called_an_article_is_one() -> None:
    pages = [f'<section epub:type="z3998:essay">{page}</section>' for page in PLAIN]
    assert titles(book(*pages, contents=ENTRIES)) == ALL
    assert titles(book("".join(f'<article role="article">{page}</article>' for page in PLAIN))) == ALL
    points = "".join(
        f'<navPoint class="article"><navLabel><text>{title}</text></navLabel><content src="text/p{number}.xhtml"/>'
        "</navPoint>"
        for number, title in enumerate(ALL)
    )
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    assert titles(epub(*PLAIN, metadata=METADATA, items=_NCX, more={"OPS/toc.ncx": ncx})) == ALL


def test_authors_in_the_contents_are_bylines() -> None:
    by = [f' <span class="author">{name}</span>' for name in ("Ana Ruiz", "Ben Moss")]
    contents = (entry("0.xhtml", "Rain", more=by[0]), entry("1.xhtml", f"Wind{by[1]}"), ENTRIES[2])
    assert [(part.title, part.byline) for part in parts_of(Package(book(*PLAIN, contents=contents)))] == [
        ("Rain", "Ana Ruiz"), ("Wind", "Ben Moss"), ("Snow", ""),
    ]  # fmt: skip


def test_a_periodical_is_its_headlines() -> None:
    assert titles(book(*PLAIN, contents=ENTRIES, metadata=PERIODICAL)) == ALL
    labels = tuple(entry(f"{number}.xhtml", f"Page {number + 1}") for number in range(3))
    assert titles(book(*PLAIN, contents=labels, metadata=PERIODICAL)) == []


def test_menus_of_pages_from_the_web_are_furniture() -> None:
    menu = '<div class="reader_navbar"><a href="#">Next</a> | <a href="#">Main menu</a></div>'
    data = book(*(f"<div>{menu}{page}{menu}</div>" for page in PLAIN), contents=ENTRIES, metadata=PERIODICAL)
    first = examine_all(data)[0].article
    assert outline(first) == (
        f"lang: en\nheadline: Rain\n--- body\np: {TEXT}\n--- furniture\n" + "navigation: Next | Main menu\n" * 2
    )


ONE_WORK = {
    "chapters": book(*PLAIN, contents=ENTRIES),
    "chapters without contents": book(*PLAIN),
    "one author": book(*(page.replace("</h1>", "</h1><p>By Ana Ruiz</p>") for page in PLAIN), contents=ENTRIES),
    "a foreword": book(
        *(page.replace("Ben Moss", "Ana Ruiz") for page in BYLINES[:1]), *PLAIN, *PLAIN,
        f"<h1>Last words</h1><p>By Ben Moss</p><p>{TEXT}</p>",
        contents=tuple(entry(f"{n}.xhtml", f"Part {n}") for n in range(8)),
    ),
    "one essay in files": book(f"<h1>Rain</h1><p>By Ana Ruiz</p><p>{TEXT}</p>", *[f"<p>{TEXT}</p>"] * 3),
    "mottoes": book(
        *(
            f'<h1>{name}</h1><blockquote><p>It rains.</p><p class="author">{name} Moss</p></blockquote><p>{TEXT}</p>'
            for name in ("Ana", "Ben", "Cleo")
        )
    ),
    "poems": book("".join(f'<article epub:type="z3998:poem">{page}</article>' for page in PLAIN)),
    "a page a file": book(*(f"<p>The Pier {n}</p><p>{TEXT}</p>" for n in range(30)), metadata=PERIODICAL),
}  # fmt: skip


@pytest.mark.parametrize("data", ONE_WORK.values(), ids=ONE_WORK)
def test_in_doubt_a_book_is_one_article(data: bytes) -> None:
    assert titles(data) == []


def test_a_long_front_is_a_part_of_its_own() -> None:
    pages = (f"<p>{TEXT * 5}</p>", *BYLINES)
    contents = tuple(entry(f"{number}.xhtml", title) for number, title in enumerate(ALL, 1))
    data = book(*pages, contents=contents)
    assert titles(data) == ["what stands before the first article", *ALL]
    assert plain(copydesk.read(data, article=1).body) == TEXT * 5


def test_notes_of_all_articles_are_in_each_and_a_part() -> None:
    call = '<a epub:type="noteref" href="p2.xhtml#{}">{}</a></p>'
    pages = [page[:-4] + call.format(key, mark) for page, key, mark in zip(BYLINES, "xy", "12", strict=False)]
    notes = '<h1>Notes</h1><aside id="x"><p>The bell is old.</p></aside><aside id="y"><p>It is loud.</p></aside>'
    pages += [f'<section epub:type="endnotes">{notes}</section>', "<p>The last page.</p>"]
    data = book(*pages, contents=(*ENTRIES[:2], entry("2.xhtml", "Notes")))
    first, second, last = examine_all(data)
    assert [[plain(note) for note in each.article.notes] for each in (first, second)] == [
        ["The bell is old."],
        ["It is loud."],
    ]
    assert [plain(each.article.body) for each in (first, second)] == [TEXT, TEXT]
    assert plain(last.article.body).endswith("It is loud.\n\nThe last page.")


NOTES = {
    "that say what they are": (
        '<a epub:type="noteref" href="p2.xhtml#{0}">{1}</a>',
        '<aside epub:type="footnote" id="{0}"><p><a href="p{2}.xhtml">{1}</a> {3}</p></aside>',
    ),
    "of an older book": (
        '<sup><a id="r{0}" href="p2.xhtml#{0}">[{1}]</a></sup>',
        '<p><a id="{0}"/>{1}. {3} <a href="p{2}.xhtml#r{0}">↩</a></p>',
    ),
}


@pytest.mark.parametrize(("call", "note"), NOTES.values(), ids=NOTES)
@pytest.mark.parametrize("beside", [False, True], ids=["on a page of their own", "below the last article"])
def test_notes_reach_the_articles_that_refer_to_them(call: str, note: str, *, beside: bool) -> None:
    calls = [call.format(key, mark) for key, mark in zip("xy", "12", strict=True)]
    pages = [f"{page[:-4]}{mark}</p>" for page, mark in zip(BYLINES[:2], calls, strict=True)]
    notes = note.format("x", 1, 0, "The bell is old.") + note.format("y", 2, 1, "It is loud.")
    section = f'<section epub:type="footnotes"><h2>Notes</h2>{notes}</section>'
    if beside:
        pages[1] += section.replace("p2.xhtml", "p1.xhtml")
        pages[0] = pages[0].replace("p2.xhtml", "p1.xhtml")
        pages[1] = pages[1].replace("p2.xhtml", "p1.xhtml")
    articles = copydesk.read_all(book(*pages, *([] if beside else [section]), contents=ENTRIES[:2]))
    assert [[plain(note) for note in each.notes] for each in articles] == [["The bell is old."], ["It is loud."]]
    assert [plain(each.body) for each in articles] == [TEXT, TEXT]


def test_notes_that_nothing_refers_to_are_an_article_of_their_own() -> None:
    notes = '<section epub:type="endnotes"><h2>Notes</h2><p id="x">The bell of the old ferry hangs in the hall now, '
    data = book(*BYLINES[:2], f"{notes}above the door to the yard.</p></section>", contents=ENTRIES[:2])
    assert plain(copydesk.read_all(data)[2].body).endswith("above the door to the yard.")
    assert titles(data)[2:] == ["Notes"]


def test_what_is_printed_above_a_headline_is_kept() -> None:
    pages = [f"<p>{name}</p><p>Weather</p>{page}" for name, page in zip(("North", "South"), BYLINES, strict=False)]
    reading = examine_all(book(*pages, contents=ENTRIES[:2]))[1]
    assert plain(reading.article.head.kicker) == "Weather"
    assert [piece.text for piece in reading.article.furniture] == ["South"]


def test_a_magazine_that_comes_with_a_mail() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ana@example.org", "The spring number"
    message.set_content("Here is the spring number of our magazine, with four articles.\n")
    message.add_attachment(MAGAZINE, maintype="application", subtype="epub+zip", filename="pier.epub")
    articles = copydesk.read_all(message.as_bytes())
    assert len(articles) == 5
    assert plain(articles[2].head.headline) == "Ice"


def test_words_in_no_paragraph_stay_where_they_stand() -> None:
    """A page that two articles share is cut between them, whatever is around the place."""
    shared = (
        "one<div>two<section>three<p>four</p>five<div>six<h1 id='w'>Wind</h1><p>By Ben Moss</p>seven</div>"
        "eight</section>nine</div>ten"
    )
    data = book(BYLINES[0], shared, contents=(ENTRIES[0], entry("1.xhtml#w", "Wind")))
    rain, wind = (reading.article for reading in examine_all(data))
    assert plain(rain.body).split()[-6:] == ["one", "two", "three", "four", "five", "six"]
    assert plain(wind.body).split() == ["seven", "eight", "nine", "ten"]


def test_a_page_of_links_between_articles_is_furniture() -> None:
    links = "".join(f'<p><a href="p{number}.xhtml">{title}</a></p>' for number, title in enumerate(ALL))
    first = examine_all(book(BYLINES[0], links, BYLINES[1], contents=(ENTRIES[0], entry("2.xhtml", "Wind"))))[0]
    assert plain(first.article.body) == TEXT
    assert [piece.text for piece in first.article.furniture] == ["Rain Wind Snow"]


@given(st.integers(0, 10**9))
@examples(25, deadline=None)
def test_damaged_magazines_are_divided_or_refused(seed: int) -> None:
    with contextlib.suppress(CopydeskError):
        parts_of(Package(mutants(MAGAZINE, seed)))
