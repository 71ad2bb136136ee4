"""The lines of a contact footer -> its paragraphs, with the addresses in them."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.inlines.normal_form import lines_of
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers import addresses
from copydesk.tree import Block, Contact, Paragraph


def contact(builder: Builder, group: list[Part]) -> Contact:
    """The parts as one contact: a paragraph for each stanza, and all addresses and numbers in them."""
    blocks: list[Block] = []
    text = "\n".join(part.piece.text for part in group)
    for together in _stanzas(group):
        lines = [builder.inlines(part, bare_domains=True) for part in together]
        origin = builder.origin_of([(part, 0, None) for part in together])
        blocks.append(Paragraph(lines_of(lines), origin=origin))
    return Contact(
        tuple(blocks),
        links=tuple(dict.fromkeys(url for _, _, url in addresses.links(text, bare_domains=True))),
        emails=tuple(dict.fromkeys(addresses.EMAIL.findall(text))),
        phones=tuple(dict.fromkeys(phone for part in group for phone in addresses.phones(part.piece.text))),
        origin=builder.container(group, []),
    )


def _stanzas(group: list[Part]) -> list[list[Part]]:
    """The parts with no blank line between them, together."""
    stanzas: list[list[Part]] = []
    for part in group:
        if stanzas and not part.piece.lines[0].gap:
            stanzas[-1].append(part)
        else:
            stanzas.append([part])
    return stanzas
