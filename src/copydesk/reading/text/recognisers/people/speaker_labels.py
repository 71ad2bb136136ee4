"""Speakers who are named before their words on the same line: ``Q: Was it cold?``, ``THE CHAIRMAN. Order.``"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.locales import every_locale
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.extent import WORD, words_of
from copydesk.reading.text.recognisers.marks import COLONS, DASHES, QUESTIONS, ends_strongly
from copydesk.reading.text.recognisers.people.speakers import STAMP, may_be_name

_LABEL = pattern(
    rf"[*_]{{0,3}}(?P<dash>[-{DASHES}]\s+)?[*_]{{0,3}}(?:(?P<time>{STAMP})\s+)?"
    r"(?P<name>(?P<title>[^\W\d_]{1,4}\.\s(?=[^\W\d_]))?[^\W\d_][^\n:;,?!()\[\]<>\"“”„«»*_]{0,49}?)"
    rf"(?:\s?[(\[][^()\[\]]{{1,60}}[)\]])?(?:\s+{STAMP})?[*_]{{0,3}}\s?"
    rf"(?P<mark>[{COLONS}]|\.(?:\s?(?:[{DASHES}]|--?))?|[{DASHES}]|--)[*_]{{0,3}}"
)
_SPACED = re.compile(r"(?P<name>[^\W\d_])(?: {2,}|\t+)(?=\S)")
"""A letter with a wide gap behind it, as transcripts of courts have it: ``Q     Did you``."""

_NICKNAME = pattern(rf"(?:(?P<time>{STAMP})\s+)?<(?P<name>[^<>\s/@.:]{{1,30}})>(?=\s)")
_MAY_BE_IN_CAPITALS = re.compile(r"[\W\d_]*(?:\w{1,5}\.?\s+)?[^a-z]{2}")
"""The beginning of every label without a colon: letters or capitals, perhaps behind a title such as Mr."""

_MAY_END = re.compile(rf"[^\n;,?!(\[\"“”„«»{COLONS}{DASHES}.-]{{0,80}}[(\[{COLONS}{DASHES}.-]")
"""The beginning of every label: no other mark that parts a sentence stands before its own."""

_MAY_END_IN_COLON = re.compile(rf"[^\n;,?!(\[\"“”„«»{COLONS}]*[(\[{COLONS}]")

_DIRECTION = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]\s+\S")
_TITLE = re.compile(r"[^\W\d_]{1,4}\.\s+|\w{2,3}\s+")
_NUMBERED = re.compile(r"(?<=[^\W\d_]) \d{1,2}$")
_LONGEST = 300  # characters of a label, with white space in it
_FEWEST = 3  # pieces with names, of which one comes again
_FEWEST_REPLIES = 4  # pieces with names in capitals, each of which comes once
_FEWEST_STAMPED = 3  # pieces that open with a time and a name
_NEAR = 6  # pieces from the first and the last question or answer in which others speak
_FURTHEST = 3  # pieces from one such reply to the next


class Label(NamedTuple):
    """Who speaks, without regard to case, where the label ends in the text, and how it is written."""

    name: str
    end: int
    is_letter: bool
    """Whether it is a letter that stands for a speaker, as in ``Q: ``."""
    is_capital: bool
    has_colon: bool
    has_dash: bool = False
    """Whether a dash stands before it, as before an item of a list."""
    is_timed: bool = False


def label_of(text: str) -> Label | None:
    """The label that a text may open with, if words stand behind it."""
    opening = text[:_LONGEST]
    if "<" in opening and (match := _NICKNAME.match(text)):
        timed = bool(match["time"])
        return Label(match["name"].casefold(), match.end(), False, False, has_colon=True, is_timed=timed)
    if spaced := _spaced_letter(text):
        return spaced
    if not (_MAY_END.match(opening) and (_MAY_END_IN_COLON.match(opening) or _MAY_BE_IN_CAPITALS.match(text))):
        return None
    match = _LABEL.match(text)
    label = _label(match) if match else None
    if label is None and match and match["title"]:  # it may be a name by itself: ``Q. What``
        match = _untitled().match(text)
        label = _label(match) if match else None
    return label


def _spaced_letter(text: str) -> Label | None:
    match = _SPACED.match(text) if text[1:2] in (" ", "\t") else None
    if match is None or not match["name"].isupper() or match["name"].casefold() not in _letters():
        return None
    return Label(match["name"].casefold(), match.end(), is_letter=True, is_capital=False, has_colon=False)


def spaced_letters(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that letters for question and answer open, by turns, with a wide gap behind each."""
    labels = {index: label for index, text in enumerate(texts) if (label := _spaced_letter(text))}
    return frozenset(labels) if _are_questions_and_answers(list(labels.values())) else frozenset()


