"""Bylines in Korean, Japanese and Chinese, and text that only looks like one."""

from __future__ import annotations

import pytest

from copydesk.locales import locale
from copydesk.reading.text.recognisers.people.eastern_bylines import (
    is_eastern_name,
    only_pictures,
    read_eastern_names,
    tells_of_author,
)
from copydesk.tree import Person


@pytest.mark.parametrize(
    ("lang", "text", "persons"),
    [
        ("ko", "홍길동 기자", [Person("홍길동", role="기자")]),
        ("ko", "홍길동 기자, 김철수 기자", [Person("홍길동", role="기자"), Person("김철수", role="기자")]),
        ("ko", "[홍길동 기자]", [Person("홍길동", role="기자")]),
        ("ko", "홍길동 기자 =", [Person("홍길동", role="기자")]),
        ("ko", "(서울=연합) 홍길동 기자", [Person("홍길동", role="기자", place="서울")]),
        ("ko", "홍길동·김철수 기자", [Person("홍길동", role="기자"), Person("김철수", role="기자")]),
        ("ko", "홍길동, 김철수 기자", [Person("홍길동", role="기자"), Person("김철수", role="기자")]),
        ("ko", "글 홍길동 기자", [Person("홍길동", role="기자")]),
        ("ko", "글 쓰는 기자", []),
        ("ko", "홍길동", []),
        ("ko", "홍길동 기자, 비가 왔다", []),
        ("ja", "田中太郎記者", [Person("田中太郎", role="記者")]),
        ("ja", "田中太郎（記者）", [Person("田中太郎", role="記者")]),
        ("ja", "記者・田中太郎", [Person("田中太郎", role="記者")]),
        ("ja", "田中太郎編集委員", [Person("田中太郎", role="編集委員")]),
        ("ja", "田中太郎編集長", []),
        ("ja", "社会部記者", []),
        ("ja", "田中太郎", []),
        ("ja", "By Ana Ruiz", []),
        ("zh", "记者 王小明", [Person("王小明")]),
        ("zh", "本报记者 王小明 北京报道", [Person("王小明", place="北京")]),
        ("zh", "记者 王小明 李明", [Person("王小明"), Person("李明")]),
        ("zh", "王小明/文 李明/摄", [Person("王小明"), Person("李明", role="摄")]),
        ("zh", "记者 王小明 通讯员 李明", [Person("王小明", role="记者"), Person("李明", role="通讯员")]),
        ("zh", "王小明/文 下雨了", []),
        ("zh", "王小明", []),
        ("en", "记者 王小明", []),
    ],
)
def test_the_persons_of_a_line(lang: str, text: str, persons: list[Person]) -> None:
    assert list(read_eastern_names(text, locale(lang))) == persons


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "홍길동", True),
        ("ko", "비가왔다고", False),
        ("ja", "田中太郎", True),
        ("ja", "田中 さくら", True),
        ("ja", "ジョン・スミス", True),
        ("ja", "林一", True),
        ("ja", "社会部", False),
        ("ja", "雨", False),
        ("zh", "王小明", True),
        ("zh", "下大雨", False),
        ("zh", "约翰·史密斯", True),
    ],
)
def test_the_form_of_a_name(lang: str, text: str, *, expected: bool) -> None:
    assert is_eastern_name(text, locale(lang)) == expected


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ((Person("王小明", role="摄"),), True),
        ((Person("王小明", role="摄"), Person("李明", role="记者")), False),
        ((Person("王小明"),), False),
        ((), False),
    ],
)
def test_persons_who_only_took_the_pictures(persons: tuple[Person, ...], *, expected: bool) -> None:
    assert only_pictures(persons) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ja", "筆者は町の歴史家。", True),
        ("ja", "町に雨が降った。", False),
        ("ja", "田中太郎（たなか・たろう）　作家。", True),
        ("ja", "田中太郎は作家。", False),
        ("zh", "李明，作家。", True),
        ("zh", "李明，下雨了。", False),
        ("ko", "윤가람은 소설가다.", True),
        ("ko", "비가 왔다.", False),
        ("en", "筆者は町の歴史家。", False),
    ],
)
def test_a_note_about_the_author(lang: str, text: str, *, expected: bool) -> None:
    assert tells_of_author(text, locale(lang)) == expected
