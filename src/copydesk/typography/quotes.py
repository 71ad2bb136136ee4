"""Straight quotation marks -> those of a language, apostrophes, or marks that are left alone."""

from __future__ import annotations

import re

from copydesk.locales import Typography
from copydesk.patterns import pattern

QUOTES = "\"'"
OPENING = "([{«“‘„‚‹「『¿¡/="
OTHER = "\ufffc"
"""Stands for anything that is not text, such as code; it counts as a letter."""

_MEASURE = re.compile(r"[°º]\s?\d+(?:[.,]\d+)?\s?'|\d\s?'\s?\d+(?:[.,]\d+)?\s?(?:\"|'')?|\d'(?=\s?\d)")
_DASHES = "-–—"
_CJK = pattern("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_DECADE = re.compile(r"'\d\ds?(?!\w)")
_LETTERS = re.compile(r"\w+")
_PRIME = re.compile(r"(?<!\w)[^\W\d_]'(?:\(|\s?[=+*^])")


class Quotes:
    """Classifies the straight marks of a text from left to right, by the characters beside them and the open
    quotations."""

    def __init__(self, text: str, custom: Typography, literal: set[int]) -> None:
        """``literal`` are the positions of characters that must not change."""
        self._text = text
        self._custom = custom
        self._open: list[str] = []
        self._kinds: dict[int, str] = {}
        self._positions = [position for position, mark in enumerate(text) if mark in QUOTES]
        kept = [*_MEASURE.finditer(text), *_PRIME.finditer(text)]
        self._untouched = literal.union(*(range(*match.span()) for match in kept))
        self._following = self._characters_after()
        self._last_close = max((position for position in self._positions if self._closes(position)), default=-1)

    def replace_in(self, characters: list[str]) -> None:
        """Replaces, in the list of characters, each mark whose kind is certain."""
        outer, close_outer, inner, close_inner = tuple(self._custom.quotes)
        inside = self._custom.inside
        for position in self._positions:
            mark = self._text[position]
            kind = self._kinds[position] = self._kind(position, mark)
            if kind == "apostrophe":
                characters[position] = "’"
            elif kind == "open":
                nested = mark == "'" or '"' in self._open
                self._open.append(mark if not nested or mark == "'" else '""')
                characters[position] = inner if nested else outer + (inside if outer == "«" else "")
            elif kind == "close":
                nested = self._close(mark)
                characters[position] = close_inner if nested else (inside if outer == "«" else "") + close_outer

    def _close(self, mark: str) -> bool:
        """Removes the innermost open mark of this kind from the stack; returns whether it was nested in another."""
        nested = mark == "'"
        while self._open:
            top = self._open.pop()
            if top[0] == mark:
                return nested or top == '""'
        return nested

    def _characters_after(self) -> dict[int, str]:
        """The character after each mark, skipping other marks; empty at the end of the text."""
        following: dict[int, str] = {}
        for position in reversed(self._positions):
            beside = self._text[position + 1 : position + 2]
            following[position] = following[position + 1] if beside and beside in QUOTES else beside
        return following

    def _before(self, position: int) -> str:
        """The character before a mark, or the kind of another mark there."""
        return self._kinds.get(position - 1) or (self._text[position - 1] if position else "")

    def _closes(self, position: int) -> bool:
        """Whether a single mark could close something."""
        before, after = self._text[position - 1 : position] if position else "", self._following[position]
        return (
            self._text[position] == "'"
            and position not in self._untouched
            and bool(before.strip())
            and not (after and is_letter(after))
        )

    def _kind(self, position: int, mark: str) -> str:
        before, after = self._before(position), self._following[position]
        if position in self._untouched or (
            before == "left" and (mark not in self._open_marks() or self._closed_later(position, mark))
        ):
            return "left"
        if self._doubled(position, mark):
            return "left"
        if _HEBREW.match(before) and (is_letter(after) or mark not in self._open_marks()):
            return "left"  # it abbreviates a word, or marks a foreign sound
        if self._custom.unspaced:
            return self._between_characters(mark, before, after)
        if is_letter(before) and is_letter(after):
            return "apostrophe" if mark == "'" else "close" if self._opened_in_word(position) else "left"
        if before == "apostrophe" and is_letter(after):  # L'"Unità"
            return self._opening(position, mark)
        opens, closes = self._may(before, after)
        if opens and closes:
            opens, closes = is_letter(after), not is_letter(after)
        if opens:
            return self._opening(position, mark)
        return self._closing(position, mark, before) if closes else "left"

    def _doubled(self, position: int, mark: str) -> bool:
        """Whether a mark is beside another of its kind without being the end of two quotations or an apostrophe at the
        start or end of one: then the two mean something else, as in typewritten code."""
        text = self._text
        if text[position - 1 : position] != mark and text[position + 1 : position + 2] != mark:
            return False
        if is_letter(self._following[position]):
            return mark == '"' or not self._elided(text.find("'", position) + (text[position + 1] == mark))
        return [each[0] for each in self._open].count(mark) < (1 if mark == "'" else 2) and self._kinds.get(
            position - 1
        ) != "close"

    def _elided(self, position: int) -> bool:
        """Whether the mark here replaces the beginning of a word or a year."""
        word = _LETTERS.match(self._text, position + 1)
        short = word is not None and word[0].casefold() in self._custom.elided.split()
        return short or _DECADE.match(self._text, position) is not None

    def _opened_in_word(self, position: int) -> bool:
        """Whether a double mark is open in the same word, as in ``"Aurora"s``."""
        word = self._text[max(0, position - 80) : position].rsplit(None, 1)[-1]
        return '"' in self._open_marks() and '"' in word

    def _open_marks(self) -> set[str]:
        return {each[0] for each in self._open}

    @staticmethod
    def _may(before: str, after: str) -> tuple[bool, bool]:
        """Whether a mark may open, and whether it may close, by the characters beside it."""
        outside = not before.strip() or before == "open" or before in OPENING
        dash = before in _DASHES if before else False
        return (outside or dash) and bool(after.strip()), not outside

    def _opening(self, position: int, mark: str) -> str:
        if mark == '"':
            return "open"
        if self._elided(position):
            return "apostrophe"
        return "open" if self._last_close > position or not self._text[:position].strip(QUOTES + " ") else "apostrophe"

    def _closing(self, position: int, mark: str, before: str) -> str:
        """A mark after a word closes, is an apostrophe, or after a digit means inches or feet."""
        is_open = mark in self._open_marks()
        if before.isdigit() and (not is_open or self._closed_later(position, mark)):
            return "left"
        return "close" if is_open or mark == '"' else "apostrophe"

    def _closed_later(self, position: int, mark: str) -> bool:
        """Whether the next mark of this kind closes, so that this one does not have to."""
        following = self._text.find(mark, position + 1)
        if following < 0:
            return False
        return bool(self._text[following - 1].strip()) and not is_letter(self._following[following])

    def _between_characters(self, mark: str, before: str, after: str) -> str:
        """In scripts without spaces, marks between characters of the script open and close alternately."""
        if not all(not beside or beside in ("open", "close") or _CJK.match(beside) for beside in (before, after)):
            return "left"
        return "close" if mark in self._open_marks() else "open" if after else "left"


def is_letter(character: str) -> bool:
    """Whether this is one letter or digit."""
    return len(character) == 1 and (character.isalnum() or character == OTHER)
