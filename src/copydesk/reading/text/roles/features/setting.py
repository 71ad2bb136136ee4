"""Setting: how its lines are set off from others."""

from __future__ import annotations

from copydesk.reading.text.roles.features.context import Context, in_piece

_FAR = 3.0  # average characters that a list's items stand in, with their bullets, at the least
_INDENTED = 3  # columns
_BLOCK_INDENT = 2  # columns
_UNEVEN = 4  # columns by which the lines of one block may differ


@in_piece.one_of(
    inset="Its lines, and those around it, end a little before the measure.",
    far_inset="Its lines, and those around it, end three characters or more before the measure.",
)
def behind_the_measure(here: Context) -> str:
    inset = here.article.layout.inset
    behind = min(inset.get(line.start, 0.0) for line in here.piece.lines) if inset else 0.0
    return "" if not behind else "far_inset" if behind >= _FAR else "inset"


@in_piece.feature
def indented(here: Context) -> bool:
    """All its lines stand three columns or more to the right of ordinary ones."""
    return min([line.indent for line in here.piece.lines]) >= here.article.layout.margin + _INDENTED


@in_piece.feature
def block_set_in(here: Context) -> bool:
    """It is a block of lines between blank ones that are all set in as far, and no item of a list."""
    lines = here.piece.lines
    indents = [line.indent for line in lines]
    apart = lines[0].gap and (here.after is None or here.after.piece.lines[0].gap)
    set_in = min(indents) >= here.article.layout.margin + _BLOCK_INDENT and max(indents) - min(indents) <= _UNEVEN
    return bool(len(lines) > 1 and apart and set_in and here.marker is None)


@in_piece.feature
def underlined(here: Context) -> bool:
    """A line is drawn under its first or its last line."""
    return here.piece.lines[0].underlined or here.piece.lines[-1].underlined


@in_piece.one_of(
    wholly_strong="It stands between the double stars of strong words.",
    strong_question="It stands between the double stars of strong words, and is a question.",
)
def strong(here: Context) -> str:
    if not here.text.startswith("**") or not here.text.endswith("**"):
        return ""
    return "strong_question" if "?" in here.text[-4:] else "wholly_strong"


@in_piece.feature
def angle_mark(here: Context) -> bool:
    """It is quoted as mail does, by an angle mark before each line."""
    return here.piece.lines[0].depth > 0
