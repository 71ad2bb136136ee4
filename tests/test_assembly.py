"""Roles -> nodes: neighbours with one role grouped, the dateline, notes, and what was set aside."""

from __future__ import annotations

import pytest

from copydesk.reading.text.assembly import Assembled, _grouped, _heading_texts, assemble
from copydesk.reading.text.assembly.levels import HeadingText
from copydesk.reading.text.characters import clean
from copydesk.reading.text.furniture import FurnitureLine
from copydesk.tree import Article, Located, Span, Table
from copydesk.visit import walk
from tests.outline import outline
from tests.parts import ENGLISH, lines_of, parts_of


def assembled(marked: str, *aside: FurnitureLine, confidence: float = 1.0) -> Assembled:
    text = "\n".join(row.partition("| ")[2] for row in marked.split("\n"))
    return assemble(parts_of(marked, confidence=confidence), list(aside), clean(text), ENGLISH)


def drawn(assembly: Assembled) -> str:
    article = Article(lang="en", head=assembly.head, body=assembly.body, foot=assembly.foot, notes=assembly.notes)
    return outline(article).removeprefix("lang: en\n").removesuffix("\n")


ARTICLES = {
    "a head": (
        "headline| Rain\nparagraph| It fell.",
        "headline: Rain\n--- body\np: It fell.",
    ),
    "a dateline": (
        "paragraph| PARIS (Reuters) - It fell.\nparagraph| LIMA (Reuters) - Yes.",
        "dateline: PARIS (Reuters) - | place=Paris | agency=Reuters\n--- body\np: It fell.\np: LIMA (Reuters) - Yes.",
    ),
    "no dateline below a heading": (
        "heading| Rain\nparagraph| PARIS (Reuters) - It fell.",
        "--- body\nh2: Rain\np: PARIS (Reuters) - It fell.",
    ),
    "no dateline in the second paragraph": (
        "paragraph| It fell.\nbreak| ***\nparagraph| PARIS (Reuters) - It fell.",
        "--- body\np: It fell.\nbreak\np: PARIS (Reuters) - It fell.",
    ),
    "items": ("list_item| * oars\nlist_item| * nets", "--- body\nlist:\n  * p: oars\n  * p: nets"),
    "a quotation": (
        "quotation| It fell.\nattribution| — Ana\nquotation| It stopped.",
        "--- body\nquote:\n  p: It fell.\n  -- Ana\nquote:\n  p: It stopped.",
    ),
    "verse and its attribution": (
        "verse_line| The rain\nverse_line| the wind\nattribution| — Ana",
        "--- body\nquote:\n  verse:\n    / The rain\n    / the wind\n  -- Ana",
    ),
    "verse": ("verse_line| The rain\nverse_line| the wind", "--- body\nverse:\n  / The rain\n  / the wind"),
    "what mail quotes": (
        "paragraph| So:\nquotation| > It fell.\nquotation| >> It stopped.\nparagraph| Yes.",
        "--- body\np: So:\nquote:\n  p: It fell.\n  quote:\n    p: It stopped.\np: Yes.",
    ),
    "a foot": (
        "paragraph| It fell.\nbio| Ana writes.\nparagraph| Yes.\ncorrection| No.\nrelated| More\nrights| (c)",
        "--- body\np: It fell.\nbio: Ana writes.\np: Yes.\n--- foot\ncorrection: No.\nrelated: More\nrights: (c)",
    ),
    "contacts": (
        "paragraph| It fell.\ncontact| Write to us\ncontact| at Mill Lane",
        "--- body\np: It fell.\n--- foot\ncontact:\n  p: Write to us ⏎ at Mill Lane",
    ),
    "a figure and a table": (
        "caption| The mill.\ntable_row| Tarn  412\ntable_row| Bray  7",
        "--- body\nfigure: The mill.\ntable:\n  Tarn | 412\n  Bray | 7",
    ),
    "notes": (
        "paragraph| It fell[1] hard[2].\nnote| [1] See.\nnote| [2] Also.",
        "--- body\np: It fell[^1] hard[^2].\n--- notes\nnote 1:\n  p: See.\nnote 2:\n  p: Also.",
    ),
    "notes between paragraphs": (
        "paragraph| It fell[1].\nnote| [1] See.\nparagraph| It stopped.",
        "--- body\np: It fell[^1].\np: It stopped.\n--- notes\nnote 1:\n  p: See.",
    ),
    "a note without a mark": ("paragraph| It fell.\nnote| See.", "--- body\np: It fell.\n--- notes\nnote :\n  p: See."),
    "a power that is a reference": (
        "paragraph| It fell¹ on 10².\nnote| ¹ See.\nnote| ² Also.",
        "--- body\np: It fell[^1] on 10[^2].\n--- notes\nnote 1:\n  p: See.\nnote 2:\n  p: Also.",
    ),
    "levels": (
        "heading| ## Boat\nparagraph| It fell.\nheading| ### Hull\nheading| ## Shore",
        "--- body\nh2: Boat\np: It fell.\nh3: Hull\nh2: Shore",
    ),
    "several paragraphs first": (
        "paragraph| It fell.\nparagraph| It stopped.\nparagraph| Yes.\nbreak| ***\nparagraph| No.",
        "--- body\np: It fell.\np: It stopped.\np: Yes.\nbreak\np: No.",
    ),
    "paragraphs below what mail quotes": (
        "quotation| > It fell.\nparagraph| It stopped.",
        "--- body\nquote:\n  p: It fell.\np: It stopped.",
    ),
    "nothing but a dateline": ("paragraph| PARIS (Reuters)", "--- body\np: PARIS (Reuters)"),
    "program text": ("preformatted| so = 4", "--- body\npre:\n  | so = 4"),
    "a headline below the text": (
        "paragraph| It fell.\nheadline| Rain\nparagraph| Yes.",
        "headline: Rain\n--- body\np: It fell.\np: Yes.",
    ),
    "a pull quote": ("paragraph| It fell.\npull_quote| It fell.", "--- body\np: It fell.\npull_quote: It fell."),
}


