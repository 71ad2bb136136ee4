"""The tree as pandoc's document: pandoc elements for each node, and metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from copydesk import tree
from copydesk.locales import direction
from copydesk.problems import Problem
from copydesk.tree import Article, Inline, Node
from copydesk.visit import HEAD_ORDER, Visitor, plain
from copydesk.writing._pandoc.guard import guarded
from copydesk.writing._shared.columns import alignments
from copydesk.writing._shared.links import left_out, safe_target

Element = dict[str, Any]
Elements = list[Element]  # Pandoc has a method named list


class TargetFormat(NamedTuple):
    """The properties of the target format: whether pandoc's template shows title and deck, whether pandoc keeps
    captions of figures and tables, pictures and link targets, and further metadata of the template by its variables:
    ``{"copyright.statement": "rights"}``."""

    title: bool = True
    deck: bool = True
    captions: bool = True
    pictures: bool = True
    links: bool = True
    metadata: Mapping[str, str] = MappingProxyType({})


class PandocDocument(NamedTuple):
    """pandoc's document in JSON, and the problems found while it was made."""

    data: bytes
    problems: tuple[Problem, ...]


def document(article: Article, target: TargetFormat, version: Sequence[int], to: str) -> PandocDocument:
    """The article as a JSON document of pandoc's API ``version``, for the format ``to``."""
    maker = Pandoc(article, target, to)
    content = {
        "pandoc-api-version": version,
        "meta": guarded(maker.metadata(), to),
        "blocks": guarded(maker.all_blocks(), to),
    }
    return PandocDocument(msgspec.json.encode(content), tuple(maker.problems))


