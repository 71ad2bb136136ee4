"""The blocks of pandoc's document, with the HTML among them -> blocks and sections of the tree."""

from __future__ import annotations

import json
import re

from msgspec.structs import replace

from copydesk.reading.markdown.normalise import one_line, tidy
from copydesk.reading.markdown.pandoc_blocks import NUMBERINGS, PandocBlocks
from copydesk.reading.markdown.raw_html import Element, Html, nested
from copydesk.reading.markdown.verse import lines_of, verse
from copydesk.tree import (
    Bio,
    Contact,
    Correction,
    Heading,
    Inline,
    List,
    NoteRef,
    Paragraph,
    PullQuote,
    Related,
    Rights,
    Section,
    Speech,
)
from copydesk.visit import plain

_NUMBERED = {name.replace("_", "-"): name for name in NUMBERINGS.values()}
_FOOT_LINES: dict[str, type[Bio | Rights | Related | Correction]] = {
    "bio": Bio,
    "rights": Rights,
    "related": Related,
    "correction": Correction,
}
_UNSUPPORTED_TAGS = (
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "pre",
    "form",
    "iframe",
    "svg",
    "video",
    "audio",
    "embed",
    "object",
    "source",
    "track",
)


class Blocks(PandocBlocks):
    """Converts blocks, elements of HTML by their names or classes."""

    def html_element(self, html: Html) -> list[Section]:
        """The sections for an HTML element, by its name or its class, or else for its content."""
        named = {
            "figure": self._figure_element,
            "blockquote": self._quote_element,
            "img": self._picture_element,
            "hr": self._horizontalrule,
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading_element),
        }
        classed = {
            "contact": self._contact,
            "figure": self._figure_element,
            "pull-quote": self._pull_quote,
            "speech": self._speech,
            "verse": self._verse_element,
            "unplaced-notes": self._unplaced,
            **dict.fromkeys(_FOOT_LINES, self._foot_lines),
            **dict.fromkeys(_NUMBERED, self._numbered),
        }
        make = named.get(html.tag) or next((classed[name] for name in html.classes if name in classed), None)
        if html.tag != "img":
            self.inlines.attributes(html.tag, html.attributes)
        if make is None and html.tag in _UNSUPPORTED_TAGS:
            self.inlines.unshown(html)
        return make(html) if make else self.read(html.content)

    def _heading_element(self, html: Html) -> list[Section]:
        inlines = self.flat(html.content)
        return [Heading(max(2, int(html.tag[1])), inlines)] if inlines else []

    def _foot_lines(self, html: Html) -> list[Section]:
        kind = next(_FOOT_LINES[name] for name in html.classes if name in _FOOT_LINES)
        return [kind(part.inlines) if isinstance(part, Paragraph) else part for part in self.read(html.content)]

    def _numbered(self, html: Html) -> list[Section]:
        numbering = next(_NUMBERED[name] for name in html.classes if name in _NUMBERED)
        return [
            replace(part, numbering=numbering) if isinstance(part, List) and part.ordered else part
            for part in self.read(html.content)
        ]

    def _quote_element(self, html: Html) -> list[Section]:
        return self._blockquote({"c": html.content})

    def _picture_element(self, html: Html) -> list[Section]:
        return self._para({"c": [html.element()]})

    def _figure_element(self, html: Html) -> list[Section]:
        caption: list[Element] = []
        content: list[Element] = []
        for element in nested(html.content):
            if element["t"] == "Html" and element["c"].tag == "figcaption":
                caption += element["c"].content
            elif element["t"] == "Div" and "figcaption" in element["c"][0][1]:
                caption += element["c"][1]
            else:
                content.append(element)
        return self.captioned(caption, content)

    def _contact(self, html: Html) -> list[Section]:
        blocks = self.blocks(html.content)
        links, emails, phones = (
            _strings(html.attributes.get(f"data-{name}", "")) for name in ("links", "emails", "phones")
        )
        return [Contact(blocks, links, emails, phones)] if blocks else []

    def _pull_quote(self, html: Html) -> list[Section]:
        elements, attribution = self.credited(html.content)
        inlines = self.flat(elements)
        return [PullQuote(inlines, attribution)] if inlines else [Paragraph(attribution)] if attribution else []

    def _speech(self, html: Html) -> list[Section]:
        """A speech; without a speaker at its beginning, its content."""
        speaker, elements = self.spoken(html.content)
        if not speaker:
            return self.read(html.content)
        blocks = self.blocks(elements)
        return [Speech(speaker, blocks) if blocks else Paragraph(speaker)]

    def _verse_element(self, html: Html) -> list[Section]:
        sections: list[Section] = []
        lines: list[tuple[Inline, ...]] = []
        for section in self.read(html.content):
            if isinstance(section, Paragraph):
                lines += [*([()] if lines else []), *lines_of(section.inlines)]
            else:
                sections += [*verse(lines), section]
                lines = []
        return [*sections, *verse(lines)]

    def _unplaced(self, html: Html) -> list[Section]:
        """The content without references: they are only there for notes that have none in the text."""
        sections: list[Section] = []
        for section in self.read(html.content):
            inlines = section.inlines if isinstance(section, Paragraph) else ()
            words = tidy(inline for inline in inlines if not isinstance(inline, NoteRef))
            if not isinstance(section, Paragraph) or re.sub(r"\[\^[^\]\s]+\]", "", plain(words)).strip():
                sections.append(Paragraph(words) if isinstance(section, Paragraph) else section)
        return sections


def _strings(text: str) -> tuple[str, ...]:
    """``'["a", "b"]'`` gives a and b; anything else is one string."""
    try:
        values = json.loads(text)
    except ValueError:
        values = [text]
    return tuple(one_line(str(value)).strip() for value in (values if isinstance(values, list) else [text]) if value)
