"""The words of an article's languages that its features look for, as patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, scripts, small_letters
from copydesk.reading.text.recognisers.extent import unspaced
from copydesk.reading.text.recognisers.marks import COLONS, SENTENCE_ENDS, UNSPACED_SENTENCE_ENDS
from copydesk.reading.text.recognisers.words import BEFORE_WORDS, Opening, alternatives, folded, whole_words

_HAN = f"(?-i:[{letters('hira', 'kana', 'hani')}])"  # without regard to case, so large a set takes long to compile
_BEHIND_HEADING = f"{SENTENCE_ENDS}{COLONS}*_# \t\n\u00a0\u202f\u3000"

LONGEST_CAPTION = 400
"""The most characters of a caption that ends in a credit."""

_LONGEST_BEHIND_LABEL = 60  # characters behind the first of the names in the credit of a picture
_FEW_SPACES = 10  # before and behind its label

_ITEM_MARKER = re.compile(r"\([^\W\d_]\)")
"""``(c)``, in the letters of any script."""


class Vocabulary:
    """The words of all ``locales`` of an article, the first of which is its own. Each pattern is made when it is first
    asked for: most articles need but some of them."""

    def __init__(self, locales: tuple[Locale, ...]) -> None:
        self._locales = locales
        pictures = self._all(lambda locale: (*locale.body.captions, *locale.byline.pictures))
        self.sections = frozenset(self._all(lambda locale: locale.head.sections))
        self.first_person = frozenset(self._all(lambda locale: locale.body.first_person))
        self.never_last = locales[0].never_last | locales[0].function_words
        self.credits = tuple(phrase for phrase in pictures if not phrase[-1].isalnum() or " " in phrase)
        self._shot = {word for locale in every_locale() for word in locale.byline.shot}
        self.ends_of_taken_by = "".join(word[-1] for word in self._shot) + "）)"
        self.longest_credit = max(map(len, self._labels), default=0) + _LONGEST_BEHIND_LABEL + _FEW_SPACES

    def _all(self, words: Callable[[Locale], Iterable[str]]) -> set[str]:
        return {word for locale in self._locales for word in words(locale)}

    @cached_property
    def _labels(self) -> set[str]:
        """What announces a credit within the caption of a picture."""
        captions = self._all(lambda locale: locale.body.captions)
        pictures = self._all(lambda locale: locale.byline.pictures)
        return {word for word in captions if word[-1] in COLONS or " " in word} | {
            word for word in pictures if not word[-1].isalnum()
        }

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """For names of features what pieces open with."""
        rights = self._all(lambda locale: locale.foot.rights)
        signs = {word for locale in every_locale() for word in locale.foot.rights if _ITEM_MARKER.fullmatch(word)}
        words = {
            "opens_as_contact": self._all(lambda locale: locale.foot.contact),
            "opens_as_rights": {word for word in rights if not _ITEM_MARKER.fullmatch(word)},
            "opens_as_related": self._all(lambda locale: locale.foot.related),
            "opens_as_correction": self._all(lambda locale: locale.foot.correction),
            "opens_as_editors_note": self._all(lambda locale: locale.foot.editors_note),
            "opens_as_caption": self._all(lambda locale: locale.body.captions),
            "opens_as_release": self._all(lambda locale: locale.head.release),
        }
        openings = {name: Opening(each, partial(_opening, each)) for name, each in words.items()}
        copyrighted = words["opens_as_rights"]
        openings["opens_as_rights"] = Opening(
            copyrighted | signs, lambda: f"{_opening(copyrighted)}|{_copyright(signs)}"
        )
        return openings

    def is_of_series(self, text: str) -> bool:
        """Whether a whole line, in small letters, says which part of a series this is."""
        return any(map(folded(text).__contains__, self._parts)) and self._series.fullmatch(text) is not None

    @cached_property
    def _parts(self) -> set[str]:
        return {folded(word) for word in self._all(lambda locale: locale.head.series)} | {"part", "article", "series"}

    @cached_property
    def _series(self) -> re.Pattern[str]:
        return _series(self._locales)

    def is_common_heading(self, text: str) -> bool:
        """Whether a text is a heading such as ``Introduction``, ``2. Methods``, ``CONCLUSIONS:``."""
        ends_so = folded(text).rstrip(_BEHIND_HEADING).endswith(self._headings)
        return ends_so and self._common_heading.fullmatch(text) is not None

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        headings = self._all(lambda locale: locale.body.common_headings)
        return tuple(folded(heading).rstrip(_BEHIND_HEADING) for heading in headings)

    @cached_property
    def _common_heading(self) -> re.Pattern[str]:
        return _common_heading(self._locales)

    @property
    def company(self) -> re.Pattern[str]:
        """What ends in the legal form of a company."""
        return _company()

    def credit(self, text: str) -> re.Match[str] | None:
        """The credit, a group, that a caption ends in."""
        start = max(0, len(text) // 3 - 1, len(text) - self.longest_credit)
        end = folded(text[start:])
        return self._credit.search(text, start) if any(map(end.__contains__, self._folded_labels)) else None

    @cached_property
    def _folded_labels(self) -> set[str]:
        return set(map(folded, self._labels))

    @cached_property
    def _credit(self) -> re.Pattern[str]:
        begins = re.escape("".join(sorted({word[0] for word in self._labels})))
        return re.compile(
            rf"[\s(（{UNSPACED_SENTENCE_ENDS}」](?=[{begins}])"  # the first letter decides, for speed
            rf"(?P<credit>(?:{alternatives(self._labels)})\s*\S.{{0,{_LONGEST_BEHIND_LABEL}}}$)",
            re.IGNORECASE,
        )

    @cached_property
    def taken_by(self) -> re.Pattern[str]:
        """A Chinese name, and that it took the picture."""
        return re.compile(
            rf"(?<=[\s{UNSPACED_SENTENCE_ENDS}（(])[{letters('hani')}]{{2,4}}\s?[/／]?\s?(?:{alternatives(self._shot)})[）)]?$"
        )

    @cached_property
    def saying(self) -> re.Pattern[str]:
        """A verb of saying that brings in a quotation."""
        return re.compile(whole_words(self._all(lambda locale: locale.body.saying)), re.IGNORECASE)

    @cached_property
    def leads(self) -> re.Pattern[str]:
        """The end of a sentence that brings in a quotation without a colon."""
        return re.compile(rf"(?:{alternatives(self._all(lambda locale: locale.body.leads))})[{SENTENCE_ENDS}]?$")

    @cached_property
    def corrects(self) -> re.Pattern[str]:
        """What says that a note corrects something."""
        return re.compile(whole_words(self._all(lambda locale: locale.foot.correction)), re.IGNORECASE)

    @cached_property
    def about(self) -> re.Pattern[str]:
        """What a note about the author opens with that does not name them."""
        return re.compile(
            rf"[*_(\s]*(?:{alternatives(self._all(lambda locale: locale.foot.about))})(?!\w)", re.IGNORECASE
        )

    @cached_property
    def bio(self) -> re.Pattern[str]:
        """A name and what follows the author's."""
        words = alternatives(self._all(lambda locale: locale.foot.bio))
        return re.compile(rf"[*_\s]*(?:(?-i:[^\W\d_a-z])[\w.'’-]*\s+){{2,5}}(?:{words})(?!\w)", re.IGNORECASE)


