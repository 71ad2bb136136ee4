"""Page numbers, running heads and other things that the page added: set aside, never deleted.

Lines are judged by three kinds of evidence: what they say (``Page 2 of 7``, ``Share this``), where they stand (at
the edge of a page) and whether they come again (a running head on each page).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.habits import DECLARED, NO_HABITS, Habits, footer_role, is_as
from copydesk.reading.layout import unspaced
from copydesk.reading.lines import Line
from copydesk.reading.marks import BULLETS, ends_sentence, first_letter
from copydesk.reading.words import alternatives
from copydesk.tree import FurnitureKind

_HEADER = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|Von|An|Betreff|Datum|Gesendet|De|À|Objet|Envoyé|Para|Asunto"
    r"|Fecha|Da|A|Oggetto|Inviato|Van|Aan|Onderwerp|Verzonden|От|Кому|Тема|Дата): \S",
)
_FORWARDED = re.compile(r"[-–—_]{2,}[^-–—_]{4,60}[-–—_]{2,}")
_BAR = "|¦"


class SetAside(NamedTuple):
    """A line that is no part of the article, and why."""

    line: Line
    kind: FurnitureKind
    confidence: float
    reason: str


class Swept(NamedTuple):
    """The lines of the article, those after a page's edge marked as cut, and the furniture."""

    lines: list[Line]
    furniture: list[SetAside]


_EDGE = 3  # how many lines from a page's edge a running head may stand
_LONGEST_HEAD = 90  # characters of a running head
_SHORTEST_STEM = 15  # characters
_SHORTEST_CUT = 40  # characters of a line of text that a page's end cuts
_AGAIN = 3  # how often a line must come again to be a running head without a page's edge
_APART = 8  # lines between two comings
_ZONE = 14  # lines at the head and foot of an article where buttons of a web page stand

_UNDERLINES = "it underlines the line before"
_PAGE_CUTTERS: frozenset[str] = frozenset({"page_number", "running_head", "cut_mark"})


def sweep(lines: list[Line], locales: tuple[Locale, ...], house: Habits = NO_HABITS) -> Swept:
    """Part the article's lines from furniture. ``locales`` are the languages whose words count, ``house`` declares
    running heads and what else is to be set aside."""
    lines, specks = _without_column_rules(lines)
    found = _declared(lines, house)
    words = _page_words(locales)
    numbers = dict(_page_numbers(lines, words))
    for place in _mail_header(lines):
        found.setdefault(place, SetAside(lines[place], "mail_header", 0.95, "it is of the header of a mail"))
    for place, kind_and_reason in _said(lines, words).items():
        found.setdefault(place, SetAside(lines[place], *kind_and_reason))
    edges = _edges(lines, numbers)
    heads = _running_heads(lines, numbers, edges)
    heads |= {place: aside.reason for place, aside in found.items() if aside.kind == "running_head"}
    for place, reason in heads.items():
        found.setdefault(place, SetAside(lines[place], "running_head", 0.9, reason))
    for place, reason in _trusted_numbers(lines, numbers, heads, words):
        found.setdefault(place, SetAside(lines[place], "page_number", 0.9, reason))
    if house is not NO_HABITS:  # what it declares for the foot is no furniture
        found = {
            place: it for place, it in found.items() if it.reason == DECLARED or not footer_role(house, it.line.text)
        }
    aside = [*specks, *(found[place] for place in sorted(found))]
    return Swept(_kept(lines, found), sorted(aside, key=lambda each: each.line.start))


def _declared(lines: list[Line], house: Habits) -> dict[int, SetAside]:
    """The lines that the publication says are running heads, or to be set aside."""
    kinds: dict[FurnitureKind, tuple[str, ...]] = {
        "running_head": house.running_heads,
        "web_debris": house.footer.set_aside,
    }
    return {
        place: SetAside(line, kind, 1.0, DECLARED)
        for kind, patterns in kinds.items()
        for place, line in enumerate(lines)
        if is_as(line.text, patterns)
    }


