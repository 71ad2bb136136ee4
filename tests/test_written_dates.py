"""A date such as 2025-05-17 is printed in words for people, and stays an ISO date for machines."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

import copydesk
from copydesk import locales
from copydesk.metadata import amend
from copydesk.tree import Article, Head, PubDate
from copydesk.writing._shared.dates import in_words
from tests.test_pdf import run_poppler
from tests.trees import plain_article

WRITTEN = {
    "ar": "17 مايو 2025",
    "ar-EG": "١٧ مايو ٢٠٢٥",
    "cs": "17. května 2025",
    "da": "17. maj 2025",
    "de": "17. Mai 2025",
    "el": "17 Μαΐου 2025",
    "en": "17 May 2025",
    "en-AU": "17 May 2025",
    "en-GB": "17 May 2025",
    "en-US": "May 17, 2025",
    "EN_us": "May 17, 2025",
    "en-XX": "17 May 2025",
    "en-GB-oed": "17 May 2025",
    "es": "17 de mayo de 2025",
    "fa": "۱۷ مه ۲۰۲۵",
    "fi": "17. toukokuuta 2025",
    "fr": "17 mai 2025",
    "he": "17 במאי 2025",
    "hi": "17 मई 2025",
    "id": "17 Mei 2025",
    "it": "17 maggio 2025",
    "ja": "2025年5月17日",
    "ko": "2025년 5월 17일",
    "nl": "17 mei 2025",
    "no": "17. mai 2025",
    "pl": "17 maja 2025",
    "pt": "17 de maio de 2025",
    "ru": "17 мая 2025\u202fг.",
    "sv": "17 maj 2025",
    "tr": "17 Mayıs 2025",
    "uk": "17 травня 2025\u202fр.",
    "vi": "17 tháng 5, 2025",
    "zh": "2025年5月17日",
    "zh-Hant-TW": "2025年5月17日",
    "hu": "2025. május 17.",
    "und": "2025-05-17",
    "mul": "2025-05-17",
    "x-own": "2025-05-17",
}


def dated(text: str, lang: str = "en", iso: str | None = None) -> Article:
    return Article(lang=lang, head=Head(dates=(PubDate(text, iso=iso or text),)))


def test_every_language_has_its_case() -> None:
    assert {tag.split("-")[0] for tag in WRITTEN} >= set(locales.languages())


@pytest.mark.parametrize("lang", WRITTEN)
def test_a_date_in_words(lang: str) -> None:
    assert in_words(dated("2025-05-17", lang)).head.dates == (PubDate(WRITTEN[lang], iso="2025-05-17"),)


@pytest.mark.parametrize(
    ("lang", "iso", "written"),
    [
        ("fr", "2025-05-01", "1er mai 2025"),
        ("fr-CA", "2025-05-11", "11 mai 2025"),
        ("de", "2025-05-01", "1. Mai 2025"),
        ("en", "0987-12-31", "31 December 987"),
    ],
)
def test_particular_days(lang: str, iso: str, written: str) -> None:
    assert in_words(dated(iso, lang)).head.dates[0].text == written


@pytest.mark.parametrize(
    ("text", "iso"),
    [("Saturday, 17.05.25", "2025-05-17"), ("Published 2025-05-17", "2025-05-17"), ("2025-05-17T10:00", None)],
)
def test_what_stood_in_the_text_stays(text: str, iso: str | None) -> None:
    article = dated(text, iso=iso)
    assert in_words(article) == article


def test_both_dates_are_written_and_keep_what_they_are() -> None:
    dates = (PubDate("2025-05-17", "2025-05-17"), PubDate("2025-06-01", "2025-06-01", "updated"))
    dates_in_words = in_words(Article(lang="nl", head=Head(dates=dates))).head.dates
    assert dates_in_words == (PubDate("17 mei 2025", "2025-05-17"), PubDate("1 juni 2025", "2025-06-01", "updated"))


ARTICLE = amend(plain_article(), [("date", "2025-05-17")])


def written(to: str) -> bytes:
    return copydesk.write(ARTICLE, to).data


def test_people_read_words_and_machines_the_date_on_a_web_page() -> None:
    page = written("html").decode()
    assert '<time datetime="2025-05-17">17 May 2025</time>' in page
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert linked is not None
    assert json.loads(linked[1])["datePublished"] == "2025-05-17"
    assert '<meta name="dcterms.created" content="2025-05-17"/>' in page


def test_an_e_book_has_words_on_its_page_and_cover() -> None:
    with zipfile.ZipFile(io.BytesIO(written("epub"))) as book:
        assert "17 May 2025" in "".join(ElementTree.fromstring(book.read("EPUB/text.xhtml")).itertext())
        assert "17 May 2025" in "".join(ElementTree.fromstring(book.read("EPUB/cover.svg")).itertext())
        assert b"<dc:date>2025-05-17</dc:date>" in book.read("EPUB/content.opf")


def test_a_pdf_and_a_word_file_have_words() -> None:
    assert "17 May 2025" in run_poppler("pdftotext", "-", "-", data=written("pdf"))
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as file:
        assert "17 May 2025" in "".join(ElementTree.fromstring(file.read("word/document.xml")).itertext())
        assert b"2025-05-17T00:00:00Z" in file.read("docProps/core.xml")


def test_pandocs_formats_have_both() -> None:
    page = written("jats").decode()
    assert "17 May 2025" in page
    assert 'iso-8601-date="2025-05-17"' in page


@pytest.mark.parametrize("to", ["markdown", "json"])
def test_what_is_read_again_keeps_the_date(to: str) -> None:
    text = written(to).decode()
    assert "2025-05-17" in text
    assert "17 May" not in text
