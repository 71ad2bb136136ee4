"""Bylines in Korean, Japanese and Chinese letters, which have no capitals and seldom spaces.

What vouches for a name is the shape of the whole line: an office such as ``기자`` or ``記者`` stands right before or
after it, and the name begins with a surname where the language has few of them.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.words import alternatives
from copydesk.tree import Person

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff々"
_KOREAN = r"\uac00-\ud7a3"
_JAPANESE_NAME = rf"[{_HAN}ヶ]{{1,4}}[ \u3000]?[{_HAN}ぁ-ゖァ-ヺー]{{1,5}}"
_NO_NAME = re.compile(r".{1,2}|.*(?:[部社紙局室班団報誌聞系]|国人|担当|同行|専門|常駐|地方)")  # 社会部, 外国人
_NO_WRITER = re.compile(r".*(?:[编編][辑輯]|編集[者部長])|편집.*")  # who edits a text has not written it
_BETWEEN = r"\s*[·ㆍ・、,，/／]\s*"
_BETWEEN_HAN = rf"(?:{_BETWEEN}|\s+)"
_DESK = rf"(?:[{_KOREAN}]{{1,6}}[부팀국]\s)?"
_AGENCY_PLACE = rf"(?:[(\[]?(?P<at>[{_KOREAN}]{{2,5}})\s?=\s?(?:[{_KOREAN}\w]+[)\]]\s?)?)?"


@cache
def _lines(own: Locale) -> tuple[re.Pattern[str], ...]:
    """What a line of names looks like, with the office first and with the office last."""
    words = own.byline
    names = _JAPANESE_NAME
    if words.surnames:
        korean = re.match(f"[{_KOREAN}]", words.surnames[0])
        name = rf"(?:{alternatives(words.surnames)})" + (rf"[{_KOREAN}]{{2}}" if korean else rf"[{_HAN}]{{1,2}}")
        names = rf"{name}(?:{_BETWEEN if korean else _BETWEEN_HAN}{name})*"
    office = alternatives(word for word in words.roles if not _NO_WRITER.fullmatch(word))
    opening = alternatives(word for word in words.by if words.surnames and word.endswith(words.roles))
    place = rf"(?P<at>[{_HAN}]{{2,6}}?)"
    report = rf"(?:[\s／/]*{place}\s*(?:{alternatives(words.reports)}))?"
    origin = rf"(?:\s*(?:{alternatives(words.places)})\s*(?P<origin>[{_HAN}]{{2,6}}))?"
    return (
        re.compile(rf"(?:(?:{opening})[:：\s]*|(?P<role>{office})[・:：\s]+)(?P<names>{names})(?:{origin}|{report})"),
        re.compile(rf"{_AGENCY_PLACE}{_DESK}(?P<names>{names})\s?[（(]?(?P<role>{office})[）)]?"),
    )


def read_eastern_names(text: str, own: Locale) -> tuple[Person, ...]:
    """The persons of a line, none if it is not only names.

    ``홍길동 기자, 김철수 기자``, ``田中太郎記者``, ``本报记者 王小明 北京报道``
    """
    if not own.byline.roles or text.isascii():
        return ()
    found = _line(text, own)
    if not found and "," in text:
        parts = [_line(part.strip(), own) for part in text.split(",")]
        found = tuple(person for part in parts for person in part) if all(parts) else ()
    return found


def _line(text: str, own: Locale) -> tuple[Person, ...]:
    for line in _lines(own):
        match = line.fullmatch(text)
        if match is None:
            continue
        told = match.groupdict()
        names = re.split(_BETWEEN_HAN, told["names"]) if own.byline.surnames else [told["names"]]
        if own.byline.surnames or not _NO_NAME.fullmatch(names[0]):
            place = told["at"] or told.get("origin")
            return tuple(Person(name, role=told["role"], place=place) for name in names)
    return ()
