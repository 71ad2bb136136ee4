"""The notes of an e-book, which stand in pages of their own or below the text.

A reference says that it is one (``epub:type``, DPUB-ARIA), or, in older books, its words are a note's mark and the note
that it leads to leads back.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from copydesk.reading._shared.xml import remove
from copydesk.reading.office.epub.elements import types_of, words_in

NOTES = frozenset(["endnotes", "rearnotes", "footnotes", "notes"])
"""What a section that holds notes calls itself."""

_NOTE = frozenset(["footnote", "endnote", "rearnote", "note"])
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶‖#]{1,4}|[ivxlc]{1,6}|[a-z])\s*[\])]?\.?")
_HOLDERS = ("li", "p", "div", "dd", "td", "aside", "section")
_BACK = re.compile(r"\W*(?:go )?(?:back|return)(?: to (?:the )?(?:text|note|reference|article))?\W*", re.IGNORECASE)
_BRACKETS = "[]().: "
_HEADING = 12  # words that a page of notes may have besides these


class Note(NamedTuple):
    """A note of the book: its id, its mark, and the element with its words."""

    id: str
    mark: str
    element: Any


def links_out(body: Any) -> Iterator[str]:
    """The addresses that references to notes lead to, as ``a.xhtml#n1``."""
    for link in body.iter("a"):
        if types_of(link) & {"noteref"} or _MARK.fullmatch(words_in(link)):
            yield link.get("href", "")


def is_page_of_notes(body: Any) -> bool:
    """Whether a page holds notes, and hardly anything else: each says that it is one, or leads to another page."""
    element = body
    while element is not None:
        if types_of(element) & NOTES:
            return True
        children = [child for child in element if isinstance(child.tag, str)]
        element = children[0] if len(children) == 1 else None
    notes = [each for each in body.iter("aside", "div", "p", "li", "section") if types_of(each) & _NOTE]
    notes = notes or [each for each in body.iter("p", "li") if _opens_with_link_back(each)]
    within = sum(len(words_in(note).split()) for note in notes if not _is_within_any(note, notes))
    return bool(notes) and len(words_in(body).split()) - within <= _HEADING


def _opens_with_link_back(element: Any) -> bool:
    link = next(element.iter("a"), None)
    if link is None or link.get("href", "")[:1] in ("", "#") or ":" in link.get("href", ""):
        return False
    return _MARK.fullmatch(words_in(link)) is not None and words_in(element).startswith(words_in(link))


def _is_within_any(element: Any, others: list[Any]) -> bool:
    return any(above in others for above in element.iterancestors())


def words_beside(body: Any, anchors: set[str]) -> int:
    """How many words a page of notes has besides the notes with these ids."""
    named = [each for each in body.iter("*") if each.get("id") in anchors]
    notes = [note for note in map(_holder, named) if note is not None]
    within = sum(len(words_in(note).split()) for note in notes if not _is_within_any(note, notes))
    return len(words_in(body).split()) - within


def notes_in(body: Any) -> list[Note]:
    """The notes that references lead to, taken out of the body; a reference becomes a ``span`` with the note's
    number. Links that lead back from notes, and the marks that these open with, are left out."""
    by_id = {
        element.get("id"): element for element in body.iter() if isinstance(element.tag, str) and element.get("id")
    }
    places = {element: number for number, element in enumerate(body.iter())}
    notes: dict[str, Note] = {}
    for link in list(body.iter("a")):
        target = link.get("href", "")[1:]
        element = by_id.get(target)
        if element is None or link not in places:
            continue
        if not types_of(link) & {"noteref"}:
            element = _holder(element)
            if element is None or places[element] < places[link] or not _leads_back(link, element, notes):
                continue
        elif element.tag == "a":
            element = _holder(element) if words_in(element) in ("", words_in(link)) else element
        if element is None or element in link.iterancestors():
            continue
        key = next((key for key, note in notes.items() if note.element is element), target)
        _call(link, element, key, notes)
    for element in list(body.iter("aside")):
        if "idle" in element.get("class", ""):
            notes[element.get("id", "")] = _lone_note(element, len(notes) + 1)
    taken = list(notes.values())
    for note in taken:
        if note.element.getparent() is not None:
            _apart(note.element)
    _without_marks(taken)
    return taken


