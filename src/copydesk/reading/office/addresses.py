"""How to reach somebody: the addresses in the lines of a contact."""

from __future__ import annotations

from copydesk.reading.text.recognisers import addresses
from copydesk.tree import Block, Contact
from copydesk.visit import plain


def contact(blocks: tuple[Block, ...]) -> Contact:
    """How to reach somebody: the paragraphs, with the addresses in them."""
    text = "\n".join(plain(block) for block in blocks)
    return Contact(
        blocks,
        links=tuple(dict.fromkeys(url for _, _, url in addresses.links(text, bare_domains=True))),
        emails=tuple(dict.fromkeys(addresses.EMAIL.findall(text))),
        phones=tuple(dict.fromkeys(phone for line in text.split("\n") for phone in addresses.phones(line))),
    )
