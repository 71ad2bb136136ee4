"""PDFs for tests, written by hand: pages of words that stand where the test says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FONTS = {
    "F": "Helvetica",
    "B": "Helvetica-Bold",
    "I": "Helvetica-Oblique",
    "C": "Courier",
    "S": "SymbolMT",
    "W": "Wingdings",
}
WIDTH, HEIGHT = 400, 600


class Link(NamedTuple):
    """A rectangle of a page, from its lower left corner, and where it leads."""

    box: tuple[float, float, float, float]
    target: str


class Page(NamedTuple):
    """A page: what is shown on it, entries of its dictionary such as ``/Rotate 90`` and of its ``resources``, and
    ``annotations`` in PDF's own words."""

    content: str
    entries: str = ""
    links: tuple[Link, ...] = ()
    resources: str = ""
    annotations: tuple[str, ...] = ()


def words(text: str, left: float, down: float, size: float = 10, font: str = "F", *, matrix: str = "1 0 0 1") -> str:
    """Words whose baseline is ``down`` points below the top of the page; fonts are ``F``, ``B``, ``I`` and ``C``."""
    shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {matrix} {left} {HEIGHT - down} Tm ({shown}) Tj ET\n"


def by_letter(text: str, left: float, down: float, size: float = 10, *, apart: float = 0, space: float = 0) -> str:
    """Words whose letters, and spaces, are drawn each by itself, as browsers do. Letters stand ``apart`` by so many
    points, words by so many more: ``space``."""
    step = 0.6 * size + apart  # of Courier
    shown = [f"({each}) Tj {step + (space if each == ' ' else 0)} 0 Td" for each in text.replace("\\", "")]
    return f"BT /C {size} Tf 1 0 0 1 {left} {HEIGHT - down} Tm {' '.join(shown)} ET\n"


def column(lines: Sequence[str], left: float, down: float, size: float = 10, leading: float = 12) -> list[str]:
    """Lines below one another."""
    return [words(line, left, down + number * leading, size) for number, line in enumerate(lines)]


class Stream(NamedTuple):
    """A picture or a form that pages paint: the entries of its dictionary, and its bytes; a dictionary if it has
    none."""

    entries: str
    content: bytes | None


def painted(name: str, left: float, down: float, width: float, height: float, *, turn: str = "") -> str:
    """A picture whose upper left corner is ``down`` points below the top of the page; ``turn`` is a further matrix."""
    turned = f"{turn} cm " if turn else ""
    return f"q {width} 0 0 {height} {left} {HEIGHT - down - height} cm {turned}/{name} Do Q\n"


def pdf(
    *pages: Page | str,
    info: str = "",
    catalog: str = "",
    password: str | None = None,
    streams: Mapping[str, Stream] | None = None,
) -> bytes:
    """A PDF of these pages; ``info`` are entries such as ``/Title (Rain)``. With a ``password`` (it may be empty) it is
    encrypted, and the owner's password is another. ``streams`` are what pages paint by their names, and
    objects with numbers from 900 on."""
    objects: dict[int, bytes] = {}
    for at, stream in enumerate((streams or {}).values(), 900):
        if stream.content is None:
            objects[at] = f"<< {stream.entries} >>".encode()
            continue
        entries = f"<< {stream.entries} /Length {len(stream.content)} >>".encode()
        objects[at] = entries + b"\nstream\n" + stream.content + b"\nendstream"
    painted_ones = " ".join(f"/{name} {at} 0 R" for at, name in enumerate(streams or {}, 900))
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for key, name in FONTS.items()
    )
    number = 3
    kids: list[int] = []
    key, encryption = _encryption(password) if password is not None else (b"", "")
    for page in pages:
        page = Page(page) if isinstance(page, str) else page  # noqa: PLW2901 -- a page in its short form
        annotations = [
            f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, link.box))}] "
            f"/A << /S /URI /URI ({link.target}) >> >>"
            for link in page.links
        ]
        annotations += [f"<< /Type /Annot {each} >>" for each in page.annotations]
        content = page.content.encode("cp1252")
        if key:
            content = _rc4(hashlib.md5(key + (number + 1).to_bytes(3, "little") + b"\0\0").digest()[:10], content)
        kids.append(number)
        box = "" if "/MediaBox" in page.entries else f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {number + 1} 0 R /Resources << /Font << {fonts} >> "
            f"/XObject << {painted_ones} >> {page.resources} >> "
            f"/Annots [{' '.join(annotations)}] {page.entries} >>"
        ).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        number += 2
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    objects[number] = f"<< {info} >>".encode()
    return _file(objects, f"/Root 1 0 R /Info {number} 0 R {encryption}")


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    table = [b"0000000000 65535 f \n"] + [b"0000000000 00000 f \n"] * max(objects)
    for number in sorted(objects):
        table[number] = b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(data)
    data += b"xref\n0 %d\n%s" % (len(table), b"".join(table))
    data += f"trailer\n<< /Size {len(table)} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _encryption(password: str) -> tuple[bytes, str]:
    """The key of a file with a user's password, and its entry in the trailer (ISO 32000-1, 7.6.3: revision 2)."""
    user = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], user)
    key = hashlib.md5(user + owner + (0xFFFFFFFC).to_bytes(4, "little") + b"tests").digest()[:5]
    shown = _rc4(key, _PADDING).hex()
    entries = f"/Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{shown}> /P -4"
    return key, f"/ID [<7465737473> <7465737473>] /Encrypt << {entries} >>"


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for index in range(256):
        other = (other + state[index] + key[index % len(key)]) % 256
        state[index], state[other] = state[other], state[index]
    result = bytearray()
    index = other = 0
    for byte in data:
        index = (index + 1) % 256
        other = (other + state[index]) % 256
        state[index], state[other] = state[other], state[index]
        result.append(byte ^ state[(state[index] + state[other]) % 256])
    return bytes(result)
