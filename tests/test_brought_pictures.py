"""Pictures that files bring, in the figures of their articles."""

from __future__ import annotations

import base64
import json
from hashlib import sha1
from urllib.parse import quote

import pytest
from msgspec.structs import replace

import copydesk
from copydesk.pictures import decoded
from copydesk.problems import Problem
from copydesk.reading import Reading
from copydesk.reading._shared import pictures as shared_pictures
from copydesk.reading._shared.data_uris import content_of, taken_out
from copydesk.reading.office.rtf_pictures import without_pictures
from copydesk.tree import (
    Article,
    BlockQuote,
    Figure,
    Head,
    Headline,
    List,
    Paragraph,
    Picture,
    Preformatted,
    Section,
    Text,
    bare,
)
from copydesk.visit import plain
from tests.mails import PAGE, WORDS, attached, multipart, part
from tests.office import STYLES, docx, epub, odt, p
from tests.picture_files import SPACER, figures, picture_file, pictures
from tests.test_html_source import page

PNG = picture_file()
JPEG = picture_file("JPEG")
DATA = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
TEXT = "<p>The mill at the weir stood still for a year, and the whole village heard that it did not turn.</p>"


def messages(problems: tuple[Problem, ...]) -> str:
    return "\n".join(f"{problem.kind}: {problem.message}" for problem in problems)


def kinds(article: Article) -> list[str]:
    """The names of the nodes of the text."""
    return [type(section).__name__ for section in article.body]


# ---------------------------------------------------------------------------------------------- office documents


def drawing(key: str, alt: str = "") -> str:
    return f'<w:p><w:r><w:drawing><wp:docPr descr="{alt}"/><a:blip r:embed="{key}"/></w:drawing></w:r></w:p>'


