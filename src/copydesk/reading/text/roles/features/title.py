"""Title: whether it is the headline, and what stands right below that: a phrase, a label, the contents."""

from __future__ import annotations

import re

from copydesk.reading.text.recognisers.extent import LONG
from copydesk.reading.text.recognisers.marks import COLONS, ELLIPSES, PAUSES, SENTENCE_ENDS, last_word
from copydesk.reading.text.roles.features.context import HEAD_PLACES, Context, in_head
from copydesk.reading.text.roles.features.head import FEW_WORDS, LONGEST_TITLE, SURE_CREDITS, is_at_title, is_credit

_ONLY_DATES = frozenset({"date_line", "announced_names", "names_section", "part_of_series", "opens_as_release"})
_BELOW_TITLE = 4  # pieces from the top that may stand right below the headline
_CONTENTS = re.compile(rf"[{SENTENCE_ENDS})»”“\"]\s*[—–-]{{1,2}}\s*[^\W\d_a-z]")
_NUMBERED = re.compile(r"(?:[IVX]+|\d{1,2})\s?[.):—–]")
_LEAST_PHRASE = 60  # letters


@in_head.feature
def never_ends_so(here: Context) -> bool:
    """It has 60 letters or more and ends in a word that seldom ends a sentence, such as the or and."""
    unfinished = here.size >= _LEAST_PHRASE and here.end in ("ends_open", "ends_in_comma")
    return unfinished and last_word(here.text.rstrip(PAUSES)) in here.article.words.never_last


@in_head.feature
def first_below_credits(here: Context) -> bool:
    """It is not long, and nothing stands above it but a date, a byline, or the name of a section."""
    if not here.index or here.size > LONG or _is_sure_credit(here):
        return False
    return all(not _ONLY_DATES.isdisjoint(each.findings.names) for each in here.article.contexts[: here.index])


@in_head.feature
def only_title(here: Context) -> bool:
    """It comes first, or below a date, and what follows it is text: a kicker would stand above a headline."""
    if here.size > LONG or here.index >= _BELOW_TITLE or not is_at_title(here):
        return False
    below = _next_words(here)
    if below is None or _ONLY_DATES.intersection(here.findings.names) or here.text[-1] in COLONS:
        return False
    if below.size > LONG or _NUMBERED.match(below.text) or _continues(below) or below.text.startswith(here.text):
        return True
    if here.end == "ends_in_stop" and (below.end == "ends_in_stop" or below.size > here.size):
        return True
    return _is_label(below, here)


def _is_label(here: Context, above: Context) -> bool:
    """Whether a piece is too short for a headline: of three words at the most, shorter than that above, and alone, or
    with a full stop as old headlines have one."""
    alone = here.piece.lines[0].gap and here.after is not None and here.after.piece.lines[0].gap
    stops = here.end == "ends_in_stop" and above.text.isupper()
    return bool(alone or stops) and here.size < above.size and here.text.count(" ") < FEW_WORDS


def _is_sure_credit(here: Context) -> bool:
    return not SURE_CREDITS.isdisjoint(here.findings.names)


def _next_words(here: Context) -> Context | None:
    """The next piece that is neither a byline nor a date nor in brackets; None if there is none in the head."""
    below = here.article.contexts[here.index + 1 : HEAD_PLACES + 1]
    return next((each for each in below if not is_credit(each) and not _is_in_brackets(each.text)), None)


def _is_in_brackets(text: str) -> bool:
    return text[0] in "(（" and text.rstrip(SENTENCE_ENDS)[-1:] in (")", "）") and sum(map(str.isalpha, text)) > 3


def _is_other_name(text: str) -> bool:
    """Whether a text in brackets names what the headline does, ``(Alcedo atthis.)``, and is no stage direction of
    several sentences."""
    return _is_in_brackets(text) and ". " not in text


def _is_below_title(here: Context) -> bool:
    """Whether a piece that is no credit stands right below the first one that is none."""
    above = here.article.contexts[: here.index]
    return here.index <= _BELOW_TITLE and sum(not is_credit(each) or _may_be_title(each) for each in above) == 1


def _may_be_title(here: Context) -> bool:
    """Whether a piece comes first, and no word such as By opens it: a person may be the headline."""
    return not here.index and not _is_sure_credit(here)


@in_head.feature
def bracketed_below_title(here: Context) -> bool:
    """It stands in round brackets, right below the first line that is no byline and no date."""
    return here.size <= LONG and _is_below_title(here) and _is_in_brackets(here.text)


def _continues(here: Context) -> bool:
    return here.text[0] in ELLIPSES or here.text.startswith("...") or here.first.islower()


@in_head.feature
def continues_title(here: Context) -> bool:
    """It stands there, apart, and begins with an ellipsis or in small letters."""
    return here.size <= LONG and here.piece.lines[0].gap > 0 and _is_below_title(here) and _continues(here)


@in_head.feature
def contents_below_title(here: Context) -> bool:
    """It stands there and lists what the article is about, with dashes between sentences."""
    return here.size <= LONGEST_TITLE and _is_below_title(here) and _CONTENTS.search(here.text) is not None


@in_head.one_of(
    phrase_below_title="It stands there, apart, has 60 to 200 letters and ends in no sentence; no byline follows.",
    label_below_title="It stands there, and a number opens it, or it is of three words at the most and shorter.",
)
def below_title(here: Context) -> str:
    before, after = here.before, here.after
    if (
        before is None
        or (is_credit(before) and not _may_be_title(before))
        or is_credit(here)
        or not _is_below_title(here)
    ):
        return ""
    below = here.article.contexts[here.index + 1 : here.index + 4]
    if after is None or any(map(_is_sure_credit, below)):
        return ""
    if _NUMBERED.match(here.text) or (_is_label(here, before) and not _is_other_name(here.text)):
        return "label_below_title"
    text = any(each.size > here.size for each in below[:2])
    apart = here.piece.lines[0].gap and after.piece.lines[0].gap and text
    return "phrase_below_title" if apart and here.end == "ends_open" and _LEAST_PHRASE <= here.size <= LONG else ""
