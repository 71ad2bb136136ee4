"""What no line break may separate."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from copydesk.writing.pdf.lines import (
    LONGEST_UNBROKEN,
    add_classes,
    classes_of,
    keep_short_cells,
    keep_together,
    keep_word,
    let_break,
    set_spaces_apart,
)

MARK = '<sup class="note-ref">1</sup>'
NOTE = '<main class="footnote">Note.</main>'
ONE = '<span class="whole">'
SPACE = "<span> </span>"
LONG = "x" * LONGEST_UNBROKEN


def parsed(markup: str) -> Element:
    return ElementTree.fromstring(markup)


def text_of(element: Element) -> str:
    return ElementTree.tostring(element, encoding="unicode")


def kept(markup: str, tag: str = "p") -> str:
    root = parsed(f"<{tag}>{markup}</{tag}>")
    keep_together(root)
    return text_of(root).removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("pp. 58–102, or so", f"pp.{SPACE}{ONE}58–102</span>, or so"),
        ("in 1990–94 and 2023/1185.", f"in{SPACE}{ONE}1990–94</span> and{SPACE}{ONE}2023/1185</span>."),
        ("1.5–2,5", f"{ONE}1.5–2,5</span>"),
        ("1/2/3/4", f"{ONE}1/2/3/4</span>"),
        ("1/2/3/4/5", "1/2/3/4/5"),
        ("123456–7", f"{ONE}123456–7</span>"),
        ("1234567–8", "1234567–8"),
        ("A–Z, 3–", "A–Z, 3–"),
        ("a1–2, 1–2b", "a1–2, 1–2b"),
        ("<em>1–2</em> so", f"<em>{ONE}1–2</span></em> so"),
        ("<em>so</em> 1–2", f"<em>so</em>{SPACE}{ONE}1–2</span>"),
        ("<em>so</em>1–2 or 3–4", f"<em>so</em>{ONE}1–2</span> or{SPACE}{ONE}3–4</span>"),
        ("<code>1–2</code><pre>1–2</pre><title>1–2</title>", "<code>1–2</code><pre>1–2</pre><title>1–2</title>"),
        ('<a href="#n">1–2</a> 3–4', f'<a href="#n">1–2</a>{SPACE}{ONE}3–4</span>'),
        ("<code>1–2</code><em>3–4</em>", f"<code>1–2</code><em>{ONE}3–4</span></em>"),
        ("no range", "no range"),
    ],
)
def test_ranges_of_numbers_stay_on_one_line(markup: str, expected: str) -> None:
    assert kept(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"the rules.{MARK} Then", f"the{SPACE}{ONE}rules.{MARK}</span> Then"),
        (f"the rules.{MARK}{NOTE} Then", f"the{SPACE}{ONE}rules.{MARK}{NOTE}</span> Then"),
        (f"so,{MARK},{MARK} he", f"{ONE}so,{MARK},{MARK}</span> he"),
        (f"so,{MARK} {MARK} he", f"{ONE}so,{MARK}</span>{SPACE}{MARK} he"),
        (f"<em>Low Water.</em>{MARK}", f"<em>Low</em>{SPACE}{ONE}<em>Water.</em>{MARK}</span>"),
        (f"<em>The Low Water.</em>{MARK}", f"<em>The Low</em>{SPACE}{ONE}<em>Water.</em>{MARK}</span>"),
        (f"<em>Water.</em>{MARK} on", f"{ONE}<em>Water.</em>{MARK}</span> on"),
        (f"at <em> Water.</em>{MARK} on", f"at{SPACE}{SPACE}{ONE}<em>Water.</em>{MARK}</span> on"),
        (f'<em id="w">Low Water.</em>{MARK}', f'<em id="w">Low</em>{SPACE}{ONE}<em id="w">Water.</em>{MARK}</span>'),
        (f"<em>Low <b>Water</b></em>{MARK}", f"<em>Low <b>Water</b></em>{MARK}"),
        (f"<em/>{MARK}", f"<em />{MARK}"),
        (f"{MARK} first", f"{MARK} first"),
        (f"<em>so{MARK}</em>,{MARK} it", f"<em>{ONE}so{MARK}</span></em>{ONE},{MARK}</span> it"),
        (f"a {LONG}{MARK}", f"a{SPACE}{ONE}{LONG}{MARK}</span>"),
        (f"a x{LONG}{MARK}", f"a x{ONE}{LONG}{MARK}</span>"),
        (f"so <i>it</i> is{MARK}", f"so{SPACE}<i>it</i>{SPACE}{ONE}is{MARK}</span>"),
        (f"<i>it</i> {MARK} so", f"<i>it</i>{SPACE}{MARK} so"),
        (f"so{NOTE} is", f"so{NOTE} is"),
        (f'<b class="whole">so</b>{MARK} it', f'{ONE}<b class="whole">so</b>{MARK}</span> it'),
        (f"1–2{MARK} so", f"{ONE}{ONE}1–2</span>{MARK}</span> so"),
        (f"so{MARK}<em>it</em>{MARK}", f"{ONE}so{MARK}</span>{ONE}<em>it</em>{MARK}</span>"),
    ],
)
def test_a_note_mark_stays_at_its_word(markup: str, expected: str) -> None:
    assert kept(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>so it is</p>", "<p>so it is</p>"),
        ("<p>so </p>", f"<p>so{SPACE}</p>"),
        ("<p>so <em>it </em> is</p>", f"<p>so{SPACE}<em>it{SPACE}</em> is</p>"),
        ("<p>so<em>it</em> <em>is</em> </p>", f"<p>so<em>it</em>{SPACE}<em>is</em>{SPACE}</p>"),
        ("<p><span> </span></p>", f"<p>{SPACE}</p>"),
        ("<p>so\n</p>", "<p>so\n</p>"),
        (
            "<p><code>so </code><pre>so </pre><a>so </a><title>so </title></p>",
            "<p><code>so </code><pre>so </pre><a>so </a><title>so </title></p>",
        ),
    ],
)
def test_the_space_at_the_end_of_a_text_stands_apart(markup: str, expected: str) -> None:
    root = parsed(markup)
    set_spaces_apart(root)
    assert text_of(root) == expected
    set_spaces_apart(root)
    assert text_of(root) == expected


@pytest.mark.parametrize(
    ("markup", "word", "expected"),
    [
        ("<p>so it is</p>", "it", f"<p>so{SPACE}{ONE}it</span> is</p>"),
        ("<p>it is it</p>", "it", f"<p>{ONE}it</span> is{SPACE}{ONE}it</span></p>"),
        ("<p>so <em>so</em> it</p>", "it", f"<p>so{SPACE}<em>so</em>{SPACE}{ONE}it</span></p>"),
        ("<p>item, bit, it.</p>", "it", None),
        ("<p>so i.t</p>", "i.t", f"<p>so{SPACE}{ONE}i.t</span></p>"),
        ("<p>so ixt</p>", "i.t", None),
        ("<p><em>it</em></p>", "it", None),
        (f"<p>{LONG}</p>", LONG, f"<p>{ONE}{LONG}</span></p>"),
        (f"<p>{LONG}x</p>", f"{LONG}x", None),
        ("<code>it</code>", "it", None),
        ("<a>it</a>", "it", None),
    ],
)
def test_a_word_is_kept_on_one_line(markup: str, word: str, expected: str | None) -> None:
    root = parsed(markup)
    assert keep_word(root, word, rtl=False) == (expected is not None)
    assert text_of(root) == (expected or markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<p dir="rtl">הגשר Old 95/98 של</p>',
        '<p dir="rtl">הגשר Old Port<a class="note-ref">1</a></p>',
    ],
)
def test_nothing_is_kept_where_it_would_divide_words_that_run_against_the_text(markup: str) -> None:
    root = parsed(markup)
    keep_together(root)
    assert text_of(root) == markup
    assert not keep_word(root, "Port" if "Port" in markup else "95/98", rtl=True)


@pytest.mark.parametrize(
    ("rows", "classes"),
    [
        ([], []),
        ([["Row 10", "206 to 413", "It rained for a day."]], ["whole", "whole", None]),
        ([["Row 10", "206"], ["A longer item", "31"]], [None, "whole", None, "whole"]),
        ([["twelve chars"], ["short"]], ["whole", "whole"]),
        ([["Row 10", "one two", "two one"]], ["whole"] * 3),
        ([["Row 10", "one two", "two one", "one one"]], [None] * 4),  # there may be no room for all of them
        ([["Row 10", "one two", "two one", "It rained for a day."]], ["whole"] * 3 + [None]),
        ([["Row 10"], ["Row 11", "206"]], ["whole", "whole", "whole"]),
    ],
)
def test_short_cells_keep_to_one_line(rows: list[list[str]], classes: list[str | None]) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    root = parsed(f"<div><table>{cells}</table></div>")
    keep_short_cells(root)
    assert [cell.get("class") for cell in root.iter("td")] == classes


def test_each_table_has_room_for_its_own_cells() -> None:
    rows = ("<td>Row 10</td>" * 4, "<td>206</td>")
    root = parsed(f"<div>{''.join(f'<table><tr>{row}</tr></table>' for row in rows)}</div>")
    keep_short_cells(root)
    assert [cell.get("class") for cell in root.iter("td")] == [None] * 4 + ["whole"]


def test_cells_of_crowded_tables_may_be_broken() -> None:
    table = "<tr><td class='right'>206<b>7</b></td></tr></table>"
    root = parsed(f"<div><table class='table crowded'>{table}<table class='table'>{table}</div>")
    keep_short_cells(root)
    assert [cell.get("class") for cell in root.iter("td")] == ["right", "right whole"]


BODY = """\
<body><div class="text"><p id="above" /><p class="heading" id="one"><em id="word" /></p><p class="paragraph question"\
 id="two" /><table id="three"><tr id="row" /></table><p id="below" /><p class="heading" id="last" /></div></body>"""


@pytest.mark.parametrize(
    ("ids", "breakable"),
    [
        ([], []),
        (["row"], ["three"]),
        (["three"], ["three"]),
        (["word"], ["three"]),  # the heading belongs to it
        (["two"], ["three"]),
        (["above"], ["above"]),
        (["row", "below"], ["three", "below"]),
        (["row", "three", "one"], ["three"]),
        (["last"], ["last"]),
        (["last", "above"], ["above", "last"]),
    ],
)
def test_page_breaks_may_divide_what_follows_a_hole(ids: list[str], breakable: list[str]) -> None:
    root = parsed(BODY)
    elements = {element.get("id"): element for element in root.iter()}
    assert let_break(root, [elements[name] for name in ids]) == len(breakable)
    assert [element.get("id") for element in root.iter() if "breakable" in classes_of(element)] == breakable
    assert let_break(root, [elements[name] for name in ids]) == 0


def test_what_is_outside_of_the_text_stays_as_it_is() -> None:
    root = parsed('<body><p id="head" /><div class="text"><p id="first" /></div></body>')
    head, text, first = root[0], root[1], root[1][0]
    assert let_break(root, [root, head, text, Element("p"), first]) == 1
    assert classes_of(first) == ["breakable"]
    assert text_of(root).count("breakable") == 1


def test_classes_of_an_element() -> None:
    element = Element("p")
    assert classes_of(element) == []
    add_classes(element, "one")
    add_classes(element, "two", "three")
    assert element.get("class") == "one two three"
    assert classes_of(element) == ["one", "two", "three"]
