"""Memos and telegrams: fields such as ``TO:`` and ``SUBJECT:`` above the text, perhaps below the word for a memo.

The subject is the headline, the sender the byline. In a mail the fields stand at the very top and are written with a
small letter after the capital; those are read by ``mails``.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.forms.correspondence.mails import Field, header_field
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import COLONS, ends_sentence

_MOST_ABOVE = 3  # lines above the fields: the office and the word for a memo
_LONGEST_ABOVE = 60  # characters of such a line
_FEWEST = 3  # fields
_REASON = "it is of the fields above a memo"


def memos(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a memo."""
    start = next((index for index in range(min(len(lines), _MOST_ABOVE + 1)) if _field(lines[index].text)), None)
    if start is None or not all(_may_stand_above(lines[index].text) for index in range(start)):
        return
    fields = _fields(lines, start)
    roles = {field.role for field in fields.values() if field and field.end > field.start}
    if not {"headline", "byline"} <= roles or sum(field is not None for field in fields.values()) < _FEWEST:
        return
    for index in range(start):
        yield Assigned(index, "mail_header", "it stands above the fields of a memo", role="kicker")
    used: set[Role] = set()
    role: Role | None = None
    for index, field in fields.items():
        if field:
            role = field.role if field.role not in used and field.end > field.start else None
            used |= {role} if role else set()
        if role:
            start, end = (field.start, field.end) if field else (0, None)
            yield Assigned(index, "mail_header", _REASON, start, end, role)
        else:
            yield aside(index, "mail_header", _REASON)


def _field(text: str) -> Field | None:
    field = header_field(text, capitals=True)
    return field if field and field.known else None


def _may_stand_above(text: str) -> bool:
    return len(text) <= _LONGEST_ABOVE and not ends_sentence(text) and text[-1] not in COLONS


def _fields(lines: list[Line], start: int) -> dict[int, Field | None]:
    """The fields from a line on, by their lines; None for a line that goes on with the one above, set in further."""
    fields: dict[int, Field | None] = {}
    for index in range(start, len(lines)):
        line, field = lines[index], _field(lines[index].text)
        if field is None and (line.gap or line.indent <= lines[start].indent):
            break
        fields[index] = field
    return fields
