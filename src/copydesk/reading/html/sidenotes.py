"""Notes that stand in the margin, and in the markup within the line that they belong to -> footnotes, or captions."""

from __future__ import annotations

import re

from copydesk.reading.html.markup import Element, tag_of

_CLASS = re.compile(r"(side|margin)-?_?notes?", re.IGNORECASE)
_TOGGLE = "margin-toggle"
_TAGS = ("span", "small", "aside")
_LINES = ("p", "li", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_UNNUMBERED = "*"


def as_footnotes(root: Element) -> None:
    """Puts each note of the margin behind the paragraph that it stands in, with a reference in its place; its number is
    the one that the page's style counts. One in a figure is its caption."""
    number = 0
    for toggle in [each for each in root.iter("label", "input") if _TOGGLE in (each.get("class") or "").split()]:
        toggle.drop_tree()  # what shows the note on a small screen
    for note in [each for each in root.iter(*_TAGS) if _kind(each)]:
        around = [tag_of(outer) for outer in note.iterancestors()]
        line = next((outer for outer in note.iterancestors() if tag_of(outer) in _LINES), None)
        if "figure" in around:
            note.tag = "figcaption"
        elif line is not None and "".join(note.itertext()).strip():
            number += _kind(note) == "side"
            _behind(line, note, str(number) if _kind(note) == "side" else _UNNUMBERED)


def _kind(element: Element) -> str:
    matches = map(_CLASS.fullmatch, (element.get("class") or "").split())
    return next((match[1].lower() for match in matches if match), "")


def _behind(line: Element, note: Element, mark: str) -> None:
    """Moves a note behind its line."""
    name = f"note-of-margin-{sum(1 for _ in note.getroottree().iter('{*}a', 'a'))}"
    link = note.makeelement("a", {"href": f"#{name}"})
    link.text, link.tail, note.tail = mark, note.tail, None
    note.addprevious(link)
    holder = note.makeelement("div", {"id": name, "role": "doc-footnote"})
    if tag_of(line) == "li":
        line.append(holder)
    else:
        holder.tail, line.tail = line.tail, None
        line.addnext(holder)
    note.tag = "p"
    holder.append(note)
