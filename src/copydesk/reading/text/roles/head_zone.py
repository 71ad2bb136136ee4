"""Where the head of an article ends: no word is taken out of the text into the head above it.

The text begins with the first paragraph, heading, quotation, item, line of verse or row of a table. From there on a
part is of the head only if it is a byline at the very end of the article, below which nothing stands but what closes
an article: notes, a word about the author, contacts, rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.reading.text.pieces import Piece
from copydesk.reading.text.recognisers.extent import SHORT, extent
from copydesk.reading.text.recognisers.marks import COMMAS, SENTENCE_ENDS, UNSPACED_SENTENCE_ENDS, ends_sentence
from copydesk.reading.text.role import Role
from copydesk.reading.text.roles.features import SPEAKER_NAME, Findings

_ONCE: frozenset[Role] = frozenset({"kicker", "headline", "deck"})
HEAD_ROLES: frozenset[Role] = _ONCE | {"byline", "date", "editors_note"}
"""The roles of pieces that make the head of an article."""

TEXT_ROLES: frozenset[Role] = frozenset(
    {"paragraph", "heading", "quotation", "attribution", "list_item", "verse_line", "table_row", "pull_quote"}
)
"""The roles of pieces that make the text itself."""

_CLOSING_ROLES: frozenset[Role] = frozenset(
    {"bio", "contact", "rights", "related", "correction", "byline", "note", "break"}
)
QUOTED_ROLES: frozenset[Role] = frozenset({"quotation", "attribution", "list_item", "verse_line", "table_row", "break"})
"""The roles of what is quoted by ``>``; its paragraphs are of the role ``quotation``."""

_WORDS: frozenset[Role] = frozenset({"paragraph", "heading", "quotation", "verse_line", "list_item"})
_LONGEST_SALUTATION = 40  # letters
_LONGEST_DECK = 400  # letters
_DECK_REACH = 6  # pieces from the top
_SENTENCE_BEGINS = re.compile(
    rf"[^\W\d_]{{3}}[{SENTENCE_ENDS}][\"”»’']?\s+[\"“„«]?[^\W\d_a-z]|[{UNSPACED_SENTENCE_ENDS}]"
)


def text_begins(roles: Sequence[Role]) -> int:
    """The place of the first piece of the text among the roles of all pieces; their number if there is none."""
    return next((place for place, role in enumerate(roles) if role in TEXT_ROLES), len(roles))


def text_ends(roles: Sequence[Role]) -> int:
    """The place behind the last piece that does not close the article."""
    end = len(roles)
    while end and roles[end - 1] in _CLOSING_ROLES:
        end -= 1
    return end


def misplaced(roles: Sequence[Role], may_sign: Sequence[bool]) -> list[int]:
    """The places of pieces below the beginning of the text that would be moved into the head. ``may_sign`` tells of
    each piece whether it may be the byline that closes the article."""
    end = text_ends(roles)
    return [
        place
        for place in range(text_begins(roles), len(roles))
        if roles[place] in HEAD_ROLES and not (roles[place] == "byline" and place >= end and may_sign[place])
    ]


def in_order(path: Sequence[Role], pieces: Sequence[Piece], found: Sequence[Findings]) -> list[Role]:
    """The path with its head in order: whatever weighs, nothing is taken out of the text into the head above it.

    A headline or deck goes on only on the next line; a headline after a blank line is a deck, after the text a
    paragraph, and so is a second deck that ends as sentences do. A byline that names nobody is a deck. What looks
    like a kicker below the deck or the byline is a heading of the text. A salutation opens the text. A word about the
    author that is all there is of text is a paragraph.
    """
    made: list[Role] = []
    for place, best in enumerate(path):
        nobody = best == "byline" and found[place].credit is None
        role = "deck" if nobody and made and made[-1] in ("headline", "deck") else best
        made.append(_once(role, made, pieces, place))
    made = _with_text(_with_capital_decks(made, pieces, found))
    return _without_false_deck(_with_deck(made, pieces, found), pieces, found)


def _once(role: Role, above: list[Role], pieces: Sequence[Piece], place: int) -> Role:
    """The role of a piece below others: kicker, headline and deck stand once, and not below the text."""
    before = above[-1] if above else None
    apart = pieces[place].lines[0].gap > 0
    if role not in _ONCE:
        return role
    again = role in above and before != role
    if again or any(other not in HEAD_ROLES for other in above) or _is_salutation(pieces, place):
        return "paragraph"
    if role == before == "headline" and apart:
        return "paragraph" if "deck" in above else "deck"
    if role == before == "deck" and apart and ends_sentence(pieces[place].text):
        return "paragraph"
    if role == "kicker" and "headline" in above and before not in ("headline", "kicker"):
        return "heading"
    return role


def _is_salutation(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a short line that ends in a comma stands by itself above more, as ``Dear Tom,`` does."""
    text, lines = pieces[place].text, pieces[place].lines
    if len(lines) > 1 or extent(text) > _LONGEST_SALUTATION or text[-1] not in COMMAS:
        return False
    return place + 1 < len(pieces) and pieces[place + 1].lines[0].gap > 0


