"""Lines that stand on their own, such as fields, a signature or an address -> paragraphs with line ends."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.inlines.normal_form import lines_of
from copydesk.reading.text.parts import Part
from copydesk.tree import Paragraph


def set_lines(builder: Builder, group: list[Part], *, bare_domains: bool = False) -> list[Paragraph]:
    """A paragraph for each stanza of the parts, in which each part is a line."""
    paragraphs: list[Paragraph] = []
    for together in _stanzas(group):
        lines = [builder.inlines(part, bare_domains=bare_domains) for part in together]
        origin = builder.origin_of([(part, 0, None) for part in together])
        paragraphs.append(Paragraph(lines_of(lines), origin=origin))
    return paragraphs


def _stanzas(group: list[Part]) -> list[list[Part]]:
    """The parts with no blank line between them, together; a word at the margin below what another one means, set in,
    opens a new stanza."""
    stanzas: list[list[Part]] = []
    for part in group:
        if stanzas and not part.piece.lines[0].gap and not _opens_entry(part, stanzas[-1]):
            stanzas[-1].append(part)
        else:
            stanzas.append([part])
    return stanzas


def _opens_entry(part: Part, above: list[Part]) -> bool:
    """Whether a part stands as far out as the first of the two above it, and the second is set in."""
    indents = [each.piece.lines[0].indent for each in above]
    return len(indents) == 2 and indents[0] == part.piece.lines[0].indent < indents[1]
