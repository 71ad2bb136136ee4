"""What a page adds to a document: running heads, running feet and the numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.tree import Furniture

_FOLIO = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p)\W*)?\d*(?:\W+(?:of|von|sur|de|di|/)?\W*\d+)?\W*", re.IGNORECASE
)


def page_lines(texts: Iterable[str]) -> Iterator[Furniture]:
    """The lines of running heads and feet, each once."""
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        if any(map(str.isalnum, text)):
            yield Furniture(text, "page_number" if _FOLIO.fullmatch(text) else "running_head")
