"""The lines of a contact footer -> its paragraphs, with the addresses in them."""

from __future__ import annotations

from copydesk.reading.text.assembly.builder import Builder
from copydesk.reading.text.assembly.set_lines import set_lines
from copydesk.reading.text.parts import Part
from copydesk.reading.text.recognisers import addresses
from copydesk.tree import Contact


def contact(builder: Builder, group: list[Part]) -> Contact:
    """The parts as one contact: a paragraph for each stanza, and all addresses and numbers in them."""
    blocks = set_lines(builder, group, bare_domains=True)
    text = "\n".join(part.piece.text for part in group)
    return Contact(
        tuple(blocks),
        links=tuple(dict.fromkeys(url for _, _, url in addresses.links(text, bare_domains=True))),
        emails=tuple(dict.fromkeys(addresses.EMAIL.findall(text))),
        phones=tuple(dict.fromkeys(phone for part in group for phone in addresses.phones(part.piece.text))),
        origin=builder.container(group, []),
    )
