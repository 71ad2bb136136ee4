"""The words of bylines in a few languages, as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.locales.scripts import letters_where, scripts
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.marks import COLONS, COMMAS, PAUSES
from copydesk.reading.text.recognisers.people.name_words import name_words
from copydesk.reading.text.recognisers.words import alternatives, folded, whole_words


class BylineWords(NamedTuple):
    """Patterns of what opens, joins and ends the parts of a byline, and words of names; ``locale`` is the text's.
    ``announcers`` matches at least what ``opening``, ``pictures``, ``editors`` and ``seam`` do, in folded text."""

    announcers: re.Pattern[str]
    opening: re.Pattern[str]
    attached_opening: re.Pattern[str]
    pictures: re.Pattern[str]
    editors: re.Pattern[str]
    labels: re.Pattern[str]
    text_label: re.Pattern[str]
    seam: re.Pattern[str]
    dangling: re.Pattern[str]
    city: re.Pattern[str]
    joins: re.Pattern[str]
    attached_join: re.Pattern[str]
    place: re.Pattern[str]
    roles: re.Pattern[str]
    given_names: frozenset[str]
    after_name: re.Pattern[str]
    from_place: re.Pattern[str]
    function_words: frozenset[str]
    dotless_i: bool
    locale: Locale


LABEL_END = f" {COLONS}・/／=＝|｜"
"""What may end the label of a byline: ``Words: ``."""

_UNCASED = letters_where(lambda script: script.spaces and not script.capitals and not script.dense)
_AFTER_LABEL = rf"(?:\s*[{COLONS}／/＝=・|｜]\s*|\s+(?=[^{_UNCASED}]))"
"""A colon, or at least a space where capitals or the script distinguish a name from other words."""


def _openings(locales: tuple[Locale, ...]) -> set[str]:
    """The words that open a byline in these languages, and in languages of a script of their own that have no file."""
    words = {word for locale in locales for word in locale.byline.by}
    return words | {word for script in scripts().values() for word in script.by}


def _announcers(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A pattern of the words that may begin a line of credits or announce one within: quick to search, for few lines
    hold any."""
    first: set[str] = set(_openings(locales))
    within: set[str] = set()
    for byline in (locale.byline for locale in locales):
        labels = {word for word in byline.by if " " in word or word[-1] in LABEL_END}
        within.update(labels, byline.pictures, byline.editors)
    names = name_words()
    first |= names.agencies | names.agency_lines | {"special to "}
    start, anywhere = (alternatives(folded(word.rstrip(LABEL_END)) for word in words) for words in (first, within))
    return re.compile(rf"\W*(?:{start})|.*?(?<!\w)(?:{anywhere})", re.DOTALL)


@cache
def byline_words(locales: tuple[Locale, ...]) -> BylineWords:
    """The words of bylines in these languages; the given names and the casing are those of the first."""
    openings = _openings(locales)
    by = alternatives(openings)
    phrases = alternatives({word for word in openings if " " in word and word[-1].isalpha()})
    pictures = alternatives({word for locale in locales for word in locale.byline.pictures})
    of_scripts = {word for script in scripts().values() for word in script.joins}
    joins = alternatives(of_scripts | {word for locale in locales for word in locale.byline.joins})
    attached = {word for script in scripts().values() if not script.spaces for word in script.by if word[-1].isalpha()}
    editors = alternatives({word for locale in locales for word in locale.byline.editors})
    picture_labels = {word.rstrip(LABEL_END) for locale in locales for word in locale.byline.pictures}
    text_labels = {
        word.rstrip(LABEL_END) for word in openings if word[-1] in LABEL_END and " " not in word.rstrip(LABEL_END)
    }
    labels = alternatives(picture_labels | text_labels)
    cities = alternatives(locales[0].byline.cities)
    places = alternatives({word for locale in locales for word in locale.byline.places})
    roles = whole_words({word for locale in locales for word in locale.byline.roles})
    attached_join = alternatives({word for locale in locales for word in locale.byline.attached_joins})
    return BylineWords(
        announcers=_announcers(locales),
        opening=pattern(rf"\s*[-–—]?\s*(?:{by})(?:\s*[{COLONS}|｜]\s*|\s+|(?<=[／/｜|＝=・])\s*)", re.IGNORECASE),
        attached_opening=pattern(rf"\A(?:{alternatives(attached)})(?=\w)"),
        pictures=pattern(
            rf"\s*(?:(?:{pictures})\s*:?\s*|(?P<bare>{alternatives(picture_labels)}){_AFTER_LABEL})", re.IGNORECASE
        ),
        editors=pattern(rf"\s*(?:{editors})(?:\s*[{COLONS}]\s*|\s+|$|(?<=[{COLONS}／/・＝|｜])\s*)", re.IGNORECASE),
        labels=pattern(rf"(?:{labels})(?:\s*(?:&|/|\+|,|{joins})\s*(?:{labels}))*", re.IGNORECASE),
        dangling=pattern(rf"[\s,;]+(?:{joins}|with|additional|with additional)$", re.IGNORECASE),
        text_label=pattern(rf"(?:{alternatives(text_labels)}){_AFTER_LABEL}", re.IGNORECASE),
        seam=pattern(
            rf"(?=[\s.,;|/／·•])(?:\s*[.,;|/／·•]\s*|\s+)"  # the first character decides, for speed
            rf"(?=(?:{labels}){_AFTER_LABEL}(?-i:[^\W\d_a-z])|(?:{pictures})|(?:{editors})|(?:{phrases})\s)",
            re.IGNORECASE,
        ),
        city=pattern(
            rf"(?:(?P<before>{cities})\s*[-–—{COLONS}{COMMAS}/|]\s*(?P<last>.+)|(?P<first>.+?)\s*[-–—{COMMAS}/|]\s*(?P<after>{cities}))"
        ),
        joins=pattern(
            rf"(?=[\s{PAUSES}／/])(?:\s*[{PAUSES}／/]\s*(?P<and>(?:{joins})\s+)|\s*(?P<comma>[{PAUSES}／/])\s*"
            rf"|(?P<dash>\s+[-–—]\s+)|\s+(?:{joins})\s+|\s+&\s+)",
            re.IGNORECASE,
        ),
        attached_join=pattern(rf"(?P<name>\S+\s\S+)\s(?:{attached_join})(?=\S{{2,}}\s\S)"),
        place=pattern(rf"(?:^|\s+)(?:{places})\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE),
        roles=pattern(roles, re.IGNORECASE),
        given_names=frozenset(locales[0].byline.given_names),
        after_name=pattern(rf"\s*[{COMMAS}|]\s*|\s+[-–—/]\s+"),
        from_place=pattern(rf"(?P<place>\S+(?: \S+){{0,2}})\s(?:{alternatives(locales[0].byline.after_place)})"),
        function_words=frozenset(word for locale in locales for word in locale.function_words),
        dotless_i=locales[0].dotless_i,
        locale=locales[0],
    )
