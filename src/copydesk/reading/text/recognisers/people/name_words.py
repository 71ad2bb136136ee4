"""The words of the names of persons, agencies and papers: those of all languages, as names cross borders."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from copydesk.locales import every_locale


class NameWords(NamedTuple):
    """Words in small letters, of all languages together."""

    particles: frozenset[str]  # small words within a name
    titles: frozenset[str]
    homonyms: frozenset[str]  # names that are function words too
    likely_homonyms: frozenset[str]  # those of them that are names even where nothing announces one
    agencies: frozenset[str]  # names of agencies, which no person has
    sending: frozenset[str]  # these, and other words that no person's name holds
    agency_lines: frozenset[str]  # whole lines
    employers: frozenset[str]  # what the name of a paper, a school or the like ends in


@cache
def name_words() -> NameWords:
    """The words of the locales."""
    every = every_locale()
    agencies = frozenset(name.casefold() for locale in every for name in locale.agencies.names)
    return NameWords(
        particles=frozenset(word for locale in every for word in locale.names.particles),
        titles=frozenset(word for locale in every for word in locale.names.titles),
        homonyms=frozenset(word for locale in every for word in locale.names.homonyms),
        likely_homonyms=frozenset(word for locale in every for word in locale.names.likely_homonyms),
        agencies=agencies,
        sending=agencies | {word for locale in every for word in locale.agencies.words},
        agency_lines=frozenset(line for locale in every for line in locale.agencies.lines),
        employers=frozenset(word for locale in every for word in locale.byline.employers),
    )