def linked(key: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="x/image" Target="{target}"{mode}/>'


def word(body: str, links: str, others: dict[str, str | bytes]) -> Reading:
    opening = p("The mill", style="Heading1") + p("It stood still for a year, and everybody heard it.")
    return copydesk.examine(docx(opening + body, {"links": links}, others))


def test_a_word_file() -> None:
    caption = p("The wheel, before it stopped.", style="Caption")
    styles = f'{STYLES}<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    opening = p("The mill", style="Heading1") + p("It stood still for a year, and everybody heard it.")
    data = docx(
        opening + drawing("a", "The wheel of the mill") + caption + drawing("b") + drawing("a"),
        {"links": linked("a", "media/image1.png") + linked("b", "media/image2.jpeg"), "styles": styles},
        {"word/media/image1.png": PNG, "word/media/image2.jpeg": JPEG},
    )
    reading = copydesk.examine(data)
    first, second, third = figures(reading.article)
    assert (plain(first.caption), first.alt) == ("The wheel, before it stopped.", "The wheel of the mill")
    assert (first.picture, first.source) == (decoded(PNG), None)
    assert second.picture == decoded(JPEG)
    assert third.picture is first.picture
    assert not reading.problems


def test_raw_text_in_a_word_file() -> None:
    lines = [p(f"The mill stood still for a year, and number {number} heard it.") for number in range(4)]
    words = "".join((p("The mill"), *lines[:2], drawing("a"), *lines[2:]))
    data = docx(words, {"links": linked("a", "media/a.png")}, {"word/media/a.png": PNG})
    body = copydesk.read(data).body
    assert [type(section).__name__ for section in body] == [
        "Paragraph",
        "Paragraph",
        "Figure",
        "Paragraph",
        "Paragraph",
    ]
    assert pictures(body) == [decoded(PNG)]


def test_pictures_in_a_table_stand_behind_it() -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    links = linked("a", "media/a.png") + linked("b", "media/b.jpg")
    others: dict[str, str | bytes] = {"word/media/a.png": PNG, "word/media/b.jpg": JPEG}
    words = table(p("The wheel") + drawing("a"), p("The weir") + drawing("b"))
    reading = word(words + table(drawing("b"), drawing("a")), links, others)
    assert kinds(reading.article) == ["Paragraph", "Table", "Figure", "Figure", "Figure", "Figure"]
    assert pictures(reading.article) == [decoded(PNG), decoded(JPEG), decoded(JPEG), decoded(PNG)]


def test_pictures_that_are_refused_are_said_in_one_line_for_each_reason() -> None:
    files = {"a.emf": b"\x01\0\0\0 EMF", "b.wmf": b"\xd7\xcd\xc6\x9a", "c.png": PNG[:60], "d.gif": SPACER, "e.png": PNG}
    links = "".join(linked(name, f"media/{name}") for name in files)
    reading = word("".join(map(drawing, files)), links, {f"word/media/{name}": data for name, data in files.items()})
    assert [figure.source for figure in figures(reading.article)] == [
        "word/media/a.emf", "word/media/b.wmf", "word/media/c.png", "word/media/d.gif", None,
    ]  # fmt: skip
    lines = messages(reading.problems).split("\n")
    assert len(lines) == 2
    assert "set_aside: 2 pictures are left out: word/media/a.emf, word/media/b.wmf (it is not a picture" in lines[0]
    assert "set_aside: a picture is left out: word/media/c.png (it is damaged" in lines[1]


def test_a_picture_elsewhere_is_not_fetched() -> None:
    links = linked("a", "https://a.example/a.png", ' TargetMode="External"') + linked("b", "../../../../etc/passwd")
    reading = word(drawing("a") + drawing("b"), links, {})
    assert not pictures(reading.article)
    assert [figure.source for figure in figures(reading.article)] == ["https://a.example/a.png", "etc/passwd"]
    assert "picture" not in messages(reading.problems)
    said = messages(copydesk.write(reading.article, "html").problems)
    assert "the picture https://a.example/a.png is left out: nothing is ever fetched" in said
    assert "the picture etc/passwd is left out" in said


def test_an_article_takes_so_many_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_pictures, "MOST", 2)
    names = ["a.png", "b.png", "c.png", "d.png"]
    links = "".join(linked(name, f"media/{name}") for name in names)
    others: dict[str, str | bytes] = {f"word/media/{name}": PNG for name in names}
    reading = word("".join(map(drawing, names)), links, others)
    assert len(pictures(reading.article)) == 2
    assert "2 pictures are left out: word/media/c.png, word/media/d.png (an article takes at most 2" in messages(
        reading.problems
    )


def test_an_article_takes_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_pictures, "LARGEST", len(decoded(PNG).data) + 10)
    links = linked("a", "media/a.png") + linked("b", "media/b.png")
    reading = word(drawing("a") + drawing("b"), links, {"word/media/a.png": PNG, "word/media/b.png": PNG})
    assert len(pictures(reading.article)) == 1
    assert "a picture is left out: word/media/b.png (an article takes" in messages(reading.problems)


def test_an_opendocument_text() -> None:
    image = '<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{}"/>'
    frames = "".join(
        f"<text:p><draw:frame>{image.format(name)}</draw:frame></text:p>" for name in ("Pictures/a%20b.png", "../a.png")
    )
    text = "<text:h text:outline-level='1'>The mill</text:h><text:p>It stood still for a year, and was heard.</text:p>"
    reading = copydesk.examine(odt(text + frames, others={"Pictures/a b.png": PNG}))
    one, other = figures(reading.article)
    assert (one.picture, one.source) == (decoded(PNG), None)
    assert (other.picture, other.source) == (None, "../a.png")


def test_an_e_book() -> None:
    svg = (
        '<div><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><title>A plate</title>'
        '<image xlink:href="../images/b.jpg" width="9" height="9"/></svg></div>'
    )
    drawn = '<p><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg></p>'
    body = f'<h1>The mill</h1>{TEXT}<p><img src="../images/a%201.png" alt="The wheel"/></p>{svg}{drawn}'
    more = {"OPS/images/a 1.png": PNG, "OPS/images/b.jpg": JPEG}
    reading = copydesk.examine(epub(body, more=more))
    wheel, plate, path = figures(reading.article)
    assert (wheel.picture, wheel.alt, wheel.source) == (decoded(PNG), "The wheel", None)
    assert (plate.picture, plate.alt) == (decoded(JPEG), "A plate")
    assert path.picture is None
    assert "it is SVG" in messages(reading.problems)


