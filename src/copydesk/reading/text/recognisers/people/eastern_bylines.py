"""Bylines in Korean, Japanese and Chinese letters, which have no capitals and seldom spaces.

The form of the whole line is the evidence of a name: an office such as ``기자`` or ``記者`` stands right before or
after it, and the name begins with a surname where the language has few of them.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, marks
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, PAUSES, UNSPACED_SENTENCE_ENDS, beyond_latin
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import Person

_HAN, _HIRAGANA, _KATAKANA, _KOREAN = (letters(code) for code in ("hani", "hira", "kana", "hang"))
_FIRST_LETTER = min(filter(str.isalpha, _HAN + _HIRAGANA + _KATAKANA + _KOREAN))
_JAPANESE_GIVEN = rf"(?:[{_HAN}]{{1,3}}|[{_HIRAGANA}]{{2,4}}|[{_KATAKANA}]{{2,5}})"
_BETWEEN = rf"\s*[{marks('dots')}{COMMAS}/／]\s*"
_BETWEEN_HAN = rf"(?:{_BETWEEN}|\s+)"
_BRACKETED = pattern(r"[\[［【〔(（](?P<inside>[^\]］】〕)）]{2,40})[\]］】〕)）]")
_AGENCY_PLACE = rf"(?:[(\[]?(?P<at>[{_KOREAN}]{{2,5}})\s?=\s?(?:[{_KOREAN}\w]+[)\]]\s?)?)?"


@cache
def _lines(locale: Locale) -> tuple[re.Pattern[str], ...]:
    """The patterns of a line of names, with the office first and with the office last."""
    words = locale.byline
    names = rf"[{_HAN}{locale.names.within}]{{1,4}}[ \u3000]?[{_HAN}{_HIRAGANA}{_KATAKANA}]{{1,5}}"
    if words.surnames:
        korean = re.match(f"[{_KOREAN}]", words.surnames[0])
        name = rf"(?:{alternatives(words.surnames)})" + (rf"[{_KOREAN}]{{2}}" if korean else rf"[{_HAN}]{{1,2}}")
        names = rf"{name}(?:{_BETWEEN_HAN}{name})*"
    office = _offices_of_writers(locale)
    desk = rf"(?:[{_KOREAN}]{{1,6}}(?:{alternatives(words.desks)})\s)?"
    opening = alternatives(word for word in words.by if words.surnames and word.endswith(words.roles))
    place = rf"(?P<at>[{_HAN}]{{2,6}}?)"
    report = rf"(?:[\s／/]*{place}\s*(?:{alternatives(words.reports)}))?"
    origin = rf"(?:\s*(?:{alternatives(words.places)})\s*(?P<origin>[{_HAN}]{{2,6}}))?"
    wrote = rf"(?:(?:{alternatives(words.writer_labels)})\s)?" if words.writer_labels else ""
    return (
        re.compile(
            rf"(?:(?:{opening})[{COLONS}\s]*|(?P<role>{office})[・{COLONS}\s]+)(?P<names>{names})(?:{origin}|{report})"
        ),
        re.compile(rf"{wrote}{_AGENCY_PLACE}{desk}(?P<names>{names})\s?(?:[（(]|[/／]\s?)?(?P<role>{office})[）)]?"),
    )


def _offices_of_writers(locale: Locale) -> str:
    """A pattern of the offices of a language; none of editors, who have not written the text."""
    return alternatives(role for role in locale.byline.roles if not any(word in role for word in locale.byline.editing))


def _names_institution(text: str, locale: Locale) -> bool:
    """Whether a text is an office or a paper, or one letter, and so no person: ``社会部``, ``外国人``."""
    return len(text) == 1 or text.endswith(locale.names.institutions)


def is_eastern_name(text: str, locale: Locale) -> bool:
    """Whether a text has the form of a Korean, Japanese or Chinese name, and names no office or newspaper."""
    return _name(locale).fullmatch(text) is not None and not _names_institution(text, locale)


@cache
def _name(locale: Locale) -> re.Pattern[str]:
    foreign = rf"[{_KATAKANA}]{{2,8}}[・＝][{_KATAKANA}・＝]{{2,12}}|[{_HAN}]{{1,5}}·[{_HAN}·]{{1,8}}"
    if locale.byline.surnames:
        surname = alternatives(locale.byline.surnames)
        return re.compile(rf"(?:{surname})\s?(?:[{_HAN}]{{1,2}}|[{_KOREAN}]{{2}})|{foreign}")
    surname = rf"[{_HAN}{locale.names.within}]{{1,4}}[ \u3000]?"
    japanese = rf"{surname}{_JAPANESE_GIVEN}|[{_HIRAGANA}]{{2,4}}[ \u3000]?[{_HAN}]{{1,3}}"
    return re.compile(f"{japanese}|{foreign}")


def read_eastern_names(text: str, locale: Locale) -> tuple[Person, ...]:
    """The persons of a line, none if it is not only names.

    ``홍길동 기자, 김철수 기자``, ``田中太郎記者``, ``本报记者 王小明 北京报道``
    """
    if not locale.byline.roles or text.isascii() or max(text) < _FIRST_LETTER:
        return ()
    bracketed = _BRACKETED.fullmatch(text)
    text = (bracketed["inside"] if bracketed else text).strip().removesuffix("=").rstrip()
    persons = _line(text, locale) or _signed(text, locale)
    if not persons and any(comma in text for comma in COMMAS):
        parts = [_line(part.strip(), locale) for part in re.split(f"[{COMMAS}]", text)]
        persons = tuple(person for part in parts for person in part) if all(parts) else ()
    return persons


def _line(text: str, locale: Locale) -> tuple[Person, ...]:
    for line in _lines(locale):
        match = line.fullmatch(text)
        if match is None:
            continue
        groups = match.groupdict()
        names = re.split(_BETWEEN_HAN, groups["names"]) if locale.byline.surnames else [groups["names"]]
        if len(names) > 1 and any(name.endswith(locale.names.never_second) for name in names[1:]):
            continue
        if locale.byline.surnames or not _names_institution(names[0], locale):
            place = groups["at"] or groups.get("origin")
            return tuple(Person(name, role=groups["role"], place=place) for name in names)
    return ()


@cache
def _signatures(locale: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of names with their work, ``沈知微/文 林若谷/摄``, or their office: ``记者 王小明 通讯员 李明``."""
    name = rf"(?:{alternatives(locale.byline.surnames)})[{_HAN}]{{1,2}}"
    wrote, pictured = alternatives(locale.byline.writer_labels), alternatives(locale.byline.picture_labels)
    done = rf"(?P<name>{name})\s*[/／|｜]?\s*(?P<role>{wrote}|{pictured})(?:\s*[{PAUSES}]?\s*|$)"
    office = _offices_of_writers(locale)
    return re.compile(done), re.compile(rf"(?P<role>{office})[\s{COLONS}]+(?P<name>{name})(?:\s*[{PAUSES}]?\s*|$)")