_EMPTY_QUOTED = "it is an empty line of a quoted mail"


def _without_column_rules(lines: list[Line]) -> tuple[list[Line], list[SetAside]]:
    """The rule between two columns, read as ``|`` at the beginning or the end of lines."""
    if not any(line.text[0] in _BAR or line.text[-1] in _BAR for line in lines):
        return lines, []
    kept, specks = [], []
    for line in lines:
        text = line.text
        if len(text) > 3 and text[0] in _BAR and not any(bar in text[1:] for bar in _BAR):
            rest = text[1:].lstrip()
            kept.append(line._replace(text=rest, start=line.end - len(rest), mark=0))
            specks.append(_speck(line._replace(text=text[0], end=line.start + 1)))
        elif len(text) > 3 and text[-1] in _BAR and not any(bar in text[:-1] for bar in _BAR):
            rest = text[:-1].rstrip()
            kept.append(line._replace(text=rest, end=line.start + len(rest)))
            specks.append(_speck(line._replace(text=text[-1], start=line.end - 1, mark=0)))
        else:
            kept.append(line)
    return kept, specks


def _speck(line: Line) -> SetAside:
    return SetAside(line, "stray_mark", 0.9, "it is a piece of the rule between two columns")


def _mail_header(lines: list[Line]) -> Iterator[int]:
    """The header of a mail at the top of an article: two lines or more such as ``From: …``."""
    place = 0
    while place < len(lines) and (_HEADER.match(lines[place].text) or _FORWARDED.fullmatch(lines[place].text)):
        place += 1
    if place > 1:
        yield from range(place)


def _kept(lines: list[Line], found: dict[int, SetAside]) -> list[Line]:
    kept: list[Line] = []
    cut, gap = False, 0
    for place, line in enumerate(lines):
        gap = max(gap, line.gap)
        cut = cut or line.cut
        if place in found:
            cut = cut or found[place].kind in _PAGE_CUTTERS
            if found[place].reason == _UNDERLINES and kept:
                kept[-1] = kept[-1]._replace(underlined=True)
                gap = max(gap, 1)
            elif found[place].reason == _EMPTY_QUOTED:
                gap = max(gap, 1)
            continue
        kept.append(line if (cut, gap) == (line.cut, line.gap) else line._replace(cut=cut, gap=gap))
        cut, gap = False, 0
    return kept


def stray_bullets(furniture: list[SetAside]) -> list[int]:
    """Where bullets stand on lines of their own, parted from their items by the extraction: at the end of the page."""
    return [aside.line.start for aside in furniture if aside.kind == "stray_mark" and aside.line.text[0] in BULLETS]


# ------------------------------------------------------------------------------------- what a line says


class _PageWords(NamedTuple):
    number: re.Pattern[str]
    worded: re.Pattern[str]
    continued: re.Pattern[str]
    debris: frozenset[str]
    sections: frozenset[str]
    reading_time: re.Pattern[str] | None
    end: re.Pattern[str]


