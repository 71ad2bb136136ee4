"""NITF and TEI as articles."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError
from copydesk.reading import source_of
from copydesk.reading.xml.elements import Elements
from tests.outline import outline
from tests.tools import examples

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "https://press.example/nitf-3-5.dtd">
<nitf><head><title>Ferry stops</title><docdata><date.issue norm="20250814T120000Z"/>
<key-list><keyword key="ferries"/><keyword key="lakes"/></key-list>
<doc.copyright year="2025" holder="The Weir Gazette"/></docdata></head>
<body><body.head>
<hedline><hl1>The last ferry has left</hl1><hl2>Nobody knows who will pay for the next one</hl2></hedline>
<byline>By <person>Ana Ruiz</person><byttl>Lake correspondent</byttl></byline>
<distributor>Weir News Agency</distributor><dateline><location>ORMBY</location>, Aug. 14</dateline></body.head>
<body.content><block><p>The ferry left at <em>noon</em>, with <person>Colm Garrity</person> on board.</p>
<media media-type="image"><media-reference source="boat.jpg" alternate-text="A boat"/>
<media-caption>The Heron at the quay</media-caption><media-producer>Jo Park</media-producer></media>
<hl2>What comes next</hl2><p>There are plans<fn><p>Of the harbour board.</p></fn>:</p>
<ul><li>a bridge</li><li>a bus</li></ul><ol><li>first the money</li></ol>
<bq><block><p>It was a good boat.</p></block><credit>Colm Garrity, mate</credit></bq>
<table><caption>Boats</caption><tr><th>Boat</th><th>Year</th></tr><tr><td>Heron</td><td>1931</td></tr></table>
<p>See <a href="https://quay.example/x">the list</a>.</p>and words by themselves</block></body.content>
<body.end><tagline>Ana Ruiz writes on lakes.</tagline></body.end></body></nitf>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>The mill race</title><title type="sub">A sketch</title><author>Ruiz, Ana</author></titleStmt>
<publicationStmt><publisher>Weir Press</publisher><date when="1894-05-01">May 1894</date>
<availability><p>Free to copy.</p></availability></publicationStmt>
<sourceDesc><p>From Ormby.</p></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc></teiHeader>
<text><front><titlePage><docTitle><titlePart>The mill race</titlePart></docTitle>
<byline>by <docAuthor>Ana Ruiz</docAuthor></byline></titlePage></front>
<body><pb n="1"/><div><head>The wheel</head>
<epigraph><quote><l>The wheel goes round</l><l>and nobody grinds</l></quote><bibl>Old song</bibl></epigraph>
<p>The wheel stood <hi rend="italic">still</hi>,<note place="foot">As in 1887.</note> and the
<choice><sic>miler</sic><corr>miller</corr></choice> said: <q>It will <del>not</del> turn.</q></p>
<fw type="head">THE MILL RACE</fw>
<lg><lg><l>Water, water, come and stay,</l><l>turn the wheel another day.</l></lg><lg><l>Nobody came.</l></lg></lg>
<div><head>Below the weir</head><p>Broken at the li<lb break="no"/>ne.</p>
<list type="ordered"><head>What was left</head><item>a wheel</item><item>a stone</item></list>
<list><label>Sluice</label><item>a gate</item></list>
<cit><quote>There is no miller like an old one.</quote><bibl>Proverb</bibl></cit>
<table><row role="label"><cell>Year</cell><cell>Sacks</cell></row><row><cell>1886</cell><cell>400</cell></row></table>
<figure><graphic url="wheel.png"/><head>The wheel in 1880</head><figDesc>A wheel</figDesc></figure>
<sp><speaker>MILLER</speaker><p>It will turn.</p></sp></div></div></body>
<back><div><p>Printed at Ormby.</p></div></back></text></TEI>"""


OF_NITF = """\
lang: en
headline: The last ferry has left
deck: Nobody knows who will pay for the next one
byline: By Ana Ruiz Lake correspondent | Ana Ruiz; role=Lake correspondent
date: 2025-08-14 | 2025-08-14
dateline: ORMBY, Aug. 14 | place=Ormby
--- body
p: The ferry left at *noon*, with Colm Garrity on board.
figure: The Heron at the quay | credit=Jo Park | source=boat.jpg | alt=A boat
h2: What comes next
p: There are plans[^1]:
list:
  * p: a bridge
  * p: a bus
list 1:
  * p: first the money
quote:
  p: It was a good boat.
  -- Colm Garrity, mate
table:
  caption: Boats
  # Boat | Year
  Heron | 1931
p: See [the list](https://quay.example/x).
p: and words by themselves
--- foot
bio: Ana Ruiz writes on lakes.
--- notes
note 1:
  p: Of the harbour board.
--- furniture
frame: Weir News Agency
frame: Ferry stops
"""


