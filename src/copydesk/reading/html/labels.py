"""The words of a page's labels in its language: pointers to other articles, buttons, lists of links."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk.locales import Locale
from copydesk.reading.html.units import Unit
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.reading.text.recognisers.words import alternatives

_LONGEST_LABEL = 60  # characters
_LONGEST_BAR = 120
_BARS = re.compile(r"[|·•¦/\[\](){}«»‹›<>←→↑⇐⇒▲►◄*]+|\s[-–—~]+\s|\s{3,}|\xa0{2,}")
_ARROW = re.compile("[«»‹›<>←→↑⇐⇒▲►◄]")
_QUOTED = re.compile("[«‹»›].*[»›«‹][.,!?…]*", re.DOTALL)
_WHOLLY = 0.85  # the share of letters in links of what is a link to elsewhere
_MOSTLY = 0.5


class Labels(NamedTuple):
    """Patterns of the labels of pages: ``pointer`` opens a link to another article, ``lists`` are labels of lists of
    links, with which ``opening`` says that a line begins, ``buttons`` whole labels in small letters, ``turns`` those
    that lead to the next page or the contents."""

    pointer: re.Pattern[str]
    lists: re.Pattern[str]
    opening: re.Pattern[str]
    buttons: frozenset[str]
    turns: frozenset[str]

    def is_pointer(self, unit: Unit) -> bool:
        """Whether a unit points to another article, and is no sentence of the text: ``Read more: ...``, or a line of
        nothing but a link, all in capitals."""
        text = unit.text.lstrip("[(•·»>-– ")
        if self.pointer.match(text):
            return unit.link_share >= _MOSTLY or (len(text) <= _LONGEST_LABEL and not ends_sentence(text))
        if self.opening.match(text) and unit.link_share >= _MOSTLY and not ends_sentence(text):
            return True  # Tags: ...
        shouted = unit.link_share >= _WHOLLY and text.isupper() and len(unit.words) > 3
        return shouted and not ends_sentence(text)

    def is_button(self, unit: Unit) -> bool:
        """Whether a unit is the label of a button, or of a list of links."""
        text = unit.text.casefold().strip(" .:…»>›|[](){}!*#")
        return len(text) <= _LONGEST_LABEL and (text in self.buttons or self.lists.fullmatch(text) is not None)

    def is_bar(self, unit: Unit) -> bool:
        """Whether a unit is a bar that leads to other pages, with or without links: ``Home | Next | Contents``; or one
        such label between arrows."""
        text = unit.text
        if len(text) > _LONGEST_BAR:
            return False
        parts = [
            part for line in unit.lines for words in _BARS.split(line) if (part := words.strip(" .:-–—").casefold())
        ]
        turns = sum(part in self.turns for part in parts)
        known = turns + sum(part in self.buttons and part not in self.turns for part in parts)
        has_arrow = _ARROW.search(text) is not None and not _QUOTED.fullmatch(text.strip())
        return turns > 0 and known == len(parts) and (turns > 1 or has_arrow)


@cache
def labels(locales: tuple[Locale, ...]) -> Labels:
    """The labels of pages in these languages."""
    related = alternatives(word for locale in locales for word in locale.foot.related)
    lists = alternatives(word for locale in locales for word in (*locale.page.link_lists, *locale.foot.related))
    return Labels(
        re.compile(rf"(?:{related}|don[’']t miss|click here|see more)(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{lists})(?:\s.{{0,12}})?", re.IGNORECASE),
        re.compile(rf"(?:{lists})(?!\w)", re.IGNORECASE),
        page_patterns(locales).buttons,
        frozenset(word for locale in locales for word in locale.page.turns),
    )
