"""The words of an article's languages that its features look for, as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, scripts, small_letters
from copydesk.reading.text.recognisers.marks import COLONS, SENTENCE_ENDS, UNSPACED_SENTENCE_ENDS
from copydesk.reading.text.recognisers.words import alternatives, whole_words

_HAN = f"(?-i:[{letters('hira', 'kana', 'hani')}])"  # without regard to case, so large a set takes long to compile
LONGEST_CAPTION = 400
"""The most characters of a caption that ends in a credit."""

_LONGEST_BEHIND_LABEL = 60  # characters behind the first of the names in the credit of a picture
_FEW_SPACES = 10  # before and behind its label

_ITEM_MARKER = re.compile(r"\([^\W\d_]\)")
"""``(c)``, in the letters of any script."""


class Vocabulary(NamedTuple):
    """The words of all languages of an article. ``openings`` holds for names of features what pieces open with."""

    sections: frozenset[str]
    common_heading: re.Pattern[str]
    company: re.Pattern[str]
    series: re.Pattern[str]
    credit: re.Pattern[str]
    longest_credit: int
    credits: tuple[str, ...]
    taken_by: re.Pattern[str]
    ends_of_taken_by: str
    saying: re.Pattern[str]
    leads: re.Pattern[str]
    first_person: frozenset[str]
    never_last: frozenset[str]
    openings: dict[str, re.Pattern[str]]
    bio: re.Pattern[str]
    about: re.Pattern[str]
    corrects: re.Pattern[str]


@cache
def vocabulary(locales: tuple[Locale, ...]) -> Vocabulary:
    """The words of the languages of an article; the first is its own."""
    saying = whole_words({word for locale in locales for word in locale.body.saying})
    groups = {
        "opens_as_contact": {word for locale in locales for word in locale.foot.contact},
        "opens_as_rights": {
            word for locale in locales for word in locale.foot.rights if not _ITEM_MARKER.fullmatch(word)
        },
        "opens_as_related": {word for locale in locales for word in locale.foot.related},
        "opens_as_correction": {word for locale in locales for word in locale.foot.correction},
        "opens_as_editors_note": {word for locale in locales for word in locale.foot.editors_note},
        "opens_as_caption": {word for locale in locales for word in locale.body.captions},
        "opens_as_release": {word for locale in locales for word in locale.head.release},
    }
    bounded = rf"(?:(?!\w)|(?<=[©ⓒ])|(?<={_HAN}{{3}}))"  # a word ends here
    openings = {name: rf"[\[(（【*_\s]*(?:{alternatives(words)}){bounded}" for name, words in groups.items()}
    openings["opens_as_rights"] += f"|{_copyright()}"
    bio = alternatives({word for locale in locales for word in locale.foot.bio})
    about = alternatives({word for locale in locales for word in locale.foot.about})
    pictures = {word for locale in locales for word in locale.body.captions if word[-1] in COLONS or " " in word}
    pictures |= {word for locale in locales for word in locale.byline.pictures if not word[-1].isalnum()}
    shot = {word for locale in every_locale() for word in locale.byline.shot}
    begins = re.escape("".join(sorted({word[0] for word in pictures})))
    return Vocabulary(
        series=_series(locales),
        sections=frozenset(word for locale in locales for word in locale.head.sections),
        common_heading=_common_heading(locales),
        company=_company(),
        credit=re.compile(
            rf"[\s(（{UNSPACED_SENTENCE_ENDS}」](?=[{begins}])"  # the first letter decides, for speed
            rf"(?P<credit>(?:{alternatives(pictures)})\s*\S.{{0,{_LONGEST_BEHIND_LABEL}}}$)",
            re.IGNORECASE,
        ),
        longest_credit=max(map(len, pictures), default=0) + _LONGEST_BEHIND_LABEL + _FEW_SPACES,
        credits=tuple(
            phrase
            for locale in locales
            for phrase in (*locale.body.captions, *locale.byline.pictures)
            if not phrase[-1].isalnum() or " " in phrase
        ),
        taken_by=re.compile(
            rf"(?<=[\s{UNSPACED_SENTENCE_ENDS}（(])[{letters('hani')}]{{2,4}}\s?[/／]?\s?(?:{alternatives(shot)})[）)]?$"
        ),
        ends_of_taken_by="".join(word[-1] for word in shot) + "）)",
        saying=re.compile(saying, re.IGNORECASE),
        leads=re.compile(
            rf"(?:{alternatives(word for locale in locales for word in locale.body.leads)})[{SENTENCE_ENDS}]?$"
        ),
        never_last=frozenset(word for locale in locales[:1] for word in (*locale.never_last, *locale.function_words)),
        first_person=frozenset(word for locale in locales for word in locale.body.first_person),
        openings={name: re.compile(pattern, re.IGNORECASE) for name, pattern in openings.items()},
        corrects=re.compile(
            whole_words({word for locale in locales for word in locale.foot.correction}), re.IGNORECASE
        ),
        about=re.compile(rf"[*_(\s]*(?:{about})(?!\w)", re.IGNORECASE),
        bio=re.compile(rf"[*_\s]*(?:(?-i:[^\W\d_a-z])[\w.'’-]*\s+){{2,5}}(?:{bio})(?!\w)", re.IGNORECASE),
    )


def _copyright() -> str:
    """``(c)`` before a year or a name with one; else it is a letter between ``(b)`` and ``(d)``."""
    signs = alternatives(
        word for locale in every_locale() for word in locale.foot.rights if _ITEM_MARKER.fullmatch(word)
    )
    name = rf"(?-i:[^\W\d_{small_letters()}])[\w.&'’,-]*"
    return rf"(?:{signs})\s*(?:{name}\s+){{0,8}}(?:1[5-9]|20)\d\d(?!\d)"


def _common_heading(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole heading such as ``Introduction``, ``2. Methods``, ``CONCLUSIONS:``."""
    names = alternatives(word for locale in locales for word in locale.body.common_headings)
    return re.compile(
        rf"\W*(?:(?:\d{{1,2}}|[ivx]{{1,4}})[.)\s]\s?)?(?:{names})[{SENTENCE_ENDS}{COLONS}*_#\s]*", re.IGNORECASE
    )


