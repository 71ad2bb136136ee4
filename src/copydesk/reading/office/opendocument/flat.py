"""The pictures in an OpenDocument text that is a single piece of XML.

Their letters are a hundred times as long as the text, and a parser of XML may refuse them. They are taken out before it
is parsed, and a short stand-in is left of each.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.reading._shared.data_uris import content_of

_BINARY = re.compile(rb"(<office:binary-data[^>]*>)([A-Za-z0-9+/=\s]{64,})(?=</office:binary-data>)")


class Flat(NamedTuple):
    """A text with stand-ins, and the letters of its pictures by the addresses that these are in."""

    data: bytes
    pictures: dict[str, bytes]

    def find(self, source: str) -> bytes | None:
        """The bytes of the picture that a figure names, None if there is none. Raises ValueError if they are
        damaged."""
        letters = self.pictures.get(source)
        return content_of(address_of(letters.decode())) if letters else None


def address_of(letters: str) -> str:
    """The address that holds a picture, or its stand-in, by the letters in the text."""
    return f"data:image;base64,{letters}"


def without_pictures(data: bytes | str) -> Flat:
    """The text with its pictures taken out."""
    pictures: dict[str, bytes] = {}

    def stand_in(match: re.Match[bytes]) -> bytes:
        name = f"picture{len(pictures) + 1}"
        pictures[address_of(name)] = match[2]
        return match[1] + name.encode()

    return Flat(_BINARY.sub(stand_in, data.encode("utf-8", "replace") if isinstance(data, str) else data), pictures)
