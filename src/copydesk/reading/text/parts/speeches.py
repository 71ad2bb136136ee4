"""Which parts of a text are speeches: who speaks is named before the words or on a line above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile

from copydesk.locales import Locale
from copydesk.reading.role import Role
from copydesk.reading.text.parts import Part, with_role
from copydesk.reading.text.recognisers.marks import COLONS, MARKER, QUESTIONS, ends_strongly, in_brackets
from copydesk.reading.text.recognisers.people.speaker_labels import (
    alternate,
    are_names,
    converse,
    label_of,
    labelled,
    labels_of,
)
from copydesk.reading.text.recognisers.people.speakers import bare_name, is_time_and_name, without_time
from copydesk.reading.text.roles.features import SPEAKER_NAME
from copydesk.reading.text.roles.features.vocabulary import vocabulary

_WORDS: frozenset[Role] = frozenset({"paragraph", "quotation", "list_item", "verse_line"})
_SURE = 0.9
_FEWEST_APART = 2  # speeches below the first that have a blank line above
_LONGEST_QUESTION = 200  # characters of one that stands alone
_NAMES_SPEAKER = "it tells who speaks, as others do"


def with_speeches(parts: list[Part], locales: tuple[Locale, ...]) -> list[Part]:
    """The parts, those that open a speech with the end of the speaker's name, and those that continue one marked as
    such.

    The paragraph below a name on a line of its own belongs to it. Others without a name continue a speech only in a
    transcript, between two speeches: elsewhere the text may go on. What stands right below a speech goes on with it
    where blank lines separate the speeches.
    """
    openings = _openings(parts, vocabulary(locales).first_person)
    if not openings:
        return parts
    goes_on = _is_transcript(parts, openings)
    last = max(openings)
    apart = _stand_apart(parts, openings)
    askers = _askers(parts, openings)
    speaker = ""
    result: list[Part] = []
    within = False  # a speech that the part may continue
    for index, part in enumerate(parts):
        if index in openings:
            result.append(_opening(part, openings[index]))
            speaker = _name(part.piece.text[: openings[index]])
            within = True
        elif within and (
            _is_said_below(result[-1], part)
            or (apart and _is_of_block(part))
            or (goes_on and index < last and _may_continue(part) and not _asks(part, speaker, askers))
        ):
            result.append(_spoken(part))
        else:
            aside = part.decision.role == "heading" and min(openings) < index < last and _is_aside(part)
            result.append(with_role(part, "paragraph") if aside else part)
            within = False
    return result


def _openings(parts: Sequence[Part], first_person: AbstractSet[str]) -> dict[int, int]:
    """Where the speaker's name ends in the text of each part that opens a speech, by their indices."""
    texts = [
        part.piece.text if _may_open(part) or (not index and _may_open_all(part)) else ""
        for index, part in enumerate(parts)
    ]
    openings = {index: label.end for index, label in labelled(texts, labels_of(texts), first_person).items()}
    above = [
        index
        for index, (part, below) in enumerate(pairwise(parts))
        if SPEAKER_NAME in part.decision.findings.names
        and part.decision.role in ("heading", "paragraph")
        and SPEAKER_NAME not in below.decision.findings.names
        and (_may_be_spoken(below) or _is_short_speech(below))
    ]
    if _are_speakers(parts, above, first_person):
        openings |= {index: len(parts[index].piece.text) for index in above}
    return openings | _cues(parts, openings)


def _cues(parts: Sequence[Part], openings: Mapping[int, int]) -> dict[int, int]:
    """The ends of names in capitals alone on their lines, right above other words, that open speeches elsewhere:
    ``MORAG`` beside ``MORAG: Come in.``"""
    names = {_name(parts[index].piece.text[:end]) for index, end in openings.items()}
    return {
        index: len(part.piece.text)
        for index, (part, below) in enumerate(pairwise(parts))
        if index not in openings
        and part.piece.text.isupper()
        and part.decision.role in ("heading", "paragraph")
        and not below.piece.lines[0].gap
        and _name(part.piece.text) in names
        and _name(below.piece.text) not in names
    }


def _are_speakers(parts: Sequence[Part], above: Sequence[int], first_person: AbstractSet[str]) -> bool:
    """Whether the lines of these indices name who says what stands below them, and are no headings that come again."""
    names = [_name(parts[index].piece.text) for index in above]
    if any(is_time_and_name(parts[index].piece.text) for index in above):
        return True
    return (
        len(set(names)) > 1
        and alternate(names)
        and are_names(names, [part.piece.text for part in parts])
        and converse([_said(parts, index + 1) for index in above], first_person)
    )


def _said(parts: Sequence[Part], first: int) -> str:
    """What is said in a part, or in all the lines of verse that begin with it."""
    if parts[first].decision.role != "verse_line":
        return parts[first].piece.text
    verses = takewhile(lambda part: part.decision.role == "verse_line", parts[first:])
    return "\n".join(part.piece.text for part in verses)


