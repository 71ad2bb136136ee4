"""An OpenDocument text -> its flow, with its notes, what its pages and reviewers added, and what it states of
itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading.copy import Stated
from copydesk.reading.office.asides import page_lines
from copydesk.reading.office.character_styles import struck_through
from copydesk.reading.office.flow import Document, Flow, Para
from copydesk.reading.office.opendocument.names import OFFICE, STYLE, TEXT
from copydesk.reading.office.opendocument.runs import Runs
from copydesk.reading.office.opendocument.styles import Styles
from copydesk.reading.office.opendocument.walk import Walk
from copydesk.reading.office.package import Package, parse
from copydesk.reading.office.properties import stated
from copydesk.tree import Furniture

_REMEDY = "Open it in LibreOffice and save it again"


def read_opendocument(package: Package) -> Document:
    """The flow of an OpenDocument text. Raises InputError if it is damaged or encrypted."""
    manifest = package.xml_or_none("META-INF/manifest.xml")
    if manifest is not None and any(True for _ in manifest.iter("{*}encryption-data")):
        raise InputError("it is encrypted with a password", "Open it in its program and save it without one")
    content, shared = package.xml("content.xml"), package.xml_or_none("styles.xml")
    return _read(content, shared, package.xml_or_none("meta.xml"), package.xml_or_none)


def read_flat(data: bytes) -> Document:
    """The same for one that is a single piece of XML."""
    root = parse(data, "content")
    return _read(root, root, root, lambda _: None)


def _read(content: Any, shared: Any, meta: Any, part: Callable[[str], Any]) -> Document:
    styles = Styles(content, shared)
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise InputError("it has no text part", _REMEDY)
    runs = Runs(styles, part)
    walk = Walk(styles, runs)
    flow = walk.flow(text)
    notes: dict[str, tuple[str, Flow]] = {}
    while len(notes) < len(runs.notes):
        key = next(key for key in runs.notes if key not in notes)
        mark, body = runs.notes[key]
        notes[key] = (mark, [] if body is None else walk.flow(body))
    furniture = [*_page_lines(shared, walk), *_comments(runs.comments)]
    return Document(flow, notes, tuple(furniture), _stated(meta), tuple(_problems(text, runs)))


def _page_lines(shared: Any, walk: Walk) -> Iterator[Furniture]:
    """The running heads and feet."""
    lines: list[str] = []
    for page in [] if shared is None else shared.iter(f"{STYLE}master-page"):
        for part in page:
            if part.tag.startswith((f"{STYLE}header", f"{STYLE}footer")):
                lines += [block.text for block in walk.flow(part) if isinstance(block, Para)]
    return page_lines(lines)


def _comments(elements: list[Any]) -> Iterator[Furniture]:
    for element in elements:
        author = " ".join("".join(element.findtext("{*}creator", "")).split())
        words = " ".join(" ".join("".join(line.itertext()).split()) for line in element.iter(f"{TEXT}p"))
        if words.strip():
            yield Furniture(f"{author}: {words}" if author else words, "comment")


def _stated(root: Any) -> Stated:
    """What the file states; its dates are those of its making, and not the article's."""
    if root is None:
        return Stated()
    return stated(lambda name: root.findall(f".//{{*}}{name}") if name != "date" else [], creator="initial-creator")


def _problems(text: Any, runs: Runs) -> Iterator[Problem]:
    regions = list(text.iter(f"{TEXT}changed-region"))
    if regions:
        struck = [deletion for region in regions for deletion in region.iter(f"{TEXT}deletion")]
        words = " ".join(
            " ".join("".join(line.itertext()).split()) for one in struck for line in one.iter(f"{TEXT}p", f"{TEXT}h")
        )
        message = "it has tracked changes: read as if all were accepted"
        yield Problem("set_aside", None, f"{message}; struck out: {words!r}" if words.strip() else message)
    if runs.hidden:
        words = " ".join("".join(runs.hidden).split())
        yield Problem("set_aside", None, f"hidden words, which are not printed, are left out: {words!r}")
    yield from struck_through(runs.struck)
    if runs.formulas:
        yield Problem("unsupported", None, f"{runs.formulas} formulas are kept as text in one line")
