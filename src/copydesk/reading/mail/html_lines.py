"""The HTML of a mail -> lines of copy, for where no source reads web pages: its words, its blocks, its headings."""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading.copy import CopyLine, Typeset
from copydesk.reading.role import Role

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "title", "template"))
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_UNSHOWN = (("<!--", "-->"), ("<head", "</head"), ("<script", "</script"), ("<style", "</style"))
_SAMPLE = 100_000  # characters of a page whose words are compared


class _Lines:
    """The lines as they come: the words of a block, and where it ends."""

    def __init__(self) -> None:
        self.lines: list[CopyLine] = []
        self.words: list[str] = []
        self.block = 0
        self.quoted = 0
        self.heading = 0

    def end_line(self) -> None:
        words = " ".join("".join(self.words).split())
        self.words.clear()
        if words:
            role: Role | None = "quotation" if self.quoted else "heading" if self.heading else None
            self.lines.append(CopyLine(words, Typeset(block=self.block, role=role)))

    def end_block(self) -> None:
        self.end_line()
        self.block += 1


def lines_of(html: str) -> tuple[CopyLine, ...]:
    """The lines of a page: one for each block of text, more where it has line ends of its own."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    result = _Lines()
    if root is not None:
        _walk(root, result)
    if not result.lines:
        result.words.append(_words(html))
        result.end_line()
    return tuple(result.lines)


def _walk(root: Any, result: _Lines) -> None:
    from lxml import etree

    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name, opens = str(element.tag).lower(), event == "start"
        unseen += (1 if opens else -1) if name in _UNSEEN else 0
        if name in _BLOCKS:
            result.end_block()
            result.quoted += (1 if opens else -1) if name == "blockquote" else 0
            result.heading += (1 if opens else -1) if name in _HEADINGS else 0
        elif name == "br" and opens:
            result.end_line()
        text = element.text if opens else element.tail
        if text and not unseen:
            result.words.append(text)
    result.end_block()


def _words(html: str) -> str:
    import html as escapes

    return escapes.unescape(_TAG.sub(" ", html))


def words_of(html: str) -> list[str]:
    """The words at the beginning of a page, roughly: what its tags leave."""
    return re.findall(r"\w+", _words(_shown(html[:_SAMPLE])))


def _shown(html: str) -> str:
    """A page without what browsers do not show of it."""
    for opening, closing in _UNSHOWN:
        pieces, position, lowered = [], 0, html.lower()
        while (start := lowered.find(opening, position)) >= 0 and (end := lowered.find(closing, start)) >= 0:
            pieces.append(html[position:start])
            position = end + len(closing)
        html = " ".join((*pieces, html[position:]))
    return html


def without_title(html: str) -> tuple[str, str]:
    """A page without its title, and the words of that."""
    lowered = html[:_SAMPLE].lower()
    start = lowered.find("<title")
    opened = lowered.find(">", start)
    end = lowered.find("</title", opened)
    if start < 0 or opened < 0 or end < 0:
        return html, ""
    return html[: opened + 1] + html[end:], " ".join(_words(html[opened + 1 : end]).split())
