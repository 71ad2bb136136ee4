"""What can be said of each piece before its role is chosen: its length, its ends, its words, its neighbours.

A feature is a name; ``weights.toml`` says what it weighs for each role and how it is told to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import letters, scripts, small_letters
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.normal_inlines import spaced
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers import addresses
from copydesk.reading.text.recognisers.attributions import attribution_start
from copydesk.reading.text.recognisers.bylines import Credit, read_credit
from copydesk.reading.text.recognisers.datelines import find_dateline
from copydesk.reading.text.recognisers.dates import DateMatch, find_date, is_date_line
from copydesk.reading.text.recognisers.eastern_bylines import tells_of_author
from copydesk.reading.text.recognisers.extent import LONG, SHORT, extent
from copydesk.reading.text.recognisers.hashes import HASHES
from copydesk.reading.text.recognisers.marks import (
    CLOSING,
    COLONS,
    MARKER,
    OPENING_QUOTES,
    PAUSES,
    QUESTIONS,
    SEMICOLONS,
    SENTENCE_ENDS,
    SHOUTS,
    UNSPACED_SENTENCE_ENDS,
    ends_sentence,
    first_letter,
    speaks,
)
from copydesk.reading.text.recognisers.words import alternatives, whole_words

SPEAKER_NAME = "speaker_name"
"""The feature of a name that stands alone above what its bearer says, as others do."""

ANGLE_MARK = "angle_mark"
"""The feature of what is quoted as mail does, by ``>``."""

_EXTRA_OF_A_WORD = 4  # letters by which words that no space parts are longer than they look
_HEAD_REACH = 12  # pieces from the top that may still be head
_FOOT_REACH = 5  # pieces from the end that may be foot
_BODY_BEGINS = 2  # pieces from the top that are no foot, however short an article is
_MOST = 3  # a date that is a third of its line is most of it: the rest is an hour and a word
_FAR = 3.0  # average characters that a list's items stand in, with their bullets, at the least
_LONGEST_ADDRESS = 600
_LONGEST_BIO = 400
_LONGEST_CAPTION = 400
_LONGEST_SERIES = 40
_HAN = f"[{letters('hira', 'kana', 'hani')}]"
_NAME_IN_BRACKETS = re.compile(r"(?<=[\w.!?”\"’» ])\s?[(（][^\W\d_a-z][^()（）.!?\d]{2,50}[)）]$")
_NAME_FIRST = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}(?:,| (?:[—–-] )?[^\WA-Z\d_])")
_PARTED = re.compile(r"\s*[|/•·›>]\s*")  # Technology | Companies
_WITHIN = re.compile(rf"[^\W\d_]{{3}}[{SENTENCE_ENDS}][\"”»’']?\s+[\"“„«]?[^\W\d_a-z]\S*\s")
_ITEM_MARKER = re.compile(r"\([^\W\d_]\)")
"""``(c)``, in the letters of any script."""

_SPORT = re.compile(r"[^\W\d_a-z]{3}[^\Wa-z ]*(?: [^\Wa-z ]+){0,3} \| [\w .'’&-]{3,40}")  # RUGBY UNION | Premiership


class Findings(NamedTuple):
    """What the recognisers found in a piece."""

    names: tuple[str, ...]
    credit: Credit | None = None
    date: DateMatch | None = None


class _Words(NamedTuple):
    sections: frozenset[str]
    series: re.Pattern[str]
    credit: re.Pattern[str]
    credits: tuple[str, ...]
    taken_by: re.Pattern[str]
    ends_of_taken_by: str
    saying: re.Pattern[str]
    leads: re.Pattern[str]
    first_person: frozenset[str]
    never_last: frozenset[str]
    openings: tuple[tuple[str, re.Pattern[str]], ...]
    bio: re.Pattern[str]
    about: re.Pattern[str]
    corrects: re.Pattern[str]


@cache
def _words(locales: tuple[Locale, ...]) -> _Words:
    saying = whole_words({word for locale in locales for word in locale.body.saying})
    groups = {
        "opens_as_contact": {word for locale in locales for word in locale.foot.contact},
        "opens_as_rights": {
            word for locale in locales for word in locale.foot.rights if not _ITEM_MARKER.fullmatch(word)
        },
        "opens_as_related": {word for locale in locales for word in locale.foot.related},
        "opens_as_correction": {word for locale in locales for word in locale.foot.correction},
        "opens_as_editors_note": {word for locale in locales for word in locale.foot.editors_note},
        "opens_as_caption": {word for locale in locales for word in locale.body.captions},
        "opens_as_release": {word for locale in locales for word in locale.head.release},
    }
    bounded = rf"(?:(?!\w)|(?<=[©ⓒ])|(?<={_HAN}{{3}}))"  # a word ends here
    bio = alternatives({word for locale in locales for word in locale.foot.bio})
    about = alternatives({word for locale in locales for word in locale.foot.about})
    pictures = {word for locale in locales for word in locale.body.captions if word[-1] in COLONS or " " in word}
    pictures |= {word for locale in locales for word in locale.byline.pictures if not word[-1].isalnum()}
    shot = {word for locale in every_locale() for word in locale.byline.shot}
    return _Words(
        series=_series(locales),
        sections=frozenset(word for locale in locales for word in locale.head.sections),
        credit=re.compile(
            rf"(?<=[\s(（{UNSPACED_SENTENCE_ENDS}」])(?:{alternatives(pictures)})\s*\S.{{0,60}}$", re.IGNORECASE
        ),
        credits=tuple(
            cue
            for locale in locales
            for cue in (*locale.body.captions, *locale.byline.pictures)
            if not cue[-1].isalnum() or " " in cue
        ),
        taken_by=re.compile(
            rf"(?<=[\s{UNSPACED_SENTENCE_ENDS}（(])[{letters('hani')}]{{2,4}}\s?[/／]?\s?(?:{alternatives(shot)})[）)]?$"
        ),
        ends_of_taken_by="".join(word[-1] for word in shot) + "）)",
        saying=re.compile(saying, re.IGNORECASE),
        leads=re.compile(
            rf"(?:{alternatives(word for locale in locales for word in locale.body.leads)})[{SENTENCE_ENDS}]?$"
        ),
        never_last=frozenset(word for locale in locales[:1] for word in (*locale.never_last, *locale.function_words)),
        first_person=frozenset(word for locale in locales for word in locale.body.first_person),
        openings=(
            *(
                (name, re.compile(rf"[\[(（【*_\s]*(?:{alternatives(words)}){bounded}", re.IGNORECASE))
                for name, words in groups.items()
            ),
            ("opens_as_rights", _copyright()),
        ),
        corrects=re.compile(
            whole_words({word for locale in locales for word in locale.foot.correction}), re.IGNORECASE
        ),
        about=re.compile(rf"[*_(\s]*(?:{about})(?!\w)", re.IGNORECASE),
        bio=re.compile(rf"[*_\s]*(?:(?-i:[^\W\d_a-z])[\w.'’-]*\s+){{2,5}}(?:{bio})(?!\w)", re.IGNORECASE),
    )


def _copyright() -> re.Pattern[str]:
    """``(c)`` before a year or a name with one; else it is a letter between ``(b)`` and ``(d)``."""
    signs = alternatives(
        word for locale in every_locale() for word in locale.foot.rights if _ITEM_MARKER.fullmatch(word)
    )
    name = rf"(?-i:[^\W\d_{small_letters()}])[\w.&'’,-]*"
    return re.compile(rf"(?:{signs})\s*(?:{name}\s+){{0,8}}(?:1[5-9]|20)\d\d(?!\d)", re.IGNORECASE)


def _series(locales: tuple[Locale, ...]) -> re.Pattern[str]:
    """A whole line that tells which part of a series this is: ``Part 2 of 3``, ``Teil 3 der Serie``."""
    part = alternatives(word for locale in locales for word in locale.head.series)
    numerals = alternatives(word for locale in locales for word in locale.head.numerals)
    counters = alternatives(word for locale in every_locale() for word in locale.head.counters)
    han = scripts()["hani"]
    number = rf"(?:\d{{1,3}}|[ivx]{{1,5}}|{numerals}|[{han.digits[1:]}{han.ten}]{{1,3}})"
    rest = rf"(?:\s?(?:[/(]|[^\W\d_]{{1,4}})?\s?{number}\)?)?(?:\s(?:[^\W\d_]{{1,6}}\s){{0,2}}[^\W\d_]+)?"
    return re.compile(
        rf"(?:{part})\s?{number}(?:{counters})?{rest}|{number}\.?\s?(?:{part})"
        rf"|[^\W\d_]+ (?:of|in) (?:a |an )?[\w-]+[ -](?:parts?|articles|series)(?: series)?",
        re.IGNORECASE,
    )


def cues(piece: Piece, place: int, count: int, locales: tuple[Locale, ...]) -> Findings:
    """What recognisers of dates, names and addresses find in a piece that stands at ``place`` of ``count``."""
    text = piece.text
    names: list[str] = []
    credit = found = None
    words = _words(locales)
    if extent(text) < LONG and (place < _HEAD_REACH or place >= count - 4):
        found = find_date(text, locales)
        if found:
            names.append("date_line" if is_date_line(text, locales) else "holds_date")
            if names[-1] == "holds_date" and _MOST * (found.end - found.start) >= len(text):
                names.append("mostly_date")
        credit = read_credit(spaced(text), locales, in_byline_position=piece.in_byline_position)
        if credit and not attribution_start(text):
            below = credit.pictures and place >= _HEAD_REACH // 2  # where it is no byline
            names.append("opens_as_caption" if below else "announced_names" if credit.announced else "bare_names")
    names += [name for name, pattern in words.openings if (match := pattern.match(text)) and _says_more(name, match)]
    if "opens_as_editors_note" in names and words.corrects.search(text[:LONG]):
        names[names.index("opens_as_editors_note")] = "opens_as_correction"
    if place < _HEAD_REACH:
        names += _head_cues(text, place, words)
    names += _caption_cues(text, locales)
    if len(text) < _LONGEST_ADDRESS and ("@" in text or "." in text or "://" in text):
        names += _address_cues(text)
    if extent(text) < _LONGEST_BIO:
        names += _author_cues(text, count - place if place >= _BODY_BEGINS else count, locales)
    return Findings(tuple(names), credit, found)


def _head_cues(text: str, place: int, words: _Words) -> Iterator[str]:
    told = text.casefold().strip(" :|/")
    parts = _PARTED.split(told)
    if words.sections.intersection(parts) and (len(parts) == 1 or all(part.count(" ") < 2 for part in parts)):
        yield "names_section"
    elif not place and _SPORT.fullmatch(text):
        yield "names_sport"
    elif len(told) <= _LONGEST_SERIES and words.series.fullmatch(told):
        yield "part_of_series"
    if find_dateline(text):
        yield "opens_with_place"


def _caption_cues(text: str, locales: tuple[Locale, ...]) -> Iterator[str]:
    if credit_start(text, locales):
        yield "ends_in_picture_credit"
        if extent(text) <= LONG:
            yield "short_with_picture_credit"
    elif len(text) < _LONGEST_CAPTION and _NAME_IN_BRACKETS.search(text):
        yield "ends_in_name_in_brackets"


def _author_cues(text: str, from_end: int, locales: tuple[Locale, ...]) -> Iterator[str]:
    """What a piece tells of its author; ``from_end`` is 1 for the last piece of an article."""
    words = _words(locales)
    if words.bio.match(text) or (from_end <= _FOOT_REACH and tells_of_author(text, locales[0])):
        yield "says_who_someone_is"
    if from_end <= _FOOT_REACH and words.about.match(text):
        yield "opens_as_bio"
    if from_end <= 3 and _NAME_FIRST.match(text):
        yield "opens_with_name_at_end"


def _says_more(name: str, opening: re.Match[str]) -> bool:
    """``Read more: The last pilot`` points somewhere; ``Further reading`` alone is a heading."""
    return name != "opens_as_related" or any(map(str.isalnum, opening.string[opening.end() :]))


def _address_cues(text: str) -> Iterator[str]:
    if "@" in text and addresses.EMAIL.search(text):
        yield "holds_email"
    if addresses.MAY_BE_WEB.search(text) and (addresses.URL.search(text) or addresses.DOMAIN.search(text)):
        yield "holds_address"
        if addresses.DOMAIN.fullmatch(text) or addresses.URL.fullmatch(text):
            yield "is_address"
    if addresses.phones(text):
        yield "holds_phone"


def features(pieces: list[Piece], place: int, cue: Findings, plan: Layout, locales: tuple[Locale, ...]) -> list[str]:
    """All that is known of the piece at ``place``."""
    piece = pieces[place]
    names = list(cue.names)
    names += _shape(piece, plan)
    names += _speech(piece.text, locales)
    names += _position(pieces, place)
    names += _neighbours(pieces, place, locales)
    if attribution_start(piece.text):
        names.append("dash_and_name")
    return names


def credit_start(text: str, locales: tuple[Locale, ...]) -> int:
    """Where the credit begins that a caption ends in: ``The old mill. Photo: Jo Park``; 0 if there is none."""
    if len(text) >= _LONGEST_CAPTION:
        return 0
    words = _words(locales)
    match = words.credit.search(text, len(text) // 3)
    if not match and text[-1] in words.ends_of_taken_by:
        match = words.taken_by.search(text)
    return match.start() - (text[match.start() - 1] in "(（") if match else 0


def opens_as_credit(text: str, locales: tuple[Locale, ...]) -> bool:
    """Whether a line under a picture names who made it: ``Photo: Jo Park``, ``Courtesy of the museum``."""
    return text.casefold().lstrip("([*_ ").startswith(_words(locales).credits)


def _shape(piece: Piece, plan: Layout) -> Iterator[str]:
    text, size = piece.text, extent(piece.text)
    yield from _length(text)
    if _is_capitals(text[:120]):
        yield "capitals"
    first = first_letter(text)
    if first.islower():
        yield "lower_begins"
    elif first.isdigit():
        yield "digit_begins"
    yield _end(text)
    if HASHES.match(text):
        yield "hash_begins"
    marker = MARKER.match(text)
    if marker:
        yield "bullet" if marker["bullet"] else "dash" if marker["dash"] else "numbered"
    if size <= SHORT and _QUANTITY.match(text):
        yield "quantity_begins"
    if size <= LONG and is_title_case(text):
        yield "title_case"
    if len(piece.lines) == 1:
        yield "one_line"
    if not speaks(text):
        yield "no_words"
    if size > SHORT and len(_STOPS.findall(text)) >= 2:
        yield "several_sentences"
    if size <= LONG and _WITHIN.search(text):
        yield "sentence_ends_within"
    yield from _setting(piece, plan)


_STOPS = re.compile(f"[{SENTENCE_ENDS}{SEMICOLONS}]")


def _is_capitals(text: str) -> bool:
    """Whether all letters of a text are capitals, and some have small ones."""
    if any(character.isalpha() and not character.isupper() for character in text):
        return False
    return any(character.isalpha() and character.lower() != character for character in text)


def _setting(piece: Piece, plan: Layout) -> Iterator[str]:
    """How the piece is set off from others."""
    text, lines = piece.text, piece.lines
    if plan.inset and (behind := min(plan.inset.get(line.start, 0.0) for line in lines)):
        yield "far_inset" if behind >= _FAR else "inset"
    indents = [line.indent for line in lines]
    if min(indents) >= plan.margin + 3:
        yield "indented"
    if lines[0].underlined or lines[-1].underlined:
        yield "underlined"
    if text.startswith("**") and text.endswith("**"):
        yield "wholly_strong" if "?" not in text[-4:] else "strong_question"
    if lines[0].depth:
        yield ANGLE_MARK


def _length(text: str) -> Iterator[str]:
    size = extent(text)
    yield "very_short" if size <= 30 else "short" if size <= SHORT else "middling" if size <= LONG else "long"
    if size <= SHORT:
        count = max(text.count(" ") + 1, (size - len(text)) // _EXTRA_OF_A_WORD)
        yield "one_word" if count == 1 else "few_words" if count <= 4 else "some_words" if count <= 9 else "many_words"


def _end(text: str) -> str:
    if text[-1] in "」』" and text[0] not in "「『" and extent(text) > SHORT:
        return "ends_in_stop"  # in Japanese no full stop stands before or behind it
    tail = text.rstrip(CLOSING)
    end = tail[-1:] or text[-1]
    if end in COLONS:
        return "ends_in_colon"
    if end in QUESTIONS:
        return "ends_in_question"
    if end in SHOUTS:
        return "ends_in_shout"
    if ends_sentence(text):
        return "ends_in_stop"
    return "ends_in_comma" if end in PAUSES else "ends_open"


def is_title_case(text: str, least: int = 2) -> bool:
    """Whether most words of a text that are not very short begin with capitals, and there are so many at the least."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= least and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


