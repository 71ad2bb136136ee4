"""Where the head of an article ends: no word is taken out of the text into the head above it.

The text begins with the first paragraph, heading, quotation, item, line of verse or row of a table. From there on a
part is of the head only if it is a byline at the very end of the article, below which nothing stands but what closes
an article: notes, a word about the author, contacts, rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.reading.role import Role
from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import COMMAS, SENTENCE_ENDS, UNSPACED_SENTENCE_ENDS, ends_sentence
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings

_ONCE: frozenset[Role] = frozenset({"kicker", "headline", "deck"})
HEAD_ROLES: frozenset[Role] = _ONCE | {"byline", "date", "editors_note"}
"""The roles of pieces that make the head of an article."""

TEXT_ROLES: frozenset[Role] = frozenset(
    {
        "paragraph",
        "heading",
        "quotation",
        "attribution",
        "list_item",
        "verse_line",
        "table_row",
        "pull_quote",
        "preformatted",
        "set_line",
    }
)
"""The roles of pieces that make the text itself."""

_CLOSING_ROLES: frozenset[Role] = frozenset(
    {"bio", "contact", "rights", "related", "correction", "byline", "note", "break"}
)
QUOTED_ROLES: frozenset[Role] = frozenset({"quotation", "attribution", "list_item", "verse_line", "table_row", "break"})
"""The roles of text quoted by ``>``; its paragraphs have the role ``quotation``."""

_WORDS: frozenset[Role] = frozenset({"paragraph", "heading", "quotation", "verse_line", "list_item"})
_LONGEST_SALUTATION = 40  # letters
_LONGEST_DECK = 400  # letters
_DECK_REACH = 6  # pieces from the top
_FEWEST_ALIKE = 3  # lines that are a run
_MOST_LONGER = 3  # times the shortest of a run, its longest
_MAY_BE_RUN: frozenset[Role] = frozenset({"list_item", "paragraph", "heading", "table_row"})
_SENTENCE_BEGINS = re.compile(
    rf"[^\W\d_]{{3}}[{SENTENCE_ENDS}][\"”»’']?\s+[\"“„«]?[^\W\d_a-z]|[{UNSPACED_SENTENCE_ENDS}]"
)


def text_begins(roles: Sequence[Role]) -> int:
    """The index of the first piece of the text among the roles of all pieces; their number if there is none."""
    return next((index for index, role in enumerate(roles) if role in TEXT_ROLES), len(roles))


def text_ends(roles: Sequence[Role]) -> int:
    """The index after the last piece that does not close the article."""
    end = len(roles)
    while end and roles[end - 1] in _CLOSING_ROLES:
        end -= 1
    return end


def misplaced(roles: Sequence[Role], may_sign: Sequence[bool]) -> list[int]:
    """The indices of pieces below the beginning of the text that would be moved into the head. ``may_sign`` says for
    each piece whether it may be the byline that closes the article."""
    end = text_ends(roles)
    return [
        index
        for index in range(text_begins(roles), len(roles))
        if roles[index] in HEAD_ROLES and not (roles[index] == "byline" and index >= end and may_sign[index])
    ]


def in_order(path: Sequence[Role], pieces: Sequence[Piece], findings: Sequence[Findings]) -> list[Role]:
    """The path with its head in order: no evidence moves a part of the text into the head above it.

    A headline or deck continues only on the next line; a headline after a blank line is a deck, after the text a
    paragraph, and so is a second deck that ends as sentences do. A byline that names nobody is a deck. What looks
    like a kicker below the deck or the byline is a heading of the text. A salutation opens the text. A note about the
    author without any other text is a paragraph.
    """
    roles: list[Role] = []
    for index, best in enumerate(path):
        nobody = best == "byline" and findings[index].credit is None and not pieces[index].lines[0].role
        role = "deck" if nobody and roles and roles[-1] in ("headline", "deck") else best
        roles.append(_once(role, roles, pieces, index))
    roles = _with_text(_with_capital_decks(roles, pieces, findings))
    roles = _without_false_deck(_with_deck(roles, pieces, findings), pieces, findings)
    return _without_first_of_run(roles, pieces, findings)


def _once(role: Role, above: list[Role], pieces: Sequence[Piece], index: int) -> Role:
    """The role of a piece below others: kicker, headline and deck stand once, and not below the text."""
    before = above[-1] if above else None
    apart = pieces[index].lines[0].gap > 0
    if role not in _ONCE or (pieces[index].lines[0].role == role and not TEXT_ROLES.intersection(above)):
        return role
    again = role in above and before != role
    if again or any(other not in HEAD_ROLES for other in above) or _is_salutation(pieces, index):
        return "paragraph"
    if role == before == "headline" and apart:
        return "paragraph" if "deck" in above else "deck"
    if role == before == "deck" and apart and ends_sentence(pieces[index].text):
        return "paragraph"
    if role == "kicker" and "headline" in above and before not in ("headline", "kicker"):
        return "heading"
    return role


def _is_salutation(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a short line that ends in a comma stands by itself above more, as ``Dear Tom,`` does."""
    text, lines = pieces[index].text, pieces[index].lines
    if len(lines) > 1 or extent(text) > _LONGEST_SALUTATION or text[-1] not in COMMAS:
        return False
    return index + 1 < len(pieces) and pieces[index + 1].lines[0].gap > 0