@cache
def _untitled() -> re.Pattern[str]:
    return re.compile(_LABEL.pattern.replace("(?P<title>", "(?P<title>(?!)"))


def _label(match: re.Match[str]) -> Label | None:
    """The label that was matched, None if it cannot be one before the words that follow it."""
    name, mark, following = match["name"].strip(), match["mark"], match.string[match.end() : match.end() + 1]
    if not match.string[match.end() :].strip() or (match["title"] or "").strip(". ").casefold() in _letters():
        return None
    is_letter = name.upper() == name and name.casefold() in _letters()
    if mark[0] == "." and name.casefold().rsplit(maxsplit=1)[-1] in _titles():
        return None
    bare = _TITLE.sub("", name, count=1)
    is_capital = bare.isupper() and sum(map(str.isalpha, bare)) > 1
    has_colon = mark in COLONS
    if has_colon and mark == ":" and not following[0].isspace():
        return None
    if not has_colon and (not (is_letter or is_capital) or (mark == "." and not following[0].isspace())):
        return None
    may_be = may_be_name(_NUMBERED.sub("", name).rstrip(".")) or (match["time"] and " " not in name)
    if not is_letter and not may_be:
        return None
    return Label(
        name.casefold(),
        match.end(),
        is_letter,
        is_capital,
        has_colon,
        has_dash=bool(match["dash"]),
        is_timed=bool(match["time"]),
    )


@cache
def _letters() -> frozenset[str]:
    """The letters and words that stand for a speaker in any language."""
    return frozenset(word.casefold().rstrip(".") for locale in every_locale() for word in locale.body.speakers)


@cache
def _titles() -> frozenset[str]:
    """What stands before a name in any language: ``mr``."""
    return frozenset(title for locale in every_locale() for title in locale.names.titles)


def labels_of(texts: Iterable[str]) -> dict[int, Label]:
    """The labels that texts may open with, by the indices of the texts."""
    return {index: label for index, text in enumerate(texts) if (label := label_of(text))}


def labelled(texts: Sequence[str], labels: Mapping[int, Label], first_person: AbstractSet[str]) -> Mapping[int, Label]:
    """Those of the labels of texts that open speeches, by their indices.

    A name and a mark may be the name of anything, as in ``Note: ...``. They name speakers where they are letters for
    question and answer, or where names come again and alternate above sentences of which some ask or are in the first
    person; or, in capitals, where each of several comes once and answers in the first person.
    """
    if questioned := asked_in_court(labels):
        return questioned
    messages = {index: label for index, label in labels.items() if label.is_timed and label.has_colon}
    if len(messages) >= _FEWEST_STAMPED and len({label.name for label in messages.values()}) < len(messages):
        return messages
    again = [index for index, count in _counts(labels).items() if count > 1]
    if not again:
        return _replies(texts, labels, first_person)
    manners = {(labels[index].is_capital, labels[index].has_colon) for index in again}
    run = {
        index: label
        for index, label in labels.items()
        if index in again or (again[0] < index < again[-1] and (label.is_capital, label.has_colon) in manners)
    }
    run |= {
        index: labels[index]
        for index in (again[0] - 1, again[-1] + 1)
        if index in labels and index not in run and converse([texts[index][labels[index].end :]], first_person)
    }
    said = {index: text[run[index].end :] if index in run else text for index, text in enumerate(texts)}
    names = [run[index].name for index in sorted(run)]
    several = len(set(names)) > 1
    turns = alternate(names) if several else " " in names[0]
    if len(run) < _FEWEST or not turns or not are_names(names, said.values()):
        return {}
    return run if converse([said[index] for index in run], first_person, alone=not several) else {}


