"""What dates look like in a few languages, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, scripts
from copydesk.reading.text.recognisers.marks import COMMAS, EAST_ASIAN, beyond_latin
from copydesk.reading.text.recognisers.words import alternatives, whole_words

_NUMERIC = (
    r"(?P<iso>(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:T[\d:.]+Z?)?)"
    r"|(?P<ymd>(?P<y2>\d{4})[/.]\s?(?P<m2>\d{1,2})[/.]\s?(?P<d2>\d{1,2}))"
    r"|(?P<dmy>(?P<d4>\d{1,2})(?P<mark>[/.-])\s?(?P<m4>\d{1,2})(?P=mark)\s?(?P<y4>\d{4}))"
)

HAN = scripts()["hani"]
DIGITS = {digit: number for number, digit in enumerate(HAN.digits)} | dict.fromkeys(HAN.zeros, 0)
_COUNTED = f"[{HAN.digits[1:]}{HAN.ten}]"


class DatePatterns:
    """The words of dates in some languages, the first of which is the text's, and patterns of them, made when first
    asked for. Those for texts without ``others`` than Latin letters are shorter, and quicker to make."""

    def __init__(self, locales: tuple[Locale, ...]) -> None:
        self.months = {
            name: number
            for locale in reversed(locales)
            for number, names in enumerate(locale.dates.months, 1)
            for name in names
            if not name[0].isdigit()
        }
        self.solar = {name: number for number, names in enumerate(locales[0].dates.solar_months, 1) for name in names}
        self.updated = tuple(word for locale in locales for word in locale.dates.updated)
        self.order = locales[0].dates.order
        self.reigns = _reigns()
        self._weekdays = {name for locale in locales for names in locale.dates.weekdays for name in names}
        self._between = {word for locale in locales for word in locale.dates.between}
        self._announcing = {word for locale in locales for word in (*locale.dates.published, *locale.dates.updated)}
        self._uncounted_months = {name for locale in locales for name in locale.dates.uncounted_months}
        ordinals = {word for locale in locales for word in locale.dates.ordinals}
        self._ordinal = rf"(?:{alternatives(ordinals)}|\.|º|°|ª)?"
        self._month, self._link = alternatives(set(self.months)), rf"(?:\s(?:{alternatives(self._between)})\.?)?"

    @cached_property
    def _pattern_of_others(self) -> re.Pattern[str]:
        return self._dates(others=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return self._dates(others=False)

    def dates_in(self, text: str) -> Iterator[re.Match[str]]:
        """What looks like a date with day, month and year."""
        return (self._pattern_of_others if beyond_latin(text) else self._pattern).finditer(text)

    def _dates(self, *, others: bool) -> re.Pattern[str]:
        year, mark_of_day = _any_of("year_marks"), _any_of("day_marks")
        month, link, ordinal = self._month, self._link, self._ordinal
        pattern = (
            rf"{_NUMERIC}"
            rf"|(?P<worded>(?P<d5>\d{{1,2}}){ordinal}{link}[\s-]\s?(?P<n5>{month})\.?,?{link}[\s-]\s?(?P<y5>\d{{4}}))"
            rf"|(?P<american>(?P<n6>{month})\.?\s(?P<d6>\d{{1,2}}){ordinal},?\s(?P<y6>\d{{4}}))"
            rf"|(?P<yearfirst>(?P<y7>\d{{4}})\.?\s(?:m\.\s)?(?P<n7>{month})\s(?P<d7>\d{{1,2}}){ordinal})"
            rf"|(?P<iranian>(?P<d8>\d{{1,2}})\s(?P<n8>{alternatives(self.solar)}),?{link}\s(?P<y8>\d{{4}}))"
        )
        if others or not beyond_latin(year):
            pattern = pattern.replace("|(?P<worded>", f"|{_with_marks(year, mark_of_day)}|(?P<worded>")
        begins = re.escape("".join(sorted({name[0] for name in (*self.months, *self.solar, *self.reigns)})))
        unspaced = rf"|(?<=(?-i:[{EAST_ASIAN}]))" if others else ""
        return re.compile(
            rf"(?=[\d{''.join(DIGITS)}{begins}])"  # the first character decides, for speed
            rf"(?:(?<![\w.]){unspaced})(?:{pattern})(?:(?<={mark_of_day})|(?!\d))",
            re.IGNORECASE,
        )

    @cached_property
    def month_and_year(self) -> re.Pattern[str]:
        """A month and a year, a group."""
        return re.compile(rf"(?:{self._month})\.?,?{self._link}\s(?P<year>\d{{4}})", re.IGNORECASE)

    @cached_property
    def day_and_month(self) -> re.Pattern[str]:
        """A day and a month, perhaps with their weekday."""
        return re.compile(
            rf"(?:(?:{alternatives(self._weekdays | self._between)})[\s{COMMAS}]+)*"
            rf"(?:\d{{1,2}}{self._ordinal}{self._link}\s(?:{self._month})|(?:{self._month})\.?\s\d{{1,2}}{self._ordinal})\.?",
            re.IGNORECASE,
        )

    def filler(self, text: str) -> re.Pattern[str]:
        """What stands around a date in such a text: its weekday, its time, words such as ``Published``."""
        return self._filler_of_others if beyond_latin(text) else self._filler

    @cached_property
    def _filler_of_others(self) -> re.Pattern[str]:
        return self._fillers(others=True)

    @cached_property
    def _filler(self) -> re.Pattern[str]:
        return self._fillers(others=False)

    def _fillers(self, *, others: bool) -> re.Pattern[str]:
        filler = rf"{whole_words(self._weekdays | self._announcing | self._between)}(?!\w)"
        filler += r"|\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
        filler += rf"|\d{{1,2}}\s?(?:{_any_of('hour_marks')})(?:\s?\d{{1,2}}\s?(?:{_any_of('minute_marks')}))?"
        filler += rf"|{self._uncounted_date}|{_any_of('sources')}"
        if others:
            filler += rf"|(?-i:[{letters('hani')}]){{2,6}}(?:{_any_of('publishers')})(?!\w)"
        filler += r"|\b(?:JST|KST|IST|GMT|UTC|BST|EST|EDT|CET|CEST|ET|PST|PDT|Uhr|hrs?)\b|[\W_]+"
        return re.compile(filler, re.IGNORECASE)

    @property
    def _uncounted_date(self) -> str:
        return (
            rf"(?:\d{{1,2}}|{_patterns('uncounted_days')})\s(?:{alternatives(self._uncounted_months)}),?"
            rf"\s(?:\d{{4}}|{_patterns('uncounted_years')})(?:\s?(?:{_any_of('uncounted_eras')})(?!\w))?"
        )

    def is_uncounted(self, text: str) -> bool:
        """Whether a text is a date of a calendar that is not converted."""
        return bool(self._uncounted_months) and self._uncounted.fullmatch(text) is not None

    @cached_property
    def _uncounted(self) -> re.Pattern[str]:
        before = rf"(?:(?:{alternatives(self._weekdays | self._announcing)})[\s{COMMAS}:]*)*"
        return re.compile(rf"{before}{self._uncounted_date}[\s.]*", re.IGNORECASE)


@cache
def date_patterns(locales: tuple[Locale, ...]) -> DatePatterns:
    """Those of the languages of a text, the first of which is its own."""
    return DatePatterns(locales)


def _reigns() -> dict[str, int]:
    """The names of reigns, with the year before the first of each."""
    return {reign: before for locale in every_locale() for reign, before in locale.dates.reigns.items()}


def _any_of(name: str) -> str:
    """A pattern of the words that some language has for this."""
    return alternatives(word for locale in every_locale() for word in getattr(locale.dates, name))


def _patterns(name: str) -> str:
    """The patterns that some language has for this, as one."""
    return "|".join(pattern for locale in every_locale() for pattern in getattr(locale.dates, name))


def _with_marks(year: str, day: str) -> str:
    """Dates with a mark behind each of their parts: ``2020年5月3日``, ``令和7年5月12日``, ``二〇二五年五月十二日``."""
    month = _any_of("month_marks")
    reign = alternatives(_reigns())
    first = alternatives(locale.dates.first_year for locale in every_locale() if locale.dates.first_year)
    return (
        rf"(?P<cjk>(?P<y3>\d{{4}})\s?(?:{year})\s?(?:[（(][^）)\d]{{2,4}}\d{{1,3}}(?:{year})[）)]\s?)?"
        rf"(?P<m3>\d{{1,2}})\s?(?:{month})\s?(?P<d3>\d{{1,2}})\s?(?:{day}))"
        rf"|(?P<era>(?P<reign>{reign})\s?(?P<y9>\d{{1,3}}|{first})(?:{year})"
        rf"\s?(?P<m9>\d{{1,2}})(?:{month})\s?(?P<d9>\d{{1,2}})(?:{day}))"
        rf"|(?P<kanji>(?P<y0>[{''.join(DIGITS)}]{{4}})(?:{year})"
        rf"(?P<m0>{_COUNTED}{{1,2}})(?:{month})(?P<d0>{_COUNTED}{{1,3}})(?:{day}))"
    )