@pytest.mark.parametrize(("marked", "expected"), ARTICLES.values(), ids=ARTICLES)
def test_assemble(marked: str, expected: str) -> None:
    assembly = assembled(marked)
    assert drawn(assembly) == expected
    article = Article(lang="en", head=assembly.head, body=assembly.body, foot=assembly.foot, notes=assembly.notes)
    origins = [node.origin for node in walk(article) if isinstance(node, Located) and node.origin]
    text = "\n".join(row.partition("| ")[2] for row in marked.split("\n"))
    spans = sorted((span.start, span.end) for origin in origins for span in origin.spans)
    owned = "".join(text[start:end] for start, end in spans)
    assert "".join(owned.split()) == "".join(text.split())


def test_the_origins_of_a_dateline_and_of_its_paragraph() -> None:
    assembly = assembled("paragraph| PARIS (Reuters) - It fell.")
    assert assembly.head.dateline is not None
    assert assembly.head.dateline.origin is not None
    assert (assembly.head.dateline.origin.spans, assembly.head.dateline.origin.rule) == ((Span(0, 18),), "dateline")
    (paragraph,) = assembly.body
    assert paragraph.origin is not None
    assert paragraph.origin.spans == (Span(18, 26),)


def test_the_origins_of_notes() -> None:
    assembly = assembled("paragraph| It fell[1].\nnote| [1] See.\nnote| More.")
    first, second = assembly.notes
    assert (first.id, first.mark, second.id, second.mark) == ("n1", "1", "n2", "")
    assert [note.origin and note.origin.spans for note in assembly.notes] == [(Span(12, 16),), ()]
    assert [note.blocks[0].origin and note.blocks[0].origin.spans for note in assembly.notes] == [
        (Span(16, 20),),
        (Span(21, 26),),
    ]


def test_every_doubtful_part_is_reported_neighbours_of_one_kind_together() -> None:
    assembly = assembled("heading| Rain\nlist_item| * oars\nlist_item| * nets", confidence=0.5)
    assert [(problem.kind, problem.line) for problem in assembly.problems] == [("role", 1), ("role", 2)]
    assert "line 3 too" in assembly.problems[1].message


def set_aside(text: str, kind: str = "rule", *, number: int = 1) -> FurnitureLine:
    (line,) = lines_of(text)
    return FurnitureLine(line._replace(number=number), kind, 0.9, "it is drawn")  # type: ignore[arg-type]


def test_what_was_set_aside_is_furniture() -> None:
    aside = set_aside("-----")
    assembly = assembled("paragraph| -----\x00 It fell.", aside._replace(line=aside.line._replace(start=7, end=9)))
    assert [(node.kind, node.text, node.origin and node.origin.spans) for node in assembly.furniture] == [
        ("rule", "-----", (Span(8, 10),))
    ]
    origin = assembly.furniture[0].origin
    assert origin is not None
    assert (origin.rule, origin.confidence, origin.reasons) == ("rule", 0.9, ("it is drawn",))


