"""Positions in the Markdown source: pandoc's document has positions, but neither labels nor definitions of notes."""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading.markdown.raw_html import Element

HIDDEN_CARET = "\ufdd1"
"""A noncharacter, which occurs in no text."""
ADDED = "\ufdd4"
"""Another one, which encloses the additions of ``kept.py``."""

_LABEL = re.compile("\ufdd2([0-9a-f]*)(?:\ufdd2|\ufdd3\n?)")

DEFINITION = re.compile(r"[ \t>]*\[\^([^\]\s]+)\]:")
"""The beginning of a line that defines a note; the first group is the label."""
_CALL = re.compile(
    r"\[\^(?![A-Za-z0-9,.+]{1,80}\^)"
)  # but not a span that begins with a superscript, as [^1^]{data-note="a"}
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


class SourceLines:
    """The lines of a Markdown text, and the notes defined in them."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.definitions: dict[str, int] = {}
        """The label of each note, as its definition spells it, and the line of the definition, from 1."""
        self._typed: dict[str, str] = {}
        self._spelled: dict[str, str] = {}  # labels are compared ignoring case
        for number, line in enumerate(self._lines, start=1):
            match = DEFINITION.match(line)
            if match and match[1].casefold() not in self._spelled:
                label = match[1].replace(ADDED, "")
                self._spelled[match[1].casefold()] = label
                self._typed[label] = match[1]
                self.definitions[label] = number

    def call(self, label: str) -> str:
        """The Markdown of a reference to a note."""
        return f"[^{self._typed[label]}]"

    def label(self, element: Element) -> str | None:
        """The label of a note, from the position of its reference in the text; None if unknown."""
        if "label" in element:
            return self._spelled.get(element["label"].casefold(), element["label"])
        line, column = element.get("place", (0, 0))
        if not 0 < line <= len(self._lines):
            return None
        match = _REFERENCE.match(self._lines[line - 1], column - 1)
        return self._spelled.get(match[1].casefold(), match[1]) if match else None


def without_calls_in_notes(text: str) -> str:
    """The text with each ``[^`` inside a note hidden as ``[`` and ``HIDDEN_CARET``.

    pandoc drops references in notes, and does not terminate if a note refers to itself.
    """
    in_note = after_blank = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        match = DEFINITION.match(line)
        blank = not line.strip(" \t>")
        if match:
            in_note = True
        elif after_blank and not blank:
            in_note = in_note and re.match(r"[ >]*( {4}|\t)", line) is not None
        if in_note:
            start = match.end() if match else 0
            lines[index] = line[:start] + _CALL.sub(f"[{HIDDEN_CARET}", line[start:])
        after_blank = blank
    return "\n".join(lines)


def with_labels(text: str) -> str:
    """The text with the label of each note repeated before its words, where pandoc keeps it as text.

    The reader of pandoc's Markdown provides neither labels nor positions.
    """
    return re.sub(
        rf"^{DEFINITION.pattern}(?=(.?))",
        lambda match: f"{match[0]}\ufdd2{match[1].encode().hex()}" + ("\ufdd2" if match[2] else "\ufdd3\n"),
        text,
        flags=re.MULTILINE,
    )


def labelled(value: Any) -> Any:
    """pandoc's document with these labels moved from the words of the notes to a field of each note."""
    if isinstance(value, list):
        return [labelled(child) for child in value]
    if not isinstance(value, dict):
        return _LABEL.sub("", value) if isinstance(value, str) else value
    if value.get("t") != "Note":
        return {key: labelled(child) for key, child in value.items()}
    first, *others = value["c"] or [{"t": "Null"}]
    words = first.get("c") if first["t"] in ("Para", "Plain") else None
    match = _LABEL.match(words[0]["c"]) if words and words[0]["t"] == "Str" else None
    if match is None or words is None:
        return {"t": "Note", "c": labelled(value["c"])}
    rest = [*([{"t": "Str", "c": words[0]["c"][match.end() :]}]), *words[1:]]
    return {"t": "Note", "c": labelled([{**first, "c": rest}, *others]), "label": bytes.fromhex(match[1]).decode()}


def placed(value: Any) -> Any:
    """pandoc's document without the wrappers for positions; each element has its own position instead."""
    if isinstance(value, dict):
        result = {key: placed(child) for key, child in value.items()}
        position = _attribute(result, "data-pos")
        return {**result, **_parsed_position(position)} if position else result
    if not isinstance(value, list):
        return value
    row: list[Any] = []
    for child in value:
        if isinstance(child, dict) and child.get("t") in ("Div", "Span") and _attribute(child, "wrapper"):
            inner = placed(child["c"][1])
            position = _attribute(child, "data-pos")
            row += [{**_parsed_position(position), **element} for element in inner] if position else inner
        else:
            row.append(placed(child))
    return row


def _attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, for elements whose first part (in headings the second) is attributes."""
    content = element.get("c")
    if not isinstance(content, list):
        return None
    index = 1 if element.get("t") == "Header" else 0
    attributes = content[index] if len(content) > index else None
    if isinstance(attributes, list) and len(attributes) == 3 and isinstance(attributes[2], list):
        return next((pair[1] for pair in attributes[2] if isinstance(pair, list) and pair[0] == name), None)
    return None


def _parsed_position(position: str) -> dict[str, Any]:
    """``"12:4-12:9"`` gives line 12 and column 4."""
    match = re.search(r"(\d+):(\d+)-", position)
    return {"line": int(match[1]), "place": (int(match[1]), int(match[2]))} if match else {}
