"""The head of an article in an office document: what styles name, and what is printed above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from copydesk.locales import Locale, locale, with_english
from copydesk.reading.html.stated import is_person
from copydesk.reading.markdown.normalise import one_line
from copydesk.reading.text.furniture.words import byline_opening
from copydesk.reading.text.heads import credits_in
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.dates import is_update
from copydesk.reading.text.recognisers.dates.datelines import find_dateline
from copydesk.reading.text.recognisers.language import detect
from copydesk.tree import Byline, Dateline, Deck, Head, Kicker, NoteRef, Paragraph, PubDate, Section, Text
from copydesk.visit import plain

_LONGEST = 120  # characters of a byline or a date that stands in the text without a style
_KICKER = 40  # characters of a kicker without a style
_DECK = 300  # characters of a deck without a style
_FEW = 6  # blocks in which they stand
_WORK = 4  # words before By that say what somebody has written
_WORD = 20  # characters of the words that open a byline
_SUBMITTED = re.compile(
    r"(?:.{0,80}\b)?(?:submitted|presented|prepared|compiled|vorgelegt|eingereicht|présentée?|soutenue?|presentad[oa]|"
    r"elaborad[oa]|apresentad[oa]|presentat[oa])\s+(?:by|von|par|por|da)\s*:?\s+(?P<name>\S.*)|"
    r"(?:authors?|autor(?:in|a|es)?|auteure?s?|autore|autrice|verfasser(?:in)?|candidate)\s*:\s*(?P<labelled>\S.*)",
    re.IGNORECASE,
)
"""How covers of reports and theses name their authors."""
_AROUND = " |｜•·,،、–—-()（）\u3000"
_BAR = re.compile(r"[|｜•·]")
_LAST_COMMA = re.compile(r",\s+(?=[^,]+$)")


class HeadReader:
    """Reads bylines, dates and datelines in a language."""

    def __init__(self, lang: str) -> None:
        self._locales: tuple[Locale, ...] = with_english(locale(lang))
        self._lines = CreditLines(self._locales)

    def byline(self, text: str) -> Byline:
        """A line that is known to be a byline."""
        words = one_line(text).strip()
        credit = self._lines.byline(words, in_byline_position=True)
        if credit is None and (match := _SUBMITTED.fullmatch(words)):
            credit = self._lines.byline(match["name"] or match["labelled"], in_byline_position=True)
        return Byline(words, credit.persons if credit else ())

    def date(self, text: str) -> PubDate:
        """A line that is known to be a date."""
        words = one_line(text).strip()
        match = self._lines.date(words)
        kind: Literal["published", "updated"] = "updated" if is_update(words, self._locales) else "published"
        return PubDate(words, match.iso if match else None, kind)

    @staticmethod
    def dateline(text: str) -> Dateline:
        """Words that are known to be a dateline."""
        words = one_line(text).strip()
        opening = find_dateline(f"{words} The") or find_dateline(f"{words} — The")
        return Dateline(words, opening.place if opening else None, opening.agency if opening else None)

    def with_printed_lines(
        self, head: Head, body: Sequence[Section], authors: Sequence[str] = ()
    ) -> tuple[Head, tuple[Section, ...]]:
        """The head with the lines that open the text and belong to it, and the text without them.

        Bylines and dates are short paragraphs by themselves at its beginning; above them may stand a kicker, in
        capitals, and a deck. ``authors`` are those that the file states, who may stand without a ``By``."""
        rest = list(body)
        kicker, deck = self._above(head, rest, authors)
        above = bool(kicker) + bool(deck)
        bylines, dates = list(head.bylines), list(head.dates)
        at = above
        while at < min(len(rest), above + _FEW):
            read = self._credits(_line(rest[at]), authors)
            named = [byline for byline in read if isinstance(byline, Byline)]
            if not read or not all(_is_new(byline, head, bylines) for byline in named):
                break
            bylines = [one for one in bylines if not named or one not in head.bylines] + named
            for date in read:
                dates = _with(dates, date) if isinstance(date, PubDate) else dates
            at += 1
        if at == above:
            return head, tuple(rest)
        head = replace(head, bylines=tuple(bylines), dates=tuple(dates))
        if kicker:
            head = replace(head, kicker=kicker)
        return replace(head, deck=deck) if deck else head, tuple(rest[at:])

    def _credits(self, words: str, authors: Sequence[str]) -> list[Byline | PubDate]:
        """The bylines and dates that a line is; none for any other line."""
        if not words:
            return []
        if self._lines.is_date_line(words):
            return [self.date(words)]
        parts = credits_in(words, self._lines) or self._before_month(words)
        barred = _BAR.search(words) is not None
        texts = [(words[start:end].strip(_AROUND), kind) for start, end, kind in parts]
        read = [self._author(text, authors, barred) if kind == "byline" else self.date(text) for text, kind in texts]
        if read and None not in read:
            return [one for one in read if one is not None]
        byline = self._printed_byline(words, authors)
        return [byline] if byline else []

    def is_date(self, text: str) -> bool:
        """Whether a line is a date and no more."""
        return self._lines.is_date_line(one_line(text).strip())

    def announces(self, text: str, following: str) -> bool:
        """Whether a line is only the word that opens a byline, and the next one names who wrote it."""
        words = one_line(text).strip().rstrip(":")
        return (
            len(words) <= _WORD
            and self.names_author(f"{words} {one_line(following).strip()}")
            and not any(self.names_author(each) for each in (text, following))
        )

    def names_author(self, text: str) -> bool:
        """Whether a short line is a byline that a word announces, perhaps with a date."""
        words = one_line(text).strip()
        if not 0 < len(words) <= _LONGEST:
            return False
        if _SUBMITTED.fullmatch(words):
            return bool(self.byline(words).persons)
        bylines = (one.text for one in self._credits(words, ()) if isinstance(one, Byline))
        credit = self._lines.byline(next(bylines, ""))
        return credit is not None and credit.announced

    def _before_month(self, words: str) -> list[tuple[int, int, str]]:
        """The parts of a line that ends in a comma and a date without a day: ``By Nell Oak, March 2022``."""
        match = _LAST_COMMA.search(words)
        if match is None or not self._lines.is_date_line(words[match.end() :]):
            return []
        return [(0, match.start(), "byline"), (match.end(), len(words), "date")]

    def _author(self, words: str, authors: Sequence[str], barred: bool) -> Byline | None:
        """The byline that words beside a date are: a word announces the author, perhaps behind a few for the work, as
        in ``A survey by Nell Oak``; or they are the name of a person that a bar parts from the date, that the file
        states, or that is in a script where names are known. ``Mill Lane, 3 May 1886`` is a place."""
        credit = self._lines.byline(words, in_byline_position=True)
        persons = credit.persons if credit else ()
        if persons and (words in authors or (credit and credit.announced)):
            return Byline(words, persons)
        if persons and all(is_person(person.name, "", self._locales) for person in persons):
            return Byline(words, persons) if barred or words.upper() == words.lower() else None
        for space in [*re.finditer(" ", words)][:_WORK]:
            rest = words[space.end() :]
            credit = self._lines.byline(rest) if byline_opening(self._locales).match(rest) else None
            if credit and credit.announced and credit.persons:
                return Byline(words, credit.persons)
        return None

    def _printed_byline(self, words: str, authors: Sequence[str]) -> Byline | None:
        if words in authors:
            return self.byline(words)
        credit = self._lines.byline(words, in_byline_position=_is_name(words))
        if credit is None or not credit.persons or not (credit.announced or _is_name(words)):
            return None  # Dear neighbours,
        return Byline(words, credit.persons)

    def _above(
        self, head: Head, blocks: Sequence[Section], authors: Sequence[str]
    ) -> tuple[Kicker | None, Deck | None]:
        """The kicker and the deck that stand above the first byline or date."""
        lines = [_line(block) for block in blocks[:3]]

        def is_credit(line: str) -> bool:
            return bool(self._credits(line, authors))

        at = next((at for at, line in enumerate(lines) if is_credit(line)), 0)
        above = [block for block in blocks[:at] if isinstance(block, Paragraph)]
        if len(above) < at or not head.headline:
            return None, None
        kicker = above.pop(0) if above and not head.kicker and _is_kicker(_line(above[0])) else None
        deck = above.pop(0) if above and not head.deck and len(plain(above[0].inlines)) <= _DECK else None
        if above:
            return None, None
        return Kicker(kicker.inlines) if kicker else None, Deck(deck.inlines) if deck else None

    def with_printed_dateline(self, head: Head, body: tuple[Section, ...]) -> tuple[Head, tuple[Section, ...]]:
        """The same for the dateline that opens the first paragraph."""
        first = body[0] if body else None
        if head.dateline or not isinstance(first, Paragraph) or not isinstance(first.inlines[0], Text):
            return head, body
        text = first.inlines[0].text
        opening = find_dateline(text)
        if not opening or opening.end >= len(text):
            return head, body
        dateline = Dateline(text[: opening.end].strip(), opening.place, opening.agency)
        rest = Paragraph((Text(text[opening.end :].lstrip()), *first.inlines[1:]))
        return replace(head, dateline=dateline), (rest, *body[1:])


def _line(section: Section) -> str:
    """The words of a short paragraph; empty for anything else."""
    if not isinstance(section, Paragraph) or any(isinstance(part, NoteRef) for part in section.inlines):
        return ""
    words = one_line(plain(section.inlines)).strip()
    return words if len(words) <= _LONGEST else ""


def _is_kicker(words: str) -> bool:
    return 0 < len(words) <= _KICKER and words.upper() == words != words.lower() and not words.endswith((".", ":", "?"))


def _with(dates: list[PubDate], date: PubDate) -> list[PubDate]:
    """The dates with one that is printed, in place of the same day as the file states it."""
    return [*(one for one in dates if one.iso != date.iso or one.kind != date.kind), date]


def _is_new(byline: Byline, head: Head, bylines: Sequence[Byline]) -> bool:
    """Whether a printed byline may stand in the head: there is none, or it names those that the file states."""
    printed = [one for one in bylines if one not in head.bylines]
    stated = {person.name for one in head.bylines for person in one.persons}
    if any(one.text == byline.text for one in printed):
        return False
    return not head.bylines or bool(stated & {person.name for person in byline.persons}) or bool(printed)


def _is_name(words: str) -> bool:
    return len(words) < 40 and not re.search(r"[.!?:,،、]$", words)


def language_of(text: str, stated: str) -> str:
    """The language of an article: that of its words; the file's own statement where that says more of the same, or
    where the words do not show it. Programs state their user's language for any text."""
    by_words = detect(text)
    if not stated:
        return by_words
    same = by_words.split("-")[0] == stated.split("-", maxsplit=1)[0].lower()
    return stated if by_words == "und" or same else by_words
