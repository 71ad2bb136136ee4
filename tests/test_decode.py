"""Bytes -> text: byte order marks, UTF-8, legacy encodings; data that is no text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import InputError
from copydesk.problems import Problem
from copydesk.reading._source import LIMIT
from copydesk.reading.text.characters.decode import (
    Decoded,
    _unreadable,
    _utf8_with_stray_bytes,
    decode,
)
from copydesk.reading.text.characters.unmarked import wide_without_mark


@pytest.mark.parametrize(
    ("data", "text", "encoding", "problems"),
    [
        (b"\xef\xbb\xbfRain", "Rain", "utf-8", 0),
        ("Rain — é".encode("utf-16"), "Rain — é", "utf-16-le", 0),
        (b"\xff\xfe\x00\x00R\x00\x00\x00", "R", "utf-32-le", 0),
        ("Rain fell".encode("utf-16-le"), "Rain fell", "utf-16-le", 0),
        ("Café é".encode(), "Café é", "utf-8", 0),
        ("Il pleut à verse, déjà.".encode("cp1252"), "Il pleut à verse, déjà.", "cp1252", 1),
        ("Rain", "Rain", "str", 0),
        ("\ufeffRain", "Rain", "str", 0),
        (b"Rain fell.\n" + bytes(4000), "Rain fell.\n", "utf-8", 1),
        (b"Rain\x81 \x93fell\x94, d\xe9j\xe0", "Rain\ufffd “fell”, déjà", "cp1252", 2),
        (b"R\x00a\x00i\x00n\x00 \x00\x01\xd8a\x00b\x00c\x00", "Rain \ufffdabc", "utf-16-le", 1),
    ],
)
def test_text_is_decoded(data: bytes | str, text: str, encoding: str, problems: int) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, len(decoded.problems)) == (text, encoding, problems)


SAID = {
    "fr": "Le préfet a rouvert le pont de l’île à l’été. « C’est déjà ça », dit-elle.",
    "de": "Über die Brücke fährt seit gestern wieder der größte Bus der Stadt.",
    "en": "“The bridge is open,” she said – and it’s £5 a car, or 6½ for a lorry.",
    "pt": "A ponte já não está fechada, mas há quem diga que a estação só abre amanhã.",
    "pl": "Most został wczoraj otwarty, ale źródła mówią, że jeszcze są zatory.",
    "cs": "Most byl včera otevřen, ale řidiči říkají, že tudy ještě nepojedou.",
    "tr": "Köprü dün yeniden açıldı; şoförler geçişin güç olduğunu söylüyor.",
    "lt": "Tiltas vakar vėl atidarytas, bet šių dienų eismas čia dar sunkus, žmonės mąsto.",
    "ru": "Мост вчера снова открыли, но водители говорят, что ехать по нему ещё рано.",
    "uk": "Міст учора знову відкрили, але водії кажуть, що їхати ним ще зарано.",
    "el": "Η γέφυρα άνοιξε ξανά χθες, αλλά οι οδηγοί λένε ότι είναι νωρίς.",
    "he": "הגשר נפתח אתמול מחדש, אבל הנהגים אומרים שעוד מוקדם.",
    "ar": "فتح الجسر أمس من جديد، لكن السائقين يقولون إن الوقت مبكر.",
    "th": "สะพานเปิดอีกครั้งเมื่อวานนี้ แต่คนขับรถบอกว่ายังเร็วไป",
    "ja": "橋は昨日ふたたび開いたが、運転手たちはまだ早いと言う。",
    "zh": "大桥昨天重新开放，但司机们说现在通行还太早。",
    "ko": "다리는 어제 다시 열렸지만 운전자들은 아직 이르다고 말한다.",
}
PAGES = {
    "fr": "cp1252 mac_roman cp850",
    "de": "cp1252 mac_roman cp850 cp437",
    "en": "cp1252 mac_roman",
    "pt": "cp1252 cp850 cp860",
    "pl": "cp1250 iso8859_2 cp852",
    "cs": "cp1250 iso8859_2 cp852 mac_latin2",
    "tr": "cp1254 iso8859_9 cp857 mac_turkish",
    "lt": "cp1257 cp775 iso8859_13 iso8859_4",
    "ru": "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic",
    "uk": "cp1251 koi8_u cp1125",
    "el": "cp1253 iso8859_7 cp737 cp869",
    "he": "cp1255 iso8859_8",
    "ar": "cp1256 iso8859_6 cp720",
    "th": "cp874",
    "ja": "shift_jis euc_jp iso2022_jp",
    "zh": "gb2312 gb18030 hz",
    "ko": "euc_kr johab iso2022_kr",
}


@pytest.mark.parametrize(("lang", "page"), [(lang, page) for lang, pages in PAGES.items() for page in pages.split()])
@pytest.mark.parametrize("times", [1, 8])
def test_a_text_in_any_code_page_is_read_and_reported(lang: str, page: str, times: int) -> None:
    data = "\n\n".join([SAID[lang]] * times).encode(page, "ignore")
    decoded = decode(data)
    assert decoded.text == data.decode(page)
    assert [problem.kind for problem in decoded.problems] == ["decoding"]


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("times", [1, 8])
def test_utf_16_without_a_mark_is_read_in_any_script(lang: str, encoding: str, times: int) -> None:
    text = "\n\n".join([SAID[lang]] * times) + "\n"
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"The mill is old.\x00 The mill is new.",
        b"one \x07two\x1b three \x00four five",
        "Der Müller schläft.\x00".encode("cp1252"),
        "Мельник спит \x01\x02.".encode("cp1251"),
        "大桥昨天重新开放\x00。".encode("gb18030"),
        "橋は昨日".encode("iso2022_jp"),
        "Мельник".encode("utf-16-le") + b"\x00\xd8",
        "Мост".encode("utf-16-le"),
        bytes(range(64)),
    ],
)
def test_controls_among_letters_are_no_utf_16(data: bytes) -> None:
    assert wide_without_mark(data) is None


def test_a_pair_of_surrogates_may_stand_where_the_sample_ends() -> None:
    text = "Мост открыт. " * 157 + "123456\U0001f600 далее"
    assert len(text.encode("utf-16-le")[:4096].decode("utf-16-le", "ignore")) == 2047
    assert decode(text.encode("utf-16-le")).text == text


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_no_byte_vanishes(data: bytes) -> None:
    """Each byte is a character, a part of one, or reported; none becomes a control character that would be left out."""
    try:
        decoded = decode(data)
    except InputError:
        return
    if decoded.encoding not in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        assert not set(map(chr, range(0x80, 0xA0))) & set(decoded.text)
        assert decoded.problems
    if "\ufffd" in decoded.text and b"\xef\xbf\xbd" not in data and b"\xff\xfd" not in data:
        assert decoded.problems or decoded.encoding.startswith("utf-16")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text"),
        (" \n\t", "no text"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (bytes(range(32)) * 40, "binary"),
        ("a" * (LIMIT + 1), "it holds 64 MB, and an article may hold 64 MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes | str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\x00b\x00", "utf-16-le"),
        (b"\x00a\x00b", "utf-16-be"),
        (b"a\x00b\x00c", None),
        (b"a\x00", None),
        (b"ab\x00\x00", None),
        (b"a\x00" * 8 + b"ab" * 2, "utf-16-le"),
        (b"a\x00" * 7 + b"ab" * 3, None),
        (b"\x00a" * 8 + b"ab" * 2, "utf-16-be"),
        (b"\x00a" * 7 + b"ab" * 3, None),
        (b"a\x00" * 20 + b"\x00\x00", "utf-16-le"),
        (b"a\x00" * 19 + b"\x00\x00", None),
        (b"\x00a" * 20 + b"\x00\x00", "utf-16-be"),
        (b"\x00a" * 19 + b"\x00\x00", None),
        (b"a\x00" * 2048 + b"ab" * 2048, "utf-16-le"),
    ],
)
def test_wide_characters_without_a_mark(data: bytes, expected: str | None) -> None:
    assert wide_without_mark(data) == expected


@pytest.mark.parametrize(("text", "line"), [("a\ufffd", 1), ("a\n\ufffd\n\ufffd", 2)])
def test_bytes_that_mean_nothing(text: str, line: int) -> None:
    (problem,) = _unreadable(text, "cp1252")
    number = text.count("\ufffd")
    assert problem == Problem("decoding", line, f"{number} bytes mean nothing in cp1252 and became U+FFFD")
    assert _unreadable("a", "cp1252") == ()


@pytest.mark.parametrize(
    ("data", "text", "line"),
    [
        ("éééé".encode() + b"\xe9", "ééééé", 1),
        ("ééé".encode() + b"\xe9", None, 0),
        ("a\néé".encode() + b"\n\x93a\x94" + "éééééé".encode(), "a\néé\n“a”éééééé", 3),
        ("éééé".encode() + b"\x81", "éééé\ufffd", 1),
    ],
)
def test_a_few_bytes_that_are_not_utf_8(data: bytes, text: str | None, line: int) -> None:
    decoded = _utf8_with_stray_bytes(data)
    number = 2 if b"\x93" in data else 1
    message = f"{number} bytes were not UTF-8 and were read as cp1252"
    assert decoded == (text and Decoded(text, "utf-8", (Problem("decoding", line, message),)))


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"Rain" + bytes(3), "3 zero bytes at its end were left out", None),
        (b"\xff\xfea\x00\x00\xd8", "it is marked as utf-16-le, and byte 2 is not", None),
        ("雨".encode("iso2022_jp"), "its escapes tell that it is iso2022_jp_2, and it was read so", None),
        (b"a\nd\xe9j\xe0 l\xe0", "it is not UTF-8 (byte 3); it was read as cp1252", 2),
    ],
)
def test_what_is_reported_of_the_bytes(data: bytes, message: str, line: int | None) -> None:
    (problem,) = decode(data).problems
    assert (problem.kind, problem.line) == ("decoding", line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(("controls", "is_text"), [(8, True), (9, False)])
def test_legacy_bytes_hold_few_controls(controls: int, *, is_text: bool) -> None:
    data = b"d\xe9j\xe0 " + b"\x01" * controls
    if is_text:
        assert decode(data).text.startswith("d")
    else:
        with pytest.raises(InputError, match="binary"):
            decode(data)


@pytest.mark.parametrize(("controls", "is_text"), [(1, True), (2, False)])
def test_text_with_zero_bytes_holds_few_controls(controls: int, *, is_text: bool) -> None:
    data = b"\x00" + b"\x01" * controls + b"a" * (99 - controls)
    if is_text:
        assert decode(data) == Decoded(data.decode(), "utf-8")
    else:
        with pytest.raises(InputError, match="binary"):
            decode(data)


def test_an_input_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.reading.text.characters.decode.LIMIT", 5)
    assert decode("a" * 5).text == "a" * 5
    with pytest.raises(InputError, match="MB"):
        decode("a" * 6)