DAMAGED_PAGES = [
    "\x01<p>Rain</p>",
    '<p a\x02="b">Rain<bo<section>',
    "<p>Rain &#1; again<br>",
    '<html"9999<!doctype><p>Rain',
]


@pytest.mark.parametrize("damaged", DAMAGED_PAGES)
def test_damaged_pages_of_an_e_book(damaged: str) -> None:
    article = copydesk.read(epub(f"<h1>The mill</h1>{TEXT}", f"<body>{damaged}"))
    assert "Rain" in plain(article)


def test_a_member_without_a_name() -> None:
    opening = p("The mill", style="Heading1") + p("It stood still for a year, and everybody heard it.")
    data = docx(opening, {}, {"nameless": b"x"}).replace(b"nameless", b"\0ameless")
    assert plain(copydesk.read(data).head.headline) == "The mill"


def test_a_picture_of_an_e_book_that_is_not_there() -> None:
    reading = copydesk.examine(epub(f'<h1>The mill</h1>{TEXT}<p><img src="a.png" alt="The wheel"/></p>'))
    assert figures(reading.article) == [Figure(source="a.png", alt="The wheel")]


def rich_text(*groups: bytes) -> bytes:
    return b"{\\rtf1\\ansi {\\b The mill}\\par It stood still for a year.\\par " + b"\\par ".join(groups) + b"\\par}"


def test_rich_text() -> None:
    letters = PNG.hex().encode()
    folded = b"\r\n".join(letters[at : at + 80] for at in range(0, len(letters), 80))
    first = b"{\\pict\\picw120{\\*\\blipuid 00ff}\\pngblip\\bliptag-7\r\n" + folded + b"}"
    drawing = b"{\\*\\shppict" + first + b"}{\\nonshppict{\\pict\\wmetafile8 01}}"
    binary = b"{\\pict\\jpegblip\\bin%d " % len(JPEG) + JPEG + b"}"
    data = rich_text(drawing, binary + b" and {\\pict\\pngblip " + PNG[:40].hex().encode() + b"}")
    reading = copydesk.examine(data)
    assert pictures(reading.article) == [decoded(PNG), decoded(JPEG)]
    damaged = figures(reading.article)[-1]
    assert damaged.source == f"{sha1(PNG[:40], usedforsecurity=False).hexdigest()}.png"
    assert "stood still for a year" in plain(reading.article)
    assert "a picture is left out" in messages(reading.problems)


@pytest.mark.parametrize(
    "data", [b"\\pict", b"{\\pict\\pngblip", b"{\\pict\\bin99999999 ab", b"{\\pict{{{{{{{{{{ 00", b""]
)
def test_damaged_pictures_of_rich_text(data: bytes) -> None:
    assert without_pictures(data).find("a.png") is None


def test_a_notebook() -> None:
    letters = base64.b64encode(PNG).decode()
    cells = [
        {
            "cell_type": "markdown", "id": "c1", "metadata": {}, "attachments": {"x.png": {"image/png": letters}},
            "source": ["# The mill\n", "It stood still for a year.\n\n", "![The wheel](attachment:x.png)"],
        },
        {
            "cell_type": "code", "id": "c2", "metadata": {}, "execution_count": 1, "source": ["plot()"],
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": {
                "image/jpeg": base64.encodebytes(JPEG).decode().splitlines(keepends=True)}}],
        },
    ]  # fmt: skip
    data = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
    assert pictures(copydesk.read(data)) == [decoded(PNG), decoded(JPEG)]


def test_a_fiction_book() -> None:
    letters = base64.encodebytes(PNG).decode()
    data = (
        '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
        ' xmlns:l="http://www.w3.org/1999/xlink">'
        "<description><title-info><book-title>The mill</book-title></title-info></description>"
        '<body><section><p>It stood still for a year.</p><image l:href="#a.png"/></section></body>'
        f'<binary id="a.png" content-type="image/png">{letters}</binary></FictionBook>'
    )
    assert pictures(copydesk.read(data.encode())) == [decoded(PNG)]


