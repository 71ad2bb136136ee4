"""The smaller parts of a Word file: its kinds of styles, their XML, numberings, settings, pages and values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from copydesk.tree import Article, Head, Headline, Metadata, PubDate, Text
from copydesk.writing.docx import parts, values
from copydesk.writing.docx.body import BodyVisitor
from copydesk.writing.docx.design import Border, Design, Font, Formatting, Page, Running, in_language
from copydesk.writing.docx.kinds import KINDS, Kind, Naming, list_level, style_id
from copydesk.writing.docx.numberings import _after_highest
from copydesk.writing.docx.pages import Geometry, geometry, running_lines, with_tab_stops
from copydesk.writing.docx.parts import Numbered
from copydesk.writing.docx.runs import LONGEST, Runs
from copydesk.writing.docx.style_index import StyleIndex
from copydesk.writing.docx.styles import join, style, styles
from copydesk.writing.docx.xml import NAMESPACES, RUN, W, child, declared, insert, parse, schema_order

PAGE = Page(top=20, bottom=25, start=30, end=40, running_head=10, folio=12)
DESIGN = Design(
    page=PAGE,
    fonts={
        "text": Font("Georgia", instead="Gelasio"),
        "label": Font("Smith & Sons", family="swiss", complex="Arial", east_asian="Noto Sans CJK SC"),
        "code": Font("Courier New", family="modern"),
    },
    styles={"Normal": Formatting(font="text", size=10.5)},
    list_indent=18,
)
OURS = Naming()


class Theirs(Naming):
    """A document that has five numbering definitions and numberings, and no style "Kicker"."""

    first_definition = 5
    first_number = 6

    def style(self, name: str) -> str:
        return {"Title": "Titel"}.get(name, super().style(name))

    def has(self, name: str) -> bool:
        return name != "Kicker"


# ----------------------------------------------------------------------------------------------------- the kinds


def test_each_style_is_based_on_one_above_or_on_none() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert [kind.name for kind in KINDS if not kind.based_on] == [
        "Normal",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    ]
    by_name = {kind.name: kind for kind in KINDS}
    for kind in KINDS:
        assert not kind.based_on or by_name[kind.based_on].kind == kind.kind
        assert not kind.then or by_name[kind.then].kind == "paragraph"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("List Bullet", ("Body Text", "List Bullet", "List Bullet", ("List Paragraph", "Compact"))),
        ("List Bullet 2", ("List Bullet", "List Bullet 2", "List Bullet 2", ())),
        ("List Number 3", ("List Number", "List Number 3", "List Number 3", ())),
        ("List Continue", ("Body Text", "List Continue", "List Continue", ("List Paragraph",))),
        ("Heading 1", ("Normal", "First Paragraph", "heading 1", ())),
        ("Heading 2", ("Heading 1", "First Paragraph", "heading 2", ())),
        ("Heading 5", ("Heading 4", "First Paragraph", "heading 5", ())),
        ("Table Text End", ("Table Text", "Table Text End", "", ())),
        ("Kicker", ("Normal", "Title", "", ("Overline", "Eyebrow"))),
        ("Quote 2", ("Quote", "Quote 2", "", ())),
        ("Emphasis", ("Default Paragraph Font", "", "Emphasis", ())),
    ],
)
def test_what_a_style_is_based_on_and_what_follows_it(name: str, expected: tuple[Any, ...]) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    assert (kind.based_on, kind.then, kind.builtin, kind.alternatives) == expected


def test_lists_have_three_levels() -> None:
    names = [kind.name for kind in KINDS if kind.name.startswith("List Bullet")]
    assert names == ["List Bullet", "List Bullet 2", "List Bullet 3"]
    assert [list_level(name) for name in names] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Editor's Note", "EditorsNote"), ("Heading 1", "Heading1"), ("Normal Table", "TableNormal"), ("Table", "Table")],
)
def test_the_key_of_a_style(name: str, key: str) -> None:
    assert style_id(name) == OURS.style(name) == key


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("List Bullet", (0, 0), (5, 0)),
        ("List Bullet 3", (0, 2), (5, 2)),
        ("List Number", (1, 0), (6, 0)),
        ("List Number 2", (1, 1), (6, 1)),
        ("List Continue 2", None, None),
        ("Heading 1", None, None),
    ],
)
def test_list_styles_are_tied_to_a_level_of_a_numbering(name: str, ours: Any, theirs: Any) -> None:
    assert OURS.tied(name) == ours
    assert Theirs().tied(name) == theirs
    assert OURS.has(name)


# ------------------------------------------------------------------------------------------------------ the styles


def properties(name: str, formatting: Formatting, *, rtl: bool = False, naming: Naming = OURS) -> dict[str, Any]:
    """The elements of a style by their names, as XML without namespaces."""
    kind = next(kind for kind in KINDS if kind.name == name)
    element = parse(declared(style(kind, formatting, DESIGN, naming, rtl=rtl)))
    return {
        str(one.tag).removeprefix(W): {name.removeprefix(W): value for name, value in one.attrib.items()}
        for one in element.iter()
    }


@pytest.mark.parametrize(
    ("name", "head", "absent"),
    [
        (
            "Normal",
            {
                "style": {"type": "paragraph", "default": "1", "styleId": "Normal"},
                "name": {"val": "Normal"},
                "qFormat": {},
            },
            {"basedOn", "next", "semiHidden", "tblPr", "pPr", "rPr"},
        ),
        (
            "Kicker",
            {
                "style": {"type": "paragraph", "customStyle": "1", "styleId": "Kicker"},
                "basedOn": {"val": "Normal"},
                "next": {"val": "Title"},
                "uiPriority": {"val": "9"},
                "qFormat": {},
            },
            {"semiHidden"},
        ),
        (
            "Default Paragraph Font",
            {"style": {"type": "character", "default": "1", "styleId": "DefaultParagraphFont"}, "semiHidden": {}},
            {"qFormat", "basedOn"},
        ),
        ("Normal Table", {"semiHidden": {}, "tblInd": {"w": "0", "type": "dxa"}}, {"qFormat", "tblBorders"}),
        ("No List", {"semiHidden": {}}, {"qFormat", "tblPr", "pPr"}),
        ("Table", {"left": {"w": "80", "type": "dxa"}, "basedOn": {"val": "TableNormal"}}, {"qFormat", "pPr", "rPr"}),
        ("Heading 2", {"outlineLvl": {"val": "1"}, "name": {"val": "heading 2"}}, {"numPr"}),
        ("Heading 1", {"outlineLvl": {"val": "0"}}, set()),
        ("Body Text", {"style": {"type": "paragraph", "styleId": "BodyText"}}, {"next", "outlineLvl"}),
        (
            "List Bullet 2",
            {"ilvl": {"val": "1"}, "numId": {"val": "1"}, "ind": {"left": "720", "hanging": "360"}},
            set(),
        ),
        ("List Number", {"numId": {"val": "2"}, "ind": {"left": "360", "hanging": "360"}}, {"ilvl"}),
        ("List Continue 3", {"ind": {"left": "1080", "firstLine": "0"}}, {"numPr"}),
        ("Emphasis", {"basedOn": {"val": "DefaultParagraphFont"}, "qFormat": {}}, {"pPr", "next"}),
    ],
)
def test_a_style_of_a_word_file(name: str, head: dict[str, Any], absent: set[str]) -> None:
    elements = properties(name, Formatting())
    assert {part: elements.get(part) for part in head} == head
    assert not absent & elements.keys()


def test_a_style_in_the_document_of_somebody_else() -> None:
    kicker = properties("Kicker", Formatting(), naming=Theirs())
    assert kicker["next"] == {"val": "Titel"}
    title = properties("Title", Formatting(), naming=Theirs())
    assert title["style"] == {"type": "paragraph", "customStyle": "1", "styleId": "Titel"}
    assert title["name"] == {"val": "Title (added)"}
    assert properties("List Bullet", Formatting(), naming=Theirs())["numId"] == {"val": "6"}
    assert properties("List Number", Formatting(), naming=Theirs())["numId"] == {"val": "7"}
    following = Kind("Own", "paragraph", "Normal", "Kicker")
    assert "<w:next" not in style(following, Formatting(), DESIGN, Theirs(), rtl=False)
    assert "<w:next" in style(following, Formatting(), DESIGN, OURS, rtl=False)


@pytest.mark.parametrize(
    ("formatting", "expected"),
    [
        (Formatting(), {}),
        (Formatting(bold=True, italic=True), {"b": {}, "bCs": {}, "i": {}, "iCs": {}}),
        (
            Formatting(bold=False, italic=False),
            {"b": {"val": "0"}, "bCs": {"val": "0"}, "i": {"val": "0"}, "iCs": {"val": "0"}},
        ),
        (Formatting(size=10.5), {"sz": {"val": "21"}, "szCs": {"val": "21"}}),
        (Formatting(capitals="small"), {"smallCaps": {}}),
        (Formatting(capitals="all"), {"caps": {}}),
        (Formatting(capitals="none"), {"caps": {"val": "0"}, "smallCaps": {"val": "0"}}),
        (Formatting(underline=True), {"u": {"val": "single"}}),
        (Formatting(underline=False), {"u": {"val": "none"}}),
        (Formatting(superscript=True), {"vertAlign": {"val": "superscript"}}),
        (Formatting(superscript=False), {"vertAlign": {"val": "baseline"}}),
        (Formatting(colour="161616"), {"color": {"val": "161616"}}),
        (Formatting(tracking=0.5), {"spacing": {"val": "10"}}),
        (Formatting(tracking=0), {"spacing": {"val": "0"}}),
        (
            Formatting(font="label"),
            {
                "rFonts": {
                    "ascii": "Smith & Sons",
                    "hAnsi": "Smith & Sons",
                    "eastAsia": "Noto Sans CJK SC",
                    "cs": "Arial",
                }
            },
        ),
        (Formatting(font="code"), {"noProof": {}}),
    ],
)
def test_the_formatting_of_characters(formatting: Formatting, expected: dict[str, Any]) -> None:
    frame = {"style", "name", "basedOn", "uiPriority", "qFormat", "rPr"}
    elements = properties("Emphasis", formatting)
    shown = {name: value for name, value in elements.items() if name not in frame}
    assert shown == ({**shown, **expected} if formatting.font == "code" else expected)
    assert ("rPr" in elements) == bool(expected)


@pytest.mark.parametrize(
    ("formatting", "expected"),
    [
        (Formatting(keep_with_next=True, keep_together=False), {"keepNext": {}, "keepLines": {"val": "0"}}),
        (Formatting(hyphenate=False), {"suppressAutoHyphens": {}}),
        (Formatting(hyphenate=True), {"suppressAutoHyphens": {"val": "0"}}),
        (Formatting(before=0, after=6.5), {"spacing": {"before": "0", "after": "130"}}),
        (Formatting(leading=1.25), {"spacing": {"line": "300", "lineRule": "auto"}}),
        (Formatting(exactly=12, leading=1.25), {"spacing": {"line": "240", "lineRule": "exact"}}),
        (Formatting(start=10, end=5, first_line=12), {"ind": {"left": "200", "right": "100", "firstLine": "240"}}),
        (Formatting(first_line=-12), {"ind": {"hanging": "240"}}),
        (Formatting(first_line=0), {"ind": {"firstLine": "0"}}),
        (Formatting(close_up=True), {"contextualSpacing": {}}),
        (Formatting(align="start"), {"jc": {"val": "left"}}),
        (Formatting(align="end"), {"jc": {"val": "right"}}),
        (Formatting(align="centre"), {"jc": {"val": "center"}}),
        (Formatting(align="justify"), {"jc": {"val": "both"}}),
        (Formatting(shade="F0F0F0"), {"shd": {"val": "clear", "color": "auto", "fill": "F0F0F0"}}),
        (
            Formatting(above=Border(width=0.75, space=4), below=Border("double", colour="BDBAB5")),
            {
                "pBdr": {},
                "top": {"val": "single", "sz": "6", "space": "4", "color": "auto"},
                "bottom": {"val": "double", "sz": "4", "space": "1", "color": "BDBAB5"},
            },
        ),
    ],
)
def test_the_formatting_of_paragraphs(formatting: Formatting, expected: dict[str, Any]) -> None:
    frame = {"style", "name", "basedOn", "uiPriority", "qFormat", "pPr"}
    elements = properties("Body Text", formatting)
    assert {name: value for name, value in elements.items() if name not in frame} == expected


def test_tab_stops_are_in_the_middle_and_at_the_end() -> None:
    kind = next(kind for kind in KINDS if kind.name == "Header")
    root = parse(declared(style(kind, Formatting(stops=(100, 200.5)), DESIGN, OURS, rtl=False)))
    assert [(one.get(f"{W}val"), one.get(f"{W}pos")) for one in root.iter(f"{W}tab")] == [
        ("center", "2000"),
        ("right", "4010"),
    ]
    assert not list(parse(declared(style(kind, Formatting(), DESIGN, OURS, rtl=False))).iter(f"{W}tabs"))


@pytest.mark.parametrize(("rtl", "sides"), [(False, ["top", "left", "bottom"]), (True, ["top", "bottom", "right"])])
def test_the_line_beside_a_paragraph_is_where_its_lines_begin(rtl: bool, sides: list[str]) -> None:
    line = Border()
    kind = next(kind for kind in KINDS if kind.name == "Notice")
    root = parse(declared(style(kind, Formatting(above=line, below=line, beside=line), DESIGN, OURS, rtl=rtl)))
    assert [str(side.tag).removeprefix(W) for side in root.find(f".//{W}pBdr")] == sides


def test_only_normal_has_the_direction() -> None:
    assert "bidi" in properties("Normal", Formatting(), rtl=True)
    assert "bidi" not in properties("Body Text", Formatting(), rtl=True)
    assert "bidi" not in properties("Normal", Formatting())


def test_the_lines_of_a_table() -> None:
    line = Border(width=1)
    table = properties("Table", Formatting(above=line, below=line, between_rows=line, padding=0))
    assert {"top", "bottom", "insideH"} <= table.keys()
    assert table["right"] == {"w": "0", "type": "dxa"}
    assert table["insideH"]["sz"] == "8"
    kind = next(kind for kind in KINDS if kind.name == "Table")
    root = parse(declared(style(kind, Formatting(above=line, below=line), DESIGN, OURS, rtl=False)))
    assert [str(side.tag).removeprefix(W) for side in root.find(f".//{W}tblBorders")] == ["top", "bottom"]


def test_the_styles_of_a_file() -> None:
    root = parse(styles(DESIGN, lang="ja", rtl=False))
    assert [one.get(f"{W}styleId") for one in root.iter(f"{W}style")] == [style_id(kind.name) for kind in KINDS]
    normal = next(one for one in root.iter(f"{W}style") if one.get(f"{W}styleId") == "Normal")
    assert values.value(normal, "sz") == "21"
    lang = root.find(f"{W}docDefaults//{W}lang")
    assert {name.removeprefix(W): value for name, value in lang.attrib.items()} == {"val": "ja", "eastAsia": "ja"}
    assert values.value(root.find(f"{W}docDefaults"), "sz") == "21"
    fonts = root.find(f"{W}docDefaults//{W}rFonts")
    assert fonts.get(f"{W}ascii") == "Georgia"


def test_styles_of_one_run_are_combined() -> None:
    root = parse(styles(DESIGN, lang="en", rtl=False))
    emphasis, strong = (one for one in root.iter(f"{W}style") if one.get(f"{W}styleId") in ("Emphasis", "Strong"))
    for element, name in ((emphasis, "i"), (strong, "b")):
        insert(child(element, "rPr", "rPr"), parse(declared(f"<w:{name}/>")), RUN)
    before = len(root)
    join(root, [("Strong", "Emphasis"), ("Emphasis",)], OURS)
    assert len(root) == before + 1
    joined = root[-1]
    assert (joined.get(f"{W}styleId"), joined.get(f"{W}type")) == ("StrongEmphasis", "character")
    assert values.value(joined, "name") == "Strong Emphasis"
    assert values.value(joined, "basedOn") == "Strong"
    assert [str(one.tag).removeprefix(W) for one in joined.find(f"{W}rPr")] == ["i"]
    assert emphasis.find(f"{W}rPr/{W}i") is not None


# -------------------------------------------------------------------------------------------------- the smaller parts


def test_definitions_of_numberings() -> None:
    root = parse(f"<w:numbering {NAMESPACES}>{parts.definitions(DESIGN, OURS)}</w:numbering>")
    definitions = root.findall(f"{W}abstractNum")
    assert [one.get(f"{W}abstractNumId") for one in definitions] == list("012345")
    assert [values.value(one, "numFmt") for one in definitions] == [
        "bullet",
        "decimal",
        "lowerLetter",
        "upperLetter",
        "lowerRoman",
        "upperRoman",
    ]
    assert [[values.value(level, "lvlText") for level in one][3:] for one in definitions[:2]] == [
        ["•", "–", "◦"] * 3,
        [f"%{level}." for level in range(1, 10)],
    ]
    tied = [[one.get(f"{W}val") for one in definition.iter(f"{W}pStyle")] for definition in definitions]
    assert (
        tied == [["ListBullet", "ListBullet2", "ListBullet3"], ["ListNumber", "ListNumber2", "ListNumber3"]] + [[]] * 4
    )
    indents = [(one.get(f"{W}left"), one.get(f"{W}hanging")) for one in definitions[0].iter(f"{W}ind")]
    assert indents == [(str(360 * level), "360") for level in range(1, 10)]
    assert [level.get(f"{W}ilvl") for level in definitions[0].iter(f"{W}lvl")] == list("012345678")
    assert values.value(definitions[1], "nsid") == "0C0DE501"
    assert values.value(definitions[1], "tmpl") == "0C0DF601"
    assert {values.value(level, "start") for level in definitions[1].iter(f"{W}lvl")} == {"1"}


def test_definitions_beside_those_of_a_document() -> None:
    root = parse(f"<w:numbering {NAMESPACES}>{parts.definitions(DESIGN, Theirs())}</w:numbering>")
    definitions = root.findall(f"{W}abstractNum")
    assert [one.get(f"{W}abstractNumId") for one in definitions] == ["5", "6", "7", "8", "9", "10"]
    assert values.value(definitions[5], "nsid") == "0C0DE50A"
    assert (parts.definition("decimal", OURS), parts.definition("upper_roman", Theirs())) == (1, 10)


def test_each_list_has_its_own_numbering() -> None:
    lists = [Numbered(3, 1, 0, 1), Numbered(4, 2, 2, -5)]
    root = parse(f"<w:numbering {NAMESPACES}>{parts.numberings(lists, OURS)}</w:numbering>")
    numbers = [(one.get(f"{W}numId"), values.value(one, "abstractNumId")) for one in root]
    assert numbers == [("1", "0"), ("2", "1"), ("3", "1"), ("4", "2")]
    starts = [(one.get(f"{W}ilvl"), values.value(one, "startOverride")) for one in root.iter(f"{W}lvlOverride")]
    assert starts == [("0", "1"), ("2", "0")]
    theirs = parse(f"<w:numbering {NAMESPACES}>{parts.numberings([], Theirs())}</w:numbering>")
    assert [(one.get(f"{W}numId"), values.value(one, "abstractNumId")) for one in theirs] == [("6", "5"), ("7", "6")]


def test_substitutes_of_typefaces() -> None:
    root = parse(parts.font_table(in_language(DESIGN, "ja")))
    fonts = {
        font.get(f"{W}name"): tuple(values.value(font, name) for name in ("altName", "family", "pitch"))
        for font in root
    }
    assert fonts == {
        "Georgia": ("Gelasio", "roman", "variable"),
        "Noto Serif CJK JP": ("Yu Mincho", "modern", "fixed"),
        "Smith & Sons": ("", "swiss", "variable"),
        "Noto Sans CJK JP": ("Yu Gothic", "swiss", "variable"),
        "Courier New": ("", "modern", "fixed"),
    }


@pytest.mark.parametrize(
    ("lang", "rtl", "expected"),
    [
        ("en-GB", False, {"val": "en-GB"}),
        ("und", False, {"val": "x-none"}),
        ("zh-Hant", False, {"val": "zh-Hant", "eastAsia": "zh-Hant"}),
        ("KO", False, {"val": "KO", "eastAsia": "KO"}),
        ("ar", True, {"val": "ar", "bidi": "ar"}),
    ],
)
def test_the_languages_of_proofing(lang: str, rtl: bool, expected: dict[str, str]) -> None:
    assert parts.language_attributes(lang, rtl=rtl) == expected


@pytest.mark.parametrize(("lang", "expected"), [("en", "en"), ("EN-gb", "en"), ("zh-Hant-TW", "zh"), ("", "")])
def test_the_primary_language(lang: str, expected: str) -> None:
    assert parts.primary(lang) == expected


def settings_of(**more: Any) -> list[str]:
    values: dict[str, Any] = {"lang": "en", "rtl": False, "footnotes": False} | more
    root = parse(parts.settings(DESIGN, **values))
    return [str(one.tag).removeprefix(W) for one in root]


PLAIN_SETTINGS = [
    "zoom",
    "defaultTabStop",
    "characterSpacingControl",
    "compat",
    "themeFontLang",
    "decimalSymbol",
    "listSeparator",
]


def test_the_settings_of_a_file() -> None:
    assert settings_of() == PLAIN_SETTINGS
    assert settings_of(lang="und") == [name for name in PLAIN_SETTINGS if name != "themeFontLang"]
    assert settings_of(footnotes=True) == [*PLAIN_SETTINGS[:3], "footnotePr", *PLAIN_SETTINGS[3:]]
    theirs = {"mirrorMargins": "<w:mirrorMargins/>", "unknown": "<w:unknown/>"}
    assert settings_of(theirs=theirs) == ["zoom", "mirrorMargins", *PLAIN_SETTINGS[1:]]


def test_hyphenation_is_the_designs_unless_a_document_has_its_own() -> None:
    hyphenated = Design(page=PAGE, fonts=DESIGN.fonts, styles={}, hyphenate=True)
    more: Any = {"lang": "en", "rtl": False, "footnotes": False}
    assert "<w:autoHyphenation/>" in parts.settings(hyphenated, **more)
    assert "<w:autoHyphenation/>" not in parts.settings(hyphenated, theirs={}, **more)


# ------------------------------------------------------------------------------------------------------- the pages


def section(page: Geometry, columns: int, **more: Any) -> dict[str, dict[str, str]]:
    root = parse(declared(page.section(columns, **more)))
    return {
        str(one.tag).removeprefix(W): {name.removeprefix(W): value for name, value in one.attrib.items()}
        for one in root
    }


def test_the_page_of_a_design() -> None:
    """A4 is 11906 by 16838 twips."""
    page = geometry(DESIGN, "a4", rtl=False)
    assert section(page, 1, references="<w:headerReference/>") == {
        "headerReference": {},
        "type": {"val": "continuous"},
        "pgSz": {"w": "11906", "h": "16838"},
        "pgMar": {
            "top": "1134",
            "right": "2268",
            "bottom": "1417",
            "left": "1701",
            "header": "567",
            "footer": "680",
            "gutter": "0",
        },
        "cols": {"space": "340"},
        "titlePg": {},
    }
    assert (page.text, page.columns, page.gap, page.rtl) == (11906 - 2268 - 1701, 1, 340, False)
    assert page.column == page.text


@pytest.mark.parametrize(("columns", "rule", "separator"), [(2, True, "1"), (2, False, None), (1, True, None)])
def test_columns_and_the_line_between_them(columns: int, rule: bool, separator: str | None) -> None:
    design = Design(
        page=Page(top=20, bottom=25, start=30, end=40, running_head=10, folio=12, columns=columns, column_rule=rule),
        fonts=DESIGN.fonts,
        styles={},
    )
    page = geometry(design, "a4", rtl=True)
    shown = section(page, columns, kind="nextPage") if columns > 1 else section(page, 2)
    assert shown["cols"] == {"num": str(columns), "space": "340"} | ({"sep": separator} if separator else {})
    assert "titlePg" not in shown
    assert shown["bidi"] == {}
    assert section(page, 1)["cols"] == {"space": "340"}
    assert page.column == (page.text - 340 * (columns - 1)) // columns


def running(article: Article, **lines: Any) -> list[tuple[str, str, str, str]]:
    design = Design(page=PAGE, fonts=DESIGN.fonts, styles={}, **lines)
    visitor = BodyVisitor(article, width=1, ornament="")
    shown = running_lines(article, visitor, design, OURS)
    return [
        (
            line.kind,
            line.pages,
            line.style,
            line.runs.replace(' xml:space="preserve"', "").replace("<w:r>", "").replace("</w:r>", ""),
        )
        for line in shown
    ]


def test_running_heads_and_feet() -> None:
    head = Head(headline=Headline((Text("Ferry " * 12),)), dates=(PubDate("12 May\n2025"), PubDate("later")))
    article = Article(head=head, metadata=Metadata(publisher="The Courier"))
    lines = running(
        article,
        head=Running(start="{publisher}", centre="{running_head}", end="{date}"),
        foot=Running(centre="{headline}, {unknown}"),
        first_foot=Running(end="no. {page}"),
    )
    assert [line[:3] for line in lines] == [
        ("header", "default", "Header"),
        ("header", "first", "Masthead"),
        ("footer", "default", "Footer"),
        ("footer", "first", "Footer"),
    ]
    above, masthead, below, first = (line[3] for line in lines)
    assert above == "<w:t>The Courier</w:t><w:tab/><w:t>The Courier</w:t><w:tab/><w:t>12 May 2025</w:t>"
    assert masthead == ""
    assert below == f"<w:tab/><w:t>{'Ferry ' * 9}Ferry…</w:t><w:t>, </w:t><w:tab/>"
    assert first.startswith("<w:tab/><w:tab/><w:t>no. </w:t>")
    assert first.index("begin") < first.index(" PAGE ") < first.index("separate") < first.index('"end"')
    assert first.count('<w:rStyle w:val="PageNumber"/>') == 5


def test_running_heads_without_a_publisher_and_a_date() -> None:
    article = Article(head=Head(headline=Headline((Text("Ferry"),))))
    lines = running(article, head=Running(start="{running_head}", end="{publisher}{date}"))
    assert lines[0][3] == "<w:t>Ferry</w:t><w:tab/><w:tab/>"


def test_running_heads_have_tab_stops_in_points() -> None:
    page = geometry(DESIGN, "a4", rtl=False)
    design = with_tab_stops(DESIGN, page)
    assert design.styles["Header"].stops == design.styles["Footer"].stops == (page.text / 40, page.text / 20)
    assert design.styles["Normal"] == DESIGN.styles["Normal"]


# ------------------------------------------------------------------------------------------------------- the runs


def test_long_words_are_in_pieces_that_parsers_read() -> None:
    runs = Runs(OURS, [], rtl=False)
    whole, split = (runs.run("x" * count, frozenset()).count("<w:t ") for count in (LONGEST, LONGEST + 1))
    assert (whole, split) == (1, 2)
    assert runs.run("", frozenset()) == ""


def test_runs_in_several_styles() -> None:
    runs = Runs(OURS, [], rtl=False)
    assert runs.run("a\t\nb", frozenset({"Strong"})) == (
        '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">a  b</w:t></w:r>'
    )
    for _ in range(2):
        assert 'w:val="CodeStrong"' in runs.run("a", frozenset({"Strong", "Code"}))
    assert list(runs.combined) == [("Code", "Strong")]
    assert runs.run("אב", frozenset()) == '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">אב</w:t></w:r>'
    assert runs.exactly("a\tb\r\nc\rd", frozenset()) == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t><w:br/>'
        '<w:t xml:space="preserve">c</w:t><w:br/><w:t xml:space="preserve">d</w:t></w:r>'
    )


# ---------------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, 0),
        ("", 0),
        ("708", 708),
        ("-20.4", -20),
        ("1in", 1440),
        ("2.54cm", 1440),
        ("25.4mm", 1440),
        ("72pt", 1440),
        ("6pc", 1440),
        ("6pi", 1440),
        ("6em", 0),
        ("wide", 0),
    ],
)
def test_lengths_of_a_word_file(text: str | None, expected: int) -> None:
    assert values.twips(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(None, 0), ("", 0), ("7", 7), ("123456789", 123456789), ("1234567890", 0), ("-1", 0), ("1.5", 0), ("x", 0)],
)
def test_whole_numbers_of_a_word_file(text: str | None, expected: int) -> None:
    assert values.number(text) == expected


def element(xml: str) -> Any:
    return parse(declared(xml))


def test_the_value_of_a_descendant() -> None:
    outer = element('<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId/></w:numPr></w:pPr>')
    assert [values.value(outer, name) for name in ("ilvl", "numId", "jc")] == ["2", "", ""]


def test_the_children_of_a_section_without_what_belongs_to_other_parts() -> None:
    other = 'xmlns:x="urn:x"'
    root = element(
        f'<w:sectPr {NAMESPACES} {other}><w:headerReference r:id="r1"/>'
        '<w:pgSz w:w="1" x:w="2" w:rsidR="3"/>text'
        '<w:cols w:num="2"><w:col w:w="5"/><x:col/></w:cols><w:docGrid/></w:sectPr>'
    )
    children = values.children_as_xml(root, ["pgSz", "cols", "bidi"])
    assert list(children) == ["pgSz", "cols"]
    size, columns = map(parse, children.values())
    assert {name.removeprefix(W): value for name, value in size.attrib.items()} == {"w": "1"}
    assert [one.tag for one in columns] == [f"{W}col"]
    assert "urn:x" not in "".join(children.values())
    assert "text" not in "".join(children.values())
    assert len(root[2]) == 2  # the document stays as it is


def names(parent: Any) -> list[str]:
    return [str(one.tag).removeprefix(W) for one in parent]


def test_elements_are_inserted_in_the_order_of_the_schema() -> None:
    parent = element("<w:rPr><w:b/><w:unknown/><w:sz w:val='1'/></w:rPr>")
    insert(parent, element("<w:i/>"), RUN)
    insert(parent, element("<w:sz w:val='2'/>"), RUN)
    assert names(parent) == ["b", "i", "sz", "unknown"]
    assert values.value(parent, "sz") == "2"
    there = child(parent, "b", RUN)
    assert there is parent[0]
    added = child(parent, "rStyle", RUN)
    assert added is parent[0]
    assert names(parent) == ["rStyle", "b", "i", "sz", "unknown"]
    order = schema_order("b i")
    assert [order(element(f"<w:{name}/>")) for name in ("b", "i", "u")] == [0, 1, 2]


def test_namespaces_are_declared_once() -> None:
    assert declared('<w:b w:val="0"/>') == f'<w:b {NAMESPACES} w:val="0"/>'
    assert declared("<w:p><w:r/></w:p>") == f"<w:p {NAMESPACES}><w:r/></w:p>"
    assert declared(f"<w:b {NAMESPACES}/>") == f"<w:b {NAMESPACES}/>"


def test_numbers_behind_those_in_use() -> None:
    numbered = [element(f'<w:num w:numId="{number}"/>') for number in ("3", "12", "x")]
    assert _after_highest(numbered, "numId") == 13
    assert _after_highest([], "numId") == 1


# ------------------------------------------------------------------------------------------------------- the index


@dataclass
class Style:
    """A style of a reference document."""

    key: str
    name: str
    kind: str = "paragraph"
    aliases: str = ""
    based_on: str = ""
    default: str = ""

    @property
    def xml(self) -> str:
        aliases = f'<w:aliases w:val="{self.aliases}"/>' if self.aliases else ""
        based_on = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else ""
        default = f' w:default="{self.default}"' if self.default else ""
        kind = f' w:type="{self.kind}"' if self.kind else ""
        name = f'<w:name w:val="{self.name}"/>' if self.name else ""
        return f'<w:style{kind}{default} w:styleId="{self.key}">{name}{aliases}{based_on}</w:style>'


def index(*listed: Style) -> StyleIndex:
    return StyleIndex(parse(f"<w:styles {NAMESPACES}>{''.join(one.xml for one in listed)}</w:styles>"))


@pytest.mark.parametrize(
    ("listed", "name", "key"),
    [
        ([], "Title", None),
        ([Style("T", "title")], "Title", "T"),
        ([Style("T", "TITLE")], "Title", "T"),
        ([Style("T", "Big", aliases="Huge,Title")], "Title", "T"),
        ([Style("Title", "Big")], "Title", "Title"),
        ([Style("Title", "Big"), Style("A", "x", aliases="title"), Style("N", "Title")], "Title", "N"),
        ([Style("Title", "Big"), Style("A", "x", aliases="title")], "Title", "A"),
        ([Style("N", "Title"), Style("M", "Title")], "Title", "N"),
        ([Style("T", "Title", kind="character")], "Title", None),
        ([Style("T", "Title", kind="")], "Title", "T"),
        ([Style("H", "Text Body")], "Body Text", "H"),
        ([Style("H", "Text Body"), Style("B", "Body Text")], "Body Text", "B"),
        ([Style("S", "Standard", default="1")], "Normal", "S"),
        ([Style("S", "Standard", default="on"), Style("N", "Normal")], "Normal", "N"),
        ([Style("S", "Standard", default="0")], "Normal", None),
        ([Style("S", "Standard", default="1")], "Title", None),
        ([Style("C", "Own Mark", kind="character")], "own mark", "C"),
        ([Style("C", "Own Mark")], "own mark", None),
    ],
)
def test_a_style_is_found_by_name_alias_or_key(listed: list[Style], name: str, key: str | None) -> None:
    assert index(*listed).key(name) == key


def test_new_keys_are_not_in_use() -> None:
    there = index(Style("Byline", "x"), Style("BylineAdded", "y"))
    assert there.new_key("Byline") == "BylineAddedAdded"
    assert there.new_key("Kicker") == "Kicker"
    there.add("Kicker", element('<w:style w:type="paragraph" w:styleId="Kicker"/>'))
    assert there.key("Kicker") == "Kicker"
    assert there.new_key("Kicker") == "KickerAdded"


def test_the_ancestry_of_a_style_ends() -> None:
    there = index(Style("A", "a", based_on="B"), Style("B", "b", based_on="C"), Style("C", "c", based_on="A"))
    assert [one.get(f"{W}styleId") for one in there.ancestry("A")] == ["A", "B", "C"]
    assert [one.get(f"{W}styleId") for one in there.ancestry("missing")] == []


def test_references_to_missing_styles_are_removed() -> None:
    there = index(Style("A", "a", based_on="missing"), Style("B", "b", based_on="A"))
    assert [values.value(one, "basedOn") for key in "AB" for one in [next(iter(there.ancestry(key)))]] == ["", "A"]


# ------------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("lang", "region"),
    [
        ("zh", "SC"),
        ("zh-Hans", "SC"),
        ("zh-TW", "TC"),
        ("zh-Hant-HK", "TC"),
        ("ZH-mo", "TC"),
        ("ja", "JP"),
        ("ko-KR", "KR"),
    ],
)
def test_the_forms_of_chinese_characters(lang: str, region: str) -> None:
    fonts = in_language(DESIGN, lang).fonts
    assert (fonts["text"].east_asian, fonts["label"].east_asian) == (
        f"Noto Serif CJK {region}",
        f"Noto Sans CJK {region}",
    )


def test_only_greek_loses_its_capitals() -> None:
    capitals = Design(page=PAGE, fonts=DESIGN.fonts, styles={"Kicker": Formatting(capitals="all", bold=True)})
    assert in_language(capitals, "el-GR").styles == {"Kicker": Formatting(bold=True)}
    assert in_language(capitals, "en") is capitals
