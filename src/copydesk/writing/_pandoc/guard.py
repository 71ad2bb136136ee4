"""Escapes words that pandoc would write as markup: its writers of light markup escape little at the start of lines.

    Para [Str "..", Space, Str "x"]   ->   Para [RawInline rst "\\.\\.", Space, Str "x"]

``GUARDS`` says for each such format which words are affected and how to escape them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple


class Guard(NamedTuple):
    """Patterns of words that are markup at the start of a line, and anywhere; ``raw`` escapes such a word."""

    start: str
    anywhere: str
    raw: Callable[[str], str]


def _backslashes(word: str) -> str:
    return re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", word)


def _nowiki(word: str) -> str:
    return f"<nowiki>{escape(word, quote=False)}</nowiki>"


def _references(word: str) -> str:
    """Numeric character references, which AsciiDoc never treats as markup."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark[0])};", word)


_NEVER = r"(?!)"
_ITEM = r"\(?(?:\w+|#)[.)]$"

GUARDS: dict[str, Guard] = {
    "asciidoc": Guard(
        rf"[^\w\u0080-\U0010ffff]|{_ITEM}",
        r"[\[\]{}<>|`*_#^~+\\@]|::|;;|:$|//|\(\(|\)\)|\((?:C|R|TM)\)|--|\.\.\.|=>|\w:\S|&\S+;|^\w\S*:|''|\$\$",
        _references,
    ),
    "djot": Guard(rf"[-#>:|+*]|{_ITEM}", _NEVER, _backslashes),
    "mediawiki": Guard(r"[=*#:;|!-]|https?:", r"\{\{|\}\}|\[|\]|~~~|__|''|=$|^(?:ISBN|RFC|PMID)$", _nowiki),
    "rst": Guard(rf"[^\w\s\"'(\u0080-\U0010ffff]|([\"'(])\1|{_ITEM}", r"::|:`|`:", _backslashes),
}
"""The supported formats of light markup, and what pandoc does not escape in them."""


def guarded(content: Any, to: str) -> Any:
    """pandoc's elements or metadata, with affected words escaped as raw text; unchanged for other formats."""
    guard = GUARDS.get(to)
    return _Guarded(guard, to).walk(content) if guard else content


class _Guarded:
    def __init__(self, guard: Guard, to: str) -> None:
        self._start = re.compile(guard.start)
        self._anywhere = re.compile(guard.anywhere)
        self._raw = guard.raw
        self._to = to

    def walk(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.walk(part) for part in value]
        if not isinstance(value, dict):
            return value
        if "t" not in value:
            return {key: self.walk(part) for key, part in value.items()}
        kind: str = value["t"]
        content: Any = value.get("c")
        if kind in ("Para", "Plain", "MetaInlines"):
            return {"t": kind, "c": self._line(content)}
        if kind == "Header":
            return {"t": kind, "c": [*content[:2], self._line(content[2])]}
        if kind == "LineBlock":
            return {"t": kind, "c": [self._line(line) for line in content]}
        if kind == "Str":
            return self._word(content, at_start=False)
        unsaid = content is None or kind in ("Code", "CodeBlock")
        return value if unsaid else {**value, "c": self.walk(content)}

    def _line(self, inlines: list[Any]) -> list[Any]:
        """The inlines of a block; a line begins with the first one and after each line break."""
        result = []
        at_start = True
        for inline in inlines:
            result.append(self._word(inline["c"], at_start=at_start) if inline["t"] == "Str" else self.walk(inline))
            at_start = inline["t"] == "LineBreak"
        return result

    def _word(self, word: str, *, at_start: bool) -> dict[str, Any]:
        if self._anywhere.search(word) or (at_start and self._start.match(word)):
            return {"t": "RawInline", "c": [self._to, self._raw(word)]}
        return {"t": "Str", "c": word}
