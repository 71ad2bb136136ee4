"""The letters of a raw text against those of its article and furniture, without the article's origins.

The reader's own check (``copydesk.reading.text.accounting``) compares each node with its spans; a line that a phase
drops while another node's spans cover it passes there. This one counts the letters of the two as wholes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from copydesk import tree
from copydesk.reading.text.accounting.own_words import label
from copydesk.tree import Article
from copydesk.visit import plain, walk


def missing_letters(raw: str, article: Article) -> str:
    """The letters and digits of a raw text that are neither in the article nor in its furniture, sorted."""
    missing = _letters(_AROUND_PICTURE.sub(")", raw)) - _letters("\n".join(_strings(article)))
    return "".join(sorted(missing.elements()))


_AROUND_PICTURE = re.compile(r"(?<=\))\]\([^()\s]*\)")
"""The target of a link around a picture: ``[![a](b.png)](c)``. A figure has no place for it."""


def _letters(text: str) -> Counter[str]:
    """How often each letter and digit occurs; ligatures and raised figures count as those they stand for."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def _strings(article: Article) -> Iterator[str]:
    """All words of an article and its furniture, the marks of notes, labels of lists, and targets of links."""
    yield plain((article.head, article.body, article.notes, article.foot))
    for node in walk(article):
        if isinstance(node, tree.Furniture):
            yield node.text
        elif isinstance(node, tree.NoteRef | tree.Note):
            yield node.mark
        elif isinstance(node, tree.Figure):
            yield f"{node.alt} {node.source or ''}"
        elif isinstance(node, tree.List) and node.ordered:
            yield from (label(node.numbering, node.start + index) for index in range(len(node.items)))
        elif isinstance(node, tree.Link) and node.target:
            yield node.target.partition(":")[0] if _is_its_own_target(node) else node.target


def _is_its_own_target(link: tree.Link) -> bool:
    """Whether a link's words are its address, which the raw text then has only once."""
    words, target = (re.sub(r"^(https?://|mailto:)", "", text) for text in (plain(link), link.target or ""))
    return words.rstrip("/").casefold() == target.rstrip("/").casefold()
