"""The inlines of pandoc's document -> inlines of the tree. What the tree has no mark for keeps its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from copydesk.problems import Problem
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
    "tag": "the tag {} has no partner and is left out",
}
_READABLE = ("title", "alt", "aria-label", "label", "placeholder", "summary", "value", "content")
"""The attributes whose values are words that some reader sees; others only name or lay out."""

_TAGS = {"Header": "h2", "Link": "a", "Image": "img", "Code": "code", "Table": "table"}
_SHOWN = ("src", "data")
"""The attributes that tell the address of what an element shows."""


class Inlines:
    """Makes inlines; pictures among them are put by in ``pictures`` for a figure of their own, and HTML comments in
    ``comments``."""

    def __init__(self, take_note: Callable[[Element], NoteRef]) -> None:
        """``take_note`` takes in a note and gives the reference to it."""
        self.problems: list[Problem] = []
        self.pictures: list[Figure] = []
        self.comments: list[Comment] = []
        self.line: int | None = None
        self.words_in_problems: list[str] = []
        """Words of the source that no node holds and that a problem tells."""
        self._take_note = take_note

    def read(self, elements: Sequence[Element]) -> tuple[Inline, ...]:
        """The inlines of a block, as a tree has them."""
        return tidy(self._parts(elements))

    def noticed(self, message: str, kind: Any = "unsupported") -> None:
        """Puts a problem down, once for each line."""
        problem = Problem(kind, self.line, message)
        if problem not in self.problems[-50:]:
            self.problems.append(problem)

    def left_out(self, message: str, words: str, kind: Any = "unsupported") -> None:
        """Puts down that these words of the source stand in no node; the message tells them."""
        self.words_in_problems.append(words)
        self.noticed(message, kind)

    def dropped(self, element: Element) -> None:
        """Puts down what of raw HTML no reader sees, if it holds words."""
        piece: Dropped = element["c"]
        if any(map(str.isalnum, piece.words)):
            self.line = element.get("line") or self.line
            if piece.name == "comment":
                self.comments.append(Comment(piece.words, self.line))
            else:
                self.left_out(_DROPPED[piece.name].format(quoted(piece.words)), piece.words)

    def attributes(self, tag: str, pairs: Mapping[str, str]) -> None:
        """Puts down the attributes of an element whose values are words."""
        for name, value in pairs.items():
            if name in _READABLE and any(map(str.isalnum, value)):
                self.left_out(f"the {name} {quoted(value)} of <{tag}> is left out", value)

    def own_attributes(self, element: Element) -> None:
        """The same for those that pandoc's own Markdown gives to a heading, a link, a picture, code or a table."""
        kind = element["t"]
        if kind in _TAGS:
            _, _, pairs = element["c"][1 if kind == "Header" else 0] or ("", [], [])
            self.attributes(_TAGS[kind], {name: value for name, value in pairs if (kind, name) != ("Image", "alt")})

    def _parts(self, elements: Sequence[Element]) -> list[Inline]:
        made: list[Inline] = []
        for element in nest(list(elements), lambda text: {"t": "Str", "c": text}, "RawInline"):
            self.line = element.get("line") or self.line
            self.own_attributes(element)
            made += getattr(self, f"_{element['t'].lower()}", self._unknown)(element)
        return made

    # ------------------------------------------------------------------------------------- pandoc's inlines

    def _str(self, element: Element) -> list[Inline]:
        return [Text(element["c"])]

    def _space(self, element: Element) -> list[Inline]:
        return [Text(" ")]

    def _softbreak(self, element: Element) -> list[Inline]:
        return [Text("\n")]  # a space, but between characters that are written without

    def _linebreak(self, element: Element) -> list[Inline]:
        return [LineBreak()]

    def _emph(self, element: Element) -> list[Inline]:
        return [Emphasis(tuple(self._parts(element["c"])))]

    def _strong(self, element: Element) -> list[Inline]:
        return [Strong(tuple(self._parts(element["c"])))]

    def _superscript(self, element: Element) -> list[Inline]:
        return [Superscript(tuple(self._parts(element["c"])))]

    def _unmarked(self, element: Element) -> list[Inline]:
        self.noticed(f"{_UNMARKED[element['t']]} is kept as plain text")
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
        self.noticed("a formula is kept as it was typed")
        return [Code(element["c"][1])]

    def _rawinline(self, element: Element) -> list[Inline]:
        self.noticed(f"raw {element['c'][0]} is kept as it was typed")
        return [Code(element["c"][1])]

    def _link(self, element: Element) -> list[Inline]:
        target, title = element["c"][2]
        return self._link_around(element["c"][1], target, title)

    def _link_around(self, content: Sequence[Element], target: str, title: str) -> list[Inline]:
        """A link; a picture inside it has it around its caption, for a figure itself leads nowhere."""
        before = len(self.pictures)
        made = tuple(self._parts(content))
        if any(map(str.isalnum, title)):
            self.left_out(f"the title {quoted(title)} of a link is left out", title)
        if not plain(made).strip() and len(self.pictures) == before:
            if target and not target.startswith("#"):  # as the place of a heading has it
                self.left_out(f"a link to {target} has no words and is left out", target)
            return list(made)
        for at, picture in enumerate(self.pictures[before:], start=before):
            if picture.caption:
                self.pictures[at] = replace(picture, caption=tidy((self._linked(picture.caption, target),)))
            else:
                self.left_out(f"the picture {picture.source} no longer leads to {target}", target)
        return [self._linked(made, target)] if plain(made).strip() or len(self.pictures) == before else list(made)

    def _image(self, element: Element) -> list[Inline]:
        attributes, words, (source, title) = element["c"]
        told = dict(attributes[2]).get("alt") if attributes else None
        inlines = self.read(words)
        alt = one_line(told if told is not None else plain(inlines)).strip()
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
        self.noticed(f"pandoc's {element['t']} is not known here")
        return []

    # ---------------------------------------------------------------------------------------------- raw HTML

    def _dropped(self, element: Element) -> list[Inline]:
        self.dropped(element)
        return []

    def _html(self, element: Element) -> list[Inline]:
        return self._marked_up(element["c"])

    def _marked_up(self, html: Html) -> list[Inline]:
        """What an element of HTML makes: by its name, or else its words."""
        if html.tag == "img":
            source, alt = html.attributes.get("src", ""), html.attributes.get("alt", "")
            return self._image({"c": [None, [{"t": "Str", "c": alt}], [source, html.attributes.get("title", "")]]})
        if html.tag == "a" and html.attributes.get("href"):
            return self._link_around(html.content, html.attributes["href"], html.attributes.get("title", ""))
        self.attributes(html.tag, html.attributes)
        parts = self._parts(html.content)
        made = self._of_tag(html, tuple(parts))
        if made is not None:
            return [made]
        if html.tag not in _HTML_SILENT:
            self.unshown(html)
        beside = [LineBreak()] if html.tag in BLOCK_TAGS else [Text(" ")] if html.tag in BOX_TAGS else []
        return [*beside, *parts, *beside]

    def unshown(self, html: Html) -> None:
        """Puts down that the tree has no place for an element, and what it would show."""
        shown = " ".join(filter(None, (html.attributes.get(name, "") for name in _SHOWN)))
        if shown:
            self.left_out(f"<{html.tag}> with {shown} is left out, its words are kept", shown)
        else:
            self.noticed(f"<{html.tag}> is left out, its words are kept")

    def _of_tag(self, html: Html, parts: tuple[Inline, ...]) -> Inline | None:
        """The one inline that an element of HTML stands for, None if for none."""
        made: Inline | None = None
        if html.tag == "br":
            made = LineBreak()
        elif "data-note" in html.attributes:
            made = NoteRef(html.attributes["data-note"], one_line(plain(parts)))
        elif html.tag in _HTML_MARKS:
            made = _HTML_MARKS[html.tag](parts)
        elif html.tag in _HTML_CODE:
            made = Code(plain(parts))
        elif "lost-link" in html.classes:
            made = Link(parts, None)
        return made

    def _linked(self, inlines: tuple[Inline, ...], target: str) -> Link:
        """A link, its target None where it is not an absolute URL of a scheme that is safe to follow."""
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
            self.noticed(f"the link {words!r} to {target} is left out, its words are kept", "unsafe_link")
        else:
            self.noticed(
                f"the link {words!r} leads to {target or 'nothing'}, which is not a whole address", "lost_target"
            )
        return Link(inlines, None)


def quoted(words: str) -> str:
    """The words in quotation marks, on one line, as a message tells them."""
    return repr(" ".join(words.split()))
