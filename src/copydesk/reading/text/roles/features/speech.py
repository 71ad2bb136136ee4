"""Speech: who speaks, who asks, and whose words a piece is in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.locales.scripts import marks
from copydesk.reading.text.recognisers.marks import SENTENCE_ENDS, ends_strongly, first_letter
from copydesk.reading.text.recognisers.numbering import numbered
from copydesk.reading.text.recognisers.people.speaker_labels import Label, labelled, labels_of
from copydesk.reading.text.recognisers.people.speakers import is_time_and_name, names_alone
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.reading.text.roles.features.context import (
    ROLE,
    SPEAKER_NAME,
    Article,
    Findings,
    in_article,
    in_evidence,
)

_RARELY = 8  # pieces to each that speaks in the first person, at the least
_QUESTION_EACH = 5  # pieces to a question at the most, in an interview


class _Registers(NamedTuple):
    """What sentences end in, in the polite and in the plain form of a language."""

    polite: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _registers(locale: Locale) -> _Registers | None:
    """The registers of a language, None where its sentences do not end in them."""
    words = locale.body
    if not words.polite:
        return None
    polite, plain = alternatives(words.polite), alternatives(words.plain)
    none_polite = "".join(rf"(?<!{re.escape(word)})" for word in words.polite)  # those may end as plain ones do
    return _Registers(
        polite=re.compile(rf"(?:{polite})(?=[{SENTENCE_ENDS}」』”]|$)"),
        plain=re.compile(rf"(?:{plain}){none_polite}(?=[{marks('stops')}])"),
    )


ROLE.add(
    SPEAKER_NAME,
    "It is a name alone that comes again above what is said, or the time of a recording and a name.",
    __name__,
)


def with_speakers(article: Article) -> list[Findings]:
    """The findings, with the names of speakers above their words marked as such: they name no author."""
    texts, findings = article.texts, article.findings
    for index in names_alone(texts) | {index for index in article.timed if is_time_and_name(texts[index])}:
        names = (name for name in findings[index].names if name not in ("bare_names", "announced_names"))
        findings[index] = Findings((*names, SPEAKER_NAME))
    return findings


@in_article.any_of(
    speaker_label="It opens by telling who speaks: Q and a colon, a name that comes again, the time of a recording.",
)
def speaker_labels(article: Article) -> Iterator[tuple[int, str]]:
    texts = article.texts
    labels = labels_of(texts)
    indices_of = defaultdict(list)
    for index, label in labels.items():
        opens = any(name.startswith("opens_as") for name in article.contexts[index].findings.names)
        if label.has_colon and not label.has_dash and not opens:
            indices_of["" if label.is_letter else label.name].append(index)
    again = [
        index
        for indices in indices_of.values()
        if len(indices) > 1 and not _are_headings(texts, indices, labels)
        for index in indices
    ]
    at_times = [index for index in article.timed if SPEAKER_NAME not in article.contexts[index].findings.names]
    for index in sorted({*labelled(texts, labels, article.words.first_person), *again, *at_times}):
        yield index, "speaker_label"


def _are_headings(texts: Sequence[str], indices: Sequence[int], labels: Mapping[int, Label]) -> bool:
    """Whether most of these texts, each no sentence, stand between two and have a capital behind their label: so do
    headings, as in ``Focus: Open Data``, but not ``Good for: a rest``, nor ``Team: Ana Ruiz`` below a heading."""
    between = [index for index in indices if 0 < index < len(texts) - 1]
    headings = sum(
        ends_strongly(texts[index - 1])
        and ends_strongly(texts[index + 1])
        and not ends_strongly(texts[index])
        and not first_letter(texts[index][labels[index].end :].lstrip()).islower()
        for index in between
    )
    return headings * 2 > len(indices)


@in_article.any_of(opens_with_time="It opens with a time, as others do: that of a recording, a message or a day's log.")
def messages(article: Article) -> Iterator[tuple[int, str]]:
    for index in sorted(article.timed):
        yield index, "opens_with_time"


@in_article.any_of(numbered_heading="It is short and numbered, others are numbered on, and each has text below it.")
def numbered_headings(article: Article) -> Iterator[tuple[int, str]]:
    for index in numbered(article.texts):
        yield index, "numbered_heading"


@in_evidence.any_of(
    interview_question="It is one of three questions or more that are not long and that no question follows.",
    one_of_many_questions="The same, and a fifth of all pieces or more are such questions.",
)
def interview_questions(article: Article) -> Iterator[tuple[int, str]]:
    is_question = ["ends_in_question" in names for names in article.names]
    questions = [
        index
        for index, names in enumerate(article.names[:-1])
        if is_question[index] and not is_question[index + 1] and not {"long", "first", "second"} & set(names)
    ]
    for index in questions if len(questions) > 2 else ():
        yield index, "interview_question"
        if len(questions) * _QUESTION_EACH >= len(article.names):
            yield index, "one_of_many_questions"


@in_evidence.any_of(
    in_other_register="It is in the polite form of Japanese or Korean, and few are, among many in the plain form.",
)
def other_register(article: Article) -> Iterator[tuple[int, str]]:
    pieces = article.pieces
    registers = _registers(article.locales[0])
    if registers is None:
        return
    counts = [(len(registers.polite.findall(piece.text)), len(registers.plain.findall(piece.text))) for piece in pieces]
    plain = sum(many > polite for polite, many in counts)
    speaks = [index for index, (polite, many) in enumerate(counts) if polite > 1 and not many]
    for index in speaks if plain >= 3 and len(speaks) * 3 <= plain else ():
        if not {"quote_begins", "first", "second"} & set(article.names[index]):
            yield index, "in_other_register"


@in_article.any_of(
    first_person_unlike_others="It is in the first person, quotations aside, and so is one piece in eight at the most.",
)
def other_voice(article: Article) -> Iterator[tuple[int, str]]:
    speaks = [index for index, does in enumerate(article.speaks) if does]
    if len(speaks) * _RARELY <= len(article.pieces):
        yield from ((index, "first_person_unlike_others") for index in speaks)