# ---------------------------------------------------------------------------------------------- Markdown and JSON


def test_markdown() -> None:
    text = (
        f"# The mill\n\nIt stood.\n\n> ![The wheel]({DATA} 'Before')\n\n- one\n\n  ![a]({DATA})\n\n```\n{DATA}\n```\n"
    )
    article = copydesk.read(text, from_="markdown")
    assert [picture == decoded(PNG) for picture in pictures(article)] == [True, True]
    quotation, listed, code = article.body[1:]
    assert isinstance(quotation, BlockQuote)
    assert isinstance(listed, List)
    assert isinstance(code, Preformatted)
    assert code.text == DATA
    assert figures(quotation)[0].source is None
    assert plain(figures(quotation)[0].caption) == "Before"


def test_a_picture_of_markdown_that_is_refused_loses_its_letters() -> None:
    address = f"data:image/svg+xml;base64,{base64.b64encode(b'<svg>' + b' ' * 90).decode()}"
    reading = copydesk.examine(f"# The mill\n\nIt stood.\n\n![a]({address})\n", from_="markdown")
    assert figures(reading.article) == [Figure(alt="a")]
    assert len(reading.problems) == 1
    assert "a picture is left out: data:image/svg+xml;base64 (it is not a picture" in messages(reading.problems)


def test_json_with_an_address_that_holds_the_picture() -> None:
    article = copydesk.Article(body=(copydesk.Paragraph((copydesk.Text("It stood."),)), Figure(source=DATA)))
    assert figures(copydesk.read(article.to_json(), from_="json")) == [Figure(picture=decoded(PNG))]


ADDRESSES = [
    (DATA, True),
    (f"data:image/png;base64,{quote(base64.b64encode(PNG), safe='')}", True),
    (DATA.replace("data:image/png", "DATA:IMAGE/PNG;x=y"), True),
    (DATA.rstrip("="), True),
    ("data:image/png;base64,AAAAA", False),
    ("data:image/png;base64,*", False),
    ("data:image/png", False),
]


@pytest.mark.parametrize(("address", "sound"), ADDRESSES)
def test_the_content_of_an_address(address: str, sound: bool) -> None:
    if sound:
        assert content_of(address) == PNG
        taken = taken_out(f"before {address} after")
        assert taken.text.startswith("before data:image/") or taken.text.startswith("before DATA:IMAGE/")
        assert len(taken.text) < 80
        assert taken.restored(taken.text) == f"before {address} after"
    else:
        with pytest.raises(ValueError, match="it is damaged"):
            content_of(address)


def test_addresses_that_are_folded_and_stand_ins_that_the_text_has() -> None:
    folded = "data:image/png;base64,\n" + base64.encodebytes(PNG * 4).decode()
    text = f'<img src="{folded.rstrip()}"> data:image/png;base64,picture00000001 and <img src="{DATA}">'
    taken = taken_out(text)
    assert taken.restored(taken.text) == text
    assert len(taken.addresses) == 2
    assert [content_of(address) for address in taken.addresses.values()] == [PNG * 4, PNG]
    assert taken.text.endswith('2">')
    assert taken_out("No data:image/png here").addresses == {}


# ---------------------------------------------------------------------------------------------------------- pages


def test_a_page() -> None:
    spacer = f"data:image/gif;base64,{base64.b64encode(SPACER).decode()}"
    shown = (
        f"{TEXT}<figure><img src='{DATA}'><figcaption>The wheel before it stopped</figcaption></figure>{TEXT}"
        f"<p><img alt='The weir in the spring' src='{DATA}'></p>{TEXT}<img src='{DATA}'>"
        f"<p><img alt='The weir again' data-src='b.jpg' src='{spacer}'></p>{TEXT}"
    )
    reading = copydesk.examine(page(shown).encode())
    wheel, weir, alone, again = figures(reading.article)
    assert (wheel.picture, wheel.source, plain(wheel.caption)) == (decoded(PNG), None, "The wheel before it stopped")
    assert (weir.picture, weir.alt) == (decoded(PNG), "The weir in the spring")
    assert (alone.picture, alone.alt) == (decoded(PNG), "")
    assert (again.picture, again.source) == (None, "b.jpg")


