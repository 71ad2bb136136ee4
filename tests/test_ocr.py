"""Pages that were recognised, in each form: their lines in order, how they are set, and what is doubtful in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import InputError
from copydesk.reading import examine, source_of
from copydesk.reading.copy import Box, Copy
from copydesk.reading.ocr import copy_of, tsv
from copydesk.reading.text.accounting import discrepancies
from copydesk.reading.text.characters import clean
from copydesk.tree import Article
from tests.outline import outline
from tests.tools import ROOT, examples

SAMPLE = ROOT / "samples" / "harbour-lights.alto"


def alto(body: str, *, before: str = "", unit: str = "pixel", namespace: str = "ns-v3#") -> bytes:
    return (
        f'<?xml version="1.0"?>\n<alto xmlns="http://www.loc.gov/standards/alto/{namespace}">'
        f"<Description><MeasurementUnit>{unit}</MeasurementUnit></Description>{before}"
        f"<Layout><Page>{body}</Page></Layout></alto>"
    ).encode()


def block(*lines: str, name: str = "", attributes: str = "") -> str:
    """A block of ALTO; ``ferry/41`` is a word that was read with a confidence of 41 of 100."""
    texts = []
    for line in lines:
        words = (word.partition("/") for word in line.split())
        strings = (f'<String CONTENT="{word}" WC="{int(sure or 95) / 100}"/>' for word, _, sure in words)
        texts.append(f"<TextLine>{'<SP/>'.join(strings)}</TextLine>")
    return f'<TextBlock ID="{name}" {attributes}>{"".join(texts)}</TextBlock>'


def page(body: str, attributes: str = "") -> bytes:
    namespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<PcGts xmlns="{namespace}"><Page {attributes}>{body}</Page></PcGts>'.encode()


def region(name: str, kind: str, *lines: str, more: str = "") -> str:
    texts = "".join(f"<TextLine><TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>" for line in lines)
    doubled = f"<TextEquiv><Unicode>{' '.join(lines)}</Unicode></TextEquiv>"
    return f'<TextRegion id="{name}" type="{kind}">{more}{texts}{doubled}</TextRegion>'


def order(*names: str) -> str:
    indexed = "".join(f'<RegionRefIndexed index="{index}" regionRef="{name}"/>' for index, name in enumerate(names))
    return f'<ReadingOrder><OrderedGroup id="g">{indexed}</OrderedGroup></ReadingOrder>'


def hocr(body: str, system: str = "tesseract 5.3.0") -> bytes:
    return f"<html><head><meta name='ocr-system' content='{system}'/></head><body>{body}</body></html>".encode()


def table(*rows: str) -> bytes:
    return "\n".join((tsv.HEADER, *(row.replace(" ", "\t") for row in rows), "")).encode()


def texts(data: bytes) -> list[str]:
    return [line.text for line in copy_of(data).lines]


def settings_of(data: bytes) -> list[tuple[float, bool, bool]]:
    return [(line.size, line.bold, line.italic) for line in copy_of(data).typeset().values()]


def cell(text: str, left: int, top: int) -> str:
    words = "".join(f'<String CONTENT="{word}"/>' for word in text.split())
    place = f'HPOS="{left}" VPOS="{top}" WIDTH="90" HEIGHT="20"'
    return f"<TextBlock {place}><TextLine {place}>{words}</TextLine></TextBlock>"


# ------------------------------------------------------------------------------------------------ telling the forms


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (alto(""), "ocr"),
        (b'<?xml version="1.0"?><!-- a <PcGts> --><a:alto xmlns:a="x"/>', "ocr"),
        (b"<alto/>", "ocr"),
        ("\ufeff<alto/>".encode(), "ocr"),
        ("<alto/>".encode("utf-16"), "ocr"),
        (b'<!DOCTYPE alto SYSTEM "alto.dtd" [<!ELEMENT alto ANY>]><alto>', "ocr"),
        (page(""), "ocr"),
        (hocr(""), "ocr"),
        (b'<html><body><div id="a" class="big ocr_page">', "ocr"),
        (table(), "ocr"),
        (b'<mets:mets xmlns:mets="http://www.loc.gov/METS/">', "ocr"),
        (b"<altogether>", "text"),
        (b"<p>An <alto> sings", "text"),
        (b"We read ocr_page in class ocr-system", "text"),
        (b"Write this:\n\n<div class='ocr_page'>", "text"),
        (b"level\tpage_num", "text"),
        (b"<!--" * 20_000, "text"),
        (b"<?a?>" * 12_000 + b"<b/>", "text"),
    ],
)
def test_the_content_tells_the_form(data: bytes, name: str) -> None:
    assert source_of("", None, data[: 2**16]).name == name


def test_hocr_is_no_ordinary_web_page() -> None:
    assert source_of("page.html", None, hocr("")).name == "ocr"
    assert source_of("page.txt", None, b"<html><body><p class='page'>Rain").name != "ocr"


# ------------------------------------------------------------------------------------------------ ALTO


def test_the_lines_of_alto() -> None:
    data = alto(
        f"<PrintSpace><ComposedBlock>{block('It rained.')}</ComposedBlock>{block('We left', 'early.')}</PrintSpace>"
    )
    assert texts(data) == ["It rained.", "We left", "early."]


@pytest.mark.parametrize("namespace", ["ns-v2#", "ns-v4#", "schema/private"])
def test_the_namespace_of_alto_does_not_matter(namespace: str) -> None:
    assert texts(alto(block("It rained."), namespace=namespace)) == ["It rained."]


def test_a_word_that_a_line_breaks_stands_there_once() -> None:
    halves = (
        '<TextBlock><TextLine><String CONTENT="An"/><SP/><String CONTENT="improve" SUBS_TYPE="HypPart1" '
        'SUBS_CONTENT="improvement"/><HYP CONTENT="&#173;"/></TextLine><TextLine><String CONTENT="ment" '
        'SUBS_TYPE="HypPart2" SUBS_CONTENT="improvement"/><SP/><String CONTENT="came."/></TextLine></TextBlock>'
    )
    copy = copy_of(alto(halves))
    assert copy.text == "An improve\u00ad\nment came."
    assert copy.unbroken == ("improvement",)
    assert copydesk.plain(copydesk.read(alto(halves))) == "An improvement came."


@pytest.mark.parametrize(("whole_word", "reading"), [("lifeboat", "lifeboat"), ("life-boat", "life-boat")])
def test_the_whole_word_says_whether_its_hyphen_stays(whole_word: str, reading: str) -> None:
    lines = (
        f'<TextLine><String CONTENT="They called the"/><SP/><String CONTENT="life-" SUBS_TYPE="HypPart1" '
        f'SUBS_CONTENT="{whole_word}"/><HYP CONTENT="-"/></TextLine>'
        '<TextLine><String CONTENT="boat" SUBS_TYPE="HypPart2"/><SP/><String CONTENT="twice that night."/></TextLine>'
    )
    article = copydesk.read(alto(f"<TextBlock>{lines}</TextBlock>"))
    assert copydesk.plain(article) == f"They called the {reading} twice that night."


def test_the_order_that_alto_gives() -> None:
    given = "<ReadingOrder><OrderedGroup><ElementRef REF='b'/><ElementRef REF='a'/></OrderedGroup></ReadingOrder>"
    body = block("second", name="a") + block("third", name="c") + block("first", name="b")
    assert texts(alto(body, before=given)) == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("unit", "points"), [("pixel", 72 / 300), ("mm10", 72 / 254), ("inch1200", 72 / 1200), ("", 72 / 300)]
)
def test_boxes_are_in_points(unit: str, points: float) -> None:
    line = '<TextLine HPOS="100" VPOS="200" WIDTH="300" HEIGHT="50"><String CONTENT="Rain"/></TextLine>'
    (line_read,) = copy_of(alto(f"<TextBlock>{line}</TextBlock>", unit=unit)).lines
    assert line_read.typeset is not None
    assert line_read.typeset.box == pytest.approx(Box(100 * points, 200 * points, 400 * points, 250 * points))


def test_the_type_of_alto() -> None:
    styles = (
        '<Styles><TextStyle ID="a" FONTSIZE="9"/><TextStyle ID="b" FONTSIZE="24" FONTSTYLE="bold"/>'
        '<ParagraphStyle ID="p"/></Styles>'
    )
    line = '<TextLine STYLEREFS="p b"><String CONTENT="Rain"/></TextLine>'
    words = '<TextLine><String CONTENT="It" STYLE="italics"/><String CONTENT="poured" STYLEREFS="b"/></TextLine>'
    data = alto(
        f'<TextBlock STYLEREFS="a">{line}{words}<TextLine><String CONTENT="Then"/></TextLine></TextBlock>',
        before=styles,
    )
    assert settings_of(data) == [(24, True, False), (24, True, False), (9, False, False)]


@pytest.mark.parametrize(
    ("top", "kinds"),
    [
        (block("THE PAPER") + block("12"), ["running_head", "page_number", None, None]),
        (block("THE PAPER of all and more of us"), [None, None, None]),  # too much to be a running head
    ],
)
def test_the_margins_of_alto_hold_furniture(top: str, kinds: list[str | None]) -> None:
    text = block("It rained on all of us in the old town.", "We left early.")
    data = alto(f"<TopMargin>{top}</TopMargin><PrintSpace>{text}</PrintSpace>")
    assert [line.furniture for line in copy_of(data).typeset().values()] == kinds


def test_the_tags_of_alto_give_roles() -> None:
    tags = '<Tags><StructureTag ID="t" LABEL="Heading"/><StructureTag ID="u" LABEL="page number"/></Tags>'
    body = block("Rain", attributes='TAGREFS="x t"') + block("7", attributes='TAGREFS="u"')
    settings = copy_of(alto(body, before=tags)).typeset().values()
    assert [(line.role, line.furniture) for line in settings] == [
        ("heading", None), (None, "page_number"),
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------ PAGE XML


def test_the_lines_of_page_stand_there_once_and_in_their_order() -> None:
    body = order("r2", "r1") + region("r1", "paragraph", "It rained", "again.") + region("r2", "heading", "Rain")
    assert texts(page(body)) == ["Rain", "It rained", "again."]


def test_regions_out_of_the_order_follow_and_are_reported() -> None:
    body = order("r2") + region("r1", "paragraph", "Alone.") + region("r2", "paragraph", "First.")
    copy = copy_of(page(body + region("r3", "page-number", "7")))
    assert [line.text for line in copy.lines] == ["First.", "Alone.", "7"]
    assert [problem.kind for problem in copy.problems] == ["order"]
    assert "1 of its regions" in copy.problems[0].message


@pytest.mark.parametrize(
    ("kind", "role", "furniture"),
    [
        ("heading", "heading", None),
        ("caption", "caption", None),
        ("footnote", "note", None),
        ("marginalia", "paragraph", None),
        ("paragraph", None, None),
        ("header", None, "running_head"),
        ("footer", None, "running_head"),
        ("page-number", None, "page_number"),
        ("other", None, None),
    ],
)
def test_the_kinds_of_regions(kind: str, role: str | None, furniture: str | None) -> None:
    (line,) = copy_of(page(region("r", kind, "Rain"))).lines
    assert line.typeset is not None
    assert (line.typeset.role, line.typeset.furniture) == (role, furniture)


def test_the_kind_that_a_platform_writes_its_own_way() -> None:
    custom = 'custom="readingOrder {index:0;} structure {type:page-number;}"'
    (line,) = copy_of(
        page(f"<TextRegion id='r' {custom}><TextEquiv><Unicode>7</Unicode></TextEquiv></TextRegion>")
    ).lines
    assert line.typeset is not None
    assert line.typeset.furniture == "page_number"


@pytest.mark.parametrize(
    ("initial", "rest", "expected"),
    [("T", "HE bell rang", "THE bell rang"), ("A", "MAN came by", "A MAN came by"), ("A", "LL of us", "ALL of us")],
)
def test_an_initial_goes_with_its_word(initial: str, rest: str, expected: str) -> None:
    body = region("d", "drop-capital", initial) + region("r", "paragraph", rest, "and all went on.")
    assert texts(page(body)) == [expected, "and all went on."]
    assert texts(page(order("r") + body)) == [expected, "and all went on."]


def test_signs_that_transcribers_write_for_hyphens() -> None:
    line = "<TextLine><TextEquiv><Unicode>Dampf⸗ und Post⸗Wagen ohne Pferde¬</Unicode></TextEquiv></TextLine>"
    regions = "<TextRegion id='r'>" + line + line.replace("Dampf⸗ und", "¬ und") + "</TextRegion>"
    assert texts(page(regions)) == ["Dampf- und Post-Wagen ohne Pferde-", "¬ und Post-Wagen ohne Pferde-"]


def test_the_text_with_the_least_index_counts() -> None:
    line = (
        "<TextLine><TextEquiv index='1'><Unicode>Rein</Unicode></TextEquiv>"
        "<TextEquiv index='0' conf='0.3'><Unicode>Rain⸗</Unicode></TextEquiv></TextLine>"
    )
    copy = copy_of(page(f"<TextRegion id='r'>{line}</TextRegion>"))
    assert copy.text == "Rain-"
    assert [problem.kind for problem in copy.problems] == ["misread"]


def test_words_and_glyphs_where_a_line_has_no_text() -> None:
    glyphs = "".join(f"<Glyph><TextEquiv><Unicode>{letter}</Unicode></TextEquiv></Glyph>" for letter in "was")
    word = "<Word><TextEquiv><Unicode>It</Unicode></TextEquiv></Word>"
    assert texts(page(f"<TextRegion><TextLine>{word}<Word>{glyphs}</Word></TextLine></TextRegion>")) == ["It was"]


def test_the_text_of_a_region_without_lines() -> None:
    region = "<TextRegion><TextEquiv><Unicode>It rained.\nWe left.</Unicode></TextEquiv></TextRegion>"
    assert texts(page(region)) == ["It rained.", "We left."]


def test_the_outline_and_the_type_of_page() -> None:
    line = (
        '<Coords points="100,200 400,210 400,250"/><TextStyle fontSize="14" bold="true"/>'
        "<TextEquiv><Unicode>Rain</Unicode></TextEquiv>"
    )
    resolution = 'imageXResolution="100" imageResolutionUnit="PPCM"'
    (read,) = copy_of(page(f"<TextRegion><TextLine>{line}</TextLine></TextRegion>", resolution)).lines
    assert read.typeset is not None
    unit = 72 / 254
    assert read.typeset.box == pytest.approx(Box(100 * unit, 200 * unit, 400 * unit, 250 * unit))
    assert (read.typeset.size, read.typeset.bold) == (14, True)


# ------------------------------------------------------------------------------------------------ hOCR


def test_the_lines_of_hocr() -> None:
    lines = (
        "<div class='ocr_page' title='bbox 0 0 1000 1000; scan_res 200 200'><div class='ocr_carea'><p class='ocr_par'>"
        "<span class='ocr_line' title='bbox 100 100 300 140; x_size 40'>"
        "<span class='ocrx_word' title='bbox 100 100 200 140; x_wconf 90'>Up</span>"
        "<span class='ocrx_word'>-</span><span class='ocrx_word'>to</span> "
        "<strong><span class='ocrx_word'>dateless</span></strong></span>\n"
        "<span class='ocr_header'>improve\u00ad</span></p></div></div>"
    )
    first, second = copy_of(hocr(lines)).lines
    assert (first.text, second.text) == ("Up-to dateless", "improve\u00ad")
    assert first.typeset is not None
    assert first.typeset.box == pytest.approx(Box(36, 36, 108, 50.4))
    assert (first.typeset.size, first.typeset.bold, first.typeset.italic) == (14.4, True, False)


@pytest.mark.parametrize(("system", "kind"), [("tesseract 5.3.0", None), ("other", "running_head")])
def test_what_tesseract_calls_a_header_is_none(system: str, kind: str | None) -> None:
    body = "<div class='ocr_page'><span class='ocr_header'>THE PAPER</span><span class='ocr_line'>Rain.</span></div>"
    assert [line.furniture for line in copy_of(hocr(body, system)).typeset().values()] == [kind, None]


def test_text_that_is_in_no_line_is_kept() -> None:
    body = "Before<div class='ocr_page'>Page <b>one</b><p class='ocr_par'>Loose<br>text</p>"
    body += "<span class='ocr_line'>Rain.</span>tail</div><script>code()</script>After"
    assert texts(hocr(body)) == ["Before", "Page one", "Loose", "text", "Rain.", "tail", "After"]


def test_words_without_spaces_between_them() -> None:
    words = "".join(f"<span class='ocrx_word'>{word}</span>" for word in ("It", "rained", "again."))
    assert texts(hocr(f"<div class='ocr_page'><span class='ocr_line'>{words}</span></div>")) == ["It rained again."]


def test_a_running_head_of_several_lines() -> None:
    lines = "<span class='ocr_line'>THE</span><span class='ocr_line'>PAPER</span>"
    body = f"<div class='ocr_page'><div class='ocr_header'>{lines}</div><span class='ocr_line'>Rain.</span></div>"
    assert [(line.text, line.typeset.furniture) for line in copy_of(hocr(body, "other")).lines if line.typeset] == [
        ("THE", "running_head"), ("PAPER", "running_head"), ("Rain.", None),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_encoding_of_hocr(encoding: str) -> None:
    page = f"<?xml version='1.0' encoding='{encoding}'?><html><body class='ocr_page'><p class='ocr_line'>Æbelø</p>"
    assert texts(page.encode(encoding)) == ["Æbelø"]


# ------------------------------------------------------------------------------------------------ Tesseract's tables


def test_the_lines_of_a_table() -> None:
    data = table(
        "1 1 0 0 0 0 0 0 2000 3000 -1 ",
        "5 1 1 1 1 1 300 300 100 40 96 It",
        '5 1 1 1 1 2 450 300 100 40 96 "rained',
        "5 1 1 1 2 1 300 360 100 40 96 again.",
        "5 1 2 1 1 1 1300 300 100 40 95  ",
        "5 1 3 1 1 1 1300 300 100 40 95 Then",
        "5 2 1 1 1 1 300 300 100 40 96 dry.",
    )
    lines = copy_of(data).lines
    assert [line.text for line in lines] == ['It "rained', "again.", "Then", "dry."]
    assert [(line.typeset.page, line.typeset.column) for line in lines if line.typeset] == [
        (1, 0),
        (1, 0),
        (1, 1),
        (2, 0),
    ]


def test_sizes_are_estimated_by_the_letters() -> None:
    rows = ["5 1 1 1 1 1 300 100 300 144 96 Heights", "5 1 1 1 2 1 300 300 100 20 96 ease"]
    rows += [f"5 1 1 1 {line} 1 300 {line * 100} 100 {height} 96 {word}" for line, word, height in (
        (3, "gray", 29), (4, "bold", 30), (5, "bogey", 39), (6, "sun", 20),
    )]  # fmt: skip
    sizes = [size for size, _, _ in settings_of(table(*rows))]
    assert len(set(sizes[1:])) == 1
    assert 9 < sizes[1] < 11
    assert 33 < sizes[0] < 40


@pytest.mark.parametrize("slope", [0.0, 0.0005, 0.012, -0.03])
def test_a_crooked_page_is_read_as_if_it_lay_straight(slope: float) -> None:
    rows = []
    for line in range(20):
        for word in range(6):
            x, y = 300 + 150 * word, 300 + 50 * line
            left, top = round(x - slope * (y - 775)), round(y + slope * (x - 750))
            rows.append(f"5 1 1 1 {line} {word} {left} {top} 120 20 96 {'nose' if word != 2 else 'gray'}")
    boxes = [line.box for line in copy_of(table(*rows)).typeset().values() if line.box]
    lefts, heights = [box.left for box in boxes], [box.bottom - box.top for box in boxes]
    assert max(lefts) - min(lefts) < 1.5
    assert max(heights) < 7


def test_a_block_below_another_is_in_its_column() -> None:
    def row(block: int, left: int, top: int, word: str) -> str:
        return f"5 1 {block} 1 1 1 {left} {top} 800 40 96 {word}"

    data = table(row(1, 100, 100, "a"), row(2, 110, 200, "b"), row(3, 1000, 100, "c"), row(4, 1000, 300, "d"))
    assert [line.column for line in copy_of(data).typeset().values()] == [0, 0, 1, 1]


ACROSS = (
    "1 The ferry came home late and | had been lit early because the",
    "1 nobody stood on the quay to | fog was already at the door.",
    "2 catch the rope, so that the man | Nobody could hear the bell, for",
    "2 tied it up by himself and then | the children slept.",
    "2 walked to the inn, where lamps",
)
"""Lines of two columns with the numbers of their blocks."""


def across(*lines: str, gap: int = 90) -> bytes:
    """A table of such lines, whose words are 16 points apart from beginning to beginning on average."""
    rows = []
    for number, line in enumerate(lines, 1):
        block, _, text = line.partition(" ")
        left = 100
        for word in text.split():
            if word == "|":
                left = 1000 + gap
                continue
            width = 20 * len(word)
            rows.append(f"5 1 {block} 1 {number} 1 {left} {100 + 60 * number} {width} 40 96 {word}")
            left += width + 20
    return table(*rows)


def test_lines_across_two_columns_are_put_in_their_order() -> None:
    copy = copy_of(across("1 The Fog", *ACROSS))
    left, right = ([line[2:].split(" | ")[at] for line in ACROSS if " | " in line] for at in (0, 1))
    assert [line.text for line in copy.lines] == ["The Fog", *left, ACROSS[-1][2:], *right]
    assert [problem.kind for problem in copy.problems] == ["order"]
    assert [line.column for line in copy.typeset().values()][-1] == 1


@pytest.mark.parametrize(
    "lines",
    [
        ACROSS[:2],
        [line.partition(" | ")[0] + " | two" for line in ACROSS],  # the cells of a table
        [ACROSS[0], "1 and a line that stands above both of the two columns here", *ACROSS[1:3]],
    ],
)
def test_lines_that_stay_as_they_are(lines: list[str]) -> None:
    copy = copy_of(across(*lines))
    assert [line.text for line in copy.lines] == [line[2:].replace(" | ", " ") for line in lines]
    assert not copy.problems


# ------------------------------------------------------------------------------------------------ doubts


def test_words_read_with_little_confidence_are_reported_and_left() -> None:
    problems = copy_of(alto(block("It tbe/31 rained", "on", "rnany/59 of us."))).problems
    assert [(problem.kind, problem.line) for problem in problems] == [("misread", 1)]
    assert "2 of 7 words" in problems[0].message
    assert "in lines 1 and 3: 'tbe' (31), 'rnany' (59)" in problems[0].message


def test_specks_are_set_aside_and_reported() -> None:
    copy = copy_of(alto(block("It rained.", "~/12 ./8", "We |/20 left.", "—/70")))
    assert [line.furniture for line in copy.typeset().values()] == [None, "stray_mark", None, None]
    assert [(problem.kind, problem.line) for problem in copy.problems] == [("misread", 2)]
    assert "3 marks that may be specks, in lines 2 and 3" in copy.problems[0].message


def test_many_pages_of_doubts_are_few_problems() -> None:
    pages = "".join(f"</Page><Page>{block('tbe/31 rain')}" for _ in range(50))
    problems = copy_of(alto(pages)).problems
    assert len(problems) == 21
    assert "30 more" in problems[-1].message


# ------------------------------------------------------------------------------------------------ whole files


def test_the_sample() -> None:
    expected = (ROOT / "tests" / "cases" / "samples" / "harbour-lights.outline").read_text(encoding="utf-8")
    assert outline(copydesk.read(SAMPLE)).strip() == expected.strip()


def test_the_sample_is_accounted_for_and_knows_its_page() -> None:
    reading = examine(SAMPLE)
    assert reading.text is not None
    assert list(discrepancies(reading.article, clean(reading.text))) == []
    assert {each.kind for each in reading.article.furniture} == {"running_head", "page_number"}
    assert all(node.origin and node.origin.page == 1 and node.origin.box for node in reading.article.body)
    assert Article.from_json(reading.article.to_json()) == reading.article


def test_with_keep_all_nothing_is_set_aside() -> None:
    assert copydesk.read(SAMPLE, keep_all=True).furniture == ()


BROKEN: dict[str, tuple[bytes, str]] = {
    "no text": (alto(""), "it holds no text"),
    "cut off": (SAMPLE.read_bytes()[:9000], "its XML is broken in line"),
    "entities": (b'<!DOCTYPE alto [<!ENTITY a "b">]><alto>&a;</alto>', "its XML declares entities"),
    "laughs": (
        b'<!DOCTYPE alto [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 999 + b'">]><alto x="' + b"&b;" * 9999 + b'"/>',
        "its XML",
    ),
    "deep": (alto("<a>" * 5000 + "</a>" * 5000), "its XML is broken"),
    "encoding": (b'<?xml version="1.0" encoding="nonsense"?><alto/>', "its XML"),
    "METS alone": (b"<mets/>", "tar -czf"),
    "table": (table("5 1 1 1"), "line 2 of the table has 4 columns instead of 12"),
    "empty hOCR": (hocr(""), "it holds no text"),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_files_have_a_clear_error(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        copydesk.read(data)


def test_what_is_no_ocr_is_refused_where_it_is_said_to_be() -> None:
    with pytest.raises(InputError, match="it is not OCR"):
        copydesk.read("It rained.", from_="ocr")


FILES = (
    SAMPLE.read_bytes()[:30_000] + b"</Page></Layout></alto>",
    page(order("r2", "r1") + region("r1", "paragraph", "It rained", "again.") + region("r2", "heading", "Rain")),
    hocr("<div class='ocr_page'><p class='ocr_line' title='bbox 1 2 3 4'><b class='ocrx_word'>Rain.</b></p></div>"),
    table("5 1 1 1 1 1 300 300 100 40 96 It", "5 1 1 1 1 2 450 300 100 40 96 rained."),
)


@examples(60)
@given(st.sampled_from(FILES), st.data())
def test_damaged_files_are_read_or_refused(file: bytes, data: st.DataObject) -> None:
    damaged = bytearray(file)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), start + data.draw(st.integers(0, 40)))
        damaged[start:end] = data.draw(st.binary(max_size=12) | st.just(bytes(damaged[start:end]) * 2))
    try:
        copy = copy_of(bytes(damaged))
    except InputError:
        return
    assert isinstance(copy, Copy)
    assert all(
        line.typeset is None or line.typeset.box is None or line.typeset.box.left < line.typeset.box.right
        for line in copy.lines
    )


# ----------------------------------------------------------------------------------------------------------- tables

CELLS = ("Boat", "Fares in", "Ferry", "£ 12", "Tug", "£ 4")
PLACES = ((0, 0), (200, 4), (0, 40), (200, 40), (0, 83), (200, 80))


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 2, 4, 1, 3, 5)], ids=["rows", "columns"])
def test_the_cells_of_a_table_are_rows(order: tuple[int, ...]) -> None:
    cells = "".join(cell(CELLS[number], *PLACES[number]) for number in order)
    table = f'<ComposedBlock TYPE="Table">{cells}</ComposedBlock>'
    lines = copy_of(alto(f"{block('It rained.')}{table}")).lines
    assert [line.text for line in lines] == ["It rained.", "Boat\tFares in", "Ferry\t£ 12", "Tug\t£ 4"]
    assert [line.typeset.role for line in lines[1:] if line.typeset] == ["table_row"] * 3
    read = copydesk.read(alto(f"{block('It rained all day, and nobody was on the pier to see it.')}{table}"))
    assert "Tug | £ 4" in outline(read)


def test_a_row_that_lacks_a_cell_keeps_its_columns() -> None:
    cells = (("Boat", 0, 0), ("Out", 200, 0), ("Home", 400, 0), ("Tug", 0, 40), ("9.40", 405, 40), ("Yawl", 0, 80))
    table = f'<ComposedBlock TYPE="table">{"".join(cell(*each) for each in cells)}</ComposedBlock>'
    assert copy_of(alto(table)).text == "Boat\tOut\tHome\nTug\t\t9.40\nYawl"


def test_what_is_no_table_has_no_rows() -> None:
    placed = "".join(cell(text, *place) for text, place in zip(CELLS[::2], PLACES[::2], strict=True))
    for blocks in (placed, block("Boat") + block("Ferry")):
        table = f'<ComposedBlock TYPE="table">{blocks}</ComposedBlock>'
        assert {line.typeset.role for line in copy_of(alto(table)).lines if line.typeset} == {None}
    beside = "".join(cell(text, *place) for text, place in zip(CELLS, PLACES, strict=True))
    assert "\t" not in copy_of(alto(f"<ComposedBlock>{beside}</ComposedBlock>")).text
