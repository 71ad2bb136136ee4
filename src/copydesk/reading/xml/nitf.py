"""NITF, the XML of news agencies and newspapers (IPTC, versions 2.5 to 3.6)."""

from __future__ import annotations

from typing import ClassVar

from copydesk.metadata import is_date
from copydesk.reading._shared.xml import below, children, first, name_of, words_of
from copydesk.reading.html.parts import words_in
from copydesk.reading.markdown.raw_html import Element as Part
from copydesk.reading.xml.elements import Elements, Xml, child_at, leaves, value_of

_OPENING = {"dateline": "dateline", "abstract": "deck", "editorsnote": "editors-note"}
"""Elements, and classes of notes, that stand for one part of the head."""


class Nitf(Elements):
    """The elements of NITF."""

    marks: ClassVar = {"em": "Emph", "sup": "Superscript", "sub": "Subscript"}
    unread: ClassVar = frozenset({"media-metadata", "media-object", "col", "colgroup", "virtloc", "alt-code"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks = {
            **dict.fromkeys(
                ("p", "block", "content", "body.content", "note", "nitf-table", "tr", "td", "th"), self.flow
            ),
            "hl2": self.heading(2),
            "hl1": self.heading(2),
            "hr": lambda element: [{"t": "HorizontalRule"}],
            "bq": lambda element: self.quote(element, first(element, "credit")),
            "ul": lambda element: self.list_of(element, "li"),
            "ol": lambda element: self.list_of(element, "li", ordered=True),
            "dl": lambda element: self.definitions(element, "dt", "dd"),
            "pre": lambda element: [{"t": "CodeBlock", "c": [None, "".join(element.itertext("{*}*"))]}],
            "table": self._table,
            "media": self._media,
        }
        self.spans = {
            "br": lambda element: [{"t": "LineBreak"}],
            "a": lambda element: self.link(element, element.get("href", "")),
            "q": self.quoted,
            "em": self._emphasis,
            "fn": lambda element: [{"t": "Note", "c": self.flow(element)}],
        }

    def document(self, root: Xml) -> list[Part]:
        self.lang = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        head, body = first(root, "head"), first(root, "body")
        for child in root:
            if child is not head and child is not body and name_of(child):
                self.set_aside(child)
        if body is None:
            return []
        blocks = self._opening(first(body, "body.head"))
        for child in body:
            if name_of(child) == "body.end":
                self._end(child)
            elif name_of(child) and name_of(child) != "body.head":
                blocks += self.flow(child)
        self._stated(head)
        return blocks

    def _opening(self, head: Xml | None) -> list[Part]:
        """The head, as it is printed; returns what has no place in it."""
        blocks: list[Part] = []
        for element in [] if head is None else head:
            name = name_of(element)
            if name == "hedline":
                headings = [*children(element, "hl1", "hl2")]
                for heading in headings:
                    words = self.inlines(heading)
                    key = "title" if name_of(heading) == "hl1" else "deck"
                    blocks += [] if self.put(key, words) else self.flow(heading)
                blocks += self.flow(element, headings)
            elif name == "byline":
                self._byline(element)
            elif part := _OPENING.get(element.get("noteclass", name)):
                blocks += [] if self.put(part, self.inlines(element)) else self.flow(element)
            elif name == "rights":
                self.closing("rights", element)
            elif name == "distributor":
                self.set_aside(element)
            elif name:
                blocks += self.flow(element)
        return blocks

    def _byline(self, element: Xml) -> None:
        """A byline; the persons that it marks, the last with what it calls its title."""
        title = first(element, "byttl")
        persons = [{"name": words_of(each)} for each in children(element, "person")]
        if persons and title is not None:
            persons[-1]["role"] = words_of(title)
        self.named(element, persons)

    def _end(self, end: Xml) -> None:
        for element in end:
            if name_of(element) == "tagline":
                self.closing("bio", element)
            elif name_of(element):
                self.foot += self.flow(element)

    def _stated(self, head: Xml | None) -> None:
        """What the file states of the article beside its text: it counts where the text does not say it."""
        for element in [] if head is None else head:
            if name_of(element) == "title" and self.put("title", words_in(words_of(element))):
                continue
            for leaf in leaves(element):
                self.set_aside(leaf)
        data = child_at(head, "docdata")
        if data is None:
            return
        issued = first(data, "date.issue")
        day = "" if issued is None else issued.get("norm", "")
        iso = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
        if is_date(iso):
            self.dated(iso, iso)
        keywords = [key for entry in below(data, "keyword") if (key := " ".join(entry.get("key", "").split()))]
        if keywords:
            self.meta["keywords"] = {"t": "MetaList", "c": [value_of(key) for key in keywords]}
        holder = first(data, "doc.copyright")
        if holder is not None and holder.get("holder"):
            words = f"© {holder.get('year', '')} {holder.get('holder')}"
            self.meta["rights"] = value_of(" ".join(words.split()))

    def _emphasis(self, element: Xml) -> list[Part]:
        strong = "bold" in (element.get("class") or element.get("style") or "").lower()
        content = self.inlines_within(element)
        return [{"t": "Strong" if strong else "Emph", "c": content}] if content else []

    def _table(self, element: Xml) -> list[Part]:
        rows = [[*children(row, "td", "th")] for row in below(element, "tr")]
        titled = bool(rows) and all(name_of(cell) == "th" for cell in rows[0])
        return self.table(element, rows, [*children(element, "caption")], "colspan", titled=titled)

    def _media(self, element: Xml) -> list[Part]:
        references = [*children(element, "media-reference")]
        source = next((value for each in references if (value := each.get("source", ""))), "")
        alt = next((value for each in references if (value := each.get("alternate-text", ""))), "")
        producer = first(element, "media-producer")
        captions = [*children(element, "media-caption")]
        caption = [part for each in captions for part in self.flow(each)]
        others = self.flow(element, [*references, *captions, *([] if producer is None else [producer])])
        credit = [] if producer is None else self.inlines(producer)
        return [*self.figure(source, alt, caption, credit), *others]
