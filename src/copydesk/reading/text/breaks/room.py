"""Room: blank lines and page edges, the room that was left on the line before, and indents."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.locales import Locale
from copydesk.reading.text.breaks.context import MUCH_ROOM, SHORT_ALONE, SHORT_LINE, Join, at_line
from copydesk.reading.text.inlines import PICTURE, picture_named
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.extent import extent
from copydesk.reading.text.recognisers.halves import is_in_halves
from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.marks import MARKER, ends_strongly, first_letter, last_word
from copydesk.reading.text.recognisers.people.speakers import is_time_and_name

_LONGEST_TITLE = 150  # letters
_ROOMY = 0.9  # of the measure
_ROOM_LEFT = 0.95  # of the measure, up to which the next word would have fitted
_WRAPPED = 0.78  # of the measure, which a wrapped line fills
_LONGEST_LIST = 40  # lines up to the item that a list stands in


@at_line.any_of(
    blank_line="A blank line or more stands between the lines.",
    blank_lines="Two blank lines or more stand between them.",
    page_edge="A page or column ended between them.",
    underlined="A line is drawn under the line before.",
    below_first_lines="It stands below the first lines of the article, of 150 letters at the most, and a blank line.",
    quote_mark_changes="One of the lines is quoted by an angle mark, and the other is not, or not as deep.",
)
def gaps(join: Join) -> Iterator[str]:
    before, line = join.before, join.line
    if line.gap:
        yield "blank_line"
    if line.gap > 1:
        yield "blank_lines"
    if line.cut:
        yield "page_edge"
    elif line.gap and join.top is join.lines[0] and join.size <= _LONGEST_TITLE:
        yield "below_first_lines"
    if before.underlined:
        yield "underlined"
    if line.depth != before.depth:
        yield "quote_mark_changes"


@at_line.any_of(
    hash_begins="The marks of a heading in Markdown open one of the lines.",
    picture_begins="The mark of a picture begins or ends between them.",
)
def markup(join: Join) -> Iterator[str]:
    before, line, top = join.before, join.line, join.top
    first = line.text[0] + before.text[0]
    if "#" in first and (HASHES.match(line.text) or HASHES.match(before.text)):
        yield "hash_begins"
    if "!" in first or "[" in first + top.text[0]:
        shows_picture = PICTURE.match(line.text) or PICTURE.match(before.text) or picture_named().match(line.text)
        if shows_picture or (before.text[-1] == "]" and picture_named().match(top.text)):
            yield "picture_begins"


_ROOM = ((0.6, "half_empty"), (MUCH_ROOM, "much_room"), (0.9, "room"), (0.96, "some_room"), (1.0, "little_room"))


@at_line.one_of(
    half_empty="The line before with the first word of this one fills 60 % of the measure at the most.",
    much_room="The two fill 60 to 78 %.",
    room="The two fill 78 to 90 %.",
    some_room="The two fill 90 to 96 %.",
    little_room="The two fill 96 to 100 %.",
    no_room="The two are longer than the measure.",
    one_line_a_paragraph="The lines around it are not wrapped: there is no measure.",
)
def room(join: Join) -> str:
    """Would the next line's first word have fitted on the line before? Then its end was meant. Where the source knows
    the column, ``typeset`` has the answer."""
    if join.setting.layout.type_columns and join.setting.layout.type_columns.room(join.before) is not None:
        return ""
    if not join.measure:
        return "one_line_a_paragraph"
    needed = join.needed / join.measure
    return next((name for most, name in _ROOM if needed <= most), "no_room")


@at_line.one_of(
    full_before_gap="A blank line or a page's edge follows a line that fills 85 % of the measure or more.",
    short_before_gap="A blank line or a page's edge follows a line that fills less.",
    own_line="The lines are not wrapped, and neither a blank line nor a page's edge stands between them.",
)
def before_gap(join: Join) -> str:
    across = join.line.gap or join.line.cut
    if join.setting.layout.type_columns and join.setting.layout.type_columns.room(join.before) is not None:
        return ""
    if not join.measure:
        return "" if across else "own_line"
    if not across:
        return ""
    width = join.setting.layout.widths[join.index - 1]
    return "full_before_gap" if width >= join.measure * 0.85 else "short_before_gap"


@at_line.feature
def short_lines(join: Join) -> bool:
    """It is not the first of a group of three short lines or more, in an article with long ones."""
    return join.index in join.setting.short


@at_line.feature
def short_lines_begin(join: Join) -> bool:
    """It is the first of such a group, below a blank line and a longer paragraph."""
    first = join.index not in join.setting.short and join.index + 1 in join.setting.short
    return first and join.line.gap > 0 and join.size > SHORT_LINE


@at_line.feature
def early_lines(join: Join) -> bool:
    """It is not the first of a group of three lines or more that end long before the measure, some though a word more
    would have fitted."""
    return join.index in join.setting.early


@at_line.feature
def line_of_stanza(join: Join) -> bool:
    """It is not the first of a stanza: its lines begin with capitals in mid-sentence."""
    return join.index in join.setting.stanzas


@at_line.feature
def verse_in_halves(join: Join) -> bool:
    """It and the line before have two halves of like length with a gap between them, as verses have in Arabic."""
    return is_in_halves(join.line.text) and is_in_halves(join.before.text)


@at_line.one_of(
    no_gap_as_others="It stands right below the end of a sentence and as far in; blank lines separate paragraphs here.",
    no_gap_in_sentence="The same, right below an unfinished line that was fairly full.",
)
def no_gap(join: Join) -> str:
    before, line = join.before, join.line
    if not join.setting.separated or not join.measure:
        return ""
    if line.gap or line.cut or line.indent != before.indent:
        return ""
    columns = join.setting.layout.type_columns
    if columns is not None and columns.stands_apart(before, line):
        return ""
    if ends_strongly(before.text):
        return "no_gap_as_others"
    return "no_gap_in_sentence" if join.needed > MUCH_ROOM * join.measure else ""


@at_line.one_of(
    heading_line="It is a line as headings are: open, below the end of a sentence, with room for the next word.",
    after_heading_line="The line before is such a line.",
)
def heading_lines(join: Join) -> str:
    if _is_heading_line(join, join.index):
        return "heading_line"
    return "after_heading_line" if _is_heading_line(join, join.index - 1) else ""


def _is_heading_line(join: Join, index: int) -> bool:
    """Whether a line begins with a capital and ends in a word below the end of a sentence, though the first word of the
    next line, which is wrapped and begins with a capital as well, would have fitted on it."""
    lines, layout = join.lines, join.setting.layout
    if not 0 < index < len(lines) - 1 or not layout.measures[index]:
        return False
    text, below = lines[index].text, lines[index + 1].text
    if below[0].islower() or not text[-1].isalnum():  # as with most lines
        return False
    if not ends_strongly(lines[index - 1].text) or not first_letter(below).isupper():
        return False
    needed = layout.needed(index, below)
    full = layout.widths[index + 1] >= _WRAPPED * layout.measures[index + 1]
    return full and needed <= _ROOM_LEFT * layout.measures[index] and _may_be_heading(text, join.setting.locale)


def _may_be_heading(text: str, locale: Locale) -> bool:
    short = extent(text) <= SHORT_ALONE and not MARKER.match(text)
    return short and first_letter(text).isupper() and last_word(text) not in locale.never_last


@at_line.one_of(
    time_begins="The time of a recording opens it, as it opens others.",
    after_time_and_name="The line before is the time of a recording and a name.",
)
def times(join: Join) -> str:
    index, timed = join.index, join.setting.timed
    if index in timed:
        return "time_begins"
    return "after_time_and_name" if index - 1 in timed and is_time_and_name(join.lines[index - 1].text) else ""


@at_line.one_of(
    hanging_indent="It stands in below the words of an item's first line.",
    first_line_indent="It stands in, and the line after stands out again.",
    indent_grows="It stands further in than the line before.",
    indent_shrinks="It stands further out than the line before, and that stood as the one before it.",
    back_to_margin="It stands further out than the first line of the paragraph.",
)
def indents(join: Join) -> str:
    before, line = join.before, join.line
    alone = len(join.group) == 1
    if line.indent > before.indent:
        if alone and _marker_width(before) >= line.indent - before.indent:
            return "hanging_indent"
        return "first_line_indent" if _goes_back(join) else "indent_grows"
    if line.indent < before.indent:
        if alone:
            return "back_to_margin"
        return "indent_shrinks" if before.indent == join.group[-2].indent else ""
    return "first_line_indent" if alone and _goes_back(join) else ""


def _goes_back(join: Join) -> bool:
    """Whether the next line goes on without a blank line, further out."""
    following = join.following
    return following is not None and not following.gap and following.indent < join.line.indent


def _marker_width(line: Line) -> int:
    match = MARKER.match(line.text)
    return match.end() + 2 if match else 0


@at_line.feature
def closes_outer_item(join: Join) -> bool:
    """It stands in as the item around the list above does, and its first word would have fitted on the line before."""
    lines, index, line, item = join.lines, join.index, join.line, join.top
    if line.indent >= item.indent or MARKER.match(line.text) or not MARKER.match(item.text):
        return False
    if join.measure and join.needed > _ROOMY * join.measure:
        return False
    above = reversed(lines[max(0, index - _LONGEST_LIST) : index])
    outer = next((before for before in above if before.indent < item.indent), None)
    return outer is not None and outer.indent == line.indent and MARKER.match(outer.text) is not None
