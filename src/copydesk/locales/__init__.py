"""Languages as data: one TOML file each, named after its language (``de.toml``).

A new language is one new file; ``Locale`` says what it may hold. What holds for its script, in any language, is
in a file of ``scripts/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from copydesk.locales import quick_toml
from copydesk.locales.scripts import scripts

FALLBACK = "en"
_FOLDER = Path(__file__).parent


class Labels(msgspec.Struct, frozen=True):
    """Words that a document needs and the article does not bring."""

    contents: str
    notes: str
    cover: str
    page: str
    start_of_text: str


class BylineWords(msgspec.Struct, frozen=True):
    """How a byline is worded. All words of a locale are in lower case."""

    reviews: tuple[str, ...] = ()  # what opens the byline of a review, not of what it reviews: "reviewed by"
    by: tuple[str, ...] = ()  # what opens it: "by", "words by", "von"
    joins: tuple[str, ...] = ()  # between two names: "and", "et"
    places: tuple[str, ...] = ()  # before the place: "in"
    after_place: tuple[str, ...] = ()  # behind the place: Hindi "से"
    roles: tuple[str, ...] = ()  # what follows a name: "staff writer", "Korrespondent"
    editors: tuple[str, ...] = ()  # what opens the credit of one who edited: "edited by", or sent it: "来源："
    pictures: tuple[str, ...] = ()  # what opens a photographer's credit: "photographs by"
    attached_joins: tuple[str, ...] = ()  # letters between two names that are written with the second: Arabic "و"
    reports: tuple[str, ...] = ()  # what follows the place that a reporter writes from: Chinese "报道"
    forms: tuple[str, ...] = ()  # whole forms that a publication declares: "{name} in {place}"
    cities: tuple[str, ...] = ()  # where writers often sit, where no capitals distinguish a place from a name
    given_names: tuple[str, ...] = ()  # common given names, where no capitals show a name: Arabic, Hindi
    surnames: tuple[str, ...] = ()  # where they are few, and no capitals show a name: Korean, Chinese
    employers: tuple[str, ...] = ()  # what the name of a paper, a school or the like ends in: "herald", "university"
    desks: tuple[str, ...] = ()  # what the name of a newsroom's desk ends in: Korean "부"
    editing: tuple[str, ...] = ()  # words in the role of one who edits, and has written nothing: "編集長"
    writer_labels: tuple[str, ...] = ()  # beside the name of one who wrote: Chinese "文", Korean "글"
    picture_labels: tuple[
        str, ...
    ] = ()  # what stands behind the name of one who took or drew the pictures: Chinese "摄"
    shot: tuple[str, ...] = ()  # those of them that close a caption: "The old mill.  Wang Xiaoming 摄"
    datelines: tuple[str, ...] = ()
    """Whole datelines as regular expressions with groups ``place`` and ``agency``, where no capitals show them.
    A script's code in braces, within brackets, stands for its letters: ``[{hani}]{2,4}``."""


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What persons' names are recognised by."""

    particles: tuple[str, ...] = ()  # small words within a name: "van", "de la"
    titles: tuple[str, ...] = ()  # before a name or behind it: "dr", "jr"
    homonyms: tuple[str, ...] = ()  # names that are function words too, in any language: "will", "long"
    likely_homonyms: tuple[str, ...] = ()  # those of them that are names even where nothing announces one
    institutions: tuple[str, ...] = ()  # what no name ends in, but an office or a paper does: Japanese "新聞"
    never_second: tuple[str, ...] = ()  # what only the first of several names may end in: Korean "부"
    topics: tuple[str, ...] = ()  # what is written with the name that a sentence is about: Korean "은"
    within: str = ""  # letters of another script that may stand in a surname: Japanese "ヶ"


class AgencyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """News agencies and other senders of a text, which are no persons."""

    names: tuple[str, ...] = ()  # of one word, as they are written: "Reuters", "dpa"
    initials: tuple[str, ...] = ()  # such as may be a person's too, and count only behind a place: "AP"
    words: tuple[str, ...] = ()  # words that no person's name holds: "agency", "newsroom"
    companies: tuple[str, ...] = ()  # legal forms that the name of a company ends in: "ltd", "s.p.a."
    lines: tuple[str, ...] = ()  # whole lines: "associated press"