def _signed(text: str, locale: Locale) -> tuple[Person, ...]:
    if not locale.byline.surnames or not re.match(f"[{_HAN}]", locale.byline.surnames[0]):
        return ()
    for line in _signatures(locale):
        matches = [*line.finditer(text)]
        if matches and sum(match.end() - match.start() for match in matches) == len(text):
            roles = [None if match["role"] in locale.byline.writer_labels else match["role"] for match in matches]
            return tuple(Person(match["name"], role=role) for match, role in zip(matches, roles, strict=True))
    return ()


def only_pictures(persons: tuple[Person, ...]) -> bool:
    """Whether persons only took or drew the pictures: ``沈知微 摄``."""
    pictured = {word for locale in every_locale() for word in locale.byline.picture_labels}
    return bool(persons) and all(person.role in pictured for person in persons)


@cache
def _biography(locale: Locale, *, others: bool) -> re.Pattern[str]:
    """How a note about an author opens, in a text without ``others`` than Latin letters without the names in them."""
    opening = r"[(（\[*_\s■◆▽◇●]*"
    if not others:
        return re.compile(rf"{opening}(?:{alternatives(locale.foot.about)})")
    about, bio = alternatives(locale.foot.about), alternatives(locale.foot.bio)
    name = rf"(?:[{_HAN}]{{1,4}}[ \u3000]?{_JAPANESE_GIVEN}|[{_KATAKANA}・＝]{{4,16}})"
    its_reading = r"(?:\s?[（(][^）)]{2,24}[）)])?"
    name += rf"{its_reading}[\s{COMMAS}{UNSPACED_SENTENCE_ENDS}{COLONS}＝=]"
    if locale.byline.surnames:
        surname = alternatives(locale.byline.surnames)
        topic = alternatives(locale.names.topics)
        name = (
            rf"(?:{surname})[{_HAN}]{{1,2}}\s?[{COMMAS}{COLONS}（(]"
            rf"|(?:{surname})[{_KOREAN}]{{2}}(?:(?:{topic})\s|\s?[,(（/|])"
        )
    return re.compile(rf"{opening}(?:(?:{about})|(?:{name}).{{0,40}}?(?:{bio}))")


def tells_of_author(text: str, locale: Locale) -> bool:
    """Whether a line opens as a note about its author, in a script without capitals: ``筆者は``,
    ``李明，作家。``, ``윤가람은 소설가다.``"""
    return bool(locale.foot.about) and _biography(locale, others=beyond_latin(text)).match(text) is not None