_INTERRUPTED = re.compile(r"[,.!?…][\"”»“’'][\s,]|[\"”»“][,.]\s")
_QUANTITY = re.compile(r"[-–—•*·]?\s*(?:\d[\d.,–-]*(?:/\d{1,2}(?![\d/]))?|[¼½¾⅓⅔⅛]|\d\s?[¼½¾⅓⅔⅛])\s?[^\W\d_]")
_QUOTED = re.compile(f"[{OPENING_QUOTES}]")


def _speech(text: str, locales: tuple[Locale, ...]) -> Iterator[str]:
    if _QUOTED.match(text):
        yield "quote_begins"
        if text[-1] in "\"”»“」』’'" or text.rstrip("0123456789 ").endswith(("”", '"', "»")):
            yield "quoted_in_parts" if _INTERRUPTED.search(text, 1, len(text) - 2) else "wholly_quoted"
    first_person, head = _words(locales).first_person, text[:400].casefold().split()
    if sum([word.strip(",.;:!?\"'“”") in first_person for word in head]) >= 2:
        yield "first_person"
    if "..." in text or "…" in text or ". . ." in text:
        yield "ellipsis"
    if "[" in text and "](" not in text:
        yield "bracketed_words"


def _position(pieces: list[Piece], place: int) -> Iterator[str]:
    if place == 0:
        yield "first"
    elif place == 1:
        yield "second"
    last = len(pieces) - 1
    if place == last:
        yield "last"
    elif place >= last - 4:
        yield "near_end"
    line = pieces[place].lines[0]
    if place and not line.gap and not line.cut:
        yield "no_gap_before"
    if line.gap > 1:
        yield "wide_gap_before"
    if place < last and not pieces[place + 1].lines[0].gap:
        yield "no_gap_after"