@cache
def _page_words(locales: tuple[Locale, ...]) -> _PageWords:
    page = alternatives(tuple(word for locale in locales for word in locale.page.page))
    of = alternatives(tuple(word for locale in locales for word in locale.page.of))
    continued = alternatives(tuple(word for locale in locales for word in locale.page.continued))
    times = tuple(word for locale in locales for word in locale.page.reading_time)
    ends = alternatives(tuple(word for locale in locales for word in locale.page.end))
    number = r"(?P<number>\d{1,4})"
    return _PageWords(
        number=re.compile(rf"[-–—~\[(|·•]?\s*{number}\s*[-–—~\])|·•]?"),
        worded=re.compile(
            rf"[-–—\[(|]?\s*(?:{page})\s*{number}(?:\s*(?:{of})\s*\d{{1,4}})?\s*[-–—\])|]?|(?P<counted>\d{{1,4}})\s*(?:{of})\s*\d{{1,4}}",
            re.IGNORECASE,
        ),
        continued=re.compile(rf"[\[(*\s–—-]*(?:{continued})(?:\s*[A-Z]?\d{{0,3}})?[\])*\s.–—-]*", re.IGNORECASE),
        debris=frozenset(word for locale in locales for word in locale.page.debris),
        sections=frozenset(word for locale in locales for word in locale.head.sections),
        reading_time=re.compile(
            rf"\d{{1,3}}\s*(?:{alternatives(times)})\W*|(?:{alternatives(times)})\s*:?\s*\d{{1,3}}\s*[^\W\d_]{{0,10}}\W*",
            re.IGNORECASE,
        )
        if times
        else None,
        end=re.compile(rf"(?:#[ #]{{0,6}}#|[-–—]\s?30\s?[-–—]|\*?(?:{ends})\*?[.:]?|■|∎|◼)", re.IGNORECASE),
    )


_BARS = re.compile(r"\s*[|•·/]\s*|\s{3,}")
_STRAY = re.compile(
    rf"[{re.escape(BULLETS.replace('o', ''))}\s]{{1,4}}|[|¦\\/^~`'´.,;:_\[\]{{}}]{{1,3}}(?:\s[|¦.,'`]{{1,2}}){{0,3}}"
)
_DRAWN = re.compile(r"[_=~|¦│─━═—–-]{4,}(?:\s+[_=~|¦│─━═—–-]+)*")


def _said(lines: list[Line], words: _PageWords) -> dict[int, tuple[FurnitureKind, float, str]]:
    found: dict[int, tuple[FurnitureKind, float, str]] = {}
    for place, line in enumerate(lines):
        text = line.text
        if len(text) > _LONGEST_HEAD:
            continue
        if not text[0].isalnum() and not any(character.isalnum() for character in text):
            kind = _mark_kind(lines, place)
            if kind:
                found[place] = kind
        elif words.continued.fullmatch(text):
            found[place] = ("cut_mark", 0.95, "it says that the text goes on elsewhere")
        elif place < _ZONE or place >= len(lines) - _ZONE:
            said = _said_at_an_end(lines, place, words)
            if said:
                found[place] = said
    return found


def _said_at_an_end(lines: list[Line], place: int, words: _PageWords) -> tuple[FurnitureKind, float, str] | None:
    text = lines[place].text
    if place > len(lines) // 2 and words.end.fullmatch(text):
        return ("end_mark", 0.95, "it says that the article ends")
    labels = [label.strip(" .:!") for label in _BARS.split(text.casefold())]
    buttons = all(label in words.debris for label in labels)
    alone = len(labels) == 1
    if (buttons and (place or not alone or _above_headline(lines, words))) or (
        alone and _all_buttons(labels[0].split(), words.debris)
    ):
        return ("web_debris", 0.85, "it is a button or a label of a web page")
    if words.reading_time is not None and words.reading_time.fullmatch(text):
        return ("web_debris", 0.95, "it says how long the reading takes")
    return None


def _above_headline(lines: list[Line], words: _PageWords) -> bool:
    """Whether the first line, which reads as a button, names no section, and another button or a headline of its own
    stands below."""
    first, second = (line.text.casefold().strip(" .:!") for line in lines[:2]) if len(lines) > 1 else ("", "")
    return first not in words.sections and (second in words.debris or len(second) >= 2 * len(first) > 0)


def _all_buttons(told: list[str], debris: frozenset[str]) -> bool:
    """Whether the words of a line are several buttons side by side: ``Share Print Save``, ``Skriv ut Lagre``."""
    place = buttons = 0
    while place < len(told):
        size = next((size for size in (3, 2, 1) if " ".join(told[place : place + size]) in debris), 0)
        if not size:
            return False
        place, buttons = place + size, buttons + 1
    return buttons > 1


