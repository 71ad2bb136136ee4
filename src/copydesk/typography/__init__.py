"""Typed text -> typeset text: quotation marks, apostrophes, dashes and spaces by the rules of the article's language.

    typeset(article)  # 'He said "no" -- twice' -> 'He said “no” — twice'

Words, and marks that are already typeset, are not changed. Program text, preformatted text, addresses, file names,
options, furniture, and marks that are no quotation marks (5' 10", 40° 26' 46") are left alone: a mark is replaced
only if its meaning is certain. ``locales`` have the rules of each language, after CLDR; the spaces of French follow
the Lexique of the Imprimerie nationale.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
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
from copydesk.typography.quotes import OTHER
from copydesk.typography.text import pieces

__all__ = ["set_text", "typeset"]


def typeset(article: Article) -> Article:
    """The article typeset by the rules of its language, with unchanged origins and furniture."""
    return _Setter(typography(article.lang)).node(article)  # type: ignore[no-any-return]


def set_text(text: str, lang: str) -> str:
    """Like ``typeset`` for a plain text: one paragraph, or one title."""
    return "".join(pieces(text, typography(lang)))


# ------------------------------------------------------------------------------------------------ the tree

_INLINE = (Text, Emphasis, Strong, Link, Superscript, Code, LineBreak, NoteRef)
_AS_IT_IS = (Preformatted, Furniture, Source, Metadata)
_TEXT_FIELDS: dict[type, tuple[str, ...]] = {
    Byline: ("text",),
    Person: ("name", "role", "affiliation", "place"),
    PubDate: ("text",),
    Dateline: ("text", "place"),
    Figure: ("alt",),
}
"""The fields that are plain text, not inlines."""


class _Setter:
    def __init__(self, custom: Typography) -> None:
        self._custom = custom

    def node(self, node: Any) -> Any:
        """A node, or a tuple, typeset with all its descendants."""
        if isinstance(node, tuple):
            return self._run(node) if node and isinstance(node[0], _INLINE) else tuple(map(self.node, node))
        if not isinstance(node, Node) or isinstance(node, _AS_IT_IS):
            return node
        if isinstance(node, Verse):
            return structs.replace(node, lines=self._lines(node.lines))
        texts = {name: getattr(node, name) for name in _TEXT_FIELDS.get(type(node), ())}
        changed: dict[str, Any] = {name: "".join(pieces(text, self._custom)) for name, text in texts.items() if text}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, (tuple, Node)) and name != "origin":
                changed[name] = self.node(value)
        return structs.replace(node, **changed)

    def _run(self, inlines: tuple[Any, ...]) -> tuple[Any, ...]:
        """The inlines of one block, together: a quotation may open in one and close in another."""
        words = "".join(map(_flat, inlines))
        parts = iter(pieces(words, self._custom))
        return tuple(_filled(inline, parts) for inline in inlines)

    def _lines(self, lines: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
        """The lines of a poem, together: a quotation may run over several."""
        words = "\n".join("".join(map(_flat, line)) for line in lines)
        parts = iter(pieces(words, self._custom))
        result = []
        for index, line in enumerate(lines):
            if index:
                next(parts)
            result.append(tuple(_filled(inline, parts) for inline in line))
        return tuple(result)


def _flat(inline: Any) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, LineBreak):
        return "\n"
    if isinstance(inline, NoteRef):
        return ""
    return OTHER if isinstance(inline, Code) else "".join(map(_flat, inline.inlines))


def _filled(inline: Any, parts: Iterator[str]) -> Any:
    """The inline with each character replaced by the next of the parts."""
    if isinstance(inline, Text):
        return Text("".join(islice(parts, len(inline.text))))
    if isinstance(inline, (LineBreak, Code)):
        next(parts)
        return inline
    if isinstance(inline, NoteRef):
        return inline
    return structs.replace(inline, inlines=tuple(_filled(child, parts) for child in inline.inlines))