class Pandoc(Visitor[Elements]):
    """Each node as a list of pandoc elements."""

    def __init__(self, article: Article, target: TargetFormat, to: str) -> None:
        self.problems: list[Problem] = []
        self._article = article
        self._target = target
        self._to = to
        self._notes = {note.id: note for note in article.notes}
        self._referenced: set[str] = set()
        self._depth = 0
        self._bare = False  # where notes are not allowed: in the head, a link, a note

    # ------------------------------------------------------------------------------------------- the whole

    def metadata(self) -> dict[str, Element]:
        article, head, article_metadata = self._article, self._article.head, self._article.metadata
        names = [person.name for byline in head.bylines for person in byline.persons]
        date = next((date for date in head.dates if date.kind == "published"), None)
        values = {
            "title": self._as_inlines(head.headline) if head.headline else None,
            "subtitle": self._as_inlines(head.deck) if head.deck and self._target.deck else None,
            "author": [_string(name) for name in names or [byline.text for byline in head.bylines]],
            "date": _string(date.iso or date.text) if date else None,
            "lang": _string(article.lang) if article.lang != "und" else None,
            "dir": _string("rtl") if direction(article.lang) == "rtl" else None,
            "keywords": [self._keyword(keyword) for keyword in article_metadata.keywords],
            **{
                name: _string(value)
                for name in ("publisher", "description", "rights", "identifier", "url")
                if (value := getattr(article_metadata, name))
            },
        }
        elements = {
            key: _element("MetaList", value) if isinstance(value, list) else value
            for key, value in values.items()
            if value
        }
        for path, name in self._target.metadata.items():
            if name in elements:
                _set_value(elements, path.split("."), elements[name])
        return elements

    def _keyword(self, keyword: str) -> Element:
        if self._to != "typst":
            return _string(keyword)
        # pandoc's template for Typst puts keywords into code unescaped
        raw = _element("RawInline", ["typst", json.dumps(keyword, ensure_ascii=False)])
        return _element("MetaInlines", [raw])

    def _as_inlines(self, node: tree.Headline | tree.Deck) -> Element:
        before, self._bare = self._bare, True
        element = _element("MetaInlines", self.inlines(node.inlines))
        self._bare = before
        return element

    def all_blocks(self) -> Elements:
        """The parts of the head that the template does not show, the body, notes without a reference, and the foot."""
        article = self._article
        blocks = list(self._head())
        dateline = article.head.dateline
        first = article.body[0] if article.body else None
        run_in = dateline is not None and isinstance(first, tree.Paragraph)
        if dateline and isinstance(first, tree.Paragraph):
            blocks.append(_para([_element("Strong", _words(dateline.text)), _SPACE, *self.inlines(first.inlines)]))
        elif dateline:
            blocks += self.visit(dateline)
        blocks += self.blocks(article.body[run_in:])
        foot = self.blocks(article.foot)
        self._bare = True
        rest = [note for note in article.notes if note.id not in self._referenced]
        return [*blocks, *([_div("notes", self.blocks(rest))] if rest else []), *foot]

    def _head(self) -> Iterator[Element]:
        head = self._article.head
        shown = {"headline": self._target.title, "deck": self._target.deck, "dateline": True}
        self._bare = True
        for name in HEAD_ORDER:
            value = getattr(head, name)
            for node in value if isinstance(value, tuple) else (value,):
                if node is not None and not shown.get(name):
                    yield from self.visit(node)
        self._bare = False

    def blocks(self, nodes: Sequence[Node]) -> Elements:
        return [element for node in nodes for element in self.visit(node)]

    def _inside(self, nodes: Sequence[Node]) -> Elements:
        """The blocks of a quotation, an item or a note."""
        self._depth += 1
        blocks = self.blocks(nodes)
        self._depth -= 1
        return blocks

    def inlines(self, nodes: Sequence[Inline]) -> Elements:
        return [element for node in nodes for element in self.visit(node)]

    # -------------------------------------------------------------------------------------------- the head

    def kicker(self, node: tree.Kicker) -> Elements:
        return self._line("kicker", node.inlines)

    def headline(self, node: tree.Headline) -> Elements:
        return [_element("Header", [1, _NO_ATTRIBUTES, self.inlines(node.inlines)])]

    def deck(self, node: tree.Deck) -> Elements:
        return self._line("deck", node.inlines)

    def byline(self, node: tree.Byline) -> Elements:
        return [_div("byline", [_para(_words(node.text))])]

    def pub_date(self, node: tree.PubDate) -> Elements:
        return [_div("date", [_para(_words(node.text))])]

    def editors_note(self, node: tree.EditorsNote) -> Elements:
        return self._line("editors-note", node.inlines)

    def dateline(self, node: tree.Dateline) -> Elements:
        return [_para([_element("Strong", _words(node.text))])]

    # ---------------------------------------------------------------------------------------------- blocks

    def heading(self, node: tree.Heading) -> Elements:
        if self._depth:  # some of pandoc's writers lose headings in quotations, items and notes
            return [_para([_element("Strong", self.inlines(node.inlines))])]
        level = node.level - 1 if self._target.title else node.level  # below a title, pandoc's sections are level 1
        return [_element("Header", [level, _NO_ATTRIBUTES, self.inlines(node.inlines)])]

    def paragraph(self, node: tree.Paragraph) -> Elements:
        return [_para(self.inlines(node.inlines))]

    def block_quote(self, node: tree.BlockQuote) -> Elements:
        attribution = [_para(self.inlines(node.attribution))] if node.attribution else []
        return [_element("BlockQuote", [*self._inside(node.blocks), *attribution])]

    def pull_quote(self, node: tree.PullQuote) -> Elements:
        lines = [_para(self.inlines(inlines)) for inlines in (node.inlines, node.attribution) if inlines]
        return [_div("pull-quote", [_element("BlockQuote", lines)])]

    def verse(self, node: tree.Verse) -> Elements:
        return [_element("LineBlock", [self.inlines(line) for line in node.lines])]

    def list(self, node: tree.List) -> Elements:
        items = [self._inside(item) for item in node.items]
        if not node.ordered:
            return [_element("BulletList", items)]
        style = "".join(word.capitalize() for word in node.numbering.split("_"))
        return [_element("OrderedList", [[node.start, {"t": style}, {"t": "Period"}], items])]

    def figure(self, node: tree.Figure) -> Elements:
        caption = [_element("Plain", self.inlines(inlines)) for inlines in (node.caption, node.credit) if inlines]
        if node.source and self._target.pictures:
            picture = _element("Image", [_NO_ATTRIBUTES, _words(node.alt), [node.source, ""]])
            if not caption:
                return [_para([picture])]
            return [_element("Figure", [_NO_ATTRIBUTES, [None, caption], [_element("Plain", [picture])]])]
        if node.source:
            message = f"the picture {node.source} is not in the document, only its caption"
            self.problems.append(Problem("unsupported", None, message))
        return [_div("figure", [_para(block["c"]) for block in caption])] if caption else []

    def table(self, node: tree.Table) -> Elements:
        node = node.even()
        caption = [_element("Plain", self.inlines(node.caption))] if node.caption else []
        before = [] if self._target.captions else [_para(block["c"]) for block in caption]
        caption = caption if self._target.captions else []
        kinds = [f"Align{(how or 'default').capitalize()}" for how in alignments(node)]
        columns = [[{"t": kind}, {"t": "ColWidthDefault"}] for kind in kinds]
        head = [self._row(node.header)] if node.header else []
        rows = [self._row(row) for row in node.rows]
        body = [[_NO_ATTRIBUTES, 0, [], rows]]
        attributes = _NO_ATTRIBUTES
        table = [attributes, [None, caption], columns, [attributes, head], body, [attributes, []]]
        return [*before, _element("Table", table)]

    def _row(self, cells: tuple[tuple[Inline, ...], ...]) -> Any:
        elements = [
            [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_element("Plain", self.inlines(cell))] if cell else []]
            for cell in cells
        ]
        return [_NO_ATTRIBUTES, elements]

    def preformatted(self, node: tree.Preformatted) -> Elements:
        return [_element("CodeBlock", [_NO_ATTRIBUTES, node.text])]

    def break_(self, node: tree.Break) -> Elements:
        return [{"t": "HorizontalRule"}]

    # -------------------------------------------------------------------------------------------- the foot

    def contact(self, node: tree.Contact) -> Elements:
        return [_div("contact", self.blocks(node.blocks))]

    def bio(self, node: tree.Bio) -> Elements:
        return self._line("bio", node.inlines)

    def rights(self, node: tree.Rights) -> Elements:
        return self._line("rights", node.inlines)

    def related(self, node: tree.Related) -> Elements:
        return self._line("related", node.inlines)

    def correction(self, node: tree.Correction) -> Elements:
        return self._line("correction", node.inlines)

    def note(self, node: tree.Note) -> Elements:
        """A note without a reference, with its mark before it."""
        mark = _element("Superscript", _words(node.mark))
        first, *others = self._inside(node.blocks) or [_para([])]
        if first["t"] == "Para":
            return [_para([mark, _SPACE, *first["c"]]), *others]
        return [_para([mark]), first, *others]

    def _line(self, name: str, inlines: Sequence[Inline]) -> Elements:
        return [_div(name, [_para(self.inlines(inlines))])]

    # --------------------------------------------------------------------------------------------- inlines

    def text(self, node: tree.Text) -> Elements:
        return _words(node.text)

    def emphasis(self, node: tree.Emphasis) -> Elements:
        return [_element("Emph", self.inlines(node.inlines))]

    def strong(self, node: tree.Strong) -> Elements:
        return [_element("Strong", self.inlines(node.inlines))]

    def link(self, node: tree.Link) -> Elements:
        before, self._bare = self._bare, True
        inlines = self.inlines(node.inlines)
        self._bare = before
        target = safe_target(node.target) if node.target else None
        if target and not self._target.links:
            if plain(node.inlines) not in (target, target.removeprefix("mailto:")):
                message = f"the link {plain(node.inlines)!r} to {target} is not in the document, only its words"
                self.problems.append(Problem("unsupported", None, message))
            return inlines
        if target:
            return [_element("Link", [_NO_ATTRIBUTES, inlines, [target, ""]])]
        if node.target:
            self.problems.append(left_out(node.target))
        return [_element("Span", [["", ["lost-link"], []], inlines])]

    def superscript(self, node: tree.Superscript) -> Elements:
        return [_element("Superscript", self.inlines(node.inlines))]

    def code(self, node: tree.Code) -> Elements:
        """Code, with white space at its edges outside, since in few formats code can begin or end with any."""
        inner = node.text.strip()
        if not inner:
            return [{"t": "Space"}] if node.text else []
        before, after = ([{"t": "Space"}] if edge.isspace() else [] for edge in (node.text[0], node.text[-1]))
        return [*before, _element("Code", [_NO_ATTRIBUTES, inner]), *after]

    def line_break(self, node: tree.LineBreak) -> Elements:
        return [{"t": "LineBreak"}]

    def note_ref(self, node: tree.NoteRef) -> Elements:
        """The note itself at its first reference: pandoc's notes have no ids for further references."""
        note = self._notes.get(node.note)
        if self._bare or note is None or node.note in self._referenced:
            return [_element("Superscript", _words(node.mark))]
        self._referenced.add(node.note)
        self._bare = True
        blocks = self._inside(note.blocks)
        self._bare = False
        return [_element("Note", blocks)]


_SPACE: Element = {"t": "Space"}
_NO_ATTRIBUTES: Any = ["", [], []]


def _element(kind: str, content: Any) -> Element:
    return {"t": kind, "c": content}


def _string(text: str) -> Element:
    return _element("MetaInlines", _words(text))  # pandoc loses a MetaString in ODT's keywords


def _set_value(metadata: dict[str, Element], path: list[str], value: Element) -> None:
    """Sets a value in metadata, ``["copyright", "statement"]`` inside a map; an abstract is a paragraph."""
    if len(path) > 1:
        inner = metadata.setdefault(path[0], _element("MetaMap", {}))
        _set_value(inner["c"], path[1:], value)
    else:
        metadata[path[0]] = _element("MetaBlocks", [_para(value["c"])]) if path[0] == "abstract" else value


def _para(inlines: Elements) -> Element:
    return _element("Para", inlines)


def _div(name: str, blocks: Elements) -> Element:
    return _element("Div", [["", [name], []], blocks])


def _words(text: str) -> Elements:
    """Words as pandoc elements: ``Str``, separated by ``Space``."""
    elements: Elements = []
    for index, word in enumerate(text.split(" ")):
        elements += [_SPACE] if index else []
        elements += [_element("Str", word)] if word else []
    return elements