def _mark_kind(lines: list[Line], place: int) -> tuple[FurnitureKind, float, str] | None:
    text = lines[place].text
    if re.fullmatch(r"#[ #]{0,6}#", text) and place >= len(lines) - _ZONE and place > len(lines) // 2:
        return ("end_mark", 0.95, "it closes the article")
    if _underlines(lines, place):
        return ("rule", 0.95, _UNDERLINES)
    if _DRAWN.fullmatch(text) and len(text) >= 10:
        return ("rule", 0.9, "it is a drawn line")
    if text.strip("> \t") == "":
        return ("stray_mark", 0.95, _EMPTY_QUOTED)
    if _STRAY.fullmatch(text) and not _is_break(text):
        return ("stray_mark", 0.9, "it is a mark without text")
    return None


def _is_break(text: str) -> bool:
    return bool(re.fullmatch(r"([*#•·~⁂✻❦§+=–—-])(?:\s*\1){2,}|⁂|\*|✻|❦|§", text))


def _underlines(lines: list[Line], place: int) -> bool:
    """``-----`` or ``=====`` right below a short line, and about as long."""
    text = lines[place].text
    if not place or lines[place].gap or len(set(text)) != 1 or text[0] not in "-=~^—–─═*" or len(text) < 3:
        return False
    return abs(len(lines[place - 1].text) - len(text)) <= max(3, len(text) // 4)


# ------------------------------------------------------------------------------- where they stand, again


def _page_numbers(lines: list[Line], words: _PageWords) -> Iterator[tuple[int, int]]:
    """Lines that may be page numbers, and their numbers."""
    for place, line in enumerate(lines):
        if len(line.text) > 24 or not any(character.isdigit() for character in line.text):
            continue
        match = words.worded.fullmatch(line.text) or words.number.fullmatch(line.text)
        if match:
            digits = next(group for group in match.groups() if group and group.isdigit())
            yield place, int(digits)


def _edges(lines: list[Line], numbers: dict[int, int]) -> list[int]:
    """The places where a page begins: a form feed, or after a page number that takes part in a sequence."""
    edges = {place for place, line in enumerate(lines) if line.cut}
    edges |= {beside for place in _rising(numbers) for beside in (place, place + 1)}
    return sorted(edges | {0, len(lines)})


def _rising(numbers: dict[int, int]) -> set[int]:
    """The places of numbers that are one more than the number before, or one less than the next, lines apart."""
    return {
        place
        for earlier, later in pairwise(sorted(numbers))
        if numbers[later] == numbers[earlier] + 1 and later - earlier > 4
        for place in (earlier, later)
    }


def _trusted_numbers(
    lines: list[Line], numbers: dict[int, int], heads: dict[int, str], words: _PageWords
) -> Iterator[tuple[int, str]]:
    """Page numbers that something besides their digits speaks for."""
    rising = _rising(numbers)
    for place in sorted(numbers):
        line = lines[place]
        at_edge = line.cut or place + 1 == len(lines) or lines[place + 1].cut
        if words.worded.fullmatch(line.text):
            yield place, "it names a page"
        elif place - 1 in heads or place + 1 in heads:
            yield place, "it is a number beside a running head"
        elif place in rising:
            yield place, "it is a number, and the next page bears the next"
        elif _cuts_sentence(lines, place):
            yield place, "it is a number in the middle of a sentence"
        elif at_edge and place and (line.cut or lines[place - 1].text[-1:] not in ":"):
            yield place, "it is a number at the edge of a page"


def _cuts_sentence(lines: list[Line], place: int) -> bool:
    """Whether a number that stands free parts a line of text from the small letters that it goes on with, or, set
    between dashes, from any others."""
    if not 0 < place < len(lines) - 1 or not (lines[place].gap and lines[place + 1].gap):
        return False
    before, after = lines[place - 1].text, lines[place + 1].text
    goes_on = first_letter(after).islower() or not lines[place].text.isdigit()
    return _breaks_off(before) and goes_on


def _breaks_off(text: str) -> bool:
    """Whether a line of text ends in the middle of a sentence."""
    return len(text) > _SHORTEST_CUT and not ends_sentence(text)


_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_WORDS = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]{3,}(?:\.[a-z0-9-]{2,})+)/?(?=$|[\s|·•])", re.IGNORECASE)


