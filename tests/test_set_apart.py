"""Office files: quotations and headings that only their type or their indent sets apart from the text."""

from __future__ import annotations

import pytest

import copydesk
from tests.office import docx, odt, p
from tests.outline import outline

TEXT = "The keeper of the weir counts the herons each morning, and writes the number on the door of the mill."
OTHER = "In a dry year there are nine of them, and in a wet year nobody opens the door of the mill to look at it."
QUOTED = "There were eleven this morning, and one of them looked at me as if it knew."
IN = '<w:ind w:left="850"/>'
BOTH = '<w:ind w:left="850" w:right="850"/>'
TITLE = p("The weir", style="Title")
BOLD = p("The weir", run='<w:b/><w:sz w:val="40"/>')


@pytest.mark.parametrize("title", [TITLE, BOLD])
@pytest.mark.parametrize(
    "quotation",
    [
        p(QUOTED, paragraph=IN, run="<w:i/>"),
        p(QUOTED, paragraph=IN, run='<w:sz w:val="16"/>'),
        p(f"“{QUOTED}”", paragraph=IN),
        p(QUOTED, paragraph=BOTH),
    ],
)
def test_what_is_set_in_and_differs_is_a_quotation(title: str, quotation: str) -> None:
    article = copydesk.read(docx(title + p(TEXT) + quotation + p("* * *") + p(OTHER)))
    assert [node.__class__.__name__ for node in article.body] == ["Paragraph", "BlockQuote", "Break", "Paragraph"]


@pytest.mark.parametrize("title", [TITLE, BOLD])
@pytest.mark.parametrize(
    "paragraph",
    [
        p(QUOTED, paragraph=IN),
        p(QUOTED, run="<w:i/>"),
        p(QUOTED, paragraph=f'{IN}<w:jc w:val="right"/>', run="<w:i/>"),
    ],
)
def test_what_only_is_set_in_or_only_differs_is_none(title: str, paragraph: str) -> None:
    assert "quote:" not in outline(copydesk.read(docx(title + p(TEXT) + paragraph + p(OTHER))))


def test_a_quotation_of_opendocument() -> None:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:margin-left="2cm"'
        ' fo:margin-right="2cm"/></style:style>'
    )
    paras = f'<text:p>{TEXT}</text:p><text:p text:style-name="P1">{QUOTED}</text:p><text:p>{OTHER}</text:p>'
    assert f"quote:\n  p: {QUOTED}" in outline(copydesk.read(odt(paras, automatic)))


@pytest.mark.parametrize("title", [TITLE, BOLD])
def test_an_o_before_a_tab_is_a_bullet(title: str) -> None:
    items = p("·\tthe door") + p("o\tits hinge", paragraph=IN) + p("o\tits lock", paragraph=IN) + p("·\tthe mill")
    shown = outline(copydesk.read(docx(title + p(TEXT) + items + p(OTHER))))
    assert "o its" not in shown
    assert "* p: the door\n" in shown
    assert "* p: its hinge\n" in shown


TYPED = p(f"{TEXT}[1]") + p(f"{OTHER[:-1]} [2].") + p("______") + p("[1] See the door.") + p("[2] And the mill.")


def test_notes_that_are_typed_below_a_rule() -> None:
    body = TITLE + p("One", style="Heading1")
    shown = outline(copydesk.read(docx(body + TYPED)))
    assert f"h2: One\np: {TEXT}[^1]\np: {OTHER[:-1]} [^2].\n--- notes" in shown
    assert "note 1:\n  p: See the door.\nnote 2:\n  p: And the mill.\n--- furniture\nrule: ______" in shown
    for other in (TYPED.replace("[2] And", "[3] And"), TYPED.replace("______", "So."), TYPED.replace(" [2].", " [1].")):
        assert "--- notes" not in outline(copydesk.read(docx(body + other)))


@pytest.mark.parametrize("title", [TITLE, BOLD])
def test_short_lines_in_a_colour_are_headings(title: str) -> None:
    def in_colour(words: str, colour: str) -> str:
        return p(words, run=f'<w:color w:val="{colour}"/>')

    body = title + p(TEXT) + in_colour("The door", "0050A0") + p(OTHER) + in_colour("The mill", "0050A0") + p(TEXT)
    shown = outline(copydesk.read(docx(body)))
    assert "h2: The door" in shown
    assert "h2: The mill" in shown
    assert "h2" not in outline(copydesk.read(docx(body.replace("0050A0", "auto"))))
    assert "h2" not in outline(copydesk.read(docx(body.replace("0050A0", "C00000", 1))))


def test_a_bold_line_among_headings_of_a_style() -> None:
    body = TITLE + p("One", style="Heading1") + p(TEXT) + p("The door", run="<w:b/>") + p(OTHER)
    assert f"h2: One\np: {TEXT}\nh3: The door\np: {OTHER}" in outline(copydesk.read(docx(body)))
    assert "h3" not in outline(copydesk.read(docx(body.replace("The door", "The door was open."))))
