"""The compressed RTF of Outlook -> RTF, by the algorithm that Microsoft has published as [MS-OXRTFCP].

After a header of 16 bytes come runs of a byte of flags and eight items: a byte as it stands, or two bytes that refer to
what stands in a ring of the last 4096 bytes, which begins filled with words that most files hold.
"""

from __future__ import annotations

from struct import unpack_from

from copydesk.errors import InputError

_INITIAL = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING = 4096
_HEADER = 16
_COMPRESSED, _AS_IT_IS = b"LZFu", b"MELA"
_LARGEST = 16 * 2**20


def decompressed(data: bytes) -> bytes:
    """The RTF. Raises InputError for data in no such form, and if it is larger than 16 MB."""
    form = data[8:12]
    if len(data) < _HEADER or form not in (_COMPRESSED, _AS_IT_IS):
        raise InputError("its RTF is damaged", "Open it in Outlook and save it as text or HTML")
    (size,) = unpack_from("<I", data, 4)
    if size > _LARGEST:
        raise InputError(f"its RTF holds over {_LARGEST // 2**20} MB", "Open it in Outlook and save it as text or HTML")
    return data[_HEADER : _HEADER + size] if form == _AS_IT_IS else _unpacked(data[_HEADER:], size)


def _unpacked(packed: bytes, size: int) -> bytes:
    """What is packed, as far as it is there: a file may be cut off."""
    output = bytearray(_INITIAL)  # the ring is the last 4096 bytes of it; a place of the ring is one modulo 4096
    end = len(_INITIAL) + size
    at = 0
    while at < len(packed):
        flags = packed[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                output += packed[at : at + 1]
                at += 1
                continue
            reference = int.from_bytes(packed[at : at + 2].ljust(2, b"\0"), "big")
            at += 2
            back = (len(output) - (reference >> 4)) % _RING
            if not back or at > len(packed):  # a reference to the place that is written next ends it
                return bytes(output[len(_INITIAL) : end])
            for _ in range((reference & 15) + 2):
                output.append(output[-back] if back <= len(output) else 0)
        if len(output) >= end:
            break
    return bytes(output[len(_INITIAL) : end])