def _key(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))


def _running_heads(lines: list[Line], numbers: dict[int, int], edges: list[int]) -> dict[int, str]:
    """Lines that come again at the edges of pages, or that name the site beside a page number."""
    near = _near_edges(lines, edges)
    at_edges: dict[str, list[int]] = defaultdict(list)
    anywhere: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place in numbers or not _may_run(line.text):
            continue
        key = _key(line.text)
        anywhere[key].append(place)
        if place in near:
            at_edges[key].append(place)
    heads: dict[int, str] = {}
    for key, places in at_edges.items():
        firm = places[-1] - places[0] >= _APART or sum(_meets_form_feed(lines, place) for place in places) > 1
        if len(places) >= 2 and len(key) > 2 and firm:
            heads |= {
                place: "it comes again at the edge of another page"
                for place in places
                if not _is_headline(lines, place, places)
            }
    for key, places in anywhere.items():
        if len(places) >= _AGAIN and len(key) > 5 and _spread(places):
            heads |= {
                place: f"it comes {len(places)} times, pages apart"
                for place in places
                if not _is_headline(lines, place, places)
            }
    for place in _shortened(lines):
        heads.setdefault(place, "it is the headline, cut short")
    for place in _beside_numbers(lines, numbers):
        if _names_site(lines[place].text):
            heads.setdefault(place, "it names the publication and its site beside a page number")
        elif _stands_in_sentence(lines, place, numbers):
            heads.setdefault(place, "it stands beside a page number in the middle of a sentence")
    return heads | _first_page(lines, heads)


def _may_run(text: str) -> bool:
    """Whether a line may be a running head: one that is short, holds words and is no whole sentence."""
    if len(text) > _LONGEST_HEAD or text[-1] in ":;," or not any(character.isalpha() for character in text):
        return False
    return not (ends_sentence(text) and len(text.split()) > _LONGEST_MOTTO)


def _meets_form_feed(lines: list[Line], place: int) -> bool:
    """Whether a page begins with a line or ends with it."""
    return lines[place].cut or (place + 1 < len(lines) and lines[place + 1].cut)


def _stands_in_sentence(lines: list[Line], place: int, numbers: dict[int, int]) -> bool:
    """Whether a title opens a page, beside its number, in the middle of a sentence that goes on in small letters."""
    first, last = (place - 1, place) if place - 1 in numbers else (place, place + 1)
    if first < 1 or last + 1 >= len(lines) or not lines[place].cut or not lines[last + 1].gap:
        return False
    before, text, after = lines[first - 1].text, lines[place].text, lines[last + 1].text
    title = all(word[0].isupper() or len(word) < 4 for word in text.split()) and first_letter(text).isupper()
    goes_on = _breaks_off(before) and first_letter(after).islower()
    return goes_on and title and text[-1].isalnum() and len(text) <= _LONGEST_HEAD


def _is_headline(lines: list[Line], place: int, places: list[int]) -> bool:
    """The headline itself, which the running heads repeat: in other letters (``RAIN AT LAST`` for ``Rain at Last``), or
    in the same, if it is longer than the name of a publication ever is."""
    text = lines[place].text
    if place != places[0] or place >= _EDGE or _names_site(text):
        return False
    letters = sum(unspaced(character) for character in text)
    long = letters >= _LONGER_THAN_A_NAME if letters else len(text.split()) > _MOST_WORDS - 1
    return long or text not in {lines[other].text for other in places[1:]}


