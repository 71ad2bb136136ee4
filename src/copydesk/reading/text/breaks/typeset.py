"""Type: size, weight and place of lines whose source knows how they are set (a PDF, a scan, a Word file)."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.text.breaks.context import Join, at_typeset_line
from copydesk.reading.text.layout.type_columns import WIDE_LEADING, TypeColumns
from copydesk.reading.text.recognisers.marks import MARKER

_SAME_SIZE = 1.06  # times the other
_DISPLAY = 1.12  # times the size of the body
_VERY_WIDE = 1.7  # times the usual leading
_CLOSE = 1.08
_SET_IN = 0.4  # ems
_TO_SPARE = 1.3  # times the width of a word
_FLUSH = 0.3


@at_typeset_line.any_of(
    type_size_changes="It is set larger or smaller than the line before.",
    type_weight_changes="One of the two lines is bold, and the other is not.",
    type_slant_changes="One of the two lines is italic, and the other is not.",
    display_goes_on="Both are set larger than the body, alike, and close to each other.",
)
def type_changes(join: Join) -> Iterator[str]:
    before, line = join.before.typeset, join.line.typeset
    if before is None or line is None:
        return
    if before.size and line.size and max(before.size, line.size) > _SAME_SIZE * min(before.size, line.size):
        yield "type_size_changes"
    if before.bold != line.bold:
        yield "type_weight_changes"
    if before.italic != line.italic:
        yield "type_slant_changes"
    columns = join.setting.layout.type_columns
    alike = max(before.size, line.size) <= _SAME_SIZE * min(before.size, line.size) and before.bold == line.bold
    if columns and alike and min(before.size, line.size) > _DISPLAY * columns.body:
        distance = columns.leading_to(join.before, join.line)
        if distance is not None and distance < _VERY_WIDE:
            yield "display_goes_on"


@at_typeset_line.one_of(
    very_wide_leading="It stands much further below the line before than lines usually do.",
    wide_leading="It stands a little further below the line before than lines usually do.",
    usual_leading="It stands as far below the line before as lines usually do.",
)
def leading(join: Join) -> str:
    columns = join.setting.layout.type_columns
    distance = columns.leading_to(join.before, join.line) if columns else None
    if distance is None:
        return ""
    if distance > WIDE_LEADING:
        return "very_wide_leading" if distance > _VERY_WIDE else "wide_leading"
    return "usual_leading" if distance < _CLOSE else ""


@at_typeset_line.one_of(
    opens_set_in="It is set in from the edge of its column, and the lines around it are not.",
    hangs_below_marker="It is set in below the words of an item.",
    stays_set_in="It is set in as far as the line before.",
    block_begins="It is set in, and the line before is not.",
    comes_out="It stands at the edge, below lines that are set in.",
    below_opening="It stands at the edge, below the first line of a paragraph, which is set in.",
    flush_as_others="It stands at the edge, where the first lines of paragraphs are set in.",
)
def place_in_column(join: Join) -> str:
    columns = join.setting.layout.type_columns
    if columns is None or join.line.typeset is None or join.line.typeset.box is None:
        return ""
    here, above = columns.set_in(join.line), columns.set_in(join.before)
    if here < _FLUSH:
        if above < _SET_IN:
            return "flush_as_others" if columns.opens_set_in else ""
        return "below_opening" if len(join.group) == 1 and not MARKER.match(join.before.text) else "comes_out"
    if here < _SET_IN:
        return ""
    following = columns.set_in(join.following) if join.following else 0.0
    opens = "opens_set_in" if following < _FLUSH else "block_begins"
    if MARKER.match(join.group[0].text) and here > columns.set_in(join.group[0]) + _FLUSH:
        return opens if columns.opens_set_in and _goes_on_at_edge(columns, join) else "hangs_below_marker"
    if abs(here - above) < _FLUSH and not join.line.cut:
        return "stays_set_in"
    return opens


def _goes_on_at_edge(columns: TypeColumns, join: Join) -> bool:
    """Whether the line after this one stands no further in than the item's marker, at the edge, alike and as close."""
    line, after = join.line, join.following
    if after is None or after.typeset is None or line.typeset is None or MARKER.match(after.text):
        return False
    alike = after.typeset.bold == line.typeset.bold and after.typeset.size == line.typeset.size
    distance = columns.leading_to(line, after)
    at_edge = columns.set_in(after) < _FLUSH + min(0.0, columns.set_in(join.group[0]))
    return alike and at_edge and (distance is None or distance < WIDE_LEADING)


@at_typeset_line.one_of(
    much_room_in_column="Its first word would have fitted twice on the line before, in that line's column.",
    room_in_column="Its first word would have fitted with room to spare.",
    no_room_in_column="Its first word had no room on the line before.",
)
def room_at_end(join: Join) -> str:
    columns = join.setting.layout.type_columns
    rooms = columns.rooms(join.before, join.line) if columns else None
    if rooms is None:
        return ""
    if rooms > 1:
        return "much_room_in_column" if rooms > 2 else "room_in_column" if rooms > _TO_SPARE else ""
    return "no_room_in_column"
