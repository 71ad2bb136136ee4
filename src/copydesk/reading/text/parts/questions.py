"""Questions of an interview, each above its answer, perhaps with a number or a letter: they are headings together, or
none is."""

from __future__ import annotations

from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.markers import goes_on, read_marker
from copydesk.reading.text.recognisers.marks import QUESTIONS
from copydesk.reading.text.recognisers.people.speaker_labels import labels_of

_FEWEST = 3  # questions that count up
_LONGEST = 200  # letters
_NUMBERED = "most of the numbered questions are headings"
_LETTERED = "it is a question behind a letter, and the answers have none"
_ALIKE = "most of the questions that stand above answers are headings"
_UNLIKE = "most of the questions that stand above answers are paragraphs"
_MOST_ANSWERS = 3  # parts of an answer, on the average
_ANSWERS: frozenset[Role] = frozenset({"paragraph", "quotation", "list_item"})
_MAY_BE: frozenset[Role] = frozenset({"heading", "paragraph", "list_item"})


def with_numbered_questions(parts: list[Part]) -> list[Part]:
    """The parts, with headings for all numbered questions where most of them are headings: they count up, and a
    paragraph without a number stands below each."""
    asked = [index for index in range(len(parts) - 1) if _asks(parts, index)]
    markers = {index: read_marker(parts[index].piece.text) for index in asked}
    runs: list[list[int]] = []
    for index in asked:
        marker, above = markers[index], markers[runs[-1][-1]] if runs else None
        if marker and above and goes_on(above, marker):
            runs[-1].append(index)
        else:
            runs.append([index])
    alike = {
        index
        for run in runs
        if len(run) >= _FEWEST and 2 * sum(parts[each].decision.role == "heading" for each in run) > len(run)
        for index in run
    }
    return [with_role(part, "heading", _NUMBERED) if index in alike else part for index, part in enumerate(parts)]


def with_questions_alike(parts: list[Part]) -> list[Part]:
    """The parts of an interview whose questions have no marks, with one role for all questions, that of most. It is an
    interview if most of the text from the first question on is questions by turns with short answers."""
    asked = [index for index in range(1, len(parts) - 1) if _asks_alone(parts, index)]
    headings = sum(parts[index].decision.role == "heading" for index in asked)
    if len(asked) < _FEWEST or headings in (0, len(asked)) or len(parts) - asked[0] > (_MOST_ANSWERS + 1) * len(asked):
        return parts
    role: Role
    role, reason = ("heading", _ALIKE) if 2 * headings >= len(asked) else ("paragraph", _UNLIKE)
    return [
        with_role(part, role, reason) if index in asked and part.decision.role != role else part
        for index, part in enumerate(parts)
    ]


def _asks_alone(parts: list[Part], index: int) -> bool:
    """Whether a part is nothing but a question that stands apart, with a paragraph below it that is none."""
    part, below = parts[index], parts[index + 1]
    text = part.piece.text
    if part.decision.role not in ("heading", "paragraph") or text[-1] not in QUESTIONS or extent(text) > _LONGEST:
        return False
    first, answer = part.piece.lines[0], below.piece.lines[0]
    bold = first.typeset is not None and first.typeset.bold and not (answer.typeset and answer.typeset.bold)
    apart = (first.gap > 0 or bold) and part.speaker is None and read_marker(text) is None
    return apart and below.decision.role == "paragraph" and below.piece.text[-1] not in QUESTIONS


def with_lettered_questions(parts: list[Part]) -> list[Part]:
    """The parts, with headings for all questions behind a letter, as in ``Q: When?``, where no letter stands before the
    answers and nobody else speaks: it is one who is asked."""
    labels = labels_of(part.piece.text if part.decision.role in _MAY_BE else "" for part in parts)
    asked = {index: label for index, label in labels.items() if label.is_letter and label.has_colon}
    if len(asked) < 2 or len({label.name for label in asked.values()}) > 1 or any(part.speaker for part in parts):
        return parts
    answered = all(index + 1 < len(parts) and parts[index + 1].decision.role in _ANSWERS for index in asked)
    texts = [parts[index].piece.text for index in asked]
    mostly_ask = sum(text[-1] in QUESTIONS for text in texts) * 2 >= len(texts)
    if not answered or not mostly_ask or any(extent(text) > _LONGEST for text in texts):
        return parts
    return [with_role(part, "heading", _LETTERED) if index in asked else part for index, part in enumerate(parts)]


def _asks(parts: list[Part], index: int) -> bool:
    part, below = parts[index], parts[index + 1]
    text = part.piece.text
    if part.decision.role not in _MAY_BE or text[-1] not in QUESTIONS or extent(text) > _LONGEST:
        return False
    answered = below.decision.role == "paragraph" and not read_marker(below.piece.text)
    marker = read_marker(text)
    return answered and marker is not None and marker.number is not None
