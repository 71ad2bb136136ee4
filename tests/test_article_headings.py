"""Headings that only the article as a whole shows: the only one, those with numbers, questions above their answers."""

from __future__ import annotations

import pytest

from copydesk.reading.text.parts.lone_headings import without_lone_heading
from copydesk.reading.text.parts.marked_headings import with_marked_headings
from copydesk.reading.text.parts.numbered_headings import with_numbered_headings
from copydesk.reading.text.parts.questions import with_lettered_questions, with_numbered_questions
from tests.parts import parts_of, roles_in

FEW = "\n\n".join(["paragraph| It rained."] * 6)
LONE = {
    "it is not sure": (f"headline| Rain\n\n{FEW}\n\nheading| The weir", 0.84, 6, True),
    "it is sure": (f"headline| Rain\n\n{FEW}\n\nheading| The weir", 0.85, 6, False),
    "another heading": (f"headline| Rain\n\n{FEW}\n\nheading| The weir\n\nheading| The mill", 0.5, 6, False),
    "no heading": (f"headline| Rain\n\n{FEW}\n\nparagraph| The weir", 0.5, 6, False),
    "an article of seven parts": (f"{FEW}\n\nheading| The weir", 0.5, 5, False),
    "it stands right above a line": (f"headline| Rain\n\nheading| The weir\n{FEW}", 0.5, 0, False),
    "it stands above a gap": (f"headline| Rain\n\nheading| The weir\n\n{FEW}", 0.5, 0, True),
}


@pytest.mark.parametrize(("text", "confidence", "above", "is_none"), LONE.values(), ids=LONE)
def test_the_only_heading(text: str, confidence: float, above: int, *, is_none: bool) -> None:
    parts = parts_of(text, confidence=confidence)
    corrected = without_lone_heading(parts)
    if not is_none:
        assert corrected == parts
        return
    index = above + 1
    assert [*corrected[:index], *corrected[index + 1 :]] == [*parts[:index], *parts[index + 1 :]]
    decision = corrected[index].decision
    assert (parts[index].decision.role, decision.role, decision.second) == ("heading", "paragraph", "heading")
    assert decision.reasons == ("it would be the only heading, and little else says that it is one",)


NUMBERED = {
    "two headings have its words": ("deck| Day 1; heading| Day 2; heading| DAY 31", "heading heading heading"),
    "one has": ("deck| Day 1; heading| Day 2", "deck heading"),
    "a paragraph and a caption": (
        "heading| Day 2; heading| Day 3; paragraph| Day 4; caption| Day 5",
        "heading heading heading heading",
    ),
    "an item": ("list_item| Day 1; heading| Day 2; heading| Day 3", "list_item heading heading"),
    "other words": ("paragraph| Night 1; heading| Day 2; heading| Day 3", "paragraph heading heading"),
    "no number": ("paragraph| Day; heading| Day; heading| Day", "paragraph heading heading"),
    "several numbers": ("deck| Day 1 of 12; heading| Day 2 of 12; heading| Day 3 of 12", "heading heading heading"),
}


@pytest.mark.parametrize(("text", "roles"), NUMBERED.values(), ids=NUMBERED)
def test_headings_with_numbers(text: str, roles: str) -> None:
    assert roles_in(with_numbered_headings(parts_of(text.replace("; ", "\n")))) == roles


def test_a_heading_with_a_number_says_why_it_is_one() -> None:
    *_, last = with_numbered_headings(parts_of("heading| Day 1\nheading| Day 2\nparagraph| Day 3"))
    assert last.decision.reasons == ("other headings have its words and other numbers",)


def parts_in(rows: str) -> str:
    """``h 1. Why?; p It rained.`` -> the text of parts, with the letters of their roles."""
    roles = {"h": "heading", "p": "paragraph", "i": "list_item", "q": "quotation", "k": "kicker"}
    return "\n\n".join(f"{roles[row[0]]}| {row[2:]}" for row in rows.split("; "))


def letters_of(roles: str) -> str:
    """The first letters of roles, those of items ``i``."""
    return " ".join("i" if role == "list_item" else role[0] for role in roles.split())


