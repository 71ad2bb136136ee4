"""The inlines of pandoc's document -> inlines of the tree. Markup that the tree lacks is dropped; its words are
kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.reading._shared.ruby import reading_behind
from copydesk.reading.markdown.comments import Comment
from copydesk.reading.markdown.normalise import one_line, tidy
from copydesk.reading.markdown.raw_html import BLOCK_TAGS, BOX_TAGS, Dropped, Element, Html, nest
from copydesk.tree import Code, Emphasis, Figure, Inline, LineBreak, Link, NoteRef, Strong, Superscript, Text
from copydesk.visit import plain, walk

SCHEMES = ("http", "https", "mailto", "tel")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_UNMARKED = {
    "Strikeout": "struck-out text",
    "Subscript": "lowered text",
    "SmallCaps": "small capitals",
    "Underline": "underlined text",
}
_HTML_MARKS: dict[str, type[Emphasis | Strong | Superscript]] = {
    "em": Emphasis, "i": Emphasis, "strong": Strong, "b": Strong, "sup": Superscript,
}  # fmt: skip
_HTML_CODE = ("code", "kbd", "samp", "tt")
_HTML_SILENT = ("span", "cite", "q", "abbr", "time", "bdi", "bdo", "font", "wbr", "a", "")
_DROPPED = {
    "script": "the script {} is left out",
    "style": "the style sheet {} is left out",
    "instruction": "the processing instruction {} is left out",
    "declaration": "the declaration {} is left out",
    "tag": "the tag {} has no counterpart and is left out",
}
_READABLE = ("title", "alt", "aria-label", "label", "placeholder", "summary", "value", "content")
"""The attributes whose values are text for readers."""

_TAGS = {"Header": "h2", "Link": "a", "Image": "img", "Code": "code", "Table": "table"}
_SHOWN = ("src", "data")
"""The attributes with the address of the content that an element shows."""


class Inlines:
    """Converts inlines; pictures among them are collected in ``pictures``, for figures, and HTML comments in
    ``comments``."""

    def __init__(self, take_note: Callable[[Element], NoteRef]) -> None:
        """``take_note`` stores a note and returns the reference to it."""
        self.problems: list[Problem] = []
        self.pictures: list[Figure] = []
        self.comments: list[Comment] = []
        self.line: int | None = None
        self.words_in_problems: list[str] = []
        """The words of the source that are in no node but in a problem."""
        self._take_note = take_note

    def read(self, elements: Sequence[Element]) -> tuple[Inline, ...]:
        """The normalised inlines of a block."""
        return tidy(self._parts(elements))

    def report(self, message: str, kind: Any = "unsupported") -> None:
        """Adds a problem, once per line."""
        problem = Problem(kind, self.line, message)
        if problem not in self.problems[-50:]:
            self.problems.append(problem)

    def left_out(self, message: str, words: str, kind: Any = "unsupported") -> None:
        """Adds a problem for words of the source that are in no node; the message contains them."""
        self.words_in_problems.append(words)
        self.report(message, kind)

    def dropped(self, element: Element) -> None:
        """Adds a problem for invisible raw HTML, if it contains words."""
        piece: Dropped = element["c"]
        if any(map(str.isalnum, piece.words)):
            self.line = element.get("line") or self.line
            if piece.name == "comment":
                self.comments.append(Comment(piece.words, self.line))
            else:
                self.left_out(_DROPPED[piece.name].format(quoted(piece.words)), piece.words)

    def attributes(self, tag: str, pairs: Mapping[str, str]) -> None:
        """Adds a problem for each attribute of an element whose value is text."""
        for name, value in pairs.items():
            if name in _READABLE and any(map(str.isalnum, value)):
                self.left_out(f"the {name} {quoted(value)} of <{tag}> is left out", value)

    def own_attributes(self, element: Element) -> None:
        """The same for the attributes of headings, links, pictures, code and tables in pandoc's Markdown."""
        kind = element["t"]
        if kind in _TAGS:
            _, _, pairs = element["c"][1 if kind == "Header" else 0] or ("", [], [])
            self.attributes(_TAGS[kind], {name: value for name, value in pairs if (kind, name) != ("Image", "alt")})

    def _parts(self, elements: Sequence[Element]) -> list[Inline]:
        inlines: list[Inline] = []
        behind_picture = False  # which is not among the inlines, and parts the words beside it
        for element in nest(list(elements), lambda text: {"t": "Str", "c": text}, "RawInline"):
            self.line = element.get("line") or self.line
            self.own_attributes(element)
            pictures = len(self.pictures)
            parts: list[Inline] = getattr(self, f"_{element['t'].lower()}", self._unknown)(element)
            if behind_picture and plain(tuple(parts))[:1].isalnum() and plain(tuple(inlines))[-1:].isalnum():
                inlines += self._softbreak(element)
            behind_picture = (behind_picture or len(self.pictures) > pictures) and not plain(tuple(parts))
            inlines += parts
        return inlines

    # ------------------------------------------------------------------------------------- pandoc's inlines

    def _str(self, element: Element) -> list[Inline]:
        return [Text(element["c"])]

    def _space(self, element: Element) -> list[Inline]:
        return [Text(" ")]

    def _softbreak(self, element: Element) -> list[Inline]:
        return [Text("\n")]  # a space, except in scripts without spaces

    def _linebreak(self, element: Element) -> list[Inline]:
        return [LineBreak()]

    def _emph(self, element: Element) -> list[Inline]:
        return [Emphasis(tuple(self._parts(element["c"])))]

    def _strong(self, element: Element) -> list[Inline]:
        return [Strong(tuple(self._parts(element["c"])))]

    def _superscript(self, element: Element) -> list[Inline]:
        return [Superscript(tuple(self._parts(element["c"])))]

    def _unmarked(self, element: Element) -> list[Inline]:
        self.report(f"{_UNMARKED[element['t']]} is kept as plain text")
        return self._parts(element["c"])

    _strikeout = _subscript = _smallcaps = _unmarked

    def _underline(self, element: Element) -> list[Inline]:
        return self._emph(element)  # on a typewriter, underlined was italic

    def _quoted(self, element: Element) -> list[Inline]:
        opening, closing = _QUOTES[element["c"][0]["t"]]
        return [Text(opening), *self._parts(element["c"][1]), Text(closing)]

    def _cite(self, element: Element) -> list[Inline]:
        return self._parts(element["c"][1])

    def _code(self, element: Element) -> list[Inline]:
        return [Code(element["c"][1])]

    def _math(self, element: Element) -> list[Inline]:
        self.report("a formula is kept as it was typed")
        return [Code(element["c"][1])]

    def _rawinline(self, element: Element) -> list[Inline]:
        self.report(f"raw {element['c'][0]} is kept as it was typed")
        return [Code(element["c"][1])]

    def _link(self, element: Element) -> list[Inline]:
        target, title = element["c"][2]
        return self._link_around(element["c"][1], target, title)

    def _link_around(self, content: Sequence[Element], target: str, title: str) -> list[Inline]:
        """A link; for a picture inside it the caption gets the link, since a figure has none."""
        before = len(self.pictures)
        inlines = tuple(self._parts(content))
        if any(map(str.isalnum, title)):
            self.left_out(f"the title {quoted(title)} of a link is left out", title)
        if not plain(inlines).strip() and len(self.pictures) == before:
            if target and not target.startswith("#"):  # like the anchor of a heading
                self.left_out(f"a link to {target} has no words and is left out", target)
            return list(inlines)
        for at, picture in enumerate(self.pictures[before:], start=before):
            if picture.caption:
                self.pictures[at] = replace(picture, caption=tidy((self._linked(picture.caption, target),)))
            else:
                self.left_out(f"the picture {picture.source} no longer leads to {target}", target)
        return (
            [self._linked(inlines, target)] if plain(inlines).strip() or len(self.pictures) == before else list(inlines)
        )

    def _image(self, element: Element) -> list[Inline]:
        attributes, words, (source, title) = element["c"]
        alt_attribute = dict(attributes[2]).get("alt") if attributes else None
        inlines = self.read(words)
        alt = one_line(alt_attribute if alt_attribute is not None else plain(inlines)).strip()
        for link in (node for inline in inlines for node in walk(inline) if isinstance(node, Link) and node.target):
            self.left_out(f"the words {plain(link)!r} of a picture no longer lead to {link.target}", str(link.target))
        caption = (Text(one_line(title).strip()),) if title.strip() else ()
        self.pictures.append(Figure(caption=caption, source=one_line(source).strip() or None, alt=alt))
        return []

    def _note(self, element: Element) -> list[Inline]:
        return [self._take_note(element)]

    def _span(self, element: Element) -> list[Inline]:
        (_, classes, pairs), content = element["c"]
        return self._marked_up(Html("span", {"class": " ".join(classes), **dict(pairs)}, content))

    def _unknown(self, element: Element) -> list[Inline]:
        self.report(f"pandoc's {element['t']} is not supported and is left out")
        return []

    # ---------------------------------------------------------------------------------------------- raw HTML

    def _dropped(self, element: Element) -> list[Inline]:
        self.dropped(element)
        return []

    def _html(self, element: Element) -> list[Inline]:
        return self._marked_up(element["c"])

    def _marked_up(self, html: Html) -> list[Inline]:
        """The inlines for an HTML element, by its name, or else those of its content."""
        if html.tag == "img":
            source, alt = html.attributes.get("src", ""), html.attributes.get("alt", "")
            return self._image({"c": [None, [{"t": "Str", "c": alt}], [source, html.attributes.get("title", "")]]})
        if html.tag == "a" and html.attributes.get("href"):
            return self._link_around(html.content, html.attributes["href"], html.attributes.get("title", ""))
        if html.tag == "ruby":
            return self._ruby(html)
        self.attributes(html.tag, html.attributes)
        parts = self._parts(html.content)
        inline = self._of_tag(html, tuple(parts))
        if inline is not None:
            return [inline]
        if html.tag not in _HTML_SILENT:
            self.unshown(html)
        beside = [LineBreak()] if html.tag in BLOCK_TAGS else [Text(" ")] if html.tag in BOX_TAGS else []
        return [*beside, *parts, *beside]

    def _ruby(self, html: Html) -> list[Inline]:
        """A word with its reading behind it."""
        parts: list[Inline] = []
        for child in html.content:
            tag = child["c"].tag if child["t"] == "Html" else ""
            if tag == "rt":
                parts.append(Text(reading_behind(plain(tuple(parts)), plain(tuple(self._parts(child["c"].content))))))
            elif tag != "rp":
                parts += self._parts([child])
        return parts

    def unshown(self, html: Html) -> None:
        """Adds a problem for an element that the tree does not support, with the address of its content."""
        shown = " ".join(filter(None, (html.attributes.get(name, "") for name in _SHOWN)))
        if shown:
            self.left_out(f"<{html.tag}> with {shown} is left out, its words are kept", shown)
        else:
            self.report(f"<{html.tag}> is left out, its words are kept")

    def _of_tag(self, html: Html, parts: tuple[Inline, ...]) -> Inline | None:
        """The inline for an HTML element, None if there is none."""
        inline: Inline | None = None
        if html.tag == "br":
            inline = LineBreak()
        elif "data-note" in html.attributes:
            inline = NoteRef(html.attributes["data-note"], one_line(plain(parts)))
        elif html.tag in _HTML_MARKS:
            inline = _HTML_MARKS[html.tag](parts)
        elif html.tag in _HTML_CODE:
            inline = Code(plain(parts))
        elif "lost-link" in html.classes:
            inline = Link(parts, None)
        return inline

    def _linked(self, inlines: tuple[Inline, ...], target: str) -> Link:
        """A link; its target is None unless it is an absolute URL with a safe scheme."""
        words = " ".join(plain(inlines).split())
        if any(character.isspace() for character in target):
            target = "%20".join(target.split())
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            scheme = "broken"
        if scheme in SCHEMES:
            return Link(inlines, target)
        if scheme:
            self.report(f"the link {words!r} to {target} is left out, its words are kept", "unsafe_link")
        else:
            self.report(
                f"the link {words!r} leads to {target or 'nothing'}, which is not a complete address", "lost_target"
            )
        return Link(inlines, None)


def quoted(words: str) -> str:
    """The words on one line in quotation marks, for a message."""
    return repr(" ".join(words.split()))
