"""Typed text -> set text: the quotation marks, apostrophes, dashes and spaces that the article's language has.

    typeset(article)  # 'He said "no" -- twice' -> 'He said “no” — twice'

The words stay as they are, and what is set already stays too. Program text, preformatted text, addresses, furniture,
and marks that are no quotation marks (5' 10", 40° 26' 46") are left alone. ``locales`` say what a language has, after
CLDR; the spaces of French follow the Lexique of the Imprimerie nationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from copydesk.locales import Typography, typography
from copydesk.tree import (
    Article,
    Byline,
    Code,
    Dateline,
    Emphasis,
    Figure,
    Furniture,
    LineBreak,
    Link,
    Metadata,
    Node,
    NoteRef,
    Person,
    Preformatted,
    PubDate,
    Source,
    Strong,
    Superscript,
    Text,
    Verse,
)

__all__ = ["set_text", "typeset"]


def typeset(article: Article) -> Article:
    """The article set by the custom of its language, its origins and furniture as they were."""
    return _Setter(typography(article.lang)).node(article)  # type: ignore[no-any-return]


def set_text(text: str, lang: str) -> str:
    """The same for a plain text: one paragraph, or one title."""
    return _set(text, typography(lang))


# ------------------------------------------------------------------------------------------------ the tree

_INLINE = (Text, Emphasis, Strong, Link, Superscript, Code, LineBreak, NoteRef)
_AS_IT_IS = (Preformatted, Furniture, Source, Metadata)
_TOLD: dict[type, tuple[str, ...]] = {
    Byline: ("text",),
    Person: ("name", "role", "affiliation", "place"),
    PubDate: ("text",),
    Dateline: ("text", "place"),
    Figure: ("alt",),
}
"""The fields that are text and no inlines."""

_OTHER = "\ufffc"  # stands for what is not text: a letter, as far as quotes are concerned


class _Setter:
    def __init__(self, custom: Typography) -> None:
        self._custom = custom

    def node(self, node: Any) -> Any:
        """A node, or a tuple, with all below it."""
        if isinstance(node, tuple):
            return self._run(node) if node and isinstance(node[0], _INLINE) else tuple(map(self.node, node))
        if not isinstance(node, Node) or isinstance(node, _AS_IT_IS):
            return node
        if isinstance(node, Verse):
            return structs.replace(node, lines=self._lines(node.lines))
        told = {name: getattr(node, name) for name in _TOLD.get(type(node), ())}
        changed: dict[str, Any] = {name: _set(text, self._custom) for name, text in told.items() if text}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, (tuple, Node)) and name != "origin":
                changed[name] = self.node(value)
        return structs.replace(node, **changed)

    def _run(self, inlines: tuple[Any, ...]) -> tuple[Any, ...]:
        """The inlines of one block: a quotation may open in one and close in another."""
        words = "".join(map(_flat, inlines))
        parts = iter(_pieces(words, self._custom))
        return tuple(_filled(inline, parts) for inline in inlines)

    def _lines(self, lines: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
        """The lines of a poem, through which quotations run on."""
        words = "\n".join("".join(map(_flat, line)) for line in lines)
        parts = iter(_pieces(words, self._custom))
        made = []
        for place, line in enumerate(lines):
            if place:
                next(parts)
            made.append(tuple(_filled(inline, parts) for inline in line))
        return tuple(made)


def _flat(inline: Any) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, LineBreak):
        return "\n"
    if isinstance(inline, NoteRef):
        return ""
    return _OTHER if isinstance(inline, Code) else "".join(map(_flat, inline.inlines))


def _filled(inline: Any, parts: Iterator[str]) -> Any:
    """The inline with its characters replaced by the next parts, one for each."""
    if isinstance(inline, Text):
        return Text("".join(next(parts) for _ in inline.text))
    if isinstance(inline, (LineBreak, Code)):
        next(parts)
        return inline
    if isinstance(inline, NoteRef):
        return inline
    return structs.replace(inline, inlines=tuple(_filled(child, parts) for child in inline.inlines))


# ------------------------------------------------------------------------------------------------ the text

_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|\w@\w")
_MEASURE = re.compile(r"\d\s?'\s?\d+(?:[.,]\d+)?\s?(?:\"|'')?|\d'(?=\s?\d)")
_ELLIPSIS = re.compile(r"(?<![.…])\.{3}(?!\.\.)")
_HYPHEN = re.compile(r"(?<=[^\s\d] )-(?= \S)|(?<=\S )-(?= [^\s\d])")
_DOUBLE = re.compile(
    r"(?<=[^\s-] )-{2,3}(?= [^\s-])|(?<=[\w.,;:!?\"'”’»)\]])(?<!<!)-{2,3}(?=[\w\"'“‘«(\s]|$)(?<!\d--(?=\d))"
)
_RANGE = re.compile(r"(?<=\d)--(?=\d)")
_OPENING = "([{«“‘„‚‹「『¿¡/="
_DASHES = "-–—"
_QUOTES = "\"'"
_CJK = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_DECADE = re.compile(r"'\d\ds?(?!\w)")
_LETTERS = re.compile(r"\w+")


def _set(text: str, custom: Typography) -> str:
    return "".join(_pieces(text, custom))


def _pieces(text: str, custom: Typography) -> list[str]:
    """What each character of a text becomes.

    A mark that is set may be what tells the next one, so it is done again until nothing changes.
    """
    made = list(text)
    while True:
        told = "".join(made)
        edits = _edits(told, custom)
        if "".join(edits) == told:
            return made
        parts = iter(edits)
        made = ["".join(next(parts) for _ in part) for part in made]


def _edits(text: str, custom: Typography) -> list[str]:
    made = list(text)
    if '"' in text or "'" in text:
        _Quotes(text, custom).put(made)
    if not custom.unspaced:
        for match in _ELLIPSIS.finditer(text):
            made[match.start() : match.end()] = ["…", "", ""]
    for pattern, dash in zip((_HYPHEN, _DOUBLE, _RANGE), (*custom.dashes, "–") if custom.dashes else (), strict=False):
        for match in pattern.finditer(text):
            made[match.start() : match.end()] = [dash, *[""] * (len(match[0]) - 1)]
    if custom.inside:
        _space(text, made, custom)
    for start, end in _addresses(text):
        made[start:end] = text[start:end]
    return made


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, without the marks around them."""
    for word in _WORD.finditer(text) if "://" in text or "www." in text or "@" in text else ():
        if _ADDRESS.search(word[0]):
            bare = word[0].lstrip("\"'([{<«“‘„")
            start = word.end() - len(bare)
            yield start, start + len(bare.rstrip("\"'.,;:!?)]}>»”’"))


