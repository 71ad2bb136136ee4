"""Scripts as data: one TOML file each, named after its ISO 15924 code in small letters (``arab.toml``).

``zyyy.toml`` holds the marks that all scripts share. A new script is one new file; `Script` says what it may
hold. What holds for all scripts together, such as which marks end a sentence, is computed here and nowhere else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for all texts in one script.

    Letters are ranges of code points, ``"0600-06FF"``, or single ones. Marks stand one after the other in a string,
    pairs of them in strings of two.
    """

    name: str
    letters: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()  # those of its letters that are capitals, none if it has no capitals
    language: str = ""  # the BCP 47 tag of the language of a text in it, where there is but one
    by: tuple[str, ...] = ()  # what opens a byline in that language, where it has no file of its own: "โดย"
    joins: tuple[str, ...] = ()  # the same between two names
    among: tuple[str, ...] = ()  # scripts whose letters stand among its own: Han characters among kana
    direction: Literal["ltr", "rtl"] = "ltr"
    spaces: bool = True  # whether spaces separate its words
    dense: bool = False  # whether one character stands for several letters of an alphabet
    stops: str = ""  # what ends a sentence that is neither a question nor an exclamation
    ellipses: str = ""  # what ends a sentence at the end of a line, and stands for words left out within one
    questions: str = ""
    shouts: str = ""
    colons: str = ""
    commas: str = ""
    semicolons: str = ""
    dots: str = ""  # what stands between words of one rank, or the parts of a foreign name
    quotes: tuple[str, ...] = ()  # pairs of marks
    brackets: tuple[str, ...] = ()  # pairs of marks
    digits: str = ""  # from zero to nine, where Unicode does not count them as such
    zeros: str = ""  # other signs for zero
    ten: str = ""  # the sign for ten, where tens are counted by one: 二十三


@cache
def scripts() -> Mapping[str, Script]:
    """All scripts by their codes."""
    return {
        path.stem: msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Script)
        for path in sorted(Path(__file__).parent.glob("*.toml"))
    }


def letters(*codes: str) -> str:
    """The letters of some scripts, as what stands between the brackets of a pattern."""
    return "".join(_range(code_range) for code in codes for code_range in scripts()[code].letters)


def letters_where(holds: Callable[[Script], bool]) -> str:
    """The letters of all scripts that something holds for, as what stands between the brackets of a pattern."""
    return letters(*(code for code, script in scripts().items() if holds(script)))


def capitals() -> str:
    """The capitals of all scripts, as what stands between the brackets of a pattern."""
    return "".join(_range(code_range) for script in scripts().values() for code_range in script.capitals)


def small_letters() -> str:
    """The small letters of the capitals of all scripts, as what stands between the brackets of a pattern."""
    ends = (code_range.partition("-")[::2] for script in scripts().values() for code_range in script.capitals)
    return "".join(_span(*(chr(int(end, 16)).lower() for end in (first, last or first))) for first, last in ends)


Mark = Literal["stops", "ellipses", "questions", "shouts", "colons", "commas", "semicolons", "dots"]


def marks(*kinds: Mark, where: Callable[[Script], bool] = lambda script: True) -> str:
    """The marks of some kinds, those of all scripts together, or of those ``where`` something holds."""
    strings = (getattr(script, kind) for kind in kinds for script in scripts().values() if where(script))
    return "".join(dict.fromkeys("".join(strings)))


def pairs(kind: Literal["quotes", "brackets"]) -> tuple[str, ...]:
    """The pairs of quotation marks or brackets of all scripts together."""
    return tuple(pair for script in scripts().values() for pair in getattr(script, kind))


def _range(code_range: str) -> str:
    first, _, last = code_range.partition("-")
    return _span(chr(int(first, 16)), chr(int(last or first, 16)))


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