def test_nitf() -> None:
    assert outline(copydesk.read(NITF.encode())) == OF_NITF


OF_TEI = """\
lang: en
headline: The mill race
deck: A sketch
byline: by Ana Ruiz | Ana Ruiz
date: 1894-05-01 | May 1894
--- body
h2: The wheel
quote:
  verse:
    / The wheel goes round
    / and nobody grinds
  -- Old song
p: The wheel stood *still*,[^1] and the miller said: “It will turn.”
verse:
  / Water, water, come and stay,
  / turn the wheel another day.
  /
  / Nobody came.
h3: Below the weir
p: Broken at the line.
h3: What was left
list 1:
  * p: a wheel
  * p: a stone
list:
  * p: **Sluice**
    p: a gate
quote:
  p: There is no miller like an old one.
  -- Proverb
table:
  # Year | Sacks
  1886 | 400
figure: The wheel in 1880 | source=wheel.png | alt=A wheel
speech: MILLER
  p: It will turn.
p: Printed at Ormby.
--- notes
note 1:
  p: As in 1887.
--- furniture
frame: Free to copy.
frame: From Ormby.
frame: English
frame: Ruiz, Ana
frame: The mill race
comment: sic: miler
comment: struck out: not
running_head: THE MILL RACE
"""


def test_tei() -> None:
    assert outline(copydesk.read(TEI.encode())) == OF_TEI


def test_a_title_of_the_file_that_is_the_headline_is_set_aside() -> None:
    reading = copydesk.examine(NITF.replace("Ferry stops", "The last <!-- a -->ferry has left").encode())
    assert copydesk.plain(reading.article.head.headline) == "The last ferry has left"
    assert "The last ferry has left" in [piece.text for piece in reading.article.furniture]
    assert [problem.message for problem in reading.problems if problem.kind == "lost"] == []


def test_a_title_that_the_text_prints_again_is_the_headline() -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>The race</title></titleStmt>'
        "<sourceDesc><p>MS 14</p></sourceDesc></fileDesc></teiHeader><text><front><docTitle><titlePart>{}</titlePart>"
        "</docTitle></front><body><head>{}</head>"
        "<p>It ran.</p><head>The race</head><p>It ended.</p></body></text></TEI>"
    )
    end = "p: It ran.\nh2: The race\np: It ended.\n--- furniture\nframe: MS 14\n"
    printed = outline(copydesk.read(text.format("The race", "The race").encode()))
    assert printed == f"lang: en\nheadline: The race\n--- body\n{end}frame: The race\nframe: The race\n"
    others = outline(copydesk.read(text.format("Mills", "The dale").encode()))
    assert others == f"lang: en\nheadline: The race\n--- body\np: Mills\nh2: The dale\n{end}"


