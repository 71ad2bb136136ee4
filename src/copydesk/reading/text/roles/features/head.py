"""Head: where it stands among the first pieces, the byline and the date."""

from __future__ import annotations

from copydesk.reading.text.recognisers.extent import LONG, first_word
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.roles.features.case import is_title_case
from copydesk.reading.text.roles.features.context import HEAD_PLACES, Context, in_head

_CREDITS = frozenset({"announced_names", "date_line", "bare_names"})
SURE_CREDITS = frozenset({"announced_names", "date_line"})
"""The findings of a date and of a byline after a word such as By."""

LONGEST_TITLE = 400
"""Letters of a headline or a deck at the most."""

FEW_WORDS = 3
"""Words of what may be too short for a headline."""

_LONGEST_COMPANY = 60  # letters
_FIRST = 3  # pieces below the first that may belong to it


def is_credit(here: Context | None) -> bool:
    """Whether a piece is, by its words, a byline or a date."""
    return here is not None and not _CREDITS.isdisjoint(here.findings.names)


def is_at_title(here: Context) -> bool:
    """Whether nothing but dates stands above a piece."""
    return all("date_line" in each.findings.names for each in here.article.contexts[: here.index])


@in_head.feature
def before_credit(here: Context) -> bool:
    """The next piece is a byline or a date."""
    return is_credit(here.after)


@in_head.feature
def two_before_credit(here: Context) -> bool:
    """The piece after the next is a byline or a date, and the next is none."""
    after = here.after
    within = after is not None and after.index < HEAD_PLACES  # what follows the head is no credit of it
    return after is not None and within and is_credit(after.after) and not is_credit(after)


@in_head.feature
def after_credit(here: Context) -> bool:
    """A byline or a date stands somewhere before it."""
    return any(map(is_credit, here.article.contexts[: here.index]))


@in_head.feature
def right_after_credit(here: Context) -> bool:
    """The piece before is a byline or a date."""
    return is_credit(here.before)


@in_head.feature
def beside_date(here: Context) -> bool:
    """The piece before or after is a date."""
    return any(other is not None and "date_line" in other.findings.names for other in (here.before, here.after))


@in_head.one_of(
    next_much_longer="The next piece is twice as long or more, but not long.",
    next_longer="The next piece is a fifth longer or more, but not long.",
    next_shorter="The next piece is shorter by a fifth or more.",
    next_much_shorter="The next piece is less than half as long.",
)
def length_of_next(here: Context) -> str:
    compared = _compared(here.after, here)
    return f"next_{compared}" if compared else ""


@in_head.one_of(
    one_before_much_longer="The piece before is twice as long or more, but not long.",
    one_before_longer="The piece before is a fifth longer or more, but not long.",
    one_before_shorter="The piece before is shorter by a fifth or more.",
    one_before_much_shorter="The piece before is less than half as long.",
)
def length_of_one_before(here: Context) -> str:
    compared = _compared(here.before, here)
    return f"one_before_{compared}" if compared else ""


_SHARES = ((2.0, "much_longer"), (1.2, "longer"), (0.8, ""), (0.5, "shorter"), (0.0, "much_shorter"))


def _compared(other: Context | None, here: Context) -> str:
    """A kicker is shorter than the headline, a headline mostly shorter than the deck."""
    if other is None or other.size > LONG:
        return ""
    share = other.size / here.size
    return next(name for least, name in _SHARES if share >= least)


@in_head.feature
def comma_or_digit(here: Context) -> bool:
    """It comes first and holds a comma, a semicolon or a digit: a kicker is a word or two and no more."""
    return not here.index and any(character in ",;0123456789" for character in here.text)


@in_head.feature
def title_case_as_before(here: Context) -> bool:
    """Most longer words of it and of the line right above begin with capitals: a headline goes on as it began."""
    before = here.before
    if before is None or here.piece.lines[0].gap:
        return False
    return is_title_case(here.text) and is_title_case(before.text, 1)


@in_head.feature
def capitals_go_on(here: Context) -> bool:
    """It comes first and is three words or more in capitals, as the line right below is, and nothing below that."""
    after = here.after
    if here.index or after is None or after.piece.lines[0].gap or is_credit(after):
        return False
    several = all(text.isupper() and text.count(" ") >= FEW_WORDS - 1 for text in (here.text, after.text))
    below = after.after  # decks in capitals as well: each line may be of any of them
    return several and not ends_sentence(here.text) and not (below is not None and below.text.isupper())


@in_head.one_of(
    company_above_title="It comes first and ends as the name of a company does; the next piece may be the headline.",
    title_below_company="The piece before is such a name.",
)
def companies(here: Context) -> str:
    """The letterhead of a release: ``Halden Pumps Ltd`` above ``Halden Pumps to open a factory``."""
    if _is_company(here):
        return "company_above_title"
    return "title_below_company" if here.before is not None and _is_company(here.before) else ""


def _is_company(here: Context) -> bool:
    after = here.after
    if here.index or after is None or is_credit(after) or not here.article.words.company.search(here.text):
        return False
    return here.size <= _LONGEST_COMPANY and here.size < after.size <= LONG and not ends_sentence(after.text)


@in_head.feature
def wraps_title(here: Context) -> bool:
    """It stands right below the first line that is no date, which had no room for its first word."""
    before, layout = here.before, here.article.layout
    if before is None or here.piece.lines[0].gap or is_credit(here) or is_credit(before) or not is_at_title(before):
        return False
    measure = max(layout.measures)
    needed = layout.width(before.piece.lines[-1].text) + 1 + layout.width(first_word(here.text))
    return 0 < measure < needed and not ends_sentence(before.text)


@in_head.feature
def goes_on_below(here: Context) -> bool:
    """It does not end as a sentence does, and the line right below begins in small letters."""
    after = here.after
    if after is None or after.piece.lines[0].gap:
        return False
    return after.first.islower() and not ends_sentence(here.text)


@in_head.feature
def capitals_before_mixed(here: Context) -> bool:
    """It comes first, in capitals; the next piece is not, and is neither a byline nor a sentence."""
    if here.index or here.after is None or not here.text.isupper() or is_credit(here.after):
        return False
    following = here.after.text
    return len(following) <= LONG and not following.isupper() and not ends_sentence(following)


@in_head.feature
def long_title(here: Context) -> bool:
    """It comes first, has 201 to 400 letters and does not end as a sentence does."""
    return not here.index and LONG < here.size <= LONGEST_TITLE and not ends_sentence(here.text)


@in_head.feature
def under_release(here: Context) -> bool:
    """It is one of the next three below the words of a press release, and not long."""
    released = "opens_as_release" in here.article.contexts[0].findings.names
    return 0 < here.index <= _FIRST and released and len(here.text) <= LONG


@in_head.feature
def joined_to_top(here: Context) -> bool:
    """No blank line separates it from the first piece, and no date and no byline after a word such as By is between."""
    if not 0 < here.index <= _FIRST:
        return False
    down_to_it = here.article.contexts[: here.index + 1]
    credited = any(not SURE_CREDITS.isdisjoint(each.findings.names) for each in down_to_it)
    return not credited and not any(each.piece.lines[0].gap for each in down_to_it[1:])
