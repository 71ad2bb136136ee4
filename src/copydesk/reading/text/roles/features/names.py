"""Names and dates: the persons that it names, the date, the credit of a picture."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading._shared.reach import HEAD_PIECES
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.extent import LONG
from copydesk.reading.text.roles.features.context import Context, in_words
from copydesk.reading.text.roles.features.vocabulary import LONGEST_CAPTION, credit_start

_MOST = 3  # a date that is a third of its line is most of it: the rest is an hour and a word
_NAME_IN_BRACKETS = pattern(r"(?<=[\w.!?”\"’» ])\s?[(（][^\W\d_a-z][^()（）.!?\d]{2,50}[)）]$")


@in_words.any_of(
    date_line="In the head or foot, it is a date and nothing else.",
    holds_date="In the head or foot, it holds a date and more.",
    mostly_date="A third of it or more is a date, and there is more.",
)
def dates(here: Context) -> Iterator[str]:
    date = here.findings.date
    if date is None:
        return
    if here.article.credit_lines.is_date_line(here.text):
        yield "date_line"
    else:
        yield "holds_date"
        if _MOST * (date.end - date.start) >= len(here.text):
            yield "mostly_date"


@in_words.one_of(
    announced_names="In the head or foot, it names persons after a word such as By.",
    bare_names="In the head or foot, it is nothing but names.",
)
def persons(here: Context) -> str:
    credit = here.findings.credit
    if credit is None or attribution_start(here.text) or is_of_picture(here):
        return ""
    return "announced_names" if credit.announced else "bare_names"


def is_of_picture(here: Context) -> bool:
    """Whether it credits those who made a picture, below the places where a byline stands."""
    credit = here.findings.credit
    return credit is not None and credit.pictures and here.index >= HEAD_PIECES // 2


@in_words.any_of(
    ends_in_picture_credit="It ends in words such as Photo: and a name.",
    short_with_picture_credit="The same, and it is not long.",
    ends_in_name_in_brackets="It ends in a name in brackets, as captions do.",
)
def picture_credits(here: Context) -> Iterator[str]:
    if credit_start(here.text, here.article.locales):
        yield "ends_in_picture_credit"
        if here.size <= LONG:
            yield "short_with_picture_credit"
    elif here.text[-1] in ")）" and len(here.text) < LONGEST_CAPTION and _NAME_IN_BRACKETS.search(here.text):
        yield "ends_in_name_in_brackets"