def asked_in_court(labels: Mapping[int, Label]) -> dict[int, Label]:
    """Those of the labels that are letters for question and answer, and those of others who speak near them; none where
    the letters are no such."""
    lettered = {index: label for index, label in labels.items() if label.is_letter}
    if not lettered:
        return {}
    others = _others_in_court(labels, lettered)
    letters = list(lettered.values())
    return lettered | others if _are_questions_and_answers(letters, amid_others=bool(others)) else {}


def _counts(labels: Mapping[int, Label]) -> dict[int, int]:
    counts = Counter(label.name for label in labels.values())
    return {index: counts[label.name] for index, label in labels.items()}


def _are_questions_and_answers(labels: Sequence[Label], *, amid_others: bool = False) -> bool:
    """Whether letters stand for two speakers: those before a stop, which also number items, must alternate. Most of
    them do ``amid_others``, who may speak between two questions, where no list counts from one letter to the other."""
    names = [label.name for label in labels]
    if all(label.has_colon for label in labels):
        return len(set(names)) > 1
    if len(names) <= _FEWEST or len(set(names)) != 2:
        return False
    first, second = sorted(set(names))
    if amid_others and ord(second[0]) - ord(first[0]) > 1:
        return alternate(names)
    return all(one != other for one, other in pairwise(names))


def _others_in_court(labels: Mapping[int, Label], lettered: Mapping[int, Label]) -> dict[int, Label]:
    """The names in capitals and a colon near questions and answers marked with letters: ``MR. LANE:``, ``THE COURT:``.
    They are several, or come again."""
    others = {index: label for index, label in labels.items() if label.is_capital and label.has_colon}
    near = {index: label for index, label in others.items() if min(lettered) - _NEAR <= index <= max(lettered) + _NEAR}
    return near if len(near) > 1 else {}


def _replies(texts: Sequence[str], labels: Mapping[int, Label], first_person: AbstractSet[str]) -> dict[int, Label]:
    """The labels in capitals of several who each answer once, close to one another."""
    replies = {index: label for index, label in labels.items() if label.is_capital and label.has_colon}
    close = all(after - before <= _FURTHEST for before, after in pairwise(replies))
    if len(replies) < _FEWEST_REPLIES or not close:
        return {}
    said = [texts[index][label.end :] for index, label in replies.items()]
    return replies if converse(said, first_person) else {}


def are_names(names: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether half of the names or more have a word that does not stand in small letters elsewhere, as ``Examples`` and
    ``By car`` do. ``names`` are without regard to case."""
    small = {word for text in texts for word in WORD.findall(text) if word[0].islower()}
    distinct = set(names)

    def proper_word(word: str) -> bool:
        return word not in small and (len(word) > 1 or not word[0].islower())

    proper = [name for name in distinct if any(map(proper_word, WORD.findall(name)))]
    return len(proper) * 2 >= len(distinct)


def alternate(names: Sequence[str]) -> bool:
    """Whether most names differ from the one before."""
    differ = sum(before != after for before, after in pairwise(names))
    return differ * 5 >= (len(names) - 1) * 3


def converse(said: Sequence[str], first_person: AbstractSet[str], *, alone: bool = False) -> bool:
    """Whether texts are what people say to one another: nearly all end as sentences do, and a quarter, or half of them
    where one person speaks ``alone``, ask, are in the first person, or open with a direction in brackets as in
    plays."""
    ends = sum(map(ends_strongly, said))
    personal = sum(_is_personal(text, first_person) for text in said)
    return ends * 4 >= len(said) * 3 and personal * (2 if alone else 4) >= len(said)


def _is_personal(text: str, first_person: AbstractSet[str]) -> bool:
    return (
        any(mark in text for mark in QUESTIONS)
        or _DIRECTION.match(text) is not None
        or any(word in first_person for word in words_of(text))
    )