def _with_capital_decks(path: list[Role], pieces: Sequence[Piece], findings: Sequence[Findings]) -> list[Role]:
    """The path, with decks instead of short paragraphs in capitals right below a headline in capitals, as old
    newspapers bank them. Text in small letters must follow."""
    begins = end = text_begins(path)
    if not begins or path[begins - 1] not in _ONCE or not pieces[begins - 1].text.isupper():
        return path
    while end < len(path) and path[end] in _WORDS and _is_short_capitals(pieces[end], findings[end]):
        end += 1
    follows = end < len(path) and path[end] == "paragraph"
    decks: list[Role] = ["deck"] * (end - begins)
    return [*path[:begins], *decks, *path[end:]] if follows else path


def _with_text(path: list[Role]) -> list[Role]:
    """The path, with paragraphs instead of notes about the author where nothing else is text: such a note closes an
    article, and is none by itself."""
    if text_begins(path) < len(path):
        return path
    return ["paragraph" if role == "bio" else role for role in path]


def _is_short_capitals(piece: Piece, findings: Findings) -> bool:
    return piece.text.isupper() and extent(piece.text) <= SHORT and SPEAKER_NAME not in findings.names


def _with_deck(path: list[Role], pieces: Sequence[Piece], findings: Sequence[Findings]) -> list[Role]:
    """The path, with a deck instead of paragraphs that stand between the headline and an announced byline or a date:
    one paragraph where there is no other deck, and what goes on without a blank line below a headline or deck. The
    text must still be to come."""
    begins, last = text_begins(path), min(len(path) - 1, _DECK_REACH)
    credited = next((index for index in range(begins, last) if _is_credit(path[index], findings[index])), 0)
    if "headline" not in path[:begins] or path[credited] in path[:begins] or not credited:
        return path
    decked = path[:begins]
    for index in range(begins, credited):
        above = decked[-1]
        goes_on = above in ("headline", "deck") and not pieces[index].lines[0].gap
        if path[index] not in ("paragraph", "byline") or not (goes_on or "deck" not in decked):
            return path
        if extent(pieces[index].text) > _LONGEST_DECK:
            return path
        decked.append(above if goes_on else "deck")
    return decked + path[credited:]


def _is_credit(role: Role, findings: Findings) -> bool:
    """Whether a piece is certainly a byline or a date: it is announced as one, or is nothing but a date."""
    if role == "byline":
        return findings.credit is not None and findings.credit.announced
    return role == "date" and "date_line" in findings.names


def _without_false_deck(path: list[Role], pieces: Sequence[Piece], findings: Sequence[Findings]) -> list[Role]:
    """The path, with a paragraph instead of a deck of several sentences above what only looks like a credit: a name
    that nothing announces, with no date beside it, or a byline or date with others of its kind below. There are such
    in a list of places, in a log, and among letters."""
    corrected = list(path)
    ends = text_ends(path)
    for index in range(1, text_begins(path) - 1):
        if path[index] != "deck" or path[index + 1] not in ("byline", "date") or not _sentences(pieces[index].text):
            continue
        role, below = path[index + 1], findings[index + 1]
        if role == "byline" and not _is_credit(role, below):
            false = "date" not in (path[index - 1], *path[index + 2 : index + 3])
        else:
            again = range(max(index + 2, text_begins(path)), ends)
            false = any(_is_credit(role, findings[other]) for other in again)
        if false:
            corrected[index] = "paragraph"
            break
    if text_begins(corrected) == len(corrected) and "deck" in corrected:
        last = len(corrected) - 1 - corrected[::-1].index("deck")
        corrected[last] = "paragraph"
    return corrected


def _without_first_of_run(path: list[Role], pieces: Sequence[Piece], findings: Sequence[Findings]) -> list[Role]:
    """The path, with the role of what follows for a deck, or for a name that nothing announces, that is only the first
    of a run of like lines: the items of a list, fields, names."""
    begins = text_begins(path)
    first = begins - 1
    if first < 1 or begins + 1 >= len(path) or path[first] not in ("deck", "byline") or path[first - 1] == "deck":
        return path
    run = range(first, first + _FEWEST_ALIKE)
    below = path[begins : first + _FEWEST_ALIKE]
    if len(set(below)) > 1 or below[0] not in _MAY_BE_RUN or not _are_alike([pieces[index] for index in run]):
        return path
    credit = findings[first].credit
    names = all(word[0].isupper() for index in run for word in pieces[index].text.split())
    if path[first] == "byline" and (credit is None or credit.announced or credit.declared or not names):
        return path
    return [*path[:first], below[0], *path[begins:]]


def _are_alike(run: Sequence[Piece]) -> bool:
    """Whether pieces are short lines of about one length, none of which ends a sentence, with as many blank lines
    between them."""
    lines = [piece.lines[0] for piece in run]
    lengths = [extent(piece.text) for piece in run]
    evenly = lines[1].gap == lines[2].gap and lines[1].gap in (0, lines[0].gap) and lines[1].indent == lines[0].indent
    short = max(lengths) <= SHORT and max(lengths) <= _MOST_LONGER * min(lengths)
    plain = all(len(piece.lines) == 1 and not ends_sentence(piece.text) for piece in run)
    cased = len({piece.text[0].islower() for piece in run}) == 1
    return evenly and short and plain and cased


def _sentences(text: str) -> int:
    """How many sentences of a text are followed by another."""
    return len(_SENTENCE_BEGINS.findall(text))
