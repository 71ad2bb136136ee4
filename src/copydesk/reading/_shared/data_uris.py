"""Pictures that stand within a text as ``data:`` addresses (RFC 2397).

They may be a hundred times as long as the text, in a single line. So they are taken out before the text is parsed and
searched, and short stand-ins of the same form are put in their places.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from copydesk.patterns import pattern
from copydesk.tree import Node

_TYPE = r"data:image/[\w.+-]{1,40}(?:;[\w.+=\"-]{1,60}){0,4}"
_EMBEDDED = pattern(
    rf"{_TYPE};base64,\s*[\w+/%-]+={{0,2}}"
    r"(?:\s+[\w+/%-]{60,}={0,2})*(?:\s+[\w+/%-]{1,200}={0,2}(?=[\"'>)]))?",  # folded lines, the last of any length
    re.IGNORECASE | re.ASCII,
)
_SHORT = 64
"""Characters of an address that is left where it stands."""


class Embedded(NamedTuple):
    """A text with stand-ins, and the addresses that they stand for."""

    text: str
    addresses: dict[str, str]

    def find(self, source: str) -> bytes | None:
        """The bytes of the picture that a stand-in stands for, None if it is none. Raises ValueError if they are
        damaged."""
        return content_of(self.addresses[source]) if source in self.addresses else None

    def restored(self, node: Any) -> Any:
        """A string, or a node or tuple of nodes, with the addresses in the place of their stand-ins."""
        if not self.addresses:
            return node
        if isinstance(node, str):
            if ";base64," in node:
                for stand_in, address in self.addresses.items():
                    node = node.replace(stand_in, address)
            return node
        if isinstance(node, tuple):
            return tuple(map(self.restored, node))
        if not isinstance(node, Node):
            return node
        return type(node)(**{name: self.restored(getattr(node, name)) for name in node.__struct_fields__})


def taken_out(text: str) -> Embedded:
    """The text with short stand-ins for the long ``data:`` addresses of pictures in it."""
    addresses: dict[str, str] = {}
    if "data:image/" not in text and "data:image/" not in text.lower():
        return Embedded(text, addresses)
    key = "picture"
    while f";base64,{key}" in text:
        key += "x"

    def stand_in(match: re.Match[str]) -> str:
        if len(match[0]) < _SHORT:
            return match[0]
        name = f"{match[0].partition(',')[0]},{key}{len(addresses) + 1:08}"  # letters of base64 only, for pandoc
        addresses[name] = match[0]
        return name

    return Embedded(_EMBEDDED.sub(stand_in, text), addresses)


def is_data(address: str) -> bool:
    """Whether an address holds what it stands for."""
    return address[:5].lower() == "data:"


def content_of(address: str) -> bytes:
    """The bytes in a ``data:`` address. Raises ValueError if they are damaged."""
    head, comma, content = address.partition(",")
    if not comma:
        raise ValueError("it is damaged: its address holds no data")
    data = unquote_to_bytes(content)
    if not head.lower().rstrip().endswith(";base64"):
        return data
    letters = b"".join(data.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError(f"it is damaged: {error}") from None
