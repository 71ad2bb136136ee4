"""The notes of an e-book, which stand in pages of their own or below the text."""

from __future__ import annotations

from typing import Any, NamedTuple

from copydesk.reading.office.epub.elements import remove, types_of, words_in


class Note(NamedTuple):
    """A note of the book: its id, its mark, and the element with its words."""

    id: str
    mark: str
    element: Any


def notes_in(body: Any) -> list[Note]:
    """The notes that references lead to, taken out of the body; a reference becomes a ``span`` with the note's
    number."""
    by_id = {
        element.get("id"): element for element in body.iter() if isinstance(element.tag, str) and element.get("id")
    }
    notes: dict[str, Note] = {}
    for link in list(body.iter("a")):
        if not types_of(link) & {"noteref"}:
            continue
        target = link.get("href", "")[1:]
        element = by_id.get(target)
        if element is None:
            continue
        mark = words_in(link)
        again = target in notes
        if not again:
            notes[target] = Note(f"n{len(notes) + 1}", mark.strip("[]()"), element)
        wrapper = link.getparent()
        outer = wrapper if wrapper.tag == "sup" and words_in(wrapper) == mark else link
        tail = outer.tail
        outer.clear()
        outer.tag = "span"
        number = notes[target].id
        outer.set("class", f"note-again {number}" if again else f"note-call {number}")
        outer.text, outer.tail = mark, tail
    for element in list(body.iter("aside")):
        if "idle" in element.get("class", ""):
            notes[element.get("id", "")] = _lone_note(element, len(notes) + 1)
    for note in notes.values():
        parent = note.element.getparent()
        if parent is not None:
            remove(note.element)
        for back in list(note.element.iter("a")):
            if types_of(back) & {"backlink"} or "note-mark" in back.get("class", ""):
                back.tail = (back.tail or "").lstrip()
                remove(back)
    return list(notes.values())


def _lone_note(element: Any, number: int) -> Note:
    """A note of copydesk's that nothing refers to, with a call for it in its place."""
    from lxml import etree

    mark = next((link for link in element.iter() if "note-mark" in link.get("class", "")), None)
    words = words_in(mark) if mark is not None else str(number)
    if mark is not None:
        mark.tail = (mark.tail or "").lstrip()
        remove(mark)
    box = etree.Element("div")
    box.set("class", "unplaced-notes")
    call = etree.SubElement(etree.SubElement(box, "p"), "span")
    call.set("class", f"note-call n{number}")
    call.text = words
    element.addprevious(box)
    return Note(f"n{number}", words, element)
