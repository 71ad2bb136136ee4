"""Files that are not what their names or the command say: text under the name of another form is read as text, and
what no source reads is refused with a word on what it is."""

from __future__ import annotations

import re

from copydesk.errors import InputError
from copydesk.reading._registry import RAW_TEXT, by_content, source_of
from copydesk.reading._shared.xml_opening import opening_of
from copydesk.reading._source import BEGINNING, Source

_BINARY = frozenset({"doc", "docx", "epub", "msg", "odt", "pdf", "ppt", "pptx", "rtf", "scan", "xls", "xlsx"})
"""The sources whose files show by their beginning what they are."""
_LOCK = 200
"""Bytes: the file beside a document that is open in Word has 54 to 162."""
_KNOWN_ROOTS = {
    "rss": ("a news feed, a list of articles", "Name the page of one of them"),
    "feed": ("a news feed, a list of articles", "Name the page of one of them"),
    "RDF": ("a news feed or a list of facts", "Name the page of an article"),
    "urlset": ("a list of the pages of a site", "Name one of them"),
    "svg": ("a drawing", "Name a file that holds an article"),
}
_NEAR = 2_000  # characters
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_REMEDY = "Convert it to HTML, DOCX or Markdown; -f text reads it with all its tags"


def settled(source: Source, content: bytes, name: str, from_: str | None) -> Source:
    """The source that reads a file, of which ``source`` is the one that its content, its name or the command chose.

    Raises InputError for what none reads: an empty file, XML of an unknown form, the lock of a document that is open
    elsewhere, and a file that is not of the form that the command states.
    """
    beginning = content[:BEGINNING]
    if name.startswith("~$") and len(content) <= _LOCK and not source.matches(beginning):
        raise InputError("it only says that its document is open in Word, and holds none", f"Name {name[2:]!r}")
    if source.name in _BINARY and not source.matches(beginning):
        return _not_binary(source, content, beginning, from_)
    if from_ is None and source.name == RAW_TEXT:
        _check_xml(beginning, named=name.lower().endswith(".xml"))
    return source


def _not_binary(source: Source, content: bytes, beginning: bytes, from_: str | None) -> Source:
    """What reads a file that is named as, but has not the beginning of, one of a binary form."""
    if not content.strip():
        raise InputError("it is empty", "Name a file that holds an article")
    other = by_content(beginning)
    if from_ is not None:
        if other is not None:
            raise InputError(f"it is {other.description}, not {source.description}", f"Leave out -f {from_}")
        return source
    if not _CONTROL.search(beginning):
        _check_xml(beginning)
        return source_of("", RAW_TEXT)
    return source


def _check_xml(beginning: bytes, *, named: bool = False) -> None:
    """Raises InputError for XML, by what it declares, by a name that is known, or because the file is ``named`` so."""
    opening = opening_of(beginning)
    if opening is None:
        return
    declares = "<?xml" in opening.prolog or "<!DOCTYPE" in opening.prolog or "xmlns" in opening.text[:_NEAR]
    if opening.name not in _KNOWN_ROOTS and not declares and not named:
        return
    kind, remedy = _KNOWN_ROOTS.get(opening.name, ("XML of a form that copydesk does not read", _REMEDY))
    raise InputError(f"it is {kind}: its root element is <{opening.qualified}>", remedy)
