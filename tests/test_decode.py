"""Bytes -> text: marks, UTF-8, legacy encodings; what is no text is refused."""

from __future__ import annotations

import pytest

from copydesk import InputError
from copydesk.reading.decode import LIMIT, decode


@pytest.mark.parametrize(
    ("data", "text", "encoding", "noticed"),
    [
        (b"\xef\xbb\xbfRain", "Rain", "utf-8", 0),
        ("Rain — é".encode("utf-16"), "Rain — é", "utf-16-le", 0),
        (b"\xff\xfe\x00\x00R\x00\x00\x00", "R", "utf-32-le", 0),
        ("Rain fell".encode("utf-16-le"), "Rain fell", "utf-16-le", 0),
        ("Café é".encode(), "Café é", "utf-8", 0),
        ("Il pleut à verse, déjà.".encode("cp1252"), "Il pleut à verse, déjà.", "cp1252", 1),
        ("Rain", "Rain", "str", 0),
        ("\ufeffRain", "Rain", "str", 0),
    ],
)
def test_text_is_decoded(data: bytes | str, text: str, encoding: str, noticed: int) -> None:
    got = decode(data)
    assert (got.text, got.encoding, len(got.problems)) == (text, encoding, noticed)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (" \n\t", "no text"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (bytes(range(32)) * 40, "binary"),
        ("a" * (LIMIT + 1), "MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes | str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data)
