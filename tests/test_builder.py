"""The origins, inlines and doubts of nodes made from parts."""

from __future__ import annotations

from copydesk.reading.role import Role
from copydesk.reading.text.assembly.uncertain import role_doubts
from copydesk.reading.text.evidence import SURE
from copydesk.tree import Emphasis, NoteRef, Span, Text
from tests.parts import builder, parts_of


def test_the_origin_of_a_part() -> None:
    build = builder()
    (part,) = parts_of("paragraph| It rained\n| on Thursday.", confidence=0.91239)
    origin = build.origin(part)
    assert (origin.spans, origin.rule, origin.confidence) == ((Span(0, 9), Span(10, 22)), "paragraph", 0.912)
    assert origin.reasons == ("it looks so",)
    assert build.origin(part, 3, 12, rule="dateline").rule == "dateline"
    assert build.origin(part, 3, 12).spans == (Span(3, 9), Span(10, 12))
    assert build.covered == [*origin.spans, Span(3, 9), Span(10, 12), Span(3, 9), Span(10, 12)]


def test_the_confidence_of_several_parts_is_that_of_the_first_decision_and_the_weakest_join() -> None:
    first, second = parts_of("verse_line| The rain\nheading| The wind", confidence=0.9)
    first = first._replace(piece=first.piece._replace(confidence=0.8, reasons=("a", "b")))
    second = second._replace(
        piece=second.piece._replace(confidence=0.7004, reasons=("b", "c")),
        decision=second.decision._replace(confidence=0.5),
    )
    build = builder()
    origin = build.origin_of([(first, 0, None), (second, 4, None)])
    assert (origin.rule, origin.confidence) == ("verse_line", 0.7)
    assert origin.reasons == ("it looks so", "a", "b", "c")
    assert origin.spans == (Span(0, 8), Span(13, 17))
    assert build.origin(first._replace(decision=first.decision._replace(confidence=0.6))).confidence == 0.6


def test_a_container_has_its_marks_and_the_confidence_of_its_least_sure_part() -> None:
    first, second = parts_of("list_item| * oars\nheading| nets", confidence=0.9)
    second = second._replace(decision=second.decision._replace(confidence=0.40049, reasons=("x",)))
    build = builder()
    origin = build.container([first, second], [(first, 0, 2)])
    assert (origin.spans, origin.rule, origin.confidence) == ((Span(0, 2),), "heading", 0.4)
    assert origin.reasons == ("x",)
    assert build.covered == [Span(0, 2)]
    assert build.container([first], []).spans == ()


def test_the_inlines_of_a_part() -> None:
    build = builder(marks=["1"])
    (part,) = parts_of("paragraph| It *rained* hard[1].")
    assert build.inlines(part, 3, 11) == (Emphasis((Text("rained"),)),)
    assert build.inlines(part) == (
        Text("It "),
        Emphasis((Text("rained"),)),
        Text(" hard"),
        NoteRef("n1", "1"),
        Text("."),
    )
    assert build.paragraph(part, 3).inlines[0] == Emphasis((Text("rained"),))


def test_a_lost_target_is_reported_on_its_line() -> None:
    build = builder()
    (part,) = parts_of("\nparagraph| See [there](#).")
    build.inlines(part)
    assert [(problem.kind, problem.line) for problem in build.problems] == [("lost_target", 2)]


def test_a_doubtful_role_is_reported() -> None:
    build = builder()
    cases: list[tuple[float, Role | None]] = [
        (SURE - 0.001, "list_item"),
        (SURE, "heading"),
        (0.5, None),
        (0.5, "pull_quote"),
    ]
    for confidence, second in cases:
        (part,) = parts_of("\npull_quote| It rained.", confidence=confidence)
        build.doubt(part._replace(decision=part.decision._replace(second=second)))
    assert [(problem.kind, problem.line, problem.message) for problem in role_doubts(build.uncertain)] == [
        ("role", 2, f"read as pull quote, could be list item, confidence {SURE:.2f}")
    ]


def test_doubts_about_neighbours_of_one_role_are_one() -> None:
    marked = "".join(f"heading| The rain {number}\n" for number in range(3)) + "list_item| * oars\n"
    marked += "".join(f"paragraph| It rained {number}.\n" for number in range(4)) + "heading| The wind\n"
    parts = parts_of(marked, confidence=0.5)
    unsure = [
        part._replace(decision=part.decision._replace(second="deck", confidence=0.9 if role == "paragraph" else 0.4))
        for part in parts
        for role in [part.decision.role]
    ]
    assert [(problem.line, problem.message) for problem in role_doubts(unsure)] == [
        (1, "read as heading, could be deck; lines 2 and 3 too, confidence 0.40 at the least"),
        (4, "read as list item, could be deck, confidence 0.40"),
        (9, "read as heading, could be deck, confidence 0.40"),
    ]


def test_a_heading_without_its_hashes() -> None:
    build = builder()
    for text in ("## The boat", "## The boat ##", "The boat"):
        (part,) = parts_of(f"heading| {text}")
        assert build.unmarked(part) == (Text("The boat"),)
    (part,) = parts_of("break| ***")
    node = build.thematic_break(part)
    assert node.origin is not None
    assert (node.origin.rule, node.origin.spans) == ("break", (Span(0, 3),))
