"""A Word file or an OpenDocument text that holds several articles: each opens with a paragraph in the style of titles,
names its own author below it, and has a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.reading.office.flow import Document, Flow, Grid, Para
from copydesk.reading.office.head import HeadReader, language_of
from copydesk.reading.office.package import Package
from copydesk.reading.office.paragraph_styles import HEAD_ROLES, kind_of

_STYLE = re.compile(rb'<w:style\b[^>]*\bw:styleId="([^"]+)"[^>]*>\s*<w:name\s+w:val="([^"]+)"')
_OF_WORD = re.compile(rb'<w:pStyle\s+w:val="([^"]+)"')
_AUTOMATIC = re.compile(rb"<style:style\b[^>]*>")
_NAME, _PARENT = re.compile(rb'\bstyle:name="([^"]+)"'), re.compile(rb'\bstyle:parent-style-name="([^"]+)"')
_OF_TEXT = re.compile(rb'<text:[ph]\b[^>]*\btext:style-name="([^"]+)"')
_HEAD = 4  # paragraphs below a title among which its byline stands
_SHORTEST = 40  # letters of a paragraph of the text


def may_be_several(package: Package, kind: str) -> bool:
    """Whether two paragraphs or more are in a style of titles, which costs little to see."""
    if kind == "docx":
        main = package.main_part() or "word/document.xml"
        sheet, text, used = _members(package, "word/styles.xml", main), main, _OF_WORD
        names = {key: name.decode("utf-8", "replace") for key, name in _STYLE.findall(sheet)}
    else:
        sheet, text, used = _members(package, "content.xml"), "content.xml", _OF_TEXT
        names = {key: key.decode("utf-8", "replace") for key in used.findall(sheet)}
        for style in _AUTOMATIC.findall(sheet):
            key, parent = _NAME.search(style), _PARENT.search(style)
            if key and parent:
                names[key[1]] = parent[1].decode("utf-8", "replace")
    titles = {key for key, name in names.items() if kind_of(Para((), (name.lower(),))) == "headline"}
    counts = Counter(used.findall(_members(package, text)))
    return sum(counts[key] for key in titles) > 1


def _members(package: Package, *names: str) -> bytes:
    return b"".join(package.read(name) for name in names if name in package)


def articles_in(document: Document) -> list[Document]:
    """The articles of a document; one if there is a doubt. What the pages hold and the problems are the first one's."""
    flow = document.flow
    starts = list(_starts(flow))
    if len(starts) < 2:
        return [document]
    cuts = [0, *starts[1:], len(flow)]
    words = "\n".join(block.text for block in flow if isinstance(block, Para))
    reader = HeadReader(language_of(words, document.stated.lang))
    flows = [flow[start:end] for start, end in pairwise(cuts)]
    if not all(_is_article(part, reader) for part in flows):
        return [document]
    parts = [document._replace(flow=part, notes=_notes_of(part, document)) for part in flows]
    return [parts[0], *(part._replace(furniture=(), problems=()) for part in parts[1:])]


def title_of(flow: Flow) -> str:
    """The words of the first title."""
    titles = (" ".join(block.text.split()) for block in flow if isinstance(block, Para) and _kind(block) == "headline")
    return next(titles, "")


def _starts(flow: Flow) -> Iterator[int]:
    """Where articles begin: at titles, and the paragraphs in other styles of the head right above them."""
    for at, block in enumerate(flow):
        if _kind(block) != "headline" or (at and _kind(flow[at - 1]) == "headline"):
            continue
        above = (number for number in reversed(range(at)) if _kind(flow[number]) not in ("kicker", "date"))
        yield next(above, -1) + 1


def _kind(block: Para | Grid) -> str:
    return kind_of(block) if isinstance(block, Para) and not block.is_empty else ""


def _is_article(flow: Flow, reader: HeadReader) -> bool:
    """Whether a title, an author of its own, and text stand in a part of a document."""
    filled = [block for block in flow if isinstance(block, Para) and block.text.strip()]
    title = next((at for at, para in enumerate(filled) if kind_of(para) == "headline"), None)
    if title is None:
        return False
    below = filled[title + 1 :]
    credited = any(kind_of(para) == "byline" or reader.names_author(para.text) for para in below[:_HEAD])
    return credited and any(kind_of(para) not in HEAD_ROLES and len(para.text) >= _SHORTEST for para in below)


def _notes_of(flow: Flow, document: Document) -> dict[str, tuple[str, Flow]]:
    """The notes that the paragraphs of a part refer to, and those that these refer to."""
    notes: dict[str, tuple[str, Flow]] = {}
    pending = list(_references(flow))
    while pending:
        key = pending.pop(0)
        if key in document.notes and key not in notes:
            notes[key] = document.notes[key]
            pending += _references(document.notes[key][1])
    return {key: notes[key] for key in document.notes if key in notes}


def _references(flow: Sequence[Para | Grid]) -> Iterator[str]:
    for block in flow:
        if isinstance(block, Grid):
            yield from (key for row in block.rows for cell in row for key in _references(cell))
            yield from (run.note.note for run in block.caption if run.note)
        else:
            yield from (run.note.note for run in block.runs if run.note)
