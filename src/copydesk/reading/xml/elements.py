"""Elements of an XML vocabulary -> those of pandoc's document, which ``reading/markdown`` makes nodes of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from copydesk.errors import InputError
from copydesk.metadata import is_date
from copydesk.reading._shared.xml import children, first, name_of, words_of
from copydesk.reading.html.parts import Run, cited, inlines_of, words_in
from copydesk.reading.markdown.raw_html import Element as Part
from copydesk.reading.markdown.raw_html import Html
from copydesk.reading.markdown.raw_html import words_of as words_of_parts
from copydesk.tree import Furniture, FurnitureKind

Xml = Any
Make = Callable[[Xml], list[Part]]

_DEEPEST = 100
_QUOTATION_MARKS = "\"'“”„‟«»‹›‘’‚「『"
_WIDEST = 50  # columns that a cell may span


class Elements:
    """Converts elements by tables of their names. A vocabulary is a subclass.

    ``meta`` is the head as pandoc's metadata; ``foot`` what closes the article; ``furniture`` what is set aside.
    """

    marks: ClassVar[Mapping[str, str]] = {}
    """Elements that mark words, with pandoc's names of the marks."""
    unread: ClassVar[frozenset[str]] = frozenset()
    """Elements without words for readers; if one has some, they are set aside."""

    def __init__(self) -> None:
        self.meta: dict[str, Any] = {}
        self.foot: list[Part] = []
        self.furniture: list[Furniture] = []
        self.lang = ""
        self.blocks: dict[str, Make] = {}
        self.spans: dict[str, Make] = {}
        self._depth = 0

    def document(self, root: Xml) -> list[Part]:
        """The blocks of the article; fills in the head, the foot and the furniture."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------ flow and words

    def flow(self, element: Xml, without: Iterable[Xml] = ()) -> list[Part]:
        """The blocks in an element but for some of its children; words between them are paragraphs."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError(f"its elements are nested over {_DEEPEST} deep", "Remove some of the levels")
        run = Run()
        run.put(words_in(element.text or ""))
        for child in element:
            name = name_of(child)
            if child in without or not name:
                pass
            elif name in self.unread:
                self.set_aside(child)
            elif self.is_block(child):
                run.end()
                run.add(self.block(child))
            else:
                run.put(self.inline(child))
            run.put(words_in(child.tail or ""))
        self._depth -= 1
        return run.blocks()

    def is_block(self, element: Xml) -> bool:
        """Whether an element is a block, or holds one."""
        name = name_of(element)
        if name in self.spans or name in self.marks:
            return False
        return name in self.blocks or any(name_of(inner) in self.blocks for inner in element.iter("{*}*"))

    def block(self, element: Xml) -> list[Part]:
        return self.blocks.get(name_of(element), self.flow)(element)

    def inlines(self, element: Xml) -> list[Part]:
        """The words of an element; blocks in it begin lines."""
        return inlines_of(self.flow(element))

    def inline(self, element: Xml) -> list[Part]:
        """The inlines for an element."""
        name = name_of(element)
        if name in self.spans:
            return self.spans[name](element)
        content = self.inlines_within(element)
        return [{"t": self.marks[name], "c": content}] if name in self.marks and content else content

    def inlines_within(self, element: Xml) -> list[Part]:
        """The inlines in an element that is one, with the spaces at its ends."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError(f"its elements are nested over {_DEEPEST} deep", "Remove some of the levels")
        parts = words_in(element.text or "")
        for child in element:
            if name_of(child) in self.unread:
                self.set_aside(child)
            elif name_of(child):
                parts += inlines_of(self.block(child)) if self.is_block(child) else self.inline(child)
            parts += words_in(child.tail or "")
        self._depth -= 1
        return parts

    # ------------------------------------------------------------------------------------------------ common blocks

    def paragraph(self, element: Xml) -> list[Part]:
        return self.flow(element)

    def heading(self, level: int) -> Make:
        """A function for headings of this level, from 2."""
        return lambda element: self.headed(level, element)

    def headed(self, level: int, element: Xml) -> list[Part]:
        words = self.inlines(element)
        return [{"t": "Header", "c": [min(6, level), None, words]}] if words else []

    def quote(self, element: Xml, credit: Xml | None = None) -> list[Part]:
        """A quotation, with the child that says whose it is."""
        content = self.flow(element, [] if credit is None else [credit])
        attribution = [] if credit is None else cited(self.inlines(credit))
        return [{"t": "BlockQuote", "c": [*content, *attribution]}] if content else attribution

    def list_of(self, element: Xml, item: str, *, ordered: bool = False) -> list[Part]:
        """A list whose items are the children of this name; what else is in it is an item too."""
        items = [self.flow(child) for child in element if name_of(child) == item]
        others = self.flow(element, [*children(element, item)])
        items = [content for content in items if content]
        if not items:
            return others
        if ordered:
            return [*others, {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, None], items]}]
        return [*others, {"t": "BulletList", "c": items}]

    def definitions(self, element: Xml, term: str, definition: str) -> list[Part]:
        pairs: list[list[Any]] = []
        for child in children(element, term, definition):
            if name_of(child) == term or not pairs:
                pairs.append([[], []])
            if name_of(child) == term:
                pairs[-1][0] = self.inlines(child)
            else:
                pairs[-1][1].append(self.flow(child))
        others = self.flow(element, [*children(element, term, definition)])
        return [*others, *([{"t": "DefinitionList", "c": pairs}] if pairs else [])]

    def table(self, element: Xml, rows: list[list[Xml]], captions: list[Xml], span: str, *, titled: bool) -> list[Part]:
        """A table of the cells of its rows, the first of which has ``titled`` columns; ``span`` is the attribute that
        says how many columns a cell spans. Where words stand outside of the cells, it is a flow of paragraphs."""
        if any(words_of(one) for one in _outside(element, {*captions, *(cell for row in rows for cell in row)})):
            return self.flow(element)
        caption = [part for each in captions for part in self.flow(each)]
        heads = int(titled)
        widths = [[_number(cell.get(span), _WIDEST) for cell in row] for row in rows]
        grid: list[Any] = [
            [None, [[None, None, 1, wide, self.flow(cell)] for cell, wide in zip(row, each, strict=True)]]
            for row, each in zip(rows, widths, strict=True)
        ]
        width = max(map(sum, widths), default=0)
        if not width:
            return caption
        columns = [[{"t": "AlignDefault"}, None]] * width
        content: list[Any] = [
            None,
            [None, caption],
            columns,
            [None, grid[:heads]],
            [[None, 0, [], grid[heads:]]],
            [None, []],
        ]
        return [{"t": "Table", "c": content}]

    def figure(self, source: str, alt: str, caption: list[Part], credit: list[Part]) -> list[Part]:
        words = [*caption, *cited(credit)]
        picture = [{"t": "Image", "c": [["", [], [["alt", alt]]], [], [source, ""]]}] if source or alt else []
        content: list[Part] = [{"t": "Para", "c": picture}] if picture else []
        if words:
            content.append(Html("figcaption", {}, words).element())
        return [Html("figure", {}, content).element()] if content else []

    def link(self, element: Xml, target: str) -> list[Part]:
        content = self.inlines_within(element)
        if not target.startswith(("http://", "https://", "mailto:")):
            return content
        return [{"t": "Link", "c": [None, content or words_in(target), [target, ""]]}]

    # ------------------------------------------------------------------------------------------------------ the head

    @property
    def title(self) -> str:
        """The words of the headline that the head has so far."""
        return " ".join(words_of_parts(self.meta["title"]["c"]).split()) if "title" in self.meta else ""

    def put(self, key: str, words: list[Part]) -> bool:
        """Gives the head a value, if it has words and the head none of this kind yet; says whether it did."""
        if key in self.meta or not words:
            return False
        self.meta[key] = {"t": "MetaInlines", "c": words}
        return True

    def add(self, key: str, value: Any) -> None:
        """Adds a byline or a date to the head."""
        self.meta.setdefault(key, {"t": "MetaList", "c": []})["c"].append(value)

    def named(self, element: Xml, persons: Sequence[Mapping[str, str]] = ()) -> None:
        """Adds a byline of an element's words; the fields of its ``persons`` are those of ``tree.Person``."""
        words = words_of(element)
        if not words:
            return
        self.add("byline", value_of(words))
        number = str(len(self.meta["byline"]["c"]))
        for person in persons:
            fields = {key: value_of(value) for key, value in {**person, "byline": number}.items() if value}
            self.add("author", {"t": "MetaMap", "c": fields})

    def dated(self, text: str, iso: str = "") -> None:
        """Adds a date, as it is printed."""
        fields = {"text": value_of(text), **({"iso": value_of(iso)} if is_date(iso) else {})}
        self.add("dates", {"t": "MetaMap", "c": fields})

    def quoted(self, element: Xml) -> list[Part]:
        """Words in quotation marks, unless they have their own."""
        content = self.inlines_within(element)
        if words_of(element)[:1] in _QUOTATION_MARKS or not content:
            return content
        return [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, content]}]

    def closing(self, kind: str, element: Xml) -> None:
        """Adds to the foot what an element says, as ``bio`` or ``rights``."""
        content = self.flow(element)
        if content:
            self.foot.append(Html("div", {"class": kind}, content).element())

    def set_aside(self, element: Xml, kind: FurnitureKind = "frame") -> None:
        """Sets the words of an element aside."""
        words = words_of(element)
        if words:
            self.furniture.append(Furniture(words, kind))


def value_of(words: str) -> dict[str, Any]:
    """Words as a value of pandoc's metadata."""
    return {"t": "MetaInlines", "c": words_in(words)}


def child_at(element: Xml | None, *path: str) -> Xml | None:
    """The first element along a path of names; None if there is none."""
    for name in path:
        element = None if element is None else first(element, name)
    return element


def _outside(element: Xml, used: set[Xml]) -> Iterator[Xml]:
    """The smallest elements with words below an element that are in none of those used."""
    return (leaf for leaf in leaves(element) if leaf not in used and not used.intersection(leaf.iterancestors()))


def leaves(element: Xml) -> Iterator[Xml]:
    """The smallest elements with words of their own around them: each word is in one."""
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield element
        return
    for child in element:
        if name_of(child):
            yield from leaves(child)


def _number(value: str | None, most: int) -> int:
    return min(most, max(1, int(value))) if value and value.isdecimal() and len(value) < 6 else 1
