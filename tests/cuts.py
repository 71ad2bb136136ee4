"""Articles with a paragraph that a page's end cuts in two: the samples, rewrapped and cut where the caller says."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import NamedTuple

import copydesk
from copydesk.reading import Reading
from tests.tools import ROOT

KINDS = ("blank line", "form feed", "folio", "page")
"""What stands at the cut: only white space, a form feed, a page number, or page number and running head, which then
are at two other positions in the article too."""

NEAR = 6
"""The greatest distance of a problem from the cut, in lines."""

_NAMES = (
    "arabic", "dispatch", "essay", "feature", "forwarded", "french", "german", "interview", "listicle", "opinion",
    "page-cuts", "press-release", "science-news", "spanish", "two-columns",
)  # fmt: skip
_FEWEST = 14  # words of a paragraph that is worth a cut
_ENDS = (".", "!", "?", ":", "؟", "”", "“", '"', "»", "«", "…")


class Gold(NamedTuple):
    """The paragraphs of an article in order, and its language."""

    lang: str
    paragraphs: tuple[str, ...]


class Cut(NamedTuple):
    """An article with a cut: its text, the paragraph that was cut, the line before the cut, and the word after it."""

    lang: str
    raw: str
    whole: str
    line: int
    after: str


@cache
def gold() -> tuple[Gold, ...]:
    """The samples' paragraphs, each as one line."""
    articles = []
    for name in _NAMES:
        article = copydesk.read((ROOT / "samples" / f"{name}.txt").read_bytes())
        body = (copydesk.plain(block) for block in article.body if isinstance(block, copydesk.Paragraph))
        articles.append(Gold(article.lang, tuple(" ".join(text.split()) for text in body)))
    return tuple(articles)


def cuttable(of: Gold) -> list[int]:
    """The indices of paragraphs that are long enough for a cut; the first is left out because the head is above it."""
    return [index for index, text in enumerate(of.paragraphs) if index and len(text.split()) >= _FEWEST]


def cut(of: Gold, index: int, at: int, kind: str, measure: int | None, *, hyphen: bool = False) -> Cut | None:
    """The article with its paragraph ``index`` cut after ``at`` words, its lines wrapped at ``measure`` if any.

    With ``hyphen`` the next word is broken. None where no page would end: in the middle of a line, at a sentence's
    end, in a word too short to break.
    """
    words = of.paragraphs[index].split()
    before, after = words[:at], words[at:]
    if before[-1].rstrip(")]").endswith(_ENDS) or (hyphen and not (len(after[0]) > 7 and after[0].isalpha())):
        return None
    if hyphen:
        middle = len(after[0]) // 2
        before, after = [*before, after[0][:middle] + "-"], [after[0][middle:], *after[1:]]
    upper = _wrapped(" ".join(before), measure)
    if measure is not None and len(upper[-1]) + 1 + len(after[0]) <= measure:
        return None
    lines = ["A Headline of Our Own", "", "By Ana Ruiz", ""]
    pages = _pages(len(of.paragraphs), index) if kind == "page" else ()
    number, cut_line = 16, 0
    for paragraph_index, text in enumerate(of.paragraphs):
        if paragraph_index in pages:
            number += 1
            lines += _edge(kind, number)
        if paragraph_index != index:
            lines += [*_wrapped(text, measure), ""]
            continue
        lines += upper
        cut_line = len(lines)
        number += 1
        lines += _edge(kind, number)
        below = _wrapped(" ".join(after), measure)
        lines += ["\f" + below[0] if kind == "form feed" else below[0], *below[1:], ""]
    return Cut(of.lang, "\n".join(lines), of.paragraphs[index], cut_line, after[0])


def _pages(count: int, index: int) -> tuple[int, ...]:
    """Two places between paragraphs where pages end as well, far from the cut and from each other."""
    return tuple(other for other in (2, count - 2) if abs(other - index) > 2)


def _edge(kind: str, number: int) -> list[str]:
    if kind == "page":
        return ["", str(number), "", "\fThe Weir Gazette", ""]
    return {"blank line": [""], "form feed": [], "folio": ["", f"- {number} -", ""]}[kind]


def _wrapped(text: str, measure: int | None) -> list[str]:
    if measure is None:
        return [text]
    return textwrap.wrap(text, measure, break_on_hyphens=False, break_long_words=False)


def outcome(cut: Cut, reading: Reading) -> str:
    """What became of a cut: ``joined``, ``reported`` by a problem near it, or ``missed``."""
    whole = _letters(cut.whole)
    if any(_letters(copydesk.plain(node)) == whole for node in (*reading.article.body, *reading.article.foot)):
        return "joined"
    near = (problem.line for problem in reading.problems if problem.line)
    return "reported" if any(abs(line - cut.line) <= NEAR for line in near) else "missed"


def _letters(text: str) -> str:
    """A text without white space and hyphens: whether a broken word keeps its hyphen is another question."""
    return "".join(text.split()).replace("-", "")
