"""What is done to pandoc's document of a file: what its form means and pandoc does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from copydesk.problems import Problem, counted
from copydesk.reading.markdown.raw_html import words_of

Element = dict[str, Any]
Rewrite = Callable[[Element], Element]

_ATTRIBUTION = re.compile(r"(?:---?(?!-)|—)\s*(?=\S)")
"""How the source below a quotation opens, as the specification of reStructuredText says under *Block Quotes*."""


def completed_document(document: dict[str, Any], form: str) -> tuple[dict[str, Any], list[Problem]]:
    """pandoc's document of a file of a form, by the name of pandoc's reader, and what is left out of it.

    An abstract is printed, and opens the text; the paragraph about a FictionBook is its deck. Lines of verse are verse,
    and who signs a quotation is its attribution. Links within a wiki, and notes that are named once more, lead
    nowhere."""
    form = form.partition("-")[0]
    abstract = _as_blocks(document["meta"].get("abstract"))
    meta = {key: value for key, value in document["meta"].items() if key != "abstract"}
    problems: list[Problem] = []
    if form == "fb2":
        if len(abstract) == 1 and abstract[0]["t"] == "Para":
            meta["deck"], abstract = {"t": "MetaInlines", "c": abstract[0]["c"]}, []
        if cover := meta.pop("cover-image", None):
            problems.append(Problem("set_aside", None, f"the picture of the cover, {cover['c']!r}, is left out"))
    blocks = [*abstract, *document["blocks"]]
    if form == "jats" and "subtitle" in meta:
        meta["subtitle"] = _without_colon(meta["subtitle"])
    if form == "jats":
        meta.pop("institute", None)  # the authors have them, or the comparison of words says which are left out
    if form == "asciidoc" and meta.get("author", {}).get("t") == "MetaList":
        meta["author"] = {"t": "MetaList", "c": [_with_address(one) for one in meta["author"]["c"]]}
    for rewrite in _REWRITES.get(form, ()):
        blocks = _rewritten(blocks, rewrite)
    for is_idle, without, message in _IDLE:
        if number := _count(blocks, is_idle):
            blocks = _rewritten(blocks, without)
            problems.append(Problem("unsupported", None, counted(message, number)))
    return {**document, "meta": meta, "blocks": blocks}, problems


def _as_blocks(value: Element | None) -> list[Element]:
    """The blocks that a value of the metadata holds."""
    if value is None:
        return []
    if value["t"] == "MetaBlocks":
        return list(value["c"])
    return [{"t": "Para", "c": value["c"]}] if value["t"] == "MetaInlines" and value["c"] else []


def _rewritten(value: Any, rewrite: Rewrite) -> Any:
    """A part of a document with all its elements rewritten, the inner ones first."""
    if isinstance(value, list):
        return [_rewritten(one, rewrite) for one in value]
    if not isinstance(value, dict):
        return value
    return rewrite({key: _rewritten(one, rewrite) for key, one in value.items()})


def _with_verse(element: Element) -> Element:
    """A quotation of lines as verse: pandoc reads LaTeX's ``verse`` as a quotation with line breaks."""
    if element.get("t") != "BlockQuote" or not all(block["t"] == "Para" for block in element["c"]):
        return element
    stanzas = [_lines(block["c"]) for block in element["c"]]
    if not stanzas or any(len(lines) < 2 for lines in stanzas):
        return element
    first, *others = stanzas
    return {"t": "LineBlock", "c": first + [line for stanza in others for line in ([], *stanza)]}


def _lines(inlines: list[Element]) -> list[list[Element]]:
    """Inlines line by line, without the spaces at the ends of lines."""
    lines: list[list[Element]] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            lines.append([])
        elif lines[-1] or inline["t"] not in ("Space", "SoftBreak"):
            lines[-1].append(inline)
    return lines


def _with_attribution(element: Element) -> Element:
    """A quotation whose last paragraph, or last line, opens with a dash, with that as who said it."""
    if element.get("t") != "BlockQuote" or not element["c"] or element["c"][-1]["t"] != "Para":
        return element
    *blocks, last = element["c"]
    *lines, words = _lines(last["c"])
    match = _ATTRIBUTION.match(words[0]["c"] + ("x" if words[1:] else "")) if words and words[0]["t"] == "Str" else None
    if match is None or not (blocks or lines):
        return element
    if lines:
        blocks.append({"t": "Para", "c": last["c"][: -len(words) - 1]})
    first, *rest = words
    words = [{"t": "Str", "c": first["c"][match.end() :]}, *rest]
    while words and (words[0]["t"] == "Space" or words[0].get("c") == ""):
        words = words[1:]
    return {"t": "BlockQuote", "c": [*blocks, {"t": "Para", "c": [{"t": "Span", "c": [["", ["cite"], []], words]}]}]}