def test_a_page_whose_pictures_a_browser_saved_in_it_keeps_their_addresses() -> None:
    large = picture_file("PNG", 400, 300, "RGB", compress_level=0)
    letters = f"data:image/png;base64,{base64.b64encode(large).decode()}"
    shown = f"{TEXT}<p><img alt='The weir in spring' data-src='https://a.example/b.png' src='{letters}'></p>{TEXT}"
    assert [(figure.source, figure.picture) for figure in figures(copydesk.read(page(shown).encode()))] == [
        ("https://a.example/b.png", decoded(large))
    ]


def test_a_refused_picture_in_a_page_leaves_a_figure_without_an_address() -> None:
    letters = f"data:image/svg+xml;base64,{base64.b64encode(b'<svg>' * 30).decode()}"
    reading = copydesk.examine(page(f"{TEXT}<p><img alt='The weir in spring' src='{letters}'></p>{TEXT}").encode())
    assert figures(reading.article) == [Figure(alt="The weir in spring")]
    assert "it is SVG" in messages(reading.problems)


def test_a_saved_page_with_its_parts() -> None:
    shown = (
        f"{TEXT}<p><img alt='The weir in spring' src='img/a.png'></p>{TEXT}"
        f"<p><img alt='The wheel in autumn' src='cid:b@x'></p>{TEXT}"
    )
    header = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/x/mill\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\n\n'
    )

    def named(data: bytes, kind: str, name: str) -> str:
        letters = base64.encodebytes(data).decode()
        return f"--cut\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n{name}\n\n{letters}\n"

    data = header + named(page(shown).encode(), "text/html", "Content-Location: https://a.example/x/mill")
    data += named(PNG, "image/png", "Content-Location: https://a.example/x/img/a.png")
    data += named(JPEG, "image/jpeg", "Content-ID: <b@x>") + "--cut--\n"
    weir, wheel = figures(copydesk.read(data.encode()))
    assert (weir.source, weir.picture) == ("https://a.example/x/img/a.png", decoded(PNG))
    assert (wheel.source, wheel.picture) == (None, decoded(JPEG))


# ---------------------------------------------------------------------------------------------------------- mails


LARGE = picture_file("JPEG", 400, 300)


def inline(data: bytes, cid: str, name: str = "image001.png") -> bytes:
    """A picture that the page of a mail shows."""
    more = f'Content-ID: <{cid}>\nContent-Disposition: inline; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    return part(base64.encodebytes(data), "image/png", more=more)


def test_a_mail_whose_page_shows_pictures() -> None:
    shown = PAGE.replace(
        "</p><p>",
        "</p><p><img alt='image001.jpg' src='cid:a@x'></p><p>Then nobody went out.</p><p><img src='cid:logo@x'></p><p>",
    )
    data = multipart(
        part(shown, "text/html"),
        inline(LARGE, "a@x"),
        inline(PNG, "logo@x", "logo.png"),
        inline(LARGE, "c@x", "c.png"),
        kind="related",
    )
    reading = copydesk.examine(data)
    assert kinds(reading.article) == ["Paragraph", "Figure", "Paragraph", "Paragraph"]
    assert pictures(reading.article) == [decoded(LARGE)]
    assert figures(reading.article)[0].source is None
    assert "pictures that decorate the mail were left out: logo.png, c.png" in messages(reading.problems)