@pytest.mark.parametrize("text", [NITF, TEI])
def test_no_letter_is_lost(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = copydesk.examine(text.encode())
    assert [problem.kind for problem in reading.problems if problem.kind == "lost"] == []
    monkeypatch.setattr(Elements, "set_aside", lambda self, element, kind="frame": None)
    reading = copydesk.examine(text.encode())
    assert [problem.kind for problem in reading.problems if problem.kind == "lost"] == ["lost"]


@pytest.mark.parametrize(
    ("beginning", "form"),
    [
        ("<nitf>", "nitf"),
        ("<?xml version='1.0'?>\n<!-- a --><?b c?><!DOCTYPE nitf [ <!ELEMENT a ANY> ]><nitf a='b'>", "nitf"),
        ("<tei:TEI xmlns:tei='x'>", "tei"), ("<TEIs>", "text"), ("<p>a <nitf> b</p>", "text"),
        ("<?a ?>" * 9000 + "<nit", "text"),
    ],
)  # fmt: skip
def test_detection(beginning: str, form: str) -> None:
    assert source_of("a.xml", None, beginning.encode()).name == form


ENCODINGS = {
    "UTF-8 with a mark": ("", "utf-8-sig"),
    "UTF-16 with a mark": ("<?xml version='1.0' encoding='UTF-16'?>\n", "utf-16"),
    "UTF-16 without a declaration": ("", "utf-16"),
    "UTF-16 without a mark": ("<?xml version='1.0' encoding='UTF-16'?>\n", "utf-16-be"),
    "UTF-16 and white space": ("\n ", "utf-16-le"),
    "UTF-32": ("<?xml version='1.0' encoding='UTF-32'?>\n", "utf-32"),
    "UTF-32 without a mark": ("", "utf-32-be"),
    "EBCDIC": ("<?xml version='1.0' encoding='IBM037'?>", "cp037"),
    "EBCDIC and its ends of lines": ("<?xml version='1.0' encoding='IBM037'?>\x85", "cp037"),
    "EBCDIC of another code page": ("<?xml version='1.0' encoding='IBM500'?>", "cp500"),
    "Latin-1": ("<?xml version='1.0' encoding='ISO-8859-1'?>\n", "latin-1"),
    "Japanese": ("<?xml version='1.0' encoding='ISO-2022-JP'?><!-- \u30fe -->\n", "iso-2022-jp"),
    "white space before the declaration": ("\n<?xml version='1.0'?>", "utf-8"),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("root", ["nitf", "TEI"])
def test_every_encoding_that_xml_allows(name: str, root: str) -> None:
    declaration, encoding = ENCODINGS[name]
    text = {"nitf": NITF[NITF.index("<nitf") :], "TEI": TEI}[root]
    reading = copydesk.examine(f"{declaration}{text}".encode(encoding))
    assert outline(reading.article) == {"nitf": OF_NITF, "TEI": OF_TEI}[root]
    assert [problem.message for problem in reading.problems if problem.kind != "set_aside"] == []


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_of_xml_that_pandoc_reads(name: str) -> None:
    declaration, encoding = ENCODINGS[name]
    text = "<FictionBook><body><section><p>The weir of § 4 held.</p></section></body></FictionBook>"
    assert copydesk.plain(copydesk.read(f"{declaration}{text}".encode(encoding)).body) == "The weir of § 4 held."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_other_xml_is_told_in_every_encoding(encoding: str) -> None:
    for text, form in (
        ("<?xml version='1.0'?><!-- a --><fb:FictionBook xmlns:fb='x'/>", "fb2"),
        ("<opml version='2.0'/>", "opml"),
        ("<article xmlns='http://docbook.org/ns/docbook'/>", "docbook"),
        ("<!DOCTYPE article PUBLIC '-//NLM//DTD JATS'><article/>", "jats"),
        ("<alto/>", "ocr"),
        ("<html></html>", "html"),
    ):
        assert source_of("a.xml", None, text.encode(encoding)).name == form
    with pytest.raises(InputError, match="a drawing: its root element is <svg:svg>"):
        copydesk.read("<svg:svg/>".encode(encoding))


def test_what_cannot_be_read() -> None:
    entity = "<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><nitf><body>&a;</body></nitf>"
    for text, words in {
        entity: "declares entities",
        "<nitf><body></body></nitf>": "no article text",
        "<nitf><body>": "is broken",
        "<other>words</other>": "outermost element is other",
        f"<nitf><body>{'<block>' * 150}words{'</block>' * 150}</body></nitf>": "nested over 100 deep",
    }.items():
        with pytest.raises(InputError, match=words):
            copydesk.read(text, from_="nitf")


NAMES = (
    "p", "div", "l", "lg", "note", "quote", "q", "head", "list", "item", "row", "cell", "hl2", "li", "bq", "byline",
    "title", "author", "docTitle", "sp", "speaker", "figure", "table", "cit", "fn", "media", "hedline", "dl", "dt",
)  # fmt: skip


@given(st.sampled_from([NITF, TEI]), st.data())
@examples(30)
def test_elements_in_any_order(text: str, data: st.DataObject) -> None:
    """Elements by other names: whatever stands where, each letter is kept."""
    for _ in range(data.draw(st.integers(1, 6))):
        old, new = data.draw(st.sampled_from(NAMES)), data.draw(st.sampled_from(NAMES))
        text = text.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>").replace(f"<{old} ", f"<{new} ")
    with suppress(InputError):
        reading = copydesk.examine(text.encode(), from_="tei" if "<TEI" in text else "nitf")
        assert [problem.message for problem in reading.problems if problem.kind == "lost"] == []