class _Quotes:
    """The straight marks of a text, judged from left to right by what stands beside them and what is open."""

    def __init__(self, text: str, custom: Typography) -> None:
        self._text = text
        self._custom = custom
        self._open: list[str] = []
        self._kinds: dict[int, str] = {}
        self._measures = {place for match in _MEASURE.finditer(text) for place in range(*match.span())}
        self._places = [place for place, mark in enumerate(text) if mark in _QUOTES]
        self._following = self._afters()
        self._last_close = max((place for place in self._places if self._closes(place)), default=-1)

    def put(self, made: list[str]) -> None:
        """Puts each mark that can be told in its place among the characters."""
        outer, close_outer, inner, close_inner = tuple(self._custom.quotes)
        inside = self._custom.inside
        for place in self._places:
            mark = self._text[place]
            kind = self._kinds[place] = self._kind(place, mark)
            if kind == "apostrophe":
                made[place] = "’"
            elif kind == "open":
                nested = mark == "'" or '"' in self._open
                self._open.append(mark if not nested or mark == "'" else '""')
                made[place] = inner if nested else outer + (inside if outer == "«" else "")
            elif kind == "close":
                nested = self._closed(mark)
                made[place] = close_inner if nested else (inside if outer == "«" else "") + close_outer

    def _closed(self, mark: str) -> bool:
        """Takes the innermost open mark of this kind from the stack; tells whether it stood inside another."""
        nested = mark == "'"
        while self._open:
            top = self._open.pop()
            if top[0] == mark:
                return nested or top == '""'
        return nested

    def _afters(self) -> dict[int, str]:
        """What follows each mark, other marks passed over; empty at the end."""
        found: dict[int, str] = {}
        for place in reversed(self._places):
            beside = self._text[place + 1 : place + 2]
            found[place] = found[place + 1] if beside and beside in _QUOTES else beside
        return found

    def _before(self, place: int) -> str:
        """What stands before a mark: a character, or the kind of another mark."""
        return self._kinds.get(place - 1) or (self._text[place - 1] if place else "")

    def _closes(self, place: int) -> bool:
        """Whether a single mark could close something."""
        before, after = self._text[place - 1 : place] if place else "", self._following[place]
        return self._text[place] == "'" and bool(before.strip()) and not (after and _is_letter(after))

    def _kind(self, place: int, mark: str) -> str:
        before, after = self._before(place), self._following[place]
        if place in self._measures or before == "left":
            return "left"
        if _HEBREW.match(before) and (_is_letter(after) or mark not in self._open_marks()):
            return "left"  # it shortens a word, or makes a sound of another language
        if self._custom.unspaced:
            return self._between_characters(mark, before, after)
        if _is_letter(before) and _is_letter(after):
            return "apostrophe" if mark == "'" else "left"
        opens, closes = self._may(before, after)
        if opens and closes:
            opens, closes = _is_letter(after), not _is_letter(after)
        if opens:
            return self._opening(place, mark)
        return self._closing(place, mark, before) if closes else "left"

    def _open_marks(self) -> set[str]:
        return {each[0] for each in self._open}

    @staticmethod
    def _may(before: str, after: str) -> tuple[bool, bool]:
        """Whether a mark may open, and whether it may close, by what stands beside it."""
        outside = not before.strip() or before == "open" or before in _OPENING
        dash = before in _DASHES if before else False
        return (outside or dash) and bool(after.strip()), not outside

    def _opening(self, place: int, mark: str) -> str:
        if mark == '"':
            return "open"
        word = _LETTERS.match(self._text, place + 1)
        elided = _DECADE.match(self._text, place) or (word and word[0].casefold() in self._custom.elided.split())
        if elided:
            return "apostrophe"
        return "open" if self._last_close > place or not self._text[:place].strip(_QUOTES + " ") else "apostrophe"

    def _closing(self, place: int, mark: str, before: str) -> str:
        """A mark after a word closes, is an apostrophe, or after a digit means inches or feet."""
        is_open = mark in self._open_marks()
        if before.isdigit() and (not is_open or self._closed_later(place, mark)):
            return "left"
        return "close" if is_open or mark == '"' else "apostrophe"

    def _closed_later(self, place: int, mark: str) -> bool:
        """Whether the next mark of this kind closes, so that this one need not."""
        following = self._text.find(mark, place + 1)
        if following < 0:
            return False
        return bool(self._text[following - 1].strip()) and not _is_letter(self._following[following])

    def _between_characters(self, mark: str, before: str, after: str) -> str:
        """Where no space parts words, a mark that stands between characters of the script opens and closes in turn."""
        if not all(not beside or beside in ("open", "close") or _CJK.match(beside) for beside in (before, after)):
            return "left"
        return "close" if mark in self._open_marks() else "open" if after else "left"


def _is_letter(character: str) -> bool:
    return len(character) == 1 and (character.isalnum() or character == _OTHER)


_SPACED = " \u00a0\u2009"


def _space(text: str, made: list[str], custom: Typography) -> None:
    """The spaces that do not break, before high marks and inside quotation marks."""
    for place, character in enumerate(text):
        space = custom.space_before(character)
        if space and place:
            _space_before(text, made, place, space)
        elif character == "«" and place + 1 < len(text):
            following = text[place + 1]
            if following in _SPACED:
                made[place + 1] = custom.inside
            elif not following.isspace():
                made[place] += custom.inside
        elif character == "»" and place:
            _space_before(text, made, place, custom.inside)


def _space_before(text: str, made: list[str], place: int, space: str) -> None:
    before, after = text[place - 1], text[place + 1 : place + 2]
    if before in _SPACED and place > 1:
        made[place - 1] = space
    elif not before.isspace() and before not in _OPENING + "!?;:«" and (not after or not _is_letter(after)):
        made[place] = space + made[place]
