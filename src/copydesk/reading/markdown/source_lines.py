"""Where in the Markdown a thing stands: pandoc's document tells places, but of a note neither label nor definition."""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading.markdown.raw_html import Element

HIDDEN_CARET = "\ufdd1"
"""A character that no text holds, for Unicode keeps it for such uses."""
ADDED = "\ufdd4"
"""Another, which stands around what ``kept.py`` adds to a text."""

_LABEL = re.compile("\ufdd2([0-9a-f]*)(?:\ufdd2|\ufdd3\n?)")

DEFINITION = re.compile(r"[ \t>]*\[\^([^\]\s]+)\]:")
"""What a line begins with in which a note is defined; its first group is the label."""
_CALL = re.compile(
    r"\[\^(?![A-Za-z0-9,.+]{1,80}\^)"
)  # but not a span that begins with raised words, as [^1^]{data-note="a"}
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


class SourceLines:
    """The lines of a Markdown text, and the notes that are defined in them."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.definitions: dict[str, int] = {}
        """The label of each note, as its definition spells it, and the line of the definition, from 1."""
        self._typed: dict[str, str] = {}
        self._spelled: dict[str, str] = {}  # labels differ by more than case
        for number, line in enumerate(self._lines, start=1):
            found = DEFINITION.match(line)
            if found and found[1].casefold() not in self._spelled:
                label = found[1].replace(ADDED, "")
                self._spelled[found[1].casefold()] = label
                self._typed[label] = found[1]
                self.definitions[label] = number

    def call(self, label: str) -> str:
        """The Markdown that refers to a note that is defined here."""
        return f"[^{self._typed[label]}]"

    def label(self, element: Element) -> str | None:
        """The label of a note, by the place of its reference in the text; None if that cannot be told."""
        if "label" in element:
            return self._spelled.get(element["label"].casefold(), element["label"])
        line, column = element.get("place", (0, 0))
        if not 0 < line <= len(self._lines):
            return None
        found = _REFERENCE.match(self._lines[line - 1], column - 1)
        return self._spelled.get(found[1].casefold(), found[1]) if found else None


def without_calls_in_notes(text: str) -> str:
    """The text with each ``[^`` inside a note hidden as ``[`` and ``HIDDEN_CARET``.

    pandoc drops a reference that stands in a note, and never ends where a note refers to itself.
    """
    in_note = after_blank = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = DEFINITION.match(line)
        blank = not line.strip(" \t>")
        if found:
            in_note = True
        elif after_blank and not blank:
            in_note = in_note and re.match(r"[ >]*( {4}|\t)", line) is not None
        if in_note:
            start = found.end() if found else 0
            lines[index] = line[:start] + _CALL.sub(f"[{HIDDEN_CARET}", line[start:])
        after_blank = blank
    return "\n".join(lines)


def with_labels(text: str) -> str:
    """The text with the label of each note once more before its words, where pandoc keeps it as words.

    The reader of pandoc's own Markdown tells neither labels nor places.
    """
    return re.sub(
        rf"^{DEFINITION.pattern}(?=(.?))",
        lambda match: f"{match[0]}\ufdd2{match[1].encode().hex()}" + ("\ufdd2" if match[2] else "\ufdd3\n"),
        text,
        flags=re.MULTILINE,
    )


def labelled(value: Any) -> Any:
    """pandoc's document with these labels taken from the words of the notes again; each note bears its own."""
    if isinstance(value, list):
        return [labelled(child) for child in value]
    if not isinstance(value, dict):
        return _LABEL.sub("", value) if isinstance(value, str) else value
    if value.get("t") != "Note":
        return {key: labelled(child) for key, child in value.items()}
    first, *others = value["c"] or [{"t": "Null"}]
    words = first.get("c") if first["t"] in ("Para", "Plain") else None
    found = _LABEL.match(words[0]["c"]) if words and words[0]["t"] == "Str" else None
    if found is None or words is None:
        return {"t": "Note", "c": labelled(value["c"])}
    rest = [*([{"t": "Str", "c": words[0]["c"][found.end() :]}]), *words[1:]]
    return {"t": "Note", "c": labelled([{**first, "c": rest}, *others]), "label": bytes.fromhex(found[1]).decode()}


def placed(value: Any) -> Any:
    """pandoc's document without the wrappers that only tell places; each element bears its own instead."""
    if isinstance(value, dict):
        made = {key: placed(child) for key, child in value.items()}
        where = _attribute(made, "data-pos")
        return {**made, **_place(where)} if where else made
    if not isinstance(value, list):
        return value
    row: list[Any] = []
    for child in value:
        if isinstance(child, dict) and child.get("t") in ("Div", "Span") and _attribute(child, "wrapper"):
            inner = placed(child["c"][1])
            where = _attribute(child, "data-pos")
            row += [{**_place(where), **element} for element in inner] if where else inner
        else:
            row.append(placed(child))
    return row


def _attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, for the elements that have attributes: first of their parts, a heading's second."""
    content = element.get("c")
    if not isinstance(content, list):
        return None
    at = 1 if element.get("t") == "Header" else 0
    attributes = content[at] if len(content) > at else None
    if isinstance(attributes, list) and len(attributes) == 3 and isinstance(attributes[2], list):
        return next((pair[1] for pair in attributes[2] if isinstance(pair, list) and pair[0] == name), None)
    return None


def _place(where: str) -> dict[str, Any]:
    """``"12:4-12:9"`` gives line 12 and column 4."""
    found = re.search(r"(\d+):(\d+)-", where)
    return {"line": int(found[1]), "place": (int(found[1]), int(found[2]))} if found else {}
