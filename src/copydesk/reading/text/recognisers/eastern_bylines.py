"""Bylines in Korean, Japanese and Chinese letters, which have no capitals and seldom spaces.

What vouches for a name is the shape of the whole line: an office such as ``기자`` or ``記者`` stands right before or
after it, and the name begins with a surname where the language has few of them.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import Person

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff々"
_KOREAN = r"\uac00-\ud7a3"
_JAPANESE_NAME = rf"[{_HAN}ヶ]{{1,4}}[ \u3000]?[{_HAN}ぁ-ゖァ-ヺー]{{1,5}}"
_JAPANESE_GIVEN = rf"(?:[{_HAN}]{{1,3}}|[ぁ-ゖ]{{2,4}}|[ァ-ヺー]{{2,5}})"
_NO_NAME = re.compile(  # 社会部, 外国人
    r".|.*(?:[部社紙局室班団報誌聞系报网網臺台版面]|일보|신문|뉴스|방송|통신|国人|担当|同行|専門|常駐|地方)"
)
_NO_WRITER = re.compile(r".*(?:[编編][辑輯]|編集[者部長])|편집.*")  # who edits a text has not written it
_BETWEEN = r"\s*[·ㆍ・、,，/／]\s*"
_BETWEEN_HAN = rf"(?:{_BETWEEN}|\s+)"
_DESK = rf"(?:[{_KOREAN}]{{1,6}}[부팀국]\s)?"
_BRACKETED = re.compile(r"[\[［【〔(（](?P<told>[^\]］】〕)）]{2,40})[\]］】〕)）]")
_ENDS_AS_DESK = re.compile(r".*[부팀국대원사당]")  # 정치부, 서울대: no second name of a line
_WROTE = r"(?:文|撰文|文字|采写|採寫|撰稿)"
_PICTURED = r"(?:[摄攝图圖]|摄影|攝影|供图|供圖|制图|製圖|绘|繪)"
_AGENCY_PLACE = rf"(?:[(\[]?(?P<at>[{_KOREAN}]{{2,5}})\s?=\s?(?:[{_KOREAN}\w]+[)\]]\s?)?)?"


@cache
def _lines(own: Locale) -> tuple[re.Pattern[str], ...]:
    """What a line of names looks like, with the office first and with the office last."""
    words = own.byline
    names = _JAPANESE_NAME
    if words.surnames:
        korean = re.match(f"[{_KOREAN}]", words.surnames[0])
        name = rf"(?:{alternatives(words.surnames)})" + (rf"[{_KOREAN}]{{2}}" if korean else rf"[{_HAN}]{{1,2}}")
        names = rf"{name}(?:{_BETWEEN_HAN}{name})*"
    office = alternatives(word for word in words.roles if not _NO_WRITER.fullmatch(word))
    opening = alternatives(word for word in words.by if words.surnames and word.endswith(words.roles))
    place = rf"(?P<at>[{_HAN}]{{2,6}}?)"
    report = rf"(?:[\s／/]*{place}\s*(?:{alternatives(words.reports)}))?"
    origin = rf"(?:\s*(?:{alternatives(words.places)})\s*(?P<origin>[{_HAN}]{{2,6}}))?"
    return (
        re.compile(rf"(?:(?:{opening})[:：\s]*|(?P<role>{office})[・:：\s]+)(?P<names>{names})(?:{origin}|{report})"),
        re.compile(rf"{_AGENCY_PLACE}{_DESK}(?P<names>{names})\s?(?:[（(]|[/／]\s?)?(?P<role>{office})[）)]?"),
    )


def is_eastern_name(text: str, own: Locale) -> bool:
    """Whether a text has the shape of a Korean, Japanese or Chinese name, and is none of an office or a newspaper."""
    return _name(own).fullmatch(text) is not None and not _NO_NAME.fullmatch(text)


@cache
def _name(own: Locale) -> re.Pattern[str]:
    foreign = rf"[ァ-ヺー]{{2,8}}[・＝][ァ-ヺー・＝]{{2,12}}|[{_HAN}]{{1,5}}·[{_HAN}·]{{1,8}}"
    if own.byline.surnames:
        surname = alternatives(own.byline.surnames)
        return re.compile(rf"(?:{surname})\s?(?:[{_HAN}]{{1,2}}|[{_KOREAN}]{{2}})|{foreign}")
    japanese = rf"[{_HAN}ヶ]{{1,4}}[ \u3000]?{_JAPANESE_GIVEN}|[ぁ-ゖ]{{2,4}}[ \u3000]?[{_HAN}]{{1,3}}"
    return re.compile(f"{japanese}|{foreign}")


def read_eastern_names(text: str, own: Locale) -> tuple[Person, ...]:
    """The persons of a line, none if it is not only names.

    ``홍길동 기자, 김철수 기자``, ``田中太郎記者``, ``本报记者 王小明 北京报道``
    """
    if not own.byline.roles or text.isascii():
        return ()
    bracketed = _BRACKETED.fullmatch(text)
    text = (bracketed["told"] if bracketed else text).strip().removesuffix("=").rstrip()
    found = _line(text, own) or _signed(text, own)
    if not found and ("," in text or "，" in text or "、" in text):
        parts = [_line(part.strip(), own) for part in re.split("[,，、]", text)]
        found = tuple(person for part in parts for person in part) if all(parts) else ()
    return found


def _line(text: str, own: Locale) -> tuple[Person, ...]:
    for line in _lines(own):
        match = line.fullmatch(text)
        if match is None:
            continue
        told = match.groupdict()
        names = re.split(_BETWEEN_HAN, told["names"]) if own.byline.surnames else [told["names"]]
        if len(names) > 1 and any(_ENDS_AS_DESK.fullmatch(name) for name in names[1:]):
            continue
        if own.byline.surnames or not _NO_NAME.fullmatch(names[0]):
            place = told["at"] or told.get("origin")
            return tuple(Person(name, role=told["role"], place=place) for name in names)
    return ()


@cache
def _signatures(own: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names each with what they did, ``沈知微/文 林若谷/摄``, or their office: ``记者 王小明 通讯员 李明``."""
    name = rf"(?:{alternatives(own.byline.surnames)})[{_HAN}]{{1,2}}"
    done = rf"(?P<name>{name})\s*[/／|｜]?\s*(?P<role>{_WROTE}|{_PICTURED})(?:\s*[,，、；]?\s*|$)"
    office = alternatives(word for word in own.byline.roles if not _NO_WRITER.fullmatch(word))
    return re.compile(done), re.compile(rf"(?P<role>{office})[\s:：]+(?P<name>{name})(?:\s*[,，、；]?\s*|$)")


