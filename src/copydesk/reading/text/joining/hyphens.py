"""Words broken at a line's end: ``improve-`` / ``ment`` -> ``improvement``, but ``half-`` / ``sister`` stays so.

There is no dictionary here. A form that the article uses elsewhere decides; then the kind of hyphen (U+2010 and the
soft hyphen are set by machines that break words), the locale's patterns of compounds, and the form of the two halves.
What nothing decides is reported in one note for the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.text.evidence import SURE, confidence, reasons, sentences, weigh, weights
from copydesk.reading.text.evidence.registry import Registry, Stage
from copydesk.reading.text.joining.vocabulary import MACHINE_HYPHENS, Vocabulary, halves_of
from copydesk.reading.text.recognisers.marks import HYPHENS


class Rejoined(NamedTuple):
    """How a broken word was rejoined: with its hyphen or without, the confidence from 0 to 1, and the reasons.

    ``doubtful`` says that it looks like a compound, or like none, and the article shows neither spelling.
    """

    keeps_hyphen: bool
    confidence: float
    reasons: tuple[str, ...]
    joined: str
    hyphenated: str
    doubtful: bool = False


def is_broken(text: str, following: str, locale: Locale) -> bool:
    """Whether a line ends inside a word that the next line may go on with.

    ``Ein-`` / ``und Ausfahrt`` does not: the hyphen stands for what both words share.
    """
    return (
        text[-1] in HYPHENS
        and following.split(None, 1)[0].casefold() not in {*locale.byline.joins, *locale.hyphens.suspended}
        and len(text) > 2
        and text[-2].isalnum()
        and following[0].isalnum()
        and not (text[-2].isdigit() and following[0].isdigit())
    )


_ADDRESS = re.compile(r"://|www\.|\w@\w|\w\.[a-z]{2,}/")
"""The signs of an address, whose every character counts."""


class _Break(NamedTuple):
    """A word broken in two, as in `Halves`, with what stands around it."""

    chain: str
    left: str
    right: str
    rest: str
    hyphen: str
    around: str  # the two lines
    vocabulary: Vocabulary
    locale: Locale

    @property
    def is_capitals(self) -> bool:
        return self.left.isupper() and self.right.isupper()


HYPHEN = Registry()
"""The evidence of whether a broken word keeps its hyphen."""

_in_article: Stage[_Break] = Stage(HYPHEN)  # evidence of the article's own spelling
_in_language: Stage[_Break] = Stage(HYPHEN)  # evidence of the language's compounds
_in_word: Stage[_Break] = Stage(HYPHEN)  # evidence of the form of the two halves


def rejoin(text: str, following: str, vocabulary: Vocabulary, locale: Locale) -> Rejoined:
    """How to join a line that ends in a hyphen with the next; ``locale`` has the patterns of its compounds."""
    halves = _break(text, following, vocabulary, locale)
    if halves.hyphen == "-" and _ADDRESS.search(text.rsplit(maxsplit=1)[-1] + following.split(maxsplit=1)[0]):
        joined = halves.left + halves.right
        return Rejoined(True, 1.0, ("it is a hyphen of an address",), joined, f"{halves.left}-{halves.right}")
    spelt = _in_article.names(halves)
    evidence = [*spelt, *_by_form(halves)]
    table = weights("hyphen")
    score = weigh(table, evidence)
    keeps, sure = score > 0, confidence(score)
    doubtful = not spelt and (sure < SURE or (not keeps and _looks_compound(halves, locale, evidence)))
    stem, right = halves.chain + halves.left, halves.right
    why = reasons(table, evidence, score, sentences("hyphen"))
    return Rejoined(keeps, sure, why, stem + right, f"{stem}-{right}", doubtful)


def evidence_of(text: str, following: str, vocabulary: Vocabulary, locale: Locale) -> list[str]:
    """The names of the evidence for or against the hyphen that a line ends in."""
    halves = _break(text, following, vocabulary, locale)
    return [*_in_article.names(halves), *_by_form(halves)]


def _break(text: str, following: str, vocabulary: Vocabulary, locale: Locale) -> _Break:
    return _Break(*halves_of(text, following), text[-1], text + following, vocabulary, locale)


def _by_form(halves: _Break) -> list[str]:
    """The evidence of the word itself; a soft hyphen is none that a language sets."""
    of_language = _in_language.names(halves) if halves.hyphen != "\u00ad" else []
    return of_language + _in_word.names(halves)


@_in_article.any_of(
    machine_hyphen="The hyphen is of a kind that only machines set: U+2010 or a soft hyphen.",
    true_hyphen="The hyphen is the common one, and this article's machine breaks words by another.",
    joined_elsewhere="The article has the word in one elsewhere.",
    hyphenated_elsewhere="The article has the word with its hyphen elsewhere.",
)
def spellings(halves: _Break) -> Iterator[str]:
    vocabulary = halves.vocabulary
    words, compounds = vocabulary.words(), vocabulary.compounds()
    left, right = halves.left.casefold(), halves.right.casefold()
    kinds_differ = not vocabulary.one_hyphen or halves.hyphen == "\u00ad"
    if halves.hyphen in MACHINE_HYPHENS and kinds_differ:
        yield "machine_hyphen"
    elif vocabulary.machine_hyphens and kinds_differ:
        yield "true_hyphen"
    if words[left + right]:
        yield "joined_elsewhere"
    if compounds[f"{left}-{right}"]:
        yield "hyphenated_elsewhere"


@_in_language.one_of(
    joined_by_language="It is of a form that the language sets in one.",
    kept_by_language="It is of a form that the language sets with a hyphen: self-*, *-like.",
)
def forms(halves: _Break) -> str:
    patterns = _patterns(halves.locale)
    if _matches(patterns.joined, halves):
        return "joined_by_language"
    return "kept_by_language" if _matches(patterns.kept, halves) else ""


@_in_language.feature
def inner_word(halves: _Break) -> bool:
    """A short word of the language stands at the hyphen inside a longer compound: the of in man-of-war."""
    inner = halves.locale.hyphens.inner
    left, right = halves.left.casefold(), halves.right.casefold()
    return (bool(halves.chain) and left in inner) or (bool(halves.rest) and right in inner)


@_in_word.one_of(
    two_acronyms="Both halves are capitals, four at the most, in a line that has small letters.",
    capitals="Both halves are capitals, and longer, or so is all the line.",
    capital_after="The half behind the hyphen begins with a capital.",
    acronym="The half before the hyphen is capitals, two or more.",
)
def capital_halves(halves: _Break) -> str:
    left, right = halves.left, halves.right
    if halves.is_capitals and len(left) > 1:
        short = max(len(left), len(right)) <= _LONGEST_ACRONYM and not halves.around.isupper()
        return "two_acronyms" if short else "capitals"
    if right[:1].isupper():
        return "capital_after"
    return "acronym" if left.isupper() and len(left) > 1 else ""


@_in_word.feature
def digit(halves: _Break) -> bool:
    """A digit stands in the half before the hyphen, or right behind it."""
    return halves.right[:1].isdigit() or any(character.isdigit() for character in halves.left)


@_in_word.one_of(
    single_letter="One of the halves is a single letter: X-ray.",
    single_vowel="The same, but a small vowel, which old print separates from the rest of a word.",
)
def letter(halves: _Break) -> str:
    left, right = halves.left, halves.right
    if (len(left) == 1 and left.isalpha()) or (len(right) == 1 and right.isalpha() and halves.rest):
        return "single_vowel" if (left if len(left) == 1 else right) in _SYLLABLES else "single_letter"
    return ""


@_in_word.feature
def compound_already(halves: _Break) -> bool:
    """It has another hyphen before this one."""
    return bool(halves.chain)


@_in_word.feature
def same_halves(halves: _Break) -> bool:
    """Both halves are the same word of four letters or more."""
    first, second = halves.left.casefold(), halves.right.casefold()
    return first == second and len(first) >= _SHORTEST_TWICE


@_in_word.feature
def seldom_broken(halves: _Break) -> bool:
    """Hardly a line of the article ends in a hyphen, and such as do may end in those of compounds."""
    return halves.hyphen not in MACHINE_HYPHENS and halves.vocabulary.is_unhyphenated


@_in_word.feature
def both_halves_words(halves: _Break) -> bool:
    """The article has both halves as words of four letters or more, and its language does not write them in one."""
    words = halves.vocabulary.words()
    first, second = halves.left.casefold(), halves.right.casefold()
    if halves.locale.hyphens.solid or words[first + second] or min(len(first), len(second)) < _SHORTEST_WORD:
        return False
    return bool(words[first] and words[second])


@_in_word.feature
def short_half(halves: _Break) -> bool:
    """One of the halves has two letters at the most."""
    return min(len(halves.left), len(halves.right)) <= 2


_SHORTEST_WORD = 4  # letters of a half that is a word
_LONGEST_ACRONYM = 4  # letters
_SYLLABLES = frozenset("aioué")  # small letters that old print separates from the rest of a word: "a-" / "bout"
_SHORTEST_TWICE = 4  # letters of a word that is repeated: "чуть-чуть"; shorter ones are syllables, as in "bonbon"


class _Patterns(NamedTuple):
    kept: re.Pattern[str]
    joined: re.Pattern[str]
    doubtful: re.Pattern[str]


@cache
def _patterns(locale: Locale) -> _Patterns:
    """The compounds of a language as patterns of whole words."""
    words = locale.hyphens
    return _Patterns(*(re.compile(_pattern(forms)) for forms in (words.kept, words.joined, words.doubtful)))


def _pattern(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms) or "(?!)"


def _matches(pattern: re.Pattern[str], halves: _Break) -> bool:
    """Whether the two halves, or the whole compound that they stand in, is one of those that a pattern names."""
    pair = f"{halves.left}-{halves.right}"
    return any(pattern.fullmatch(word.casefold()) for word in (pair, f"{halves.chain}{pair}{halves.rest}"))


def _looks_compound(halves: _Break, locale: Locale, evidence: Sequence[str]) -> bool:
    return "joined_by_language" not in evidence and _matches(_patterns(locale).doubtful, halves)