LONGEST = "Why " + "x" * 195  # 200 letters with the question mark behind it
QUESTIONS = {
    "two of three are headings": ("h 1. Why?; p So.; p 2. When?; p Now.; h 3. How?; p So.", "h p h p h p"),
    "one of three is": ("h 1. Why?; p So.; p 2. When?; p Now.; p 3. How?; p So.", "h p p p p p"),
    "two of four are": (
        "h 1. Why?; p So.; h 2. When?; p Now.; p 3. How?; p So.; p 4. Who?; p I.",
        "h p h p p p p p",
    ),
    "two questions": ("h 1. Why?; p So.; p 2. When?; p Now.", "h p p p"),
    "the answer stands below": ("h 1. Why?; p 9. Odd.; p So.; h 2. When?; p Now.; p 3. How?; p So.", "h p p h p p p"),
    "items are questions too": ("h 1. Why?; p So.; i 2. When?; p Now.; h 3. How?; p So.", "h p h p h p"),
    "a kicker is none": ("h 1. Why?; p So.; k 2. When?; p Now.; h 3. How?; p So.", "h p k p h p"),
    "they do not count up": ("h 1. Why?; p So.; p 2. When?; p Now.; h 4. How?; p So.", "h p p p h p"),
    "the first counts from no other": ("h 1. Why?; p So.; h 7. Why?; p So.; p 8. When?; p Now.; h 9. How?; p So.",
                                       "h p h p h p h p"),
    "the last has no answer": ("h 1. Why?; p So.; h 2. When?; p Now.; p 3. How?", "h p h p p"),
    "an item answers": ("h 1. Why?; p So.; p 2. When?; i Now.; h 3. How?; p So.", "h p p i h p"),
    "an answer has a number": ("h 1. Why?; p So.; p 2. When?; p 1. Now.; h 3. How?; p So.", "h p p p h p"),
    "no question": ("h 1. Why?; p So.; p 2. When; p Now.; h 3. How?; p So.", "h p p p h p"),
    "no number": ("h 1. Why?; p So.; p * When?; p Now.; h 3. How?; p So.", "h p p p h p"),
    "bullets": ("h * Why?; p So.; p * When?; p Now.; h * How?; p So.", "h p p p h p"),
    "one just short enough": (f"h 1. Why?; p So.; p 2. {LONGEST[:-3]}?; p Now.; h 3. How?; p So.", "h p h p h p"),
    "one too long": (f"h 1. Why?; p So.; p 2. {LONGEST[:-2]}?; p Now.; h 3. How?; p So.", "h p p p h p"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "roles"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_with_numbers(rows: str, roles: str) -> None:
    parts = parts_of(parts_in(rows))
    corrected = with_numbered_questions(parts)
    assert letters_of(roles_in(corrected)) == roles
    reasons = {part.decision.reasons for part, before in zip(corrected, parts, strict=True) if part != before}
    assert reasons <= {("most of the numbered questions are headings",)}


def test_two_questions_are_too_few() -> None:
    parts = parts_of(parts_in("h 1. Why?; p So.; h 2. When?; p Now."))
    assert with_numbered_questions(parts) == parts


LETTERED = {
    "two questions": ("p Q: Why?; p So.; p Q: When?; p Now.", "h p h p"),
    "two letters": ("p Q: Why?; p So.; p A: When?; p Now.", "p p p p"),
    "a quotation above a question answers none": ("q Yes.; p Q: Why?; h So; p And.; p Q: When?; p Now.", "q p h p p p"),
    "one question": ("p Q: Why?; p So.; p And so.", "p p p"),
    "answers with a letter": ("p Q: Why?; p A: So.; p Q: When?; p A: Now.", "p p p p"),
    "a heading and an item": ("h Q: Why?; p So.; i Q: When?; p Now.", "h p h p"),
    "a kicker is none": ("k Q: Why?; p So.; p Q: When?; p Now.", "k p p p"),
    "quotations and items answer": ("p Q: Why?; q So.; p Q: When?; i Now.", "h q h i"),
    "a heading answers none": ("p Q: Why?; h So; p Q: When?; p Now.", "p h p p"),
    "the last has no answer": ("p Q: Why?; p So.; p Q: When?", "p p p"),
    "half of them ask": ("p Q: Why?; p So.; p Q: Go on.; p Now.", "h p h p"),
    "a third of them asks": ("p Q: Why?; p So.; p Q: Go on.; p Now.; p Q: Yes.; p Now.", "p p p p p p"),
    "no colon": ("p Q. Why?; p So.; p Q. When?; p Now.", "p p p p"),
    "names": ("p Marta: Why?; p So.; p Marta: When?; p Now.", "p p p p"),
    "one just short enough": (f"p Q: {LONGEST[:-3]}?; p So.; p Q: When?; p Now.", "h p h p"),
    "one too long": (f"p Q: {LONGEST[:-2]}?; p So.; p Q: When?; p Now.", "p p p p"),
}


@pytest.mark.parametrize(("rows", "roles"), LETTERED.values(), ids=LETTERED)
def test_questions_behind_a_letter(rows: str, roles: str) -> None:
    parts = parts_of(parts_in(rows))
    corrected = with_lettered_questions(parts)
    assert letters_of(roles_in(corrected)) == roles
    reasons = {part.decision.reasons for part, before in zip(corrected, parts, strict=True) if part != before}
    assert reasons <= {("it is a question behind a letter, and the answers have none",)}


def test_where_someone_speaks_no_question_behind_a_letter_is_a_heading() -> None:
    parts = parts_of(parts_in("p Q: Why?; p So.; p Q: When?; p Now."))
    parts[1] = parts[1]._replace(speaker=2)
    assert with_lettered_questions(parts) == parts


MARKED = {
    "it stands alone": ("list_item| ■ The weir", "paragraph| It rained on the weir.", "heading"),
    "it ends a sentence": ("list_item| ■ It rained.", "paragraph| It rained on the weir.", "list_item"),
    "it has another mark": ("list_item| • The weir", "paragraph| It rained on the weir.", "list_item"),
    "another item": ("list_item| ■ The weir", "list_item| ■ The mill, where it rained.", "list_item"),
    "a shorter line below": ("list_item| ■ The weir", "paragraph| It did.", "list_item"),
}


@pytest.mark.parametrize(("text", "below", "role"), MARKED.values(), ids=MARKED)
def test_a_lone_line_behind_a_mark(text: str, below: str, role: str) -> None:
    parts = with_marked_headings(parts_of(f"headline| Rain\n\nparagraph| It rained.\n\n{text}\n\n{below}"))
    assert parts[2].decision.role == role