def _signed(text: str, own: Locale) -> tuple[Person, ...]:
    if not own.byline.surnames or not re.match(f"[{_HAN}]", own.byline.surnames[0]):
        return ()
    for line in _signatures(own):
        found = [*line.finditer(text)]
        if found and sum(match.end() - match.start() for match in found) == len(text):
            roles = [None if re.fullmatch(_WROTE, match["role"]) else match["role"] for match in found]
            return tuple(Person(match["name"], role=role) for match, role in zip(found, roles, strict=True))
    return ()


def only_pictures(persons: tuple[Person, ...]) -> bool:
    """Whether persons only took or drew the pictures: ``沈知微 摄``."""
    return bool(persons) and all(person.role and re.fullmatch(_PICTURED, person.role) for person in persons)


@cache
def _biography(own: Locale) -> re.Pattern[str]:
    about, bio = alternatives(own.foot.about), alternatives(own.foot.bio)
    name = rf"(?:[{_HAN}]{{1,4}}[ \u3000]?{_JAPANESE_GIVEN}|[ァ-ヺー・＝]{{4,16}})"
    name += r"(?:\s?[（(][^）)]{2,24}[）)])?[\s、，。：:＝=]"  # its reading in brackets
    if own.byline.surnames:
        surname = alternatives(own.byline.surnames)
        name = rf"(?:{surname})[{_HAN}]{{1,2}}\s?[，,、（(：:]|(?:{surname})[{_KOREAN}]{{2}}(?:[은는]\s|\s?[,(（/|])"
    return re.compile(rf"[(（\[*_\s■◆▽◇●]*(?:(?:{about})|(?:{name}).{{0,40}}?(?:{bio}))")


def tells_of_author(text: str, own: Locale) -> bool:
    """Whether a line opens as a word about its author does where no capitals tell a name: ``筆者は``,
    ``李明，作家。``, ``윤가람은 소설가다.``"""
    return bool(own.foot.about) and _biography(own).match(text) is not None