def _name(text: str) -> str:
    """A speaker's name, by which one is known from another."""
    return bare_name(without_time(text)).rstrip(f" {COLONS}.").casefold()


def _may_open(part: Part) -> bool:
    announces = any(name.startswith("opens_as") for name in part.decision.findings.names)
    return (_may_be_spoken(part) or part.decision.role == "heading") and not announces


def _may_open_all(part: Part) -> bool:
    """Whether what stands above all else, and seems to be the headline, may be the first speech: a letter or a name in
    capitals opens it."""
    label = label_of(part.piece.text) if part.decision.role == "headline" else None
    return label is not None and label.has_colon and (label.is_letter or label.is_capital)


def _may_be_spoken(part: Part) -> bool:
    return part.decision.role in _WORDS and not part.piece.lines[0].depth


def _is_short_speech(part: Part) -> bool:
    """Whether a part below a name seems to be a heading, but ends as a sentence does: ``Is it gone?``"""
    return part.decision.role == "heading" and ends_strongly(part.piece.text)


def _is_transcript(parts: Sequence[Part], openings: dict[int, int]) -> bool:
    """Whether the text is speeches through and through: they are most of the paragraphs from the first to the last, and
    names come again and alternate, or all of them bear the time of a message."""
    first, last = min(openings), max(openings)
    between = [
        part for index, part in enumerate(parts[first:last], first) if not _names_only(part, openings.get(index))
    ]
    names = [_name(parts[index].piece.text[:end]) for index, end in sorted(openings.items())]
    labels = [parts[index].piece.text[:end] for index, end in openings.items()]
    turns = alternate(names) or all(without_time(label) != label for label in labels)
    return len(openings) * 2 >= len(between) and 1 < len(set(names)) < len(names) and turns


def _is_said_below(above: Part, part: Part) -> bool:
    """Whether a part is what a name on the line above it speaks, or a further line or item of that."""
    if _is_name_alone(above) and _is_short_speech(part):
        return True
    if not _may_be_spoken(part):
        return False
    alike = above.is_spoken and above.decision.role == part.decision.role != "paragraph"
    return _is_name_alone(above) or (alike and not part.piece.lines[0].gap)


def _stand_apart(parts: Sequence[Part], openings: Mapping[int, int]) -> bool:
    """Whether a blank line stands above each of several speeches, so that what has none above it goes on with one."""
    later = sorted(openings)[1:]
    return len(later) >= _FEWEST_APART and all(parts[index].piece.lines[0].gap for index in later)


def _is_of_block(part: Part) -> bool:
    """Whether a part stands right below a line of a speech: ``(Pause.)`` and what is said behind it."""
    line = part.piece.lines[0]
    return not (line.gap or line.cut or line.depth) and part.decision.role in (*_WORDS, "heading")


def _askers(parts: Sequence[Part], openings: Mapping[int, int]) -> frozenset[str]:
    """The one speaker of two who asks; none where both do, or neither."""
    asked: Counter[str] = Counter()
    speeches: Counter[str] = Counter()
    for index, end in openings.items():
        name = _name(parts[index].piece.text[:end])
        speeches[name] += 1
        asked[name] += parts[index].piece.text[-1] in QUESTIONS
    askers = frozenset(name for name in speeches if asked[name] * 2 >= speeches[name])
    return askers if len(speeches) == 2 and len(askers) == 1 else frozenset()


def _asks(part: Part, speaker: str, askers: AbstractSet[str]) -> bool:
    """Whether a part without a name is but a question below what another than the one who asks has said."""
    text = part.piece.text
    return bool(askers) and speaker not in askers and text[-1] in QUESTIONS and len(text) <= _LONGEST_QUESTION


def _may_continue(part: Part) -> bool:
    """Whether a part may be a further paragraph of a speech: what is set off from the text is none."""
    text = part.piece.text
    in_text = part.decision.role == "paragraph" and not part.piece.lines[0].depth
    return in_text and not _is_aside(part) and without_time(text) == text


def _is_aside(part: Part) -> bool:
    """Whether a part stands in brackets, as what happens between the words does: ``(Laughter.)``"""
    return in_brackets(part.piece.text)


def _names_only(part: Part, end: int | None) -> bool:
    return end == len(part.piece.text)


def _is_name_alone(part: Part) -> bool:
    return part.speaker == len(part.piece.text)


def _opening(part: Part, end: int) -> Part:
    return _decided(part, "paragraph", _NAMES_SPEAKER)._replace(speaker=end)


def _decided(part: Part, role: Role, reason: str) -> Part:
    confidence = max(part.decision.confidence, _SURE)
    decision = part.decision._replace(role=role, confidence=confidence, reasons=(reason,), second=None)
    return part._replace(decision=decision)


def _spoken(part: Part) -> Part:
    """A part of a speech. Without a mark of a list it is a paragraph, and so is what a quotation or a heading seemed to
    be."""
    if part.decision.role in ("quotation", "heading") or (
        part.decision.role == "list_item" and not MARKER.match(part.piece.text)
    ):
        part = with_role(part, "paragraph")
    return part._replace(is_spoken=True)
