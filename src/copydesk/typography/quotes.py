"""Straight quotation marks -> those of a language, apostrophes, or what is neither."""

from __future__ import annotations

import re

from copydesk.locales import Typography

QUOTES = "\"'"
OPENING = "([{«“‘„‚‹「『¿¡/="
OTHER = "\ufffc"
"""Stands for what is not text, such as a piece of code: a letter, as far as quotes are concerned."""

_MEASURE = re.compile(r"[°º]\s?\d+(?:[.,]\d+)?\s?'|\d\s?'\s?\d+(?:[.,]\d+)?\s?(?:\"|'')?|\d'(?=\s?\d)")
_DASHES = "-–—"
_CJK = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_DECADE = re.compile(r"'\d\ds?(?!\w)")
_LETTERS = re.compile(r"\w+")
_PRIME = re.compile(r"(?<!\w)[^\W\d_]'(?:\(|\s?[=+*^])")


class Quotes:
    """The straight marks of a text, judged from left to right by what stands beside them and what is open."""

    def __init__(self, text: str, custom: Typography, literal: set[int]) -> None:
        """``literal`` are the places of the characters that are kept to the letter."""
        self._text = text
        self._custom = custom
        self._open: list[str] = []
        self._kinds: dict[int, str] = {}
        self._places = [place for place, mark in enumerate(text) if mark in QUOTES]
        kept = [*_MEASURE.finditer(text), *_PRIME.finditer(text)]
        self._left = literal.union(*(range(*match.span()) for match in kept))
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
            found[place] = found[place + 1] if beside and beside in QUOTES else beside
        return found

    def _before(self, place: int) -> str:
        """What stands before a mark: a character, or the kind of another mark."""
        return self._kinds.get(place - 1) or (self._text[place - 1] if place else "")

    def _closes(self, place: int) -> bool:
        """Whether a single mark could close something."""
        before, after = self._text[place - 1 : place] if place else "", self._following[place]
        return (
            self._text[place] == "'"
            and place not in self._left
            and bool(before.strip())
            and not (after and is_letter(after))
        )

    def _kind(self, place: int, mark: str) -> str:
        before, after = self._before(place), self._following[place]
        if place in self._left or (
            before == "left" and (mark not in self._open_marks() or self._closed_later(place, mark))
        ):
            return "left"
        if self._doubled(place, mark):
            return "left"
        if _HEBREW.match(before) and (is_letter(after) or mark not in self._open_marks()):
            return "left"  # it shortens a word, or makes a sound of another language
        if self._custom.unspaced:
            return self._between_characters(mark, before, after)
        if is_letter(before) and is_letter(after):
            return "apostrophe" if mark == "'" else "close" if self._opened_in_word(place) else "left"
        if before == "apostrophe" and is_letter(after):  # L'"Unità"
            return self._opening(place, mark)
        opens, closes = self._may(before, after)
        if opens and closes:
            opens, closes = is_letter(after), not is_letter(after)
        if opens:
            return self._opening(place, mark)
        return self._closing(place, mark, before) if closes else "left"

    def _doubled(self, place: int, mark: str) -> bool:
        """Whether a mark stands beside another of its kind, and they are not the ends of two quotations nor an
        apostrophe at one's beginning or end: they mean something else, as in typewritten code."""
        text = self._text
        if text[place - 1 : place] != mark and text[place + 1 : place + 2] != mark:
            return False
        if is_letter(self._following[place]):
            return mark == '"' or not self._elided(text.find("'", place) + (text[place + 1] == mark))
        return [each[0] for each in self._open].count(mark) < (1 if mark == "'" else 2) and self._kinds.get(
            place - 1
        ) != "close"

    def _elided(self, place: int) -> bool:
        """Whether the mark here stands for the beginning of a word or a year."""
        word = _LETTERS.match(self._text, place + 1)
        short = word is not None and word[0].casefold() in self._custom.elided.split()
        return short or _DECADE.match(self._text, place) is not None

    def _opened_in_word(self, place: int) -> bool:
        """Whether a double mark is open that stands in the same word: that of ``"Aurora"s``."""
        word = self._text[max(0, place - 80) : place].rsplit(None, 1)[-1]
        return '"' in self._open_marks() and '"' in word

    def _open_marks(self) -> set[str]:
        return {each[0] for each in self._open}

    @staticmethod
    def _may(before: str, after: str) -> tuple[bool, bool]:
        """Whether a mark may open, and whether it may close, by what stands beside it."""
        outside = not before.strip() or before == "open" or before in OPENING
        dash = before in _DASHES if before else False
        return (outside or dash) and bool(after.strip()), not outside

    def _opening(self, place: int, mark: str) -> str:
        if mark == '"':
            return "open"
        if self._elided(place):
            return "apostrophe"
        return "open" if self._last_close > place or not self._text[:place].strip(QUOTES + " ") else "apostrophe"

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
        return bool(self._text[following - 1].strip()) and not is_letter(self._following[following])

    def _between_characters(self, mark: str, before: str, after: str) -> str:
        """Where no space parts words, a mark that stands between characters of the script opens and closes in turn."""
        if not all(not beside or beside in ("open", "close") or _CJK.match(beside) for beside in (before, after)):
            return "left"
        return "close" if mark in self._open_marks() else "open" if after else "left"


def is_letter(character: str) -> bool:
    """Whether this is one letter or digit."""
    return len(character) == 1 and (character.isalnum() or character == OTHER)
