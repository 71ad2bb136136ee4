"""Likeness: what a piece has in common with the others of its article that may be headings, and where it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.extent import SHORT
from copydesk.reading.text.roles.features.context import Article, Context, in_evidence, in_first_person, in_piece

_LONGEST_HEADING = 140  # letters
_LONGER_BELOW = 1.3  # times the letters of a heading that the text below it has at the least
_SHORTEST_TEXT = 60  # letters of a piece that is text, and shows how paragraphs end
_MOST = 0.8  # of the paragraphs that end as sentences do
_FEW = 3
_LONG = 8  # spaces of a heading that is as long as a sentence
_SENTENCE = ("ends_in_stop", "ends_in_shout")
_YEAR_AND_NAME = pattern(r"\d{4}.*\((?:[^\W\d_][\w.’'-]*[ ,/]*){2,5}\)$")


class _Look(NamedTuple):
    """What the headings of an article have in common: letters, the end, and the blank lines around."""

    capitals: bool
    end: str
    numbered: bool
    wide_gap: bool
    joined_below: bool


def _look(here: Context, names: Sequence[str]) -> _Look:
    """How a piece looks. A line that is joined to the one below is another kind of heading than one above a gap."""
    end = here.end if here.end != "ends_in_shout" else "ends_in_stop"
    return _Look("capitals" in names, end, "numbered" in names, here.piece.lines[0].gap > 1, "no_gap_after" in names)


def _stands_above_text(here: Context) -> bool:
    """Whether a piece may be a heading by its length and by the longer text below it."""
    below = here.after
    if below is None or here.size > _LONGEST_HEADING or len(here.piece.lines) > 3:
        return False
    return below.size >= _LONGER_BELOW * here.size and below.size > _SHORTEST_TEXT and not below.first.islower()


@in_evidence.any_of(
    like_one_above_text="It stands above longer text, in capitals or without a full stop, and one looks like it.",
    like_others_above_text="The same, and two others or more look like it.",
    unlike_others_above_text="It stands above longer text; no other that does looks like it, and two are alike.",
    only_one_above_text="Of the pieces behind the head it is the only one above longer text without a full stop.",
    questions_alone="It is a question above longer text, one of two at the most; nothing else there has no full stop.",
)
def above_text(article: Article) -> Iterator[tuple[int, str]]:
    """What may be a heading, beside the others of its article: headings look alike."""
    looks = {
        here.index: _look(here, article.names[here.index])
        for here in article.contexts
        if here.index and here.marker is None and here.end != "ends_in_comma" and _stands_above_text(here)
    }
    counts = Counter(looks.values())
    commonest = max((count for look, count in counts.items() if look.end not in _SENTENCE), default=0)
    behind_head = {index: look for index, look in looks.items() if "past_the_head" in article.names[index]}
    open_ones = [index for index, look in behind_head.items() if look.end not in _SENTENCE]
    questions = [index for index, look in behind_head.items() if look.end == "ends_in_question"]
    for index, look in looks.items():
        likened = look.capitals or look.end not in _SENTENCE
        if likened and counts[look] > 2:
            yield index, "like_others_above_text"
        elif likened and counts[look] == 2:
            yield index, "like_one_above_text"
        elif commonest > 1 and not look.capitals:
            yield index, "unlike_others_above_text"
        if open_ones == [index]:
            yield index, "only_one_above_text"
        if questions == open_ones and index in questions and len(questions) < _FEW:
            yield index, "questions_alone"


@in_evidence.any_of(
    open_among_sentences="It ends in a word between paragraphs that end as sentences do, as most of the article's do.",
    long_and_open_as_others="The same; it is of ten words or more without a colon, and so is another such piece.",
)
def open_among_sentences(article: Article) -> Iterator[tuple[int, str]]:
    """A line that only lacks the full stop which all others have: a heading as long as a sentence."""
    ends = [here.end for here in article.contexts if here.size > _SHORTEST_TEXT and not _lacks_stop(here)]
    if len(ends) < _FEW or ends.count("ends_in_stop") < _MOST * len(ends):
        return
    lacking = [here for here in article.contexts[1:-1] if _lacks_stop(here)]
    long = [here.index for here in lacking if here.text.count(" ") > _LONG and ": " not in here.text]
    for here in lacking:
        yield here.index, "open_among_sentences"
        if here.index in long and len(long) > 1:
            yield here.index, "long_and_open_as_others"


def _lacks_stop(here: Context) -> bool:
    """Whether a piece ends in a word between two that end as sentences do, and each begins with a capital."""
    before, after = here.before, here.after
    if before is None or after is None or here.end != "ends_open" or here.marker or here.size > _LONGEST_HEADING:
        return False
    finished = before.end in (*_SENTENCE, "ends_in_question") and after.end != "ends_open"
    return finished and after.size > SHORT // 2 and not here.first.islower() and not after.first.islower()


@in_evidence.any_of(
    question_as_title="It is a question, as the first piece is and two others are, and no first person answers.",
    answered_in_first_person="It is a short question, and the next piece speaks in the first person.",
    answered_by_article="The same, but the next piece does not, and is longer.",
)
def questions(article: Article) -> Iterator[tuple[int, str]]:
    """Questions that head the parts of an article, and those that someone is asked."""
    words = article.words.first_person
    asked = [
        here for here in article.contexts[1:-1] if here.end == "ends_in_question" and here.size <= _LONGEST_HEADING
    ]
    titled = article.contexts[0].end == "ends_in_question" and len(asked) >= _FEW
    for here in asked:
        after = here.after
        answered = after is not None and after.size > here.size
        first_person = after is not None and in_first_person(article.word_lists[after.index], words)
        if answered:
            yield here.index, "answered_in_first_person" if first_person else "answered_by_article"
        if titled and not first_person:
            yield here.index, "question_as_title"


@in_evidence.any_of(
    stop_as_in_others="Behind the head it is short and ends in a full stop, and so do three other short pieces.",
)
def short_pieces(article: Article) -> Iterator[tuple[int, str]]:
    """An article in which short paragraphs are common, as in dialogue and in tabloids. Lines in capitals are none."""
    short = [here for here in article.contexts if here.size <= SHORT and here.marker is None]
    stopped = [here.index for here in short if here.end == "ends_in_stop" and not here.text.isupper()]
    if len(stopped) > _FEW:
        yield from ((index, "stop_as_in_others") for index in stopped if "past_the_head" in article.names[index])


@in_piece.feature
def before_small_letter(here: Context) -> bool:
    """It does not end as a sentence does, and the next piece begins with a small letter, and no marker."""
    after = here.after
    unfinished = here.end in ("ends_open", "ends_in_comma")
    return after is not None and unfinished and after.first.islower() and after.marker is None


@in_piece.feature
def year_and_name(here: Context) -> bool:
    """It holds a year and ends in a name between brackets, as the caption of a picture does."""
    return here.size <= 2 * SHORT and here.text[-1] == ")" and _YEAR_AND_NAME.search(here.text) is not None
