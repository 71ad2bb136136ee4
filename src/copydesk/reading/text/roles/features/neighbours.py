"""Neighbours: what the piece before and the piece after are like."""

from __future__ import annotations

from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.recognisers.extent import LONG, SHORT
from copydesk.reading.text.recognisers.marks import COLONS, ends_sentence
from copydesk.reading.text.roles.features.context import Context, in_piece
from copydesk.reading.text.roles.features.marks import QUOTED
from copydesk.reading.text.roles.features.vocabulary import opens_as_credit

_REACH = 160  # characters at the end of the piece before among which a word such as said stands


@in_piece.feature
def opens_as_neighbour(here: Context) -> bool:
    """Its first word is that of a piece beside it, as in a list; neither is long."""
    text = here.text
    if len(text) > LONG:
        return False
    first = text.split(None, 1)[0]
    return len(first) < len(text) and any(
        other is not None and len(other.text) <= LONG and other.text.startswith(first + " ")
        for other in (here.before, here.after)
    )


@in_piece.feature
def digits_begin_as_neighbour(here: Context) -> bool:
    """A digit begins it and a piece beside it; neither is long."""
    return _begins_with_digit(here) and (_begins_with_digit(here.before) or _begins_with_digit(here.after))


def _begins_with_digit(here: Context | None) -> bool:
    return here is not None and here.size <= LONG and here.first.isdigit()


@in_piece.feature
def after_colon(here: Context) -> bool:
    """The piece before ends in a colon."""
    return here.before is not None and here.before.end == "ends_in_colon"


@in_piece.feature
def after_short_colon(here: Context) -> bool:
    """The piece before is short and ends in a colon."""
    before = here.before
    return before is not None and before.end == "ends_in_colon" and before.size <= SHORT


@in_piece.one_of(
    after_saying="The piece before ends in a word such as said and a colon, or leads to a quotation.",
    speech_after_saying="The piece before ends in a word such as said and a colon, and a quotation mark opens this.",
)
def saying(here: Context) -> str:
    before, words = here.before, here.article.words
    if before is None:
        return ""
    if before.end == "ends_in_colon" and words.saying.search(before.text[-_REACH:]):
        return "speech_after_saying" if QUOTED.match(here.text) else "after_saying"
    leads = before.end == "ends_in_stop" and words.leads.search(before.text[-_REACH:])
    return "after_saying" if leads else ""


@in_piece.feature
def after_long(here: Context) -> bool:
    """The piece before has more than 200 letters."""
    return here.before is not None and here.before.size > LONG


@in_piece.feature
def after_open(here: Context) -> bool:
    """The piece before ends in a word or a comma."""
    return here.before is not None and here.before.end in ("ends_open", "ends_in_comma")


@in_piece.feature
def after_short_open(here: Context) -> bool:
    """The piece before is short and ends in a word."""
    return here.before is not None and here.before.size <= SHORT and here.before.end == "ends_open"


@in_piece.feature
def after_marker(here: Context) -> bool:
    """The marker of an item opens the piece before."""
    return here.before is not None and here.before.marker is not None


@in_piece.feature
def unmarked_after_marker(here: Context) -> bool:
    """The marker of an item opens the piece before, and none opens this."""
    return here.marker is None and here.before is not None and here.before.marker is not None


@in_piece.feature
def after_never_last(here: Context) -> bool:
    """No blank line stands before it, and the piece before ends in a word that something follows, such as the."""
    if here.before is None or here.piece.lines[0].gap:
        return False
    return here.before.text.rsplit(None, 1)[-1].casefold() in here.article.words.never_last


@in_piece.feature
def before_picture_credit(here: Context) -> bool:
    """The next piece is short and names who made a picture."""
    after = here.after
    return after is not None and after.size <= SHORT and opens_as_credit(after.text, here.article.locales)


@in_piece.feature
def before_address(here: Context) -> bool:
    """It ends in a colon, and the next piece holds an e-mail or a web address."""
    after = here.after
    if after is None or here.text[-1] not in COLONS or after.size >= LONG:
        return False
    return bool(addresses.EMAIL.search(after.text) or addresses.URL.search(after.text))


@in_piece.one_of(
    before_long="The next piece has more than 200 letters.",
    before_short_open="The next piece is short and does not end as a sentence does.",
)
def following(here: Context) -> str:
    after = here.after
    if after is None:
        return ""
    if after.size > LONG:
        return "before_long"
    return "before_short_open" if after.size <= SHORT and not ends_sentence(after.text) else ""


@in_piece.feature
def before_marker(here: Context) -> bool:
    """The marker of an item opens the next piece."""
    return here.after is not None and here.after.marker is not None
