"""The tree as pandoc's own document: an element of pandoc for each node, and the metadata that it knows."""

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


class Wanted(NamedTuple):
    """What a format asks of the document: whether pandoc's template shows the title and the deck, whether pandoc
    keeps the captions of figures and tables there, whether the document may name pictures and the targets of links,
    and by which names the template asks for more metadata: ``{"copyright.statement": "rights"}``."""

    title: bool = True
    deck: bool = True
    captions: bool = True
    pictures: bool = True
    links: bool = True
    known: Mapping[str, str] = MappingProxyType({})


class Made(NamedTuple):
    """pandoc's document in JSON, and what was noticed while it was made."""

    data: bytes
    problems: tuple[Problem, ...]


def document(article: Article, wanted: Wanted, version: Sequence[int], to: str) -> Made:
    """The article as a JSON document of pandoc's API ``version``, meant for the format ``to``."""
    maker = Pandoc(article, wanted, to)
    made = {
        "pandoc-api-version": version,
        "meta": guarded(maker.metadata(), to),
        "blocks": guarded(maker.whole(), to),
    }
    return Made(msgspec.json.encode(made), tuple(maker.problems))


class Pandoc(Visitor[Elements]):
    """Each node becomes a row of pandoc's elements, often of one."""

    def __init__(self, article: Article, wanted: Wanted, to: str) -> None:
        self.problems: list[Problem] = []
        self._article = article
        self._wanted = wanted
        self._to = to
        self._notes = {note.id: note for note in article.notes}
        self._called: set[str] = set()
        self._depth = 0
        self._bare = False  # where a note must not stand: in the head, a link, a note

    # ------------------------------------------------------------------------------------------- the whole

    def metadata(self) -> dict[str, Element]:
        article, head, known = self._article, self._article.head, self._article.metadata
        names = [person.name for byline in head.bylines for person in byline.persons]
        date = next((date for date in head.dates if date.kind == "published"), None)
        told = {
            "title": self._as_inlines(head.headline) if head.headline else None,
            "subtitle": self._as_inlines(head.deck) if head.deck and self._wanted.deck else None,
            "author": [_string(name) for name in names or [byline.text for byline in head.bylines]],
            "date": _string(date.iso or date.text) if date else None,
            "lang": _string(article.lang) if article.lang != "und" else None,
            "dir": _string("rtl") if direction(article.lang) == "rtl" else None,
            "keywords": [self._keyword(keyword) for keyword in known.keywords],
            **{
                name: _string(value)
                for name in ("publisher", "description", "rights", "identifier", "url")
                if (value := getattr(known, name))
            },
        }
        made = {
            key: _element("MetaList", value) if isinstance(value, list) else value
            for key, value in told.items()
            if value
        }
        for path, name in self._wanted.known.items():
            if name in made:
                _put(made, path.split("."), made[name])
        return made

    def _keyword(self, keyword: str) -> Element:
        if self._to != "typst":
            return _string(keyword)
        # pandoc's template for Typst has keywords stand in its code as they are
        raw = _element("RawInline", ["typst", json.dumps(keyword, ensure_ascii=False)])
        return _element("MetaInlines", [raw])

    def _as_inlines(self, node: tree.Headline | tree.Deck) -> Element:
        before, self._bare = self._bare, True
        made = _element("MetaInlines", self.inlines(node.inlines))
        self._bare = before
        return made

    def whole(self) -> Elements:
        """The head but for what the template shows, the body, the notes that no words call up, the foot."""
        article = self._article
        made = list(self._head())
        dateline = article.head.dateline
        first = article.body[0] if article.body else None
        run_in = dateline is not None and isinstance(first, tree.Paragraph)
        if dateline and isinstance(first, tree.Paragraph):
            made.append(_para([_element("Strong", _words(dateline.text)), _SPACE, *self.inlines(first.inlines)]))
        elif dateline:
            made += self.visit(dateline)
        made += self.blocks(article.body[run_in:])
        foot = self.blocks(article.foot)
        self._bare = True
        rest = [note for note in article.notes if note.id not in self._called]
        return [*made, *([_div("notes", self.blocks(rest))] if rest else []), *foot]

    def _head(self) -> Iterator[Element]:
        head = self._article.head
        shown = {"headline": self._wanted.title, "deck": self._wanted.deck, "dateline": True}
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
        """Blocks that stand in a quotation, an item or a note."""
        self._depth += 1
        made = self.blocks(nodes)
        self._depth -= 1
        return made

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
        if self._depth:  # some of pandoc's writers lose a heading that stands in a quotation, an item or a note
            return [_para([_element("Strong", self.inlines(node.inlines))])]
        level = node.level - 1 if self._wanted.title else node.level  # below a title, pandoc's sections are level 1
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
        if node.source and self._wanted.pictures:
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
        before = [] if self._wanted.captions else [_para(block["c"]) for block in caption]
        caption = caption if self._wanted.captions else []
        kinds = [f"Align{(how or 'default').capitalize()}" for how in alignments(node)]
        columns = [[{"t": kind}, {"t": "ColWidthDefault"}] for kind in kinds]
        head = [self._row(node.header)] if node.header else []
        rows = [self._row(row) for row in node.rows]
        body = [[_NO_ATTRIBUTES, 0, [], rows]]
        attributes = _NO_ATTRIBUTES
        table = [attributes, [None, caption], columns, [attributes, head], body, [attributes, []]]
        return [*before, _element("Table", table)]

    def _row(self, cells: tuple[tuple[Inline, ...], ...]) -> Any:
        made = [
            [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_element("Plain", self.inlines(cell))] if cell else []]
            for cell in cells
        ]
        return [_NO_ATTRIBUTES, made]

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
        """A note that no words call up, with its mark before it."""
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
        made = self.inlines(node.inlines)
        self._bare = before
        target = safe_target(node.target) if node.target else None
        if target and not self._wanted.links:
            if plain(node.inlines) not in (target, target.removeprefix("mailto:")):
                message = f"the link {plain(node.inlines)!r} to {target} is not in the document, only its words"
                self.problems.append(Problem("unsupported", None, message))
            return made
        if target:
            return [_element("Link", [_NO_ATTRIBUTES, made, [target, ""]])]
        if node.target:
            self.problems.append(left_out(node.target))
        return [_element("Span", [["", ["lost-link"], []], made])]

    def superscript(self, node: tree.Superscript) -> Elements:
        return [_element("Superscript", self.inlines(node.inlines))]

    def code(self, node: tree.Code) -> Elements:
        """Code with the white space at its edges outside, for few formats let code begin or end with any."""
        inner = node.text.strip()
        if not inner:
            return [{"t": "Space"}] if node.text else []
        before, after = ([{"t": "Space"}] if edge.isspace() else [] for edge in (node.text[0], node.text[-1]))
        return [*before, _element("Code", [_NO_ATTRIBUTES, inner]), *after]

    def line_break(self, node: tree.LineBreak) -> Elements:
        return [{"t": "LineBreak"}]

    def note_ref(self, node: tree.NoteRef) -> Elements:
        """The note itself, where it is first called up: pandoc's notes have no names to be called up by again."""
        note = self._notes.get(node.note)
        if self._bare or note is None or node.note in self._called:
            return [_element("Superscript", _words(node.mark))]
        self._called.add(node.note)
        self._bare = True
        made = self._inside(note.blocks)
        self._bare = False
        return [_element("Note", made)]


_SPACE: Element = {"t": "Space"}
_NO_ATTRIBUTES: Any = ["", [], []]


def _element(kind: str, content: Any) -> Element:
    return {"t": kind, "c": content}


def _string(text: str) -> Element:
    return _element("MetaInlines", _words(text))  # a MetaString is lost on the way to ODT's keywords


def _put(metadata: dict[str, Element], path: list[str], value: Element) -> None:
    """Sets a value in metadata, ``["copyright", "statement"]`` inside a map; an abstract is a paragraph."""
    if len(path) > 1:
        inner = metadata.setdefault(path[0], _element("MetaMap", {}))
        _put(inner["c"], path[1:], value)
    else:
        metadata[path[0]] = _element("MetaBlocks", [_para(value["c"])]) if path[0] == "abstract" else value


def _para(inlines: Elements) -> Element:
    return _element("Para", inlines)


def _div(name: str, blocks: Elements) -> Element:
    return _element("Div", [["", [name], []], blocks])


def _words(text: str) -> Elements:
    """A run of words as pandoc has it: each a ``Str``, ``Space`` between."""
    made: Elements = []
    for index, word in enumerate(text.split(" ")):
        made += [_SPACE] if index else []
        made += [_element("Str", word)] if word else []
    return made