class DateWords(msgspec.Struct, frozen=True):
    """How a date is worded. Months and weekdays each with their abbreviations, without full stops."""

    months: tuple[tuple[str, ...], ...] = ()  # twelve, from January
    solar_months: tuple[tuple[str, ...], ...] = ()  # twelve of the Iranian calendar, from Farvardin
    weekdays: tuple[tuple[str, ...], ...] = ()  # seven, from Monday
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    uncounted_months: tuple[str, ...] = ()  # of a calendar that is not converted: Hijri, Hebrew
    between: tuple[str, ...] = ()  # what may stand between its parts: "de" in "3 de mayo de 2020"
    ordinals: tuple[str, ...] = ()  # what may be written with the day: "st", "nd", "er"
    first_day: str = ""  # how the first of a month is written where that is no "1": French "1er"
    order: Literal["day_first", "month_first", "either"] = "day_first"  # how 03/04/2025 is meant
    year_marks: tuple[str, ...] = ()  # one letter behind the number of a year, where one stands there: "年"
    month_marks: tuple[str, ...] = ()
    day_marks: tuple[str, ...] = ()
    hour_marks: tuple[str, ...] = ()
    minute_marks: tuple[str, ...] = ()
    reigns: dict[str, int] = {}  # the year before the first of a reign, or of the Republic of China
    first_year: str = ""  # how the first year of a reign is written where that is no "1"
    uncounted_days: tuple[str, ...] = ()  # how days of such a calendar are written besides figures, as patterns
    uncounted_years: tuple[str, ...] = ()
    uncounted_eras: tuple[str, ...] = ()  # what may stand behind such a year: Arabic "هـ"
    sources: tuple[str, ...] = ()  # what announces the paper that a text is from, beside the date: "来源"
    publishers: tuple[str, ...] = ()  # what the name of such a paper ends in


class FootWords(msgspec.Struct, frozen=True):
    """How what follows (or comes before) an article's text is worded: the beginnings of such lines."""

    streets: tuple[str, ...] = ()  # words of the line of a street: "street", "p.o. box"
    contact: tuple[str, ...] = ()
    bio: tuple[str, ...] = ()  # what follows the author's name: "is a", "teaches"
    about: tuple[str, ...] = ()  # how a note about the author opens that does not name them: "筆者は"
    rights: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # what announces below a text who gave it out: "source"
    correction: tuple[str, ...] = ()
    editors_note: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # a heading over footnotes
    signed: tuple[str, ...] = ()  # what is written on a line to sign on: "name", "date"


class HeadWords(msgspec.Struct, frozen=True):
    """What stands above a headline."""

    series: tuple[str, ...] = ()  # before or after the number of a part: "part"
    sections: tuple[str, ...] = ()  # whole lines: "opinion", "culture"
    obituaries: tuple[str, ...] = ()  # whole lines above the name of the dead: "obituary"
    divisions: tuple[str, ...] = ()  # of a play, before or after their numbers: "act", "scene"
    ordinal_words: tuple[str, ...] = ()  # of such, as patterns: "the first", "erste[rs]?"
    descriptions: tuple[str, ...] = ()  # how a line opens that says what an article is about: "how", "held on"
    subtitles: tuple[str, ...] = ()  # how a line opens that says of what kind a work is: "a play", "pages from"
    counters: tuple[str, ...] = ()  # behind the number of a part: "回"
    numerals: tuple[str, ...] = ()  # of parts, in words: "three"
    release: tuple[str, ...] = ()  # how a press release opens: "for immediate release"
    copied: tuple[str, ...] = ()  # how a note of whoever copied a text opens: "the following article"
    to_editors: tuple[str, ...] = ()  # how a letter to a paper opens: "to the editor"


class BodyWords(msgspec.Struct, frozen=True):
    """Words of the text that announce what follows."""

    leads: tuple[str, ...] = ()  # ends of sentences that bring in a quotation without a colon: "と書かれていた"
    saying: tuple[str, ...] = ()  # verbs of saying in the forms that bring in a quotation: "wrote", "said"
    first_person: tuple[str, ...] = ()  # "I", "we", "our"
    captions: tuple[str, ...] = ()  # "photo:", "photograph by", "credit:"
    picture_names: tuple[str, ...] = ()  # what a transcript has for a picture: "[Illustration]"
    note_names: tuple[str, ...] = ()  # what a transcript has before the number of a note: "[Footnote 1: ...]"
    measures: tuple[str, ...] = ()  # of ingredients: "tsp", "a pinch of"
    recitals: tuple[str, ...] = ()  # what the reasons and the decision of a resolution open with: "whereas"
    common_headings: tuple[str, ...] = ()  # of parts of articles: "introduction", "next steps"
    ingredient_headings: tuple[str, ...] = ()  # "ingredients"
    step_headings: tuple[str, ...] = ()  # "method", "directions"
    speakers: tuple[str, ...] = ()  # letters or words before a colon that stand for a speaker: "q" and "a"
    units: tuple[str, ...] = ()  # that a power may stand behind, in letters that are not Latin: "км"
    polite: tuple[str, ...] = ()  # ends of sentences in the polite form, where a language has one: Japanese "です"
    plain: tuple[str, ...] = ()  # ends in the plain form, but for those that are polite
    speech_ends: str = ""  # letters that speech may end in, before its quotation mark, with no full stop: Japanese