def _shortened(lines: list[Line]) -> Iterator[int]:
    """Running heads that end in an ellipsis and begin as the headline does."""
    top = " ".join(line.text for line in lines[:_EDGE]).casefold()
    for place, line in enumerate(lines[_EDGE:], _EDGE):
        if line.text[-1] == "…" or line.text.endswith("..."):
            stem = line.text.rstrip("… .").casefold()
            if _SHORTEST_STEM <= len(stem) <= _LONGEST_HEAD and top.startswith(stem):
                yield place


def _near_edges(lines: list[Line], edges: list[int]) -> set[int]:
    return {place for edge in edges for place in range(max(0, edge - _EDGE), min(len(lines), edge + _EDGE))}


def _spread(places: list[int]) -> bool:
    return all(later - earlier >= _APART for earlier, later in pairwise(places))


def _beside_numbers(lines: list[Line], numbers: dict[int, int]) -> Iterator[int]:
    for place in numbers:
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(lines) and beside not in numbers:
                yield beside


def _names_site(text: str) -> bool:
    """``The Weir Gazette weirgazette.example``: a name and the domain made from it, and nothing else."""
    domain = _DOMAIN.search(text) if len(text) <= _LONGEST_HEAD else None
    if domain is None:
        return False
    rest = _NOT_WORDS.sub("", (text[: domain.start()] + text[domain.end() :]).casefold())
    label = domain[1].removeprefix("www.").split(".")[0].casefold().replace("-", "")
    return not rest or label in rest or rest in label


_LEAST_BELOW = 4  # lines of an article with a running head
_LONGEST_MOTTO = 7  # words of a running head that ends as a sentence does
_MOST_WORDS = 5  # of a publication's name
_LONGER_THAN_A_NAME = 9  # characters of Chinese or Japanese
_FIRST_PAGE = re.compile(r"1\s+(?:[^\W\d_a-z][^\d.,:;!?]{2,40})|(?:[^\W\d_a-z][^\d.,:;!?]{2,40})\s+1")


def _numbers_first_page(lines: list[Line]) -> bool:
    """``1 The Weir Gazette`` alone above the rest, as a page that is cut out bears it: few words that begin and end
    in capitals."""
    if len(lines) < _LEAST_BELOW or not _FIRST_PAGE.fullmatch(lines[0].text):
        return False
    words = lines[0].text.strip("1 ").split()
    return 1 < len(words) <= _MOST_WORDS and not words[-1][0].islower()


def _headline_over_lines(lines: list[Line]) -> str:
    """The key of what the first lines say together, if they may be a headline over several lines, which the running
    heads of a book repeat: no blank line parts them, and none names a site."""
    joined = [lines[0]] if lines else []
    for line in lines[1:_EDGE]:
        if line.gap or line.cut:
            break
        joined.append(line)
    if len(joined) < 2 or any(_names_site(line.text) for line in joined):
        return ""
    return _key(" ".join(line.text for line in joined))


def _first_page(lines: list[Line], heads: dict[int, str]) -> dict[int, str]:
    """At the top of the first page the running head's parts may stand on lines of their own."""
    headline = _headline_over_lines(lines)
    keys = [_key(lines[place].text) for place in heads]
    tokens = [Counter(key.split()) for key in keys if not (headline and key and headline.startswith(key))]
    found: dict[int, str] = {}
    top = range(min(3, len(lines)))
    if 0 not in heads and _numbers_first_page(lines):
        found[0] = "it names the publication beside the number of the first page"
    for place in top:
        mine = Counter(_key(lines[place].text).split())
        repeated = any(mine == other for other in tokens)  # the headline, which the running heads repeat
        if place not in heads and mine and not repeated and any(mine <= other for other in tokens):
            found[place] = "it is a part of the running head"
    if not found and not heads:
        for place in top[:-1]:
            pair = f"{lines[place].text} {lines[place + 1].text}"
            if _names_site(pair) and _DOMAIN.fullmatch(lines[place + 1].text):
                found |= {place: "it names the publication", place + 1: "it is the publication's site"}
    return found
