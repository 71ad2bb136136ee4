"""Mails and postings to news groups: their headers, the mails that they quote with a header, and their signatures.

The header above the text gives the headline, the byline and the date, unless the text has a headline of its own, as an
article has that somebody passes on. Mails that are quoted with their headers are quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import every_locale
from copydesk.patterns import pattern
from copydesk.reading.role import Role
from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.furniture.forms.correspondence.closings import letter_parts, signature_of
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.extent import LONG, extent
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, ends_sentence
from copydesk.reading.text.recognisers.words import alternatives

_HEADER = "it is of the header of a mail"
_FORWARDED = re.compile(r"[-–—_]{2,}[^-–—_]{4,60}[-–—_]{2,}")
_RULE = pattern(r"[_–—-]{10,}")
_OF_FORWARDED: frozenset[Role] = frozenset({"byline", "date", "headline"})
"""What the header of a mail within another says at the least where nothing announces it."""
_MAILBOX = re.compile(r"From (?:\S+@\S+|\S+!\S+)\s.*\d{4}")
_OTHER_FIELD = pattern(
    r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+:(?:\s|$)"
    r"|(?:Approved|Comments|Distribution|Encoding|Expires|Keywords|Lines|Originator|Path|Precedence|Received|References|Sender"
    r"|Status|Summary|Supersedes|Xref|Article|Control|Attachments?|Importance|Priority):\s"
)
_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,3}(?:>\s?)+(?=\S)")
_ENDS_OF_LINES = "*_ \t"
_FORWARDING = "it is of the mail that passes the article on"
_ABOVE_ARTICLE = "it stands between the header of a mail and the headline"
_LONGEST_COVER_NOTE = 40  # words of one's own above a mail that is passed on
_MOST_GREETING, _LONGEST_GREETING = 3, 12  # lines between a header and a headline, and words of each
_SHORTEST_TITLE = 3  # words of a headline that stands below the header
_LONGEST_TITLE = 90  # characters

_MEANINGS: dict[str, Role] = {"mail_from": "byline", "mail_subject": "headline", "mail_date": "date"}


class Field(NamedTuple):
    """A field of a header: the role of its value, None for the fields that name no part of an article, and where in
    the line the value stands."""

    role: Role | None
    start: int
    end: int
    known: bool = True


class _Block(NamedTuple):
    """The lines ``start`` to ``end`` of a header, with the fields among them by their lines."""

    start: int
    end: int
    fields: dict[int, Field]
    announced: bool

    def roles(self) -> set[Role]:
        return {field.role for field in self.fields.values() if field.role and field.end > field.start}


@cache
def _names() -> re.Pattern[str]:
    """A field of a header in any language, with a group for each meaning."""
    groups = (*_MEANINGS, "mail_header")
    names = (
        rf"(?P<{group}>{alternatives(name for locale in every_locale() for name in getattr(locale.page, group))})"
        for group in groups
    )
    return re.compile(
        rf"[*_]{{0,2}}(?:{'|'.join(names)})[*_]{{0,2}}\s?[{COLONS}][*_]{{0,2}}(?:\s|$|(?<=[{COLONS}])(?<!:))",
        re.IGNORECASE,
    )


def header_field(text: str, *, capitals: bool = False) -> Field | None:
    """What field of a header a line is, if any. Its name begins with a capital; all of it is in ``capitals`` only where
    those are allowed, as in a memo."""
    if not any(colon in text for colon in COLONS):
        return None
    match = _names().match(text)
    if match is None:
        return Field(None, 0, 0, known=False) if _OTHER_FIELD.match(text) else None
    group = match.lastgroup or "mail_header"
    name = match[group]
    if name[0].islower() or (name[1:].isupper() and not capitals):
        return None
    end = len(text.rstrip(_ENDS_OF_LINES)) if text[0] in _ENDS_OF_LINES else len(text)
    return Field(_MEANINGS.get(group), match.end(), max(match.end(), end))


def _is_forwarding(text: str) -> bool:
    """``---------- Forwarded message ----------``, ``From ada@… Thu May  4 09:12 1995``"""
    return _FORWARDED.fullmatch(text) is not None or _MAILBOX.fullmatch(text) is not None


def _end_of_forwarding(lines: list[Line], start: int) -> int:
    """Where the lines that announce a mail end, of those that begin with ``start``."""
    end = start
    while end < len(lines) and _is_forwarding(lines[end].text):
        end += 1
    return end


def _block(lines: list[Line], start: int) -> _Block | None:
    """The header that begins with a line, if one does: lines without a blank one between them."""
    end = _end_of_forwarding(lines, start)
    announced, first = end > start, end
    fields: dict[int, Field] = {}
    while end < len(lines) and not (end > first and lines[end].gap):
        field = header_field(lines[end].text)
        if field is None and not (fields and lines[end].indent > lines[first].indent):
            break
        if field is not None:
            fields[end] = field
        end += 1
    known = [field for field in fields.values() if field.known]
    roles = {field.role for field in known}
    if len(known) < 2 or len(roles) < 2:
        return None
    return _Block(start, end, fields, announced or roles >= _OF_FORWARDED)


def mails(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """What is known of the lines of a mail or posting."""
    yield from _marked_with_initials(lines)
    top = _block(lines, 0)
    body = 0
    if top is not None:
        body = top.end
    elif not any(_FORWARDED.fullmatch(line.text) for line in lines):
        return
    quoted = list(_quoted_mails(lines, body))
    forwarded = _forwarded(lines, top, [block for block, _ in quoted])
    if top is not None and forwarded is not None:
        yield from (aside(index, "mail_header", _FORWARDING) for index in range(top.end))
        yield from (aside(index, "cover_note", _FORWARDING) for index in range(top.end, forwarded.start))
        yield from _article(lines, forwarded, len(lines), credit_lines)
        return
    if top is None:
        yield from _quotations(lines, quoted)
    else:
        own_end = next((block.start for block, _ in quoted if block.announced), len(lines))
        yield from _article(lines, top, own_end, credit_lines, quoted)


def _quotations(lines: list[Line], quoted: Iterable[tuple[_Block, int]]) -> Iterator[Assigned]:
    for block, end in quoted:
        yield from _quotation(lines, block, end)


def _forwarded(lines: list[Line], top: _Block | None, quoted: list[_Block]) -> _Block | None:
    """The header of the mail that another brings with a few words of its own, as an article is passed on."""
    block = quoted[0] if top and len(quoted) == 1 and quoted[0].announced else None
    if block is None or top is None:
        return None
    own = sum(len(line.text.split()) for line in lines[top.end : block.start])
    rest = sum(len(line.text.split()) for line in lines[block.end :])
    return block if own <= _LONGEST_COVER_NOTE and rest > 2 * own else None


def _article(
    lines: list[Line],
    header: _Block,
    end: int,
    credit_lines: CreditLines,
    quoted: Iterable[tuple[_Block, int]] = (),
) -> Iterator[Assigned]:
    """A mail that is the article: its header, what it quotes, its signature, its salutation and closing lines."""
    title = _title_at(lines, header.end, credit_lines)
    yield from _header_of_article(lines, header, has_title=title is not None)
    body = header.end if title is None else title
    yield from (aside(index, "cover_note", _ABOVE_ARTICLE) for index in range(header.end, body))
    yield from _quotations(lines, quoted)
    signature = list(signature_of(lines, body, end))
    yield from signature
    yield from letter_parts(lines, body, signature[0].position if signature else end)


def _title_at(lines: list[Line], start: int, credit_lines: CreditLines) -> int | None:
    """Which line below a header is the headline of the text: the first, or one above a byline, with only a greeting
    before it."""
    if _has_title(lines, start):
        return start
    for index in range(start, min(start + _MOST_GREETING, len(lines) - 1)):
        below = lines[index + 1]
        apart = below.gap and (index == start or lines[index].gap) and not lines[index].depth
        credit = credit_lines.byline(below.text) if apart else None
        if credit and credit.announced and credit.persons and lines[index].text[-1] not in COLONS + COMMAS + ".!":
            return index
        if len(lines[index].text.split()) > _LONGEST_GREETING:
            return None
    return None


def _header_of_article(lines: list[Line], block: _Block, *, has_title: bool) -> Iterator[Assigned]:
    """The header above all else: its subject, sender and date are those of the article, if that has no title."""
    used: set[Role] = set()
    speaks = not has_title and {"headline", "byline"} & block.roles()
    continued: Role | None = None
    for index in range(block.start, block.end):
        field = block.fields.get(index)
        if field is None:  # a line that goes on with the field above
            if continued:
                yield Assigned(index, "mail_header", _HEADER, role=continued)
            else:
                yield aside(index, "mail_header", _HEADER)
            continue
        continued = None
        if speaks and field.role and field.role not in used and field.end > field.start:
            continued = field.role
            used.add(field.role)
            yield Assigned(index, "mail_header", _HEADER, field.start, field.end, field.role)
        else:
            yield aside(index, "mail_header", _HEADER)


def _has_title(lines: list[Line], index: int) -> bool:
    """Whether the text below a header begins with a headline of its own: a line by itself that is no salutation."""
    if index + 1 >= len(lines):
        return False
    first, text = lines[index], lines[index].text
    words = len(text.split())
    if first.depth or not lines[index + 1].gap or len(text) > _LONGEST_TITLE or extent(text) > LONG:
        return False
    return words >= _SHORTEST_TITLE and not ends_sentence(text) and text[-1] not in COLONS + COMMAS + ".!"


def _quoted_mails(lines: list[Line], start: int) -> Iterator[tuple[_Block, int]]:
    """The headers below the first, and where the mail that each opens ends: those that a line announces, and those in
    front of text marked with ``>``."""
    blocks = []
    index = start
    while index < len(lines):
        block = (
            _block(lines, index)
            if index == start
            or lines[index].gap
            or _is_forwarding(lines[index].text)
            or _RULE.fullmatch(lines[index - 1].text)
            else None
        )
        if block and len(block.roles()) > 1:
            blocks.append(block)
        index = block.end if block else max(index + 1, _end_of_forwarding(lines, index))
    for number, block in enumerate(blocks, 1):
        end = blocks[number].start if number < len(blocks) else len(lines)
        marked = block.end < len(lines) and lines[block.end].depth > 0
        if block.announced and not lines[block.start].depth:
            yield block, end
        elif marked:
            yield block, block.end


def _quotation(lines: list[Line], block: _Block, end: int) -> Iterator[Assigned]:
    """A quoted mail: what announces its header is furniture, the rest a quotation."""
    for index in range(block.start, end):
        if index < block.end and _is_forwarding(lines[index].text):
            yield aside(index, "mail_header", _HEADER)
        else:
            role: Role | None = "quotation" if index in block.fields else None
            yield Assigned(index, "mail_header", _HEADER, role=role, depth=1)


def _marked_with_initials(lines: list[Line]) -> Iterator[Assigned]:
    """Lines that are quoted with the initials of their author: ``SBH> We have hung the bell``."""
    matches = {index: match for index, line in enumerate(lines) if (match := _INITIALS.match(line.text))}
    if len(matches) < 2:
        return
    for index, match in matches.items():
        reason = "it names the author of a quoted line by initials"
        yield Assigned(index, "stray_mark", reason, start=match.end(), depth=match[0].count(">"))
