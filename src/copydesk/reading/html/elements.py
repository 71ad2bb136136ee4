"""The blocks of a page -> blocks of pandoc's document, which ``reading/markdown`` makes into nodes.

Text between blocks, and between two line breaks, is a paragraph, whatever element it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from copydesk.reading._shared.numbers import whole
from copydesk.reading._shared.stanzas import VERSE
from copydesk.reading.html import tables
from copydesk.reading.html.inline_elements import InlineElements
from copydesk.reading.html.markup import HEADINGS, INVISIBLE, Element, tag_of
from copydesk.reading.html.parts import Run, cited, inlines_of, unmarked
from copydesk.reading.html.units import ancestors
from copydesk.reading.markdown.raw_html import BLOCK_TAGS, Html
from copydesk.reading.markdown.raw_html import Element as Part

_NUMBERINGS = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
_CREDIT = re.compile(r"(?:.*[-_])?(?:credit|credits|copyright|photographer|attribution)(?:[-_].*)?", re.IGNORECASE)
_PULLED = re.compile(r"(?:.*[-_])?pull-?_?quote(?:[-_].*)?", re.IGNORECASE)
_QUOTED = ("attribution", "quote-author", "author")
_OWN = ("verse", "speech", "contact", "bio", "rights", "related", "correction")
"""Classes of copydesk's own pages that the blocks of ``reading/markdown`` know."""
_DASHES = " \t\n\u2014\u2013\u2015-~\xa0"