@cache
def vocabulary(locales: tuple[Locale, ...]) -> Vocabulary:
    """The words of the languages of an article; the first is its own."""
    return Vocabulary(locales)


def _opening(words: Iterable[str]) -> str:
    """One of the words at the beginning, past brackets and stars."""
    return rf"{BEFORE_WORDS}(?:{alternatives(words)}){_end_of(words)}"


def _end_of(words: Iterable[str]) -> str:
    """Where one of these words ends."""
    han = rf"|(?<={_HAN}{{3}})" if any(unspaced(word[-1]) for word in words) else ""
    return rf"(?:(?!\w)|(?<=[©ⓒ]){han})"


def _copyright(signs: Iterable[str]) -> str:
    """``(c)`` before a year or a name with one; else it is a letter between ``(b)`` and ``(d)``."""
    name = rf"(?-i:[^\W\d_{small_letters()}])[\w.&'’,-]*"
    return rf"(?:{alternatives(signs)})\s*(?:{name}\s+){{0,8}}(?:1[5-9]|20)\d\d(?!\d)"


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
    match = words.credit(text)
    start = match.start("credit") if match else 0
    if not match and text[-1] in words.ends_of_taken_by and (match := words.taken_by.search(text)):
        start = match.start()
    return start - (text[start - 1] in "(（") if match else 0


def opens_as_credit(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a line under a picture is its credit: ``Photo: Jo Park``, ``Courtesy of the museum``."""
    return text.casefold().lstrip("([*_ ").startswith(vocabulary(locales).credits)