def _holder(target: Any) -> Any:
    """The element that holds a note of which ``target`` is all or the beginning."""
    return next((each for each in (target, *target.iterancestors()) if each.tag in _HOLDERS), None)


def _leads_back(link: Any, element: Any, notes: dict[str, Note]) -> bool:
    """Whether a link of a note's mark leads to a note, known by one that leads from there to it, or by another call."""
    if not _MARK.fullmatch(words_in(link)):
        return False
    if any(note.element is element for note in notes.values()):
        return True
    block = _holder(link)
    near = {each.get("id") for each in (block if block is not None else link).iter()} | {link.getparent().get("id")}
    near -= {None, ""}
    return bool(types_of(element) & _NOTE) or any(back.get("href", "")[1:] in near for back in element.iter("a"))


def _call(link: Any, element: Any, target: str, notes: dict[str, Note]) -> None:
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


def _apart(element: Any) -> None:
    """Takes the element of a note out of the body, with the text behind it left there."""
    remove(element)
    element.tail = None


def _without_marks(notes: Iterable[Note]) -> None:
    """Leaves out of notes the links that lead back, and the marks that these open with."""
    for note in notes:
        for back in [link for link in note.element.iter("a") if _is_back(link, note)]:
            if words_in(note.element).startswith(words_in(back)):
                back.tail = (back.tail or "").lstrip(_BRACKETS)
            wrapper = back.getparent()
            remove(back)
            if wrapper is not note.element and wrapper.tag in ("sup", "span", "p") and not words_in(wrapper):
                remove(wrapper)
        if note.mark and note.element.tag != "li":  # whose mark is the number of its list
            _without_mark(note)


def _without_mark(note: Note) -> None:
    """Leaves out the mark that the words of a note open with."""
    opening = next((text for text in note.element.xpath(".//text()") if text.strip()), None)
    if opening is None:
        return
    shorter = re.sub(rf"^\s*[\[(]?{re.escape(note.mark)}(?:[\])]?[.:]?\s+|[\])]?[.:]?\s*$)", "", opening)
    if opening.is_tail:
        opening.getparent().tail = shorter
    else:
        opening.getparent().text = shorter


def _is_back(link: Any, note: Note) -> bool:
    """Whether a link in a note leads back to its reference: it says so, or its words are the mark or an arrow."""
    if types_of(link) & {"backlink"} or "note-mark" in link.get("class", ""):
        return True
    words = words_in(link)
    is_sign = not _has_letters(words) or words.strip(_BRACKETS) == note.mark
    return link.get("href", "").startswith("#") and (is_sign or _BACK.fullmatch(words) is not None)


def others_in(body: Any, pages: Container[str]) -> Iterator[str]:
    """What is left of notes in a body made of ``pages``, taken out: those whose links lead back to other pages, and
    headings that nothing stands below any more."""
    for note in [each for each in body.iter("aside", "li", "p", "div") if _is_note(each)]:
        if body not in note.iterancestors():
            continue  # it went with the one around it
        backs = [link for link in note.iter("a") if _MARK.fullmatch(words_in(link)) or not _has_letters(words_in(link))]
        led_to = [back.get("href", "")[1:].rpartition("#")[0] for back in backs if back.get("href", "")[:1] == "#"]
        if led_to and not any(page in pages for page in led_to):
            yield words_in(note)
            remove(note)
    for section in [each for each in body.iter("*") if types_of(each) & NOTES]:
        words = words_in(section)
        if words and words == " ".join(map(words_in, section.iter("h1", "h2", "h3", "h4", "h5", "h6"))):
            yield words
            remove(section)


def _is_note(element: Any) -> bool:
    """Whether an element is called a note, or is a paragraph or an item of a section of notes."""
    within = element.tag in ("p", "li") and any(types_of(above) & NOTES for above in element.iterancestors())
    return within or bool(types_of(element) & _NOTE)


def _has_letters(words: str) -> bool:
    return any(map(str.isalnum, words))


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
