"""Text -> inlines: emphasis, strong, links, code, note references; what only looks like markup stays text.

A mark counts only where it touches its words inside, and no word outside: ``*so*`` is emphasis, ``2*3*4``,
``snake_case`` and ``C:\\\\path`` are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import every_locale
from copydesk.locales.scripts import letters
from copydesk.patterns import pattern
from copydesk.problems import Problem
from copydesk.reading.text.inlines.marked_names import is_agency, is_identifier
from copydesk.reading.text.inlines.normal_form import normal, spaced
from copydesk.reading.text.inlines.note_ids import Form, NoteIds, Reference
from copydesk.reading.text.recognisers.addresses import EMAIL, URL, absolute, links
from copydesk.reading.text.recognisers.marks import EAST_ASIAN, beyond_latin, holds_digit
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.tree import Code, Emphasis, Inline, Link, NoteRef, Strong, Superscript, Text

_MAY_REFER = pattern(r"[\[※*†‡§¹²³⁴-⁹⁰]|\d[)）]")
SIGN = r"\*{1,3}|†{1,3}|‡{1,3}|§{1,2}"
"""The signs of notes, as a pattern: ``*``, ``**``, ``†`` ..."""


@cache
def _raises() -> re.Pattern[str]:
    """What a raised figure behind it may be a power of: a figure, a unit, a letter."""
    units = alternatives(unit for locale in every_locale() for unit in locale.body.units)
    micro = "\u00b5\u03bc"  # both of its signs
    return re.compile(rf"(?:\d|(?<![^\W\d_])(?:[munckdh{micro}]?m|ft|yd|s|[a-zA-Z]|{units}))$")


_LONGEST_UNIT = 4  # characters; no unit with what stands before it is longer
_SPECIAL = re.compile(r"[※*_`\[<@^¹²³⁴-⁹⁰†‡§/]")  # one set, as such are found fast
_WWW = re.compile(r"[wW]\.")

_PATH = r"(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|src|www|data|docs?|static)/"

PLAIN_NUMBER = r"\d{1,3}"
NUMBER = rf"(?-i:[{letters('hani')}]){{0,2}}{PLAIN_NUMBER}"
"""The number of a note between brackets, as a pattern; East Asian texts have a word such as note before it."""

_NOT_OPENED = r"""(?<!^["'])(?<![\s(\[=]["'])"""
"""Behind a quotation mark that opens, a sign is no note's: ``'*.o'``."""

_MAY_BEGIN = r"(?=[※*_`\[<^¹²³⁴-⁹⁰†‡§/\d]|(?<![\w.+-])[\w.+-]+@|https?:|www\.)"
"""What stands where a token begins, quick to see: most characters begin none."""


def _tokens(text: str) -> re.Pattern[str]:
    """The pattern of the tokens of a text, by the scripts that are in it."""
    return _token(others=beyond_latin(text))


@cache
def _closed() -> re.Pattern[str]:
    """The number of a note with a bracket behind it, as Korean texts have it: ``했다.1)``."""
    return re.compile(rf"[{letters('hang')}][.,”’]?\d{{1,2}}[)）]")


@cache
def _token(*, others: bool) -> re.Pattern[str]:
    """What is more than text. A text without ``others`` than Latin letters needs none of the large sets of letters,
    which take long to compile, and twice as long without regard to case."""
    unspaced, hangul = (f"(?-i:[{each}])" if others else "(?!)" for each in (EAST_ASIAN, letters("hang")))
    number = NUMBER if others else PLAIN_NUMBER
    before = rf"(?<![*_`/\\])(?:(?<!\w)|(?<={unspaced}))"
    after = rf"(?![*_`])(?:(?!\w)|(?={unspaced}))"
    return re.compile(
        rf"{_MAY_BEGIN}(?:"
        r"(?P<link>(?<!!)\[(?P<words>(?:[^\[\]\n]|!\[[^\[\]\n]{0,300}\]\([^()\s]*\)){1,300})\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\))"
        r"|(?P<angle><(?P<address>(?:https?://|mailto:|www\.)[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>)"
        rf"|(?P<url>{URL.pattern})"
        rf"|(?P<email>{EMAIL.pattern})"
        rf"|(?P<both>{before}\*\*\*(?=[^\s*])(?P<btext>[^*\n]{{1,1000}}?)(?<=[^\s*])\*\*\*{after})"
        rf"|(?P<strong>{before}(?:\*\*(?=[^\s*])(?P<stext>(?:[^*\n]|(?<!\*)\*(?!\*)){{1,2000}}?)(?<=[^\s*])\*\*"
        rf"|__(?=[^\s_])(?P<utext>[^*_\n]{{1,2000}}?)(?<=[^\s_])__){after})"
        rf"|(?P<emphasis>{before}(?P<emark>[*_])(?=[^\s*_])(?P<etext>[^*_\n]{{1,1000}}?)(?<=[^\s*_])(?P=emark){after})"
        r"|(?P<slashed>(?<![^\s(\[“‘«\"'—–])/"
        rf"(?!{_PATH})(?P<slashes>[^\W\d_]{{3,}}(?:[ ,'’-]+[^\W\d_]+){{0,8}})"
        r"/(?![^\s.,;:!?)\]”’»\"'—–]))"
        rf"|(?P<code>{before}`(?P<ctext>[^`\n]{{1,200}})`{after})"
        rf"|(?P<ref>\[\^?(?P<mark>{number}|{SIGN})\]|(?P<kome>※\d{{1,2}})(?!\d)|(?<=[\w.,;:!?\"'”’»)])(?P<raisedmark>[¹²³⁴⁵⁶⁷⁸⁹⁰]{{1,3}})"
        rf"|(?:(?<={hangul})|(?<={hangul}[.,”’]))(?P<closed>\d{{1,2}})[)）]"
        rf"|(?<=[\w.,;:!?\"'”’»)]){_NOT_OPENED}(?P<star>{SIGN})(?![\w*†‡]|[.,:;!?/]\w))"
        r"|(?P<raised>(?<=\w)\^(?P<rtext>[\w-]{1,12})\^(?!\w)))",
        re.IGNORECASE,
    )


PICTURE = re.compile(
    r"(?P<linked>\[)?!\[(?P<alt>[^\]\n]{0,300})\]\((?P<source>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"(?P<title>[^\"]*)\")?\)"
    r"(?(linked)\]\((?P<target>[^()\s]*)\))"
)
"""The mark of a picture as Markdown has it, perhaps inside a link."""


@cache
def picture_named() -> re.Pattern[str]:
    """How a transcript names a picture that it leaves out: ``[Illustration: The mill]``, on one line or several."""
    names = alternatives(name for locale in every_locale() for name in locale.body.picture_names)
    return re.compile(rf"\[(?:{names})(?![\w-])(?=[^\[\]]*(?:\]|$))", re.IGNORECASE)


class Inlines(NamedTuple):
    """The inlines of a text, and the links without a target, each in the words of its Problem."""

    inlines: tuple[Inline, ...]
    lost: tuple[str, ...] = ()


NO_NOTES = NoteIds()


def parse(text: str, notes: NoteIds = NO_NOTES, *, bare_domains: bool = False) -> Inlines:
    """The inlines of a text. Only the marks in ``notes`` are references.

    Neighbouring texts are merged and white space is single; links without a target are listed in ``lost``.
    """
    lost: list[str] = []
    quick = _SPECIAL.search(text) or _WWW.search(text) or (beyond_latin(text) and _closed().search(text))
    if not quick and not (bare_domains and "." in text):
        trimmed = spaced(text).strip(" ")
        return Inlines((Text(trimmed),) if trimmed else ())
    parts = list(_parts(text, notes, lost))
    if bare_domains:
        parts = [linked for part in parts for linked in _linked(part)]
    return Inlines(normal(parts), tuple(lost))


def _parts(text: str, notes: NoteIds, lost: list[str]) -> Iterator[Inline]:
    done = 0
    for match in _tokens(text).finditer(text):
        inline = _inline(match, notes, lost)
        if inline is None:
            continue
        if match.start() > done:
            yield Text(text[done : match.start()])
        yield inline
        done = match.end()
    if done < len(text):
        yield Text(text[done:])


def _inline(match: re.Match[str], notes: NoteIds, lost: list[str]) -> Inline | None:
    if match["link"]:
        target = _target(match["target"])
        words = tuple(_parts(match["words"], notes, lost))
        if target is None:
            lost.append(f"{match['words']!r}" + (f" to {match['target']!r}" if match["target"].strip("#") else ""))
        return Link(words, target)
    if match["angle"]:
        address = match["address"]
        return Link((Text(address.removeprefix("mailto:")),), _address(address))
    if match["url"]:
        return Link((Text(match["url"]),), absolute(match["url"]))
    if match["email"]:
        return Link((Text(match["email"]),), f"mailto:{match['email']}")
    if match["both"] or match["strong"] or match["emphasis"] or match["slashed"]:
        return _stressed(match, notes, lost)
    if match["code"]:
        return Code(match["ctext"])
    if match["ref"]:
        reference = _reference(match)
        note = notes.refer(reference)
        return NoteRef(note, reference.mark) if note else None
    if match["raised"]:
        return Superscript((Text(match["rtext"]),))
    raise AssertionError(match.lastgroup)


def _stressed(match: re.Match[str], notes: NoteIds, lost: list[str]) -> Inline | None:
    if match["both"]:
        return Strong((Emphasis(tuple(_without(Emphasis, _parts(match["btext"], notes, lost)))),))
    if match["utext"] and is_identifier(match["utext"], match.string, *match.span()):
        return None
    if match["strong"]:
        return Strong(tuple(_without(Strong, _parts(match["stext"] or match["utext"], notes, lost))))
    if match["slashed"]:
        is_name = match.span() == (0, len(match.string)) or is_agency(match["slashes"])
        return None if is_name else Emphasis((Text(match["slashes"]),))
    return Emphasis(tuple(_parts(match["etext"], notes, lost))) if _is_prose(match["etext"]) else None


def _without(kind: type[Emphasis | Strong], parts: Iterable[Inline]) -> Iterator[Inline]:
    """The parts, of those of one kind only what they hold: it stands in such a one already."""
    for part in parts:
        if isinstance(part, kind):
            yield from part.inlines
        elif isinstance(part, (Emphasis, Strong)):
            yield type(part)(tuple(_without(kind, part.inlines)))
        else:
            yield part


def references(text: str) -> list[Reference]:
    """What may refer to notes in a text, in order: ``[1]``, ``¹``, ``word*``. The stars of emphasis do not."""
    return list(_references(text)) if _MAY_REFER.search(text) else []


def _references(text: str) -> Iterator[Reference]:
    for match in _tokens(text).finditer(text):
        if match["ref"]:
            yield _reference(match)
        else:
            yield from _references(next(filter(None, match.group("words", "btext", "stext", "utext", "etext")), ""))


def _reference(match: re.Match[str]) -> Reference:
    forms: dict[str, Form] = {
        "mark": "bracketed",
        "kome": "bracketed",
        "raisedmark": "raised",
        "closed": "plain",
        "star": "sign",
    }
    group = next(group for group in forms if match[group])
    form = forms[group]
    power = form == "raised" and bool(
        _raises().search(match.string[max(0, match.start() - _LONGEST_UNIT) : match.start()])
    )
    return Reference(plain_mark(match[group]), form, power)


def plain_mark(mark: str) -> str:
    """A mark with its figures on the line: ``¹²`` is ``12``."""
    return unicodedata.normalize("NFKC", mark)


def _is_prose(text: str) -> bool:
    """Whether a text holds a letter, and most of its words no figure: between the stars of ``*K2, P2*`` stands what is
    to be knit again."""
    figured = sum(map(holds_digit, text.split()))
    return any(character.isalpha() for character in text) and 2 * figured <= len(text.split())


def _address(address: str) -> str:
    return f"mailto:{address}" if "@" in address and ":" not in address else absolute(address)


_SAFE = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


def _target(written: str) -> str | None:
    """The absolute URL that was written, or None where it leads nowhere: ``#``, nothing, or a page's own anchor."""
    if _SAFE.match(written):
        return written
    if written.lower().startswith("www."):
        return absolute(written)
    if EMAIL.fullmatch(written):
        return f"mailto:{written}"
    return None


def _linked(part: Inline) -> Iterator[Inline]:
    """Bare domains in a text as links: ``courier.example/contact``."""
    if not isinstance(part, Text):
        yield part
        return
    done = 0
    for start, end, url in links(part.text, bare_domains=True):
        if start > done:
            yield Text(part.text[done:start])
        yield Link((Text(part.text[start:end]),), url)
        done = end
    if done < len(part.text):
        yield Text(part.text[done:])


def lost_targets(lost: tuple[str, ...], line: int) -> list[Problem]:
    """A Problem for each link that had lost its target."""
    return [Problem("lost_target", line, f"the link {words} has lost its target") for words in lost]