def test_pictures_attached_to_a_mail_stand_at_its_end() -> None:
    data = multipart(
        part(WORDS), attached(LARGE, "rain.jpg", "image/jpeg"), attached(PNG, "logo.png", "image/png"),
        attached(b"BEGIN", "a.ics", "text/calendar"),
    )  # fmt: skip
    reading = copydesk.examine(data)
    assert reading.article.body[-1] == Figure(picture=decoded(LARGE))
    assert len(figures(reading.article)) == 1
    said = messages(reading.problems)
    assert "attached pictures were put at the end of the text: rain.jpg" in said
    assert "pictures that decorate the mail were left out: logo.png" in said
    assert "attached files that are no articles were left out: a.ics" in said


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_picture_among_the_texts_of_a_mail_stands_between_them(kind: str) -> None:
    shown = attached(LARGE, "rain.jpg", "image/jpeg").replace(b"attachment", b"inline")
    last = attached(LARGE, "sun.jpg", "image/jpeg")
    first, second = "It rained in the valley, for a week.", "Then it stopped, and nobody could say why."
    data = multipart(part(first, kind), part(" \n"), shown, last, part(f"{second}\n\n{second}", kind))
    reading = copydesk.examine(data)
    read = ["Paragraph", "Figure", "Paragraph"] + ["Paragraph"] * (kind == "text/plain") + ["Figure"]
    assert kinds(reading.article) == read
    assert "at the end of the text: sun.jpg" in messages(reading.problems)


# ---------------------------------------------------------------------------------------- what copydesk itself wrote


def says(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def shown(number: int, form: str = "PNG") -> Picture:
    """A picture that is unlike others."""
    return decoded(picture_file(form, 300 + 10 * number, 200))


TOP: tuple[Section, ...] = (
    Paragraph(says("The mill at the weir had stood still for a year, and the village heard it turn.")),
    Figure(says("The wheel before it stopped."), says("Photograph by Jo Park"), alt="A wheel", picture=shown(1)),
    Paragraph(says("Nobody had opened the gate, and nobody knew who had.")),
    Figure(picture=shown(2, "JPEG")),
    Figure(alt="The weir in spring", picture=shown(3, "JPEG")),
    Figure(says("Only a caption."), picture=shown(4)),
    Paragraph(says("It stood again in the morning, and the key hung on its nail.")),
    Figure(says("A caption without a picture."), alt="And words"),
    Figure(credit=says("Photograph by Jo Park"), picture=shown(5)),
)
NESTED: tuple[Section, ...] = (
    BlockQuote((Paragraph(says("It is said that it never stops.")), Figure(says("Within."), picture=shown(6)))),
    List(((Paragraph(says("one item")),), (Paragraph(says("another")), Figure(says("In it."), picture=shown(7))))),
)
"""OpenDocument, as pandoc writes it, does not say that a picture is within a quotation."""


@pytest.mark.parametrize("form", ["json", "markdown", "html", "epub", "docx", "odt"])
def test_pictures_come_back_from_what_copydesk_wrote(form: str) -> None:
    body = TOP if form == "odt" else (*TOP, *NESTED)
    if form == "odt":  # pandoc writes no alternative texts of pictures there
        body = tuple(replace(one, alt="") if isinstance(one, Figure) and one.picture else one for one in body)
    article = Article(lang="en", head=Head(headline=Headline(says("The wheel that turned"))), body=body)
    written = copydesk.write(article, form, typography=False).data
    name = {"markdown": "a.md", "json": "a.json"}.get(form, f"a.{form}")
    assert bare(copydesk.read(written, name=name)).body == article.body


def test_pictures_come_back_from_a_pdf_that_copydesk_wrote() -> None:
    article = Article(lang="en", head=Head(headline=Headline(says("The wheel that turned"))), body=TOP[:6])
    back = [figure for figure in figures(copydesk.read(copydesk.write(article, "pdf").data)) if figure.picture]
    assert [(plain(figure.caption), figure.alt) for figure in back] == [
        ("The wheel before it stopped.", "A wheel"), ("", ""), ("", "The weir in spring"), ("Only a caption.", ""),
    ]  # fmt: skip
    assert [figure.picture for figure in back] == [shown(1), shown(2, "JPEG"), shown(3, "JPEG"), shown(4)]