def _with_source(element: Element) -> Element:
    """The same of a journal, where pandoc says twice who said it, the second time behind a dash."""
    if element.get("t") != "BlockQuote" or len(element["c"]) < 3:
        return element
    *blocks, once, again = element["c"]
    if once["t"] != "Plain" or words_of(again["c"]) != f"— {words_of(once['c'])}":
        return element
    return _with_attribution({"t": "BlockQuote", "c": [*blocks, again]})


def _with_motto(element: Element) -> Element:
    """A division of a motto as a quotation."""
    is_motto = element.get("t") == "Div" and "epigraph" in element["c"][0][1]
    return {"t": "BlockQuote", "c": element["c"][1]} if is_motto else element


def _with_printed_reference(element: Element) -> Element:
    """A reference to a table, figure or section as the words that are printed for it: it leads to a place in the
    article."""
    if element.get("t") == "Link" and "reference-type" in dict(element["c"][0][2]):
        return {"t": "Span", "c": [["", [], []], element["c"][1]]}
    return element


def _with_caption(element: Element) -> Element:
    """A division of a caption and a table as that table, with its caption."""
    if element.get("t") != "Div" or "table-wrap" not in element["c"][0][1]:
        return element
    blocks = element["c"][1]
    captions = [block for block in blocks if block["t"] == "Div" and "caption" in block["c"][0][1]]
    tables = [block for block in blocks if block["t"] == "Table"]
    if len(captions) != 1 or len(tables) != 1:
        return element
    attributes, _, *rest = tables[0]["c"]
    table = {"t": "Table", "c": [attributes, [None, captions[0]["c"][1]], *rest]}
    kept = [table if block is tables[0] else block for block in blocks if block is not captions[0]]
    return {"t": "Div", "c": [["", [], []], kept]}


def _without_colon(value: Element) -> Element:
    """A subtitle without the colon that pandoc puts before it."""
    words = value["c"]
    if value["t"] != "MetaInlines" or not words or words[0] != {"t": "Str", "c": ":"}:
        return value
    return {**value, "c": words[2:] if words[1:2] == [{"t": "Space"}] else words[1:]}


def _with_address(author: Element) -> Element:
    """An author with the address that pandoc puts in brackets behind the name, as an address."""
    words = author["c"]
    if author["t"] != "MetaInlines" or len(words) < 5 or words[-2].get("t") != "Link":
        return author
    address = words[-2]["c"][2][0].removeprefix("mailto:")
    name, email = {"t": "MetaInlines", "c": words[:-4]}, {"t": "MetaString", "c": address}
    return {"t": "MetaMap", "c": {"name": name, "email": email}}


def _is_empty_note(value: Any) -> bool:
    return isinstance(value, dict) and value.get("t") == "Note" and not value["c"]


def _is_link_within_wiki(value: Any) -> bool:
    return isinstance(value, dict) and value.get("t") == "Link" and "wikilink" in value["c"][0][1]


def _count(value: Any, is_counted: Callable[[Any], bool]) -> int:
    """How many elements of a part of a document something holds for."""
    if isinstance(value, list):
        return sum(_count(one, is_counted) for one in value)
    if isinstance(value, dict):
        return is_counted(value) + sum(_count(one, is_counted) for one in value.values())
    return 0


def _without_empty_notes(element: Element) -> Element:
    """An element whose inlines have no note without words: a wiki names a note once more by its name alone."""
    content = element.get("c")
    if isinstance(content, list):
        return {**element, "c": [one for one in content if not _is_empty_note(one)]}
    return element


def _without_link_within_wiki(element: Element) -> Element:
    """An element, or the words of a link to another page of its wiki."""
    return {"t": "Span", "c": [["", [], []], element["c"][1]]} if _is_link_within_wiki(element) else element


_REWRITES: Mapping[str, tuple[Rewrite, ...]] = {
    "latex": (_with_attribution, _with_verse, _with_printed_reference),
    "rst": (_with_attribution,),
    "jats": (_with_caption, _with_source),
    "fb2": (_with_motto,),
}
_IDLE: tuple[tuple[Callable[[Any], bool], Rewrite, str], ...] = (
    (_is_empty_note, _without_empty_notes, "%d {mark|marks} that {refers|refer} to a note once more {is|are} left out"),
    (
        _is_link_within_wiki,
        _without_link_within_wiki,
        "%d {link|links} to other pages of the wiki {is|are} left out, the words are kept",
    ),
)
