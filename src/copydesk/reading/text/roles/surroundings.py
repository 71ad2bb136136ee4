"""What a piece is among others: where it stands in the head, what the whole article makes of its marks and names.

`evidence_of` brings together all that is known of each piece of an article; the features are as in ``features.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale, every_locale
from copydesk.locales.scripts import marks
from copydesk.reading.text.layout import Layout
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import LONG, extent, is_dense, unspaced
from copydesk.reading.text.recognisers.marks import COLONS, QUESTIONS, SENTENCE_ENDS, ends_sentence, first_letter
from copydesk.reading.text.recognisers.numbering import numbered
from copydesk.reading.text.recognisers.speakers import is_time_and_name, names_alone, timed
from copydesk.reading.text.recognisers.words import alternatives
from copydesk.reading.text.roles.false_names import without_false_names
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings, cues, features, is_title_case
from copydesk.reading.text.roles.runs import REACHABLE, runs_of

_ADDRESS_CUES = REACHABLE | {"is_address", "in_address_lines", "near_address_line"}
_LONGEST_TITLE = 400  # characters
_POSSESSIVE = re.compile(r"['’]s?$")
_LABEL = re.compile(rf"[*_]{{0,2}}([^\W\d_a-z][^\W\d_]*\.?(?: [^\W\d_a-z][^\W\d_]*\.?){{0,2}})[{COLONS}][*_]{{0,2}}\s")
_QUOTED = re.compile(r"[“„«\"”][^“”„«»\"]*[”“»\"]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LETTERS_NEAR = 8  # pieces on each side among which the letters before and after one stand
_SPEAKS = 2  # words of the first person
_RARELY = 8  # pieces to each that speaks in the first person, at the least
_ASKS = re.compile(f"[^{SENTENCE_ENDS}]{{4,120}}[{QUESTIONS}]")
_QUESTION_EACH = 5  # pieces to a question at the most, in an interview


@cache
def _speaker() -> re.Pattern[str]:
    """How a piece opens that tells who speaks by a letter, in any language: ``Q: ``."""
    signs = alternatives(word.upper() for locale in every_locale() for word in locale.body.speakers)
    return re.compile(rf"[*_]{{0,2}}(?:{signs})\s?[{COLONS}][*_]{{0,2}}\s")


def evidence_of(
    pieces: list[Piece],
    plan: Layout,
    locales: tuple[Locale, ...],
    stray: list[int],
    rows: frozenset[int] = frozenset(),
) -> tuple[list[Findings], list[list[str]]]:
    """For each piece what the recognisers found in it, and the names of all its features.
    ``rows`` is where lines of tables start."""
    found = [cues(piece, place, len(pieces), locales) for place, piece in enumerate(pieces)]
    found = _with_speakers(pieces, _without_false_rights(pieces, without_false_names(pieces, found, rows)))
    runs = runs_of(pieces, found, locales)
    seen = [
        features(pieces, place, found[place], plan, locales) + runs[place] + _head_context(pieces, found, place)
        for place in range(len(pieces))
    ]
    for place in _speakers(pieces, found):
        seen[place].append("speaker_label")
    for place in numbered([piece.text for piece in pieces]):
        seen[place].append("numbered_heading")
    questions = _interview_questions(seen)
    for place in questions if len(questions) > 2 else ():
        seen[place].append("interview_question")
        if len(questions) * _QUESTION_EACH >= len(pieces):
            seen[place].append("one_of_many_questions")
    _as_others(pieces, seen)
    _in_other_register(pieces, seen, locales[0])
    _in_other_voice(pieces, seen, locales)
    _of_authors(pieces, found, seen)
    if len(stray) > 1:
        _beside_stray_bullets(pieces, seen, stray)
    return found, seen


def _without_false_rights(pieces: list[Piece], found: list[Findings]) -> list[Findings]:
    """What was found, without copyright signs that are letters of a list: ``(c) 2019: …`` after ``(b)``, before
    ``(d)``."""
    made = list(found)
    for place, cue in enumerate(found):
        near = pieces[max(0, place - _LETTERS_NEAR) : place + _LETTERS_NEAR + 1]
        marked = "opens_as_rights" in cue.names and pieces[place].text[:3].casefold() == "(c)"
        if marked and any(piece.text[:3].casefold() in ("(b)", "(d)") for piece in near):
            made[place] = cue._replace(names=tuple(name for name in cue.names if name != "opens_as_rights"))
    return made


def _with_speakers(pieces: list[Piece], found: list[Findings]) -> list[Findings]:
    """What was found, the names that tell who speaks below them marked as such: they name no author."""
    texts = [piece.text for piece in pieces]
    named = names_alone(texts) | {place for place in timed(texts) if is_time_and_name(texts[place])}
    made = list(found)
    for place in named:
        names = (name for name in found[place].names if name not in ("bare_names", "announced_names"))
        made[place] = Findings((*names, SPEAKER_NAME))
    return made


def _speakers(pieces: list[Piece], found: list[Findings]) -> list[int]:
    """The places of pieces that open by telling who speaks: ``Q: ``, or a name that comes again, ``JP: ``."""
    lettered = [place for place, piece in enumerate(pieces) if _speaker().match(piece.text)]
    named = defaultdict(list)
    for place, piece in enumerate(pieces):
        match = _LABEL.match(piece.text)
        if (
            match
            and match.end() < len(piece.text)
            and not any(name.startswith("opens_as") for name in found[place].names)
        ):
            named[match[1]].append(place)
    again = [place for places in named.values() if len(places) > 1 for place in places]
    speeches = [place for place in timed([piece.text for piece in pieces]) if SPEAKER_NAME not in found[place].names]
    return sorted({*(lettered if len(lettered) > 1 else ()), *again, *speeches})


def _as_others(pieces: list[Piece], seen: list[list[str]]) -> None:
    """What a mark tells depends on how many pieces bear it, and what a piece lacks may tell too."""
    underlined = sum("underlined" in names for names in seen)
    for piece, names in zip(pieces, seen, strict=True):
        if piece.text[0] == "–" and "dash" in names and not {"after_marker", "before_marker"} & set(names):
            names.append("lone_dash")
        if not _ADDRESS_CUES & set(names):
            names.append("no_address_cue")
        if {"last", "near_end"} & set(names) and REACHABLE & set(names):
            names.append("reachable_at_end")
            if "holds_email" in names and "long" not in names and _ASKS.match(piece.text):
                names.append("asks_and_reachable")
        if underlined > 1 and "underlined" not in names:
            names.append("not_underlined_as_others")


class _Registers(NamedTuple):
    """What sentences end in, in the polite and in the plain form of a language."""

    polite: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _registers(own: Locale) -> _Registers | None:
    """The registers of a language, None where its sentences do not end in them."""
    words = own.body
    if not words.polite:
        return None
    polite, plain = alternatives(words.polite), alternatives(words.plain)
    none_polite = "".join(rf"(?<!{re.escape(word)})" for word in words.polite)  # those may end as plain ones do
    return _Registers(
        polite=re.compile(rf"(?:{polite})(?=[{SENTENCE_ENDS}」』”]|$)"),
        plain=re.compile(rf"(?:{plain}){none_polite}(?=[{marks('stops')}])"),
    )


def _in_other_register(pieces: list[Piece], seen: list[list[str]], own: Locale) -> None:
    """In Japanese and Korean, pieces in the polite form among others in the plain one: words of somebody else."""
    registers = _registers(own)
    if registers is None:
        return
    counts = [(len(registers.polite.findall(piece.text)), len(registers.plain.findall(piece.text))) for piece in pieces]
    plain = sum(many > polite for polite, many in counts)
    speaks = [place for place, (polite, many) in enumerate(counts) if polite > 1 and not many]
    for place in speaks if plain >= 3 and len(speaks) * 3 <= plain else ():
        if not {"quote_begins", "first", "second"} & set(seen[place]):
            seen[place].append("in_other_register")


def _in_other_voice(pieces: list[Piece], seen: list[list[str]], locales: tuple[Locale, ...]) -> None:
    """Pieces in the first person, quotation marks aside, where hardly another is: words of somebody else."""
    words = {word for locale in locales for word in locale.body.first_person}
    unquoted = [_QUOTED.sub(" ", piece.text).casefold() for piece in pieces]
    speaks = [
        place for place, text in enumerate(unquoted) if sum(word in words for word in _WORD.findall(text)) >= _SPEAKS
    ]
    if len(speaks) * _RARELY <= len(pieces):
        for place in speaks:
            seen[place].append("first_person_unlike_others")


def _of_authors(pieces: list[Piece], found: list[Findings], seen: list[list[str]]) -> None:
    """Pieces that begin with the name of an author: who it is, mostly."""
    credited = [cue.credit for cue in found[:10] + found[-4:] if cue.credit]
    persons = [person.name for credit in credited for person in credit.persons]
    unspaced_names = tuple(name for name in persons if unspaced(name[0]) or is_dense(name[0]))
    authors = {name.split()[-1] for name in persons if name not in unspaced_names}
    for piece, names in zip(pieces, seen, strict=True):
        opening = {_POSSESSIVE.sub("", word.strip(".,*_")) for word in piece.text[:60].split()[:4]}
        begins = authors & opening or piece.text.startswith(unspaced_names)
        if begins and not {"bare_names", "announced_names"} & set(names):
            names.append("begins_with_author")
            if "says_who_someone_is" in names:
                names.append("says_who_author_is")


def _interview_questions(seen: list[list[str]]) -> list[int]:
    """The places of short questions that something other than a question answers."""
    asked = ["ends_in_question" in names for names in seen]
    return [
        place
        for place, names in enumerate(seen[:-1])
        if asked[place] and not asked[place + 1] and not {"long", "first", "second"} & set(names)
    ]


def _beside_stray_bullets(pieces: list[Piece], seen: list[list[str]], stray: list[int]) -> None:
    """On pages with bullets that lost their text items lost their bullets; on the other pages there are none."""
    pages = [line.start for piece in pieces for line in piece.lines if line.cut]
    with_bullets = {bisect_right(pages, start) for start in stray}
    for piece, names in zip(pieces, seen, strict=True):
        if bisect_right(pages, piece.lines[0].start) not in with_bullets:
            names.append("bullets_on_other_pages")
        elif "inset" in names or "far_inset" in names:
            names.append("inset_and_stray_bullets")
        elif "in_bare_list" in names or "in_bare_sentences" in names:
            names.append("bare_list_and_stray_bullets")
        elif "long" not in names:
            names.append("not_long_and_stray_bullets")


_NEXT = ((2.0, "next_much_longer"), (1.2, "next_longer"), (0.8, ""), (0.5, "next_shorter"), (0.0, "next_much_shorter"))
_BEFORE = (
    (2.0, "one_before_much_longer"),
    (1.2, "one_before_longer"),
    (0.8, ""),
    (0.5, "one_before_shorter"),
    (0.0, "one_before_much_shorter"),
)


def _compared_lengths(pieces: list[Piece], place: int) -> Iterator[str]:
    """A kicker is shorter than the headline, a headline mostly shorter than the deck."""
    for other, names in ((place + 1, _NEXT), (place - 1, _BEFORE)):
        its = extent(pieces[other].text) if 0 <= other < len(pieces) else LONG + 1
        if its <= LONG:
            share = its / extent(pieces[place].text)
            name = next(name for least, name in names if share >= least)
            if name:
                yield name


def _letters(pieces: list[Piece], place: int) -> Iterator[str]:
    """A headline goes on in the capitals that it began with; a kicker is a word or two and no more."""
    text = pieces[place].text
    if not place and any(character in ",;0123456789" for character in text):
        yield "comma_or_digit"
    if place and not pieces[place].lines[0].gap and is_title_case(text) and is_title_case(pieces[place - 1].text, 1):
        yield "title_case_as_before"
    below = pieces[place + 1] if place + 1 < len(pieces) else None
    if below is not None and not below.lines[0].gap and first_letter(below.text).islower() and not ends_sentence(text):
        yield "goes_on_below"


def _head_context(pieces: list[Piece], found: list[Findings], place: int) -> list[str]:
    """Where a piece stands in the head: before or after the byline and the date."""
    if place > 8:
        return ["past_the_head"]
    names = []
    is_credit = [bool({"announced_names", "date_line", "bare_names"} & set(cue.names)) for cue in found[:10]]
    if place + 1 < len(is_credit) and is_credit[place + 1]:
        names.append("before_credit")
    if place + 2 < len(is_credit) and is_credit[place + 2] and not is_credit[place + 1]:
        names.append("two_before_credit")
    if any(is_credit[:place]):
        names.append("after_credit")
    if place and is_credit[place - 1]:
        names.append("right_after_credit")
    if any("date_line" in cue.names for cue in found[max(0, place - 1) : place] + found[place + 1 : place + 2]):
        names.append("beside_date")
    names += _compared_lengths(pieces, place)
    names += _letters(pieces, place)
    longs = [extent(piece.text) > LONG for piece in pieces[: place + 1]]
    if any(longs[:-1]):
        names.append("past_the_head")
    if place == 0 and len(pieces) > 1 and pieces[0].text.isupper() and not is_credit[1]:
        following = pieces[1].text
        if len(following) <= LONG and not following.isupper() and not ends_sentence(following):
            names.append("capitals_before_mixed")
    if place == 0 and LONG < extent(pieces[0].text) <= _LONGEST_TITLE and not ends_sentence(pieces[0].text):
        names.append("long_title")
    if 0 < place <= 3 and "opens_as_release" in found[0].names and len(pieces[place].text) <= LONG:
        names.append("under_release")
    told = any({"announced_names", "date_line"} & set(cue.names) for cue in found[: place + 1])
    if 0 < place <= 3 and not told and not any(piece.lines[0].gap for piece in pieces[1 : place + 1]):
        names.append("joined_to_top")
    return names
