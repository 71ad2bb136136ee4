"""TEI, the XML of editions (P5, also P4 with its names)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from copydesk.reading._shared.xml import below, children, first, name_of, words_of
from copydesk.reading.html.parts import words_in
from copydesk.reading.markdown.raw_html import Element as Part
from copydesk.reading.markdown.raw_html import Html
from copydesk.reading.markdown.raw_html import words_of as words_of_parts
from copydesk.reading.xml.elements import Elements, Xml, child_at, leaves, value_of
from copydesk.tree import Furniture

_RENDERED = {"bold": "Strong", "italic": "Emph", "sup": "Superscript", "super": "Superscript"}
_ALTERNATIVES = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))
"""Of two readings of one passage that which is taken is the second."""
_AT_FOOT = ("foot", "end", "bottom", "")


class Tei(Elements):
    """The elements of TEI."""

    marks: ClassVar = {"emph": "Emph"}
    unread: ClassVar = frozenset({"pb", "cb", "milestone", "anchor", "gb", "graphic"})

    def __init__(self) -> None:
        super().__init__()
        self._level = 2
        self._headed = False
        divisions = ("div", *(f"div{number}" for number in range(8)), "front", "body", "back", "group", "text")
        self.blocks = {
            **dict.fromkeys(divisions, self._division),
            **dict.fromkeys(
                ("p", "ab", "opener", "closer", "trailer", "salute", "signed", "argument", "byline", "titlePart",
                 "docAuthor", "docDate", "docImprint", "postscript", "stage", "listBibl", "bibl", "item",
                 "castList", "castItem", "floatingText", "row", "cell"),
                self.flow,
            ),
            "titlePage": self._title_page,
            "docTitle": self._title,
            "head": self._head,
            "lg": self._verse,
            "l": self._verse,
            "cit": lambda element: self.quote(element, first(element, "bibl")),
            "quote": self._quote,
            "epigraph": lambda element: self.quote(element, first(element, "bibl")),
            "list": self._list,
            "table": self._table,
            "figure": self._figure,
            "sp": self._speech,
            "fw": self._page_line,
        }  # fmt: skip
        self.spans = {
            "lb": lambda element: [] if element.get("break") == "no" else [{"t": "Space"}],
            "hi": self._rendered,
            "note": self._note,
            "q": self.quoted,
            "ref": lambda element: self.link(element, element.get("target", "")),
            "choice": self._choice,
            "del": self._struck,
        }

    def document(self, root: Xml) -> list[Part]:
        header = first(root, "teiHeader")
        text = first(root, "text")
        self.lang = "" if text is None else text.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        self._header(header)
        for child in root:
            if child is not header and child is not text and name_of(child):
                self.set_aside(child)
        return [] if text is None else self.flow(text)

    def _header(self, header: Xml | None) -> None:
        """What the file states of the text: title, authors, date, publisher and language; the rest is set aside."""
        title = child_at(header, "fileDesc", "titleStmt")
        published = child_at(header, "fileDesc", "publicationStmt")
        used: list[Xml] = []
        for element in [] if title is None else children(title, "title"):
            key = "deck" if element.get("type") == "sub" else "title"
            used += [element] if self.put(key, words_in(words_of(element))) else []
        for element in [] if title is None else children(title, "author"):
            self.add("author", value_of(words_of(element)))
            used.append(element)
        for element in [] if published is None else published:
            words = words_of(element)
            if name_of(element) == "date" and words and "dates" not in self.meta:
                self.dated(words, element.get("when", ""))
                used.append(element)
            elif name_of(element) == "publisher" and self.put("publisher", words_in(words)):
                used.append(element)
        languages = [] if header is None else [*below(header, "language")]
        self.lang = self.lang or next((value for each in languages if (value := each.get("ident", ""))), "")
        for leaf in [] if header is None else leaves(header):
            if not any(leaf is one or one in leaf.iterancestors() for one in used):
                self.set_aside(leaf)

    def _division(self, element: Xml) -> list[Part]:
        deeper = name_of(element).startswith("div") and any(True for _ in element.iterancestors("{*}div"))
        self._level += deeper
        content = self.flow(element)
        self._level -= deeper
        return content

    def _head(self, element: Xml) -> list[Part]:
        """A heading; the first one, where it is the headline again, is set aside."""
        first_one, self._headed = not self._headed, True
        if first_one and words_of(element) == self.title:
            self.set_aside(element)
            return []
        return self.headed(self._level, element)

    def _verse(self, element: Xml) -> list[Part]:
        """The lines of a poem, or of a stanza; a stanza in it, a heading or a note begins anew."""
        if name_of(element) == "l":
            line = Html("div", {"class": "verse"}, [{"t": "Para", "c": self.inlines_within(element)}]).element()
            return [{**line, "lone": True}]
        parts: list[Part] = []
        stanzas: list[Part] = []
        lines: list[Part] = words_in((element.text or "").strip())
        for child in element:
            if name_of(child) == "l":
                lines += [*([{"t": "LineBreak"}] if lines else []), *self.inlines_within(child)]
            elif name_of(child) == "lg":
                stanzas += [{"t": "Para", "c": lines}] if lines else []
                lines = []
                stanzas += _stanzas_in(self._verse(child))
            elif name_of(child) in self.spans:
                lines += self.inline(child)
            elif name_of(child) in self.unread:
                self.set_aside(child)
            elif name_of(child):
                parts += self.block(child)
            if words := (child.tail or "").strip():
                lines += [*([{"t": "LineBreak"}] if lines else []), *words_in(words)]
        stanzas += [{"t": "Para", "c": lines}] if lines else []
        return [*parts, *([Html("div", {"class": "verse"}, stanzas).element()] if stanzas else [])]

    def flow(self, element: Xml, without: Iterable[Xml] = ()) -> list[Part]:
        """The blocks in an element; lines of verse that follow one another are one poem."""
        blocks: list[Part] = []
        for part in super().flow(element, without):
            if part.get("lone") and blocks and blocks[-1].get("lone"):
                (above,), (line,) = blocks[-1]["c"].content, part["c"].content
                above["c"] += [{"t": "LineBreak"}, *line["c"]]
            else:
                blocks.append(part)
        return blocks

    def _title(self, element: Xml) -> list[Part]:
        """The title as it is printed before the text, unless it is the headline's."""
        if words_of(element) != self.title:
            return self.flow(element)
        self.set_aside(element)
        return []

    def _title_page(self, element: Xml) -> list[Part]:
        """The title page, without the title that is the headline; a byline counts before stated authors."""
        titles = [one for one in below(element, "docTitle") if words_of(one) == self.title]
        bylines = [*below(element, "byline")] or [*below(element, "docAuthor")]
        if bylines and "author" in self.meta:
            stated = self.meta.pop("author")["c"]
            self.furniture += [Furniture(" ".join(words_of_parts(name["c"]).split()), "frame") for name in stated]
        for byline in bylines:
            names = [words_of(one) for one in below(byline, "docAuthor")] or [words_of(byline)]
            self.named(byline, [{"name": name} for name in names])
        for title in titles:
            self.set_aside(title)
        for used in (*bylines, *titles):
            _empty(used)
        return super().flow(element)

    def _quote(self, element: Xml) -> list[Part]:
        """A quotation; one within a line is words of it."""
        if name_of(element.getparent()) in ("cit", "epigraph"):
            return self.flow(element)
        return self.quote(element, first(element, "bibl"))

    def is_block(self, element: Xml) -> bool:
        """Quotations, lists of one paragraph and the like that stand within words are inlines."""
        name = name_of(element)
        if name in ("quote", "cit", "bibl", "stage", "byline") and _is_within_words(element):
            return any(name_of(inner) in ("p", "lg", "l", "list") for inner in element.iter("{*}*"))
        if name == "note" and element.get("place", "") not in _AT_FOOT:
            return False
        return super().is_block(element)

    def _list(self, element: Xml) -> list[Part]:
        kind = (element.get("type") or element.get("rend") or "").lower()
        heading = first(element, "head")
        before = self.headed(self._level, heading) if heading is not None else []
        if heading is not None:
            _empty(heading)
        if first(element, "label") is not None:
            return [*before, *self.definitions(element, "label", "item")]
        return [*before, *self.list_of(element, "item", ordered=kind in ("ordered", "numbered"))]

    def _table(self, element: Xml) -> list[Part]:
        rows = [*children(element, "row")]
        cells = [[*children(row, "cell")] for row in rows]
        titled = bool(rows) and rows[0].get("role") == "label"
        return self.table(element, cells, [*children(element, "head")], "cols", titled=titled)

    def _figure(self, element: Xml) -> list[Part]:
        graphic, described = first(element, "graphic"), first(element, "figDesc")
        source = "" if graphic is None else graphic.get("url", "")
        alt = "" if described is None else words_of(described)
        caption = [part for each in children(element, "head", "p") for part in self.flow(each)]
        rest = self.flow(element, [*children(element, "head", "p", "figDesc")])
        return [*self.figure(source, alt, caption, []), *rest]

    def _speech(self, element: Xml) -> list[Part]:
        speaker = first(element, "speaker")
        content = self.flow(element, [] if speaker is None else [speaker])
        if speaker is None:
            return content
        name: Part = {"t": "Span", "c": [["", ["speaker"], []], self.inlines(speaker)]}
        if content and content[0]["t"] == "Para":
            content[0] = {"t": "Para", "c": [name, {"t": "Space"}, *content[0]["c"]]}
        else:
            content.insert(0, {"t": "Para", "c": [name]})
        return [Html("div", {"class": "speech"}, content).element()]

    def _note(self, element: Xml) -> list[Part]:
        return [{"t": "Note", "c": self.flow(element)}]

    def _rendered(self, element: Xml) -> list[Part]:
        content = self.inlines_within(element)
        how = " ".join((element.get("rend", ""), element.get("rendition", ""), element.get("style", ""))).lower()
        mark = next((mark for word, mark in _RENDERED.items() if word in how), None)
        return [{"t": mark, "c": content}] if mark and content else content

    def _choice(self, element: Xml) -> list[Part]:
        """The corrected, regular or full reading; the other one is set aside."""
        for first_name, second_name in _ALTERNATIVES:
            one, other = first(element, first_name), first(element, second_name)
            if one is not None and other is not None:
                self.furniture.append(Furniture(f"{first_name}: {words_of(one)}", "comment"))
                return self.inlines_within(other)
        return self.inlines_within(element)

    def _struck(self, element: Xml) -> list[Part]:
        words = words_of(element)
        if words:
            self.furniture.append(Furniture(f"struck out: {words}", "comment"))
        return []

    def _page_line(self, element: Xml) -> list[Part]:
        self.set_aside(element, "page_number" if element.get("type") == "pageNum" else "running_head")
        return []


def _empty(element: Xml) -> None:
    """Takes what an element holds out of it; what follows it stays."""
    del element[:]
    element.text = None


def _stanzas_in(parts: list[Part]) -> list[Part]:
    """The stanzas of poems, out of these."""
    return [inner for part in parts for inner in (part["c"].content if part["t"] == "Html" else [part])]


def _is_within_words(element: Xml) -> bool:
    """Whether words stand before or behind an element, in what it is in."""
    outer = element.getparent()
    if outer is None or name_of(outer) in ("cit", "epigraph", "div", "body", "front", "back"):
        return False
    texts = [outer.text, *(child.tail for child in outer)]
    return any(text and text.strip() for text in texts)
