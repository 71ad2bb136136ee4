"""Place: where it stands in the article, and the blank lines around it."""

from __future__ import annotations

from copydesk.reading.text.roles.features.context import HEAD_PLACES, Context, in_piece

_NEAR_END = 4  # pieces behind it at the most


@in_piece.one_of(first="It is the first piece.", second="It is the second piece.")
def top(here: Context) -> str:
    return ("first", "second")[here.index] if here.index < 2 else ""


@in_piece.one_of(last="It is the last piece.", near_end="One to four pieces follow it.")
def bottom(here: Context) -> str:
    behind = here.article.last - here.index
    return "" if behind > _NEAR_END else "near_end" if behind else "last"


@in_piece.feature
def past_the_head(here: Context) -> bool:
    """More than eight pieces stand before it, or a long one."""
    return here.index >= HEAD_PLACES or here.article.first_long < here.index


@in_piece.feature
def no_gap_before(here: Context) -> bool:
    """It stands right below the piece before, without a blank line or the edge of a page."""
    line = here.piece.lines[0]
    return here.index > 0 and not line.gap and not line.cut


@in_piece.feature
def wide_gap_before(here: Context) -> bool:
    """Two blank lines or more stand before it."""
    return here.piece.lines[0].gap > 1


@in_piece.feature
def no_gap_after(here: Context) -> bool:
    """The next piece stands right below it, without a blank line."""
    return here.after is not None and not here.after.piece.lines[0].gap
