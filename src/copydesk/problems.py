"""Problems of reading and writing, as values: work goes on after a problem, and stops with an exception."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

ProblemKind = Literal[
    "decoding",  # bytes that fit no encoding well; characters repaired
    "character",  # characters that no document may contain: control characters, lone surrogates
    "join",  # two pieces joined, or kept apart, with low confidence
    "broken_word",  # a hyphen at a line's end that may or may not belong to the word
    "compound",  # words broken at line ends that may be compounds, in one line; no fault
    "role",  # a paragraph's role chosen with low confidence
    "lost_target",  # a link whose target the raw text lost
    "misread",  # letters that a scan may have misread
    "order",  # columns or notes in an impossible order
    "glyph",  # a character that no font can show
    "unsafe_link",  # a link left out because its scheme is not http, https, mailto or tel
    "unsupported",  # something that a format cannot show
    "comment",  # HTML comments of Markdown, left out as web pages do, in one line; no fault
    "set_aside",  # what was set aside as furniture, in one line; no fault
    "furniture",  # a line set aside, or left in the text, with low confidence
    "repeated",  # a passage that occurs twice
    "lost",  # letters that are in neither tree nor furniture, or words missing from a document
    "layout",  # a page that has a fault in every layout tried
    "metadata",  # a piece of metadata that could not be used
    "replaced",  # printed words that the user's metadata replaced; no fault
    "cost",  # work that will take long
    "engine",  # which engine set a PDF; no fault
    "form",  # a file of another form than its name says; no fault
    "redirect",  # an address that led to another; no fault
]


NOTES: frozenset[ProblemKind] = frozenset(
    {"comment", "compound", "cost", "engine", "form", "redirect", "replaced", "set_aside"}
)
"""The kinds that are reported but are no fault of the article: ``strict`` ignores them."""


DOUBTS: frozenset[ProblemKind] = frozenset(
    {"join", "broken_word", "role", "misread", "order", "furniture", "repeated", "metadata"}
)
"""The kinds that say that a part of the article may be read wrongly; others report what was repaired, left out or
lost."""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """``Problem("join", 14, "joined to line 12, confidence 0.58")``; ``line`` counts from 1, None if there is none."""

    kind: ProblemKind
    line: int | None
    message: str

    @property
    def is_doubt(self) -> bool:
        """Whether a part of the article may be read wrongly: a person should look at the line."""
        return self.kind in DOUBTS

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


_FORMS = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def counted(message: str, number: int) -> str:
    """A message with its number for ``%d``, and of ``{word|words}`` the form for one or for many."""
    return _FORMS.sub(lambda forms: forms[1 if number == 1 else 2], message) % number
