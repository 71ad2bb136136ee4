"""Evidence -> the role of each piece: the best sequence over the whole article.

Each feature of a piece speaks for or against each role, and each role for or against the roles that may follow. The
sequence with the highest sum wins (Viterbi), so that a headline comes first because nothing else fits there, and a
paragraph after a quotation is a paragraph again because its own voice outweighs the chance of going on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading import evidence
from copydesk.reading.features import LONG, SHORT, Cue, cues, features, is_title_case, note_mark
from copydesk.reading.habits import DECLARED, NO_HABITS, Habits, footer_role, is_kicker, may_hold_byline
from copydesk.reading.inlines import references
from copydesk.reading.layout import Layout, extent, unspaced
from copydesk.reading.levels import numbered
from copydesk.reading.marks import MARKER, ends_sentence
from copydesk.reading.paragraphs import Piece
from copydesk.reading.sequence import best_path, chances
from copydesk.reading.tables import gaps

_REACHABLE = frozenset({"holds_email", "holds_phone", "holds_address", "opens_as_contact"})
_ADDRESS_CUES = _REACHABLE | {"is_address", "in_address_lines", "near_address_line"}
_LONGEST_TITLE = 400  # characters
_LONGEST_ITEM = 220  # characters
_POSSESSIVE = re.compile(r"['’]s?$")
_SPEAKER = re.compile(r"[*_]{0,2}(?:[QAFPDRVSIKOВОПΠΕΑEשתסجفसजउ]|问|答|問|문|답|Q\.)\s?[:：][*_]{0,2}\s")
_ONCE = frozenset({"kicker", "headline", "deck"})
HEAD_ROLES = _ONCE | {"byline", "date", "editors_note"}
"""The roles of pieces that make the head of an article."""

_BEAM = 9.0  # log-odds behind the best role of a piece at which another is not followed up


class Decision(NamedTuple):
    """The role that a piece got, how sure it is from 0 to 1, why, the role next best, and what was found in it."""

    role: str
    confidence: float
    reasons: tuple[str, ...]
    second: str
    cue: Cue


def choose_roles(
    pieces: list[Piece], plan: Layout, locales: tuple[Locale, ...], stray: list[int], house: Habits = NO_HABITS
) -> list[Decision]:
    """A role for each piece. ``stray`` is where bullets stand that are apart from their text.

    The names of the roles are the tables under ``[role]`` in ``weights.toml``. What ``house`` declares is decided.
    """
    found, seen = evidence_of(pieces, plan, locales, stray)
    declared = _declared(house, pieces, found)
    scores = [{told: 0.0} if told else _scores(names) for told, names in zip(declared, seen, strict=True)]
    after = evidence.transitions()
    path, sure = _in_order(best_path(scores, after), pieces), chances(scores, after)
    return [
        Decision(role, 1.0, (DECLARED,), "", found[place])
        if role == declared[place]
        else _decision(role, sure[place], seen[place], found[place])
        for place, role in enumerate(path)
    ]


def _declared(house: Habits, pieces: list[Piece], found: list[Cue]) -> list[str | None]:
    """The role that the publication's habits give to each piece. What stands right below a line of the footer
    belongs to it."""
    if house is NO_HABITS:
        return [None] * len(pieces)
    roles: list[str | None] = []
    footer: str | None = None
    for place, (piece, cue) in enumerate(zip(pieces, found, strict=True)):
        line, credit = piece.lines[0], cue.credit
        footer = footer_role(house, piece.text) or footer_role(house, line.text) or (None if line.gap else footer)
        if is_kicker(house, piece.text, place):
            roles.append("kicker")
        elif credit and credit.declared and (place or credit.announced) and may_hold_byline(house, place, len(pieces)):
            roles.append("byline")
        else:
            roles.append(footer)
            continue
        footer = None
    return roles


def evidence_of(
    pieces: list[Piece], plan: Layout, locales: tuple[Locale, ...], stray: list[int]
) -> tuple[list[Cue], list[list[str]]]:
    """For each piece what the recognisers found in it, and the names of all its features."""
    found = [cues(piece, place, len(pieces), locales) for place, piece in enumerate(pieces)]
    runs = _runs(pieces, found, locales)
    seen = [
        features(pieces, place, found[place], plan, locales) + runs[place] + _head_context(pieces, found, place)
        for place in range(len(pieces))
    ]
    speakers = [place for place, piece in enumerate(pieces) if _SPEAKER.match(piece.text)]
    for place in speakers if len(speakers) > 1 else ():
        seen[place].append("speaker_label")
    for place in numbered([piece.text for piece in pieces]):
        seen[place].append("numbered_heading")
    questions = _interview_questions(seen)
    for place in questions if len(questions) > 2 else ():
        seen[place].append("interview_question")
    _as_others(pieces, seen)
    _in_other_register(pieces, seen)
    _of_authors(pieces, found, seen)
    if len(stray) > 1:
        _beside_stray_bullets(pieces, seen, stray)
    return found, seen


def _as_others(pieces: list[Piece], seen: list[list[str]]) -> None:
    """What a mark tells depends on how many pieces bear it, and what a piece lacks may tell too."""
    underlined = sum("underlined" in names for names in seen)
    marked = sum("angle_mark" in names for names in seen)
    for piece, names in zip(pieces, seen, strict=True):
        if piece.text[0] == "–" and "dash" in names and not {"after_marker", "before_marker"} & set(names):
            names.append("lone_dash")
        if not _ADDRESS_CUES & set(names):
            names.append("no_address_cue")
        if marked > 0.7 * len(pieces) and "angle_mark" in names:
            names.remove("angle_mark")  # a forwarded mail, marked from end to end
        if {"last", "near_end"} & set(names) and _REACHABLE & set(names):
            names.append("reachable_at_end")
        if underlined > 1 and "underlined" not in names:
            names.append("not_underlined_as_others")


_HAS_FORMS = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")  # kana, hangul
_SHORT_LOOK = 40  # characters of so many pieces tell the script
_POLITE = re.compile(r"(?:です|ます|ません|でした|ました|ください|니다|시오|세요)(?=[。.！？!?」』”]|$)")
_PLAIN = re.compile(r"(?:[るいだうくむ]|(?<!まし)(?<!でし)た)(?=。)|(?<!니)다(?=\.)")


def _in_other_register(pieces: list[Piece], seen: list[list[str]]) -> None:
    """In Japanese and Korean, pieces in the polite form among others in the plain one: words of somebody else."""
    if not any(_HAS_FORMS.search(piece.text[:_SHORT_LOOK]) for piece in pieces[:_SHORT_LOOK]):
        return
    counts = [(len(_POLITE.findall(piece.text)), len(_PLAIN.findall(piece.text))) for piece in pieces]
    plain = sum(many > polite for polite, many in counts)
    speaks = [place for place, (polite, many) in enumerate(counts) if polite > 1 and not many]
    for place in speaks if plain >= 3 and len(speaks) * 3 <= plain else ():
        if not {"quote_begins", "first", "second"} & set(seen[place]):
            seen[place].append("in_other_register")


def _of_authors(pieces: list[Piece], found: list[Cue], seen: list[list[str]]) -> None:
    """Pieces that begin with the name of an author: who it is, mostly."""
    credited = [cue.credit for cue in found[:10] + found[-4:] if cue.credit]
    persons = [person.name for credit in credited for person in credit.persons]
    unspaced_names = tuple(name for name in persons if unspaced(name[0]) or "\uac00" <= name[0] <= "\ud7a3")
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


def _scores(names: list[str]) -> dict[str, float]:
    scores = evidence.role_scores(names)
    best = max(scores.values())
    return {role: score for role, score in scores.items() if score >= best - _BEAM}


def _in_order(path: list[str], pieces: list[Piece]) -> list[str]:
    """The path with its head in order: whatever weighs, nothing is taken out of the text into a headline above it.

    A headline or deck goes on only on the next line; a headline after a blank line is a deck, after the text a
    paragraph.
    """
    made: list[str] = []
    in_text = False
    for place, best in enumerate(path):
        role, before = best, made[-1] if made else ""
        if best in _ONCE and (in_text or (best in made and before != best)):
            role = "paragraph"
        elif best == before == "headline" and pieces[place].lines[0].gap:
            role = "paragraph" if "deck" in made else "deck"
        in_text = in_text or role not in HEAD_ROLES
        made.append(role)
    return made


def _decision(role: str, chance: dict[str, float], names: list[str], cue: Cue) -> Decision:
    second = max((other for other in chance if other != role), key=lambda other: chance[other], default="")
    why = evidence.reasons(evidence.role_weights()[role], names, 1.0)
    return Decision(role, chance.get(role, 0.5), why, second, cue)


# ------------------------------------------------------------------- features that span several pieces


def _runs(pieces: list[Piece], found: list[Cue], locales: tuple[Locale, ...]) -> list[list[str]]:
    """Features of pieces that stand in a run: verse lines, table rows, items of a list without bullets."""
    names: list[list[str]] = [[] for _ in pieces]
    _line_runs(pieces, found, names)
    _bare_lists(pieces, names)
    _notes(pieces, {word for locale in locales for word in locale.foot.notes}, names)
    return names


def _notes(pieces: list[Piece], headings: set[str], names: list[list[str]]) -> None:
    """Pieces past the first third that open with a mark which the text before them refers to, or that stand below
    a heading such as ``Notes``."""
    referred: set[str] = set()
    told = False
    for place, piece in enumerate(pieces):
        told = told or piece.text.casefold().strip(" :*_") in headings
        mark = note_mark(piece.text) if place >= len(pieces) // 3 else None
        if mark is not None and mark[0] in referred:
            names[place].append("note_referred_to")
        elif mark is not None and told:
            names[place].append("marked_after_notes")
        referred |= references(piece.text)


def _line_runs(pieces: list[Piece], found: list[Cue], names: list[list[str]]) -> None:
    """Runs of short lines that nothing parts."""
    start = 0
    for place in range(1, len(pieces) + 1):
        together = (
            place < len(pieces)
            and not pieces[place].lines[0].gap
            and len(pieces[place].lines) == 1
            and extent(pieces[place].text) <= SHORT
            and len(pieces[start].lines) == 1
            and extent(pieces[start].text) <= SHORT
        )
        if together:
            continue
        run = pieces[start:place]
        if len(run) > 1:
            columns = sum(gaps(piece.text) > 1 for piece in run)
            after = pieces[place] if place < len(pieces) else None
            if start and _is_stanza(run, after, found[start:place]):
                for index in range(start, place):
                    names[index].append("stanza" if len(run) > 2 else "couplet")
            reachable = sum(bool(_REACHABLE & set(cue.names)) for cue in found[start:place])
            for index in range(start, place):
                if reachable:
                    names[index].append("in_address_lines" if reachable > 1 else "near_address_line")
                names[index].append("in_line_run" if len(run) > 2 else "in_line_pair")
                if columns >= max(2, len(run) - 1):
                    names[index].append("in_columns")
        start = place


def _is_stanza(run: list[Piece], after: Piece | None, found: list[Cue]) -> bool:
    """Whether short lines between two blank lines are verse: of like length, and few of them ending as sentences."""
    if not run[0].lines[0].gap or (after is not None and not after.lines[0].gap):
        return False
    if any(MARKER.match(piece.text) or piece.text.isupper() for piece in run):
        return False
    if any((_REACHABLE | {"date_line", "announced_names", "opens_as_caption"}) & set(cue.names) for cue in found):
        return False
    lengths = [extent(piece.text) for piece in run]
    stops = sum(piece.text.rstrip('"”’»」』')[-1:] in ".!?。！？।۔؟" for piece in run)
    return max(lengths) <= 66 and min(lengths) * 2.5 >= max(lengths) and stops * 2 <= len(run)


def _bare_lists(pieces: list[Piece], names: list[list[str]]) -> None:
    """After a colon, two pieces or more that are short and end alike: a list that lost its bullets."""
    for place in range(len(pieces) - 2):
        if not pieces[place].text.endswith((":", "：")):
            continue
        run = _alike(pieces, place + 1)
        if len(run) < 2:
            continue
        kind = _end_kind(pieces[run[0]].text)
        for index in run:
            names[index].append("in_bare_list" if kind != "stop" else "in_bare_sentences")
            if len(run) > 3:
                names[index].append("in_long_bare_list")
        names[run[0]].append("opens_bare_list")


def _alike(pieces: list[Piece], first: int) -> list[int]:
    """The places of the pieces from ``first`` on that are short and end in the same way; the last may end in a stop."""
    run: list[int] = []
    for index in range(first, len(pieces)):
        text = pieces[index].text
        if extent(text) > _LONGEST_ITEM or MARKER.match(text) or text.endswith((":", "：")):
            break
        if run and _end_kind(text) != _end_kind(pieces[run[0]].text):
            return [*run, index] if text.endswith(".") and _end_kind(pieces[run[0]].text) == "comma" else run
        run.append(index)
    return run


def _end_kind(text: str) -> str:
    if text[-1] in ";,，；、،؛":
        return "comma"
    return "stop" if ends_sentence(text) else "open"


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
            yield from (name for name in (next(name for least, name in names if share >= least),) if name)


def _letters(pieces: list[Piece], place: int) -> Iterator[str]:
    """A headline goes on in the capitals that it began with; a kicker is a word or two and no more."""
    text = pieces[place].text
    if not place and any(character in ",;0123456789" for character in text):
        yield "comma_or_digit"
    if place and not pieces[place].lines[0].gap and is_title_case(text) and is_title_case(pieces[place - 1].text, 1):
        yield "title_case_as_before"


def _head_context(pieces: list[Piece], found: list[Cue], place: int) -> list[str]:
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