@cache
def _company() -> re.Pattern[str]:
    """What ends in the legal form of a company of any country, with or without its full stops: ``Halden Pumps Ltd.``"""
    forms = alternatives(form for locale in every_locale() for form in locale.agencies.companies)
    optional_stops = forms.replace(r"\.", r"\.?")
    return re.compile(rf"\b(?:{optional_stops})\.?$", re.IGNORECASE)


def _series(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole line that says which part of a series this is: ``Part 2 of 3``, ``Teil 3 der Serie``."""
    part = alternatives(word for locale in locales for word in locale.head.series)
    numerals = alternatives(word for locale in locales for word in locale.head.numerals)
    counters = alternatives(word for locale in every_locale() for word in locale.head.counters)
    han = scripts()["hani"]
    number = rf"(?:\d{{1,3}}|[ivx]{{1,5}}|{numerals}|[{han.digits[1:]}{han.ten}]{{1,3}})"
    after_number = rf"(?:\s?(?:[/(]|[^\W\d_]{{1,4}})?\s?{number}\)?)?(?:\s(?:[^\W\d_]{{1,6}}\s){{0,2}}[^\W\d_]+)?"
    return re.compile(
        rf"(?:{part})\s?{number}(?:{counters})?{after_number}|{number}\.?\s?(?:{part})|(?:{part})\s?\d+(?:{counters})"
        rf"|[^\W\d_]+ (?:of|in) (?:a |an )?[\w-]+[ -](?:parts?|articles|series)(?: series)?",
        re.IGNORECASE,
    )


def credit_start(text: str, locales: tuple[Locale, ...]) -> int:
    """Where the credit begins that a caption ends in: ``The old mill. Photo: Jo Park``; 0 if there is none."""
    if len(text) >= LONGEST_CAPTION:
        return 0
    words = vocabulary(locales)
    match = words.credit.search(text, max(0, len(text) // 3 - 1, len(text) - words.longest_credit))
    start = match.start("credit") if match else 0
    if not match and text[-1] in words.ends_of_taken_by and (match := words.taken_by.search(text)):
        start = match.start()
    return start - (text[start - 1] in "(（") if match else 0


def opens_as_credit(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a line under a picture is its credit: ``Photo: Jo Park``, ``Courtesy of the museum``."""
    return text.casefold().lstrip("([*_ ").startswith(vocabulary(locales).credits)