class PageWords(msgspec.Struct, frozen=True):
    """What a page adds to an article."""

    page: tuple[str, ...] = ()  # "page", "p."
    of: tuple[str, ...] = ()  # "page 2 of 7"
    continued: tuple[str, ...] = ()  # "continued on page", "from page"
    jumps: tuple[
        str, ...
    ] = ()  # whole lines, # for a number and * for some words: "continued on page #", "see *, page #"
    numerals: tuple[str, ...] = ()  # of pages, in words: "four", "четвёртой"
    debris: tuple[str, ...] = ()  # whole lines: "share", "print this page", "advertisement"
    turns: tuple[str, ...] = ()  # what leads to the next page of a site, in bars above and below: "next", "contents"
    reading_time: tuple[str, ...] = ()  # after a number: "min read"
    end: tuple[str, ...] = ()  # whole lines: "ends"
    papers: tuple[str, ...] = ()  # words that open or close the name of a paper: "gazette", "diario"
    skips: tuple[str, ...] = ()  # how a web page begins: "skip to content"
    link_lists: tuple[str, ...] = ()  # labels of lists of links below a text: "most read"
    mail_from: tuple[str, ...] = ()  # the field of a mail's header that names its author: "from"
    mail_subject: tuple[str, ...] = ()
    mail_date: tuple[str, ...] = ()  # "date", "sent"
    mail_header: tuple[str, ...] = ()  # other fields: "to", "message-id"
    mail_answer: tuple[str, ...] = ()  # before the subject of what a mail answers or passes on: "re", "fwd"


class HyphenWords(msgspec.Struct, frozen=True):
    """Which words keep the hyphen that they are broken at, as pairs of halves: ``well-known``; ``*`` stands for any
    letters, also none. ``joined`` goes before ``kept``; what is ``doubtful`` is joined and reported. ``solid`` says
    that the language writes its compounds in one: two words at a hyphen are no sign that it stays."""

    kept: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()  # small words between the others of a compound: "state-of-the-art"
    suspended: tuple[str, ...] = ()  # words behind a hyphen that stands for what follows: "pre- or post-war"
    solid: bool = False


class Typography(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a language is set, after CLDR's delimiters.

    ``quotes`` are four characters: the outer pair, and the pair inside it. ``dashes`` are two: what a hyphen between
    spaces becomes, and what two hyphens become; none leaves them alone. ``thin`` are the marks that a narrow
    no-break space stands before and ``wide`` those with a whole one; ``inside`` is what stands within ``«`` and ``»``.
    ``elided`` are words whose beginning an apostrophe stands for, separated by spaces. ``unspaced`` is a script without
    spaces. ``regions`` hold what is otherwise in a region or script: ``CH``, ``HANT``.
    """

    quotes: str = "“”‘’"
    dashes: str = "–—"
    thin: str = ""
    wide: str = ""
    inside: str = ""
    elided: str = ""
    unspaced: bool = False
    regions: dict[str, dict[str, str]] = {}

    def space_before(self, mark: str) -> str:
        """The space that belongs before a mark, if any."""
        return "\u202f" if mark in self.thin else "\u00a0" if mark in self.wide else ""


class Locale(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """The data of one language.

    ``scripts`` are those of its texts, by the names of the files in ``scripts/``, the one that
    decides their direction first.
    ``function_words`` are articles, prepositions, conjunctions and the like, which seldom end a sentence; they also
    show the language of a text. ``never_last`` are those that cannot end even a heading: ``the``, ``of``, ``their``.
    """

    name: str
    labels: Labels
    scripts: tuple[str, ...] = ("latn",)
    dotless_i: bool = False  # whether the small letter of I is ı, and the capital of i İ: Turkish
    function_words: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    head: HeadWords = HeadWords()
    byline: BylineWords = BylineWords()
    names: NameWords = NameWords()
    agencies: AgencyWords = AgencyWords()
    dates: DateWords = DateWords()
    foot: FootWords = FootWords()
    body: BodyWords = BodyWords()
    page: PageWords = PageWords()
    hyphens: HyphenWords = HyphenWords()
    typography: Typography = Typography()
    variants: dict[str, str] = {}  # letters that only one script of the language has, by its tag, the usual one first

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The writing direction of its texts."""
        return scripts()[self.scripts[0]].direction


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, as BCP 47 primary tags."""
    return tuple(sorted(entry.stem for entry in _FOLDER.glob("*.toml")))


def locale(lang: str) -> Locale:
    """The locale of a BCP 47 tag, by its primary language; English if that has no file."""
    primary = lang.replace("_", "-").split("-")[0].lower()
    return _load(primary if primary in languages() else FALLBACK)


@cache
def _load(name: str) -> Locale:
    table = quick_toml.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table, Locale)


@cache
def every_locale() -> tuple[Locale, ...]:
    """All locales, for what may stand in a text of any language."""
    return tuple(map(_load, languages()))


@cache
def typography(lang: str) -> Typography:
    """The typography of a language, with the rules of its region if there are any; English if the language has no
    file."""
    rules = locale(lang).typography
    for tag in lang.replace("_", "-").upper().split("-")[1:]:
        rules = msgspec.structs.replace(rules, **rules.regions.get(tag, {}))
    return rules


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The writing direction of the language."""
    return locale(lang).direction


@cache
def with_english(language: Locale) -> tuple[Locale, ...]:
    """The locales whose words apply to a text: its own and English, which bylines and dates borrow from."""
    english = locale(FALLBACK)
    return (language,) if language is english else (language, english)
