"""The source of mails: headers, bodies, character sets, attachments, and what is wrong with mails."""

from __future__ import annotations

import base64
import quopri
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, InputError
from copydesk.reading import Reading, examine, number_of_articles, source_of, sources
from copydesk.reading.mail.compressed_rtf import decompressed
from copydesk.reading.mail.detection import is_mail
from copydesk.reading.mail.enveloped import content_of
from copydesk.reading.mail.fields import addresses, day_of, decoded
from copydesk.reading.mail.flowed import unfolded
from copydesk.reading.mail.head import prefix_of
from copydesk.reading.mail.html_lines import lines_of, words_of
from copydesk.visit import plain
from tests.mails import (
    ENCRYPTED,
    HEADER,
    PAGE,
    WORDS,
    attached,
    compressed_rtf,
    mail,
    mailbox,
    multipart,
    outlook,
    outlook_streams,
    part,
    signed,
    signed_in_pieces,
)  # fmt: skip
from tests.ole_files import Contents
from tests.outline import outline
from tests.pdf_files import column, words
from tests.pdf_files import pdf as pdf_of
from tests.tools import examples

CHILDREN = (
    "It rained in the valley on Thursday, for the first time in two years, and the children who had never seen it "
    "stood in the road with their mouths open."
)
MAYOR = "The mayor declared a holiday. Nobody had waited for him to do so."


def body(data: bytes, **more: int) -> list[str]:
    """The words of each block of the text."""
    return [copydesk.plain(block) for block in copydesk.read(data, name="a.eml", **more).body]  # type: ignore[arg-type]


def problems(reading: Reading) -> str:
    return "\n".join(problem.message for problem in reading.problems)


def furniture(article: copydesk.Article) -> list[str]:
    return [each.text for each in article.furniture]


# ------------------------------------------------------------------------------------------------- detection

