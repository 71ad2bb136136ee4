"""A Word file or an OpenDocument text that holds several articles: each opens with a paragraph in the style of titles,
or a heading of the first level, names its own author below it, and has a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from copydesk.reading.office.flow import Document, Flow, Grid, Para
from copydesk.reading.office.head import HeadReader, language_of
from copydesk.reading.office.package import Package
from copydesk.reading.office.paragraph_styles import HEAD_ROLES, kind_of, level_of
from copydesk.tree import Furniture

_STYLE = re.compile(rb'<w:style\b[^>]*\bw:styleId="([^"]+)"[^>]*>\s*<w:name\s+w:val="([^"]+)"')
_OF_WORD = re.compile(rb'<w:pStyle\s+w:val="([^"]+)"')
_AUTOMATIC = re.compile(rb"<style:style\b[^>]*>")
_NAME, _PARENT = re.compile(rb'\bstyle:name="([^"]+)"'), re.compile(rb'\bstyle:parent-style-name="([^"]+)"')
_OF_TEXT = re.compile(rb'<text:[ph]\b[^>]*\btext:style-name="([^"]+)"')

Opening = Callable[[Para], bool]
_OPENINGS: tuple[Opening, ...] = (
    lambda para: kind_of(para) == "headline",
    lambda para: kind_of(para) == "heading" and level_of(para) == 1,
)
"""How an article may open, by the style of its title: one way for all of a file."""

_HEAD = 4  # paragraphs below a title among which its byline stands
_MOST_ABOVE, _LONGEST_ABOVE = 8, 120  # lines above the first article, and characters of one
_SHORTEST = 40  # letters of a paragraph of the text


def may_be_several(package: Package, kind: str) -> bool:
    """Whether two paragraphs or more are in a style of titles or of headings of the first level, which costs little to
    see."""
    if kind == "docx":
        main = package.main_part() or "word/document.xml"
        sheet, text, used = _members(package, "word/styles.xml", main), main, _OF_WORD
        names = {key: name.decode("utf-8", "replace") for key, name in _STYLE.findall(sheet)}
    else:
        sheet, text, used = _members(package, "content.xml"), "content.xml", _OF_TEXT
        names = {key: _decoded(key) for key in used.findall(sheet + _members(package, text))}
        for style in _AUTOMATIC.findall(sheet):
            key, parent = _NAME.search(style), _PARENT.search(style)
            if key and parent:
                names[key[1]] = _decoded(parent[1])
    counts = Counter(used.findall(_members(package, text)))
    styled = {key: Para((), (name.lower(),)) for key, name in names.items()}
    return any(sum(counts[key] for key, para in styled.items() if opens(para)) > 1 for opens in _OPENINGS)


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "replace").replace("_20_", " ")


def _members(package: Package, *names: str) -> bytes:
    return b"".join(package.read(name) for name in names if name in package)


def articles_in(document: Document) -> list[Document]:
    """The articles of a document; one if there is a doubt. What the pages hold and the problems are the first one's."""
    words = "\n".join(block.text for block in document.flow if isinstance(block, Para))
    reader = HeadReader(language_of(words, document.stated.lang))
    return next((parts for opens in _OPENINGS if (parts := _divided(document, opens, reader))), [document])


def _divided(document: Document, opens: Opening, reader: HeadReader) -> list[Document]:
    """The articles that open with such paragraphs; none if they are not several, or one of them may be none. Above the
    first may stand the lines of the publication that they are from."""
    flow = document.flow
    starts = list(_starts(flow, opens))
    if len(starts) < 2:
        return []
    flows = [flow[start:end] for start, end in pairwise([*starts, len(flow)])]
    above = [block for block in flow[: starts[0]] if isinstance(block, Grid) or not block.is_empty]
    lines = [" ".join(block.text.split()) for block in above if isinstance(block, Para)]
    if len(lines) < len(above) or len(lines) > _MOST_ABOVE or any(len(line) > _LONGEST_ABOVE for line in lines):
        return []  # the first article may begin above them
    if not all(_is_article(part, opens, reader) for part in flows):
        return []
    first, *others = [document._replace(flow=part, notes=_notes_of(part, document)) for part in flows]
    printed = tuple(Furniture(line, "frame") for line in lines if line)
    first = first._replace(furniture=(*printed, *first.furniture))
    return [first, *(part._replace(furniture=(), problems=()) for part in others)]


def title_of(flow: Flow) -> str:
    """The words of the first title."""
    titles = (" ".join(block.text.split()) for block in flow if isinstance(block, Para) and _is_opening(block))
    return next(titles, "")


def _is_opening(block: Para | Grid) -> bool:
    return any(_is(block, opens) for opens in _OPENINGS)


def _is(block: Para | Grid, opens: Opening) -> bool:
    return isinstance(block, Para) and bool(block.text.strip()) and opens(block)


def _starts(flow: Flow, opens: Opening) -> Iterator[int]:
    """Where articles begin: at such paragraphs, and the paragraphs in other styles of the head right above them."""
    for at, block in enumerate(flow):
        if not _is(block, opens) or (at and _is(flow[at - 1], opens)):
            continue
        above = (number for number in reversed(range(at)) if _kind(flow[number]) not in ("kicker", "date"))
        yield next(above, -1) + 1


def _kind(block: Para | Grid) -> str:
    return kind_of(block) if isinstance(block, Para) and not block.is_empty else ""


def _is_article(flow: Flow, opens: Opening, reader: HeadReader) -> bool:
    """Whether a title, an author of its own, and text stand in a part of a document."""
    filled = [block for block in flow if isinstance(block, Para) and block.text.strip()]
    title = next((at for at, para in enumerate(filled) if opens(para)), None)
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
