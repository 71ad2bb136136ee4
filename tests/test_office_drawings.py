"""What office documents draw and embed: formulas, diagrams, charts, lettering, and the readings of words."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.reading import examine
from copydesk.reading._shared.ruby import with_reading, without_readings
from copydesk.visit import plain
from tests.office import W, docx, epub, odt, p
from tests.outline import outline

TEXT = "The net loft is older than the pier, and the people who work in it are older than both of them."
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'


def drawing(inner: str) -> str:
    return f"<w:p><w:r><w:drawing>{inner}</w:drawing></w:r></w:p>"


def related(key: str, kind: str, target: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="{key}" Type="{base}/{kind}" Target="{target}"/>'


def with_part(inner: str, name: str, xml: str) -> bytes:
    """A Word file with a drawing that refers by the key ``k`` to a part of the file."""
    return docx(p(TEXT) + drawing(inner) + p(TEXT), {"links": related("k", "part", name)}, {f"word/{name}": xml})


def test_the_words_of_a_diagram_are_text_where_it_stands() -> None:
    points = "".join(f"<d:pt><d:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></d:t></d:pt>" for words in ("Wash", "Mend"))
    data = with_part(
        f'<d:relIds xmlns:d="{_DIAGRAM}" {_R} r:dm="k"/>',
        "diagrams/data1.xml",
        f'<d:dataModel xmlns:d="{_DIAGRAM}" {_A}><d:ptLst>{points}</d:ptLst></d:dataModel>',
    )
    assert [plain(block) for block in copydesk.read(data).body] == [TEXT, "Wash", "Mend", TEXT]


def test_a_chart_is_a_table_below_its_title() -> None:
    def points(name: str, *values: str) -> str:
        inner = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
        return f"<c:{name}><c:strRef><c:strCache>{inner}</c:strCache></c:strRef></c:{name}>"

    series = points("tx", "Nets") + points("cat", "May", "June") + points("val", "4", "5.5000000000000004")
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Nets mended</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    chart = f"<c:chart>{title}<c:plotArea><c:barChart><c:ser>{series}</c:ser></c:barChart></c:plotArea></c:chart>"
    data = with_part(
        f'<c:chart {_C} {_R} r:id="k"/>', "charts/chart1.xml", f"<c:chartSpace {_C} {_A}>{chart}</c:chartSpace>"
    )
    reading = examine(data)
    assert "Nets mended\ntable:\n  #  | Nets\n  May | 4\n  June | 5.5" in outline(reading.article)
    assert any("a chart is read as a table" in problem.message for problem in reading.problems)


def test_a_drawing_whose_part_is_missing_is_said() -> None:
    data = docx(p(TEXT) + drawing(f'<c:chart {_C} {_R} r:id="k"/>'), {"links": related("k", "chart", "none.xml")})
    assert any("a drawing whose part" in problem.message for problem in examine(data).problems)


@pytest.mark.parametrize(
    "inner",
    [
        '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="The gala is on Friday"/>'
        "</v:shape></w:pict>",
        f"<w:drawing><lockedCanvas {_A}><a:sp><a:txSp><a:txBody><a:p><a:r><a:t>The gala is on Friday</a:t></a:r></a:p>"
        "</a:txBody></a:txSp></a:sp></lockedCanvas></w:drawing>",
    ],
)
def test_lettering_is_text(inner: str) -> None:
    article = copydesk.read(docx(p("The loft", style="Heading1") + p(TEXT) * 2 + f"<w:p><w:r>{inner}</w:r></w:p>"))
    assert plain(article.body[-1]) == "The gala is on Friday"


_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>75</m:t></m:r></m:den></m:f>", "1/75"),
        ("<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "c^2"),
        ("<m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√(2)"),
        ("<m:d><m:dPr/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>", "(a+b)"),
    ],
)
def test_formulas_of_word_in_one_line(formula: str, words: str) -> None:
    article = copydesk.read(docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r><m:oMath {_M}>{formula}</m:oMath></w:p>"))
    assert plain((article.head, article.body)).endswith(words)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("<mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>", "E=mc^2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>x</mi>", "∫_0^1x"),
        ("<semantics><mi>v</mi><annotation>other</annotation></semantics>", "v"),
        ("<mroot><mi>x</mi></mroot><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "√(x)1 2"),
    ],
)
def test_formulas_of_an_opendocument_text(formula: str, words: str) -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1" xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame>'
    body = f"<text:p>{TEXT} It is {frame} here.</text:p>"
    reading = examine(odt(body, others={"Object 1/content.xml": f"<math {_MATH}>{formula}</math>"}))
    assert f"It is {words} here." in plain((reading.article.head, reading.article.body))
    assert any("kept as text in one line" in problem.message for problem in reading.problems)


def test_the_words_of_a_chart_in_an_opendocument_text() -> None:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    names += ' xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
    names += ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    chart = f"<office:document-content {names}><office:body><office:chart><chart:chart><chart:title><text:p>Nets mended"
    chart += "</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>"
    frame = '<draw:frame><draw:object xlink:href="./Object 1" xmlns:xlink="http://www.w3.org/1999/xlink"/></draw:frame>'
    data = odt(f"<text:p>{TEXT}</text:p><text:p>{frame}</text:p>", others={"Object 1/content.xml": chart})
    assert "Nets mended" in plain(copydesk.read(data).body)


# ------------------------------------------------------------------------------------------------------- readings


def ruby(base: str, reading: str, form: str) -> str:
    if form == "docx":
        rt, words = f"<w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>", f"<w:r><w:t>{base}</w:t></w:r>"
        return f"<w:r><w:ruby><w:rubyPr/>{rt}<w:rubyBase>{words}</w:rubyBase></w:ruby></w:r>"
    if form == "odt":
        return (
            f"<text:ruby><text:ruby-base>{base}</text:ruby-base><text:ruby-text>{reading}</text:ruby-text></text:ruby>"
        )
    return f"<ruby>{base}<rt>{reading}</rt></ruby>"


def document(words: str, form: str) -> bytes:
    """A document of one paragraph with these words within the sentence."""
    if form == "docx":
        return docx(f'<w:p xmlns:w="{W}"><w:r><w:t>The</w:t></w:r>{words}<w:r><w:t>stands. {TEXT}</w:t></w:r></w:p>')
    if form == "odt":
        return odt(f"<text:p>The{words}stands. {TEXT}</text:p>")
    page = f"<h1>The loft</h1><p>The{words}stands. {TEXT}</p>"
    if form == "epub":
        return epub(page)
    if form == "markdown":
        return f"# The loft\n\nThe{words}stands. {TEXT}\n".encode()
    return f"<!DOCTYPE html><html><body>{page}</body></html>".encode()


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "html", "markdown"])
@pytest.mark.parametrize(
    ("base", "reading", "words"), [("時計", "とけい", "時計（とけい）"), ("chai", "tea", "chai (tea)")]
)
def test_readings_stand_behind_their_words_in_every_form(form: str, base: str, reading: str, words: str) -> None:
    article = copydesk.read(document(ruby(base, reading, form), form), from_=form)
    assert f"The{words}stands." in plain((article.head, article.body))


def test_readings_that_have_their_parentheses_get_no_others() -> None:
    page = f"<h1>The loft</h1><p>The <ruby>港<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby> stands. {TEXT}</p>"
    article = copydesk.read(f"<!DOCTYPE html><html><body>{page}</body></html>", from_="html")
    assert "The 港（みなと） stands." in plain(article.body)


def test_the_name_of_a_person_is_without_its_reading() -> None:
    body = f"<h1>海の駅</h1><p>文：{ruby('山田', 'やまだ', 'html')}花子</p><p>{'汽車はもう来ない。' * 20}</p>"
    article = copydesk.read(
        f'<!DOCTYPE html><html lang="ja"><body><article>{body}</article></body></html>', from_="html"
    )
    assert article.head.bylines[0].text == "文：山田（やまだ）花子"
    assert [person.name for person in article.head.bylines[0].persons] == ["山田花子"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("山田（やまだ）花子", "山田花子"),
        ("山田(東京)", "山田(東京)"),
        ("Ana (Ruiz)", "Ana (Ruiz)"),
        ("駅（カフェ）", "駅"),
    ],
)
def test_only_kana_behind_chinese_characters_are_readings(text: str, bare: str) -> None:
    assert without_readings(text) == bare


@pytest.mark.parametrize(
    ("base", "reading", "words"), [("", "とけい", "とけい"), ("時", "", "時"), ("a", " b ", "a (b)")]
)
def test_a_word_or_a_reading_may_be_missing(base: str, reading: str, words: str) -> None:
    assert with_reading(base, reading) == words
