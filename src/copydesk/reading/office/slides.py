"""A PowerPoint presentation -> its flow: the titles of its slides are headings, their lines are lists or paragraphs.

What a speaker notes below a slide, and what stands at the foot of each, is furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared.numbers import whole
from copydesk.reading.office.asides import page_lines
from copydesk.reading.office.flow import Document, Grid, Item, Mark, Para, Run, merged
from copydesk.reading.office.package import Package
from copydesk.reading.office.properties import core_properties
from copydesk.reading.office.word.drawn import drawn
from copydesk.reading.office.word.pictures import picture
from copydesk.tree import Furniture

_PRESENTATION = "ppt/presentation.xml"
_TITLES = ("title", "ctrTitle")
_OF_PAGES = ("sldNum", "ftr", "hdr", "dt")
_HEADING = ("heading 1",)
_BODIES = ("body", "obj", "")
_MOST = 2000  # slides
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_slides(package: Package) -> Document:
    """The flow of a presentation. Raises InputError if it is damaged, or has over 2000 slides."""
    relations = package.relations(_PRESENTATION)
    root = package.xml(_PRESENTATION)
    keys = [entry.get(f"{_ID}id", "") for entry in root.iterfind("{*}sldIdLst/{*}sldId")]
    names = [relations[key].target for key in keys if key in relations and relations[key].target in package]
    if len(names) > _MOST:
        raise InputError(f"it has {len(names)} slides, and may have {_MOST}", "Split it")
    flow: list[Para | Grid] = []
    asides: list[str] = []
    notes: list[Furniture] = []
    drawings: list[str] = []
    hidden: list[str] = []
    for number, name in enumerate(names, 1):
        slide = _Slide(package, name, is_first=number == 1)
        if slide.is_hidden:
            hidden.append(f"{number} ({slide.title})" if slide.title else str(number))
            continue
        flow += slide.flow
        asides += slide.asides
        drawings += slide.drawings
        notes += [Furniture(f"Notes to slide {number}: {words}", "comment") for words in slide.notes()]
        notes += [Furniture(f"Comment on slide {number}: {words}", "comment") for words in slide.comments()]
    problems = [Problem("unsupported", None, drawing) for drawing in dict.fromkeys(drawings)]
    if hidden:
        problems.append(Problem("set_aside", None, f"hidden slides are left out: {', '.join(hidden)}"))
    return Document(flow, {}, (*page_lines(asides), *notes), core_properties(package), tuple(problems))


class _Slide:
    """What one slide shows."""

    def __init__(self, package: Package, name: str, *, is_first: bool) -> None:
        self._package = package
        self._relations = package.relations(name)
        self._is_first = is_first
        self.flow: list[Para | Grid] = []
        self.asides: list[str] = []
        self.drawings: list[str] = []
        root = package.xml(name)
        self.is_hidden = root.get("show") in ("0", "false")
        shapes = [*_shapes(root)]
        for shape in sorted(shapes, key=lambda shape: _role(shape) not in _TITLES):  # titles first
            self._add(shape)

    def _add(self, shape: Any) -> None:
        role, kind = _role(shape), _local(shape)
        if role in _OF_PAGES:
            self.asides += [para.text for para in self._paras(shape)]
        elif kind == "pic":
            figure = picture(shape, self._relations, ("cNvPr",))
            self.flow += [Para((), pictures=(figure,))] if figure else []
        elif kind == "graphicFrame":
            self._add_frame(shape)
        elif role in _TITLES:
            self._add_title(shape)
        else:
            paras = [para for para in self._paras(shape) if not para.is_empty]
            listed = shape.find("{*}nvSpPr/{*}nvPr/{*}ph") is not None and role in _BODIES and len(paras) > 1
            self.flow += [_listed(para) if listed else para for para in paras]

    def _add_title(self, shape: Any) -> None:
        runs = [run for para in self._paras(shape) for run in (Run("\n"), *para.runs)][1:]
        styles = ("title",) if self._is_first and not self.flow else _HEADING
        if "".join(run.text for run in runs).strip():
            self.flow.append(Para(tuple(runs), styles, int(styles == _HEADING)))

    def _add_frame(self, frame: Any) -> None:
        """A table, the words of a diagram, or a chart."""
        table = next(frame.iter("{*}tbl"), None)
        if table is not None:
            rows = tuple(
                tuple(tuple(self._paras(cell)) for cell in row.iterfind("{*}tc")) for row in table.iterfind("{*}tr")
            )
            properties = table.find("{*}tblPr")
            header = properties is not None and properties.get("firstRow") in ("1", "true")
            self.flow += [Grid(rows, int(header))] if rows else []
        else:
            self.flow += drawn(frame, self._relations, self._package.xml_or_none, self.drawings.append)

    def _paras(self, element: Any) -> Iterator[Para]:
        for paragraph in element.iter("{*}p"):
            runs = [run for child in paragraph for run in self._runs(child)]
            yield _as_item(Para(merged(runs)), paragraph.find("{*}pPr"))

    def _runs(self, element: Any) -> Iterator[Run]:
        kind = _local(element)
        if kind == "br":
            yield Run("\n")
        if kind not in ("r", "fld"):
            return
        properties = element.find("{*}rPr")
        marks: set[Mark] = set()
        target = None
        if properties is not None:
            marks |= {"strong"} if properties.get("b") in ("1", "true") else set()
            marks |= {"emphasis"} if properties.get("i") in ("1", "true") else set()
            marks |= {"superscript"} if whole(properties.get("baseline", "").rstrip("%")) > 0 else set()
            link = properties.find("{*}hlinkClick")
            relation = self._relations.get("" if link is None else link.get(f"{_ID}id", ""))
            target = relation.target if relation and relation.external else None
        words = element.find("{*}t")
        yield Run("" if words is None else words.text or "", frozenset(marks), target)

    @property
    def title(self) -> str:
        """The words of its title, in one line; empty if it has none."""
        titles = (para.text for para in self.flow if isinstance(para, Para) and para.styles in (("title",), _HEADING))
        return " ".join(next(titles, "").split())

    def notes(self) -> Iterator[str]:
        """What is noted for the speaker."""
        for relation in self._relations.values():
            root = self._package.xml_or_none(relation.target) if relation.kind == "notesSlide" else None
            for shape in [] if root is None else _shapes(root):
                words = " ".join(" ".join(para.text for para in self._paras(shape)).split())
                if words and _role(shape) == "body":
                    yield words

    def comments(self) -> Iterator[str]:
        """What reviewers wrote beside it."""
        for relation in self._relations.values():
            root = self._package.xml_or_none(relation.target) if relation.kind == "comments" else None
            for words in [] if root is None else root.iter("{*}text", "{*}txBody"):
                if text := " ".join("".join(words.itertext()).split()):
                    yield text


def _shapes(root: Any) -> Iterator[Any]:
    """The shapes of a slide in their order, out of their groups; of alternatives the first."""
    for fallback in [*root.iter("{*}Fallback")]:
        fallback.getparent().remove(fallback)
    yield from root.iter("{*}sp", "{*}pic", "{*}graphicFrame")


def _role(shape: Any) -> str:
    """What of its layout a shape fills in, such as ``title``; empty if it says nothing."""
    holder = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return "" if holder is None else str(holder.get("type", ""))


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _as_item(para: Para, properties: Any) -> Para:
    """A paragraph as an item if it has a bullet or a number of its own, as plain if it has none in a list of others."""
    if properties is None:
        return para
    if properties.find("{*}buNone") is not None:
        return para._replace(styles=("plain",))
    level = whole(properties.get("lvl"))
    numbered = properties.find("{*}buAutoNum")
    if numbered is not None:
        return para._replace(item=Item("numbered", level, ordered=True, start=whole(numbered.get("startAt"), 1)))
    if properties.find("{*}buChar") is not None or level:
        return para._replace(item=Item("bullets", level))
    return para


def _listed(para: Para) -> Para:
    """A line of a shape whose layout gives each a bullet."""
    return para if para.item or para.styles else para._replace(item=Item("bullets", 0))
