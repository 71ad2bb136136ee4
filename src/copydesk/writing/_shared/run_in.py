"""What is run in with the first paragraph below it: a dateline, the mark of a note, a speaker as newspapers and
parliaments print it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.tree import Inline, LineBreak, Node, Paragraph, Speech, Text
from copydesk.visit import plain


class Split(NamedTuple):
    """Blocks, with the words of the first one apart: empty if that is no paragraph, and all blocks are in ``rest``."""

    inlines: tuple[Inline, ...]
    rest: Sequence[Node]


def first_paragraph(blocks: Sequence[Node]) -> Split:
    """The inlines of the first paragraph, and the blocks below it."""
    if blocks and isinstance(first := blocks[0], Paragraph):
        return Split(first.inlines, blocks[1:])
    return Split((), blocks)


def spoken(speech: Speech) -> Split:
    """What stands behind the speaker in the first paragraph, beginning with what separates the two, and the blocks
    below it. If the first block is no paragraph, the speaker stands alone.

    A mark such as a colon or a stop separates a speaker from the words on the line; a speaker without one has a line.
    """
    inlines, rest = first_paragraph(speech.blocks)
    speaker = plain(speech.speaker)
    if not speaker or not inlines:
        return Split(inlines, rest)
    separator = Text(" ") if _ends_in_mark(speaker) else LineBreak()
    return Split((separator, *inlines), rest)


def _ends_in_mark(words: str) -> bool:
    """Whether words end in punctuation that separates, which a closing bracket or quotation mark does not."""
    return unicodedata.category(words[-1:] or " ") in ("Po", "Pd", "Pc")
