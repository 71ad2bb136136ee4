"""A builder of OLE files, in which Outlook keeps its mails: the smallest that programs open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from struct import pack

SECTOR, SMALL, SMALLER_THAN = 512, 64, 4096
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM, FOLDER, ROOT = 2, 1, 5

Contents = Mapping[str, "bytes | Contents"]


class _Chains:
    """Sectors of one size, and the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = b""
        self.table: list[int] = []

    def add(self, data: bytes) -> int:
        """Adds a stream; returns its first sector."""
        if not data:
            return END
        first, number = len(self.table), -(-len(data) // self.size)
        self.table += [*range(first + 1, first + number), END]
        self.data += data.ljust(number * self.size, b"\x00")
        return first


def ole_file(contents: Contents) -> bytes:
    """An OLE file with these streams, and folders of streams, by their names."""
    large, small = _Chains(SECTOR), _Chains(SMALL)
    rows: list[bytes] = []
    _add_folder("Root Entry", contents, ROOT, (large, small), rows, FREE)
    in_small = large.add(small.data)
    rows[0] = rows[0][:116] + pack("<IQ", in_small, len(small.data))
    small_table = large.add(b"".join(pack("<I", each) for each in small.table))
    rows += [bytes(68) + pack("<III", FREE, FREE, FREE) + bytes(48)] * (-len(rows) % 4)
    directory = large.add(b"".join(rows))
    tables = 1
    while len(large.table) + tables > tables * SECTOR // 4:
        tables += 1
    first_table = len(large.table)
    fat = [*large.table, *[TABLE] * tables]
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    small_tables = 1 if small.data else 0
    header += pack("<IIIIIIII", tables, directory, 0, SMALLER_THAN, small_table, small_tables, END, 0)
    listed = [first_table + number for number in range(tables)]
    header += b"".join(pack("<I", each) for each in [*listed, *[FREE] * (109 - tables)])
    return header + large.data + b"".join(pack("<I", each) for each in fat)


def _add_folder(
    name: str, contents: Contents, kind: int, chains: Sequence[_Chains], rows: list[bytes], sibling: int
) -> int:
    """Adds the rows of a folder and of all in it to the directory; returns the number of its own."""
    number = len(rows)
    rows.append(b"")
    following = FREE
    for inner, value in reversed(list(contents.items())):
        if isinstance(value, bytes):
            chain = chains[0] if len(value) >= SMALLER_THAN else chains[1]
            rows.append(_row(inner, STREAM, following, FREE, chain.add(value), len(value)))
            following = len(rows) - 1
        else:
            following = _add_folder(inner, value, FOLDER, chains, rows, following)
    rows[number] = _row(name, kind, sibling, following, 0, 0)
    return number


def _row(name: str, kind: int, sibling: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    links = pack("<HBBIII", len(letters), kind, 1, FREE, sibling, child)
    return letters.ljust(64, b"\x00") + links + bytes(36) + pack("<IQ", start, size)
