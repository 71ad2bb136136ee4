"""The runs of a paragraph in OpenDocument: their words, marks, links, notes, pictures, and the boxes among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from copydesk.reading._shared.numbers import whole
from copydesk.reading._shared.ruby import reading_behind
from copydesk.reading.office.character_styles import marks_of_style
from copydesk.reading.office.flow import Mark, Run
from copydesk.reading.office.formulas import in_one_line
from copydesk.reading.office.opendocument.flat import address_of
from copydesk.reading.office.opendocument.names import DRAW, MATH, OFFICE, SVG, TEXT, XLINK, attribute
from copydesk.reading.office.opendocument.styles import Style, Styles
from copydesk.tree import Figure, NoteRef

_SILENT = frozenset(f"{TEXT}{name}" for name in ("note-citation", "bookmark", "soft-page-break"))
_MOST_SPACES = 1000

Kind = tuple[float, bool, bool]


class Content(NamedTuple):
    """What a paragraph holds: its runs, pictures, the contents of its boxes, and the number of letters by their size,
    weight and slant."""

    runs: list[Run]
    pictures: list[Figure]
    boxes: list[Any]
    sizes: dict[Kind, int]


class _State(NamedTuple):
    """What surrounds a piece of text: the marks, the type, and the target of a link."""

    marks: frozenset[Mark]
    size: float
    bold: bool
    italic: bool
    target: str | None = None


class Runs:
    """Reads the runs of one file. ``notes`` has the mark and the element of each note, ``comments`` those of reviewers,
    ``hidden`` the words that are not shown, ``struck`` those that a line is drawn through; ``formulas`` counts these.
    ``part`` returns the root of a member of the file, None if there is none."""

    def __init__(self, styles: Styles, part: Callable[[str], Any]) -> None:
        self._styles = styles
        self._part = part
        self.formulas = 0
        self.notes: dict[str, tuple[str, Any]] = {}
        self.comments: list[Any] = []
        self.hidden: list[str] = []
        self.struck: list[str] = []

    def read(self, paragraph: Any, style: Style) -> Content:
        """The content of a paragraph in a style."""
        content = Content([], [], [], {})
        state = _State(frozenset(), style.size or 0.0, bool(style.bold), bool(style.italic))
        self._inside(paragraph, state, style, content)
        return content

    def _inside(self, parent: Any, state: _State, base: Style, content: Content) -> None:
        self._add(parent.text, state, content)
        for child in parent:
            self._child(child, state, base, content)
            self._add(child.tail, state, content)

    def _child(self, child: Any, state: _State, base: Style, content: Content) -> None:
        tag = child.tag
        if tag == f"{TEXT}span":
            self._span(child, state, base, content)
        elif tag == f"{TEXT}a":
            target = attribute(child, XLINK, "href")
            own = None if target.startswith("#") else target
            self._inside(child, state._replace(target=own or state.target), base, content)
        elif tag == f"{TEXT}s":
            self._add(" " * min(whole(attribute(child, TEXT, "c"), 1), _MOST_SPACES), state, content, exact=True)
        elif tag == f"{TEXT}tab":
            self._add("\t", state, content, exact=True)
        elif tag == f"{TEXT}line-break":
            self._add("\n", state, content, exact=True)
        elif tag == f"{TEXT}note":
            content.runs.append(Run("", note=self._note(child)))
        elif tag == f"{OFFICE}annotation":
            self.comments.append(child)
        elif tag in (f"{DRAW}frame", f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}g", f"{DRAW}a"):
            self._frame(child, content)
        elif tag == f"{TEXT}ruby":
            self._ruby(child, state, base, content)
        elif isinstance(tag, str) and tag not in _SILENT:
            self._inside(child, state, base, content)

    def _ruby(self, element: Any, state: _State, base: Style, content: Content) -> None:
        """A word with its reading behind it."""
        start = len(content.runs)
        for child in element.iterfind(f"{TEXT}ruby-base"):
            self._inside(child, state, base, content)
        reading = "".join("".join(child.itertext()) for child in element.iterfind(f"{TEXT}ruby-text"))
        behind = reading_behind("".join(run.text for run in content.runs[start:]), reading)
        self._add(behind, state, content, exact=True)

    def _span(self, child: Any, state: _State, base: Style, content: Content) -> None:
        style = self._styles.of("text", attribute(child, TEXT, "style-name"))
        if style.hidden:
            self.hidden.append("".join(child.itertext()))
            return
        if style.struck:
            self.struck.append("".join(child.itertext()))
        by_name = marks_of_style(style.names, combined=False)
        marks: set[Mark] = set(state.marks | (by_name or frozenset()))
        bold = state.bold if style.bold is None else style.bold
        italic = state.italic if style.italic is None else style.italic
        if by_name is None:
            types: tuple[tuple[Mark, bool, bool | None], ...] = (
                ("strong", bold, base.bold),
                ("emphasis", italic, base.italic),
            )
            for name, on, usual in types:
                if on and not usual:
                    marks.add(name)
                elif not on:
                    marks.discard(name)
            if style.raised:
                marks.add("superscript")
        inner = _State(frozenset(marks), style.size or state.size, bold, italic, state.target)
        self._inside(child, inner, base, content)

    def _add(self, text: str | None, state: _State, content: Content, *, exact: bool = False) -> None:
        """Adds words; white space in them is one space, but for that of elements of its own."""
        if not text:
            return
        if not exact:
            words = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ").replace("\r", " ")
            while "  " in words:
                words = words.replace("  ", " ")
            before = content.runs[-1].text[-1:] if content.runs and content.runs[-1].note is None else ""
            text = words.lstrip(" ") if words.startswith(" ") and (before in (" ", "\n") or not content.runs) else words
        letters = sum(map(str.isalnum, text))
        if letters:
            kind = (state.size, state.bold, state.italic)
            content.sizes[kind] = content.sizes.get(kind, 0) + letters
        if text:
            content.runs.append(Run(text, state.marks, state.target))

    def _note(self, element: Any) -> NoteRef:
        citation, body = element.find(f"{TEXT}note-citation"), element.find(f"{TEXT}note-body")
        key = f"n{len(self.notes) + 1}"
        mark = "".join(citation.itertext()).strip() if citation is not None else ""
        self.notes[key] = (mark or str(len(self.notes) + 1), body)
        return NoteRef(key, mark or str(len(self.notes)))

    def _frame(self, element: Any, content: Content) -> None:
        """A picture, or a box of text, or both: LibreOffice puts a picture and its caption into one box."""
        for holder in element.iterfind(f"{DRAW}object"):
            if self._object(holder, content):
                return
        images = list(element.iterfind(f"{DRAW}image"))
        if images:
            words = [element.find(f"{SVG}{name}") for name in ("desc", "title")]
            alt = next((" ".join(text.split()) for word in words if word is not None and (text := word.text or "")), "")
            first = sorted(images, key=_is_drawn)[0]
            content.pictures.append(Figure(source=_source(first) or None, alt=alt))
            return
        boxes = [child for child in element if child.tag == f"{DRAW}text-box"]
        if boxes:
            content.boxes.extend(boxes)
        elif any(child.tag in (f"{TEXT}p", f"{TEXT}list") for child in element):
            content.boxes.append(element)
        else:
            for child in element:
                if child.tag != f"{DRAW}object":
                    self._frame(child, content)

    def _object(self, holder: Any, content: Content) -> bool:
        """Takes a formula, or the words of a chart, that are embedded in the text; returns whether it was a formula."""
        name = attribute(holder, XLINK, "href").removeprefix("./").strip("/")
        root = next(iter(holder), None) if len(holder) else self._part(f"{name}/content.xml")
        if root is None:
            return False
        formula = root if root.tag == f"{MATH}math" else next(root.iter(f"{MATH}math"), None)
        if formula is not None:
            if words := in_one_line(formula):
                self.formulas += 1
                content.runs.append(Run(words, frozenset({"code"})))
            return True
        content.boxes.extend(root.iterfind(f".//{OFFICE}chart"))
        return False


def _is_drawn(image: Any) -> bool:
    """Whether an image is a drawing in SVG, of which the file has a copy in pixels behind it."""
    kind = attribute(image, DRAW, "mime-type") or attribute(image, XLINK, "href")
    return "svg" in kind[-8:].lower()


def _source(image: Any) -> str:
    """The name of a picture in the file, or an address that holds it, where the file is a single piece of XML."""
    letters = image.findtext(f"{OFFICE}binary-data")
    return address_of(letters) if letters else attribute(image, XLINK, "href")
