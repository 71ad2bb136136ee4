"""A Word file -> its flow, with its notes, what its pages and reviewers added, and what it states of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading.office.asides import page_lines
from copydesk.reading.office.character_styles import struck_through
from copydesk.reading.office.flow import Document, Flow, Grid, Para
from copydesk.reading.office.package import Package, Relation, parse
from copydesk.reading.office.properties import core_properties
from copydesk.reading.office.word.names import STRICT, W
from copydesk.reading.office.word.notes import Notes
from copydesk.reading.office.word.numbering import Numbering
from copydesk.reading.office.word.runs import Runs
from copydesk.reading.office.word.styles import Styles
from copydesk.reading.office.word.walk import Walk
from copydesk.tree import Furniture, NoteRef

_REMEDY = "Open it in Word or LibreOffice and save it again"


def read_word(package: Package) -> Document:
    """The flow of a Word file. Raises InputError if it lacks its text or is damaged."""
    main = package.main_part() or "word/document.xml"
    relations = package.relations(main)
    parts = {relation.kind: relation.target for relation in relations.values() if not relation.external}

    def root(kind: str) -> Any:
        name = parts.get(kind, "")
        return _xml(package, name) if name in package else None

    styles = Styles(root("styles"))
    notes = Notes({"footnote": root("footnotes"), "endnote": root("endnotes")})
    runs = Runs(styles, relations, notes, lambda name: _xml_or_none(package, name))
    walk = Walk(styles, Numbering(root("numbering")), runs)
    document = _xml(package, main)
    body = document.find(f"{W}body")
    if body is None:
        raise InputError("it has no text part", _REMEDY)
    flow = walk.flow(body)
    read_notes = {ref.note: (ref.mark, content) for content, ref in _notes(package, parts, walk, notes)}
    furniture = [*_page_lines(package, body, relations, walk), *_comments(root("comments"), walk)]
    return Document(flow, read_notes, tuple(furniture), core_properties(package), tuple(_problems(runs)))


def _xml(package: Package, name: str) -> Any:
    data = package.read(name)
    if b"purl.oclc.org/ooxml" in data[:4096]:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return parse(data, name)


def _xml_or_none(package: Package, name: str) -> Any:
    try:
        return _xml(package, name) if name in package else None
    except InputError:
        return None


def _notes(package: Package, parts: dict[str, str], walk: Walk, notes: Notes) -> Iterator[tuple[Flow, NoteRef]]:
    """The notes in the order of their references; a note may refer to another. Those that nothing refers to come
    last."""
    walks = {
        kind: Walk(walk._styles, walk._numbering, walk.runs.within(package.relations(parts[f"{kind}s"])))
        for kind in ("footnote", "endnote")
        if f"{kind}s" in parts
    }
    done: set[tuple[str, str]] = set()
    while pending := notes.pending(done):
        for key, element, reference in pending:
            done.add(key)
            yield _opened(walks[key[0]].flow(element)), reference
    for number, (key, element) in enumerate(notes.unreferred(), len(done) + 1):
        content = walks[key[0]].flow(element)
        if any(isinstance(block, Grid) or not block.is_empty for block in content):
            yield _opened(content), NoteRef(f"n{number}", str(number))


def _opened(flow: list[Para | Grid]) -> Flow:
    """The content of a note without the mark that opens it."""
    if not flow or not isinstance(flow[0], Para):
        return flow
    runs = list(flow[0].runs)
    while runs and "reference" in runs[0].marks:
        runs.pop(0)
    if runs and runs[0].note is None:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    return [flow[0]._replace(runs=tuple(runs)), *flow[1:]]


def _page_lines(package: Package, body: Any, relations: dict[str, Relation], walk: Walk) -> Iterator[Furniture]:
    """The running heads and feet, each text once, in the order of the sections."""
    names = dict.fromkeys(
        relations[key].target
        for reference in body.iter(f"{W}headerReference", f"{W}footerReference")
        for key in [next((found for name, found in reference.items() if name.endswith("}id")), "")]
        if key in relations and relations[key].target in package
    )
    texts = []
    for name in names:
        part = Walk(walk._styles, walk._numbering, walk.runs.within(package.relations(name)))
        texts += [block.text for block in part.flow(_xml(package, name)) if isinstance(block, Para)]
    yield from page_lines(texts)


def _comments(root: Any, walk: Walk) -> Iterator[Furniture]:
    """The comments of reviewers, each with its author."""
    for comment in [] if root is None else root.iterfind(f"{W}comment"):
        words = " ".join(" ".join(block.text.split()) for block in walk.flow(comment) if isinstance(block, Para))
        author = comment.get(f"{W}author", "").strip()
        if words.strip():
            yield Furniture(f"{author}: {words}" if author else words, "comment")


def _problems(runs: Runs) -> Iterator[Problem]:
    if runs.deleted or runs.inserted:
        words = " ".join(" ".join(runs.deleted).split())
        message = "it has tracked changes: read as if all were accepted"
        yield Problem("set_aside", None, f"{message}; struck out: {words!r}" if words else message)
    if runs.hidden:
        words = " ".join("".join(runs.hidden).split())
        yield Problem("set_aside", None, f"hidden words, which Word does not print, are left out: {words!r}")
    yield from struck_through(runs.struck)
    if runs.formulas:
        yield Problem("unsupported", None, f"{runs.formulas} formulas are kept as text in one line")
    for drawing in dict.fromkeys(runs.drawings):
        yield Problem("unsupported", None, drawing)
    for part in dict.fromkeys(runs.unread_parts):
        yield Problem("unsupported", None, f"{part} is left out")