def _opens_alike(pieces: list[Piece], place: int) -> bool:
    """Whether the first word of a piece is that of one beside it, as in a list: ``How can we ...``."""
    text = pieces[place].text
    if len(text) > LONG:
        return False
    first = text.split(None, 1)[0]
    beside = (pieces[other].text for other in (place - 1, place + 1) if 0 <= other < len(pieces))
    return len(first) < len(text) and any(len(other) <= LONG and other.startswith(first + " ") for other in beside)


def _neighbours(pieces: list[Piece], place: int, locales: tuple[Locale, ...]) -> Iterator[str]:
    if _opens_alike(pieces, place):
        yield "opens_as_neighbour"
    if _begins_with_figure(pieces, place) and any(_begins_with_figure(pieces, at) for at in (place - 1, place + 1)):
        yield "digits_begin_as_neighbour"
    if place:
        yield from _preceding(pieces[place - 1].text, pieces[place], locales)
    yield from _following(pieces, place, locales)


def _begins_with_figure(pieces: list[Piece], place: int) -> bool:
    text = pieces[place].text if 0 <= place < len(pieces) else ""
    return bool(text) and extent(text) <= LONG and first_letter(text).isdigit()


def _preceding(before: str, piece: Piece, locales: tuple[Locale, ...]) -> Iterator[str]:
    end = _end(before)
    if end == "ends_in_colon":
        yield "after_colon"
        if _words(locales).saying.search(before[-160:]):
            yield "speech_after_saying" if _QUOTED.match(piece.text) else "after_saying"
        if extent(before) <= SHORT:
            yield "after_short_colon"
    elif end == "ends_in_stop" and _words(locales).leads.search(before[-160:]):
        yield "after_saying"
    if extent(before) > LONG:
        yield "after_long"
    if end in ("ends_open", "ends_in_comma"):
        yield "after_open"
    if extent(before) <= SHORT and end == "ends_open":
        yield "after_short_open"
    if MARKER.match(before):
        yield "after_marker"
        if not MARKER.match(piece.text):
            yield "unmarked_after_marker"
    if not piece.lines[0].gap and before.rsplit(None, 1)[-1].casefold() in _words(locales).never_last:
        yield "after_never_last"


def _following(pieces: list[Piece], place: int, locales: tuple[Locale, ...]) -> Iterator[str]:
    if place + 1 < len(pieces):
        following = pieces[place + 1].text
        if extent(following) <= SHORT and opens_as_credit(following, locales):
            yield "before_picture_credit"
        address = (
            addresses.EMAIL.search(following) or addresses.URL.search(following) if extent(following) < LONG else None
        )
        if address and pieces[place].text[-1] in COLONS:
            yield "before_address"
        if extent(following) > LONG:
            yield "before_long"
        elif extent(following) <= SHORT and not ends_sentence(following):
            yield "before_short_open"
        if MARKER.match(following):
            yield "before_marker"
