"""Bytes that are not UTF-8: mojibake, stray bytes, encodings that switch alphabets, and letters that fit a language."""

from __future__ import annotations

import pytest

from copydesk.errors import InputError
from copydesk.reading.text.characters.code_pages import likeliest_page, likeliest_wide, switched
from copydesk.reading.text.characters.decode import _utf8_with_stray_bytes, decode
from copydesk.reading.text.characters.mojibake import (
    certain_leads,
    left_damaged,
    only_leads,
    restored_mark,
    unscrambled,
)
from copydesk.reading.text.characters.unmarked import wide_without_mark


@pytest.mark.parametrize(
    ("data", "text", "message"),
    [
        ("é é é é".encode() + b" \x93", "é é é é “", (1, "1 bytes were")),
        ("é é é".encode() + b" \x93", None, None),
        ("é é é é é é é é".encode() + b"\n\x93it\x94", "é é é é é é é é\n“it”", (2, "2 bytes were")),
        ("é é é é é é é".encode() + b"\n\x93it\x94", None, None),
        ("é é é é".encode() + b"\n\n\x81", "é é é é\n\n\ufffd", (3, "1 bytes were")),
        (b"\x93it\x94", None, None),
        ("é é é é".encode() + b" \xe9", "é é é é é", (1, "1 bytes were")),
        ("é é é".encode() + b" \xe9", None, None),
    ],
)
def test_utf_8_with_stray_bytes(data: bytes, text: str | None, message: tuple[int | None, str] | None) -> None:
    decoded = _utf8_with_stray_bytes(data)
    assert (decoded and decoded.text) == text
    if decoded is not None and message is not None:
        (problem,) = decoded.problems
        assert decoded.encoding == "utf-8"
        assert (problem.kind, problem.line) == ("decoding", message[0])
        assert problem.message.startswith(message[1])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"R\x00a\x00", "utf-16-le"),
        (b"\x00R\x00a", "utf-16-be"),
        (b"R\x00", None),
        (b"R\x00a\x00i", None),
        (b"a\x00" * 8 + b"ab" * 2, "utf-16-le"),
        (b"a\x00" * 7 + b"ab" * 3, None),
        (b"\x00a" * 8 + b"ab" * 2, "utf-16-be"),
        (b"\x00a" * 7 + b"ab" * 3, None),
        (b"a\x00" * 19 + b"\x00\x00", None),
        (b"a\x00" * 20 + b"\x00\x00", "utf-16-le"),
        (b"\x00a" * 19 + b"\x00\x00", None),
        (b"\x00a" * 20 + b"\x00\x00", "utf-16-be"),
        (b"a\x00" * 2048 + b"ab" * 2048, "utf-16-le"),
        (b"Rain", None),
    ],
)
def test_utf_16_without_its_mark(data: bytes, expected: str | None) -> None:
    assert wide_without_mark(data) == expected


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"Rain\n\nfell" + b"\x00" * 3, None, "3 zero bytes at its end were left out"),
        (b"a\nb\nd\xe9j\xe0 vu", 3, "it is not UTF-8 (byte 5); it was read as cp1252"),
        (
            b"\xff\xfea\x00\x00\xd8",
            None,
            "it is marked as utf-16-le, and byte 2 is not; unreadable bytes became U+FFFD",
        ),
    ],
)
def test_problems_of_decoding(data: bytes, line: int | None, message: str) -> None:
    (problem,) = decode(data).problems
    assert (problem.kind, problem.line, problem.message) == ("decoding", line, message)


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"a" * 100 + b"\x00" + b"\x01a", False),
        (b"a" * 97 + b"\x00\x01\x01b", True),
        (b"d\xe9j\xe0 vu " + b"\x01" * 8, False),
        (b"d\xe9j\xe0 vu " + b"\x01" * 9, True),
        (b"d\xe9j\xe0 vu " + b"a" * 992 + b"\x01" * 10, False),
    ],
)
def test_binary_data(data: bytes, *, binary: bool) -> None:
    if binary:
        with pytest.raises(InputError, match="binary"):
            decode(data)
    else:
        assert decode(data).text


@pytest.mark.parametrize(
    ("raw", "leads"),
    [
        ("plain", ""),
        ("Ã©", "Ã"),
        ("MAÇÃ”", ""),
        ("Ã© MAÇÃ”", "Ã"),
        ("Ã© Ãª MAÇÃ”", "Ã"),
        ("Ä± ж", ""),
        ("Ä± Ä± Ä± ж", ""),
        ("Ä± Ä± Ä± Ä± ж", "Ä"),
        ("Ä± Ä± Ä± Å¾", "ÄÅ"),
        ("Ä± Ä± Å¾", ""),
        ("Ä± Ä± Ä± Å¾ ж ж", ""),
        ("Ü“", ""),
    ],
)
def test_the_leads_of_mojibake(raw: str, leads: str) -> None:
    assert certain_leads(raw) == frozenset(leads)


