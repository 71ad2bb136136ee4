"""The words of a language that name pages, buttons and ends, as patterns of whole lines."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.words import Opening, alternatives, folded


class PagePatterns(NamedTuple):
    """Patterns that a whole line must match, and words that it must be; ``button_words`` are
    the first words of ``buttons``.

    ``number`` is a number alone, or between two dashes or brackets; ``worded`` one that a word for page stands with;
    ``counted`` one of so many (``2 / 7``). The group ``number`` is the number of the page. Each ``jump`` holds some of
    the ``jump_words``, which few lines do. ``skip`` is a link of a web page that skips its menu.
    """

    number: re.Pattern[str]
    worded: re.Pattern[str]
    counted: re.Pattern[str]
    continued: Opening
    jump: re.Pattern[str]
    jump_words: tuple[str, ...]
    numerals: frozenset[str]
    buttons: frozenset[str]
    button_words: frozenset[str]
    skip: Opening
    sections: frozenset[str]
    papers: frozenset[str]
    reading_time: re.Pattern[str] | None
    end: re.Pattern[str]


@cache
def page_patterns(locales: tuple[Locale, ...]) -> PagePatterns:
    """The patterns of several languages together."""

    def of(name: str) -> tuple[str, ...]:
        return tuple(word for locale in locales for word in getattr(locale.page, name))

    page, number_of, continued, ends = (alternatives(of(name)) for name in ("page", "of", "continued", "end"))
    number = r"(?P<number>\d{1,4})"
    total = rf"(?P<total>\s*(?:{number_of})\s*\d{{1,4}})"
    return PagePatterns(
        number=pattern(rf"[-–—~\[(|·•]?\s*{number}\s*[-–—~\])|·•]?"),
        worded=pattern(
            rf"[-–—~\[(|{{<]{{0,2}}\s*(?:{page})\s*(?:[A-Z]{{1,2}}-?)?{number}{total}?\s*[-–—~\])|}}>]{{0,2}}",
            re.IGNORECASE,
        ),
        counted=pattern(rf"[-–—~\[(|]?\s*{number}{total}\s*[-–—~\])|]?", re.IGNORECASE),
        continued=Opening(
            of("continued"),
            lambda: rf"[\[(*\s–—-]*(?:{continued})(?:\s*[A-Z]?\d{{0,3}})?[\])*\s.–—-]*",
        ),
        jump=_jump(of("jumps")),
        jump_words=tuple({folded(max(re.split(r"[#*]", form), key=len)) for form in of("jumps")}),
        numerals=frozenset(of("numerals")),
        buttons=frozenset(of("debris")),
        button_words=frozenset(words.split(None, 1)[0] for words in of("debris")),
        skip=Opening(of("skips"), lambda: rf"(?:{alternatives(of('skips'))})(?:\s.{{0,30}})?"),
        sections=frozenset(word for locale in locales for word in locale.head.sections),
        papers=frozenset(of("papers")),
        reading_time=_reading_time(of("reading_time")),
        end=_end(ends),
    )


@cache
def byline_opening(locales: tuple[Locale, ...]) -> Opening:
    """What a line opens with that may be a byline: ``By``, ``Words by``."""
    by = [word for locale in locales for word in locale.byline.by]
    return Opening(by, lambda: rf"(?:{alternatives(by)})(?!\w)")


def is_credit(text: str, credit_lines: CreditLines) -> bool:
    """Whether a line opens as a byline does, or is a date."""
    return byline_opening(credit_lines.locales).match(text) is not None or credit_lines.is_date_line(text)


def _end(words: str) -> re.Pattern[str]:
    """What closes an article: a printer's mark, or a word for the end, perhaps between marks: ``### ENDS ###``."""
    mark = "[#*~=–—-]"
    in_brackets = rf"[\[(]?(?:{words})[\])]?"
    framed = rf"(?:{mark}\s?){{1,5}}{in_brackets}\.?(?:\s?{mark}){{1,5}}"
    printed = r"#[ #]{0,6}#|[-–—]{1,2}\s?30\s?[-–—]{1,2}|■|∎|◼"
    return pattern(rf"{printed}|{framed}|\*?{in_brackets}\*?\.?", re.IGNORECASE)


def _jump(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole lines in one of the forms, in which ``#``, a group, is a number in figures or a word, which must be one of
    the ``numerals``, and ``*`` a word or three."""
    number = r"([a-z]?-?\d{1,3}|[^\W\d_]+)"
    words = "|".join(re.escape(form).replace(r"\#", number).replace(r"\*", r"\w+(?: \w+){0,2}") for form in forms)
    return pattern(rf"[\[(*\s–—-]*(?:{words or '(?!)'})[\])*\s.–—-]*", re.IGNORECASE)


def _reading_time(times: tuple[str, ...]) -> re.Pattern[str] | None:
    if not times:
        return None
    words = alternatives(times)
    before, after = rf"\d{{1,3}}\s*(?:{words})\W*", rf"(?:{words})\s*:?\s*\d{{1,3}}\s*[^\W\d_]{{0,10}}\W*"
    return pattern(f"{before}|{after}", re.IGNORECASE)