MAILS = {
    "mail": mail(),
    "with line ends of Windows": mail().replace(b"\n", b"\r\n"),
    "mailbox": mailbox(mail(), mail()),
    "in a mailbox": b"From ana@quay.example Thu Aug 14 23:30:00 2025\n" + mail(),
    "sent, without MIME": b"Received: from a by b; Thu, 14 Aug 2025\nFrom: a@b.example\n\nIt rained.\n",
    "posting": b"Path: a!b\nFrom: a@b.example\nContent-Type: text/plain\n\nIt rained.\n",
    "Outlook": outlook({"0037": "Rain", "1000": "It rained."}),
}
NO_MAILS = {
    "pasted header": b"From: Ana Ruiz\nTo: Jo Park\nSubject: Rain\nDate: 4 May 2021\n\nIt rained.\n",
    "letter": b"Received: 4 May 1921\nDate: 3 May 1921\n\nIt rained.\n",
    "article": WORDS.encode(),
    "saved page": b"From: <Saved by Browser>\nSubject: Rain\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    "answer of a server": b"HTTP/1.1 200 OK\nDate: x\nContent-Type: text/html\n\nIt rained.\n",
    "sentence": b"From Rome Thu Aug 14 came the news: it rained.\nNobody: that is, nobody but the mayor.\n",
    "old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_known_by_its_content(name: str) -> None:
    assert is_mail(MAILS[name])
    assert source_of("a.txt", None, MAILS[name]).name == "mail"


@pytest.mark.parametrize("name", NO_MAILS)
def test_what_is_no_mail(name: str) -> None:
    assert not is_mail(NO_MAILS[name])


def test_a_text_that_is_named_like_a_mail_is_read_as_text() -> None:
    reading = copydesk.examine(f"Note: dry\n\n{WORDS}".encode(), name="a.eml")
    assert "no header of a mail" in problems(reading)
    assert [copydesk.plain(block) for block in reading.article.body][-2:] == [CHILDREN, MAYOR]
    assert "Note: dry" in copydesk.plain(reading.article)


# -------------------------------------------------------------------------------------------------- the head


def test_the_header_fills_the_head() -> None:
    text = f"Dear Jo,\n\n{WORDS}\n-- \nAna Ruiz\nThe Quay, 555 0100\n"
    reading = copydesk.examine(mail(text, more="X-Mailer: Quill 1\n"))
    assert outline(reading.article).split("--- furniture")[0].strip() == (
        "lang: en\nheadline: Rain at last\nbyline: Ana Ruiz <ana@quay.example> | Ana Ruiz; email=ana@quay.example\n"
        f"date: 2025-08-14 | Thu, 14 Aug 2025 23:30:00 -0700\n--- body\np: Dear Jo,\np: {CHILDREN}\np: {MAYOR}\n"
        "--- foot\ncontact:\n  p: Ana Ruiz ⏎ The Quay, 555 0100"
    )
    assert {"To: desk@paper.example", "X-Mailer: Quill 1", "MIME-Version: 1.0"} <= set(furniture(reading.article))
    assert reading.text is not None
    for node in copydesk.walk(reading.article):
        if isinstance(node, copydesk.Headline) and node.origin:
            assert [reading.text[span.start : span.end] for span in node.origin.spans] == ["Rain at last"]
    assert [problem.kind for problem in reading.problems] == ["set_aside"]


def test_what_programs_put_before_the_subject_is_furniture() -> None:
    header = HEADER.replace("Rain at last", "Re: [ferry] Fwd: Rain at last")
    reading = copydesk.examine(mail(header=header))
    headline = reading.article.head.headline
    assert copydesk.plain(headline) == "Rain at last"
    assert "Re: [ferry] Fwd:" in furniture(reading.article)
    assert reading.text is not None
    assert headline is not None
    assert headline.origin is not None
    assert [reading.text[span.start : span.end] for span in headline.origin.spans] == ["Rain at last"]


PREFIXES = [
    ("Re: Rain", False, "Re: "),
    ("RE: AW: WG: Rain", False, "RE: AW: WG: "),
    ("Re[2]: Rain", False, "Re[2]: "),
    ("[ferry] Rain", True, "[ferry] "),
    ("[Exclusive] Rain", False, ""),
    ("[ferry] Re: Rain", False, "[ferry] Re: "),
    ("回复：雨", False, "回复："),
    ("Rain: a report", False, ""),
    ("Regent: a report", False, ""),
    ("Re:", False, ""),
]


@pytest.mark.parametrize(("subject", "of_list", "prefix"), PREFIXES)
def test_prefixes_of_subjects(subject: str, of_list: bool, prefix: str) -> None:
    assert prefix_of(subject, of_list=of_list) == prefix


SENDERS = [
    ("Ana Ruiz <ana@quay.example>", ["Ana Ruiz"]),
    ('"Ruiz, Ana" <ana@quay.example>', ["Ana Ruiz"]),
    ("ana@quay.example (Ana Ruiz)", ["Ana Ruiz"]),
    ("=?koi8-r?B?6dfBziDwxdTSz9c=?= <ivan@quay.example>", ["Иван Петров"]),
    ("Ana Ruiz <ana@quay.example>, Jo Park <jo@quay.example>", ["Ana Ruiz", "Jo Park"]),
    ("Ana Ruiz via The Ferry <ferry@quay.example>", ["Ana Ruiz"]),
    ("ana@quay.example", []),
    ("The Daily Ferry <newsletter@quay.example>", []),
    ("Ana Ruiz <no-reply@quay.example>", []),
    ("<ana@quay.example>", []),
    ("((((((", []),
]


@pytest.mark.parametrize(("sender", "names"), SENDERS)
def test_persons_alone_are_authors(sender: str, names: list[str]) -> None:
    article = copydesk.read(mail(header=HEADER.replace("Ana Ruiz <ana@quay.example>", sender)))
    assert [person.name for byline in article.head.bylines for person in byline.persons] == names
    assert bool(article.head.bylines) == bool(names)
    shown = copydesk.plain(article.head) + " ".join(furniture(article))
    assert all(word in shown for word in decoded(sender).replace("((((((", "From").split())


def test_a_list_and_a_news_group_are_publishers() -> None:
    of_list = mail(more="List-Id: The Ferry <ferry.quay.example>\nKeywords: rain, sea\n")
    assert copydesk.read(of_list).metadata.publisher == "The Ferry"
    assert copydesk.read(of_list).metadata.keywords == ("rain", "sea")
    assert copydesk.read(mail(more="List-Id: <ferry.quay.example>\n")).metadata.publisher is None
    assert copydesk.read(mail(more="Newsgroups: alt.ferries\n")).metadata.publisher == "alt.ferries"
    assert copydesk.read(mail(more="Newsgroups: alt.ferries, alt.rain\n")).metadata.publisher is None


DAYS = [
    ("Thu, 14 Aug 2025 23:30:00 -0700", "2025-08-14"),
    ("14 Aug 25 23:30 GMT", "2025-08-14"),
    ("Thu, 14 Aug 2025 00:10:00 +0900 (JST)", "2025-08-14"),
    ("Thu, 32 Aug 2025 00:10:00 +0900", ""),
    ("yesterday", ""),
    ("", ""),
]


@pytest.mark.parametrize(("value", "day"), DAYS)
def test_the_day_is_that_of_the_zone_of_the_mail(value: str, day: str) -> None:
    assert day_of(value) == day


ENCODED = [
    ("=?utf-8?Q?Mal=C3=A9?=", "Malé"),
    ("=?utf-8?Q?Mal=C3?= =?utf-8?Q?=A9_at_sea?=", "Malé at sea"),
    ("=?ISO-2022-JP?B?GyRCMSskLDlfJEMkPxsoQg==?=", "雨が降った"),
    ("Rain =?iso-8859-1*es?q?ma=F1ana?= again", "Rain mañana again"),
    ("=?gb2312?B?19TT2g==?=: rain", "自于: rain"),
    ("=?x-nothing?Q?Rain?=", "Rain"),
    ("=?rot13?Q?Rain?=", "Rain"),
    ("=?utf-8?B?UmFpb", "=?utf-8?B?UmFpb"),
    ("=?utf-8?B?UmFpbg?=", "Rain"),
]


@pytest.mark.parametrize(("raw", "text"), ENCODED)
def test_encoded_words(raw: str, text: str) -> None:
    assert decoded(raw) == text


def test_addresses_of_hostile_headers() -> None:
    assert addresses("(" * 5000) == []
    assert addresses("a <" * 3000) is not None


# -------------------------------------------------------------------------------------------------- the text


def test_the_plain_text_is_preferred() -> None:
    assert body(multipart(part(WORDS), part(PAGE, "text/html"), kind="alternative")) == [CHILDREN, MAYOR]


def test_html_alone_is_read() -> None:
    article = copydesk.read(mail(PAGE, "text/html; charset=utf-8"))
    assert "It rained in the valley." in copydesk.plain(article)
    assert "<p>" not in copydesk.plain(article)
    assert copydesk.plain(article.head.headline) == "Rain at last"
    assert [day.iso for day in article.head.dates] == ["2025-08-14"]
    assert [byline.persons[0].name for byline in article.head.bylines] == ["Ana Ruiz"]
    assert any("desk@paper.example" in each for each in furniture(article))


def test_html_in_a_part_that_is_called_plain() -> None:
    assert "<p>" not in copydesk.plain(copydesk.read(mail(PAGE)))


ACCENTED = "Málaga cañón árbol niño corazón mañana y el señor dijo que sí, después de la lluvia."
BROKEN_PARTS = {
    "empty": b" \n",
    "stands for the page": b"Your program cannot show HTML.\n",
    "letters lost": ACCENTED.encode("ascii", "replace"),
    "read as another set before": ACCENTED.encode()
    .decode("cp1252", "replace")
    .encode()
    .replace(b"\xc3\x83", b"\xc3\x90"),
}


@pytest.mark.parametrize("name", BROKEN_PARTS)
def test_html_is_read_where_the_plain_text_is_broken(name: str) -> None:
    page = f"<html><body><p>{ACCENTED}</p></body></html>".encode()
    data = multipart(part(BROKEN_PARTS[name]), part(page, "text/html; charset=utf-8"), kind="alternative")
    article = copydesk.read(data)
    assert ACCENTED in copydesk.plain(article.body)
    if name == "stands for the page":
        assert "Your program cannot show HTML." in furniture(article)


@pytest.mark.parametrize("stated", ["koi8-r", "iso-8859-5", "windows-1253", "windows-1250"])
def test_a_page_in_utf_8_shows_that_the_plain_text_is_in_another_character_set(stated: str) -> None:
    words = "The café on the quay was full on Monday, and everybody in it was naïve."
    page = f"<html><body><p>{words}</p></body></html>".encode()
    plain = part(words.encode("cp1252"), f"text/plain; charset={stated}")
    reading = copydesk.examine(multipart(plain, part(page, "text/html; charset=utf-8"), kind="alternative"))
    assert words in copydesk.plain(reading.article.body)
    assert "the letters of its plain text are damaged" in problems(reading)


def test_a_page_that_says_more_than_the_plain_text_does_not_replace_it() -> None:
    page = b"<p>Rain in M\xc3\xa1laga, caf\xc3\xa9s closed.</p><p>Se d\xc3\xa9sabonner</p>"
    plain = part("Rain in Málaga, cafés closed. ¡Años!".encode("cp1252"), "text/plain; charset=iso-8859-1")
    data = multipart(plain, part(page, "text/html; charset=utf-8"), kind="alternative")
    assert body(data) == ["Rain in Málaga, cafés closed. ¡Años!"]


@pytest.mark.parametrize("name", ["letters lost", "read as another set before"])
def test_a_plain_text_that_is_right_stays_though_the_html_is_not(name: str) -> None:
    page = b"<html><body><p>" + BROKEN_PARTS[name] + b"</p></body></html>"
    assert body(multipart(part(ACCENTED), part(page, "text/html; charset=utf-8"), kind="alternative")) == [ACCENTED]


CHARSETS = [
    ("Идёт дождь, и дети стоят на дороге. Мэр объявил праздник.", "koi8-r"),
    ("Идёт дождь, и дети стоят на дороге. Мэр объявил праздник.", "windows-1251"),
    ("星期四，山谷里下雨了，孩子们站在路上，市长宣布放假一天。", "gb18030"),
    ("木曜日に谷で雨が降り、子供たちは道に立っていた。市長は休日を宣言した。", "iso-2022-jp"),
    ("목요일에 골짜기에 비가 내렸고 아이들은 길에 서 있었다.", "euc-kr"),
    (ACCENTED, "iso-8859-1"),
    (ACCENTED, "utf-8"),
]
WRONG = [
    ("koi8-r", "windows-1251"),
    ("koi8-r", "iso-8859-1"),
    ("koi8-r", "us-ascii"),
    ("koi8-r", "utf-8"),
    ("koi8-r", "x-nothing"),
    ("utf-8", "iso-8859-1"),
    ("utf-8", "koi8-r"),
]


@pytest.mark.parametrize(("text", "charset"), CHARSETS, ids=[charset for _, charset in CHARSETS])
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_character_sets(text: str, charset: str, encoding: str) -> None:
    data = text.encode(charset)
    words = {"8bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[encoding]
    reading = copydesk.examine(
        mail(words, f"text/plain; charset={charset}", more=f"Content-Transfer-Encoding: {encoding}\n")
    )
    assert text in copydesk.plain(reading.article).replace("\n", " ")
    assert "character set" not in problems(reading)


@pytest.mark.parametrize(("real", "stated"), WRONG)
def test_a_wrong_character_set_is_not_believed(real: str, stated: str) -> None:
    text = CHARSETS[0][0]
    reading = copydesk.examine(mail(text.encode(real), f"text/plain; charset={stated}"))
    assert text in copydesk.plain(reading.article)
    believed = stated in ("us-ascii", "x-nothing")  # which says nothing
    assert (f"states the character set {stated}, and was read as {real}" in problems(reading)) != believed


def test_a_few_damaged_bytes_change_no_character_set() -> None:
    text = CHARSETS[2][0] * 20
    reading = copydesk.examine(mail(text.encode("gb18030") + b"\xff\n", "text/plain; charset=gb2312"))
    assert CHARSETS[2][0] in copydesk.plain(reading.article)
    assert "1 bytes mean nothing in gb2312" in problems(reading)


def test_what_is_no_text_at_all_is_no_crash() -> None:
    reading = copydesk.examine(mail(b"%PDF-1.7 it rained \x00\x01\x02\xff", "text/plain"))
    assert "stated to be text is none: it is a PDF file" in problems(reading)
    assert "it rained" in copydesk.plain(reading.article)


FLOWED = [
    ("It rained \nand rained.\n\nThen it stopped.", "It rained and rained.\n\nThen it stopped."),
    ("It rained \n\nThen", "It rained\n\nThen"),
    ("> It rained \n> and rained.\n>> Where? \n> There.", "> It rained and rained.\n>> Where?\n> There."),
    ("It rained. \n-- \nAna", "It rained.\n-- \nAna"),
    (" From here\n  to there", "From here\n to there"),
    (" > than 5", " > than 5"),
]


@pytest.mark.parametrize(("text", "lines"), FLOWED)
def test_flowed_lines_are_joined(text: str, lines: str) -> None:
    assert unfolded(text) == lines


def test_flowed_lines_without_spaces_and_in_a_mail() -> None:
    assert unfolded("雨が \n降った", without_spaces=True) == "雨が降った"
    flowed = WORDS.replace("children\n", "children \n") + "\n> Who waited? \n> The children.\n"
    data = mail(flowed, "text/plain; charset=utf-8; format=flowed")
    article = copydesk.read(data)
    assert copydesk.plain(article.body[0]) == CHILDREN
    assert isinstance(article.body[-1], copydesk.BlockQuote)


def test_text_in_pieces_is_one_article() -> None:
    picture = attached(b"\x89PNG", "a.png", "image/png")
    reading = copydesk.examine(multipart(part(WORDS), picture, part("It stopped on Friday, and all went home.\n")))
    assert [copydesk.plain(block) for block in reading.article.body] == [
        CHILDREN, MAYOR, "It stopped on Friday, and all went home.",
    ]  # fmt: skip
    assert "left out: a.png" in problems(reading)


def test_plain_text_and_a_page_in_turn() -> None:
    article = copydesk.read(multipart(part(PAGE, "text/html"), part("The list of the ferry\n")))
    assert "It rained in the valley." in copydesk.plain(article)
    assert "The list of the ferry" in copydesk.plain(article)


BOUNDARIES = {
    "without an end": multipart(part(WORDS), part(PAGE, "text/html"), kind="alternative", end=False),
    "another one": multipart(part(WORDS), part(PAGE, "text/html"), kind="alternative").replace(b'"cut"', b'"other"'),
    "none": multipart(part(WORDS), part(PAGE, "text/html"), kind="alternative").replace(b'; boundary="cut"', b""),
}


@pytest.mark.parametrize("name", BOUNDARIES)
def test_broken_boundaries(name: str) -> None:
    assert body(BOUNDARIES[name]) == [CHILDREN, MAYOR]


def test_parts_that_are_none_are_text() -> None:
    assert body(mail(WORDS, 'multipart/mixed; boundary="cut"')) == [CHILDREN, MAYOR]


def test_words_around_the_parts_are_kept() -> None:
    data = multipart(part(WORDS)).replace(b"\n\n--cut", b"\n\nThis mail has parts.\n--cut", 1)
    assert "This mail has parts." in furniture(copydesk.read(data))


LINES = [
    ("<p>It <b>rained</b>.<p>Then not.", ["It rained.", "Then not."]),
    ("<div>" * 3000 + "It rained." + "</div>" * 3000, ["It rained."]),
    ("<html><head><title>x</title><style>p{}</style></head>a<br>b<hr>c", ["a", "b", "c"]),
    ("It rained &amp; <!-- not --> stopped", ["It rained & stopped"]),
    ("<blockquote>said<p>so</blockquote>I", ["said", "so", "I"]),
]


@pytest.mark.parametrize(("page", "lines"), LINES, ids=[str(number) for number in range(len(LINES))])
def test_lines_of_a_page(page: str, lines: list[str]) -> None:
    assert [line.text for line in lines_of(page)] == lines


def test_lines_of_a_page_keep_quotations_and_headings() -> None:
    page = "<h2>Rain</h2><p>It rained.</p><blockquote><p>It rained.</p></blockquote><p>So.</p>"
    assert [line.typeset and line.typeset.role for line in lines_of(page)] == ["heading", None, "quotation", None]


def test_words_of_a_page_are_those_that_it_shows() -> None:
    assert words_of("<head><title>No</title></head><!-- no -->It <i>rained</i><script>no()</script> &eacute;") == [
        "It", "rained", "é",
    ]  # fmt: skip
    assert words_of("<!--" * 30_000 + "rain")[-1:] == []


# ------------------------------------------------------------------------------------ signed and encrypted


def test_a_signature_is_not_checked_and_said_so() -> None:
    signed = multipart(part(WORDS), part("x", "application/pgp-signature"), kind="signed")
    reading = copydesk.examine(signed)
    assert [copydesk.plain(block) for block in reading.article.body] == [CHILDREN, MAYOR]
    assert "the signature was not checked" in problems(reading)


def test_text_that_is_signed_in_itself() -> None:
    opening = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
    signature = "\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
    article = copydesk.read(mail(f"{opening}{WORDS}{signature}"))
    assert [copydesk.plain(block) for block in article.body] == [CHILDREN, MAYOR]
    assert "iQEz" in " ".join(furniture(article))


def enveloped(content: bytes, header: str = "") -> bytes:
    """A mail that is nothing but a CMS."""
    text = base64.encodebytes(content)
    return mail(text, "application/pkcs7-mime", more=f"{header}Content-Transfer-Encoding: base64\n")


@pytest.mark.parametrize("wrapped", [signed, signed_in_pieces, lambda content: signed(signed(content))])
def test_text_that_a_signature_wraps(wrapped: Callable[[bytes], bytes]) -> None:
    data = enveloped(wrapped(part(WORDS)))
    reading = copydesk.examine(data)
    assert [copydesk.plain(block) for block in reading.article.body] == [CHILDREN, MAYOR]
    assert copydesk.plain(reading.article.head.headline) == "Rain at last"
    assert "the signature was not checked" in problems(reading)


def test_a_file_that_a_signature_wraps() -> None:
    reading = copydesk.examine(signed_in_pieces(mail(WORDS)))
    assert reading.article.source is not None
    assert copydesk.plain(reading.article.head.headline) == "Rain at last"


@given(st.data())
@examples(30)
def test_damaged_signatures(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([signed(part(WORDS)), signed_in_pieces(part(WORDS))]))
    damaged = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    damaged[data.draw(st.integers(0, min(80, len(damaged) - 1)))] = data.draw(st.integers(0, 255))
    with suppress(InputError):
        content_of(bytes(damaged))


def test_signatures_without_end() -> None:
    content = b"It rained."
    for _ in range(8):
        content = signed(content)
    with pytest.raises(InputError, match="over 5 signatures"):
        copydesk.read(enveloped(content))
    with pytest.raises(InputError, match="damaged"):
        content_of(b"\x30\x80" * 5000)


SEALED = {
    "PGP": multipart(part("Version: 1", "application/pgp-encrypted"), kind="encrypted"),
    "PGP in the text": mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    "S/MIME": mail("MIAG", "application/pkcs7-mime; smime-type=enveloped-data"),
    "S/MIME, in a file": enveloped(signed(b"x", ENCRYPTED)),
    "S/MIME, attached": enveloped(signed(b"x", ENCRYPTED), "Content-Disposition: attachment\n"),
}


@pytest.mark.parametrize("name", SEALED)
def test_what_is_encrypted_is_said_clearly(name: str) -> None:
    with pytest.raises(InputError, match=r"encrypted by (PGP or GPG|S/MIME)") as error:
        copydesk.read(SEALED[name])
    assert "mail program" in error.value.remedy


# ---------------------------------------------------------------------------------------------- attachments


def test_attached_articles_are_articles_of_the_file() -> None:
    inner = mail("The ferry came back on Monday.\n", header=HEADER.replace("Rain at last", "The ferry is back"))
    data = multipart(
        part(WORDS),
        attached("Harbour opens\n\nThe harbour opened on Sunday, and nobody came to see it.\n", "harbour.txt"),
        part("BEGIN:VCALENDAR\n", 'text/calendar; name="meeting.ics"'),
        part(inner, "message/rfc822"),
        attached(b"\x89PNG", "../../etc/a.png", "image/png"),
    )
    reading = copydesk.examine(data)
    assert [copydesk.plain(block) for block in reading.article.body] == [CHILDREN, MAYOR]
    assert "further articles of the file: harbour.txt, The ferry is back" in problems(reading)
    assert "left out: meeting.ics" in problems(reading)
    assert "left out: a.png" in problems(reading)
    articles = copydesk.read_all(data)
    assert [copydesk.plain(article.head.headline) for article in articles] == [
        "Rain at last", "Harbour opens", "The ferry is back",
    ]  # fmt: skip
    assert articles[1].source is not None
    assert articles[1].source.name == "harbour.txt"


def test_a_mail_that_only_brings_an_article() -> None:
    data = multipart(
        part("\n"), attached("Harbour opens\n\nThe harbour opened on Sunday, as planned.\n", "harbour.txt")
    )
    reading = copydesk.examine(data)
    assert copydesk.plain(reading.article.head.headline) == "Harbour opens"
    assert "From: Ana Ruiz <ana@quay.example>" in problems(reading)
    assert len(copydesk.read_all(data)) == 1


@pytest.mark.parametrize(
    ("module", "name", "command"),
    [
        ("pypdfium2", "report.pdf", r"copydesk\[pdf\]"),
        ("olefile", "letter.msg", r"copydesk\[mail\]"),
        ("trafilatura", "page.html", r"copydesk\[html\]"),
    ],
)
def test_an_attached_file_that_needs_what_is_not_installed(
    module: str, name: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (module, f"{module}.raw"):
        monkeypatch.setitem(sys.modules, each, None)
    files = {
        "report.pdf": pdf_of(words("It rained", 40, 70, 20)), "letter.msg": MAILS["Outlook"], "page.html": PAGE.encode()
    }  # fmt: skip
    data = files[name]
    whole = multipart(part(WORDS), attached(data, name))
    reading = copydesk.examine(whole)
    assert [copydesk.plain(block) for block in reading.article.body] == [CHILDREN, MAYOR]
    (fault,) = (problem for problem in reading.problems if problem.kind == "unsupported")
    assert re.search(f"the attached {name} cannot be read: .* is not installed. pip install '{command}'", fault.message)
    second = copydesk.examine_all(whole)[1:]
    with pytest.raises(copydesk.MissingEngineError, match=rf"article 2: .*{command}"):
        second[0]
    path = tmp_path / name
    path.write_bytes(data)
    assert number_of_articles(path, None) == 1


def test_the_options_of_a_mail_are_those_of_what_is_attached() -> None:
    text = words("The key to the weir", 40, 70, 20, "B") + "".join(
        column(("The weir keeper had lost the key", "in the spring. He found it again"), 40, 100)
    )
    data = multipart(part(WORDS), attached(pdf_of(text, password="sesame"), "weir.pdf"))
    article = copydesk.read(data, password="sesame", article=2, lang="nl")
    assert "The weir keeper" in copydesk.plain(article.body)
    assert article.lang == "nl"
    with pytest.raises(InputError, match="not with the one given"):
        copydesk.read(data, password="Sesame", article=2)


def test_a_digest_is_several_articles() -> None:
    mails = (mail(f"It rained for the {number}th time.\n") for number in range(3))
    digest = multipart(*(b"\n" + each for each in mails), kind="digest")
    assert len(copydesk.read_all(digest)) == 3
    with pytest.raises(copydesk.UsageError, match="the file holds 3 articles: 1 'Rain at last'"):
        copydesk.read(digest)


def test_a_mail_of_nothing() -> None:
    with pytest.raises(InputError, match=r"no text of its own, only a\.png"):
        copydesk.read(multipart(part("\n"), attached(b"\x89PNG", "a.png", "image/png")))
    with pytest.raises(InputError, match="no text of its own"):
        copydesk.read(mail(""))


# ------------------------------------------------------------------------------------------- hostile mails


def test_parts_within_parts_without_end() -> None:
    data = part(WORDS)
    for level in range(300):
        data = multipart(data, header=HEADER if level == 299 else "", mark=f"cut{level}")
    with pytest.raises(InputError, match="nested more than"):
        copydesk.read(data)
    nested = mail()
    for _ in range(300):
        nested = mail(nested, "message/rfc822")
    assert len(copydesk.read_all(nested)) == 1
    with pytest.raises(InputError, match="over 1000 parts"):
        copydesk.read(multipart(*[part("a")] * 1001))


def test_a_long_header() -> None:
    many = "".join(f"X-Track-{number}: {'x' * 90}\n" for number in range(10_000))
    article = copydesk.read(mail(more=many))
    assert [copydesk.plain(block) for block in article.body] == [CHILDREN, MAYOR]
    assert f"X-Track-9999: {'x' * 90}" in furniture(article)
    recipients = HEADER.replace("desk@paper.example", ", ".join(f"reader{n}@paper.example" for n in range(40_000)))
    assert copydesk.plain(copydesk.read(mail(header=recipients)).head.headline) == "Rain at last"
    with pytest.raises(InputError, match="longer than 4 MB"):
        copydesk.read(mail(more=many * 5))


def test_a_text_with_a_headline_of_its_own_has_the_author_and_the_day_of_the_mail() -> None:
    reading = copydesk.examine(
        mail(f"RAIN IN THE VALLEY\n\n{WORDS}", header=HEADER.replace("Rain at last", "Letter 12"))
    )
    head = reading.article.head
    assert copydesk.plain(head.headline) == "RAIN IN THE VALLEY"
    (byline,), (date,) = head.bylines, head.dates
    assert [person.name for person in byline.persons] == ["Ana Ruiz"]
    assert date.iso == "2025-08-14"
    assert date.origin is not None
    assert [(reading.text or "")[span.start : span.end].strip() for span in date.origin.spans] == [date.text]
    assert [piece for piece in furniture(reading.article) if piece.startswith(("From", "Date", "Subject"))] == [
        "From:", "Subject: Letter 12", "Date:",
    ]  # fmt: skip


def test_a_subject_that_is_no_headline() -> None:
    article = copydesk.read(mail(header=HEADER.replace("Rain at last", "rain " * 2000)))
    assert article.head.headline is None
    assert any(each.startswith("Subject: rain rain") for each in furniture(article))


@given(st.sampled_from(sorted(MAILS)), st.data())
@examples(60)
def test_damaged_mails_never_crash(name: str, data: st.DataObject) -> None:
    raw = bytearray(MAILS[name])
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), start + data.draw(st.integers(0, 40)))
        raw[start:end] = data.draw(st.binary(max_size=12))
    try:
        for index in range(len(articles := copydesk.read_all(bytes(raw), name="a.eml", from_="mail"))):
            try:
                assert articles[index]
            except InputError:
                continue
    except CopydeskError:
        return


# -------------------------------------------------------------------------------------------------- Outlook

TEXTS = {
    "0037": "RE: Rain at last", "1000": WORDS.replace("\n", "\r\n"), "0042": "Ana Ruiz", "5D02": "ana@quay.example",
}  # fmt: skip
SENT = {0x0039: (date(2025, 8, 14) - date(1601, 1, 1)).days * 24 * 3600 * 10**7}  # tenths of microseconds


def test_a_mail_of_outlook() -> None:
    pytest.importorskip("olefile")
    recipient = {"__properties_version1.0": bytes(8), "__substg1.0_3001001F": "Jo Park".encode("utf-16-le")}
    harbour = b"Harbour opens\n\nThe harbour opened on Sunday, and nobody came to see it.\n" * 80
    inner = outlook_streams({"0037": "The ferry", "1000": "The ferry came back on Monday, as it was planned."})
    more: Contents = {
        "__recip_version1.0_#00000000": recipient,
        "__attach_version1.0_#00000000": {
            "__substg1.0_3707001F": "harbour.txt".encode("utf-16-le"), "__substg1.0_37010102": harbour,
        },
        "__attach_version1.0_#00000001": {"__substg1.0_3701000D": inner},
    }  # fmt: skip
    data = outlook(TEXTS, SENT, more)
    reading = copydesk.examine(data, name="a.msg")
    head = reading.article.head
    assert copydesk.plain(head.headline) == "Rain at last"
    assert [person for byline in head.bylines for person in byline.persons] == [
        copydesk.Person("Ana Ruiz", email="ana@quay.example")
    ]
    assert [day.iso for day in head.dates] == ["2025-08-14"]
    assert [copydesk.plain(block) for block in reading.article.body] == [CHILDREN, MAYOR]
    assert "To: Jo Park" in furniture(reading.article)
    assert "further articles of the file: harbour.txt, The ferry" in problems(reading)
    articles = copydesk.read_all(data)
    assert copydesk.plain(articles[2].body) == "The ferry came back on Monday, as it was planned."
    assert copydesk.plain(articles[1].head.headline) == "Harbour opens"


def test_outlook_keeps_the_header_that_came_with_a_mail() -> None:
    pytest.importorskip("olefile")
    article = copydesk.read(outlook({**TEXTS, "007D": HEADER + "X-Spam: no\n"}))
    assert [day.text for day in article.head.dates] == ["Thu, 14 Aug 2025 23:30:00 -0700"]
    assert "X-Spam: no" in furniture(article)


def test_an_old_mail_of_outlook_is_in_the_code_page_that_it_states() -> None:
    pytest.importorskip("olefile")
    words = "It rained in Ķegums."  # too few letters to tell the code page by
    streams: Contents = {"__substg1.0_1000001E": words.encode("cp1257")}
    article = copydesk.read(outlook({"0037": "Rain"}, {0x3FDE: 1257}, streams))
    assert copydesk.plain(article.body) == words


def test_a_page_of_outlook() -> None:
    pytest.importorskip("olefile")
    article = copydesk.read(outlook({"0037": "Rain"}, more={"__substg1.0_10130102": PAGE.encode()}))
    assert "The mayor declared a holiday." in copydesk.plain(article)


RTF = rb"""{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}}\f0
The lake was empty for the first time in \b thirty\b0  years, and all the town came down to the quay to see it.\par
\'cf\'ee\'e5\'e7\'e4 left at noon with {\*\htmltag64 <p>}nobody on board but the mate, who had slept on it.\par}"""


def test_a_mail_of_outlook_in_rtf() -> None:
    pytest.importorskip("olefile")
    article = copydesk.read(outlook(TEXTS | {"1000": ""}, more={"__substg1.0_10090102": compressed_rtf(RTF)}))
    assert copydesk.plain(article.head.headline) == "Rain at last"
    first, second = article.body
    assert copydesk.plain(first).endswith("down to the quay to see it.")
    assert copydesk.plain(second) == "Поезд left at noon with nobody on board but the mate, who had slept on it."


def test_compressed_rtf() -> None:
    """The examples of [MS-OXRTFCP], and what is cut off or refers to where nothing stands yet."""
    hello = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    again = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert decompressed(hello) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompressed(again) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert decompressed(again[:-4]) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ"
    assert decompressed(again[:-6]) == b"{\\rtf1 WXYZ"
    assert decompressed(hello.replace(b"LZFu", b"MELA"))[:4] == hello[16:20]
    assert decompressed(pack("<II4sI", 9, 3, b"LZFu", 0) + b"\x01\xff\x01") == bytes(3)


def test_a_mail_of_outlook_that_is_signed() -> None:
    pytest.importorskip("olefile")
    attached = {"__substg1.0_37010102": signed(part(WORDS)), "__properties_version1.0": bytes(8)}
    article = copydesk.read(
        outlook(TEXTS | {"1000": "", "001A": "IPM.Note.SMIME"}, more={"__attach_version1.0_0": attached})
    )
    assert [copydesk.plain(block) for block in article.body] == [CHILDREN, MAYOR]


OTHER = MAILS["Outlook"].replace("__properties".encode("utf-16-le"), "__propertius".encode("utf-16-le"))
WRONG_OUTLOOK = {
    "RTF that is none": (outlook({"0037": "Rain"}, more={"__substg1.0_10090102": b"{rtf"}), "RTF is damaged"),
    "RTF without end": (
        outlook({"0037": "Rain"}, more={"__substg1.0_10090102": pack("<II4sI", 9, 2**31, b"LZFu", 0)}),
        "RTF holds over 16 MB",
    ),
    "encrypted": (outlook({"001A": "IPM.Note.SMIME"}), "encrypted by S/MIME"),
    "cut": (outlook(TEXTS)[:700], "broken mail of Outlook"),
    "another OLE file": (OTHER, "no mail of Outlook"),
}


@pytest.mark.parametrize("name", WRONG_OUTLOOK)
def test_mails_of_outlook_that_cannot_be_read(name: str) -> None:
    pytest.importorskip("olefile")
    data, words = WRONG_OUTLOOK[name]
    with pytest.raises(InputError, match=words):
        copydesk.read(data, from_="mail")


def test_without_the_library_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    with pytest.raises(copydesk.MissingEngineError, match=r"copydesk\[mail\]"):
        copydesk.read(MAILS["Outlook"])


# ------------------------------------------------------------------------------------------------ web pages


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The pages that a source of web pages is asked to read, which stands in for whatever source does so."""
    known, pages = dict(sources()), list[object]()

    def read(data: object, options: object) -> Reading:
        pages.append(data)
        if "engine" in str(data):
            raise copydesk.MissingEngineError("the engine is missing", "pip install engine")
        if "nothing" in str(data):
            raise InputError("it holds no article")
        return Reading(copydesk.Article(body=(copydesk.Paragraph((copydesk.Text("It rained."),)),)), ())

    known["html"] = known["markdown"]._replace(name="html", read=read)
    monkeypatch.setattr("copydesk.reading.mail.article.sources", lambda: known)
    return pages


def test_pages_are_read_by_the_source_for_them(asked: list[object]) -> None:
    page = PAGE.replace("<html>", "<html><title>Campaign 7</title>")
    header = HEADER.replace("Rain at last", "Re: Rain at last")
    article = copydesk.read(mail(page, "text/html", header=header))
    assert asked == [page.replace("Campaign 7", "")]
    assert copydesk.plain(article.head.headline) == "Rain at last"
    assert copydesk.plain(article.body) == "It rained."
    assert {"Re:", "To: desk@paper.example", "Campaign 7"} <= set(furniture(article))


@pytest.mark.parametrize(
    ("word", "message"), [("nothing", ""), ("engine", "the engine is missing. pip install engine")]
)
def test_a_page_that_the_source_for_them_does_not_read(asked: list[object], word: str, message: str) -> None:
    reading = copydesk.examine(mail(f"<p>It rained, and there was {word} to do.</p>", "text/html"))
    assert len(asked) == 1
    assert f"there was {word} to do." in copydesk.plain(reading.article)
    assert message in problems(reading)
    assert ("by its lines only" in problems(reading)) == bool(message)


LIST_MESSAGE = (
    "Message: {number}\nDate: Wed, 6 Mar 2024 1{number}:00:00 +0000\nFrom: Ana Ruiz <ana@quay.example>\n"
    "Subject: Rain, day {number}\nMessage-ID: <{number}@quay.example>\nContent-Type: text/plain; charset=koi8-r\n\n"
    "It rained in the valley — on day {number}, and the children\nwho had never seen it stood in the road.\n\n"
)
DIGEST = (
    f"Today's Topics:\n\n   1. Rain\n\n{'-' * 70}\n\n{LIST_MESSAGE.format(number=1)}{'-' * 30}\n\n"
    f"{LIST_MESSAGE.format(number=2)}{'-' * 30}\n\nEnd of Rain Digest\n****\n"
)


def test_a_header_in_a_character_set_that_switches() -> None:
    """As mails of Japan were written before the names of character sets were put into headers."""
    header = HEADER.replace("Rain at last", "港町の図書館").replace("Ana Ruiz", "山田花子")
    raw = mail("この図書館は百年前に建てられた。\n", "text/plain; charset=iso-2022-jp", header=header)
    article = copydesk.read(raw.decode().encode("iso2022_jp"), from_="mail")
    assert article.head.headline is not None
    assert plain(article.head.headline) == "港町の図書館"
    assert [person.name for byline in article.head.bylines for person in byline.persons] == ["山田花子"]
    assert plain(article.body) == "この図書館は百年前に建てられた。"


def test_a_mail_whose_header_opens_with_its_type_is_no_saved_page() -> None:
    page = f"--x\nContent-Type: text/html\n\n{PAGE}\n--x--\n"
    header = 'Content-Type: multipart/related; boundary="x"\nMIME-Version: 1.0\nSubject: Rain at last\n'
    sent = f"{header}From: Ana Ruiz <ana@quay.example>\n\n{page}".encode()
    assert source_of("a.txt", None, sent).name == "mail"
    assert (
        source_of("a.txt", None, sent.replace(b"Ana Ruiz <ana@quay.example>", b"<Saved by a browser>")).name == "html"
    )
    assert source_of("a.txt", None, sent.replace(b"From: Ana Ruiz <ana@quay.example>\n", b"")).name == "html"


def test_a_digest_in_plain_text_holds_mails() -> None:
    articles = copydesk.read_all(mail(DIGEST))
    assert [plain(article.head.headline) for article in articles if article.head.headline] == [
        "Rain, day 1", "Rain, day 2",
    ]  # fmt: skip
    assert [date.iso for article in articles for date in article.head.dates] == ["2024-03-06"] * 2
    assert plain(articles[1].body) == (
        "It rained in the valley — on day 2, and the children who had never seen it stood in the road."
    )
    said = "\n".join(problem.message for problem in examine(mail(DIGEST), from_="mail", article=1).problems)
    assert "what the digest says of itself was left out: From: Ana Ruiz" in said
    assert "Today's Topics: 1. Rain End of Rain Digest ****" in said


def test_what_a_list_writes_below_a_digest_is_none_of_its_mails() -> None:
    address = f"{'_' * 47}\nRain mailing list\nrain@quay.example\n\nEnd of Rain Digest"
    data = mail(DIGEST.replace("End of Rain Digest", address))
    assert plain(copydesk.read_all(data)[1].body).endswith("stood in the road.")
    said = "\n".join(problem.message for problem in examine(data, from_="mail", article=1).problems)
    assert "Rain mailing list rain@quay.example End of Rain Digest ****" in said


def test_an_answer_below_what_a_mail_quotes_is_no_quotation() -> None:
    words = "Bo Lind wrote:\n> lifting it would stir up the mud of two centuries\n\n"
    answer = "And a good deal else, I should think. My father dropped his watch there."
    article = copydesk.read(mail(f"{words}{answer}\n"))
    assert f"\np: {answer}\n" in outline(article)


def test_a_rule_within_a_message_of_a_digest_is_its_own() -> None:
    broken = DIGEST.replace("on day 1, and", f"on day 1.\n\n{'-' * 30}\n\nAnd", 1)
    articles = copydesk.read_all(mail(broken))
    assert len(articles) == 2
    assert plain(articles[0].body).endswith("And the children who had never seen it stood in the road.")
    said = "\n".join(problem.message for problem in examine(mail(broken), from_="mail", article=1).problems)
    assert "Today's Topics: 1. Rain End of Rain Digest ****" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [("-" * 70, "-" * 60), ("Subject: Rain, day 2\n", ""), ("Date: Wed, 6 Mar 2024 12:00:00 +0000\n", "Seen it.\n")],
    ids=["no preamble", "one message", "no header"],
)
def test_rules_alone_are_no_digest(old: str, new: str) -> None:
    text = DIGEST.replace(old, new)
    if old.startswith("Subject"):
        text = text.replace("From: Ana Ruiz <ana@quay.example>\nMessage-ID: <2", "Message-ID: <2")
    assert len(copydesk.read_all(mail(text))) == 1
