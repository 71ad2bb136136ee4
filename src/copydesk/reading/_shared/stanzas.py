"""Poems in the markup of pages and e-books, by the names of classes: ``<div class="stanza"><p>a line</p>...``.

There, a line is a paragraph, a ``div`` or a ``span`` of its own, or ends with a line break. A stanza becomes a
paragraph with line breaks, in a division that says so.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

VERSE = "data-verse"
"""The attribute of a division that holds stanzas, each a paragraph with line breaks."""

_STANZA = re.compile(
    r"(?:.*[-_])?(?:stanzas?|strophes?|strofa|line-?group|couplet|quatrain)(?:[-_]?\d+)?", re.IGNORECASE
)
_POEM = re.compile(r"(?:.*[-_])?(?:poem|poetry|verses?|gedicht|po[eè]me)(?:[-_]?(?:block|body|text))?", re.IGNORECASE)
_LINE = re.compile(r"(?:.*[-_])?(?:line|verse|vers|[lv])(?:[-_]?\d+)?", re.IGNORECASE)
_HOLDERS = ("div", "section", "blockquote", "p")
_BLOCKS = ("p", "div", "li")
_WITHIN = frozenset(["p", "div", "br", "span", "em", "i", "b", "strong", "a", "sup", "small", "wbr"])
_END = "\u2028"  # Unicode's line separator, for comparing
_LONGEST = 90  # characters of a line


def mark_verse(root: Any) -> None:
    """Makes the stanzas and the poems below an element divisions of verse."""
    _mark_all(root, _STANZA)
    for element in [each for each in root.iter("div") if each.get(VERSE) is not None]:
        before = element.getprevious()
        if before is not None and before.get(VERSE) is not None and not (before.tail or "").strip():
            before.extend(list(element))
            before.tail = element.tail
            element.getparent().remove(element)
    _mark_all(root, _POEM)


def _mark_all(root: Any, pattern: re.Pattern[str]) -> None:
    for element in [each for each in root.iter(*_HOLDERS) if _is_called(each, pattern)]:
        if not _is_marked(element):
            _mark(element, paragraphs_are_stanzas=pattern is _POEM)


def _is_called(element: Any, pattern: re.Pattern[str]) -> bool:
    return any(map(pattern.fullmatch, (element.get("class") or "").split()))


def _is_marked(element: Any) -> bool:
    """Whether an element is in a division of verse, or holds one."""
    return any(each.get(VERSE) is not None for each in (*element.iterancestors(), *element.iter()))


def _mark(element: Any, *, paragraphs_are_stanzas: bool) -> None:
    inner = list(element)
    broken = any(next(child.iter("br"), None) is not None for child in inner if child.tag in _BLOCKS)
    stanzas = inner if paragraphs_are_stanzas and broken and all(child.tag in _BLOCKS for child in inner) else [element]
    rewritten = [_stanza(stanza) for stanza in stanzas]
    lines = [line for stanza in rewritten for line in _lines_in(stanza)]
    if len(lines) < 1 + paragraphs_are_stanzas or max(map(len, lines)) > _LONGEST:
        return
    if any(each.tag not in _WITHIN for each in element.iterdescendants()):
        return
    tail, name = element.tail, element.get("id")
    element.clear()
    element.tag, element.tail = "div", tail
    element.set(VERSE, "")
    if name:
        element.set("id", name)
    element.extend(rewritten)


def _stanza(element: Any) -> Any:
    """A paragraph with the lines of an element."""
    stanza = element.makeelement("p")
    _pour(deepcopy(element), stanza)
    while len(stanza) and stanza[-1].tag == "br" and not (stanza[-1].tail or "").strip():
        stanza.remove(stanza[-1])
    return stanza


def _pour(source: Any, stanza: Any) -> None:
    _say(stanza, source.text)
    for child in list(source):
        tail, child.tail = child.tail, None
        is_line = child.tag in _BLOCKS or (child.tag == "span" and _is_called(child, _LINE))
        if is_line:
            _break(stanza)
        if child.tag in _BLOCKS:
            _pour(child, stanza)
        elif child.tag == "br":
            _break(stanza)
        else:
            stanza.append(child)
        if is_line:
            _break(stanza)
        _say(stanza, tail)


def _say(stanza: Any, text: str | None) -> None:
    """Adds words to a stanza; blanks at the beginning of a line are those of the source."""
    if not text or (_begins_line(stanza) and not text.strip()):
        return
    if len(stanza):
        stanza[-1].tail = (stanza[-1].tail or "") + text
    else:
        stanza.text = (stanza.text or "") + text


def _break(stanza: Any) -> None:
    if not _begins_line(stanza):
        stanza.append(stanza.makeelement("br"))


def _begins_line(stanza: Any) -> bool:
    if len(stanza):
        return stanza[-1].tag == "br" and not (stanza[-1].tail or "").strip()
    return not (stanza.text or "").strip()


def _lines_in(stanza: Any) -> list[str]:
    copy = deepcopy(stanza)
    for each in copy.iter("br"):
        each.text = _END
    return [line for part in "".join(copy.itertext()).split(_END) if (line := " ".join(part.split()))]
