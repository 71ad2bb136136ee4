"""Words and attributes in HTML, escaped, without the characters that XML forbids."""

from __future__ import annotations

from html import escape
from unicodedata import east_asian_width

from copydesk.problems import Problem
from copydesk.writing._shared.bidi import isolates
from copydesk.writing._shared.word_check import clean


def attributes(**values: str | int | None) -> str:
    """``attributes(class_="a", href=None)`` is ``' class="a"'``: each that is not None, escaped, in order."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in values.items()
        if value is not None
    )


_LONG, _VERY_LONG = 110, 200  # letters of a headline that is set smaller


def headline_class(words: str) -> str:
    """The classes of a headline: a long one is set smaller, so that it leaves room for the text below it."""
    length = sum(2 if east_asian_width(character) in "WF" else 1 for character in words)
    return "headline very-long" if length > _VERY_LONG else "headline long" if length > _LONG else "headline"


class Words:
    """Words of one document; a problem is added to ``problems`` for each character that XML forbids."""

    def __init__(self, *, rtl: bool) -> None:
        self.problems: list[Problem] = []
        self._rtl = rtl

    def words(self, words: str) -> str:
        """Words of the text as HTML; in right-to-left text, its left-to-right parts in elements of their own."""
        if not self._rtl:
            return self.escape(words)
        return "".join(
            f'<bdi dir="ltr">{self.escape(piece)}</bdi>' if ltr else self.escape(piece)
            for piece, ltr in isolates(words)
        )

    def escape(self, words: str) -> str:
        """Words escaped for the content of an element."""
        return escape(self.clean(words), quote=False)

    def clean(self, words: str) -> str:
        """The words, with U+FFFD and a problem for each character that XML forbids."""
        return clean(words, self.problems)
