"""pandoc's document -> the flow of an office document, for rich text files, whose structure is as weak as theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from copydesk.reading.office.flow import Flow, Grid, Item, Mark, Para, Run, merged
from copydesk.reading.office.rtf_marks import END_OF_TABLE, Indents, as_set, unmarked
from copydesk.reading.office.word.numbering import counted
from copydesk.tree import Figure, NoteRef

Element = dict[str, Any]

_MARKS: dict[str, tuple[Mark, ...]] = {
    "Emph": ("emphasis",),
    "Underline": ("emphasis",),
    "Strong": ("strong",),
    "Superscript": ("superscript",),
    "Strikeout": (),
    "Subscript": (),
    "SmallCaps": (),
}
_CHARACTERS = {"Str": "", "Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_NUMBERINGS = {
    "LowerAlpha": "lower_alpha",
    "UpperAlpha": "upper_alpha",
    "LowerRoman": "lower_roman",
    "UpperRoman": "upper_roman",
}


class PandocFlow:
    """Makes a flow of pandoc's blocks; ``notes`` has the marks and the flows of the notes by their ids, ``struck`` the
    words that a line is drawn through. ``descriptions`` are those of pictures by their names, which pandoc does not
    read."""

    def __init__(self, descriptions: Mapping[str, str] = MappingProxyType({})) -> None:
        self._descriptions = descriptions
        self.notes: dict[str, tuple[str, Flow]] = {}
        self.struck: list[str] = []
        self._indents = Indents([])

    def of(self, blocks: list[Element]) -> list[Para | Grid]:
        """The flow of the blocks."""
        flow: list[Para | Grid] = []
        for block in blocks:
            make = self._by_kind.get(block["t"])
            flow += make(block.get("c")) if make else []
        return [block for block in flow if isinstance(block, Grid) or block.text != END_OF_TABLE]

    @property
    def _by_kind(self) -> dict[str, Callable[[Any], Sequence[Para | Grid]]]:
        return {
            "Para": lambda content: [self._para(content)],
            "Plain": lambda content: [self._para(content)],
            "BulletList": lambda content: self._items(content, None),
            "OrderedList": lambda content: self._items(content[1], content[0]),
            "Div": lambda content: self.of(content[1]),
            "Header": self._header,
            "BlockQuote": lambda content: [_quoted(block) for block in self.of(content)],
            "HorizontalRule": lambda _: [Para((Run("***"),), ("break",))],
            "CodeBlock": lambda content: [Para((Run(content[1]),), ("preformatted",))],
            "RawBlock": lambda content: [Para((Run(content[1]),), ("preformatted",))],
            "Table": lambda content: [self._grid(content)],
            "LineBlock": self._verse,
            "Figure": lambda content: [*self.of(content[2]), *map(_captioned, self.of(content[1][1]))],
            "DefinitionList": self._definitions,
        }

    def _header(self, content: Any) -> list[Para]:
        level, _, words = content
        return [self._para(words)._replace(styles=(f"heading {level}",), outline=level)]

    def _verse(self, content: Any) -> list[Para]:
        runs = [run for line in content for run in (*self._para(line).runs, Run("\n"))]
        return [Para(tuple(runs), ("verse",))]

    def _definitions(self, content: Any) -> list[Para | Grid]:
        flow: list[Para | Grid] = []
        for term, definitions in content:
            flow += [self._para(term), *(block for one in definitions for block in self.of(one))]
        return flow

    def _para(self, elements: list[Element], item: Item | None = None) -> Para:
        pictures: list[Figure] = []
        runs, setting, styles = as_set(merged(self._runs(elements, frozenset(), None, pictures)))
        words = [run.marks for run in runs if run.note is None and run.text.strip()]
        setting = setting._replace(
            bold=bool(words) and all("strong" in marks for marks in words),
            italic=bool(words) and all("emphasis" in marks for marks in words),
        )
        return self._indents.read(Para(runs, styles, item=item, setting=setting, pictures=tuple(pictures)))

    def _items(self, items: list[list[Element]], counting: Any, level: int = 0) -> list[Para | Grid]:
        flow: list[Para | Grid] = []
        start = counting[0] if counting else 1
        numbering = _NUMBERINGS.get(counting[1]["t"], "decimal") if counting else "decimal"
        for number, blocks in enumerate(items, start):
            label = f"{counted(number, numbering)}." if counting else "•"
            item = Item("list", level, bool(counting), number, numbering, label)
            for at, block in enumerate(blocks):
                if at == 0 and block["t"] in ("Para", "Plain"):
                    flow.append(self._para(block["c"], item))
                elif block["t"] == "BulletList":
                    flow += self._items(block["c"], None, level + 1)
                elif block["t"] == "OrderedList":
                    flow += self._items(block["c"][1], block["c"][0], level + 1)
                else:
                    flow += self.of([block])
        return flow

    def _grid(self, content: Any) -> Grid:
        _, _, _, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for _, _, inner, rows in bodies for row in (*inner, *rows)), *foot]
        cells = tuple(tuple(tuple(self.of(cell[4])) for cell in row[1]) for row in rows)
        return Grid(tuple(row for row in cells if row), len(head))

    def _runs(
        self, elements: list[Element], marks: frozenset[Mark], target: str | None, pictures: list[Figure]
    ) -> list[Run]:
        runs: list[Run] = []
        for element in elements:
            kind = element["t"]
            content: Any = element.get("c")
            if kind in _CHARACTERS:
                runs.append(Run(_CHARACTERS[kind] or content, marks, target))
            elif kind in _MARKS:
                at = len(runs)
                runs += self._runs(content, marks | set(_MARKS[kind]), target, pictures)
                self.struck += [unmarked(run.text) for run in runs[at:]] if kind == "Strikeout" else []
            elif kind == "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                inner = self._runs(content[1], marks, target, pictures)
                runs += [Run(opening, marks, target), *inner, Run(closing, marks, target)]
            elif kind in ("Span", "Cite"):
                runs += self._runs(content[1], marks, target, pictures)
            elif kind == "Link":
                address = content[2][0]
                runs += self._runs(content[1], marks, None if address.startswith("#") else address, pictures)
            elif kind in ("Code", "Math", "RawInline"):
                runs.append(Run(content[1], marks | {"code"}, target))
            elif kind == "Image":
                name = content[2][0]
                pictures.append(Figure(source=name or None, alt=self._descriptions.get(name.partition(".")[0], "")))
            elif kind == "Note":
                runs.append(self._note(content))
        return runs

    def _note(self, blocks: list[Element]) -> Run:
        mark = str(len(self.notes) + 1)
        key = f"n{mark}"
        self.notes[key] = (mark, [])  # its number is taken before those of notes inside it
        self.notes[key] = (mark, self.of(blocks))
        return Run("", note=NoteRef(key, mark))


def _quoted(block: Para | Grid) -> Para | Grid:
    """The block one level deeper in a quotation."""
    if isinstance(block, Grid):
        return block
    name = block.styles[0] if block.styles else ""
    depth = int(name[-1]) + 1 if name.startswith("quote ") else 2 if name == "quote" else 1
    return block._replace(styles=("quote",) if depth == 1 else (f"quote {depth}",))


def _captioned(block: Para | Grid) -> Para | Grid:
    return block._replace(styles=("caption",)) if isinstance(block, Para) else block
