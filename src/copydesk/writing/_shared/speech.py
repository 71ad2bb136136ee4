"""How a speech is set: the speaker run in with the first paragraph, as newspapers and parliaments print it."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from copydesk.tree import Block, Inline, LineBreak, Paragraph, Speech, Text
from copydesk.visit import plain


class Opening(NamedTuple):
    """What stands behind the speaker in the first paragraph, beginning with what separates the two, and the blocks
    below it."""

    inlines: tuple[Inline, ...]
    rest: tuple[Block, ...]


def opening(speech: Speech) -> Opening:
    """The opening of a speech. Its inlines are empty if the first block is no paragraph: the speaker then stands alone.

    A mark such as a colon or a stop separates a speaker from the words on the line; a speaker without one has a line.
    """
    if not speech.blocks or not isinstance(first := speech.blocks[0], Paragraph):
        return Opening((), speech.blocks)
    speaker = plain(speech.speaker)
    separator: tuple[Inline, ...] = (Text(" "),) if _ends_in_mark(speaker) else (LineBreak(),)
    return Opening((*(separator if speaker else ()), *first.inlines), speech.blocks[1:])


def _ends_in_mark(words: str) -> bool:
    """Whether words end in punctuation that separates, which a closing bracket or quotation mark does not."""
    return unicodedata.category(words[-1:] or " ") in ("Po", "Pd", "Pc")
