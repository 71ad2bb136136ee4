"""The runs of a paragraph in Word: their words, marks, links, notes, pictures, and the text boxes among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from copydesk.reading._shared.ruby import reading_behind
from copydesk.reading._shared.symbols import symbol
from copydesk.reading.office.character_styles import marks_of_style
from copydesk.reading.office.flow import Grid, Mark, Para, Run
from copydesk.reading.office.formulas import in_one_line
from copydesk.reading.office.package import Relation
from copydesk.reading.office.word.drawn import drawn
from copydesk.reading.office.word.fields import Fields
from copydesk.reading.office.word.names import R, W, local
from copydesk.reading.office.word.notes import Notes
from copydesk.reading.office.word.pictures import picture
from copydesk.reading.office.word.styles import Styles, Type, type_of
from copydesk.tree import Figure

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo", "fldSimple"})
_GONE = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}


class Content(NamedTuple):
    """What a paragraph holds: its runs, pictures, the contents of its text boxes, what is drawn in it, the number of
    letters by their type, and whether a page ends in it."""

    runs: list[Run]
    pictures: list[Figure]
    boxes: list[Any]
    drawn: list[Para | Grid]
    sizes: dict[Type, int]
    new_page: bool


class Runs:
    """Reads the runs of one part. ``deleted`` has the words of tracked deletions, ``hidden`` those that Word does not
    print, ``struck`` those that a line is drawn through, ``unread_parts`` what cannot be read, ``drawings`` what is
    read in another form. ``part`` returns the root of another part of the file, None if there is none or it cannot be
    read."""

    def __init__(
        self, styles: Styles, relations: Mapping[str, Relation], notes: Notes, part: Callable[[str], Any]
    ) -> None:
        self._styles = styles
        self._relations = relations
        self._notes = notes
        self.part = part
        self.drawings: list[str] = []
        self.deleted: list[str] = []
        self.inserted = 0
        self.hidden: list[str] = []
        self.struck: list[str] = []
        self.formulas = 0
        self.unread_parts: list[str] = []

    def within(self, relations: Mapping[str, Relation]) -> Runs:
        """The same for another part, whose links have other keys."""
        other = Runs(self._styles, relations, self._notes, self.part)
        other.drawings = self.drawings
        other.deleted, other.hidden, other.unread_parts = self.deleted, self.hidden, self.unread_parts
        other.struck = self.struck
        return other

    def read(self, paragraph: Any, style: str) -> Content:
        """The content of a paragraph in a style."""
        return _Reader(self, self._styles, self._relations, self._notes, style).read(paragraph)

    def leave_out(self, element: Any) -> None:
        """Records the words of a tracked deletion."""
        words = "".join(text.text or "" for text in element.iter(f"{W}delText", f"{W}t"))
        if words.strip():
            self.deleted.append(words)

    def unread(self, part: str) -> None:
        """Records a part of the file that cannot be read."""
        self.unread_parts.append(part)


class _Reader:
    """Reads one paragraph."""

    def __init__(
        self, shared: Runs, styles: Styles, relations: Mapping[str, Relation], notes: Notes, style: str
    ) -> None:
        self._shared = shared
        self._styles = styles
        self._relations = relations
        self._notes = notes
        self._style = style
        self._base = styles.paragraph_type(style)
        self._fields = Fields()
        self._content = Content([], [], [], [], {}, False)
        self._new_page = False
        self._by_name: dict[str, Callable[[Any, str | None], None]] = {
            "r": self._run,
            "hyperlink": self._hyperlink,
            "oMath": self._formula,
            "oMathPara": self._formula,
            "AlternateContent": self._alternatives,
            "ruby": self._ruby,
        }

    def read(self, paragraph: Any) -> Content:
        self._inside(paragraph, None)
        return self._content._replace(new_page=self._new_page)

    def _inside(self, parent: Any, target: str | None) -> None:
        for child in parent:
            name = local(child)
            if name in self._by_name:
                self._by_name[name](child, target)
            elif name in _TRANSPARENT:
                self._shared.inserted += name in ("ins", "moveTo")
                self._inside(child, _target_of_field(child) or target)
            elif name in _GONE:
                self._shared.leave_out(child)

    def _hyperlink(self, element: Any, target: str | None) -> None:
        relation = self._relations.get(element.get(f"{R}id", ""))
        again = self._notes.again(element.get(f"{W}anchor", ""))
        if again is not None:
            self._content.runs.append(Run("", note=again))
            return
        anchor = element.get(f"{W}anchor", "")
        address = relation.target + (f"#{anchor}" if anchor else "") if relation and relation.external else None
        self._inside(element, address or target)

    def _formula(self, element: Any, target: str | None) -> None:
        words = in_one_line(element)
        if words:
            self._shared.formulas += 1
            self._content.runs.append(Run(words, frozenset({"code"}), target))

    def _alternatives(self, element: Any, target: str | None) -> None:
        branch = next((child for child in element if local(child) in ("Choice", "Fallback")), None)
        if branch is not None:
            self._inside(branch, target)

    def _ruby(self, element: Any, target: str | None) -> None:
        """A word with its reading behind it."""
        start = len(self._content.runs)
        for base in element.iterfind(f"{W}rubyBase"):
            self._inside(base, target)
        runs = self._content.runs[start:]
        reading = "".join(text.text or "" for part in element.iterfind(f"{W}rt") for text in part.iter(f"{W}t"))
        behind = reading_behind("".join(run.text for run in runs), reading)
        if behind:
            self._content.runs.append(Run(behind, runs[-1].marks if runs else frozenset(), target))

    def _run(self, element: Any, target: str | None) -> None:
        properties = element.find(f"{W}rPr")
        style = ""
        if properties is not None and (stated := properties.find(f"{W}rStyle")) is not None:
            style = stated.get(f"{W}val", "")
        kind = type_of(properties).over(self._styles.type(style)).over(self._base)
        marks = self._marks(style, type_of(properties), kind)
        for child in element:
            self._piece(child, kind, marks, target)

    def _marks(self, style: str, direct: Type, kind: Type) -> frozenset[Mark]:
        """The marks of a run: what its style says by its name, and its type where that differs from the paragraph's."""
        by_name = marks_of_style(self._styles.names(style)) if style else None
        marks: set[Mark] = set(by_name or ())
        if by_name is not None:
            kind = direct
        if kind.bold and not self._base.bold:
            marks.add("strong")
        if kind.italic and not self._base.italic:
            marks.add("emphasis")
        if kind.raised:
            marks.add("superscript")
        return frozenset(marks)

    def _piece(self, child: Any, kind: Type, marks: frozenset[Mark], target: str | None) -> None:
        name = local(child)
        if name == "t":
            self._add(child.text or "", kind, marks, target)
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name], kind, marks, target)
        elif name == "br":
            self._break(child, kind, marks, target)
        elif name == "sym":
            self._add(symbol(child.get(f"{W}font", ""), child.get(f"{W}char", "")), kind, marks, target)
        elif name in ("footnoteReference", "endnoteReference"):
            self._reference(child, name)
        elif name in ("fldChar", "instrText"):
            self._fields.take(child)
        elif name in ("drawing", "pict", "object"):
            self._drawing(child)
        elif name == "AlternateContent":
            branch = next((one for one in child if local(one) in ("Choice", "Fallback")), None)
            for inner in [] if branch is None else branch:
                self._piece(inner, kind, marks, target)
        elif name == "ruby":
            self._ruby(child, target)
        elif name == "delText":
            self._shared.deleted.append(child.text or "")

    def _add(self, text: str, kind: Type, marks: frozenset[Mark], target: str | None) -> None:
        if not text or self._fields.in_instruction:
            return
        if kind.hidden:
            self._shared.hidden.append(text)
            return
        if self._notes.takes_mark(text):  # the mark of a note that has one of its own
            self._content.runs[-1] = Run("", note=self._notes.with_mark(text))
            return
        if kind.struck:
            self._shared.struck.append(text)
        letters = sum(map(str.isalnum, text))
        if letters:
            shown = Type(kind.size, kind.bold, kind.italic, colour=kind.colour)
            self._content.sizes[shown] = self._content.sizes.get(shown, 0) + letters
        self._content.runs.append(Run(text, marks, self._fields.target or target))

    def _break(self, element: Any, kind: Type, marks: frozenset[Mark], target: str | None) -> None:
        if element.get(f"{W}type") == "page":
            self._new_page = self._new_page or not any(run.text.strip() for run in self._content.runs)
        self._add("\n", kind, marks, target)

    def _reference(self, element: Any, name: str) -> None:
        kind = name.removesuffix("Reference")
        custom = element.get(f"{W}customMarkFollows") in ("1", "true", "on")
        reference = self._notes.reference(kind, element.get(f"{W}id", ""), custom=custom)
        if reference is not None:
            self._content.runs.append(Run("", note=reference))

    def _drawing(self, element: Any) -> None:
        boxes = list(_outermost(element, "txbxContent"))
        self._content.boxes.extend(boxes)
        self._content.drawn.extend(drawn(element, self._relations, self._shared.part, self._shared.drawings.append))
        figure = picture(element, self._relations)
        if figure is not None:
            self._content.pictures.append(figure)


def _outermost(element: Any, name: str) -> Any:
    """The elements of this name, none inside another; of alternatives only those in the first."""
    for child in element:
        kind = local(child)
        if kind == name:
            yield child
        elif kind == "AlternateContent":
            branch = next((one for one in child if local(one) in ("Choice", "Fallback")), None)
            yield from () if branch is None else _outermost(branch, name)
        else:
            yield from _outermost(child, name)


def _target_of_field(element: Any) -> str | None:
    """The target of a simple field with a link."""
    return Fields.link_of(element.get(f"{W}instr", "")) if local(element) == "fldSimple" else None
