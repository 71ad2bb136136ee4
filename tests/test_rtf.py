"""Rich text files: notes, running heads, comments, changes, letters, lists and headings as programs write them."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk import writing
from copydesk.errors import InputError
from copydesk.reading import examine
from copydesk.reading.office.rtf_groups import edited
from copydesk.reading.office.rtf_letters import in_unicode
from copydesk.reading.office.rtf_marks import END_OF_TABLE, LABEL
from copydesk.reading.office.through_pandoc import as_html
from copydesk.tree import Paragraph
from copydesk.visit import plain
from tests.outline import outline
from tests.picture_files import figures, picture_file
from tests.tools import examples

TEXT = "The weir keeper counts the herons each morning, and writes the number on the door of the mill."
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset2 Symbol;}}"


def rtf(body: str, *, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    """A rich text file with the fonts above."""
    return rf"{{\rtf1{head}{FONTS}{body}}}".encode("latin-1")


def shown(data: bytes) -> str:
    """The words of the article, its furniture and its problems."""
    reading = examine(data)
    return "\n".join((outline(reading.article), *(problem.message for problem in reading.problems)))


@pytest.mark.parametrize("opening", [r"{\footnote ", r"{\*\footnote ", r"{\*\footnote\ftnalt "])
def test_notes_are_kept_as_every_program_writes_them(opening: str) -> None:
    data = rtf(rf"\pard {TEXT}{{\super\chftn{opening}\chftn\pard Twelve, on a good day.\par}}}} It rained.\par")
    article = copydesk.read(data)
    assert [plain(note.blocks) for note in article.notes] == ["Twelve, on a good day."]
    assert "The weir" in plain(article.body)
    assert "It rained." in plain(article.body)


def test_a_note_in_our_own_rich_text_comes_back() -> None:
    article = copydesk.read(
        "The Weir\n\nBy Ana Ruiz\n\nThe herons stayed.[1] Nobody knows why.\n\n1. Until May, that is.\n"
    )
    assert article.notes
    again = copydesk.read(writing.write(article, "rtf").data, name="a.rtf")
    assert plain(again.notes[0].blocks) == "Until May, that is."


def test_what_pages_and_reviewers_added_is_set_aside() -> None:
    data = rtf(
        r"{\headerf\pard Letter of the Weir Society\par}{\footerr\pard Page \chpgn\par}{\header\pard Mill Lane\par}"
        rf"\pard {TEXT} {{\*\atnid AR}}{{\*\atnauthor Ana}}\chatn"
        r"{\*\annotation{\*\atndate 12345}\pard Is it so?}\par"
    )
    article = copydesk.read(data)
    furniture = [(piece.kind, piece.text) for piece in article.furniture]
    assert furniture == [
        ("running_head", "Letter of the Weir Society"),
        ("page_number", "Page"),
        ("running_head", "Mill Lane"),
        ("comment", "Ana: Is it so?"),
    ]
    assert plain((article.head, article.body)).strip() == TEXT


@pytest.mark.parametrize(
    "struck", [r"{\deleted angrily }", r"\deleted angrily \deleted0 ", r"{\b\deleted{\i angrily }}"]
)
def test_words_struck_out_are_left_out_and_said(struck: str) -> None:
    reading = examine(rtf(rf"\pard {TEXT} He {struck}{{\revised slowly }}went home.\par"))
    assert "He slowly went home." in plain((reading.article.head, reading.article.body))
    assert any("struck out: 'angrily'" in problem.message for problem in reading.problems)


def test_a_paragraph_whose_end_is_struck_out_goes_on() -> None:
    article = copydesk.read(
        rtf(rf"\pard {TEXT}\par\pard He{{\deleted  then\par}}\pard\plain  went home.\par It rained.\par")
    )
    assert [plain(block) for block in article.body][-2:] == ["He went home.", "It rained."]


def test_headings_and_captions_by_their_type() -> None:
    """In the sizes that the file states; pandoc does not read them."""
    body = (
        rf"\pard\qc\b\fs40 The weir\b0\par\pard\fs24 {TEXT}\par\pard\b The mill\b0\par\pard {TEXT}\par"
        rf"\pard {{\pict\pngblip {picture_file().hex()}}}\par\pard\qc\fs18 A heron\par\pard\fs24 {TEXT}\par"
    )
    article = copydesk.read(rtf(body))
    assert plain(article.head.headline) == "The weir"
    assert [(type(node).__name__, plain(node)) for node in article.body if not isinstance(node, Paragraph)] == [
        ("Heading", "The mill"), ("Figure", "A heron"),
    ]  # fmt: skip


def test_a_picture_is_described_by_the_file_and_not_by_pandoc() -> None:
    described = r"{\*\picprop{\sp{\sn wzName}{\sv a}}{\sp{\sn wzDescription}{\sv A \'84heron\'93}}}"
    letters = picture_file().hex(), picture_file("PNG", 60, 60).hex()
    one, other = rf"{{\pict{described}\picw9\pngblip {letters[0]}}}", rf"{{\pict\pngblip {letters[1]}}}"
    article = copydesk.read(rtf(rf"\pard {TEXT}\par {one}\par {TEXT}\par {other}\par {TEXT}\par"))
    assert [figure.alt for figure in figures(article)] == ["A „heron“", ""]


def test_a_mail_holds_no_marks() -> None:
    page = as_html(rtf(r"\pard\li720 Hello\par\pard\fi-360\li720 1.\tab Bread\par\pard\qc\fs40 Bye\par"))
    assert re.findall("<p>(.*?)</p>", page.decode()) == ["Hello", "1. Bread", "Bye"]


def test_hidden_words_and_entries_of_an_index_are_no_text() -> None:
    reading = examine(rtf(rf"\pard {TEXT} {{\v secret}}Herons{{\xe {{herons}}}} fly{{\tc a line}}.\par"))
    assert "Herons fly." in plain((reading.article.head, reading.article.body))
    assert any("'secret'" in problem.message for problem in reading.problems)


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        (r"\uc0\u55358 \u56709 ", "🦅"),
        (r"\u-10178?\u-8827?", "🦅"),
        (r"{\uc2\u-10178\'81\'40\u-8827\'81\'40}", "🦅"),
        (r"\u-10178?x", "x"),
        (r"{\f1\'f6\'e0\'ef\'eb\'ff}", "цапля"),
        (r"\b\'e9\b0\u233?", "éé"),
        (r"{\f2\'b7}", "•"),
        (r"\\'e9", "\\'e9"),
        ("\\\u00e9", "é"),
        (r"\'x", "x"),
    ],
)
def test_letters_of_every_kind(typed: str, letters: str) -> None:
    assert f"A {letters} B" in edited(in_unicode(rtf(rf"\pard A {typed} B\par"))).text.replace("  ", " ")


def test_the_character_set_0_is_windows_1252_whatever_the_page_of_the_file() -> None:
    russian = r"\ansi\ansicpg1251\deff0"
    assert "Café" in edited(in_unicode(rtf(r"\pard Caf\'e9\par", head=russian))).text
    words = rtf(r"\pard \'d6\'e0\'ef\'eb\'ff \'e8 \'f0\'fb\'e1\'e0\par", head=russian)  # in a program that calls all 0
    assert "Цапля и рыба" in edited(in_unicode(words)).text


def test_a_code_page_that_pandoc_does_not_know_is_no_problem() -> None:
    assert "code page" not in shown(rtf(rf"\pard {TEXT}\par", head=r"\ansi\ansicpg1251\deff0"))


def test_headings_in_a_numbering_are_headings() -> None:
    heading = r"\pard\plain \s1\outlinelevel{}{{\listtext\pard\plain {}\tab}}\ls1\b {}\par"
    data = rtf(
        heading.format(0, "", "The weir")
        + rf"\pard\plain {TEXT}\par"
        + heading.format(1, "2.", "Herons")
        + rf"\pard\plain {TEXT}\par{{\pard\plain\ls1\ilvl0{{\listtext\bullet\tab}}Mill\par}}"
    )
    assert outline(copydesk.read(data)).count("list:") == 1
    assert "headline: The weir" in shown(data)
    assert "h2: 2. Herons" in shown(data)


def test_labels_of_older_lists_and_typed_ones_make_lists() -> None:
    old = r"{\pntext\f2\'b7\tab}\pard{\*\pn\pnlvlblt{\pntxtb\'b7}}\fi-360\li720 Herons\par{\pntext\f2\'b7\tab}Terns\par"
    assert "list:\n  * p: Herons\n  * p: Terns" in shown(rtf(rf"\pard {TEXT}\par{old}\pard {TEXT}\par"))
    typed = "".join(
        rf"{{\pard \li{indent} \fi-360 {label}\tx360\tab {words}\par}}"
        for indent, label, words in (
            (360, "1.", "Mill"),
            (720, "a.", "Wheel"),
            (720, "b.", "Race"),
            (360, "2.", "Weir"),
        )
    )
    expected = "list 1:\n  * p: Mill\n    list a:\n      * p: Wheel\n      * p: Race\n  * p: Weir"
    heading = r"{\pard\outlinelevel0 The weir\par}"
    assert expected in shown(rtf(rf"{heading}\pard {TEXT}\par{typed}\pard {TEXT}\par"))


def test_our_own_lists_and_quotations_come_back() -> None:
    text = f"# The Weir\n\n{TEXT}\n\n- Mill\n- Wheel\n\n{TEXT}\n\n> {TEXT}\n\n## Race\n\n1. One\n2. Two\n\n{TEXT}\n"
    article = copydesk.read(text, from_="markdown", lang="en")
    again = copydesk.read(writing.write(article, "rtf").data, name="a.rtf")
    assert outline(again) == outline(article)


def test_a_table_stands_before_the_note_of_the_next_paragraph() -> None:
    row = r"\trowd\cellx3000\cellx6000\pard\intbl {}\cell {}\cell\row"
    table = row.format("Heron", "Four") + row.format("Tern", "Two")
    article = copydesk.read(rtf(rf"\pard {TEXT}\par{table}\pard It rained.{{\footnote\pard All day.\par}}\par"))
    assert plain(article.notes[0].blocks) == "All day."
    assert "Heron | Four" in outline(article).partition("--- notes")[0]


def test_readings_of_a_field_stand_behind_their_words() -> None:
    code = r"EQ \\* jc3 \\* hps12 \\o\\al(\\s\\up 11(\u12392?\u12369?\u12356?),\u26178?\u35336?)"
    field = rf"{{\field{{\*\fldinst {{ {code}}}}}{{\fldrslt {{}}}}}}"
    assert "A 時計（とけい） stands" in shown(rtf(rf"\pard {TEXT} A {field} stands there.\par"))


def test_the_style_of_characters_is_that_of_no_paragraph() -> None:
    sheet = r"{\stylesheet{\s0 Normal;}{\*\cs18\super Footnote Anchor;}}"
    assert "^" not in outline(copydesk.read(rtf(rf"{sheet}\pard\plain\s0 {TEXT}\par")))


def test_words_that_are_lost_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rtf(rf"\pard {TEXT}\par\pard It rained.{{\*\footnote\pard Twice at noon.\par}}\par")
    assert "are not in the article" not in shown(data)
    monkeypatch.setattr("copydesk.reading.office.rtf_groups.UNSTARRED", frozenset())
    assert "3 words of the file are not in the article: twice at noon" in shown(data)


def test_groups_within_groups_without_end_are_a_clear_error() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        copydesk.read(rtf("{" * 3000 + TEXT + "}" * 3000))


_PIECES = (
    "{", "}", r"\par ", r"\pard ", r"\bullet ", r"{\*\footnote x\par}", r"\deleted ", r"\'e9",
    r"\u-10178 ", r"\li360\fi-360 1.\tab ",
    r"\trowd\cellx9 a\cell\row ", r"{\header H\par}", r"{\listtext 1.\tab}\ls1 ", r"\outlinelevel0 ", r"\bin3 ", "\\",
    "words ", END_OF_TABLE.encode().decode("latin-1"), r"{\field{\*\fldinst EQ \\o\\al(\\s\\up 1(a),b)}}",
)  # fmt: skip


@given(st.integers(0, 10**9))
@examples(100)
def test_no_group_breaks_the_pass_before_pandoc(seed: int) -> None:
    chance = random.Random(seed)
    body = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 40)))
    result = edited(in_unicode(rtf(body)))
    assert result.data.count(b"\\u") <= body.count("\\u") + body.count("\\'")


@pytest.mark.parametrize("label", ["•", "1.", "(a)", "iv.", "12)"])
def test_labels_of_items(label: str) -> None:
    assert LABEL.fullmatch(label)


@pytest.mark.parametrize("end", ["\\\n", "\\\r\n", "\\\r", "\\par\n"])
def test_a_sign_before_a_line_end_ends_a_paragraph_as_a_mac_writes_it(end: str) -> None:
    body = end.join([r"\f0\fs24 " + TEXT, "", "", r"\b The otters" + "\n" + r"\b0 ", "It rained in May.", "", TEXT])
    article = copydesk.read(rtf(body))
    assert outline(article).count("24") == 0
    assert "p: It rained in May." in outline(article)
    assert "are not in the article" not in shown(rtf(body))
