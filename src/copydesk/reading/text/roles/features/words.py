"""Words: the cue words of its languages that it opens with or holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.dates.datelines import find_dateline
from copydesk.reading.text.recognisers.extent import LONG, words_of
from copydesk.reading.text.recognisers.marks import COLONS, QUESTIONS, ends_strongly
from copydesk.reading.text.recognisers.people.eastern_bylines import tells_of_author
from copydesk.reading.text.roles.features.context import Context, in_piece, in_words
from copydesk.reading.text.roles.features.names import is_of_picture

_BODY_BEGINS = 2  # pieces from the top that are no foot, however short an article is
_FOOT_REACH = 5  # pieces from the end that may be foot
_LONGEST_BIO = 400  # letters
_LONGEST_SERIES = 40  # characters
_LONGEST_SECTION = 50  # letters
_MOST_DOUBTFUL = 2  # words such as *Contact* or *Write to* that may open any sentence
_FEWEST_WORDS = 6  # of a sentence that tells of something
_SAMPLE = 400  # characters that show whether a piece is in the first person
_NAME_FIRST = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}(?:,| (?:[—–-] )?[^\WA-Z\d_])")
_PARTING = "|/•·›>"  # Technology | Companies
_PARTED = pattern(rf"\s*[{_PARTING}]\s*")
_SPORT = re.compile(r"[^\W\d_a-z]{3}[^\Wa-z ]*(?: [^\Wa-z ]+){0,3} \| [\w .'’&-]{3,40}")  # RUGBY UNION | Premiership


@in_words.any_of(
    opens_as_contact="A word such as Contact opens it, and it is no sentence that tells of something else.",
    opens_as_rights="A word such as Copyright opens it, or its sign before a year.",
    opens_as_related="A word such as Read more opens it, and something follows.",
    opens_as_correction="A word such as Correction opens it, or an editor's note that holds one.",
    opens_as_editors_note="Words such as Editor's note open it, and it corrects nothing.",
    opens_as_caption="A word such as Photo opens it, or it is the credit of a picture below the head.",
    opens_as_release="Words such as Press release open it.",
)
def openings(here: Context) -> Iterator[str]:
    text, words = here.text, here.article.words
    if is_of_picture(here) and not words.openings["opens_as_caption"].match(text) and not attribution_start(text):
        yield "opens_as_caption"
    for name, opening in words.openings.items():
        match = opening.match(text)
        if not match:
            continue
        if name == "opens_as_contact" and _tells_of_others(here, match.end()):
            continue
        if name == "opens_as_related" and not _points_elsewhere(text, match.end()):
            continue
        if name == "opens_as_editors_note" and words.corrects.search(text[:LONG]):
            if not words.openings["opens_as_correction"].match(text):
                yield "opens_as_correction"
            continue
        yield name


@in_words.feature
def common_heading(here: Context) -> bool:
    """It is the name that many articles have for a part of theirs, such as Introduction, and below the first piece."""
    return here.index > 0 and here.size <= _LONGEST_SECTION and here.article.words.is_common_heading(here.text)


def _tells_of_others(here: Context, end: int) -> bool:
    """Whether a sentence that opens with a word such as Contact, which ends there, says nothing of where to reach whom:
    it holds no address, no figure, no colon and nobody in the first person, and nothing of the kind follows. ``Follow
    the stairs to the top.``"""
    text, first_person = here.text, here.article.words.first_person
    below = here.after.text if here.after else ""
    known = len(text[:end].split()) > _MOST_DOUBTFUL or text[-1] in QUESTIONS
    if known or not ends_strongly(text) or not first_person or " " not in text:
        return False
    if any(character.isdigit() or character in f"@/{COLONS}" for character in f"{text} {below}"):
        return False
    return len(text.split()) >= _FEWEST_WORDS and first_person.isdisjoint(words_of(text))


def _points_elsewhere(text: str, end: int) -> bool:
    """Whether words such as Read more, which end there, point to an article: something follows, and a mark stands
    between, or all is no sentence or has a link. ``Further reading`` alone is a heading, ``Read more books, he said.``
    is text."""
    marked = text[end:].lstrip()[:1] in (*COLONS, *"—–-|»>→")
    linked = "](" in text or "://" in text or "www." in text
    return any(map(str.isalnum, text[end:])) and (marked or linked or not ends_strongly(text))


@in_words.one_of(
    names_section="Near the top, it is the name of a section, such as Sport, or of two.",
    names_sport="It comes first: a sport in capitals, a bar, and a competition.",
    part_of_series="Near the top, it says which part of a series this is.",
)
def section(here: Context) -> str:
    if here.index >= HEAD_PIECES:
        return ""
    label, words = here.text.casefold().strip(" :|/"), here.article.words
    parts = _PARTED.split(label) if any(mark in label for mark in _PARTING) else [label]
    if words.sections.intersection(parts) and (len(parts) == 1 or all(part.count(" ") < 2 for part in parts)):
        return "names_section"
    if not here.index and _SPORT.fullmatch(here.text):
        return "names_sport"
    return "part_of_series" if len(label) <= _LONGEST_SERIES and words.is_of_series(label) else ""


@in_words.feature
def opens_with_place(here: Context) -> bool:
    """Near the top, a dateline opens it: LISBON (Reuters) and a dash."""
    return here.index < HEAD_PIECES and bool(find_dateline(here.text))


@in_words.feature
def says_who_someone_is(here: Context) -> bool:
    """A name and words such as is a writer open it; in eastern languages, near the end, it describes its author."""
    if here.size >= _LONGEST_BIO:
        return False
    if here.article.words.bio.match(here.text):
        return True
    return _may_be_foot(here) and tells_of_author(here.text, here.article.locales[0])


@in_words.feature
def opens_as_bio(here: Context) -> bool:
    """Near the end, words such as About the author open it."""
    return here.size < _LONGEST_BIO and _may_be_foot(here) and here.article.words.about.match(here.text) is not None


@in_words.feature
def opens_with_name_at_end(here: Context) -> bool:
    """It is one of the last three, and a name of two words or more opens it."""
    return here.size < _LONGEST_BIO and _may_be_foot(here, 3) and _NAME_FIRST.match(here.text) is not None


def _may_be_foot(here: Context, reach: int = _FOOT_REACH) -> bool:
    from_end = here.from_end if here.index >= _BODY_BEGINS else here.article.last + 1
    return from_end <= reach


@in_piece.feature
def first_person(here: Context) -> bool:
    """Two words or more near its beginning are of the first person: I, our."""
    words = here.article.words.first_person
    return sum([word.strip(",.;:!?\"'“”") in words for word in here.text[:_SAMPLE].casefold().split()]) >= 2
