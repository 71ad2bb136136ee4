"""Bylines."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.locales import Locale, locale, with_english
from copydesk.reading.text.recognisers import credit_lines
from copydesk.reading.text.recognisers.people.bylines import read_credit
from copydesk.tree import Person

ENGLISH = with_english(locale("en"))
PHOTOS = Person("Jo Falk", role="Fotos")


@pytest.mark.parametrize(
    ("text", "persons", "announced"),
    [
        ("BY ANA RUIZ AND JO PARK IN LIMA", [Person("Ana Ruiz"), Person("Jo Park", place="Lima")], True),
        ("Ana Ruiz", [Person("Ana Ruiz")], False),
        ("By Ana Ruiz, staff writer", [Person("Ana Ruiz", role="staff writer")], True),
        ("By Ana Ruiz (Reuters)", [Person("Ana Ruiz", affiliation="Reuters")], True),
        ("Photographs by Jo Park", [Person("Jo Park", role="Photographs")], True),
        ("By Ana Ruiz ana@ledger.example", [Person("Ana Ruiz", email="ana@ledger.example")], True),
        ("By a staff reporter", [], True),
        ("By Will Slack", [Person("Will Slack")], True),
        ("Will Slack", [Person("Will Slack")], False),
        ("BY BILL MAY", [Person("Bill May")], True),
        ("By ALLISON PRESS, Staff Writer", [Person("Allison Press", role="Staff Writer")], True),
        ("DR. ALLISON PRESS", [Person("Dr. Allison Press")], False),
        ("By J.R. DE WITT JR.", [Person("J.R. de Witt Jr")], True),
        ("By Ana Ruiz, Lake Post", [Person("Ana Ruiz", affiliation="Lake Post")], True),
        ("Ana Ruiz Transport correspondent", [Person("Ana Ruiz", role="Transport correspondent")], False),
        ("Ana Ruiz · 4 min read", [Person("Ana Ruiz")], False),
        (
            "Ana B. Ruiz,1 Jo Park,2 and T. Lind1,*",
            [Person("Ana B. Ruiz"), Person("Jo Park"), Person("T. Lind")],
            False,
        ),
        ("Words: Ana Ruiz. Photographs: Jo Park", [Person("Ana Ruiz"), Person("Jo Park", role="Photographs")], True),
        ("Story by Ana Ruiz Photos by Jo Park", [Person("Ana Ruiz"), Person("Jo Park", role="Photos")], True),
        ("Reporting by Ana Ruiz; Editing by Jo Park", [Person("Ana Ruiz")], True),
        ("Edited by Jo Park", [], True),
        ("Associated Press", [], True),
        ("Reuters", [], True),
        ("Special to the Lake Post", [], True),
    ],
)
def test_a_byline_names_persons(text: str, persons: list[Person], announced: bool) -> None:
    credit = read_credit(text, ENGLISH)
    assert credit is not None
    assert (list(credit.persons), credit.announced) == (persons, announced)


@pytest.mark.parametrize(
    "text", ["Rain", "It rained in Lima", "Lake Post", "St Bega’s Church", "3 May 2024", "By " + "Ana " * 80]
)
def test_what_is_no_byline_is_none(text: str) -> None:
    assert read_credit(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("lang", "text", "persons"),
    [
        ("de", "Von Clara Hübner und Anselm Vogt, Kiel", [Person("Clara Hübner"), Person("Anselm Vogt", place="Kiel")]),
        ("fr", "Par Jean-Luc d’Aubigny", [Person("Jean-Luc d’Aubigny")]),
        ("de", "Ein Bericht von Ana Ohl (Text) und Jo Falk (Fotos)", [Person("Ana Ohl", role="Text"), PHOTOS]),
        ("no", "Ana Ohl (tekst) og Jo Falk (foto)", [Person("Ana Ohl", role="tekst"), Person("Jo Falk", role="foto")]),
        ("fi", "Ana Ohl, teksti", [Person("Ana Ohl", role="teksti")]),
        ("sv", "Text: Ana Ohl Foto: Jo Falk", [Person("Ana Ohl"), Person("Jo Falk", role="Foto")]),
        ("nl", "Tekst Ana de Vries Fotografie Jo Falk", [Person("Ana de Vries"), Person("Jo Falk", role="Fotografie")]),
        ("nl", "Door onze correspondent Ana de Vries", [Person("Ana de Vries", role="onze correspondent")]),
        ("es", "Texto: Ana Ruiz. Fotos: Jo Falk", [Person("Ana Ruiz"), Person("Jo Falk", role="Fotos")]),
        ("es", "ANA RUIZ / Madrid", [Person("Ana Ruiz", place="Madrid")]),
        ("fr", "Ana Ruiz (Envoyée spéciale à Lima)", [Person("Ana Ruiz", role="Envoyée spéciale à Lima")]),
        ("it", "dal nostro inviato Ana Ruiz", [Person("Ana Ruiz")]),
        ("pl", "Ana Olszewska, Gdańsk", [Person("Ana Olszewska", place="Gdańsk")]),
        ("pl", "oprac. Jan Kot", []),
        ("ru", "Текст: Анна Орлова. Фото: Иван Парк", [Person("Анна Орлова"), Person("Иван Парк", role="Фото")]),
        ("uk", "Анна Орленко, Львів", [Person("Анна Орленко", place="Львів")]),
        ("el", "Ρεπορτάζ: Άννα Ορφανού", [Person("Άννα Ορφανού")]),
        ("tr", "Haber: Ana Yılmaz / Fotoğraf: Can Park", [Person("Ana Yılmaz"), Person("Can Park", role="Fotoğraf")]),
        ("tr", "ANA YILMAZ - İSTANBUL", [Person("Ana Yılmaz", place="İstanbul")]),
        ("ar", "بيروت - سامي الحداد", [Person("سامي الحداد", place="بيروت")]),
        ("fa", "سارا اردلان - تهران", [Person("سارا اردلان", place="تهران")]),
        ("he", "מאת נועה ברקאי, תל אביב", [Person("נועה ברקאי", place="תל אביב")]),
        ("hi", "अमित ओझा, नई दिल्ली", [Person("अमित ओझा", place="नई दिल्ली")]),
        ("id", "Penyunting: Jo Park", []),
        ("ja", "文・田中花子　写真・鈴木一郎", [Person("田中花子"), Person("鈴木一郎", role="写真")]),
        ("zh", "责任编辑：李华", []),
        ("pt", "Por Inês Carvalhal, em Lisboa", [Person("Inês Carvalhal", place="Lisboa")]),
        ("da", "Af Mads Kjærgaard /ritzau/", [Person("Mads Kjærgaard", affiliation="ritzau")]),
        ("cs", "Jan Dvořáček, ČTK", [Person("Jan Dvořáček", affiliation="ČTK")]),
        ("id", "Oleh Budi, Dewi", [Person("Budi"), Person("Dewi")]),
        ("tr", "AYŞE YILDIRIM", [Person("Ayşe Yıldırım")]),
        ("tr", "HABER: ALİ IŞIK", [Person("Ali Işık")]),
        ("ar", "بقلم: سامي الحداد وسارة علي", [Person("سامي الحداد"), Person("سارة علي")]),
        ("ar", "بقلم سامي الحداد - القاهرة", [Person("سامي الحداد", place="القاهرة")]),
        ("ar", "بقلم: وليد حسن", [Person("وليد حسن")]),
        ("he", "מאת נועה ברקאי ואורי לב", [Person("נועה ברקאי"), Person("אורי לב")]),
        ("ko", "홍길동 기자 hong@maeul.example", [Person("홍길동", role="기자", email="hong@maeul.example")]),
        ("ko", "홍길동 기자, 김철수 특파원", [Person("홍길동", role="기자"), Person("김철수", role="특파원")]),
        ("ko", "파리=홍길동 특파원", [Person("홍길동", role="특파원", place="파리")]),
        ("ja", "田中太郎記者", [Person("田中太郎", role="記者")]),
        ("ja", "編集委員・田中 太郎", [Person("田中 太郎", role="編集委員")]),
        ("ja", "取材・文＝佐藤花子", [Person("佐藤花子")]),
        ("zh", "本报记者王小明 李强", [Person("王小明"), Person("李强")]),
        ("zh", "記者王小明／台北報導", [Person("王小明", place="台北")]),
        ("zh", "本报记者 王小明 发自北京", [Person("王小明", place="北京")]),
    ],
)
def test_a_byline_in_another_language(lang: str, text: str, persons: list[Person]) -> None:
    credit = read_credit(text, with_english(locale(lang)))
    assert credit is not None
    assert list(credit.persons) == persons


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ko", "사회부 기자"),
        ("ko", "스포츠 기자"),
        ("ko", "홍길동 서울대 교수"),
        ("ja", "社会部記者"),
        ("ja", "元新聞記者"),
        ("ja", "外国人記者"),
        ("zh", "责任编辑：王小明"),
        ("zh", "记者手记"),
        ("ar", "سوق الحدادين"),
    ],
)
def test_what_only_sounds_like_a_byline_names_nobody(lang: str, text: str) -> None:
    credit = read_credit(text, with_english(locale(lang)))
    assert credit is None or not credit.persons


def test_each_line_of_an_article_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counting(text: str, locales: tuple[Locale, ...], *, in_byline_position: bool = False) -> object:
        read.append(f"{text} {in_byline_position}")
        return read_credit(text, locales, in_byline_position=in_byline_position)

    monkeypatch.setattr(credit_lines, "read_credit", counting)
    copydesk.read("Rain at last\n\nBy Ana Ruiz\n\n3 May 2024\n\nIt rained on Monday, as it had for a week.\n")
    assert any(text.startswith("By Ana Ruiz") for text in read)
    assert len(read) == len(set(read))