def _with_capital_decks(path: list[Role], pieces: Sequence[Piece], found: Sequence[Findings]) -> list[Role]:
    """The path, with decks instead of short paragraphs in capitals right below a headline in capitals, as old
    newspapers bank them. Text in small letters must follow."""
    begins = place = text_begins(path)
    if not begins or path[begins - 1] not in _ONCE or not pieces[begins - 1].text.isupper():
        return path
    while place < len(path) and path[place] in _WORDS and _is_short_capitals(pieces[place], found[place]):
        place += 1
    follows = place < len(path) and path[place] == "paragraph"
    decks: list[Role] = ["deck"] * (place - begins)
    return [*path[:begins], *decks, *path[place:]] if follows else path


def _with_text(path: list[Role]) -> list[Role]:
    """The path, with paragraphs instead of words about the author where nothing else is text: a word about an author
    closes an article, and is none by itself."""
    if text_begins(path) < len(path):
        return path
    return ["paragraph" if role == "bio" else role for role in path]


def _is_short_capitals(piece: Piece, cue: Findings) -> bool:
    return piece.text.isupper() and extent(piece.text) <= SHORT and SPEAKER_NAME not in cue.names


def _with_deck(path: list[Role], pieces: Sequence[Piece], found: Sequence[Findings]) -> list[Role]:
    """The path, with a deck instead of paragraphs that stand between the headline and an announced byline or a date:
    one paragraph where there is no other deck, and what goes on without a blank line below a headline or deck. The
    text must still be to come."""
    begins, last = text_begins(path), min(len(path) - 1, _DECK_REACH)
    credited = next((place for place in range(begins, last) if _is_credit(path[place], found[place])), 0)
    if "headline" not in path[:begins] or path[credited] in path[:begins] or not credited:
        return path
    made = path[:begins]
    for place in range(begins, credited):
        above = made[-1]
        goes_on = above in ("headline", "deck") and not pieces[place].lines[0].gap
        if path[place] not in ("paragraph", "byline") or not (goes_on or "deck" not in made):
            return path
        if extent(pieces[place].text) > _LONGEST_DECK:
            return path
        made.append(above if goes_on else "deck")
    return made + path[credited:]


def _is_credit(role: Role, cue: Findings) -> bool:
    """Whether a piece is sure to be a byline or a date: it is announced as one, or is nothing but a date."""
    if role == "byline":
        return cue.credit is not None and cue.credit.announced
    return role == "date" and "date_line" in cue.names


def _without_false_deck(path: list[Role], pieces: Sequence[Piece], found: Sequence[Findings]) -> list[Role]:
    """The path, the text begun by a deck of several sentences that stands above what only looks like a credit: a name
    that nothing announces and no date stands beside, or a byline or date whose like comes again below. So it does in
    a list of places, in a log, and among letters."""
    made = list(path)
    ends = text_ends(path)
    for place in range(1, text_begins(path) - 1):
        if path[place] != "deck" or path[place + 1] not in ("byline", "date") or not _sentences(pieces[place].text):
            continue
        role, cue = path[place + 1], found[place + 1]
        if role == "byline" and not _is_credit(role, cue):
            false = "date" not in (path[place - 1], *path[place + 2 : place + 3])
        else:
            again = range(max(place + 2, text_begins(path)), ends)
            false = any(_is_credit(role, found[other]) for other in again)
        if false:
            made[place] = "paragraph"
            break
    if text_begins(made) == len(made) and "deck" in made:
        last = len(made) - 1 - made[::-1].index("deck")
        made[last] = "paragraph"
    return made


def _sentences(text: str) -> int:
    """How many sentences of a text are followed by another."""
    return len(_SENTENCE_BEGINS.findall(text))