def test_characters_that_no_node_covers_are_furniture_in_their_order() -> None:
    text = "\x00\x00\nIt fell.\n-----"
    (line,) = parts_of("paragraph| x")
    part = line._replace(
        piece=line.piece._replace(text="It fell.", segments=(line.piece.segments[0]._replace(start=1, end=9),))
    )
    rule = set_aside("-----")
    assembly = assemble([part], [rule._replace(line=rule.line._replace(start=10, end=15))], clean(text), ENGLISH)
    assert [(node.kind, node.text, node.origin and node.origin.spans[0].start) for node in assembly.furniture] == [
        ("unreadable", "\ufffd\ufffd", 0),
        ("rule", "-----", 12),
    ]


def test_a_speech_among_paragraphs() -> None:
    marked = "paragraph| So:\nparagraph| ANA: It fell.\nparagraph| It stopped.\nparagraph| Yes."
    parts = parts_of(marked)
    parts[1] = parts[1]._replace(speaker=4)
    text = "\n".join(part.piece.text for part in parts)
    assert drawn(assemble(parts, [], clean(text), ENGLISH)) == (
        "--- body\np: So:\nspeech: ANA:\n  p: It fell.\np: It stopped.\np: Yes."
    )


@pytest.mark.parametrize(("kind", "header"), [("rule", True), ("web_debris", False)])
def test_a_line_drawn_below_the_head_of_a_table(kind: str, header: bool) -> None:
    parts = parts_of("table_row| Tarn  412\ntable_row| Bray  7\ntable_row| Yar  88")
    text = "\n".join(part.piece.text for part in parts)
    for number, part in enumerate(parts, 1):
        parts[number - 1] = part._replace(
            piece=part.piece._replace(lines=tuple(line._replace(number=2 * number - 1) for line in part.piece.lines))
        )
    (table,) = assemble(parts, [set_aside("-----", kind, number=2)], clean(text), ENGLISH).body
    assert isinstance(table, Table)
    assert bool(table.header) == header


def test_the_mark_of_a_quoted_line_is_set_aside_with_it() -> None:
    (line,) = lines_of("> -----")
    aside = FurnitureLine(line, "rule", 0.9, "it is drawn")
    assembly = assemble([], [aside], clean("> -----"), ENGLISH)
    assert [(node.text, node.origin and node.origin.spans) for node in assembly.furniture] == [("-----", (Span(0, 7),))]


def test_characters_between_others_that_no_document_may_hold() -> None:
    text = "It\x00\x00 fell.\n\x00\x00\x00"
    assembly = assemble([], [], clean(text), ENGLISH)
    assert [(node.text, node.origin and node.origin.spans) for node in assembly.furniture] == [
        ("\ufffd" * 2, (Span(2, 4),)),
        ("\ufffd" * 3, (Span(11, 14),)),
    ]
    origins = {
        node.origin and (node.origin.rule, node.origin.confidence, node.origin.reasons) for node in assembly.furniture
    }
    assert origins == {("unreadable", 1.0, ("no document may hold these characters",))}


@pytest.mark.parametrize(
    ("roles", "groups"),
    [
        ("paragraph paragraph", [("paragraph", 2)]),
        ("paragraph heading paragraph", [("paragraph", 1), ("heading", 1), ("paragraph", 1)]),
        ("quotation attribution attribution", [("quotation", 2), ("quotation", 1)]),
        ("verse_line attribution verse_line", [("quotation", 2), ("verse_line", 1)]),
        ("paragraph attribution", [("paragraph", 1), ("quotation", 1)]),
        ("", []),
    ],
)
def test_neighbours_of_one_role(roles: str, groups: list[tuple[str, int]]) -> None:
    parts = parts_of("\n".join(f"{role}| word" for role in roles.split()))
    assert [(role, len(group)) for role, group in _grouped(parts)] == groups
    assert [part for _, group in _grouped(parts) for part in group] == parts


@pytest.mark.parametrize(
    ("kind", "drawn_below", "number", "underline"),
    [
        ("rule", "-----", 3, "-"),
        ("rule", "=====", 3, "="),
        ("rule", "_____", 3, ""),
        ("rule", "-----", 2, ""),
        ("folio", "-----", 3, ""),
    ],
)
def test_the_line_that_is_drawn_below_a_heading(kind: str, drawn_below: str, number: int, underline: str) -> None:
    parts = parts_of("heading| The\n| boat")
    aside = [set_aside(drawn_below, kind, number=number)]
    assert _heading_texts(parts, aside) == [HeadingText("The boat", underline)]