@pytest.mark.parametrize(("garbled", "text"), [("â€œ", "“"), ("Ã©", "é"), ("Ã©Ã©", "éé"), ("à€€", "à€€")])
def test_unscrambled(garbled: str, text: str) -> None:
    assert unscrambled(garbled) == text


DAMAGED = "â€\ufffd"


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        (f"Rain.{DAMAGED}", "”"),
        (f"â€œRain{DAMAGED} he", "”"),
        (f"fe{DAMAGED}bruary", "\u2010"),
        (f"fe{DAMAGED}\nbruary", "\u2010"),
        (f"fe{DAMAGED}\n\nbruary", "”"),
        (f"â€œfe{DAMAGED}bruary", "”"),
        (f"â€œIt\n\nfe{DAMAGED}bruary", "\u2010"),
        (f"4{DAMAGED}bruary", "”"),
        (f" {DAMAGED}bruary", DAMAGED),
        (f"{DAMAGED}bruary", DAMAGED),
        (f"fe{DAMAGED}4", "”"),
    ],
)
def test_a_damaged_mark(raw: str, mark: str) -> None:
    assert restored_mark(raw, raw.index(DAMAGED)) == mark


def test_the_mark_after_another() -> None:
    raw = f"â€œIt{DAMAGED} fe{DAMAGED}bruary"
    assert restored_mark(raw, raw.rindex(DAMAGED)) == "\u2010"


@pytest.mark.parametrize(
    ("raw", "restored", "left"),
    [(f"a{DAMAGED} b{DAMAGED}", 0, 2), (f"a{DAMAGED} b{DAMAGED}", 1, 1), ("Â\ufffd", 0, 1), ("rain", 0, 0)],
)
def test_damaged_characters_that_stay(raw: str, restored: int, left: int) -> None:
    assert left_damaged(raw, restored) == left


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("âRain.â? âSnow.â?", [(0, 1, "“"), (6, 8, "”"), (9, 10, "“"), (15, 17, "”")]),
        ("Rain.â? â Snow.â?", [(5, 7, "”"), (8, 9, "—"), (15, 17, "”")]),
        ("âRain.â?", []),
        ("âRain.â? or â?", []),
        ("rain", []),
    ],
)
def test_marks_of_which_only_the_lead_is_left(raw: str, marks: list[tuple[int, int, str]]) -> None:
    assert only_leads(raw) == marks


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("橋は".encode("iso2022_jp"), "iso2022_jp_2"),
        ("다리".encode("iso2022_kr"), "iso2022_kr"),
        ("大桥".encode("hz"), "hz"),
        (b"~{12~}", "hz"),
        ("橋は".encode("iso2022_jp") + b"\xe9", None),
        (b"rain", None),
    ],
)
def test_encodings_of_seven_bits(data: bytes, encoding: str | None) -> None:
    assert switched(data) == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("橋は昨日ふたたび開いたが、運転手たちはまだ早いと言う。", "cp932"),
        ("橋は昨日ふたたび開いた。", "euc_jp"),
        ("다리는 어제 다시 열렸다.", "cp949"),
        ("大桥昨天重新开放，但是司机们说太早。", "gb18030"),
        ("大橋昨天重新開放，但是司機們說太早。", "big5hkscs"),
        ("粉屋は古い木の下で鍵を見つけたが、戸はもう開いていた。", "cp932"),
        ("It rained déjà vu in the mill", "latin-1"),
    ],
)
def test_encodings_of_two_bytes(text: str, encoding: str) -> None:
    expected = None if encoding == "latin-1" else encoding
    assert likeliest_wide(text.encode(encoding)) == expected
    assert likeliest_wide(f"{'rain ' * 60}\n{text}".encode(encoding)) == expected
    assert likeliest_wide(f"{'rain ' * 60} {text}".encode(encoding)) is None


@pytest.mark.parametrize(
    ("data", "page", "fit"),
    [
        (b"rain", "cp1252", 0.0),
        (b"Geb\x81hren", "cp850", 1.0),
        ("İstasyonda kışın bile çay içilir, ışık erken söner.".encode("cp857"), "cp857", 0.6),
        ("Über die Brücke".encode("cp1252"), "cp1252", 1.0),
        ("źródła".encode("cp1250"), "cp1250", 1.0),
        ("źródła".encode("iso8859_2"), "iso8859_2", 1.0),
        ("Мост вчера снова открыли, но водители говорят".encode("koi8_r"), "koi8_r", 1.0),
    ],
)
def test_the_likeliest_page(data: bytes, page: str, fit: float) -> None:
    guess = likeliest_page(data)
    assert guess.page == page
    assert guess.fit == pytest.approx(fit, abs=0.35)
