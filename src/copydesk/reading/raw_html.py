"""HTML among Markdown, as pandoc hands it over, made elements again.

pandoc's document holds each tag of raw HTML as a piece of its own, in one row with the Markdown between:

    RawInline "<sup>", Str "th", RawInline "</sup>"      ->  Html sup [Str "th"]
    RawBlock "<div class=bio>", Para ..., RawBlock "</div>"  ->  Html div [Para ...]
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, NamedTuple

Element = dict[str, Any]

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HIDDEN = frozenset(["script", "style", "template", "head", "title"])


class Html(NamedTuple):
    """An element of raw HTML: its name, its attributes, the pandoc elements inside it."""

    tag: str
    attributes: dict[str, str]
    content: list[Element]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def element(self) -> Element:
        """As one more of pandoc's elements."""
        return {"t": "Html", "c": self}


class _Tags(HTMLParser):
    """One piece of raw HTML as a row of ("open", name, attributes), ("close", name, {}), ("words", text, {})."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("open", tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("close", tag, {}))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(("words", data, {}))


def tags(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The tags and the words of a piece of HTML; comments and declarations are none."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def nest(elements: list[Element], words: Callable[[str], Element], raw: str) -> list[Element]:
    """The row of elements with those between an opening and its closing tag inside an ``Html`` element.

    ``raw`` is the kind of element that holds a tag, ``RawBlock`` or ``RawInline``; ``words`` makes an element of words
    that stand in raw HTML. A tag without its partner is left out; scripts and styles go with what they hold.
    """
    if not any(_is_html(element, raw) for element in elements):
        return elements
    open_: list[Html] = [Html("", {}, [])]
    for element in elements:
        if not _is_html(element, raw):
            open_[-1].content.append(element)
            continue
        for kind, name, attributes in tags(element["c"][1]):
            if kind == "words":
                open_[-1].content.append({**words(name), "line": element.get("line")})
            elif kind == "close":
                _close(open_, name)
            elif name in VOID:
                open_[-1].content.append({**Html(name, attributes, []).element(), "line": element.get("line")})
            else:
                open_.append(Html(name, attributes, []))
    while len(open_) > 1:
        unclosed = open_.pop()
        open_[-1].content.extend(unclosed.content)
    return open_[0].content


def _is_html(element: Element, raw: str) -> bool:
    return bool(element["t"] == raw and element["c"][0] == "html")


def _close(open_: list[Html], name: str) -> None:
    """Closes the innermost open element of this name; those opened in it and never closed give up what they hold."""
    if all(element.tag != name for element in open_[1:]):
        return
    while True:
        element = open_.pop()
        if element.tag == name:
            if name not in HIDDEN:
                open_[-1].content.append(element.element())
            return
        open_[-1].content.extend(element.content)
