"""Dialogue whose lines open with an en dash and a space, as items do: ``– Nie wiem – mówi Jan.``"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.locales import Locale
from copydesk.patterns import pattern
from copydesk.reading.text.furniture.forms.assigned import Assigned
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import OPENING_QUOTES, ends_strongly
from copydesk.reading.text.recognisers.words import alternatives

_DASH = pattern(rf"–[ \t]+[¿¡.…{re.escape(OPENING_QUOTES)}]*[^\W\d_]")
_MOST_RESTS = 12  # lines of a speech below its first
_REASON = "a dash opens it, as it opens what somebody says"


@cache
def _saying(language: Locale) -> re.Pattern[str]:
    """A word of saying behind a dash amid a line: ``– mówi``"""
    return re.compile(rf"(?<=\S)\s+–\s+(?:{alternatives(language.body.saying)})(?!\w)")


def dialogue(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The lines of such speeches, which are whole sentences, in a text where some tell in the words of its language who
    says them, and the lines that go on with them. English has no such dialogue."""
    language = credit_lines.locales[0]
    if len(credit_lines.locales) == 1 or not language.body.saying:
        return
    speeches = [range(index, _end(lines, index)) for index, line in enumerate(lines) if index and _opens_speech(line)]
    texts = [" ".join(lines[index].text for index in speech) for speech in speeches]
    if not any(map(_saying(language).search, texts)):
        return
    if 2 * sum(map(ends_strongly, texts)) <= len(texts) or 2 * sum(_is_capital(text) for text in texts) <= len(texts):
        return
    for speech, text in zip(speeches, texts, strict=True):
        for index in speech if ends_strongly(text) and _is_capital(text) else ():
            yield Assigned(index, "frame", _REASON, role="paragraph", begins=index == speech.start)


def _opens_speech(line: Line) -> re.Match[str] | None:
    return _DASH.match(line.text) if not line.role else None


def _is_capital(text: str) -> bool:
    """Whether the first letter behind the dash is no small one."""
    match = _DASH.match(text)
    return match is not None and not match[0][-1].islower()


def _end(lines: Sequence[Line], start: int) -> int:
    """Where a speech ends: at a blank line, at the next dash, or where a sentence ends with its line."""
    end = start + 1
    while end < len(lines) and end - start <= _MOST_RESTS and not lines[end].gap and not lines[end].role:
        if _DASH.match(lines[end].text) or (ends_strongly(lines[end - 1].text) and not lines[end].text[0].islower()):
            break
        end += 1
    return end
