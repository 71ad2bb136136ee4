"""What was noticed on the way, as values: an exception is for what cannot go on, a problem for what can."""

from __future__ import annotations

from typing import Literal

import msgspec

ProblemKind = Literal[
    "decoding",  # bytes that fitted no encoding well; characters repaired
    "character",  # characters no document may hold: control characters, lone surrogates
    "join",  # two pieces joined, or left apart, on thin evidence
    "broken_word",  # a hyphen at a line's end that may or may not belong to the word
    "compound",  # words broken at line ends whose hyphen nothing tells of, in one line; no fault
    "role",  # a paragraph's role chosen on thin evidence
    "lost_target",  # a link whose target the raw text lost
    "misread",  # letters that a scan may have taken for others
    "order",  # columns or notes in an order that cannot be right
    "glyph",  # a character that no font can show
    "unsafe_link",  # a link left out because its scheme is not http, https, mailto or tel
    "unsupported",  # something that a format cannot show
    "comment",  # HTML comments of Markdown, which no page of HTML shows either, in one line; no fault
    "set_aside",  # what was set aside as furniture, in one line; no fault
    "furniture",  # a line set aside, or left in the text, on thin evidence
    "repeated",  # a text that says the same thing again
    "lost",  # letters of the text that reached neither the tree nor the furniture, or words that reached no document
    "layout",  # a page that no layout tried could set as it should be
    "metadata",  # a piece of metadata that could not be used
    "replaced",  # printed words whose place a person's metadata took; no fault
    "cost",  # work that will take long
]


NOTES: frozenset[ProblemKind] = frozenset({"comment", "compound", "cost", "replaced", "set_aside"})
"""The kinds that are worth saying but no fault of the article: ``strict`` passes over them."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """``Problem("join", 14, "joined to line 12, confidence 0.58")``; ``line`` counts from 1, None if it has none."""

    kind: ProblemKind
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message