class Elements(InlineElements):
    """Converts the chosen text of a page."""

    def flow(self, element: Element, without: Element | None = None) -> list[Part]:
        """The blocks in an element; text and inlines between them are paragraphs."""
        run = Run()
        run.put(self.text(element, False))
        for child in element:
            if child is not without:
                self._into(run, child)
            run.put(self.text(child, True))
        return run.blocks()

    def _into(self, run: Run, child: Element) -> None:
        tag = tag_of(child)
        if child in self._chosen.notes.definitions or tag in INVISIBLE or not tag:
            return
        if tag == "br":
            run.line_break()
        elif tag == "img":
            run.put(self.picture(child))
        elif tag in BLOCK_TAGS or child in self._chosen.pictures.figures or tag in ("td", "th"):
            run.end()
            run.add(self.block(child))
        elif any(tag_of(inner) in BLOCK_TAGS for inner in child.iter() if inner is not child):
            self._around(run, child)
        else:
            run.put(self.inline(child))

    def _around(self, run: Run, element: Element) -> None:
        """An inline element that wrongly holds blocks: its marks are lost, its blocks stay."""
        run.put(self.text(element, False))
        for child in element:
            self._into(run, child)
            run.put(self.text(child, True))

    def block(self, element: Element) -> list[Part]:
        """The blocks for a block of HTML."""
        tag = tag_of(element)
        classes = (element.get("class") or "").split()
        if any(map(_PULLED.fullmatch, classes)) and tag != "body" and next(element.iter("img"), None) is None:
            return self._pull_quote(element)
        if element in self._chosen.pictures.figures or tag == "figure":
            return self._figure(element)
        named = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol", "menu"), self._list),
            "dl": self._definitions,
            "blockquote": self._quote,
            "table": self._table,
            "pre": self._preformatted,
            "hr": self._rule,
        }
        if tag in named:
            return named[tag](element)
        own = next((name for name in classes if name in _OWN), None) if self._chosen.own else None
        own = own or ("verse" if element.get(VERSE) is not None else None)
        if own:
            return self._own(element, own)
        return self.flow(element)

    def _own(self, element: Element, name: str) -> list[Part]:
        content = self.flow(element)
        return [Html("div", {"class": name}, content).element()] if content else []

    def _heading(self, element: Element) -> list[Part]:
        return [
            {"t": "Header", "c": [max(2, int(tag_of(element)[1])), None, unmarked(part["c"])]}
            if part["t"] == "Para"
            else part
            for part in self.flow(element)
        ]

    def _rule(self, element: Element) -> list[Part]:
        return [{"t": "HorizontalRule"}]

    def _list(self, element: Element) -> list[Part]:
        items: list[list[Part]] = []
        if words := self._paragraph([self.text(element, False)]):
            items.append(words)
        for child in element:
            if child in self._chosen.notes.definitions or tag_of(child) in INVISIBLE:
                continue
            content = self.flow(child) if tag_of(child) == "li" else self._alone(child)
            if tag_of(child) in ("ul", "ol") and items:
                items[-1] += content  # a list between the items of another belongs to the item before it
            elif content:
                items.append(content)
            if words := self._paragraph([self.text(child, True)]):
                items.append(words)
        items = [item for item in items if item]
        if not items:
            return []
        if tag_of(element) != "ol":
            return [{"t": "BulletList", "c": items}]
        style = {"t": _NUMBERINGS.get(element.get("type") or "", "Decimal")}
        return [{"t": "OrderedList", "c": [[whole(element.get("start"), 1), style, None], items]}]

    def _alone(self, element: Element) -> list[Part]:
        """The blocks of one element."""
        run = Run()
        self._into(run, element)
        return run.blocks()

    def _definitions(self, element: Element) -> list[Part]:
        pairs: list[tuple[list[Part], list[list[Part]]]] = []
        stray: list[Part] = []
        stray += self._paragraph([self.text(element, False)])
        for child in _without_wrappers(element):
            if tag_of(child) == "dt":
                pairs.append((inlines_of(self.flow(child)), []))
            elif tag_of(child) == "dd" and pairs:
                pairs[-1][1].append(self.flow(child))
            else:
                stray += self._alone(child)
            stray += self._paragraph([self.text(child, True)])
        kept = [[term, [one for one in definitions if one]] for term, definitions in pairs]
        kept = [pair for pair in kept if pair[0] or pair[1]]
        return [*([{"t": "DefinitionList", "c": kept}] if kept else []), *stray]

    def _quote(self, element: Element) -> list[Part]:
        last = next((child for child in reversed(element) if tag_of(child)), None)
        credit: list[Part] = []
        if last is not None and _is_attribution(last) and not (last.tail or "").strip():
            credit = self._attribution(last)
        content = self.flow(element, without=last if credit else None)
        if not content:
            return credit
        return [{"t": "BlockQuote", "c": [*content, *credit]}]

    def _attribution(self, element: Element) -> list[Part]:
        """A line wholly in ``<cite>``, which is an attribution to the blocks of ``reading/markdown``."""
        return cited(inlines_of(self.flow(element)))

    def _pull_quote(self, element: Element) -> list[Part]:
        last = next((child for child in reversed(element) if tag_of(child)), None)
        credit = self._attribution(last) if last is not None and _is_attribution(last) else []
        content = self.flow(element, without=last if credit else None)
        content = [inner for part in content for inner in (part["c"] if part["t"] == "BlockQuote" else [part])]
        return [Html("div", {"class": "pull-quote"}, [*content, *credit]).element()] if content or credit else []

    def _figure(self, element: Element) -> list[Part]:
        """A figure: its picture, its caption and its credit; a quotation or a table in it has the caption."""
        captions = self._caption_elements(element)
        credited = [
            one for caption in captions for one in caption.iter() if self._is_credit(one) and self._attribution(one)
        ]
        credit = self._attribution(credited[0]) if credited else []
        words = [part for caption in captions for part in self._caption(caption, credited[:1])]
        content = self._figure_content(element, captions)
        if len(content) == 1 and content[0]["t"] == "BlockQuote":
            return [{"t": "BlockQuote", "c": [*content[0]["c"], *(credit or cited(inlines_of(words)))]}]
        if not (words or credit):
            return content
        caption_part = Html("figcaption", {}, [*words, *credit]).element()
        return [Html("figure", {}, [*content, caption_part]).element()]

    def _caption_elements(self, element: Element) -> list[Element]:
        found: list[Element] = []
        for inner in element.iter():
            is_caption = tag_of(inner) == "figcaption" or inner in self._chosen.pictures.captions
            if not is_caption or inner is element or any(_holds(one, inner) for one in found):
                continue
            if self._figure_around(inner) is element:
                found.append(inner)
        if not found and element in self._chosen.pictures.captions:
            found.append(element)
        return found

    def _figure_around(self, element: Element) -> Element | None:
        """The innermost figure that an element is in."""
        figures = self._chosen.pictures.figures
        return next((one for one in element.iterancestors() if tag_of(one) == "figure" or one in figures), None)

    def _figure_content(self, element: Element, captions: Sequence[Element]) -> list[Part]:
        if element in captions:
            return []
        alts = [child for child in element if self._chosen.own and child.get("class") == "alt"]
        described = [self._described(" ".join("".join(alt.itertext()).split())) for alt in alts]
        return [*described, *Without(self, frozenset([*captions, *alts])).flow(element)]

    def _described(self, alt: str) -> Part:
        """A picture that is known by its alternative text only."""
        return {"t": "Para", "c": [{"t": "Image", "c": [["", [], [["alt", alt]]], [], ["", ""]]}]}

    def _caption(self, element: Element, credited: Sequence[Element]) -> list[Part]:
        if element in credited:
            return []
        return Without(self, frozenset(credited)).flow(element)

    def _is_credit(self, element: Element) -> bool:
        return any(map(_CREDIT.fullmatch, (element.get("class") or "").split())) or tag_of(element) == "cite"

    def _table(self, element: Element) -> list[Part]:
        """A table, or the content of one that is only there for the layout of the page."""
        cells = tables.cells_of(element)
        if any(cells.isdisjoint(ancestors(place, element)) for place in self._places(element)):
            return self.flow(element)  # text stands outside of the cells, where none may be
        return tables.table(element, self.flow) or self.flow(element)

    def _places(self, element: Element) -> Iterator[Element]:
        """The elements in which chosen text below an element stands."""
        for inner in element.iter():
            if (inner, False) in self._chosen.slots:
                yield inner
            if inner is not element and (inner, True) in self._chosen.slots:
                yield inner.getparent()

    def _preformatted(self, element: Element) -> list[Part]:
        text = self.verbatim(element)
        return [{"t": "CodeBlock", "c": [None, text]}] if text.strip() else []

    def _paragraph(self, texts: Sequence[str]) -> list[Part]:
        run = Run()
        for text in texts:
            run.put(text)
        return run.blocks()


class Without(Elements):
    """The same conversion, without some elements."""

    def __init__(self, elements: Elements, without: frozenset[Element]) -> None:
        super().__init__(elements._chosen)
        self.left_out = elements.left_out
        self._without = without

    def _into(self, run: Run, child: Element) -> None:
        if child not in self._without:
            super()._into(run, child)

    def inline(self, element: Element) -> list[Part]:
        return [] if element in self._without else super().inline(element)


def _is_attribution(element: Element) -> bool:
    if tag_of(element) in ("footer", "cite"):
        return True
    if any(name.lower() in _QUOTED for name in (element.get("class") or "").split()):
        return True
    only = [child for child in element if tag_of(child)]
    return (
        tag_of(element) in ("p", "div")
        and len(only) == 1
        and tag_of(only[0]) in ("cite", "footer")
        and not (element.text or "").strip(_DASHES)
        and not (only[0].tail or "").strip()
    )


def _holds(outer: Element, inner: Element) -> bool:
    return any(one is outer for one in inner.iterancestors())


def _without_wrappers(element: Element) -> Iterable[Element]:
    """The children of a ``dl``, with those of the ``div`` around a pair in its place."""
    for child in element:
        if tag_of(child) == "div":
            yield from child
        else:
            yield child
