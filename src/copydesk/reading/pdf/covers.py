"""The sheet that an archive puts before an article: where the file is from, how to cite it, what one may do with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.reading.pdf.set_line import SetLine

_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:downloaded|retrieved) (?:from|by|on)\b|\baccessed(?: on)?:|heruntergeladen|téléchargé|descargado de",
        r"\bstable url\b|\bpersistent (?:link|url)\b|\bpermalink\b|\blink to (?:the )?(?:publication|published|article)"
        r"|\bhttps?://(?:doi|hdl)\b|\bdoi:|\bhandle\.net\b|\bHAL Id\b",
        r"\bcitation\b|\bcite (?:this|as)\b|\bto cite\b|\bplease cite\b|\bzitier|\bciter\b"
        r"|\bcómo citar\b|\bcome citare\b",
        r"\bterms (?:and conditions|of (?:use|service))\b|\b(?:general|user) rights\b|\buse policy\b|\btake[- ]?down\b"
        r"|\bnutzungsbedingungen\b|\bconditions d['’]utilisation\b|\b(?:condiciones|términos) de uso\b",
        r"\b(?:this is (?:an?|the)|document|article|manuscript) (?:\w+ )?version\b|\baccepted (?:author )?manuscript\b"
        r"|\bpost-?print\b|\bpre-?print\b|\bversion of record\b",
        r"\b(?:repository|archive|digital library|archive ouverte|repositorio|repositorium)\b",
    )
)
_FEWEST = 3  # of them on a cover sheet
_SHORTEST = 12  # letters of a title
_LARGER = 1.15  # times the size of the text, that of a title
_AS_LARGE = 0.95  # of the largest type of the file behind the first page
_UPPER = 0.6  # of the lines of its page, those among which the title stands


def is_cover_sheet(pages: Sequence[Sequence[SetLine]]) -> bool:
    """Whether the first page is such a sheet: it has their words, and the next page opens with a title that it has
    too."""
    if len(pages) < 2 or not pages[0] or not pages[1]:
        return False
    words = " ".join(line.text for line in pages[0])
    if sum(bool(mark.search(words)) for mark in _MARKS) < _FEWEST:
        return False
    sizes = sorted(line.size for page in pages[1:] for line in page)
    largest, middle = sizes[-1], sizes[len(sizes) // 2]
    first = sorted(pages[1], key=lambda line: line.top)
    upper = first[: max(1, round(_UPPER * len(first)))]
    title = _letters("".join(line.text for line in upper if line.size >= max(_AS_LARGE * largest, _LARGER * middle)))
    return len(title) >= _SHORTEST and title in _letters(words)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
