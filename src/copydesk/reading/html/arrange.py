"""Blocks whose markup says less than their setting: captions below pictures, headings in bold, rules at the ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from copydesk.reading._shared.breaks import with_breaks
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import Break, Figure, Heading, Inline, LineBreak, List, Paragraph, Section, Strong, Text
from copydesk.visit import plain

_LONGEST_HEADING = 12  # words
_FEWEST_INLINES = 3  # a line in bold, its end, and another line
_FEWEST_WORDS = 3  # of a picture's description that a caption repeats
_FEWEST_ITEMS = 2  # of a list of lines
_BULLET = re.compile(r"\s*([-•·*▪■●◦‣])[ \xa0]+")
_NO_HEADING = re.compile(r"[.!?:;,…。！？：、]\W*$")


def arranged(body: list[Section]) -> list[Section]:
    """The sections of a body with captions in their figures, bold lines as headings, lines behind bullets as lists, and
    rules only between others."""
    return _without_outer_rules(with_breaks(_with_headings(_with_lists(_with_captions(body)))))


def _with_captions(body: list[Section]) -> list[Section]:
    """A paragraph that repeats the description of the picture above it is its caption."""
    result: list[Section] = []
    for section in body:
        above = result[-1] if result else None
        if isinstance(section, Paragraph) and isinstance(above, Figure) and not above.caption:
            described, words = _words(above.alt), _words(plain(section))
            if (
                len(described) >= _FEWEST_WORDS
                and words[: len(described)] == described
                and len(words) < 3 * len(described)
            ):
                result[-1] = replace(above, caption=section.inlines)
                continue
        result.append(section)
    return result


def _with_lists(body: list[Section]) -> list[Section]:
    """Paragraphs whose lines all open with the same bullet as lists of these lines."""
    return [_as_list(section) or section if isinstance(section, Paragraph) else section for section in body]


def _as_list(paragraph: Paragraph) -> List | None:
    lines: list[list[Inline]] = [[]]
    for inline in paragraph.inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    openings = [line[0] if line else None for line in lines]
    bullets = {match[1] if isinstance(each, Text) and (match := _BULLET.match(each.text)) else "" for each in openings}
    if len(lines) < _FEWEST_ITEMS or len(bullets) > 1 or "" in bullets:
        return None
    if bullets == {"-"} and any(ends_sentence(plain(tuple(line))) for line in lines):
        return None  # what people say
    items = []
    for first, *rest in lines:
        text = _BULLET.sub("", plain((first,)), count=1)
        inlines = (*([Text(text)] if text else []), *rest)
        items.append((Paragraph(inlines),) if inlines else ())
    return List(tuple(items)) if all(items) else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _with_headings(body: list[Section]) -> list[Section]:
    """A short line all in bold, with a paragraph of text or a list below it, is a heading."""
    levels = [section.level for section in body if isinstance(section, Heading)]
    level = min(levels, default=2)
    body = [part for section in body for part in _parted(section, level)]
    result: list[Section] = []
    for number, section in enumerate(body):
        below = body[number + 1] if number + 1 < len(body) else None
        above = body[number - 1] if number else None
        bold = _bold(section)
        is_alone = isinstance(below, Paragraph | List) and not _bold(below) and not _bold(above)
        if bold and is_alone and _is_heading(bold):
            result.append(Heading(level, bold))
        else:
            result.append(section)
    return result


def _parted(section: Section, level: int) -> list[Section]:
    """A paragraph that opens with a line all in bold, with a line of text below it, as a heading and its text."""
    if not isinstance(section, Paragraph) or len(section.inlines) < _FEWEST_INLINES:
        return [section]
    first, second, *rest = section.inlines
    if not isinstance(first, Strong) or not isinstance(second, LineBreak) or not _is_heading(first.inlines, asks=True):
        return [section]
    if any(isinstance(inline, LineBreak) for inline in rest) or not ends_sentence(plain(tuple(rest))):
        return [section]
    return [Heading(level, first.inlines), replace(section, inlines=tuple(rest))]


def _bold(section: Section | None) -> tuple[Inline, ...]:
    """The inlines of a paragraph that is all in bold; empty for any other."""
    if (
        isinstance(section, Paragraph)
        and len(section.inlines) == 1
        and isinstance(strong := section.inlines[0], Strong)
    ):
        return strong.inlines
    return ()


def _is_heading(inlines: tuple[Inline, ...], *, asks: bool = False) -> bool:
    """Whether a line all in bold is a heading; a question is one if it ``asks`` what stands in the next line."""
    text = plain(inlines)
    if asks:
        text = text.rstrip("?؟？ \xa0")
    return (
        len(text.split()) <= _LONGEST_HEADING
        and "\n" not in text
        and not ends_sentence(text)
        and not _NO_HEADING.search(text)
    )


def _without_outer_rules(body: Iterable[Section]) -> list[Section]:
    result: list[Section] = []
    for section in body:
        if not isinstance(section, Break) or (result and not isinstance(result[-1], Break)):
            result.append(section)
    while result and isinstance(result[-1], Break):
        result.pop()
    return result
