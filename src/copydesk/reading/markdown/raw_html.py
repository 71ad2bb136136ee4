"""Parses raw HTML among Markdown into elements.

pandoc's document has each tag of raw HTML as a separate piece, in one list with the Markdown between:

    RawInline "<sup>", Str "th", RawInline "</sup>"      ->  Html sup [Str "th"]
    RawBlock "<div class=bio>", Para ..., RawBlock "</div>"  ->  Html div [Para ...]

Tags that are no element stay as text (``Dear <name>,``) or become a ``Dropped``, which is reported.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

Element = dict[str, Any]

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
HIDDEN = frozenset(["script", "style"])

_OPTIONAL_END_TAG = frozenset(
    ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "html", "body"]
)
"""Elements whose end tag is optional in HTML."""

BLOCK_TAGS = frozenset(
    ["address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
     "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "search", "section", "summary", "table",
     "tbody", "tfoot", "thead", "tr", "ul"]
)  # fmt: skip
"""Elements that begin and end with a new line."""
BOX_TAGS = frozenset(["button", "input", "option", "rt", "select", "td", "textarea", "th"])
"""Elements that are in a line with others but separate from their words."""

_COMMON_TAGS = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "center",
        "cite",
        "code",
        "del",
        "details",
        "div",
        "dl",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "i",
        "iframe",
        "ins",
        "kbd",
        "main",
        "mark",
        "nav",
        "ol",
        "picture",
        "pre",
        "q",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
    ]
)
"""Elements that are common in Markdown: their tags are markup even without a counterpart; other names are text."""

_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TOKEN = re.compile(
    r"""<!--(?P<comment>.*?)-->"""
    r"""|<!\[CDATA\[(?P<cdata>.*?)\]\]>"""
    r"""|<\?(?P<instruction>.*?)\?>"""
    r"""|<!(?P<declaration>[A-Za-z][^>]*)>"""
    r"""|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:.-]*)(?P<attributes>(?:\s(?:[^<>"']|"[^"]*"|'[^']*'){0,9999})?)\s*/?>""",
    re.DOTALL,
)


class Html(NamedTuple):
    """An element of raw HTML: its name, its attributes, the pandoc elements inside it."""

    tag: str
    attributes: dict[str, str]
    content: list[Element]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def element(self) -> Element:
        """This as an element of pandoc's document."""
        return {"t": "Html", "c": self}


class Dropped(NamedTuple):
    """An invisible piece of raw HTML: its kind, and its words if it has any."""

    name: str
    words: str = ""

    def element(self) -> Element:
        """This as an element of pandoc's document."""
        return {"t": "Dropped", "c": self}


class Token(NamedTuple):
    """A piece of raw HTML: ``kind`` is ``open``, ``close``, ``words`` or ``dropped``, ``text`` the name of a tag, the
    words, or the dropped text; ``source`` is the piece as typed."""

    kind: str
    text: str
    source: str
    attributes: dict[str, str] = {}  # noqa: RUF012 -- never changed
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """All tags, words and invisible pieces of HTML, in order."""
    done = 0
    while match := _TOKEN.search(text, done):
        if text[done : match.start()].strip():
            yield _words(text[done : match.start()])
        done = match.end()
        token = _token(match)
        yield token
        if token.kind == "open" and token.text in HIDDEN:
            end = re.compile(rf"</{token.text}\s*>", re.IGNORECASE).search(text, done)
            inside = text[done : end.start() if end else len(text)]
            done += len(inside)
            if inside.strip():
                yield Token("words", inside, inside)
    if text[done:].strip():
        yield _words(text[done:])


def _words(text: str) -> Token:
    return Token("words", html.unescape(text), text)


def _token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    if kind == "cdata":
        return Token("words", match["cdata"], match[0])
    if kind != "attributes":
        return Token("dropped", match[kind].strip(), match[0], name=kind)
    attributes = {
        pair[1].lower(): html.unescape(next((value for value in pair.groups()[1:] if value is not None), ""))
        for pair in _ATTRIBUTE.finditer(match["attributes"] or "")
    }
    return Token("close" if match["slash"] else "open", match["name"].lower(), match[0], attributes)


class _Open(NamedTuple):
    """An element that is not closed yet, its tag as typed, and its line."""

    html: Html
    source: str = ""
    line: int | None = None


def nest(elements: list[Element], words: Callable[[str], Element], raw: str) -> list[Element]:
    """The elements, with those between an opening and its closing tag inside an ``Html`` element.

    ``raw`` is the kind of element for tags, ``RawBlock`` or ``RawInline``; ``words`` makes an element of text in raw
    HTML. Unmatched tags, comments, scripts and styles become a ``Dropped``; an unmatched tag whose name is not common
    in HTML (``Dear <name>,``) is text.
    """
    if not any(_is_html(element, raw) for element in elements):
        return elements
    return _Nest(words).nest(elements, raw)


class _Nest:
    def __init__(self, words: Callable[[str], Element]) -> None:
        self._words = words
        self._open = [_Open(Html("", {}, []))]

    def nest(self, elements: list[Element], raw: str) -> list[Element]:
        for element in elements:
            if not _is_html(element, raw):
                self._put(element)
                continue
            for token in tokens(element["c"][1]):
                self._take(token, element.get("line"))
        while len(self._open) > 1:
            self._give_up()
        return self._open[0].html.content

    def _put(self, element: Element, line: int | None = None) -> None:
        self._open[-1].html.content.append({**element, "line": line} if line else element)

    def _take(self, token: Token, line: int | None) -> None:
        if token.kind == "words":
            self._put(self._words(token.text), line)
        elif token.kind == "dropped":
            self._put(Dropped(token.name, token.text).element(), line)
        elif token.kind == "close":
            self._close(token, line)
        elif token.text in VOID:
            self._put(Html(token.text, token.attributes, []).element(), line)
        else:
            self._open.append(_Open(Html(token.text, token.attributes, []), token.source, line))

    def _close(self, token: Token, line: int | None) -> None:
        """Closes the innermost open element of this name; those opened in it and never closed are replaced by their
        content."""
        if all(entry.html.tag != token.text for entry in self._open[1:]):
            self._put(self._lone(token.text, token.source), line)
            return
        while self._open[-1].html.tag != token.text:
            self._give_up()
        entry = self._open.pop()
        closed = entry.html.element()
        if token.text in HIDDEN:
            closed = Dropped(token.text, words_of(entry.html.content)).element()
        self._put(closed, entry.line)

    def _give_up(self) -> None:
        """Replaces the innermost open element by its content; its tag becomes a ``Dropped`` or, if it is not HTML,
        text."""
        entry = self._open.pop()
        if entry.html.tag in _OPTIONAL_END_TAG:
            attributes = {name: value for name, value in entry.html.attributes.items() if name != "class"}
            self._put(Html(entry.html.tag, attributes, []).element(), entry.line)  # its end is unknown
        else:
            self._put(self._lone(entry.html.tag, entry.source), entry.line)
        self._open[-1].html.content.extend(entry.html.content)

    def _lone(self, name: str, source: str) -> Element:
        return Dropped("tag", source).element() if name in _COMMON_TAGS | _OPTIONAL_END_TAG else self._words(source)


def _is_html(element: Element, raw: str) -> bool:
    return bool(element["t"] == raw and element["c"][0] == "html")


def words_of(value: Any) -> str:
    """The words in any elements of pandoc, without attributes and link targets."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(map(words_of, value))
    if not isinstance(value, dict) or value["t"] in ("RawInline", "RawBlock", "Note"):
        return ""
    if value["t"] in ("Space", "SoftBreak", "LineBreak"):
        return " "
    content = value.get("c", "")
    if value["t"] == "Span" and "data-note" in dict(content[0][2]):
        return ""  # the mark of a note
    if value["t"] in ("Link", "Image"):
        return words_of(content[1]) + (f" {content[2][1]} " if content[2][1] else "")
    return words_of(content[-1] if value["t"] in _LAST_IS_CONTENT else content)


_LAST_IS_CONTENT = ("Cite", "Code", "CodeBlock", "Div", "Header", "Math", "Quoted", "Span")
"""pandoc's elements whose content comes last, after attributes."""


def nested(elements: Sequence[Element]) -> list[Element]:
    """Blocks with the raw HTML among them parsed into elements; text in raw HTML becomes paragraphs."""
    return nest(list(elements), lambda text: {"t": "Para", "c": [{"t": "Str", "c": text}]}, "RawBlock")
